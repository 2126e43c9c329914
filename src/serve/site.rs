//! What is served: a folder of reports, and what is known of it between two requests.

use super::{lock::Lock, names, versions::Trail};
use crate::{
    batch::{self, Inputs, Kits},
    check,
    diagnostic::{Diagnostics, Result},
    digest::Digest,
    file, import,
    render::{Kit, Wishes},
    report::{self, County, Report, Shared},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    slice,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// What a site is opened with; what is random comes from outside.
#[derive(Debug)]
pub struct Setup {
    /// The folder of the reports.
    pub folder: PathBuf,
    /// What is wanted of all of them: template, fonts.
    pub wishes: Wishes,
    /// Last year's reports.
    pub previous: Vec<Report>,
    /// The word in the address without which nothing is answered.
    pub token: String,
    /// The port that is listened on.
    pub port: u16,
    /// Where a file is put together that is sent and kept nowhere.
    pub scratch: PathBuf,
}

/// A folder of reports that is open in browsers.
#[derive(Debug)]
pub struct Site {
    pub(super) setup: Setup,
    /// Held while it is served, where the folder can be written to.
    _lock: Option<Lock>,
    /// The kit of each report that is open, and the sum of the `county.yaml` that it was made by.
    kits: Mutex<HashMap<PathBuf, (String, Kit)>>,
    /// One at a time.
    writing: Mutex<()>,
    /// The report of the year before, by the file that it belongs to.
    last_years: Mutex<HashMap<PathBuf, Option<Arc<Report>>>>,
    /// What was written here one after the other, by file.
    written: Mutex<HashMap<PathBuf, Trail>>,
    /// What was doubtful in files that were read in, by the YAML that they became.
    doubts: Mutex<HashMap<PathBuf, Diagnostics>>,
}

impl Site {
    /// Opens a folder.
    ///
    /// # Errors
    /// `NB412`: it is served already. `NB401`: there is no such folder.
    pub fn open(setup: Setup) -> Result<Self> {
        let lock = Lock::take(&setup.folder, &setup.address())?;
        file::sweep(&setup.folder);
        Ok(Self {
            setup,
            _lock: lock,
            kits: Mutex::default(),
            writing: Mutex::default(),
            last_years: Mutex::default(),
            written: Mutex::default(),
            doubts: Mutex::default(),
        })
    }

    /// Where it is found.
    pub fn address(&self) -> String {
        self.setup.address()
    }

    pub(super) fn folder(&self) -> &Path {
        &self.setup.folder
    }

    /// Held by who writes.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file that a browser names.
    pub(super) fn file(&self, name: &str) -> Result<PathBuf> {
        names::within(self.folder(), name)
    }

    /// All reports of the folder.
    pub(super) fn inputs(&self) -> Inputs {
        batch::collect(slice::from_ref(&self.setup.folder))
    }

    /// The kit of one file, made anew: template and fonts may have changed.
    pub(super) fn kit(&self, path: &Path) -> Result<Kit> {
        let made_by = made_by(path);
        let inputs = Inputs { files: vec![path.to_owned()], ..Inputs::default() };
        let kits = Kits::load(&inputs, &self.setup.wishes)?;
        let kit = kits.of_input(path).cloned();
        let kit = kit.ok_or_else(|| names::refused(&file::shown(path)))?;
        let mut known = self.kits.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_owned(), (made_by, kit.clone()));
        Ok(kit)
    }

    /// The same of a report that is open: between two keys nothing but its `county.yaml` is looked at again.
    pub(super) fn open_kit(&self, path: &Path) -> Result<Kit> {
        let kits = self.kits.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kits.get(path).cloned();
        drop(kits);
        match known.filter(|(by, _)| *by == made_by(path)) {
            Some((_, kit)) => Ok(kit),
            None => self.kit(path),
        }
    }

    /// The report of the year before, looked up when a report is opened: `--previous`, or beside it.
    pub(super) fn last_year(
        &self,
        path: &Path,
        report: &Report,
        anew: bool,
    ) -> Option<Arc<Report>> {
        let mut known = self.last_years.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = known.get(path).filter(|_| !anew) {
            return last.clone();
        }
        let last = self.find_last_year(report).map(Arc::new);
        known.insert(path.to_owned(), last.clone());
        last
    }

    /// What the folder's reports share, as its `county.yaml` says.
    pub(super) fn county(&self) -> Result<Option<County>> {
        batch::county_file(self.folder()).map(|path| batch::load_county(&path)).transpose()
    }

    /// What a report of the folder takes over.
    pub(super) fn shared(&self) -> Result<Shared> {
        Ok(self.county()?.map_or_else(Shared::default, |county| county.shared))
    }

    fn find_last_year(&self, report: &Report) -> Option<Report> {
        if let Ok(Some(last)) = check::previous_of(report, &self.setup.previous) {
            return Some(last.clone());
        }
        let own = Shared { forms: self.shared().unwrap_or_default().forms, ..Shared::default() };
        let year = report.year.value - 1;
        let folders = [
            self.folder().join("上年"),
            self.folder().join("去年"),
            self.folder().join(year.to_string()),
        ];
        // No link: it may lead out.
        let is_own =
            |folder: &&PathBuf| folder.symlink_metadata().is_ok_and(|about| about.is_dir());
        let beside = folders.iter().filter(is_own);
        for folder in std::iter::once(&self.setup.folder).chain(beside) {
            let reports: Vec<Report> = batch::collect(slice::from_ref(folder))
                .files
                .iter()
                .filter_map(|file| of_year(file, year, &own))
                .collect();
            if let Ok(Some(last)) = check::previous_of(report, &reports) {
                return Some(last.clone());
            }
        }
        None
    }

    /// What was written here to a file since it was last changed elsewhere.
    pub(super) fn trail<T>(&self, path: &Path, work: impl FnOnce(&mut Trail) -> T) -> T {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        work(written.entry(path.to_owned()).or_default())
    }

    /// Keeps what was doubtful when a file was read in, until it is served no more.
    pub(super) fn note_doubts(&self, path: &Path, found: Diagnostics) {
        let mut doubts = self.doubts.lock().unwrap_or_else(PoisonError::into_inner);
        doubts.insert(path.to_owned(), found);
    }

    /// What was doubtful when this was read in.
    pub(super) fn doubts(&self, path: &Path) -> Diagnostics {
        let doubts = self.doubts.lock().unwrap_or_else(PoisonError::into_inner);
        doubts.get(path).cloned().unwrap_or_default()
    }
}

/// The report in a file, if it may be of that year.
fn of_year(file: &Path, year: i32, shared: &Shared) -> Option<Report> {
    let (source, _) =
        import::open(&file::shown(file), &file::read_beside(file).ok()?, &shared.forms).ok()?;
    // Most files are of other years, and need not be understood.
    let may_be = source.text.contains(&year.to_string());
    may_be.then(|| report::load_with(&source, shared).ok())?.map(|loaded| loaded.report)
}

/// The sum of the `county.yaml` beside a report, and its place.
fn made_by(path: &Path) -> String {
    let county = batch::county_file(file::folder_of(path));
    let read = county.as_deref().and_then(|path| file::read_beside(path).ok());
    read.map_or_else(String::new, |bytes| Digest::of(&bytes).to_string())
}

impl Setup {
    fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }
}
