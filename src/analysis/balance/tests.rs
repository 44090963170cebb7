//! The balance of a printed report reproduced, and all counts against counting by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

fn person(at: usize) -> PersonId {
    PersonId::new(id(at))
}

/// A study and its extracts, with what they own.
#[derive(Default, Debug)]
struct Study {
    people: Vec<Person>,
    cases: Vec<Case>,
    sources: Vec<SourceInfo>,
    extracts: Vec<(SourceId, Vec<(PersonId, u32)>)>,
}

impl Study {
    fn person(&mut self, role: &str) -> usize {
        let at = self.people.len();
        let mut one = Person::new(person(at), format!("{role} ID {at}"));
        one.role = role.to_owned();
        self.people.push(one);
        at
    }

    fn source(&mut self, kind: SourceKind, people: &[usize]) -> &mut SourceInfo {
        let at = self.sources.len();
        let mut source = SourceInfo::new(SourceId::new(id(at)), format!("{kind} {at}"), kind);
        source.people = people.iter().map(|&at| person(at)).collect();
        self.sources.push(source);
        &mut self.sources[at]
    }

    fn extract(&mut self, source: usize, people: &[(usize, u32)]) {
        let people = people.iter().map(|&(at, words)| (person(at), words)).collect();
        self.extracts.push((SourceId::new(id(source)), people));
    }

    fn sample(&self) -> Sample<'_> {
        Sample { people: &self.people, cases: &self.cases, sources: &self.sources }
    }

    fn quoted(&self) -> Vec<QuotedExtract<'_>> {
        let extracts = self.extracts.iter().enumerate();
        extracts
            .map(|(at, (source, people))| QuotedExtract {
                quotation: QuotationId::new(id(at)),
                source: *source,
                people,
            })
            .collect()
    }

    fn balance(&self, by: Dimension) -> Balance {
        balance(&self.sample(), &self.quoted(), by)
    }
}

/// The report of section 20 of the study of the field: its sample, its extracts, its words.
fn report() -> Study {
    let mut study = Study::default();
    let sample = [
        ("Manager", 47, 49),
        ("GP", 33, 36),
        ("Lay member", 5, 5),
        ("Practice manager", 3, 3),
        ("Nurse", 1, 1),
        ("Other", 1, 1),
        ("LA manager", 1, 1),
    ];
    let mut first = HashMap::new();
    for (role, people, interviews) in sample {
        let begin = study.people.len();
        first.insert(role, (begin, study.sources.len()));
        (0..people).for_each(|_| {
            study.person(role);
        });
        for interview in 0..interviews {
            study.source(SourceKind::Interview, &[begin + interview % people]);
        }
    }
    let extracts = [
        ("Manager", 77, 6_927),
        ("GP", 50, 4_183),
        ("Lay member", 8, 719),
        ("LA manager", 4, 609),
        ("Practice manager", 1, 115),
        ("Other", 1, 48),
    ];
    for (role, count, words) in extracts {
        let (person, source) = first[role];
        let people = study.people.iter().filter(|one| one.role == role).count();
        for at in 0..count {
            // The words that are left, shared out over the extracts that are left.
            let share = words * (at + 1) / count - words * at / count;
            let of = at % people;
            study.extract(source + of, &[(person + of, share as u32)]);
        }
    }
    // 32 extracts of meetings: 6 tag nobody, the others 27 managers and 28 GPs.
    let (manager, gp) = (first["Manager"].0, first["GP"].0);
    for meeting in 0..32 {
        let kind = if meeting == 0 { SourceKind::Document } else { SourceKind::Fieldnote };
        study.source(kind, &[]);
        let source = study.sources.len() - 1;
        let (managers, gps) = match meeting {
            0..6 => (0, 0),
            6..31 => (1, 1),
            _ => (2, 3),
        };
        let managers = (0..managers).map(|at| (manager + meeting % 40 + at, 30));
        let gps = (0..gps).map(|at| (gp + meeting % 30 + at, 30));
        study.extract(source, &managers.chain(gps).collect::<Vec<_>>());
    }
    study
}

#[test]
fn the_balance_of_a_printed_report_is_reproduced() {
    let study = report();
    let roles = study.balance(Dimension::Role);
    assert_eq!([&*roles.rows[0].name, &*roles.rows[1].name], ["Manager", "GP"]);
    let (managers, gps) = (&roles.rows[0], &roles.rows[1]);
    let counted = |measure| {
        let ratio = managers.ratio(gps, measure).expect("GPs");
        (managers.counts.of(measure), gps.counts.of(measure), format!("{ratio:.2}"))
    };
    assert_eq!(counted(Measure::Interviews), (49, 36, "1.36".to_owned()));
    assert_eq!(counted(Measure::People), (47, 33, "1.42".to_owned()));
    assert_eq!(counted(Measure::Extracts), (77, 50, "1.54".to_owned()));
    assert_eq!(counted(Measure::Tagged), (27, 28, "0.96".to_owned()));
    assert_eq!(counted(Measure::Together), (104, 78, "1.33".to_owned()));
    assert_eq!(counted(Measure::Words), (6_927, 4_183, "1.66".to_owned()));
    assert_eq!(roles.totals.of(Measure::Extracts), 141);
    assert_eq!(roles.totals.of(Measure::Words), 12_601);
    assert_eq!(roles.totals.of(Measure::Interviews), 96);
    // By extracts alone managers are quoted more than they were interviewed, together with the meetings hardly.
    let to_sample = |measure| format!("{:.2}", roles.to_sample(managers, measure).expect("some"));
    assert_eq!(to_sample(Measure::Extracts), "1.07");
    assert_eq!(to_sample(Measure::Together), "1.04");
    let kinds = study.balance(Dimension::Kind);
    let names: Vec<(&str, usize)> =
        kinds.rows.iter().map(|row| (&*row.name, row.counts.of(Measure::Extracts))).collect();
    assert_eq!(names, [("Interviews", 141), ("Fieldnotes", 31), ("Documents", 1)]);
}

#[test]
fn rows_are_named_and_ordered_as_they_are_read() {
    let mut study = Study::default();
    let case = CaseId::new(id(0));
    study.cases.push(Case::new(case, "Site 1"));
    let quiet = study.person("GP");
    let loud = study.person("gp ");
    let nobody = study.person("");
    study.people[nobody].part = Involvement::Mentioned;
    study.source(SourceKind::Interview, &[quiet, loud]).case = Some(case);
    study.source(SourceKind::Fieldnote, &[]).round = "Second".to_owned();
    study.extract(0, &[(loud, 30), (quiet, 10), (loud, 5)]);
    study.extract(1, &[(loud, 7), (nobody, 1), (loud, 2)]);
    let names =
        |by| -> Vec<String> { study.balance(by).rows.into_iter().map(|row| row.name).collect() };
    assert_eq!(names(Dimension::Role), ["GP", "No role"]);
    assert_eq!(names(Dimension::Person), ["gp  ID 1", "GP ID 0", " ID 2"]);
    assert_eq!(names(Dimension::Case), ["No case", "Site 1"]);
    assert_eq!(names(Dimension::Kind), ["Interviews", "Fieldnotes"]);
    assert_eq!(names(Dimension::Round), ["No round", "Second"]);
    let row = &study.balance(Dimension::Role).rows[0];
    let counts = Measure::ALL.map(|measure| row.counts.of(measure));
    // Two GPs in one label are one extract, and their interview is one.
    assert_eq!(counts, [1, 1, 2, 45, 9, 1, 2]);
}

#[test]
fn nothing_has_no_shares() {
    let study = Study::default();
    for by in Dimension::ALL {
        let balance = study.balance(by);
        assert!(balance.rows.is_empty());
        let row =
            Row { key: Key::Role(String::new()), name: String::new(), counts: Counts::default() };
        assert_eq!(balance.share(&row, Measure::Words), None);
        assert_eq!(balance.to_sample(&row, Measure::Words), None);
        assert_eq!(row.ratio(&row, Measure::Words), None);
    }
}

#[test]
fn people_are_over_and_under_used_against_their_interviews() {
    let mut study = Study::default();
    for at in 0..8 {
        study.person("GP");
        study.source(SourceKind::Interview, &[at]);
    }
    let seen = study.person("Manager");
    study.source(SourceKind::Fieldnote, &[seen]);
    study.source(SourceKind::Template, &[1]);
    for at in [0, 0, 0, 0, 0, 1, 2, 3] {
        study.extract(at, &[(at, 10)]);
    }
    study.people[7].consent.withdrawn = Some("2013".parse().expect("a date"));
    let quoted = study.quoted();
    let (over, under) = over_and_under(&study.sample(), &quoted);
    assert_eq!(
        over.iter().map(|one| (&*one.name, one.quoted)).collect::<Vec<_>>(),
        [("GP ID 0", 5)]
    );
    assert!((over[0].expected - 8.0 / 9.0).abs() < 1e-9);
    // One extract each would hardly be expected of so few; of twice as many it is.
    assert_eq!(under, []);
    drop(quoted);
    study.extract(8, &[(seen, 3), (0, 3), (1, 3)]);
    let quoted = study.quoted();
    let (_, under) = over_and_under(&study.sample(), &quoted);
    assert_eq!(
        under.iter().map(|one| &*one.name).collect::<Vec<_>>(),
        ["GP ID 4", "GP ID 5", "GP ID 6"]
    );
}

#[test]
fn rich_sources_that_are_not_used_are_found() {
    let mut study = Study::default();
    study.extract(0, &[]);
    let source = |at| SourceId::new(id(at));
    let coded = [(0, 9), (1, 2), (2, 6), (3, 0), (4, 7)].map(|(at, count)| (source(at), count));
    let rich = unused_sources(&study.quoted(), &coded);
    assert_eq!(rich.iter().map(|one| one.source).collect::<Vec<_>>(), [source(4), source(2)]);
    assert_eq!(unused_sources(&[], &[]), []);
}

#[test]
fn a_swap_brings_the_set_nearer_to_the_sample() {
    let mut study = Study::default();
    for at in 0..4 {
        study.person(["GP", "Manager"][at % 2]);
        study.source(SourceKind::Interview, &[at]);
    }
    for at in [0, 0, 2, 1] {
        study.extract(at, &[(at, 10)]);
    }
    let mut quoted = study.quoted();
    let others = [(person(2), 5)];
    let manager = [(person(3), 5)];
    let one = |at: usize, source, people| QuotedExtract {
        quotation: QuotationId::new(id(at)),
        source: SourceId::new(id(source)),
        people,
    };
    let candidates =
        [one(90, 2, &others[..]), one(91, 3, &manager), one(3, 3, &manager), one(92, 3, &manager)];
    let sample = study.sample();
    let found = swaps(&sample, &quoted, 0, &candidates, &[Dimension::Role, Dimension::Person]);
    // Roles 3:1 become 2:2, a distance of a quarter; people 2,1,1,0 become one each, another.
    assert_eq!(found, [Swap { candidate: 1, gain: 0.5 }, Swap { candidate: 3, gain: 0.5 }]);
    assert_eq!(swaps(&sample, &quoted, 9, &candidates, &Dimension::ALL), []);
    quoted.clear();
    assert_eq!(swaps(&sample, &quoted, 0, &candidates, &Dimension::ALL), []);
    study.people[3].consent.withdrawn = Some("2013".parse().expect("a date"));
    let found = swaps(&study.sample(), &study.quoted(), 0, &candidates, &[Dimension::Role]);
    assert_eq!(found, []);
}

/// One row counted by hand: what belongs to it is asked of every extract, source and person.
fn by_hand(study: &Study, key: &Key) -> [usize; 7] {
    let role = |id: &PersonId| {
        let person = study.people.iter().find(|one| one.id == *id);
        person.map(|one| one.role.trim().to_lowercase())
    };
    let is_person = |id: &PersonId| match key {
        Key::Role(wanted) => role(id).as_ref() == Some(wanted),
        Key::Person(wanted) => id == wanted,
        _ => true,
    };
    let is_source = |source: &SourceInfo| match key {
        Key::Case(case) => source.case == *case,
        Key::Kind(kind) => source.kind == *kind,
        Key::Round(round) => source.round == *round,
        _ => true,
    };
    let is_of_people = matches!(key, Key::Role(_) | Key::Person(_));
    let mut counts = [0; 7];
    for (source, people) in &study.extracts {
        let source = study.sources.iter().find(|one| one.id == *source).expect("a source");
        if !is_source(source) {
            continue;
        }
        let mut own: Vec<PersonId> =
            people.iter().map(|(id, _)| *id).filter(|id| is_person(id)).collect();
        let words: u32 =
            people.iter().filter(|(id, _)| is_person(id)).map(|(_, words)| words).sum();
        own.sort();
        own.dedup();
        if matches!(source.kind, SourceKind::Fieldnote | SourceKind::Document) {
            counts[0] += usize::from(!is_of_people);
            counts[1] += own.len();
            counts[2] += own.len();
            counts[4] += words as usize;
        } else if !is_of_people || !own.is_empty() {
            counts[0] += 1;
            counts[2] += 1;
            counts[3] += words as usize;
        }
    }
    let mut met: Vec<PersonId> = Vec::new();
    for source in &study.sources {
        let belongs = is_source(source) && (!is_of_people || source.people.iter().any(is_person));
        let is_interview = matches!(source.kind, SourceKind::Interview | SourceKind::Template);
        counts[5] += usize::from(belongs && (is_interview || matches!(key, Key::Kind(_))));
        if belongs && matches!(key, Key::Kind(_) | Key::Round(_)) {
            met.extend(&source.people);
        }
    }
    if !matches!(key, Key::Kind(_) | Key::Round(_)) {
        let is_met = |one: &&Person| one.part != Involvement::Mentioned;
        let belongs = |one: &&Person| match key {
            Key::Case(case) => one.case == *case,
            _ => is_person(&one.id),
        };
        met.extend(study.people.iter().filter(is_met).filter(belongs).map(|one| one.id));
    }
    met.sort();
    met.dedup();
    counts[6] = met.len();
    counts
}

prop_compose! {
    fn studies()(
        people in prop::collection::vec((0usize..3, 0usize..3, 0usize..3), 1..8),
        sources in prop::collection::vec(
            (0usize..5, prop::collection::vec(0usize..8, 0..3), 0usize..3, 0usize..2), 1..8),
        extracts in prop::collection::vec(
            (0usize..8, prop::collection::vec((0usize..8, 0u32..50), 0..4)), 0..12),
    ) -> Study {
        let mut study = Study::default();
        let case = |at: usize| at.checked_sub(1).map(|at| CaseId::new(id(at)));
        study.cases = (0..2).map(|at| Case::new(CaseId::new(id(at)), format!("Site {at}"))).collect();
        let all = people.len();
        for (role, part, of) in people {
            let at = study.person(["", "GP", "Manager"][role]);
            study.people[at].part = Involvement::ALL[part];
            study.people[at].case = case(of);
        }
        let count = sources.len();
        for (kind, mut people, of, round) in sources {
            people.iter_mut().for_each(|at| *at %= all);
            let source = study.source(SourceKind::ALL[kind], &people);
            source.case = case(of);
            source.round = ["", "Second"][round].to_owned();
        }
        for (source, mut people) in extracts {
            people.iter_mut().for_each(|(at, _)| *at %= all);
            study.extract(source % count, &people);
        }
        study
    }
}

proptest! {
    #[test]
    fn every_count_is_what_one_counts_by_hand(study in studies()) {
        for by in Dimension::ALL {
            let balance = study.balance(by);
            let mut totals = [0; 7];
            for row in &balance.rows {
                let counts = Measure::ALL.map(|measure| row.counts.of(measure));
                prop_assert_eq!(counts, by_hand(&study, &row.key), "{:?}", row.key);
                totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
            }
            prop_assert_eq!(Measure::ALL.map(|measure| balance.totals.of(measure)), totals);
            // No row is missing.
            let keys = balance.rows.iter().map(|row| &row.key);
            let mut expected: Vec<Key> = match by {
                Dimension::Role => study
                    .people
                    .iter()
                    .map(|one| Key::Role(one.role.to_lowercase()))
                    .collect(),
                Dimension::Person => study.people.iter().map(|one| Key::Person(one.id)).collect(),
                _ => {
                    let of = |source: &SourceInfo| of_source(source, by).expect("a row");
                    let cases = study.people.iter().map(|one| Key::Case(one.case));
                    let cases = cases.filter(|_| by == Dimension::Case);
                    study.sources.iter().map(of).chain(cases).collect()
                }
            };
            expected.retain(|key| by_hand(&study, key).iter().any(|&count| count > 0));
            expected.sort();
            expected.dedup();
            let mut keys: Vec<Key> = keys.cloned().collect();
            keys.sort();
            prop_assert_eq!(keys, expected);
        }
    }

    #[test]
    fn gains_are_what_the_whole_set_says_before_and_after(
        mut study in studies(),
        more in studies(),
        replaced in 0usize..12,
    ) {
        let all = study.people.len();
        let count = study.sources.len();
        let offered: Vec<(SourceId, Vec<(PersonId, u32)>)> = more
            .extracts
            .iter()
            .enumerate()
            .map(|(at, (_, people))| {
                let place = |one: PersonId| person(one.uuid().as_u128() as usize % all);
                let people = people.iter().map(|&(one, words)| (place(one), words)).collect();
                (SourceId::new(id(at % count)), people)
            })
            .collect();
        let candidates: Vec<QuotedExtract<'_>> = offered
            .iter()
            .enumerate()
            .map(|(at, (source, people))| QuotedExtract {
                quotation: QuotationId::new(id(100 + at)),
                source: *source,
                people,
            })
            .collect();
        let found = swaps(&study.sample(), &study.quoted(), replaced, &candidates, &Dimension::ALL);
        if replaced >= study.extracts.len() {
            prop_assert_eq!(found, []);
            return Ok(());
        }
        let before = distance_by_hand(&study);
        let mut expected: BTreeMap<usize, f64> = BTreeMap::new();
        let old = study.extracts[replaced].clone();
        for (at, one) in offered.iter().enumerate() {
            study.extracts[replaced] = one.clone();
            let gain = before - distance_by_hand(&study);
            if gain > 1e-9 {
                expected.insert(at, gain);
            }
        }
        study.extracts[replaced] = old;
        prop_assert!(found.is_sorted_by(|a, b| a.gain >= b.gain));
        prop_assert_eq!(found.len(), expected.len());
        for swap in found {
            prop_assert!((expected[&swap.candidate] - swap.gain).abs() < 1e-6);
        }
    }
}

/// The distance of a set of extracts from the sample, from the tables of balance.
fn distance_by_hand(study: &Study) -> f64 {
    let along = |by: Dimension| {
        let balance = study.balance(by);
        let share = |row: &Row, measure| balance.share(row, measure);
        let differences = balance.rows.iter().map(|row| {
            let used = share(row, by.measure())?;
            Some((used - share(row, Measure::Interviews)?).abs())
        });
        differences.collect::<Option<Vec<f64>>>().map_or(0.0, |all| all.iter().sum::<f64>() / 2.0)
    };
    Dimension::ALL.into_iter().map(along).sum()
}
