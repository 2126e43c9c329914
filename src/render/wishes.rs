//! What a run wants, in one vocabulary: the command line says it, `county.yaml` says it for the
//! reports beside it, and what nobody says has a default.

use super::Pattern;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Location, Result},
    export::{FORMATS, Format, PageChoice, ofd, pdf::Standard, png::Resolution},
    report::{County, Spanned},
    text::{is_it_perhaps, nearest},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Something wanted, and where it is written, so that a finding can point there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish<T> {
    /// What is wanted.
    pub value: T,
    /// The folder that a path starts from; empty for the current one.
    pub from: PathBuf,
    /// Where it is written; nowhere on a command line.
    pub at: Option<Location>,
}

impl<T> From<T> for Wish<T> {
    fn from(value: T) -> Self {
        Self { value, from: PathBuf::new(), at: None }
    }
}

impl<T> Wish<T> {
    /// What a proof makes of it; findings that have no nearer place point at the wish.
    pub(super) fn prove<P>(&self, proof: impl FnOnce(&T) -> Result<P>) -> Result<P> {
        proof(&self.value).map_err(|findings| match &self.at {
            Some(at) => findings.or_at(at),
            None => findings,
        })
    }
}

/// What is wanted of the reports of one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Which files to write of each; those that are usual when nobody says any.
    pub formats: Vec<&'static Format>,
    /// The name of a built-in template, or a template folder. Default: `annual-report`.
    pub template: Option<Wish<PathBuf>>,
    /// Folders of fonts; an earlier one wins, and all win over that of the template. Those of the command line
    /// stand in place of that of `county.yaml`.
    pub fonts: Vec<Wish<PathBuf>>,
    /// Whether the fonts installed on the machine are used, behind all of these: files then differ from
    /// machine to machine.
    pub system_fonts: Option<bool>,
    /// The name of a profile (版式), in place of the one that the template's styles name.
    pub profile: Option<Wish<String>>,
    /// The [`Pattern`] that output files are named by.
    pub file_name: Option<Wish<String>>,
    /// What the PDFs keep to.
    pub standard: Option<Standard>,
    /// What the OFDs keep to, and whether they hold the YAML.
    pub ofd: Option<ofd::Settings>,
    /// Whether web pages are bodies alone, to be pasted into others.
    pub fragment: bool,
    /// How fine pictures of the pages are.
    pub resolution: Option<Resolution>,
    /// The pages of which pictures are made; all when nobody says any.
    pub pages: Option<PageChoice>,
    /// Creation time of all files, in seconds since 1970-01-01T00:00:00Z. Default: the report's date.
    pub created: Option<i64>,
    /// Whether this is a draft: errors of the checks do not stop it, and every page is marked 草稿.
    pub draft: bool,
}

impl Wishes {
    /// What the `county.yaml` of a folder wants.
    ///
    /// # Errors
    /// `NB397`: a format that there is not.
    pub fn of_county(county: &County, folder: &Path) -> Result<Self> {
        fn wish<T: From<String>>(
            said: Option<&Spanned<String>>,
            county: &County,
            folder: &Path,
        ) -> Option<Wish<T>> {
            let at = |range| Location { source: Arc::clone(&county.source), range };
            said.map(|said| Wish {
                value: said.value.clone().into(),
                from: folder.to_owned(),
                at: said.at.clone().map(at),
            })
        }
        Ok(Self {
            formats: formats(county)?,
            template: wish(county.template.as_ref(), county, folder),
            fonts: wish(county.fonts.as_ref(), county, folder).into_iter().collect(),
            system_fonts: county.system_fonts.then_some(true),
            profile: wish(county.profile.as_ref(), county, folder),
            file_name: wish(county.file_name.as_ref(), county, folder),
            ..Self::default()
        })
    }

    /// These wishes, with the usual formats where nobody said any.
    #[must_use]
    pub fn or_usual(mut self) -> Self {
        if self.formats.is_empty() {
            self.formats = FORMATS.into_iter().filter(|format| format.usual).collect();
        }
        self
    }

    /// These wishes, and where they leave something open, those below.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            formats: if self.formats.is_empty() { below.formats } else { self.formats },
            template: self.template.or(below.template),
            fonts: if self.fonts.is_empty() { below.fonts } else { self.fonts },
            system_fonts: self.system_fonts.or(below.system_fonts),
            profile: self.profile.or(below.profile),
            file_name: self.file_name.or(below.file_name),
            standard: self.standard.or(below.standard),
            ofd: self.ofd.or(below.ofd),
            fragment: self.fragment || below.fragment,
            resolution: self.resolution.or(below.resolution),
            pages: self.pages.or(below.pages),
            created: self.created.or(below.created),
            draft: self.draft || below.draft,
        }
    }

    /// The longest extension of the files to write.
    pub(crate) fn longest_extension(&self) -> &'static str {
        let extensions = self.formats.iter().map(|f| f.extension);
        extensions.max_by_key(|e| e.len()).unwrap_or_default()
    }

    /// How output files are named.
    pub(super) fn pattern(&self) -> Result<Pattern> {
        self.file_name
            .as_ref()
            .map_or_else(|| Ok(Pattern::default()), |wish| wish.prove(|text| Pattern::parse(text)))
    }
}

/// The formats that a `county.yaml` names, each once.
fn formats(county: &County) -> Result<Vec<&'static Format>> {
    let mut formats = Vec::new();
    let mut findings = Diagnostics::default();
    for said in &county.formats {
        let found = Format::named(said.value.trim_start_matches('.'));
        if found.is_empty() {
            findings.push(unknown_format(said, county));
        }
        for format in found {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
    }
    findings.finish(formats)
}

fn unknown_format(said: &Spanned<String>, county: &County) -> Diagnostic {
    let names = || FORMATS.into_iter().map(|format| format.extension);
    let lower = said.value.to_lowercase();
    let near = match Format::meant(&lower).or_else(|| nearest(&lower, names())) {
        Some(near) => is_it_perhaps(near),
        None => String::new(),
    };
    let all: Vec<&str> = names().collect();
    Diagnostic::error(Code::OutputFormat, format!("没有“{}”这种格式", said.value))
        .at(&county.source, said.at.clone(), "")
        .help(format!("{near}可以写：{}、all", all.join("、")))
}
