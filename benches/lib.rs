//! What the measurements share.

use nianbao::{render::Kit, template::Template};

/// The built-in template and the shipped faces.
///
/// # Panics
/// Where the program itself is broken.
pub fn kit() -> Kit {
    Kit::new(Template::builtin().expect("the built-in template"))
}
