//! Characters that do not print, or print something else than is written.

use super::case::Case;

pub fn cases() -> Vec<Case> {
    let text = |given: &str, value: &str| {
        Case::new("Characters", given).and(&format!("前言: \"我乡{value}公开\""))
    };
    let raw = |given: &str, value: &str| {
        Case::new("Characters", given).and(&format!("前言: 我乡{value}公开"))
    };
    vec![
        raw("a control character", "\u{7}"),
        text("an escaped control character", "\\a"),
        text("an escaped NUL", "\\0"),
        raw("a character of the private use area", "\u{e123}"),
        raw("an override from right to left", "\u{202e}"),
        raw("a mark from right to left", "\u{200f}"),
        raw("a space of no width", "\u{200b}"),
        raw("a joiner of no width", "\u{200d}"),
        raw("a byte-order mark inside", "\u{feff}"),
        raw("a variation selector", "葛\u{fe00}"),
        raw("a separator of lines", "\u{2028}"),
        raw("U+FFFE", "\u{fffe}"),
        text("half of a surrogate pair, escaped", "\\ud842"),
        raw("𬍛, beyond the first plane and in 通用规范汉字表", "𬍛"),
        raw("𠮷, beyond the first plane and in no list", "𠮷"),
        raw("a hanzi of plane 3", "\u{30edd}"),
        raw("a character that is not assigned", "\u{378}"),
        raw("the replacement character", "\u{fffd}"),
        raw("an emoji", "😀"),
        raw("a family of emojis", "👨\u{200d}👩\u{200d}👧"),
        raw("an accent of its own", "e\u{301}"),
        raw("Arabic", "سلام"),
        raw("Tibetan", "བོད"),
        text("markup of Word", "<w:p/>&amp;]]>"),
        text("an expression", "{{ 没有这个数 }}"),
        text("an expression that never ends", "{{ 没有"),
        text("a statement of the template language", "{% for x in range(9) %}{% endfor %}"),
        text("markup of the template", "<table><tr></table>"),
    ]
}
