//! The numbers that a word processor prints before the items of a list.
//!
//! Word and OpenDocument both describe a list by levels, each with a kind of figures, a first number and a pattern in which
//! the numbers of this level and of those above stand (ECMA-376 part 1, 17.9; ODF 1.3 part 3, 16.31 to 16.35).

/// So many levels can be nested: nine in Word, ten in OpenDocument.
pub(super) const LEVELS: usize = 10;
/// A longer pattern, in code points, is none.
pub(super) const LONGEST: usize = 128;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    /// Not at all.
    Silent,
    /// As a bullet, whatever its shape.
    Bullet,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    Letters {
        /// Whether they are capitals.
        capital: bool,
        /// Whether aa, bb, cc follow after z, as in Word; else aa, ab, ac.
        repeated: bool,
    },
    /// i, ii, iii.
    Roman {
        /// Whether they are capitals.
        capital: bool,
    },
}

impl Figures {
    /// A number in these figures.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Silent => String::new(),
            Self::Bullet => "•".to_owned(),
            Self::Letters { capital, repeated } => {
                let first = if capital { b'A' } else { b'a' };
                if repeated { repeated_letters(number, first) } else { letters(number, first) }
            }
            Self::Roman { capital: true } => roman(number).to_uppercase(),
            Self::Roman { capital: false } => roman(number),
            Self::Decimal => number.to_string(),
        }
    }
}

/// Letters that repeat after each alphabet, up to the thirtieth time; beyond, Word gives up too.
fn repeated_letters(number: u32, first: u8) -> String {
    if !(1..=780).contains(&number) {
        return number.to_string();
    }
    let (times, letter) = ((number - 1) / 26 + 1, (number - 1) % 26);
    char::from(first + letter as u8).to_string().repeat(times as usize)
}

/// Letters as digits, of which none is nought.
fn letters(number: u32, first: u8) -> String {
    let (mut left, mut written) = (number, String::new());
    while left > 0 {
        left -= 1;
        written.insert(0, char::from(first + (left % 26) as u8));
        left /= 26;
    }
    written
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut written) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Characters as they stand.
    Words(String),
    /// The number of a level, counted from 0.
    Number(usize),
}

/// How the items of one level are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    figures: Figures,
    start: u32,
    pattern: Vec<Piece>,
}

impl Level {
    /// A level with its kind of figures, its first number and what is printed. A pattern beyond reason, longer than
    /// [`LONGEST`] or with more numbers than there are levels, is none.
    pub fn new(figures: Figures, start: u32, mut pattern: Vec<Piece>) -> Self {
        let (mut length, mut numbers) = (0, 0);
        for piece in &pattern {
            match piece {
                Piece::Words(words) => length += words.chars().count(),
                Piece::Number(_) => numbers += 1,
            }
        }
        if length > LONGEST || numbers > LEVELS {
            pattern.clear();
        }
        Self { figures, start, pattern }
    }
}

/// How far a list has been counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts([Option<u32>; LEVELS]);

impl Counts {
    /// Counts one more item at a level, counted from 0, and gives what stands before its words, with a blank at the end;
    /// nothing if nothing is printed. `definition` tells how a level is numbered; `restart` gives this item its number.
    /// The levels below begin anew.
    pub fn advance<'a>(
        &mut self,
        level: usize,
        definition: impl Fn(usize) -> Option<&'a Level>,
        restart: Option<u32>,
    ) -> String {
        let level = level.min(LEVELS - 1);
        let start = |level| definition(level).map_or(1, |level| level.start);
        let next = match (restart, self.0[level]) {
            (Some(number), _) => number,
            (None, Some(number)) => number.saturating_add(1),
            (None, None) => start(level),
        };
        self.0[level] = Some(next);
        self.0[level + 1..].fill(None);
        let Some(Level { figures, pattern, .. }) = definition(level) else { return String::new() };
        let mut written = String::new();
        if *figures == Figures::Bullet {
            written.push('•');
        } else {
            for piece in pattern {
                match piece {
                    Piece::Words(words) => written.push_str(words),
                    Piece::Number(at) => {
                        let number = self.0.get(*at).copied().flatten().unwrap_or(start(*at));
                        let figures = definition(*at).map_or(Figures::Decimal, |l| l.figures);
                        written.push_str(&figures.write(number));
                    }
                }
            }
        }
        let written = written.trim();
        if written.is_empty() { String::new() } else { format!("{written} ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_they_are_printed() {
        let of = |figures: Figures| [1, 4, 26, 27, 53, 1994].map(|number| figures.write(number));
        assert_eq!(of(Figures::Decimal), ["1", "4", "26", "27", "53", "1994"]);
        let letters = |capital, repeated| of(Figures::Letters { capital, repeated });
        assert_eq!(letters(false, true), ["a", "d", "z", "aa", "aaa", "1994"]);
        assert_eq!(letters(true, false), ["A", "D", "Z", "AA", "BA", "BXR"]);
        let roman = ["I", "IV", "XXVI", "XXVII", "LIII", "MCMXCIV"];
        assert_eq!(of(Figures::Roman { capital: true }), roman);
        assert_eq!(Figures::Roman { capital: false }.write(0), "0");
    }

    #[test]
    fn levels_below_begin_anew() {
        let words = |words: &str| Piece::Words(words.to_owned());
        let levels = [
            Level::new(Figures::Decimal, 1, vec![Piece::Number(0), words(".")]),
            Level::new(
                Figures::Letters { capital: false, repeated: true },
                2,
                vec![Piece::Number(0), words("."), Piece::Number(1), words(")")],
            ),
            Level::new(Figures::Bullet, 1, Vec::new()),
            Level::new(Figures::Silent, 1, vec![Piece::Number(3)]),
        ];
        let mut counts = Counts::default();
        let mut next = |level, restart| counts.advance(level, |at| levels.get(at), restart);
        assert_eq!(
            next(1, None),
            "1.b) ",
            "a level above that was never counted stands at its start"
        );
        assert_eq!(next(0, None), "1. ");
        assert_eq!((next(1, None), next(1, None)), ("1.b) ".into(), "1.c) ".into()));
        assert_eq!(next(2, None), "• ");
        assert_eq!(next(3, None), "");
        assert_eq!(next(0, Some(7)), "7. ");
        assert_eq!(next(1, None), "7.b) ");
        assert_eq!(next(0, Some(u32::MAX)), "4294967295. ");
        assert_eq!(next(0, None), "4294967295. ");
        assert_eq!(next(99, None), "");
    }

    #[test]
    fn a_pattern_beyond_reason_is_none() {
        let level = Level::new(Figures::Decimal, 1, vec![Piece::Number(0); LEVELS + 1]);
        assert_eq!(Counts::default().advance(0, |_| Some(&level), None), "");
    }
}
