//! 年报: one YAML file a township becomes the filed 政府信息公开工作年度报告, as files that an office can edit,
//! publish and archive, with the same pages in all of them; and checks, sums and lists for its county.
//!
//! The modules are the stages of one pipeline; each knows nothing of those after it
//! (`docs/architecture.md`):
//!
//! ```text
//! DOCX, XLSX, HTML, text ─ import ─▶ YAML
//! YAML ─ input ─▶ Input ─ template ─▶ Document ─ layout ─▶ Pages ─ export ─▶ DOCX, PDF, OFD, HTML, SVG, PNG
//! ```
//!
//! [`check`] says of a report whether its numbers tie and its words are in order, [`render`] takes one input through
//! all of it in memory, [`batch`], [`review`] and [`serve`] take folders of them.
//!
//! ```
//! use nianbao::{
//!     check::Context,
//!     export::Format,
//!     render::{Kit, Wishes},
//! };
//!
//! let yaml = "机关: 某某乡人民政府\n年度: 2026\n总体情况: 平稳有序。\n";
//! let kit = Kit::load(Wishes::default())?;
//!
//! // What is wrong with it.
//! let read = kit.read("某某乡.yaml", yaml.as_bytes())?;
//! let told = kit.examine(read, &Context::default()).findings;
//! assert!(told.iter().any(|finding| finding.message.contains("总体情况")));
//!
//! // Its files.
//! let drawn = kit.draw("某某乡.yaml", yaml.as_bytes())?;
//! let pages = kit.set(&drawn)?;
//! for format in [Format::DOCX, Format::PDF, Format::OFD] {
//!     let files = kit.write(&drawn, &pages, format)?;
//!     assert_eq!(files.len(), 1, "{}", format.shown);
//! }
//! # Ok::<(), nianbao::diagnostic::Diagnostics>(())
//! ```
//!
//! Nothing in here prints, or reads the clock, the environment or the home directory.
#![deny(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "finds units and their files"))]
pub mod batch;
pub mod check;
pub mod date;
pub mod diagnostic;
mod digest;
pub mod document;
pub mod export;
pub mod extract;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "reads and writes files"))]
pub mod file;
pub mod font;
pub mod import;
pub mod input;
pub mod layout;
pub mod render;
pub mod report;
pub mod review;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "keeps to one folder"))]
pub mod serve;
mod sheets;
pub mod summary;
pub mod template;
pub mod text;
pub mod workbook;
pub mod yaml;
