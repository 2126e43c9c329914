//! Lines and rows → a report. Knows no file format; of the form it knows what the form's file says.

mod align;
mod compose;
mod fold;
mod glue;
mod judge;
mod landmark;
mod place;
mod prose;
mod token;

pub(super) use self::compose::{Composed, ComposedText};

use self::{
    align::{Alignment, align},
    judge::{Untied, judge},
    landmark::Landmarks,
    place::PlacedCells,
    prose::{Prose, TextLine, prose, year},
    token::{Token, tokens},
};
use super::source::{Reading, SourceBlock};
use crate::report::Forms;
use std::collections::BTreeMap;

/// What was found in a text, before it is a report.
#[derive(Debug)]
struct FoundReport {
    marks: Landmarks,
    placed: PlacedCells,
    untied: Vec<Untied>,
    prose: Prose,
    year: Option<i32>,
    /// Table of the form → the block that it begins in.
    tables: BTreeMap<usize, usize>,
}

/// Reads a report; `None` where there is none.
pub(super) fn read(reading: &Reading, forms: &Forms) -> Option<Composed> {
    let mut all: Vec<Landmarks> = forms.iter().map(Landmarks::of).collect();
    let known = landmark::known(&all);
    let tokens = tokens(reading, &known);
    let (index, mut alignment) = best(&tokens, &all)?;
    let marks = all.swap_remove(index);
    let mut placed = place::place(reading, &tokens, &marks, &mut alignment);
    let untied = judge(&mut placed, &marks);
    let zones = Zones::of(&tokens, &marks, &alignment, &placed);
    let lines = lines(reading, &tokens, &placed, &zones);
    let prose = prose(reading, lines, &marks.form);
    let has_part = prose.parts.iter().any(|part| part.standard.is_some());
    let is_report = alignment.tokens.len() > 5 || has_part || !prose.title.is_empty();
    if !is_report {
        return None;
    }
    let year = year_of(reading, &prose);
    let tables = zones.0.iter().map(|(table, (first, _))| (*table, *first)).collect();
    let found = FoundReport { marks, placed, untied, prose, year, tables };
    Some(compose::compose(reading, &found))
}

/// The form that fits best; of two that fit alike the newer one.
fn best(tokens: &[Token], all: &[Landmarks]) -> Option<(usize, Alignment)> {
    let mut best: Option<(usize, Alignment)> = None;
    for (index, marks) in all.iter().enumerate() {
        let alignment = align(tokens, marks);
        if best.as_ref().is_none_or(|(_, best)| alignment.score > best.score) {
            best = Some((index, alignment));
        }
    }
    best
}

/// For each table of the form, the first and the last block of it.
struct Zones(BTreeMap<usize, (usize, usize)>);

impl Zones {
    fn of(
        tokens: &[Token],
        marks: &Landmarks,
        alignment: &Alignment,
        placed: &PlacedCells,
    ) -> Self {
        let mut zones: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut table = None;
        for (index, token) in tokens.iter().enumerate() {
            if let Some(mark) = alignment.marks.get(&index).and_then(|mark| marks.list.get(*mark)) {
                table = Some(mark.table);
            } else if placed.used.get(index) != Some(&true) {
                continue;
            }
            if let Some(table) = table {
                let zone = zones.entry(table).or_insert((token.block, token.block));
                *zone = (zone.0.min(token.block), zone.1.max(token.block));
            }
        }
        Self(zones)
    }

    fn holds(&self, block: usize) -> bool {
        self.0.values().any(|(first, last)| (*first..=*last).contains(&block))
    }
}

/// The lines that are not of the tables.
fn lines(
    reading: &Reading,
    tokens: &[Token],
    placed: &PlacedCells,
    zones: &Zones,
) -> Vec<TextLine> {
    let mut is_used = vec![false; reading.blocks.len()];
    let mut tables = std::collections::HashSet::new();
    let table_of = |block: usize| match reading.blocks.get(block) {
        Some(SourceBlock::Row(row)) => Some(row.table),
        _ => None,
    };
    for (token, used) in tokens.iter().zip(&placed.used) {
        if *used {
            if let Some(slot) = is_used.get_mut(token.block) {
                *slot = true;
            }
            tables.extend(table_of(token.block));
        }
    }
    let mut lines = Vec::new();
    for (block, content) in reading.blocks.iter().enumerate() {
        let of_table = table_of(block).is_some_and(|table| tables.contains(&table));
        if is_used.get(block) == Some(&true) || (of_table && zones.holds(block)) {
            continue;
        }
        let at = match content {
            SourceBlock::Line(line) => line.at.clone(),
            SourceBlock::Row(row) => {
                let (first, last) = (row.cells.first(), row.cells.last());
                first.zip(last).map_or(0..0, |(first, last)| first.at.start..last.at.end)
            }
        };
        let text = reading.text(&at);
        // A sentence between two tables is one of the text, a scrap of a head is none.
        let in_table = zones.holds(block) && !text.contains('。') && text.chars().count() <= 40;
        if text.trim().is_empty() {
            continue;
        }
        let is_aside = matches!(content, SourceBlock::Line(line) if line.is_aside);
        lines.push(TextLine { at, block, is_aside, in_table });
    }
    lines
}

/// The year reported on: by the title, else by the period that the text says it is about.
fn year_of(reading: &Reading, prose: &Prose) -> Option<i32> {
    let by_title = year(&prose.title_text(reading));
    let texts = || {
        let parts = prose.parts.iter().flat_map(|part| &part.lines);
        prose.preface.iter().chain(parts).map(|at| reading.text(at))
    };
    let by_period = || {
        texts().find_map(|text| {
            let words =
                ["统计期限", "统计时限", "统计时间", "数据期限", "所列数据", "起至", "1月1日"];
            let at = words.iter().filter_map(|word| text.find(word)).min()?;
            year(text.get(at..)?).or_else(|| year(text))
        })
    };
    let plausible = |year: &i32| (2008..=2100).contains(year);
    by_title.or_else(by_period).filter(plausible)
}
