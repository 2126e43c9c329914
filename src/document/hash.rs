//! What tells documents apart: every field of every part. Lengths count by their bits, since two
//! documents that differ by a hair are two.

use super::{
    Figure, Image, PageNumber, PageStyle, ParagraphFormat, Row, Seal, Separator, Tab, Table,
    TextStyle,
};
use crate::digest::Digest;
use std::hash::{Hash, Hasher};

/// Lists a struct's fields, all of them, since a new one would not compile: first those that can be
/// hashed as they are, then lengths.
macro_rules! hash {
    ($type:ident { $($plain:ident),* ; $($length:ident),* }) => {
        impl Hash for $type {
            fn hash<H: Hasher>(&self, state: &mut H) {
                let Self { $($plain,)* $($length),* } = self;
                $($plain.hash(state);)*
                $($length.bits(state);)*
            }
        }
    };
}

hash!(TextStyle { family, latin, bold, underline, color; size, tracking });
hash!(ParagraphFormat {
    align, keep_next, keep_lines, balance;
    line_pitch, first, first_chars, left, right, before, after
});
hash!(PageStyle {
    lines, chars, number, mark, punctuation;
    width, height, top, bottom, left, right, line_pitch
});
hash!(PageNumber { text, before, after, place; below, inset });
hash!(Separator { style, color; before, after, width });
hash!(Figure { image, alt, style, format; width, height });
hash!(Seal { body, image, alt; width, height });
hash!(Table {
    caption, rows, header_rows, border_color, keep_together;
    columns, border, padding_x, padding_y
});
hash!(Tab { ends; at });
hash!(Row { cells; min_height });

/// By the sum of its file, however often it is shown; its samples come from the file.
impl Hash for Image {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { name, bytes, width, height, dpi, grey, coding: _ } = self;
        (name, Digest::of(bytes), width, height, dpi, grey).hash(state);
    }
}

/// Lengths, which have no [`Hash`].
trait Bits {
    fn bits<H: Hasher>(&self, state: &mut H);
}

impl Bits for f64 {
    fn bits<H: Hasher>(&self, state: &mut H) {
        self.to_bits().hash(state);
    }
}

impl Bits for Option<f64> {
    fn bits<H: Hasher>(&self, state: &mut H) {
        self.map(f64::to_bits).hash(state);
    }
}

impl Bits for Vec<f64> {
    fn bits<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        for length in self {
            length.bits(state);
        }
    }
}
