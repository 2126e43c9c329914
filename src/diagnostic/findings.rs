//! Gathering findings: a pass goes on after one and refuses at its end.

use super::{Diagnostic, Label, Location, Result, Severity};
use serde::Serialize;
use std::{collections::HashSet, ops::Deref, vec};

/// All findings of one stage, in the order of the text they point at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Notes one finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.0.push(finding);
    }

    /// Notes a finding that a loop or several files may meet again, once.
    pub fn push_once(&mut self, finding: Diagnostic) {
        if !self.contains(&finding) {
            self.push(finding);
        }
    }

    /// The value of a step, or its findings noted.
    pub fn take<T>(&mut self, step: Result<T>) -> Option<T> {
        step.map_err(|findings| self.extend(findings)).ok()
    }

    /// `value` when nothing was found. What a loop or several files met again is told once.
    ///
    /// # Errors
    /// Everything that was found.
    pub fn finish<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(self.once()) }
    }

    /// Each finding once. Two of one sentence at one place differ in nothing that people are told.
    #[must_use]
    pub fn once(self) -> Self {
        let mut seen = HashSet::new();
        let is_new: Vec<bool> = (self.iter())
            .map(|d| {
                let place = d.primary.as_ref().map(|p| (&p.at.source.name, p.at.range.clone()));
                seen.insert((d.code, &d.message, place, &d.input))
            })
            .collect();
        self.0.into_iter().zip(is_new).filter_map(|(d, is_new)| is_new.then_some(d)).collect()
    }

    /// In the order of the text; what has no place comes first.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        // Stable, so that the findings at one place keep their order.
        self.0.sort_by_key(|d| d.primary.as_ref().map_or(0, |p| p.at.range.start));
        self
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many of its findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|d| d.severity == severity).count()
    }

    /// The same findings, the warnings among them as errors.
    #[must_use]
    pub fn denied(mut self) -> Self {
        self.0.iter_mut().for_each(|d| d.severity = Severity::Error);
        self
    }

    /// The same findings as those of a file: where neither a place nor the words say which it is, as with an error in
    /// a template that hundreds share, its name is told beside them.
    #[must_use]
    pub fn of_file(mut self, name: &str) -> Self {
        for finding in self.0.iter_mut().filter(|f| f.input.is_none()) {
            let mut labels = finding.primary.iter().chain(&finding.related);
            let is_named =
                finding.message.contains(name) || labels.any(|label| label.at.source.name == name);
            finding.input = (!is_named).then(|| name.to_owned());
        }
        self
    }

    /// The same findings; those without a place of their own point at this one.
    #[must_use]
    pub fn or_at(mut self, at: &Location) -> Self {
        for finding in self.0.iter_mut().filter(|f| f.primary.is_none()) {
            finding.primary = Some(Label { at: at.clone(), text: String::new() });
        }
        self
    }
}

impl Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(findings: I) -> Self {
        Self(findings.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        self.0.extend(findings);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
