//! Places of a YAML → places of the file that it was read from.

use super::{
    reader::{Composed, ComposedText},
    source::Reading,
};
use crate::{
    diagnostic::Source,
    report::{self, FIRST_YEAR, Forms, Report, Shared, Spanned},
};
use std::{borrow::Cow, ops::Range};

/// The key that the day stands under.
const DAY: &str = "署名";
/// The line of the year, up to its value.
const YEAR: &str = "\n年度: ";
/// Bytes that are looked through for lines; what is behind has no places of its own.
const STEPS: usize = 50_000_000;

/// A stretch of the YAML, and what it was read from.
pub(super) type Place = (Range<usize>, Range<usize>);

/// The places of the YAML that is written of what was read.
pub(super) fn map(reading: &Reading, composed: &Composed, yaml: &str, forms: &Forms) -> Vec<Place> {
    let shared = Shared { forms: forms.clone(), ..Shared::default() };
    let yaml = readable(composed, yaml);
    let Ok(loaded) = report::load_with(&Source::new("", yaml.as_ref()), &shared) else {
        return Vec::new();
    };
    let mut map = cells(&loaded.report, composed);
    texts(&loaded.report, reading, composed, &yaml, &mut map);
    map
}

/// The YAML without a day and a year that are not known, which cannot be read back. The day stands behind all that
/// has places; for the year stands another, as long as what was left to be filled in.
fn readable<'y>(composed: &Composed, yaml: &'y str) -> Cow<'y, str> {
    let mut yaml = Cow::Borrowed(yaml);
    if composed.hints.contains_key(DAY) {
        let mut hints = composed.hints.clone();
        hints.remove(DAY);
        yaml = Cow::Owned(report::to_yaml(&composed.report, &hints));
    }
    let line = |yaml: &str| {
        let start = yaml.find(YEAR)? + YEAR.len();
        Some(start..start + yaml.get(start..)?.find('\n')?)
    };
    if let Some(at) = line(&yaml).filter(|_| composed.hints.contains_key("年度")) {
        let width = at.len();
        yaml.to_mut().replace_range(at, &format!("{FIRST_YEAR:<width$}"));
    }
    match legible(&yaml) {
        Cow::Owned(legible) => Cow::Owned(legible),
        Cow::Borrowed(_) => yaml,
    }
}

/// A text with characters that nobody can read as one of the same length, with which it can be read.
fn legible(text: &str) -> Cow<'_, str> {
    if text.contains('\u{FFFD}') { text.replace('\u{FFFD}', "〓").into() } else { text.into() }
}

fn cells(report: &Report, composed: &Composed) -> Vec<Place> {
    let place = |(table, key, at): &(String, String, Range<usize>)| match report
        .tables
        .get(table)?
        .get(key)?
    {
        Spanned { at: Some(here), .. } => Some((here.clone(), at.clone())),
        Spanned { at: None, .. } => None,
    };
    let mut map: Vec<Place> = composed.cells.iter().filter_map(place).collect();
    map.extend(composed.cells.iter().filter_map(|cell| total(report, cell)));
    map
}

/// A total that is not written down: its place is what ends its row.
fn total(report: &Report, (table, key, at): &(String, String, Range<usize>)) -> Option<Place> {
    let row = key.strip_suffix("total").filter(|row| row.ends_with('.'))?;
    let cells = report.tables.get(table)?;
    if cells.get(key).is_some_and(|cell| cell.at.is_some()) {
        return None;
    }
    let its = cells.range(row.to_owned()..).take_while(|(own, _)| own.starts_with(row));
    let end = its.filter_map(|(_, cell)| cell.at.as_ref().map(|at| at.end)).max()?;
    report.source.text.get(end..)?.starts_with(']').then(|| (end..end + 1, at.clone()))
}

fn texts(
    report: &Report,
    reading: &Reading,
    composed: &Composed,
    yaml: &str,
    map: &mut Vec<Place>,
) {
    let mut steps = STEPS;
    for (text, lines) in &composed.texts {
        let written = written(report, *text);
        let (first, last) = (lines.first(), lines.last());
        let whole = first.zip(last).map(|(first, last)| first.start..last.end);
        map.extend(written.clone().zip(whole));
        // The lines of a text stand in the YAML in their order.
        let Some(Range { start: mut from, end }) = written else { continue };
        for line in lines {
            let text = reading.paragraph(line);
            let text = legible(&text);
            let rest = yaml.get(from..end).unwrap_or_default();
            let found = rest.find(text.as_ref());
            // A line that is not found was looked for to the end.
            let Some(left) = steps.checked_sub(found.unwrap_or(rest.len())) else { return };
            steps = left;
            if let Some(found) = found {
                let start = from + found;
                from = start + text.len();
                map.push((start..from, line.clone()));
            }
        }
    }
}

/// Where a text stands in the YAML.
fn written(report: &Report, text: ComposedText) -> Option<Range<usize>> {
    match text {
        ComposedText::Agency => report.agency.at.clone(),
        ComposedText::ShortName => report.short_name.as_ref()?.at.clone(),
        ComposedText::Year => report.year.at.clone(),
        ComposedText::Body(index) => report.signature.as_ref()?.bodies.get(index)?.at.clone(),
        ComposedText::Date => report.signature.as_ref()?.date.at.clone(),
        ComposedText::Title => {
            let [first, last] = [report.title.first()?, report.title.last()?];
            Some(first.at.as_ref()?.start..last.at.as_ref()?.end)
        }
        ComposedText::Preface => report.preface.as_ref()?.at.clone(),
        ComposedText::Heading(index) => report.parts.get(index)?.heading.at.clone(),
        ComposedText::Part(index) => report.parts.get(index)?.text.as_ref()?.at.clone(),
    }
}
