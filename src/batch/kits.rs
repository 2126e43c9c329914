//! The kits of the folders that hold the inputs.

use super::{Counties, Inputs, guarded};
use crate::{
    diagnostic::{Diagnostics, Location, Result},
    export::Format,
    file::{self, folder_of},
    render::{Kit, Wish, Wishes},
    report::County,
    yaml,
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// A kit for each folder that holds an input.
#[derive(Clone, Debug, Default)]
pub struct Kits {
    pub(super) counties: Counties,
    pub(super) all: Vec<Kit>,
    places: HashMap<PathBuf, usize>,
    /// The folder of the one `county.yaml` of all, where that is not the inputs'.
    home: Option<PathBuf>,
    /// The kits of the inputs that name a template themselves.
    own: HashMap<PathBuf, usize>,
    /// What is worth a look in what reports share.
    pub findings: Diagnostics,
}

impl Kits {
    /// Reads the `county.yaml` of every folder that holds an input, and makes a kit of what is wanted
    /// of all of them laid over what it wants.
    ///
    /// # Errors
    /// Everything that is wrong in any of them.
    pub fn load(inputs: &Inputs, wishes: &Wishes) -> Result<Self> {
        Self::made(inputs, wishes, Self { counties: Counties::of(inputs)?, ..Self::default() })
    }

    /// The same with one `county.yaml` for all inputs, wherever it stands.
    ///
    /// # Errors
    /// As [`Kits::load`].
    pub fn of_county(
        inputs: &Inputs,
        wishes: &Wishes,
        county: &County,
        home: &Path,
    ) -> Result<Self> {
        let counties = Counties::given(inputs, county);
        Self::made(
            inputs,
            wishes,
            Self { counties, home: Some(home.to_owned()), ..Self::default() },
        )
    }

    fn made(inputs: &Inputs, wishes: &Wishes, mut kits: Self) -> Result<Self> {
        let mut errors = Diagnostics::default();
        for file in &inputs.files {
            let folder = folder_of(file);
            if kits.places.contains_key(folder) {
                continue;
            }
            kits.places.insert(folder.to_owned(), kits.all.len());
            kits.all.extend(errors.take(guarded(|| kits.kit(file, folder, wishes.clone()))));
        }
        if errors.is_empty() && wishes.template.is_none() {
            inputs.files.iter().for_each(|file| kits.add_own(file, wishes));
        }
        let warnings = kits.all.iter().flat_map(|kit| kit.findings.iter().cloned());
        kits.findings = warnings.collect::<Diagnostics>().once();
        if errors.is_empty() {
            return Ok(kits);
        }
        errors.extend(kits.findings);
        Err(errors)
    }

    /// Folders of which the same is wanted share template and faces.
    fn kit(&self, file: &Path, folder: &Path, wishes: Wishes) -> Result<Kit> {
        let wishes = match self.counties.of_input(file) {
            Some(county) => {
                let home = self.home.as_deref().unwrap_or(folder);
                wishes.over(Wishes::of_county(county, home)?)
            }
            None => wishes,
        };
        let wishes = wishes.or_usual();
        let kit = match self.all.iter().find(|kit| kit.wishes == wishes) {
            Some(kit) => kit.clone(),
            None => Kit::load(wishes)?,
        };
        Ok(Kit { pictures: Some(folder.to_owned()), shared: self.counties.shared(file), ..kit })
    }

    /// Adds the kit of an input that names a template itself. Where there is none of that name, it is told
    /// when the input is read, and the others go on.
    fn add_own(&mut self, file: &Path, wishes: &Wishes) {
        let Some(template) = named_template(file, &self.counties) else {
            return;
        };
        let Some(folder) = self.place_of(file).map(|(_, kit)| kit.clone()) else {
            return;
        };
        let is_that =
            |wish: &Wish<PathBuf>| (&wish.value, &wish.from) == (&template.value, &template.from);
        if folder.wishes.template.as_ref().is_some_and(is_that) {
            return;
        }
        let known = self.own.values().copied().find(|at| {
            let wishes = self.all.get(*at).map(|kit| &kit.wishes);
            wishes.and_then(|wishes| wishes.template.as_ref()).is_some_and(is_that)
                && self.all.get(*at).is_some_and(|kit| kit.pictures == folder.pictures)
        });
        let place = known.unwrap_or_else(|| {
            let wishes = Wishes { template: Some(template), ..wishes.clone() };
            let kit = match guarded(|| self.kit(file, folder_of(file), wishes)) {
                Ok(kit) => kit,
                Err(refused) => Kit { refused: Some(refused), ..folder.clone() },
            };
            self.all.push(kit);
            self.all.len() - 1
        });
        self.own.insert(file.to_owned(), place);
    }

    /// The formats that are wanted of any of the inputs.
    pub fn formats(&self) -> Vec<&'static Format> {
        self.all.iter().flat_map(|kit| kit.wishes.formats.iter().copied()).collect()
    }

    /// The `county.yaml` of each folder.
    pub fn counties(&self) -> &Counties {
        &self.counties
    }

    /// The kit of the folder that holds an input.
    pub fn of_input(&self, input: &Path) -> Option<&Kit> {
        self.place_of(input).map(|(_, kit)| kit)
    }

    pub(super) fn place_of(&self, input: &Path) -> Option<(usize, &Kit)> {
        let own = self.own.get(input);
        let place = *own.or_else(|| self.places.get(folder_of(input)))?;
        Some((place, self.all.get(place)?))
    }
}

/// The template that a document names itself, in a line at the margin: it says how the rest is to be read,
/// so it is looked for before.
fn named_template(path: &Path, counties: &Counties) -> Option<Wish<PathBuf>> {
    let source = yaml::decode(&file::shown(path), &counties.read(path).ok()?).ok()?;
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let rest = ["模板", "template"].iter().find_map(|key| line.strip_prefix(key));
        // Another mark than the colon is told; what it says is meant all the same.
        let marks = [':', '：', '︰', '﹕', '∶', '=', '＝', '；', ';'];
        let value = rest.and_then(|rest| rest.trim_start().strip_prefix(marks));
        if let Some(value) = value {
            let said = value.split(" #").next().unwrap_or(value).trim();
            let named = said.trim_matches(['"', '\'', '“', '”']);
            if named.is_empty() {
                return None;
            }
            let at = start + line.find(said).unwrap_or(0);
            let at = Location { source: source.clone(), range: at..at + said.len() };
            let from = folder_of(path).to_owned();
            return Some(Wish { value: named.into(), from, at: Some(at) });
        }
        start += line.len();
    }
    None
}
