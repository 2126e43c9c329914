//! Gathering many findings in one pass.

use crate::diagnostic::{Diagnostic, Diagnostics, Result};

/// Findings so far; a pass goes on after one and refuses at its end.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Notes one finding.
    pub(super) fn push(&mut self, one: Diagnostic) {
        self.0.push(one);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of a step, or its findings noted.
    pub(super) fn take<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(findings) => {
                self.0.extend(findings.0);
                None
            }
        }
    }

    /// `value` when nothing was found.
    pub(super) fn finish<T>(self, value: T) -> Result<T> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(Diagnostics(self.0))
        }
    }
}
