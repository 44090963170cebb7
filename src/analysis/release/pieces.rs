//! An output taken apart into its pieces, in the order of print, each looked through once.

use super::private_words::{Mention, PrivateWords};
use super::{Part, Prose, Release, ReleasedExtract};
use crate::analysis::identifiers::{self, Cleared, Terms};
use crate::domain::Span;
use crate::text::Text;

/// A piece of an output: the words of an extract, its label, or words between extracts.
pub(super) struct Piece<'a> {
    pub part: Part,
    /// The extract it belongs to; none for prose.
    pub extract: Option<&'a ReleasedExtract<'a>>,
    /// The level of a heading; 0 for all else.
    pub level: u8,
    pub text: Text,
    /// The private words in it; some may overlap.
    pub mentions: Vec<Mention>,
    /// The names of cases in it, real or pseudonyms: where in bytes, and the case by place in the list of the release.
    pub sites: Vec<(usize, usize, usize)>,
    /// The terms and identifiers in it.
    pub identifiers: Vec<identifiers::Finding>,
}

impl Piece<'_> {
    /// By what the piece is known from one check to the next.
    pub fn known_by(&self) -> String {
        match (self.extract, self.part) {
            (Some(extract), Part::Label(_)) => format!("label {}", extract.quotation),
            (Some(extract), _) => extract.quotation.to_string(),
            (None, _) => "prose".to_owned(),
        }
    }

    /// The words of a stretch, in bytes, and some before and behind it.
    pub fn around(&self, start: usize, end: usize) -> &str {
        const SIGNS: u32 = 24;
        let span = self.text.span_of(start..end);
        let end = span.end.saturating_add(SIGNS).min(self.text.length());
        self.text.slice(Span { start: span.start.saturating_sub(SIGNS), end })
    }

    /// How it is named in a sentence: `the label of extract 4`.
    pub fn name(&self) -> String {
        match self.part {
            Part::Words(key) => format!("extract {}", u64::from(key) + 1),
            Part::Label(key) => format!("the label of extract {}", u64::from(key) + 1),
            Part::Prose(_) if self.level > 0 => {
                format!("the heading “{}”", self.text.as_str().trim())
            }
            Part::Prose(_) => "the text between extracts".to_owned(),
        }
    }

    /// What can be done about words in it.
    pub const fn way_out(&self) -> &'static str {
        match self.part {
            Part::Words(_) => "cut it, or put another word in its place",
            Part::Label(_) => "change what the style or the register prints there",
            Part::Prose(_) => "write it without",
        }
    }
}

/// The pieces of an output in the order of print. An extract's words go before its label.
pub(super) fn pieces<'a>(release: &Release<'a>, private: &PrivateWords) -> Vec<Piece<'a>> {
    let terms = Terms::without_accents(release.terms);
    let piece = |part, extract, level, words: &str| {
        let text = Text::new(words);
        let cleared = Cleared::of(words, &terms);
        let mentions = private.mentions(words, &cleared);
        let sites = mentions.iter().flat_map(|mention| private.sites(mention)).collect();
        let identifiers = identifiers::scan(&text, &terms);
        Piece { part, extract, level, text, mentions, sites, identifiers }
    };
    let prose =
        |at: usize, one: &Prose<'_>| piece(Part::Prose(at as u32), None, one.level, one.words);
    let mut pieces = Vec::new();
    let mut between = release.prose.iter().enumerate().peekable();
    for (place, extract) in release.extracts.iter().enumerate() {
        while let Some((at, one)) = between.next_if(|(_, one)| one.before <= place) {
            pieces.push(prose(at, one));
        }
        pieces.push(piece(Part::Words(extract.key), Some(extract), 0, extract.words));
        pieces.push(piece(Part::Label(extract.key), Some(extract), 0, extract.label));
    }
    pieces.extend(between.map(|(at, one)| prose(at, one)));
    pieces
}
