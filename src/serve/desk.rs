//! The county's desk: a list of problems for each unit, to be sent back, in a folder of its own below.

use super::{names, site::Site, spots};
use crate::{
    batch::Kits,
    diagnostic::Result,
    file,
    render::Wishes,
    review::{self, Desk, Letter, Questions},
};
use serde_json::{Value, json};
use std::num::NonZero;

/// The folder that lists of problems are written to.
const FOLDER: &str = "审核";

/// Reviews all reports, as `review` does.
pub(super) fn review(site: &Site) -> Result<Value> {
    let county = site.county()?;
    let inputs = site.inputs();
    let kits = Kits::load(&inputs, &site.setup.wishes)?;
    let last = (!site.setup.previous.is_empty()).then_some(site.setup.previous.as_slice());
    let jobs = NonZero::<usize>::MIN;
    let questions = Questions {
        county: county.as_ref(),
        previous: last,
        year: None,
        deny_warnings: false,
        jobs,
    };
    let review = review::review(&inputs, &kits, &questions, || {});
    // The template of the reports is none of lists.
    let wishes = Wishes { template: None, formats: Vec::new(), ..site.setup.wishes.clone() };
    let kit = review::list_kit(wishes, county.as_ref(), site.folder())?;
    let letter = Letter { office: None, date: None, due: None };
    let folder = file::folder_below(site.folder(), FOLDER)?;
    let desk = Desk { folder: &folder, kit: &kit, letter: &letter, force: false, jobs };
    let held = site.writing();
    let put = review::write(&review, &desk, || {})?;
    drop(held);
    let files = put.county.iter().map(|written| names::name_of(site.folder(), &written.path));
    Ok(json!({
        "told": review.sum_up(),
        "lists": put.lists.len(),
        "folder": FOLDER,
        "files": files.collect::<Vec<_>>(),
        "findings": spots::findings(site.folder(), &put.findings, None),
    }))
}
