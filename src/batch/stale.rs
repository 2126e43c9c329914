//! Files of older runs that belong to no report that is good now: of one that fails since, of a unit that was
//! renamed or struck off. They look current, and would be filed.

use super::{
    ASIDE, Plan,
    input::identity,
    plan::Unit,
    stamp::{self, Found},
};
use crate::{
    diagnostic::{Code, Diagnostic, Result},
    digest::Digest,
    export::{FORMATS, Format},
    file,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

impl Plan {
    /// The files in the output folders that this program has made before and that are of none of the
    /// reports whose files are `made`. Where folders of reports were named as a whole, all others are; where
    /// single reports were, those of the failed ones.
    pub fn stale(&self, folder: Option<&Path>, made: &[PathBuf]) -> Vec<PathBuf> {
        self.left(folder, made, !self.whole.is_empty())
    }

    /// Those of its reports that are not `made`, alone: the plan may be of some reports only.
    pub fn stale_of_failed(&self, folder: Option<&Path>, made: &[PathBuf]) -> Vec<PathBuf> {
        self.left(folder, made, false)
    }

    /// The files of the reports whose files are `made` in formats, or of pages, that this run was not asked for,
    /// and that say something else: they are from before a change, and nobody sees that from their names.
    pub fn outdated(&self, folder: Option<&Path>, made: &[PathBuf]) -> Vec<PathBuf> {
        let now: BTreeSet<PathBuf> = made.iter().map(|path| place(path)).collect();
        let mut of_report: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
        for path in made {
            of_report.entry(stem(path)).or_insert(path);
        }
        let mut sources: BTreeMap<&PathBuf, Option<Digest>> = BTreeMap::new();
        let files = self.folders(folder).into_iter().flat_map(|folder| file::files(&folder, 0));
        let mut found: Vec<PathBuf> = files
            .flatten()
            .filter(|path| format_of(path).is_some() && !now.contains(&place(path)))
            .filter(|path| {
                let Some(&one) = of_report.get(&stem(path)) else { return false };
                let now = *sources.entry(one).or_insert_with(|| source(one));
                let before = now.and_then(|_| source(path));
                now.zip(before).is_some_and(|(now, before)| !now.says_the_same(before))
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// The same as [`Plan::stale`] where single reports were named and `all` is the plan of the folders that they
    /// are in: what belongs to none of these. Nothing if the names of one of them cannot be known.
    pub fn stale_beside(
        &self,
        all: &Self,
        folder: Option<&Path>,
        made: &[PathBuf],
    ) -> Option<Vec<PathBuf>> {
        let mut good = BTreeSet::new();
        for unit in &all.units {
            let (folder, stem) = unit.target.as_ref().ok()?;
            good.insert(identity(folder).join(stem));
        }
        let left = self.left(folder, made, true);
        let is_of_failed: BTreeSet<PathBuf> = self.stale(folder, made).into_iter().collect();
        let is_old = |path: &PathBuf| is_of_failed.contains(path) || !good.contains(&stem(path));
        Some(left.into_iter().filter(is_old).collect())
    }

    /// The files beside them that are named as one of this run would be, belong to no good report, and are not
    /// as this program left them: somebody has worked on an output that is out of date now.
    pub fn stale_and_changed(&self, folder: Option<&Path>, made: &[PathBuf]) -> Vec<PathBuf> {
        if self.whole.is_empty() {
            return Vec::new();
        }
        let good: BTreeSet<PathBuf> = made.iter().map(|path| stem(path)).collect();
        let ends: BTreeSet<String> = made.iter().filter_map(|path| common_end(path)).collect();
        let inputs: BTreeSet<PathBuf> =
            self.units.iter().map(|unit| identity(&unit.input)).collect();
        let files = self.folders(folder).into_iter().flat_map(|folder| file::files(&folder, 0));
        let mut found: Vec<PathBuf> = files
            .flatten()
            .filter(|path| !good.contains(&stem(path)) && !inputs.contains(&identity(path)))
            .filter(|path| common_end(path).is_some_and(|end| ends.contains(&end)))
            .filter(|path| is_changed(path))
            .collect();
        found.sort_unstable();
        found
    }

    fn folders(&self, folder: Option<&Path>) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = match folder {
            Some(folder) => vec![folder.to_owned()],
            None => self.units.iter().map(|u| file::folder_of(&u.input).to_owned()).collect(),
        };
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    fn left(&self, folder: Option<&Path>, made: &[PathBuf], is_whole: bool) -> Vec<PathBuf> {
        let good: BTreeSet<PathBuf> = made.iter().map(|path| stem(path)).collect();
        let names: Vec<String> = self.units.iter().flat_map(Unit::names).collect();
        let mut stale = Vec::new();
        for folder in self.folders(folder) {
            for path in file::files(&folder, 0).flatten() {
                let is_ours = || {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy();
                    is_whole || names.iter().any(|own| name.starts_with(own.as_str()))
                };
                if !good.contains(&stem(&path)) && is_ours() && is_made(&path) {
                    stale.push(path);
                }
            }
        }
        stale.sort_unstable();
        stale
    }
}

impl Unit {
    /// How the names of its files begin, as far as that is known.
    fn names(&self) -> Vec<String> {
        let own = self.input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let target = self.target.as_ref().ok().map(|(_, stem)| stem.clone());
        [target, Some(own)].into_iter().flatten().filter(|name| !name.is_empty()).collect()
    }
}

/// The place of a file, whatever way leads there.
fn place(path: &Path) -> PathBuf {
    identity(file::folder_of(path)).join(path.file_name().unwrap_or_default())
}

/// What a file was made from, if this program has made it and nobody has changed it since.
fn source(path: &Path) -> Option<Digest> {
    match stamp::look(path, format_of(path)?) {
        Ok(Found::Made(source)) => Some(source),
        _ => None,
    }
}

/// The place of a file without its extension, whatever way leads there, and without the number of its page:
/// the pictures of a report are its own whichever of them a run makes.
fn stem(path: &Path) -> PathBuf {
    let name = path.file_stem().unwrap_or_default();
    let is_picture = format_of(path).is_some_and(Format::is_by_page);
    let page = name.to_str().and_then(|name| name.rsplit_once('-'));
    let numbered = page.filter(|(_, page)| is_picture && page.parse::<usize>().is_ok());
    identity(file::folder_of(path)).join(numbered.map_or(name, |(stem, _)| stem.as_ref()))
}

fn format_of(path: &Path) -> Option<&'static Format> {
    let of = |format: &&'static Format| file::has_extension(path, &[format.extension]);
    FORMATS.into_iter().find(of)
}

/// How the names of a year's reports end, whosever they are: `2025年政府信息公开工作年度报告`.
fn common_end(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    let year = name.match_indices('年').find_map(|(at, _)| {
        let digits = name.get(at.checked_sub(4)?..at)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then_some(at - 4)
    })?;
    let end = name.get(year..)?;
    (end.chars().count() > 8).then(|| end.to_owned())
}

/// Whether a file of a format that this program makes is not as it would have left it.
fn is_changed(path: &Path) -> bool {
    let of = |format: &&'static Format| file::has_extension(path, &[format.extension]);
    let format = FORMATS.into_iter().find(of);
    format.is_some_and(|format| matches!(stamp::look(path, format), Ok(Found::Changed)))
}

/// Whether this program has made a file, and nobody has changed it since.
fn is_made(path: &Path) -> bool {
    source(path).is_some()
}

/// Moves files into a folder beside them, where they keep their names, or get a number behind. Gives their
/// new places.
///
/// # Errors
/// `NB403` for the first that cannot be moved.
pub fn set_aside(files: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut moved = Vec::with_capacity(files.len());
    for path in files {
        let folder = file::folder_below(file::folder_of(path), ASIDE)?;
        let refuse = |error: &std::io::Error| {
            let message = format!("移不动 {}：{}", file::shown(path), file::reason(error));
            let help = "请关闭正打开着它的程序后再试，或者自己移开";
            Diagnostic::error(Code::Unwritable, message).help(help)
        };
        fs::create_dir_all(&folder).map_err(|error| refuse(&error))?;
        let target = free_name(&folder, path);
        fs::rename(path, &target).map_err(|error| refuse(&error))?;
        moved.push(target);
    }
    Ok(moved)
}

fn free_name(folder: &Path, path: &Path) -> PathBuf {
    let name = folder.join(path.file_name().unwrap_or_default());
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let numbered = (2..).map(|n| folder.join(format!("{stem}-{n}.{extension}")));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| name.symlink_metadata().is_err()).unwrap_or(name)
}
