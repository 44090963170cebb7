//! What is printed with a number: two roles for one number, and numbers of the project where the output gives others.

use std::collections::{BTreeMap, HashSet};

use super::finding::{extracts_named, some};
use super::numbers::Numbers;
use super::pieces::Piece;
use super::{Finding, FindingKind, Ground, Place};

/// The roles that one number is printed with.
#[derive(Default)]
struct Printed {
    /// In the form in which they are compared, with how they first stand.
    roles: Vec<(String, String)>,
    extracts: Vec<u32>,
    person: Option<usize>,
}

pub(super) fn check(
    ground: &Ground<'_>,
    pieces: &[Piece<'_>],
    numbers: &Numbers,
    findings: &mut Vec<Finding>,
) {
    two_roles(ground, numbers, findings);
    if ground.release.numbers.is_some() {
        old_numbers(ground, pieces, numbers, findings);
    }
}

fn two_roles(ground: &Ground<'_>, numbers: &Numbers, findings: &mut Vec<Finding>) {
    let people = ground.release.people;
    let mut printed: BTreeMap<(String, u32), Printed> = BTreeMap::new();
    for number in &numbers.all {
        let Some(role) = &number.role else { continue };
        let own = number.person.and_then(|at| people[at].number.as_ref());
        let series = own.map_or_else(String::new, |own| own.series.to_lowercase());
        let one = printed.entry((series, number.value)).or_default();
        let compared = numbers.role(role);
        if !one.roles.iter().any(|(known, _)| *known == compared) {
            one.roles.push((compared, role.clone()));
        }
        one.person = one.person.or(number.person);
        one.extracts.extend(number.extract.filter(|key| one.extracts.last() != Some(key)));
    }
    for ((series, value), one) in printed.into_iter().filter(|(_, one)| one.roles.len() > 1) {
        let roles = some(one.roles.iter().map(|(_, role)| format!("“{role}”")));
        let sentence = format!(
            "The number {value} is printed as {roles} in {}; a number is one person in one role, \
             so correct the register or the words.",
            extracts_named(&one.extracts)
        );
        let mut compared: Vec<&str> = one.roles.iter().map(|(role, _)| &**role).collect();
        compared.sort_unstable();
        let value = value.to_string();
        let known_by: Vec<&str> = [&*series, &*value].into_iter().chain(compared).collect();
        let mut finding = Finding::new(FindingKind::TwoRoles, &*value, &known_by, sentence);
        finding.count = one.roles.len();
        finding.extracts = one.extracts;
        finding.people = one.person.iter().map(|&at| people[at].id).collect();
        findings.push(finding);
    }
}

/// Numbers of the register in an output that gives numbers anew: they lead back to what was to be hidden. A number that the output
/// gives too cannot be told from it.
fn old_numbers(
    ground: &Ground<'_>,
    pieces: &[Piece<'_>],
    numbers: &Numbers,
    findings: &mut Vec<Finding>,
) {
    let own = ground.release.people.iter().filter_map(|person| person.number.as_ref());
    let own: HashSet<u32> = own.map(|number| number.number).collect();
    for number in &numbers.all {
        if number.person.is_some() || !own.contains(&number.value) {
            continue;
        }
        let piece = &pieces[number.piece];
        let sentence = format!(
            "The number {} in {} is one of the project, and this output gives numbers anew; {}.",
            number.value,
            piece.name(),
            piece.way_out()
        );
        let value = number.value.to_string();
        let around = piece.around(number.start, number.end);
        let known_by = [&piece.known_by(), &*value, around];
        let mut finding = Finding::new(FindingKind::OldNumber, &*value, &known_by, sentence);
        let span = piece.text.span_of(number.start..number.end);
        finding.place = Some(Place { part: piece.part, span });
        finding.extracts = number.extract.into_iter().collect();
        findings.push(finding);
    }
}
