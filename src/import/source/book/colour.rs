//! Colours of text and of what is behind it, as far as they tell whether anybody sees the text.

/// A colour by its parts: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::source) struct Colour(pub [u8; 3]);

/// The colours that older workbooks name by a number from 8 on ([MS-XLS] §2.5.161); 0 to 7 are the first eight.
const PALETTE: [u32; 56] = [
    0x00_00_00, 0xFF_FF_FF, 0xFF_00_00, 0x00_FF_00, 0x00_00_FF, 0xFF_FF_00, 0xFF_00_FF, 0x00_FF_FF,
    0x80_00_00, 0x00_80_00, 0x00_00_80, 0x80_80_00, 0x80_00_80, 0x00_80_80, 0xC0_C0_C0, 0x80_80_80,
    0x99_99_FF, 0x99_33_66, 0xFF_FF_CC, 0xCC_FF_FF, 0x66_00_66, 0xFF_80_80, 0x00_66_CC, 0xCC_CC_FF,
    0x00_00_80, 0xFF_00_FF, 0xFF_FF_00, 0x00_FF_FF, 0x80_00_80, 0x80_00_00, 0x00_80_80, 0x00_00_FF,
    0x00_CC_FF, 0xCC_FF_FF, 0xCC_FF_CC, 0xFF_FF_99, 0x99_CC_FF, 0xFF_99_CC, 0xCC_99_FF, 0xFF_CC_99,
    0x33_66_FF, 0x33_CC_CC, 0x99_CC_00, 0xFF_CC_00, 0xFF_99_00, 0xFF_66_00, 0x66_66_99, 0x96_96_96,
    0x00_33_66, 0x33_99_66, 0x00_33_00, 0x33_33_00, 0x99_33_00, 0x99_33_66, 0x33_33_99, 0x33_33_33,
];
/// Nobody sees a text that stands out less than so: white on the yellow of a form does by 1.05, and grey that is
/// meant to be read, `#BFBFBF` on white, by 1.8.
const LEAST: f64 = 1.3;

impl Colour {
    pub const WHITE: Self = Self([255; 3]);
    pub const BLACK: Self = Self([0; 3]);
    /// What a colour that is not known counts as: both black and white are seen on it.
    pub const UNKNOWN: Self = Self([128; 3]);

    /// `#FFF9DB`, `FFF9DB`, or `FFFFF9DB` with how opaque it is.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        let digits = digits.get(digits.len().checked_sub(6)?..)?;
        u32::from_str_radix(digits, 16).ok().map(Self::of)
    }

    fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self([red, green, blue])
    }

    /// By its number, in a palette that a workbook may have of its own; the colours of the window are none.
    pub fn numbered(number: u32, own: &[Self]) -> Option<Self> {
        let index = if number < 8 { number } else { number - 8 } as usize;
        own.get(index).copied().or_else(|| PALETTE.get(index).copied().map(Self::of))
    }

    /// Made lighter, or darker by less than nothing (ECMA-376 Part 1 §18.3.1.15), near enough.
    pub fn tinted(self, tint: f64) -> Self {
        Self(self.0.map(|part| {
            let part = f64::from(part);
            let end = if tint < 0.0 { 0.0 } else { 255.0 };
            (part + (end - part) * tint.abs().min(1.0)).round() as u8
        }))
    }

    /// How light it is, 0 to 1 (WCAG 2.2, relative luminance).
    fn light(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Whether a text of this colour is seen on that ground.
    pub fn is_seen_on(self, ground: Self) -> bool {
        let (text, ground) = (self.light(), ground.light());
        (text.max(ground) + 0.05) / (text.min(ground) + 0.05) >= LEAST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_seen_when_it_stands_out() {
        let of = |text| Colour::parse(text).unwrap();
        for (text, ground, is_seen) in [
            ("#FFFFFF", "#FFFFFF", false),
            ("FFFFFFFF", "FFFFF9DB", false),
            ("00FFFFFF", "E9ECEF", false),
            ("#FFF9DB", "#FFF9DB", false),
            ("#000000", "#000000", false),
            ("#FFFFFF", "#808080", true),
            ("#FFFFFF", "#000080", true),
            ("#BFBFBF", "#FFFFFF", true),
            ("#FF0000", "#FFF9DB", true),
            ("#000000", "#FFF9DB", true),
        ] {
            assert_eq!(of(text).is_seen_on(of(ground)), is_seen, "{text} on {ground}");
        }
        assert_eq!(Colour::parse("auto"), None);
        assert_eq!(Colour::numbered(9, &[]), Some(Colour::WHITE));
        assert_eq!(Colour::numbered(1, &[]), Some(Colour::WHITE));
        assert_eq!(Colour::numbered(64, &[]), None);
        assert_eq!(Colour::numbered(8, &[Colour::UNKNOWN]), Some(Colour::UNKNOWN));
        assert_eq!(Colour::WHITE.tinted(-1.0), Colour::BLACK);
        assert_eq!(Colour::BLACK.tinted(0.5), Colour([128; 3]));
    }
}
