//! What the user is told: findings as values, many at once, rendered in one place.
//!
//! Every stage returns [`Diagnostics`] on refusal. A diagnostic points at a place in a [`Source`]
//! (the YAML, a template file, a style file) and carries its own handle to the text, so that it can
//! be shown long after the stage that made it is gone.

mod brief;
mod code;
mod excerpt;
mod findings;
mod human;
mod json;
mod place;

pub use self::{
    code::{Code, Kind},
    findings::Diagnostics,
    human::{human, human_within},
    json::json,
    place::Position,
};

use self::{brief::brief, place::Mark};
use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

/// A text that the user wrote, under the name by which the user knows it.
#[derive(Debug)]
pub struct Source {
    /// How messages name it: a path as the user gave it, or `内置模板/report.html`.
    pub name: String,
    /// The whole text, UTF-8, byte-order mark removed.
    pub text: String,
    /// Places whose line and column are known, looked up once: many findings ask for theirs.
    marks: OnceLock<Vec<Mark>>,
    /// What people call its stretches, in the order of the text: empty where lines have numbers.
    places: Vec<NamedPlace>,
    /// What it was read from, if nobody typed it.
    origin: Option<SourceOrigin>,
}

/// The file that a text was read from, which is where people look.
#[derive(Debug)]
struct SourceOrigin {
    source: Arc<Source>,
    /// Stretches of the text, and where they stand in the file.
    map: Vec<(Range<usize>, Range<usize>)>,
    /// Whether the file is one that people type, too: the text is it with some faults mended.
    is_mended: bool,
}

/// A stretch of a source that people find by its name, as in a word processor's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// The stretch.
    pub range: Range<usize>,
    /// `表二 第5行第3格`.
    pub name: String,
}

impl Source {
    /// A source behind a shared handle.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Self::with_places(name, text, Vec::new())
    }

    /// What was read of a file that is no text to its owner: the text, and what its stretches are
    /// called there, in their order.
    pub fn with_places(
        name: impl Into<String>,
        text: impl Into<String>,
        places: Vec<NamedPlace>,
    ) -> Arc<Self> {
        let (name, text) = (name.into(), text.into());
        Arc::new(Self { name, text, marks: OnceLock::new(), places, origin: None })
    }

    /// A text that was made of what was read of a file: findings about it are shown there. `map` holds
    /// stretches of the text, and where each stands in the file.
    pub fn read_from(
        source: &Arc<Self>,
        text: impl Into<String>,
        map: Vec<(Range<usize>, Range<usize>)>,
    ) -> Arc<Self> {
        Self::made_of(text, SourceOrigin { source: Arc::clone(source), map, is_mended: false })
    }

    /// A source with faults mended within its lines: findings about it are shown in the lines as they were typed.
    pub fn mended(source: &Arc<Self>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let (mut here, mut there) = (0, 0);
        let lines = text.split_inclusive('\n').zip(source.text.split_inclusive('\n'));
        let place = |(new, old): (&str, &str)| {
            let (from, before) = (here, there);
            (here, there) = (here + new.len(), there + old.len());
            (from..here, before..there)
        };
        let map = lines.map(place).collect();
        Self::made_of(text, SourceOrigin { source: Arc::clone(source), map, is_mended: true })
    }

    fn made_of(text: impl Into<String>, origin: SourceOrigin) -> Arc<Self> {
        Arc::new(Self {
            name: origin.source.name.clone(),
            text: text.into(),
            marks: OnceLock::new(),
            places: Vec::new(),
            origin: Some(origin),
        })
    }

    /// Whether it was read from a file that is no YAML.
    pub fn is_read(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| !origin.is_mended)
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

/// A place in a source: a byte range into [`Source::text`], on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Where the range points into.
    pub source: Arc<Source>,
    /// Byte range; empty for a point.
    pub range: Range<usize>,
}

impl Location {
    /// A range of a source.
    pub fn new(source: &Arc<Source>, range: &Range<usize>) -> Self {
        Self { source: Arc::clone(source), range: range.clone() }
    }
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
    /// What it is a case of.
    pub code: Code,
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
    /// The file that it was found in, where neither its places nor its words name that.
    pub input: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: brief(message.into()),
            primary: None,
            related: Vec::new(),
            help: None,
            input: None,
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Points at the place that is wrong, where one is known.
    #[must_use]
    pub fn at(
        mut self,
        source: &Arc<Source>,
        range: impl Into<Option<Range<usize>>>,
        text: impl Into<String>,
    ) -> Self {
        if let Some(range) = range.into() {
            let at = Location { source: Arc::clone(source), range };
            self.primary = Some(Label { at, text: brief(text.into()) });
        }
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
        self.related.push(Label { at, text: brief(text.into()) });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(brief(help.into()));
        self
    }
}

/// What mends a YAML, and what is done instead where a report is in another file.
const FIX: &str = "可以用 nianbao check --fix 自动改";
const IN_FILE: &str = "请在原来的文件里改，或者先用 nianbao import 读成 YAML 再自动改";

impl Diagnostic {
    /// The same finding with its places where people find them: in the file that a text was read from.
    /// Of a place that is not known there the file alone is named.
    fn seen(&self) -> Self {
        let seen = |label: &Label| Some(Label { at: label.at.seen()?, text: label.text.clone() });
        let mut finding = self.clone();
        finding.primary = self.primary.as_ref().and_then(|label| {
            seen(label).or_else(|| {
                let at = label.at.whole_file()?;
                Some(Label { at, text: String::new() })
            })
        });
        finding.related = self.related.iter().filter_map(seen).collect();
        let is_read = self.primary.as_ref().is_some_and(|label| label.at.source.is_read());
        if let Some(help) = self.help.as_ref().filter(|help| is_read && help.contains(FIX)) {
            finding.help = Some(format!("{}（--fix 只改 YAML）", help.replace(FIX, IN_FILE)));
        }
        finding
    }

    /// An error that the program's maintainers have to mend; `message` is for them.
    pub(crate) fn defect(message: impl Into<String>) -> Self {
        Self::error(Code::Defect, message).help(Code::Defect.mend())
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, d) in self.iter().enumerate() {
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
