//! What stands beside the plain numbers of a file, and files that say things twice or in another order: nothing
//! of it is passed on as a number that somebody wrote.

use super::{
    imported,
    layouts::{html, marked, whole},
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::{
    check::{Context, check},
    diagnostic::{Source, human},
    import::{Imported, import},
    report::{FormTable, Forms, Value, load},
};

/// Numbers of which two are known and none is like another of its row.
fn numbers() -> Made {
    let mut made = made(&mut Rng::with_seed(9), 2023);
    let set = [
        ("disclosure", "licence.decisions", "1203"),
        ("disclosure", "fee.amount_wan", "25.1"),
        ("disputes", "review.upheld", "7"),
        ("disputes", "review.corrected", "2"),
    ];
    for (table, key, number) in set {
        let key = (table.to_owned(), key.to_owned());
        assert!(made.numbers.insert(key, number.to_owned()).is_some(), "{number}");
    }
    let of_review = |name: &str| -> i64 {
        made.numbers[&("disputes".to_owned(), format!("review.{name}"))].parse().unwrap()
    };
    let total = 9 + of_review("other") + of_review("pending");
    let key = ("disputes".to_owned(), "review.total".to_owned());
    made.numbers.insert(key, total.to_string());
    made
}

fn value(imported: &Imported, table: &str, key: &str) -> String {
    let report = report_of(imported);
    match &report.tables[table][key].value {
        Value::Int(count) => count.to_string(),
        Value::Decimal(amount) => amount.to_string(),
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn page() -> String {
    html(&numbers(), &str::to_owned)
}

fn with_permits(cell: &str) -> Imported {
    let page = page();
    assert!(page.contains(">1203<"));
    imported("页.html", page.replace(">1203<", &format!(">{cell}<")).as_bytes())
}

#[test]
fn a_number_beside_what_is_raised_struck_out_or_hidden_is_doubted() {
    for (cell, read) in [
        ("1203<sup>1</sup>", "1203"),
        ("1203<span style='vertical-align: super'>[2]</span>", "1203"),
        ("<del>1203</del><ins>1300</ins>", "1300"),
        ("<s>12</s>03", "03"),
        ("<span style='text-decoration:line-through'>8</span>1203", "1203"),
        ("1203<span style='display:none'>99</span>", "1203"),
        ("1203<div hidden>99</div>", "1203"),
        ("<ruby>1203<rt>99</rt></ruby>", "1203"),
        ("1203<font style='color:#FFFFFF'>99</font>", "1203"),
    ] {
        let back = with_permits(cell);
        let read: i64 = read.parse().unwrap();
        assert_eq!(value(&back, "disclosure", "licence.decisions"), read.to_string(), "{cell}");
        assert_eq!((back.tally.doubtful, back.tally.lost), (1, 0), "{cell}: {}", back.tally);
        assert!(human(&back.findings, false).contains("NB511"), "{cell}");
    }
}

#[test]
fn what_a_control_shows_is_read_and_an_empty_cell_is_unknown() {
    for cell in [
        "<input value='1203'>",
        "<input type=text value=1203>",
        "<select><option>5<option selected>1203</select>",
        "<textarea>1203</textarea>",
        "1203<input type=hidden value=9>",
    ] {
        let back = with_permits(cell);
        assert_eq!(value(&back, "disclosure", "licence.decisions"), "1203", "{cell}");
        assert!(back.tally.is_whole(), "{cell}: {}", back.tally);
    }
    for cell in ["", "&nbsp;", "<img src=a.png alt=1203>", "<del>1203</del>", "<input>"] {
        let back = with_permits(cell);
        let value = value(&back, "disclosure", "licence.decisions");
        assert!(value.contains("请填写"), "{cell}: {value}");
        assert_eq!(back.tally.lost, 1, "{cell}: {}", back.tally);
    }
}

#[test]
fn words_for_a_number_are_quoted() {
    for cell in ["约三百", "12 03", "12&amp;03"] {
        let back = with_permits(cell);
        let told = human(&back.untied, false);
        let shown = cell.replace("&amp;", "&");
        assert!(told.contains(&format!("“{shown}”")), "{cell}: {told}");
        assert_eq!(back.tally.doubtful, 1, "{cell}");
    }
}

#[test]
fn heads_in_another_order_are_followed_in_a_grid_and_refused_in_a_text() {
    let exchanged = |text: &str, one: &str, two: &str, table: &str| {
        let (before, after) = text.split_at(text.find(table).unwrap());
        let after = after.replacen(one, "@@", 1).replacen(two, one, 1).replacen("@@", two, 1);
        format!("{before}{after}")
    };
    let part = "四、政府信息公开行政复议";
    let back = imported("页.html", exchanged(&page(), "结果维持", "结果纠正", part).as_bytes());
    assert_eq!(value(&back, "disputes", "review.upheld"), "2");
    assert_eq!(value(&back, "disputes", "review.corrected"), "7");
    let made = numbers();
    let text = whole(&made, |table| marked(&made, table, "", " | ", " |"), "\n");
    assert!(imported("文.txt", text.as_bytes()).tally.is_whole());
    for (one, two, at) in [
        ("结果维持", "结果纠正", part),
        ("未经复议直接起诉", "复议后起诉", part),
        ("商业企业", "科研机构", "三、收到和处理"),
        ("本年制发件数", "现行有效件数", "二、主动公开"),
    ] {
        let back = imported("文.txt", exchanged(&text, one, two, at).as_bytes());
        assert!(back.tally.lost > 2, "{one}: {}", back.tally);
        assert!(human(&back.findings, false).contains("表头"), "{one}");
    }
}

#[test]
fn a_row_or_a_table_that_is_there_twice_is_told() {
    let page = page();
    let start = page[..page.find(">1203<").unwrap()].rfind("<tr>").unwrap();
    let end = start + page[start..].find("</tr>").unwrap() + 5;
    let row = &page[start..end];
    let twice = |again: &str| page.replace(row, &format!("{row}{again}"));
    let back = imported("页.html", twice(&row.replace("1203", "99")).as_bytes());
    assert!(value(&back, "disclosure", "licence.decisions").contains("请填写"));
    assert!(human(&back.findings, false).contains("错误[NB519]"));
    let back = imported("页.html", twice(row).as_bytes());
    assert_eq!(value(&back, "disclosure", "licence.decisions"), "1203");
    assert!(human(&back.findings, false).contains("警告[NB519]"));
    // A second table, and a second report.
    let from = page.find("<table").unwrap();
    let to = from + page[from..].find("</table>").unwrap() + 8;
    let other = page[from..to].replace("1203", "555");
    let back = imported(
        "页.html",
        page.replace(&page[from..to], &format!("{}<p>又</p>{other}", &page[from..to])).as_bytes(),
    );
    assert!(human(&back.findings, false).contains("NB517"), "{}", human(&back.findings, false));
    assert!(value(&back, "disclosure", "licence.decisions").contains("请填写"));
    let both = format!("{page}{}", page.replace("1203", "555").replace("石桥镇", "青山乡"));
    let refused = import("页.html", both.as_bytes(), &Forms::default()).unwrap_err();
    assert!(human(&refused, false).contains("NB517"));
}

#[test]
fn money_in_another_unit_is_converted_to_the_last_digit() {
    for (unit, typed, wan) in [
        ("单位：元", "251000", "25.1"),
        ("单位：元", "2510.05", "0.251005"),
        ("单位：千元", "251", "25.1"),
        ("单位：万元", "25.1", "25.1"),
    ] {
        let page = page().replace("单位：万元", unit).replace(">25.1<", &format!(">{typed}<"));
        let back = imported("页.html", page.as_bytes());
        assert_eq!(value(&back, "disclosure", "fee.amount_wan"), wan, "{unit} {typed}");
        assert_eq!(back.tally.recovered, usize::from(unit != "单位：万元"), "{unit}");
    }
}

#[test]
fn money_without_a_unit_is_doubted() {
    let back = imported(
        "页.html",
        page().replace("（单位：万元）", "").replace("单位：万元", "").as_bytes(),
    );
    assert_eq!(value(&back, "disclosure", "fee.amount_wan"), "25.1");
    assert_eq!(back.tally.doubtful, 1, "{}", back.tally);
    assert!(human(&back.findings, false).contains("NB511"), "{}", human(&back.findings, false));
}

#[test]
fn money_whose_unit_is_written_twice_and_not_the_same_is_doubted() {
    for other in ["单位：元", "金额单位：千元"] {
        let page = page().replace("第二十条第（八）项", &format!("第二十条第（八）项（{other}）"));
        let back = imported("页.html", page.as_bytes());
        let told = human(&back.findings, false);
        assert_eq!(value(&back, "disclosure", "fee.amount_wan"), "25.1");
        assert!(back.tally.doubtful == 1 && told.contains("写了两种"), "{told}");
    }
}

#[test]
fn a_day_that_is_none_is_to_be_filled_in() {
    let page = page();
    for day in ["2024年13月17日", "20241月7日", "2024年　月　日", "二〇二四年十三月", "2024.13.45"]
    {
        let back = imported("页.html", page.replace("2024年1月17日", day).as_bytes());
        assert!(back.yaml.text.contains("署名: \"【请填写"), "{day}: {}", back.yaml.text);
        // The reading has told it, as an error; the numbers of the page are checked all the same.
        assert!(back.findings.has_errors(), "{day}");
        assert!(human(&back.findings, false).contains("NB514"), "{day}");
        assert!(load(&back.yaml).unwrap().report.signature.is_none(), "{day}");
        // Of the YAML that was written of it the day is asked.
        let refused = load(&Source::new("页.yaml", back.yaml.text.as_str())).unwrap_err();
        assert!(human(&refused, false).contains("成文日期还没有填"), "{day}");
    }
}

/// Two cells of the last table.
const TWO: &str = ">7</td><td rowspan=1 colspan=1>2";

/// The page with a row more below its last table.
fn with_row(row: &str) -> String {
    let page = page();
    let end = page.rfind("</table>").unwrap();
    format!("{}{row}{}", &page[..end], &page[end..])
}

#[test]
fn a_second_row_of_the_last_table_is_never_read_for_the_first() {
    let cells = "<td>3</td>".repeat(15);
    for row in [format!("<tr>{cells}</tr>"), format!("<tr><td></td></tr><tr>{cells}</tr>")] {
        let back = imported("页.html", with_row(&row).as_bytes());
        assert_eq!(value(&back, "disputes", "review.upheld").chars().next(), Some('【'));
        assert!(human(&back.findings, false).contains("NB519"), "{}", human(&back.findings, false));
        assert_eq!((back.tally.doubtful, back.tally.lost), (0, 15), "{}", back.tally);
    }
    // Columns that are counted below their heads are no row.
    let numbers: Vec<String> = (1..=15).map(|n| n.to_string()).collect();
    let counted = format!("<td>{}</td>", numbers.join("</td><td>"));
    let page = page();
    let first = page.find(TWO).unwrap();
    let row = page[..first].rfind("<tr").unwrap();
    let page = format!("{}<tr>{counted}</tr>{}", &page[..row], &page[row..]);
    let back = imported("页.html", page.as_bytes());
    assert_eq!(value(&back, "disputes", "review.upheld"), "7");
    assert!(back.tally.is_whole(), "{}", back.tally);
}

/// The page with one row of table three changed.
fn with_third(change: impl Fn(&str) -> String) -> Imported {
    let page = page();
    let at = page.find("予以公开").unwrap();
    let start = page[..at].rfind("<tr").unwrap();
    let end = start + page[start..].find("</tr>").unwrap() + 5;
    let changed = change(&page[start..end]);
    imported("页.html", format!("{}{changed}{}", &page[..start], &page[end..]).as_bytes())
}

#[test]
fn sums_never_speak_against_the_numbers_of_a_row() {
    // A cell too many, and numbers that the sums do not make.
    let back = with_third(|row| {
        row.replace("公开</td>", "公开</td><td></td>").replace("</td></tr>", "1</td></tr>")
    });
    let told = human(&back.findings, false);
    assert_eq!(back.tally.recovered, 0, "{told}");
    assert!(!back.tally.is_whole(), "{told}");
    // A row that is not there at all.
    let back = with_third(|row| {
        let first = row.find("（一）").unwrap();
        let cell = row[..first].rfind("<td").unwrap();
        format!("{}</tr>", &row[..cell])
    });
    let told = human(&back.findings, false);
    assert_eq!((back.tally.recovered, back.tally.is_whole()), (0, false), "{told}");
    assert!(told.contains("NB511") || told.contains("NB510"), "{told}");
}

#[test]
fn a_cell_that_is_not_shown_is_no_cell() {
    let page = page().replace(TWO, &TWO.replace("</td>", "</td><td style='display:none'>8</td>"));
    let back = imported("页.html", page.as_bytes());
    assert_eq!(value(&back, "disputes", "review.corrected"), "2");
    assert!(back.tally.is_whole(), "{}", back.tally);
    assert!(human(&back.findings, false).contains("隐藏的“8”"));
}

#[test]
fn text_of_the_colour_behind_it_is_no_part_of_a_number() {
    for cell in [
        "<span style='color:yellow;background:#ff0'>9</span>1203",
        "<font color='#0000FF' style='background-color:rgb(0,0,255)'>9</font>1203",
    ] {
        let back = with_permits(cell);
        assert_eq!(value(&back, "disclosure", "licence.decisions"), "1203", "{cell}");
        assert_eq!((back.tally.doubtful, back.tally.lost), (1, 0), "{cell}: {}", back.tally);
    }
    let back = with_permits("<span style='color:blue;background:yellow'>1203</span>");
    assert!(back.tally.is_whole(), "{}", back.tally);
}

#[test]
fn rules_with_other_selectors_hide_or_are_doubted() {
    for (rule, read) in [
        ("[data-x]{display:none}", "1203"),
        ("i[data-x=y]{display:none}", "1203"),
        ("td i:first-child{display:none}", "1203"),
        ("i:not(.z){display:none}", "1203"),
        ("\\69{display:none}", "1203"),
        ("i:nth-child(1){visibility:hidden}", "1203"),
        ("i:has(b), i:empty{display:none}", "91203"),
        ("b + i{display:none}", "91203"),
    ] {
        let page = page().replace(">1203<", "><i data-x='y'>9</i>1203<");
        let back = imported("页.html", format!("<style>{rule}</style>{page}").as_bytes());
        assert_eq!(value(&back, "disclosure", "licence.decisions"), read, "{rule}");
        assert_eq!((back.tally.doubtful, back.tally.lost), (1, 0), "{rule}: {}", back.tally);
    }
    for rule in [
        "i:hover{display:none}",
        "i::before{display:none}",
        "b[data-x]{display:none}",
        "i:not([data-x]){display:none}",
    ] {
        let page = page().replace(">1203<", "><i data-x='y'>1203</i><");
        let back = imported("页.html", format!("<style>{rule}</style>{page}").as_bytes());
        assert!(back.tally.is_whole(), "{rule}: {}", back.tally);
    }
}

#[test]
fn a_soft_hyphen_in_a_number_is_nothing() {
    let back = with_permits("12&shy;03");
    assert_eq!(value(&back, "disclosure", "licence.decisions"), "1203");
    assert!(back.tally.is_whole(), "{}", back.tally);
}

/// A report as text, its cells parted by a mark.
fn parted(mark: &str) -> String {
    let numbers = numbers();
    whole(&numbers, |table| marked(&numbers, table, "", mark, ""), "\n")
}

#[test]
fn rows_are_read_from_a_block_of_plain_text_in_a_page_and_from_commas() {
    let tabs = format!("<html><body><pre>{}</pre></body></html>", parted("\t"));
    let pipes = format!("<html><body>{}</body></html>", parted(" | ").replace('\n', "<br>\n"));
    for (name, text) in [("页.html", tabs), ("页.html", pipes), ("表.csv", parted(","))] {
        let back = imported(name, text.as_bytes());
        assert!(back.tally.is_whole() && back.tally.cells == 200, "{name}: {}\n{text}", back.tally);
        assert_eq!(value(&back, "disclosure", "licence.decisions"), "1203", "{name}");
        assert_eq!(value(&back, "disputes", "review.upheld"), "7", "{name}");
    }
}

#[test]
fn a_page_in_the_page_is_named() {
    let page = "<html><body><iframe srcdoc='<p>年度报告</p>'></iframe></body></html>";
    let found = import("页.html", page.as_bytes(), &Forms::default()).unwrap_err();
    assert!(human(&found, false).contains("另一个网页“年度报告"), "{}", human(&found, false));
}

#[test]
fn two_rows_on_one_line_are_two_rows_and_a_label_behind_a_number_is_its_own() {
    let text = parted("\t");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains("2.重复申请")).unwrap();
    let joined = format!("{} {}", lines[at], lines[at + 1]).replace('\t', " ");
    let mut one: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    one.splice(at..=at + 1, [joined]);
    let glued = format!("{} {}", lines[at], lines[at + 1]);
    let mut two: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    two.splice(at..=at + 1, [glued]);
    let expected = report_of(&imported("文.txt", text.as_bytes()));
    for lines in [one, two] {
        let back = imported("文.txt", lines.join("\n").as_bytes());
        let told = human(&back.findings, false);
        assert!(back.tally.is_whole() && back.tally.recovered == 0, "{}\n{told}", back.tally);
        let report = report_of(&back);
        for (table, cells) in &expected.tables {
            for (key, cell) in cells {
                assert_eq!(report.tables[table][key].value, cell.value, "{table} {key}");
            }
        }
    }
}

#[test]
fn a_table_without_totals_has_those_that_its_numbers_make() {
    let numbers = numbers();
    let table = |table: &FormTable| {
        let text = marked(&numbers, table, "", "\t", "");
        if table.key != "requests" {
            return text;
        }
        let cut = |line: &str| match line.rsplit_once('\t') {
            Some((head, last)) if last == "总计" || last.parse::<u32>().is_ok() => {
                head.to_owned()
            }
            _ => line.to_owned(),
        };
        text.lines().map(|line| cut(line) + "\n").collect()
    };
    let back = imported("文.txt", whole(&numbers, table, "\n").as_bytes());
    let expected = report_of(&imported("文.txt", parted("\t").as_bytes()));
    let told = human(&back.findings, false);
    assert!(back.tally.is_whole() && back.tally.recovered > 0, "{}\n{told}", back.tally);
    for (key, cell) in &expected.tables["requests"] {
        assert_eq!(report_of(&back).tables["requests"][key].value, cell.value, "{key}\n{told}");
    }
}

#[test]
fn a_table_of_ones_own_is_named_where_it_stands() {
    let table = "<table><tr><td>项目</td><td>件数</td><td>备注</td></tr>\
                 <tr><td>咨询</td><td>格11</td><td>格12</td></tr></table>";
    let page = page();
    let part = page.find("总体情况").unwrap();
    let first = part + page[part..].find("</p>").unwrap() + "</p>".len();
    let last = page.rfind("</table>").unwrap() + "</table>".len();
    for at in [first, last] {
        let page = format!("{}{table}{}", &page[..at], &page[at..]);
        let read = imported("页.html", page.as_bytes());
        let told = human(&read.findings, false);
        assert!(told.contains("警告[NB515]: “项目 | 件数 | 备注”起有 2 行是另外一张表"), "{told}");
    }
    // One cell is a frame around words and no table.
    let page =
        format!("{}<table><tr><td>另有说明。</td></tr></table>{}", &page[..first], &page[first..]);
    let told = human(&imported("页.html", page.as_bytes()).findings, false);
    assert!(!told.contains("另外一张表"), "{told}");
}

/// The words that stand above the first mark of a finding.
fn marked_words(told: &str) -> String {
    let lines: Vec<&str> = told.lines().collect();
    let mark = lines.iter().position(|line| line.contains('^')).unwrap();
    let mut columns = lines[mark].find('^').unwrap();
    let mut rest = lines[mark - 1].chars();
    while columns > 0 {
        columns -= rest.next().map_or(columns, |c| if c.is_ascii() { 1 } else { 2 });
    }
    rest.take_while(|c| *c != ' ').collect()
}

#[test]
fn a_column_that_does_not_balance_is_pointed_to_in_its_own_column() {
    let made = numbers();
    let page = page();
    let table = made.form.table("requests").unwrap();
    let handled = &table.roles[&nianbao::report::RowRole::Handled][0];
    for row in ["new", handled, "carried_out"] {
        for column in ["natural", "commercial", "other", "total"] {
            let mut wrong = numbers();
            let key = ("requests".to_owned(), format!("{row}.{column}"));
            wrong.numbers.insert(key, "98765".to_owned());
            let page = html(&wrong, &str::to_owned);
            let back = imported("页.html", page.as_bytes());
            let found = check(&report_of(&back), &Context::default());
            let of_column = found.iter().filter(|one| one.code.id() == "NB101");
            let told: Vec<String> =
                of_column.map(|one| human(std::slice::from_ref(one), false)).collect();
            let [only] = &told[..] else { panic!("{row}.{column}: {told:?}") };
            // A total that its own row does not make is the likelier one to be wrong.
            let first = &wrong.numbers[&("requests".to_owned(), format!("new.{column}"))];
            let meant = if column == "total" { "98765" } else { first.as_str() };
            assert_eq!(marked_words(only), meant, "{row}.{column}\n{only}");
            assert!(column != "total" || only.contains("总计列不平"), "{only}");
            assert!(only.contains("98765"), "{only}");
        }
    }
    assert!(!page.contains("98765"));
}

#[test]
fn a_day_in_other_words_is_told_as_papers_write_it() {
    let page = page();
    for (day, advice) in [
        ("2024年元月17号", "请写成“2024年1月17日”"),
        ("2024年元月17日", "请写成“2024年1月17日”"),
        ("2024年1月17号", "请写成“2024年1月17日”"),
        ("2024年13月17日", "请写成 2026年1月20日 这样"),
    ] {
        let back = imported("页.html", page.replace("2024年1月17日", day).as_bytes());
        let told = human(&back.findings, false);
        assert!(told.contains(advice) || !told.contains("认不出"), "{day}\n{told}");
        assert!(!told.contains("2026-1-20"), "{told}");
    }
}
