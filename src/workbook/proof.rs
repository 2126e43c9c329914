//! The sheet 核对: a line for each thing that the numbers must keep, in the words of `check`; and what does
//! not tie in red where it stands.

use super::{
    formula::{Formulas, quoted},
    grid::{self, PAPER, inputs},
    place::{SheetBlock, SheetPlaces, at, blocks, sheet_of},
    style::SheetStyle,
    text::height,
};
use crate::{
    check::{self, Phrase, Relation, Term, Tie},
    diagnostic::Severity,
    report::{FormTable, Report, Sum, sheets::PROOF},
};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Formula,
    ProtectionOptions, RowNum, Workbook, Worksheet, XlsxError,
};

const WIDTHS: [u32; 4] = [90, 260, 300, 520];
const LAST: u16 = WIDTHS.len() as u16 - 1;
const TOP: RowNum = 3;
const PASSED: &str = "通过";

/// A line of the sheet: what it is called, whether all is well, and what is said if it is not.
struct ProofLine {
    name: String,
    failed: &'static str,
    is_kept: String,
    message: String,
    /// What is looked at.
    subject: String,
    /// The sentence on the report that is written in, if it is not kept there.
    now: Option<String>,
}

/// Draws the sheet, marks the others, and locks what nobody fills in.
pub(super) fn draw(
    workbook: &mut Workbook,
    report: &Report,
    previous: Option<&Report>,
    places: &SheetPlaces,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    let ties = ties(report, previous);
    for table in &report.form.tables {
        let sheet = workbook.worksheet_from_name(sheet_of(table))?;
        mark(sheet, table, &ties, places, style)?;
    }
    let mut lines = of_ties(report, &ties, places);
    lines.extend(report.form.tables.iter().flat_map(|table| of_cells(report, table)));
    write(workbook.add_worksheet(), &lines, style)?;
    for sheet in workbook.worksheets_mut() {
        // No password: one that is lost is a form that nobody can mend.
        let free = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        };
        sheet.protect_with_options(&free);
    }
    Ok(())
}

/// All but those of totals alone: these follow from the columns.
fn ties(report: &Report, previous: Option<&Report>) -> Vec<Tie> {
    let mut ties = check::ties(report, previous);
    ties.retain(|tie| {
        let table = report.form.table(&tie.table);
        let is_total = |term: &Term| match (term, table) {
            (Term::Plus(key) | Term::Minus(key), Some(table)) => {
                table.sums.iter().filter_map(Sum::total).any(|total| total == key)
            }
            _ => false,
        };
        let is_balance = tie.left.len() > 1 && tie.relation == Relation::Equal;
        !(is_balance && tie.left.iter().chain(&tie.right).all(is_total))
    });
    ties
}

fn of_ties(report: &Report, ties: &[Tie], places: &SheetPlaces) -> Vec<ProofLine> {
    let line = |tie: &Tie| {
        let formulas = Formulas { places, tie };
        let mut is_kept = formulas.is_kept();
        // What is wrong in the whole is not told of its pieces again.
        if tie.severity == Severity::Warning {
            let graver =
                ties.iter().filter(|t| t.code == tie.code && t.severity == Severity::Error);
            for tie in graver {
                is_kept = format!("OR({is_kept},NOT({}))", Formulas { places, tie }.is_kept());
            }
        }
        let name = check::rule(tie.code).map_or("", |rule| rule.name);
        let cells = report.tables.get(&tie.table);
        let broken = cells.filter(|cells| tie.is_kept(cells) == Some(false));
        ProofLine {
            name: format!("{} {name}", tie.code),
            failed: failed(tie.severity),
            is_kept,
            message: formulas.message(),
            subject: subject(tie),
            now: broken.and_then(|cells| tie.message(cells)),
        }
    };
    ties.iter().map(line).collect()
}

/// `表三 自然人列` of `表三 自然人列不平：…`.
fn subject(tie: &Tie) -> String {
    let Some(Phrase::Words(head)) = tie.words.first() else {
        return String::new();
    };
    let head = head.split_once('：').map_or(head.as_str(), |(head, _)| head);
    head.trim_end_matches("是 ").trim_end_matches("不平").to_owned()
}

fn failed(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "不符",
        Severity::Warning => "请核对",
    }
}

/// Whether every cell of a table is filled in, and with a number.
fn of_cells(report: &Report, table: &FormTable) -> Vec<ProofLine> {
    let part = report.parts.iter().find(|part| part.table.as_ref() == Some(&table.key));
    let name = part.map_or(&table.name, |part| &part.heading.value);
    let sheet = sheet_of(table);
    let ranges: Vec<String> = blocks(inputs(table).map(at))
        .iter()
        .map(|block| format!("'{sheet}'!{}", block.absolute()))
        .collect();
    let count = |of: &dyn Fn(&str) -> String| {
        ranges.iter().map(|range| of(range)).collect::<Vec<_>>().join("+")
    };
    let blanks = count(&|range| format!("COUNTBLANK({range})"));
    let words = count(&|range| format!("COUNTA({range})-COUNT({range})"));
    vec![
        ProofLine {
            name: format!("{} {}", check::EMPTY_CELL.code, check::EMPTY_CELL.name),
            failed: failed(Severity::Warning),
            is_kept: format!("({blanks})=0"),
            message: format!(
                "{}&({blanks})&{}",
                quoted(&format!("“{name}”有 ")),
                quoted(" 格空着，没有发生的请填 0")
            ),
            subject: name.clone(),
            now: None,
        },
        ProofLine {
            name: format!("{} {}", check::NO_COUNT.code, check::NO_COUNT.name),
            failed: failed(Severity::Error),
            is_kept: format!("({words})=0"),
            message: format!(
                "{}&({words})&{}",
                quoted(&format!("“{name}”有 ")),
                quoted(" 格填的不是数，请只填数，要说明的话写到“文字”里")
            ),
            subject: name.clone(),
            now: None,
        },
    ]
}

fn write(sheet: &mut Worksheet, lines: &[ProofLine], style: &SheetStyle) -> Result<(), XlsxError> {
    sheet.set_name(PROOF)?.set_screen_gridlines(false);
    for (column, pixels) in (0..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, pixels)?;
    }
    grid::over(sheet, SheetBlock { top: 0, left: 0, bottom: 0, right: LAST }, PROOF, &style.title)?;
    sheet.set_row_height(0, 28)?;
    let last = TOP + lines.len() as RowNum;
    let results =
        SheetBlock { top: TOP, left: 0, bottom: last.saturating_sub(1).max(TOP), right: 0 };
    let open = format!("ROWS({0})-COUNTIF({0},{1})", results.absolute(), quoted(PASSED));
    let verdict = format!("=IF({open}=0,\"全部通过\",\"有 \"&({open})&\" 处要核对\")");
    let broken = lines.iter().filter(|line| line.now.is_some()).count();
    let said =
        if broken == 0 { "全部通过".to_owned() } else { format!("有 {broken} 处要核对") };
    let head = SheetBlock { top: 1, left: 0, bottom: 1, right: LAST };
    grid::over(sheet, head, "", &style.label)?;
    let verdict = Formula::new(verdict).set_result(said);
    sheet.write_formula_with_format(1, 0, verdict, &style.label)?;
    for (column, name) in (0..).zip(["结果", "核对什么", "哪里", "差在哪里"]) {
        sheet.write_string_with_format(2, column, name, &style.head)?;
    }
    for (line, row) in lines.iter().zip(TOP..) {
        let (result, said) = match &line.now {
            // Nothing at all is taken for 0.
            None => (PASSED, " "),
            Some(message) => (line.failed, message.as_str()),
        };
        let verdict = format!("=IF({},{},{})", line.is_kept, quoted(PASSED), quoted(line.failed));
        // The sentence begins with what is looked at, which stands beside it.
        let subject = quoted(&line.subject);
        let said_beside = line.message.strip_prefix(subject.trim_end_matches('"'));
        let message = match said_beside {
            Some(rest) => format!("C{}&\"{rest}", row + 1),
            None => line.message.clone(),
        };
        let message = format!("=IF(A{0}={1},\" \",{message})", row + 1, quoted(PASSED));
        let formula = Formula::new(verdict).set_result(result);
        sheet.write_formula_with_format(row, 0, formula, &style.head)?;
        sheet.write_string_with_format(row, 1, &line.name, &style.shown)?;
        let formula = Formula::new(message).set_result(said);
        sheet.write_string_with_format(row, 2, &line.subject, &style.shown)?;
        sheet.write_formula_with_format(row, LAST, formula, &style.shown)?;
        let texts = [line.name.as_str(), &line.subject, said];
        let tall = texts
            .iter()
            .zip(WIDTHS.iter().skip(1))
            .map(|(text, width)| height(text, f64::from(*width)));
        sheet.set_row_height(row, tall.fold(30.0, f64::max))?;
    }
    red(sheet, results, style)?;
    sheet.set_freeze_panes(TOP, 0)?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What has not passed.
fn red(sheet: &mut Worksheet, at: SheetBlock, style: &SheetStyle) -> Result<(), XlsxError> {
    let rule = ConditionalFormatCellRule::NotEqualTo(PASSED.to_owned());
    let format = ConditionalFormatCell::new().set_rule(rule).set_format(&style.wrong);
    sheet.add_conditional_format(at.top, at.left, at.bottom, at.right, &format)?;
    Ok(())
}

/// Marks the cells of what does not tie.
fn mark(
    sheet: &mut Worksheet,
    table: &FormTable,
    ties: &[Tie],
    places: &SheetPlaces,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    for tie in ties.iter().filter(|tie| tie.table == table.key) {
        let rule = format!("=NOT({})", Formulas { places, tie }.is_kept());
        // On its own sheet a cell goes by its letters alone.
        let rule = rule.replace(&format!("'{}'!", sheet_of(table)), "");
        let format = ConditionalFormatFormula::new().set_rule(rule.as_str());
        let terms = tie.left.iter().chain(&tie.right);
        let keys = terms.filter_map(|term| match term {
            Term::Plus(key) | Term::Minus(key) => table.cell(key),
            Term::Given(_) => None,
        });
        let mut cells: Vec<_> = keys.map(at).collect();
        cells.sort_unstable();
        let all = blocks(cells);
        let ranges = all.iter().map(|block| block.absolute().replace('$', ""));
        let format = format.set_format(&style.wrong);
        let format = format.set_multi_range(ranges.collect::<Vec<_>>().join(" "));
        if let Some(SheetBlock { top, left, bottom, right }) = all.first() {
            sheet.add_conditional_format(*top, *left, *bottom, *right, &format)?;
        }
    }
    Ok(())
}
