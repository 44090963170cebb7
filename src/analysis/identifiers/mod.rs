//! Looks for what may tell who or where somebody is: addresses, numbers, dates of birth, and the project's private terms.
//!
//! Finds what has the form of an identifier; whether it is one is for a person to say. Nothing is looked up anywhere.

mod dates;
mod patterns;
mod terms;

use std::fmt;
use std::ops::Range;

pub use self::terms::Terms;
use crate::analysis::phrases::longest;
use crate::domain::{Span, TermKind};
use crate::text::Text;

/// What may identify somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentifierKind {
    /// A private term of the project.
    Term(TermKind),
    /// A date of birth, announced as one.
    BirthDate,
    /// An e-mail address.
    Email,
    /// A number of the National Health Service.
    NhsNumber,
    /// A telephone number.
    Phone,
    /// A postcode of the United Kingdom.
    Postcode,
    /// The address of a web page or site.
    WebAddress,
}

impl IdentifierKind {
    /// The word for it; also how it is written in tables. Terms have that of their own kind.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Term(kind) => kind.word(),
            Self::BirthDate => "date-of-birth",
            Self::Email => "e-mail",
            Self::NhsNumber => "nhs-number",
            Self::Phone => "phone",
            Self::Postcode => "postcode",
            Self::WebAddress => "web-address",
        }
    }

    /// What it is called in a list, in sentence case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Term(TermKind::Name) => "Name",
            Self::Term(TermKind::Place) => "Place",
            Self::Term(TermKind::Organisation) => "Organisation",
            Self::Term(TermKind::Other) => "Private term",
            Self::BirthDate => "Date of birth",
            Self::Email => "E-mail address",
            Self::NhsNumber => "NHS number",
            Self::Phone => "Phone number",
            Self::Postcode => "Postcode",
            Self::WebAddress => "Web address",
        }
    }

    /// What stands for it in public, without brackets, when nobody chose anything better.
    pub const fn descriptor(self) -> &'static str {
        match self {
            Self::Term(kind) => kind.descriptor(),
            Self::BirthDate => "date of birth",
            Self::Email => "e-mail",
            Self::NhsNumber => "NHS number",
            Self::Phone => "phone number",
            Self::Postcode => "postcode",
            Self::WebAddress => "web address",
        }
    }
}

impl fmt::Display for IdentifierKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A place in a text that may identify somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands; splits no grapheme cluster.
    pub span: Span,
    /// What it seems to be.
    pub kind: IdentifierKind,
    /// What may be put in its place: the public term of a private one, else the general word for its kind. In square
    /// brackets, unless it stands within such already.
    pub replacement: String,
}

/// Everything in a text that may identify somebody, by place, without overlap. Of two that overlap the longer one is
/// given, of two of one length the private term. What stands in square brackets as a public term does is none, and
/// neither is a word that was found to be harmless ([`crate::domain::Term::public`] is none).
///
/// Takes time in proportion to the text's length, however many terms there are.
pub fn scan(text: &Text, terms: &Terms) -> Vec<Finding> {
    let string = text.as_str();
    let brackets = Brackets::of(string);
    let mut candidates: Vec<Candidate<'_>> = terms.find(string);
    for (bytes, kind) in patterns::find(string) {
        let Range { start, end } = bytes;
        if !terms.are_harmless(&string[start..end]) {
            candidates.push(Candidate { start, end, kind, replacement: Some(kind.descriptor()) });
        }
    }
    let bracketed = |found: &Candidate<'_>| brackets.around(found.start, found.end);
    candidates.retain(|found| {
        bracketed(found).is_none_or(|(start, end)| !terms.are_public(&string[start..end]))
    });
    let mut findings: Vec<Finding> =
        longest(candidates, |found| (found.start, found.end), |found| found.kind)
            .into_iter()
            .filter_map(|found| {
                let replacement = found.replacement?;
                let replacement = match bracketed(&found) {
                    Some(_) => replacement.to_owned(),
                    None => format!("[{replacement}]"),
                };
                let span = text.snap(text.span_of(found.start..found.end));
                Some(Finding { span, kind: found.kind, replacement })
            })
            .collect();
    // Two marks on one sign would be one cluster.
    findings.dedup_by(|next, before| before.span.overlaps(next.span));
    findings
}

/// A stretch of a text, in bytes, that may be reported.
#[derive(Debug, Clone, Copy)]
struct Candidate<'a> {
    start: usize,
    end: usize,
    kind: IdentifierKind,
    /// What may stand for it, without brackets; none for a term that is harmless.
    replacement: Option<&'a str>,
}

/// The stretches of a text that may stand as they are: harmless terms, and public terms in square brackets.
pub struct Cleared {
    /// Where each begins, and how far it or an earlier one reaches, in bytes by beginning.
    reaches: Vec<(usize, usize)>,
}

impl Cleared {
    /// Looks for them in a text.
    pub fn of(string: &str, terms: &Terms) -> Self {
        let found = terms.find(string).into_iter().filter(|found| found.replacement.is_none());
        let brackets = Brackets::of(string).pairs.into_iter();
        let public = brackets.filter(|&(start, end)| terms.are_public(&string[start..end]));
        let mut reaches: Vec<(usize, usize)> =
            found.map(|found| (found.start, found.end)).chain(public).collect();
        reaches.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reaches {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reaches }
    }

    /// Whether a stretch of the text, in bytes, lies within one of them.
    pub fn holds(&self, start: usize, end: usize) -> bool {
        let after = self.reaches.partition_point(|reach| reach.0 <= start);
        self.reaches[..after].last().is_some_and(|reach| end <= reach.1)
    }
}

/// More bytes than this between two brackets are no public term.
const LONGEST_BRACKET: usize = 400;

/// The pairs of square brackets in a text that stand on one line with no other bracket and not too much between them.
struct Brackets {
    /// The bytes between each pair, in order.
    pairs: Vec<(usize, usize)>,
}

impl Brackets {
    fn of(string: &str) -> Self {
        let mut pairs = Vec::new();
        let mut open = None;
        for (byte, sign) in string.match_indices(['[', ']', '\n']) {
            match (sign, open.take()) {
                ("[", _) => open = Some(byte + 1),
                ("]", Some(start)) if byte - start <= LONGEST_BRACKET => pairs.push((start, byte)),
                _ => {}
            }
        }
        Self { pairs }
    }

    /// The bytes between the brackets that a stretch lies in.
    fn around(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let after = self.pairs.partition_point(|pair| pair.0 <= start);
        self.pairs[..after].last().copied().filter(|pair| end <= pair.1)
    }
}

#[cfg(test)]
mod tests;
