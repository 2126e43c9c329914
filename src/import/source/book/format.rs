//! A number of a workbook → what its cell shows: workbooks keep days and shares as numbers, and digits that
//! are no number's (98.40) in the format.

use super::{super::SourceCellKind, sheet::BookCell};
use crate::date::Date;

/// How a cell shows its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    kind: FormatKind,
    constant: ShownAs,
    /// Whether it shows no sign before a number below 0.
    is_signless: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum FormatKind {
    /// As it is.
    #[default]
    Plain,
    /// With so many digits behind the point.
    Fixed(usize),
    /// `1.20E+03`, with so many digits behind the point.
    Scientific(usize),
    /// As a share of a hundred.
    Percent,
    /// As a day.
    Date,
    /// As another number: in thousands, with a point that is none, with a unit behind it.
    Altered,
}

/// Which numbers are shown as one that is written in the format itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ShownAs {
    #[default]
    None,
    /// 0 alone, or those below it.
    Zero,
    Negative,
    /// Some, by what a condition says.
    Any,
}

/// What is told of a number that is shown as another.
pub(super) const ALTERED: &str = "单元格格式，显示出来的和存的不是一个数";
/// Units that make it another number.
pub(super) const UNITS: [char; 6] = ['元', '万', '千', '百', '亿', '角'];

/// Digits behind the point that are shown at most.
const DIGITS: usize = 12;

impl NumberFormat {
    /// One that every program knows by its number (ECMA-376 Part 1 §18.8.30); the Chinese ones too.
    pub fn built_in(id: u32) -> Self {
        let kind = match id {
            1 | 3 | 5 | 6 | 37 | 38 | 41 | 42 => FormatKind::Fixed(0),
            2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => FormatKind::Fixed(2),
            9 | 10 => FormatKind::Percent,
            11 => FormatKind::Scientific(2),
            48 => FormatKind::Scientific(1),
            14..=22 | 27..=36 | 45..=47 | 50..=58 => FormatKind::Date,
            _ => FormatKind::Plain,
        };
        Self { kind, ..Self::default() }
    }

    /// One that is written out: `0.00`, `yyyy"年"m"月"`, each section for other numbers.
    pub fn parse(code: &str) -> Self {
        let sections: Vec<FormatSection> = FormatSection::all(code);
        let Some(first) = sections.first() else { return Self::default() };
        let by_condition = sections.iter().any(|section| section.condition.is_some());
        let constant = sections.iter().position(FormatSection::is_constant);
        let constant = constant.map_or(ShownAs::None, |at| {
            let condition = sections.get(at).and_then(|section| section.condition.as_deref());
            match (condition, at) {
                (Some("=0"), _) | (None, 2) => ShownAs::Zero,
                (Some("<0"), _) => ShownAs::Negative,
                (None, 1) if !by_condition => ShownAs::Negative,
                _ => ShownAs::Any,
            }
        });
        let below = sections.get(1).filter(|_| !by_condition);
        let is_signless = below.is_some_and(|section| !section.has_sign() && section.has_number());
        Self { kind: kind(code, &first.bare), constant, is_signless }
    }

    /// Whether a format that is written out shows nothing of a number: `;;;`.
    pub fn hides(code: &str) -> bool {
        code.contains(";;") && code.trim().trim_matches(';').is_empty()
    }

    /// The cell of a number.
    pub fn cell(self, number: f64, is_from_1904: bool) -> BookCell {
        let is_date = self.kind == FormatKind::Date;
        let text = match self.kind {
            FormatKind::Fixed(digits) => padded(plain(number), digits),
            FormatKind::Percent => format!("{}%", plain(number * 100.0)),
            FormatKind::Date => day(number, is_from_1904).unwrap_or_else(|| plain(number)),
            _ => plain(number),
        };
        let remark = self.shows_other(number).then(|| ALTERED.to_owned());
        let kind = if is_date { SourceCellKind::Date } else { SourceCellKind::Plain };
        BookCell { text, kind, remark, ..BookCell::default() }
    }

    /// Whether what it shows is another number.
    fn shows_other(self, number: f64) -> bool {
        let shown = |text: String| text.parse::<f64>().is_ok_and(|shown| differs(shown, number));
        let is_constant = match self.constant {
            ShownAs::None => false,
            ShownAs::Zero => number == 0.0,
            ShownAs::Negative => number < 0.0,
            ShownAs::Any => true,
        };
        match self.kind {
            _ if is_constant || (self.is_signless && number < 0.0) => true,
            // Nothing of 0 is another number.
            FormatKind::Altered => number != 0.0,
            FormatKind::Fixed(digits) => shown(format!("{number:.digits$}")),
            FormatKind::Scientific(digits) => shown(format!("{number:.digits$e}")),
            FormatKind::Plain | FormatKind::Percent | FormatKind::Date => false,
        }
    }
}

/// Whether two numbers differ by more than what computing with them leaves behind.
fn differs(shown: f64, number: f64) -> bool {
    (shown - number).abs() > 1e-6 * number.abs().max(1.0)
}

/// What the first section of a format makes of a number; `bare` is its marks alone.
fn kind(code: &str, bare: &str) -> FormatKind {
    if bare.contains("general") || bare.contains('@') || bare.is_empty() {
        return FormatKind::Plain;
    }
    if bare.contains('%') {
        return FormatKind::Percent;
    }
    if bare.contains("e+") || bare.contains("e-") {
        return FormatKind::Scientific(digits_behind(bare));
    }
    if bare.contains(['y', 'm', 'd', 'h', 's']) {
        return FormatKind::Date;
    }
    if alters(code) {
        return FormatKind::Altered;
    }
    // A fraction shows what is behind the point.
    if bare.contains('/') { FormatKind::Plain } else { FormatKind::Fixed(digits_behind(bare)) }
}

fn digits_behind(bare: &str) -> usize {
    let fraction = bare.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count().min(DIGITS)
}

/// One of the sections of a format, `0.00;[Red]-0.00;"-"`.
#[derive(Default)]
struct FormatSection {
    /// Its marks alone, in small letters.
    bare: String,
    /// The text that it shows as it is.
    literal: String,
    /// The numbers that it is for, where it says them, `>100`.
    condition: Option<String>,
}

impl FormatSection {
    fn all(code: &str) -> Vec<Self> {
        let mut sections = vec![Self::default()];
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            if c == ';' {
                sections.push(Self::default());
                continue;
            }
            let Some(section) = sections.last_mut() else { break };
            match c {
                '"' => section.literal.extend(chars.by_ref().take_while(|c| *c != '"')),
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    if inner.starts_with(['<', '>', '=']) {
                        section.condition = Some(inner);
                    }
                }
                '\\' | '!' => section.literal.extend(chars.next()),
                '_' | '*' => drop(chars.next()),
                c => section.bare.push(c.to_ascii_lowercase()),
            }
        }
        sections
    }

    fn has_number(&self) -> bool {
        self.bare.contains(['0', '#', '?']) || self.bare.contains("general")
    }

    fn has_sign(&self) -> bool {
        let is_sign =
            |c: char| matches!(c, '-' | '－' | '−' | '(' | '（' | '负' | '减' | '△' | '▲');
        self.bare.contains(is_sign) || self.literal.contains(is_sign)
    }

    /// Whether it shows digits of its own and none of the number: but 0 where it says nothing else.
    fn is_constant(&self) -> bool {
        let digits: String = self.literal.chars().filter(char::is_ascii_digit).collect();
        !self.has_number() && !digits.is_empty() && digits.bytes().any(|digit| digit != b'0')
    }
}

/// Whether a format shows another number than is kept: with marks among its digits, digits or units beside them, or
/// commas behind them, each of which makes thousands of it.
fn alters(code: &str) -> bool {
    let mut chars = code.chars().peekable();
    // What stands between the digits so far, and behind the last of them.
    let (mut has_digit, mut between, mut commas) = (false, String::new(), false);
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '0' | '#' | '?' => {
                if has_digit && !between.trim().is_empty() {
                    return true;
                }
                (has_digit, commas) = (true, false);
                between.clear();
            }
            ',' => commas |= has_digit,
            '"' => between.extend(chars.by_ref().take_while(|c| *c != '"')),
            '!' | '\\' => between.extend(chars.next()),
            '_' | '*' => drop(chars.next()),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '.' if commas => return true,
            '.' | '+' | '(' | ')' | ' ' | '$' | '¥' => {}
            // 1/3 and 1E+3 are the number.
            '/' | 'e' | 'E' => return commas,
            c => between.push(c),
        }
        if between.contains(UNITS) || between.contains(|c: char| c.is_ascii_digit() || c == '-') {
            return true;
        }
    }
    commas
}

/// To fifteen digits, which is what workbooks show at most: 0.1+0.2 is 0.3.
fn plain(number: f64) -> String {
    if !number.is_finite() {
        return "?".to_owned();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

fn padded(mut text: String, digits: usize) -> String {
    let has = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if has < digits && !text.contains(['e', '?']) {
        text.push_str(if has == 0 { "." } else { "" });
        text.extend(std::iter::repeat_n('0', digits - has));
    }
    text
}

/// The day of a number: days since 1899-12-31, with a 29 February 1900 that there was not.
fn day(number: f64, is_from_1904: bool) -> Option<String> {
    /// 1970-01-01.
    const EPOCH: i64 = 25_569;
    if !(1.0..3_000_000.0).contains(&number) {
        return None;
    }
    let days = number as i64;
    let days = match (is_from_1904, days) {
        (true, days) => days + 1462,
        (false, 1..60) => days + 1,
        (false, days) => days,
    };
    Some(Date::after_epoch(days - EPOCH)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_its_cell_shows() {
        for (code, number, text) in [
            ("General", 3.0, "3"),
            ("0", -18.0, "-18"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 4_068.207_999_999_999_6, "4068.208"),
            ("0.00", 98.4, "98.40"),
            ("#,##0.00_);[Red]-0.0", 3.0, "3.00"),
            ("0.0", 7.14159, "7.14159"),
            ("0;0", -19.0, "-19"),
            ("General", 96171.6, "96171.6"),
            ("0%", 0.3, "30%"),
            ("yyyy\"年\"m\"月\"d\"日\"", 46042.0, "2026年1月20日"),
            ("m/d/yyyy", 3.0, "1900年1月3日"),
            ("0\"md\"", 3.0, "3"),
            ("@", -0.0, "0"),
            ("0.00", f64::NAN, "?"),
        ] {
            let cell = NumberFormat::parse(code).cell(number, false);
            assert_eq!(cell.text, text, "{code} {number}");
            assert_eq!(cell.kind == SourceCellKind::Date, text.contains('年'), "{code}");
        }
        for (code, is_other) in [
            ("0!.0000", true),
            ("0!.0,", true),
            ("0.00,", true),
            ("0\"元\"", true),
            ("0.00\"万元\"", true),
            ("0\\.00", true),
            ("0\"000\"", true),
            ("\"-\"0", true),
            ("#,##0", false),
            ("#,##0.00", false),
            ("0\"件\"", false),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", false),
            ("¥#,##0.00", false),
            ("0.00E+00", false),
            ("# ?/?", false),
        ] {
            let cell = NumberFormat::parse(code).cell(53.0, false);
            assert_eq!(cell.remark.is_some(), is_other, "{code}");
        }
        for (code, number, is_other) in [
            ("0;0", -19.0, true),
            ("0;0", 19.0, false),
            ("0;-0", -19.0, false),
            ("0_);(0)", -19.0, false),
            ("General;General", -19.0, true),
            ("[=0]\"9\";0", 0.0, true),
            ("[=0]\"9\";0", 7.0, false),
            ("[>100]\"99\";0", 7.0, true),
            ("0;-0;\"0\"", 0.0, false),
            ("0;-0;\"-\"", 0.0, false),
            ("[>=100]0;0", 19.0, false),
            ("0", 19.4, true),
            ("0", 19.000_000_000_1, false),
            ("0.0", 19.4, false),
            ("0.##", 19.4, false),
            ("#,##0", 1203.5, true),
            ("0.00E+00", 1203.0, true),
            ("0.00E+00", 1200.0, false),
            ("0.0E+00", 1203.0, true),
            ("0E+00", 19.0, true),
        ] {
            let cell = NumberFormat::parse(code).cell(number, false);
            assert_eq!(cell.remark.is_some(), is_other, "{code} {number}");
        }
        assert!(NumberFormat::built_in(1).cell(19.4, false).remark.is_some());
        assert_eq!(NumberFormat::built_in(14).cell(44580.0, true).text, "2026年1月20日");
    }
}
