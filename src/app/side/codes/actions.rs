//! What can be done with the selected code; the commands of the code framework call these.

use super::{Asking, Hues, Naming, Step, chosen_codes, dragging, filter_id, reshaping};
use crate::app::Window;
use crate::app::desk::{Desk, Selected, SideList};
use crate::app::notice::Notice;
use crate::app::palette::CodePicker;
use crate::domain::CodeId;
use crate::project::CodeChange;

/// The selected code.
pub fn chosen(window: &Window) -> Option<CodeId> {
    let desk = window.desk.as_ref()?;
    match desk.selected {
        Selected::Code(code) => desk.snapshot.codes.get(code).map(|code| code.id),
        _ => None,
    }
}

/// Does something with the selected code, if there is one.
fn with_chosen(window: &mut Window, work: impl FnOnce(&mut Desk, CodeId)) {
    if let (Some(code), Some(desk)) = (chosen(window), &mut window.desk) {
        work(desk, code);
    }
}

/// Shows the tree at the side.
fn show_tree(window: &mut Window) {
    window.settings.side = true;
    window.with_desk(|desk| desk.side = SideList::Codes);
}

/// Starts a new code behind the selected one.
pub fn new_code(window: &mut Window) {
    let code = chosen(window);
    show_tree(window);
    window.with_desk(|desk| {
        desk.codes.filter.clear();
        desk.codes.naming = Some(Naming::behind(&desk.snapshot.codes, code));
    });
}

/// Starts a new code below the selected one.
pub fn new_sub_code(window: &mut Window) {
    show_tree(window);
    with_chosen(window, |desk, code| {
        desk.codes.filter.clear();
        desk.codes.folds.reveal(&desk.snapshot.codes, code);
        desk.codes.folds.set(code, false);
        desk.codes.naming = Some(Naming::below(&desk.snapshot.codes, code));
    });
}

/// Opens the selected code's name for another.
pub fn rename(window: &mut Window) {
    show_tree(window);
    with_chosen(window, |desk, code| {
        let codes = &desk.snapshot.codes;
        if desk.codes.rows.place(code).is_none() {
            desk.codes.filter.clear();
        }
        desk.codes.show(codes, code);
        desk.codes.naming = Naming::of(codes, code);
    });
}

/// Puts the keyboard into the selected code's definition.
pub fn define(window: &mut Window) {
    window.settings.inspector = true;
    with_chosen(window, |desk, _| desk.card.define());
}

/// Offers colours for the selected code.
pub fn colour(window: &mut Window) {
    show_tree(window);
    with_chosen(window, |desk, code| {
        let codes = &desk.snapshot.codes;
        if desk.codes.rows.place(code).is_none() {
            desk.codes.filter.clear();
        }
        desk.codes.show(codes, code);
        desk.codes.asking = codes.get(code).map(|chosen| Asking::Hue(code, Hues::new(chosen)));
    });
}

/// Deletes the selected code with what is below it, and goes on to the next one.
pub fn delete(window: &mut Window) {
    with_chosen(window, |desk, code| {
        let codes = &desk.snapshot.codes;
        let gone = chosen_codes(desk);
        let stays = |other: &CodeId| !gone.iter().any(|&above| codes.is_within(*other, above));
        let after = |at: &CodeId| dragging::sibling_after(codes, *at);
        let before = |at: &CodeId| dragging::sibling_before(codes, *at);
        let next = std::iter::successors(after(&code), after)
            .find(stays)
            .or_else(|| std::iter::successors(before(&code), before).find(stays))
            .or_else(|| codes.get(code).and_then(|code| code.parent).filter(stays));
        let codes = chosen_codes(desk);
        desk.act(
            move |project| project.delete_codes(&codes),
            move |desk, done| {
                if let (Some(()), Some(next)) = (done, next)
                    && desk.selected == Selected::Code(code)
                {
                    desk.selected = Selected::Code(next);
                }
            },
        );
    });
}

/// Does something with the chosen codes, if there is one.
fn with_all_chosen(window: &mut Window, work: impl FnOnce(&mut Desk, Vec<CodeId>)) {
    window.with_desk(|desk| {
        let codes = chosen_codes(desk);
        if !codes.is_empty() {
            work(desk, codes);
        }
    });
}

/// Puts the chosen codes under a new one.
pub fn gather(window: &mut Window) {
    with_all_chosen(window, reshaping::gather);
}

/// Copies the selected code with what is below it.
pub fn copy_branch(window: &mut Window) {
    with_chosen(window, reshaping::copy);
}

/// Puts the chosen codes away, or takes them out again.
pub fn archive(window: &mut Window) {
    with_all_chosen(window, reshaping::archive);
}

/// Asks why the latest step was made.
pub fn note_reason(window: &mut Window) {
    window.with_desk(reshaping::note_reason);
}

/// Lets the chosen codes be applied, or only hold others.
pub fn set_applicable(window: &mut Window) {
    with_all_chosen(window, |desk, codes| {
        let may = |id: &CodeId| desk.snapshot.codes.get(*id).is_some_and(|code| code.is_applicable);
        let change = CodeChange::Applicable(!codes.iter().all(may));
        desk.just_do(move |project| project.change_codes(&codes, &change));
    });
}

/// Asks which code the chosen ones are to be merged into.
pub fn merge(window: &mut Window) {
    show_tree(window);
    with_chosen(window, |desk, code| {
        let codes = &desk.snapshot.codes;
        let name = codes.get(code).map_or("", |code| code.name.as_str());
        let merged = chosen_codes(desk);
        let title = match merged.len() {
            0 | 1 => format!("Merge “{name}” into"),
            many => format!("Merge {many} codes into"),
        };
        let picker = merged.into_iter().fold(CodePicker::new(title), CodePicker::without);
        if desk.codes.rows.place(code).is_none() {
            desk.codes.filter.clear();
        }
        desk.codes.asked_at = None;
        desk.codes.show(codes, code);
        desk.codes.asking = Some(Asking::Merge(code, Box::new(picker)));
    });
}

/// Moves the chosen codes by a step.
pub fn shift(window: &mut Window, step: Step) {
    with_chosen(window, |desk, code| {
        let codes = chosen_codes(desk);
        desk.act(
            // Seen from the project as it is then: keys may come quicker than answers.
            move |project| {
                let tree = &project.snapshot().codes;
                // Those below another chosen one go with it.
                let mut heads = codes.iter().copied().filter(|&code| {
                    !codes.iter().any(|&above| above != code && tree.is_within(code, above))
                });
                let edge = if step == Step::Down { heads.next_back() } else { heads.next() };
                match edge.and_then(|edge| dragging::stepped(tree, edge, step)) {
                    Some(to) => project.move_codes(&codes, to),
                    None => Ok(()),
                }
            },
            move |desk, _| {
                desk.codes.folds.reveal(&desk.snapshot.codes, code);
                desk.codes.reveals = true;
            },
        );
    });
}

/// Shows the quotes of the selected code.
pub fn show_quotes(window: &mut Window) {
    with_chosen(window, Desk::open_quotes);
}

/// Puts the selected code under a number key, 1 to 9.
pub fn put_under(window: &mut Window, number: u8) {
    with_chosen(window, |desk, code| {
        desk.just_do(move |project| project.set_quick_code(number, Some(code)));
    });
}

/// The number key that the selected code is under.
pub fn number_of_chosen(window: &Window) -> Option<u8> {
    let code = chosen(window)?;
    let codes = &window.desk.as_ref()?.snapshot.quick_codes;
    (1..).zip(codes).find(|&(_, &under)| under == Some(code)).map(|(number, _)| number)
}

/// Takes the selected code off its number key.
pub fn take_off_key(window: &mut Window) {
    if let Some(number) = number_of_chosen(window) {
        window.with_desk(|desk| {
            desk.just_do(move |project| project.set_quick_code(number, None));
        });
    }
}

/// Copies the names from the top down to the selected code.
pub fn copy_path(window: &mut Window) {
    with_chosen(window, |desk, code| {
        let path = desk.snapshot.codes.path_text(code);
        desk.notice = Some(Notice::plain(format!("Copied: {path}")));
        desk.ctx().copy_text(path);
    });
}

/// Puts the keyboard into the filter.
pub fn filter(window: &mut Window) {
    show_tree(window);
    // At once, so that letters typed right behind the key are not lost.
    window.ctx.memory_mut(|memory| memory.request_focus(filter_id()));
}

/// Folds or unfolds every code.
pub fn fold_all(window: &mut Window, folded: bool) {
    window.with_desk(|desk| desk.codes.folds.set_all(folded));
}
