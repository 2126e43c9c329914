//! 年报: one YAML file a township becomes the filed 政府信息公开工作年度报告, as a DOCX that an
//! office can edit and a PDF that it can publish, with the same pages in both.
//!
//! The modules are the stages of one pipeline, in this order; each knows nothing of those after it:
//!
//! ```text
//! YAML ─ input ─▶ Input ─ template ─▶ Document ─ layout ─▶ Pages ─ export ─▶ DOCX, PDF
//! ```
//!
//! An `Input` is a `report::Report` or the free data of another document; `check` says of a Report whether
//! its numbers tie and its words are in order.
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
