//! What the words between square brackets tell of what the brackets do.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::BracketClass;
use crate::text::turns::{Standing, has_id, stamp, standing};

/// Words in lower case, and beginnings of words.
struct Words {
    whole: HashSet<&'static str>,
    beginnings: Vec<&'static str>,
}

impl Words {
    /// From a list parted by `|`, in which beginnings end in `-`.
    fn of(list: &'static str) -> Self {
        let (beginnings, whole): (Vec<&str>, Vec<&str>) =
            list.split('|').partition(|word| word.ends_with('-'));
        let beginnings = beginnings.iter().map(|word| word.trim_end_matches('-')).collect();
        Self { whole: whole.into_iter().collect(), beginnings }
    }

    fn holds(&self, word: &str) -> bool {
        self.whole.contains(word) || self.beginnings.iter().any(|known| word.starts_with(known))
    }
}

/// Sounds, silences, gestures, and talk that could not be heard.
static SOUNDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "applau-|audible|banging|beep|beeping|beeps|breath-|chatter|chuckl-|clap|clapping|claps|coughing|coughs|cough|\
    cries|cross-talk|crosstalk|crying|exhal-|gasp-|gestur-|giggl-|groan-|grin-|grunt-|hesitat-|hums|humming|inaudibl-|\
    incomprehensib-|indistinct|indistinguishable|inhal-|interruption|interruptions|interrupted|knock|knocks|knocking|\
    laugh-|mimics|mumbl-|murmur-|music|mutter-|nod|nods|nodding|noise|noises|overlap-|overspeak-|overtalk-|over-talk-|\
    over-speak-|pause|pauses|paused|pausing|rings|ringing|scoffs|shrug-|sigh|sighs|sighing|silence|silent|smil-|sneez-|\
    sniff-|snort-|sob|sobs|sobbing|sound|sounds|static|tearful|tuts|tutting|unclear|unintelligibl-|whisper-|whistl-|yawn-|\
    lachen|lacht|rire|rires|risas|pausa|risate|笑|沈黙|笑声|沉默|ضحك|צוחק|צחוק",
    )
});

/// Phrases for the same.
const SOUND_PHRASES: &[&str] = &[
    "clears throat",
    "clearing throat",
    "cross talk",
    "door closes",
    "door opens",
    "door slams",
    "over each other",
    "over one another",
    "points at",
    "points to",
    "pointing at",
    "pointing to",
    "poor recording",
    "shakes head",
    "shaking head",
    "speak at once",
    "speaking at once",
    "talk at once",
    "talking at once",
    "talk at the same time",
    "talking at the same time",
    "talk over",
    "talking over",
    "talks over",
];

/// Words that begin a label or a note of the writer's.
static LABELS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "extract|excerpt|fieldnote|fieldnotes|note|nb|oc|observer|translated|translation|recording|tape",
    )
});

/// Phrases for the same.
const LABEL_PHRASES: &[&str] = &[
    "emphasis added",
    "emphasis mine",
    "my emphasis",
    "of recording",
    "of tape",
    "of interview",
    "of meeting",
    "of the interview",
    "of the meeting",
    "of the recording",
];

/// What people do while they are watched: `Discussing the new site`, `reads from the paper`.
static DOINGS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "addressing|agreeing|answering|arguing|arrives|asking|checking|closing|commenting|considering|continues|continuing|\
    debating|demonstrating|describes|describing|discuss|discussed|discusses|discussing|discussion|drawing|enters|entering|\
    explaining|explains|handing|holding|interrupting|introducing|joking|leaves|leaving|listing|looking|mentioning|moving|\
    opening|presenting|quotes|quoting|reading|reads|recalling|referring|refers|reflecting|reporting|responding|returning|\
    reviewing|showing|speaking|speaks|summarising|summarizing|talking|talks|telling|turning|walking|walks|watching|\
    welcoming|writes|writing",
    )
});

/// Words that a number follows where a paper or an agenda is meant.
static PARTS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "annex|appendix|bullet|chart|chapter|clause|figure|item|page|paper|para|paragraph|point|question|recommendation|row|\
    section|slide|step|table|version",
    )
});

/// Words that do not hide anything: pronouns, articles, conjunctions, prepositions, auxiliaries, and a few more that help
/// a sentence on.
static FUNCTION_WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "a|about|actually|after|again|against|all|also|although|am|among|an|and|another|any|anybody|anyone|anything|are|as|at|\
    back|be|because|been|before|being|between|both|but|by|can|could|did|do|does|doing|done|down|during|each|either|else|\
    even|ever|every|everybody|everyone|everything|for|from|get|gets|getting|go|goes|going|gone|got|had|has|have|having|he|\
    her|here|hers|him|his|how|however|i|if|in|instead|into|is|it|its|just|like|many|may|me|might|mine|more|most|much|must|\
    my|need|needs|neither|never|no|nobody|none|nor|not|nothing|now|of|off|on|once|only|onto|or|other|others|our|ours|out|\
    over|own|rather|same|she|should|sic|since|so|some|someone|something|somebody|still|such|than|that|the|their|theirs|\
    them|then|there|therefore|these|they|thing|things|this|those|though|through|to|together|too|toward|towards|under|\
    until|up|upon|us|very|was|way|we|well|were|what|whatever|when|where|whether|which|while|who|whoever|whole|whom|whose|\
    why|will|with|within|without|would|yes|yet|you|your|yours",
    )
});

/// Articles and pronouns after which a noun says again what was meant: `it [the practice] closed`.
static DETERMINERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of("the|this|that|these|those|our|their|my|his|her|its|your|he|she|it|they|we|who|which")
});

/// Adjectives that take the place of a name: `[neighbouring CCG]`.
static VEILS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "local|neighbouring|neighboring|nearby|named|certain|particular|specific|redacted|anonymised|anonymized|removed|\
    deleted|withheld|omitted|unnamed|anonymous|name|names|pseudonym|xx-|_-",
    )
});

/// People, places, bodies and papers that stand for a name; in the singular.
static STAND_INS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "address|agency|amount|area|association|authority|board|body|borough|branch|business|cabinet|centre|center|chair|\
    chairman|chairperson|charity|child|church|city|clinic|clinician|cluster|college|colleague|committee|community|company|\
    confederation|consortium|consultant|consultancy|contractor|coordinator|council|councillor|country|county|daughter|\
    date|department|deputy|director|district|division|doctor|dr|executive|facilitator|factory|father|federation|figure|\
    firm|forum|foundation|friend|gp|group|hca|headteacher|hospital|hospice|hotel|house|husband|individual|institute|\
    institution|interviewee|interviewer|lead|leader|library|location|locality|manager|mayor|member|minister|ministry|month|\
    mother|municipality|neighbourhood|network|newspaper|nurse|nursery|officer|office|organisation|organization|page|\
    participant|partner|partnership|party|patient|percentage|person|pharmacist|pharmacy|place|pm|pn|position|post|\
    postcode|practice|practitioner|president|prison|professor|programme|program|project|province|provider|receptionist|\
    region|relative|representative|researcher|respondent|road|school|secretary|sector|service|shop|sister|brother|site|\
    software|son|speaker|staff-member|state|station|street|suburb|supplier|surgery|surname|surveyor|system|teacher|team|\
    title|town|trust|unit|university|vendor|venue|village|volunteer|ward|website|wife|woman|man|year|\
    ccg|pct|sha|la|lmc|csu|css|hwb|h&wb|nhs|nhse|ics|icb|pcn|acute",
    )
});

/// Numbers and shares that are told only roughly.
const BLURRED: &[&str] = &[
    "number",
    "numbers",
    "number of",
    "a number of",
    "the number of",
    "a small number",
    "a small number of",
    "small number",
    "small number of",
    "large number",
    "large number of",
    "a few",
    "few",
    "several",
    "some years",
    "some months",
    "dozens",
    "dozens of",
    "hundreds",
    "hundreds of",
    "thousands",
    "thousands of",
    "millions",
    "a couple",
    "a couple of",
    "x number of",
];

/// Units after which a number between brackets tells how long a silence was.
static UNITS: LazyLock<Words> =
    LazyLock::new(|| Words::of("second|seconds|sec|secs|s|minute|minutes|min|mins"));

/// Most words of a phrase that only helps to read; more tell what goes on.
const LONG_PHRASE: usize = 8;
/// What this program puts in the place of an address or a number that may identify somebody.
const REPLACED: &[&str] = &[
    "date of birth",
    "e-mail",
    "nhs number",
    "phone number",
    "postcode",
    "removed",
    "web address",
];
/// So many words that begin with a capital tell what goes on.
const LONG_SENTENCE: usize = 5;

/// The class that words between square brackets suggest, after the classes that a study of general practice printed: a
/// person by role and number; a person without one, a place, a body or a number that is hidden; words put in to help
/// reading; a sound, a silence or a time; what goes on as the writer tells it. What fits none is taken as put in.
pub fn bracket_class(between: &str) -> BracketClass {
    use BracketClass::{Context, Insertion, NonVerbal, Person, Redaction};
    let shown = between.trim();
    let lower = shown.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '&' | '_')))
        .map(without_possessive)
        .filter(|word| !word.is_empty() && *word != "-")
        .collect();
    let Some(&first) = words.first() else {
        // Dots and question marks stand for what could not be heard, a gap for what was taken out.
        let is_gap = shown.is_empty() || shown.contains(['_', '█', '-', '–', '—']);
        return if is_gap { Redaction } else { NonVerbal };
    };
    let label = words.join(" ");
    if stamp(shown).is_some_and(|stamp| stamp.length == shown.len()) || is_silence(&words) {
        return NonVerbal;
    }
    if LABELS.holds(first) && (has_id(&label) || words.len() > 1) || is_meeting(&words) {
        return Context;
    }
    if has_id(&label) || is_numbered(&label) {
        return Person;
    }
    if is_sound(&words, &label) {
        return NonVerbal;
    }
    if is_account(shown, &words, &label) {
        return Context;
    }
    if BLURRED.contains(&label.as_str())
        || REPLACED.contains(&label.as_str())
        || words.iter().any(|word| VEILS.holds(word))
    {
        return Redaction;
    }
    if words.iter().all(|word| FUNCTION_WORDS.holds(word)) || DETERMINERS.holds(first) {
        return Insertion;
    }
    if words.iter().any(|word| is_stand_in(word)) {
        return Redaction;
    }
    // A name of any kind, or one that takes its place.
    let is_named = shown.split(' ').any(|word| word.starts_with(char::is_uppercase));
    if is_named && !FUNCTION_WORDS.holds(first) { Redaction } else { Insertion }
}

/// Whether it is a tag or a role with a number of its own: `GP2`, `Participant 12`; not `individual 1`.
fn is_numbered(label: &str) -> bool {
    let letters = label.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < label.len()
        && !letters.trim_end().is_empty()
        && matches!(standing(&label.to_uppercase()), Standing::Tag | Standing::Role)
}

/// Whether it tells how long nobody spoke: `5 secs`, `3s pause`.
fn is_silence(words: &[&str]) -> bool {
    let is_unit = |word: &str| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        UNITS.holds(unit) && unit.len() < word.len()
    };
    let is_length = |pair: &[&str]| is_number(pair[0]) && UNITS.holds(pair[1]);
    words.len() <= 4 && (words.iter().any(|word| is_unit(word)) || words.windows(2).any(is_length))
}

/// Whether it is the number of a meeting alone: `M51`.
fn is_meeting(words: &[&str]) -> bool {
    let number = |word: &&str| {
        word.strip_prefix('m').filter(|number| !number.is_empty()).is_some_and(is_number)
    };
    words.len() == 1 && words.first().is_some_and(number)
}

/// Whether it is a sound, a silence or a gesture. In a longer phrase a sound is spoken of, not heard.
fn is_sound(words: &[&str], label: &str) -> bool {
    let begins = words.iter().take(2).any(|word| SOUNDS.holds(word));
    let ends = words.len() <= 4 && words.last().is_some_and(|word| SOUNDS.holds(word));
    let is_phrase = SOUND_PHRASES.iter().any(|phrase| label.contains(phrase));
    let is_told = DOINGS.holds(words[0]) && !is_phrase;
    words.len() < LONG_PHRASE && (begins || ends || is_phrase) && !is_told
}

/// Whether it is the writer's account: a place in a paper, what people are doing, a note, a long phrase.
fn is_account(shown: &str, words: &[&str], label: &str) -> bool {
    let capital = shown.starts_with(char::is_uppercase);
    let count = words.len();
    let is_place = match words {
        ["agenda", "item", ..] => true,
        [part, number, ..] => PARTS.holds(part) && is_number(number),
        _ => false,
    };
    is_place
        || DOINGS.holds(words[0]) && (capital || count > 2)
        || count > 2 && DOINGS.holds(words[1]) && !FUNCTION_WORDS.holds(words[0])
        || LABEL_PHRASES.iter().any(|phrase| label.contains(phrase))
        || shown.contains(": ")
        || count >= LONG_PHRASE
        || capital && count >= LONG_SENTENCE
}

/// Whether a noun stands for a name, in the singular or plural.
fn is_stand_in(word: &str) -> bool {
    let is_crowd = matches!(word, "patients" | "people");
    !is_crowd
        && (STAND_INS.holds(word) || word.strip_suffix('s').is_some_and(|one| STAND_INS.holds(one)))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn without_possessive(word: &str) -> &str {
    let word = word.trim_matches(['\'', '-']);
    word.strip_suffix("'s").unwrap_or(word)
}
