//! Gathering many findings in one pass.

use crate::diagnostic::{Diagnostic, Diagnostics, Result};

/// Findings so far; a pass goes on after one and refuses at its end.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Notes one finding; what a loop or several files meet again is told once.
    pub(super) fn push(&mut self, one: Diagnostic) {
        if !self.0.contains(&one) {
            self.0.push(one);
        }
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
                findings.0.into_iter().for_each(|one| self.push(one));
                None
            }
        }
    }

    /// `value` when nothing was found.
    pub(super) fn finish<T>(self, value: T) -> Result<T> {
        if self.0.is_empty() { Ok(value) } else { Err(Diagnostics(self.0)) }
    }
}
