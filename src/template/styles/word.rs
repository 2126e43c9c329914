//! A word of `styles.yaml` and where it stands.

use crate::{
    diagnostic::{Code, Diagnostic, Location, Source},
    text, yaml,
};
use std::{ops::Range, sync::Arc};

/// A key or a value as typed.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Word {
    /// The word.
    pub text: String,
    /// Its place.
    pub at: Location,
}

/// A key and its value.
pub(super) type Entry = (Word, Word);

impl Word {
    pub(super) fn new(source: &Arc<Source>, text: &str, range: Range<usize>) -> Self {
        let at = Location { source: Arc::clone(source), range };
        Self { text: text.trim().to_owned(), at }
    }

    /// A finding at this word.
    pub(in super::super) fn error(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(&self.at.source, self.at.range.clone(), "")
    }

    /// A finding about this word as a value.
    pub(in super::super) fn wrong(&self, what: &str, help: impl Into<String>) -> Diagnostic {
        let message = format!("“{}”不是{what}", self.text);
        self.error(Code::StyleValue, message).help(help)
    }

    /// The finding for this word as a key that is none of the known ones.
    pub(super) fn unknown<'a>(
        &self,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Diagnostic {
        let help = text::suggestion(&self.text, known);
        yaml::unknown_key(&self.at.source, &self.text, &self.at.range, help)
    }
}
