//! Links in texts as people write and see them: `[[Trust]]`, `[[cases: Trust]]`, and how those are stored.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::{CountOf, LinkTo, Target, filled, links, plain_words, written_link};

/// What is known of the things that texts lead to.
pub trait Names {
    /// What something is called now; none where it has no name of its own (a quotation is called by the words in the link) or is
    /// gone.
    fn name_of(&self, target: Target) -> Option<String>;

    /// What is called this, without regard to case; none where nothing is, or several things are.
    fn named(&self, name: &str) -> Option<Target>;
}

/// A text as it is written by people, and what the links in it lead to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readable {
    /// The text, with `[[Name]]` for each link.
    pub text: String,
    /// What the words between brackets lead to. Two things of one name bear a number behind it: `[[Trust (2)]]`.
    pub leads: HashMap<String, LinkTo>,
}

impl Readable {
    /// A stored text as people write it: each link by the name of what it leads to now.
    pub fn of(stored: &str, names: &dyn Names) -> Self {
        let mut readable =
            Self { text: String::with_capacity(stored.len()), leads: HashMap::new() };
        let mut from = 0;
        for link in links(stored) {
            readable.text.push_str(&stored[from..link.range.start]);
            from = link.range.end;
            match link.to {
                Some(to) => {
                    let words = readable.lead(to, link.words, names);
                    readable.text.push_str(&format!("[[{words}]]"));
                }
                None => readable.text.push_str(&stored[link.range]),
            }
        }
        readable.text.push_str(&stored[from..]);
        readable
    }

    /// The words by which a link to something is written in this text; they are remembered as leading there. `words` stand where it
    /// has no name.
    pub fn lead(&mut self, to: LinkTo, words: &str, names: &dyn Names) -> String {
        let name = names.name_of(to.target());
        let name = plain_words(&name.unwrap_or_else(|| words.to_owned()));
        let name = if name.is_empty() { to.target().kind().to_owned() } else { name };
        let name = match to {
            LinkTo::Object(_) => name,
            LinkTo::Count(of, _) => format!("{of}: {name}"),
        };
        let mut number = 1;
        loop {
            let tried = match number {
                1 => name.clone(),
                _ => format!("{name} ({number})"),
            };
            match self.leads.entry(tried.clone()) {
                Entry::Occupied(there) if *there.get() != to => number += 1,
                Entry::Occupied(_) => return tried,
                Entry::Vacant(free) => {
                    free.insert(to);
                    return tried;
                }
            }
        }
    }

    /// The text as it is stored. Names that nothing bears, or several things, stay as they were written.
    pub fn stored(&self, names: &dyn Names) -> String {
        let mut stored = String::with_capacity(self.text.len());
        let mut from = 0;
        for link in links(&self.text) {
            stored.push_str(&self.text[from..link.range.start]);
            from = link.range.end;
            let remembered = || self.leads.get(link.words).copied();
            // A quotation has no name by which it could be seen to be there.
            let is_there = |to: &LinkTo| {
                matches!(to.target(), Target::Quote(_)) || names.name_of(to.target()).is_some()
            };
            let to = link.to.or_else(|| remembered().filter(is_there));
            // What is gone gives way to what bears its name now, and is remembered where nothing does.
            match to.or_else(|| read(link.words, names)).or_else(remembered) {
                Some(to) => stored.push_str(&written_link(to, name_in(link.words, to))),
                None => stored.push_str(&self.text[link.range]),
            }
        }
        stored.push_str(&self.text[from..]);
        stored
    }
}

/// What words between brackets lead to: the name of something, or `cases:` and the like before the name of a code.
pub fn read(words: &str, names: &dyn Names) -> Option<LinkTo> {
    if let Some((of, name)) = words.split_once(':')
        && let Ok(of) = of.parse::<CountOf>()
        && let Some(Target::Code(code)) = names.named(name.trim())
    {
        return Some(LinkTo::Count(of, code));
    }
    names.named(words.trim()).map(LinkTo::Object)
}

/// A stored text with the words of its links in their places, whatever they lead to.
pub fn plain(stored: &str) -> String {
    filled(stored, |link| link.words.to_owned())
}

/// The words of a link without what it counts.
fn name_in(words: &str, to: LinkTo) -> &str {
    match to {
        LinkTo::Object(_) => words,
        LinkTo::Count(of, _) => match words.split_once(':') {
            Some((said, name)) if said.parse() == Ok(of) => name.trim(),
            _ => words,
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::CodeId;

    struct Codes(Vec<&'static str>);

    impl Names for Codes {
        fn name_of(&self, target: Target) -> Option<String> {
            let place = usize::try_from(target.uuid().as_u128()).ok()?;
            self.0.get(place).map(|&name| name.to_owned())
        }

        fn named(&self, name: &str) -> Option<Target> {
            let lower = name.to_lowercase();
            let mut same = (0..self.0.len()).filter(|&n| self.0[n].to_lowercase() == lower);
            let first = same.next()?;
            same.next().is_none().then_some(code(first as u128))
        }
    }

    fn code(number: u128) -> Target {
        Target::Code(CodeId::new(Uuid::from_u128(number)))
    }

    #[test]
    fn names_are_read_written_and_told_apart() {
        let names = Codes(vec!["Trust", "Lost time", "trust"]);
        let typed = Readable {
            text: "On [[lost TIME]] and [[Trust]], [[cases: Lost time]].".into(),
            leads: HashMap::new(),
        };
        let stored = typed.stored(&names);
        assert!(stored.contains(&format!("[[code:{}|lost TIME]]", code(1).uuid())), "{stored}");
        assert!(stored.contains("[[Trust]]"), "two codes bear the name: {stored}");
        assert!(stored.contains(&format!("[[cases:{}|Lost time]]", code(1).uuid())), "{stored}");
        let both = format!(
            "{} {}",
            written_link(LinkTo::Object(code(0)), "x"),
            written_link(LinkTo::Object(code(2)), "x")
        );
        let same = Codes(vec!["Trust", "-", "Trust"]);
        assert_eq!(Readable::of(&both, &same).text, "[[Trust]] [[Trust (2)]]");
    }

    #[test]
    fn what_is_gone_keeps_its_words() {
        let stored = written_link(LinkTo::Object(code(9)), "Old code");
        let readable = Readable::of(&stored, &Codes(vec![]));
        assert_eq!(readable.text, "[[Old code]]");
        assert_eq!(readable.stored(&Codes(vec![])), stored);
        // Where something else bears the name by now, the words lead there.
        let anew = readable.stored(&Codes(vec!["Other", "Old code"]));
        assert_eq!(anew, written_link(LinkTo::Object(code(1)), "Old code"));
    }

    proptest! {
        #[test]
        fn a_text_that_is_read_and_stored_again_leads_to_the_same(
            parts in prop::collection::vec((0_u128..6, any::<bool>(), "[a-z\\[\\] |:\n]{0,12}"), 0..12)
        ) {
            let names = Codes(vec!["Trust", "Trust", "a [b] | c", "cases: Trust"]);
            let stored: String = parts
                .iter()
                .map(|(number, counted, words)| {
                    let Target::Code(id) = code(*number) else { unreachable!() };
                    let to = match counted {
                        true => LinkTo::Count(CountOf::Cases, id),
                        false => LinkTo::Object(Target::Code(id)),
                    };
                    format!("{} {words}\n", written_link(to, words))
                })
                .collect();
            let leads = |text: &str| -> Vec<Option<LinkTo>> { links(text).map(|link| link.to).collect() };
            let readable = Readable::of(&stored, &names);
            let again = readable.stored(&names);
            prop_assert_eq!(leads(&again).into_iter().flatten().collect::<Vec<_>>(), leads(&stored).into_iter().flatten().collect::<Vec<_>>());
            // Once names are in it, it is what stays.
            let twice = Readable::of(&again, &names);
            prop_assert_eq!(&twice.text, &readable.text);
            prop_assert_eq!(twice.stored(&names), again);
        }
    }
}
