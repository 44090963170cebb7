//! What the texts of the team can lead to: what is offered between brackets, how a link looks now, and the numbers that are
//! counted when they are shown.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::desk::Desk;
use super::prose::{Face, Leads, Offer};
use crate::analysis::links::Names;
use crate::domain::{CodeId, CountOf, LinkTo, QuotationId, Span, Target};
use crate::project::{Project, Snapshot};

/// The most that is offered of one kind, and in all.
const OF_A_KIND: usize = 4;
const MOST: usize = 9;
/// Words with which a quotation begins, by which it is called.
const WORDS: usize = 7;

/// The words with which quotations begin, each with the span that was read.
type Openings = HashMap<QuotationId, (Span, Arc<str>)>;

/// What is known of the things that texts lead to, beside the snapshot.
#[derive(Default)]
pub struct Linking {
    /// The step after which the faces were made, and they.
    faces: RefCell<(i64, HashMap<LinkTo, Face>)>,
    /// How often they were forgotten.
    version: u64,
    openings: Arc<Openings>,
    /// Whether words of quotations are wanted, and after which step they were asked for.
    wants_openings: Cell<bool>,
    asked_openings: Option<i64>,
    /// The latest snapshot of which it was counted where codes are used.
    counted: Option<Arc<Snapshot>>,
    wants_used: Cell<bool>,
    asked_used: Option<i64>,
}

/// What is known of a project's things.
pub struct Known<'a> {
    snapshot: &'a Snapshot,
    linking: &'a Linking,
}

impl Linking {
    /// What is known with a snapshot.
    pub fn with<'a>(&'a self, snapshot: &'a Snapshot) -> Known<'a> {
        Known { snapshot, linking: self }
    }

    /// The words with which a quotation begins, once they are read.
    pub fn opening(&self, id: QuotationId) -> Option<&Arc<str>> {
        self.wants_openings.set(true);
        self.openings.get(&id).map(|(_, words)| words)
    }

    /// Asks the project for what was wanted in the last frame and is not here.
    pub fn keep_fresh(desk: &mut Desk) {
        let seq = desk.snapshot.seq;
        let linking = &mut desk.linking;
        if linking.wants_openings.take() && linking.asked_openings != Some(seq) {
            linking.asked_openings = Some(seq);
            let known = Arc::clone(&linking.openings);
            desk.ask(
                move |project| read_openings(project, &known),
                |desk, read| {
                    if let Some(openings) = read {
                        desk.linking.openings = Arc::new(openings);
                        desk.linking.forget_faces();
                    }
                },
            );
        }
        let linking = &mut desk.linking;
        if linking.wants_used.take() && linking.asked_used != Some(seq) {
            linking.asked_used = Some(seq);
            desk.ask(
                |project| {
                    let snapshot = Arc::clone(project.snapshot());
                    snapshot.code_uses();
                    snapshot
                },
                |desk, counted| {
                    desk.linking.counted = Some(counted);
                    desk.linking.forget_faces();
                },
            );
        }
    }

    fn forget_faces(&mut self) {
        self.faces.get_mut().1.clear();
        self.version += 1;
    }
}

/// The words with which quotations begin; none where all of them are known.
fn read_openings(project: &mut Project, known: &Openings) -> Option<Openings> {
    let snapshot = Arc::clone(project.snapshot());
    let mut read: Option<Openings> = None;
    for info in snapshot.sources.iter() {
        let Some(on) = snapshot.codings(info.id) else { continue };
        let is_new = |id, span| known.get(&id).is_none_or(|(known, _)| *known != span);
        let new: Vec<_> = on.quotations.iter().filter(|one| is_new(one.id, one.span)).collect();
        if new.is_empty() {
            continue;
        }
        let Ok(text) = project.text(info.id) else { continue };
        let read = read.get_or_insert_with(|| known.clone());
        for one in new {
            read.insert(one.id, (one.span, opening(text.slice(one.span)).into()));
        }
    }
    read
}

/// The first words of a quotation.
fn opening(words: &str) -> String {
    let mut all = words.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(WORDS).collect();
    let more = if all.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}

impl Known<'_> {
    /// How something is called where it stands alone, as what a memo is about.
    pub fn called(&self, target: Target) -> String {
        let face = self.face(LinkTo::Object(target));
        if !face.words.is_empty() {
            return face.words;
        }
        match target {
            Target::Quote(id) => match self.linking.opening(id) {
                Some(words) => words.to_string(),
                None => self.label(id).unwrap_or_else(|| "A quotation".to_owned()),
            },
            other => format!("A {}", other.kind()),
        }
    }

    fn label(&self, id: QuotationId) -> Option<String> {
        let (source, quotation) = self.snapshot.quotation(id)?;
        let (info, on) = (self.snapshot.source(source)?, self.snapshot.codings(source)?);
        Some(self.snapshot.label(info, on, quotation.span))
    }

    fn made(&self, to: LinkTo) -> Face {
        let snapshot = self.snapshot;
        let target = to.target();
        let is_gone = !snapshot.is_there(target);
        let colour = match target {
            Target::Code(id) if !is_gone => Some(snapshot.codes.colour(id)),
            _ => None,
        };
        let (words, about) = match (to, target) {
            (_, _) if is_gone => {
                (String::new(), format!("This {} is not in the project any more", target.kind()))
            }
            (LinkTo::Count(of, code), _) => {
                let name = snapshot.codes.telling_name(code);
                (self.counted(of, code), format!("{of} with “{name}”, counted now"))
            }
            (_, Target::Quote(id)) => {
                let source = snapshot.quotation(id).and_then(|(id, _)| snapshot.source(id));
                let source = source.map(|info| info.name.clone()).unwrap_or_default();
                (String::new(), format!("{} · {source}", self.label(id).unwrap_or_default()))
            }
            (_, Target::Code(id)) => {
                let definition = snapshot.codes.get(id).map(|code| code.definition.as_str());
                let definition = definition.filter(|words| !words.is_empty());
                let path = snapshot.codes.path_text(id);
                let about = definition.map_or_else(|| path.clone(), |it| format!("{path}\n\n{it}"));
                (snapshot.name_of(target).unwrap_or_default(), about)
            }
            (_, other) => (snapshot.name_of(other).unwrap_or_default(), other.kind().to_owned()),
        };
        Face { words, colour: colour.filter(|_| matches!(to, LinkTo::Object(_))), is_gone, about }
    }

    /// A number as it stands now; as it was counted last while that is being done.
    fn counted(&self, of: CountOf, code: CodeId) -> String {
        if of == CountOf::Quotes {
            return self.snapshot.counts.of(code).with_sub_codes.to_string();
        }
        self.linking.wants_used.set(true);
        let used = self.snapshot.known_uses();
        let used = used.or_else(|| self.linking.counted.as_ref()?.known_uses());
        let Some(used) = used else { return "…".to_owned() };
        let number = used.get(&code).map_or(0, |used| match of {
            CountOf::Cases => used.cases,
            CountOf::People => used.people,
            CountOf::Sources | CountOf::Quotes => used.sources,
        });
        number.to_string()
    }
}

impl Names for Known<'_> {
    fn name_of(&self, target: Target) -> Option<String> {
        self.snapshot.name_of(target)
    }

    fn named(&self, name: &str) -> Option<Target> {
        self.snapshot.named(name)
    }
}

impl Leads for Known<'_> {
    fn face(&self, to: LinkTo) -> Face {
        // Wanted in each frame in which it is shown, so that it is counted anew after a step.
        if let LinkTo::Count(of, _) = to
            && of != CountOf::Quotes
        {
            self.linking.wants_used.set(true);
        }
        {
            let mut faces = self.linking.faces.borrow_mut();
            if faces.0 != self.snapshot.seq {
                *faces = (self.snapshot.seq, HashMap::new());
            }
            if let Some(face) = faces.1.get(&to) {
                return face.clone();
            }
        }
        let face = self.made(to);
        self.linking.faces.borrow_mut().1.insert(to, face.clone());
        face
    }

    fn version(&self) -> u64 {
        self.linking.version
    }

    fn offered(&self, begun: &str) -> Vec<Offer> {
        let snapshot = self.snapshot;
        if let Some((of, name)) = begun.split_once(':')
            && let Ok(of) = of.trim().parse::<CountOf>()
        {
            return self.numbers(of, name.trim());
        }
        let typed = begun.trim().to_lowercase();
        let mut found = Ranked { typed: &typed, all: Vec::new() };
        for code in snapshot.codes.codes().iter().filter(|code| !code.is_archived) {
            let path = snapshot.codes.path_text(code.id);
            found.add(Target::Code(code.id), &code.name, &path, || format!("code · {path}"));
        }
        found.end_of_kind();
        for info in snapshot.sources.iter() {
            let kind = info.kind.word();
            found.add(Target::Source(info.id), &info.name, &info.name, || kind.to_owned());
        }
        found.end_of_kind();
        for case in snapshot.cases.iter() {
            found.add(Target::Case(case.id), &case.name, &case.name, || "case".to_owned());
        }
        found.end_of_kind();
        for person in snapshot.people.iter() {
            let role = person.role.clone();
            let about =
                || if role.is_empty() { "person".to_owned() } else { format!("person · {role}") };
            found.add(Target::Person(person.id), &person.name, &person.name, about);
        }
        found.end_of_kind();
        for meeting in snapshot.meetings.iter() {
            let title = meeting.title();
            found.add(Target::Meeting(meeting.id), &title, &title, || "meeting".to_owned());
        }
        found.end_of_kind();
        for memo in snapshot.memos.iter().rev() {
            let heading = memo.heading();
            found.add(Target::Memo(memo.id), &heading, &heading, || "memo".to_owned());
        }
        found.end_of_kind();
        self.linking.wants_openings.set(true);
        // Few letters stand in many quotations.
        if typed.chars().nth(2).is_some() {
            for (source, one) in snapshot.quotations() {
                let Some((_, words)) = self.linking.openings.get(&one.id) else { continue };
                let name = || {
                    let info = snapshot.source(source);
                    format!("quotation · {}", info.map_or("", |info| info.name.as_str()))
                };
                found.add(Target::Quote(one.id), words, words, name);
            }
        }
        found.end_of_kind();
        found.best(self)
    }
}

impl Known<'_> {
    /// Numbers of codes whose name holds what is typed.
    fn numbers(&self, of: CountOf, typed: &str) -> Vec<Offer> {
        let typed = typed.to_lowercase();
        let mut found = Ranked { typed: &typed, all: Vec::new() };
        for code in self.snapshot.codes.codes().iter().filter(|code| !code.is_archived) {
            let path = self.snapshot.codes.path_text(code.id);
            found.add(Target::Code(code.id), &code.name, &path, String::new);
        }
        let offers = found.best(self).into_iter().filter_map(|offer| match offer.to {
            LinkTo::Object(Target::Code(code)) => {
                let words = format!("{of}: {}", offer.words);
                let about = format!("{} now", self.counted(of, code));
                Some(Offer { to: LinkTo::Count(of, code), words, about })
            }
            _ => None,
        });
        offers.collect()
    }
}

/// A name that fits, with how well.
struct Fits {
    rank: usize,
    length: usize,
    target: Target,
    words: String,
    about: String,
}

/// Names that hold what is typed, the best of each kind first.
struct Ranked<'t> {
    typed: &'t str,
    all: Vec<Vec<Fits>>,
}

impl Ranked<'_> {
    fn add(&mut self, target: Target, name: &str, path: &str, about: impl FnOnce() -> String) {
        let lower = name.to_lowercase();
        let rank = match self.typed {
            typed if lower == typed => 0,
            typed if lower.starts_with(typed) => 1,
            typed if lower.split([' ', '-', '“']).any(|word| word.starts_with(typed)) => 2,
            typed if lower.contains(typed) => 3,
            typed if path.to_lowercase().contains(typed) => 4,
            _ => return,
        };
        if self.all.is_empty() {
            self.all.push(Vec::new());
        }
        let (words, about) = (name.to_owned(), about());
        let fits = Fits { rank, length: name.len(), target, words, about };
        if let Some(kind) = self.all.last_mut() {
            kind.push(fits);
        }
    }

    fn end_of_kind(&mut self) {
        self.all.push(Vec::new());
    }

    fn best(self, known: &Known<'_>) -> Vec<Offer> {
        let mut best = Vec::new();
        for mut kind in self.all {
            kind.sort_by_key(|fits| (fits.rank, fits.length));
            kind.truncate(if best.is_empty() { MOST } else { OF_A_KIND });
            best.extend(kind);
        }
        best.sort_by_key(|fits| fits.rank);
        best.truncate(MOST);
        let offer = |fits: Fits| Offer {
            to: LinkTo::Object(fits.target),
            words: known.name_of(fits.target).unwrap_or(fits.words),
            about: fits.about,
        };
        best.into_iter().map(offer).collect()
    }
}
