//! Tables from codes to characters or to glyphs, as files carry them (ISO 32000-1 §9.7.5, §9.10.3; Adobe
//! Technical Note #5014).

use crate::extract::syntax::{ContentItem, Lexer, Object};
use std::collections::{BTreeMap, HashMap};

/// No table of a font has more entries.
const ENTRIES: usize = 70_000;
/// A code stands for no longer text.
const TEXT: usize = 64;

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct CodeMap {
    /// Code → text.
    texts: HashMap<u32, String>,
    /// First code → last code, and the glyph of the first.
    glyphs: BTreeMap<u32, (u32, u32)>,
    /// Length of the codes, and the first and the last of a range of them.
    spaces: Vec<(usize, u32, u32)>,
}

impl CodeMap {
    /// The table of a stream; what in it is no table is passed over.
    pub fn of(stream: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(stream, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(item) = lexer.content_item() {
            match item {
                Ok(ContentItem::Operand(operand)) => {
                    // A section has a hundred lines at most; some writers put all into one.
                    if operands.len() < 3 * ENTRIES {
                        operands.push(operand);
                    }
                }
                Ok(ContentItem::Operator(word)) => {
                    map.section(word, &operands);
                    operands.clear();
                }
                Err(_) => lexer.at += 1,
            }
            if map.texts.len() + map.glyphs.len() > ENTRIES {
                break;
            }
        }
        map
    }

    fn section(&mut self, word: &[u8], operands: &[Object]) {
        match word {
            b"endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(first), Object::String(last)] = pair
                        && let (Some(low), Some(high)) = (code(first), code(last))
                        && first.len() == last.len()
                    {
                        self.spaces.push((first.len(), low, high));
                    }
                }
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(from), Object::String(text)] = pair
                        && let Some(code) = code(from)
                    {
                        self.texts.insert(code, utf16(text));
                    }
                }
            }
            b"endbfrange" => operands.chunks_exact(3).for_each(|range| self.text_range(range)),
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let ([Object::String(from), _], Some(glyph)) = (pair, number(pair.get(1))) {
                        self.glyphs.extend(code(from).map(|code| (code, (code, glyph))));
                    }
                }
            }
            b"endcidrange" => {
                for range in operands.chunks_exact(3) {
                    if let ([Object::String(first), Object::String(last), _], Some(glyph)) =
                        (range, number(range.get(2)))
                        && let (Some(first), Some(last)) = (code(first), code(last))
                    {
                        self.glyphs.insert(first, (last, glyph));
                    }
                }
            }
            _ => {}
        }
    }

    fn text_range(&mut self, range: &[Object]) {
        let [Object::String(first), Object::String(last), to] = range else { return };
        let (Some(first), Some(last)) = (code(first), code(last)) else { return };
        let room = ENTRIES.saturating_sub(self.texts.len());
        match to {
            Object::String(text) => {
                let mut text = text.clone();
                for code in (first..=last).take(room.min(1 << 16)) {
                    self.texts.insert(code, utf16(&text));
                    // The last byte counts up; beyond it, the one before.
                    for byte in text.iter_mut().rev() {
                        *byte = byte.wrapping_add(1);
                        if *byte != 0 {
                            break;
                        }
                    }
                }
            }
            Object::Array(texts) => {
                for (code, text) in (first..=last).zip(texts).take(room) {
                    if let Object::String(text) = text {
                        self.texts.insert(code, utf16(text));
                    }
                }
            }
            _ => {}
        }
    }

    /// What a code stands for.
    pub fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    /// The glyph of a code.
    pub fn glyph(&self, code: u32) -> Option<u32> {
        let (first, (last, glyph)) = self.glyphs.range(..=code).next_back()?;
        (code <= *last).then(|| glyph.saturating_add(code - first))
    }

    /// How many bytes the code has that a text begins with.
    pub fn length(&self, text: &[u8]) -> Option<usize> {
        let is_in = |(length, low, high): &&(usize, u32, u32)| {
            text.get(..*length).and_then(code).is_some_and(|code| {
                // Each byte has its own range.
                (0..*length).all(|i| {
                    let byte = |number: u32| number >> (8 * i) & 0xFF;
                    (byte(*low)..=byte(*high)).contains(&byte(code))
                })
            })
        };
        self.spaces.iter().find(is_in).map(|(length, ..)| *length)
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.glyphs.is_empty()
    }
}

/// A code of up to four bytes.
fn code(bytes: &[u8]) -> Option<u32> {
    let is_code = (1..=4).contains(&bytes.len());
    is_code.then(|| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
}

fn number(object: Option<&Object>) -> Option<u32> {
    object?.index().and_then(|number| u32::try_from(number).ok())
}

/// A text in UTF-16, the higher byte first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).take(TEXT).map(|pair| match pair {
        [high, low] => u16::from(*high) << 8 | u16::from(*low),
        [one] => u16::from(*one),
        _ => 0,
    });
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_char_by_char_and_range_by_range() {
        let map = CodeMap::of(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <4E00> \
              <0004> <D842DFB7> endbfchar 2 beginbfrange <0010> <0012> <0030> <0020> <0021> \
              [<4E8C> <4E09>] endbfrange 1 begincidrange <0100> <01FF> 7 endcidrange",
        );
        assert_eq!((map.text(3), map.text(4)), (Some("一"), Some("𠮷")));
        assert_eq!((map.text(0x12), map.text(0x21), map.text(0x22)), (Some("2"), Some("三"), None));
        assert_eq!((map.glyph(0x101), map.glyph(0x200)), (Some(8), None));
        assert_eq!((map.length(&[1, 2, 3]), map.length(&[1])), (Some(2), None));
    }

    #[test]
    fn a_table_that_has_no_end_is_cut() {
        let map = CodeMap::of(b"beginbfrange <00000000> <FFFFFFFF> <0030> endbfrange");
        assert!(map.texts.len() <= ENTRIES);
    }
}
