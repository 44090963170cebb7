//! What can go wrong with a project at work.

use std::path::PathBuf;

use thiserror::Error;

use crate::analysis::table::TableError;
use crate::domain::PathError;
use crate::export::{ExportError, WriteError};
use crate::search::SearchError;
use crate::store::StoreError;
use crate::text::capital;

/// Why something could not be done; one sentence for the person at the screen. The project is as it was before.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The words for searching.
    #[error("{}", capital(&.0.to_string()))]
    Search(#[from] SearchError),
    /// A code that was named.
    #[error("{}", capital(&.0.to_string()))]
    Path(#[from] PathError),
    /// What was to be exported does not go into the format.
    #[error("{}", capital(&.0.to_string()))]
    Export(#[from] ExportError),
    /// A table that cannot be counted.
    #[error("{}", capital(&.0.to_string()))]
    NoTable(#[from] TableError),
    /// A file that was to be written.
    #[error("{}", capital(&.0.to_string()))]
    Write(#[from] WriteError),
    /// The open project itself, where an export was to be written or a table read.
    #[error("This is the project itself, which was left as it is; choose another file: {}", .0.display())]
    OwnFile(PathBuf),
    /// No coder's name is known yet.
    #[error("Say who codes first: a coder's name is missing")]
    NoCoder,
    /// A name without a character.
    #[error("{0} needs a name")]
    NoName(&'static str),
    /// A text without a character.
    #[error("{0} needs words")]
    NoWords(&'static str),
    /// A code with a sibling of the same name.
    #[error("There is already a code “{0}” here")]
    CodeExists(String),
    /// A code that may not be applied.
    #[error("“{0}” only holds other codes; apply one of those, or let it be applied")]
    OnlyHolds(String),
    /// A code that was put away.
    #[error("“{0}” is archived; take it out of the archive to apply it")]
    Archived(String),
    /// An item of an outline that would stand where it cannot: what is above, what is below.
    #[error("A {0} cannot hold a {1}; put it under a heading, or at the top")]
    CannotHold(&'static str, &'static str),
    /// A set of codes of the same name.
    #[error("There is already a set “{0}”")]
    SetExists(String),
    /// Something of the register of the same name: what it is, and the name.
    #[error("There is already {0} called “{1}”")]
    NameTaken(&'static str, String),
    /// Something of the register that was named: what it is, and the name.
    #[error("There is no {0} called “{1}” in the register")]
    Unlisted(&'static str, String),
    /// A number that two would bear: the number, and who they are.
    #[error(
        "{0} would be the number of both “{1}” and “{2}”; a number is given once in its series"
    )]
    NumberTaken(String, String, String),
    /// A case that would be a part of itself, or go up in itself.
    #[error("“{0}” cannot be a part of itself or of one of its own parts")]
    CaseInItself(String),
    /// A value that is none of its attribute's, as a sentence.
    #[error("{}", .0.trim_end_matches('.'))]
    NoValue(String),
    /// A house style with a template that cannot be read, as a sentence.
    #[error("{}", .0.trim_end_matches('.'))]
    Style(String),
    /// Trims that cannot stand in the words of a quotation, as a sentence.
    #[error("{}", .0.trim_end_matches('.'))]
    Trims(String),
    /// A kept question of the same name.
    #[error("There is already a saved question “{0}”")]
    QueryExists(String),
    /// A version of the framework of the same name.
    #[error("There is already a version “{0}” of the framework")]
    VersionExists(String),
    /// Words that name no point in the life of the framework.
    #[error(
        "“{0}” is no version of the framework, no day and no step; write the name of a version, a day (2026-03-14), a time (2026-03-14 15:30) or the number of a step"
    )]
    UnknownPoint(String),
    /// Words that name no day since which something could be new.
    #[error(
        "“{0}” is no day; write a day of the week (Tuesday), a day (2026-03-14), yesterday, a week ago, or last for the last time you looked"
    )]
    UnknownSince(String),
    /// A step that was never made.
    #[error("There is no step {step}; the latest is {latest}")]
    NoStep {
        /// The number that was given.
        step: i64,
        /// The number of the latest step.
        latest: i64,
    },
    /// A group of synonyms with fewer than two words.
    #[error("Words that mean the same are two at least; add another one")]
    OneSynonym,
    /// A synonym that stands in another group.
    #[error("“{word}” stands in another group already: {group}")]
    SynonymElsewhere {
        /// The word.
        word: String,
        /// The words of that group.
        group: String,
    },
    /// Something linked to itself.
    #[error("{0} cannot be linked to itself")]
    LinkToItself(&'static str),
    /// A code moved or merged under itself.
    #[error("“{0}” cannot go below itself")]
    Circle(String),
    /// A source of the same name.
    #[error("There is already a source “{0}”")]
    SourceExists(String),
    /// A source that was named.
    #[error("There is no source “{0}”")]
    UnknownSource(String),
    /// A coder that was named.
    #[error("Nobody called “{0}” codes in this project")]
    UnknownCoder(String),
    /// Nothing lies in the span.
    #[error("Nothing is selected")]
    NothingSelected,
    /// A span that is not in the text.
    #[error(
        "{start} to {end} lies outside the text of “{source_name}”, which has {length} characters"
    )]
    OutsideText {
        /// The source's name.
        source_name: String,
        /// Start of the span, in code points.
        start: u32,
        /// End of the span, in code points.
        end: u32,
        /// Length of the text, in code points.
        length: u32,
    },
    /// A row of a table that was read.
    #[error("Row {line}: {reason}. Nothing was imported")]
    Row {
        /// The line in the file, counted from 1.
        line: u64,
        /// What is wrong with it, without a full stop.
        reason: String,
    },
    /// A table that could not be read, or a row of it that does not fit.
    #[error("{reason}. Nothing was imported: {}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, with the row, as a sentence without a full stop.
        reason: String,
    },
    /// A code framework that does not fit the project's; why, as a sentence without a full stop.
    #[error("{0}. Nothing was imported")]
    Codebook(String),
    /// Two edits of a text that overlap.
    #[error("Two changes of this text overlap; make them one after the other")]
    EditsOverlap,
    /// An edit that takes all words out of a source.
    #[error("Nothing would be left of “{0}”; delete the source instead")]
    NothingLeft(String),
    /// Two files that are to replace the same source.
    #[error("Two files are to replace “{0}”; choose one of them")]
    ReplacedTwice(String),
    /// There is no step to take back.
    #[error("There is nothing to {0}")]
    NothingTo(&'static str),
    /// Something that was to be changed is not there any more.
    #[error("{0} is no longer in the project")]
    Gone(&'static str),
    /// The owner's thread has ended or the work on it failed.
    #[error("This was interrupted, and the project is as it was before; please do it again")]
    Interrupted,
}
