//! The stable codes of this stage's findings.

/// A file of the template folder cannot be read or must not be.
pub const FILE: &str = "NB201";
/// A template file is not well-formed MiniJinja.
pub const SYNTAX: &str = "NB202";
/// A template failed while running.
pub const RUN: &str = "NB203";
/// An expression in the report's narrative is wrong.
pub const NARRATIVE: &str = "NB204";
/// A template ran longer than any document needs.
pub const FUEL: &str = "NB205";
/// A file or style of an office's own that nothing needs (a warning).
pub const IDLE: &str = "NB206";
/// A picture is broken, is not what its name says, or is of a kind that cannot be printed.
pub const PICTURE: &str = "NB207";
/// The markup is not well-formed.
pub const MARKUP: &str = "NB210";
/// The markup has no such element, or no such attribute.
pub const NAME: &str = "NB211";
/// Text or an element stands where it may not.
pub const NESTING: &str = "NB212";
/// An attribute's value is wrong or missing.
pub const ATTRIBUTE: &str = "NB213";
/// The cells of a table do not cover its grid.
pub const GRID: &str = "NB214";
/// A character cannot be printed.
pub const CHARACTER: &str = "NB215";
/// `styles.yaml` is not well-formed.
pub const STYLE_FILE: &str = "NB220";
/// `styles.yaml` holds an unknown key.
pub const STYLE_KEY: &str = "NB221";
/// A value in `styles.yaml` is wrong.
pub const STYLE_VALUE: &str = "NB222";
/// There is no style of that name, or styles inherit in a circle.
pub const STYLE_NAME: &str = "NB223";
/// There is no profile of that name.
pub const PROFILE: &str = "NB224";
/// A template's name is that of a folder too.
pub const CHOICE: &str = "NB230";
/// `template.yaml` says something that means nothing.
pub const MANIFEST: &str = "NB231";
