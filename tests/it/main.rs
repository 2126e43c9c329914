//! Everything that is tested from outside, in one program: to link one is quicker than to link twenty,
//! and its tests share the machine from the first to the last.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod archive;
#[cfg(target_os = "linux")]
mod bad_input;
mod checking;
mod cli;
mod corpus;
mod customisation;
mod damaged_fonts;
mod escapes;
#[cfg(unix)]
mod faults;
mod generated_documents;
mod generated_pages;
mod hostile_input;
mod house;
mod html;
mod importing;
mod loading;
mod made_up_form;
mod margins;
mod papers;
mod parts;
mod pasted;
mod pictures;
mod reading;
mod seed;
mod serve;
mod support;
// The fuzz targets are a package of their own, since they need another compiler.
#[path = "../../fuzz/src/lib.rs"]
mod targets;
mod template_docs;
mod template_errors;
mod truth;
mod wrong_input;
mod yaml_marks;
