//! Report + template folder → markup → [`Document`]. Knows nothing of fonts or pages.
//!
//! ```text
//! Report ─ narrative, context ─▶ data ─ engine (MiniJinja) ─▶ markup ─ markup::build ─▶ blocks
//! styles.yaml ─ styles ─▶ named styles, page ───────────────────────────────────────────▲
//! ```
//!
//! The rendered markup keeps a map back to the template files, so that a wrong element is shown
//! where it was written. What goes wrong here is `NB2xx`; see [`codes`].

pub mod codes;
mod context;
mod engine;
mod filters;
mod findings;
mod folder;
mod markup;
mod narrative;
mod show;
mod statements;
mod styles;
mod suggest;
#[cfg(test)]
mod tests;
mod trouble;
mod used;

pub use self::{folder::Template, show::show, used::Used};

use crate::{
    diagnostic::Result,
    document::{Block, Document, Meta, PageMark},
    report::{Date, Report},
};

/// The names of the profiles (版式).
pub fn profiles() -> impl Iterator<Item = &'static str> {
    styles::profiles()
}

/// What the caller decides about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Creation time in seconds since 1970-01-01T00:00:00Z. `None`: the day of the signature, or
    /// 31 January of the year after the one reported on (条例 §49).
    pub created: Option<i64>,
    /// Whether this is a draft: errors of the checks do not stop it, and every page is marked 草稿.
    pub draft: bool,
    /// 版式 (`gb9704`, `gb33476`, `office28`) in place of the one in `styles.yaml`.
    pub profile: Option<String>,
}

/// Draws a report with a template.
///
/// # Errors
/// `NB2xx`: a narrative expression, the template, its markup or its styles are wrong; every finding
/// points into the file that the user can change.
pub fn render(template: &Template, report: &Report, options: &Options) -> Result<Document> {
    let styles = styles::resolve(template.sheets(), options.profile.as_deref())?;
    let numbers = context::Numbers::of(report);
    let engine = template.engine().with_digits(numbers.digits());
    let context = context::build(report, &numbers, &engine)?;
    let rendered = engine.render(folder::MAIN, &context)?;
    let mut body = markup::build(&rendered, &styles)?;
    let mut page = styles.page;
    if options.draft {
        page.mark = Some(PageMark::draft());
        for block in &mut body.blocks {
            if let Block::Section(page) = block {
                page.mark = Some(PageMark::draft());
            }
        }
    }
    Ok(Document {
        meta: meta(report, options),
        page,
        styles: styles.named,
        char_styles: body.char_styles,
        blocks: body.blocks,
    })
}

fn meta(report: &Report, options: &Options) -> Meta {
    Meta {
        title: report.title_line(),
        author: report.agency.value.clone(),
        subject: "政府信息公开工作年度报告".to_owned(),
        lang: "zh-CN".to_owned(),
        created: options.created.unwrap_or_else(|| default_created(report)),
    }
}

fn default_created(report: &Report) -> i64 {
    // 条例 §49: a unit publishes by 31 January of the next year.
    let filed = Date {
        year: report.year.value.saturating_add(1),
        month: 1,
        day: 31,
    };
    let date = report.signature.as_ref().map_or(filed, |s| s.date.value);
    days_since_epoch(date) * 86_400
}

/// Days from 1970-01-01 in the Gregorian calendar, by counting years from 1 March.
fn days_since_epoch(date: Date) -> i64 {
    let year = i64::from(date.year) - i64::from(date.month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (i64::from(date.month) + 9).rem_euclid(12);
    let day_of_year = (153 * month + 2) / 5 + i64::from(date.day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
