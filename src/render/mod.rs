//! One report through the whole pipeline, in memory: YAML bytes in, a DOCX and a PDF out.
//!
//! ```
//! use nianbao::{
//!     font::Fonts,
//!     render::{Format, Kit},
//!     report::Shared,
//!     template::{Options, Template},
//! };
//!
//! let yaml = "机关: 某某乡人民政府\n年度: 2026\n总体情况: 平稳有序。\n";
//! let kit = Kit {
//!     template: Template::builtin()?,
//!     fonts: Fonts::shipped(),
//!     options: Options::default(),
//!     shared: Shared::default(),
//! };
//! let drawn = kit.draw("某某乡.yaml", yaml.as_bytes())?;
//! let pages = kit.set(&drawn)?;
//! assert!(kit.write(&drawn, &pages, Format::Pdf)?.starts_with(b"%PDF-"));
//! # Ok::<(), nianbao::diagnostic::Diagnostics>(())
//! ```

mod missing;
mod proof;

pub use self::proof::{SHAPES, prove};

use crate::{
    check::{self, Context},
    diagnostic::{Diagnostics, Result},
    document::Document,
    export,
    font::Fonts,
    layout::{self, Pages},
    report::{self, Loaded, Report, Shared},
    template::{self, Template},
};

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

/// A report and the document drawn from it.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// What the YAML says.
    pub report: Report,
    /// What is to be set.
    pub document: Document,
    /// What is worth a look but stops nothing; of a draft also the errors of the checks.
    pub findings: Diagnostics,
}

impl Kit {
    /// Reads a report, known to the user as `name`.
    ///
    /// # Errors
    /// Everything that keeps the YAML from being understood.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<Loaded> {
        let source = report::decode(name, bytes)?;
        report::load_with(&source, &self.shared)
    }

    /// Reads a report, known to the user as `name`, checks it, and draws it from the template.
    ///
    /// # Errors
    /// Everything that is wrong in the YAML, the template or the styles; unless a draft is wanted,
    /// every error of the checks, with their warnings.
    pub fn draw(&self, name: &str, bytes: &[u8]) -> Result<Drawn> {
        let Loaded {
            report,
            mut findings,
        } = self.read(name, bytes)?;
        findings
            .0
            .extend(check::check(&report, &Context::default()).0);
        if findings.has_errors() && !self.options.draft {
            return Err(findings);
        }
        let document = template::render(&self.template, &report, &self.options)?;
        Ok(Drawn {
            report,
            document,
            findings,
        })
    }

    /// Sets the document into pages.
    ///
    /// # Errors
    /// `NB301` for every character that no face can print, with its places in the YAML; `NB302` for
    /// a style that names an unknown family.
    pub fn set(&self, drawn: &Drawn) -> Result<Pages> {
        layout::layout(&drawn.document, &self.fonts)
            .map_err(|error| missing::explain(&error, &drawn.report.source, &self.fonts))
    }

    /// Writes one file.
    ///
    /// # Errors
    /// What the format cannot express.
    pub fn write(&self, drawn: &Drawn, pages: &Pages, format: Format) -> Result<Vec<u8>> {
        match format {
            Format::Docx => export::docx::write(&drawn.document, &pages.facts),
            Format::Pdf => export::pdf::write(&drawn.document, pages, &self.fonts),
        }
    }
}
