//! Pictures: what a file of pixels is, and how it stands in a document.

use super::{MM, ParagraphFormat, Pt, StyleId};
use std::{fmt, sync::Arc};

/// A picture file that was proved to be whole, shared by all that show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// How messages name it.
    pub name: String,
    /// The file, byte for byte: what a DOCX holds.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Pixels to the inch, across and down; 96 where the file says nothing.
    pub dpi: (u32, u32),
    /// Whether its samples are grey, and not red, green and blue.
    pub grey: bool,
    /// What kind of file it is.
    pub coding: Coding,
}

/// What kind of file a picture is.
#[derive(Clone, PartialEq, Eq)]
pub enum Coding {
    /// A JPEG of 8 bits, grey or `YCbCr`; the file itself serves wherever it is printed.
    Jpeg,
    /// A PNG. Its samples are made ready once: 8 bits each, row by row, each row led by its filter
    /// type (PNG §9), all of it as one zlib stream (RFC 1950).
    Png {
        /// Grey, or red, green and blue.
        color: Vec<u8>,
        /// How opaque each pixel is, when some are not.
        alpha: Option<Vec<u8>>,
    },
}

impl Coding {
    /// The part of its media type behind `image/`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png { .. } => "png",
        }
    }
}

impl Image {
    /// Its size on paper when nobody says otherwise.
    pub fn natural_size(&self) -> (Pt, Pt) {
        let length = |pixels: u32, dpi: u32| f64::from(pixels) * 72.0 / f64::from(dpi.max(1));
        (length(self.width, self.dpi.0), length(self.height, self.dpi.1))
    }

    /// Height to width, as it is to be printed.
    pub fn aspect(&self) -> f64 {
        let (width, height) = self.natural_size();
        height / width
    }
}

/// Without the bytes, which nobody can read.
impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.coding.kind().to_uppercase();
        let (name, width, height) = (&self.name, self.width, self.height);
        write!(f, "Image({name} {kind} {width}×{height})")
    }
}

/// A picture on a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub image: Arc<Image>,
    /// Its width on paper, no more than the type area's.
    pub width: Pt,
    /// Its height on paper, no more than the type area's.
    pub height: Pt,
    /// What it shows, for those who cannot see it; empty for mere decoration.
    pub alt: String,
    /// The named style of its line.
    pub style: StyleId,
    /// White, alignment and keeping together, as of a paragraph; the line is as high as the picture.
    pub format: Arc<ParagraphFormat>,
}

/// What the line of a picture is higher than the picture: Word and LibreOffice add the depth of the
/// line's own type, which the DOCX makes as small as can be (1 pt).
pub const FIGURE_DEPTH: Pt = 0.25;

/// The diameter of the seal of a township's government (国发〔1999〕25号 第十一条), and the room that is
/// left for one that is put on the paper.
pub const TOWNSHIP_SEAL: Pt = 42.0 * MM;

/// The picture of a seal over a name and a date (GB/T 9704-2012 §7.3.5.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Seal {
    /// Which of the signature's bodies it belongs to.
    pub body: usize,
    /// The picture.
    pub image: Arc<Image>,
    /// Its width on paper.
    pub width: Pt,
    /// Its height on paper.
    pub height: Pt,
    /// What it is, for those who cannot see it.
    pub alt: String,
}
