//! Pictures, inside the page.

use super::{look::Look, text};
use crate::{
    diagnostic::Result,
    document::{Image, Pt},
    export::base64::base64,
};

/// A picture of a size on paper, with what it shows; no words for mere decoration.
pub(super) fn picture(
    image: &Image,
    (width, height): (Pt, Pt),
    alt: &str,
    look: &Look,
    fragment: bool,
) -> Result<String> {
    let kind = image.coding.kind();
    // CSS has 96 pixels to the inch; a page that knows them does not jump when it is drawn.
    let [width, height] = [width, height].map(|side| (side * 96.0 / 72.0).round().max(1.0));
    Ok(format!(
        "<img src=\"data:image/{kind};base64,{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\"{}>",
        base64(&image.bytes),
        text::escaped(alt)?,
        look.attributes(fragment),
    ))
}
