//! Whole extracts: of people who took their consent back, printed twice, with gaps in their labels, too many of one person.

use std::collections::{BTreeMap, HashMap};

use super::finding::{extracts_named, some};
use super::{Finding, FindingKind, Ground, ReleasedExtract};
use crate::domain::{Person, PersonId, QuotationId, SourceKind};
use crate::text::counted;

/// A share is looked at only where it is of more than one or two extracts.
const FEW: usize = 3;

pub(super) fn check(ground: &Ground<'_>, findings: &mut Vec<Finding>) {
    for extract in ground.release.extracts {
        findings.extend(withdrawn(ground, extract));
        findings.extend(missing(extract));
    }
    printed_twice(ground, findings);
    too_often(ground, findings);
}

/// Who took their consent back and speaks in an extract, or was interviewed in its source.
fn withdrawn(ground: &Ground<'_>, extract: &ReleasedExtract<'_>) -> Option<Finding> {
    let source = ground.sources.get(&extract.source).filter(|source| {
        // Those whom fieldnotes and papers are about did not give them.
        !matches!(source.kind, SourceKind::Fieldnote | SourceKind::Document)
    });
    let interviewed = source.into_iter().flat_map(|source| source.people.iter());
    let mut people: Vec<&Person> = Vec::new();
    for &id in extract.people.iter().chain(interviewed) {
        let person = ground.person(id).filter(|person| person.consent.withdrawn.is_some());
        people.extend(person.filter(|person| !people.iter().any(|known| known.id == person.id)));
    }
    if people.is_empty() {
        return None;
    }
    let names = some(people.iter().map(|person| person.name.clone()));
    let sentence = format!(
        "{names} took consent back, and nothing they said is printed; take {} out.",
        extracts_named(&[extract.key])
    );
    let ids = people.iter().map(|person| person.id.to_string()).collect::<Vec<_>>().join(" ");
    let known_by = [extract.quotation.to_string(), ids];
    let mut finding =
        Finding::new(FindingKind::Withdrawn, names, &known_by.each_ref().map(|s| &**s), sentence);
    finding.extracts = vec![extract.key];
    finding.people = people.iter().map(|person| person.id).collect();
    Some(finding)
}

/// What should stand in an extract's label and is not known.
fn missing(extract: &ReleasedExtract<'_>) -> Option<Finding> {
    if extract.missing.is_empty() {
        return None;
    }
    let fields = some(extract.missing.iter().map(ToString::to_string));
    let sentence = format!(
        "The label of {} lacks {fields}; add it to the register, or let the style leave it out.",
        extracts_named(&[extract.key])
    );
    let known_by = [&extract.quotation.to_string(), fields.as_str()];
    let mut finding = Finding::new(FindingKind::Missing, &*fields, &known_by, sentence);
    finding.extracts = vec![extract.key];
    finding.people = extract.people.to_vec();
    Some(finding)
}

/// Quotations that stand in the output more than once, each one finding.
fn printed_twice(ground: &Ground<'_>, findings: &mut Vec<Finding>) {
    let extracts = ground.release.extracts;
    let mut printed: HashMap<QuotationId, Vec<u32>> = HashMap::new();
    for extract in extracts {
        printed.entry(extract.quotation).or_default().push(extract.key);
    }
    for extract in extracts {
        let Some(keys) = printed.remove(&extract.quotation).filter(|keys| keys.len() > 1) else {
            continue;
        };
        let named = extracts_named(&keys);
        let sentence = format!("One quotation is printed in {named}; keep one of them.");
        let known_by = [extract.quotation.to_string(), keys.len().to_string()];
        let known_by = known_by.each_ref().map(|s| &**s);
        let mut finding = Finding::new(FindingKind::Twice, named, &known_by, sentence);
        finding.count = keys.len();
        finding.extracts = keys;
        findings.push(finding);
    }
}

/// People who speak in more extracts than the settings allow, or in a larger share of them: so much of one voice is a portrait.
fn too_often(ground: &Ground<'_>, findings: &mut Vec<Finding>) {
    let mut spoken: BTreeMap<PersonId, Vec<u32>> = BTreeMap::new();
    for extract in ground.release.extracts {
        for &person in extract.people {
            let keys = spoken.entry(person).or_default();
            if keys.last() != Some(&extract.key) {
                keys.push(extract.key);
            }
        }
    }
    let settings = ground.release.settings;
    let all = ground.release.extracts.len();
    let mut often: Vec<(PersonId, Vec<u32>)> = spoken
        .into_iter()
        .filter(|(_, keys)| {
            let count = keys.len() as u64;
            let is_many = count > u64::from(settings.most_per_person);
            let is_large = count * 100 > u64::from(settings.largest_share) * all as u64;
            is_many || is_large && keys.len() >= FEW
        })
        .collect();
    often.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.len()));
    for (id, keys) in often {
        let name = ground.person(id).map_or("Somebody", |person| &person.name);
        let sentence = format!(
            "{name} speaks in {} of {all}: {}; put others in the place of some.",
            counted(keys.len(), "extract", "extracts"),
            extracts_named(&keys)
        );
        let known_by = [id.to_string(), keys.len().to_string()];
        let known_by = known_by.each_ref().map(|s| &**s);
        let mut finding = Finding::new(FindingKind::TooOften, name, &known_by, sentence);
        finding.count = keys.len();
        finding.extracts = keys;
        finding.people = vec![id];
        findings.push(finding);
    }
}
