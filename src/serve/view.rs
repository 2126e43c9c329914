//! A report as the browser sees it: its fields, its pages, its findings.

use super::{form, names, site::Site, spots, values};
use crate::{
    check::{self, Context},
    diagnostic::{Diagnostics, Result},
    digest::Digest,
    export::Format,
    file, import,
    input::{Input, Loaded},
    render::{self, Kit},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// Which report, and what the browser has of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub file: String,
    /// The sums of the pages that need not be sent again.
    #[serde(default)]
    pub have: Vec<String>,
}

/// A report that was just opened.
pub(super) fn open(site: &Site, asked: &Asked) -> Result<Value> {
    let path = site.file(&asked.file)?;
    // Last words of a page that was left may be on their way.
    let held = site.writing();
    let bytes = file::read_beside(&path)?;
    drop(held);
    if import::is_other(&file::shown(&path), &bytes) {
        return super::take::beside(site, &path, &bytes);
    }
    let kit = site.kit(&path)?;
    let read = kit.read(&file::shown(&path), &bytes);
    let mut view = view(site, &kit, (&path, &bytes), read, &asked.have, AskedFor::Opening);
    if let Some(doubts) = view.as_object_mut().filter(|_| !site.doubts(&path).is_empty()) {
        doubts.insert(
            "doubts".to_owned(),
            spots::findings(site.folder(), &site.doubts(&path), None).into(),
        );
    }
    Ok(view)
}

/// Whether a report is still what the browser knows.
pub(super) fn state(site: &Site, asked: &Asked) -> Result<Value> {
    let path = site.file(&asked.file)?;
    Ok(json!({ "digest": digest(&file::read_beside(&path)?) }))
}

/// The sum by which a text is known again.
pub(super) fn digest(bytes: &[u8]) -> String {
    Digest::of(bytes).to_string()
}

/// What a view is wanted for.
#[derive(Clone, Copy, Debug)]
pub(super) enum AskedFor<'a> {
    /// To begin with, or because the file is another.
    Opening,
    /// Between two keys, by a browser that has this form already.
    Typing {
        /// Its id.
        form: &'a str,
    },
}

/// Fields, pages and findings of what was read of a file.
pub(super) fn view(
    site: &Site,
    kit: &Kit,
    (path, bytes): (&Path, &[u8]),
    read: Result<Loaded>,
    have: &[String],
    asked_for: AskedFor<'_>,
) -> Value {
    let anew = matches!(asked_for, AskedFor::Opening);
    let mut view = json!({
        "file": names::name_of(site.folder(), path),
        "digest": digest(bytes),
    });
    let mut put = |key: &str, value: Value| {
        if let Some(view) = view.as_object_mut() {
            view.insert(key.to_owned(), value);
        }
    };
    let loaded = match read {
        Ok(loaded) => loaded,
        Err(found) => {
            put("findings", spots::findings(site.folder(), &found, None).into());
            put("isMendable", super::edit::is_mendable(path, bytes, kit).into());
            return view;
        }
    };
    let last = loaded.input.report().and_then(|report| site.last_year(path, report, anew));
    let context = Context { previous: last.as_deref(), ..Context::default() };
    let Loaded { input, findings: mut found } = render::checked(loaded, &context);
    if let Some(report) = input.report() {
        put("report", values::values(report));
        match asked_for {
            AskedFor::Typing { form } if form == report.form.id => {
                put("form", json!({ "id": form }));
            }
            _ => put("form", form::form(&report.form)),
        }
        put("isFixable", check::fix(report).is_some().into());
        if let Some(last) = last {
            put("last", json!({ "year": last.year.value, "cells": values::cells(&last) }));
        }
    }
    if let Some(pages) = found.take(pages(kit, bytes, input.clone(), have)) {
        put("pages", pages);
    }
    put("findings", spots::findings(site.folder(), &found.once().sorted(), input.report()).into());
    view
}

/// The pages as they will print; those that the browser has are named only.
fn pages(kit: &Kit, bytes: &[u8], input: Input, have: &[String]) -> Result<Value> {
    let drawn = kit.draw_read(bytes, Loaded { input, findings: Diagnostics::default() })?;
    let pages = kit.set(&drawn)?;
    let files = kit.write(&drawn, &pages, Format::SVG)?;
    let page = |file: crate::export::File| {
        let sum = digest(&file.bytes);
        if have.contains(&sum) {
            return json!({ "digest": sum });
        }
        json!({ "digest": sum, "svg": String::from_utf8_lossy(&file.bytes) })
    };
    Ok(files.into_iter().map(page).collect::<Vec<_>>().into())
}
