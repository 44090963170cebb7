//! How a walk begins, and the commands of the sorting screen.

use std::sync::Arc;

use super::choosing::{Choosing, What};
use super::walk::{Panel, Walk};
use super::{Stage, deciding};
use crate::analysis::{PassageReach, questions, speakers_with_turns};
use crate::app::Window;
use crate::app::desk::{Desk, Selected, Workspace};
use crate::app::figures::{counted, grouped};
use crate::app::notice::Notice;
use crate::app::palette::CodePicker;
use crate::domain::CodeId;
use crate::project::Queue;

/// Whether a project with codes is open; otherwise what to do first.
pub fn has_codes(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    if desk.snapshot.codes.is_empty() { Err("Make a code first") } else { Ok(()) }
}

/// Whether a code is selected that has quotations of its own.
pub fn can_split(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let Selected::Code(code) = desk.selected else { return Err("Select a code first") };
    let own = desk.snapshot.counts.of(code).own;
    if own == 0 { Err("The code has no quotations of its own") } else { Ok(()) }
}

/// Whether something is searched for that can be gone through.
pub fn has_search(window: &Window) -> Result<(), &'static str> {
    has_codes(window)?;
    let asked = window.desk.as_ref().and_then(|desk| desk.search.question());
    asked.map(drop).ok_or("Search for something first")
}

/// Whether quotes are listed.
pub fn has_quotes(window: &Window) -> Result<(), &'static str> {
    has_codes(window)?;
    let shown = window.desk.as_ref().and_then(|desk| desk.quotes.shown());
    match shown {
        Some((_, rows)) if !rows.is_empty() => Ok(()),
        _ => Err("List some quotes first"),
    }
}

/// Whether a walk is shown.
pub fn walks(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match desk.sorting.shown() {
        Some(_) if desk.workspace == Workspace::Sort => Ok(()),
        _ => Err("Begin to sort something first"),
    }
}

/// Whether a passage is shown.
pub fn has_passage(window: &Window) -> Result<(), &'static str> {
    walks(window)?;
    let passage = window.desk.as_ref().and_then(|desk| desk.sorting.shown()?.passage());
    passage.map(drop).ok_or("There is no passage any more; go back first")
}

/// Whether a passage is shown and a branch was chosen.
pub fn has_branch(window: &Window) -> Result<(), &'static str> {
    has_passage(window)?;
    let branch = window.desk.as_ref().and_then(|desk| desk.sorting.shown()?.branch);
    branch.map(drop).ok_or("Choose the branch first")
}

/// Whether passages are left that a code can be given to.
pub fn can_accept(window: &Window) -> Result<(), &'static str> {
    walks(window)?;
    let Some(walk) = window.desk.as_ref().and_then(|desk| desk.sorting.shown()) else {
        return Err("Begin to sort something first");
    };
    if !walk.listed.iter().any(|listed| listed.is_applicable) {
        return Err("Choose the branch first");
    }
    if walk.tally.left() == 0 { Err("Nothing is left") } else { Ok(()) }
}

/// Whether hits of a search are gone through, whose width can be chosen.
pub fn has_hits(window: &Window) -> Result<(), &'static str> {
    walks(window)?;
    let reach = window.desk.as_ref().and_then(|desk| desk.sorting.shown()?.reach());
    reach.map(drop).ok_or("Code the hits of a search first")
}

/// Asks to which question the answers are to be sorted.
pub fn ask_question(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Sort);
        desk.sorting.stage = Stage::Choosing(Choosing::new(What::Question));
        desk.sorting.take_keyboard();
        desk.ask(
            |project| project.answers().map(|marked| questions(&marked)),
            |desk, found| match (found, &mut desk.sorting.stage) {
                (Ok(found), Stage::Choosing(choosing)) => choosing.take(What::Question, found),
                (Ok(_), _) => {}
                (Err(error), _) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    });
}

/// Asks whose turns are to be coded.
pub fn ask_speaker(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Sort);
        let sources = desk.snapshot.sources.iter();
        let codings = sources.filter_map(|info| desk.snapshot.codings(info.id));
        let speakers = speakers_with_turns(codings.map(|on| &**on));
        let mut choosing = Choosing::new(What::Speaker);
        choosing.take(What::Speaker, speakers);
        desk.sorting.stage = Stage::Choosing(choosing);
        desk.sorting.take_keyboard();
    });
}

/// Goes through the quotations of the selected code, to send each to another.
pub fn split(window: &mut Window) {
    window.with_desk(|desk| {
        if let Selected::Code(code) = desk.selected {
            begin(desk, Queue::Split(code));
        }
    });
}

/// Goes through the hits of the present search.
pub fn hits(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some(question) = desk.search.question() {
            begin(desk, Queue::Hits(question, PassageReach::default()));
        }
    });
}

/// Goes through the quotes that are listed.
pub fn quotations(window: &mut Window) {
    window.with_desk(|desk| {
        let rows = desk.quotes.shown().map(|(_, rows)| rows).unwrap_or_default();
        let ids = rows.iter().filter_map(|row| row.quotation).collect();
        begin(desk, Queue::Quotations(ids));
    });
}

/// Gathers a queue and begins to go through it.
pub(super) fn begin(desk: &mut Desk, queue: Queue) {
    desk.go(Workspace::Sort);
    let asked = queue.clone();
    desk.ask(
        move |project| project.queue(&asked),
        move |desk, found| match found {
            Ok(passages) => {
                let mut walk = Walk::new(queue, passages, &desk.snapshot);
                let recent: Vec<CodeId> = desk.sorting.branch.into_iter().collect();
                if walk.branch.is_none() && !walk.passages.is_empty() {
                    walk.panel = branch_panel(recent);
                }
                desk.sorting.stage = Stage::Walking(Box::new(walk));
                desk.sorting.take_keyboard();
            }
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        },
    );
}

/// Gathers the queue anew where texts that it goes through have changed.
pub(super) fn keep_current(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    if let Some(walk) = desk.sorting.walk()
        && walk.is_outdated(&snapshot)
    {
        let queue = walk.queue.clone();
        gather_again(desk, queue);
    }
}

/// Takes hits as wide as this; one stays at the same words.
pub(super) fn widen(desk: &mut Desk, reach: PassageReach) {
    if let Some(walk) = desk.sorting.walk()
        && let Queue::Hits(question, now) = &walk.queue
        && *now != reach
    {
        let queue = Queue::Hits(question.clone(), reach);
        gather_again(desk, queue);
    }
}

fn gather_again(desk: &mut Desk, queue: Queue) {
    let asked = queue.clone();
    desk.ask(
        move |project| project.queue(&asked),
        move |desk, found| {
            let snapshot = Arc::clone(&desk.snapshot);
            match (found, desk.sorting.walk()) {
                (Ok(passages), Some(walk)) => {
                    walk.queue = queue;
                    walk.take(passages, &snapshot);
                }
                (Ok(_), None) => {}
                (Err(error), _) => desk.notice = Some(Notice::trouble(&error)),
            }
        },
    );
}

fn branch_panel(recent: Vec<CodeId>) -> Panel {
    let title = "The branch whose codes get the keys";
    Panel::Branch(Box::new(CodePicker::new(title).with_likely(recent)))
}

/// Asks for the branch whose codes have the keys.
pub fn choose_branch(window: &mut Window) {
    window.with_desk(|desk| {
        let recent = desk.sorting.branch.into_iter().collect();
        if let Some(walk) = desk.sorting.walk() {
            walk.panel = branch_panel(recent);
        }
    });
}

/// Gives the keys to the codes of a branch. A walk that has only begun goes on at the first passage that is left: one may have
/// stopped half way yesterday.
pub(super) fn take_branch(desk: &mut Desk, branch: CodeId) {
    desk.sorting.branch = Some(branch);
    desk.sorting.take_keyboard();
    let snapshot = Arc::clone(&desk.snapshot);
    let Some(walk) = desk.sorting.walk() else { return };
    let is_first = walk.branch.is_none();
    walk.set_branch(branch);
    walk.renew(&snapshot);
    if is_first && walk.at == 0 && walk.tally.done > 0 {
        let (one, many) = walk.words();
        let (done, all) = (walk.tally.done, counted(walk.passages.len(), one, many));
        let said = match walk.first_left() {
            Some(at) => {
                walk.go_to(at);
                format!("Done before: {} of {all}; here is the first that is left", grouped(done))
            }
            None => format!("Done before: all of {all}"),
        };
        desk.notice = Some(Notice::plain(said));
    }
}

/// Passes by the passage.
pub fn skip(window: &mut Window) {
    window.with_desk(deciding::skip);
}

/// Goes to the passage before.
pub fn back(window: &mut Window) {
    window.with_desk(deciding::back);
}

/// Takes off what the keys put on the passage.
pub fn take_off(window: &mut Window) {
    window.with_desk(deciding::take_off);
}

/// Asks for the name of a new sub-code of the branch.
pub fn name_new(window: &mut Window) {
    window.with_desk(deciding::name_new);
}

/// Asks which code all passages get that are left.
pub fn ask_for_all(window: &mut Window) {
    window.with_desk(deciding::ask_for_all);
}

/// Takes hits as wide as this.
pub fn set_reach(window: &mut Window, reach: PassageReach) {
    window.with_desk(|desk| widen(desk, reach));
}

/// Goes to the passage where it stands; Back returns to it.
pub fn open_in_source(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(passage) = desk.sorting.shown().and_then(Walk::passage) else { return };
        let span = super::walk::span_of(&desk.snapshot, &passage);
        desk.open_source(passage.source, Some(span));
    });
}
