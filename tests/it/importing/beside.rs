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
    diagnostic::{Source, human},
    import::{Imported, import},
    report::{Forms, Value, load},
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
