//! Answers questions.

use std::collections::HashSet;
use std::sync::Arc;

use super::compile::{Compiled, SourceTest, Test, compile};
use super::nearness::{characters_between, is_near, may_be_near};
use super::study::{Divisions, Study};
use super::{Answer, Distance, Given, Query, Relation, Rows, Trait, Unit};
use crate::analysis::speakers;
use crate::domain::{Quotation, QuotationId, SourceCodings, SourceId, SourceInfo, Span};
use crate::text::Text;

/// What answers a question: by source in the study's order, then by place. Quotations that lost their words are left out:
/// they wait for somebody to look.
pub fn answers(query: &Query, study: &dyn Study) -> Vec<Answer> {
    let Compiled { test, relations } = compile(&query.holds, study);
    let linked = if uses_links(&test, &relations) { study.linked() } else { HashSet::new() };
    let mut found = Vec::new();
    for info in study.sources() {
        let Some(on) = study.codings(info.id) else { continue };
        if may_hold(&test, info) == Some(false) {
            continue;
        }
        let mut source = Source {
            study,
            info,
            on,
            linked: &linked,
            partners: Vec::new(),
            text: None,
            divisions: None,
        };
        // Rows that cannot answer for want of a partner are not looked at.
        source.find_partners(&relations);
        source.answer(query, &test, &relations, &mut found);
    }
    found
}

/// One thing that may answer.
struct Row<'a> {
    span: Span,
    quotation: Option<&'a Quotation>,
    /// What it bears: itself, or for a turn the quotations that share a character with it.
    bears: &'a [&'a Quotation],
}

/// One source while a question is put to it.
struct Source<'a> {
    study: &'a dyn Study,
    info: &'a SourceInfo,
    on: &'a SourceCodings,
    linked: &'a HashSet<QuotationId>,
    /// For each relation, where the quotations stand that it may find.
    partners: Vec<Partners>,
    /// The text once it was read; none in it where it cannot be read.
    text: Option<Option<Arc<Text>>>,
    /// The same of where it is divided.
    divisions: Option<Option<Arc<Divisions>>>,
}

/// Spans by their starts, and how far those up to each reach.
#[derive(Default)]
struct Partners {
    spans: Vec<Span>,
    reach: Vec<u32>,
    /// The ends in order, each with its span's start.
    ends: Vec<u32>,
}

impl Partners {
    /// Takes spans in the order of their starts.
    fn new(spans: Vec<Span>) -> Self {
        let mut furthest = 0;
        let reach = spans
            .iter()
            .map(|span| {
                furthest = furthest.max(span.end);
                furthest
            })
            .collect();
        let mut ends: Vec<u32> = spans.iter().map(|span| span.end).collect();
        ends.sort_unstable();
        Self { spans, reach, ends }
    }

    /// Those that share a character with a span.
    fn meeting(&self, span: Span) -> impl Iterator<Item = Span> {
        // Those before this one end before the span begins.
        let first = self.reach.partition_point(|&reach| reach <= span.start);
        let rest = self.spans[first..].iter().take_while(move |other| other.start < span.end);
        rest.copied().filter(move |other| other.overlaps(span))
    }

    /// Where the first begins that begins at or after a place.
    fn first_from(&self, at: u32) -> Option<u32> {
        let first = self.spans.partition_point(|span| span.start < at);
        self.spans.get(first).map(|span| span.start)
    }

    /// Where the last ends that ends at or before a place.
    fn last_to(&self, at: u32) -> Option<u32> {
        let after = self.ends.partition_point(|&end| end <= at);
        after.checked_sub(1).map(|last| self.ends[last])
    }
}

impl<'a> Source<'a> {
    fn find_partners(&mut self, relations: &[(Relation, Test)]) {
        for (_, test) in relations {
            // A relation within another one stands before it.
            let spans = match may_hold(test, self.info) {
                Some(false) => Vec::new(),
                _ => self.quotations_with(test, relations),
            };
            self.partners.push(Partners::new(spans));
        }
    }

    fn quotations_with(&mut self, test: &Test, relations: &[(Relation, Test)]) -> Vec<Span> {
        let on = self.on;
        let mut spans = Vec::new();
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            let bears = [quotation];
            let row = Row { span: quotation.span, quotation: Some(quotation), bears: &bears };
            if self.holds(test, &row, relations) {
                spans.push(quotation.span);
            }
        }
        spans
    }

    fn answer(
        &mut self,
        query: &Query,
        test: &Test,
        relations: &[(Relation, Test)],
        found: &mut Vec<Answer>,
    ) {
        let on = self.on;
        match query.rows {
            Rows::Quotations => {
                for quotation in on.quotations.iter().filter(|q| !q.span.is_empty()) {
                    let bears = [quotation];
                    let row =
                        Row { span: quotation.span, quotation: Some(quotation), bears: &bears };
                    if self.holds(test, &row, relations) {
                        self.give(query.gives, test, &row, relations, found);
                    }
                }
            }
            Rows::Turns => {
                let spans = self.rows(test);
                let all = Partners::new(on.quotations.iter().map(|q| q.span).collect());
                for span in spans {
                    // Quotations by start: the reach says from where on one can meet the turn.
                    let first = all.reach.partition_point(|&reach| reach <= span.start);
                    let near = on.quotations[first..].iter();
                    let bears: Vec<&Quotation> = near
                        .take_while(|q| q.span.start < span.end)
                        .filter(|q| !q.span.is_empty() && q.span.overlaps(span))
                        .collect();
                    let row = Row { span, quotation: None, bears: &bears };
                    if self.holds(test, &row, relations) {
                        self.give(query.gives, test, &row, relations, found);
                    }
                }
            }
        }
    }

    /// The turns that may answer, in order: where words are asked for, those with the words.
    fn rows(&mut self, test: &Test) -> Vec<Span> {
        if let Some(words) = wanted_words(test) {
            let source = self.info.id;
            let here = words.iter().filter(|(at, _)| *at == source);
            let mut spans: Vec<Span> = here.map(|&(_, span)| span).collect();
            spans.sort_unstable();
            return spans;
        }
        self.divisions().map(|divisions| divisions.passages.to_vec()).unwrap_or_default()
    }

    fn text(&mut self) -> Option<Arc<Text>> {
        let (study, source) = (self.study, self.info.id);
        self.text.get_or_insert_with(|| study.text(source)).clone()
    }

    fn divisions(&mut self) -> Option<Arc<Divisions>> {
        let (study, source) = (self.study, self.info.id);
        self.divisions.get_or_insert_with(|| study.divisions(source)).clone()
    }

    fn holds(&mut self, test: &Test, row: &Row<'_>, relations: &[(Relation, Test)]) -> bool {
        match test {
            Test::All(tests) => tests.iter().all(|test| self.holds(test, row, relations)),
            Test::Any(tests) => tests.iter().any(|test| self.holds(test, row, relations)),
            Test::Not(test) => !self.holds(test, row, relations),
            Test::Coding { codes, filter } => row.bears.iter().any(|quotation| {
                quotation.codings.iter().any(|coding| {
                    codes.as_ref().is_none_or(|codes| codes.contains(&coding.code))
                        && filter.holds(coding)
                })
            }),
            Test::Coders { codes, filter, comparison, count } => {
                let codings = row.bears.iter().flat_map(|quotation| &quotation.codings);
                let asked = codings.filter(|coding| {
                    codes.as_ref().is_none_or(|codes| codes.contains(&coding.code))
                        && filter.holds(coding)
                });
                let coders: HashSet<_> = asked.map(|coding| coding.coder).collect();
                comparison.holds(&coders.len(), count)
            }
            Test::Flag(name) => row.bears.iter().any(|quotation| {
                quotation.flags.iter().any(|flag| flag.name.to_lowercase() == **name)
            }),
            Test::Is(is) => row.bears.iter().any(|quotation| match is {
                Trait::Coded => !quotation.codings.is_empty(),
                Trait::Commented => {
                    !quotation.comment.is_empty()
                        || quotation.codings.iter().any(|coding| !coding.comment.is_empty())
                }
                Trait::Flagged => !quotation.flags.is_empty(),
                Trait::Linked => self.linked.contains(&quotation.id),
                // A condition on codings; it is asked as one.
                Trait::New => false,
            }),
            Test::Speaker(speaker) => {
                speakers(self.on, row.span).iter().any(|known| ***known == **speaker)
            }
            Test::Source(test) => test.holds(self.info),
            Test::Words(words) => match row.quotation {
                Some(quotation) => words.quotations.contains(&quotation.id),
                None => words.passages.contains(&(self.info.id, row.span)),
            },
            Test::Pattern(find) => {
                let text = self.text();
                text.is_some_and(|text| !find(text.slice(row.span)).is_empty())
            }
            Test::Beside(at) => relations
                .get(*at)
                .is_some_and(|(relation, _)| self.stands(*at, *relation, row.span)),
        }
    }

    /// Whether a span stands so to one of the partners of a relation.
    fn stands(&mut self, at: usize, relation: Relation, span: Span) -> bool {
        let Some(partners) = self.partners.get(at) else { return false };
        let meets = partners.meeting(span).any(|other| relation.shares(span, other));
        let (Some(distance), false) = (relation.distance(), meets) else { return meets };
        // Of those on a side, the nearest decides.
        let before = partners.last_to(span.start).map(ending_at);
        let after = partners.first_from(span.end).map(beginning_at);
        let follows = !matches!(relation, Relation::Before(_))
            && before.is_some_and(|other| self.is_near(other, span, distance));
        follows
            || !matches!(relation, Relation::After(_))
                && after.is_some_and(|other| self.is_near(span, other, distance))
    }

    fn is_near(&mut self, first: Span, second: Span, distance: Distance) -> bool {
        if distance.unit == Unit::Characters {
            return characters_between(first, second) <= distance.count;
        }
        // Most pairs are too far apart for any text to be read.
        let Some(divisions) = self.divisions() else { return false };
        may_be_near(first, second, distance, &divisions).unwrap_or_else(|| {
            self.text().is_some_and(|text| is_near(first, second, distance, &text))
        })
    }

    /// Adds what is given of a row that answers.
    fn give(
        &self,
        given: Given,
        test: &Test,
        row: &Row<'_>,
        relations: &[(Relation, Test)],
        found: &mut Vec<Answer>,
    ) {
        let answer = Answer {
            source: self.info.id,
            quotation: row.quotation.map(|quotation| quotation.id),
            span: row.span,
            given: row.span,
        };
        match given {
            Given::Whole => found.push(answer),
            Given::Turn => {
                let first = self.on.turns.partition_point(|turn| turn.span.end <= row.span.start);
                let inside = self.on.turns[first..].iter();
                let inside = inside.take_while(|turn| turn.span.start < row.span.end);
                let whole = inside.fold(row.span, |whole, turn| Span {
                    start: whole.start.min(turn.span.start),
                    end: whole.end.max(turn.span.end),
                });
                found.push(Answer { given: whole, ..answer });
            }
            Given::Common => {
                let mut asked = Vec::new();
                wanted_relations(test, &mut asked);
                let mut common: Vec<Span> = Vec::new();
                for at in asked {
                    let (Some((relation, _)), Some(partners)) =
                        (relations.get(at), self.partners.get(at))
                    else {
                        continue;
                    };
                    let meeting = partners.meeting(row.span);
                    let shares = meeting.filter(|&other| relation.shares(row.span, other));
                    common.extend(shares.filter_map(|other| other.intersection(row.span)));
                }
                common.sort_unstable();
                common.dedup();
                if common.is_empty() {
                    common.push(row.span);
                }
                found.extend(common.into_iter().map(|given| Answer { given, ..answer }));
            }
        }
    }
}

impl Relation {
    /// Whether one span that shares a character with another stands so to it.
    fn shares(self, one: Span, other: Span) -> bool {
        match self {
            Self::Meets | Self::Near(_) => true,
            Self::Within => other.contains(one),
            Self::Around => one.contains(other),
            Self::Overlaps => !other.contains(one) && !one.contains(other),
            Self::Before(_) | Self::After(_) => false,
        }
    }
}

fn ending_at(end: u32) -> Span {
    Span { start: end.saturating_sub(1), end }
}

fn beginning_at(start: u32) -> Span {
    Span { start, end: start + 1 }
}

/// The relations that must hold for a test to hold, or that may make it hold.
fn wanted_relations(test: &Test, found: &mut Vec<usize>) {
    match test {
        Test::All(tests) | Test::Any(tests) => {
            tests.iter().for_each(|test| wanted_relations(test, found));
        }
        Test::Beside(at) => found.push(*at),
        _ => {}
    }
}

/// The passages outside of which a test holds of no turn; none where it may hold of any.
fn wanted_words(test: &Test) -> Option<&HashSet<(SourceId, Span)>> {
    match test {
        Test::Words(words) => Some(&words.passages),
        Test::All(tests) => tests.iter().filter_map(wanted_words).min_by_key(|words| words.len()),
        _ => None,
    }
}

/// What is known of a test from the source alone.
fn may_hold(test: &Test, info: &SourceInfo) -> Option<bool> {
    match test {
        Test::Source(test) => Some(test.holds(info)),
        Test::Not(test) => may_hold(test, info).map(|holds| !holds),
        Test::All(tests) => {
            let mut known = Some(true);
            for test in tests {
                match may_hold(test, info) {
                    Some(false) => return Some(false),
                    Some(true) => {}
                    None => known = None,
                }
            }
            known
        }
        Test::Any(tests) => {
            let mut known = Some(false);
            for test in tests {
                match may_hold(test, info) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => known = None,
                }
            }
            known
        }
        _ => None,
    }
}

fn uses_links(test: &Test, relations: &[(Relation, Test)]) -> bool {
    fn uses(test: &Test) -> bool {
        match test {
            Test::Is(Trait::Linked) => true,
            Test::Not(test) => uses(test),
            Test::All(tests) | Test::Any(tests) => tests.iter().any(uses),
            _ => false,
        }
    }
    uses(test) || relations.iter().any(|(_, test)| uses(test))
}

impl SourceTest {
    fn holds(&self, info: &SourceInfo) -> bool {
        match self {
            Self::Kind(kind) => info.kind == *kind,
            Self::Source(source) => info.id == *source,
            Self::Case(case) => info.case == Some(*case),
            Self::Person(person) => info.people.contains(person),
            Self::Date(period) => info
                .date
                .is_some_and(|date| date.days().into_iter().all(|day| period.holds_day(day))),
            Self::Language(language) => info.language.as_deref() == Some(language),
            Self::Attribute(attribute, comparison, value) => {
                let mut known = info.values(*attribute).map(|known| known.trim().to_lowercase());
                known.any(|known| match (known.parse::<f64>(), value.parse::<f64>()) {
                    (Ok(known), Ok(value)) => comparison.holds(&known, &value),
                    _ => comparison.holds(&known.as_str(), &&**value),
                })
            }
        }
    }
}
