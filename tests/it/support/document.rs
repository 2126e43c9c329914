//! The documents that the unit tests fill too.

pub use nianbao::document::*;

#[path = "../../../src/document/sample.rs"]
pub mod sample;
