//! Opening a face.

use super::header::Flaw;
use ttf_parser::{Face, FaceParsingError, RawFace, RawFaceTables, Tag};

/// Opens a face with the tables that are read of it. A variable one stands where its maker drew it, so what
/// would move its points (`gvar`, whose work grows with the square of them) is not taken in.
pub(crate) fn open(data: &[u8], index: u32) -> Result<Face<'_>, Flaw> {
    let raw = RawFace::parse(data, index).map_err(|_| Flaw::NotAFont)?;
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag));
    let tables = RawFaceTables {
        head: table(b"head").unwrap_or_default(),
        hhea: table(b"hhea").unwrap_or_default(),
        maxp: table(b"maxp").unwrap_or_default(),
        hmtx: table(b"hmtx"),
        cmap: table(b"cmap"),
        glyf: table(b"glyf"),
        loca: table(b"loca"),
        cff: table(b"CFF "),
        os2: table(b"OS/2"),
        post: table(b"post"),
        ..RawFaceTables::default()
    };
    Face::from_raw_tables(tables).map_err(|reason| match reason {
        FaceParsingError::NoHeadTable => Flaw::Damaged("head"),
        FaceParsingError::NoHheaTable => Flaw::Damaged("hhea"),
        FaceParsingError::NoMaxpTable => Flaw::Damaged("maxp"),
        _ => Flaw::NotAFont,
    })
}
