//! What a document is made from: a report of the official form, or the free data of any other
//! document. Which of the two, and which data, the template says ([`Takes`]).

mod convert;
mod data;
mod item;
mod starter;

pub use self::{
    data::{Data, Value},
    item::{Item, ItemKind, Takes},
    starter::{sample, starter, with_template},
};

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    report::{self, Report, Shared},
};
use std::sync::Arc;

/// What one YAML file says.
#[derive(Clone, Debug)]
pub enum Input {
    /// An annual report.
    Report(Box<Report>),
    /// Any other document.
    Data(Data),
}

/// An input, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The input.
    pub input: Input,
    /// Warnings.
    pub findings: Diagnostics,
}

/// Reads what a template takes; `shared` is of the folder's `county.yaml`.
///
/// # Errors
/// `NB0xx`, everything that keeps the file from being understood; `NB232` for a report that is not
/// of the form that the template draws.
pub fn load(source: &Arc<Source>, takes: &Takes, shared: &Shared) -> Result<Loaded> {
    match takes {
        Takes::Report { form } => {
            let loaded = report::load_with(source, shared)?;
            if let Some(form) = form.as_ref().filter(|form| **form != loaded.report.form.id) {
                return Err(other_form(&loaded.report, form).into());
            }
            Ok(Loaded { input: Input::Report(Box::new(loaded.report)), findings: loaded.findings })
        }
        Takes::Data(items) => {
            let (data, findings) = data::load(source, items, shared)?;
            Ok(Loaded { input: Input::Data(data), findings })
        }
    }
}

fn other_form(report: &Report, wanted: &str) -> Diagnostic {
    let form = &report.form.id;
    let message = format!("这个模板只排 {wanted} 年版的表，这份报告用的是 {form} 年版");
    let help = format!(
        "改用模板 annual-report；确实要照 {wanted} 年版填的，在报告里写“格式: {wanted}”，表里的数也要照那一版填"
    );
    Diagnostic::error(Code::OtherForm, message)
        .at(&report.source, report.year.at.clone(), format!("这一年度按 {form} 年版"))
        .help(help)
}

impl Input {
    /// The YAML.
    pub fn source(&self) -> &Arc<Source> {
        match self {
            Self::Report(report) => &report.source,
            Self::Data(data) => &data.source,
        }
    }

    /// The report, if it is one.
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Report(report) => Some(report),
            Self::Data(_) => None,
        }
    }

    /// The title on one line.
    pub fn title(&self) -> Option<String> {
        match self {
            Self::Report(report) => Some(report.title_line()),
            Self::Data(data) => data.title(),
        }
    }

    /// Who issues it.
    pub fn agency(&self) -> Option<&str> {
        match self {
            Self::Report(report) => Some(&report.agency.value),
            Self::Data(data) => data.agency(),
        }
    }

    /// The year reported on, or else that of the date.
    pub fn year(&self) -> Option<i32> {
        match self {
            Self::Report(report) => Some(report.year.value),
            Self::Data(data) => data.year(),
        }
    }
}
