//! The names that templates may write, what they stand for, and what to say of others.

/// A name that templates may write, with what it stands for, for lists and for help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldName {
    /// The name.
    pub name: &'static str,
    /// What it stands for.
    pub means: &'static str,
    /// Whether the name of an attribute follows.
    pub takes_attribute: bool,
    /// What a public template may name instead of a private one.
    pub instead: Option<&'static str>,
}

const fn plain(name: &'static str, means: &'static str) -> FieldName {
    FieldName { name, means, takes_attribute: false, instead: None }
}

const fn attribute(name: &'static str, means: &'static str) -> FieldName {
    FieldName { name, means, takes_attribute: true, instead: None }
}

const fn instead_of(private: FieldName, public: &'static str) -> FieldName {
    FieldName { instead: Some(public), ..private }
}

/// What a public template may name.
pub const PUBLIC_FIELDS: [FieldName; 16] = [
    plain("person", "the person's number, with the prefix of its series"),
    plain("series", "the name of the series that the person's number belongs to"),
    plain("role", "the person's role, coarse or fine as the style says"),
    plain("coarse_role", "the person's role in the coarse grain"),
    plain("fine_role", "the person's role in the fine grain"),
    plain("qualifier", "what else is said of the person"),
    attribute("person_attribute", "the public value of an attribute of the person"),
    plain("kind", "the kind of source, in the study's own word where it has one"),
    plain("meeting", "the meeting's number, with the prefix of its series"),
    plain("meeting_type", "the kind of meeting"),
    plain("meeting_date", "the date of the meeting"),
    plain("date", "the date of the source; where it has none, of the meeting"),
    plain("year", "the year of the round; where there is none, of the date"),
    plain("round", "the round of the study"),
    plain("case", "the case's pseudonym, in a style that allows cases"),
    attribute("attribute", "the public value of an attribute of the source, case or meeting"),
];

/// What only a template for the screen may name beside these.
pub const PRIVATE_FIELDS: [FieldName; 8] = [
    instead_of(plain("name", "the person's name"), "person"),
    instead_of(plain("post", "the person's exact post"), "role"),
    instead_of(
        attribute("exact_person_attribute", "the exact value of an attribute of the person"),
        "person_attribute",
    ),
    instead_of(plain("site", "the site's real name"), "case"),
    instead_of(plain("source", "the source's name in the project"), "kind"),
    instead_of(plain("file", "the name of the source's file"), "kind"),
    instead_of(plain("exact_date", "the exact date"), "date"),
    instead_of(
        attribute(
            "exact_attribute",
            "the exact value of an attribute of the source, case or meeting",
        ),
        "attribute",
    ),
];

/// Why a template cannot name this, and what to write instead.
pub(super) fn no_such_field<'n>(
    name: &str,
    attribute: Option<&str>,
    known: impl Iterator<Item = &'n FieldName> + Clone,
) -> String {
    if let Some(field) = known.clone().find(|field| field.name == name) {
        return match attribute {
            None => format!(
                "“{name}” needs the name of the attribute behind it; write {name} \"Size\", for instance."
            ),
            Some(_) if field.takes_attribute => format!("“{name}” cannot be read here."),
            Some(attribute) => {
                format!("Nothing may stand behind “{name}”; take “{attribute}” out.")
            }
        };
    }
    if name == "note" {
        return "The note is printed by the style, inside the bracket or behind it; take “note” out."
            .to_owned();
    }
    match nearest(name, known.clone().map(|field| field.name)) {
        Some(nearest) => format!("There is no field “{name}”; did you mean {nearest}?"),
        None => {
            let names: Vec<&str> = known.map(|field| field.name).collect();
            format!("There is no field “{name}”; write one of {}.", names.join(", "))
        }
    }
}

/// The known name that is written most like this one, if one is written much like it.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase().replace([' ', '-'], "_");
    let allowed = 2.max(name.chars().count() / 3);
    known
        .map(|known| (strokes(&name, known), known))
        .filter(|&(strokes, known)| {
            strokes <= allowed && strokes < known.len()
                || name.len() > 2 && (known.contains(&*name) || name.contains(known))
        })
        .min()
        .map(|(_, known)| known)
}

/// How many letters have to be put in, taken out or changed to come from one word to another (Levenshtein 1966).
fn strokes(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.chars().enumerate() {
            let change = corner + usize::from(from != to);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered() {
        let offered = |name: &str| nearest(name, PUBLIC_FIELDS.iter().map(|field| field.name));
        for (written, meant) in [
            ("rolle", Some("role")),
            ("Role", Some("role")),
            ("meeting type", Some("meeting_type")),
            ("public_role", Some("role")),
            ("pers", Some("person")),
            ("xylophone", None),
            ("", None),
        ] {
            assert_eq!(offered(written), meant, "{written}");
        }
        assert_eq!((strokes("kitten", "sitting"), strokes("", "ab"), strokes("ab", "")), (3, 2, 2));
    }
}
