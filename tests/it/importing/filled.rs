//! Forms that were handed out and come back: filled in as they should be, and as they should not.

use super::{
    imported,
    made::{Made, made},
    report_of,
    workbook::{Book, Content, report_of_made},
};
use fastrand::Rng;
use nianbao::{
    check::{Context, check},
    diagnostic::human,
    import::{Imported, import},
    input::{Input, Loaded},
    render,
    report::{Forms, Value},
    workbook::{Extras, form},
};

fn of(seed: u64, year: i32) -> Made {
    made(&mut Rng::with_seed(seed), year)
}

/// What differs between the numbers and what was read.
fn different(made: &Made, imported: &Imported) -> Vec<String> {
    let report = report_of(imported);
    assert_eq!(report.form.id, made.form.id);
    let differs = made.numbers.iter().filter_map(|((table, key), expected)| {
        let found = match &report.tables[table][key].value {
            Value::Int(found) => found.to_string(),
            Value::Decimal(found) => found.to_string(),
            Value::Text(found) => found.clone(),
            Value::Absent => "空".to_owned(),
            Value::Unknown => "？".to_owned(),
        };
        (found != *expected).then(|| format!("{table}.{key}: {found}, not {expected}"))
    });
    differs.collect()
}

#[track_caller]
fn comes_back_whole(made: &Made, imported: &Imported) {
    assert_eq!(different(made, imported), [""; 0]);
    let (tally, cells) = (imported.tally, made.numbers.len());
    assert_eq!((tally.cells, tally.read), (cells, cells), "{tally}");
    let report = report_of(imported);
    let sent = report_of_made(made);
    assert_eq!(report.title_line(), sent.title_line());
    assert_eq!(report.agency.value, sent.agency.value);
    assert_eq!(report.short_name.map(|n| n.value), sent.short_name.map(|n| n.value));
    assert_eq!(report.preface.unwrap().value.trim(), sent.preface.unwrap().value);
    let texts = |parts: Vec<nianbao::report::Part>| -> Vec<String> {
        parts.into_iter().filter_map(|p| p.text).map(|t| t.value.trim().to_owned()).collect()
    };
    assert_eq!(texts(report.parts), texts(sent.parts));
    let (signed, sent) = (report.signature.unwrap(), sent.signature.unwrap());
    assert_eq!((signed.date.value, signed.sealed), (sent.date.value, sent.sealed));
    assert_eq!(signed.bodies[0].value, sent.bodies[0].value);
}

#[test]
fn a_form_comes_back_with_every_number_and_every_text() {
    for seed in 0..8 {
        let made = of(seed, if seed % 2 == 0 { 2025 } else { 2020 });
        let bytes = form(&report_of_made(&made), Extras::default()).unwrap();
        let back = imported("填报表.xlsx", &bytes);
        assert_eq!(back.findings.len(), 0, "{}", human(&back.findings, false));
        comes_back_whole(&made, &back);
        comes_back_whole(&made, &imported("填报表.xlsx", &Book::of(&made).bytes()));
    }
}

#[test]
fn findings_of_checks_point_to_the_cell() {
    let mut made = of(3, 2025);
    made.numbers.insert(("requests".to_owned(), "new.natural".to_owned()), "9999".to_owned());
    let back = imported("填报表.xlsx", &Book::of(&made).bytes());
    let found = check(&report_of(&back), &Context::default());
    let told = human(&found, false);
    assert!(told.contains("填报表.xlsx 依申请公开!"), "{told}");
}

/// One blank is one thing to do, and told once where it is done.
#[test]
fn a_blank_is_told_once_at_its_cell() {
    let made = abused();
    for (sheet, cell, code) in [
        ("文字", "B4", "NB514"),
        ("文字", "B8", "NB514"),
        (REQUESTS, "D6", "NB510"),
        (REQUESTS, "D8", "NB510"),
        (DISCLOSURE, "B6", "NB510"),
    ] {
        let mut book = Book::of(&made);
        book.set(sheet, cell, text(""));
        let back = imported("填报表.xlsx", &book.bytes());
        let alone = check(&report_of(&back), &Context::default());
        assert!(alone.has_errors(), "no check lets a blank pass");
        let input = Input::Report(Box::new(report_of(&back)));
        let read = Loaded { input, findings: back.findings.clone() };
        let found = render::checked(read, &Context::default()).findings;
        let own = |told: &&nianbao::diagnostic::Diagnostic| {
            let said = human(std::slice::from_ref(*told), false);
            let is_overview = cell == "B4" && said.contains("没有写到");
            let words = ["请填写", "空着", "没有找到", "总计要由"];
            is_overview || words.iter().any(|word| said.contains(word))
        };
        let told: Vec<String> =
            found.iter().filter(own).map(|told| human(std::slice::from_ref(told), false)).collect();
        let [only] = &told[..] else { panic!("{sheet}!{cell}: {told:#?}") };
        assert!(only.contains(code) && only.contains(&format!("{sheet}!{cell}\n")), "{only}");
    }
}

use End::{Named, Refused, Right, Told};

/// Forms without numbers that tie: what is told of texts and of whose it is stands in a cell, too.
#[test]
fn findings_about_texts_point_to_the_cell() {
    let mut book = Book::of(&of(4, 2025));
    book.set("文字", "B9", text("没有其他事项"));
    book.set("文字", "B4", text("（一）主动公开。公开了，，120条"));
    book.set("基本情况", "B6", text("2024-1-20"));
    let back = imported("填报表.xlsx", &book.bytes());
    let told = human(&check(&report_of(&back), &Context::default()), false);
    for place in ["文字!B4", "文字!B9", "基本情况!B6"] {
        assert!(told.contains(&format!("填报表.xlsx {place}")), "{place}\n{told}");
    }
    assert!(!told.contains("填写说明"), "{told}");
}

/// What becomes of an abused form.
#[derive(Clone, Copy, Debug)]
enum End {
    /// Every number is right.
    Right,
    /// Every number is right, and this is told.
    Told(&'static str, &'static str),
    /// A number or a text is not known, and its cell is named by this code.
    Named(&'static str, &'static str),
    /// Nothing is read.
    Refused(&'static str),
}

type Abuse = (&'static str, fn(&mut Book), End);

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

const REQUESTS: &str = "依申请公开";
const DISCLOSURE: &str = "主动公开";

/// The number in D7 of the requests is 4, in E7 nothing, in every abuse.
fn abuses() -> Vec<Abuse> {
    [moved(), totals(), numbers(), copies(), texts()].concat()
}

/// Rows, columns and sheets that were moved.
fn moved() -> Vec<Abuse> {
    vec![
        ("nothing", |_| {}, Right),
        (
            "a row put in above the table",
            |b| b.insert_rows(REQUESTS, 1, 1),
            Told("NB516", "依申请公开!"),
        ),
        (
            "rows put in among the rows",
            |b| b.insert_rows(REQUESTS, 9, 2),
            Told("NB516", "依申请公开!"),
        ),
        (
            "a row with a note put in",
            |b| {
                b.insert_rows(REQUESTS, 9, 1);
                b.set(REQUESTS, "A9", text("其中：网上收到的"));
                b.set(REQUESTS, "D9", Content::Number(3.0));
            },
            Told("NB515", "依申请公开!A9"),
        ),
        (
            "a column put in at the left",
            |b| b.insert_column(REQUESTS, 0),
            Told("NB516", "依申请公开!"),
        ),
        (
            "a column put in among the numbers",
            |b| b.insert_column(REQUESTS, 5),
            Told("NB516", "依申请公开!"),
        ),
        ("a column put in beside the texts", |b| b.insert_column("文字", 1), Right),
        ("a column put in beside the answers", |b| b.insert_column("基本情况", 1), Right),
        ("rows put in among the answers", |b| b.insert_rows("基本情况", 4, 2), Right),
        ("rows put in among the texts", |b| b.insert_rows("文字", 5, 1), Right),
        ("a row taken away", |b| b.delete_row(REQUESTS, 10), Told("NB511", "依申请公开!")),
        (
            "sheets renamed",
            |b| {
                b.rename(REQUESTS, "表三");
                b.rename(DISCLOSURE, "Sheet2");
                b.rename("文字", "文字材料");
                b.rename("基本情况", "封面");
            },
            Right,
        ),
        (
            "two sheets that changed their names",
            |b| {
                b.rename(REQUESTS, "x");
                b.rename(DISCLOSURE, REQUESTS);
                b.rename("x", DISCLOSURE);
            },
            Right,
        ),
        ("sheets in another order", |b| b.0.reverse(), Right),
        ("no hidden sheet", |b| b.remove("_nianbao"), Right),
        (
            "no hidden sheet and rows put in",
            |b| {
                b.remove("_nianbao");
                b.insert_rows(REQUESTS, 9, 1);
                b.insert_rows(DISCLOSURE, 5, 1);
            },
            Right,
        ),
        (
            "no sheets to look at",
            |b| {
                b.remove("填写说明");
                b.remove("核对");
            },
            Right,
        ),
        ("a table taken away", |b| b.remove(REQUESTS), Named("NB510", "")),
        ("texts taken away", |b| b.remove("文字"), Named("NB514", "")),
        ("answers taken away", |b| b.remove("基本情况"), Named("NB514", "")),
    ]
}

/// Totals that are no longer those of the form.
fn totals() -> Vec<Abuse> {
    vec![
        ("a total typed over with the same", |b| over(b, 0.0), Told("NB518", "依申请公开!J7")),
        ("a total typed over with another", |b| over(b, 5.0), Named("NB511", "依申请公开!")),
        ("a total cleared", |b| b.clear(REQUESTS, "J7"), Told("NB512", "依申请公开!J7")),
        (
            "a formula that adds up less",
            |b| {
                b.set(REQUESTS, "J7", Content::Formula("SUM(E7:I7)".to_owned(), "0".to_owned()));
            },
            Named("NB511", "依申请公开!J7"),
        ),
        (
            "results that are old",
            |b| {
                b.set(REQUESTS, "J7", Content::Formula("SUM(D7:I7)".to_owned(), "77".to_owned()));
            },
            Told("NB512", "依申请公开!J7"),
        ),
        (
            "results that were not kept",
            |b| {
                for (_, cells) in &mut b.0 {
                    for cell in cells.values_mut() {
                        if let Content::Formula(_, result) = cell {
                            result.clear();
                        }
                    }
                }
            },
            Right,
        ),
    ]
}

/// What stands in a cell for a number.
fn numbers() -> Vec<Abuse> {
    vec![
        ("a number typed as a text", |b| b.set(REQUESTS, "D7", text("4")), Right),
        ("full-width digits", |b| b.set(REQUESTS, "D7", text("４")), Right),
        ("blanks around a number", |b| b.set(REQUESTS, "D7", text("\u{3000} 4 \u{A0}")), Right),
        (
            "a number that is a formula",
            |b| {
                b.set(REQUESTS, "D7", Content::Formula("1+3".to_owned(), "4".to_owned()));
            },
            Right,
        ),
        (
            "words for a number",
            |b| b.set(REQUESTS, "D7", text("约4件")),
            Named("NB511", "依申请公开!D7"),
        ),
        ("a stroke for none", |b| b.set(REQUESTS, "E7", text("/")), Right),
        ("a cell left empty", |b| b.clear(REQUESTS, "E7"), Named("NB510", "依申请公开!E7")),
        (
            "words beside the texts",
            |b| b.set("文字", "C4", text("（六）另公开信息50条。")),
            Told("NB515", "文字!C4"),
        ),
        (
            "words below the texts",
            |b| b.set("文字", "B12", text("另公开信息50条。")),
            Told("NB515", "文字!B12"),
        ),
        (
            "words beside whose report it is",
            |b| b.set("基本情况", "D3", text("另有说明")),
            Told("NB515", "基本情况!D3"),
        ),
        (
            "words below the lesson",
            |b| b.set("填写说明", "A12", text("我镇另有说明")),
            Told("NB515", "填写说明!A12"),
        ),
        ("a seal with a tick", |b| b.set("基本情况", "B7", text("√")), Right),
        ("a seal of no", |b| b.set("基本情况", "B7", text("不需要")), Right),
        (
            "a seal that is neither",
            |b| b.set("基本情况", "B7", text("再说")),
            Told("NB514", "基本情况!B7"),
        ),
        (
            "a day that is none",
            |b| b.set("基本情况", "B6", text("2026年13月40日")),
            Named("NB514", "基本情况!B6"),
        ),
        (
            "a day",
            |b| b.set(REQUESTS, "D7", Content::Day(45_660.0)),
            Told("NB512", "依申请公开!D7"),
        ),
        ("a truth", |b| b.set(REQUESTS, "D7", Content::Bool(true)), Told("NB512", "依申请公开!D7")),
        (
            "an error",
            |b| {
                b.set(REQUESTS, "D7", Content::Formula("#REF!+1".to_owned(), "#REF!".to_owned()));
            },
            Told("NB512", "依申请公开!D7"),
        ),
        (
            "a day that no sum tells",
            |b| b.set(DISCLOSURE, "B9", Content::Day(45_660.0)),
            Named("NB510", "主动公开!B9"),
        ),
        (
            "an error that no sum tells",
            |b| {
                b.set(DISCLOSURE, "B9", Content::Formula("#REF!".to_owned(), "#REF!".to_owned()));
            },
            Named("NB510", "主动公开!B9"),
        ),
        ("a share", |b| b.set(DISCLOSURE, "B9", text("30%")), Named("NB511", "主动公开!B9")),
        (
            "an error in a total",
            |b| {
                b.set(
                    REQUESTS,
                    "J7",
                    Content::Formula("SUM(D7:I7)".to_owned(), "#REF!".to_owned()),
                );
            },
            Told("NB512", "依申请公开!J7"),
        ),
    ]
}

/// What was put in beside or below.
fn copies() -> Vec<Abuse> {
    vec![
        (
            "a label typed over",
            |b| b.set(REQUESTS, "A7", text("上年的")),
            Named("NB51", "依申请公开!"),
        ),
        ("two columns exchanged, heads and all", |b| swap(b, 5, 6), Told("NB516", "依申请公开!")),
        ("a second unit below", |b| below(b, REQUESTS), Named("NB517", "依申请公开!A")),
        (
            "a second unit below, and no hidden sheet",
            |b| {
                below(b, REQUESTS);
                b.remove("_nianbao");
            },
            Named("NB517", "依申请公开!A"),
        ),
        ("a second unit beside", |b| beside(b, REQUESTS), Named("NB517", "依申请公开!")),
        (
            "a second unit on a sheet of its own",
            |b| {
                let copy = b.sheet(REQUESTS).clone();
                b.0.push(("依申请公开 (2)".to_owned(), copy));
            },
            Named("NB517", "依申请公开 (2)!A1"),
        ),
        (
            "a second unit's sheets before the first's, and no hidden sheet",
            |b| {
                b.remove("_nianbao");
                let copy = b.0[1].1.clone();
                b.0.push(("基本情况 (2)".to_owned(), copy));
            },
            Named("NB517", "基本情况 (2)!A"),
        ),
        (
            "a sheet of notes",
            |b| {
                b.0.push(("Sheet1".to_owned(), [((0, 0), text("备忘"))].into()));
            },
            Told("NB515", "Sheet1!A1"),
        ),
        (
            "a note below the table",
            |b| b.set(REQUESTS, "A60", text("经办：某某")),
            Told("NB515", "依申请公开!A60"),
        ),
        (
            "a note far away",
            |b| b.set(REQUESTS, "ZZ9", text("备注")),
            Told("NB515", "依申请公开!ZZ9"),
        ),
    ]
}

/// Whose it is, and the texts.
fn texts() -> Vec<Abuse> {
    vec![
        (
            "last year's year",
            |b| b.set("基本情况", "B5", text("二零")),
            Named("NB514", "基本情况!B5"),
        ),
        ("no agency", |b| b.clear("基本情况", "B3"), Named("NB514", "基本情况!B3")),
        (
            "a day that is none",
            |b| b.set("基本情况", "B6", text("过几天")),
            Named("NB514", "基本情况!B6"),
        ),
        ("a day in words", |b| b.set("基本情况", "B6", text("2026年1月17日")), Right),
        ("a text cleared", |b| b.clear("文字", "B4"), Named("NB514", "文字!B4")),
        (
            "every sheet empty",
            |b| b.0.iter_mut().for_each(|(_, cells)| cells.clear()),
            Refused("NB504"),
        ),
    ]
}

fn over(book: &mut Book, by: f64) {
    let Content::Formula(_, result) = &book.sheet(REQUESTS)[&super::workbook::place("J7")] else {
        panic!("no total");
    };
    let number = result.parse::<f64>().unwrap() + by;
    book.set(REQUESTS, "J7", Content::Number(number));
}

/// Exchanges two columns with all that stands in them.
fn swap(book: &mut Book, a: u16, b: u16) {
    let cells = std::mem::take(book.sheet(REQUESTS));
    let to = |column| {
        if column == a {
            b
        } else if column == b {
            a
        } else {
            column
        }
    };
    *book.sheet(REQUESTS) =
        cells.into_iter().map(|((row, column), cell)| ((row, to(column)), cell)).collect();
}

fn below(book: &mut Book, sheet: &str) {
    let copy = book.sheet(sheet).clone();
    let again = copy.into_iter().map(|((row, column), cell)| ((row + 40, column), plain(cell)));
    book.sheet(sheet).extend(again);
}

fn beside(book: &mut Book, sheet: &str) {
    let copy = book.sheet(sheet).clone();
    let again = copy.into_iter().map(|((row, column), cell)| ((row, column + 11), plain(cell)));
    book.sheet(sheet).extend(again);
}

/// Another unit's number.
fn plain(cell: Content) -> Content {
    match cell {
        Content::Number(number) => Content::Number(number + 1.0),
        Content::Formula(_, result) => Content::Number(result.parse::<f64>().unwrap_or(0.0) + 6.0),
        cell => cell,
    }
}

/// The numbers of an abused form: with 4 in D7.
fn abused() -> Made {
    let mut made = of(11, 2025);
    let mut set = |key: &str, number: i64| {
        made.numbers.insert(("requests".to_owned(), key.to_owned()), number.to_string());
    };
    for column in ["commercial", "research", "charity", "legal", "other"] {
        set(&format!("carried_in.{column}"), 0);
    }
    set("carried_in.natural", 4);
    set("carried_in.total", 4);
    // What came in was handled or is carried over.
    for column in ["natural", "commercial", "research", "charity", "legal", "other", "total"] {
        let number = |key: &str| -> i64 {
            made.numbers[&("requests".to_owned(), format!("{key}.{column}"))].parse().unwrap()
        };
        let out = number("new") + number("carried_in") - handled(&made, column);
        made.numbers
            .insert(("requests".to_owned(), format!("carried_out.{column}")), out.to_string());
    }
    made
}

fn handled(made: &Made, column: &str) -> i64 {
    let table = made.form.table("requests").unwrap();
    let role = &table.roles[&nianbao::report::RowRole::Handled];
    made.numbers[&("requests".to_owned(), format!("{}.{column}", role[0]))].parse().unwrap()
}

fn one(name: &str, abuse: fn(&mut Book), end: End) -> Result<(), String> {
    let made = abused();
    let mut book = Book::of(&made);
    abuse(&mut book);
    let back = import("填报表.xlsx", &book.bytes(), &Forms::default());
    let told = match &back {
        Ok(back) => human(&back.findings, false) + &human(&back.untied, false),
        Err(found) => human(found, false),
    };
    let fail = |why: &str| Err(format!("{name}: {why}\n{told}"));
    let has = |code: &str, place: &str| {
        let found: Vec<_> = match &back {
            Ok(back) => back.findings.iter().chain(back.untied.iter()).collect(),
            Err(found) => found.iter().collect(),
        };
        found.into_iter().any(|one| {
            let one_told = human(std::slice::from_ref(one), false);
            one.code.id().starts_with(code) && one_told.contains(place)
        })
    };
    let (Ok(imported), end) = (&back, end) else {
        let Refused(code) = end else { return fail("refused") };
        return if has(code, "") { Ok(()) } else { fail("refused otherwise") };
    };
    // Without a year there is no report, and the finding that names it is all.
    let is_report = nianbao::report::load(&imported.yaml).is_ok();
    let differs = if is_report { different(&made, imported) } else { Vec::new() };
    // What is not known is not guessed.
    let wrong: Vec<&String> = differs
        .iter()
        .filter(|one| {
            !["请填写", "？", "空", "约4件", "30%", "/", "４"].iter().any(|mark| one.contains(mark))
        })
        .collect();
    match end {
        Right | Told(..) if !is_report => fail("no report"),
        Right if !differs.iter().all(|d| d.contains("空") || d.contains(": /")) => {
            fail(&format!("{differs:?}"))
        }
        Right if !imported.tally.is_whole() => fail(&imported.tally.to_string()),
        Told(..) if !differs.is_empty() => fail(&format!("{differs:?}")),
        Told(code, place) if !has(code, place) => fail("not told"),
        Named(code, place) if !has(code, place) => fail("not named"),
        Named("NB511", _) => Ok(()),
        Named(..) if !wrong.is_empty() => fail(&format!("{wrong:?}")),
        Refused(_) => fail("not refused"),
        _ => Ok(()),
    }
}

#[test]
fn every_abuse_of_a_form_ends_right_or_is_named_with_its_cell() {
    let all = abuses();
    assert!(all.len() >= 40);
    let failed: Vec<String> =
        all.into_iter().filter_map(|(name, abuse, end)| one(name, abuse, end).err()).collect();
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}
