//! Places of a YAML → places of the file that it was read from.

use super::{
    reader::{Composed, ComposedText},
    source::Reading,
};
use crate::{
    diagnostic::Source,
    report::{self, Forms, Report, Shared, Spanned},
};
use std::ops::Range;

/// A stretch of the YAML, and what it was read from.
pub(super) type Place = (Range<usize>, Range<usize>);

/// The places of a YAML that was just written.
pub(super) fn map(reading: &Reading, composed: &Composed, yaml: &str, forms: &Forms) -> Vec<Place> {
    let shared = Shared { forms: forms.clone(), ..Shared::default() };
    let Ok(loaded) = report::load_with(&Source::new("", yaml), &shared) else {
        return Vec::new();
    };
    let mut map = cells(&loaded.report, composed);
    texts(&loaded.report, reading, composed, yaml, &mut map);
    map
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
    composed.cells.iter().filter_map(place).collect()
}

fn texts(
    report: &Report,
    reading: &Reading,
    composed: &Composed,
    yaml: &str,
    map: &mut Vec<Place>,
) {
    for (text, lines) in &composed.texts {
        let written = match text {
            ComposedText::Title => report.title.first().and_then(|line| line.at.clone()),
            ComposedText::Preface => report.preface.as_ref().and_then(|text| text.at.clone()),
            ComposedText::Part(index) => {
                let text = report.parts.get(*index).and_then(|part| part.text.as_ref());
                text.and_then(|text| text.at.clone())
            }
        };
        // The lines of a text stand in the YAML in their order.
        let Some(Range { start: mut from, end }) = written else { continue };
        for line in lines {
            let text = reading.text(line).trim();
            let rest = yaml.get(from..end).unwrap_or_default();
            if let Some(found) = rest.find(text) {
                let start = from + found;
                from = start + text.len();
                map.push((start..from, line.clone()));
            }
        }
    }
}
