//! What was found → a [`Report`], and what there is to say about it.

mod identity;
mod told;

use self::identity::{Agency, agency};
use super::{
    FoundReport,
    fold::fold,
    place::{CellRead, CellState},
    title::{written_lines, years},
};
use crate::{
    date::Date,
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{CellTally, source::Reading},
    report::{FormTable, Hints, Part, Report, Signature, Spanned, Value},
};
use std::{ops::Range, sync::Arc};

/// A report that was read, the findings, and how many cells are how sure.
#[derive(Debug)]
pub(in crate::import) struct Composed {
    pub report: Report,
    pub hints: Hints,
    pub findings: Diagnostics,
    /// Where another report begins in the file.
    pub second: Option<Range<usize>>,
    /// Sums that do not tie and words for numbers: whoever checks the report is told by the rules.
    pub untied: Diagnostics,
    pub tally: CellTally,
    /// Table key and cell key → its place in the file.
    pub cells: Vec<(String, String, Range<usize>)>,
    /// Lines that are no part of the report.
    pub left_out: Vec<String>,
    /// Each text of the report as it will be written, with the places of its lines.
    pub texts: Vec<(ComposedText, Vec<Range<usize>>)>,
}

/// A text of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum ComposedText {
    Agency,
    ShortName,
    Year,
    Body(usize),
    Date,
    Title,
    Preface,
    Heading(usize),
    Part(usize),
}

/// What stands where the day of a report is not known.
const NO_DAY: &str = "【请填写：成文日期，原文里没有或者认不出。写法：署名: 2026-1-20】";

/// Help where lines were left out.
const LEFT_OUT: &str = "请看一看有没有要留下的；读成的 YAML 的末尾列着这些行";

/// Findings of one kind about single cells that are told one by one; more are counted.
const TOLD: usize = 30;

pub(super) fn compose(reading: &Reading, found: &FoundReport) -> Composed {
    let Agency { name: agency, short } = match &found.head {
        Some(head) => Agency { name: head.agency.clone(), short: head.short_name.clone() },
        None => agency(reading, found),
    };
    let form = Arc::clone(&found.marks.form);
    let blank_agency = "【请填写：机关全称，原文里没有找到】";
    let mut report = Report::new(
        &form,
        agency.as_deref().unwrap_or(blank_agency),
        found.year.unwrap_or_default(),
    );
    report.short_name = short.map(Into::into);
    let mut composer = ReportComposer {
        reading,
        found,
        report,
        hints: Hints::new(),
        findings: found.findings.clone(),
        untied: Diagnostics::default(),
        tally: CellTally::default(),
        cells: Vec::new(),
        texts: Vec::new(),
    };
    composer.heading(agency.is_some());
    composer.contradictions();
    composer.unreadable();
    composer.parts();
    composer.signature();
    composer.tables();
    composer.rows_guessed();
    composer.doubled();
    composer.remarks();
    composer.other_tables();
    composer.below_tables();
    composer.dropped();
    Composed {
        report: composer.report,
        hints: composer.hints,
        findings: composer.findings,
        untied: composer.untied,
        second: found.placed.second(),
        left_out: found.prose.dropped.iter().map(|at| reading.text(at).to_owned()).collect(),
        tally: composer.tally,
        cells: composer.cells,
        texts: composer.texts,
    }
}

/// A cell that is not known.
struct LostCell {
    row: String,
    why: String,
    at: Option<Range<usize>>,
    /// Whether it is there, with nothing in it.
    is_blank: bool,
}

/// Whether a reason is one for all rows of a table.
fn is_of_table(why: &str) -> bool {
    why.starts_with("表头的格") || why.starts_with("原文里不止一份")
}

/// Lost cells of rows below each other, for one reason.
struct LostCells {
    rows: Vec<String>,
    why: String,
    at: Option<Range<usize>>,
    count: usize,
    is_blank: bool,
}

struct ReportComposer<'a> {
    reading: &'a Reading,
    found: &'a FoundReport,
    report: Report,
    hints: Hints,
    findings: Diagnostics,
    untied: Diagnostics,
    tally: CellTally,
    cells: Vec<(String, String, Range<usize>)>,
    texts: Vec<(ComposedText, Vec<Range<usize>>)>,
}

impl ReportComposer<'_> {
    /// Lines of the text as a text of the report.
    fn text(&self, lines: &[Range<usize>]) -> Option<Spanned<String>> {
        // In a form of ours braces are meant.
        let is_ours = self.found.head.is_some();
        let written = |text: &str| if is_ours { text.to_owned() } else { literal(text) };
        let lines: Vec<String> =
            lines.iter().map(|at| written(&self.reading.paragraph(at))).collect();
        (!lines.is_empty()).then(|| lines.join("\n").into())
    }

    fn warn(&mut self, code: Code, message: String, at: Option<Range<usize>>, help: &str) {
        let finding = Diagnostic::warning(code, message).at(&self.reading.source, at, "");
        self.findings.push(finding.help(help));
    }

    fn lost_text(&mut self, what: &str, at: Option<Range<usize>>) {
        let message = format!("原文里没有找到{what}");
        let finding = Diagnostic::error(Code::LostText, message).at(&self.reading.source, at, "");
        self.findings
            .push(finding.help("请在原文里写上再读；读成 YAML 的，写在“【请填写：……】”的地方"));
    }

    fn heading(&mut self, has_agency: bool) {
        if !has_agency {
            let at = self.found.head.as_ref().and_then(|head| head.places[0].clone());
            self.lost_text("机关的名称", at);
        }
        if self.found.year.is_none() {
            let at = self.found.head.as_ref().and_then(|head| head.places[1].clone());
            self.lost_text("报告的年度", at);
            self.hints.insert("年度".into(), "【请填写：报告哪一年的工作，原文里没有找到】".into());
        }
        let title = &self.found.prose.title;
        if title.is_empty() && self.found.head.is_none() {
            let message = "原文里没有找到标题，按机关和年度写".to_owned();
            self.warn(Code::LostText, message, None, "标题要另写的，在 YAML 里写“标题: ……”");
        }
        let (lines, places): (Vec<String>, Vec<Range<usize>>) =
            written_lines(self.reading, title).into_iter().unzip();
        let whole = lines.concat();
        self.report.title = vec![self.report.default_title().into()];
        if !lines.is_empty() && whole != self.report.default_title() {
            self.report.title = lines.iter().map(|line| literal(line).into()).collect();
            // A short name that the title does not use as the form has it means nothing.
            self.report.short_name = None;
        }
        if let Some(head) = &self.found.head {
            let [agency, year] = head.places.clone().map(|at| at.into_iter().collect());
            self.texts.push((ComposedText::Agency, agency));
            self.texts.push((ComposedText::Year, year));
        } else {
            self.names_read();
        }
        self.texts.push((ComposedText::Title, places));
        self.report.preface = self.text(&self.found.prose.preface);
        self.texts.push((ComposedText::Preface, self.found.prose.preface.clone()));
    }

    /// Where it was read whose report it is, and of which year.
    fn names_read(&mut self) {
        let prose = &self.found.prose;
        let title = prose.title.first().zip(prose.title.last());
        let title = title.map(|(first, last)| first.start..last.end);
        let signed = prose
            .bodies
            .first()
            .filter(|at| self.reading.text(at).replace(' ', "") == self.report.agency.value);
        let period = prose.period.as_ref().map(|(_, at)| at.clone());
        let is_of_title = self
            .found
            .year
            .is_some_and(|year| years(&prose.title_text(self.reading)).contains(&year));
        let year = title.clone().filter(|_| is_of_title).or(period);
        let agency = signed.cloned().or_else(|| title.clone());
        for (text, at) in [
            (ComposedText::Agency, agency),
            (ComposedText::ShortName, title),
            (ComposedText::Year, year),
        ] {
            self.texts.push((text, at.into_iter().collect()));
        }
    }

    /// The parts: those of the form where the headings are, else as they stand in the text.
    fn parts(&mut self) {
        let parts = &self.found.prose.parts;
        let mut last = None;
        let is_standard = parts.iter().all(|part| {
            let is_after = part.standard.is_some() && part.standard > last;
            last = part.standard;
            is_after
        });
        if self.found.head.is_some() || (is_standard && self.tables_in_place()) {
            return self.standard();
        }
        let mut listed: Vec<Part> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let heading = literal(&self.reading.paragraph(&part.heading));
            let text = self.text(&part.lines);
            listed.push(Part { heading: heading.into(), text, table: None });
            self.texts.push((ComposedText::Heading(index), vec![part.heading.clone()]));
            self.texts.push((ComposedText::Part(index), part.lines.clone()));
        }
        for (index, table) in self.found.marks.form.tables.iter().enumerate() {
            let first = self.found.tables.get(&index);
            let by_place = first.and_then(|first| parts.iter().rposition(|p| p.block <= *first));
            let standard = self
                .found
                .marks
                .form
                .parts
                .iter()
                .position(|part| part.table.as_ref() == Some(&table.key));
            let by_name = || parts.iter().position(|part| part.standard == standard);
            let place = by_place.or_else(by_name).and_then(|place| listed.get_mut(place));
            match place {
                Some(part) if part.table.is_none() => part.table = Some(table.key.clone()),
                // A part shows one table.
                _ => listed.push(Part {
                    heading: standard
                        .and_then(|at| self.found.marks.form.parts.get(at))
                        .map_or_else(String::new, |part| part.heading.clone())
                        .into(),
                    text: None,
                    table: Some(table.key.clone()),
                }),
            }
        }
        self.report.parts = listed;
    }

    /// Whether each table stands in the part that the form has it in.
    fn tables_in_place(&self) -> bool {
        let parts = &self.found.prose.parts;
        self.found.tables.iter().all(|(table, first)| {
            let key = self.found.marks.form.tables.get(*table).map(|table| &table.key);
            let part = parts.iter().rfind(|part| part.block <= *first);
            let standard = part.and_then(|part| part.standard);
            let standard = standard.and_then(|at| self.found.marks.form.parts.get(at));
            parts.is_empty() || standard.is_none_or(|part| part.table.as_ref() == key)
        })
    }

    fn standard(&mut self) {
        for (index, form) in self.found.marks.form.parts.iter().enumerate() {
            let part = self.found.prose.parts.iter().find(|part| part.standard == Some(index));
            let text = part.and_then(|part| self.text(&part.lines));
            let is_missing = part.is_none_or(|part| part.lines.is_empty()) && form.table.is_none();
            if let Some(part) = part {
                self.texts.push((ComposedText::Heading(index), vec![part.heading.clone()]));
                self.texts.push((ComposedText::Part(index), part.lines.clone()));
            }
            if is_missing {
                let at =
                    part.filter(|_| self.found.head.is_some()).map(|part| part.heading.clone());
                self.lost_text(&format!("“{}”的文字", form.heading), at);
            }
            let blank = || format!("【请填写：{}，原文里没有找到】", form.name).into();
            if let Some(part) = self.report.parts.get_mut(index) {
                part.text = if is_missing { Some(blank()) } else { text };
            }
        }
    }

    fn signature(&mut self) {
        let prose = &self.found.prose;
        self.texts.extend(prose.date.iter().map(|(_, at)| (ComposedText::Date, vec![at.clone()])));
        let bodies = prose.bodies.iter().cloned().enumerate();
        self.texts.extend(bodies.map(|(index, at)| (ComposedText::Body(index), vec![at])));
        let Some((day, _)) = &prose.date else {
            if let Some(at) = prose.bad_date.clone() {
                let shown: String = self.reading.text(&at).trim().chars().take(20).collect();
                let message = format!("成文日期写的是“{shown}”，认不出是哪一天");
                let finding =
                    Diagnostic::error(Code::LostText, message).at(&self.reading.source, at, "");
                self.findings.push(finding.help(match usual_day(&shown) {
                    Some(day) => format!("请写成“{day}”，再读一次"),
                    None => "请写成 2026年1月20日 这样，再读一次".to_owned(),
                }));
            }
            if self.found.head.is_some() || prose.bad_date.is_some() {
                self.hints.insert("署名".into(), NO_DAY.into());
            }
            return;
        };
        let mut bodies: Vec<Spanned<String>> =
            prose.bodies.iter().map(|at| literal(self.reading.text(at).trim()).into()).collect();
        if bodies.is_empty() {
            bodies.push(self.report.agency.value.clone().into());
        }
        let date = (*day).into();
        let sealed = self.found.head.as_ref().is_some_and(|head| head.sealed);
        self.report.signature = Some(Signature { bodies, date, sealed, seals: Vec::new() });
    }

    fn tables(&mut self) {
        let found = self.found;
        let rows = &found.marks.rows;
        let (mut told, mut lost_cells) = (0, Vec::<LostCell>::new());
        for row in rows {
            let Some(table) = found.marks.form.tables.get(row.table) else { continue };
            for (index, key) in row.keys.iter().enumerate() {
                let cell = found.placed.cells.get(&(row.table, key.clone()));
                if found.placed.dependent.contains(&(row.table, key.clone())) {
                    // What it adds up is told, and it follows from that.
                    (self.tally.cells, self.tally.lost) =
                        (self.tally.cells + 1, self.tally.lost + 1);
                    // An empty report has 0 for it, which nobody gave.
                    if let Some(cells) = self.report.tables.get_mut(&table.key) {
                        cells.insert(key.clone(), Spanned { value: Value::Unknown, at: None });
                    }
                    continue;
                }
                let column = row.heads.get(index).copied().flatten();
                let column = column.and_then(|head| found.marks.list.get(head));
                let name = match (row.keys.len(), column) {
                    (1, _) | (_, None) => row.name.clone(),
                    (_, Some(head)) => format!("{} {}", row.name, head.folded),
                };
                // Of a total the blank is told that it would be the sum of.
                let is_said = rests_on_blank(found, (row.table, table), key, SUMS);
                let mut said = TOLD;
                let told = if is_said { &mut said } else { &mut told };
                let value = self.cell(cell, &name, &mut lost_cells, told);
                let at = cell.and_then(|cell| cell.at.clone());
                if let Some(at) = &at {
                    self.cells.push((table.key.clone(), key.clone(), at.clone()));
                }
                if let Some(cells) = self.report.tables.get_mut(&table.key) {
                    // Named with a place: blank is not the same as not there.
                    cells.insert(key.clone(), Spanned { value, at: Some(0..0) });
                }
            }
        }
        self.lost_rows(lost_cells);
        self.untied();
    }

    /// What is written for a cell.
    fn cell(
        &mut self,
        cell: Option<&CellRead>,
        name: &str,
        lost: &mut Vec<LostCell>,
        told: &mut usize,
    ) -> Value {
        self.tally.cells += 1;
        let Some(cell) = cell else {
            self.tally.lost += 1;
            return Value::Text("【请填写：原文里没有找到】".to_owned());
        };
        match &cell.state {
            CellState::Read if cell.value == Value::Absent => {
                return self.lost(name, cell, "空着，没有发生的写 0", lost);
            }
            CellState::Read => self.tally.read += 1,
            CellState::Doubtful(_) => self.tally.doubtful += 1,
            CellState::Recovered(how) => {
                self.tally.recovered += 1;
                *told += 1;
                if *told <= TOLD {
                    let message = format!("“{name}”：{how}");
                    self.warn(Code::RecoveredCell, message, cell.at.clone(), "请对照原文看一看");
                }
            }
            CellState::Lost(why) => return self.lost(name, cell, why, lost),
        }
        cell.value.clone()
    }

    /// The place to fill in that is left for a cell.
    fn lost(&mut self, name: &str, cell: &CellRead, why: &str, lost: &mut Vec<LostCell>) -> Value {
        self.tally.lost += 1;
        let row = name.split(' ').next().unwrap_or(name);
        let (row, why, at) = (row.to_owned(), why.to_owned(), cell.at.clone());
        let is_blank = cell.state == CellState::Read;
        lost.push(LostCell { row, why, at, is_blank });
        let place = cell.at.as_ref().map_or_else(String::new, |at| self.place(at));
        let what = if is_blank { "空着，没有发生的写 0" } else { "读不出" };
        Value::Text(format!("【请填写：原文{place}{what}】"))
    }

    /// What people call a place.
    fn place(&self, at: &Range<usize>) -> String {
        let location = crate::diagnostic::Location::new(&self.reading.source, at);
        match location.named() {
            Some(name) => name.to_owned(),
            None => format!("第{}行", location.start().line),
        }
    }

    /// One finding for the lost cells of a row, one for rows below each other of one reason.
    fn lost_rows(&mut self, cells: Vec<LostCell>) {
        let mut groups: Vec<LostCells> = Vec::new();
        for LostCell { row, why, at, is_blank } in cells {
            match groups.last_mut() {
                // Empty cells stand each in its own place.
                Some(LostCells { rows, why: reason, at: place, count, .. })
                    if *reason == why && (is_blank || is_of_table(&why) || *place == at) =>
                {
                    if rows.last() != Some(&row) {
                        rows.push(row);
                    }
                    *count += 1;
                }
                _ => groups.push(LostCells { rows: vec![row], why, at, count: 1, is_blank }),
            }
        }
        for LostCells { rows, why, at, count, is_blank } in groups {
            let names = match &rows[..] {
                [first, .., end] => format!("“{first}”到“{end}”{}行", rows.len()),
                [only] => format!("“{only}”"),
                [] => continue,
            };
            let message = if is_blank {
                format!("{names}有 {count} 格空着，不知道是没有发生还是没有填")
            } else {
                format!("{names}有 {count} 格读不出：{why}")
            };
            let finding =
                Diagnostic::error(Code::LostCell, message).at(&self.reading.source, at, "");
            self.findings
                .push(finding.help("请在原文里填上再读；读成 YAML 的，填在“【请填写：……】”的地方"));
        }
    }

    fn untied(&mut self) {
        for (at, why) in &self.found.placed.words {
            let finding = Diagnostic::warning(Code::DoubtfulCell, why.clone());
            let finding = finding.at(&self.reading.source, at.clone(), "");
            self.untied.push(finding.help("请在这一格只填数；要说明的话写到正文里"));
        }
        for fault in &self.found.untied {
            let cell = self.found.placed.cells.get(&(fault.table, fault.key.clone()));
            let at = cell.and_then(|cell| cell.at.clone());
            let message = format!("读出的数对不上，照原文留着。{}", fault.why);
            let finding = Diagnostic::warning(Code::DoubtfulCell, message);
            let finding = finding.at(&self.reading.source, at, "");
            let help = "请对照原文看看是不是这一格读错了；原文就不对的，请核实后改";
            self.untied.push(finding.help(help));
        }
    }

    fn rows_guessed(&mut self) {
        for (row, at) in &self.found.placed.guessed {
            let name = self.found.marks.rows.get(*row).map_or("", |row| &row.name);
            let typed = self.reading.text(at);
            let message = if fold(typed) == fold(name) {
                format!("“{name}”这一行不在格式里的位置上，按行名读")
            } else {
                format!("“{typed}”这一行，当作格式里的“{name}”")
            };
            self.warn(Code::GuessedRow, message, Some(at.clone()), "请对照原文看一看是不是这一行");
        }
    }

    fn dropped(&mut self) {
        let dropped = &self.found.prose.dropped;
        let Some(first) = dropped.first() else {
            return;
        };
        let show = |at: &Range<usize>| {
            let text: String = self.reading.text(at).chars().take(16).collect();
            format!("“{text}”")
        };
        let shown: Vec<String> = dropped.iter().take(8).map(show).collect();
        let rest = if dropped.len() > 8 { "等" } else { "" };
        let message = format!(
            "有 {} 行不是报告的内容，没有收进来：{}{rest}",
            dropped.len(),
            shown.join("、")
        );
        self.warn(Code::DroppedLines, message, Some(first.clone()), LEFT_OUT);
    }
}

/// Sums of sums that a total is: of columns, of rows, of groups.
const SUMS: usize = 3;

/// Whether something that a total adds up is not known.
fn rests_on_blank(
    found: &FoundReport,
    (index, table): (usize, &FormTable),
    key: &str,
    depth: usize,
) -> bool {
    let Some(sum) = table.sum_of(key).filter(|_| depth > 0) else { return false };
    sum.right.iter().any(|part| {
        let cell = found.placed.cells.get(&(index, part.clone()));
        let is_blank = |cell: &CellRead| {
            matches!(cell.state, CellState::Lost(_)) || cell.value == Value::Absent
        };
        cell.is_some_and(is_blank) || rests_on_blank(found, (index, table), part, depth - 1)
    })
}

/// The day that is meant where it is written otherwise than papers are dated: 2026年元月15号.
fn usual_day(text: &str) -> Option<Date> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Date::parse(&text.replace("元月", "1月").replace('号', "日")).ok()
}

/// A text that the reader of the YAML takes as it stands: two braces there begin an expression.
fn literal(text: &str) -> String {
    if !text.contains("{{") && !text.contains("{%") && !text.contains("{#") {
        return text.to_owned();
    }
    text.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")
}
