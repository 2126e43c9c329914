//! Lines → paragraphs. A line begins one when it is indented, when the one before was not full, or when it
//! stands apart or is of another size.

use super::line::PageLine;
use std::collections::BTreeMap;

/// One of so many lines has to share a side for it to be one of the text.
const SHARE: usize = 20;
/// A line is mostly full that covers so much of the width.
const MOST: f64 = 0.8;
/// Heads of parts and names of bodies have no more characters.
const LONG: f64 = 20.0;
/// A line is indented by so many characters.
const INDENT: f64 = 1.2;
/// Steps are compared to a part of the size.
const PARTS: f64 = 20.0;

/// How the text of a file is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextMeasure {
    left: f64,
    right: f64,
    /// From one line to the next of a paragraph, in sizes of the text.
    pitch: f64,
}

impl TextMeasure {
    /// What most lines have in common.
    pub fn of<'l>(lines: impl Iterator<Item = &'l PageLine> + Clone) -> Self {
        let ends = |side: &dyn Fn(&PageLine) -> f64| lines.clone().map(side).collect::<Vec<f64>>();
        let left = -outermost(ends(&|line| -line.left)).unwrap_or_default();
        let right = outermost(ends(&|line| line.right)).unwrap_or_default();
        let measure = Self { left, right, pitch: 0.0 };
        let size = commonest(lines.clone().map(|line| line.size)).unwrap_or_default();
        let of_text = lines.clone().filter(|line| line.size < 1.14 * size);
        let end = of_text.map(|line| line.right).fold(right, f64::max);
        let pairs = lines.clone().zip(lines.skip(1));
        let pairs = pairs.filter(|(a, b)| measure.is_full(a, end) && measure.goes_on(a, b));
        let steps = pairs.map(|(a, b)| PARTS * (b.y - a.y) / a.size);
        // Where no line goes on in the next, each is a paragraph.
        Self { pitch: commonest(steps).unwrap_or_default() / PARTS, ..measure }
    }

    /// Whether a line is full for certain: it comes near the farthest end of any; or to where many end, and is longer
    /// than heads and names are.
    fn is_full(&self, line: &PageLine, end: f64) -> bool {
        let reaches = |end: f64| line.right > self.left + MOST * (end - self.left);
        reaches(end) || (reaches(self.right) && line.right - line.left > LONG * line.size)
    }

    /// Whether a line ends in the middle of a sentence, which goes on in the next.
    fn goes_on(&self, line: &PageLine, next: &PageLine) -> bool {
        let is_below = line.page == next.page && next.y > line.y;
        is_below
            && !line.ends_sentence()
            && next.left <= self.left + INDENT * next.size
            && is_alike(line, next)
    }

    /// Whether a line begins a paragraph behind another.
    pub fn begins(&self, line: &PageLine, before: &PageLine) -> bool {
        if !is_alike(line, before) || line.left > self.left + INDENT * line.size {
            return true;
        }
        let step = line.y - before.y;
        if line.page == before.page && step > 1.35 * self.pitch.max(1.2) * line.size {
            return true;
        }
        // A first word that had found room there; in the middle of a sentence it may be one that is not broken.
        let is_rest =
            !before.ends_sentence() && before.right > self.left + MOST * (self.right - self.left);
        !is_rest && before.right + line.first_word() + 0.2 * line.size < self.right
    }
}

/// Whether two lines are of one size.
fn is_alike(one: &PageLine, other: &PageLine) -> bool {
    (0.88..=1.14).contains(&(one.size / other.size))
}

/// The farthest side that many lines share: of those that begin or end beyond it there are few.
fn outermost(mut sides: Vec<f64>) -> Option<f64> {
    const SAME: f64 = 4.0;
    sides.sort_by(|a, b| b.total_cmp(a));
    let enough = sides.len().div_ceil(SHARE).max(2);
    let is_shared = |first: usize| {
        let side = sides.get(first).copied().unwrap_or_default();
        sides.iter().skip(first).take_while(|other| side - **other < SAME).count() >= enough
    };
    let found = (0..sides.len()).find(|first| is_shared(*first)).unwrap_or(0);
    sides.get(found).copied()
}

/// The value that most have, to one.
fn commonest(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
    for value in values {
        let (count, _) = counts.entry(value.round() as i64).or_insert((0, value));
        *count += 1;
    }
    // A value between two counts for both.
    let around = |key: i64| -> usize {
        [key - 1, key, key + 1].iter().filter_map(|key| counts.get(key)).map(|(n, _)| n).sum()
    };
    let best = counts.iter().max_by_key(|(key, (count, _))| (around(**key), *count, -**key));
    best.map(|(_, (_, value))| *value)
}
