//! Numbers of people that stand near the name of a site, so that a reader puts the two together.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::extracts_named;
use super::numbers::{Numbers, PrintedNumber, in_extracts};
use super::pieces::Piece;
use super::{Finding, FindingKind, Ground, Place};
use crate::analysis::phrases::words;
use crate::domain::CaseId;
use crate::text::counted;

/// The name of a case, real or pseudonym, in print.
struct Site {
    piece: usize,
    start: usize,
    end: usize,
    /// Its place in the list of the release.
    case: usize,
    /// How many words of the whole output stand before its first word, and before its last.
    first: usize,
    last: usize,
}

impl Site {
    /// How many words lie from the nearest of its own to one that so many stand before.
    fn distance(&self, here: usize) -> usize {
        here.saturating_sub(self.last).max(self.first.saturating_sub(here))
    }
}

/// A number and the nearest name of one site.
struct Pair<'n> {
    distance: usize,
    number: &'n PrintedNumber,
    site: usize,
}

/// How many words stand before the places of an output, whatever pieces they are in.
struct Positions {
    /// For each piece the words before it, and where its own begin.
    pieces: Vec<(usize, Vec<usize>)>,
}

impl Positions {
    fn new(pieces: &[Piece<'_>]) -> Self {
        let mut before = 0;
        let pieces = pieces.iter().map(|piece| {
            let starts: Vec<usize> = words(piece.text.as_str()).map(|word| word.start).collect();
            before += starts.len();
            (before - starts.len(), starts)
        });
        Self { pieces: pieces.collect() }
    }

    /// How many words begin before a byte of a piece.
    fn of(&self, piece: usize, byte: usize) -> usize {
        let (before, starts) = &self.pieces[piece];
        before + starts.partition_point(|&start| start < byte)
    }
}

pub(super) fn check(
    ground: &Ground<'_>,
    pieces: &[Piece<'_>],
    numbers: &Numbers,
    findings: &mut Vec<Finding>,
) {
    let positions = Positions::new(pieces);
    let mut sites = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        sites.extend(piece.sites.iter().map(|&(start, end, case)| {
            let (first, after) = (positions.of(at, start), positions.of(at, end));
            Site { piece: at, start, end, case, first, last: after.saturating_sub(1).max(first) }
        }));
    }
    under_headings(ground, pieces, numbers, &sites, findings);
    beside(ground, pieces, numbers, &sites, &positions, findings);
}

/// Numbers with the name of a site at most so many words away. Of the names of one site the nearest counts, and of one number in one
/// extract the nearest place.
fn beside(
    ground: &Ground<'_>,
    pieces: &[Piece<'_>],
    numbers: &Numbers,
    sites: &[Site],
    positions: &Positions,
    findings: &mut Vec<Finding>,
) {
    let reach = ground.release.settings.distance as usize;
    let longest = sites.iter().map(|site| site.last - site.first).max().unwrap_or_default();
    let mut nearest: BTreeMap<(Option<u32>, u32, usize), Pair<'_>> = BTreeMap::new();
    for number in &numbers.all {
        let here = positions.of(number.piece, number.start);
        let begin = sites.partition_point(|site| site.first + longest + reach < here);
        let near = sites[begin..].iter().take_while(|site| site.first <= here + reach);
        for (offset, site) in near.enumerate() {
            let distance = site.distance(here);
            if distance > reach {
                continue;
            }
            let key = (number.extract, number.value, site.case);
            let pair = Pair { distance, number, site: begin + offset };
            match nearest.get(&key) {
                Some(known) if known.distance <= distance => {}
                _ => {
                    nearest.insert(key, pair);
                }
            }
        }
    }
    let mut pairs: Vec<Pair<'_>> = nearest.into_values().collect();
    pairs.sort_by_key(|pair| (pair.number.piece, pair.number.start, pair.site));
    findings.extend(pairs.iter().map(|pair| say(ground, pieces, pair, &sites[pair.site])));
}

fn say(ground: &Ground<'_>, pieces: &[Piece<'_>], pair: &Pair<'_>, site: &Site) -> Finding {
    let (piece, near) = (&pieces[pair.number.piece], &pieces[site.piece]);
    let case = &ground.release.cases[site.case];
    let name = &near.text.as_str()[site.start..site.end];
    let value = pair.number.value.to_string();
    let person = pair.number.person.map(|at| &ground.release.people[at]);
    let tells = match person.and_then(|person| ground.case_of(person)) {
        Some(own) if own == case.id => "and the person belongs there",
        Some(_) => "and a reader may think that the person belongs there",
        None => "and a reader may put the two together",
    };
    let sentence = format!(
        "The number {value} in {} stands {} from “{name}” in {}, {tells}; move one of them, or take \
         one out.",
        piece.name(),
        counted(pair.distance, "word", "words"),
        near.name(),
    );
    let known_by =
        [&piece.known_by(), &*value, &case.id.to_string(), near.around(site.start, site.end)];
    let mut finding = Finding::new(FindingKind::NearSite, name, &known_by, sentence);
    let span = piece.text.span_of(pair.number.start..pair.number.end);
    finding.place = Some(Place { part: piece.part, span });
    finding.case = Some(case.id);
    finding.count = pair.distance;
    let keys: BTreeSet<u32> =
        [piece, near].into_iter().filter_map(|piece| piece.extract).map(|one| one.key).collect();
    finding.extracts = keys.into_iter().collect();
    finding.people = person.iter().map(|person| person.id).collect();
    finding
}

/// A heading that names a site reaches to the next one of its level, however far: all numbers below it are tied to the site. One
/// finding for each.
fn under_headings(
    ground: &Ground<'_>,
    pieces: &[Piece<'_>],
    numbers: &Numbers,
    sites: &[Site],
    findings: &mut Vec<Finding>,
) {
    for site in sites.iter().filter(|site| pieces[site.piece].level > 0) {
        let heading = &pieces[site.piece];
        let below = pieces[site.piece + 1..].iter();
        let length = below.take_while(|piece| piece.level == 0 || piece.level > heading.level);
        let end = site.piece + 1 + length.count();
        let first = numbers.all.partition_point(|number| number.piece <= site.piece);
        let last = numbers.all.partition_point(|number| number.piece < end);
        let extracts = in_extracts(&numbers.all[first..last]);
        if extracts.is_empty() {
            continue;
        }
        let case = &ground.release.cases[site.case];
        let name = &heading.text.as_str()[site.start..site.end];
        let sentence = format!(
            "The numbers in {} stand below {}; leave the site out of the heading, or the numbers out \
             of the labels.",
            extracts_named(&extracts),
            heading.name(),
        );
        let id: CaseId = case.id;
        let known_by = [&id.to_string(), heading.text.as_str(), &extracts.len().to_string()];
        let mut finding = Finding::new(FindingKind::NearSite, name, &known_by, sentence);
        let span = heading.text.span_of(site.start..site.end);
        finding.place = Some(Place { part: heading.part, span });
        finding.case = Some(id);
        finding.count = extracts.len();
        finding.extracts = extracts;
        findings.push(finding);
    }
}
