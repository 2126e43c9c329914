//! What lists of problems are drawn with.

use crate::{
    diagnostic::{Code, Diagnostic, Result},
    input::Takes,
    render::{Kit, Wishes},
    report::County,
};
use std::path::{Path, PathBuf};

/// The template of lists when nobody names one.
const BUILT_IN: &str = "problem-list";

/// A kit for lists: the template that is wanted or the built-in one, in the usual formats, in the fonts and the
/// profile of the county, whose `county.yaml` is in `home`.
///
/// # Errors
/// What is wrong with the template or what is wanted of it; `NB400` for a template of reports.
pub fn list_kit(wishes: Wishes, county: Option<&County>, home: &Path) -> Result<Kit> {
    let own = county.map(|county| Wishes::of_county(county, home)).transpose()?;
    let own = own.unwrap_or_default();
    let below = Wishes {
        template: Some(PathBuf::from(BUILT_IN).into()),
        fonts: own.fonts,
        system_fonts: own.system_fonts,
        profile: own.profile,
        ..Wishes::default()
    };
    let kit = Kit::load(wishes.over(below).or_usual())?;
    if let Takes::Report { .. } = kit.template.takes() {
        let message = format!("模板“{}”排的是年度报告，不是问题清单", kit.template.name());
        let help = "先 nianbao template export problem-list 我的清单，再改那个文件夹";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    }
    Ok(kit)
}
