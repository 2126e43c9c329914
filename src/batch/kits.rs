//! The kits of the folders that hold the inputs.

use super::{Counties, Inputs};
use crate::{
    diagnostic::{Diagnostics, Result},
    file::folder_of,
    render::{Kit, Wishes},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// A kit for each folder that holds an input.
#[derive(Debug, Default)]
pub struct Kits {
    pub(super) counties: Counties,
    pub(super) all: Vec<Kit>,
    places: HashMap<PathBuf, usize>,
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
        let mut kits = Self { counties: Counties::of(inputs)?, ..Self::default() };
        let mut errors = Diagnostics::default();
        for file in &inputs.files {
            let folder = folder_of(file);
            if kits.places.contains_key(folder) {
                continue;
            }
            kits.places.insert(folder.to_owned(), kits.all.len());
            kits.all.extend(errors.take(kits.kit(file, folder, wishes.clone())));
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
            Some(county) => wishes.over(Wishes::of_county(county, folder)),
            None => wishes,
        };
        let kit = match self.all.iter().find(|kit| kit.wishes == wishes) {
            Some(kit) => kit.clone(),
            None => Kit::load(wishes)?,
        };
        Ok(Kit { pictures: Some(folder.to_owned()), shared: self.counties.shared(file), ..kit })
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
        let place = *self.places.get(folder_of(input))?;
        Some((place, self.all.get(place)?))
    }
}
