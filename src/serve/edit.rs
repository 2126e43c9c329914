//! What is typed in the browser → the YAML, in which every other byte stays.

use super::{
    reply::Reply,
    site::Site,
    versions::Version,
    view::{self, AskedFor},
};
use crate::{
    check,
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    file,
    input::Input,
    render::Kit,
    report::{self, Form, Target},
    text::half_width,
    yaml,
};
use serde::Deserialize;
use std::{panic::resume_unwind, path::Path, sync::Arc, thread};

/// Values to put into a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    key: String,
    value: String,
}

/// Which report to mend.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    let bytes = file::read_beside(&path)?;
    let now = view::digest(&bytes);
    let is_known = now == asked.digest
        || asked.is_last && site.trail(&path, |trail| trail.is_after(&asked.digest, &now));
    if !is_known {
        drop(held);
        let read = kit.read(&name, &bytes);
        return Ok(Reply::Changed(view::view(
            site,
            &kit,
            (&path, &bytes),
            read,
            &[],
            AskedFor::Opening,
        )));
    }
    let source = yaml::decode(&name, &bytes)?;
    let form = kit.shared.forms.for_id(&asked.form);
    let form = form.unwrap_or_else(|| kit.shared.forms.for_year(i32::MAX));
    let text = edited(&source, &form, &asked.values)?;
    let mut new = report::rewritten(&bytes, &text);
    let mut read = kit.read(&name, &new);
    let before = kit.read(&name, &bytes);
    if let (Err(found), Ok(_)) = (&read, &before) {
        return Err(other_form(&kit, &form, &asked.values).unwrap_or_else(|| found.clone()));
    }
    let asked_for = AskedFor::Typing { form: &asked.form };
    if new == bytes {
        drop(held);
        let view = view::view(site, &kit, (&path, &new), read, &asked.have, asked_for);
        return Ok(Reply::Done(view));
    }
    let before = Version::of(&bytes, before.as_ref().ok());
    let mut after = Version::of(&new, read.as_ref().ok());
    if let Some(earlier) = site.trail(&path, |trail| trail.earlier(&before, &after)) {
        read = kit.read(&name, &earlier);
        after = Version::of(&earlier, read.as_ref().ok());
        new = earlier;
    }
    // The disk takes as long as the pages do.
    let (written, view) = thread::scope(|scope| {
        let writing = scope.spawn(|| file::rewrite(&path, &bytes, &new));
        let view = view::view(site, &kit, (&path, &new), read, &asked.have, asked_for);
        (writing.join().unwrap_or_else(|panic| resume_unwind(panic)), view)
    });
    written?;
    site.trail(&path, |trail| trail.note(before, after));
    drop(held);
    Ok(Reply::Done(view))
}

/// A year of another form: one sentence, and not all that the other form does not know.
fn other_form(kit: &Kit, form: &Form, edits: &[Edit]) -> Option<Diagnostics> {
    let typed = edits.iter().find(|edit| edit.key == "年度")?;
    let year = report::parse_year(&typed.value)?;
    if kit.shared.forms.for_year(year).id == form.id {
        return None;
    }
    let message = format!("{year} 年度的报告用的是另一种格式，表里的项不一样，不能只改年度");
    let help = "请回到单位列表，新建一份那一年度的报告";
    Some(Diagnostic::error(Code::Usage, message).help(help).into())
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
    let bytes = file::read_beside(&path)?;
    let new = mended(&path, &bytes, &kit);
    let is_known = view::digest(&bytes) == asked.digest;
    if is_known && new != bytes {
        file::rewrite(&path, &bytes, &new)?;
    }
    drop(held);
    let asked = view::Asked { file: asked.file.clone(), have: Vec::new() };
    view::open(site, &asked)
}

/// Whether a file that is not understood can be mended.
pub(super) fn is_mendable(path: &Path, bytes: &[u8], kit: &Kit) -> bool {
    mended(path, bytes, kit) != bytes
}

fn mended(path: &Path, bytes: &[u8], kit: &Kit) -> Vec<u8> {
    let name = file::shown(path);
    let mut now = kit.readable(&name, bytes).unwrap_or_else(|| bytes.to_vec());
    if let Ok(loaded) = kit.read(&name, &now)
        && let Input::Report(report) = &loaded.input
        && let Some(text) = check::fix(report)
    {
        now = report::rewritten(&now, &text);
    }
    now
}
