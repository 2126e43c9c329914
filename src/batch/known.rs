//! Whose the reports of a folder are, as far as a look at their first lines tells.

use super::second;
use crate::{
    file,
    import::source::{self, SourceClass},
    report::UnitName,
};
use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

/// A report: its file, and whose it is.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownReport {
    stem: String,
    /// What messages call the file.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Whether it was typed as YAML.
    pub is_yaml: bool,
    /// The YAML that was read of it. Of what is YAML itself only the heads are kept: a country of them would fill the
    /// memory.
    text: String,
    /// 机关.
    pub agency: Option<String>,
    /// 简称.
    short_name: Option<String>,
    /// 年度.
    year: Option<String>,
}

/// The reports that are known already.
#[derive(Debug, Default)]
pub(super) struct KnownReports(Vec<KnownReport>);

impl KnownReport {
    /// Looks into a YAML.
    pub fn of_yaml(path: &Path) -> Self {
        let text = file::read_beside(path).unwrap_or_default();
        let own = Self { is_yaml: true, ..Self::of_file(path) };
        Self { text: String::new(), ..own.saying(&String::from_utf8_lossy(&text)) }
    }

    /// Its YAML.
    fn yaml(&self) -> Cow<'_, str> {
        if !self.is_yaml {
            return Cow::Borrowed(&self.text);
        }
        let text = file::read_beside(&self.path).unwrap_or_default();
        Cow::Owned(String::from_utf8_lossy(&text).into_owned())
    }

    /// A file that is known by its name.
    pub fn of_file(path: &Path) -> Self {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = file::shown(path.file_name().unwrap_or_default().as_ref());
        Self { stem, name, path: path.to_owned(), ..Self::default() }
    }

    /// Whether the YAML of what was read says whose it is.
    pub fn names_unit(yaml: &str) -> bool {
        item(yaml, "机关").is_some()
    }

    /// What the report in a YAML that was read of another file says otherwise than this one, as the end of a sentence;
    /// empty where nothing.
    pub fn different(&self, other: &str) -> String {
        second::different(&self.yaml(), other)
    }

    /// The same of its numbers alone.
    pub fn other_numbers(&self, other: &str) -> String {
        second::other_numbers(&self.yaml(), other)
    }

    /// Whether the name of a file says whose it is, and of which year.
    fn is_in(&self, stem: &str) -> bool {
        let of_unit = [&self.agency, &self.short_name].into_iter().flatten();
        let mut own = of_unit.map(|name| UnitName::of(name, "").own);
        own.any(|own| own.chars().count() > 1 && stem.contains(own))
            && self.year.as_ref().is_some_and(|year| stem.contains(year.as_str()))
    }

    /// Whether this is what people write a report in, so that what this program has made of it is from before a
    /// change, and no second report.
    pub fn is_written_in(&self) -> bool {
        self.is_yaml || source::class(&self.path) == Some(SourceClass::Book)
    }

    /// Whether both are of one unit and one year.
    fn is_of_unit_of(&self, other: &Self) -> bool {
        let names = self.agency.as_deref().zip(other.agency.as_deref());
        let is_same = names.is_some_and(|(a, b)| UnitName::of(a, "").is_same(&UnitName::of(b, "")));
        is_same && (self.year.is_none() || other.year.is_none() || self.year == other.year)
    }

    /// The same, and whose it is by its YAML.
    pub fn saying(self, text: &str) -> Self {
        let item = |name: &str| item(text, name);
        let (agency, short_name, year) = (item("机关"), item("简称"), item("年度"));
        Self { agency, short_name, year, text: text.to_owned(), ..self }
    }
}

/// What a YAML says behind a name at the head of a line.
fn item(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find_map(|line| {
        let rest = line.trim_start_matches('\u{FEFF}').strip_prefix(name)?.trim_start();
        rest.strip_prefix([':', '：'])
    })?;
    let value = line.split(" #").next().unwrap_or_default();
    let value = value.trim().trim_matches(['"', '\'']).trim();
    (!value.is_empty() && !value.starts_with('【')).then(|| value.to_owned())
}

impl KnownReports {
    pub fn new(known: Vec<KnownReport>) -> Self {
        Self(known)
    }

    pub fn add(&mut self, one: KnownReport) {
        self.0.push(one);
    }

    pub fn has_yaml(&self) -> bool {
        self.0.iter().any(|known| known.is_yaml)
    }

    /// Whether a file is called as one of them but for its extension.
    pub fn has_stem(&self, path: &Path) -> bool {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        self.0.iter().any(|known| known.stem == stem)
    }

    /// The one that a file is called after: that has its name but for the extension, or whose unit and year the name
    /// says.
    pub fn named(&self, path: &Path) -> impl Iterator<Item = &KnownReport> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.0.iter().filter(move |known| known.stem == stem || known.is_in(&stem))
    }

    /// Those that are of the same unit and year as the report in another file.
    pub fn same(&self, text: &str) -> impl Iterator<Item = &KnownReport> {
        let other = KnownReport::default().saying(text);
        self.0.iter().filter(move |known| known.is_of_unit_of(&other))
    }
}
