//! What of a template some reports need, to tell an office of files and styles that do nothing: a
//! slip in a name makes a new style, and says nothing.

use super::{
    DrawContext, Template,
    assemble::{MANIFEST, STYLES},
    markup,
    picture::Album,
    styles::StyleSheet,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    input::Input,
    text,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The files and styles that were needed so far.
#[derive(Debug, Default)]
pub struct Used {
    files: BTreeSet<String>,
    styles: BTreeSet<String>,
}

impl Used {
    /// Adds what an input needs.
    ///
    /// # Errors
    /// As [`super::draw`].
    pub fn note(&mut self, template: &Template, input: &Input) -> Result<()> {
        let rendered = DrawContext::of(template, input)?.render()?;
        self.files.extend(rendered.files().map(str::to_owned));
        let album = Album::of(template, None);
        self.styles.extend(markup::build(&rendered, template.styles(), &album)?.used);
        Ok(())
    }

    /// A warning for each file and style of an office's own that nothing needed.
    pub fn idle(&self, template: &Template) -> Diagnostics {
        let files = template.files().filter(|(name, source)| self.is_idle(name, source));
        let files = files.map(|(name, source)| idle_file(name, source, template));
        files.chain(self.idle_styles(template.sheets())).collect()
    }

    /// A file of macros writes nothing itself, nor does one that only passes its blocks on.
    fn is_idle(&self, name: &str, source: &Arc<Source>) -> bool {
        let is_page = name != STYLES && name != MANIFEST;
        let markup = is_page && !source.text.contains("{% macro");
        markup && !self.files.contains(name) && template_is_own(source)
    }

    /// Styles that stand in the last sheet alone.
    fn idle_styles(&self, sheets: &[StyleSheet]) -> Vec<Diagnostic> {
        let Some((own, below)) = sheets.split_last().filter(|(_, below)| !below.is_empty()) else {
            return Vec::new();
        };
        let parents: BTreeMap<&str, &str> = sheets.iter().flat_map(StyleSheet::parents).collect();
        let known: Vec<&str> =
            below.iter().flat_map(StyleSheet::names).map(|f| f.text.as_str()).collect();
        let is_idle = |name: &str| {
            let inherited = parents.values().any(|parent| *parent == name);
            !known.contains(&name) && !self.styles.contains(name) && !inherited
        };
        let idle = own.names().filter(|field| is_idle(&field.text));
        idle.map(|field| {
            let message = format!("样式“{}”没有用到", field.text);
            let finding = Diagnostic::warning(Code::Unneeded, message);
            let help = match text::nearest(&field.text, known.iter().copied()) {
                Some(name) => text::is_it_perhaps(name),
                None => "在模板里写 style=\"样式名\" 才会用到它；不要的就删去".to_owned(),
            };
            finding.at(&field.at.source, field.at.range.clone(), "").help(help)
        })
        .collect()
    }
}

/// Whether a file is an office's own: the built-in ones are named so.
pub(super) fn template_is_own(source: &Source) -> bool {
    !source.name.starts_with("内置模板/")
}

fn idle_file(name: &str, source: &Arc<Source>, template: &Template) -> Diagnostic {
    let others = template.files().map(|(name, _)| name);
    let near = text::nearest(name, others.filter(|other| *other != name));
    let finding = Diagnostic::warning(Code::Unneeded, format!("模板文件 {name} 没有用到"));
    finding.at(source, 0..0, "").help(match near {
        Some(near) => text::is_it_perhaps(near),
        None => format!("在别的模板文件里写 {{% include \"{name}\" %}} 才会用到它；不要的就删去"),
    })
}
