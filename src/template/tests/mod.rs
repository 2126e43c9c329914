//! Reports drawn whole, and everything that can be wrong with a template.

mod draw;
mod errors;
mod narrative;
mod parts;
mod pictures;
mod styles;
mod support;
