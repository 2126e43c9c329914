//! Last year's reports, and which of them a report is compared with.

use crate::{
    batch::{self, Counties},
    check,
    diagnostic::{Code, Diagnostic, Diagnostics},
    report::Report,
};
use std::path::Path;

/// The reports of a file or folder, and what could not be read of them or was guessed.
pub fn reports_of(path: &Path) -> (Vec<Report>, Diagnostics) {
    let inputs = batch::collect(&[path.to_owned()]);
    let mut unread = inputs.findings.clone();
    let counties = Counties::of(&inputs).unwrap_or_else(|errors| {
        unread.extend(errors);
        Counties::default()
    });
    let mut reports = Vec::new();
    for file in &inputs.files {
        match batch::previous(file, &counties) {
            Ok(loaded) => {
                unread.extend(loaded.findings);
                reports.push(loaded.report);
            }
            Err(errors) => unread.extend(errors),
        }
    }
    (reports, unread)
}

/// The report of the year before among some; that there is none, or that there are several, is said.
pub fn against<'r>(
    report: &Report,
    previous: Option<&'r [Report]>,
    found: &mut Diagnostics,
) -> Option<&'r Report> {
    match check::previous_of(report, previous?) {
        Ok(None) => {
            found.push(no_previous(report));
            None
        }
        Ok(previous) => previous,
        Err(doubled) => {
            found.push(*doubled);
            None
        }
    }
}

fn no_previous(report: &Report) -> Diagnostic {
    let (agency, last) = (&report.agency.value, report.year.value - 1);
    let message = format!("没有找到“{agency}”{last} 年度的报告，跨年的数没有核对");
    let finding = Diagnostic::warning(Code::NoPrevious, message);
    finding
        .at(&report.source, report.agency.at.clone(), "")
        .help("请核对 --previous 给的文件；“机关”要相同，“年度”要早一年")
}
