//! What is told of a file as a whole: what stands in it twice, and what was left out.

use super::ReportComposer;
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        reader::place::{CellState, Doubled},
        source::{SourceBlock, SourceRemark},
    },
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

/// Pieces that one finding shows.
const SHOWN: usize = 8;
/// Notes that are told one by one.
const NOTES: usize = 40;

impl ReportComposer<'_> {
    /// Lines that stand below the table of their part: a report prints them above it.
    pub(super) fn below_tables(&mut self) {
        // A form asks for them beside the tables.
        if self.found.head.is_some() {
            return;
        }
        let found = self.found;
        let of_table = |index: usize| {
            let key = found.marks.form.parts.get(index)?.table.as_ref()?;
            found.marks.form.tables.iter().position(|table| table.key == *key)
        };
        for part in &found.prose.parts {
            let Some(table) = part.standard.and_then(of_table) else { continue };
            let cells = found.placed.cells.iter().filter(|((of, _), _)| *of == table);
            let end = cells.filter_map(|(_, cell)| Some(cell.at.as_ref()?.end)).max();
            let below: Vec<Range<usize>> = part
                .lines
                .iter()
                .filter(|at| end.is_some_and(|end| at.start >= end))
                .cloned()
                .collect();
            let Some(first) = below.first() else { continue };
            let text: String = self.reading.text(first).trim().chars().take(16).collect();
            let rest =
                if below.len() > 1 { format!("等 {} 行", below.len()) } else { String::new() };
            let message =
                format!("“{text}”{rest}写在表的下面，收在这一部分的文字里，会印在表的上面");
            let help = "放在表的上面也说得通的不用改；只对表里一格说的，请写清楚是哪一项";
            self.warn(Code::DroppedLines, message, Some(first.clone()), help);
        }
    }

    /// Tables of the file's own among the text: a report has the tables of its form and no others, so their rows came
    /// out as lines.
    pub(super) fn other_tables(&mut self) {
        // A form has no others.
        if self.found.head.is_some() {
            return;
        }
        let rows: HashMap<usize, usize> =
            self.reading.blocks.iter().filter_map(row_start).collect();
        let prose = &self.found.prose;
        let lines = prose.preface.iter().chain(prose.parts.iter().flat_map(|part| &part.lines));
        let mut tables: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        for at in lines {
            if let Some(table) = rows.get(&at.start) {
                tables.entry(*table).or_default().push(at.clone());
            }
        }
        for lines in tables.into_values() {
            let Some(first) = lines.first().cloned() else { continue };
            let text: String = self.reading.text(&first).trim().chars().take(24).collect();
            let message = format!(
                "“{text}”起有 {} 行是另外一张表，报告里只有规定的几张，收不成表，一行一段收在文字里",
                lines.len()
            );
            let help = "不用的，在原文里删去这张表；要用的，把它说的写成一段话，再读一次";
            let finding = Diagnostic::warning(Code::DroppedLines, message);
            self.findings.push(finding.at(&self.reading.source, first, "").help(help));
        }
    }

    /// Rows and tables that stand there more than once.
    pub(super) fn doubled(&mut self) {
        let found = self.found;
        for Doubled { table, row, at, is_same } in &found.placed.doubled {
            let short = found.marks.form.tables.get(*table).map_or("", |table| &table.name);
            let name = row.and_then(|row| found.marks.rows.get(row)).map_or("", |row| &row.name);
            let code = if row.is_some() { Code::DoubledRow } else { Code::SecondReport };
            let (message, help) = match (row, is_same) {
                (Some(_), true) => {
                    (format!("“{name}”这一行有两行，数一样，只读了一行"), "多出来的请删去")
                }
                (Some(_), false) => (
                    format!("“{name}”这一行有两行，数不一样，不知道用哪一行"),
                    "请在原文里只留一行，再读一次",
                ),
                (None, true) => {
                    (format!("“{short}”有两份，数一样，只读了一份"), "多出来的一份请删去")
                }
                (None, false) => (
                    format!("“{short}”不止一份，数不一样，从这里起是另一份，不知道用哪一份"),
                    "一个文件只放一个单位一年的报告：请把多出来的删去，或者另存成一个文件",
                ),
            };
            let finding = if *is_same {
                Diagnostic::warning(code, message)
            } else {
                Diagnostic::error(code, message)
            };
            self.findings.push(finding.at(&self.reading.source, at.clone(), "").help(help));
        }
    }

    /// Pieces that are no part of the text beside which they stand: numbers beside them are doubted, of the
    /// others it is told once.
    pub(super) fn remarks(&mut self) {
        let cells = &self.found.placed.cells;
        let reading = self.reading;
        self.notes(reading.remarks.iter().filter(|remark| remark.is_note));
        let of_cell = |remark: &&SourceRemark| {
            cells.values().any(|cell| {
                cell.at.as_ref() == Some(&remark.at)
                    && matches!(cell.state, CellState::Doubtful(_) | CellState::Lost(_))
            })
        };
        let (numbers, others): (Vec<&SourceRemark>, Vec<&SourceRemark>) =
            reading.remarks.iter().filter(|remark| !remark.is_note).partition(of_cell);
        let is_told = |at: &Range<usize>| {
            let lost = |state: &CellState| matches!(state, CellState::Lost(_));
            cells.values().any(|cell| cell.at.as_ref() == Some(at) && lost(&cell.state))
        };
        // Why a cell is lost is told already.
        let numbers: Vec<&SourceRemark> =
            numbers.into_iter().filter(|remark| !is_told(&remark.at)).collect();
        for SourceRemark { at, what, .. } in numbers {
            let text = self.reading.text(at);
            let message = format!("这一格读作“{}”，里面有{what}", text.trim());
            let help = "请对照原文核实这个数；不要的删干净，修订的先接受或者拒绝，再读一次";
            self.warn(Code::DoubtfulCell, message, Some(at.clone()), help);
        }
        let found = self.found;
        for (at, why) in &found.placed.doubts {
            let help = "请对照原文核实；是万元的，在原文的表头写上“单位：万元”";
            self.warn(Code::DoubtfulCell, why.clone(), Some(at.clone()), help);
        }
        for (at, why) in &found.placed.filled {
            let help = "请对照原文核实这一行；原文里没有这一行的，照实补上";
            self.warn(Code::DoubtfulCell, why.clone(), at.clone(), help);
        }
        let Some(first) = others.first() else { return };
        let shown: Vec<&str> = others.iter().take(SHOWN).map(|other| other.what.as_str()).collect();
        let rest = if others.len() > SHOWN { "等" } else { "" };
        let message = format!("有 {} 处不是正文，没有读：{}{rest}", others.len(), shown.join("、"));
        let at = first.at.clone();
        self.warn(Code::DroppedLines, message, Some(at), "请看一看有没有要留下的");
    }
    /// Notes about the text, each in its place.
    fn notes<'n>(&mut self, notes: impl Iterator<Item = &'n SourceRemark>) {
        let help = "请看一看：该写进报告的写进正文，数要改的改好再读一次；不要的不用管";
        let mut more = 0;
        for (index, SourceRemark { at, what, .. }) in notes.enumerate() {
            if index < NOTES {
                let message = format!("{what}不是正文，没有收进来");
                self.warn(Code::DroppedLines, message, Some(at.clone()), help);
            } else {
                more += 1;
            }
        }
        if more > 0 {
            let message = format!("还有 {more} 处批注、脚注、页眉这样的文字没有收进来");
            self.warn(Code::DroppedLines, message, None, help);
        }
    }
}

/// Where a row of several texts begins, and its table.
fn row_start(block: &SourceBlock) -> Option<(usize, usize)> {
    let SourceBlock::Row(row) = block else { return None };
    let mut full = row.cells.iter().filter(|cell| !cell.at.is_empty());
    let first = full.next()?;
    full.next().map(|_| (first.at.start, row.table))
}
