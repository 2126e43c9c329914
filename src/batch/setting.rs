//! What the reports of one folder share: template, faces, name pattern, and `county.yaml`.

use super::{
    Inputs, Pattern, Present,
    faces::{self, Libraries},
    input::{county_file, folder_of, identity},
    roll,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Result},
    export::pdf::Standard,
    file,
    render::Kit,
    report::{self, County, Shared, Spanned},
    template::{self, Options, Template},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// What the caller decides for all folders; it wins over what `county.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct Choice<'a> {
    /// The name of a built-in template or a template folder, in place of the standard one.
    pub template: Option<&'a Path>,
    /// Folders of fonts that come before those of `county.yaml` and of the template.
    pub fonts: &'a [PathBuf],
    /// Whether fonts will be embedded, as a PDF asks for.
    pub embeds: bool,
    /// A profile.
    pub profile: Option<&'a str>,
    /// How the files are named.
    pub pattern: Option<&'a Pattern>,
    /// Whether errors of the checks stop nothing.
    pub draft: bool,
    /// Creation time of all files, in seconds since 1970-01-01T00:00:00Z.
    pub created: Option<i64>,
    /// What the PDFs keep to.
    pub standard: Standard,
}

/// How the reports of one folder are made.
#[derive(Debug)]
pub struct Setting {
    /// Template, faces, options.
    pub kit: Kit,
    /// How the files are named.
    pub pattern: Pattern,
    /// 县名, where `county.yaml` says it.
    pub county: Option<String>,
}

impl Setting {
    /// The setting of a folder of reports with this `county.yaml`.
    ///
    /// # Errors
    /// What is wrong in the template, or with what is chosen, fonts included.
    pub(super) fn new(
        county: Option<&County>,
        folder: &Path,
        choice: &Choice<'_>,
        libraries: &mut Libraries,
    ) -> Result<Self> {
        let mut findings = Diagnostics::default();
        let mut keep = |error: Diagnostics| findings.0.extend(error.0);
        let said = |value: fn(&County) -> &Option<Spanned<String>>| {
            county.as_ref().and_then(|c| value(c).as_ref().map(|v| (c, v)))
        };
        let template = match (choice.template, said(|c| &c.template)) {
            (Some(own), _) => Template::find(own, Path::new("")),
            (None, Some((county, own))) => {
                Template::find(Path::new(&own.value), folder).map_err(|e| place(e, county, own))
            }
            (None, None) => Template::builtin(),
        };
        let template = template.map_err(&mut keep).ok();
        let profile = match (choice.profile, said(|c| &c.profile)) {
            (None, Some((county, own))) => {
                if !template::profiles().any(|known| known == own.value) {
                    keep(no_profile(county, own).into());
                }
                Some(own.value.clone())
            }
            (chosen, _) => chosen.map(str::to_owned),
        };
        let pattern = match (choice.pattern, said(|c| &c.file_name)) {
            (None, Some((county, own))) => {
                Pattern::parse(&own.value).map_err(|e| place(e, county, own))
            }
            (chosen, _) => Ok(chosen.cloned().unwrap_or_default()),
        };
        let pattern = pattern.map_err(&mut keep).ok();
        let (Some(template), Some(pattern), true) = (template, pattern, findings.0.is_empty())
        else {
            return Err(findings);
        };
        let mut folders = choice.fonts.to_vec();
        folders.extend(said(|c| &c.fonts).map(|(_, own)| folder.join(&own.value)));
        folders.extend(template.font_folder().map(Path::to_owned));
        let fonts = libraries.fonts(folders).map_err(|findings| match said(|c| &c.fonts) {
            Some((county, own)) if choice.fonts.is_empty() => place(findings, county, own),
            _ => findings,
        })?;
        if choice.embeds {
            let styles = template::named_styles(&template, profile.as_deref())?;
            faces::embeddable(&styles, &fonts)?;
        }
        let options = Options {
            created: choice.created,
            draft: choice.draft,
            pictures: Some(folder.to_owned()),
            profile,
        };
        let shared = county.map_or_else(Shared::default, |c| c.shared.clone());
        Ok(Self {
            kit: Kit { template, fonts, options, shared, standard: choice.standard },
            pattern,
            county: said(|c| &c.name).map(|(_, name)| name.value.clone()),
        })
    }
}

/// The `county.yaml` of each folder that holds an input, if there is one.
#[derive(Debug, Default)]
pub struct Counties(HashMap<PathBuf, Option<County>>);

impl Counties {
    /// Reads them.
    ///
    /// # Errors
    /// What is wrong in any of them.
    pub fn of(inputs: &Inputs) -> Result<Self> {
        let mut counties = Self::default();
        let mut findings = Diagnostics::default();
        for file in &inputs.files {
            let folder = folder_of(file);
            if counties.0.contains_key(folder) {
                continue;
            }
            let county = read(folder).unwrap_or_else(|errors| {
                findings.0.extend(errors.0);
                None
            });
            counties.0.insert(folder.to_owned(), county);
        }
        if findings.0.is_empty() { Ok(counties) } else { Err(findings) }
    }

    /// The one beside an input.
    pub fn of_input(&self, input: &Path) -> Option<&County> {
        self.0.get(folder_of(input))?.as_ref()
    }

    /// What an input takes over where it says nothing itself.
    pub fn shared(&self, input: &Path) -> Shared {
        let county = self.of_input(input);
        county.map_or_else(Shared::default, |c| c.shared.clone())
    }

    /// Warnings of units that are missing, doubled or not on the list, for folders that were named
    /// as a whole.
    pub fn roll_call(&self, folders: &[PathBuf], present: &[Present]) -> Diagnostics {
        let mut findings = Diagnostics::default();
        for folder in folders {
            let here = identity(folder);
            let its = present.iter().filter(|p| identity(folder_of(&p.input)) == here);
            let its: Vec<Present> = its.cloned().collect();
            let county = its.first().and_then(|p| self.of_input(&p.input));
            findings.0.extend(county.map_or_else(Vec::new, |c| roll::call(c, &its).0));
        }
        findings
    }
}

fn read(folder: &Path) -> Result<Option<County>> {
    let Some(path) = county_file(folder) else {
        return Ok(None);
    };
    let name = path.strip_prefix(".").unwrap_or(&path);
    let source = report::decode(&name.display().to_string(), &file::read(&path)?)?;
    report::load_county(&source).map(Some)
}

fn no_profile(county: &County, own: &Spanned<String>) -> Diagnostic {
    let known: Vec<_> = template::profiles().collect();
    let finding =
        Diagnostic::error(template::codes::PROFILE, format!("没有“{}”这种版式", own.value));
    let finding = finding.help(format!("可以写：{}", known.join("、")));
    match &own.at {
        Some(at) => finding.at(&county.source, at.clone(), ""),
        None => finding,
    }
}

/// Findings about a value of `county.yaml` point at it, unless they know a nearer place.
fn place(mut findings: Diagnostics, county: &County, value: &Spanned<String>) -> Diagnostics {
    for finding in findings.0.iter_mut().filter(|f| f.primary.is_none()) {
        if let Some(at) = &value.at {
            *finding = finding.clone().at(&county.source, at.clone(), "");
        }
    }
    findings
}
