//! What is to be written where, known before anything is: every input is read once for its name.

use super::{
    Counties, End, Job, Kits, Outcome,
    input::{Inputs, identity},
    roll::{Present, RollCount},
    work::in_order,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    file::{self, FileSet, folder_of},
    input::{Input, Loaded},
    render::{Fields, Kit},
    text,
};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

/// The units of a run, each with its output name or the reason why there is none.
#[derive(Debug)]
pub struct Plan {
    pub(super) kits: Vec<Kit>,
    pub(super) units: Vec<Unit>,
    pub(super) counties: Counties,
    /// Folders that were named as a whole.
    pub(super) whole: Vec<PathBuf>,
    /// All that is read.
    pub(super) inputs: FileSet,
}

#[derive(Debug)]
pub(super) struct Unit {
    pub(super) input: PathBuf,
    pub(super) agency: Option<String>,
    /// Whether it is of another year than its county's.
    pub(super) is_of_other_year: bool,
    /// Its kit, by place in the plan.
    pub(super) kit: usize,
    /// Output folder and file name without extension.
    pub(super) target: Result<(PathBuf, String)>,
    /// What it says, kept from its name to its content where the units are few.
    pub(super) read: Option<Box<ReadInput>>,
}

/// An input as it was read, not checked yet.
#[derive(Clone, Debug)]
pub(super) struct ReadInput {
    pub(super) bytes: Vec<u8>,
    pub(super) loaded: Loaded,
}

impl ReadInput {
    pub(super) fn of(input: &Path, kit: &Kit, counties: &Counties) -> Result<Self> {
        let bytes = counties.read(input)?;
        let loaded = kit.read(&file::shown(input), &bytes)?;
        Ok(Self { bytes, loaded })
    }
}

impl Unit {
    fn present(&self) -> Present {
        Present {
            input: self.input.clone(),
            agency: self.agency.clone(),
            is_of_other_year: self.is_of_other_year,
        }
    }
}

/// As many units as a county has are read once; a country of them would fill the memory.
const MOST_KEPT: usize = 64;

impl Plan {
    /// Reads every input and names its output. Units that would write the same file are all
    /// refused: none of them is more in the right than the others.
    pub fn of(inputs: &Inputs, kits: Kits, job: &Job<'_>) -> Self {
        let mut units: Vec<Unit> = Vec::with_capacity(inputs.files.len());
        let named = |i: usize| {
            let input = inputs.files.get(i)?;
            let (place, kit) = kits.place_of(input)?;
            let mut unit = name(input, (place, kit), &kits.counties, job);
            unit.read = unit.read.filter(|_| inputs.files.len() <= MOST_KEPT);
            Some(unit)
        };
        in_order(inputs.files.len(), job.jobs, named, |unit| {
            units.extend(unit);
        });
        refuse_equal_names(&mut units);
        let units = ordered(units, &kits.counties, &inputs.folders);
        Self {
            counties: kits.counties,
            kits: kits.all,
            whole: inputs.folders.clone(),
            inputs: FileSet::of(&inputs.files),
            units,
        }
    }

    /// The same plan for some of its inputs only.
    #[must_use]
    pub fn only(mut self, inputs: &[PathBuf]) -> Self {
        let inputs: HashSet<&PathBuf> = inputs.iter().collect();
        self.units.retain(|unit| inputs.contains(&unit.input));
        self
    }

    /// The files that are of a good report after this outcome: those that were made, or one for those that still
    /// stand there where the report is good and could not be written.
    pub fn good_files(&self, outcome: &Outcome) -> Vec<PathBuf> {
        let mut errors = outcome.findings.iter().filter(|f| f.severity == Severity::Error);
        let is_of_writing = errors.all(|f| matches!(f.code, Code::Unwritable | Code::Exists));
        let unit = self.units.iter().find(|unit| unit.input == outcome.input);
        match unit.map(|unit| &unit.target) {
            Some(Ok((folder, stem))) if outcome.end == End::Failed && is_of_writing => {
                vec![folder.join(format!("{stem}.pdf"))]
            }
            _ => outcome.files.iter().map(|file| file.path.clone()).collect(),
        }
    }

    /// Whether single files were named, and no folder.
    pub fn is_of_files(&self) -> bool {
        self.whole.is_empty()
    }

    /// Its inputs.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.units.iter().map(|unit| unit.input.as_path())
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// How many units the lists of the folders that were named as a whole name.
    pub fn count(&self, left: &Diagnostics) -> RollCount {
        let present: Vec<Present> = self.units.iter().map(Unit::present).collect();
        self.counties.count(&self.whole, &present, left)
    }

    /// Warnings of units that are missing, doubled or not on the list of `county.yaml`, for the
    /// folders that were named as a whole.
    pub fn roll_call(&self) -> Diagnostics {
        let present: Vec<_> = self.units.iter().map(Unit::present).collect();
        self.counties.roll_call(&self.whole, &present)
    }
}

/// Units in the order of their county's list.
fn ordered(units: Vec<Unit>, counties: &Counties, whole: &[PathBuf]) -> Vec<Unit> {
    let present: Vec<Present> = units.iter().map(Unit::present).collect();
    let mut units: Vec<Option<Unit>> = units.into_iter().map(Some).collect();
    let order = counties.order(whole, &present);
    order.into_iter().filter_map(|i| units.get_mut(i)?.take()).collect()
}

fn name(input: &Path, (place, kit): (usize, &Kit), counties: &Counties, job: &Job<'_>) -> Unit {
    let (mut agency, mut is_of_other_year, mut read) = (None, false, None);
    let target = super::guarded(|| {
        let said = &read.insert(Box::new(ReadInput::of(input, kit, counties)?)).loaded.input;
        agency = said.agency().map(str::to_owned);
        is_of_other_year = counties.is_of_other_year(input, said.report());
        let stem = output_name(input, said, kit, counties)?;
        let folder = job.folder.unwrap_or_else(|| folder_of(input));
        Ok((folder.to_owned(), stem))
    });
    Unit { input: input.to_owned(), agency, is_of_other_year, kit: place, target, read }
}

/// The name, without extension, of the files that are made of an input.
///
/// # Errors
/// `NB405`: there is none that can be used.
pub fn output_name(input: &Path, said: &Input, kit: &Kit, counties: &Counties) -> Result<String> {
    let county = counties.of_input(input).and_then(|county| county.name.as_ref());
    let title = said.title();
    let file = input.file_stem().unwrap_or_default();
    let file = file.to_str().map_or_else(|| file::shown(file.as_ref()), str::to_owned);
    let file = file.as_str();
    let fields = Fields {
        title: title.as_deref().unwrap_or(file),
        agency: said.agency(),
        year: said.year(),
        file,
        county: county.map(|name| &*name.value),
    };
    kit.pattern.stem(&fields, kit.wishes.longest_extension())
}

/// Inputs named of those that want one name: each is told of it.
const MOST_NAMED: usize = 20;

/// The same for all spellings of a name in a folder that some system holds for one: a folder has many; Windows and
/// macOS take capitals for small letters, and macOS a letter with its mark behind it for the two in one.
pub fn one_name(folder: &Path, name: &str) -> PathBuf {
    identity(folder).join(text::composed(&name.to_lowercase()).as_ref())
}

/// What is told each of several inputs that want one name, of the place that it wants; none of them is more in the
/// right than the others.
pub fn name_taken(inputs: &[&Path], help: &str) -> impl Fn(&Path) -> Diagnostic {
    let more = if inputs.len() > MOST_NAMED { "等" } else { "" };
    let names: Vec<String> = inputs.iter().take(MOST_NAMED).map(|path| file::shown(path)).collect();
    let names = names.join("、") + more;
    move |path| {
        let message = format!("{names} 的输出文件同名：{}，都没有输出", file::shown(path));
        Diagnostic::error(Code::NameTaken, message).help(help)
    }
}

fn refuse_equal_names(units: &mut [Unit]) {
    let mut claims: HashMap<PathBuf, Vec<usize>> = HashMap::new();
    for (i, unit) in units.iter().enumerate() {
        if let Ok((folder, stem)) = &unit.target {
            claims.entry(one_name(folder, stem)).or_default().push(i);
        }
    }
    let mut refusals = Vec::new();
    for claimants in claims.into_values().filter(|c| c.len() > 1) {
        let units = || claimants.iter().filter_map(|i| Some((*i, units.get(*i)?)));
        let inputs: Vec<&Path> = units().map(|(_, unit)| &*unit.input).collect();
        let finding =
            name_taken(&inputs, "请核对这些报告的标题，或用 --name '{文件名}' 按输入文件命名");
        refusals.extend(units().filter_map(|(i, unit)| {
            let (folder, stem) = unit.target.as_ref().ok()?;
            Some((i, finding(&folder.join(stem))))
        }));
    }
    for (i, finding) in refusals {
        if let Some(unit) = units.get_mut(i) {
            unit.target = Err(finding.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn some_of_a_hundred_thousand_are_picked_in_no_time() {
        let unit = |i: usize| Unit {
            input: format!("报告/{i}.yaml").into(),
            agency: None,
            is_of_other_year: false,
            kit: 0,
            target: Ok(("out".into(), format!("{i}"))),
            read: None,
        };
        let units: Vec<Unit> = (0..100_000).map(unit).collect();
        let all: Vec<PathBuf> = units.iter().map(|unit| unit.input.clone()).collect();
        let plan = Plan {
            kits: Vec::new(),
            units,
            counties: Counties::default(),
            whole: Vec::new(),
            inputs: FileSet::default(),
        };
        let begin = Instant::now();
        let some = plan.only(&all[1..]);
        assert_eq!(some.len(), 99_999);
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    }

    #[test]
    fn ten_thousand_of_one_name_are_told_in_few_words() {
        let unit = |i: usize| Unit {
            input: format!("{i}.yaml").into(),
            agency: None,
            is_of_other_year: false,
            kit: 0,
            target: Ok(("out".into(), "一样".to_owned())),
            read: None,
        };
        let mut units: Vec<Unit> = (0..10_000).map(unit).collect();
        refuse_equal_names(&mut units);
        let longest = units.iter().map(|u| u.target.as_ref().unwrap_err()[0].message.len()).max();
        assert!(longest.unwrap() < 1000, "{longest:?}");
    }
}
