//! Answers put under headings: the entries of one dimension, and within each those of a second.

use std::collections::HashMap;
use std::sync::Arc;

use super::axis::Entry;
use super::membership::Membership;
use super::{Axis, Codes, Dimension, Key, Study, TableError};
use crate::analysis::query::{Answer, AskedCodings};
use crate::domain::{Quotation, SourceCodings, SourceId};

/// A heading with the answers that stand under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it stands for, from the outermost in: one key for each dimension.
    pub keys: Arc<[Key]>,
    /// The names of these.
    pub names: Vec<String>,
    /// The places of its answers among those that were given, in their order.
    pub answers: Vec<usize>,
}

/// Puts answers under the entries of some dimensions, in the order of these; the answers of a group stay in the order they
/// were given in. An answer stands under each of its codes and coders for which it was asked for, and under each person and
/// speaker it is of; what stands under none has a group of its own at the end. Archived codes have their groups, too.
/// Empty groups are left out. Without dimensions there is one group.
///
/// # Errors
///
/// Where an attribute is not there.
pub fn group(
    study: &Study<'_>,
    by: &[Dimension],
    answers: &[Answer],
    asked: &AskedCodings,
) -> Result<Vec<Group>, TableError> {
    let axes = by.iter().map(|dimension| axis(dimension, study)).collect::<Result<Vec<_>, _>>()?;
    let mut stands: Vec<(Vec<u32>, usize)> = Vec::new();
    each_path(study, &axes, answers, asked, |path, at| stands.push((path, at)));
    stands.sort();
    stands.dedup();
    let mut groups: Vec<(Vec<u32>, Vec<usize>)> = Vec::new();
    for (path, at) in stands {
        match groups.last_mut() {
            Some((last, answers)) if *last == path => answers.push(at),
            _ => groups.push((path, vec![at])),
        }
    }
    let groups = groups.into_iter().map(|(path, answers)| {
        let entry = |(axis, at): (&Axis, &u32)| axis.entries[*at as usize].clone();
        let entries: Vec<Entry> = axes.iter().zip(&path).map(entry).collect();
        Group {
            keys: entries.iter().map(|entry| entry.key.clone()).collect(),
            names: entries.into_iter().map(|entry| entry.name).collect(),
            answers,
        }
    });
    Ok(groups.collect())
}

/// The headings of a dimension. The last is for what stands under none of the others.
fn axis(dimension: &Dimension, study: &Study<'_>) -> Result<Axis, TableError> {
    let all = || study.tree.codes().iter().map(|code| code.id).collect();
    let mut axis = match dimension {
        Dimension::Codes(Codes::All) => Axis::new(&Dimension::Codes(Codes::Chosen(all())), study),
        other => Axis::new(other, study),
    }?;
    if axis.rest().is_none() {
        let name = format!("No {}", axis.word);
        axis.entries.push(Entry { key: Key::Rest, name, depth: 0 });
    }
    Ok(axis)
}

/// Gives each answer with the places under which it stands, one on each axis; some several times. Of what is told from its
/// codings, one path speaks of one coding: who applied which code.
fn each_path(
    study: &Study<'_>,
    axes: &[Axis],
    answers: &[Answer],
    asked: &AskedCodings,
    mut take: impl FnMut(Vec<u32>, usize),
) {
    let mut memberships: Vec<Membership> =
        axes.iter().map(|axis| Membership::new(axis, study, false)).collect();
    let is_by_coding = memberships.iter().any(Membership::is_by_coding);
    let sources = study.sources.iter().enumerate();
    let sources: HashMap<SourceId, usize> = sources.map(|(at, (info, _))| (info.id, at)).collect();
    let mut by_source: Vec<usize> = (0..answers.len()).collect();
    by_source.sort_by_key(|&at| answers[at].source);
    let mut turned_to = None;
    for at in by_source {
        let answer = &answers[at];
        let Some(&(info, on)) = sources.get(&answer.source).map(|&at| &study.sources[at]) else {
            continue;
        };
        if turned_to != Some(answer.source) {
            memberships.iter_mut().for_each(|membership| membership.turn_to(info));
            turned_to = Some(answer.source);
        }
        let whole: Vec<Vec<u32>> = memberships
            .iter()
            .map(|membership| {
                let mut places = Vec::new();
                membership.as_a_whole(on, answer.span, &mut places);
                places
            })
            .collect();
        let mut is_coded = false;
        if is_by_coding {
            let codings = quotations(on, answer).flat_map(|quotation| &quotation.codings);
            for coding in codings.filter(|coding| asked.holds(coding)) {
                is_coded = true;
                let places = memberships.iter().zip(&whole).map(|(membership, whole)| {
                    let mut places = membership.of_coding(coding);
                    places.extend(whole);
                    places
                });
                for path in paths(axes, &places.collect::<Vec<_>>()) {
                    take(path, at);
                }
            }
        }
        if !is_coded {
            for path in paths(axes, &whole) {
                take(path, at);
            }
        }
    }
}

/// All ways to take one place on each axis, where none is given that of what stands under no other.
fn paths(axes: &[Axis], places: &[Vec<u32>]) -> Vec<Vec<u32>> {
    axes.iter().zip(places).fold(vec![Vec::new()], |paths, (axis, places)| {
        let rest = [axis.rest().unwrap_or_default()];
        let places = if places.is_empty() { &rest[..] } else { places };
        let longer = |path: &Vec<u32>| -> Vec<Vec<u32>> {
            places.iter().map(|place| [path.as_slice(), &[*place]].concat()).collect()
        };
        paths.iter().flat_map(longer).collect()
    })
}

/// The quotation of an answer; for a turn, those that share a character with it.
fn quotations<'a>(
    on: &'a SourceCodings,
    answer: &Answer,
) -> impl Iterator<Item = &'a Quotation> + use<'a> {
    let (own, span) = (answer.quotation, answer.span);
    on.quotations.iter().filter(move |quotation| match own {
        Some(own) => quotation.id == own,
        None => quotation.span.intersection(span).is_some(),
    })
}
