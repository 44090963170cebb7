//! The 21 items of SRQR: what each is about, what a project's record may tell of it, and what only people know.

use super::topic::Topic;
use super::{Asked, item};

const TITLE: &str = "Title and abstract";
const INTRODUCTION: &str = "Introduction";
const METHODS: &str = "Methods";
const RESULTS: &str = "Results";
const DISCUSSION: &str = "Discussion";
const OTHER: &str = "Other";

pub(super) const ITEMS: [Asked; 21] = [
    item(
        1,
        TITLE,
        "Title",
        &[],
        "A title that names the nature and the topic of the study, and the approach or the kind of data.",
    ),
    item(
        2,
        TITLE,
        "Abstract",
        &[],
        "The key elements of the study in the form the journal asks for.",
    ),
    item(
        3,
        INTRODUCTION,
        "Problem formulation",
        &[],
        "The problem that was studied, why it matters, what theory and earlier work say.",
    ),
    item(
        4,
        INTRODUCTION,
        "Purpose or research question",
        &[],
        "The purpose and the questions of the study.",
    ),
    item(
        5,
        METHODS,
        "Qualitative approach and research paradigm",
        &[],
        "The approach, the theory that guides it, the paradigm, and why they were chosen.",
    ),
    item(
        6,
        METHODS,
        "Researcher characteristics and reflexivity",
        &[],
        "Who the researchers are, how they stand to the participants, and how that may bear on the study.",
    ),
    item(
        7,
        METHODS,
        "Context",
        &[Topic::Cases],
        "The sites and the setting, and what of them matters for the study.",
    ),
    item(
        8,
        METHODS,
        "Sampling strategy",
        &[Topic::SampleSize, Topic::Saturation],
        "How and why participants, documents and events were chosen, and how it was decided that no more were needed.",
    ),
    item(
        9,
        METHODS,
        "Ethical issues",
        &[Topic::Withdrawn, Topic::Recording, Topic::Anonymity],
        "The approval of an ethics committee with its number, how consent was given, where data are kept and who may see them.",
    ),
    item(
        10,
        METHODS,
        "Data collection methods",
        &[Topic::Sources, Topic::Meetings],
        "How data were collected and why so; when it began and ended; what changed on the way.",
    ),
    item(
        11,
        METHODS,
        "Instruments and technologies",
        &[Topic::Software],
        "The interview guides and questionnaires, how they changed, and the devices for recording.",
    ),
    item(
        12,
        METHODS,
        "Units of study",
        &[Topic::Sources, Topic::SampleSize, Topic::Cases, Topic::Meetings, Topic::Sample],
        "",
    ),
    item(
        13,
        METHODS,
        "Data processing",
        &[Topic::Processing, Topic::Integrity, Topic::Anonymity],
        "Who transcribed, by which rules, and how transcripts were checked against recordings.",
    ),
    item(
        14,
        METHODS,
        "Data analysis",
        &[
            Topic::Coders,
            Topic::Tree,
            Topic::Derivation,
            Topic::Changes,
            Topic::Memos,
            Topic::Summaries,
        ],
        "The approach by which themes were developed, and who took part in it besides those who coded.",
    ),
    item(
        15,
        METHODS,
        "Techniques to enhance trustworthiness",
        &[Topic::Overlap, Topic::Reading, Topic::Findings, Topic::Used],
        "What else was done: checks by participants, talks in the team, comparison of several kinds of data.",
    ),
    item(
        16,
        RESULTS,
        "Synthesis and interpretation",
        &[Topic::MajorThemes, Topic::Findings],
        "The main findings, and what they mean for theory and earlier work.",
    ),
    item(17, RESULTS, "Links to empirical data", &[Topic::Quotations, Topic::MinorThemes], ""),
    item(
        18,
        DISCUSSION,
        "Integration with prior work, implications, transferability, contribution",
        &[],
        "How the findings bear on earlier work, and how far they hold elsewhere.",
    ),
    item(19, DISCUSSION, "Limitations", &[], "Where trust in the findings has its limits."),
    item(
        20,
        OTHER,
        "Conflicts of interest",
        &[],
        "Anything that may have influenced the conduct of the study, and how it was dealt with.",
    ),
    item(21, OTHER, "Funding", &[], "Who paid for the study, and what part they had in it."),
];
