//! Every operator against its definition, read slowly: each row against each other passage, unit by unit.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use marginalia::analysis::query::{
    Answer, Comparison, Condition, Distance, Find, Given, Period, Query, Relation, Rows, Study,
    Trait, Unit, WordAnswers, answers,
};
use marginalia::domain::{
    CaseId, Code, CodeId, CodeSet, CodeTree, CoderId, Coding, CodingId, Flag, FlagId, PartialDate,
    Quotation, QuotationId, SavedQueryId, SourceCodings, SourceId, SourceInfo, SourceKind, Span,
    Turn,
};
use marginalia::text::{Text, passages};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use uuid::Uuid;

fn key<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(number + 1))
}

/// Up to when the first coder has seen what others did.
const SEEN: &str = "2026-02-15T00:00:00Z";

/// A study in memory.
#[derive(Debug)]
struct Small {
    tree: CodeTree,
    sources: Vec<SourceInfo>,
    codings: Vec<SourceCodings>,
    texts: Vec<Text>,
}

impl Study for Small {
    fn codes(&self) -> &CodeTree {
        &self.tree
    }
    fn code_sets(&self) -> &[CodeSet] {
        &[]
    }
    fn sources(&self) -> &[SourceInfo] {
        &self.sources
    }
    fn codings(&self, source: SourceId) -> Option<&SourceCodings> {
        self.codings.iter().find(|on| on.source == source)
    }
    fn linked(&self) -> HashSet<QuotationId> {
        self.codings.iter().flat_map(|on| &on.quotations).take(1).map(|q| q.id).collect()
    }
    fn seen(&self) -> Option<(CoderId, Arc<str>)> {
        Some((key(0), Arc::from(SEEN)))
    }
    fn saved(&self, _: SavedQueryId) -> Option<Condition> {
        // A question that leads back to itself.
        Some(Condition::Any(vec![Condition::Saved(key(0)), code(1, true)]))
    }
    fn words(&self, words: &str) -> Arc<WordAnswers> {
        let mut found = WordAnswers::default();
        for (on, text) in self.codings.iter().zip(&self.texts) {
            let has = |span: &Span| text.slice(*span).contains(words);
            let quotations = on.quotations.iter().filter(|quotation| has(&quotation.span));
            found.quotations.extend(quotations.map(|quotation| quotation.id));
            let spans = passages(text, &on.turns).into_iter().filter(|span| has(span));
            found.passages.extend(spans.map(|span| (on.source, span)));
        }
        Arc::new(found)
    }
    fn pattern(&self, pattern: &str) -> Option<Find> {
        let pattern = pattern.to_owned();
        Some(Box::new(move |text| text.find(&pattern).map(|at| at..at + 1).into_iter().collect()))
    }
    fn text(&self, source: SourceId) -> Option<Arc<Text>> {
        let place = self.sources.iter().position(|info| info.id == source)?;
        Some(Arc::new(self.texts[place].clone()))
    }
}

/// Codes 0 and 1 have paths that begin alike; 2 hangs below 0, 3 below 2.
fn tree() -> CodeTree {
    CodeTree::new(vec![
        Code::new(key(0), None, "Access", 0),
        Code::new(key(1), None, "Access to records", 1),
        Code::new(key(2), Some(key(0)), "Waiting", 0),
        Code::new(key(3), Some(key(2)), "Long", 0),
    ])
}

fn code(number: u128, sub_codes: bool) -> Condition {
    Condition::Code { code: key(number), sub_codes }
}

fn studies() -> impl Strategy<Value = Small> {
    let sentence = prop::collection::vec(select(vec!["aa", "bb", "é👩‍⚕️", "dd"]), 1..4)
        .prop_map(|words| format!("X{}.", words.join(" ")));
    let paragraph = prop::collection::vec(sentence, 0..4).prop_map(|parts| parts.join(" "));
    let quotation = (
        any::<Index>(),
        0u32..30,
        prop::collection::vec((0u128..4, 0u128..2, 1u8..4), 0..4),
        any::<bool>(),
        any::<bool>(),
    );
    let source = (
        prop::collection::vec(paragraph, 1..7),
        any::<bool>(),
        prop::collection::vec(quotation, 0..7),
        0u8..3,
    );
    prop::collection::vec(source, 1..4).prop_map(|sources| {
        let mut small = Small { tree: tree(), sources: vec![], codings: vec![], texts: vec![] };
        for (number, (paragraphs, has_turns, quotations, kind)) in sources.into_iter().enumerate() {
            let text = Text::new(paragraphs.join("\n"));
            let id = key(number as u128);
            let kind = SourceKind::ALL[usize::from(kind)];
            let mut info = SourceInfo::new(id, format!("S{number}"), kind);
            info.date = PartialDate::new(2012, Some(number as u8 + 1), None);
            info.case = (number > 0).then(|| key(number as u128));
            // A turn of every second and third paragraph, so that some paragraphs are outside.
            let turns: Vec<Turn> = text
                .paragraphs()
                .chunks(3)
                .filter(|part| has_turns && part.len() == 3)
                .map(|part| Turn {
                    span: Span { start: part[1].span.start, end: part[2].span.end },
                    marker: 0,
                    speaker: Some("A".into()),
                    time: None,
                })
                .filter(|turn| !turn.span.is_empty())
                .collect();
            let mut made: Vec<Quotation> = Vec::new();
            for (at, length, codings, is_flagged, is_commented) in quotations {
                let start = at.index(text.length() as usize + 1) as u32;
                let span = text.snap(Span { start, end: start + length });
                let place = (number * 100 + made.len()) as u128;
                let coding = |(code, coder, month): (u128, u128, u8)| Coding {
                    id: CodingId::from(Uuid::now_v7()),
                    code: key(code),
                    coder: key(coder),
                    comment: String::new(),
                    at: format!("2026-{month:02}-15T10:00:00Z").into(),
                };
                made.push(Quotation {
                    id: key(place),
                    span,
                    comment: if is_commented { "why".to_owned() } else { String::new() },
                    was: None,
                    codings: codings.into_iter().map(coding).collect(),
                    flags: is_flagged
                        .then(|| Flag {
                            id: FlagId::from(Uuid::now_v7()),
                            name: "Typical".into(),
                            coder: key(0),
                        })
                        .into_iter()
                        .collect(),
                });
            }
            made.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end), q.id));
            small.codings.push(SourceCodings { source: id, turns: turns.into(), quotations: made });
            small.sources.push(info);
            small.texts.push(text);
        }
        small
    })
}

fn periods() -> impl Strategy<Value = Period> {
    let date = |year| {
        prop::option::of(
            (1u8..4).prop_map(move |m| PartialDate::new(year, Some(m), None).expect("a date")),
        )
    };
    prop_oneof![
        (date(2026), date(2026)).prop_map(|(from, to)| Period { from, to }),
        (date(2012), date(2012)).prop_map(|(from, to)| Period { from, to }),
    ]
}

fn relations() -> impl Strategy<Value = Relation> {
    let distance = (0u32..4, select(Unit::ALL.to_vec())).prop_map(|(count, unit)| Distance {
        count: if unit == Unit::Characters { count * 5 } else { count },
        unit,
    });
    (select(Relation::ALL.to_vec()), distance)
        .prop_map(|(relation, distance)| relation.at(distance))
}

fn conditions() -> impl Strategy<Value = Condition> {
    let comparison = select(vec![Comparison::Is, Comparison::From, Comparison::Under]);
    let leaf = prop_oneof![
        4 => (0u128..4, any::<bool>()).prop_map(|(number, sub)| code(number, sub)),
        2 => (0u128..2).prop_map(|coder| Condition::Coder(key(coder))),
        1 => periods().prop_map(Condition::Coded),
        1 => periods().prop_map(Condition::Date),
        1 => (comparison, 0usize..3).prop_map(|(c, n)| Condition::Coders(c, n)),
        1 => Just(Condition::Flag("typical".into())),
        1 => select(Trait::ALL.to_vec()).prop_map(Condition::Is),
        1 => select(SourceKind::ALL[..3].to_vec()).prop_map(Condition::Kind),
        1 => (0u128..3).prop_map(|case| Condition::Case(key(case))),
        1 => Just(Condition::Speaker("A".into())),
        1 => select(vec!["aa", "bb"]).prop_map(|words| Condition::Words(words.into())),
        1 => Just(Condition::Pattern("dd".into())),
        1 => Just(Condition::Saved(key(0))),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.clone().prop_map(|inside| Condition::Not(Box::new(inside))),
            (relations(), inner).prop_map(|(r, inside)| Condition::Beside(r, Box::new(inside))),
        ]
    })
}

/// One row, read by the definitions.
struct Row<'a> {
    small: &'a Small,
    place: usize,
    span: Span,
    quotation: Option<&'a Quotation>,
}

impl Row<'_> {
    fn bears(&self) -> Vec<&Quotation> {
        match self.quotation {
            Some(quotation) => vec![quotation],
            None => self.small.codings[self.place]
                .quotations
                .iter()
                .filter(|quotation| shared(quotation.span, self.span).is_some())
                .collect(),
        }
    }

    fn codings(&self) -> Vec<&Coding> {
        self.bears().into_iter().flat_map(|quotation| &quotation.codings).collect()
    }

    /// Whether it holds, where the conditions `beside` stand in the same group.
    fn holds(&self, condition: &Condition, beside: &[&Condition]) -> bool {
        let info = &self.small.sources[self.place];
        let text = &self.small.texts[self.place];
        let filters: Vec<&Condition> =
            beside.iter().copied().filter(|other| is_of_codings(other)).collect();
        let filtered = |coding: &&&Coding| filters.iter().all(|f| holds_of(f, coding));
        match condition {
            Condition::All(parts) => {
                let group: Vec<&Condition> = parts.iter().collect();
                parts.iter().all(|part| self.holds(part, &group))
            }
            Condition::Any(parts) if self.small.asks_codes(condition).is_some() => {
                parts.iter().any(|part| self.holds(part, beside))
            }
            part if is_of_codings(part) => {
                // Beside a code it speaks of the codings with that code, and is asked there.
                beside.iter().any(|other| self.small.asks_codes(other).is_some())
                    || self.codings().iter().filter(filtered).any(|coding| holds_of(part, coding))
            }
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part, &[])),
            Condition::Not(inside) if is_of_codings(inside) => {
                let asked: Vec<BTreeSet<CodeId>> =
                    beside.iter().filter_map(|other| self.small.asks_codes(other)).collect();
                let is_asked = |coding: &&&Coding| {
                    asked.is_empty() || asked.iter().any(|codes| codes.contains(&coding.code))
                };
                let codings = self.codings();
                let mut codings = codings.iter().filter(filtered).filter(is_asked);
                !codings.any(|coding| holds_of(inside, coding))
            }
            Condition::Not(inside) => !self.holds(inside, &[]),
            Condition::Code { .. } => {
                let asked = self.small.asks_codes(condition).expect("codes");
                self.codings().iter().filter(filtered).any(|coding| asked.contains(&coding.code))
            }
            Condition::Coders(comparison, count) => {
                let asked: Vec<BTreeSet<CodeId>> =
                    beside.iter().filter_map(|other| self.small.asks_codes(other)).collect();
                let is_asked = |coding: &&&Coding| {
                    asked.is_empty() || asked.iter().any(|codes| codes.contains(&coding.code))
                };
                let codings = self.codings();
                let codings = codings.iter().filter(filtered).filter(is_asked);
                let coders: BTreeSet<CoderId> = codings.map(|coding| coding.coder).collect();
                comparison.holds(&coders.len(), count)
            }
            Condition::Flag(_) => self.bears().iter().any(|quotation| !quotation.flags.is_empty()),
            Condition::Is(is) => self.bears().iter().any(|quotation| match is {
                Trait::Coded => !quotation.codings.is_empty(),
                Trait::Commented => !quotation.comment.is_empty(),
                Trait::Flagged => !quotation.flags.is_empty(),
                Trait::Linked => self.small.linked().contains(&quotation.id),
                Trait::New => unreachable!("a condition on codings"),
            }),
            Condition::Kind(kind) => info.kind == *kind,
            Condition::Case(case) => info.case == Some(*case),
            Condition::Date(period) => {
                let month = info.date.expect("a date");
                period.from.is_none_or(|from| from <= month)
                    && period.to.is_none_or(|to| month <= to)
            }
            Condition::Speaker(_) => self.small.codings[self.place]
                .turns
                .iter()
                .any(|turn| shared(turn.span, self.span).is_some()),
            Condition::Words(words) => text.slice(self.span).contains(&**words),
            Condition::Pattern(pattern) => text.slice(self.span).contains(&**pattern),
            Condition::Saved(_) => self.holds(&code(1, true), &[]),
            Condition::Beside(relation, inside) => {
                self.others(inside).iter().any(|&other| self.stands(*relation, other))
            }
            other => unreachable!("{other:?}"),
        }
    }

    /// The quotations of the source of which something holds.
    fn others(&self, condition: &Condition) -> Vec<Span> {
        let quotations = self.small.codings[self.place].quotations.iter();
        let rows = quotations.filter(|quotation| !quotation.span.is_empty()).map(|quotation| Row {
            small: self.small,
            place: self.place,
            span: quotation.span,
            quotation: Some(quotation),
        });
        rows.filter(|row| row.holds(condition, &[])).map(|row| row.span).collect()
    }

    fn stands(&self, relation: Relation, other: Span) -> bool {
        let (a, b) = (self.span, other);
        let meets = shared(a, b).is_some();
        let within = b.start <= a.start && a.end <= b.end;
        let around = a.start <= b.start && b.end <= a.end;
        let near = |first: Span, second: Span, distance| {
            first.end <= second.start && self.apart(first, second, distance) <= distance.count
        };
        match relation {
            Relation::Meets => meets,
            Relation::Within => within,
            Relation::Around => around,
            Relation::Overlaps => meets && !within && !around,
            Relation::Near(d) => meets || near(a, b, d) || near(b, a, d),
            Relation::Before(d) => near(a, b, d),
            Relation::After(d) => near(b, a, d),
        }
    }

    /// How many units one has to go on from the end of one span to the start of the other, each unit counted by looking at every
    /// character.
    fn apart(&self, first: Span, second: Span, distance: Distance) -> u32 {
        let small = self.small;
        let text = &small.texts[self.place];
        let (last, next) = (first.end - 1, second.start);
        let spans: Vec<Span> = match distance.unit {
            Unit::Characters => return second.start - first.end,
            Unit::Words => {
                let words: BTreeSet<(u32, u32)> = (0..text.length())
                    .map(|at| text.word_at(at))
                    .filter(|&word| text.slice(word).chars().any(char::is_alphanumeric))
                    .map(|word| (word.start, word.end))
                    .collect();
                let between =
                    words.iter().filter(|word| first.end <= word.0 && word.1 <= second.start);
                return between.count() as u32;
            }
            Unit::Sentences => {
                let sentences: BTreeSet<(u32, u32)> = (0..text.length())
                    .filter(|&at| !text.slice(Span { start: at, end: at + 1 }).trim().is_empty())
                    .map(|at| text.sentence_at(at))
                    .map(|sentence| (sentence.start, sentence.end))
                    .collect();
                sentences.into_iter().map(|(start, end)| Span { start, end }).collect()
            }
            Unit::Paragraphs => text
                .paragraphs()
                .iter()
                .map(|paragraph| paragraph.span)
                .filter(|&span| !text.slice(span).trim().is_empty())
                .collect(),
            Unit::Turns => passages(text, &small.codings[self.place].turns),
        };
        // The units that begin behind the last character of the first, up to the one in which the other begins.
        let begins = spans.iter().filter(|unit| last < unit.start && unit.start <= next);
        begins.count() as u32
    }
}

impl Small {
    fn asks_codes(&self, condition: &Condition) -> Option<BTreeSet<CodeId>> {
        match condition {
            Condition::Code { code, sub_codes } => Some(
                self.tree
                    .codes()
                    .iter()
                    .map(|code| code.id)
                    .filter(|&id| id == *code || *sub_codes && self.tree.is_within(id, *code))
                    .collect(),
            ),
            Condition::Any(parts) if !parts.is_empty() => {
                let all: Option<Vec<_>> = parts.iter().map(|part| self.asks_codes(part)).collect();
                Some(all?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }
}

fn shared(a: Span, b: Span) -> Option<Span> {
    let span = Span { start: a.start.max(b.start), end: a.end.min(b.end) };
    (span.start < span.end).then_some(span)
}

fn is_of_codings(condition: &Condition) -> bool {
    match condition {
        Condition::Coder(_) | Condition::Coded(_) | Condition::Is(Trait::New) => true,
        Condition::All(parts) | Condition::Any(parts) => {
            !parts.is_empty() && parts.iter().all(is_of_codings)
        }
        _ => false,
    }
}

fn holds_of(condition: &Condition, coding: &Coding) -> bool {
    match condition {
        Condition::Coder(coder) => coding.coder == *coder,
        Condition::Is(Trait::New) => coding.coder != key(0) && *coding.at > *SEEN,
        Condition::Coded(period) => {
            let month: u8 = coding.at[5..7].parse().expect("a month");
            let month = PartialDate::new(2026, Some(month), None).expect("a month");
            period.from.is_none_or(|from| from <= month) && period.to.is_none_or(|to| month <= to)
        }
        Condition::All(parts) => parts.iter().all(|part| holds_of(part, coding)),
        Condition::Any(parts) => parts.iter().any(|part| holds_of(part, coding)),
        _ => unreachable!(),
    }
}

fn by_definition(small: &Small, rows: Rows, condition: &Condition) -> Vec<Answer> {
    let mut found = Vec::new();
    for (place, info) in small.sources.iter().enumerate() {
        let on = &small.codings[place];
        let all: Vec<(Span, Option<&Quotation>)> = match rows {
            Rows::Quotations => on
                .quotations
                .iter()
                .filter(|quotation| !quotation.span.is_empty())
                .map(|quotation| (quotation.span, Some(quotation)))
                .collect(),
            Rows::Turns => {
                passages(&small.texts[place], &on.turns).into_iter().map(|s| (s, None)).collect()
            }
        };
        for (span, quotation) in all {
            if (Row { small, place, span, quotation }).holds(condition, &[]) {
                let quotation = quotation.map(|quotation| quotation.id);
                found.push(Answer { source: info.id, quotation, span, given: span });
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn what_answers_is_what_the_definitions_say(
        small in studies(),
        condition in conditions(),
        rows in select(Rows::ALL.to_vec()),
    ) {
        let query = Query { rows, holds: condition.clone(), gives: Given::Whole };
        prop_assert_eq!(answers(&query, &small), by_definition(&small, rows, &condition));
    }

    #[test]
    fn the_common_part_is_what_both_share(
        small in studies(),
        (one, other) in ((0u128..4), (0u128..4)),
        relation in relations(),
    ) {
        let holds = code(one, true).and(Condition::Beside(relation, Box::new(code(other, true))));
        let query = Query { holds: holds.clone(), gives: Given::Common, ..Query::default() };
        let mut expected = Vec::new();
        for answer in by_definition(&small, Rows::Quotations, &holds) {
            let place = small.sources.iter().position(|info| info.id == answer.source).expect("a source");
            let quotation = small.codings[place].quotation(answer.quotation.expect("a quotation"));
            let row = Row { small: &small, place, span: answer.span, quotation };
            let others = row.others(&code(other, true));
            let common: BTreeSet<Span> = others
                .into_iter()
                .filter(|&b| row.stands(relation, b))
                .filter_map(|b| shared(answer.span, b))
                .collect();
            if common.is_empty() {
                expected.push(answer);
            }
            expected.extend(common.into_iter().map(|given| Answer { given, ..answer }));
        }
        prop_assert_eq!(answers(&query, &small), expected);
    }
}

#[test]
fn codes_whose_paths_begin_alike_are_not_mixed() {
    let mut small = Small { tree: tree(), sources: vec![], codings: vec![], texts: vec![] };
    let text = Text::new("one two");
    let coding = |number: u128| Coding {
        id: key(number),
        code: key(number),
        coder: key(0),
        comment: String::new(),
        at: "2026-01-01T00:00:00Z".into(),
    };
    let quotation = |number: u128, span| Quotation {
        id: key(number),
        span,
        comment: String::new(),
        was: None,
        codings: vec![coding(number)],
        flags: vec![],
    };
    small.sources.push(SourceInfo::new(key(0), "S", SourceKind::Interview));
    let quotations =
        vec![quotation(0, Span { start: 0, end: 3 }), quotation(1, Span { start: 4, end: 7 })];
    small.codings.push(SourceCodings { source: key(0), turns: Arc::from([]), quotations });
    small.texts.push(text);
    for number in [0, 1] {
        let query = Query { holds: code(number, true), ..Query::default() };
        let found = answers(&query, &small);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].quotation, Some(key(number)));
    }
    let case = Query { holds: Condition::Case(key::<CaseId>(7)), ..Query::default() };
    assert!(answers(&case, &small).is_empty());
}
