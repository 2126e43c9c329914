//! The files of reports: into the folder, as `render` writes them, or sent to the browser.

use super::{county::JOB, names, reply::Reply, site::Site, spots};
use crate::{
    batch::{self, End, Inputs, Job, Kits, Outcome, Plan},
    diagnostic::{Code, Diagnostic, Result},
    export::{FORMATS, Format},
    file,
    render::Wishes,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Which files to make.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// The reports; all when none is named.
    files: Vec<String>,
    /// The formats; what the folder wants when none is named.
    #[serde(default)]
    formats: Vec<String>,
    /// Whether a file that somebody has changed is replaced too.
    #[serde(default)]
    force: bool,
}

/// A file to be sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Download {
    file: String,
    format: String,
}

/// Writes files beside the reports.
pub(super) fn render(site: &Site, wanted: &Wanted) -> Result<Value> {
    let formats = wanted.formats.iter().map(|name| format(name)).collect::<Result<Vec<_>>>()?;
    let paths = wanted.files.iter().map(|name| site.file(name)).collect::<Result<Vec<_>>>()?;
    let inputs = inputs(site, &paths);
    let wishes = Wishes { formats, ..site.setup.wishes.clone() };
    let job = Job { force: wanted.force, ..JOB };
    // What the plan has read is what is written.
    let held = site.writing();
    let mut plan = Plan::of(&inputs, Kits::load(&inputs, &wishes)?, &job);
    if !paths.is_empty() {
        plan = plan.only(&paths);
    }
    let mut outcomes = Vec::new();
    batch::run(&plan, &job, |outcome| outcomes.push(told(site, &outcome)));
    drop(held);
    Ok(json!({ "outcomes": outcomes }))
}

/// The folder's reports; a sum stands by itself.
fn inputs(site: &Site, paths: &[PathBuf]) -> Inputs {
    let all = site.inputs();
    if paths.iter().all(|path| all.files.contains(path)) {
        return all;
    }
    batch::collect(paths)
}

fn told(site: &Site, outcome: &Outcome) -> Value {
    let end = match outcome.end {
        End::Written => "written",
        End::Unchanged => "unchanged",
        End::Failed => "failed",
        End::Skipped => "skipped",
    };
    let files = outcome.files.iter().map(|written| {
        json!({ "file": names::name_of(site.folder(), &written.path), "isNew": written.changed })
    });
    json!({
        "file": names::name_of(site.folder(), &outcome.input),
        "agency": outcome.agency,
        "end": end,
        "files": files.collect::<Vec<_>>(),
        "findings": spots::findings(site.folder(), &outcome.findings, None),
        "isChanged": outcome.findings.iter().any(|finding| finding.code == Code::Exists),
    })
}

/// Makes one file as `render` would, and sends it.
pub(super) fn download(site: &Site, asked: &Download) -> Reply {
    made(site, asked).unwrap_or_else(Reply::Refused)
}

fn made(site: &Site, asked: &Download) -> Result<Reply> {
    let format = format(&asked.format)?;
    let path = site.file(&asked.file)?;
    let aside = tempfile::tempdir_in(&site.setup.scratch).map_err(|error| {
        let message = format!("建不了临时文件夹：{}", file::reason(&error));
        Diagnostic::error(Code::Unwritable, message).help(Code::Unwritable.mend())
    })?;
    let inputs = batch::collect(std::slice::from_ref(&path));
    let wishes = Wishes { formats: vec![format], ..site.setup.wishes.clone() };
    let job = Job { folder: Some(aside.path()), ..JOB };
    let plan = Plan::of(&inputs, Kits::load(&inputs, &wishes)?, &job);
    let mut outcomes = Vec::new();
    batch::run(&plan, &job, |outcome| outcomes.push(outcome));
    let Some(outcome) = outcomes.pop() else {
        return Err(names::refused(&asked.file));
    };
    let Some(written) = outcome.files.first() else {
        return Err(outcome.findings);
    };
    let name = written.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Reply::File { name, media: format.media_type, bytes: file::read_beside(&written.path)? })
}

/// One of the whole documents.
fn format(name: &str) -> Result<&'static Format> {
    FORMATS.into_iter().find(|format| format.whole && format.extension == name).ok_or_else(|| {
        let message = format!("没有“{name}”这种文件");
        Diagnostic::error(Code::OutputFormat, message).help(Code::OutputFormat.mend()).into()
    })
}
