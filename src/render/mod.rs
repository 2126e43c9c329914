//! One input through the whole pipeline, in memory: YAML bytes in, a DOCX and a PDF out.
//!
//! ```
//! use nianbao::{
//!     export::Format,
//!     render::{Kit, Wishes},
//! };
//!
//! let yaml = "机关: 某某乡人民政府\n年度: 2026\n总体情况: 平稳有序。\n";
//! let kit = Kit::load(Wishes::default())?;
//! let drawn = kit.draw("某某乡.yaml", yaml.as_bytes())?;
//! let pages = kit.set(&drawn)?;
//! let files = kit.write(&drawn, &pages, Format::PDF)?;
//! assert!(files[0].bytes.starts_with(b"%PDF-"));
//! # Ok::<(), nianbao::diagnostic::Diagnostics>(())
//! ```

mod combine;
mod embedding;
mod missing;
mod name;
mod numbers;
mod places;
mod proof;
mod wishes;

pub use combine::combine;
pub use name::{Fields, Pattern};
pub use proof::{Proof, prove};
pub use wishes::{Wish, Wishes};

use crate::{
    check::{self, Context},
    diagnostic::{Diagnostic, Diagnostics, Result, Severity, Source},
    digest::{Collector, Digest},
    document::{Document, Meta},
    export::{
        self, Asks, Attachment, File, Format, TableNumbers, TextPlaces, Typeset, docx::KeptParts,
    },
    font::{Fonts, Library},
    import,
    input::{self, Input, Loaded, Takes},
    layout::{self, Pages},
    report::{self, Report, Shared},
    template::{self, Template},
    text::{is_invisible, is_latin},
    yaml,
};
use rustc_hash::FxHashSet;
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    hash::Hash as _,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// What the reports of one folder share: read, resolved and proved once.
#[derive(Clone, Debug)]
pub struct Kit {
    /// What is wanted of them.
    pub wishes: Wishes,
    /// The template they are drawn from.
    pub template: Arc<Template>,
    /// The faces they are set in.
    pub fonts: Arc<Fonts>,
    /// How their files are named.
    pub pattern: Pattern,
    /// What a report takes over where it says nothing itself.
    pub shared: Shared,
    /// The folder in which the pictures are that a report names (印章图片).
    pub pictures: Option<PathBuf>,
    /// What is worth a look in what they share: font files that are of no use.
    pub findings: Diagnostics,
    /// Why nothing can be made with it: there is no template of the name that a document gives.
    pub refused: Option<Diagnostics>,
    /// Installed fonts whose place a shipped one takes, since no PDF may hold them.
    pub refused_fonts: Diagnostics,
    /// Characters known to be in every face in use: looked up once for all reports.
    pub printable: Arc<Mutex<FxHashSet<char>>>,
    /// Parts that are the same in many files: made once for all reports.
    pub kept_parts: Arc<KeptParts>,
}

/// An input and the document drawn from it.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The YAML as it came, for those who get the PDF.
    pub yaml: Vec<u8>,
    /// What the YAML says.
    pub input: Input,
    /// What is to be set.
    pub document: Document,
    /// What is worth a look but stops nothing; of a draft also the errors of the checks.
    pub findings: Diagnostics,
}

impl Kit {
    /// A kit of a template, with the faces inside the program and nothing else wanted.
    pub fn new(template: Template) -> Self {
        Self {
            wishes: Wishes::default(),
            template: Arc::new(template),
            fonts: Arc::new(Fonts::shipped()),
            pattern: Pattern::default(),
            shared: Shared::default(),
            pictures: None,
            findings: Diagnostics::default(),
            refused: None,
            refused_fonts: Diagnostics::default(),
            printable: Arc::default(),
            kept_parts: Arc::default(),
        }
    }

    /// What the wishes come to.
    ///
    /// # Errors
    /// Everything that is wrong in the template or with what is wanted, fonts included.
    pub fn load(wishes: Wishes) -> Result<Self> {
        let mut errors = Diagnostics::default();
        let mut keep = |found: Diagnostics| errors.extend(found);
        let template = match &wishes.template {
            Some(wish) => wish.prove(|word| Template::find(word, &wish.from)),
            None => Template::builtin(),
        };
        let template = template.map_err(&mut keep).ok();
        let profile =
            wishes.profile.as_ref().map(|wish| wish.prove(|name| template::profile(name)));
        let profile = profile.transpose().map_err(&mut keep).ok();
        let pattern = wishes.pattern().map_err(&mut keep).ok();
        let (Some(mut template), Some(profile), Some(pattern)) = (template, profile, pattern)
        else {
            return Err(errors);
        };
        if let Some(profile) = profile {
            template = template.with_profile(profile)?;
        }
        let library = library(&wishes, &template)?;
        let fonts = Fonts::with_own(&library);
        let refused_fonts = fonts.refusals(&library);
        let mut findings = library.findings;
        if wishes.formats.iter().any(|format| format.embeds) {
            embedding::prove(template.named_styles(), &fonts)?;
            findings.extend(refused_fonts.iter().cloned());
        }
        Ok(Self {
            wishes,
            fonts: Arc::new(fonts),
            pattern,
            findings,
            refused_fonts,
            ..Self::new(template)
        })
    }

    /// Reads what the template takes, known to the user as `name`.
    ///
    /// # Errors
    /// Everything that keeps the YAML from being understood.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<Loaded> {
        if let Some(refused) = &self.refused {
            return Err(refused.clone());
        }
        let (source, read) = match self.template.takes() {
            Takes::Report { .. } => import::open(name, bytes, &self.shared.forms)?,
            Takes::Data(_) => (yaml::decode(name, bytes)?, Diagnostics::default()),
        };
        match input::load(&source, self.template.takes(), &self.shared) {
            Ok(mut loaded) => {
                loaded.findings.extend(read);
                Ok(loaded)
            }
            Err(errors) => Err(read.into_iter().chain(errors).collect::<Diagnostics>().sorted()),
        }
    }

    /// The file with the colons, tabs and indents mended that keep it from being read, if there are any.
    pub fn readable(&self, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let source = yaml::decode(name, bytes).ok()?;
        let text = self.readable_text(&source)?;
        Some(report::rewritten(bytes, &text))
    }

    fn readable_text(&self, source: &Arc<Source>) -> Option<String> {
        /// What is mended may show what stands behind it.
        const MOST: usize = 50;
        let mut readable = None;
        for _ in 0..MOST {
            let now = readable.as_ref().unwrap_or(source);
            let read = input::load(now, self.template.takes(), &self.shared);
            let found = read.map_or_else(|errors| errors, |loaded| loaded.findings);
            let Some(text) = yaml::mended(now, &found) else {
                break;
            };
            readable = Some(Source::new(&source.name, text));
        }
        readable.map(|readable| readable.text.clone())
    }

    /// Reads a YAML with faults in how it is typed as it is meant, where one change within each line of theirs makes
    /// it one that is understood: so that the checks find at once what else is wrong.
    pub fn read_past(&self, name: &str, bytes: &[u8]) -> Option<Loaded> {
        /// Finding what is meant takes many readings.
        const LARGEST: usize = 256 << 10;
        if bytes.len() > LARGEST || self.refused.is_some() || import::is_other(name, bytes) {
            return None;
        }
        let source = yaml::decode(name, bytes).ok()?;
        let load = |text: String| {
            let mended = Source::mended(&source, text);
            input::load(&mended, self.template.takes(), &self.shared).ok()
        };
        let readable = self.readable_text(&source);
        if let Some(loaded) = readable.clone().and_then(load) {
            return Some(loaded);
        }
        let start = readable.map_or(source.clone(), |text| Source::new(name, text));
        yaml::read_past(&start).and_then(load)
    }

    /// Reads what the template takes, known to the user as `name`, checks it if it is a report, and
    /// draws it.
    ///
    /// # Errors
    /// Everything that is wrong in the YAML, the template or the styles; unless a draft is wanted,
    /// every error of the checks, with their warnings.
    pub fn draw(&self, name: &str, bytes: &[u8]) -> Result<Drawn> {
        self.draw_checked(bytes, self.read(name, bytes)?)
    }

    /// Checks what was read from these bytes if it is a report, and draws it.
    ///
    /// # Errors
    /// As [`Kit::draw`], but for what is wrong in the YAML.
    pub fn draw_checked(&self, bytes: &[u8], read: Loaded) -> Result<Drawn> {
        let checked = checked(read, &Context::default());
        if checked.findings.has_errors() && !self.wishes.draft {
            return Err(checked.findings);
        }
        self.draw_read(bytes, checked)
    }

    /// Draws what was read from these bytes, whatever the checks would say of it.
    ///
    /// # Errors
    /// Everything that is wrong in the template or the styles.
    pub fn draw_read(&self, bytes: &[u8], read: Loaded) -> Result<Drawn> {
        let Loaded { input, findings } = read;
        let mut document = template::draw(&self.template, &input, self.pictures.as_deref())?;
        if let Some(created) = self.wishes.created {
            document.meta.created = created;
        }
        if self.wishes.draft {
            document.mark_as_draft();
        }
        // What is read of another kind of file is attached as the YAML that it was read into.
        let source = input.source();
        let yaml = if source.is_read() { source.text.as_bytes() } else { bytes }.to_vec();
        Ok(Drawn { yaml, input, document, findings })
    }

    /// Sets the document into pages.
    ///
    /// # Errors
    /// `NB301` for every character that no face can print, with its places in the YAML or the
    /// template; `NB302` for a style or an element that names an unknown family.
    pub fn set(&self, drawn: &Drawn) -> Result<Pages> {
        layout::layout(&drawn.document, &self.fonts)
            .map_err(|error| missing::explain(&error, &self.template, &drawn.input, &self.fonts))
    }

    /// Whether what was read can be drawn and set. Nothing is drawn where nothing can fail: with the
    /// built-in template, no expressions, no pictures and no character out of the way.
    ///
    /// # Errors
    /// As [`Kit::draw_read`] and [`Kit::set`]; `NB392`: a face that no PDF may hold.
    pub fn prove(&self, input: &Input) -> Result<()> {
        let text = &input.source().text;
        let has_expressions = ["{{", "{%", "{#"].iter().any(|open| text.contains(open));
        let has_pictures = |report: &Report| {
            report.signature.as_ref().is_some_and(|signature| !signature.seals.is_empty())
        };
        let is_simple = self.wishes.template.is_none()
            && input.report().is_some_and(|report| !has_pictures(report))
            && !has_expressions;
        let has_barred = self.fonts.has_unembeddable();
        if is_simple && !has_barred && !self.has_unprintable(text) {
            return Ok(());
        }
        // A template brings in fonts and characters that stand in no YAML.
        let read = Loaded { input: input.clone(), findings: Diagnostics::default() };
        let pages = self.set(&self.draw_read(&[], read)?)?;
        if has_barred { export::embeddable(&pages, &self.fonts) } else { Ok(()) }
    }

    /// Everything that is to be said of what was read: of the reading, by the checks, and what [`Kit::prove`] would
    /// refuse (expressions, pictures, characters that no face has).
    pub fn examine(&self, read: Loaded, context: &Context<'_>) -> Loaded {
        let mut read = checked(read, context);
        read.findings.take(self.prove(&read.input));
        read
    }

    /// A text in which characters that one of the faces in use may lack are told by their code points: a list of
    /// what is wrong must not fail over what it lists.
    pub fn printable(&self, text: &str) -> String {
        if !self.has_unprintable(text) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if self.has_unprintable(c.encode_utf8(&mut [0; 4])) {
                let _ = write!(out, "〔U+{:04X}〕", u32::from(c));
            } else {
                out.push(c);
            }
        }
        out
    }

    /// Whether a text has characters that one of the faces in use may lack.
    fn has_unprintable(&self, text: &str) -> bool {
        let mut printable = self.printable.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |c: &char| !printable.contains(c) && !is_invisible(*c);
        let new: FxHashSet<char> = text.chars().filter(is_new).collect();
        if new.is_empty() {
            return false;
        }
        let mut resolver = self.fonts.resolver();
        let mut prints = |name: &str| {
            let Some(family) = self.fonts.family(name) else {
                return false;
            };
            // A Latin face is asked for nothing but Latin text.
            let is_latin_only = resolver.glyph(family, false, '中').is_none();
            new.iter().all(|c| {
                (is_latin_only && !is_latin(*c)) || resolver.glyph(family, false, *c).is_some()
            })
        };
        let styles = self.template.named_styles().iter();
        let families: BTreeSet<&str> =
            styles.flat_map(|style| [&*style.text.family, &*style.text.latin]).collect();
        let are_printed = families.into_iter().all(&mut prints);
        if are_printed {
            printable.extend(new);
        }
        !are_printed
    }

    /// Writes the files of one format.
    ///
    /// # Errors
    /// What the format cannot express.
    pub fn write(&self, drawn: &Drawn, pages: &Pages, format: &Format) -> Result<Vec<File>> {
        let asked = AskedInput::of(drawn, format);
        let (document, fonts) = (&drawn.document, &self.fonts);
        let options = self.options_of(drawn, &asked);
        format.write(&Typeset { document, pages, fonts, options })
    }

    /// The formats that are wanted and that say something of this input. A folder of reports and letters may
    /// want CSV: `NB394` warns for a letter, which gets its other files; wanted alone, it is an error.
    ///
    /// # Errors
    /// `NB394`: it has no numbers, and nothing else is wanted.
    pub fn formats(&self, drawn: &Drawn) -> Result<(Vec<&'static Format>, Diagnostics)> {
        let has_numbers = drawn.input.report().is_some();
        let says = |format: &&'static Format| has_numbers || format.asks != Asks::Numbers;
        let (some, none): (Vec<_>, Vec<_>) = self.wishes.formats.iter().copied().partition(says);
        let names: Vec<String> =
            none.iter().map(|format| format.extension.to_uppercase()).collect();
        let missing = (!none.is_empty()).then(|| export::no_numbers(&names.join("、")));
        match missing {
            Some(missing) if some.is_empty() => Err(missing.into()),
            missing => {
                let severity = Severity::Warning;
                let told = missing.map(|missing| Diagnostic { severity, ..missing });
                Ok((some, told.into_iter().collect()))
            }
        }
    }

    /// What the names of the files of one format have before their extension.
    ///
    /// # Errors
    /// `NB395`: not one of the pages that are wanted exists.
    pub fn suffixes(&self, format: &Format, pages: usize) -> Result<Vec<String>> {
        format.suffixes(pages, self.wishes.pages.as_ref())
    }

    fn options_of<'a>(&'a self, drawn: &'a Drawn, asked: &'a AskedInput) -> export::Options<'a> {
        let name = file_name(&drawn.input.source().name);
        let source = Some(Attachment { name, bytes: &drawn.yaml });
        export::Options {
            standard: self.wishes.standard.unwrap_or_default(),
            ofd: self.wishes.ofd.unwrap_or_default(),
            fragment: self.wishes.fragment,
            resolution: self.wishes.resolution.unwrap_or_default(),
            pages: self.wishes.pages.as_ref(),
            places: asked.places.as_ref(),
            numbers: asked.numbers.as_ref(),
            source,
            kept_parts: Some(&self.kept_parts),
        }
    }

    /// What files are made from: those of one format and one digest are the same, byte for byte. `content` is
    /// [that of what was drawn](Drawn::content).
    pub(crate) fn digest(&self, drawn: &Drawn, format: &Format, content: Digest) -> Digest {
        let mut from = Collector::default();
        (env!("NIANBAO_BUILD"), format.extension).hash(&mut from);
        format.collect(&self.options_of(drawn, &AskedInput::of(drawn, format)), &mut from);
        (content, drawn.document.meta.created).hash(&mut from);
        if self.fonts.has_own() {
            let families = drawn.document.families();
            self.fonts.own_files(families).hash(&mut from);
        }
        Digest::of_both(content, Digest::of(&from.0))
    }
}

impl Drawn {
    /// The sum of what is said, in whatever format, by whatever build of the program and with whatever time of
    /// creation it is written.
    pub(crate) fn content(&self) -> Digest {
        let Document { meta, page, styles, char_styles, blocks } = &self.document;
        let Meta { title, author, subject, lang, created: _ } = meta;
        let mut from = Collector::default();
        (title, author, subject, lang).hash(&mut from);
        (page, styles, char_styles, blocks).hash(&mut from);
        Digest::of(&from.0)
    }
}

/// What was read, with what the checks say of it: of a report its rules, of free data those of its texts.
pub fn checked(mut read: Loaded, context: &Context<'_>) -> Loaded {
    let found = match &read.input {
        Input::Report(report) => check::check(report, context),
        Input::Data(data) => check::check_dated(&data.source, data.texts(), data.issued()),
    };
    let found = check::beside_reading(found, &read.findings);
    read.findings.extend(found);
    read
}

/// What the input says beside the document, for the formats that ask for it.
#[derive(Default)]
struct AskedInput {
    places: Option<TextPlaces>,
    numbers: Option<TableNumbers>,
}

impl AskedInput {
    fn of(drawn: &Drawn, format: &Format) -> Self {
        match format.asks {
            Asks::Nothing => Self::default(),
            Asks::Places => {
                let places = places::places(&drawn.input, &drawn.document);
                Self { places: Some(places), ..Self::default() }
            }
            Asks::Numbers => {
                let numbers = drawn.input.report().map(numbers::numbers);
                Self { numbers, ..Self::default() }
            }
        }
    }
}

/// The fonts in the folders that are wished for, behind them those that the template brings, and last
/// those of the machine.
fn library(wishes: &Wishes, template: &Template) -> Result<Library> {
    let mut folders: Vec<_> = wishes.fonts.iter().map(|wish| wish.from.join(&wish.value)).collect();
    folders.extend(template.font_folder().map(PathBuf::from));
    let library = match wishes.fonts.first() {
        Some(wish) => wish.prove(|_| Library::scan(&folders)),
        None => Library::scan(&folders),
    };
    let installed = wishes.system_fonts.unwrap_or(false);
    library.map(|library| if installed { library.with_installed() } else { library })
}

/// A file's name without its folders, of whichever system: where it lay is nobody's business.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
