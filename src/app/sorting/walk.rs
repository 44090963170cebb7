//! A walk through a queue: where one is, what each passage bears, and what is being asked meanwhile.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use egui::Rect;

use super::branch::{Listed, listed};
use crate::analysis::{PassageReach, QueuedPassage};
use crate::app::palette::CodePicker;
use crate::domain::{CodeId, CodeTree, CodingId, SourceId, SourceInfo, Span};
use crate::project::{Queue, Snapshot};
use crate::search;

/// A walk through a queue.
pub(super) struct Walk {
    pub(super) queue: Queue,
    pub(super) passages: Vec<QueuedPassage>,
    /// The passage that is shown; as many as there are once the end is reached.
    pub(super) at: usize,
    /// The head of the branch whose codes have the keys.
    pub(super) branch: Option<CodeId>,
    pub(super) listed: Vec<Listed>,
    pub(super) tally: Tally,
    pub(super) panel: Panel,
    /// Where the button that chooses the branch was drawn.
    pub(super) chooser: Option<Rect>,
    skipped: HashSet<QueuedPassage>,
    /// What was decided and is not yet seen in the snapshot.
    ahead: Vec<(QueuedPassage, CodeId)>,
    /// The codings that a split began with.
    sent: Arc<HashSet<CodingId>>,
    /// What `listed` and `tally` were made for: the step, and how often something here has changed since.
    made_for: Option<(i64, u64)>,
    changes: u64,
    /// The sources as they were when the queue was made, and the checksums of those it goes through.
    sources: Arc<[SourceInfo]>,
    sums: HashMap<SourceId, String>,
}

/// What is asked beside the passage.
pub(super) enum Panel {
    Nothing,
    /// Which branch has the keys.
    Branch(Box<CodePicker>),
    /// The name of a new sub-code.
    Naming(Naming),
    /// Which code all get that are left; then whether they are to get it.
    Accepting(Option<CodeId>),
}

/// A new sub-code that is being named.
#[derive(Default)]
pub(super) struct Naming {
    pub(super) text: String,
    /// Whether the project was asked and has not answered.
    pub(super) is_sent: bool,
}

/// What the passages bear.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// The codes on each passage that count: those of the person who codes, in a split those of everybody.
    pub(super) codes: Vec<Vec<CodeId>>,
    /// Whether each passage is done.
    pub(super) is_done: Vec<bool>,
    pub(super) done: usize,
    pub(super) skipped: usize,
    counts: HashMap<CodeId, usize>,
}

impl Tally {
    /// How many passages bear a code.
    pub(super) fn count(&self, code: CodeId) -> usize {
        self.counts.get(&code).copied().unwrap_or_default()
    }

    /// How many passages are neither done nor skipped.
    pub(super) fn left(&self) -> usize {
        self.codes.len() - self.done - self.skipped
    }
}

impl Walk {
    pub(super) fn new(queue: Queue, passages: Vec<QueuedPassage>, snapshot: &Snapshot) -> Self {
        let mut walk = Self {
            at: 0,
            branch: match queue {
                Queue::Split(code) => Some(code),
                _ => None,
            },
            queue,
            passages: Vec::new(),
            listed: Vec::new(),
            tally: Tally::default(),
            panel: Panel::Nothing,
            chooser: None,
            skipped: HashSet::new(),
            ahead: Vec::new(),
            sent: Arc::default(),
            made_for: None,
            changes: 0,
            sources: Arc::clone(&snapshot.sources),
            sums: HashMap::new(),
        };
        if let Some(code) = walk.split() {
            let all = passages.iter().flat_map(|passage| codings_of(snapshot, passage, code));
            walk.sent = Arc::new(all.collect());
        }
        walk.take(passages, snapshot);
        walk
    }

    /// Takes the passages anew. One stays where one is: at the passage that holds the same words, or the next one.
    pub(super) fn take(&mut self, passages: Vec<QueuedPassage>, snapshot: &Snapshot) {
        let here = self.passage();
        self.passages = passages;
        self.sources = Arc::clone(&snapshot.sources);
        let of_spans = self.passages.iter().filter(|passage| passage.quotation.is_none());
        self.sums = of_spans
            .filter_map(|passage| snapshot.source(passage.source))
            .map(|info| (info.id, info.sha256.clone()))
            .collect();
        if let Some(here) = here {
            let same = |other: &&QueuedPassage| other.source == here.source;
            let order = |passage: &QueuedPassage| {
                let at = snapshot.sources.iter().position(|info| info.id == passage.source);
                (at, passage.span.end)
            };
            let overlapping = self.passages.iter().position(|other| {
                same(&other)
                    && (other.span.overlaps(here.span)
                        || other.quotation == here.quotation && here.quotation.is_some())
            });
            let next = || self.passages.iter().position(|other| order(other) >= order(&here));
            self.at = overlapping.or_else(next).unwrap_or(self.passages.len());
        } else {
            self.at = self.at.min(self.passages.len());
        }
        self.change();
    }

    /// Whether texts that the queue goes through have changed, so that its places hold no longer.
    pub(super) fn is_outdated(&mut self, snapshot: &Snapshot) -> bool {
        if Arc::ptr_eq(&self.sources, &snapshot.sources) {
            return false;
        }
        self.sources = Arc::clone(&snapshot.sources);
        let is_same = |(id, sum): (&SourceId, &String)| {
            snapshot.source(*id).is_some_and(|info| info.sha256 == *sum)
        };
        !self.sums.iter().all(is_same)
    }

    /// The code that is split.
    pub(super) fn split(&self) -> Option<CodeId> {
        match self.queue {
            Queue::Split(code) => Some(code),
            _ => None,
        }
    }

    /// How wide hits of a search are taken, where the queue is one of hits that are no quotations.
    pub(super) fn reach(&self) -> Option<PassageReach> {
        match self.queue {
            Queue::Hits(_, reach) => {
                let first = self.passages.first()?;
                first.quotation.is_none().then_some(reach)
            }
            _ => None,
        }
    }

    /// The passage that is shown; none at the end.
    pub(super) fn passage(&self) -> Option<QueuedPassage> {
        self.passages.get(self.at).copied()
    }

    /// The codings that a split began with.
    pub(super) fn sent(&self) -> Arc<HashSet<CodingId>> {
        Arc::clone(&self.sent)
    }

    /// Goes to another passage.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.passages.len());
        if !matches!(self.panel, Panel::Branch(_)) {
            self.panel = Panel::Nothing;
        }
    }

    /// The first passage that is neither done nor skipped.
    pub(super) fn first_left(&self) -> Option<usize> {
        (0..self.passages.len()).find(|&at| self.is_left(at))
    }

    /// The first passage that was skipped.
    pub(super) fn first_skipped(&self) -> Option<usize> {
        (0..self.passages.len()).find(|&at| self.is_skipped(at))
    }

    fn is_skipped(&self, at: usize) -> bool {
        self.passages.get(at).is_some_and(|passage| self.skipped.contains(passage))
            && !self.tally.is_done.get(at).copied().unwrap_or_default()
    }

    fn is_left(&self, at: usize) -> bool {
        !self.tally.is_done.get(at).copied().unwrap_or_default() && !self.is_skipped(at)
    }

    /// The passages that are neither done nor skipped.
    pub(super) fn left(&self) -> Vec<QueuedPassage> {
        (0..self.passages.len())
            .filter(|&at| self.is_left(at))
            .map(|at| self.passages[at])
            .collect()
    }

    /// Passes by the passage that is shown.
    pub(super) fn skip(&mut self) {
        if let Some(passage) = self.passage() {
            self.skipped.insert(passage);
            self.change();
            self.go_to(self.at + 1);
        }
    }

    /// Takes a code as applied to a passage until the project has answered.
    pub(super) fn foresee(&mut self, passage: QueuedPassage, code: CodeId) {
        self.ahead.push((passage, code));
        self.skipped.remove(&passage);
        self.change();
    }

    /// The project has answered.
    pub(super) fn confirm(&mut self, passage: QueuedPassage, code: CodeId) {
        if let Some(at) = self.ahead.iter().position(|ahead| *ahead == (passage, code)) {
            self.ahead.swap_remove(at);
            self.change();
        }
    }

    /// Chooses the branch whose codes have the keys.
    pub(super) fn set_branch(&mut self, branch: CodeId) {
        self.branch = Some(branch);
        self.change();
    }

    fn change(&mut self) {
        self.changes += 1;
    }

    /// Lists the codes and counts anew when something has changed.
    pub(super) fn renew(&mut self, snapshot: &Snapshot) {
        let now = Some((snapshot.seq, self.changes));
        if self.made_for == now {
            return;
        }
        self.made_for = now;
        self.branch = self.branch.filter(|&code| snapshot.codes.get(code).is_some());
        let listed = |head| listed(&snapshot.codes, head, self.split());
        self.listed = self.branch.map(listed).unwrap_or_default();
        self.tally = self.count(snapshot);
        if let Panel::Accepting(Some(code)) = self.panel
            && !self.listed.iter().any(|listed| listed.code == code)
        {
            self.panel = Panel::Nothing;
        }
    }

    fn count(&self, snapshot: &Snapshot) -> Tally {
        let coder = match self.queue {
            Queue::Split(_) => None,
            _ => snapshot.coder.as_ref().map(|coder| coder.id),
        };
        let offered: HashSet<CodeId> = self.listed.iter().map(|listed| listed.code).collect();
        let mut ahead: HashMap<QueuedPassage, Vec<CodeId>> = HashMap::new();
        for &(passage, code) in &self.ahead {
            ahead.entry(passage).or_default().push(code);
        }
        let mut tally = Tally::default();
        for passage in &self.passages {
            let on = snapshot.codings(passage.source);
            let mut codes = on.map(|on| passage.codes_on(on, coder)).unwrap_or_default();
            if let Some(decided) = ahead.get(passage) {
                // What is sent elsewhere leaves the code that is split.
                codes.retain(|&code| Some(code) != self.split());
                codes.extend(
                    decided.iter().filter(|code| !codes.contains(code)).collect::<Vec<_>>(),
                );
            }
            let is_done = match self.split() {
                Some(split) => !codes.contains(&split),
                None => codes.iter().any(|code| offered.contains(code)),
            };
            for &code in &codes {
                *tally.counts.entry(code).or_default() += 1;
            }
            tally.done += usize::from(is_done);
            tally.skipped += usize::from(!is_done && self.skipped.contains(passage));
            tally.is_done.push(is_done);
            tally.codes.push(codes);
        }
        tally
    }

    /// Goes to the first passage that bears something else than it did, after a step was taken back or done again.
    pub(super) fn follow(&mut self, before: &[Vec<CodeId>], snapshot: &Snapshot) {
        self.renew(snapshot);
        if before.len() != self.tally.codes.len() {
            return;
        }
        let changed = before.iter().zip(&self.tally.codes).position(|(before, now)| before != now);
        if let Some(at) = changed {
            self.go_to(at);
        }
    }

    /// What the queue is, for the head of the view.
    pub(super) fn title(&self, tree: &CodeTree) -> String {
        match &self.queue {
            Queue::Answers(question) => question.to_string(),
            Queue::Split(code) => format!("Split “{}”", tree.telling_name(*code)),
            Queue::Turns(speaker) => format!("Turns of {speaker}"),
            Queue::Hits(question, _) => format!("Hits of “{}”", question.text.trim()),
            Queue::Quotations(_) => "Quotations".to_owned(),
        }
    }

    /// The places in a passage's words of what was searched for, in bytes.
    pub(super) fn found(
        &self,
        words: &str,
        source: SourceId,
        snapshot: &Snapshot,
    ) -> Vec<Range<usize>> {
        let Queue::Hits(question, _) = &self.queue else { return Vec::new() };
        match snapshot.ask_words(&question.text, question.typing) {
            Ok(Some(query)) => search::find(&query, words, snapshot.language_of(source)),
            _ => Vec::new(),
        }
    }

    /// What a passage of the queue is called, and several.
    pub(super) fn words(&self) -> (&'static str, &'static str) {
        match self.queue {
            Queue::Answers(_) => ("answer", "answers"),
            Queue::Split(_) | Queue::Quotations(_) => ("quotation", "quotations"),
            Queue::Turns(_) => ("turn", "turns"),
            Queue::Hits(..) if self.reach().is_none() && !self.passages.is_empty() => {
                ("quotation", "quotations")
            }
            Queue::Hits(_, PassageReach::Sentence) => ("sentence", "sentences"),
            Queue::Hits(_, PassageReach::Paragraph) => ("paragraph", "paragraphs"),
            Queue::Hits(_, PassageReach::Turn) => ("turn", "turns"),
        }
    }
}

/// Where a passage stands now: a quotation may have been moved.
pub(super) fn span_of(snapshot: &Snapshot, passage: &QueuedPassage) -> Span {
    let on = snapshot.codings(passage.source);
    on.and_then(|on| passage.quotation_on(on)).map_or(passage.span, |quotation| quotation.span)
}

/// The codings of a passage with a code, whoever made them.
pub(super) fn codings_of(
    snapshot: &Snapshot,
    passage: &QueuedPassage,
    code: CodeId,
) -> Vec<CodingId> {
    let on = snapshot.codings(passage.source);
    let quotation = on.and_then(|on| passage.quotation_on(on));
    let codings = quotation.map_or(&[][..], |quotation| &quotation.codings);
    codings.iter().filter(|coding| coding.code == code).map(|coding| coding.id).collect()
}
