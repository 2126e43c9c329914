//! What the user is told: findings as values, many at once, rendered in one place.
//!
//! Every stage returns [`Diagnostics`] on refusal. A diagnostic points at a place in a [`Source`]
//! (the YAML, a template file, a style file) and carries its own handle to the text, so that it can
//! be shown long after the stage that made it is gone.

mod human;
mod json;
mod place;

pub use self::{human::human, json::json, place::Position};

use std::{ops::Range, sync::Arc};

/// A text that the user wrote, under the name by which the user knows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// How messages name it: a path as the user gave it, or `内置模板/report.html`.
    pub name: String,
    /// The whole text, UTF-8, byte-order mark removed.
    pub text: String,
}

impl Source {
    /// A source behind a shared handle.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }
}

/// A place in a source: a byte range into [`Source::text`], on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Where the range points into.
    pub source: Arc<Source>,
    /// Byte range; empty for a point.
    pub range: Range<usize>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; output is written all the same.
    Warning,
    /// The output would be wrong or cannot be made.
    Error,
}

/// A place together with what is to be said about it (may be empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub at: Location,
    /// A few words set beside the underlined text.
    pub text: String,
}

/// One finding, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code such as `NB001`; `NB0xx` input, `NB1xx` checks, `NB2xx` templates and styles,
    /// `NB3xx` fonts and pages, `NB4xx` files.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, one sentence of Chinese without a full stop.
    pub message: String,
    /// Where it is wrong.
    pub primary: Option<Label>,
    /// Places that explain it.
    pub related: Vec<Label>,
    /// What to do, one sentence.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Points at the place that is wrong.
    #[must_use]
    pub fn at(
        mut self,
        source: &Arc<Source>,
        range: Range<usize>,
        text: impl Into<String>,
    ) -> Self {
        let at = Location { source: Arc::clone(source), range };
        self.primary = Some(Label { at, text: text.into() });
        self
    }

    /// Adds a place that explains the finding.
    #[must_use]
    pub fn related(
        mut self,
        source: &Arc<Source>,
        range: Range<usize>,
        text: impl Into<String>,
    ) -> Self {
        let at = Location { source: Arc::clone(source), range };
        self.related.push(Label { at, text: text.into() });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

/// All findings of one stage, in the order of the text they point at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }
}

impl Diagnostics {
    /// The same findings, the warnings among them as errors.
    #[must_use]
    pub fn denied(self) -> Self {
        let as_error = |finding| Diagnostic { severity: Severity::Error, ..finding };
        Self(self.0.into_iter().map(as_error).collect())
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, d) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            write!(f, "[{}] {}", d.code, d.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// The result of a stage.
pub type Result<T> = std::result::Result<T, Diagnostics>;
