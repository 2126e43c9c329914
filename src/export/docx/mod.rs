//! The DOCX an office can edit.

use crate::{diagnostic::Result, document::Document, layout::Facts};

/// Writes the package.
///
/// # Errors
/// When the document cannot be expressed in WordprocessingML.
pub fn write(_document: &Document, _facts: &Facts) -> Result<Vec<u8>> {
    Ok(Vec::new())
}
