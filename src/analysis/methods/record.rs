//! What a project's own record tells of how its study was done, in figures and in words that may be printed.

use serde::Serialize;

use crate::analysis::RespondentType;
use crate::domain::{Origin, PartialDate, SourceKind, Subject};

/// The record of a study. It names coders, codes and outputs, and of sources, people, cases and meetings only how many
/// there are and what may be printed of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct StudyRecord {
    /// When the record was taken, as it is printed.
    pub made: String,
    /// The program that holds the project.
    pub software: SoftwareRecord,
    /// The sources by kind; kinds without any are left out.
    pub sources: Vec<SourcesOfKind>,
    /// Who took part.
    pub people: PeopleRecord,
    /// Those interviewed, observed and mentioned, by role.
    pub respondents: Vec<RespondentType>,
    /// How often the public values of attributes of people and cases occur.
    pub characteristics: Vec<Characteristic>,
    /// The cases.
    pub cases: CasesRecord,
    /// The meetings that were observed.
    pub meetings: MeetingsRecord,
    /// Who coded what.
    pub coding: CodingRecord,
    /// The code framework as it stands.
    pub framework: FrameworkRecord,
    /// How it came to be so.
    pub changes: FrameworkChanges,
    /// How many new codes each source brought, in the order in which sources were coded.
    pub saturation: Vec<NewCodes>,
    /// The memos.
    pub memos: MemosRecord,
    /// The summaries of the framework matrix.
    pub summaries: SummariesRecord,
    /// The findings of all outlines.
    pub findings: FindingsRecord,
    /// The outputs, by name.
    pub outputs: Vec<OutputRecord>,
    /// Their exports, the earliest first.
    pub printings: Vec<PrintingRecord>,
    /// How many different quotations were ever printed.
    pub quotations_printed: usize,
    /// What was done to the texts.
    pub processing: ProcessingRecord,
}

/// The program and what of it was used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SoftwareRecord {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// How many steps the history of the project holds.
    pub steps: i64,
    /// The day of the first of them, as it is printed; empty where there is none.
    pub first_day: String,
    /// The day of the latest.
    pub last_day: String,
    /// How many questions to the data were kept.
    pub saved_queries: usize,
    /// How many boards codes were laid out on.
    pub boards: usize,
    /// How many links there are between quotations.
    pub quotation_links: usize,
}

/// The sources of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourcesOfKind {
    /// The kind.
    pub kind: SourceKind,
    /// How many there are.
    pub sources: usize,
    /// How many of them bear a coding.
    pub coded: usize,
    /// How long they are together, in characters.
    pub characters: u64,
    /// The date of the earliest, where any has one.
    pub first: Option<PartialDate>,
    /// The date of the latest.
    pub last: Option<PartialDate>,
    /// How many have no date.
    pub undated: usize,
}

/// Who took part. People who took their consent back are counted apart and nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PeopleRecord {
    /// People who were interviewed.
    pub interviewed: usize,
    /// People who were seen at meetings only.
    pub observed: usize,
    /// People of whom others spoke.
    pub mentioned: usize,
    /// People who took their consent back.
    pub withdrawn: usize,
    /// Interviews that are linked to somebody who was interviewed.
    pub interviews: usize,
    /// Interviews that are linked to anybody in the register.
    pub interviews_linked: usize,
    /// People with whom more than one interview was held.
    pub interviewed_again: usize,
    /// Whether those interviewed agreed to be recorded.
    pub recorded: YesOrNo,
    /// Whether what they said was written out.
    pub transcribed: YesOrNo,
}

/// How many said yes, how many no, and of how many it is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct YesOrNo {
    /// Yes.
    pub yes: usize,
    /// No.
    pub no: usize,
    /// Not noted.
    pub unknown: usize,
}

/// How often the public values of an attribute occur.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Characteristic {
    /// Whether it is one of people or of cases.
    pub subject: Subject,
    /// The attribute's name.
    pub attribute: String,
    /// Its values with how many have each, in the order of its choices or else the most frequent first.
    pub values: Vec<(String, usize)>,
    /// How many have none that may be printed.
    pub unknown: usize,
}

/// The cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CasesRecord {
    /// How many there are.
    pub cases: usize,
    /// How many have a source of their own.
    pub with_sources: usize,
    /// How many went up in another.
    pub merged: usize,
}

/// The meetings that were observed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MeetingsRecord {
    /// How many there are.
    pub meetings: usize,
    /// How many of each kind; those without one are left out.
    pub kinds: Vec<(String, usize)>,
    /// How many have their length noted.
    pub timed: usize,
    /// How long these took together, in minutes.
    pub minutes: u64,
    /// The date of the first, where any is dated.
    pub first: Option<PartialDate>,
    /// The date of the last.
    pub last: Option<PartialDate>,
}

/// Who coded what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CodingRecord {
    /// Everybody who joined the project, by name, those who coded first.
    pub coders: Vec<CoderWork>,
    /// How many sources bear a coding.
    pub sources: usize,
    /// How many quotations bear a code.
    pub quotations: usize,
    /// How many codings there are.
    pub codings: usize,
    /// How many sources more than one coder coded.
    pub sources_of_several: usize,
    /// How many quotations more than one coder coded.
    pub quotations_of_several: usize,
    /// How often several coders gave a quotation the same code.
    pub codes_of_several: usize,
}

impl CodingRecord {
    /// Those who coded.
    pub fn data_coders(&self) -> impl Iterator<Item = &CoderWork> {
        self.coders.iter().filter(|coder| coder.codings > 0)
    }
}

/// What one coder did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CoderWork {
    /// The coder's name.
    pub name: String,
    /// How many sources they coded.
    pub sources: usize,
    /// The same by kind.
    pub kinds: Vec<(SourceKind, usize)>,
    /// How many quotations they coded.
    pub quotations: usize,
    /// How many codings they made.
    pub codings: usize,
    /// How many different codes they applied.
    pub codes: usize,
    /// The day of their first coding that still stands, as it is printed; empty where there is none.
    pub first_day: String,
    /// The day of the latest.
    pub last_day: String,
    /// How many sources they have marked as read to the end.
    pub read: usize,
}

/// The code framework as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrameworkRecord {
    /// How many codes there are.
    pub codes: usize,
    /// How many of them were put away.
    pub archived: usize,
    /// How many have a definition.
    pub defined: usize,
    /// How many are applied, or one below them is.
    pub used: usize,
    /// How many come from where.
    pub origins: OriginCounts,
    /// The same at each level of the tree, from the top.
    pub levels: Vec<OriginCounts>,
    /// The codes in the order of the tree.
    pub tree: Vec<TreeLine>,
}

/// How many codes come from where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct OriginCounts {
    /// From the framework that the study started with.
    pub framework: usize,
    /// Made while reading.
    pub inductive: usize,
    /// Made of a speaker's own words.
    pub in_vivo: usize,
}

impl OriginCounts {
    /// Counts one more.
    pub fn add(&mut self, origin: Origin) {
        *match origin {
            Origin::Framework => &mut self.framework,
            Origin::Inductive => &mut self.inductive,
            Origin::InVivo => &mut self.in_vivo,
        } += 1;
    }

    /// How many that are.
    pub fn total(&self) -> usize {
        self.framework + self.inductive + self.in_vivo
    }
}

/// A code in the printed tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TreeLine {
    /// How deep it hangs; 0 at the top.
    pub depth: u32,
    /// Its name.
    pub name: String,
    /// What it means; may be empty.
    pub definition: String,
    /// When to use it; may be empty.
    pub include: String,
    /// When not to use it; may be empty.
    pub exclude: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The day it was made, as it is printed; empty where that is not known.
    pub made: String,
    /// How many quotations bear it or a code below it.
    pub quotations: usize,
    /// From how many cases these come.
    pub cases: usize,
}

/// How the framework came to be what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrameworkChanges {
    /// What happened in each month in which anything did, the earliest first.
    pub months: Vec<FrameworkMonth>,
    /// The changes for which a reason or a meeting was noted, the earliest first.
    pub reasons: Vec<ReasonRecord>,
    /// The versions that were named, the earliest first.
    pub versions: Vec<VersionRecord>,
    /// How many questions about codes were asked.
    pub questions: usize,
    /// How many of them are settled.
    pub settled: usize,
}

impl FrameworkChanges {
    /// Everything that happened, in all months.
    pub fn total(&self) -> FrameworkMonth {
        let mut total = FrameworkMonth::default();
        for month in &self.months {
            total.made += month.made;
            total.merged += month.merged;
            total.split += month.split;
            total.renamed += month.renamed;
            total.moved += month.moved;
            total.redefined += month.redefined;
            total.deleted += month.deleted;
        }
        total
    }
}

/// What happened to the framework in a month. What was undone, and what undoes it, both count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrameworkMonth {
    /// The month, as it is printed: `March 2026`.
    pub month: String,
    /// Codes that were made.
    pub made: usize,
    /// Codes that were merged into others.
    pub merged: usize,
    /// Codes that were split.
    pub split: usize,
    /// Codes that were renamed.
    pub renamed: usize,
    /// Codes that were hung elsewhere.
    pub moved: usize,
    /// Codes of which the definition, or when to use them, was changed.
    pub redefined: usize,
    /// Codes that were deleted.
    pub deleted: usize,
}

/// A change of the framework for which a reason or a meeting was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonRecord {
    /// The day, as it is printed.
    pub day: String,
    /// What was done to which codes.
    pub what: Vec<String>,
    /// Why, in the team's words; may be empty.
    pub reason: String,
    /// The meeting at which it was agreed; may be empty.
    pub meeting: String,
}

/// A version of the framework by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionRecord {
    /// Its name.
    pub name: String,
    /// The day it was named, as it is printed.
    pub day: String,
    /// How many codes it had.
    pub codes: usize,
}

/// What one source brought, in the order in which sources were coded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCodes {
    /// What the source is.
    pub kind: SourceKind,
    /// The day of its first coding that still stands, as it is printed.
    pub day: String,
    /// How many different codes stand on it.
    pub codes: usize,
    /// How many of them stand on no source before.
    pub new: usize,
}

/// The memos.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MemosRecord {
    /// How many of each kind, the most frequent first.
    pub kinds: Vec<MemosOfKind>,
    /// How many each coder wrote, the most first.
    pub writers: Vec<(String, usize)>,
    /// How many comments there are on them.
    pub comments: usize,
}

/// The memos of one kind by what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MemosOfKind {
    /// The kind, a word.
    pub kind: String,
    /// Those still to be talked over.
    pub open: usize,
    /// Those the team agrees with.
    pub agreed: usize,
    /// Those that did not hold.
    pub dropped: usize,
}

impl MemosOfKind {
    /// How many that are.
    pub fn total(&self) -> usize {
        self.open + self.agreed + self.dropped
    }
}

/// The summaries of the framework matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SummariesRecord {
    /// How many matrices there are.
    pub matrices: usize,
    /// Cells with a summary in words.
    pub written: usize,
    /// Cells where it was asked and there is nothing.
    pub nothing: usize,
    /// Cells where nobody asked.
    pub not_asked: usize,
    /// How many summaries in words lead to the quotations that they rest on.
    pub resting: usize,
    /// How many each coder wrote last, the most first.
    pub writers: Vec<(String, usize)>,
}

/// The findings of all outlines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FindingsRecord {
    /// How many findings there are in each state, ideas first.
    pub states: Vec<(String, usize)>,
    /// For how many of them somebody looked for examples that contradict them.
    pub searched: usize,
    /// For how many nobody did.
    pub not_searched: usize,
    /// How often somebody looked, by coder, the most first.
    pub searchers: Vec<(String, usize)>,
    /// The day somebody last looked, as it is printed; empty where nobody did.
    pub last_search: String,
    /// How many findings have an extract that speaks against them.
    pub with_against: usize,
}

impl FindingsRecord {
    /// How many findings there are.
    pub fn total(&self) -> usize {
        self.searched + self.not_searched
    }
}

/// An output and how its extracts are identified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OutputRecord {
    /// Its name.
    pub name: String,
    /// The name of its house style.
    pub style: String,
    /// What the labels say in each situation, as the style writes it: `{role} ID {person}`.
    pub templates: Vec<String>,
    /// Whether people keep the numbers of the project in print, or were given others.
    pub numbers: String,
    /// How many extracts it has, without those of people who took their consent back.
    pub extracts: usize,
    /// How many of them have a label with all that the style asks for.
    pub identified: usize,
    /// How many different people they are of.
    pub people: usize,
    /// How many different cases they come from.
    pub cases: usize,
    /// How many different sources they come from.
    pub sources: usize,
    /// What its extracts stand for, with how many each; those of which it was not said are left out.
    pub stands_for: Vec<(String, usize)>,
}

/// An export of an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintingRecord {
    /// The day, as it is printed.
    pub day: String,
    /// The output's name, as it was.
    pub name: String,
    /// The format.
    pub format: String,
    /// The name of the house style, as it was.
    pub style: String,
    /// Whether it was for the team, with what is private.
    pub is_private: bool,
    /// How many quotations were in it.
    pub quotations: usize,
}

/// What was done to the texts between the file and the analysis.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProcessingRecord {
    /// By which rules texts were cleaned up: the rule, how many sources, how many places.
    pub cleaned: Vec<(String, usize, usize)>,
    /// How many sources something was doubtful about when they were read.
    pub doubtful: usize,
    /// How many sources had their text changed after the import.
    pub edited: usize,
    /// In how many steps.
    pub edits: usize,
    /// How many private terms have a public word that stands for them.
    pub private_terms: usize,
    /// How many turns have a speaker.
    pub turns: usize,
    /// How many faults the file had when it was last looked through, which is now.
    pub faults: usize,
}
