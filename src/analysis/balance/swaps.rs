//! Which unused quotations would bring a set of extracts nearer to the sample.
//!
//! How far a set is from the sample is told along each dimension by the total variation distance of the two: half the sum of the
//! differences between the shares of each row, from 0 for the same shares to 1 for no row in common (Levin, Peres and Wilmer,
//! *Markov Chains and Mixing Times*, 2nd edition 2017, section 4.1). The distances of the dimensions are added.

use std::collections::{HashMap, HashSet};

use super::{Dimension, Key, Measure, QuotedExtract, Sample, Study};
use crate::domain::QuotationId;

/// A quotation that would be better than the one that stands there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swap {
    /// Its place among the candidates.
    pub candidate: usize,
    /// By how much the distance to the sample becomes smaller.
    pub gain: f64,
}

/// One dimension of a set of extracts.
struct Standing {
    by: Dimension,
    /// The share of each row in the sample.
    held: HashMap<Key, f64>,
    used: HashMap<Key, usize>,
}

impl Standing {
    fn new(study: &Study<'_>, extracts: &[&QuotedExtract<'_>], by: Dimension) -> Self {
        let held = study.held(by);
        let all: usize = held.values().map(|counts| counts.of(Measure::Interviews)).sum();
        let share = |count: usize| count as f64 / all.max(1) as f64;
        let held = held.into_iter().map(|(key, row)| (key, share(row.of(Measure::Interviews))));
        let mut standing = Self { by, held: held.collect(), used: HashMap::new() };
        for extract in extracts {
            for (key, count) in standing.counted(study, extract) {
                *standing.used.entry(key).or_default() += count;
            }
        }
        standing
    }

    fn counted(
        &self,
        study: &Study<'_>,
        extract: &QuotedExtract<'_>,
    ) -> impl Iterator<Item = (Key, usize)> + use<> {
        let measure = self.by.measure();
        study.counted(extract, self.by).into_iter().map(move |(key, row)| (key, row.of(measure)))
    }

    /// How far the set is from the sample with this much more in some rows; nothing where one of them is empty, since there
    /// is no share to compare.
    fn distance(&self, more: &HashMap<Key, usize>) -> f64 {
        let total = self.used.values().chain(more.values()).sum::<usize>() as f64;
        let has_sample = self.held.values().any(|&share| share > 0.0);
        if total == 0.0 || !has_sample {
            return 0.0;
        }
        let used = |key: &Key| {
            let count = |of: &HashMap<Key, usize>| of.get(key).copied().unwrap_or_default();
            (count(&self.used) + count(more)) as f64 / total
        };
        let held = self.held.iter().map(|(key, &share)| (used(key) - share).abs());
        let others = self.used.keys().filter(|key| !self.held.contains_key(*key));
        let new = more
            .keys()
            .filter(|key| !self.held.contains_key(*key) && !self.used.contains_key(*key));
        (held.sum::<f64>() + others.chain(new).map(used).sum::<f64>()) / 2.0
    }
}

/// The candidates that bring the set nearer to the sample along these dimensions when they take the place of the extract at
/// `replaced`, the best first, of equals in the order given. Candidates that the set holds already, and those in which somebody
/// speaks who took consent back, are left out. Nothing where there is no such extract.
pub fn swaps(
    sample: &Sample<'_>,
    extracts: &[QuotedExtract<'_>],
    replaced: usize,
    candidates: &[QuotedExtract<'_>],
    dimensions: &[Dimension],
) -> Vec<Swap> {
    let Some(old) = extracts.get(replaced) else { return Vec::new() };
    let study = Study::new(sample);
    let others: Vec<&QuotedExtract<'_>> =
        extracts.iter().enumerate().filter(|(at, _)| *at != replaced).map(|(_, one)| one).collect();
    let standings: Vec<Standing> =
        dimensions.iter().map(|&by| Standing::new(&study, &others, by)).collect();
    let distance = |extract: &QuotedExtract<'_>| -> f64 {
        let along =
            |standing: &Standing| standing.distance(&standing.counted(&study, extract).collect());
        standings.iter().map(along).sum()
    };
    let printed: HashSet<QuotationId> = extracts.iter().map(|one| one.quotation).collect();
    let may_be_printed = |one: &QuotedExtract<'_>| {
        let is_gone = |id| study.people.get(id).is_some_and(|one| one.consent.withdrawn.is_some());
        !printed.contains(&one.quotation) && !one.people.iter().any(|(id, _)| is_gone(id))
    };
    let now = distance(old);
    let mut better: Vec<Swap> = candidates
        .iter()
        .enumerate()
        .filter(|(_, one)| may_be_printed(one))
        .map(|(candidate, one)| Swap { candidate, gain: rounded(now - distance(one)) })
        .filter(|swap| swap.gain > 0.0)
        .collect();
    better.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    better
}

/// A gain without its last digits, in which sums of the same shares may differ.
fn rounded(gain: f64) -> f64 {
    const EXACT: f64 = 1e9;
    (gain * EXACT).round() / EXACT
}
