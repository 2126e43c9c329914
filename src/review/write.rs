//! Everything that a review makes, into one folder.

use super::{
    Letter, Review,
    book::{matter, workbook},
    list::problem_list,
    page::{Links, page},
};
use crate::{
    batch::{self, Product, Written},
    diagnostic::{Diagnostics, Result},
    export::{FORMATS, Format},
    file::{self, folder_of},
    input::{Data, Input, Loaded, Value},
    render::{Drawn, Fields, Kit, Pattern},
    report::Spanned,
    text::one_line,
};
use std::{
    collections::BTreeSet,
    num::NonZero,
    path::{Path, PathBuf},
};

/// The folder of the lists, in that of everything.
const LISTS: &str = "问题清单";
const INDEX: &str = "index.html";

/// How it is written.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// What lists are drawn from and set in; its wishes say which files are made of each.
    pub kit: &'a Kit,
    /// What the county says in every list.
    pub letter: &'a Letter,
    /// Whether what somebody has changed is overwritten.
    pub force: bool,
    /// How many lists are made at the same time.
    pub jobs: NonZero<usize>,
}

/// What was put where.
#[derive(Clone, Debug, Default)]
pub struct Put {
    /// The list of each unit that has one: the unit's place, and its files.
    pub lists: Vec<(usize, Vec<Written>)>,
    /// The workbook and the page.
    pub county: Vec<Written>,
    /// Files of an older run that belong to nothing any more.
    pub left_over: Vec<PathBuf>,
    /// What could not be written, or not as it was.
    pub findings: Diagnostics,
}

/// Writes the list of problems of every unit that has any, the workbook and the page. What cannot be written
/// leaves the others be. `done` is told of each list.
///
/// # Errors
/// A unit's name of which no name of a file can be made.
pub fn write(review: &Review, desk: &Desk<'_>, mut done: impl FnMut()) -> Result<Put> {
    let mut put = Put::default();
    let names = names(review)?;
    let folder = file::folder_below(desk.folder, LISTS)?;
    file::sweep(desk.folder);
    file::sweep(&folder);
    let one = |i: usize| {
        let (at, stem) = names.get(i)?;
        Some((*at, batch::guarded(|| list(review, *at, desk, (&folder, stem)))))
    };
    let mut links = Links::new();
    // Lists that stay as they are: somebody has worked on one of their files.
    let mut kept: Vec<PathBuf> = Vec::new();
    batch::in_order(names.len(), desk.jobs, one, |made| {
        match made {
            Some((at, Ok((files, found)))) => {
                links.insert(at, files.iter().filter_map(|file| link(&file.path)).collect());
                put.lists.push((at, files));
                put.findings.extend(found);
            }
            Some((at, Err(refused))) => {
                let stem = names.iter().find(|(own, _)| *own == at).map(|(_, stem)| stem);
                let there = stem.map_or_else(Vec::new, |stem| there(&folder, stem));
                links.insert(at, there.iter().filter_map(|path| link(path)).collect());
                kept.extend(there);
                put.findings.extend(refused);
            }
            None => {}
        }
        done();
    });
    let county = format!("{}.xlsx", stem(&format!("{}审核表", matter(review)), "xlsx")?);
    for product in [
        workbook(review).map(|bytes| Product { name: county.clone(), bytes }),
        Ok(Product { name: INDEX.to_owned(), bytes: page(review, &links, Some(&county)).into() }),
    ] {
        let written =
            product.and_then(|product| batch::put(desk.folder, vec![product], desk.force));
        put.county.extend(put.findings.take(written).unwrap_or_default());
    }
    let made = put.lists.iter().flat_map(|(_, files)| files).map(|file| file.path.clone());
    let made: Vec<PathBuf> = made.chain(kept).collect();
    put.left_over = batch::left_over(&folder, &made);
    Ok(put)
}

/// The files of a list that are there.
fn there(folder: &Path, stem: &str) -> Vec<PathBuf> {
    let is_its = |path: &PathBuf| path.file_stem().is_some_and(|own| own == stem);
    let mut there: Vec<PathBuf> = file::files(folder, 0).flatten().filter(is_its).collect();
    there.sort_unstable();
    there
}

/// The name, without extension, of a file of this title: no word of it leads elsewhere.
fn stem(title: &str, extension: &str) -> Result<String> {
    let fields = Fields { title, agency: None, year: None, file: title, county: None };
    Pattern::default().stem(&fields, extension)
}

/// The units that get a list, and the name of each without extension.
fn names(review: &Review) -> Result<Vec<(usize, String)>> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for (at, unit) in review.units.iter().enumerate().filter(|(_, unit)| unit.has_problems()) {
        let stem_of = |number: usize| {
            let number = if number > 1 { number.to_string() } else { String::new() };
            stem(&format!("{}问题清单{number}", one_line(&unit.name)), "docx")
        };
        let mut number = 1;
        let mut stem = stem_of(number)?;
        while !taken.insert(stem.to_lowercase()) {
            number += 1;
            stem = stem_of(number)?;
        }
        names.push((at, stem));
    }
    Ok(names)
}

type Made = (Vec<Written>, Diagnostics);

fn list(
    review: &Review,
    at: usize,
    desk: &Desk<'_>,
    (folder, stem): (&Path, &str),
) -> Result<Made> {
    let Some(unit) = review.units.get(at) else {
        return Ok(Made::default());
    };
    let loaded = problem_list(review, unit, desk.letter);
    let loaded = printable(loaded, desk.kit);
    let drawn: Drawn = desk.kit.draw_read(&[], loaded)?;
    let (formats, found) = desk.kit.formats(&drawn)?;
    let files = batch::files_of(&drawn, &formats, desk.kit, (folder, stem), desk.force)?;
    Ok((files, found))
}

/// The data with nothing in it that no face can print.
fn printable(loaded: Loaded, kit: &Kit) -> Loaded {
    let Input::Data(data) = loaded.input else {
        return loaded;
    };
    let values = data.values.into_iter().map(|(name, value)| (name, shown(value, kit))).collect();
    Loaded { input: Input::Data(Data { values, ..data }), ..loaded }
}

fn shown(value: Value, kit: &Kit) -> Value {
    let text = |text: Spanned<String>| Spanned { value: kit.printable(&text.value), ..text };
    match value {
        Value::String(one) => Value::String(text(one)),
        Value::Lines(lines) => Value::Lines(lines.into_iter().map(text).collect()),
        Value::Text(paragraphs) => Value::Text(paragraphs.map(text)),
        Value::List(list) => Value::List(list.into_iter().map(|value| shown(value, kit)).collect()),
        Value::Map(map) => {
            Value::Map(map.into_iter().map(|(key, value)| (key, shown(value, kit))).collect())
        }
        other => other,
    }
}

/// The way to a file of a list from the folder of everything.
fn link(path: &Path) -> Option<(&'static str, String)> {
    let is_it = |format: &&Format| format.whole && file::has_extension(path, &[format.extension]);
    let kind = FORMATS.into_iter().find(is_it)?.shown;
    let folder = folder_of(path).file_name()?.to_str()?;
    Some((kind, format!("{folder}/{}", path.file_name()?.to_str()?)))
}
