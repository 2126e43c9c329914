//! Copied text whose lines were broken, or has a page's number or a damaged head between its rows.

use super::{
    imported,
    layouts::{OVERVIEW, html, marked, whole},
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::{
    check::{Context, check},
    diagnostic::{Diagnostic, human},
    report::{FormTable, Part, load},
};

/// The cells of which another number was read than was made, and those that were not read.
fn missed(made: &Made, name: &str, text: &str) -> Vec<String> {
    let report = report_of(&imported(name, text.as_bytes()));
    let found = |table: &str, key: &str| {
        report.tables[table][key].value.amount().map(|amount| amount.to_string())
    };
    let is_missed = |((table, key), expected): &(&(String, String), &String)| {
        found(table, key).as_ref() != Some(*expected)
    };
    made.numbers.iter().filter(is_missed).map(|((_, key), _)| key.clone()).collect()
}

fn rows(made: &Made) -> String {
    whole(made, |table| marked(made, table, "", "\t", ""), "\n")
}

/// Breaks the label before the numbers of each row after so many characters.
fn broken(text: &str, width: usize) -> String {
    let of_line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
        let Some(numbers) = cells.iter().position(is_number).filter(|at| *at > 0) else {
            return line.to_owned();
        };
        let label: Vec<char> = cells[numbers - 1].chars().collect();
        let label: Vec<String> = label.chunks(width).map(|piece| piece.iter().collect()).collect();
        let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
        cells[numbers - 1] = label.join("\n");
        cells.join("\t")
    };
    text.lines().map(of_line).collect::<Vec<_>>().join("\n")
}

#[test]
fn labels_that_lines_break_are_joined() {
    for (seed, year) in [(0, 2023), (1, 2020)] {
        let made = made(&mut Rng::with_seed(seed), year);
        for width in 2..20 {
            let text = broken(&rows(&made), width);
            assert_eq!(missed(&made, "文.txt", &text), [""; 0], "{width}");
            let told = human(&imported("文.txt", text.as_bytes()).findings, false);
            assert_eq!(told, "", "{width}");
        }
    }
}

#[test]
fn two_labels_below_each_other_stay_two() {
    let made = made(&mut Rng::with_seed(4), 2023);
    // 一、本年新收 says only half, and the row behind it has the other half's end.
    let text = rows(&made).replace("一、本年新收政府信息公开申请数量\t", "一、本年新收\t");
    assert_eq!(missed(&made, "文.txt", &text), [""; 0]);
}

#[test]
fn numbers_of_pages_between_two_rows_are_none_of_theirs() {
    for number in ["— 3 —", "-3-", "第 3 页", "3"] {
        let made = made(&mut Rng::with_seed(2), 2023);
        let text = rows(&made).replace("3.补正后", &format!("{number}\n3.补正后"));
        assert_eq!(missed(&made, "文.txt", &text), [""; 0], "{number}");
    }
}

#[test]
fn damaged_heads_of_columns_leave_the_order() {
    for (head, damaged) in [
        ("其他结果", "其他已果"),
        ("尚未审结", "已未审结"),
        ("行政复议\t", "行政复人\t"),
        ("未经复议直接起诉", "未经复议直接起訴讼"),
    ] {
        let made = made(&mut Rng::with_seed(3), 2023);
        let text = rows(&made);
        assert!(text.contains(head), "{head}");
        assert_eq!(missed(&made, "文.txt", &text.replacen(head, damaged, 1)), [""; 0], "{head}");
    }
}

#[test]
fn a_subtotal_is_where_its_head_says() {
    for seed in 0..6 {
        let made = made(&mut Rng::with_seed(seed), 2023);
        let with_subtotal = |table: &FormTable| {
            let of_line = |line: &str| {
                let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
                let from = cells.len().saturating_sub(7);
                let numbers: Vec<u64> = cells[from..].iter().flat_map(|c| c.parse()).collect();
                if let [_, bodies @ .., _] = &numbers[..]
                    && numbers.len() == 7
                {
                    cells.insert(from + 6, bodies.iter().sum::<u64>().to_string());
                } else if line.ends_with("其他") && line.contains("商业企业") {
                    cells.push("小计".to_owned());
                }
                cells.join("\t") + "\n"
            };
            let rows = marked(&made, table, "", "\t", "");
            if table.key == "requests" { rows.lines().map(of_line).collect() } else { rows }
        };
        let text = whole(&made, with_subtotal, "\n");
        assert_eq!(missed(&made, "文.txt", &text), [""; 0], "{text}");
    }
}

#[test]
fn half_a_label_is_no_heading_where_the_part_has_its_own() {
    let made = made(&mut Rng::with_seed(5), 2023);
    let text = rows(&made).replace("四、结转下年度继续办理\t", "四、结转下\n年度\n继续的办理\t");
    let report = report_of(&imported("文.txt", text.as_bytes()));
    let headings: Vec<&str> = report.parts.iter().map(|part| part.heading.value.as_str()).collect();
    assert_eq!(headings.len(), 6);
    assert_eq!(headings[3], "四、政府信息公开行政复议、行政诉讼情况");
}

#[test]
fn characters_that_nobody_can_read_are_told_and_are_no_name() {
    let made = made(&mut Rng::with_seed(6), 2023);
    let page = html(&made, &str::to_owned);
    let page = page.replace("云溪县石桥镇", "�溪县石桥镇").replace("补贴。", "补�。");
    let imported = imported("页.html", page.as_bytes());
    let told = human(&imported.findings, false);
    assert_eq!(told.matches("个字认不出").count(), 5, "{told}");
    // What the YAML says of them stands where they do.
    let told = human(&load(&imported.yaml).unwrap_err(), false);
    let shown = told.lines().filter(|line| line.contains('\u{FFFD}')).count();
    assert_eq!(told.matches("已经损坏").count(), shown, "{told}");
    assert!(imported.findings.has_errors());
    assert!(
        imported.yaml.text.starts_with("机关: \"【请填写") && !imported.yaml.text.contains("简称")
    );
}

/// A report as copied text, whose parts each say something of their own.
fn copied(made: &Made) -> String {
    let text = rows(made);
    let parts = text.match_indices(OVERVIEW).count();
    (0..parts).fold(text, |text, part| text.replacen(OVERVIEW, &format!("第{part}段说到这里。"), 1))
}

/// Whose it is, the title on its lines, and the heading and the text of every part.
fn said(name: &str, text: &str) -> (Vec<String>, Vec<(String, String)>) {
    let report = report_of(&imported(name, text.as_bytes()));
    let mut head: Vec<String> = vec![report.agency.value.clone()];
    head.extend(report.short_name.iter().map(|name| name.value.clone()));
    head.extend(report.title.iter().map(|line| line.value.clone()));
    let text = |part: &Part| part.text.as_ref().map_or_else(String::new, |text| text.value.clone());
    let parts = report.parts.iter().map(|part| (part.heading.value.clone(), text(part)));
    (head, parts.collect())
}

/// A line of a text broken behind so many characters.
fn broken_at(text: &str, line: &str, at: usize) -> String {
    let (head, tail) = line.split_at(line.char_indices().nth(at).unwrap().0);
    assert_eq!(text.matches(line).count(), 1, "{line}");
    text.replace(line, &format!("{head}\n{tail}"))
}

#[test]
fn titles_that_lines_break_are_joined() {
    for (seed, year) in [(7, 2023), (8, 2020)] {
        let text = copied(&made(&mut Rng::with_seed(seed), year));
        let whole = said("文.txt", &text);
        assert_eq!(whole.0[..2], ["云溪县石桥镇人民政府".to_owned(), "云溪县石桥镇".to_owned()]);
        let title = format!("云溪县石桥镇{year}年政府信息公开工作年度报告");
        for at in 1..title.chars().count() {
            let broken = broken_at(&text, &title, at);
            assert_eq!(said("文.txt", &broken), whole, "{at}");
        }
    }
}

#[test]
fn titles_of_three_lines_are_joined() {
    let text = copied(&made(&mut Rng::with_seed(9), 2024));
    let whole = said("文.txt", &text);
    let title = "云溪县石桥镇2024年政府信息公开工作年度报告";
    for broken in [
        "云溪县石\n桥镇2024年政府信\n息公开工作年度报告",
        "云溪县石桥\n镇20\n24年政府信息公开工作年度报告",
        "云溪县石桥镇202\n4年政府信息公\n开工作年度报\n告",
    ] {
        assert_eq!(said("文.txt", &text.replace(title, broken)), whole, "{broken}");
    }
}

#[test]
fn the_lines_of_a_title_stay_where_words_end() {
    let text = copied(&made(&mut Rng::with_seed(9), 2024));
    let title = "云溪县石桥镇2024年政府信息公开工作年度报告";
    for (broken, lines) in [
        (
            "云溪县石桥镇人民政府\n2024年度政府信息公开工作年度报告",
            &["云溪县石桥镇人民政府", "2024年度政府信息公开工作年度报告"][..],
        ),
        (
            "云溪县\n石桥镇人民政府2024年度\n政府信息公开\n工作年度报告",
            &["云溪县", "石桥镇人民政府2024年度", "政府信息公开", "工作年度报告"],
        ),
        (
            "云溪县石\n桥镇人民政府2024年度政府\n信息公开工作年\n度报告",
            &["云溪县石桥镇人民政府2024年度政府", "信息公开工作年度报告"],
        ),
    ] {
        let found = said("文.txt", &text.replace(title, broken));
        assert_eq!(found.0[1..], *lines, "{broken}");
    }
}

#[test]
fn headings_of_parts_that_lines_break_are_joined() {
    let made = made(&mut Rng::with_seed(10), 2024);
    let text = copied(&made);
    let whole = said("文.txt", &text);
    for part in &made.form.parts {
        for at in 3..part.heading.chars().count() {
            let broken = broken_at(&text, &part.heading, at);
            assert_eq!(said("文.txt", &broken), whole, "{} {at}", part.heading);
        }
    }
    let (own, broken) = ("五、存在的问题及改进的措施", "五、存在的问题及\n改进的措施");
    let text = text.replace("五、存在的主要问题及改进情况", own);
    assert_eq!(said("文.txt", &text).1[4].0, own);
    assert_eq!(said("文.txt", &text.replace(own, broken)), said("文.txt", &text));
}

#[test]
fn numbers_of_pages_and_captions_are_no_text() {
    let made = made(&mut Rng::with_seed(11), 2024);
    let text = copied(&made);
    let whole = said("文.txt", &text);
    for part in &made.form.parts {
        for number in ["— 3 —", "-3-", "第 3 页 共 8 页", "3"] {
            let numbered = text.replace(&part.heading, &format!("{number}\n{}", part.heading));
            assert_eq!(said("文.txt", &numbered), whole, "{number} {}", part.heading);
        }
    }
    let tables = made.form.parts.iter().filter(|part| part.table.is_some());
    let captioned = tables.fold(text, |text, part| {
        text.replace(&part.heading, &format!("{}\n{}", part.heading, part.name))
    });
    assert_eq!(said("文.txt", &captioned), whole);
}

/// A text in lines of at most so many half-width columns; digits are not parted, and no mark begins a line.
fn wrapped(text: &str, width: usize) -> String {
    let columns = |text: &str| text.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum::<usize>();
    let mut out = String::new();
    for line in text.lines() {
        let mut now = String::new();
        let chars: Vec<char> = line.chars().collect();
        for word in chars.chunk_by(|a, b| {
            (a.is_ascii_digit() && b.is_ascii_digit())
                || "，。、；：（）”".contains(*b)
                || *a == '（'
        }) {
            let word: String = word.iter().collect();
            if columns(&now) + columns(&word) > width {
                out += &(std::mem::take(&mut now) + "\n");
            }
            now += &word;
        }
        out += &(now + "\n");
    }
    out
}

#[test]
fn paragraphs_of_a_narrow_window_are_joined() {
    let made = made(&mut Rng::with_seed(12), 2024);
    let long = "（一）主动公开情况。全年通过政府网站、政务新媒体、公示栏等公开各类信息1205条，其中政策文件26件，\
        财政资金12.5万元，答复群众关心的问题38个，召开2次新闻发布会，较上年增加3次。\n（二）依申请公开情况。按照条例的规定，对收到的申请逐件登记，逐件审查，在法定期限内答复，全年没有因政府信息\
        公开引起的行政复议；没有因政府信息公开引起的行政诉讼。";
    let text = copied(&made).replace("第0段说到这里。", long);
    let whole = said("文.txt", &text);
    for width in (24..70).step_by(2) {
        let (head, tables) = text.split_once("二、主动公开").unwrap();
        let narrow = format!("{}二、主动公开{tables}", wrapped(head, width));
        assert_eq!(said("文.txt", &narrow), whole, "{width}\n{narrow}");
    }
}

#[test]
fn lines_of_their_author_stay() {
    let made = made(&mut Rng::with_seed(13), 2024);
    let listed = "全年做了下列工作：\n公开政策文件\n公开财政资金使用情况\n答复群众来信来访\n培训干部\n以上工作都按时完成。";
    let text = copied(&made).replace("第0段说到这里。", listed);
    assert_eq!(said("文.txt", &text).1[0].1, listed);
}

#[test]
fn what_is_said_of_names_and_headings_stands_where_they_do() {
    let made = made(&mut Rng::with_seed(14), 2024);
    let text = copied(&made)
        .replace("云溪县石桥镇2024年", "云溪县石桥乡2024年")
        .replace("第1段说到这里。", "存在公开不及时的问题。");
    let imported = imported("文.txt", text.as_bytes());
    let found = check(&report_of(&imported), &Context::default());
    let shown = |words: &str| {
        let told: Vec<Diagnostic> =
            found.iter().filter(|told| told.message.contains(words)).cloned().collect();
        assert!(!told.is_empty(), "{words}\n{}", human(&found, false));
        human(&told, false)
    };
    assert!(shown("简称是").contains("| 云溪县石桥乡"), "{}", shown("简称是"));
    assert!(shown("没有写怎样改进").contains("| 五、存在"), "{}", shown("没有写怎样改进"));
    assert!(shown("没有写到").contains("| 一、总体情况"), "{}", shown("没有写到"));
}
