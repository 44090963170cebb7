//! Who is quoted more or less than their interviews would give, and which rich sources are not used.

use std::collections::HashSet;

use super::{Dimension, Key, Measure, QuotedExtract, Sample, balance};
use crate::domain::{PersonId, SourceId};

/// How often somebody is quoted, and how often they would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// Who.
    pub person: PersonId,
    /// What the texts call them.
    pub name: String,
    /// In how many extracts they speak, in labels or in fieldnotes.
    pub quoted: usize,
    /// In how many they would, if everybody were quoted in proportion to the interviews held with them; whoever was met and not
    /// interviewed is taken for interviewed once.
    pub expected: f64,
}

/// Fewer extracts of a person than this are not too many.
const FEW: usize = 3;

/// The people who are quoted three times or more and more than twice as often as their interviews would give, and those who were
/// interviewed, would be quoted at least once, and are quoted less than half as often. The furthest off first. Whoever took
/// their consent back is not missed.
pub fn over_and_under(sample: &Sample<'_>, extracts: &[QuotedExtract<'_>]) -> (Vec<Use>, Vec<Use>) {
    let people = balance(sample, extracts, Dimension::Person);
    let gone: HashSet<PersonId> = sample
        .people
        .iter()
        .filter(|person| person.consent.withdrawn.is_some())
        .map(|person| person.id)
        .collect();
    let quoted = people.totals.of(Measure::Together) as f64;
    let held = people.totals.of(Measure::Interviews).max(1) as f64;
    let (mut over, mut under) = (Vec::new(), Vec::new());
    for row in people.rows {
        let Key::Person(person) = row.key else { continue };
        let interviews = row.counts.of(Measure::Interviews);
        let used = Use {
            person,
            name: row.name,
            quoted: row.counts.of(Measure::Together),
            expected: quoted * interviews.max(1) as f64 / held,
        };
        let times = used.quoted as f64;
        if used.quoted >= FEW && times > 2.0 * used.expected {
            over.push(used);
        } else if interviews > 0
            && used.expected >= 1.0
            && 2.0 * times < used.expected
            && !gone.contains(&person)
        {
            under.push(used);
        }
    }
    // Rows come by how often people are quoted, then by name; that order stays among those equally far off.
    let off = |used: &Use| used.quoted as f64 - used.expected;
    over.sort_by(|a, b| off(b).total_cmp(&off(a)));
    under.sort_by(|a, b| off(a).total_cmp(&off(b)));
    (over, under)
}

/// A source with much on the codes of an output, of which the output prints nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RichSource {
    /// The source.
    pub source: SourceId,
    /// How many quotations of it are on those codes.
    pub quotations: usize,
}

/// The sources that are not used though they have as many quotations on the codes of the output as sources have on average that
/// have any. `coded` gives how many each source has. The richest first.
pub fn unused_sources(
    extracts: &[QuotedExtract<'_>],
    coded: &[(SourceId, usize)],
) -> Vec<RichSource> {
    let used: HashSet<SourceId> = extracts.iter().map(|extract| extract.source).collect();
    let having = coded.iter().filter(|(_, quotations)| *quotations > 0);
    let all: usize = having.clone().map(|(_, quotations)| quotations).sum();
    let count = having.clone().count();
    let mut rich: Vec<RichSource> = having
        .filter(|(source, quotations)| quotations * count >= all && !used.contains(source))
        .map(|&(source, quotations)| RichSource { source, quotations })
        .collect();
    rich.sort_by_key(|one| std::cmp::Reverse(one.quotations));
    rich
}
