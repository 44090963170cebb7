//! Outputs: what was chosen for a report, a chapter or a talk, how it is printed there, and what was printed when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::by_word::by_word;
use super::{
    AcceptanceId, CodeId, CoderId, ExtractId, Item, ItemId, OutputId, PrintingId, QuotationId, Span,
};

/// Extracts that were chosen for one report, chapter or talk, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Output {
    /// Its key.
    pub id: OutputId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// The name of the house style it is printed in.
    pub style: String,
    /// How it is arranged and what its checks ask for.
    pub settings: OutputSettings,
    /// The numbers of people in print, where the style gives them anew.
    pub numbers: NumberKey,
    /// Its outline: what stands under each item follows it, in order. Empty for one without.
    pub items: Vec<Item>,
    /// What was chosen, in the order of print: that of the outline, under each item by what extracts stand for and then in their own
    /// order; what is not placed comes last.
    pub extracts: Vec<Extract>,
    /// What its checks found and somebody accepted.
    pub accepted: Vec<Acceptance>,
}

/// A quotation that was chosen for an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extract {
    /// Its key.
    pub id: ExtractId,
    /// The quotation, which stays as it is.
    pub quotation: QuotationId,
    /// The item of the outline under which it stands; none while it was not placed.
    pub item: Option<ItemId>,
    /// The theme that it is to show.
    pub code: Option<CodeId>,
    /// What is changed in its words.
    pub trims: Trims,
    /// Whether an edit of the text has taken words that these stood on, and nobody has looked.
    pub is_doubtful: bool,
    /// What it stands for among the others on its theme.
    pub stands_for: Option<StandsFor>,
    /// Why it was chosen; never printed.
    pub why: String,
    /// What is noted beside its label in print.
    pub note: String,
}

/// How an output is arranged and what its checks ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutputSettings {
    /// Under which headings extracts stand.
    pub arrangement: Arrangement,
    /// Whether the codes of each extract are printed under it.
    pub with_codes: bool,
    /// How many words of context are printed before and after each extract.
    pub context: u32,
    /// How many people must share what is printed of a person.
    pub smallest_group: u32,
    /// How many extracts one person may have.
    pub most_of_one: u32,
    /// How many words apart a person's number and a site's name must stand.
    pub words_apart: u32,
}

impl Default for OutputSettings {
    fn default() -> Self {
        Self {
            arrangement: Arrangement::default(),
            with_codes: false,
            context: 0,
            smallest_group: 3,
            most_of_one: 5,
            words_apart: 50,
        }
    }
}

/// Under which headings the extracts of an output stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arrangement {
    /// None: in the order they were put in.
    #[default]
    Own,
    /// Their themes, in the order of the framework.
    Code,
    /// Their cases. The headings tell the site by its pseudonym.
    Case,
    /// The people, by number.
    Person,
}

impl Arrangement {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Own, Self::Code, Self::Case, Self::Person];

    /// The word for it, in lower case.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Code => "code",
            Self::Case => "case",
            Self::Person => "person",
        }
    }
}

/// What an extract stands for among all that was said on its theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StandsFor {
    /// What many say.
    Typical,
    /// What others say otherwise.
    Contrasting,
    /// What hardly anybody says.
    Unusual,
    /// What speaks against the finding.
    Against,
    /// What helps to understand the rest.
    Background,
}

impl StandsFor {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::Typical, Self::Contrasting, Self::Unusual, Self::Against, Self::Background];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Typical => "typical",
            Self::Contrasting => "contrasting",
            Self::Unusual => "unusual",
            Self::Against => "against",
            Self::Background => "background",
        }
    }

    /// The place of what an extract stands for among the extracts of its finding; what is not said yet comes last.
    pub fn rank(stands_for: Option<Self>) -> usize {
        let place = |what| Self::ALL.iter().position(|&one| one == what);
        stands_for.and_then(place).unwrap_or(Self::ALL.len())
    }
}

by_word!(Arrangement, StandsFor);

/// What an output changes in the words of a quotation. Spans are code points from its start; each list is in order. Cuts and
/// insertions never share a character, emphasis may run over both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Trims {
    /// What is left out, and shown by the style's ellipsis.
    pub cuts: Vec<Span>,
    /// What is put in.
    pub insertions: Vec<Insertion>,
    /// What is emphasised.
    pub emphasis: Vec<Span>,
}

/// Words that are put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insertion {
    /// Where, relative to the quotation's start. Empty to put words between others; what it holds gives way to them.
    pub span: Span,
    /// The words, without the square brackets that are printed around them.
    pub words: String,
}

/// Leads from the numbers of the project to those in print. The default leaves every number as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NumberKey {
    /// By series in lower case; nothing where numbers are left as they are.
    pub(crate) given: Option<BTreeMap<String, BTreeMap<u32, u32>>>,
}

/// Something that the checks of an output found and somebody accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// Its key.
    pub id: AcceptanceId,
    /// What was found, as the checks name it each time they find it.
    pub finding: String,
    /// Why it may stay.
    pub reason: String,
    /// Who accepted it.
    pub coder: CoderId,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// One export of an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printing {
    /// Its key.
    pub id: PrintingId,
    /// The output's name, as it was.
    pub name: String,
    /// The format, by the name people know it by.
    pub format: String,
    /// The name of the house style, as it was.
    pub style: String,
    /// Whether private columns were in it.
    pub is_private: bool,
    /// Who exported it.
    pub coder: Option<CoderId>,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The quotations in it, each once.
    pub quotations: Vec<QuotationId>,
}

/// A quotation as an output printed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedExtract {
    /// Where and when.
    pub printing: PrintingId,
    /// Its words, trimmed, with its label.
    pub printed: String,
}
