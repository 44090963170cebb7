//! What commands do with memos.

use egui::Context;

use super::sheet;
use crate::app::Window;
use crate::app::desk::{Desk, Selected, Workspace};
use crate::app::outputs::passages;
use crate::app::regions;
use crate::domain::{Memo, MemoId, MemoStatus, Target};
use crate::project::{Matter, MemoField, MentionIn, NewMemo};

/// What a command can be done with; otherwise what to do first.
type Available = Result<(), &'static str>;

/// What memos are about that are about this.
pub(super) fn target(matter: Matter) -> Target {
    match matter {
        Matter::There(target) => target,
        Matter::Words(source, _) => Target::Source(source),
    }
}

/// The kind of a memo about this alone.
fn kind(matter: Matter) -> &'static str {
    match matter {
        Matter::There(Target::Code(_)) => "code",
        Matter::There(Target::Source(_)) => "source",
        Matter::There(Target::Case(_)) => "case",
        Matter::There(Target::Meeting(_)) => "meeting",
        Matter::There(_) | Matter::Words(..) => "analytic",
    }
}

/// What the inspector shows, as memos are about it.
pub(super) fn shown_by_inspector(selected: Selected) -> Option<Target> {
    Some(match selected {
        Selected::Code(id) => Target::Code(id),
        Selected::Person(id) => Target::Person(id),
        Selected::Case(id) => Target::Case(id),
        Selected::Meeting(id) => Target::Meeting(id),
        Selected::Source(id) => Target::Source(id),
        Selected::Quotation(_, id) => Target::Quote(id),
        Selected::Nothing | Selected::Attribute(_) | Selected::Item(_) => return None,
    })
}

/// What is selected where the keyboard is, or was last.
pub(super) fn subjects(desk: &Desk) -> Vec<Matter> {
    let selected = shown_by_inspector(desk.selected);
    let is_quotation = matches!(selected, Some(Target::Quote(_)));
    let is_in_text = match desk.workspace {
        Workspace::Read => desk.reading.has_keyboard(desk.ctx()),
        Workspace::Quotes => desk.quotes.has_keyboard(desk.ctx()),
        _ => false,
    };
    if is_in_text || is_quotation || selected.is_none() {
        let found: Vec<Matter> = passages(desk)
            .into_iter()
            .filter(|passage| !passage.span.is_empty())
            .map(|passage| {
                let there = || {
                    let on = desk.snapshot.codings(passage.source)?;
                    let mut all = on.quotations.iter();
                    Some(all.find(|quotation| quotation.span == passage.span)?.id)
                };
                match passage.quotation.or_else(there) {
                    Some(id) => Matter::There(Target::Quote(id)),
                    None => Matter::Words(passage.source, passage.span),
                }
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    let page = desk.reading.source().filter(|_| desk.workspace == Workspace::Read);
    let target = selected.or(page.map(Target::Source));
    target.map(Matter::There).into_iter().collect()
}

/// What a new memo is about: what is selected, or what was before the memos beside the text took the keyboard.
fn subjects_now(desk: &Desk) -> Vec<Matter> {
    let pane = &desk.memos.pane;
    if pane.has_keyboard(desk.ctx()) && !pane.about.is_empty() {
        return pane.about.clone();
    }
    subjects(desk)
}

fn desk(window: &Window) -> Result<&Desk, &'static str> {
    window.desk.as_ref().ok_or("Open a project first")
}

/// Whether something is selected that a memo can be about; otherwise what to do first.
pub fn has_subject(window: &Window) -> Available {
    match subjects_now(desk(window)?).is_empty() {
        true => Err("Select a passage, a code, a source, a case or a person first"),
        false => Ok(()),
    }
}

/// The memo that is shown.
fn shown(desk: &Desk) -> Option<&Memo> {
    let id = match desk.workspace {
        Workspace::Memos => desk.memos.list.key().copied(),
        _ => desk.memos.pane.memo.filter(|_| desk.memos.pane.is_open),
    };
    id.and_then(|id| desk.snapshot.memo(id))
}

/// Whether a memo is shown; otherwise what to do first.
pub fn has_memo(window: &Window) -> Available {
    match shown(desk(window)?) {
        Some(_) => Ok(()),
        None => Err("Choose a memo first"),
    }
}

/// Whether a memo stands beside the text and something is selected.
pub fn can_add_subject(window: &Window) -> Available {
    has_memo(window)?;
    match desk(window)?.memos.pane.about.is_empty() {
        true => Err("Select something first"),
        false => Ok(()),
    }
}

/// Whether there is room beside the page for memos.
pub fn can_stand_beside(window: &Window) -> Available {
    match desk(window)?.workspace {
        Workspace::Sort | Workspace::Import => Err("Nothing stands beside this page"),
        _ => Ok(()),
    }
}

/// Whether a memo that is read or written has the keyboard, on the page or beside it.
pub fn memo_has_keyboard(desk: &Desk, ctx: &Context) -> bool {
    desk.memos.sheet.has_keyboard(ctx)
        || desk.workspace == Workspace::Memos && desk.memos.has_keyboard(ctx)
}

/// Goes to all memos.
pub fn go_to(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Memos);
        desk.memos.take_keyboard();
    });
}

/// Goes to the line that filters them.
pub fn filter(window: &mut Window) {
    go_to(window);
    window.with_desk(|desk| {
        desk.memos.list.take_keyboard(false);
        desk.memos.focuses_filter = true;
    });
}

/// Goes to all memos about what is selected.
pub fn show_about(window: &mut Window) {
    window.with_desk(|desk| {
        let about = subjects_now(desk).first().map(|matter| target(*matter));
        desk.go(Workspace::Memos);
        desk.memos.listing.show_all();
        desk.memos.listing.filter.about = about;
        desk.memos.take_keyboard();
    });
}

/// Shows memos beside the text and takes the keyboard there, or gives it back to the page.
pub fn beside(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.settings.inspector |= window.desk.is_some();
    window.with_desk(|desk| {
        if desk.workspace == Workspace::Memos {
            match desk.memos.has_keyboard(&ctx) {
                true => desk.memos.sheet.take_keyboard(),
                false => desk.memos.take_keyboard(),
            }
            return;
        }
        if desk.memos.pane.has_keyboard(&ctx) {
            leave(desk);
            return;
        }
        let about = subjects(desk);
        let pane = &mut desk.memos.pane;
        pane.is_open = true;
        if !about.is_empty() {
            pane.about = about;
        }
        match pane.memo {
            Some(_) => desk.memos.sheet.take_keyboard(),
            None => desk.memos.pane.takes_keyboard = true,
        }
    });
}

/// Gives the keyboard back: to the list of memos, or to the page beside which they stand.
pub fn leave(desk: &mut Desk) {
    let ctx = desk.ctx().clone();
    if let Some(focused) = ctx.memory(|memory| memory.focused()) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
    match desk.workspace {
        Workspace::Memos => desk.memos.take_keyboard(),
        _ => drop(regions::to_page(desk)),
    }
    ctx.request_repaint();
}

/// Shows the inspector again where memos stand.
pub fn close_beside(window: &mut Window) {
    window.with_desk(|desk| {
        sheet::give_all(desk);
        desk.memos.pane.is_open = false;
        if desk.workspace != Workspace::Memos {
            leave(desk);
        }
    });
}

/// Begins a memo, about nothing yet.
pub fn new_memo(window: &mut Window) {
    window.with_desk(|desk| {
        let beside = desk.memos.pane.is_open && desk.workspace != Workspace::Memos;
        begin(desk, Vec::new(), beside);
    });
}

/// Begins a memo about what is selected, beside the page it is selected on.
pub fn new_memo_about(window: &mut Window) {
    let is_room = can_stand_beside(window).is_ok();
    window.settings.inspector |= is_room;
    window.with_desk(|desk| {
        let about = subjects_now(desk);
        let beside = is_room && desk.workspace != Workspace::Memos;
        begin(desk, about, beside);
    });
}

fn begin(desk: &mut Desk, about: Vec<Matter>, beside: bool) {
    sheet::give_all(desk);
    let kind = match about.as_slice() {
        [one] => kind(*one).to_owned(),
        _ => String::new(),
    };
    desk.act(
        move |project| project.add_memo(&NewMemo { kind, about, ..NewMemo::default() }),
        move |desk, begun| {
            let Some(id) = begun else { return };
            desk.memos.sheet.writes = Some(id);
            if beside {
                let pane = &mut desk.memos.pane;
                pane.is_open = true;
                pane.memo = Some(id);
                let memo = desk.snapshot.memo(id);
                let about = memo.map_or(&[][..], |memo| &memo.mentions);
                pane.about = about.iter().map(|one| Matter::There(one.target)).collect();
                // Words that became a quotation are selected as one.
                if let [Matter::There(Target::Quote(id))] = pane.about.as_slice()
                    && let Some((source, _)) = desk.snapshot.quotation(*id)
                {
                    desk.selected = Selected::Quotation(source, *id);
                }
            } else {
                desk.go(Workspace::Memos);
                desk.memos.listing.show_all();
                desk.memos.wanted = Some(id);
            }
        },
    );
}

/// Puts what is selected beside the memo that stands beside the text.
pub fn add_subject(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(id) = shown(desk).map(|memo| memo.id) else { return };
        let about = desk.memos.pane.about.clone();
        desk.just_do(move |project| project.set_about(MentionIn::Memo(id), &about, true));
    });
}

/// Goes to the text of the memo that is shown, to write it.
pub fn write(window: &mut Window) {
    with_memo(window, |desk, _| {
        desk.memos.sheet.reads = false;
        desk.memos.sheet.take_keyboard();
    });
}

/// Goes from the memo as it is written to the memo as it is read, or back.
pub fn toggle(window: &mut Window) {
    with_memo(window, |desk, _| sheet::toggle(desk));
}

/// Shows or hides the earlier wordings of the memo.
pub fn toggle_versions(window: &mut Window) {
    with_memo(window, |desk, _| desk.memos.sheet.talk.toggle_versions());
}

/// Says what became of the memos that are chosen, or of the one that is shown.
pub fn set_status(window: &mut Window, status: MemoStatus) {
    window.with_desk(|desk| {
        for id in chosen(desk) {
            sheet::give(desk, id, MemoField::Status(status));
        }
    });
}

/// Pins the memo that is shown, or unpins it.
pub fn pin(window: &mut Window) {
    with_memo(window, |desk, id| {
        let pinned = desk.snapshot.memo(id).is_some_and(|memo| !memo.is_pinned);
        sheet::give(desk, id, MemoField::Pinned(pinned));
    });
}

/// Deletes the memos that are chosen, or the one that is shown.
pub fn delete(window: &mut Window) {
    window.with_desk(|desk| {
        for id in chosen(desk) {
            desk.just_do(move |project| project.delete_memo(id));
        }
    });
}

/// The memos that are chosen in the list; beside the text the one that is shown.
fn chosen(desk: &Desk) -> Vec<MemoId> {
    match desk.workspace {
        Workspace::Memos => desk.memos.chosen(&desk.snapshot),
        _ => shown(desk).map(|memo| memo.id).into_iter().collect(),
    }
}

fn with_memo(window: &mut Window, work: impl FnOnce(&mut Desk, MemoId)) {
    window.with_desk(|desk| {
        if let Some(id) = shown(desk).map(|memo| memo.id) {
            work(desk, id);
        }
    });
}
