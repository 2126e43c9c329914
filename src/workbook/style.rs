//! How the cells of the workbook look.

use crate::sheets::{FACE, GREY, MUTED};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What is to be filled in.
const INPUT: Color = Color::RGB(0xFF_F9_DB);
/// What does not tie.
const WRONG: Color = Color::RGB(0xFF_C9_C9);
const WRONG_TEXT: Color = Color::RGB(0x9C_00_06);

/// The formats of a workbook.
pub(super) struct SheetStyle {
    /// The name of a sheet's matter.
    pub title: Format,
    /// Words that explain.
    pub note: Format,
    /// A label of the form, in the middle.
    pub head: Format,
    /// A label of the form, from the left.
    pub label: Format,
    /// A number to fill in.
    pub input: Format,
    /// A computed number.
    pub computed: Format,
    /// A text to fill in.
    pub text: Format,
    /// A day to fill in.
    pub day: Format,
    /// A number or a text nobody fills in.
    pub shown: Format,
    /// Laid over what does not tie.
    pub wrong: Format,
}

impl SheetStyle {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name(FACE).set_font_size(11).set_text_wrap();
        let bordered =
            plain.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let centred = bordered.clone().set_align(FormatAlign::Center);
        let text = bordered.clone().set_align(FormatAlign::Top).set_background_color(INPUT);
        let text = text.set_num_format("@").set_unlocked();
        let day = text.clone().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        Self {
            title: plain.clone().set_font_size(16).set_bold(),
            note: plain.set_font_color(MUTED).set_align(FormatAlign::Top),
            head: centred.clone(),
            label: bordered.clone(),
            input: centred.clone().set_background_color(INPUT).set_unlocked(),
            computed: centred.clone().set_background_color(GREY),
            text,
            day: day.set_align(FormatAlign::Left),
            shown: bordered,
            wrong: Format::new().set_background_color(WRONG).set_font_color(WRONG_TEXT),
        }
    }
}
