//! How much room a text takes on a sheet, roughly: a sheet has no automatic height for merged cells.

/// Pixels of a full-width character at 11 pt.
const EM: f64 = 15.0;
/// Points from line to line.
const LINE: f64 = 15.0;
/// Pixels beside a text.
const MARGIN: f64 = 8.0;
/// The highest row there is, in points.
pub(super) const HIGHEST: f64 = 409.0;

/// The width of a text on one line, in pixels.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { EM / 2.0 } else { EM }).sum()
}

/// The height in points of a text in a cell of some pixels' width, and of two more where it is cut.
pub(crate) fn height(text: &str, pixels: f64) -> f64 {
    let line = (pixels - MARGIN).max(EM);
    let lines: f64 = text.lines().map(|text| (width(text) / line).ceil().max(1.0)).sum();
    (lines.max(1.0) * LINE + 6.0).min(HIGHEST)
}
