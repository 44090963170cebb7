//! What could be written next in a template.

use super::field_names::{FieldName, PRIVATE_FIELDS, PUBLIC_FIELDS};
use super::template::is_quote;
use crate::analysis::query::Completion;
use crate::domain::house_style::Audience;

/// Forms of dates that are offered, with an example of each.
const DATE_FORMS: [(&str, &str); 5] = [
    ("MMMM YYYY", "March 2012"),
    ("YYYY", "2012"),
    ("D MMMM YYYY", "5 March 2012"),
    ("MMM YYYY", "Mar 2012"),
    ("DD/MM/YYYY", "05/03/2012"),
];
/// Forms of words.
const WORD_FORMS: [(&str, &str); 2] =
    [("capital", "the first letter is a capital"), ("small", "the first letter is none")];

/// What a study has that templates may name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// The names of attributes of people.
    pub person_attributes: Vec<String>,
    /// The names of attributes of sources, cases and meetings.
    pub attributes: Vec<String>,
    /// The words for kinds of source.
    pub kinds: Vec<String>,
}

impl Vocabulary {
    /// The fields that a template for these readers may name, as they stand between braces, with what each stands for. A field
    /// that takes an attribute stands there once for each.
    pub fn fields(&self, audience: Audience) -> Vec<(String, String)> {
        let private: &[FieldName] = match audience {
            Audience::Public => &[],
            Audience::Team => &PRIVATE_FIELDS,
        };
        let mut fields = Vec::new();
        for field in PUBLIC_FIELDS.iter().chain(private) {
            if !field.takes_attribute {
                fields.push((field.name.to_owned(), field.means.to_owned()));
                continue;
            }
            let of_person = field.name.ends_with("person_attribute");
            let names = if of_person { &self.person_attributes } else { &self.attributes };
            fields.extend(names.iter().map(|name| {
                let quoted = name.replace('\\', r"\\").replace('"', "\\\"");
                let means = field.means.replace("an attribute", &format!("“{name}”"));
                (format!("{} \"{quoted}\"", field.name), means)
            }));
        }
        fields
    }
}

/// What could be written at the cursor, which stands so many code points into the template; nothing outside of braces.
pub fn completions(
    line: &str,
    cursor: usize,
    audience: Audience,
    names: &Vocabulary,
) -> Vec<Completion> {
    let all: Vec<char> = line.chars().collect();
    let (written, rest) = all.split_at(cursor.min(all.len()));
    let is_within_word = rest.first().is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let Some(place) = place(written).filter(|_| !is_within_word) else { return Vec::new() };
    // What stands behind a blank may belong to what is around this brace.
    let next = rest.first();
    let closes = |signs: &[char]| if next.is_some_and(|c| signs.contains(c)) { "" } else { "}" };
    let (typed, offered) = match &place {
        Place::Field { typed, is_first } => {
            let end = closes(&['}', '|', ':']);
            let fields = names.fields(audience).into_iter();
            let mut offered: Vec<(String, String)> =
                fields.map(|(name, means)| (format!("{name}{end}"), means)).collect();
            if *is_first {
                let means = "what is printed depends on the kind of source, or on anything else";
                offered.push(("when kind is ".to_owned(), means.to_owned()));
            }
            (typed, offered)
        }
        Place::Form { field, typed } => {
            let is_date = field.contains("date");
            let forms = if is_date { &DATE_FORMS[..] } else { &WORD_FORMS[..] };
            let end = closes(&['}', '|']);
            let form = |&(form, about): &(&str, &str)| (format!("{form}{end}"), about.to_owned());
            (typed, forms.iter().map(form).collect())
        }
        Place::Subject { typed } => {
            let fields = names.fields(audience).into_iter();
            let mut offered: Vec<(String, String)> =
                fields.map(|(name, means)| (format!("{name} is "), means)).collect();
            let means = "whether the style compares rounds";
            offered.push(("rounds are compared: ".to_owned(), means.to_owned()));
            (typed, offered)
        }
        Place::Value { field, typed } => {
            let mut offered = vec![("given: ".to_owned(), "whenever it is known".to_owned())];
            if field == "kind" {
                let kinds = names.kinds.iter().map(|kind| (kind.clone(), String::new()));
                offered.splice(0..0, kinds);
            }
            (typed, offered)
        }
        Place::Arm { typed } => {
            let is = ("is ".to_owned(), "when it is something else".to_owned());
            let otherwise = ("otherwise: ".to_owned(), "when nothing before fits".to_owned());
            (typed, vec![is, otherwise])
        }
    };
    // A name that is begun with a quotation mark and holds a brace is none.
    if typed.contains(['{', '}']) {
        return Vec::new();
    }
    let from = written.len() - typed.chars().count();
    let lower = typed.to_lowercase();
    let rank = |(text, about): &(String, String)| {
        let text = text.to_lowercase();
        match () {
            () if text.starts_with(&lower) => Some(0),
            () if text.contains(&lower) => Some(1),
            // Few letters stand in most sentences.
            () if lower.chars().nth(2).is_some() && about.contains(&lower) => Some(2),
            () => None,
        }
    };
    let mut found: Vec<(u8, Completion)> = offered
        .into_iter()
        .filter(|(text, _)| text != typed)
        .filter_map(|one| Some((rank(&one)?, one)))
        .map(|(rank, (text, about))| (rank, Completion { from, text, about }))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, completion)| completion).collect()
}

/// What is being written, with what is typed of it so far.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// A field, or what is printed where the one before is empty.
    Field { typed: String, is_first: bool },
    /// The form of a field.
    Form { field: String, typed: String },
    /// What a choice depends on.
    Subject { typed: String },
    /// A value of that.
    Value { field: String, typed: String },
    /// What begins a further arm of a choice.
    Arm { typed: String },
}

/// A brace that is open, with the place behind it.
struct Open {
    start: usize,
    /// Where what is being written begins.
    piece: usize,
    inside: Inside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Field,
    Form,
    /// The condition of a choice.
    Test,
    /// What a choice prints.
    Arm,
}

/// What is being written at the end of what is written.
fn place(written: &[char]) -> Option<Place> {
    let text = |from: usize, to: usize| written[from..to].iter().collect::<String>();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(&c) = written.get(at) {
        let here = at;
        at += 1;
        let Some(top) = open.last_mut().filter(|top| top.inside != Inside::Arm) else {
            match c {
                '\\' => at += 1,
                '{' => open.push(Open { start: at, piece: at, inside: Inside::Field }),
                '}' => drop(open.pop()),
                '|' => {
                    if let Some(top) = open.last_mut() {
                        top.inside = Inside::Test;
                        top.piece = at;
                    }
                }
                _ => {}
            }
            continue;
        };
        match c {
            '}' => drop(open.pop()),
            '|' => {
                top.inside = if top.inside == Inside::Test { Inside::Test } else { Inside::Field };
                top.piece = at;
            }
            ':' if top.inside == Inside::Test => top.inside = Inside::Arm,
            ':' if top.inside == Inside::Field => {
                top.inside = Inside::Form;
                // The field stays at hand.
                top.start = top.piece;
                top.piece = at;
            }
            c if is_quote(c) => {
                while let Some(&c) = written.get(at) {
                    at += if c == '\\' { 2 } else { 1 };
                    if is_quote(c) {
                        break;
                    }
                }
            }
            c if c.is_whitespace()
                && top.inside == Inside::Field
                && top.start == top.piece
                && text(top.start, here).trim() == "when" =>
            {
                top.inside = Inside::Test;
                top.start = at;
                top.piece = at;
            }
            _ => {}
        }
    }
    let top = open.last()?;
    let typed = text(top.piece, written.len()).trim_start().to_owned();
    let first_word = |from: usize| {
        let line = text(from, written.len());
        let word =
            line.split(|c: char| c.is_whitespace() || c == ':').find(|word| !word.is_empty());
        word.unwrap_or_default().to_owned()
    };
    match top.inside {
        Inside::Field => Some(Place::Field { typed, is_first: top.start == top.piece }),
        Inside::Form => Some(Place::Form { field: first_word(top.start), typed }),
        Inside::Test => {
            let test = match typed.strip_prefix("is ") {
                Some(values) => Some(values),
                None => typed.rsplit_once(" is ").map(|(_, values)| values),
            };
            let is_first = top.start == top.piece;
            Some(match test {
                Some(values) => {
                    let value = values.rsplit(" or ").next().unwrap_or_default();
                    let typed = value.trim_start().to_owned();
                    Place::Value { field: first_word(top.start), typed }
                }
                None if is_first => Place::Subject { typed },
                None => Place::Arm { typed },
            })
        }
        Inside::Arm => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PublicField, Template};
    use super::*;
    use proptest::prelude::*;

    fn names() -> Vocabulary {
        Vocabulary {
            person_attributes: vec!["Gender".to_owned()],
            attributes: vec!["Size".to_owned()],
            kinds: vec!["interview".to_owned(), "fieldnote".to_owned(), "minutes".to_owned()],
        }
    }

    /// What is offered at `‸`.
    fn offered(line: &str) -> Vec<String> {
        let cursor = line.chars().position(|c| c == '‸').expect("a cursor");
        let line = line.replace('‸', "");
        let all = completions(&line, cursor, Audience::Public, &names());
        all.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn a_brace_offers_every_field() {
        let all = offered("{‸");
        assert_eq!(all[..3], ["person}", "series}", "role}"]);
        assert_eq!(all.last().map(String::as_str), Some("when kind is "));
        assert!(all.contains(&"attribute \"Size\"}".to_owned()));
        assert!(all.contains(&"person_attribute \"Gender\"}".to_owned()));
        assert!(!all.iter().any(|one| one.contains("site")));
        let team = completions("{si", 3, Audience::Team, &names());
        assert_eq!(team[0].text, "site}");
    }

    #[test]
    fn fields_that_begin_so_come_first() {
        assert_eq!(offered("{ro‸")[..2], ["role}", "round}"]);
        assert_eq!(offered("[{role} ID {pers‸")[0], "person}");
        // What is meant finds the field, too.
        assert_eq!(offered("{pseudonym‸"), ["case}"]);
        assert_eq!(offered("{xyz‸"), Vec::<String>::new());
    }

    #[test]
    fn a_brace_that_is_closed_is_not_closed_again() {
        assert_eq!(offered("{ro‸} ID")[0], "role");
        assert_eq!(offered("{qualifier|ro‸}")[0], "role");
        assert_eq!(offered("{ro‸ ID {person}")[0], "role}");
        // The field that stands there already is no offer.
        assert_eq!(offered("{coarse_role‸}"), Vec::<String>::new());
        assert_eq!(offered("{ro‸le}"), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_offered_among_words() {
        for line in
            ["‸", "ID ‸", "{role} ‸", "\\{ro‸", "{role|\"the ‸", "{when kind is minutes: ex‸"]
        {
            let offered: Vec<String> =
                offered(line).into_iter().filter(|one| !one.is_empty()).collect();
            assert_eq!(offered, Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn forms_are_those_of_the_field() {
        assert_eq!(offered("{date:‸")[..2], ["MMMM YYYY}", "YYYY}"]);
        assert_eq!(offered("{date:MMMM YYYY|date:Y‸}")[0], "YYYY");
        assert_eq!(offered("{kind:‸}"), ["capital", "small"]);
    }

    #[test]
    fn choices_are_led_through() {
        assert_eq!(offered("{wh‸")[0], "when kind is ");
        assert_eq!(offered("{when ro‸")[0], "role is ");
        assert_eq!(offered("{when kind is f‸"), ["fieldnote"]);
        assert_eq!(offered("{when kind is fieldnote or m‸"), ["minutes"]);
        assert_eq!(offered("{when role is ‸"), ["given: "]);
        assert_eq!(offered("{when kind is minutes: a | ‸"), ["is ", "otherwise: "]);
        assert_eq!(offered("{when kind is minutes: a | is inter‸"), ["interview"]);
        assert_eq!(offered("{when kind is minutes: {ro‸ | otherwise: b}")[0], "role}");
        assert_eq!(offered("{when attribute \"Size\" is ‸"), ["given: "]);
    }

    #[test]
    fn every_field_that_is_offered_can_be_read() {
        for completion in completions("{", 1, Audience::Public, &names()) {
            if completion.text.ends_with('}') {
                let line = format!("{{{}", completion.text);
                assert!(Template::<PublicField>::parse(&line).is_ok(), "{line}");
            }
        }
        for (line, at) in [("{date:", 6), ("{role:", 6)] {
            for completion in completions(line, at, Audience::Public, &names()) {
                let whole = format!("{line}{}", completion.text);
                assert!(Template::<PublicField>::parse(&whole).is_ok(), "{whole}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_offered_begins_before_the_cursor_and_is_not_there_yet(
            pieces in proptest::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "<", ">", "|", ":", "\\", "\"", " ", "when ", "kind", " is ", "ro", "é", "date", "or ",
                ]),
                0..14,
            ),
            cursor in 0_usize..40,
        ) {
            let line = pieces.concat();
            let length = line.chars().count();
            for one in completions(&line, cursor, Audience::Team, &names()) {
                prop_assert!(one.from <= cursor.min(length));
                let typed: String =
                    line.chars().take(cursor).skip(one.from).collect();
                prop_assert_ne!(&one.text, &typed);
                prop_assert!(!typed.contains(['{', '}']), "{}", typed);
            }
        }
    }
}
