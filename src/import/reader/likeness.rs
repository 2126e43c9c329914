//! How alike two folded labels are.

use super::fold::without_numeral;

/// How alike two labels are when nothing differs.
pub(super) const EXACT: u32 = 100;
/// What is less alike than this is only a guess.
pub(super) const SURE: u32 = 70;

/// The share of letters that two labels have in common at least.
const LEAST: f64 = 0.62;

/// What comparing a folded label asks of it each time: every text is compared with all labels of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelShape {
    /// Bytes of the number at its head.
    numeral: usize,
    /// Characters, and those behind the number.
    length: usize,
    bare: usize,
    /// Its letters as a set of bits, in which letters may share one.
    letters: u128,
}

impl LabelShape {
    pub fn of(folded: &str) -> Self {
        let bare = without_numeral(folded);
        Self {
            numeral: folded.len() - bare.len(),
            length: folded.chars().count(),
            bare: bare.chars().count(),
            letters: folded.chars().fold(0, |set, c| set | 1 << (c as u32 % 128)),
        }
    }
}

/// A folded label that is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compared<'t> {
    pub text: &'t str,
    pub shape: LabelShape,
}

impl<'t> Compared<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { text, shape: LabelShape::of(text) }
    }

    fn numeral(&self) -> &'t str {
        self.text.get(..self.shape.numeral).unwrap_or_default()
    }

    /// Without its number.
    fn bare(&self) -> &'t str {
        self.text.get(self.shape.numeral..).unwrap_or_default()
    }
}

/// How alike two folded labels are: the same, but for their numbers, one the beginning of the other, or
/// letter by letter.
pub(super) fn likeness(form: Compared<'_>, found: Compared<'_>) -> u32 {
    if form.text == found.text {
        return EXACT;
    }
    let (bare_form, bare) = (form.bare(), found.bare());
    let (a, b) = (form.shape.bare, found.shape.bare);
    // 总计 and 其他 are many things; their number tells which.
    let is_short = a < 3;
    if bare_form == bare {
        return if is_short { 0 } else { 85 };
    }
    if a.min(b) < 3 || is_short {
        return 0;
    }
    if a.min(b) >= 4 && (bare_form.starts_with(bare) || bare.starts_with(bare_form)) {
        return if form.numeral() == found.numeral() { 78 } else { SURE };
    }
    // Two lengths too far apart cannot be alike.
    if a.max(b) > 2 * a.min(b) {
        return 0;
    }
    // Most labels have little in common, which is seen without comparing them letter by letter.
    if 1.0 - strange_share(form.shape, found.shape) < LEAST {
        return 0;
    }
    let ratio = strsim::normalized_levenshtein(form.text, found.text);
    if ratio < LEAST { 0 } else { (ratio * 60.0) as u32 }
}

/// The share of a label that has to change at least to become the other: each letter that the other lacks is a step.
fn strange_share(a: LabelShape, b: LabelShape) -> f64 {
    let strange = (a.letters & !b.letters).count_ones().max((b.letters & !a.letters).count_ones());
    f64::from(strange) / a.length.max(b.length).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{super::landmark, *};
    use crate::report::Forms;

    #[test]
    fn what_is_passed_over_would_not_have_been_alike() {
        let all = landmark::Landmarks::of_all(&Forms::default());
        let known: Vec<&str> = landmark::known(&all).into_iter().collect();
        for (one, other) in known.iter().flat_map(|one| known.iter().map(move |other| (one, other)))
        {
            let ratio = strsim::normalized_levenshtein(one, other);
            let share = strange_share(LabelShape::of(one), LabelShape::of(other));
            assert!(ratio <= 1.0 - share + 1e-9, "{one} {other}");
        }
    }
}
