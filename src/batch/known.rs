//! Whose the reports of a folder are, as far as a look at their first lines tells.

use crate::{
    diagnostic::Source,
    file,
    report::{self, Report, Shared, UnitName},
};
use std::path::{Path, PathBuf};

/// How it is told that two reports of one unit have other numbers.
pub(crate) const NUMBERS_DIFFER: &str = "数不一样";

/// A report: its file, and whose it is.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownReport {
    stem: String,
    /// What messages call the file.
    pub name: String,
    path: PathBuf,
    is_yaml: bool,
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
        own.saying(&String::from_utf8_lossy(&text))
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

    /// What the report in a YAML that was read of another file says otherwise than this one, as the end of a sentence.
    pub fn different(&self, other: &Source) -> String {
        let text = file::read_beside(&self.path).unwrap_or_default();
        let own = Source::new("", String::from_utf8_lossy(&text));
        let other = Source::new("", other.text.as_str());
        let Ok(other) = report::load(&other) else { return String::new() };
        // The YAML may leave to its county what all units share.
        let shared = Shared {
            year: Some(other.report.year.value),
            date: other.report.signature.as_ref().map(|signature| signature.date.value),
            ..Shared::default()
        };
        report::load_with(&own, &shared)
            .map_or_else(|_| String::new(), |own| different(&own.report, &other.report))
    }

    /// The same, and whose it is by its YAML.
    pub fn saying(self, text: &str) -> Self {
        let item = |name: &str| item(text, name);
        Self { agency: item("机关"), short_name: item("简称"), year: item("年度"), ..self }
    }
}

/// How many numbers of a report another says otherwise, with the first of them; empty where none, or where one of
/// them is no report yet.
fn different(one: &Report, other: &Report) -> String {
    let cell = |report: &Report, table: &str, key: &str| {
        report.tables.get(table).and_then(|cells| cells.get(key)).map(|cell| cell.value.clone())
    };
    let mut count = 0;
    let mut first = None;
    for table in &one.form.tables {
        for data in table.data() {
            let [mine, theirs] = [one, other].map(|report| cell(report, &table.key, &data.key));
            if mine != theirs {
                count += 1;
                first = first.or_else(|| {
                    let shown = |value: Option<report::Value>| {
                        let amount = value.as_ref().and_then(report::Value::amount);
                        amount.map_or_else(|| "没有填".to_owned(), |amount| amount.to_string())
                    };
                    let name = data.labels.join(" ");
                    Some(format!("“{name}”一个是 {}，一个是 {}", shown(mine), shown(theirs)))
                });
            }
        }
    }
    first.map_or_else(String::new, |first| format!("，有 {count} 个{NUMBERS_DIFFER}：{first}"))
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

    /// Whether the name of a file says whose of them it is, and of which year.
    pub fn names(&self, path: &Path) -> bool {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        self.0.iter().any(|known| {
            let of_unit = [&known.agency, &known.short_name].into_iter().flatten();
            let own = of_unit.into_iter().map(|name| UnitName::of(name, "").own);
            let own = own.filter(|own| own.chars().count() > 1);
            own.into_iter().any(|own| stem.contains(own))
                && known.year.as_ref().is_some_and(|year| stem.contains(year.as_str()))
        })
    }

    /// The YAML that is of the same unit and year as the report in another file; `any` also one of another kind.
    pub fn same(&self, text: &str, any: bool) -> Option<&KnownReport> {
        let other = KnownReport::default().saying(text);
        let agency = other.agency?;
        let is_same = |known: &&KnownReport| {
            let own = known.agency.as_deref().map(|own| UnitName::of(own, ""));
            (known.is_yaml || any)
                && own.is_some_and(|own| own.is_same(&UnitName::of(&agency, "")))
                && (known.year.is_none() || other.year.is_none() || known.year == other.year)
        };
        self.0.iter().find(is_same)
    }
}
