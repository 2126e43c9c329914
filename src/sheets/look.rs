//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The font of Chinese forms, in every office.
pub(crate) const FACE: &str = "宋体";
/// Behind heads, and behind what is computed in a form.
pub(crate) const GREY: Color = Color::RGB(0xE9_EC_EF);
/// Of what is computed.
const TOTAL_GROUND: Color = Color::RGB(0xF4_F5_F7);
/// Words that explain.
pub(crate) const MUTED: Color = Color::RGB(0x5F_67_70);
const BAD: Color = Color::RGB(0xB3_00_0C);
const BAD_GROUND: Color = Color::RGB(0xFD_EC_EC);

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SheetLook {
    /// The name of a sheet's matter.
    Title,
    /// Words that explain.
    Note,
    /// The head of a column.
    Head,
    /// What a row is about, in the middle.
    Label,
    /// The name of a unit.
    Name,
    /// A sentence.
    Text,
    /// A word or a number in the middle.
    Number,
    /// 万元: never less than two decimals.
    Amount,
    /// 合计.
    TotalName,
    /// A sum.
    Total,
    /// A sum of 万元.
    TotalAmount,
    /// What must be seen.
    Bad,
}

impl SheetLook {
    pub(super) const ALL: [Self; 12] = [
        Self::Title,
        Self::Note,
        Self::Head,
        Self::Label,
        Self::Name,
        Self::Text,
        Self::Number,
        Self::Amount,
        Self::TotalName,
        Self::Total,
        Self::TotalAmount,
        Self::Bad,
    ];

    /// Its place among all.
    pub(super) fn place(self) -> usize {
        Self::ALL.into_iter().position(|look| look == self).unwrap_or_default()
    }

    pub(super) fn format(self) -> Format {
        let plain = Format::new().set_font_name(FACE).set_font_size(10).set_text_wrap();
        let plain = plain.set_align(FormatAlign::VerticalCenter);
        let bordered = plain.clone().set_border(FormatBorder::Thin);
        let centred = bordered.clone().set_align(FormatAlign::Center);
        let total = centred.clone().set_background_color(TOTAL_GROUND).set_bold();
        let amount = "0.00##";
        match self {
            Self::Title => plain.set_font_size(16).set_bold().set_align(FormatAlign::Center),
            Self::Note => plain.set_font_color(MUTED),
            Self::Head => centred.set_background_color(GREY),
            Self::Label | Self::Number => centred,
            Self::Name | Self::Text => bordered,
            Self::Amount => centred.set_num_format(amount),
            Self::TotalName | Self::Total => total,
            Self::TotalAmount => total.set_num_format(amount),
            Self::Bad => centred.set_font_color(BAD).set_background_color(BAD_GROUND),
        }
    }
}
