//! Findings as JSON for programs.

use super::{Diagnostic, Label, Position, Severity};
use crate::text;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    related: Vec<Related<'a>>,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<&'a str>,
}

#[derive(Default, Serialize)]
struct JsonPlace<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end: Option<EndPosition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct EndPosition {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    message: &'a str,
}

/// Renders findings as a JSON array.
///
/// An element has, always and in this order: `code`, `severity` (`error` or `warning`), `message`,
/// `file`, `line`, `column`, `end` (`{line, column}`, after the last character), `related` (an array
/// of `{file, line, column, end, message}`) and `help`. Lines and columns count from 1, columns in
/// characters. A finding without a place has `null` for the four fields of the place, one without
/// advice `null` for `help`. Of a file that is no text (a DOCX, a web page) lines and columns are those of
/// what was read of it, and `place` behind `end` says where that stands: `表二 第5行第3格`. Where neither the places
/// nor the message name the file that a finding is of, `input` behind `help` does.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let seen: Vec<Diagnostic> = diagnostics.iter().map(Diagnostic::seen).collect();
    let findings: Vec<Finding<'_>> = seen.iter().map(finding).collect();
    // Writing strings and numbers to memory cannot fail.
    let json = serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n";
    text::escaped(&json).into_owned()
}

impl Serialize for Diagnostic {
    /// As an element of [`json`].
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        finding(&self.seen()).serialize(serializer)
    }
}

fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    Finding {
        code: diagnostic.code.id(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        place: diagnostic.primary.as_ref().map(place).unwrap_or_default(),
        related: diagnostic
            .related
            .iter()
            .map(|label| Related { place: place(label), message: &label.text })
            .collect(),
        help: diagnostic.help.as_deref(),
        input: diagnostic.input.as_deref(),
    }
}

fn place(label: &Label) -> JsonPlace<'_> {
    let Position { line, column } = label.at.start();
    let end = label.at.end();
    JsonPlace {
        file: Some(&label.at.source.name),
        line: Some(line),
        column: Some(column),
        end: Some(EndPosition { line: end.line, column: end.column }),
        place: label.at.named(),
    }
}
