//! Transformations of the plane (ISO 32000-1, 8.3.3).

/// Six numbers, as a PDF gives them: a point (x, y) becomes (ax + cy + e, bx + dy + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Matrix {
    /// Leaves all as it is.
    pub const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// From six numbers.
    pub fn of([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// Moves by so much.
    pub fn moving(e: f64, f: f64) -> Self {
        Self { e, f, ..Self::IDENTITY }
    }

    /// This one first, then the other.
    pub fn then(self, next: Self) -> Self {
        let (e, f) = next.apply(self.e, self.f);
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e,
            f,
        }
    }

    /// Where a point comes to lie.
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}

/// A rectangle with its sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rectangle {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Rectangle {
    /// The smallest that holds these points; nothing if there are none.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        points.into_iter().fold(None, |all: Option<Self>, (x, y)| {
            let all = all.unwrap_or(Self { left: x, bottom: y, right: x, top: y });
            Some(Self {
                left: all.left.min(x),
                bottom: all.bottom.min(y),
                right: all.right.max(x),
                top: all.top.max(y),
            })
        })
    }

    /// From the four numbers of two corners that lie opposite (7.9.5).
    pub fn of(numbers: &[f64]) -> Option<Self> {
        let &[x, y, other_x, other_y] = numbers else { return None };
        Self::around([(x, y), (other_x, other_y)])
    }

    /// Its four corners.
    pub fn corners(self) -> [(f64, f64); 4] {
        let Self { left, bottom, right, top } = self;
        [(left, bottom), (right, bottom), (left, top), (right, top)]
    }

    /// Whether a point lies in it.
    pub fn holds(self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }

    /// The matrix that lays it onto another.
    pub fn onto(self, other: Self) -> Matrix {
        let scale = |from: f64, to: f64| if from == 0.0 { 1.0 } else { to / from };
        let a = scale(self.right - self.left, other.right - other.left);
        let d = scale(self.top - self.bottom, other.top - other.bottom);
        Matrix {
            a,
            b: 0.0,
            c: 0.0,
            d,
            e: other.left - self.left * a,
            f: other.bottom - self.bottom * d,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transformations_follow_each_other() {
        let turned = Matrix::of([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert_eq!(Matrix::moving(2.0, 0.0).then(turned).apply(1.0, 0.0), (0.0, 3.0));
        let from = Rectangle { left: 1.0, bottom: 1.0, right: 3.0, top: 5.0 };
        let to = Rectangle { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 };
        assert_eq!(from.onto(to).apply(2.0, 5.0), (0.5, 1.0));
    }
}
