//! Lengths on the em: parts and multiples of the size of type.

/// From the middle of the em box to the baseline: in the shipped faces, as in those of the offices,
/// the box runs from 0.12 below the baseline to 0.88 above it.
pub(crate) const BASELINE: f64 = 0.38;
/// How far a line of type reaches above its baseline.
pub(crate) const ABOVE: f64 = 0.88;
/// How far it reaches below.
pub(crate) const BELOW: f64 = 0.12;
/// From the baseline to the middle of an underline.
pub(super) const UNDERLINE_BELOW: f64 = 0.16;
/// Thickness of an underline.
pub(super) const UNDERLINE: f64 = 0.05;
/// What the first of two marks side by side gives up, its empty half (GB/T 15834-2011 §5.1.10).
pub(super) const EMPTY_HALF: f64 = 0.5;
/// The widest gap that justification may make between two characters.
pub(super) const LOOSEST: f64 = 0.5;
/// From an unsealed name, or a date longer than it, to the right edge (GB/T 9704-2012 §7.3.5.2).
pub(super) const NAME_FROM_EDGE: f64 = 2.0;
/// From where an unsealed name begins to where its date begins (GB/T 9704-2012 §7.3.5.2).
pub(super) const DATE_BEHIND_NAME: f64 = 2.0;
/// From a sealed date to the right edge (GB/T 9704-2012 §7.3.5.1).
pub(super) const SEALED_FROM_EDGE: f64 = 4.0;
/// The least space between two names, or the issuer of an imprint and its date, on one line.
pub(super) const BETWEEN: f64 = 1.0;
