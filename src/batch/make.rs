//! One unit → its files: nothing is set or written that is there already.

use super::{
    Job, Plan, Written,
    plan::Unit,
    stamp::{self, Found},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Result},
    digest::Digest,
    file::{self, Output},
    render::{Drawn, Format, Kit},
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
    let Some(setting) = plan.settings.get(unit.setting) else {
        return Ok(Vec::new());
    };
    let kit = &setting.kit;
    let bytes = file::read(&unit.input)?;
    let drawn = kit.draw(&unit.input.display().to_string(), &bytes)?;
    if job.deny_warnings && !kit.options.draft && !drawn.findings.0.is_empty() {
        return Err(drawn.findings.denied());
    }
    findings.0.extend_from_slice(&drawn.findings.0);
    let targets = targets(folder, stem, job.formats, &drawn, kit);
    let due = due(&targets, job.force)?;
    write(folder, &due, &drawn, kit, job.force)?;
    let written = |target: &Target| Written {
        path: target.path.clone(),
        changed: due.iter().any(|due| due.format == target.format),
    };
    Ok(targets.iter().map(written).collect())
}

/// A file that is to be there.
struct Target {
    format: Format,
    name: String,
    path: PathBuf,
    /// What it is made from.
    source: Digest,
}

fn targets(folder: &Path, stem: &str, formats: &[Format], drawn: &Drawn, kit: &Kit) -> Vec<Target> {
    let target = |&format: &Format| {
        let name = format!("{stem}.{}", format.extension());
        Target { format, path: folder.join(&name), name, source: kit.digest(drawn, format) }
    };
    formats.iter().map(target).collect()
}

/// Those that are not there yet, or made from something else.
fn due<'t>(targets: impl IntoIterator<Item = &'t Target>, force: bool) -> Result<Vec<&'t Target>> {
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
            Ok(Found::Changed) => refusals.0.push(changed(&target.path)),
            Err(unreadable) => refusals.0.extend(unreadable.0),
        }
    }
    if refusals.0.is_empty() { Ok(due) } else { Err(refusals) }
}

fn changed(path: &Path) -> Diagnostic {
    let message = format!("{} 写出以后有人改过，或者不是本程序写的，没有覆盖它", path.display());
    Diagnostic::error("NB404", message)
        .help("要留着它，请改名或移到别处；要换成新做的，请用 nianbao render 加 --force；只要另一种文件，用 --format docx 或 pdf")
}

fn write(folder: &Path, due: &[&Target], drawn: &Drawn, kit: &Kit, force: bool) -> Result<()> {
    if due.is_empty() {
        return Ok(());
    }
    let pages = kit.set(drawn)?;
    let mut outputs = Vec::with_capacity(due.len());
    for target in due {
        let bytes = kit.write(drawn, &pages, target.format)?;
        outputs.push(Output {
            name: target.name.clone(),
            bytes: stamp::stamp(target.format, bytes, target.source),
        });
    }
    // Somebody may have saved one of them in the meantime.
    self::due(due.iter().copied(), force)?;
    file::replace_all(folder, &outputs).map(drop)
}
