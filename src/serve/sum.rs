//! The units' reports → their county's, in a folder of its own below theirs.

use super::{names, site::Site, spots};
use crate::{
    batch::{self, CountyAsk, CountyReport, Kits},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file,
    render::{Fields, Pattern},
    report::Shared,
};
use serde_json::{Value, json};
use std::path::Path;

/// Adds up the reports of the folder. The county's report that is there keeps the words that were written in it.
pub(super) fn summarize(site: &Site) -> Result<Value> {
    let county = site.county()?;
    let name = county.as_ref().and_then(|county| county.name.as_ref());
    let Some(name) = name.map(|name| name.value.clone()) else {
        let message = "不知道县名";
        let help = "请在这个文件夹的 county.yaml 里写上“县名: 某某县”";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    };
    let inputs = site.inputs();
    let kits = Kits::load(&inputs, &site.setup.wishes)?;
    let mut told = Diagnostics::default();
    // What a YAML is told, it is told where it is open; what was read of another kind of file, nowhere but here.
    let mut tell = |path: Option<&Path>, found: Diagnostics| {
        if path.is_some_and(|path| !file::has_extension(path, &["yaml", "yml"])) {
            told.extend(found);
        }
    };
    let sums = batch::add_up(&inputs, kits.counties(), &name, &mut tell)?;
    let summary = sums.finish(county.as_ref().and_then(|c| c.shared.date))?;
    let shared = Shared { forms: site.shared()?.forms, ..Shared::default() };
    let folder = file::folder_below(site.folder(), names::SUMS)?;
    let fields =
        Fields { title: &name, agency: None, year: None, file: &name, county: Some(&name) };
    let stem = Pattern::default().stem(&fields, "yaml")?;
    let path = folder.join(format!("{stem}.yaml"));
    let ask = CountyAsk {
        path: &path,
        shared: &shared,
        previous: None,
        force: false,
        advice: "请把它改名或移到别处，再汇总",
    };
    let report = CountyReport::of(&summary, ask)?;
    let (blanks, is_refreshed) = (report.blanks, report.is_refreshed);
    let held = site.writing();
    let written = report.write()?;
    drop(held);
    Ok(json!({
        "file": names::name_of(site.folder(), &path),
        "files": written.iter().map(|path| names::name_of(site.folder(), path)).collect::<Vec<_>>(),
        "units": summary.units.len(),
        "isRefreshed": is_refreshed,
        "blanks": blanks,
        "findings": spots::findings(site.folder(), &told, None),
    }))
}
