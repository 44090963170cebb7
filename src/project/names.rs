//! What the things of a project are called in links, on the screen and in print.

use crate::analysis::labels::Audience;
use crate::analysis::links::Names;
use crate::domain::{CodeId, CountOf, Link, LinkTo, PATH_SEPARATOR, Target, filled};

use super::Snapshot;

impl Names for Snapshot {
    fn name_of(&self, target: Target) -> Option<String> {
        match target {
            // The name alone where no other code bears it.
            Target::Code(id) => self.codes.get(id).map(|code| {
                match self.codes.codes().iter().filter(|other| other.name == code.name).count() {
                    1 => code.name.clone(),
                    _ => self.codes.path_text(id),
                }
            }),
            Target::Quote(_) => None,
            Target::Source(id) => self.source(id).map(|source| source.name.clone()),
            Target::Case(id) => self.case(id).map(|case| case.name.clone()),
            Target::Person(id) => self.person(id).map(|person| person.name.clone()),
            Target::Meeting(id) => self.meeting(id).map(|meeting| meeting.title()),
            Target::Memo(id) => self.memo(id).map(|memo| memo.heading()),
            Target::Summary(id) => self.summary_of(id).and_then(|summary| {
                let code = self.codes.get(summary.code)?;
                Some(format!("{}: {}", self.row_name(summary.row)?, code.name))
            }),
        }
    }

    fn named(&self, name: &str) -> Option<Target> {
        let lower = name.trim().to_lowercase();
        let is = |other: &str| other.to_lowercase() == lower;
        let codes = self.codes.codes().iter();
        let codes = codes
            .filter(|code| {
                is(&code.name)
                    || lower.contains(PATH_SEPARATOR) && is(&self.codes.path_text(code.id))
            })
            .map(|code| Target::Code(code.id));
        let sources =
            self.sources.iter().filter(|one| is(&one.name)).map(|one| Target::Source(one.id));
        let cases = self.cases.iter().filter(|one| is(&one.name)).map(|one| Target::Case(one.id));
        let people =
            self.people.iter().filter(|one| is(&one.name)).map(|one| Target::Person(one.id));
        let memos =
            self.memos.iter().filter(|one| is(&one.heading())).map(|one| Target::Memo(one.id));
        let meetings =
            self.meetings.iter().filter(|one| is(&one.title())).map(|one| Target::Meeting(one.id));
        let mut all = codes.chain(sources).chain(cases).chain(people).chain(meetings).chain(memos);
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
}

impl Snapshot {
    /// What is printed for a link of a text, which had these words: a number as it is counted now; a thing by its name. For
    /// everybody nothing tells which site, person or source it is.
    pub fn link_words(&self, to: LinkTo, words: &str, audience: Audience) -> String {
        let target = match to {
            LinkTo::Count(of, code) => {
                return match self.codes.get(code) {
                    Some(_) => self.counted(of, code).to_string(),
                    None => format!("[no number: “{words}” is gone]"),
                };
            }
            LinkTo::Object(target) => target,
        };
        if audience == Audience::Team {
            return self.name_of(target).unwrap_or_else(|| words.to_owned());
        }
        match target {
            Target::Code(id) => {
                self.codes.get(id).map_or_else(|| words.to_owned(), |code| code.name.clone())
            }
            Target::Quote(_) | Target::Memo(_) => words.to_owned(),
            Target::Case(_) => "[a site]".to_owned(),
            Target::Meeting(_) => "[a meeting]".to_owned(),
            Target::Summary(_) => "[a summary]".to_owned(),
            Target::Person(id) => match self.person(id).map(|person| person.role.trim()) {
                Some(role) if !role.is_empty() => format!("[{role}]"),
                _ => "[a person]".to_owned(),
            },
            Target::Source(id) => match self.source(id) {
                Some(source) => format!("[{}]", source.kind.word()),
                None => "[a source]".to_owned(),
            },
        }
    }

    /// A link as it is read on the screen: what it leads to by its name now, a number as it is counted. Until numbers were counted
    /// ([`Self::known_uses`]), those that stand in the text are shown: no frame waits for them.
    pub fn link_on_screen(&self, link: &Link<'_>) -> String {
        match link.to {
            Some(LinkTo::Count(..)) if self.known_uses().is_none() => link.words.to_owned(),
            Some(to) => self.link_words(to, link.words, Audience::Team),
            None => link.words.to_owned(),
        }
    }

    /// A stored text as it is read on the screen, with words in the places of its links.
    pub fn on_screen(&self, stored: &str) -> String {
        filled(stored, |link| self.link_on_screen(link))
    }

    /// How many there are of the passages that carry a code or one below it: see [`Self::code_uses`].
    pub fn counted(&self, of: CountOf, code: CodeId) -> usize {
        let Some(used) = self.code_uses().get(&code) else { return 0 };
        match of {
            CountOf::Cases => used.cases,
            CountOf::People => used.people,
            CountOf::Sources => used.sources,
            CountOf::Quotes => used.quotations,
        }
    }

    /// Whether something that a text leads to is there; what is gone may come back.
    pub fn is_there(&self, target: Target) -> bool {
        match target {
            Target::Quote(id) => self.quotation(id).is_some(),
            other => self.name_of(other).is_some(),
        }
    }
}
