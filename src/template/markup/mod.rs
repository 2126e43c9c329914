//! Rendered markup → the document's blocks.
//!
//! `parse` reads the markup into a small tree and proves names and nesting against the one table in
//! `schema`; `build` turns the tree into blocks, `inline` does the text within them, `table` the grid,
//! `figure` pictures and `signature` name and date, `own` takes off what would be printed twice; the parts of a 公文 have files of their own (`parts`,
//! `list`, `section`, `imprint`). A new element is a line in the schema and an arm in `build`.

mod build;
mod figure;
mod grid;
mod head;
mod imprint;
mod inline;
mod list;
mod measure;
mod own;
mod parse;
mod parts;
mod schema;
mod section;
mod shrink;
mod signature;
mod table;
mod trace;

pub(super) use self::{
    build::build,
    trace::{characters, family},
};
