//! What can be exported, and in which forms.

use crate::analysis::labels::Audience;
use crate::app::desk::{Desk, Workspace};
use crate::domain::{MemoId, OutputId};
use crate::export::document::DocumentFormat;
use crate::export::{CodebookFormat, Format};

/// Formats of quotes.
const QUOTES: &[Form] = &[
    Form::Quotes(Format::Docx),
    Form::Quotes(Format::Odt),
    Form::Quotes(Format::Xlsx),
    Form::Quotes(Format::Csv),
    Form::Quotes(Format::Markdown),
    Form::Quotes(Format::Html),
    Form::Quotes(Format::Text),
];
/// Formats of the framework.
const FRAMEWORK: &[Form] = &[
    Form::Codebook(CodebookFormat::Docx),
    Form::Codebook(CodebookFormat::Odt),
    Form::Codebook(CodebookFormat::Html),
    Form::Codebook(CodebookFormat::Markdown),
    Form::Codebook(CodebookFormat::Xlsx),
    Form::Codebook(CodebookFormat::Csv),
    Form::Codebook(CodebookFormat::Text),
    Form::Codebook(CodebookFormat::Qdc),
];
/// Formats of documents.
const DOCUMENTS: &[Form] = &[
    Form::Document(DocumentFormat::Docx),
    Form::Document(DocumentFormat::Odt),
    Form::Document(DocumentFormat::Markdown),
    Form::Document(DocumentFormat::Html),
    Form::Document(DocumentFormat::Text),
];
/// Formats of the codings.
const CODINGS: &[Form] = &[Form::Quotes(Format::Csv)];

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One of those in which quotes, codings and terms are written.
    Quotes(Format),
    /// One of those in which the framework is written.
    Codebook(CodebookFormat),
    /// One of those in which memos and the methods appendix are written.
    Document(DocumentFormat),
}

impl Form {
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Quotes(format) => format.extension(),
            Self::Codebook(format) => format.extension(),
            Self::Document(format) => format.format().extension(),
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Quotes(format) => format.name(),
            Self::Codebook(format) => format.name(),
            Self::Document(format) => format.format().name(),
        }
    }

    /// Whether its files are to be read by people and not by programs.
    pub(super) fn is_for_print(self) -> bool {
        match self {
            Self::Quotes(format) => !matches!(format, Format::Xlsx | Format::Csv),
            Self::Codebook(format) => format.is_printed(),
            Self::Document(_) => true,
        }
    }
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Shown,
    All,
    Framework,
    Codings,
    Terms,
    Output(OutputId),
    /// The memos that are chosen in their list, or the one that is shown.
    ChosenMemos,
    /// The memos that fit the filter of their list.
    ListedMemos,
    Memos,
    Methods,
}

impl What {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Shown => "Shown quotes",
            Self::All => "All quotes",
            Self::Framework => "Code framework",
            Self::Codings => "Codings",
            Self::Terms => "Private terms",
            Self::Output(_) => "The output",
            Self::ChosenMemos => "Chosen memos",
            Self::ListedMemos => "Listed memos",
            Self::Memos => "All memos",
            Self::Methods => "Methods appendix",
        }
    }

    pub(super) const fn formats(self) -> &'static [Form] {
        match self {
            Self::Shown | Self::All | Self::Output(_) => QUOTES,
            Self::Framework => FRAMEWORK,
            Self::Codings | Self::Terms => CODINGS,
            Self::ChosenMemos | Self::ListedMemos | Self::Memos | Self::Methods => DOCUMENTS,
        }
    }

    /// Whether a file of it can be for everybody or for the team.
    pub(super) const fn has_audiences(self) -> bool {
        self.is_memos() || matches!(self, Self::Shown | Self::All | Self::Output(_))
    }

    pub(super) const fn is_memos(self) -> bool {
        matches!(self, Self::ChosenMemos | Self::ListedMemos | Self::Memos)
    }

    /// The memos that it stands for, in the order of their list; none where that is not shown.
    pub(super) fn memos(self, desk: &Desk) -> Vec<MemoId> {
        match self {
            _ if desk.workspace != Workspace::Memos => Vec::new(),
            Self::ChosenMemos => desk.memos.chosen(&desk.snapshot),
            Self::ListedMemos => desk.memos.listed(&desk.snapshot),
            _ => Vec::new(),
        }
    }

    /// What its files hold that is not for everybody's eyes, or what else is to be known of them.
    pub(super) fn note(self, form: Form, audience: Audience) -> &'static str {
        match (self, audience) {
            (Self::Shown | Self::All | Self::Output(_), Audience::Team) => {
                "For the team: the file names sources, speakers, coders and people, holds comments, and says that it is private."
            }
            (Self::Shown | Self::All, Audience::Public) => {
                "For everybody: each quote with its label, without the names of sources, coders and people."
            }
            (Self::Output(_), Audience::Public) => {
                "As it is printed: words, labels, public attributes; nothing that is private. What was said by people who took \
                 their consent back is left out."
            }
            (Self::ChosenMemos | Self::ListedMemos | Self::Memos, Audience::Team) => {
                "For the team: the file names the sources, people and cases that memos lead to, and says that it is private."
            }
            (Self::ChosenMemos | Self::ListedMemos | Self::Memos, Audience::Public) => {
                "For everybody: links to sources, people and cases say what these are, not which; passages have their labels. \
                 It names who wrote each memo."
            }
            (Self::Methods, _) => {
                "What COREQ and SRQR ask of a study, as far as the project’s own record tells it. It names coders and codes, \
                 and leaves blanks where only people know."
            }
            (Self::Framework, _) if form.is_for_print() => {
                "To be printed: each code with its definition, rules, examples with their labels, and how often it is used."
            }
            (Self::Framework, _) => {
                "Paths, definitions, rules and colours; it can be read in again, here or by other programs."
            }
            (Self::Codings, _) => {
                "Source, start, end, code and coder of every coding: the file names sources and coders."
            }
            (Self::Terms, _) => {
                "Private: the file holds the very words that must not be printed, with what stands for each. Keep it where \
                 the recordings are kept, and give it to nobody."
            }
        }
    }
}
