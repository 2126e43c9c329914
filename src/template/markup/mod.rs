//! Rendered markup → the document's blocks.
//!
//! `parse` reads the markup into a small tree and proves names and nesting against the one table in
//! `schema`; `build` turns the tree into blocks, `inline` does the text within them and `table` the
//! grid. A new element is a line in the schema and an arm in `build`.

mod build;
mod grid;
mod inline;
mod parse;
mod schema;
mod table;

pub(super) use build::build;
