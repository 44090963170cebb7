//! Numbers of one site that stand in a row: they were given site by site, so a block of numbers is a site.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::finding::{extracts_named, some};
use super::numbers::{Numbers, in_extracts};
use super::{Finding, FindingKind, Ground};
use crate::domain::CaseId;

/// So few numbers side by side are chance.
const FEWEST: usize = 3;

/// A number of a person whose case is known.
struct Owned {
    number: u32,
    /// The case, or what it is a part of.
    case: CaseId,
    person: usize,
    is_printed: bool,
}

/// In each series of numbers, finds the cases of whose printed numbers most, and three or more, stand side by side with no number of
/// another case between them, while numbers of others are printed too. Where numbers are those of the register, all of its
/// numbers can stand between; numbers given anew are only what is printed. People whose case is not known are passed over. The
/// parts of a case count as the case.
pub(super) fn check(ground: &Ground<'_>, numbers: &Numbers, findings: &mut Vec<Finding>) {
    let printed: HashSet<usize> = numbers.all.iter().filter_map(|number| number.person).collect();
    let mut series: BTreeMap<String, Vec<Owned>> = BTreeMap::new();
    for (at, person) in ground.release.people.iter().enumerate() {
        let case = ground.case_of(person);
        let (Some(number), Some(case)) = (ground.number(person), case) else { continue };
        let is_printed = printed.contains(&at);
        if is_printed || ground.release.numbers.is_none() {
            let name = person.number.as_ref().map_or("", |number| &number.series).to_lowercase();
            let owned = Owned { number, case: whole(ground, case), person: at, is_printed };
            series.entry(name).or_default().push(owned);
        }
    }
    for (name, mut owned) in series {
        owned.sort_by_key(|one| (one.number, one.person));
        for stretch in tied(&owned) {
            findings.extend(say(ground, numbers, &name, &owned, stretch));
        }
    }
}

/// The stretches of numbers that lead to a case.
fn tied(owned: &[Owned]) -> Vec<&[Owned]> {
    let mut totals: HashMap<CaseId, usize> = HashMap::new();
    for one in owned.iter().filter(|one| one.is_printed) {
        *totals.entry(one.case).or_default() += 1;
    }
    if totals.len() < 2 {
        return Vec::new();
    }
    let stretches = owned.chunk_by(|one, next| one.case == next.case);
    let is_tied = |stretch: &&[Owned]| {
        let count = stretch.iter().filter(|one| one.is_printed).count();
        let total = stretch.first().and_then(|one| totals.get(&one.case)).copied();
        count >= FEWEST && 2 * count > total.unwrap_or_default()
    };
    stretches.filter(is_tied).collect()
}

fn say(
    ground: &Ground<'_>,
    numbers: &Numbers,
    series: &str,
    owned: &[Owned],
    stretch: &[Owned],
) -> Option<Finding> {
    let run: Vec<&Owned> = stretch.iter().filter(|one| one.is_printed).collect();
    let (first, last) = (run.first()?, run.last()?);
    let case = ground.case(first.case)?;
    let is_of_case = |one: &&Owned| one.is_printed && one.case == first.case;
    let total = owned.iter().filter(is_of_case).count();
    let people: HashSet<usize> = run.iter().map(|one| one.person).collect();
    let is_in_run = |at: usize| people.contains(&at);
    let extracts =
        in_extracts(numbers.all.iter().filter(|number| number.person.is_some_and(is_in_run)));
    let listed = some(run.iter().map(|one| one.number.to_string()));
    let of = if total == run.len() {
        format!("All {total} numbers of {}", case.name)
    } else {
        format!("{} of the {total} numbers of {}", run.len(), case.name)
    };
    let sentence = format!(
        "{of} in print, {listed} ({}), stand side by side with no number of another case between \
         them; give numbers anew in shuffled order.",
        extracts_named(&extracts)
    );
    let what = if first.number == last.number {
        first.number.to_string()
    } else {
        format!("{}–{}", first.number, last.number)
    };
    let all: Vec<String> = run.iter().map(|one| one.number.to_string()).collect();
    let known_by = [&case.id.to_string(), series, &all.join(" ")];
    let mut finding = Finding::new(FindingKind::Run, what, &known_by, sentence);
    finding.case = Some(case.id);
    finding.count = run.len();
    finding.extracts = extracts;
    finding.people = run.iter().map(|one| ground.release.people[one.person].id).collect();
    Some(finding)
}

/// The case that a case is a part of, and so on up to the one that is a part of none.
fn whole(ground: &Ground<'_>, case: CaseId) -> CaseId {
    let mut whole = case;
    // No case is within itself; a list that says so all the same comes to an end.
    for _ in 0..ground.release.cases.len() {
        let Some((above, _)) = ground.case(whole).and_then(|case| case.part_of) else { break };
        whole = above;
    }
    whole
}
