//! Characters that have no glyph and that no file can hold.

/// The first character of a text that is a control character or that XML excludes (XML 1.0 §2.2), and
/// where it stands. Tabs and line ends are white space.
pub(super) fn first_forbidden(text: &str) -> Option<(usize, char)> {
    let is_forbidden = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    text.char_indices().find(|(_, c)| is_forbidden(*c))
}

/// The sentence for such a character in something.
pub(super) fn message(place: &str, c: char) -> String {
    format!("{place}里有看不见的控制字符 U+{:04X}", u32::from(c))
}

pub(super) const HELP: &str = "多半是从网页或旧文件里复制来的，请在原文里删去它";
