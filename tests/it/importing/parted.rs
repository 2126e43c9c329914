//! The table of cases in other shapes than the form's: cut into three, row by row, on its side, with its merged heads
//! repeated above each column. Read where words name the cell of each number, else lost.

use super::{
    imported,
    layouts::whole,
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::{
    diagnostic::human,
    import::Imported,
    report::{FormTable, Value},
};
use std::fmt::Write as _;

const LEAVES: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const GROUPS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];

fn numbers() -> Made {
    let mut made = made(&mut Rng::with_seed(5), 2023);
    let cases: Vec<String> = cases(&made).data().map(|cell| cell.key.clone()).collect();
    let values = [27, 10, 9, 15, 61, 3, 1, 0, 2, 6, 8, 0, 1, 4, 13];
    for (key, value) in cases.iter().zip(values) {
        made.numbers.insert((table_key(&made), key.clone()), value.to_string());
    }
    made
}

fn cases(made: &Made) -> &FormTable {
    made.form.tables.last().unwrap()
}

fn table_key(made: &Made) -> String {
    cases(made).key.clone()
}

fn texts(made: &Made) -> Vec<String> {
    let table = cases(made);
    table.data().map(|cell| made.text(table, &cell.key, "").to_owned()).collect()
}

/// What is read of the table, `?` where nothing is.
fn read(made: &Made, name: &str, table: &str) -> (Vec<String>, Imported) {
    let key = table_key(made);
    let mark = |form: &FormTable| {
        if form.key == key {
            return table.to_owned();
        }
        super::layouts::marked(made, form, "| ", " | ", " |")
    };
    let text = whole(made, mark, "\n");
    let file = if name.ends_with("html") { text.replace('\n', "<br>\n") } else { text };
    let back = imported(name, file.as_bytes());
    let report = report_of(&back);
    let shown = |cell: &nianbao::report::FormCell| match &report.tables[&key][&cell.key].value {
        Value::Int(count) => count.to_string(),
        _ => "?".to_owned(),
    };
    (cases(made).data().map(shown).collect(), back)
}

fn piped(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A table of five numbers below their heads for each part, under a caption.
fn captioned(texts: &[String], captions: [&str; 3]) -> String {
    let mut table = String::new();
    for (caption, five) in captions.iter().zip(texts.chunks(5)) {
        let five: Vec<&str> = five.iter().map(String::as_str).collect();
        let _ = write!(table, "\n### {caption}\n{}|---|---|\n{}", piped(&LEAVES), piped(&five));
    }
    table
}

#[test]
fn three_tables_whose_captions_name_them_are_read() {
    let made = numbers();
    let texts = texts(&made);
    for captions in [
        ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"],
        ["行政复议情况", "未经复议直接起诉", "复议后起诉"],
        ["（一）行政复议", "（二）行政诉讼：未经复议直接起诉", "（三）行政诉讼：复议后起诉情况"],
        ["行政复议（单位：件）", "未经复议直接起诉（件）", "复议后起诉案件（件）"],
        ["1.行政复议案件", "2.行政诉讼—未经复议直接起诉", "3.行政诉讼—复议后起诉"],
    ] {
        let (found, back) = read(&made, "文.md", &captioned(&texts, captions));
        let told = human(&back.findings, false);
        assert_eq!(found, texts, "{captions:?} {told}");
    }
    // In another order, each is still its own.
    let swapped = [&texts[5..10], &texts[10..], &texts[..5]].concat();
    let captions = ["行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）", "行政复议"];
    assert_eq!(read(&made, "文.md", &captioned(&swapped, captions)).0, texts);
}

#[test]
fn captions_that_do_not_tell_which_give_nothing() {
    let made = numbers();
    let texts = texts(&made);
    for captions in [["行政复议", "行政诉讼", "行政诉讼"], ["行政复议", "复议后起诉", "复议后起诉"]]
    {
        let (found, back) = read(&made, "文.md", &captioned(&texts, captions));
        assert!(found.iter().all(|cell| cell == "?"), "{captions:?} {found:?}");
        assert!(back.tally.lost >= 15, "{}", back.tally);
    }
    // A head that is another's.
    let damaged = captioned(&texts, GROUPS).replacen("尚未审结", "结果维持", 1);
    assert!(read(&made, "文.md", &damaged).0.iter().all(|cell| cell == "?"));
}

#[test]
fn numbers_that_only_their_order_tells_apart_are_doubtful() {
    let made = numbers();
    let texts = texts(&made);
    let pieces = captioned(&texts, ["表一", "表二", "表三"]);
    let head = LEAVES.repeat(3);
    let all: Vec<&str> = texts.iter().map(String::as_str).collect();
    let flat = format!("{}{}", piped(&head), piped(&all));
    let below_one = format!("| 行政复议 | 行政诉讼 |\n{flat}");
    for table in [pieces, flat.clone(), below_one] {
        let (found, back) = read(&made, "文.md", &table);
        let told = human(&back.findings, false);
        let is_marked = back.tally.doubtful + back.tally.lost >= 15;
        assert!(is_marked, "{table}\n{}\n{found:?}\n{told}", back.tally);
    }
    // So do heads that stand far above, one cell a line.
    let far = format!(
        "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n{}\n{}\n",
        LEAVES.repeat(3).join("\n"),
        all.join("\n")
    );
    let (found, back) = read(&made, "文.md", &far);
    assert_eq!(
        (found, back.tally.doubtful),
        (texts.clone(), 0),
        "{}",
        human(&back.findings, false)
    );
    // Where the heads name each of the three, their order is the form's.
    let named = format!("| 行政复议 | 行政诉讼 |\n| 未经复议直接起诉 | 复议后起诉 |\n{flat}");
    let (found, back) = read(&made, "文.md", &named);
    assert_eq!((found, back.tally.doubtful), (texts, 0), "{}", human(&back.findings, false));
}

#[test]
fn rows_and_columns_that_are_named_are_read() {
    let made = numbers();
    let texts = texts(&made);
    let head = piped(&[&["类别"], &LEAVES[..]].concat());
    let row = |(name, five): (&&str, &[String])| {
        piped(&[&[*name], &five.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat())
    };
    let rows: String = GROUPS.iter().zip(texts.chunks(5)).map(row).collect();
    assert_eq!(read(&made, "文.md", &format!("{head}{rows}")).0, texts);
    // On its side.
    let head = piped(&[&["结果"], &GROUPS[..]].concat());
    let turned = |(index, leaf): (usize, &&str)| {
        piped(&[*leaf, &texts[index], &texts[5 + index], &texts[10 + index]])
    };
    let rows: String = LEAVES.iter().enumerate().map(turned).collect();
    assert_eq!(read(&made, "文.md", &format!("{head}{rows}")).0, texts);
    // A row that is not there leaves none to a guess.
    let short: String = rows.split_inclusive('\n').skip(1).collect();
    let (found, _) = read(&made, "文.md", &format!("{head}{short}"));
    assert!(found.iter().zip(&texts).all(|(found, text)| found == "?" || found == text));
}

#[test]
fn heads_that_are_repeated_above_each_column_are_those_of_the_form() {
    let made = numbers();
    let texts = texts(&made);
    let five = |word: &str| vec![word.to_owned(); 5];
    let leaves: Vec<String> = LEAVES.iter().map(|leaf| (*leaf).to_owned()).collect();
    for (bold, behind) in [("", ""), ("**", ""), ("", " ")] {
        let line = |cells: Vec<String>| {
            let cells: Vec<String> =
                cells.iter().map(|cell| format!("{bold}{cell}{bold}{behind}")).collect();
            piped(&cells.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let table = [
            line([five(GROUPS[0]), five("行政诉讼"), five("行政诉讼")].concat()),
            "|---|---|\n".to_owned(),
            line([leaves.clone(), five(GROUPS[1]), five(GROUPS[2])].concat()),
            line([leaves.clone(), leaves.clone(), leaves.clone()].concat()),
            piped(&texts.iter().map(String::as_str).collect::<Vec<_>>()),
        ]
        .concat();
        assert_eq!(read(&made, "文.md", &table).0, texts, "{bold:?}");
    }
}
