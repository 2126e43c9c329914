//! A form that was handed out and filled in: whose it is and its texts, cell by cell, and the numbers whose
//! places are known.

use super::{
    CellPlace, FilledGrid,
    map::{HandedOut, Trusted, trusted},
    says, shown_only,
};
use crate::{
    date::Date,
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        reader::{
            fold::fold,
            prose::{FoundPart, Prose, chinese_day},
        },
        source::SheetCell,
    },
    report::{
        Form, Forms, parse_year,
        sheets::{ASKED, MAP, PREFACE, TEXT_HEAD},
    },
    text::half_width,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// What was found.
#[derive(Debug)]
pub(in crate::import::reader) struct Filled {
    /// The form, where the workbook says which.
    pub form: Option<Arc<Form>>,
    /// Table of the form and key → cell.
    pub known: BTreeMap<(usize, String), Range<usize>>,
    /// For each table its sheet.
    pub sheets: Vec<Option<usize>>,
    /// Sheets that hold no tables.
    pub texts: BTreeSet<usize>,
    pub head: FilledHead,
    pub prose: Prose,
    pub findings: Diagnostics,
    /// Where each thing that is asked is, in the order of [`ASKED`].
    asked: Vec<Option<CellPlace>>,
    /// The cells of the texts, and those of their headings.
    written: BTreeSet<CellPlace>,
}

/// Whose report it is.
#[derive(Clone, Debug, Default)]
pub(in crate::import::reader) struct FilledHead {
    pub agency: Option<String>,
    pub short_name: Option<String>,
    pub year: Option<i32>,
    pub sealed: bool,
    /// The cell of the agency, and that of the year.
    pub places: [Option<Range<usize>>; 2],
}

impl Filled {
    /// The form in a workbook; `None` for a workbook of another kind.
    pub fn find(grid: FilledGrid<'_>, forms: &Forms) -> Option<Self> {
        let said = HandedOut::of(grid);
        let (basics, again) = basics(grid);
        if said.is_none() && basics.is_none() {
            return None;
        }
        let mut filled = Self {
            form: None,
            known: BTreeMap::new(),
            sheets: Vec::new(),
            texts: BTreeSet::new(),
            head: FilledHead::default(),
            prose: Prose::default(),
            findings: Diagnostics::default(),
            asked: vec![None; ASKED.len()],
            written: BTreeSet::new(),
        };
        if let Some((sheet, asked)) = basics {
            filled.texts.insert(sheet);
            filled.asked = asked;
        }
        filled.texts.extend(grid.book.sheets.iter().position(|sheet| sheet.name.trim() == MAP));
        filled.head(grid);
        filled.tell_again(grid, &again);
        if let Some(said) = &said {
            filled.as_sent(said);
            filled.form = forms.iter().find(|form| form.id == said.form).cloned();
            if let Some(form) = filled.form.clone() {
                filled.numbers(grid, said, &form);
            }
        }
        Some(filled)
    }

    fn text<'a>(&self, grid: FilledGrid<'a>, index: usize) -> Option<(&'a str, &'a SheetCell)> {
        let cell = grid.cell((*self.asked.get(index)?)?)?;
        let text = grid.reading.text(&cell.at).trim();
        (!text.is_empty()).then_some((text, cell))
    }

    fn head(&mut self, grid: FilledGrid<'_>) {
        let at = |index: usize| {
            let place = self.asked.get(index).copied().flatten();
            place.and_then(|place| grid.cell(place)).map(|cell| cell.at.clone())
        };
        let year = self.text(grid, 2).and_then(|(text, _)| parse_year(text));
        let said = self.text(grid, 4);
        let sealed = said.and_then(|(text, _)| yes_no(text));
        if let (Some((text, cell)), None) = (said, sealed) {
            let message = format!(
                "盖章写的是“{}”，看不出是不是要盖",
                text.chars().take(20).collect::<String>()
            );
            let finding = Diagnostic::error(Code::LostText, message);
            let finding = finding.at(&grid.reading.source, cell.at.clone(), "");
            self.findings.push(finding.help("请写“是”或“否”，再读一次"));
        }
        let sealed = sealed.unwrap_or(false);
        self.head = FilledHead {
            agency: self.text(grid, 0).map(|(text, _)| text.to_owned()),
            short_name: self.text(grid, 1).map(|(text, _)| text.to_owned()),
            year,
            sealed,
            places: [at(0), at(2)],
        };
        let day = self.text(grid, 3);
        let read = day.and_then(|(text, cell)| Some((day_of(text)?, cell.at.clone())));
        if read.is_none() {
            let what = match day {
                Some((text, _)) => format!("成文日期写的是“{text}”，认不出是哪一天"),
                None => "成文日期空着".to_owned(),
            };
            let finding = Diagnostic::error(Code::LostText, what);
            let finding = finding.at(&grid.reading.source, at(3), "");
            self.findings.push(finding.help("请写成 2026-1-20 这样，再读一次"));
        }
        self.prose.date = read;
    }

    /// Without the cells that ask for them, agency and year are those that the form was made for.
    fn as_sent(&mut self, said: &HandedOut) {
        let mut told = Vec::new();
        if self.asked.first().is_none_or(Option::is_none) && !said.agency.is_empty() {
            self.head.agency = Some(said.agency.clone());
            told.push(format!("机关写“{}”", said.agency));
        }
        if self.asked.get(2).is_none_or(Option::is_none)
            && let Some(year) = parse_year(&said.year)
        {
            self.head.year = Some(year);
            told.push(format!("年度写 {year}"));
        }
        if !told.is_empty() {
            let message = format!("工作簿里没有“基本情况”，照发出填报表时的：{}", told.join("，"));
            let finding = Diagnostic::warning(Code::LostText, message);
            self.findings.push(finding.help("请核对是不是这个机关、这个年度"));
        }
    }

    fn tell_again(&mut self, grid: FilledGrid<'_>, again: &[CellPlace]) {
        for place in again {
            let message = "工作簿里不止一份“机关”“年度”，从这里起的一份没有读";
            let finding = Diagnostic::error(Code::SecondReport, message);
            let at = grid.cell(*place).map(|cell| cell.at.clone());
            let help = "一个工作簿只放一个单位的报告：请把多出来的删去，或者另存成一个文件";
            self.findings.push(finding.at(&grid.reading.source, at, "").help(help));
            self.texts.insert(place.0);
        }
    }

    /// The numbers that stand where they were.
    fn numbers(&mut self, grid: FilledGrid<'_>, said: &HandedOut, form: &Form) {
        let Trusted { known, sheets, moved } = trusted(grid, said, form);
        for (table, (moved, sheet)) in form.tables.iter().zip(moved) {
            let first = sheet.and_then(|sheet| grid.book.sheets.get(sheet));
            let first = first.and_then(|sheet| sheet.cells.values().find(|c| !c.at.is_empty()));
            if moved > 0 && first.is_some() {
                let message = format!(
                    "“{}”的行列和发出去的填报表不一样，有 {moved} 格不在原来的地方，按行名和列名找",
                    table.short
                );
                let finding = Diagnostic::warning(Code::MovedForm, message);
                let at = first.map(|cell| cell.at.clone());
                let help = "请对照原表看一看；下次填的时候不要插行、删行、改行名";
                self.findings.push(finding.at(&grid.reading.source, at, "").help(help));
            }
        }
        (self.known, self.sheets) = (known, sheets);
    }

    /// The texts, of the parts of a form.
    pub fn read_texts(&mut self, grid: FilledGrid<'_>, form: &Form) {
        let Some((sheet, column, headings)) = text_sheet(grid, form) else {
            return;
        };
        self.texts.insert(sheet);
        let head = |(place, cell): &(CellPlace, &SheetCell)| {
            place.0 == sheet && says(grid.reading.text(&cell.at), TEXT_HEAD)
        };
        let text_column = grid.cells().find(head).map_or(column + 1, |((_, _, column), _)| column);
        let lines = |row: u32| {
            let cell = grid.cell((sheet, row, text_column));
            cell.map_or_else(Vec::new, |cell| cell.lines.clone())
        };
        for (row, part) in headings {
            // Of a part that stands there twice the first is read.
            let is_again = part.is_some() && self.prose.parts.iter().any(|p| p.standard == part);
            if is_again {
                continue;
            }
            self.written.extend([(sheet, row, column), (sheet, row, text_column)]);
            let heading = grid.cell((sheet, row, column)).map_or(0..0, |cell| cell.at.clone());
            match part {
                None => self.prose.preface = lines(row),
                Some(part) => self.prose.parts.push(FoundPart {
                    heading: grid
                        .cell((sheet, row, text_column))
                        .map_or(heading, |cell| cell.at.clone()),
                    block: 0,
                    standard: Some(part),
                    lines: lines(row),
                }),
            }
        }
        self.prose.parts.sort_by_key(|part| part.standard);
    }

    /// What is written on the sheets of the form beside what they ask for.
    pub fn tell_beside(&mut self, grid: FilledGrid<'_>, form: &Form) {
        let own = super::own::OwnTexts::of(form);
        let answers: BTreeSet<CellPlace> = self.asked.iter().copied().flatten().collect();
        let mut strange: BTreeMap<usize, Vec<&SheetCell>> = BTreeMap::new();
        for (place @ (sheet, ..), cell) in grid.cells() {
            let is_known = self.written.contains(&place) || answers.contains(&place);
            let is_text = self.texts.contains(&sheet);
            let Some(name) = grid.book.sheets.get(sheet).filter(|sheet| !sheet.is_hidden) else {
                continue;
            };
            let shown = shown_only(grid, name);
            let is_own = is_known
                || cell.formula.is_some()
                || own.holds(grid, shown.unwrap_or(&name.name), place);
            if !is_own && (is_text || shown.is_some()) {
                strange.entry(sheet).or_default().push(cell);
            }
        }
        for cells in strange.into_values() {
            let Some(first) = cells.first() else { continue };
            let shown = cells.iter().take(8).map(|cell| {
                let text: String = grid.reading.text(&cell.at).chars().take(16).collect();
                format!("{}“{}”", grid.name(&cell.at), text.replace('\n', " "))
            });
            let shown = shown.collect::<Vec<_>>().join("、");
            let rest =
                if cells.len() > 8 { format!("等 {} 格", cells.len()) } else { String::new() };
            let message = format!("写在填报表要填的格外面的没有读：{shown}{rest}");
            let finding = Diagnostic::warning(Code::DroppedLines, message);
            let finding = finding.at(&grid.reading.source, first.at.clone(), "");
            self.findings.push(finding.help("是报告的内容的，请写到“文字”里那一部分的格里"));
        }
    }

    /// What of the workbook is nothing that was asked for: sheets that are not of the form.
    pub fn tell_strange(&mut self, grid: FilledGrid<'_>, first: &[Option<usize>]) {
        for (index, sheet) in grid.book.sheets.iter().enumerate() {
            let is_known = self.texts.contains(&index)
                || first.contains(&Some(index))
                || shown_only(grid, sheet).is_some()
                || sheet.is_hidden;
            let cell = sheet.cells.values().find(|cell| !cell.at.is_empty());
            if let Some(cell) = cell.filter(|_| !is_known) {
                let message = format!("工作表“{}”不是填报表里的，没有读", sheet.name);
                let finding = Diagnostic::warning(Code::DroppedLines, message);
                let finding = finding.at(&grid.reading.source, cell.at.clone(), "");
                self.findings.push(finding.help("请看一看有没有要留下的"));
            }
        }
    }
}

/// Where the agency and the year are asked, and where they are asked once more.
type Basics = (Option<(usize, Vec<Option<CellPlace>>)>, Vec<CellPlace>);

/// The sheet that says whose report it is: the cells beside the names of what is asked.
fn basics(grid: FilledGrid<'_>) -> Basics {
    let mut found: Option<(usize, Vec<Option<CellPlace>>)> = None;
    let mut again = Vec::new();
    for (index, sheet) in grid.book.sheets.iter().enumerate() {
        if sheet.is_hidden || shown_only(grid, sheet).is_some() {
            continue;
        }
        let labels = |name: &str| -> Vec<CellPlace> {
            let cells = sheet.cells.iter();
            let named = cells.filter(|(_, cell)| says(grid.reading.text(&cell.at), name));
            named.map(|((row, column), _)| (index, *row, *column)).collect()
        };
        let (agencies, years) = (labels(ASKED[0].0), labels(ASKED[2].0));
        let (Some(agency), Some(label)) = (agencies.first(), years.first()) else { continue };
        if found.is_some() {
            again.push(*agency);
            continue;
        }
        again.extend(agencies.get(1));
        // A column that was put in moves all answers alike.
        let beside = |(sheet, row, column): CellPlace, by| (sheet, row, column + by);
        let by =
            (1..=4).find(|by| parse_year(grid.text(beside(*label, *by))).is_some()).unwrap_or(1);
        let place = |(name, _): (&str, &str)| labels(name).first().map(|at| beside(*at, by));
        found = Some((index, ASKED.map(place).to_vec()));
    }
    (found, again)
}

/// Which rows hold the texts: each with the part, or none for the preface.
type TextRows = Vec<(u32, Option<usize>)>;

/// The sheet and the column in which the headings of the parts stand.
fn text_sheet(grid: FilledGrid<'_>, form: &Form) -> Option<(usize, u32, TextRows)> {
    let mut columns: BTreeMap<(usize, u32), TextRows> = BTreeMap::new();
    let preface = fold(PREFACE);
    for ((sheet, row, column), cell) in grid.cells() {
        let text = grid.reading.text(&cell.at);
        let is_shown = grid
            .book
            .sheets
            .get(sheet)
            .is_some_and(|s| s.is_hidden || shown_only(grid, s).is_some());
        if text.len() > 256 || is_shown {
            continue;
        }
        let folded = fold(text);
        let is_part = |part: &crate::report::FormPart| {
            folded == fold(&part.heading) || folded == fold(&part.name)
        };
        let part = form.parts.iter().position(is_part);
        if part.is_some() || folded == preface {
            columns.entry((sheet, column)).or_default().push((row, part));
        }
    }
    let parts = |rows: &TextRows| rows.iter().filter(|(_, part)| part.is_some()).count();
    let found = columns.into_iter().filter(|(_, rows)| parts(rows) > 2);
    let ((sheet, column), rows) =
        found.max_by_key(|((sheet, _), rows)| (parts(rows), usize::MAX - sheet))?;
    Some((sheet, column, rows))
}

/// What people write for yes and for no.
fn yes_no(text: &str) -> Option<bool> {
    const YES: [&str; 19] = [
        "是",
        "有",
        "要",
        "需",
        "需要",
        "盖",
        "盖章",
        "要盖",
        "要盖章",
        "需盖章",
        "对",
        "√",
        "✓",
        "✔",
        "☑",
        "Y",
        "YES",
        "TRUE",
        "1",
    ];
    const NO: [&str; 22] = [
        "否",
        "不",
        "无",
        "没有",
        "不是",
        "不要",
        "不用",
        "不需要",
        "不需",
        "不盖",
        "不盖章",
        "不用盖",
        "错",
        "×",
        "✗",
        "✘",
        "☐",
        "X",
        "N",
        "NO",
        "FALSE",
        "0",
    ];
    let text = half_width(text).to_uppercase();
    let bare = text.split('(').next().unwrap_or_default().trim().trim_end_matches(['。', '.']);
    let is_in = |words: &[&str]| words.contains(&bare);
    (is_in(&YES) || is_in(&NO)).then(|| is_in(&YES))
}

fn day_of(text: &str) -> Option<Date> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Date::parse(&bare).ok().or_else(|| chinese_day(&bare))
}
