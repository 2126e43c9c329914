//! Many inputs → many outputs: each unit by itself, its files whole or not at all, one [`Outcome`]
//! each; a unit that fails leaves the others be.

mod input;
mod name;

pub use input::collect;
pub use name::{Fields, Pattern};

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Result},
    file::{self, Output},
    render::{Drawn, Format, Kit},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// What is to be made of every unit.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// Template, faces and options.
    pub kit: &'a Kit,
    /// Which files to write.
    pub formats: &'a [Format],
    /// Where to; `None` is the folder of the input.
    pub folder: Option<&'a Path>,
    /// How the files are named.
    pub pattern: &'a Pattern,
    /// Whether a warning stops a unit like an error.
    pub deny_warnings: bool,
}

/// What became of one unit.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The input.
    pub input: PathBuf,
    /// Files written, in the order of the formats; empty if it failed.
    pub written: Vec<PathBuf>,
    /// Everything there is to tell.
    pub findings: Diagnostics,
}

impl Outcome {
    /// Whether the unit's files were not written. A draft is written in spite of errors.
    pub fn failed(&self) -> bool {
        self.written.is_empty()
    }
}

/// Renders every input and hands over each outcome as it comes.
pub fn run(inputs: &[PathBuf], job: &Job, mut tell: impl FnMut(Outcome)) {
    let mut taken = Taken::default();
    for input in inputs {
        let mut findings = Diagnostics::default();
        let written = match unit(input, job, &mut taken, &mut findings) {
            Ok(written) => written,
            Err(errors) => {
                findings.0.extend(errors.0);
                Vec::new()
            }
        };
        tell(Outcome {
            input: input.clone(),
            written,
            findings,
        });
    }
}

/// Warnings go to `findings` as soon as they are known, so that an error later on keeps them.
fn unit(
    input: &Path,
    job: &Job,
    taken: &mut Taken,
    findings: &mut Diagnostics,
) -> Result<Vec<PathBuf>> {
    let bytes = file::read(input)?;
    let drawn = job.kit.draw(&input.display().to_string(), &bytes)?;
    if job.deny_warnings && !job.kit.options.draft && !drawn.findings.0.is_empty() {
        return Err(drawn.findings.denied());
    }
    findings.0.extend_from_slice(&drawn.findings.0);
    let stem = job
        .pattern
        .stem(&fields(&drawn, input), longest_extension(job.formats))?;
    let folder = job.folder.unwrap_or_else(|| folder_of(input));
    taken.claim(&folder.join(&stem), input)?;
    let pages = job.kit.set(&drawn)?;
    let mut outputs = Vec::with_capacity(job.formats.len());
    for &format in job.formats {
        outputs.push(Output {
            name: format!("{stem}.{}", format.extension()),
            bytes: job.kit.write(&drawn, &pages, format)?,
        });
    }
    file::replace_all(folder, &outputs)
}

fn fields<'a>(drawn: &'a Drawn, input: &'a Path) -> Fields<'a> {
    Fields {
        title: &drawn.document.meta.title,
        agency: &drawn.report.agency.value,
        year: drawn.report.year.value,
        file: input
            .file_stem()
            .and_then(|s| s.to_str())
            .unwrap_or_default(),
    }
}

fn longest_extension(formats: &[Format]) -> &'static str {
    let extensions = formats.iter().map(|f| f.extension());
    extensions.max_by_key(|e| e.len()).unwrap_or_default()
}

/// The folder that holds a file; outputs go there when no other is named, since that is where the
/// person who wrote the input looks first.
fn folder_of(input: &Path) -> &Path {
    match input.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Output names of this run, so that no unit overwrites another's files.
#[derive(Debug, Default)]
struct Taken(HashMap<String, PathBuf>);

impl Taken {
    fn claim(&mut self, output: &Path, input: &Path) -> Result<()> {
        // Windows and macOS hold names that differ in case only for the same.
        let key = output.to_string_lossy().to_lowercase();
        let Some(first) = self.0.get(&key) else {
            self.0.insert(key, input.into());
            return Ok(());
        };
        let message = format!(
            "{} 与 {} 的输出文件同名：{}",
            input.display(),
            first.display(),
            output.display()
        );
        let help = "请核对两份报告的标题，或用 --name '{文件名}' 按输入文件命名";
        Err(Diagnostic::error("NB406", message).help(help).into())
    }
}
