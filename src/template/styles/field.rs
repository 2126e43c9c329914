//! A word of `styles.yaml` and where it stands.

use super::super::codes;
use crate::diagnostic::{Diagnostic, Location, Source};
use std::sync::Arc;

/// A key or a value as typed.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Field {
    /// The word.
    pub text: String,
    /// Its place.
    pub at: Location,
}

impl Field {
    /// A word found at `span` of the file.
    pub(super) fn new(source: &Arc<Source>, spanned: &serde_saphyr::Spanned<String>) -> Self {
        let range = super::load::range(source, spanned.referenced);
        let source = Arc::clone(source);
        Self { text: spanned.value.trim().to_owned(), at: Location { source, range } }
    }

    /// A finding at this word.
    pub(in super::super) fn error(
        &self,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(&self.at.source, self.at.range.clone(), "")
    }

    /// A finding about this word as a value.
    pub(in super::super) fn wrong(&self, what: &str, help: impl Into<String>) -> Diagnostic {
        let message = format!("“{}”不是{what}", self.text);
        self.error(codes::STYLE_VALUE, message).help(help)
    }
}

/// A key and its value.
pub(super) type Entry = (Field, Field);
