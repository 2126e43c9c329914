//! A template from its layers: an office's folder over the built-in template that it inherits from,
//! and that one over its own.

use super::{
    builtin::{self, Builtin},
    choose,
    engine::Engine,
    folder, font_folder,
    manifest::{self, Manifest},
    picture::Picture,
    styles::{self, Profile, StyleSheet, Styles},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Location, Result, Source},
    document::NamedStyle,
    input::Takes,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The file a document starts from.
pub(super) const MAIN: &str = "report.html";
/// The file of styles.
pub(super) const STYLES: &str = "styles.yaml";
/// The file that says what a template is.
pub(super) const MANIFEST: &str = "template.yaml";

/// Files by name.
pub(super) type Files = BTreeMap<String, Arc<Source>>;

/// A template, compiled and ready to draw any number of documents.
#[derive(Debug)]
pub struct Template {
    name: String,
    about: String,
    takes: Takes,
    files: Files,
    sheets: Vec<StyleSheet>,
    /// What the sheets come to.
    styles: Styles,
    engine: Engine,
    fonts: Option<PathBuf>,
    pictures: BTreeMap<String, Picture>,
}

impl Template {
    /// The standard template inside the program, `annual-report`.
    ///
    /// # Errors
    /// None in a released program: the built-in files are proved by its tests.
    pub fn builtin() -> Result<Self> {
        Self::named(builtin::DEFAULT)
    }

    /// A built-in template by its name.
    ///
    /// # Errors
    /// `NB201` when there is none of that name.
    pub fn named(name: &str) -> Result<Self> {
        match builtin::find(name) {
            Some(builtin) => assemble(layer(&builtin)?),
            None => Err(choose::unknown(name).into()),
        }
    }

    /// The template that a user means by a word: the name of a built-in one (also as
    /// `builtin/NAME`), or a folder, as seen from `from`.
    ///
    /// # Errors
    /// `NB230` for a word that is both, `NB201` for one that is neither; what is wrong in the folder.
    pub fn find(word: &Path, from: &Path) -> Result<Self> {
        match choose::choose(word, from)? {
            choose::Chosen::Builtin(builtin) => assemble(layer(&builtin)?),
            choose::Chosen::Folder(folder) => Self::from_dir(&folder),
        }
    }

    /// The template of a folder: its files in place of those of the built-in template that it
    /// inherits from (`继承` in its `template.yaml`, or else `annual-report`). Its `styles.yaml` is
    /// laid over the inherited one and needs to hold only what differs. Pictures in it (`*.png`, `*.jpg`,
    /// `*.jpeg`) are read when a document first shows them.
    ///
    /// # Errors
    /// `NB201` for a folder or file that cannot be read, is a link, too large or not UTF-8; `NB202`,
    /// `NB22x` and `NB231` for files that are wrong in themselves, or a 字体目录 outside the folder.
    pub fn from_dir(dir: &Path) -> Result<Self> {
        let own = folder::read_all(dir)?;
        let mut template = assemble(over(own.files, Some(builtin::DEFAULT))?)?;
        template.pictures = own.pictures;
        template.fonts = font_folder::find(dir, &template.sheets)?;
        Ok(template)
    }

    /// The folder inside its own that holds the fonts it comes with (字体目录).
    pub fn font_folder(&self) -> Option<&Path> {
        self.fonts.as_deref()
    }

    /// The template of files that are already in memory, as [`Self::from_dir`] makes it of a folder's.
    ///
    /// # Errors
    /// `NB202`, `NB22x` and `NB231` for files that are wrong in themselves.
    pub fn from_files(own: impl IntoIterator<Item = (String, Arc<Source>)>) -> Result<Self> {
        assemble(over(own.into_iter().collect(), Some(builtin::DEFAULT))?)
    }

    /// The same template under a profile (版式) in place of the one that its styles name.
    ///
    /// # Errors
    /// None beyond those of its making: what stands in the styles was proved there.
    pub fn with_profile(mut self, profile: &'static Profile) -> Result<Self> {
        self.styles = styles::resolve(&self.sheets, Some(profile))?;
        Ok(self)
    }

    /// Its named styles, in the order in which they were first written.
    pub fn named_styles(&self) -> &[NamedStyle] {
        &self.styles.named
    }

    pub(super) fn styles(&self) -> &Styles {
        &self.styles
    }

    /// Where its styles ask for a family by this office name, the outermost file first.
    pub(crate) fn family_place(&self, family: &str) -> Option<&Location> {
        let mut sheets = self.sheets.iter().rev();
        sheets.find_map(|sheet| sheet.family_place(family))
    }

    /// What it makes, in a word: `通知`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is for, in a sentence.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// What it draws.
    pub fn takes(&self) -> &Takes {
        &self.takes
    }

    /// The files in use by name, an office's own in place of the built-in ones.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<Source>)> {
        self.files.iter().map(|(name, source)| (name.as_str(), source))
    }

    pub(super) fn sheets(&self) -> &[StyleSheet] {
        &self.sheets
    }

    /// The pictures of its folder by name.
    pub(super) fn pictures(&self) -> &BTreeMap<String, Picture> {
        &self.pictures
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }
}

/// A template before it is compiled.
struct Layers {
    /// Its files in use: its own, and those inherited.
    files: Files,
    /// Those inherited alone.
    inherited: Files,
    /// Every `styles.yaml`, the outermost last.
    styles: Vec<Arc<Source>>,
    takes: Takes,
    name: String,
    about: String,
}

/// A built-in template with all that it inherits.
fn layer(builtin: &Builtin) -> Result<Layers> {
    let file = |(name, text): &(&str, &str)| {
        let shown = format!("内置模板/{}/{name}", builtin.name);
        ((*name).to_owned(), Source::new(shown, *text))
    };
    let files = builtin.files.iter().map(file).collect();
    // The standard one is the last in every line of inheritance.
    let base = (builtin.name != builtin::DEFAULT).then_some(builtin::DEFAULT);
    over(files, base)
}

/// Files over the template that their manifest names, or else over `default`.
fn over(own: Files, default: Option<&'static str>) -> Result<Layers> {
    let manifest = match own.get(MANIFEST) {
        Some(source) => manifest::load(source)?,
        None => Manifest::default(),
    };
    let base = match manifest.base.or(default).and_then(builtin::find) {
        Some(base) => layer(&base)?,
        None => Layers {
            files: Files::new(),
            inherited: Files::new(),
            styles: Vec::new(),
            takes: Takes::Report { form: None },
            name: String::new(),
            about: String::new(),
        },
    };
    let takes = manifest.takes(base.takes);
    if let Some((source, at)) = own.get(MANIFEST).zip(manifest.idle_items(&takes)) {
        let finding = Diagnostic::error(Code::Manifest, "这个模板用年度报告的数据，不能再列“项目”");
        let help = "数据自己定的模板，另写一行“数据: 自由”";
        return Err(finding.at(source, at, "").help(help).into());
    }
    let mut styles = base.styles;
    styles.extend(own.get(STYLES).cloned());
    let inherited = base.files;
    let mut files = inherited.clone();
    files.extend(own);
    Ok(Layers {
        files,
        inherited,
        styles,
        takes,
        name: manifest.name.unwrap_or(base.name),
        about: manifest.about.unwrap_or(base.about),
    })
}

fn assemble(layers: Layers) -> Result<Template> {
    let mut findings = Diagnostics::default();
    let mut sheets = Vec::new();
    for source in &layers.styles {
        sheets.extend(findings.take(styles::load(source)));
    }
    let engine = pages(&layers).and_then(|pages| Engine::compile(pages.iter()));
    let engine = findings.take(engine);
    let styles = findings.take(styles::resolve(&sheets, None));
    match (engine, styles) {
        (Some(engine), Some(styles)) => findings.finish(Template {
            name: layers.name,
            about: layers.about,
            takes: layers.takes,
            files: layers.files,
            sheets,
            styles,
            engine,
            fonts: None,
            pictures: BTreeMap::new(),
        }),
        _ => Err(findings.finish(()).err().unwrap_or_else(Diagnostics::default)),
    }
}

/// Every page that an `include` or `extends` may name.
fn pages(layers: &Layers) -> Result<Files> {
    let mut pages = Files::new();
    add(&mut pages, "", &layers.files);
    add(&mut pages, builtin::PREFIX, &layers.inherited);
    for builtin in builtin::ALL {
        let prefix = format!("{}{}/", builtin::PREFIX, builtin.name);
        add(&mut pages, &prefix, &layer(&builtin)?.files);
    }
    Ok(pages)
}

fn add(pages: &mut Files, prefix: &str, files: &Files) {
    let is_page = |name: &str| name != STYLES && name != MANIFEST;
    for (name, source) in files.iter().filter(|(name, _)| is_page(name)) {
        pages.insert(format!("{prefix}{name}"), Arc::clone(source));
    }
}
