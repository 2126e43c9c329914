//! Points into the whole numbers WordprocessingML counts in.

use crate::document::{Color, Pt};

/// Twentieths of a point: `w:spacing`, `w:ind`, `w:pgMar`.
pub(super) fn twips(length: Pt) -> i64 {
    (length * 20.0).round() as i64
}

/// Half points: `w:sz`.
pub(super) fn half_points(size: Pt) -> i64 {
    (size * 2.0).round() as i64
}

/// Eighths of a point: `w:sz` of a border; 0 is none. Word draws nothing thinner than 2.
pub(super) fn border_eighths(width: Pt) -> usize {
    if width <= 0.0 {
        return 0;
    }
    ((width * 8.0).round() as usize).clamp(2, 96)
}

/// `RRGGBB`.
pub(super) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}

/// Widths in twips whose running sums are the rounded running sums of `widths`, so that every grid
/// line stands within half a twip of its place and nothing adds up.
pub(super) fn grid(widths: &[Pt]) -> Vec<usize> {
    let mut edge = 0.0;
    let mut before = 0;
    widths
        .iter()
        .map(|width| {
            edge += width;
            let here = twips(edge);
            let column = (here - before).max(0);
            before = here;
            usize::try_from(column).unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_columns_sum_to_the_rounded_width() {
        // Table B: 12.1, 14.7, 52.4 mm and seven times 10.97 mm.
        let mm = crate::document::MM;
        let mut widths = vec![12.1 * mm, 14.7 * mm, 52.21 * mm];
        widths.extend([11.0 * mm - 0.0014; 7]);
        let sum: usize = grid(&widths).iter().sum();
        assert_eq!(i64::try_from(sum), Ok(twips(widths.iter().sum())));
    }
}
