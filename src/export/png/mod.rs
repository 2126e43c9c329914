//! A picture of each page in pixels: previews, posts.
//!
//! `paint` turns the ink of a page into pixels, `picture` unpacks the pictures in it, `file` writes the
//! pixels down (PNG, ISO/IEC 15948), grey where nothing is coloured.

mod file;
mod paint;
mod picture;
#[cfg(test)]
mod tests;

use super::{Asks, Comment, Format, Options, Typeset, Write, shapes::Shapes};
use crate::{diagnostic::Result, digest::Collector};
use std::{hash::Hash as _, ops::RangeInclusive};

/// Dots to the inch that may be asked for: from a thumbnail to what printing plants take.
pub const DPI: RangeInclusive<u16> = 36..=600;

/// How fine a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Resolution(pub u16);

/// Two pixels to the point: a page as wide as the screen of a telephone shows it.
impl Default for Resolution {
    fn default() -> Self {
        Self(144)
    }
}

impl Format {
    /// Pictures of the pages in pixels.
    pub const PNG: &'static Self = &Self {
        extension: "png",
        shown: "PNG",
        media_type: "image/png",
        usual: false,
        whole: false,
        embeds: false,
        asks: Asks::Nothing,
        write: Write::Each(write),
        collect,
        comment: COMMENT,
    };
}

fn collect(options: &Options<'_>, from: &mut Collector) {
    options.resolution.hash(from);
}

const COMMENT: Comment = file::COMMENT;

/// Writes the pages of these indices.
fn write(set: &Typeset<'_>, wanted: &[usize]) -> Result<Vec<Vec<u8>>> {
    let shapes = Shapes::of(set.pages, set.fonts, "PNG")?;
    let mut painter = paint::Painter::new(&shapes, set.options.resolution);
    let pages = wanted.iter().filter_map(|&index| set.pages.pages.get(index));
    pages.map(|page| painter.page(page).map(|p| file::write(&p, set.options.resolution))).collect()
}
