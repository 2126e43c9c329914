//! Where things are moved to (ISO 32000-1 §8.3.3).

use crate::extract::syntax::Object;

/// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The matrix of six numbers; of others none.
    pub fn of(numbers: &[Object]) -> Option<Self> {
        let numbers: Vec<f64> = numbers.iter().filter_map(Object::number).collect();
        numbers.try_into().ok().map(Self)
    }

    /// First this, then the other.
    pub fn then(self, other: Self) -> Self {
        let m = self.0;
        let (across, up) = (other.direction(m[0], m[1]), other.direction(m[2], m[3]));
        let start = other.point(m[4], m[5]);
        Self([across.0, across.1, up.0, up.1, start.0, start.1])
    }

    pub fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [.., right, up] = self.0;
        let moved = self.direction(x, y);
        (moved.0 + right, moved.1 + up)
    }

    /// A direction, without being moved.
    pub fn direction(self, x: f64, y: f64) -> (f64, f64) {
        let m = self.0;
        (m[0] * x + m[2] * y, m[1] * x + m[3] * y)
    }

    /// Whether all of it are numbers to reckon with.
    pub fn is_finite(self) -> bool {
        self.0.iter().all(|number| number.is_finite() && number.abs() < 1e9)
    }
}
