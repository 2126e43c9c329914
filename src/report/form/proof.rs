//! Whether a form holds together.

use super::{Draft, Form, FormPart, FormTable};
use crate::report::{Report, draft};
use std::{collections::BTreeSet, sync::Arc};

/// What a form speaks of and does not have, each in words.
pub(super) fn loose_ends(form: &Arc<Form>) -> Vec<String> {
    let tables = form.parts.iter().filter_map(|part| part.table.as_ref());
    let missing = tables.filter(|key| form.table(key).is_none());
    let mut found: Vec<String> = missing.map(|key| format!("没有表 {key}")).collect();
    found.extend(form.tables.iter().flat_map(in_table));
    let drafts: [fn(&FormPart) -> &Draft; 2] = [|part| &part.starter, |part| &part.summary];
    for of in drafts {
        let mut report = Report::new(form, "某某乡人民政府", form.from_year);
        if let Err(errors) = draft(&mut report, of) {
            found.extend(errors.into_iter().map(|error| error.message));
        }
    }
    found
}

fn in_table(table: &FormTable) -> Vec<String> {
    let cells: BTreeSet<&str> = table.data().map(|cell| cell.key.as_str()).collect();
    let rows: BTreeSet<&str> = cells.iter().filter_map(|key| key.split('.').next()).collect();
    let sums = table.sums.iter().flat_map(|sum| sum.left.iter().chain(&sum.right));
    let sums = sums.filter(|key| !cells.contains(key.as_str()));
    let roles = table.roles.values().flatten().filter(|row| !rows.contains(row.as_str()));
    let tell = |what: &str, key: &String| format!("{} 的 {what} 里有 {key}，表里没有", table.key);
    sums.map(|key| tell("sums", key)).chain(roles.map(|row| tell("roles", row))).collect()
}
