//! Names and words: what of a name tells a person or a site, and when a word that is both stands as a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::analysis::phrases::words;
use crate::text::fold::folded;

/// What stands before a name in whatever letters.
const SHORT_TITLES: [&str; 6] = ["dr", "mr", "mrs", "ms", "prof", "cllr"];

/// What stands before a name when it has a capital; in small letters it is a word like others.
const LONG_TITLES: [&str; 22] = [
    "brother",
    "canon",
    "councillor",
    "dame",
    "doctor",
    "father",
    "fr",
    "judge",
    "lady",
    "lord",
    "matron",
    "miss",
    "mother",
    "mx",
    "nurse",
    "professor",
    "rabbi",
    "rev",
    "revd",
    "reverend",
    "sir",
    "sister",
];

/// What stands behind a name.
const LETTERS_BEHIND: [&str; 25] = [
    "ba", "bsc", "cbe", "esq", "frcgp", "frcp", "frcs", "jnr", "jp", "jr", "kc", "ma", "mba",
    "mbbs", "mbchb", "mbe", "md", "mrcgp", "mrcp", "msc", "obe", "phd", "qc", "rgn", "snr",
];

/// What is written in a register where nothing is known.
const NOTHING: [&str; 8] =
    ["anon", "anonymous", "n/a", "none", "not known", "tba", "tbc", "unknown"];

/// What stands within names and tells nobody.
const PARTICLES: [&str; 22] = [
    "abu", "and", "bin", "bint", "das", "del", "della", "den", "der", "des", "dos", "ibn", "las",
    "los", "nee", "san", "the", "till", "van", "von", "zum", "zur",
];

/// What the names of organisations and sources have in common, in small letters: by itself it tells none of them.
const GENERIC: [&str; 84] = [
    "agenda",
    "and",
    "area",
    "association",
    "authority",
    "board",
    "borough",
    "care",
    "case",
    "ccg",
    "central",
    "centre",
    "city",
    "clinic",
    "clinical",
    "college",
    "commissioning",
    "committee",
    "community",
    "consortium",
    "council",
    "county",
    "department",
    "diary",
    "district",
    "document",
    "draft",
    "east",
    "executive",
    "family",
    "federation",
    "fieldnote",
    "fieldnotes",
    "final",
    "for",
    "foundation",
    "general",
    "governing",
    "greater",
    "group",
    "health",
    "healthcare",
    "hospital",
    "hospitals",
    "house",
    "icb",
    "ics",
    "infirmary",
    "interview",
    "joint",
    "limited",
    "local",
    "locality",
    "ltd",
    "medical",
    "meeting",
    "mental",
    "minutes",
    "network",
    "new",
    "nhs",
    "north",
    "notes",
    "of",
    "office",
    "old",
    "partnership",
    "pct",
    "practice",
    "primary",
    "report",
    "royal",
    "school",
    "services",
    "site",
    "south",
    "surgery",
    "the",
    "transcript",
    "trust",
    "uk",
    "university",
    "unit",
    "west",
];

/// Names that are written with a capital as something else: months and days.
const CALENDAR: [&str; 19] = [
    "april",
    "august",
    "december",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];

/// What stands beside a month or day when it is one.
const BESIDE_TIMES: [&str; 22] = [
    "after", "around", "before", "between", "by", "during", "each", "early", "end", "every",
    "from", "in", "last", "late", "mid", "next", "of", "on", "since", "the", "this", "until",
];

/// What joins two of them.
const BETWEEN_TIMES: [&str; 3] = ["and", "or", "to"];

/// Surnames and first names of Britain that are also words that people say, in small letters.
const ORDINARY: &str = "\
    abbot amber angel archer art ash autumn bacon baker ball bank banks barber barker baron \
    barrow bass beach bean beard beau bell bench berry best bill bird bishop black blank \
    blood bloom blue bob bolt bond bone book booker booth bow bowler box boys branch brand \
    bread bridge bridges bright broad brook brooks broom brown buck bull burn burns bush \
    butcher butler button cage cannon carol carpenter carter carver cash castle chamber \
    chambers chance chandler chapel chaplain chapman charity chase christian church clay \
    close coach coal coffin cole collar collier cook cooper coral corn cotton couch court \
    craft crane cross crow crown crystal curry daisy dale dance dark dawn day days dean dear \
    deed diamond dick doll dot down drake draper driver duck duke dyer eagle earl early east \
    english eve faith farmer fell fellow fellows fence fern ferry field fields finch fish \
    fisher flag fleet flint flood flora flower flowers ford forest foster fox frank freeman \
    french friend frost fuller gale game garden gardener gates gay gentle german ginger \
    glass glen glover gold golden good goodman grace grant grave graves gray green grey \
    grove guest gunner guy hail hale hall hammer hand hands harmony harper hart hatch hawk \
    hay hazel head heal heard heather hedge hedges herb herd heron herring hide high hill \
    hills hind holder hole holiday holly home honey hood hook hope horn horse house hull \
    hunt hunter inn innocent ireland iris irish irons ivory ivy jade jasmine jay jewel job \
    jolly joy judge justice keen key keys kid kind king kitchen knight lake lamb lance lane \
    large lark laurel law lawless lawn lea leach leaf light lily lime link lion little lock \
    lodge london long lord love lovely low luck lucky mace major man mark marks marsh \
    marshal marshall mason mast masters max mead meadow meadows melody mercer merchant mercy \
    merry miles mill miller mills mint mole money monk moody moon moor moss mould mount \
    mountain mouse myrtle nail needle new newman nick night noble noon norm north nurse oak \
    oaks olive opal orange orchard organ outlaw owl page pages paint painter palmer parish \
    park parker parrot parson parsons partridge pat patch patience peace peach peacock pear \
    pearl pen penny pepper perch perry pike pilgrim pin pink pip piper pitt place plain \
    plant player plum plumb pole pond pool poor pope poppy porter post pot potter potts \
    pound powder power powers price pride priest prince prior proud prudence purple quick \
    rain ram ranger rash raven ray rays read reader reason record red reed reeve reeves rice \
    rich richer ride rider ring river rivers roach road rob robin rock rod roll rook room \
    roper rose rosemary round rowan royal ruby rule rush rust rusty sage saint salmon salt \
    sand sands sandy savage saw sawyer scales scarlet school sea seal self sergeant sexton \
    shade sharp sheep shepherd ship shore short silver singer skill skinner skip sky slater \
    small smart snow speed spicer spring sprout squire stable stack staff stain stamp star \
    starling steed steel steele steep sterling stern steward still stock stocks stone stones \
    storey storm story strange street strong style styles sue sugar summer summers sun \
    swallow swan sweet swift tab tailor tanner teal temple thatcher thorn thrush tiller toy \
    train tree trinity true trust tucker turner vale valentine van vane veal vine viola \
    violet wade wagon wait wake wales walk walker wall waller wand war ward warden warner \
    warren wash watch water waters way weaver week weeks well weller wells welsh west wheat \
    wheeler white whiting wild will willow wills wing winter winters wise wolf wood woodman \
    woods woodward wool worth wren wright yard york young";

static ORDINARY_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| ORDINARY.split_whitespace().chain(CALENDAR).collect());

/// Whether a phrase is one word that is said in other senses too, or too short to be none: it is a name only where it stands
/// as one, as [`stands_as_name`] tells.
pub(super) fn is_ordinary(phrase: &str) -> bool {
    let mut words = words(phrase);
    let Some(word) = words.next().filter(|_| words.next().is_none()) else { return false };
    let word = folded(&phrase[word.start..word.end]);
    let is_short = word.chars().count() < 3 && word.is_ascii();
    is_short || ORDINARY_WORDS.contains(word.as_str())
}

/// Whether what stands in a register tells somebody: it has two letters or digits, and is neither a title alone nor a word for
/// nothing.
pub(super) fn tells_anything(words: &str) -> bool {
    let plain = words.trim().trim_end_matches('.').to_lowercase();
    let letters = plain.chars().filter(|c| c.is_alphanumeric()).count();
    letters > 1 && !NOTHING.contains(&&*plain) && !is_title(&plain)
}

/// Whether a phrase is made of words that many organisations and sources are called by.
pub(super) fn is_generic(phrase: &str) -> bool {
    words(phrase).all(|word| is_generic_word(&phrase[word.start..word.end]))
}

fn is_generic_word(word: &str) -> bool {
    let word = folded(word);
    GENERIC.contains(&&*word) || word.chars().all(|c| c.is_ascii_digit())
}

/// A name without the titles before it and the letters behind it: `Anna Bell` of `Dr Anna Bell, MBE`.
pub(super) fn without_titles(name: &str) -> String {
    let mut parts: Vec<&str> = name.split_whitespace().collect();
    let plain = |part: &str| folded(part.trim_matches(|c: char| !c.is_alphanumeric()));
    while parts.len() > 1 && is_title(&plain(parts[0])) {
        parts.remove(0);
    }
    while parts.len() > 1 && LETTERS_BEHIND.contains(&&*plain(parts[parts.len() - 1])) {
        parts.pop();
    }
    parts.join(" ").trim_end_matches([',', ';']).to_owned()
}

fn is_title(word: &str) -> bool {
    SHORT_TITLES.contains(&word) || LONG_TITLES.contains(&word)
}

/// The words of a name, without titles, that tell a person by themselves: three letters or more, and no `van` or `bin`. Of a name
/// with a hyphen also its halves.
pub(super) fn name_parts(name: &str) -> Vec<String> {
    let tells = |part: &str| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let part = folded(part);
        letters >= 3
            && !PARTICLES.contains(&&*part)
            && !is_title(&part)
            && !LETTERS_BEHIND.contains(&&*part)
    };
    let mut parts = Vec::new();
    for part in name.split(|c: char| c.is_whitespace() || c == '/') {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        if tells(part) {
            parts.push(part.to_owned());
        }
        let halves = part.split(['-', '‐', '‑', '–']).filter(|half| half.len() < part.len());
        parts.extend(halves.filter(|half| tells(half)).map(str::to_owned));
    }
    parts
}

/// What tells a site in its name: `Marsh Lane` of `Marsh Lane Surgery`, `Marshfield` of `NHS Marshfield CCG`. None where it is
/// the whole name or nothing.
pub(super) fn site_part(name: &str) -> Option<String> {
    let all: Vec<_> = words(name).collect();
    let is_telling =
        |word: &crate::analysis::phrases::Word| !is_generic_word(&name[word.start..word.end]);
    let first = all.iter().find(|word| is_telling(word))?;
    let last = all.iter().rfind(|word| is_telling(word))?;
    let part = &name[first.start..last.end];
    let is_whole = first.start == all.first()?.start && last.end == all.last()?.end;
    (!is_whole && part.chars().count() >= 3).then(|| part.to_owned())
}

/// Whether a word that may be another stands as a name, in bytes of a text: behind a title, or with a capital within a sentence.
/// A month or day is none beside a word or number of time. At the beginning of a sentence nothing tells, and it is taken for the word.
pub(super) fn stands_as_name(string: &str, start: usize, end: usize) -> bool {
    let before = &string[..start];
    if is_behind_title(before) {
        return true;
    }
    let word = &string[start..end];
    let has_capital = word.chars().next().is_some_and(char::is_uppercase);
    if !has_capital || begins_sentence(before) {
        return false;
    }
    !CALENDAR.contains(&&*folded(word)) || !is_beside_time(before, &string[end..])
}

fn is_behind_title(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let word = last_word(before);
    let small = folded(word);
    let has_capital = word.chars().next().is_some_and(char::is_uppercase);
    SHORT_TITLES.contains(&&*small) || has_capital && LONG_TITLES.contains(&&*small)
}

/// Whether what follows begins a sentence, as far as signs tell.
fn begins_sentence(before: &str) -> bool {
    const OPENING: [char; 9] = ['“', '‘', '"', '\'', '(', '[', '«', '„', '—'];
    let inner = before.trim_end();
    let ends = ['.', '!', '?', '…', ':'];
    inner.is_empty()
        || before[inner.len()..].contains('\n')
        || inner.ends_with(ends)
        || inner.ends_with(OPENING)
        // The quotation marks that close what was said end the sentence with it.
        || inner.ends_with(['”', '’', '"']) && inner.trim_end_matches(['”', '’', '"']).ends_with(ends)
}

fn is_beside_time(before: &str, after: &str) -> bool {
    const SIGNS: [char; 5] = [' ', ',', '\u{a0}', '-', '/'];
    let is_time = |word: &str| {
        CALENDAR.contains(&&*folded(word)) || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = before.trim_end_matches(SIGNS);
    let last = last_word(before);
    let further = last_word(before[..before.len() - last.len()].trim_end_matches(SIGNS));
    let next = after.trim_start_matches(SIGNS);
    let next = &next[..next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len())];
    let small = folded(last);
    is_time(last)
        || is_time(next)
        || BESIDE_TIMES.contains(&&*small)
        || BETWEEN_TIMES.contains(&&*small) && is_time(further)
}

/// The word that a text ends in; empty where it ends in something else.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(char::is_alphanumeric).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_each_word_once_as_it_is_compared() {
        let ordinary: Vec<&str> = ORDINARY.split_whitespace().collect();
        assert!(ordinary.is_sorted());
        for list in [&ordinary[..], &GENERIC, &CALENDAR, &BESIDE_TIMES, &LONG_TITLES] {
            let once: HashSet<&&str> = list.iter().collect();
            assert_eq!(once.len(), list.len());
            assert!(list.iter().all(|word| folded(word) == **word));
        }
    }

    #[test]
    fn titles_and_letters_are_no_part_of_a_name() {
        assert_eq!(without_titles("Dr Anna Bell, MBE"), "Anna Bell");
        assert_eq!(without_titles("Prof. Sir Tom O’Brien"), "Tom O’Brien");
        assert_eq!(without_titles("Dr"), "Dr");
        assert_eq!(without_titles("Judge"), "Judge");
        assert_eq!(name_parts("Anna van der Berg-Li"), ["Anna", "Berg-Li", "Berg"]);
        assert_eq!(name_parts("J. O’Brien (Jim)"), ["O’Brien", "Jim"]);
        assert!(name_parts("Bo Li").is_empty());
    }

    #[test]
    fn a_name_is_known_in_each_form_that_tells_somebody() {
        let forms = super::super::name_forms;
        assert_eq!(forms("Dr Anna Bell"), ["Dr Anna Bell", "Anna Bell", "Anna"]);
        assert_eq!(
            forms("Duffy, Siobhan"),
            ["Duffy, Siobhan", "Siobhan Duffy", "Duffy", "Siobhan"]
        );
        assert!(forms("?").is_empty());
        let sites = super::super::site_forms;
        assert_eq!(sites("Thornley Road Surgery"), ["Thornley Road Surgery", "Thornley Road"]);
        assert_eq!(sites("Ashcroft"), ["Ashcroft"]);
    }

    #[test]
    fn a_register_says_nothing_in_many_words() {
        for words in ["", "Unknown", "n/a", " not known ", "Dr.", "A.", "?", "tbc"] {
            assert!(!tells_anything(words), "{words}");
        }
        for words in ["Li", "A. B.", "Dr A. Bell", "王伟", "Noone"] {
            assert!(tells_anything(words), "{words}");
        }
    }

    #[test]
    fn what_tells_a_site_is_what_others_are_not_called() {
        let part = |name| site_part(name);
        assert_eq!(part("Marsh Lane Surgery").as_deref(), Some("Marsh Lane"));
        assert_eq!(part("NHS Marshfield and Holt CCG").as_deref(), Some("Marshfield and Holt"));
        assert_eq!(part("Marshfield"), None);
        assert_eq!(part("North East Hospitals NHS Trust"), None);
        assert_eq!(part(""), None);
    }

    #[test]
    fn a_word_stands_as_a_name_behind_a_title_or_with_a_capital_within_a_sentence() {
        let stands = |marked: &str| {
            let start = marked.find('«').expect("a mark");
            let string = marked.replace('«', "");
            let word = words(&string[start..]).next().expect("a word");
            stands_as_name(&string, start, start + word.end)
        };
        for name in [
            "I asked «Bell about it",
            "and Dr «bell said",
            "Dr. «Bell",
            "to Nurse «Bell",
            "we told «May that",
            "Mrs «May in 2012",
            "he said “yes” and «Will went",
            "said Ann and «May",
            "gave it to «May",
        ] {
            assert!(stands(name), "{name}");
        }
        for word in [
            "the «bell rang",
            "«Bell rang",
            "It ended. «Will you",
            "[GP ID 5]: «May I",
            "he said: “«Will you",
            "in «May we met",
            "from April to «May",
            "the 3rd or 4th of «May",
            "in 2012 and «May",
            "on 4 «May",
            "told us «May 2012",
            "a nurse «bell",
            "he went.” «Will you",
            "line\n«Will you",
        ] {
            assert!(!stands(word), "{word}");
        }
    }
}
