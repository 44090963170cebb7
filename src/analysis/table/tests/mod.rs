//! Small studies for the tests of tables, and a slow, obvious reference: a cell's question asked of every quotation.

mod counted;
mod grouped;
mod worked;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::analysis::query::{Condition, Period, Relation, Trait};
use crate::analysis::speakers;
use crate::domain::{
    AttributeValue, CaseId, Code, CodeSetId, CoderId, Coding, CodingId, PartialDate, PersonId,
    Quotation, SourceId, SourceKind, Span, Turn,
};

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn code_id(n: u128) -> CodeId {
    CodeId::new(uuid(n))
}

fn tree() -> CodeTree {
    let code = |n: u128, parent: Option<u128>, name: &str, position| {
        Code::new(code_id(n), parent.map(code_id), name, position)
    };
    let mut put_away = code(6, None, "Old", 3);
    put_away.is_archived = true;
    CodeTree::new(vec![
        code(1, None, "Access", 0),
        code(2, Some(1), "Waiting", 0),
        code(3, Some(2), "At the door", 0),
        code(4, None, "Access to records", 1),
        code(5, None, "Work", 2),
        put_away,
    ])
}

/// A study with its parts, as long as tables are counted of it.
#[derive(Debug)]
struct Made {
    tree: CodeTree,
    sources: Vec<(SourceInfo, SourceCodings)>,
    cases: Vec<Case>,
    people: Vec<Person>,
    coders: Vec<Coder>,
    attributes: Vec<Attribute>,
    sets: Vec<CodeSet>,
    words: HashMap<QuotationId, u32>,
}

impl Made {
    fn study(&self) -> Study<'_> {
        Study {
            tree: &self.tree,
            sources: self.sources.iter().map(|(info, on)| (info, on)).collect(),
            cases: &self.cases,
            people: &self.people,
            coders: &self.coders,
            attributes: &self.attributes,
            sets: &self.sets,
        }
    }

    fn table(&self, rows: &Dimension, columns: &Dimension, cells: Cells, sub_codes: bool) -> Table {
        let about = About::Everything;
        let asked = TableQuestion { rows, columns, cells, sub_codes, about, words: &self.words };
        tabulate(&self.study(), &asked).expect("a table")
    }

    fn quotations(&self) -> impl Iterator<Item = (&SourceInfo, &SourceCodings, &Quotation)> {
        self.sources.iter().flat_map(|(info, on)| {
            let there = on.quotations.iter().filter(|quotation| !quotation.span.is_empty());
            there.map(move |quotation| (info, on, quotation))
        })
    }

    fn answers(&self, condition: &Condition) -> Vec<(&SourceInfo, &SourceCodings, &Quotation)> {
        self.quotations()
            .filter(|(info, on, quotation)| self.holds(condition, info, on, quotation))
            .collect()
    }

    fn holds(
        &self,
        condition: &Condition,
        info: &SourceInfo,
        on: &SourceCodings,
        quotation: &Quotation,
    ) -> bool {
        let holds = |condition: &Condition| self.holds(condition, info, on, quotation);
        let any = |test: &dyn Fn(&Coding) -> bool| quotation.codings.iter().any(test);
        match condition {
            Condition::All(all) => {
                let coders: Vec<CoderId> = all
                    .iter()
                    .filter_map(|one| match one {
                        Condition::Coder(coder) => Some(*coder),
                        _ => None,
                    })
                    .collect();
                let of_code =
                    |one: &Condition| matches!(one, Condition::Code { .. } | Condition::CodeSet(_));
                all.iter().all(holds)
                    && all.iter().filter(|one| of_code(one)).all(|one| {
                        any(&|coding| {
                            self.is_of(one, coding)
                                && coders.iter().all(|coder| coding.coder == *coder)
                        })
                    })
            }
            Condition::Any(any) => any.iter().any(holds),
            Condition::Not(not) => !holds(not),
            Condition::Code { .. } | Condition::CodeSet(_) => {
                any(&|coding| self.is_of(condition, coding))
            }
            Condition::Coder(coder) => any(&|coding| coding.coder == *coder),
            Condition::Is(Trait::Coded) => !quotation.codings.is_empty(),
            Condition::Kind(kind) => info.kind == *kind,
            Condition::Source(source) => info.id == *source,
            Condition::Case(case) => info.case == Some(*case),
            Condition::Person(person) => info.people.contains(person),
            Condition::Speaker(speaker) => speakers(on, quotation.span).contains(&speaker),
            Condition::Date(period) => info.date.is_some_and(|date| lies_in(date, *period)),
            Condition::Attribute { attribute, value, .. } => {
                info.values(*attribute).any(|own| own.to_lowercase() == value.to_lowercase())
            }
            Condition::Beside(Relation::Meets, other) => on.quotations.iter().any(|near| {
                near.id != quotation.id
                    && !near.span.is_empty()
                    && near.span.overlaps(quotation.span)
                    && self.holds(other, info, on, near)
            }),
            other => unreachable!("no table asks for {other:?}"),
        }
    }

    fn is_of(&self, condition: &Condition, coding: &Coding) -> bool {
        match condition {
            Condition::Code { code, sub_codes: true } => self.tree.is_within(coding.code, *code),
            Condition::Code { code, sub_codes: false } => coding.code == *code,
            Condition::CodeSet(set) => {
                self.sets.iter().any(|known| known.id == *set && known.codes.contains(&coding.code))
            }
            _ => false,
        }
    }
}

/// Whether all days of a date lie in a period.
fn lies_in(date: PartialDate, period: Period) -> bool {
    let first =
        |date: PartialDate| (date.year(), date.month().unwrap_or(1), date.day().unwrap_or(1));
    let last =
        |date: PartialDate| (date.year(), date.month().unwrap_or(12), date.day().unwrap_or(31));
    period.from.is_none_or(|from| first(from) <= first(date))
        && period.to.is_none_or(|to| last(date) <= last(to))
}

type Raw = (u8, Option<u8>, Option<u8>, Option<u8>, Vec<u8>, u8, Vec<(u32, u32, Vec<(u8, u8)>)>);

fn made(raw: Vec<Raw>) -> Made {
    let mut number = 1_000;
    let mut fresh = || {
        number += 1;
        uuid(number)
    };
    let dates = ["2012", "2012-03", "2012-03-14", "2012-06-01", "2013"];
    let values = ["Yes", "yes", "no", "Don't know"];
    let voices = ["INT", "GP ID 1", "Nurse ID 2", "A"];
    let mut words = HashMap::new();
    let mut sources = Vec::new();
    for (at, (kind, case, date, value, people, turns, quotes)) in raw.into_iter().enumerate() {
        let id = SourceId::new(uuid(at as u128 + 1));
        let kind = SourceKind::ALL[kind as usize % 5];
        let mut info = SourceInfo::new(id, format!("Source {at}"), kind);
        info.case = case.map(|case| CaseId::new(uuid(u128::from(case % 3) + 1)));
        info.date = date.map(|date| dates[date as usize % dates.len()].parse().expect("a date"));
        let value = value.map(|value| values[value as usize % values.len()]);
        let value = value.map(|value| AttributeValue::new(AttributeId::new(uuid(1)), value));
        info.attributes = value.into_iter().collect();
        let mut of: Vec<u8> = people.iter().map(|person| person % 3).collect();
        of.sort_unstable();
        of.dedup();
        info.people = of.iter().map(|n| PersonId::new(uuid(u128::from(*n) + 1))).collect();
        let turn = |n: u32| Turn {
            span: Span { start: n * 15, end: n * 15 + 14 },
            marker: 2,
            speaker: Some(Arc::from(voices[(turns as u32 + n) as usize % voices.len()])),
            time: None,
        };
        let turns: Vec<Turn> = if turns == 0 { Vec::new() } else { (0..4).map(turn).collect() };
        let mut quotations: Vec<Quotation> = quotes
            .into_iter()
            .map(|(start, length, codings)| {
                let mut seen = HashSet::new();
                let codings = codings.into_iter().map(|(code, coder)| (code % 6, coder % 2));
                let codings = codings.filter(|coding| seen.insert(*coding)).collect::<Vec<_>>();
                let coding = |(code, coder): (u8, u8), id| Coding {
                    id: CodingId::new(id),
                    code: code_id(u128::from(code) + 1),
                    coder: CoderId::new(uuid(u128::from(coder) + 1)),
                    comment: String::new(),
                    at: Arc::from("2026-01-01T00:00:00.000Z"),
                };
                Quotation {
                    id: QuotationId::new(fresh()),
                    span: Span { start, end: start + length },
                    comment: String::new(),
                    was: (length == 0).then(String::new),
                    codings: codings.into_iter().map(|one| coding(one, fresh())).collect(),
                    flags: Vec::new(),
                }
            })
            .collect();
        quotations.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end), one.id));
        words.extend(quotations.iter().map(|one| (one.id, one.span.len())));
        sources.push((info, SourceCodings { source: id, turns: turns.into(), quotations }));
    }
    let names = |n: u128, name: &str| (uuid(n), name.to_owned());
    Made {
        tree: tree(),
        sources,
        cases: [names(1, "Site 1"), names(2, "Site 2"), names(3, "Site 3")]
            .map(|(id, name)| Case::new(CaseId::new(id), name))
            .to_vec(),
        people: [names(1, "gp id 1"), names(2, "Nurse ID 2"), names(3, "Chair ID 3")]
            .map(|(id, name)| Person::new(PersonId::new(id), name))
            .to_vec(),
        coders: [names(1, "Kim"), names(2, "Ada")]
            .map(|(id, name)| Coder { id: CoderId::new(id), name })
            .to_vec(),
        attributes: vec![Attribute::new(AttributeId::new(uuid(1)), "Merged")],
        sets: vec![CodeSet {
            id: CodeSetId::new(uuid(1)),
            name: "Doors".to_owned(),
            codes: vec![code_id(1), code_id(3), code_id(5)],
        }],
        words,
    }
}

fn studies() -> impl Strategy<Value = Made> {
    let codings = prop::collection::vec((any::<u8>(), any::<u8>()), 0..4);
    let quotes = prop::collection::vec((0u32..50, 0u32..12, codings), 0..7);
    let source = (
        any::<u8>(),
        prop::option::of(any::<u8>()),
        prop::option::of(any::<u8>()),
        prop::option::of(any::<u8>()),
        prop::collection::vec(any::<u8>(), 0..3),
        0u8..5,
        quotes,
    );
    prop::collection::vec(source, 0..6).prop_map(made)
}
