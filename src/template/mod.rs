//! Input + template folder → markup → [`Document`]. Knows nothing of fonts or pages.
//!
//! A template is a folder in layers ([`Template`]): an office's files over those of a built-in
//! template, [`builtins`]. It draws annual reports or free data, as its `template.yaml` says.
//!
//! ```text
//! Report ─ narrative, context ─▶ data ─ engine (MiniJinja) ─▶ markup ─ markup::build ─▶ blocks
//! styles.yaml ─ styles ─▶ named styles, page ───────────────────────────────────────────▲
//! ```
//!
//! The rendered markup keeps a map back to the template files, so that a wrong element is shown
//! where it was written. What goes wrong here is `NB2xx`.

mod assemble;
mod builtin;
mod character;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "looks for the template"))]
mod choose;
mod context;
mod data;
mod engine;
mod filters;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "reads the template"))]
mod folder;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "looks for the folder of fonts"))]
mod font_folder;
mod guard;
mod manifest;
mod markup;
mod narrative;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "reads pictures"))]
mod picture;
mod show;
mod statements;
mod styles;
#[cfg(test)]
mod tests;
pub(crate) mod trace;
mod trouble;
mod unwritten;
mod used;
mod weigh;

pub use self::{
    assemble::Template,
    builtin::Builtin,
    show::show,
    styles::{Profile, profile, profiles},
    used::Used,
};

use crate::{
    diagnostic::{Code, Diagnostic, Result},
    document::{self, Block, Document, Meta},
    input::{Data, Input},
    report::{Date, Report},
};
use engine::{Digits, Engine, Rendered};
use minijinja::Value;
use picture::Album;
use std::path::Path;

/// The built-in templates, the standard one first.
pub fn builtins() -> impl Iterator<Item = Builtin> {
    builtin::ALL.into_iter()
}

/// Draws an input with a template that takes its kind. `pictures` is the folder in which the
/// pictures are that a report names (印章图片): that of its YAML.
///
/// # Errors
/// `NB2xx`: an expression in the YAML, the template, its markup or its styles are wrong; every
/// finding points into the file that the user can change.
pub fn draw(template: &Template, input: &Input, pictures: Option<&Path>) -> Result<Document> {
    match input {
        Input::Report(report) => render(template, report, pictures),
        Input::Data(data) => render_data(template, data, pictures),
    }
}

/// Draws a report with a template.
///
/// # Errors
/// As [`draw`].
pub fn render(template: &Template, report: &Report, pictures: Option<&Path>) -> Result<Document> {
    let meta = Meta {
        title: report.title_line(),
        author: report.agency.value.clone(),
        subject: "政府信息公开工作年度报告".to_owned(),
        lang: LANG.to_owned(),
        created: created(report),
    };
    let album = Album::of_report(template, report, pictures)?;
    let scene = DrawContext::of_report(template, report)?;
    document(template, &scene, &album, meta)
}

/// Draws free data with a template.
///
/// # Errors
/// As [`draw`].
pub fn render_data(template: &Template, data: &Data, pictures: Option<&Path>) -> Result<Document> {
    let meta = Meta {
        title: data.title().unwrap_or_else(|| template.name().to_owned()),
        author: data.agency().unwrap_or_default().to_owned(),
        subject: template.name().to_owned(),
        lang: LANG.to_owned(),
        created: data.date().map_or(UNDATED, Date::midnight),
    };
    let album = Album::of(template, pictures);
    let scene = DrawContext::of_data(template, data)?;
    let drawn = document(template, &scene, &album, meta);
    drawn.map_err(|found| unwritten::placed(found, &data.source))
}

/// What a template sees of an input, and the engine that prints its decimals as they were typed.
struct DrawContext {
    engine: Engine,
    digits: Digits,
    context: Value,
}

impl DrawContext {
    fn of(template: &Template, input: &Input) -> Result<Self> {
        match input {
            Input::Report(report) => Self::of_report(template, report),
            Input::Data(data) => Self::of_data(template, data),
        }
    }

    fn of_report(template: &Template, report: &Report) -> Result<Self> {
        let numbers = context::Numbers::of(report);
        let digits = numbers.digits();
        let engine = template.engine().with_digits(Digits::clone(&digits));
        let context = context::build(report, &numbers, &engine)?;
        Ok(Self { engine, digits, context })
    }

    fn of_data(template: &Template, data: &Data) -> Result<Self> {
        let scope = data::DataScope::of(data);
        let digits = scope.digits();
        let engine = template.engine().with_digits(Digits::clone(&digits));
        let context = data::build(data, &scope, &engine)?;
        Ok(Self { engine, digits, context })
    }

    /// Runs the template.
    fn render(&self) -> Result<Rendered> {
        self.engine.render(assemble::MAIN, &self.context)
    }
}

const LANG: &str = "zh-CN";

/// The creation time of a document that bears no date: 1980-01-01, the first day that the directory
/// of a ZIP file can hold. The clock would give other bytes each time.
const UNDATED: i64 = 315_532_800;

fn document(
    template: &Template,
    scene: &DrawContext,
    album: &Album<'_>,
    meta: Meta,
) -> Result<Document> {
    let styles = template.styles();
    let rendered = scene.render()?;
    not_too_long(&rendered.text)?;
    let mut body = markup::build(&rendered, styles, album)?;
    not_too_many(&body.blocks)?;
    document::close_gaps(&mut body.blocks);
    Ok(Document {
        meta,
        page: styles.page.clone(),
        styles: styles.named.clone(),
        char_styles: body.char_styles,
        blocks: body.blocks,
    })
}

/// Characters of markup, so many as a report of a thousand pages has twice over; each takes some two
/// hundred bytes of memory on its way to the page.
const MOST_CHARACTERS: usize = 1_300_000;

/// Paragraphs and cells; each takes some ten kilobytes until it is on its page.
const MOST_BLOCKS: usize = 30_000;

fn not_too_many(blocks: &[Block]) -> Result<()> {
    let count = |block: &Block| match block {
        Block::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
        _ => 1,
    };
    let count: usize = blocks.iter().map(count).sum();
    if count <= MOST_BLOCKS {
        return Ok(());
    }
    let message = format!("内容太长：有 {count} 段（表格一格算一段），最多 {MOST_BLOCKS} 段");
    Err(Diagnostic::error(Code::TooLong, message).help(TOO_LONG).into())
}

const TOO_LONG: &str = "请看报告里是不是贴错了东西，或者模板里的循环多转了";

fn not_too_long(markup: &str) -> Result<()> {
    let count = markup.chars().count();
    if count <= MOST_CHARACTERS {
        return Ok(());
    }
    let message =
        format!("内容太长：有 {} 万字，最多 {} 万字", count / 10_000, MOST_CHARACTERS / 10_000);
    Err(Diagnostic::error(Code::TooLong, message).help(TOO_LONG).into())
}

/// The creation time of a report: the day of its signature or, unsigned, of its last filing.
fn created(report: &Report) -> i64 {
    // 条例 §49: a unit publishes by 31 January of the next year.
    let filed = Date { year: report.year.value.saturating_add(1), month: 1, day: 31 };
    let date = report.signature.as_ref().map_or(filed, |s| s.date.value);
    date.midnight()
}
