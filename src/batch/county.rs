//! The `county.yaml` of each folder: what its reports share.

use super::{
    Inputs, Present,
    input::{county_file, county_files, identity, read_input},
    roll::{self, RollCount},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    file::{self, folder_of},
    report::{self, County, Forms, Report, Shared, Spanned},
    yaml,
};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The `county.yaml` of each folder that holds an input, if there is one, and how inputs are read.
#[derive(Clone, Debug, Default)]
pub struct Counties {
    of: HashMap<PathBuf, Option<County>>,
    /// The inputs that the user named one by one.
    named: HashSet<PathBuf>,
}

impl Counties {
    /// Reads them.
    ///
    /// # Errors
    /// What is wrong in any of them.
    pub fn of(inputs: &Inputs) -> Result<Self> {
        let mut counties = Self { named: inputs.named.clone(), ..Self::default() };
        let mut findings = Diagnostics::default();
        for file in &inputs.files {
            let folder = folder_of(file);
            if counties.of.contains_key(folder) {
                continue;
            }
            let county = read(folder).unwrap_or_else(|errors| {
                findings.extend(errors);
                None
            });
            counties.of.insert(folder.to_owned(), county);
        }
        findings.finish(counties)
    }

    /// One for all of them, wherever it stands.
    pub fn given(inputs: &Inputs, county: &County) -> Self {
        let folders = inputs.files.iter().map(|file| folder_of(file).to_owned());
        let of = folders.map(|folder| (folder, Some(county.clone()))).collect();
        Self { of, named: inputs.named.clone() }
    }

    /// The one beside an input.
    pub fn of_input(&self, input: &Path) -> Option<&County> {
        self.of.get(folder_of(input))?.as_ref()
    }

    /// Reads an input as [`Inputs::read`].
    ///
    /// # Errors
    /// `NB401`, `NB404` as [`crate::file::read`].
    pub fn read(&self, input: &Path) -> Result<Vec<u8>> {
        read_input(input, &self.named)
    }

    /// What an input takes over where it says nothing itself.
    pub fn shared(&self, input: &Path) -> Shared {
        let county = self.of_input(input);
        county.map_or_else(Shared::default, |c| c.shared.clone())
    }

    /// The forms that an input may follow.
    pub fn forms(&self, input: &Path) -> Forms {
        self.of_input(input).map_or_else(Forms::default, |county| county.shared.forms.clone())
    }

    /// How the units stand that the lists of these folders name.
    pub fn count(&self, folders: &[PathBuf], present: &[Present], left: &Diagnostics) -> RollCount {
        let mut all = RollCount::default();
        for folder in folders {
            let here = identity(folder);
            let found = self.of.iter().find(|(other, _)| identity(other) == here);
            let Some(county) = found.and_then(|(_, county)| county.as_ref()) else { continue };
            let its = present.iter().filter(|p| identity(folder_of(&p.input)) == here);
            let one = RollCount::of(county, &its.cloned().collect::<Vec<_>>(), left);
            all.listed += one.listed;
            all.missing += one.missing;
            all.doubled += one.doubled;
            all.other_year += one.other_year;
        }
        all
    }

    /// Whether a report is of another year than its county's.
    pub fn is_of_other_year(&self, input: &Path, report: Option<&Report>) -> bool {
        let year = self.of_input(input).and_then(|county| county.shared.year);
        year.zip(report).is_some_and(|(year, report)| report.year.value != year)
    }

    /// The order of inputs, by place: those of a folder that was named as a whole as its `county.yaml` lists
    /// its units, the others as they were named.
    pub fn order(&self, folders: &[PathBuf], present: &[Present]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..present.len()).collect();
        for folder in folders {
            let here = identity(folder);
            let is_here =
                |i: &usize| present.get(*i).is_some_and(|p| identity(folder_of(&p.input)) == here);
            let places: Vec<usize> =
                (0..order.len()).filter(|at| order.get(*at).is_some_and(is_here)).collect();
            let its: Vec<usize> = places.iter().filter_map(|at| order.get(*at).copied()).collect();
            let reports: Vec<Present> =
                its.iter().filter_map(|i| present.get(*i).cloned()).collect();
            let Some(county) = reports.first().and_then(|report| self.of_input(&report.input))
            else {
                continue;
            };
            let mut ranked: Vec<(usize, usize)> =
                roll::places(county, &reports).into_iter().zip(its).collect();
            ranked.sort_unstable();
            for (at, (_, i)) in places.into_iter().zip(ranked) {
                if let Some(slot) = order.get_mut(at) {
                    *slot = i;
                }
            }
        }
        order
    }

    /// Warnings of units that have several of these reports, wherever they stand.
    pub fn doubled(&self, present: &[Present]) -> Diagnostics {
        let county = present.iter().find_map(|p| self.of_input(&p.input));
        let name = county.and_then(|county| county.name.as_ref());
        let reports: Vec<&Present> = present.iter().collect();
        roll::several(&reports, name.map_or("", |name| name.value.as_str()))
    }

    /// Warnings of units that are missing, doubled or not on the list, for folders that were named
    /// as a whole; of reports that were named alone those whose township is not on the list.
    pub fn roll_call(&self, folders: &[PathBuf], present: &[Present]) -> Diagnostics {
        let mut findings = Diagnostics::default();
        for folder in folders {
            let here = identity(folder);
            let its = present.iter().filter(|p| identity(folder_of(&p.input)) == here);
            let its: Vec<Present> = its.cloned().collect();
            match its.first().and_then(|p| self.of_input(&p.input)) {
                Some(county) => findings.extend(roll::call(county, &its)),
                None => findings.extend(roll::several(&its.iter().collect::<Vec<_>>(), "")),
            }
        }
        let wholes: Vec<PathBuf> = folders.iter().map(|folder| identity(folder)).collect();
        let alone = present.iter().filter(|p| !wholes.contains(&identity(folder_of(&p.input))));
        let stranger = |report: &Present| roll::alone(self.of_input(&report.input)?, report);
        findings.extend(alone.filter_map(stranger));
        findings
    }
}

fn read(folder: &Path) -> Result<Option<County>> {
    let Some(path) = county_file(folder) else {
        return Ok(None);
    };
    // Which of two is meant nobody can know.
    let all = county_files(folder);
    if let Some(other) = all.iter().find(|other| all.len() > 1 && **other != path) {
        let (one, other) = (file::shown(&path), file::shown(other));
        let message = format!("读不了 {one}：旁边还有 {other}，不知道该用哪一个");
        return Err(Diagnostic::error(Code::Unreadable, message).help("两个文件只留一个").into());
    }
    load_county(&path).map(Some)
}

/// Reads a `county.yaml` and the forms that it names, in files beside it.
///
/// # Errors
/// What is wrong with any of these files.
pub fn load_county(path: &Path) -> Result<County> {
    let mut county = report::load_county(&beside(path)?)?;
    for form in &county.forms {
        if Path::new(&form.value).parent().is_none_or(|folder| folder == Path::new("")) {
            return Err(among_reports(&county, form));
        }
        let forms = std::mem::take(&mut county.shared.forms);
        county.shared.forms = forms.with(&beside(&folder_of(path).join(&form.value))?)?;
    }
    Ok(county)
}

/// A form beside the reports would be taken for one of them.
fn among_reports(county: &County, form: &Spanned<String>) -> Diagnostics {
    let message = format!("表式文件 {} 和报告放在一起，会被当作报告", form.value);
    let finding =
        Diagnostic::error(Code::FormFile, message).at(&county.source, form.at.clone(), "");
    finding.help("请放进一个文件夹，例如 表式/2027.yaml").into()
}

/// The text of a file in a folder of reports.
fn beside(path: &Path) -> Result<Arc<Source>> {
    let name = path.strip_prefix(".").unwrap_or(path);
    yaml::decode(&file::shown(name), &file::read_beside(path)?)
}
