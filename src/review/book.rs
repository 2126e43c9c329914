//! The county's workbook: how every unit stands, every finding, and every number in the shape of the form.

use super::{
    Review, ReviewedUnit, Standing,
    lines::{self, ReviewLines},
    told::ToldFinding,
};
use crate::{
    diagnostic::{Code, Result, Severity},
    file,
    sheets::{self, Book, BookSheet, PAGE_WIDTH, SheetCell, SheetLook, SheetRows},
    summary,
    workbook::text_height,
};
use rust_xlsxwriter::ColNum;

/// What is listed of one unit at most: nobody reads on.
pub(super) const MOST: usize = 200;

const OVERVIEW: [(&str, f64); 8] = [
    ("序号", 40.0),
    ("单位", 150.0),
    ("情况", 70.0),
    ("文件", 210.0),
    ("必须改正", 60.0),
    ("请核对", 60.0),
    ("年度", 60.0),
    ("首先要办的", 390.0),
];
const FINDINGS: [(&str, f64); 8] = [
    ("序号", 40.0),
    ("单位", 110.0),
    ("文件", 120.0),
    ("位置", 120.0),
    ("类别", 64.0),
    ("问题", 260.0),
    ("怎样改", 206.0),
    ("依据", 120.0),
];

/// Writes the workbook; the same review gives the same bytes.
///
/// # Errors
/// `NB410` when it cannot be put together.
pub fn workbook(review: &Review) -> Result<Vec<u8>> {
    let matter = matter(review);
    let form = lines::form(review);
    let lines = form.as_ref().map(|form| ReviewLines::of(review, form));
    let mut all = vec![overview(review, &matter), findings(review, &matter)];
    if let (Some(form), Some(lines)) = (&form, &lines) {
        all.extend(summary::tables(form, lines, &matter));
    }
    let made = (review.year.map_or(2000, |year| year + 1), 1, 31);
    sheets::write(&Book { title: format!("{matter}审核表"), made, sheets: all })
}

/// `易门县2025年政府信息公开工作年度报告`.
pub(super) fn matter(review: &Review) -> String {
    let county = review.county.as_deref().unwrap_or_default();
    let year = review.year.map_or_else(String::new, |year| format!("{year}年"));
    format!("{county}{year}政府信息公开工作年度报告")
}

fn widths(columns: &[(&str, f64)]) -> Vec<f64> {
    let all: f64 = columns.iter().map(|(_, width)| width).sum();
    columns.iter().map(|(_, width)| (width * PAGE_WIDTH / all).floor()).collect()
}

fn heads(rows: &mut SheetRows<'_>, title: &str, note: &str, columns: &[(&str, f64)]) {
    let count = columns.len() as ColNum;
    rows.begin(34.0);
    rows.put(0, count, SheetLook::Title, SheetCell::Text(title));
    rows.begin(20.0);
    rows.put(0, count, SheetLook::Note, SheetCell::Text(note));
    rows.begin(22.0);
    for ((name, _), column) in columns.iter().zip(0..) {
        rows.put(column, 1, SheetLook::Head, SheetCell::Text(name));
    }
}

/// The height of a row with these texts in columns of these widths.
fn height<'t>(texts: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let tall = texts.into_iter().map(|(text, width)| text_height(text, width));
    tall.fold(20.0, f64::max)
}

fn overview<'r>(review: &'r Review, matter: &str) -> BookSheet<'r> {
    let title = format!("{matter}审核情况");
    let widths = widths(&OVERVIEW);
    let rows = Box::new({
        let widths = widths.clone();
        move |rows: &mut SheetRows<'_>| {
            heads(rows, &title, &review.sum_up(), &OVERVIEW);
            for (unit, number) in review.units.iter().zip(1..) {
                unit_row(rows, unit, number, &widths);
            }
        }
    });
    BookSheet { name: "总览".to_owned(), widths, heads: 3, names: 2, breaks: Vec::new(), rows }
}

fn unit_row(rows: &mut SheetRows<'_>, unit: &ReviewedUnit, number: usize, widths: &[f64]) {
    let files: Vec<String> = unit.files.iter().map(|file| name_of(&file.path)).collect();
    let files = files.join("\n");
    let year = unit.report().map(|report| report.year.value);
    let first = first(unit);
    let width = |at: usize| widths.get(at).copied().unwrap_or_default();
    rows.begin(height([(&*unit.name, width(1)), (&*files, width(3)), (&*first, width(7))]));
    rows.put(0, 1, SheetLook::Number, SheetCell::Number(number.into()));
    rows.put(1, 1, SheetLook::Name, SheetCell::Text(&unit.name));
    let is_good = matches!(unit.standing, Standing::Filed | Standing::County);
    let standing = if is_good { SheetLook::Number } else { SheetLook::Bad };
    rows.put(2, 1, standing, SheetCell::Text(unit.standing.word()));
    rows.put(3, 1, SheetLook::Text, SheetCell::Text(&files));
    for (column, severity) in [(4, Severity::Error), (5, Severity::Warning)] {
        let count = unit.count(severity);
        let is_bad = count > 0 && severity == Severity::Error;
        let look = if is_bad { SheetLook::Bad } else { SheetLook::Number };
        rows.put(column, 1, look, SheetCell::Number(count.into()));
    }
    rows.put(
        6,
        1,
        SheetLook::Number,
        year.map_or(SheetCell::Blank, |year| SheetCell::Number(year.into())),
    );
    rows.put(7, 1, SheetLook::Text, SheetCell::Text(&first));
}

/// What is to be done first about a unit: its first error, or else its first warning.
pub(super) fn first(unit: &ReviewedUnit) -> String {
    let error = unit.all().find(|finding| finding.severity == Severity::Error);
    // Of another year's report nothing else needs mending.
    let mut errors = unit.all().filter(|finding| finding.severity == Severity::Error);
    let year = errors.find(|finding| finding.code == Code::OtherYear);
    let Some(finding) = year.or(unit.findings.first()).or(error).or(unit.all().next()) else {
        return String::new();
    };
    let ToldFinding { place, message, .. } = ToldFinding::of(finding);
    // The list of units is nobody's place to look.
    if place.is_empty() || unit.findings.contains(finding) {
        message
    } else {
        format!("{place}：{message}")
    }
}

/// A file's name without its folders.
pub(super) fn name_of(path: &std::path::Path) -> String {
    file::shown(path.file_name().unwrap_or_default().as_ref())
}

fn findings<'r>(review: &'r Review, matter: &str) -> BookSheet<'r> {
    let title = format!("{matter}问题");
    let widths = widths(&FINDINGS);
    let note = "必须改正：不改不能印发、公开；请核对：多半要改，核对无误的可以不改。";
    let rows = Box::new({
        let widths = widths.clone();
        move |rows: &mut SheetRows<'_>| {
            heads(rows, &title, note, &FINDINGS);
            let mut number = 0;
            for finding in review.findings.iter().take(MOST) {
                number += 1;
                let told = ToldFinding::of(finding);
                finding_row(rows, (number, "（没有归到单位的）", ""), &told, &widths);
            }
            for unit in &review.units {
                for (file, told) in listed(unit) {
                    number += 1;
                    finding_row(rows, (number, &unit.name, &file), &told, &widths);
                }
            }
        }
    });
    BookSheet { name: "问题".to_owned(), widths, heads: 3, names: 2, breaks: Vec::new(), rows }
}

/// What is wrong with a unit, each with the file that it is about.
pub(super) fn listed(unit: &ReviewedUnit) -> Vec<(String, ToldFinding)> {
    let own = unit.findings.iter().map(|finding| {
        // It is about all of its files; the list of units is nobody's place to look.
        (String::new(), ToldFinding { place: String::new(), ..ToldFinding::of(finding) })
    });
    let of_files = unit.files.iter().flat_map(|file| {
        file.findings.iter().map(|finding| (name_of(&file.path), ToldFinding::of(finding)))
    });
    own.chain(of_files).take(MOST).collect()
}

fn finding_row(
    rows: &mut SheetRows<'_>,
    (number, unit, file): (usize, &str, &str),
    told: &ToldFinding,
    widths: &[f64],
) {
    let texts = [unit, file, &told.place, told.kind(), &told.message, &told.help, &told.rule];
    let sized = texts.iter().copied().zip(widths.iter().skip(1).copied());
    rows.begin(height(sized));
    rows.put(0, 1, SheetLook::Number, SheetCell::Number(number.into()));
    for (text, column) in texts.into_iter().zip(1..) {
        let look = match column {
            4 if told.is_error => SheetLook::Bad,
            4 => SheetLook::Number,
            _ => SheetLook::Text,
        };
        rows.put(column, 1, look, SheetCell::Text(text));
    }
}
