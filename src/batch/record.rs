//! What became of a run: counted for people, listed as JSON for programs.

use super::{End, Outcome};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    text,
};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

/// How many units ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All.
    pub total: usize,
    /// With new files.
    pub written: usize,
    /// With the files that were there.
    pub unchanged: usize,
    /// With none.
    pub failed: usize,
    /// Not begun.
    pub skipped: usize,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, end: End) {
        self.total += 1;
        *match end {
            End::Written => &mut self.written,
            End::Unchanged => &mut self.unchanged,
            End::Failed => &mut self.failed,
            End::Skipped => &mut self.skipped,
        } += 1;
    }
}

/// The outcomes of a run, in the order of the inputs.
#[derive(Debug, Default, Serialize)]
pub struct Records {
    program: &'static str,
    version: &'static str,
    #[serde(flatten)]
    tally: Tally,
    /// Findings that belong to no one unit.
    findings: Diagnostics,
    /// Written out already: a finding holds on to its whole source.
    units: Vec<Box<RawValue>>,
}

#[derive(Debug, Serialize)]
struct Record<'a> {
    input: String,
    agency: Option<&'a str>,
    end: &'static str,
    files: Vec<OutputRecord>,
    findings: &'a [Diagnostic],
}

#[derive(Debug, Serialize)]
struct OutputRecord {
    path: String,
    changed: bool,
    /// The page that it is a picture of, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
}

impl Records {
    /// A record with the findings that belong to no one unit.
    pub fn new(findings: Diagnostics) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            findings,
            ..Self::default()
        }
    }

    /// Adds one unit.
    pub fn add(&mut self, outcome: &Outcome) {
        self.tally.add(outcome.end);
        let files = outcome.files.iter().map(|file| OutputRecord {
            path: file.path.display().to_string(),
            changed: file.changed,
            page: file.page,
        });
        let record = Record {
            input: outcome.input.display().to_string(),
            agency: outcome.agency.as_deref(),
            end: match outcome.end {
                End::Written => "written",
                End::Unchanged => "unchanged",
                End::Failed => "failed",
                End::Skipped => "skipped",
            },
            files: files.collect(),
            findings: &outcome.findings,
        };
        // Writing strings and numbers to memory cannot fail.
        self.units.extend(to_raw_value(&record));
    }

    /// Whether a file is such a record.
    pub fn is_json(file: &[u8]) -> bool {
        let head = format!("{{\n  \"program\": \"{}\"", env!("CARGO_PKG_NAME"));
        file.starts_with(head.as_bytes())
    }

    /// The counts so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The record as JSON: `program`, `version`, the counts of [`Tally`], `findings` and `units`,
    /// each with `input`, `agency`, `end` (`written`, `unchanged`, `failed`, `skipped`), `files`
    /// (`path`, `changed`) and `findings` as in [`crate::diagnostic::json`].
    pub fn json(&self) -> String {
        // Writing strings and numbers to memory cannot fail.
        let json = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        text::escaped(&json).into_owned()
    }
}
