//! Fonts, styles of cells and notes of an xls ([MS-XLS] §2.4.122, §2.4.353, §2.4.179).

use super::super::{
    cfb::{long, word},
    colour::Colour,
    dress::CellLook,
    sheet::{MERGES, NOTE},
};
use std::collections::{HashMap, HashSet};

/// The colours that a workbook names by numbers (§2.4.188).
pub(super) fn palette(content: &[u8]) -> Vec<Colour> {
    let (all, _) = content.get(2..).unwrap_or_default().as_chunks::<4>();
    all.iter().map(|[red, green, blue, _]| Colour([*red, *green, *blue])).collect()
}

/// The look of a font.
pub(super) fn font(content: &[u8], palette: &[Colour]) -> CellLook {
    let flags = word(content, 2).unwrap_or(0);
    CellLook {
        is_struck: flags & 8 != 0,
        is_raised: word(content, 8).is_some_and(|at| at != 0),
        is_hidden: false,
        colour: word(content, 4).and_then(|colour| Colour::numbered(colour.into(), palette)),
        ground: None,
    }
}

/// A font by its number; there is none of number 4.
pub(super) fn font_of(fonts: &[CellLook], number: u16) -> CellLook {
    let index = usize::from(if number > 4 { number - 1 } else { number });
    fonts.get(index).copied().unwrap_or_default()
}

/// The look of a cell by its style, whose ground may have a colour.
pub(super) fn cell(fonts: &[CellLook], palette: &[Colour], content: &[u8]) -> CellLook {
    let pattern = long(content, 14).unwrap_or(0) >> 26;
    let number = u32::from(word(content, 18).unwrap_or(0) & 0x7F);
    let ground = match pattern {
        0 => None,
        1 => Colour::numbered(number, palette).or(Some(Colour::UNKNOWN)),
        _ => Some(Colour::UNKNOWN),
    };
    CellLook { ground, ..font_of(fonts, word(content, 0).unwrap_or(0)) }
}

/// What the records of a sheet say of its notes: a shape, its text, and whose it is.
#[derive(Default)]
pub(super) struct XlsNotes {
    shape: Option<u16>,
    /// Shape → text.
    texts: Vec<(u16, String)>,
    is_text: bool,
    /// Cell, and the shape with its text.
    notes: Vec<((u32, u32), u16)>,
}

impl XlsNotes {
    /// A record.
    pub fn take(&mut self, kind: u16, content: &[u8]) {
        let is_text = self.is_text;
        self.is_text = kind == 0x1B6;
        match kind {
            // A shape, which says first what it is, and then its number.
            0x5D if word(content, 0) == Some(0x15) => self.shape = word(content, 6),
            // The text of a shape stands in the record behind this.
            0x3C if is_text => {
                let is_wide = content.first().is_some_and(|flags| flags & 1 == 1);
                let text = super::decoded(content.get(1..).unwrap_or_default(), is_wide);
                if let Some(shape) = self.shape.take() {
                    let shown: String = text.trim().chars().take(NOTE).collect();
                    self.texts.push((shape, shown));
                }
            }
            0x1C => {
                let at = |at| word(content, at).map(u32::from);
                if let (Some(row), Some(column), Some(shape)) = (at(0), at(2), word(content, 6))
                    && self.notes.len() <= MERGES
                {
                    self.notes.push(((row, column), shape));
                }
            }
            _ => {}
        }
    }

    /// Each note with its cell; a text that lies on the sheet has none.
    pub fn all(&self) -> Vec<(Option<(u32, u32)>, String)> {
        // The first text of a shape counts.
        let texts: HashMap<u16, &str> =
            self.texts.iter().rev().map(|(shape, text)| (*shape, text.as_str())).collect();
        let text = |shape: u16| texts.get(&shape).copied().unwrap_or_default();
        let mut all: Vec<_> = self
            .notes
            .iter()
            .map(|(at, shape)| (Some(*at), format!("批注“{}”", text(*shape))))
            .collect();
        let noted: HashSet<u16> = self.notes.iter().map(|(_, shape)| *shape).collect();
        let is_note = |shape: u16| noted.contains(&shape);
        let lying = self.texts.iter().filter(|(shape, text)| !is_note(*shape) && !text.is_empty());
        all.extend(lying.map(|(_, text)| (None, format!("文本框“{text}”"))));
        all
    }
}
