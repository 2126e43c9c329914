//! What is to be written where, known before anything is: every input is read once for its name.

use super::{
    Fields, Job, Setting,
    faces::Libraries,
    input::{Inputs, folder_of, identity},
    roll::Present,
    setting::{Choice, Counties},
    work::in_order,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Result},
    file,
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// The units of a run, each with its output name or the reason why there is none.
#[derive(Debug)]
pub struct Plan {
    pub(super) settings: Vec<Setting>,
    pub(super) units: Vec<Unit>,
    counties: Counties,
    /// Folders that were named as a whole.
    whole: Vec<PathBuf>,
}

#[derive(Debug)]
pub(super) struct Unit {
    pub(super) input: PathBuf,
    pub(super) agency: Option<String>,
    pub(super) setting: usize,
    /// Output folder and file name without extension.
    pub(super) target: Result<(PathBuf, String)>,
}

/// The settings of the folders that hold the inputs, by folder.
#[derive(Debug, Default)]
pub struct Settings {
    counties: Counties,
    all: Vec<Setting>,
    folders: HashMap<PathBuf, usize>,
    /// What is worth a look in what all reports share: font files that are of no use.
    pub findings: Diagnostics,
}

impl Settings {
    /// Reads the `county.yaml` of every folder that holds an input, and what it names.
    ///
    /// # Errors
    /// Everything that is wrong in any of them.
    pub fn of(inputs: &Inputs, choice: &Choice<'_>) -> Result<Self> {
        let mut read = Self { counties: Counties::of(inputs)?, ..Self::default() };
        let mut findings = Diagnostics::default();
        let mut libraries = Libraries::default();
        for file in &inputs.files {
            let folder = folder_of(file);
            if read.folders.contains_key(folder) {
                continue;
            }
            read.folders.insert(folder.to_owned(), read.all.len());
            let county = read.counties.of_input(file);
            match Setting::new(county, folder, choice, &mut libraries) {
                Ok(setting) => read.all.push(setting),
                Err(errors) => findings.0.extend(errors.0),
            }
        }
        read.findings = libraries.warnings;
        if findings.0.is_empty() {
            Ok(read)
        } else {
            findings.0.extend(read.findings.0);
            Err(findings)
        }
    }

    /// The `county.yaml` of each folder.
    pub fn counties(&self) -> &Counties {
        &self.counties
    }

    /// The setting of the folder that holds an input.
    pub fn of_input(&self, input: &Path) -> Option<&Setting> {
        self.all.get(*self.folders.get(folder_of(input))?)
    }
}

impl Plan {
    /// Reads every input and names its output. Units that would write the same file are all
    /// refused: none of them is more in the right than the others.
    pub fn of(inputs: &Inputs, settings: Settings, job: &Job<'_>) -> Self {
        let place = |file: &Path| settings.folders.get(folder_of(file)).copied();
        let mut units: Vec<Unit> = Vec::with_capacity(inputs.files.len());
        let named = |i: usize| {
            let input = inputs.files.get(i)?;
            let setting = place(input)?;
            Some(name(input, setting, settings.all.get(setting)?, job))
        };
        in_order(inputs.files.len(), job.jobs, named, |unit| {
            units.extend(unit);
        });
        refuse_equal_names(&mut units);
        Self {
            counties: settings.counties,
            settings: settings.all,
            whole: inputs.folders.clone(),
            units,
        }
    }

    /// The same plan for some of its inputs only.
    #[must_use]
    pub fn only(mut self, inputs: &[PathBuf]) -> Self {
        self.units.retain(|unit| inputs.contains(&unit.input));
        self
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Warnings of units that are missing, doubled or not on the list of `county.yaml`, for the
    /// folders that were named as a whole.
    pub fn roll_call(&self) -> Diagnostics {
        let present = self
            .units
            .iter()
            .map(|unit| Present { input: unit.input.clone(), agency: unit.agency.clone() });
        let present: Vec<_> = present.collect();
        self.counties.roll_call(&self.whole, &present)
    }
}

fn name(input: &Path, index: usize, setting: &Setting, job: &Job<'_>) -> Unit {
    let mut agency = None;
    let target = super::guarded(|| {
        let read = file::read(input)?;
        let said = setting.kit.read(&input.display().to_string(), &read)?.input;
        agency = said.agency().map(str::to_owned);
        let title = said.title();
        let file = input.file_stem().and_then(|s| s.to_str());
        let file = file.unwrap_or_default();
        let fields = Fields {
            title: title.as_deref().unwrap_or(file),
            agency: said.agency(),
            year: said.year(),
            file,
            county: setting.county.as_deref(),
        };
        let stem = setting.pattern.stem(&fields, job.longest_extension())?;
        let folder = job.folder.unwrap_or_else(|| folder_of(input));
        Ok((folder.to_owned(), stem))
    });
    Unit { input: input.to_owned(), agency, setting: index, target }
}

fn refuse_equal_names(units: &mut [Unit]) {
    let mut claims: HashMap<PathBuf, Vec<usize>> = HashMap::new();
    for (i, unit) in units.iter().enumerate() {
        if let Ok((folder, stem)) = &unit.target {
            // One folder has many spellings; and Windows and macOS hold names that differ in case only
            // for the same.
            claims.entry(identity(folder).join(stem.to_lowercase())).or_default().push(i);
        }
    }
    let mut refusals = Vec::new();
    for claimants in claims.into_values().filter(|c| c.len() > 1) {
        let names: Vec<_> = (claimants.iter())
            .filter_map(|i| units.get(*i))
            .map(|unit| unit.input.display().to_string())
            .collect();
        let names = names.join("、");
        refusals.extend(claimants.into_iter().map(|i| (i, names.clone())));
    }
    for (i, names) in refusals {
        let Some(unit) = units.get_mut(i) else {
            continue;
        };
        if let Ok((folder, stem)) = &unit.target {
            let path = folder.join(stem);
            let message = format!("{names} 的输出文件同名：{}，都没有输出", path.display());
            let help = "请核对这些报告的标题，或用 --name '{文件名}' 按输入文件命名";
            unit.target = Err(Diagnostic::error("NB406", message).help(help).into());
        }
    }
}
