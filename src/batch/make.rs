//! One unit → its files: nothing is set or written that is there already.

use super::{
    Job, Plan, Written, no_input, old_pages,
    plan::{ReadInput, Unit},
    stamp::{self, Found},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    digest::Digest,
    export::Format,
    file::{self, Output},
    layout::Pages,
    render::{Drawn, Kit},
};
use std::path::{Path, PathBuf};

/// Makes the files of a unit. Warnings go to `findings` as soon as they are known, so that an error
/// later on keeps them.
///
/// # Errors
/// Everything that is wrong with the unit; `NB404` when a file would be lost that is not as this
/// program wrote it.
pub(super) fn make(
    unit: &Unit,
    plan: &Plan,
    job: &Job<'_>,
    findings: &mut Diagnostics,
) -> Result<Vec<Written>> {
    let (folder, stem) = unit.target.as_ref().map_err(Clone::clone)?;
    let Some(kit) = plan.kits.get(unit.kit) else {
        return Ok(Vec::new());
    };
    let drawn = plan.draw(unit, kit)?;
    let mut setting = PagesOnce::default();
    let (formats, missing) = kit.formats(&drawn)?;
    let (formats, without) = with_pages(&formats, &drawn, kit, &mut setting)?;
    let told: Diagnostics = drawn.findings.iter().cloned().chain(missing).chain(without).collect();
    if job.deny_warnings && !kit.wishes.draft && !told.is_empty() {
        return Err(told.denied());
    }
    // A draft is written all the same.
    findings.extend(if job.deny_warnings { told.denied() } else { told });
    let targets = targets((folder, stem), &formats, &drawn, kit, &mut setting)?;
    let mut refused = Diagnostics::default();
    for target in &targets {
        refused.take(no_input(&target.path, &plan.inputs));
    }
    refused.finish(())?;
    files_of_set(&drawn, &targets, kit, &mut setting, (folder, stem), job.force)
}

/// The formats without those of which no page is wanted: a folder may hold longer and shorter reports. `NB395`
/// warns, and the other files are made; wanted alone, it is an error.
///
/// # Errors
/// `NB395`, and what keeps the pages from being set.
fn with_pages(
    formats: &[&'static Format],
    drawn: &Drawn,
    kit: &Kit,
    setting: &mut PagesOnce,
) -> Result<(Vec<&'static Format>, Diagnostics)> {
    let (by_page, whole): (Vec<_>, Vec<_>) =
        formats.iter().copied().partition(|format| format.is_by_page());
    let Some(first) = by_page.first().filter(|_| kit.wishes.pages.is_some()) else {
        return Ok((formats.to_vec(), Diagnostics::default()));
    };
    let pages = setting.pages(drawn, kit)?.pages.len();
    match kit.suffixes(first, pages) {
        Ok(_) => Ok((formats.to_vec(), Diagnostics::default())),
        Err(none) if whole.is_empty() => Err(none),
        Err(none) => {
            let severity = Severity::Warning;
            let told = none.into_iter().map(|finding| Diagnostic { severity, ..finding });
            Ok((whole, told.collect()))
        }
    }
}

/// Makes the files of what was drawn, those that are not there already, under one name in a folder.
///
/// # Errors
/// What the pages or a format refuse; `NB404` when a file would be lost that is not as this program wrote it.
pub fn files_of(
    drawn: &Drawn,
    formats: &[&'static Format],
    kit: &Kit,
    (folder, stem): (&Path, &str),
    force: bool,
) -> Result<Vec<Written>> {
    let mut setting = PagesOnce::default();
    let targets = targets((folder, stem), formats, drawn, kit, &mut setting)?;
    files_of_set(drawn, &targets, kit, &mut setting, (folder, stem), force)
}

fn files_of_set(
    drawn: &Drawn,
    targets: &[OutputTarget],
    kit: &Kit,
    setting: &mut PagesOnce,
    (folder, stem): (&Path, &str),
    force: bool,
) -> Result<Vec<Written>> {
    let due = due(targets, force)?;
    write(folder, &due, drawn, kit, setting, force)?;
    old_pages::remove(folder, stem, targets);
    let written = |target: &OutputTarget| Written {
        path: target.path.clone(),
        changed: due.iter().any(|due| due.path == target.path),
        page: target.page,
    };
    Ok(targets.iter().map(written).collect())
}

impl Plan {
    /// Whether the files of an input are there, made from what it says now. A picture of each page is not
    /// looked for.
    pub fn is_made(&self, input: &Path, job: &Job<'_>) -> bool {
        let unit = self.units.iter().find(|unit| unit.input == input);
        unit.and_then(|unit| self.due_of(unit, job).ok()).is_some_and(|due| due == 0)
    }

    fn draw(&self, unit: &Unit, kit: &Kit) -> Result<Drawn> {
        let read = match &unit.read {
            Some(read) => (**read).clone(),
            None => ReadInput::of(&unit.input, kit, &self.counties)?,
        };
        kit.draw_checked(&read.bytes, read.loaded)
    }

    /// How many files of a unit are missing or out of date.
    fn due_of(&self, unit: &Unit, job: &Job<'_>) -> Result<usize> {
        let (folder, stem) = unit.target.as_ref().map_err(Clone::clone)?;
        let Some(kit) = self.kits.get(unit.kit) else { return Ok(1) };
        let drawn = self.draw(unit, kit)?;
        let (formats, _) = kit.formats(&drawn)?;
        let formats: Vec<_> = formats.into_iter().filter(|format| !format.is_by_page()).collect();
        let targets = targets((folder, stem), &formats, &drawn, kit, &mut PagesOnce::default())?;
        Ok(if targets.is_empty() { 1 } else { due(&targets, job.force)?.len() })
    }
}

/// A file that is to be there.
pub(super) struct OutputTarget {
    pub(super) format: &'static Format,
    /// Its name.
    name: String,
    /// The page that it is a picture of, from 1.
    pub(super) page: Option<usize>,
    pub(super) path: PathBuf,
    /// What it is made from.
    pub(super) source: Digest,
}

/// The pages, set when they are first asked for: what is there already needs none.
#[derive(Default)]
struct PagesOnce(Option<Pages>);

impl PagesOnce {
    fn pages(&mut self, drawn: &Drawn, kit: &Kit) -> Result<&Pages> {
        let pages = match self.0.take() {
            Some(pages) => pages,
            None => kit.set(drawn)?,
        };
        Ok(self.0.insert(pages))
    }
}

/// The files that are wanted. How many pages there are, and so how many files of one each, is known when they
/// are set.
fn targets(
    (folder, stem): (&Path, &str),
    formats: &[&'static Format],
    drawn: &Drawn,
    kit: &Kit,
    setting: &mut PagesOnce,
) -> Result<Vec<OutputTarget>> {
    let mut targets = Vec::new();
    let content = drawn.content();
    for &format in formats {
        let source = kit.digest(drawn, format, content);
        let by_page = format.is_by_page();
        let pages = if by_page { setting.pages(drawn, kit)?.pages.len() } else { 1 };
        for suffix in kit.suffixes(format, pages)? {
            let name = format!("{stem}{suffix}.{}", format.extension);
            let page = suffix.strip_prefix('-').and_then(|page| page.parse().ok());
            targets.push(OutputTarget { format, path: folder.join(&name), name, page, source });
        }
    }
    Ok(targets)
}

/// Those that are not there yet, or made from something else.
fn due<'t>(
    targets: impl IntoIterator<Item = &'t OutputTarget>,
    force: bool,
) -> Result<Vec<&'t OutputTarget>> {
    let mut due = Vec::new();
    let mut refusals = Diagnostics::default();
    for target in targets {
        if force {
            due.push(target);
            continue;
        }
        match stamp::look(&target.path, target.format) {
            Ok(Found::Made(source)) if source == target.source => {}
            Ok(Found::Made(_) | Found::Nothing) => due.push(target),
            Ok(Found::Changed) => refusals.push(changed(&target.path)),
            Err(unreadable) => refusals.extend(unreadable),
        }
    }
    refusals.finish(due)
}

pub(super) fn changed(path: &Path) -> Diagnostic {
    let what = if path.is_symlink() {
        "是链接，指的不是本程序写的文件"
    } else {
        "写出以后有人改过，或者不是本程序写的"
    };
    let message = format!("{} {what}，没有覆盖它", file::shown(path));
    Diagnostic::error(Code::Exists, message)
        .help("要留着它，请改名或移到别处；要换成新做的，请加 --force")
}

fn write(
    folder: &Path,
    due: &[&OutputTarget],
    drawn: &Drawn,
    kit: &Kit,
    setting: &mut PagesOnce,
    force: bool,
) -> Result<()> {
    if due.is_empty() {
        return Ok(());
    }
    let pages = setting.pages(drawn, kit)?;
    let mut outputs = Vec::with_capacity(due.len());
    // The files of one format stand together.
    for of_one in due.chunk_by(|a, b| a.format == b.format) {
        let Some(format) = of_one.first().map(|target| target.format) else { continue };
        for file in kit.write(drawn, pages, format)? {
            let ending = format!("{}.{}", file.suffix, format.extension);
            let is_its = |target: &&&OutputTarget| target.name.ends_with(&ending);
            let Some(target) = of_one.iter().find(is_its) else { continue };
            let bytes = stamp::stamp(format, file.bytes, target.source);
            outputs.push(Output { name: target.name.clone(), bytes });
        }
    }
    // Somebody may have saved one of them in the meantime, or save it in this moment.
    self::due(due.iter().copied(), force)?;
    let may_go = |path: &Path, old: &Path| match due.iter().find(|target| target.path == path) {
        Some(target) if !force => match stamp::look(old, target.format)? {
            Found::Changed => Err(changed(path).into()),
            Found::Made(_) | Found::Nothing => Ok(()),
        },
        _ => Ok(()),
    };
    file::replace_all_if(folder, &outputs, &may_go).map(drop)
}
