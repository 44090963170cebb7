//! Makes a condition ready to be answered: names looked up, conditions on codings joined to the codes they belong to, kept
//! questions put in.

use std::collections::HashSet;
use std::sync::Arc;

use super::study::{Find, Study, WordAnswers};
use super::{Comparison, Condition, Period, Relation, Trait};
use crate::domain::{
    AttributeId, CaseId, CodeId, CoderId, Coding, PersonId, SavedQueryId, SourceId, SourceKind,
};

/// A condition that is ready.
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// It bears a coding with one of these codes, or any, of which the filter holds.
    Coding {
        codes: Option<HashSet<CodeId>>,
        filter: Filter,
    },
    /// So many coders made such codings.
    Coders {
        codes: Option<HashSet<CodeId>>,
        filter: Filter,
        comparison: Comparison,
        count: usize,
    },
    Flag(Arc<str>),
    Is(Trait),
    Speaker(Arc<str>),
    Source(SourceTest),
    Words(Arc<WordAnswers>),
    Pattern(Find),
    /// The place of a relation among those of the question.
    Beside(usize),
}

/// A condition on the source alone.
pub(super) enum SourceTest {
    Kind(SourceKind),
    Source(SourceId),
    Case(CaseId),
    Person(PersonId),
    Date(Period),
    Language(Arc<str>),
    Attribute(AttributeId, Comparison, Arc<str>),
}

/// What must hold of a coding besides its code.
#[derive(Clone)]
pub(super) enum Filter {
    Everything,
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Coder(CoderId),
    Coded(Period),
    /// By somebody else than this coder, and later than this.
    New(CoderId, Arc<str>),
}

impl Filter {
    pub fn holds(&self, coding: &Coding) -> bool {
        match self {
            Self::Everything => true,
            Self::All(filters) => filters.iter().all(|filter| filter.holds(coding)),
            Self::Any(filters) => filters.iter().any(|filter| filter.holds(coding)),
            Self::Coder(coder) => coding.coder == *coder,
            Self::Coded(period) => period.holds_day(day_of(&coding.at)),
            // Times of one form stand in the order of their letters.
            Self::New(coder, since) => coding.coder != *coder && coding.at > *since,
        }
    }
}

/// A question's conditions, ready: the one on the rows, and those on what stands beside them.
pub(super) struct Compiled {
    pub test: Test,
    pub relations: Vec<(Relation, Test)>,
}

/// Makes a condition ready.
pub(super) fn compile(condition: &Condition, study: &dyn Study) -> Compiled {
    let mut compiler = Compiler { study, relations: Vec::new(), saved: Vec::new() };
    let test = compiler.test(condition);
    Compiled { test, relations: compiler.relations }
}

struct Compiler<'a> {
    study: &'a dyn Study,
    relations: Vec<(Relation, Test)>,
    /// The kept questions that are being put in: one that leads back to itself answers nothing.
    saved: Vec<SavedQueryId>,
}

impl Compiler<'_> {
    fn test(&mut self, condition: &Condition) -> Test {
        match condition {
            Condition::All(parts) => self.all(parts),
            Condition::Any(parts) => Test::Any(parts.iter().map(|part| self.test(part)).collect()),
            Condition::Not(inside) if self.filter(inside).is_none() => {
                Test::Not(Box::new(self.test(inside)))
            }
            Condition::Not(_)
            | Condition::Code { .. }
            | Condition::CodeSet(_)
            | Condition::Coder(_)
            | Condition::Coded(_)
            | Condition::Coders(..)
            | Condition::Is(Trait::New) => self.all(std::slice::from_ref(condition)),
            Condition::Flag(flag) => Test::Flag(Arc::clone(flag)),
            Condition::Is(Trait::Coded) => Test::Coding { codes: None, filter: Filter::Everything },
            Condition::Is(is) => Test::Is(*is),
            Condition::Kind(kind) => Test::Source(SourceTest::Kind(*kind)),
            Condition::Source(source) => Test::Source(SourceTest::Source(*source)),
            Condition::Case(case) => Test::Source(SourceTest::Case(*case)),
            Condition::Person(person) => Test::Source(SourceTest::Person(*person)),
            Condition::Date(period) => Test::Source(SourceTest::Date(*period)),
            Condition::Language(language) => {
                Test::Source(SourceTest::Language(Arc::clone(language)))
            }
            Condition::Attribute { attribute, comparison, value } => {
                let value = value.trim().to_lowercase().into();
                Test::Source(SourceTest::Attribute(*attribute, *comparison, value))
            }
            Condition::Speaker(speaker) => Test::Speaker(Arc::clone(speaker)),
            Condition::Words(words) => Test::Words(self.study.words(words)),
            Condition::Pattern(pattern) => match self.study.pattern(pattern) {
                Some(find) => Test::Pattern(find),
                None => Test::Any(Vec::new()),
            },
            Condition::Saved(id) => self.kept(*id),
            Condition::Beside(relation, inside) => {
                let test = self.test(inside);
                self.relations.push((*relation, test));
                Test::Beside(self.relations.len() - 1)
            }
        }
    }

    fn kept(&mut self, id: SavedQueryId) -> Test {
        let kept = (!self.saved.contains(&id)).then(|| self.study.saved(id)).flatten();
        let Some(condition) = kept else { return Test::Any(Vec::new()) };
        self.saved.push(id);
        let test = self.test(&condition);
        self.saved.pop();
        test
    }

    /// Joins the conditions on codings to the codes they stand beside.
    fn all(&mut self, parts: &[Condition]) -> Test {
        let filters: Vec<Filter> = parts.iter().filter_map(|part| self.filter(part)).collect();
        let has_filter = !filters.is_empty();
        let filter_of_all = if has_filter { Filter::All(filters) } else { Filter::Everything };
        let mut tests = Vec::new();
        let mut asked: Option<HashSet<CodeId>> = None;
        for part in parts {
            if self.filter(part).is_some() {
                continue;
            }
            match self.codes(part) {
                Some(codes) => {
                    asked.get_or_insert_default().extend(&codes);
                    tests.push(Test::Coding { codes: Some(codes), filter: filter_of_all.clone() });
                }
                None if self.is_about_codings(part) => {}
                None => tests.push(self.test(part)),
            }
        }
        for part in parts {
            let codes = asked.clone();
            match part {
                Condition::Coders(comparison, count) => {
                    let (comparison, count) = (*comparison, *count);
                    tests.push(Test::Coders {
                        codes,
                        filter: filter_of_all.clone(),
                        comparison,
                        count,
                    });
                }
                // There is no such coding.
                Condition::Not(inside) => {
                    let Some(unwanted) = self.filter(inside) else { continue };
                    let filter = Filter::All(vec![filter_of_all.clone(), unwanted]);
                    tests.push(Test::Not(Box::new(Test::Coding { codes, filter })));
                }
                _ => {}
            }
        }
        if has_filter && asked.is_none() {
            tests.push(Test::Coding { codes: None, filter: filter_of_all });
        }
        if tests.len() == 1 { tests.remove(0) } else { Test::All(tests) }
    }

    /// The codes of which a condition asks for one; none when it asks for something else.
    fn codes(&self, condition: &Condition) -> Option<HashSet<CodeId>> {
        let tree = self.study.codes();
        match condition {
            Condition::Code { code, sub_codes: false } => Some(HashSet::from([*code])),
            Condition::Code { code, sub_codes: true } => {
                Some(tree.with_sub_codes(*code).iter().map(|code| code.id).collect())
            }
            Condition::CodeSet(id) => {
                let set = self.study.code_sets().iter().find(|set| set.id == *id);
                Some(set.map(|set| set.codes.iter().copied().collect()).unwrap_or_default())
            }
            Condition::Any(parts) if !parts.is_empty() => {
                let codes: Option<Vec<_>> = parts.iter().map(|part| self.codes(part)).collect();
                codes.map(|codes| codes.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    /// Whether a condition is about the codings that those beside it ask for, and is no filter of them.
    fn is_about_codings(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Coders(..) => true,
            Condition::Not(inside) => self.filter(inside).is_some(),
            _ => false,
        }
    }

    /// A condition that speaks of codings alone.
    fn filter(&self, condition: &Condition) -> Option<Filter> {
        let several = |parts: &[Condition]| -> Option<Vec<Filter>> {
            let filters = || parts.iter().map(|part| self.filter(part)).collect();
            (!parts.is_empty()).then(filters).flatten()
        };
        match condition {
            Condition::Coder(coder) => Some(Filter::Coder(*coder)),
            Condition::Coded(period) => Some(Filter::Coded(*period)),
            Condition::Is(Trait::New) => Some(match self.study.seen() {
                Some((coder, since)) => Filter::New(coder, since),
                // Nothing is new to nobody.
                None => Filter::Any(Vec::new()),
            }),
            Condition::All(parts) => several(parts).map(Filter::All),
            Condition::Any(parts) => several(parts).map(Filter::Any),
            _ => None,
        }
    }
}

/// The day of a time in RFC 3339, as year, month and day; the first of all for a time that is none.
fn day_of(at: &str) -> (u16, u8, u8) {
    let part = |range: std::ops::Range<usize>| at.get(range).unwrap_or_default();
    let year = part(0..4).parse().unwrap_or_default();
    (year, part(5..7).parse().unwrap_or_default(), part(8..10).parse().unwrap_or_default())
}

impl Period {
    /// Whether a day lies in it.
    pub(super) fn holds_day(&self, day: (u16, u8, u8)) -> bool {
        self.from.is_none_or(|from| from.days()[0] <= day)
            && self.to.is_none_or(|to| day <= to.days()[1])
    }
}
