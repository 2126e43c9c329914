//! A value that a template prints and the data leaves empty: where that is, in the data.

use super::engine::NO_VALUE;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Source},
    yaml::{self, Kind, Node},
};
use std::{ops::Range, sync::Arc};

/// So many places are shown.
const MOST: usize = 5;

/// The same findings; those of an empty value show it in the data too.
pub(super) fn placed(found: Diagnostics, source: &Arc<Source>) -> Diagnostics {
    let is_about = |finding: &Diagnostic| {
        finding.code == Code::TemplateRun && finding.message.contains(NO_VALUE)
    };
    if !found.iter().any(is_about) {
        return found;
    }
    let Ok(root) = yaml::parse(source, "") else {
        return found;
    };
    let place = |finding: Diagnostic| {
        let Some(name) = Some(&finding).filter(|finding| is_about(finding)).and_then(printed)
        else {
            return finding;
        };
        let mut places = Vec::new();
        gather(&root, &name, &mut places);
        places
            .into_iter()
            .take(MOST)
            .fold(finding, |finding, at| finding.related(source, at, "这里没有写内容"))
    };
    found.into_iter().map(place).collect()
}

/// The last name of what was to be printed: `单位` of `r.单位 | upper`.
fn printed(finding: &Diagnostic) -> Option<String> {
    let label = finding.primary.as_ref()?;
    let written = label.at.source.text.get(label.at.range.clone())?;
    let path = written.trim_start_matches(['{', ' ']).split(['|', ' ', '}', '[', '(']).next()?;
    let name = path.rsplit('.').next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn gather(node: &Node, name: &str, places: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                if entry.value.kind == Kind::Nothing && entry.key.trim() == name {
                    places.push(entry.key_at.clone());
                }
                gather(&entry.value, name, places);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| gather(item, name, places)),
        Kind::Nothing | Kind::Text(_) => {}
    }
}
