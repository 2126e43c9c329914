//! The fonts of a run: every list of folders is looked through once, and what the styles ask for is
//! held against what may be embedded before any page is made.

use crate::{
    diagnostic::{Diagnostics, Result},
    document::NamedStyle,
    font::{FaceId, Fonts, Library},
};
use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

/// What was found in the folders so far.
#[derive(Debug, Default)]
pub(super) struct Libraries {
    known: HashMap<Vec<PathBuf>, Library>,
    /// Font files that are of no use.
    pub warnings: Diagnostics,
}

impl Libraries {
    /// The shipped faces, and before them those in the folders; an earlier folder wins.
    pub fn fonts(&mut self, folders: Vec<PathBuf>) -> Result<Fonts> {
        if folders.is_empty() {
            return Ok(Fonts::shipped());
        }
        if let Some(known) = self.known.get(&folders) {
            return Ok(Fonts::with_own(known));
        }
        let library = Library::scan(&folders)?;
        for warning in &library.findings.0 {
            if !self.warnings.0.contains(warning) {
                self.warnings.0.push(warning.clone());
            }
        }
        let fonts = Fonts::with_own(&library);
        self.known.insert(folders, library);
        Ok(fonts)
    }
}

/// Refuses own fonts that styles name and no PDF may hold.
pub(super) fn embeddable(styles: &[NamedStyle], fonts: &Fonts) -> Result<()> {
    let mut users: BTreeMap<FaceId, Vec<&str>> = BTreeMap::new();
    for style in styles {
        for name in [&style.text.family, &style.text.latin] {
            let family = fonts.family(name).and_then(|id| fonts.families().get(id.0));
            let Some(head) = family.and_then(|f| f.chain.first()) else {
                continue;
            };
            let users = users.entry(head.face).or_default();
            if users.last() != Some(&&*style.name) {
                users.push(&style.name);
            }
        }
    }
    let mut findings = Diagnostics::default();
    for (face, styles) in users {
        if let Err(refused) = fonts.face(face).embeddable() {
            findings.0.extend(refused.0.into_iter().map(|mut finding| {
                let first = styles.first().copied().unwrap_or_default();
                let others = if styles.len() > 1 { "等" } else { "" };
                finding.message = format!("{}，样式“{first}”{others}要用它", finding.message);
                finding
            }));
        }
    }
    if findings.0.is_empty() { Ok(()) } else { Err(findings) }
}
