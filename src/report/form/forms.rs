//! The forms that there are.

use super::{Form, file, proof};
use crate::diagnostic::{Code, Diagnostic, Result, Source};
use std::sync::{Arc, LazyLock};

macro_rules! built_in {
    ($($id:literal),*) => {
        /// The ids of the built-in forms, the newest first.
        const IDS: [&str; [$($id),*].len()] = [$($id),*];
        /// The forms themselves; each is read when a report first asks for it.
        static BUILT_IN: [LazyLock<Arc<Form>>; IDS.len()] = [$(LazyLock::new(|| read(
            include_str!(concat!(env!("OUT_DIR"), "/", $id, ".json"))
        ))),*];
    };
}

built_in!("2021", "2019");

/// A form of this crate, as the build read it; that it can be read is what the tests are for.
fn read(prepared: &str) -> Arc<Form> {
    Arc::new(file::prepared(prepared).unwrap_or_else(|| unreachable!("not a form: {prepared}")))
}

/// The forms that a report may follow: the built-in ones, and those that a caller adds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forms {
    /// Newer than the built-in ones, the newest first.
    added: Vec<Arc<Form>>,
}

impl Forms {
    /// Adds the form that a file describes, newer than all there are.
    ///
    /// # Errors
    /// What keeps the file from being YAML; `NB032`: it does not describe a form, speaks of what it
    /// does not have, or begins no later than another form.
    pub fn with(mut self, source: &Arc<Source>) -> Result<Self> {
        let form = Arc::new(file::read(source)?);
        let mut faults = proof::loose_ends(&form);
        if let Some(known) = self.iter().find(|known| form.from_year <= known.from_year) {
            faults.push(format!("from_year 要在 {} 以后", known.from_year));
        }
        if let Some(known) = self.for_id(&form.id) {
            faults.push(format!("已经有 {} 这一版", known.id));
        }
        if faults.is_empty() {
            self.added.insert(0, form);
            return Ok(self);
        }
        let message = format!("“{}”不能当作格式用：{}", source.name, faults.join("；"));
        let finding = Diagnostic::error(Code::FormFile, message).at(source, 0..0, "");
        Err(finding.help("改好这个文件，或在 id、from_year 里换一版").into())
    }

    /// The ids of the built-in forms, the newest first.
    pub fn built_in_ids() -> impl Iterator<Item = &'static str> + Clone {
        IDS.into_iter()
    }

    /// Every form, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.added.iter().chain(BUILT_IN.iter().map(|form| &**form))
    }

    /// The form with this id.
    pub fn for_id(&self, id: &str) -> Option<Arc<Form>> {
        let built_in = || Some(&**BUILT_IN.get(IDS.iter().position(|own| *own == id)?)?);
        self.added.iter().find(|form| form.id == id).or_else(built_in).cloned()
    }

    /// The form that a report year is written to; years before all forms take the oldest.
    pub fn for_year(&self, year: i32) -> Arc<Form> {
        let form = self.iter().find(|form| form.from_year <= year);
        Arc::clone(form.unwrap_or(&BUILT_IN[BUILT_IN.len() - 1]))
    }
}
