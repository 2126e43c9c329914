//! A glyph's outline as TrueType has it: points on and off the curve, quadratic.

use ttf_parser::OutlineBuilder;

/// A point of a contour, in font units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub x: f32,
    pub y: f32,
    /// Whether the curve goes through it.
    pub on: bool,
}

/// Closed contours, as they are handed over by `ttf-parser` whatever the face holds.
#[derive(Debug)]
pub(super) struct Outline {
    pub contours: Vec<Vec<Point>>,
    pen: (f32, f32),
    /// How far a curve may be from the one that it stands for.
    tolerance: f32,
}

impl Outline {
    pub fn new(units_per_em: u16) -> Self {
        let tolerance = f32::from(units_per_em) / 2000.0;
        Self { contours: Vec::new(), pen: (0.0, 0.0), tolerance }
    }

    fn push(&mut self, x: f32, y: f32, on: bool) {
        if let Some(contour) = self.contours.last_mut() {
            contour.push(Point { x, y, on });
        }
        if on {
            self.pen = (x, y);
        }
    }

    /// Points on the curve that stand half way between two off it go without saying; a contour ends
    /// where it begins.
    fn close_last(&mut self) {
        let Some(contour) = self.contours.last_mut() else { return };
        if contour.len() > 1 && contour.first() == contour.last() {
            contour.pop();
        }
        let implied = |i: usize| {
            let length = contour.len();
            let (before, after) = (contour[(i + length - 1) % length], contour[(i + 1) % length]);
            let half = |a: f32, b: f32| f32::midpoint(a, b);
            let point = contour[i];
            (point.on && !before.on && !after.on)
                && (half(before.x, after.x), half(before.y, after.y)) == (point.x, point.y)
        };
        let kept: Vec<Point> =
            (0..contour.len()).filter(|&i| i == 0 || !implied(i)).map(|i| contour[i]).collect();
        *contour = kept;
        if contour.len() < 2 {
            self.contours.pop();
        }
    }

    /// Turns every contour round: PostScript and TrueType fill on opposite sides.
    pub fn turn(&mut self) {
        for contour in &mut self.contours {
            contour.reverse();
            // A contour begins on its curve.
            contour.rotate_right(1);
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(Vec::new());
        self.push(x, y, true);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        if (x, y) != self.pen {
            self.push(x, y, true);
        }
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push(x1, y1, false);
        self.push(x, y, true);
    }

    /// As many quadratic curves as it takes: the error of `n` is that of one by `n`³.
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x0, y0) = self.pen;
        let third = |a: f32, b: f32, c: f32, d: f32| d - 3.0 * c + 3.0 * b - a;
        let error = third(x0, x1, x2, x).hypot(third(y0, y1, y2, y)) * 3f32.sqrt() / 36.0;
        let pieces = (error / self.tolerance).cbrt().ceil().clamp(1.0, 16.0);
        let mut from = (x0, y0);
        let (xs, ys) = ([x0, x1, x2, x], [y0, y1, y2, y]);
        for piece in 1..=pieces as u16 {
            let [start, end] = [piece - 1, piece].map(|i| f32::from(i) / pieces);
            let to = match end {
                1.0 => (x, y),
                t => (at(t, xs), at(t, ys)),
            };
            // The control points of the piece, from its slopes at both ends.
            let step = (end - start) / 3.0;
            let control = |from: f32, to: f32, points: [f32; 4]| {
                let first = from + step * slope(start, points);
                let second = to - step * slope(end, points);
                (3.0 * (first + second) - from - to) / 4.0
            };
            let middle = (control(from.0, to.0, xs), control(from.1, to.1, ys));
            self.quad_to(middle.0, middle.1, to.0, to.1);
            from = to;
        }
    }

    fn close(&mut self) {
        self.close_last();
    }
}

/// A cubic curve at `t`.
fn at(t: f32, [p0, p1, p2, p3]: [f32; 4]) -> f32 {
    let u = 1.0 - t;
    u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
}

/// Its slope there.
fn slope(t: f32, [p0, p1, p2, p3]: [f32; 4]) -> f32 {
    let u = 1.0 - t;
    3.0 * (u * u * (p1 - p0) + 2.0 * u * t * (p2 - p1) + t * t * (p3 - p2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_without_saying_is_not_said() {
        let mut outline = Outline::new(1000);
        outline.move_to(0.0, 0.0);
        outline.quad_to(0.0, 10.0, 10.0, 10.0);
        outline.quad_to(20.0, 10.0, 20.0, 0.0);
        outline.line_to(0.0, 0.0);
        outline.close();
        let points: Vec<_> = outline.contours[0].iter().map(|p| (p.x, p.y, p.on)).collect();
        let expected =
            [(0.0, 0.0, true), (0.0, 10.0, false), (20.0, 10.0, false), (20.0, 0.0, true)];
        assert_eq!(points, expected);
        outline.turn();
        assert_eq!((outline.contours[0][0].x, outline.contours[0][1].x), (0.0, 20.0));
    }

    #[test]
    fn cubic_curves_stay_within_the_tolerance() {
        let ends = [(0.0, 0.0), (0.0, 552.0), (448.0, 1000.0), (1000.0, 1000.0)];
        let mut outline = Outline::new(1000);
        outline.move_to(ends[0].0, ends[0].1);
        outline.curve_to(ends[1].0, ends[1].1, ends[2].0, ends[2].1, ends[3].0, ends[3].1);
        // Every point of the quadratic pieces lies as far from the centre as one of the cubic curve.
        let points = &outline.contours[0];
        let mut from = points[0];
        for pair in points[1..].chunks(2) {
            for i in 0_u8..=20 {
                let t = f32::from(i) / 20.0;
                let along = |start: f32, control: f32, end: f32| {
                    let rest = 1.0 - t;
                    rest * rest * start + 2.0 * rest * t * control + t * t * end
                };
                let x = along(from.x, pair[0].x, pair[1].x);
                let radius = (x - 1000.0).hypot(along(from.y, pair[0].y, pair[1].y));
                assert!((radius - 1000.0).abs() < 1.0, "{radius}");
            }
            from = pair[1];
        }
        assert_eq!((from.x, from.y), ends[3]);
    }
}
