//! The fonts that the styles ask for, held against what a PDF may hold, before any page is made.

use crate::{
    diagnostic::{Diagnostics, Result},
    document::NamedStyle,
    font::{FaceId, Fonts},
};
use std::collections::BTreeMap;

/// Refuses own fonts that styles name and no PDF may hold.
pub(super) fn prove(styles: &[NamedStyle], fonts: &Fonts) -> Result<()> {
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
            findings.extend(refused.into_iter().map(|mut finding| {
                let first = styles.first().copied().unwrap_or_default();
                let others = if styles.len() > 1 { "等" } else { "" };
                finding.message = format!("{}，样式“{first}”{others}要用它", finding.message);
                finding
            }));
        }
    }
    findings.finish(())
}
