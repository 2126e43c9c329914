//! Lengths in millimetres and identifiers (GB/T 33190 §7.3).

use crate::document::{Color, MM, Pt};

/// A length in thousandths of a millimetre: places are rounded first and then subtracted, so that nothing
/// drifts along a line.
pub(super) fn micro(length: Pt) -> i64 {
    (length / MM * 1000.0).round() as i64
}

/// A length as it is written: `27.5`, no more digits than it has.
pub(super) fn mm(micro: i64) -> String {
    let (sign, size) = (if micro < 0 { "-" } else { "" }, micro.unsigned_abs());
    let digits = format!("{:03}", size % 1000);
    let digits = digits.trim_end_matches('0');
    let point = if digits.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{digits}", size / 1000)
}

/// Lengths with blanks between them.
pub(super) fn list(lengths: impl IntoIterator<Item = i64>) -> String {
    let lengths: Vec<String> = lengths.into_iter().map(mm).collect();
    lengths.join(" ")
}

/// A colour in the usual space.
pub(super) fn rgb(Color { r, g, b }: Color) -> String {
    format!("{r} {g} {b}")
}

/// Identifiers, unique over the whole document.
#[derive(Debug, Default)]
pub(super) struct Ids(u32);

impl Ids {
    /// The next one.
    pub fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }

    /// The largest so far.
    pub fn most(&self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{list, micro, mm};

    #[test]
    fn lengths_have_three_digits_and_no_more_than_they_need() {
        assert_eq!(mm(27_577), "27.577");
        assert_eq!(mm(-500), "-0.5");
        assert_eq!(mm(0), "0");
        assert_eq!(mm(210_000), "210");
        assert_eq!(mm(1_040), "1.04");
        assert_eq!(list([1, 2000]), "0.001 2");
        assert_eq!(micro(72.0), 25_400);
    }
}
