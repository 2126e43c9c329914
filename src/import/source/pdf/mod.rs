//! The pages of a PDF (ISO 32000-1) → what is printed where: `content` draws the pages, `font` and `cmap` say
//! which characters the codes of their texts are. The objects come through the bounds of
//! [`extract`](crate::extract).

mod cmap;
mod content;
mod draw;
mod font;
mod glyph_names;
mod matrix;
mod tree;

use super::{
    Reading, damaged,
    page::{self, Paper},
    refused, too_large,
};
use crate::{
    diagnostic::Result,
    extract::{Trouble, file::PdfFile},
};

/// Reads a PDF.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    match papers(bytes) {
        Ok(papers) => page::read(name, "PDF", papers),
        Err(Trouble::Encrypted) => {
            Err(refused(name, "加了密的 PDF", "请先用 PDF 阅读器去掉密码另存，或者打印成新的 PDF"))
        }
        Err(Trouble::Damaged(why)) => Err(damaged(name, why)),
        Err(Trouble::Nothing) => Err(damaged(name, "里面没有页")),
        Err(Trouble::TooLarge) => Err(too_large(name)),
    }
}

fn papers(bytes: &[u8]) -> std::result::Result<Vec<Paper>, Trouble> {
    let mut file = PdfFile::open(bytes)?;
    let leaves = tree::leaves(&mut file)?;
    let mut drawing = draw::PagePainting::new(&mut file)?;
    for leaf in &leaves {
        drawing.page(leaf)?;
    }
    Ok(drawing.papers)
}
