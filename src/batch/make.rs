//! One unit → its files: nothing is set or written that is there already.

use super::{
    Job, Plan, Written,
    plan::Unit,
    stamp::{self, Found},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    digest::Digest,
    export::Format,
    file::{self, Output},
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
    let bytes = file::read(&unit.input)?;
    let drawn = kit.draw(&unit.input.display().to_string(), &bytes)?;
    if job.deny_warnings && !kit.wishes.draft && !drawn.findings.is_empty() {
        return Err(drawn.findings.denied());
    }
    findings.extend(drawn.findings.iter().cloned());
    let targets = targets(folder, stem, &drawn, kit);
    let due = due(&targets, job.force)?;
    write(folder, &due, &drawn, kit, job.force)?;
    let written = |target: &OutputTarget<'_>| Written {
        path: target.path.clone(),
        changed: due.iter().any(|due| due.path == target.path),
    };
    Ok(targets.iter().map(written).collect())
}

/// A file that is to be there.
struct OutputTarget<'a> {
    format: &'static Format,
    /// Its name without extension.
    stem: &'a str,
    path: PathBuf,
    /// What it is made from.
    source: Digest,
}

fn targets<'a>(folder: &Path, stem: &'a str, drawn: &Drawn, kit: &Kit) -> Vec<OutputTarget<'a>> {
    let target = |&format: &&'static Format| {
        let path = folder.join(format!("{stem}.{}", format.extension));
        OutputTarget { format, stem, path, source: kit.digest(drawn, format) }
    };
    kit.wishes.formats.iter().map(target).collect()
}

/// Those that are not there yet, or made from something else.
fn due<'t, 'a>(
    targets: impl IntoIterator<Item = &'t OutputTarget<'a>>,
    force: bool,
) -> Result<Vec<&'t OutputTarget<'a>>> {
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

fn changed(path: &Path) -> Diagnostic {
    let message = format!("{} 写出以后有人改过，或者不是本程序写的，没有覆盖它", path.display());
    Diagnostic::error(Code::Exists, message)
        .help("要留着它，请改名或移到别处；要换成新做的，请用 nianbao render 加 --force；只要别的文件，用 --format 写明")
}

fn write(
    folder: &Path,
    due: &[&OutputTarget<'_>],
    drawn: &Drawn,
    kit: &Kit,
    force: bool,
) -> Result<()> {
    if due.is_empty() {
        return Ok(());
    }
    let pages = kit.set(drawn)?;
    let mut outputs = Vec::with_capacity(due.len());
    for target in due {
        for file in kit.write(drawn, &pages, target.format)? {
            outputs.push(Output {
                name: format!("{}{}.{}", target.stem, file.suffix, target.format.extension),
                bytes: stamp::stamp(target.format, file.bytes, target.source),
            });
        }
    }
    // Somebody may have saved one of them in the meantime.
    self::due(due.iter().copied(), force)?;
    file::replace_all(folder, &outputs).map(drop)
}
