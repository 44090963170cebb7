//! A project as it stands after one step, for reading: immutable, shared, cheap to hand to a window.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::analysis::labels::{Labels, PublicField, Register};
use crate::analysis::{self, CodeCounts, CodeUse, StudyPart};
use crate::domain::house_style::KeptStyle;
use crate::domain::{
    Attribute, AttributeId, AttributeValue, Board, Case, CaseId, CodeId, CodeTree, Coder, CoderId,
    Coding, CodingId, Flag, FlagId, FrameworkNotes, Matrix, MatrixRow, Meeting, MeetingId, Memo,
    MemoId, Output, Person, PersonId, Printing, ProjectId, Quotation, QuotationId, QuotationLink,
    STANDARD_FLAGS, SavedQuery, SourceCodings, SourceId, SourceInfo, SourceRead, Summary,
    SummaryId, Synonym, Turn,
};
use crate::search::{self, Language, Query, QueryError, Synonyms};
use crate::store::{Rows, StoreError};
use crate::text::natural_key;

/// The tables of sources and of the register.
const REGISTER: [&str; 11] = [
    "source",
    "source_person",
    "source_attribute",
    "case",
    "case_attribute",
    "person",
    "person_attribute",
    "meeting",
    "meeting_person",
    "meeting_attribute",
    "attribute",
];

/// The tables of outputs, house styles and exports.
const OUTPUTS: [&str; 9] = [
    "label_style",
    "output",
    "extract",
    "acceptance",
    "printing",
    "printed_extract",
    "item",
    "counter_search",
    "mention",
];

/// The tables of memos.
const MEMOS: [&str; 3] = ["memo", "memo_comment", "mention"];

/// The tables of the framework matrix.
const MATRICES: [&str; 3] = ["matrix", "summary", "mention"];

/// The tables of boards.
const BOARDS: [&str; 3] = ["board", "card", "board_snapshot"];

/// The tables beside the tree of codes, and the links of quotations.
const NOTES: [&str; 8] = [
    "code_example",
    "code_link",
    "code_set",
    "code_set_member",
    "code_question",
    "code_answer",
    "framework_version",
    "quotation_link",
];

/// A project after one step. The texts of its sources are not part of it; see
/// [`Project::text`](super::Project::text).
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The project's key.
    pub project: ProjectId,
    /// The file.
    pub path: PathBuf,
    /// The number of the step that this is the state after.
    pub seq: i64,
    /// The person who codes now, once they have said their name.
    pub coder: Option<Coder>,
    /// Up to when they have seen what others did, RFC 3339 in UTC; the beginning while they never said so.
    pub looked: Arc<str>,
    /// Everybody who codes, by name.
    pub coders: Arc<[Coder]>,
    /// The code framework.
    pub codes: Arc<CodeTree>,
    /// What stands beside the tree of codes.
    pub notes: Arc<FrameworkNotes>,
    /// The links between quotations, oldest first.
    pub quotation_links: Arc<[QuotationLink]>,
    /// How often each code is used.
    pub counts: Arc<CodeCounts>,
    /// The sources, by name in natural order.
    pub sources: Arc<[SourceInfo]>,
    /// The questions that are kept, by name.
    pub saved_queries: Arc<[SavedQuery]>,
    /// The cases, by name.
    pub cases: Arc<[Case]>,
    /// The people, by name.
    pub people: Arc<[Person]>,
    /// The meetings, by number.
    pub meetings: Arc<[Meeting]>,
    /// The attributes, by name.
    pub attributes: Arc<[Attribute]>,
    /// The project's own house styles, by name.
    pub styles: Arc<[KeptStyle]>,
    /// The outputs, by name.
    pub outputs: Arc<[Output]>,
    /// The exports of outputs, the latest first.
    pub printings: Arc<[Printing]>,
    /// The memos, oldest first.
    pub memos: Arc<[Memo]>,
    /// The framework matrices, by name.
    pub matrices: Arc<[Matrix]>,
    /// What is written in the cells of matrices.
    pub summaries: Arc<BTreeMap<(MatrixRow, CodeId), Summary>>,
    /// The boards, by name.
    pub boards: Arc<[Board]>,
    /// Who has read which source.
    pub reads: Arc<[SourceRead]>,
    /// The sources that the person who codes now has opened.
    pub begun: Arc<HashSet<SourceId>>,
    /// The groups of words that mean the same, oldest first.
    pub synonyms: Arc<[Synonym]>,
    /// The latest step that marked something in a text.
    pub marked: i64,
    /// The codes under the number keys 1 to 9 of the person who codes now.
    pub quick_codes: [Option<CodeId>; 9],
    /// What undo would take back.
    pub undo: Option<Arc<str>>,
    /// What redo would bring back.
    pub redo: Option<Arc<str>>,
    /// Where each source stands in `sources`.
    places: Arc<HashMap<SourceId, usize>>,
    codings: HashMap<SourceId, Arc<SourceCodings>>,
    /// What is listed when it is first asked for.
    pub(super) listed: Arc<Listed>,
}

/// Lists that take going through everything.
#[derive(Debug, Default)]
pub(super) struct Listed {
    speakers: OnceLock<Vec<Arc<str>>>,
    flags: OnceLock<Vec<String>>,
    uses: OnceLock<HashMap<CodeId, CodeUse>>,
    /// Where each memo stands in `memos`.
    pub(super) memos: OnceLock<HashMap<MemoId, usize>>,
    /// The source of each quotation.
    quotations: OnceLock<HashMap<QuotationId, SourceId>>,
    /// In which cell each summary stands.
    pub(super) summaries: OnceLock<HashMap<SummaryId, (MatrixRow, CodeId)>>,
    pub(super) register: OnceLock<Register>,
    pub(super) labels: OnceLock<Labels<PublicField>>,
}

impl Snapshot {
    /// Reads a whole project.
    pub(super) fn read(rows: Rows<'_>, path: PathBuf) -> Result<Self, StoreError> {
        let mut snapshot = Self {
            project: rows.project_id()?,
            path,
            seq: rows.seq()?,
            coder: None,
            looked: Arc::from(""),
            coders: Arc::from([]),
            codes: Arc::default(),
            notes: Arc::default(),
            quotation_links: Arc::from([]),
            counts: Arc::default(),
            sources: Arc::from([]),
            saved_queries: Arc::from([]),
            cases: Arc::from([]),
            people: Arc::from([]),
            meetings: Arc::from([]),
            attributes: Arc::from([]),
            styles: Arc::from([]),
            outputs: Arc::from([]),
            printings: Arc::from([]),
            memos: Arc::from([]),
            matrices: Arc::from([]),
            summaries: Arc::default(),
            boards: Arc::from([]),
            reads: Arc::from([]),
            begun: Arc::default(),
            synonyms: Arc::from([]),
            marked: 0,
            quick_codes: [None; 9],
            undo: None,
            redo: None,
            places: Arc::default(),
            codings: HashMap::new(),
            listed: Arc::default(),
        };
        snapshot.read_coders(rows)?;
        snapshot.read_codes(rows)?;
        snapshot.read_notes(rows)?;
        snapshot.read_sources(rows)?;
        snapshot.saved_queries = rows.saved_queries()?.into();
        snapshot.synonyms = rows.synonyms()?.into();
        snapshot.read_outputs(rows)?;
        snapshot.memos = rows.memos()?.into();
        snapshot.read_matrices(rows)?;
        snapshot.boards = rows.boards()?.into();
        snapshot.reads = rows.source_reads()?.into();
        snapshot.read_all_codings(rows)?;
        snapshot.count();
        Ok(snapshot)
    }

    /// The same project after later steps: only what those steps changed is read again.
    pub(super) fn renewed(&self, rows: Rows<'_>) -> Result<Self, StoreError> {
        /// Above this many changed rows, reading everything is quicker than asking where each one stands.
        const MANY: usize = 2_000;
        let mut new = Self { seq: rows.seq()?, listed: Arc::default(), ..self.clone() };
        let changes = rows.changes_after(self.seq)?;
        let tables: HashSet<&str> = changes.iter().map(|change| change.table.as_str()).collect();
        let any = |names: &[&str]| names.iter().any(|name| tables.contains(name));
        if any(&["coder"]) {
            new.read_coders(rows)?;
        }
        if any(&["code"]) {
            new.read_codes(rows)?;
        }
        if any(&NOTES) {
            new.read_notes(rows)?;
        }
        if any(&REGISTER) {
            new.read_sources(rows)?;
        }
        if any(&["saved_query"]) {
            new.saved_queries = rows.saved_queries()?.into();
        }
        if any(&OUTPUTS) {
            new.read_outputs(rows)?;
        }
        if any(&MEMOS) {
            new.memos = rows.memos()?.into();
        }
        if any(&MATRICES) {
            new.read_matrices(rows)?;
        }
        if any(&BOARDS) {
            new.boards = rows.boards()?.into();
        }
        if any(&["source_read"]) {
            new.reads = rows.source_reads()?.into();
        }
        if any(&["synonym"]) {
            new.synonyms = rows.synonyms()?.into();
        }
        if any(&["markup"]) {
            new.marked = new.seq;
        }
        if any(&["quick_code"]) {
            new.read_quick_codes(rows)?;
        }
        let mut touched: HashSet<SourceId> = HashSet::new();
        let reads_all = changes.len() > MANY;
        if any(&["source", "turn", "quotation", "coding", "flag"]) {
            if reads_all && !any(&["source", "turn", "quotation"]) {
                new.read_codings_again(rows)?;
            } else if reads_all {
                new.read_all_codings(rows)?;
            } else {
                for change in &changes {
                    let source = match change.table.as_str() {
                        "source" => Some(SourceId::new(change.row)),
                        "turn" => change.source_before.map(SourceId::new),
                        "quotation" => match change.source_before {
                            Some(source) => Some(SourceId::new(source)),
                            None => rows.source_of(QuotationId::new(change.row))?,
                        },
                        "coding" | "flag" => {
                            let quotation = match change.quotation_before {
                                Some(quotation) => Some(QuotationId::new(quotation)),
                                None if change.table == "flag" => {
                                    rows.flagged(FlagId::new(change.row))?
                                }
                                None => rows
                                    .place_of(CodingId::new(change.row))?
                                    .map(|(quotation, _)| quotation),
                            };
                            quotation.map(|id| rows.source_of(id)).transpose()?.flatten()
                        }
                        _ => None,
                    };
                    touched.extend(source);
                }
                for &source in &touched {
                    new.read_codings_of(rows, source)?;
                }
            }
        }
        let counts = if reads_all { None } else { self.recounted(&new, &touched) };
        match counts {
            Some(counts) => new.counts = Arc::new(counts),
            None => new.count(),
        }
        Ok(new)
    }

    /// The counts of `new`, of which only these sources and the framework may differ from this snapshot; none when
    /// everything must be counted.
    fn recounted<'s>(&'s self, new: &'s Self, touched: &HashSet<SourceId>) -> Option<CodeCounts> {
        let on = |codings: &'s HashMap<SourceId, Arc<SourceCodings>>| -> Vec<&'s SourceCodings> {
            touched.iter().filter_map(|source| codings.get(source).map(|on| &**on)).collect()
        };
        let (before, after) = (on(&self.codings), on(&new.codings));
        analysis::recount(
            &self.counts,
            StudyPart { tree: &self.codes, sources: &before },
            StudyPart { tree: &new.codes, sources: &after },
        )
    }

    pub(super) fn read_quick_codes(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        self.quick_codes = [None; 9];
        if let Some(coder) = &self.coder {
            for (number, code) in rows.quick_codes(coder.id)? {
                if let Some(slot) = self.quick_codes.get_mut(usize::from(number).wrapping_sub(1)) {
                    *slot = Some(code);
                }
            }
        }
        Ok(())
    }

    fn read_coders(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        self.coders = rows.coders()?.into();
        Ok(())
    }

    fn read_codes(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        self.codes = Arc::new(CodeTree::new(rows.codes()?));
        Ok(())
    }

    fn read_notes(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        self.notes = Arc::new(rows.framework_notes()?);
        self.quotation_links = rows.quotation_links()?.into();
        Ok(())
    }

    fn read_sources(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        let mut sources = rows.sources()?;
        sources.sort_by_cached_key(|source| (natural_key(&source.name), source.id));
        self.places =
            Arc::new(sources.iter().enumerate().map(|(place, info)| (info.id, place)).collect());
        let meetings = rows.meetings()?;
        let by_name = |name: &str| natural_key(name);
        let (mut cases, mut people, mut attributes) =
            (rows.cases()?, rows.people()?, rows.attributes()?);
        cases.sort_by_cached_key(|case| by_name(&case.name));
        people.sort_by_cached_key(|person| by_name(&person.name));
        attributes.sort_by_cached_key(|attribute| by_name(&attribute.name));
        inherit(&mut sources, &cases, &people, &meetings);
        self.sources = sources.into();
        self.meetings = meetings.into();
        self.cases = cases.into();
        self.people = people.into();
        self.attributes = attributes.into();
        Ok(())
    }

    fn read_outputs(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        self.styles = rows.label_styles()?.into();
        self.outputs = rows.outputs()?.into();
        self.printings = rows.printings()?.into();
        Ok(())
    }

    fn read_matrices(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        self.matrices = rows.matrices()?.into();
        let summaries = rows.summaries()?.into_iter();
        self.summaries =
            Arc::new(summaries.map(|summary| ((summary.row, summary.code), summary)).collect());
        Ok(())
    }

    fn read_all_codings(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        let mut turns = rows.turns()?;
        let mut quotations = rows.quotations()?;
        let (mut codings, mut flags) = (rows.codings()?, rows.flags()?);
        let sources = self.sources.iter().map(|info| {
            let turns = turns.remove(&info.id).unwrap_or_default();
            let quotations = quotations.remove(&info.id).unwrap_or_default();
            (info.id, Arc::new(put_together(info.id, turns, quotations, &mut codings, &mut flags)))
        });
        self.codings = sources.collect();
        Ok(())
    }

    /// Reads the codings and flags of everything again, on the quotations that are known.
    fn read_codings_again(&mut self, rows: Rows<'_>) -> Result<(), StoreError> {
        let (mut codings, mut flags) = (rows.codings()?, rows.flags()?);
        for on in self.codings.values_mut() {
            let quotations = on.quotations.iter().map(|quotation| Quotation {
                comment: quotation.comment.clone(),
                was: quotation.was.clone(),
                codings: Vec::new(),
                flags: Vec::new(),
                ..*quotation
            });
            let (turns, quotations) = (Arc::clone(&on.turns), quotations.collect());
            let together = put_together(on.source, turns, quotations, &mut codings, &mut flags);
            *on = Arc::new(together);
        }
        Ok(())
    }

    fn read_codings_of(&mut self, rows: Rows<'_>, source: SourceId) -> Result<(), StoreError> {
        if self.source(source).is_none() {
            self.codings.remove(&source);
            return Ok(());
        }
        let turns = rows.turns_of(source)?;
        let quotations = rows.quotations_of(source)?;
        let (mut codings, mut flags) = (rows.codings_of(source)?, rows.flags_of(source)?);
        let on_source = put_together(source, turns, quotations, &mut codings, &mut flags);
        self.codings.insert(source, Arc::new(on_source));
        Ok(())
    }

    fn count(&mut self) {
        let study = self.codings.values().map(|codings| &**codings);
        self.counts = Arc::new(analysis::count(&self.codes, study));
    }

    /// What is known of a source.
    pub fn source(&self, id: SourceId) -> Option<&SourceInfo> {
        self.places.get(&id).and_then(|&place| self.sources.get(place))
    }

    /// The case with this key.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.register().case(id)
    }

    /// The person with this key.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.register().person(id)
    }

    /// The meeting with this key.
    pub fn meeting(&self, id: MeetingId) -> Option<&Meeting> {
        self.register().meeting(id)
    }

    /// The attribute with this key.
    pub fn attribute(&self, id: AttributeId) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.id == id)
    }

    /// The source of this name, compared exactly first, then without regard to case.
    pub fn source_named(&self, name: &str) -> Option<&SourceInfo> {
        let lower = name.to_lowercase();
        self.sources
            .iter()
            .find(|info| info.name == name)
            .or_else(|| self.sources.iter().find(|info| info.name.to_lowercase() == lower))
    }

    /// What stands on a source.
    pub fn codings(&self, source: SourceId) -> Option<&Arc<SourceCodings>> {
        self.codings.get(&source)
    }

    /// The coder with this key.
    pub fn coder(&self, id: CoderId) -> Option<&Coder> {
        self.coders.iter().find(|coder| coder.id == id)
    }

    /// The coder of this name, without regard to case.
    pub fn coder_named(&self, name: &str) -> Option<&Coder> {
        let lower = name.to_lowercase();
        self.coders.iter().find(|coder| coder.name.to_lowercase() == lower)
    }

    /// Every quotation with its source, in no particular order of sources.
    pub fn quotations(&self) -> impl Iterator<Item = (SourceId, &Quotation)> {
        self.codings
            .values()
            .flat_map(|on| on.quotations.iter().map(move |quotation| (on.source, quotation)))
    }

    /// A quotation by its key, wherever it stands.
    pub fn quotation(&self, id: QuotationId) -> Option<(SourceId, &Quotation)> {
        self.codings.values().find_map(|on| on.quotation(id).map(|found| (on.source, found)))
    }

    /// The same as [`Self::quotation`], for whoever asks for many: where each stands is listed once.
    pub(super) fn quotation_listed(&self, id: QuotationId) -> Option<(SourceId, &Quotation)> {
        let sources = self.listed.quotations.get_or_init(|| {
            self.quotations().map(|(source, quotation)| (quotation.id, source)).collect()
        });
        let source = *sources.get(&id)?;
        Some((source, self.codings.get(&source)?.quotation(id)?))
    }

    /// Reads a question to the words, with the project's synonyms in it; see [`search::parse`].
    ///
    /// # Errors
    /// Names the first place that cannot be understood.
    pub fn ask_words(&self, text: &str, typing: bool) -> Result<Option<Query>, QueryError> {
        let synonyms = Synonyms::new(self.synonyms.iter().map(|group| group.words.as_slice()));
        Ok(search::parse(text, typing)?.map(|query| synonyms.put_into(query)))
    }

    /// The language whose endings are taken off the words of a source, comments on it too.
    pub fn language_of(&self, source: SourceId) -> Language {
        Language::of(self.source(source).and_then(|info| info.language.as_deref()))
    }

    /// Where each code is used, its sub-codes included; codes that are not used are left out. Counted when it is first asked for,
    /// which takes some milliseconds: the window has it done on the project's thread, and asks [`Self::known_uses`].
    pub fn code_uses(&self) -> &HashMap<CodeId, CodeUse> {
        self.listed.uses.get_or_init(|| analysis::code_use(&self.study()))
    }

    /// As [`Self::code_uses`], where they have been counted.
    pub fn known_uses(&self) -> Option<&HashMap<CodeId, CodeUse>> {
        self.listed.uses.get()
    }

    /// How many quotations and codings there are.
    pub fn totals(&self) -> (usize, usize) {
        (self.counts.quotations(), self.counts.codings())
    }

    /// Every speaker that the turns name, by name, each once.
    pub fn speakers(&self) -> &[Arc<str>] {
        self.listed.speakers.get_or_init(|| {
            let turns = self.codings.values().flat_map(|on| on.turns.iter());
            let all: HashSet<&Arc<str>> = turns.filter_map(|turn| turn.speaker.as_ref()).collect();
            let mut all: Vec<Arc<str>> = all.into_iter().cloned().collect();
            all.sort_by_cached_key(|name| (natural_key(name), Arc::clone(name)));
            all
        })
    }

    /// The flags that quotations can have: the standard ones, then the team's own by name.
    pub fn flags(&self) -> &[String] {
        self.listed.flags.get_or_init(|| {
            let set = self.quotations().flat_map(|(_, quotation)| &quotation.flags);
            let own: BTreeSet<String> = set.map(|flag| flag.name.to_lowercase()).collect();
            let own = own.into_iter().filter(|flag| !STANDARD_FLAGS.contains(&&**flag));
            STANDARD_FLAGS.into_iter().map(str::to_owned).chain(own).collect()
        })
    }
}

/// Gives sources the properties of their cases, people and meetings, as they were when what the source tells of took place.
fn inherit(sources: &mut [SourceInfo], cases: &[Case], people: &[Person], meetings: &[Meeting]) {
    fn having<T>(all: &[T], values: impl Fn(&T) -> &[AttributeValue]) -> Vec<&T> {
        all.iter().filter(|one| !values(one).is_empty()).collect()
    }
    let cases = having(cases, |one| &one.attributes);
    let people = having(people, |one| &one.attributes);
    let meetings = having(meetings, |one| &one.attributes);
    if cases.is_empty() && people.is_empty() && meetings.is_empty() {
        return;
    }
    for source in sources {
        let of_case = cases.iter().filter(|case| source.case == Some(case.id));
        let of_people = people.iter().filter(|person| source.people.contains(&person.id));
        let of_meeting = meetings.iter().filter(|meeting| source.meeting == Some(meeting.id));
        let all = of_case.map(|one| &one.attributes);
        let all = all.chain(of_people.map(|one| &one.attributes));
        let all = all.chain(of_meeting.map(|one| &one.attributes));
        source.inherited =
            all.flat_map(|values| AttributeValue::as_of(values, source.date)).cloned().collect();
    }
}

fn put_together(
    source: SourceId,
    turns: impl Into<Arc<[Turn]>>,
    mut quotations: Vec<Quotation>,
    codings: &mut HashMap<QuotationId, Vec<Coding>>,
    flags: &mut HashMap<QuotationId, Vec<Flag>>,
) -> SourceCodings {
    for quotation in &mut quotations {
        quotation.codings = codings.remove(&quotation.id).unwrap_or_default();
        quotation.flags = flags.remove(&quotation.id).unwrap_or_default();
    }
    SourceCodings { source, turns: turns.into(), quotations }
}
