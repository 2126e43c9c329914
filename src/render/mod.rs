//! One input through the whole pipeline, in memory: YAML bytes in, a DOCX and a PDF out.
//!
//! ```
//! use nianbao::{
//!     export::pdf::Standard,
//!     font::Fonts,
//!     render::{Format, Kit},
//!     report::Shared,
//!     template::{Options, Template},
//! };
//!
//! let yaml = "机关: 某某乡人民政府\n年度: 2026\n总体情况: 平稳有序。\n";
//! let kit = Kit::new(Template::builtin()?);
//! let drawn = kit.draw("某某乡.yaml", yaml.as_bytes())?;
//! let pages = kit.set(&drawn)?;
//! assert!(kit.write(&drawn, &pages, Format::Pdf)?.starts_with(b"%PDF-"));
//! # Ok::<(), nianbao::diagnostic::Diagnostics>(())
//! ```

mod missing;
mod proof;

pub use proof::{Proof, prove};

use crate::{
    check::{self, Context},
    diagnostic::{Diagnostics, Result},
    digest::{Collector, Digest},
    document::Document,
    export::{
        docx,
        pdf::{self, Attachment, Standard},
    },
    font::Fonts,
    input::{self, Input, Loaded},
    layout::{self, Pages},
    report::{self, Shared},
    template::{self, Template},
};
use std::hash::Hash as _;

/// What the reports of one run share: read, parsed and mapped once.
#[derive(Debug)]
pub struct Kit {
    /// The template they are drawn from.
    pub template: Template,
    /// The faces they are set in.
    pub fonts: Fonts,
    /// What the caller decides about all of them.
    pub options: template::Options,
    /// What a report takes over where it says nothing itself.
    pub shared: Shared,
    /// What the PDFs keep to.
    pub standard: Standard,
}

/// A kind of output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To edit.
    Docx,
    /// To publish and keep.
    Pdf,
}

impl Format {
    /// The extension of its files, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
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
    /// A kit with nothing chosen but the template: the faces inside the program, no draft, the
    /// standard kind of PDF.
    pub fn new(template: Template) -> Self {
        Self {
            template,
            fonts: Fonts::shipped(),
            options: template::Options::default(),
            shared: Shared::default(),
            standard: Standard::default(),
        }
    }

    /// Reads what the template takes, known to the user as `name`.
    ///
    /// # Errors
    /// Everything that keeps the YAML from being understood.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<Loaded> {
        let source = report::decode(name, bytes)?;
        input::load(&source, self.template.takes(), &self.shared)
    }

    /// Reads what the template takes, known to the user as `name`, checks it if it is a report, and
    /// draws it.
    ///
    /// # Errors
    /// Everything that is wrong in the YAML, the template or the styles; unless a draft is wanted,
    /// every error of the checks, with their warnings.
    pub fn draw(&self, name: &str, bytes: &[u8]) -> Result<Drawn> {
        let Loaded { input, mut findings } = self.read(name, bytes)?;
        if let Some(report) = input.report() {
            let found = check::check(report, &Context::default());
            findings.0.extend(found.0);
        }
        if findings.has_errors() && !self.options.draft {
            return Err(findings);
        }
        self.draw_read(bytes, Loaded { input, findings })
    }

    /// Draws what was read from these bytes, whatever the checks would say of it.
    ///
    /// # Errors
    /// Everything that is wrong in the template or the styles.
    pub fn draw_read(&self, bytes: &[u8], read: Loaded) -> Result<Drawn> {
        let Loaded { input, findings } = read;
        Ok(Drawn {
            yaml: bytes.to_vec(),
            document: template::draw(&self.template, &input, &self.options)?,
            input,
            findings,
        })
    }

    /// Sets the document into pages.
    ///
    /// # Errors
    /// `NB301` for every character that no face can print, with its places in the YAML; `NB302` for
    /// a style that names an unknown family.
    pub fn set(&self, drawn: &Drawn) -> Result<Pages> {
        layout::layout(&drawn.document, &self.fonts).map_err(|error| {
            missing::explain(&error, &self.template, drawn.input.source(), &self.fonts)
        })
    }

    /// Writes one file.
    ///
    /// # Errors
    /// What the format cannot express.
    pub fn write(&self, drawn: &Drawn, pages: &Pages, format: Format) -> Result<Vec<u8>> {
        match format {
            Format::Docx => docx::write(&drawn.document, &pages.facts),
            Format::Pdf => {
                let source =
                    Attachment { name: file_name(&drawn.input.source().name), bytes: &drawn.yaml };
                let options = pdf::Options { standard: self.standard, source: Some(source) };
                pdf::write(&drawn.document, pages, &self.fonts, &options)
            }
        }
    }
}

impl Kit {
    /// What a file is made from: two of one format and one digest are the same, byte for byte.
    pub(crate) fn digest(&self, drawn: &Drawn, format: Format) -> Digest {
        let mut from = Collector::default();
        (env!("NIANBAO_BUILD"), format.extension()).hash(&mut from);
        if format == Format::Pdf {
            self.standard.hash(&mut from);
            if self.standard == Standard::A3a {
                (file_name(&drawn.input.source().name), &drawn.yaml).hash(&mut from);
            }
        }
        drawn.document.hash(&mut from);
        if self.fonts.has_own() {
            let families = drawn.document.families();
            self.fonts.own_files(families).hash(&mut from);
        }
        Digest::of(&from.0)
    }
}

/// A file's name without its folders, of whichever system: where it lay is nobody's business.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
