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
    /// The sums of the differences of all rows without the extract that is tried, by the total with it.
    sums: HashMap<usize, f64>,
}

impl Standing {
    fn new(study: &Study<'_>, extracts: &[&QuotedExtract<'_>], by: Dimension) -> Self {
        let held = study.held(by);
        let all: usize = held.values().map(|counts| counts.of(Measure::Interviews)).sum();
        let share = |count: usize| count as f64 / all.max(1) as f64;
        let held = held.into_iter().map(|(key, row)| (key, share(row.of(Measure::Interviews))));
        let (used, sums) = (HashMap::new(), HashMap::new());
        let mut standing = Self { by, held: held.collect(), used, sums };
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
    fn distance(&mut self, more: &HashMap<Key, usize>) -> f64 {
        let total = self.used.values().chain(more.values()).sum::<usize>();
        if total == 0 || !self.held.values().any(|&share| share > 0.0) {
            return 0.0;
        }
        let (held, used) = (&self.held, &self.used);
        let difference = |key: &Key, more: usize| {
            let count = used.get(key).copied().unwrap_or_default() + more;
            (count as f64 / total as f64 - held.get(key).copied().unwrap_or_default()).abs()
        };
        let without = *self.sums.entry(total).or_insert_with(|| {
            let others = used.keys().filter(|key| !held.contains_key(*key));
            held.keys().chain(others).map(|key| difference(key, 0)).sum()
        });
        let changed = more.iter().map(|(key, &more)| difference(key, more) - difference(key, 0));
        (without + changed.sum::<f64>()) / 2.0
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
    let mut standings: Vec<Standing> =
        dimensions.iter().map(|&by| Standing::new(&study, &others, by)).collect();
    let mut distance = |extract: &QuotedExtract<'_>| -> f64 {
        let along = |standing: &mut Standing| {
            let more = standing.counted(&study, extract).collect();
            standing.distance(&more)
        };
        standings.iter_mut().map(along).sum()
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
