//! Lines → paragraphs. A line begins one when it is indented, when the one before was not full, or when it
//! stands apart or is of another size.

use super::line::PageLine;
use std::collections::BTreeMap;

/// One of so many lines has to share a side for it to be one of the text.
const SHARE: usize = 20;
/// A line is mostly full that covers so much of the width.
const MOST: f64 = 0.8;

/// How the text of a file is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextMeasure {
    left: f64,
    right: f64,
    /// From one line to the next.
    pitch: f64,
}

impl TextMeasure {
    /// What most lines have in common.
    pub fn of<'l>(lines: impl Iterator<Item = &'l PageLine> + Clone) -> Self {
        let ends = |side: &dyn Fn(&PageLine) -> f64| lines.clone().map(side).collect::<Vec<f64>>();
        let left = -outermost(ends(&|line| -line.left)).unwrap_or_default();
        let right = outermost(ends(&|line| line.right)).unwrap_or_default();
        let pairs = lines.clone().zip(lines.skip(1));
        let steps = pairs.filter(|(a, b)| a.page == b.page && b.y > a.y).map(|(a, b)| b.y - a.y);
        Self { left, right, pitch: commonest(steps).unwrap_or(f64::INFINITY) }
    }

    /// Whether a line begins a paragraph behind another.
    pub fn begins(&self, line: &PageLine, before: &PageLine) -> bool {
        let ratio = line.size / before.size;
        if !(0.88..=1.14).contains(&ratio) || line.left > self.left + 1.2 * line.size {
            return true;
        }
        let step = line.y - before.y;
        if line.page == before.page && step > 1.35 * self.pitch.max(1.2 * line.size) {
            return true;
        }
        // A first word that had found room there; in the middle of a sentence it may be one that is not broken.
        let is_rest =
            !before.ends_sentence() && before.right > self.left + MOST * (self.right - self.left);
        !is_rest && before.right + line.first_word() + 0.2 * line.size < self.right
    }
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

/// The value that most have, to a point.
fn commonest(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
    for value in values {
        let (count, _) = counts.entry(value.round() as i64).or_insert((0, value));
        *count += 1;
    }
    // A value between two points counts for both.
    let around = |key: i64| -> usize {
        [key - 1, key, key + 1].iter().filter_map(|key| counts.get(key)).map(|(n, _)| n).sum()
    };
    let best = counts.iter().max_by_key(|(key, (count, _))| (around(**key), *count, -**key));
    best.map(|(_, (_, value))| *value)
}
