//! The PDF to publish and keep.

use crate::{diagnostic::Result, document::Document, font::Fonts, layout::Pages};

/// Writes the file.
///
/// # Errors
/// When a face cannot be subset.
pub fn write(_document: &Document, _pages: &Pages, _fonts: &Fonts) -> Result<Vec<u8>> {
    Ok(Vec::new())
}
