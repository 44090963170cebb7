//! What labels lack in a house style: each thing once, with the extracts that lack it.

use crate::analysis::labels::{Missing, PRIVATE_FIELDS, PUBLIC_FIELDS};
use crate::project::SetExtract;

/// Something that labels or tags lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lack {
    /// What it is, to stand behind `4 labels lack`.
    pub(super) what: String,
    /// Whether the whole label is missing.
    pub(super) is_whole: bool,
    /// Whether it is the tags of speakers that lack something.
    pub(super) is_of_tags: bool,
    /// The places of the extracts among all.
    pub(super) places: Vec<usize>,
}

/// What the labels of extracts lack: what most of them lack first, tags of speakers last.
pub(super) fn lacks(set: &[SetExtract]) -> Vec<Lack> {
    let mut all: Vec<Lack> = Vec::new();
    let mut note = |what: String, is_whole, is_of_tags, place: usize| {
        let is_same = |one: &&mut Lack| one.what == what && one.is_of_tags == is_of_tags;
        match all.iter_mut().find(is_same) {
            Some(lack) => lack.places.push(place),
            None => all.push(Lack { what, is_whole, is_of_tags, places: vec![place] }),
        }
    };
    for (place, one) in set.iter().enumerate() {
        for missing in &one.label.missing {
            note(words(missing), *missing == Missing::Label, false, place);
        }
        if one.tags_lack {
            note("something".to_owned(), false, true, place);
        }
    }
    all.sort_by_key(|lack| (lack.is_of_tags, std::cmp::Reverse(lack.places.len())));
    all
}

/// What is missing, as people say it: `the person's role`.
fn words(missing: &Missing) -> String {
    let Missing::Field(name) = missing else { return String::new() };
    // The name of an attribute stands behind that of its field.
    let (field, attribute) = match name.split_once(' ') {
        Some((field, attribute)) => (field, Some(attribute)),
        None => (name.as_str(), None),
    };
    match PUBLIC_FIELDS.iter().chain(&PRIVATE_FIELDS).find(|known| known.name == field) {
        Some(known) => {
            // What a field stands for goes on with its form, or with what it says instead.
            let end = known.means.find([',', ';']).unwrap_or(known.means.len());
            match attribute {
                Some(attribute) => known.means[..end].replace("an attribute", attribute),
                None => known.means[..end].to_owned(),
            }
        }
        None => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_in_words() {
        let said = |name: &str| words(&Missing::Field(name.to_owned()));
        assert_eq!(said("role"), "the person's role");
        assert_eq!(said("person"), "the person's number");
        assert_eq!(said("date"), "the date of the source");
        assert_eq!(said("meeting"), "the meeting's number");
        assert_eq!(said("person_attribute “Gender”"), "the public value of “Gender” of the person");
        assert_eq!(said("unheard of"), "unheard of");
    }
}
