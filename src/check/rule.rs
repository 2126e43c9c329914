//! What a rule is: a code that stays, a severity, words for people, and the check itself.

use super::subject::Subject;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A rule of the form or of writing.
#[derive(Debug)]
pub struct Rule {
    /// `NB101`.
    pub code: &'static str,
    /// What it is called: `各列要平`.
    pub name: &'static str,
    /// How much most of its findings matter.
    pub severity: Severity,
    /// The file that holds it; its head is what people read.
    pub(super) file: &'static str,
    /// Finds the breaches.
    pub(super) check: fn(&Rule, &Subject<'_>) -> Vec<Diagnostic>,
}

/// The check of a rule that is not about one report: a county's reports are looked at together,
/// where they are together.
pub(super) fn of_reports_together(_: &Rule, _: &Subject<'_>) -> Vec<Diagnostic> {
    Vec::new()
}

impl Rule {
    /// Its words as Markdown: 检查什么, 为什么, 举例, 怎么改.
    pub fn text(&self) -> String {
        let head = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = head.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n").trim().to_owned() + "\n"
    }

    /// Its words under its name: what `nianbao explain` prints.
    pub fn page(&self) -> String {
        let severity = match self.severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
        };
        format!("# {} {}（{severity}）\n\n{}", self.code, self.name, self.text())
    }

    /// A finding of this rule, without a place yet.
    pub(crate) fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: self.severity, ..Diagnostic::error(Code::Rule(self.code), message) }
    }
}
