//! Glyph descriptions (OpenType `glyf`): every glyph simple, without instructions.

use super::outline::{Outline, Point};

/// A glyph as it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Outlined {
    /// Its description; nothing for a blank.
    pub bytes: Vec<u8>,
    /// Left, lower, right and upper edge of its points.
    pub bounds: [i16; 4],
    pub points: u16,
    pub contours: u16,
}

const ON_CURVE: u8 = 1;
const X_SHORT: u8 = 2;
const Y_SHORT: u8 = 4;
const REPEAT: u8 = 8;
/// Of a short step: it is positive. Of a long one: there is none.
const X_SAME: u8 = 16;
const Y_SAME: u8 = 32;

impl Outlined {
    /// Writes an outline; `None` if it has more points than a glyph can.
    pub fn of(outline: &Outline) -> Option<Self> {
        let points: Vec<(i16, i16, bool)> =
            outline.contours.iter().flatten().map(rounded).collect();
        if points.is_empty() {
            return Some(Self::default());
        }
        let bounds = bounds(&points);
        let contours = i16::try_from(outline.contours.len()).ok()?;
        let mut bytes = Vec::with_capacity(points.len() * 4);
        put(&mut bytes, [contours]);
        put(&mut bytes, bounds);
        let mut end = 0usize;
        for contour in &outline.contours {
            end += contour.len();
            bytes.extend(u16::try_from(end - 1).ok()?.to_be_bytes());
        }
        bytes.extend([0, 0]); // no instructions
        steps(&mut bytes, &points);
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }
        let points = u16::try_from(points.len()).ok()?;
        Some(Self { bytes, bounds, points, contours: contours.unsigned_abs() })
    }
}

fn rounded(point: &Point) -> (i16, i16, bool) {
    // Out of range becomes the end of the range.
    (point.x.round() as i16, point.y.round() as i16, point.on)
}

fn bounds(points: &[(i16, i16, bool)]) -> [i16; 4] {
    let start = [i16::MAX, i16::MAX, i16::MIN, i16::MIN];
    points.iter().fold(start, |[left, low, right, high], &(x, y, _)| {
        [left.min(x), low.min(y), right.max(x), high.max(y)]
    })
}

/// Flags, then the steps in x, then those in y.
fn steps(bytes: &mut Vec<u8>, points: &[(i16, i16, bool)]) {
    let (mut flags, mut xs, mut ys) = (Vec::new(), Vec::new(), Vec::new());
    let (mut x, mut y) = (0, 0);
    for &(next_x, next_y, on) in points {
        let mut flag = if on { ON_CURVE } else { 0 };
        flag |= step(&mut xs, i32::from(next_x) - x, X_SHORT, X_SAME);
        flag |= step(&mut ys, i32::from(next_y) - y, Y_SHORT, Y_SAME);
        (x, y) = (next_x.into(), next_y.into());
        flags.push(flag);
    }
    for alike in flags.chunk_by(|a, b| a == b) {
        for piece in alike.chunks(256) {
            let flag = piece.first().copied().unwrap_or_default();
            match piece.len() - 1 {
                0 => bytes.push(flag),
                more => bytes.extend([flag | REPEAT, more as u8]),
            }
        }
    }
    bytes.append(&mut xs);
    bytes.append(&mut ys);
}

fn step(out: &mut Vec<u8>, step: i32, short: u8, same: u8) -> u8 {
    match step {
        0 => same,
        -255..=255 => {
            out.push(step.unsigned_abs() as u8);
            if step > 0 { short | same } else { short }
        }
        _ => {
            put(out, [step.clamp(i16::MIN.into(), i16::MAX.into()) as i16]);
            0
        }
    }
}

fn put(out: &mut Vec<u8>, values: impl IntoIterator<Item = i16>) {
    out.extend(values.into_iter().flat_map(i16::to_be_bytes));
}
