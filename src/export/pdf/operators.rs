//! Operators of a content stream as text (ISO 32000-1 §7.8.2), a line each.

use crate::document::Pt;

/// Three decimals are 1/72000 inch.
pub(super) const UNITS: f64 = 1000.0;

/// Thousandths of a point, or of whatever else is a number there.
pub(super) fn milli(value: Pt) -> i64 {
    (value * UNITS).round() as i64
}

/// A content stream in the making.
#[derive(Default)]
pub(super) struct Operators(Vec<u8>);

impl Operators {
    pub fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// An operator, its numbers before it, in thousandths.
    pub fn op(&mut self, numbers: &[i64], operator: &str) {
        for number in numbers {
            self.number(*number);
            self.0.push(b' ');
        }
        self.say(operator);
    }

    /// An operator, what it needs having been written, or nothing being needed.
    pub fn say(&mut self, operator: &str) {
        self.put(operator);
        self.0.push(b'\n');
    }

    /// Part of what an operator needs, as it stands.
    pub fn put(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A number of thousandths, without zeros at its end.
    pub fn number(&mut self, milli: i64) {
        if milli < 0 {
            self.0.push(b'-');
        }
        let magnitude = milli.unsigned_abs();
        self.integer(magnitude / 1000);
        let mut rest = magnitude % 1000;
        if rest > 0 {
            self.0.push(b'.');
        }
        let mut unit = 100;
        while rest > 0 {
            self.digit(rest / unit);
            rest %= unit;
            unit /= 10;
        }
    }

    fn integer(&mut self, value: u64) {
        if value >= 10 {
            self.integer(value / 10);
        }
        self.digit(value % 10);
    }

    fn digit(&mut self, digit: u64) {
        self.0.push(b'0' + digit as u8);
    }

    /// Two bytes of a string that is written in hexadecimal digits.
    pub fn hex(&mut self, value: u16) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        for shift in [12, 8, 4, 0] {
            let digit = DIGITS.get(usize::from(value >> shift & 15));
            self.0.extend(digit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_decimals_that_they_need() {
        let written = |value: f64| {
            let mut out = Operators::default();
            out.number(milli(value));
            String::from_utf8(out.into_bytes()).unwrap()
        };
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.0004, "0"),
            (0.001, "0.001"),
            (-0.05, "-0.05"),
            (10.0, "10"),
            (841.8897, "841.89"),
            (-120.5, "-120.5"),
            (1_234_567.008, "1234567.008"),
        ] {
            assert_eq!(written(value), text);
        }
    }
}
