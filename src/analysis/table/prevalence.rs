//! How widespread a code is among the cases or the people of a study, and what stands behind those that do not bear it: asked and
//! silent, never asked, or not coded yet.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::axis::{Entry, Key, of_codes};
use super::membership::counted_as;
use super::people::Everybody;
use super::{Codes, Study};
use crate::analysis::query::Condition;
use crate::domain::{
    AnswerState, CaseId, CodeId, Markup, MarkupKind, SourceCodings, SourceId, SourceInfo,
};

/// Among whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Among {
    /// Cases.
    #[default]
    Cases,
    /// People: whom the turns name, but interviewers, and whom sources are of or about. The same name is the same person.
    People,
}

impl Among {
    /// One and several of them.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cases => ("case", "cases"),
            Self::People => ("person", "people"),
        }
    }
}

/// What shows that somebody was asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// A quotation with this code, or one below it, in one of their sources: the code marks where the question was put.
    Code(CodeId),
    /// This question of a survey or template, in one of their sources, answered or left blank.
    Question(Arc<str>),
}

/// Where the words begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// “Most” is more than this many in a hundred.
    pub most: u8,
    /// “Some” is at least so many.
    pub some: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { most: 50, some: 2 }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PrevalenceAsk {
    /// The codes.
    pub codes: Codes,
    /// Whether a code stands for those below it, too.
    pub sub_codes: bool,
    /// Among whom.
    pub among: Among,
    /// What shows that they were asked; without any, nobody knows who was.
    pub asked: Vec<Evidence>,
    /// Where the words begin.
    pub bounds: Bounds,
}

impl Default for PrevalenceAsk {
    fn default() -> Self {
        Self {
            codes: Codes::All,
            sub_codes: true,
            among: Among::Cases,
            asked: Vec::new(),
            bounds: Bounds::default(),
        }
    }
}

/// How one case or person stands to one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spoke {
    /// A quotation of theirs bears it.
    Yes,
    /// They were asked, and none does.
    AskedAndDidNot,
    /// They were not asked, and none does.
    NotAsked,
    /// None does; whether they were asked is not known.
    DidNot,
    /// Nothing is coded on their sources yet, or they have none.
    NotYetCoded,
}

impl Spoke {
    /// All states, in the order they are listed.
    pub const ALL: [Self; 5] =
        [Self::Yes, Self::AskedAndDidNot, Self::NotAsked, Self::DidNot, Self::NotYetCoded];

    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "Spoke of it",
            Self::AskedAndDidNot => "Asked and did not",
            Self::NotAsked => "Not asked",
            Self::DidNot => "Did not speak of it",
            Self::NotYetCoded => "Not yet coded",
        }
    }
}

/// How many, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// None.
    No,
    /// Fewer than “some”; one, unless the bounds say otherwise.
    Few,
    /// At least as many as the bounds say.
    Some,
    /// More than the part that the bounds say.
    Most,
    /// All.
    All,
}

impl Grade {
    /// The grade of so many of so many.
    pub fn of(spoke: usize, of: usize, bounds: Bounds) -> Self {
        match spoke {
            0 => Self::No,
            all if all == of => Self::All,
            many if many * 100 > of * usize::from(bounds.most) && many >= bounds.some => Self::Most,
            some if some >= bounds.some => Self::Some,
            _ => Self::Few,
        }
    }

    /// The word for it.
    pub const fn word(self, spoke: usize) -> &'static str {
        match self {
            Self::No => "none",
            Self::Few if spoke == 1 => "one",
            Self::Few => "few",
            Self::Some => "some",
            Self::Most => "most",
            Self::All => "all",
        }
    }
}

/// How many stand how to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many, by [`Spoke::ALL`].
    pub counts: [usize; 5],
    /// Of how many: those who spoke and those who were asked and did not; where nobody knows who was asked, all of whom
    /// something is coded.
    pub of: usize,
    /// How many spoke, in a word.
    pub grade: Grade,
}

impl Spread {
    /// How many spoke of it.
    pub fn spoke(&self) -> usize {
        self.counts[0]
    }
}

/// A case or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Their name.
    pub name: String,
    /// What holds of what they say.
    pub says: Condition,
}

/// How widespread codes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prevalence {
    /// Among whom.
    pub among: Among,
    /// The codes.
    pub codes: Vec<Entry>,
    /// The cases or people.
    pub units: Vec<Unit>,
    /// Whether it is known who was asked.
    pub knows_asked: bool,
    /// Where the words begin.
    pub bounds: Bounds,
    sub_codes: bool,
    /// By code, then unit.
    states: Vec<Spoke>,
}

impl Prevalence {
    /// How a case or person stands to a code.
    pub fn state(&self, code: usize, unit: usize) -> Option<Spoke> {
        let at = code.checked_mul(self.units.len())?.checked_add(unit)?;
        self.states.get(at).copied().filter(|_| unit < self.units.len())
    }

    /// The names of those who stand so to a code.
    pub fn names(&self, code: usize, state: Spoke) -> impl Iterator<Item = &str> {
        let units = self.units.iter().enumerate();
        units
            .filter(move |(unit, _)| self.state(code, *unit) == Some(state))
            .map(|(_, unit)| &*unit.name)
    }

    /// How many stand how to a code.
    pub fn spread(&self, code: usize) -> Spread {
        let mut counts = [0; 5];
        for state in (0..self.units.len()).filter_map(|unit| self.state(code, unit)) {
            counts[Spoke::ALL.iter().position(|other| *other == state).unwrap_or_default()] += 1;
        }
        let [spoke, silent, _, did_not, _] = counts;
        let of = if self.knows_asked { spoke + silent } else { spoke + did_not };
        Spread { counts, of, grade: Grade::of(spoke, of, self.bounds) }
    }

    /// What holds of the quotations that bear a code.
    pub fn code_query(&self, code: usize) -> Condition {
        match self.codes.get(code).map(|entry| &entry.key) {
            Some(Key::Code(code)) => Condition::Code { code: *code, sub_codes: self.sub_codes },
            _ => Condition::Any(Vec::new()),
        }
    }

    /// What holds of the quotations of a case or person that bear a code.
    pub fn cell_query(&self, code: usize, unit: usize) -> Condition {
        match self.units.get(unit) {
            Some(unit) => self.code_query(code).and(unit.says.clone()),
            None => Condition::Any(Vec::new()),
        }
    }
}

/// Tells how widespread codes are. `marked` holds the answers to surveys and templates; it is needed only where a question
/// shows who was asked.
pub fn prevalence(
    study: &Study<'_>,
    asked: &PrevalenceAsk,
    marked: &[(SourceId, Markup)],
) -> Prevalence {
    let codes = of_codes(&asked.codes, study.tree);
    let group = Group::new(study, asked.among);
    let mut rows: HashMap<CodeId, Vec<usize>> = HashMap::new();
    for (row, entry) in codes.iter().enumerate() {
        if let Key::Code(code) = entry.key {
            for code in counted_as(study.tree, code, asked.sub_codes) {
                rows.entry(code).or_default().push(row);
            }
        }
    }
    let evidence = EvidenceOf::new(study, &asked.asked, marked);
    let count = group.units.len();
    let (mut is_coded, mut is_asked) = (vec![false; count], vec![false; count]);
    let mut spoke = vec![false; count * codes.len()];
    let mut who = Vec::new();
    for (info, on) in &study.sources {
        let there = || on.quotations.iter().filter(|quotation| !quotation.span.is_empty());
        let whose = group.of_source(info, on);
        let set = |flags: &mut [bool]| whose.iter().for_each(|unit| flags[*unit as usize] = true);
        if there().any(|quotation| !quotation.codings.is_empty()) {
            set(&mut is_coded);
        }
        if evidence.stands_in(info, on) {
            set(&mut is_asked);
        }
        for quotation in there() {
            let codings = quotation.codings.iter().filter_map(|coding| rows.get(&coding.code));
            let mut codings = codings.flatten().peekable();
            if codings.peek().is_some() {
                group.of_quotation(info, on, quotation.span, &mut who);
                for row in codings {
                    who.iter().for_each(|unit| spoke[row * count + *unit as usize] = true);
                }
            }
        }
    }
    let knows_asked = !asked.asked.is_empty();
    let state = |at: usize| match (spoke[at], at % count) {
        (true, _) => Spoke::Yes,
        (false, unit) if !is_coded[unit] => Spoke::NotYetCoded,
        (false, _) if !knows_asked => Spoke::DidNot,
        (false, unit) if is_asked[unit] => Spoke::AskedAndDidNot,
        (false, _) => Spoke::NotAsked,
    };
    Prevalence {
        among: asked.among,
        states: (0..spoke.len()).map(state).collect(),
        codes,
        units: group.units,
        knows_asked,
        bounds: asked.bounds,
        sub_codes: asked.sub_codes,
    }
}

/// The cases or people of a study by number.
struct Group {
    units: Vec<Unit>,
    of: Of,
}

/// What they are told by.
enum Of {
    Cases(HashMap<CaseId, u32>),
    People(Everybody),
}

impl Group {
    fn new(study: &Study<'_>, among: Among) -> Self {
        match among {
            Among::Cases => {
                let unit = |case: &crate::domain::Case| Unit {
                    name: case.name.clone(),
                    says: Condition::Case(case.id),
                };
                let numbers = study.cases.iter().map(|case| case.id).zip(0..).collect();
                Self { units: study.cases.iter().map(unit).collect(), of: Of::Cases(numbers) }
            }
            Among::People => {
                let everybody = Everybody::new(study);
                let units = everybody.all.iter().map(|who| {
                    let speak = who.speakers.iter().cloned().map(Condition::Speaker);
                    let mut says: Vec<Condition> = speak.collect();
                    says.extend(who.person.map(Condition::Person));
                    Unit { name: who.name.clone(), says: Condition::Any(says) }
                });
                Self { units: units.collect(), of: Of::People(everybody) }
            }
        }
    }

    /// To whom a source belongs.
    fn of_source(&self, info: &SourceInfo, on: &SourceCodings) -> Vec<u32> {
        match &self.of {
            Of::Cases(numbers) => {
                info.case.and_then(|case| numbers.get(&case)).copied().into_iter().collect()
            }
            Of::People(everybody) => everybody.in_source(info, on),
        }
    }

    /// Who says what is quoted.
    fn of_quotation(
        &self,
        info: &SourceInfo,
        on: &SourceCodings,
        span: crate::domain::Span,
        found: &mut Vec<u32>,
    ) {
        match &self.of {
            Of::Cases(_) => *found = self.of_source(info, on),
            Of::People(everybody) => everybody.who_says(info, on, span, found),
        }
    }
}

/// Where it shows that somebody was asked.
struct EvidenceOf {
    codes: HashSet<CodeId>,
    sources: HashSet<SourceId>,
}

impl EvidenceOf {
    fn new(study: &Study<'_>, evidence: &[Evidence], marked: &[(SourceId, Markup)]) -> Self {
        let mut found = Self { codes: HashSet::new(), sources: HashSet::new() };
        let mut questions: HashSet<&str> = HashSet::new();
        for evidence in evidence {
            match evidence {
                Evidence::Code(code) => found.codes.extend(counted_as(study.tree, *code, true)),
                Evidence::Question(question) => {
                    questions.insert(question);
                }
            }
        }
        let put = marked.iter().filter(|(_, mark)| match &mark.kind {
            MarkupKind::Answer { question, state } => {
                *state != AnswerState::NotAsked && questions.contains(&**question)
            }
            _ => false,
        });
        found.sources = put.map(|(source, _)| *source).collect();
        found
    }

    fn stands_in(&self, info: &SourceInfo, on: &SourceCodings) -> bool {
        let is_marked = || {
            let codings = on.quotations.iter().flat_map(|quotation| &quotation.codings);
            let mut codes = codings.map(|coding| coding.code);
            codes.any(|code| self.codes.contains(&code))
        };
        self.sources.contains(&info.id) || !self.codes.is_empty() && is_marked()
    }
}
