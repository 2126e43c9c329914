//! What is typed in the browser → the YAML, in which every other byte stays.

use super::{reply::Reply, site::Site, view};
use crate::{
    check,
    diagnostic::{Result, Source},
    file,
    input::Input,
    render::Kit,
    report::{self, Form, Target},
    text::half_width,
    yaml,
};
use serde::Deserialize;
use std::{path::Path, sync::Arc};

/// Values to put into a report.
#[derive(Debug, Deserialize)]
pub(super) struct Edits {
    file: String,
    /// The sum of the text that the browser knows.
    digest: String,
    /// The form that its fields are of.
    form: String,
    #[serde(rename = "edits")]
    values: Vec<Edit>,
    #[serde(default)]
    have: Vec<String>,
    /// Whether these are the last words of a page that is left, which goes on from what it sent before.
    #[serde(default)]
    is_last: bool,
}

/// A value to put into a field.
#[derive(Debug, Deserialize)]
pub(super) struct Edit {
    key: String,
    value: String,
}

/// Which report to mend.
#[derive(Debug, Deserialize)]
pub(super) struct Mend {
    file: String,
    digest: String,
}

/// Changes a report and answers with what it is now. What would keep it from being understood is not written.
pub(super) fn edit(site: &Site, asked: &Edits) -> Reply {
    try_edit(site, asked).unwrap_or_else(Reply::Refused)
}

fn try_edit(site: &Site, asked: &Edits) -> Result<Reply> {
    let path = site.file(&asked.file)?;
    let held = site.writing();
    let kit = site.open_kit(&path)?;
    let name = file::shown(&path);
    let bytes = file::read(&path)?;
    let now = view::digest(&bytes);
    let is_known =
        now == asked.digest || asked.is_last && site.is_after(&path, &asked.digest, &now);
    if !is_known {
        drop(held);
        let read = kit.read(&name, &bytes);
        return Ok(Reply::Changed(view::view(site, &kit, (&path, &bytes), read, &[], true)));
    }
    let source = yaml::decode(&name, &bytes)?;
    let form = kit.shared.forms.for_id(&asked.form);
    let form = form.unwrap_or_else(|| kit.shared.forms.for_year(i32::MAX));
    let text = edited(&source, &form, &asked.values)?;
    let new = report::rewritten(&bytes, &text);
    let read = kit.read(&name, &new);
    if let Err(found) = &read
        && kit.read(&name, &bytes).is_ok()
    {
        return Err(found.clone());
    }
    if new != bytes {
        file::rewrite(&path, &bytes, &new)?;
        site.note_written(&path, now, view::digest(&new));
    }
    drop(held);
    Ok(Reply::Done(view::view(site, &kit, (&path, &new), read, &asked.have, false)))
}

/// The text with all values in it.
pub(super) fn edited(source: &Arc<Source>, form: &Form, edits: &[Edit]) -> Result<String> {
    let mut source = Arc::clone(source);
    for Edit { key, value } in edits {
        let value = value.replace("\r\n", "\n").replace('\r', "\n");
        let cell = key.split_once('.').filter(|(table, _)| form.table(table).is_some());
        let text = if let Some((table, cell)) = cell {
            report::change(&source, form, Target::Cell(table, cell), number(&value).trim())?
        } else {
            let path: Vec<&str> = key.split('.').collect();
            report::change(&source, form, Target::Text(&path), value.trim_end())?
        };
        source = Source::new(&source.name, text);
    }
    Ok(source.text.clone())
}

/// A number as it is meant: `１，２００` is 1200. Words stay.
fn number(typed: &str) -> String {
    let plain = half_width(typed.trim()).replace([',', '，'], "");
    let is_number = !plain.is_empty()
        && plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if is_number { plain } else { typed.trim().to_owned() }
}

/// Mends what has one right answer, as `check --fix` does.
pub(super) fn mend(site: &Site, asked: &Mend) -> Result<serde_json::Value> {
    let path = site.file(&asked.file)?;
    let kit = site.kit(&path)?;
    let held = site.writing();
    let bytes = file::read(&path)?;
    let new = mended(&path, &bytes, &kit);
    let is_known = view::digest(&bytes) == asked.digest;
    if let Some(new) = new.filter(|new| is_known && *new != bytes) {
        file::rewrite(&path, &bytes, &new)?;
    }
    drop(held);
    let asked = view::Asked { file: asked.file.clone(), have: Vec::new() };
    view::open(site, &asked)
}

/// Whether a file that is not understood can be mended.
pub(super) fn is_mendable(path: &Path, bytes: &[u8], kit: &Kit) -> bool {
    mended(path, bytes, kit).is_some_and(|new| new != bytes)
}

fn mended(path: &Path, bytes: &[u8], kit: &Kit) -> Option<Vec<u8>> {
    // What is mended may show what stands behind it.
    const MOST: usize = 50;
    let name = file::shown(path);
    let mut now = bytes.to_vec();
    for _ in 0..MOST {
        let source = yaml::decode(&name, &now).ok()?;
        let read = kit.read(&name, &now);
        let found = read.map_or_else(|errors| errors, |loaded| loaded.findings);
        let Some(text) = yaml::mended(&source, &found) else { break };
        now = report::rewritten(bytes, &text);
    }
    if let Ok(loaded) = kit.read(&name, &now)
        && let Input::Report(report) = &loaded.input
        && let Some(text) = check::fix(report)
    {
        now = report::rewritten(&now, &text);
    }
    Some(now)
}
