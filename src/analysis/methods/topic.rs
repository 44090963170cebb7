//! What of its record a project can tell under an item of a checklist.

use super::record::StudyRecord;
use super::{Fact, sentences};

/// A subject of which the record may tell something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// How many people took part, and how many interviews were held.
    SampleSize,
    /// Who took their consent back.
    Withdrawn,
    /// What is known of the sample.
    Sample,
    /// The sources by kind.
    Sources,
    /// The cases.
    Cases,
    /// The meetings that were observed.
    Meetings,
    /// Interviews held again with the same people.
    Repeats,
    /// What was recorded and written out.
    Recording,
    /// Fieldnotes.
    Fieldnotes,
    /// How long meetings took.
    Duration,
    /// New codes in the order of coding.
    Saturation,
    /// Who coded what.
    Coders,
    /// Who coded the same.
    Overlap,
    /// Who read what.
    Reading,
    /// The tree of codes.
    Tree,
    /// Where codes come from.
    Derivation,
    /// How the framework changed.
    Changes,
    /// The program.
    Software,
    /// What of the program was used.
    Used,
    /// What was quoted, and how it is identified.
    Quotations,
    /// How findings were tested.
    Findings,
    /// The themes at the top.
    MajorThemes,
    /// The themes below, and what speaks against findings.
    MinorThemes,
    /// The memos.
    Memos,
    /// The framework matrix.
    Summaries,
    /// What was done to the texts.
    Processing,
    /// Where the data lie and whether they are sound.
    Integrity,
    /// What is kept from print.
    Anonymity,
}

impl Topic {
    /// What the record tells of it; nothing where it holds nothing.
    pub(super) fn facts(self, record: &StudyRecord) -> Vec<Fact> {
        match self {
            Self::SampleSize => sentences::study::sample_size(record),
            Self::Withdrawn => sentences::study::withdrawn(record),
            Self::Sample => sentences::study::sample(record),
            Self::Sources => sentences::study::sources(record),
            Self::Cases => sentences::study::cases(record),
            Self::Meetings => sentences::study::meetings(record),
            Self::Repeats => sentences::study::repeats(record),
            Self::Recording => sentences::study::recording(record),
            Self::Fieldnotes => sentences::study::fieldnotes(record),
            Self::Duration => sentences::study::duration(record),
            Self::Saturation => sentences::analysis::saturation(record),
            Self::Coders => sentences::analysis::coders(record),
            Self::Overlap => sentences::analysis::overlap(record),
            Self::Reading => sentences::analysis::reading(record),
            Self::Tree => sentences::analysis::tree(record),
            Self::Derivation => sentences::analysis::derivation(record),
            Self::Changes => sentences::analysis::changes(record),
            Self::Software => sentences::work::software(record),
            Self::Used => sentences::work::used(record),
            Self::Quotations => sentences::findings::quotations(record),
            Self::Findings => sentences::findings::findings(record),
            Self::MajorThemes => sentences::findings::major_themes(record),
            Self::MinorThemes => sentences::findings::minor_themes(record),
            Self::Memos => sentences::analysis::memos(record),
            Self::Summaries => sentences::analysis::summaries(record),
            Self::Processing => sentences::work::processing(record),
            Self::Integrity => sentences::work::integrity(record),
            Self::Anonymity => sentences::work::anonymity(record),
        }
    }
}
