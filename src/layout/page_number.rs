//! What stands outside the type area: the page number (GB/T 9704-2012 §7.5) and the draft mark.

use super::{
    em,
    error::Error,
    page::{Item, Origin},
    paragraph::ink,
    shape::{Char, Shaper, width},
};
use crate::document::{PageMark, PageNumber, PageNumberPlace, PageStyle, Pt};

/// The ink of the number of one page.
pub(super) fn page_number(
    style: &PageStyle,
    number: &PageNumber,
    page: usize,
    shaper: &mut Shaper,
) -> Result<Vec<Item>, Error> {
    let text = format!("{}{page}{}", number.before, number.after);
    let chars = shaper.line(&text, &number.text)?;
    let width = width(&chars);
    let (left, right) = (style.left, style.width - style.right);
    let x = match number.place {
        PageNumberPlace::Center => (left + right - width) / 2.0,
        PageNumberPlace::Outside if page % 2 == 1 => right - number.inset - width,
        PageNumberPlace::Outside => left + number.inset,
    };
    // The dash stands in the middle of the em box; it is the dash that the clause measures from the
    // type area.
    let y = style.height - style.bottom + number.below + em::BASELINE * number.text.size;
    Ok(line(&chars, x, y))
}

/// The ink of the mark above the type area, in the middle of the white there.
pub(super) fn page_mark(
    style: &PageStyle,
    mark: &PageMark,
    shaper: &mut Shaper,
) -> Result<Vec<Item>, Error> {
    let chars = shaper.line(&mark.text, &mark.style)?;
    let x = (style.left + style.width - style.right - width(&chars)) / 2.0;
    Ok(line(&chars, x, style.top / 2.0 + em::BASELINE * mark.style.size))
}

fn line(chars: &[Char], x: Pt, y: Pt) -> Vec<Item> {
    let advances: Vec<Pt> = chars.iter().map(Char::advance).collect();
    ink(chars, &advances, (x, y), Origin::Artifact)
}
