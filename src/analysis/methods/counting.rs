//! How the figures of the record are counted.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::record::{
    CasesRecord, Characteristic, CoderWork, CodingRecord, FrameworkRecord, MeetingsRecord,
    NewCodes, OriginCounts, PeopleRecord, SourcesOfKind, TreeLine, YesOrNo,
};
use crate::analysis::CodeCounts;
use crate::domain::{
    Attribute, AttributeValue, Case, CaseId, CodeId, CodeTree, Coder, CoderId, Involvement,
    Meeting, Person, PersonId, Quotation, QuotationId, SourceCodings, SourceId, SourceInfo,
    SourceKind, SourceRead, Subject,
};

/// A source with what stands on it.
pub type Coded<'a> = (&'a SourceInfo, &'a SourceCodings);

/// Says the day of a moment (RFC 3339) as it is printed.
pub type Day<'a> = &'a dyn Fn(&str) -> String;

/// The sources by kind.
pub fn sources(study: &[Coded<'_>]) -> Vec<SourcesOfKind> {
    let of = |kind: SourceKind| {
        let of_kind: Vec<&Coded<'_>> = study.iter().filter(|(info, _)| info.kind == kind).collect();
        let dates = || of_kind.iter().filter_map(|(info, _)| info.date);
        SourcesOfKind {
            kind,
            sources: of_kind.len(),
            coded: of_kind.iter().filter(|(_, on)| is_coded(on)).count(),
            characters: of_kind.iter().map(|(info, _)| u64::from(info.length)).sum(),
            first: dates().min(),
            last: dates().max(),
            undated: of_kind.len() - dates().count(),
        }
    };
    SourceKind::ALL.into_iter().map(of).filter(|found| found.sources > 0).collect()
}

fn is_coded(on: &SourceCodings) -> bool {
    quotations(on).any(|quotation| !quotation.codings.is_empty())
}

/// The quotations of a source that have words left.
fn quotations(on: &SourceCodings) -> impl Iterator<Item = &Quotation> {
    on.quotations.iter().filter(|quotation| !quotation.span.is_empty())
}

/// Who took part.
pub fn people(people: &[Person], sources: &[SourceInfo]) -> PeopleRecord {
    let mut record = PeopleRecord::default();
    let mut held: HashMap<PersonId, usize> = HashMap::new();
    let interviewed: HashSet<PersonId> = people
        .iter()
        .filter(|person| person.consent.withdrawn.is_none())
        .filter(|person| person.part == Involvement::Interviewed)
        .map(|person| person.id)
        .collect();
    for source in sources.iter().filter(|source| source.kind == SourceKind::Interview) {
        let of: HashSet<PersonId> =
            source.people.iter().copied().filter(|id| interviewed.contains(id)).collect();
        record.interviews += usize::from(!of.is_empty());
        record.interviews_linked += usize::from(!source.people.is_empty());
        for person in of {
            *held.entry(person).or_default() += 1;
        }
    }
    record.interviewed_again = held.values().filter(|&&interviews| interviews > 1).count();
    for person in people {
        if person.consent.withdrawn.is_some() {
            record.withdrawn += 1;
            continue;
        }
        match person.part {
            Involvement::Interviewed => {
                record.interviewed += 1;
                record.recorded.add(person.consent.recorded);
                record.transcribed.add(person.consent.transcribed);
            }
            Involvement::Observed => record.observed += 1,
            Involvement::Mentioned => record.mentioned += 1,
        }
    }
    record
}

impl YesOrNo {
    fn add(&mut self, answer: Option<bool>) {
        *match answer {
            Some(true) => &mut self.yes,
            Some(false) => &mut self.no,
            None => &mut self.unknown,
        } += 1;
    }
}

/// How often the public values of the attributes of people who were interviewed, and of cases, occur now. An attribute of
/// which nothing may be printed is left out.
pub fn spread(people: &[Person], cases: &[Case], attributes: &[Attribute]) -> Vec<Characteristic> {
    let interviewed = people.iter().filter(|person| {
        person.part == Involvement::Interviewed && person.consent.withdrawn.is_none()
    });
    let of_people: Vec<&[AttributeValue]> =
        interviewed.map(|person| person.attributes.as_slice()).collect();
    let of_cases: Vec<&[AttributeValue]> =
        cases.iter().map(|case| case.attributes.as_slice()).collect();
    let mut found = Vec::new();
    for (subject, of) in [(Subject::Person, of_people), (Subject::Case, of_cases)] {
        for attribute in attributes.iter().filter(|attribute| attribute.subject == subject) {
            let mut times: Vec<(String, usize)> = Vec::new();
            for values in &of {
                let held = AttributeValue::as_of(values, None);
                let value = held.into_iter().find(|value| value.attribute == attribute.id);
                if let Some(printed) = value.and_then(|value| value.printed(attribute)) {
                    count_one(&mut times, printed);
                }
            }
            let known: usize = times.iter().map(|(_, count)| count).sum();
            if known == 0 {
                continue;
            }
            let place = |value: &str| attribute.choices.iter().position(|choice| choice == value);
            times.sort_by_cached_key(|(value, count)| {
                (place(value).unwrap_or(usize::MAX), std::cmp::Reverse(*count), value.clone())
            });
            found.push(Characteristic {
                subject,
                attribute: attribute.name.clone(),
                values: times,
                unknown: of.len() - known,
            });
        }
    }
    found
}

/// Counts one more of a word.
pub fn count_one(times: &mut Vec<(String, usize)>, word: &str) {
    match times.iter_mut().find(|(known, _)| known == word) {
        Some((_, count)) => *count += 1,
        None => times.push((word.to_owned(), 1)),
    }
}

/// The most frequent first, then by word.
pub fn most_first(mut times: Vec<(String, usize)>) -> Vec<(String, usize)> {
    times.sort_by(|(a, of_a), (b, of_b)| (of_b, a).cmp(&(of_a, b)));
    times
}

/// The cases.
pub fn cases(cases: &[Case], sources: &[SourceInfo]) -> CasesRecord {
    let with: HashSet<CaseId> = sources.iter().filter_map(|source| source.case).collect();
    CasesRecord {
        cases: cases.len(),
        with_sources: cases.iter().filter(|case| with.contains(&case.id)).count(),
        merged: cases.iter().filter(|case| case.merged_into.is_some()).count(),
    }
}

/// The meetings. `printed` gives words of the team as they may be printed.
pub fn meetings(meetings: &[Meeting], printed: &dyn Fn(&str) -> String) -> MeetingsRecord {
    let mut kinds = Vec::new();
    for meeting in meetings.iter().filter(|meeting| !meeting.kind.trim().is_empty()) {
        count_one(&mut kinds, &printed(meeting.kind.trim()));
    }
    let minutes = || meetings.iter().filter_map(|meeting| meeting.minutes);
    let dates = || meetings.iter().filter_map(|meeting| meeting.date);
    MeetingsRecord {
        meetings: meetings.len(),
        kinds: most_first(kinds),
        timed: minutes().count(),
        minutes: minutes().map(u64::from).sum(),
        first: dates().min(),
        last: dates().max(),
    }
}

/// What is known of a coder while counting.
#[derive(Default)]
struct Tally<'a> {
    sources: BTreeMap<SourceKind, HashSet<SourceId>>,
    quotations: HashSet<QuotationId>,
    codes: HashSet<CodeId>,
    codings: usize,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

/// Who coded what.
pub fn coding(
    coders: &[Coder],
    study: &[Coded<'_>],
    reads: &[SourceRead],
    day: Day<'_>,
) -> CodingRecord {
    let mut record = CodingRecord::default();
    let mut tallies: HashMap<CoderId, Tally<'_>> = HashMap::new();
    for (info, on) in study {
        let mut on_source: HashSet<CoderId> = HashSet::new();
        for quotation in quotations(on).filter(|quotation| !quotation.codings.is_empty()) {
            record.quotations += 1;
            record.quotations_of_several += usize::from(quotation.coders().len() > 1);
            let mut by_code: HashMap<CodeId, usize> = HashMap::new();
            for coding in &quotation.codings {
                record.codings += 1;
                *by_code.entry(coding.code).or_default() += 1;
                on_source.insert(coding.coder);
                let tally = tallies.entry(coding.coder).or_default();
                tally.sources.entry(info.kind).or_default().insert(info.id);
                tally.quotations.insert(quotation.id);
                tally.codes.insert(coding.code);
                tally.codings += 1;
                let at = &*coding.at;
                tally.first = Some(tally.first.map_or(at, |first| first.min(at)));
                tally.last = tally.last.max(Some(at));
            }
            record.codes_of_several += by_code.values().filter(|&&coders| coders > 1).count();
        }
        record.sources += usize::from(!on_source.is_empty());
        record.sources_of_several += usize::from(on_source.len() > 1);
    }
    record.coders = coders
        .iter()
        .map(|coder| {
            let tally = tallies.remove(&coder.id).unwrap_or_default();
            let kinds: Vec<(SourceKind, usize)> =
                tally.sources.iter().map(|(&kind, sources)| (kind, sources.len())).collect();
            CoderWork {
                name: coder.name.clone(),
                sources: kinds.iter().map(|(_, sources)| sources).sum(),
                kinds,
                quotations: tally.quotations.len(),
                codings: tally.codings,
                codes: tally.codes.len(),
                first_day: tally.first.map(day).unwrap_or_default(),
                last_day: tally.last.map(day).unwrap_or_default(),
                read: reads.iter().filter(|read| read.coder == coder.id).count(),
            }
        })
        .collect();
    record.coders.sort_by_key(|coder| coder.codings == 0);
    record
}

/// The framework as it stands. `printed` gives words of the team as they may be printed.
pub fn framework(
    tree: &CodeTree,
    counts: &CodeCounts,
    study: &[Coded<'_>],
    day: Day<'_>,
    printed: &dyn Fn(&str) -> String,
) -> FrameworkRecord {
    let mut cases: HashMap<CodeId, HashSet<CaseId>> = HashMap::new();
    for (info, on) in study {
        let Some(case) = info.case else { continue };
        for coding in quotations(on).flat_map(|quotation| &quotation.codings) {
            let mut at = tree.get(coding.code);
            while let Some(code) = at.filter(|code| cases.entry(code.id).or_default().insert(case))
            {
                at = code.parent.and_then(|parent| tree.get(parent));
            }
        }
    }
    let mut record = FrameworkRecord { codes: tree.len(), ..FrameworkRecord::default() };
    for code in tree.codes() {
        let depth = tree.depth(code.id);
        let quotations = counts.of(code.id).with_sub_codes;
        record.archived += usize::from(tree.is_archived(code.id));
        record.defined += usize::from(!code.definition.trim().is_empty());
        record.used += usize::from(quotations > 0);
        record.origins.add(code.origin);
        let level = depth as usize;
        if record.levels.len() <= level {
            record.levels.resize(level + 1, OriginCounts::default());
        }
        record.levels[level].add(code.origin);
        record.tree.push(TreeLine {
            depth,
            name: printed(&code.name),
            definition: printed(&code.definition),
            include: printed(&code.include),
            exclude: printed(&code.exclude),
            origin: code.origin,
            made: day(&code.made_at),
            quotations,
            cases: cases.get(&code.id).map_or(0, HashSet::len),
        });
    }
    record
}

/// How many new codes each source brought, in the order of their first codings, as codings stand now.
pub fn new_codes(study: &[Coded<'_>], day: Day<'_>) -> Vec<NewCodes> {
    let mut coded: Vec<(&str, &Coded<'_>)> = study
        .iter()
        .filter_map(|coded| {
            let codings = quotations(coded.1).flat_map(|quotation| &quotation.codings);
            Some((codings.map(|coding| &*coding.at).min()?, coded))
        })
        .collect();
    coded.sort_by_key(|(at, (info, _))| (*at, info.id));
    let mut known: HashSet<CodeId> = HashSet::new();
    let brought = coded.into_iter().map(|(at, (info, on))| {
        let codings = quotations(on).flat_map(|quotation| &quotation.codings);
        let codes: HashSet<CodeId> = codings.map(|coding| coding.code).collect();
        let before = known.len();
        known.extend(&codes);
        NewCodes { kind: info.kind, day: day(at), codes: codes.len(), new: known.len() - before }
    });
    brought.collect()
}
