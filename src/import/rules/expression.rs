//! Writes a pattern as a regular expression.

use super::Place;
use super::fields::{self, END, GAP, START};
use super::matching::plain;
use super::pattern::{Field, Part, Pattern};
use crate::text::date_pattern;

/// Around the colon after a header's word.
const COLON: &str = r"\s*[:：]\s*";

/// What a group of an expression finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub field: Field,
    /// Whether it takes any words, and not only what has the form of the field.
    pub is_free: bool,
}

/// A pattern cut smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// Blanks and dashes.
    Gap,
    Colon,
    Sign(char),
    Field(Field),
}

use Piece::{Colon, Gap, Sign};

/// A pattern for a place as an expression (of the crate `regex`), and what its groups find, in order.
pub(super) fn expression(place: Place, pattern: &Pattern) -> (String, Vec<Group>) {
    let pieces = pieces(pattern);
    let is_lone = |piece: &Piece| matches!(piece, Gap | Piece::Field(Field::Anything));
    let others = pieces.iter().filter(|piece| !is_lone(piece)).count();
    let mut writer = Writer {
        written: String::from("(?i)"),
        groups: Vec::new(),
        place,
        is_alone: others == 1 && place != Place::Lines,
    };
    let bound = |piece: Option<&Piece>, bound: &'static str| match piece {
        Some(Sign(c)) if !c.is_alphanumeric() => "",
        Some(Piece::Field(Field::Anything)) => "",
        _ => bound,
    };
    let (start, end) = match place {
        Place::Lines => (r"^\s*", r"\s*$"),
        _ => (bound(pieces.first(), START), bound(pieces.last(), END)),
    };
    writer.written.push_str(start);
    writer.pieces(&pieces);
    writer.written.push_str(end);
    (writer.written, writer.groups)
}

/// Cuts a pattern, leaving out gaps that tell nothing: at its ends and around colons.
fn pieces(pattern: &Pattern) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let parts = pattern.parts().iter().flat_map(|part| match part {
        Part::Field(field) => vec![Piece::Field(*field)],
        Part::Words(words) => plain(words).chars().map(piece).collect(),
    });
    for piece in parts {
        if piece == Colon && pieces.last() == Some(&Gap) {
            pieces.pop();
        }
        if piece != Gap || !matches!(pieces.last(), Some(Gap | Colon) | None) {
            pieces.push(piece);
        }
    }
    pieces.pop_if(|piece| *piece == Gap);
    pieces
}

fn piece(c: char) -> Piece {
    match c {
        '-' | '–' | '—' => Gap,
        c if c.is_whitespace() => Gap,
        ':' | '：' => Colon,
        c => Sign(c),
    }
}

/// An expression that is being written.
struct Writer {
    written: String,
    groups: Vec<Group>,
    place: Place,
    /// Whether a field has nothing beside it but `{*}`. Then it takes only what has its form: not every name of a file is
    /// a `{person}`.
    is_alone: bool,
}

impl Writer {
    fn pieces(&mut self, pieces: &[Piece]) {
        const ANYTHING: Piece = Piece::Field(Field::Anything);
        const NUMBER: Piece = Piece::Field(Field::Number);
        let (mut before, mut rest) = (None, pieces);
        while let Some(&here) = rest.first() {
            let mut taken = 1;
            match rest {
                // Where `{*}` is nothing, the gaps around it are one.
                [Gap, ANYTHING, Gap, ..] => {
                    self.written.push_str(&format!("{GAP}(?:.*?{GAP})?"));
                    taken = 3;
                }
                [Gap, ANYTHING] => {
                    self.written.push_str(&format!("(?:{GAP}.*)?"));
                    taken = 2;
                }
                [ANYTHING, Gap, ..] if before.is_none() => {
                    self.written.push_str(&format!("(?:.*?{GAP})?"));
                    taken = 2;
                }
                // `Interview0003` is as good as `Interview 0003`.
                [Gap, NUMBER, ..] if before.is_some_and(ends_a_word) => {
                    self.written.push_str(&format!("(?:{GAP})?"));
                }
                [Piece::Field(Field::Kind), NUMBER, ..]
                | [Piece::Field(Field::Kind), Gap, NUMBER, ..] => {
                    self.group(Field::Kind, START, &fields::kind(), "");
                }
                [Piece::Field(field), after @ ..] => self.field(*field, after.is_empty()),
                [Gap, ..] => self.written.push_str(GAP),
                [Colon, ..] => self.written.push_str(COLON),
                [Sign(c), ..] => self.written.push_str(&regex::escape(&c.to_string())),
                [] => {}
            }
            before = Some(here);
            rest = &rest[taken..];
        }
    }

    fn field(&mut self, field: Field, is_last: bool) {
        match field {
            Field::Kind => self.group(field, START, &fields::kind(), &format!("[0-9]*{END}")),
            Field::Language => self.group(field, START, &fields::language(), END),
            Field::Date => {
                // What a line calls a date may be less exact.
                let rough = if self.place == Place::Lines { "|[0-9]{4}(?:-[0-9]{2})?" } else { "" };
                self.group(field, START, &format!("{}{rough}", date_pattern()), END);
            }
            Field::Case => self.numbered(field, &fields::numbered_case(), is_last),
            Field::Person => self.numbered(field, &fields::numbered_people(), is_last),
            Field::Name => self.free(field, is_last),
            Field::Number => self.written.push_str(&format!("[a-z]{{0,3}}[0-9]{{1,9}}[a-z]?{END}")),
            Field::Anything => self.written.push_str(".*?"),
        }
    }

    /// Writes a field that may be called by a number, or else be any words.
    fn numbered(&mut self, field: Field, form: &str, is_last: bool) {
        if self.is_alone {
            self.group(field, "", form, "");
        } else {
            self.group(field, "(?:", form, "|");
            self.free(field, is_last);
            self.written.push(')');
        }
    }

    /// Writes a field that takes any words: to the end if it is last, else to where the rest of the pattern begins.
    fn free(&mut self, field: Field, is_last: bool) {
        self.written.push_str(if is_last { r"(\S.*)" } else { r"(\S.*?)" });
        self.groups.push(Group { field, is_free: true });
    }

    /// Writes a group for what has the form of a field, between what stands before it and after it.
    fn group(&mut self, field: Field, before: &str, form: &str, after: &str) {
        self.written.push_str(&format!("{before}({form}){after}"));
        self.groups.push(Group { field, is_free: false });
    }
}

/// Whether letters end here, after which a number may follow at once.
fn ends_a_word(piece: Piece) -> bool {
    match piece {
        Sign(c) => c.is_alphabetic(),
        piece => piece == Piece::Field(Field::Kind),
    }
}
