//! What the words of a marker tell: a speaker's tag, a role, a heading, or perhaps a name.

/// How far a label can be trusted to name a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A speaker wherever it stands: `INT`, `Q1`, `GP ID 161`.
    Tag,
    /// A role or an abbreviation: a speaker when it comes again, or beside a tag.
    Role,
    /// Perhaps a name: a speaker only when it comes again.
    Name,
    /// Never a speaker: `Date`, `Note`, the beginning of a sentence.
    Heading,
}

/// Words and phrases, parted by `|`.
struct List(&'static str);

impl List {
    fn holds(&self, wanted: &str) -> bool {
        self.0.split('|').any(|word| word == wanted)
    }
}

/// Who asks the questions, in upper case and without a number.
const INTERVIEWERS: List = List(
    "INT|INTERVIEWER|INTERVIEWERS|INTV|IV|IVER|I|Q|MODERATOR|MOD|CO-MODERATOR|FACILITATOR|FAC|\
    RESEARCHER|INTERVIEWERIN|MODERATORIN|ENQUÊTEUR|ENQUÊTRICE|INTERVIEWEUR|INTERVIEWEUSE|\
    ENTREVISTADOR|ENTREVISTADORA|INTERVISTATORE|INTERVISTATRICE|ИНТЕРВЬЮЕР|采访者|採訪者|访谈者|訪談者|\
    主持人|问|問|聞き手|インタビュアー|질문자|면담자|المحاور|المحاورة|الباحث|الباحثة|מראיין|מראיינת",
);

/// The interviewers' words after which a name or initials may follow: `Interviewer Ben`.
const INTERVIEWERS_WITH_NAME: List = List("INT|INTERVIEWER|MODERATOR|FACILITATOR|RESEARCHER");

/// Who answers, in upper case and without a number.
const RESPONDENTS: List = List(
    "A|R|M|F|P|S|RESPONDENT|RESP|RES|PARTICIPANT|PPT|INTERVIEWEE|IVEE|INFORMANT|SPEAKER|\
    UNKNOWN SPEAKER|MALE|FEMALE|MALE VOICE|FEMALE VOICE|BEFRAGTE|BEFRAGTER|BEFRAGTE PERSON|\
    ENQUÊTÉ|ENQUÊTÉE|ENTREVISTADO|ENTREVISTADA|INTERVISTATO|INTERVISTATA|РЕСПОНДЕНТ|受访者|受訪者|答|\
    回答者|응답자|답변자|المشارك|المشاركة|מרואיין|מרואיינת",
);

/// Tags that also stand as values in the first column of a table.
const COLUMN_VALUES: List = List("M|F|P|S");

/// Words for roles, in upper case and without a number.
const ROLES: List = List(
    "GP|OTHER GP|PN|PM|HCA|DR|DOCTOR|NURSE|PRACTICE NURSE|MANAGER|PRACTICE MANAGER|\
    SENIOR MANAGER|CHAIR|CHAIRMAN|CHAIRPERSON|LAY MEMBER|PHARMACIST|RECEPTIONIST|PATIENT|\
    CARER|CLINICIAN|CONSULTANT|ADMINISTRATOR|SECRETARY|DIRECTOR|INTERPRETER|TRANSLATOR|MOTHER|\
    FATHER|WIFE|HUSBAND|SON|DAUGHTER|STUDENT|TEACHER|OFFICER|QUESTION|ANSWER|VOICE|WOMAN|MAN|\
    翻译|翻譯|通訳|통역|المترجم|المترجمة|الطبيب|الطبيبة|المريض|المريضة|מתרגם|מתרגמת",
);

/// Labels of headers and notes, in upper case and without a number.
const HEADINGS: List = List(
    "ABSTRACT|ACTION|ACTIONS|ADDRESS|AFTERNOON|AGE|AGENDA|AGENDA ITEM|AIM|AIMS|AOB|APOLOGIES|\
    APPENDIX|ATTENDANCE|ATTENDEES|BACKGROUND|BCC|BOX|CASE|CATEGORY|CC|CHAPTER|CODE|COMMENT|\
    COMMENTS|CONCLUSION|CONCLUSIONS|CONS|CONSENT|CONTEXT|DATE|DAY|DECISION|DECISIONS|\
    DESCRIPTION|DISCUSSION|DOB|DOCUMENT|DURATION|EARLIER|EG|E.G.|EMAIL|E-MAIL|END|END TIME|\
    EVENING|EXAMPLE|EXAMPLES|FAX|FIELDNOTE|FIELDNOTES|FIELD NOTE|FIELD NOTES|FIGURE|FILE|\
    FINDINGS|FOLLOW-UP|FRIDAY|FROM|FTP|FYI|GENDER|HTTP|HTTPS|IE|I.E.|IMPORTANT|IMPRESSION|\
    IMPRESSIONS|IN ATTENDANCE|INTERVIEW|INTRODUCTION|ITEM|JOB TITLE|KEY|LATER|LENGTH|LOCATION|\
    MAILTO|MEETING|MEETING NOTES|MEMO|METHOD|METHODS|MINUTES|MONDAY|MONTH|MORNING|NAME|NB|\
    N.B.|NEXT STEPS|NOTE|NOTES|OBJECTIVE|OBJECTIVES|OBSERVATION|OBSERVATIONS|OBSERVER|OC|\
    OCCUPATION|ORGANISATION|ORGANIZATION|OUTCOME|OUTCOMES|PAGE|PARA|PART|PHASE|PHONE|PLACE|\
    POINTS|PRESENT|PROJECT|PROS|PS|P.S.|PURPOSE|QUOTE|RE|REASON|RECOMMENDATION|\
    RECOMMENDATIONS|RECORDED|RECORDING|REF|REFERENCE|REFLECTION|REFLECTIONS|RESULT|RESULTS|\
    ROLE|ROUND|SATURDAY|SECTION|SETTING|SEX|SITE|SOURCE|START|START TIME|STEP|STUDY|SUBJECT|\
    SUMMARY|SUNDAY|TABLE|TASK|TBC|TEL|THEME|THEMES|THURSDAY|TIME|TIMES|TITLE|TO|TOPIC|TOPICS|\
    TRANSCRIBED|TRANSCRIBED BY|TRANSCRIBER|TRANSCRIPT|TUESDAY|UPDATE|URL|VENUE|VERSION|\
    WARNING|WAVE|WEBSITE|WEDNESDAY|WEEK|YEAR",
);

/// First words of labels of several words that are no names: `Key points:`, `He said:`.
const SENTENCE_STARTS: List = List(
    "A|ALL|ALSO|AN|AND|ANOTHER|AS|AT|BUT|BY|FIRST|FOR|HE|HER|HERE|HIS|HOW|I|IF|IN|IT|ITS|IT'S|\
    KEY|MAIN|MY|NO|NOTE|NOTES|OF|OFF|ON|ONE|OR|OUR|QUESTION|SECOND|SHE|SO|SOME|THAT|THE|THEIR|\
    THEN|THERE|THESE|THEY|THINGS|THIS|THOSE|THREE|TWO|WE|WHAT|WHEN|WHERE|WHICH|WHO|WHY|WITH|\
    YES|YOU|YOUR|DISCUSSION|DATE|TIME|ACTION|POINTS",
);

/// Last words of labels of several words that only announce speech: `Margaret said:`.
const SPEECH_VERBS: List = List(
    "ADDED|ADDS|AGREED|ANSWERED|ARE|ASKED|ASKS|EXPLAINED|IS|NOTED|REPLIED|REPLIES|SAID|SAY|\
    SAYS|TOLD|WAS|WERE|WRITES|WROTE",
);

/// Announcements of speech in scripts that put no blanks between words.
const SPEECH_PHRASES: List = List("他说|她说|他說|她說|我说|我說|彼は言った");

/// Words in lower case that stand within names and titles: `Maria de la Cruz`, `Director of finance`.
const PARTICLES: List =
    List("al|and|bin|da|de|del|della|den|der|di|dos|du|el|for|la|le|of|ten|ter|und|van|von|y|zu");

/// Abbreviations of at most this many letters count as roles (`LMC`, `GP2`).
const ABBREVIATION: usize = 4;

/// How far a label can be trusted, by its words alone.
pub fn standing(label: &str) -> Standing {
    let upper = upper(label);
    let (base, number) = split_number(&upper);
    if SPEECH_PHRASES.holds(label) || HEADINGS.holds(base) {
        return Standing::Heading;
    }
    if is_interviewer_upper(&upper) || has_id(label) || RESPONDENTS.holds(base) {
        return Standing::Tag;
    }
    if ROLES.holds(base) && !(number && base == "QUESTION") {
        return Standing::Role;
    }
    let mut words = base.split(' ');
    let (first, last) = (words.next().unwrap_or_default(), words.next_back());
    if last.is_some_and(|last| SENTENCE_STARTS.holds(first) || SPEECH_VERBS.holds(last))
        || base == "QUESTION"
    {
        return Standing::Heading;
    }
    // One common noun may stand in a title (`Lay member`); two make a phrase (`Check against notes`).
    let nouns = label.split(' ').filter(|word| word.starts_with(char::is_lowercase));
    if nouns.filter(|noun| !PARTICLES.holds(noun)).nth(1).is_some() {
        return Standing::Heading;
    }
    let letters = split_number(label).0;
    let is_abbreviation = (2..=ABBREVIATION).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_uppercase() || b == b'&');
    if is_abbreviation { Standing::Role } else { Standing::Name }
}

/// Whether a tag needs no colon: `INT` followed by a tab. A letter that may be a value in a table does.
pub(super) fn stands_alone(label: &str) -> bool {
    let upper = upper(label);
    let (base, number) = split_number(&upper);
    standing(label) == Standing::Tag && (number || !COLUMN_VALUES.holds(base))
}

/// Whether a tag is more than a letter, so that a dash or bold type is enough to set it off.
pub(super) fn is_long_tag(label: &str) -> bool {
    standing(label) == Standing::Tag && label.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

/// Whether a label in brackets is a person by its words alone, so that no colon need follow.
pub(super) fn is_person(label: &str) -> bool {
    is_long_tag(label) || is_role(label)
}

/// Whether a speaker asks the questions: `INT`, `Interviewer`, `Q`, `INT 2`, `Moderator (AO)`.
pub fn is_interviewer(speaker: &str) -> bool {
    is_interviewer_upper(&upper(speaker))
}

fn is_interviewer_upper(upper: &str) -> bool {
    let bare = upper.split('(').next().unwrap_or_default().trim_end();
    INTERVIEWERS.holds(split_number(bare).0)
        || bare.split_once(' ').is_some_and(|(first, name)| {
            INTERVIEWERS_WITH_NAME.holds(split_number(first).0)
                && name.split(' ').count() <= 2
                && !has_id(name)
        })
}

/// Whether it ends in a number of a register, or in several: `GP ID 161`, `GP ID515`, `Nurse (ID 12)`,
/// `Managers ID 514 and 518`.
pub(in crate::text) fn has_id(label: &str) -> bool {
    let upper = upper(label);
    let Some(at) = upper.rfind("ID") else { return false };
    let after = &upper[at + 2..];
    let mut numbers = after
        .strip_prefix("S ")
        .unwrap_or(after)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "AND" | "OR"))
        .peekable();
    !upper[..at].ends_with(|c: char| c.is_alphanumeric())
        && numbers.peek().is_some()
        && numbers.all(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether it is a role that many people have: `GP`, `Lay member`, `Chair 2`.
pub fn is_role(label: &str) -> bool {
    ROLES.holds(split_number(&upper(label)).0)
}

fn upper(label: &str) -> String {
    if label.is_ascii() { label.to_ascii_uppercase() } else { label.to_uppercase() }
}

/// A label without the number at its end (`P 3`, `Q1`, `Participant 12a`, `Speaker #2`), and whether it had one.
fn split_number(label: &str) -> (&str, bool) {
    let numbered = match label.char_indices().next_back() {
        Some((at, letter))
            if letter.is_ascii_alphabetic()
                && label[..at].ends_with(|c: char| c.is_ascii_digit()) =>
        {
            &label[..at]
        }
        _ => label,
    };
    let base = numbered.trim_end_matches(|c: char| c.is_ascii_digit());
    if base.len() == numbered.len() {
        return (label, false);
    }
    (base.trim_end_matches([' ', '#', '.', '-']), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_known_with_and_without_numbers() {
        for label in [
            "INT",
            "Int 2",
            "Interviewer",
            "Interviewer Ben",
            "Q",
            "Q1",
            "A",
            "R",
            "P3",
            "P 12a",
            "SPEAKER 1",
            "Speaker #2",
            "GP ID 161",
            "Manager ID 152",
            "GP ID515",
            "Nurse (ID 12)",
            "المحاور",
            "问",
        ] {
            assert_eq!(standing(label), Standing::Tag, "{label}");
        }
    }

    #[test]
    fn headings_and_sentences_are_no_speakers() {
        for label in [
            "Note",
            "Date",
            "Action 3",
            "Question 4",
            "Key points",
            "He said",
            "Margaret said",
            "The problem",
            "NB",
            "https",
            "他说",
            "Check against interview 13",
        ] {
            assert_eq!(standing(label), Standing::Heading, "{label}");
        }
    }

    #[test]
    fn roles_and_names_need_more() {
        for label in ["GP", "GP2", "LMC", "PCT1", "Chair", "Lay member", "المترجم"] {
            assert_eq!(standing(label), Standing::Role, "{label}");
        }
        for label in ["Dr Smith", "Ágnes", "B", "佐藤", "Director of finance", "Anna van den Berg"]
        {
            assert_eq!(standing(label), Standing::Name, "{label}");
        }
    }

    #[test]
    fn who_asks_the_questions() {
        for speaker in
            ["INT", "int", "INT 2", "Interviewer", "Q", "Q3", "I", "Moderator (AO)", "מראיין"]
        {
            assert!(is_interviewer(speaker), "{speaker}");
        }
        for speaker in ["A", "GP ID 161", "Researcher ID 5", "Ines", "Quentin", "", "Dr Int"] {
            assert!(!is_interviewer(speaker), "{speaker}");
        }
    }
}
