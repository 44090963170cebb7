//! Where the window stands on a list whose rows are measured only when they come near.
//!
//! The place is kept as a row and a distance into it, never as a distance from the top of the list: so nothing jumps
//! when a row above turns out higher than was guessed.

/// A place in the list: the row at the top of the window, and how many points of it are above the window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scroll {
    row: usize,
    into: f32,
}

impl Scroll {
    /// The place `into` points below the top of a row.
    pub fn at(row: usize, into: f32) -> Self {
        Self { row, into }
    }

    /// The top row, and how far its top lies above the window.
    pub fn top(&self) -> (usize, f32) {
        (self.row, self.into)
    }

    /// Moves down by `points` (up when negative). `height` measures a row.
    pub fn by(&mut self, points: f32, rows: usize, height: &mut impl FnMut(usize) -> f32) {
        self.into += points;
        while self.into < 0.0 && self.row > 0 {
            self.row -= 1;
            self.into += height(self.row);
        }
        self.into = self.into.max(0.0);
        while self.row + 1 < rows {
            let own = height(self.row);
            if self.into < own {
                break;
            }
            self.into -= own;
            self.row += 1;
        }
    }

    /// Moves as little as needed to have a row within a window of `view` points; a higher row shows its top.
    pub fn reveal(&mut self, row: usize, view: f32, height: &mut impl FnMut(usize) -> f32) {
        if row < self.row || (row == self.row && self.into > 0.0) {
            *self = Self { row, into: 0.0 };
            return;
        }
        let lowest = Self::with_bottom_at(row, view, height);
        if (lowest.row, lowest.into) > (self.row, self.into) {
            *self = lowest;
        }
    }

    /// Leaves no empty room below the last row while there are rows above. To be called before drawing.
    pub fn fit(&mut self, rows: usize, view: f32, height: &mut impl FnMut(usize) -> f32) {
        let Some(last) = rows.checked_sub(1) else {
            *self = Self::default();
            return;
        };
        if self.row > last {
            *self = Self { row: last, into: 0.0 };
        }
        let mut bottom = -self.into;
        for row in self.row..rows {
            bottom += height(row);
            if bottom >= view {
                return;
            }
        }
        *self = Self::with_bottom_from_end(last, view, height);
    }

    /// The place where a row's bottom is at the bottom of the window, or its top at the top when it is higher.
    fn with_bottom_at(row: usize, view: f32, height: &mut impl FnMut(usize) -> f32) -> Self {
        if height(row) >= view {
            return Self { row, into: 0.0 };
        }
        Self::with_bottom_from_end(row, view, height)
    }

    fn with_bottom_from_end(row: usize, view: f32, height: &mut impl FnMut(usize) -> f32) -> Self {
        let mut room = view;
        for row in (0..=row).rev() {
            room -= height(row);
            if room <= 0.0 {
                return Self { row, into: -room };
            }
        }
        Self::default()
    }

    /// The same place in a new list of `after` rows: the same row, or the next one of the `before` that stayed. `place` says
    /// where a row of the old list has come to stand.
    pub fn follow(
        &mut self,
        before: usize,
        after: usize,
        mut place: impl FnMut(usize) -> Option<usize>,
    ) {
        if self.row >= before {
            return;
        }
        match (self.row..before).find_map(|row| place(row).map(|place| (row, place))) {
            Some((row, place)) if row == self.row => self.row = place,
            Some((_, place)) => *self = Self { row: place, into: 0.0 },
            None => *self = Self { row: after.saturating_sub(1), into: 0.0 },
        }
    }

    /// Goes to a share of the whole list, 0 to 1, by guessed heights.
    pub fn go_to_share(&mut self, share: f32, guess: &Guess, view: f32) {
        let y = share.clamp(0.0, 1.0) * (guess.total() - view).max(0.0);
        let row = guess.tops.partition_point(|&top| top <= y).saturating_sub(1);
        let row = row.min(guess.rows().saturating_sub(1));
        *self = Self { row, into: y - guess.tops[row] };
    }

    /// Which share of the whole list lies above the window, 0 to 1. `own` is the top row's height.
    pub fn share(&self, guess: &Guess, view: f32, own: f32) -> f32 {
        let (Some(&top), Some(&next)) = (guess.tops.get(self.row), guess.tops.get(self.row + 1))
        else {
            return 0.0;
        };
        let y = top + (next - top) * (self.into / own.max(1.0)).clamp(0.0, 1.0);
        let room = guess.total() - view;
        if room > 0.0 { (y / room).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Guessed heights of all rows, for the scroll bar alone.
#[derive(Debug, Default)]
pub struct Guess {
    /// The top of each row, and the bottom of the last.
    tops: Vec<f32>,
}

impl Guess {
    /// Adds up the guessed heights of rows.
    pub fn new(heights: impl Iterator<Item = f32>) -> Self {
        let mut tops = vec![0.0];
        let mut bottom = 0.0;
        tops.extend(heights.map(|height| {
            bottom += height;
            bottom
        }));
        Self { tops }
    }

    /// Height of the whole list.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    fn rows(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(row: usize) -> f32 {
        [30.0, 200.0, 50.0, 70.0, 20.0][row % 5]
    }

    #[test]
    fn moves_by_points_over_rows_of_any_height() {
        let mut scroll = Scroll::default();
        scroll.by(240.0, 5, &mut heights);
        assert_eq!(scroll.top(), (2, 10.0));
        scroll.by(-40.0, 5, &mut heights);
        assert_eq!(scroll.top(), (1, 170.0));
        scroll.by(-1_000.0, 5, &mut heights);
        assert_eq!(scroll.top(), (0, 0.0));
    }

    #[test]
    fn stops_at_the_end_and_shows_short_lists_from_their_top() {
        let mut scroll = Scroll::default();
        scroll.by(10_000.0, 5, &mut heights);
        scroll.fit(5, 100.0, &mut heights);
        // 20 + 70 of the last rows, and 10 of the third.
        assert_eq!(scroll.top(), (2, 40.0));
        scroll.fit(5, 1_000.0, &mut heights);
        assert_eq!(scroll.top(), (0, 0.0));
        scroll.fit(0, 100.0, &mut heights);
        assert_eq!(scroll.top(), (0, 0.0));
    }

    #[test]
    fn reveals_rows_moving_as_little_as_it_can() {
        let mut scroll = Scroll::default();
        scroll.reveal(0, 100.0, &mut heights);
        assert_eq!(scroll.top(), (0, 0.0));
        // Higher than the window: from its top.
        scroll.reveal(1, 100.0, &mut heights);
        assert_eq!(scroll.top(), (1, 0.0));
        scroll.reveal(3, 100.0, &mut heights);
        assert_eq!(scroll.top(), (2, 20.0));
        scroll.reveal(2, 100.0, &mut heights);
        assert_eq!(scroll.top(), (2, 0.0));
    }

    #[test]
    fn the_bar_goes_where_it_says_it_is() {
        let guess = Guess::new((0..1_000).map(heights));
        let mut scroll = Scroll::default();
        for share in [0.0, 0.25, 0.5, 1.0] {
            scroll.go_to_share(share, &guess, 400.0);
            let back = scroll.share(&guess, 400.0, heights(scroll.top().0));
            assert!((back - share).abs() < 0.001, "{back} for {share}");
        }
    }
}
