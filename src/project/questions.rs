//! Questions put to a project: read by its names, answered from what is in memory, from its texts and from the search.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::{Project, ProjectError, Snapshot};
use crate::analysis::query::{
    self, Answer, AskedCodings, Condition, Divisions, Field, Find, LineError, Names, Query, Study,
    Trait, WordAnswers,
};
use crate::domain::{
    AttributeId, CaseId, Code, CodeId, CodeSet, CodeSetId, CodeTree, CoderId, PersonId,
    QuotationId, SavedQuery, SavedQueryId, SourceCodings, SourceId, SourceInfo, SourceKind, Span,
    Speaker,
};
use crate::search;
use crate::text::Text;

impl Project {
    /// What answers a question, by source and place.
    ///
    /// # Errors
    /// When the project's file, or the words for searching, cannot be read.
    pub fn ask(&mut self, query: &Query) -> Result<Vec<Answer>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut words = HashMap::new();
        let mut seen = Vec::new();
        for text in words_of(&query.holds, &snapshot, &mut seen) {
            // What cannot be understood is answered by nothing.
            let answers = self.answering_words(&text, query.rows)?.unwrap_or_default();
            words.insert(text, Arc::new(answers));
        }
        let study = OpenStudy { snapshot: &snapshot, words, project: Some(RefCell::new(self)) };
        Ok(query::answers(query, &study))
    }

    /// The places in a source of the words and patterns that a condition asks of a passage itself, in code points, in order.
    ///
    /// # Errors
    /// When the source is gone.
    pub fn hits(
        &mut self,
        source: SourceId,
        condition: &Condition,
    ) -> Result<Vec<Span>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let mut asked = Vec::new();
        asked_in_itself(condition, &snapshot, &mut Vec::new(), &mut asked);
        let mut places = Vec::new();
        for part in asked {
            match part {
                Condition::Words(words) => places.extend(self.places(source, &words)?),
                Condition::Pattern(pattern) => {
                    let text = self.text(source)?;
                    if let Ok(pattern) = search::Pattern::parse(&pattern) {
                        places.extend(pattern.find(text.as_str()).map(|at| text.span_of(at)));
                    }
                }
                _ => {}
            }
        }
        places.sort_by_key(|place| (place.start, place.end));
        places.dedup();
        Ok(places)
    }
}

impl Snapshot {
    /// Reads a question from the line in which it is written.
    ///
    /// # Errors
    /// Names the first place that cannot be understood.
    pub fn read_query(&self, line: &str) -> Result<Query, LineError> {
        query::parse(line, self)
    }

    /// The codings for which quotations answer a condition.
    pub fn asked_codings(&self, condition: &Condition) -> AskedCodings {
        // Words and texts are no codings: they are not asked for.
        let study = OpenStudy { snapshot: self, words: HashMap::new(), project: None };
        AskedCodings::new(condition, &study)
    }

    /// The question that is kept under a name, without regard to case.
    pub fn saved_query_named(&self, name: &str) -> Option<&SavedQuery> {
        let lower = name.trim().to_lowercase();
        self.saved_queries.iter().find(|saved| saved.name.to_lowercase() == lower)
    }

    /// What a kept question asks; none where it is gone or does not read in any more.
    pub fn kept_query(&self, id: SavedQueryId) -> Option<Query> {
        let saved = self.saved_queries.iter().find(|saved| saved.id == id)?;
        query::parse(&saved.query, self).ok()
    }
}

/// All words that a condition and the kept questions in it ask the search for.
fn words_of(
    condition: &Condition,
    snapshot: &Snapshot,
    seen: &mut Vec<SavedQueryId>,
) -> BTreeSet<String> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(|part| words_of(part, snapshot, seen)).collect()
        }
        Condition::Not(inside) | Condition::Beside(_, inside) => words_of(inside, snapshot, seen),
        Condition::Words(words) => BTreeSet::from([words.to_string()]),
        Condition::Saved(id) if !seen.contains(id) => {
            seen.push(*id);
            let kept = snapshot.kept_query(*id);
            kept.map(|kept| words_of(&kept.holds, snapshot, seen)).unwrap_or_default()
        }
        _ => BTreeSet::new(),
    }
}

/// The words and patterns that a passage itself must hold, with those of the kept questions.
fn asked_in_itself(
    condition: &Condition,
    snapshot: &Snapshot,
    seen: &mut Vec<SavedQueryId>,
    asked: &mut Vec<Condition>,
) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| asked_in_itself(part, snapshot, seen, asked));
        }
        Condition::Words(_) | Condition::Pattern(_) => asked.push(condition.clone()),
        Condition::Saved(id) if !seen.contains(id) => {
            seen.push(*id);
            if let Some(kept) = snapshot.kept_query(*id) {
                asked_in_itself(&kept.holds, snapshot, seen, asked);
            }
        }
        _ => {}
    }
}

/// A project as questions see it.
struct OpenStudy<'a> {
    snapshot: &'a Snapshot,
    words: HashMap<String, Arc<WordAnswers>>,
    /// Where texts are read from; none where no question needs them.
    project: Option<RefCell<&'a mut Project>>,
}

impl Study for OpenStudy<'_> {
    fn codes(&self) -> &CodeTree {
        &self.snapshot.codes
    }

    fn code_sets(&self) -> &[CodeSet] {
        &self.snapshot.notes.sets
    }

    fn sources(&self) -> &[SourceInfo] {
        &self.snapshot.sources
    }

    fn codings(&self, source: SourceId) -> Option<&SourceCodings> {
        self.snapshot.codings(source).map(|on| &**on)
    }

    fn linked(&self) -> HashSet<QuotationId> {
        self.snapshot.quotation_links.iter().flat_map(|link| [link.from, link.to]).collect()
    }

    fn seen(&self) -> Option<(CoderId, Arc<str>)> {
        let coder = self.snapshot.coder.as_ref()?;
        Some((coder.id, Arc::clone(&self.snapshot.looked)))
    }

    fn saved(&self, id: SavedQueryId) -> Option<Condition> {
        self.snapshot.kept_query(id).map(|query| query.holds)
    }

    fn words(&self, words: &str) -> Arc<WordAnswers> {
        self.words.get(words).cloned().unwrap_or_default()
    }

    fn pattern(&self, pattern: &str) -> Option<Find> {
        let pattern = search::Pattern::parse(pattern).ok()?;
        Some(Box::new(move |text| pattern.find(text).collect()))
    }

    fn divisions(&self, source: SourceId) -> Option<Arc<Divisions>> {
        let turns = &self.snapshot.codings(source)?.turns;
        let sha256 = &self.snapshot.source(source)?.sha256;
        let mut project = self.project.as_ref()?.borrow_mut();
        if let Some(known) = project.divided.get(source, sha256, turns) {
            return Some(known);
        }
        let text = project.text(source).ok()?;
        let divisions = Arc::new(Divisions::of(&text, turns));
        project.divided.keep(source, sha256, turns, Arc::clone(&divisions));
        Some(divisions)
    }

    fn text(&self, source: SourceId) -> Option<Arc<Text>> {
        self.project.as_ref()?.borrow_mut().text(source).ok().map(Arc::new)
    }
}

/// What the search says of a part of a line.
fn in_line(error: search::QueryError) -> LineError {
    LineError { at: error.at, message: error.message }
}

/// A code's name where only it bears that and it does not read as a path, or else its path.
fn shortest(tree: &CodeTree, id: CodeId, alike: usize) -> String {
    match tree.get(id) {
        Some(code) if alike == 1 && !code.name.contains(['>', '/']) => code.name.clone(),
        _ => tree.path_text(id),
    }
}

/// What compares names: exactly first, then without regard to case.
fn of_name<'a, T>(all: &'a [T], name: &str, named: impl Fn(&T) -> &str) -> Option<&'a T> {
    let lower = name.trim().to_lowercase();
    let exact = all.iter().find(|one| named(one) == name);
    exact.or_else(|| all.iter().find(|one| named(one).to_lowercase() == lower))
}

impl Names for Snapshot {
    fn code(&self, path: &str) -> Result<CodeId, String> {
        let found = self.codes.resolve(path);
        found.map(|code| code.id).map_err(|error| format!("{}.", ProjectError::from(error)))
    }

    fn code_path(&self, id: CodeId) -> Option<String> {
        let name = self.codes.get(id)?.name.to_lowercase();
        let alike = || self.codes.codes().iter().filter(|other| other.name.to_lowercase() == name);
        let path = shortest(&self.codes, id, alike().count());
        // One of two codes with one path cannot be told by it.
        let is_told = alike().all(|other| other.id == id || self.codes.path_text(other.id) != path);
        is_told.then_some(path)
    }

    fn code_set(&self, name: &str) -> Option<CodeSetId> {
        self.notes.set_named(name).map(|set| set.id)
    }

    fn code_set_name(&self, id: CodeSetId) -> Option<&str> {
        self.notes.sets.iter().find(|set| set.id == id).map(|set| set.name.as_str())
    }

    fn coder(&self, name: &str) -> Option<CoderId> {
        self.coder_named(name).map(|coder| coder.id)
    }

    fn coder_name(&self, id: CoderId) -> Option<&str> {
        Snapshot::coder(self, id).map(|coder| coder.name.as_str())
    }

    fn source(&self, name: &str) -> Option<SourceId> {
        self.source_named(name).map(|info| info.id)
    }

    fn source_name(&self, id: SourceId) -> Option<&str> {
        Snapshot::source(self, id).map(|info| info.name.as_str())
    }

    fn case(&self, name: &str) -> Option<CaseId> {
        of_name(&self.cases, name, |case| &case.name).map(|case| case.id)
    }

    fn case_name(&self, id: CaseId) -> Option<&str> {
        Snapshot::case(self, id).map(|case| case.name.as_str())
    }

    fn person(&self, name: &str) -> Option<PersonId> {
        of_name(&self.people, name, |person| &person.name).map(|person| person.id)
    }

    fn person_name(&self, id: PersonId) -> Option<&str> {
        Snapshot::person(self, id).map(|person| person.name.as_str())
    }

    fn attribute(&self, name: &str) -> Option<AttributeId> {
        of_name(&self.attributes, name, |attribute| &attribute.name).map(|attribute| attribute.id)
    }

    fn attribute_name(&self, id: AttributeId) -> Option<&str> {
        Snapshot::attribute(self, id).map(|attribute| attribute.name.as_str())
    }

    fn saved(&self, name: &str) -> Option<SavedQueryId> {
        self.saved_query_named(name).map(|saved| saved.id)
    }

    fn saved_name(&self, id: SavedQueryId) -> Option<&str> {
        let saved = self.saved_queries.iter().find(|saved| saved.id == id);
        saved.map(|saved| saved.name.as_str())
    }

    fn speaker(&self, name: &str) -> Option<Speaker> {
        // Asked while a line is written: not worth putting all speakers in order.
        let all = || {
            let turns = self.sources.iter().filter_map(|info| self.codings(info.id));
            turns.flat_map(|on| on.turns.iter().filter_map(|turn| turn.speaker.as_ref()))
        };
        let lower = name.trim().to_lowercase();
        let exact = all().find(|speaker| ***speaker == *name);
        exact.or_else(|| all().find(|speaker| speaker.to_lowercase() == lower)).cloned()
    }

    fn check_words(&self, words: &str) -> Result<(), LineError> {
        search::parse(words, false).map(drop).map_err(in_line)
    }

    fn check_pattern(&self, pattern: &str) -> Result<(), LineError> {
        search::Pattern::parse(pattern).map(drop).map_err(in_line)
    }

    fn values(&self, field: Field) -> Vec<String> {
        let names = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
        match field {
            Field::Code => {
                let codes = self.codes.codes();
                let mut alike: HashMap<String, usize> = HashMap::new();
                for code in codes {
                    *alike.entry(code.name.to_lowercase()).or_default() += 1;
                }
                let path = |code: &Code| {
                    let alike = alike.get(&code.name.to_lowercase()).copied().unwrap_or(1);
                    shortest(&self.codes, code.id, alike)
                };
                codes.iter().map(path).collect()
            }
            Field::Set => names(&mut self.notes.sets.iter().map(|set| set.name.as_str())),
            Field::Coder => names(&mut self.coders.iter().map(|coder| coder.name.as_str())),
            Field::Source => names(&mut self.sources.iter().map(|info| info.name.as_str())),
            Field::Case => names(&mut self.cases.iter().map(|case| case.name.as_str())),
            Field::Person => names(&mut self.people.iter().map(|person| person.name.as_str())),
            Field::Saved => names(&mut self.saved_queries.iter().map(|saved| saved.name.as_str())),
            Field::Speaker => self.speakers().iter().map(|speaker| speaker.to_string()).collect(),
            Field::Flag => self.flags().to_vec(),
            Field::Kind => names(&mut SourceKind::ALL.iter().map(|kind| kind.word())),
            Field::Is => names(&mut Trait::ALL.iter().map(|is| is.word())),
            Field::Language => {
                let known: BTreeSet<&str> =
                    self.sources.iter().filter_map(|info| info.language.as_deref()).collect();
                names(&mut known.into_iter())
            }
            Field::Find => names(&mut query::Rows::ALL.iter().map(|rows| rows.word())),
            Field::Give => names(&mut query::Given::ALL.iter().map(|given| given.word())),
            Field::Coded | Field::Coders | Field::Date => Vec::new(),
        }
    }

    fn attributes(&self) -> Vec<String> {
        self.attributes.iter().map(|attribute| attribute.name.clone()).collect()
    }

    fn attribute_values(&self, id: AttributeId) -> Vec<String> {
        let known: BTreeSet<&str> = self.sources.iter().flat_map(|info| info.values(id)).collect();
        known.into_iter().map(str::to_owned).collect()
    }
}
