//! The 32 items of COREQ: what each is about, what a project's record may tell of it, and what only people know.

use super::Asked;
use super::topic::Topic;

const TEAM: &str = "Research team and reflexivity";
const DESIGN: &str = "Study design";
const ANALYSIS: &str = "Analysis and findings";

const fn item(
    number: u8,
    part: &'static str,
    subject: &'static str,
    topics: &'static [Topic],
    blank: &'static str,
) -> Asked {
    Asked { number, part, subject, topics, blank }
}

pub(super) const ITEMS: [Asked; 32] = [
    item(
        1,
        TEAM,
        "Interviewer or facilitator",
        &[],
        "Who held the interviews and wrote the fieldnotes, and how many each.",
    ),
    item(2, TEAM, "Credentials", &[], "The academic and professional degrees of the researchers."),
    item(3, TEAM, "Occupation", &[], "What the researchers did for a living during the study."),
    item(4, TEAM, "Gender", &[], "The gender of the researchers, where they wish to tell it."),
    item(
        5,
        TEAM,
        "Experience and training",
        &[],
        "What the researchers had learned and done before in research of this kind.",
    ),
    item(
        6,
        TEAM,
        "Relationship with participants",
        &[],
        "Whether researchers and participants knew each other before the study began, and how.",
    ),
    item(
        7,
        TEAM,
        "What participants knew of the interviewer",
        &[],
        "What participants were told of the researchers and of why the study was made.",
    ),
    item(
        8,
        TEAM,
        "Characteristics of the interviewer",
        &[],
        "Assumptions, interests and views of the researchers that may bear on the study.",
    ),
    item(
        9,
        DESIGN,
        "Methodological orientation",
        &[],
        "The approach that the study stands on, such as framework analysis or ethnography, and why.",
    ),
    item(
        10,
        DESIGN,
        "Sampling",
        &[],
        "How cases and participants were chosen, by which criteria, and for what reason.",
    ),
    item(
        11,
        DESIGN,
        "Method of approach",
        &[],
        "How participants were approached: in person, by telephone, by letter, by e-mail.",
    ),
    item(12, DESIGN, "Sample size", &[Topic::SampleSize, Topic::Meetings, Topic::Cases], ""),
    item(
        13,
        DESIGN,
        "Non-participation",
        &[Topic::Withdrawn],
        "How many were asked and refused or could not be reached, how many dropped out, and why.",
    ),
    item(
        14,
        DESIGN,
        "Setting of data collection",
        &[],
        "Where interviews were held: at the workplace, at home, by telephone, by video.",
    ),
    item(
        15,
        DESIGN,
        "Presence of others",
        &[],
        "Whether anybody else was present at the interviews.",
    ),
    item(
        16,
        DESIGN,
        "Description of the sample",
        &[Topic::Sample, Topic::Cases, Topic::Sources],
        "What else readers have to know of the participants, and when the data were collected where sources have no date.",
    ),
    item(
        17,
        DESIGN,
        "Interview guide",
        &[],
        "Who wrote the guide, whether it was tried beforehand, how it changed; the guide itself as an appendix.",
    ),
    item(
        18,
        DESIGN,
        "Repeat interviews",
        &[Topic::Repeats],
        "Why people were interviewed again, or not.",
    ),
    item(
        19,
        DESIGN,
        "Recording",
        &[Topic::Recording],
        "How interviews were recorded, and what was done where people did not wish it.",
    ),
    item(
        20,
        DESIGN,
        "Field notes",
        &[Topic::Fieldnotes],
        "Whether notes were made during and after interviews, by whom, and how they were written up.",
    ),
    item(
        21,
        DESIGN,
        "Duration",
        &[Topic::Duration],
        "How long interviews took: the shortest, the longest, the mean.",
    ),
    item(
        22,
        DESIGN,
        "Data saturation",
        &[Topic::Saturation],
        "Whether saturation was sought, what was taken as its sign, and what was decided.",
    ),
    item(
        23,
        DESIGN,
        "Transcripts returned",
        &[],
        "Whether transcripts were given back to participants, and what they said or changed.",
    ),
    item(
        24,
        ANALYSIS,
        "Number of data coders",
        &[Topic::Coders, Topic::Overlap, Topic::Reading],
        "",
    ),
    item(25, ANALYSIS, "Description of the coding tree", &[Topic::Tree], ""),
    item(
        26,
        ANALYSIS,
        "Derivation of themes",
        &[Topic::Derivation, Topic::Changes],
        "On what the first framework rested: research questions, literature, policy papers.",
    ),
    item(27, ANALYSIS, "Software", &[Topic::Software, Topic::Used], ""),
    item(
        28,
        ANALYSIS,
        "Participant checking",
        &[],
        "Whether participants or stakeholders commented on findings, and what came of it.",
    ),
    item(29, ANALYSIS, "Quotations presented", &[Topic::Quotations], ""),
    item(
        30,
        ANALYSIS,
        "Data and findings consistent",
        &[Topic::Findings, Topic::Summaries],
        "How the team made sure that findings rest on the data.",
    ),
    item(
        31,
        ANALYSIS,
        "Clarity of major themes",
        &[Topic::MajorThemes],
        "Where in the report the major themes are presented.",
    ),
    item(
        32,
        ANALYSIS,
        "Clarity of minor themes",
        &[Topic::MinorThemes],
        "Where in the report diverse cases and minor themes are discussed.",
    ),
];
