//! Coding on the page: select, type a few letters, Enter.

use std::collections::HashMap;

use egui::{Event, Ui};

use crate::analysis;
use crate::app::desk::{Desk, Selected};
use crate::app::notice::Notice;
use crate::app::palette::{CodePicked, CodePicker};
use crate::app::{Window, reading};
use crate::domain::{CodeId, Origin, Quotation, SourceId, Span};
use crate::project::{Coded, NewCode, Project, ProjectError, Snapshot};

/// Codes that were used last and are remembered.
const REMEMBERED: usize = 24;

/// The longest name, in code points, that a code in vivo takes from the text.
const IN_VIVO: usize = 80;

/// Whether words are selected on the page, or a quotation of the source on it.
pub fn has_passage(window: &Window) -> Result<(), &'static str> {
    reading::is_open(window)?;
    let chosen = window.desk.as_ref().and_then(chosen_span);
    reading::has_selection(window).or_else(|reason| chosen.map(|_| ()).ok_or(reason))
}

/// The span of the selected quotation, if it stands in the source on the page.
fn chosen_span(desk: &Desk) -> Option<Span> {
    let Selected::Quotation(on, id) = desk.selected else { return None };
    let source = desk.reading.source.filter(|&source| source == on)?;
    Some(desk.snapshot.codings(source)?.quotation(id)?.span)
}

/// Selects the words of the selected quotation where no words are selected.
fn take_passage(desk: &mut Desk) {
    if desk.reading.selection().is_none()
        && let Some(span) = chosen_span(desk)
        && let Some(view) = desk.reading.view()
    {
        view.select(span);
    }
}

/// Opens the list of codes at the selection.
pub fn open_palette(window: &mut Window) {
    window.with_desk(|desk| {
        take_passage(desk);
        open_with(desk, String::new());
    });
}

fn open_with(desk: &mut Desk, typed: String) {
    if let Some(span) = desk.reading.selection() {
        let likely = likely(desk, span);
        let palette = CodePicker::new("Code the selection").for_coding().with_typed(typed);
        desk.reading.palette = Some(palette.with_likely(likely));
    }
}

/// The codes that are likely for a span: a few that stand often with those on it, then those used last.
fn likely(desk: &mut Desk, span: Span) -> Vec<CodeId> {
    /// Codes that stand with those of the passage, ahead of the ones used last.
    const TOGETHER: usize = 4;
    if desk.reading.recent.is_empty() {
        desk.reading.recent = used_last(&desk.snapshot);
    }
    let snapshot = &desk.snapshot;
    let on = desk.reading.source.and_then(|source| snapshot.codings(source));
    let quotations = on.map_or(&[][..], |on| &on.quotations);
    let here = quotations.iter().filter(|quotation| quotation.span.overlaps(span));
    let codes: Vec<CodeId> = here.flat_map(Quotation::codes).collect();
    let all = snapshot.quotations().map(|(_, quotation)| quotation);
    let mut likely = analysis::often_with(&codes, all);
    likely.truncate(TOGETHER);
    for &code in desk.reading.recent.iter().rev() {
        if !likely.contains(&code) {
            likely.push(code);
        }
    }
    likely
}

/// The codes that the person who codes now used last, in another sitting, the latest last.
fn used_last(snapshot: &Snapshot) -> Vec<CodeId> {
    let Some(coder) = &snapshot.coder else { return Vec::new() };
    let mut last: HashMap<CodeId, &str> = HashMap::new();
    for coding in snapshot.quotations().flat_map(|(_, quotation)| &quotation.codings) {
        if coding.coder == coder.id {
            let at = last.entry(coding.code).or_default();
            *at = (*at).max(&coding.at);
        }
    }
    let mut codes: Vec<(&str, CodeId)> = last.into_iter().map(|(code, at)| (at, code)).collect();
    codes.sort_unstable();
    let first = codes.len().saturating_sub(REMEMBERED);
    codes[first..].iter().map(|&(_, code)| code).collect()
}

/// Opens the list of codes when letters are typed while a passage is selected.
pub(super) fn typed(window: &mut Window, ui: &Ui) {
    let ready = window.nothing_floats() && reading::has_selection(window).is_ok();
    let Some(desk) = &mut window.desk else { return };
    if !ready || !desk.reading.has_keyboard(ui.ctx()) || desk.reading.menu.is_some() {
        return;
    }
    let letters = ui.input_mut(|input| {
        let is_letters = |event: &Event| {
            // An input method gives whole words at once.
            matches!(event, Event::Text(text) if text.starts_with(char::is_alphabetic))
        };
        let typed: String = input
            .events
            .iter()
            .filter(|event| is_letters(event))
            .filter_map(
                |event| if let Event::Text(text) = event { Some(text.as_str()) } else { None },
            )
            .collect();
        input.events.retain(|event| !is_letters(event));
        typed
    });
    if !letters.is_empty() {
        open_with(desk, letters);
    }
}

/// Draws the list of codes and does what is picked in it.
pub(super) fn draw_palette(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let Some(mut palette) = desk.reading.palette.take() else { return };
    let place = desk.reading.view.as_ref().and_then(|view| view.selection_rect());
    let anchor = place
        .unwrap_or_else(|| egui::Rect::from_center_size(ui.max_rect().center(), egui::Vec2::ZERO));
    match palette.ui(ui, &desk.snapshot, anchor) {
        CodePicked::Yet => desk.reading.palette = Some(palette),
        CodePicked::Nothing => desk.reading.take_keyboard = true,
        CodePicked::Code(code) => {
            desk.reading.take_keyboard = true;
            apply(desk, code);
        }
        CodePicked::AndAnother(code) => {
            desk.reading.palette = Some(palette);
            apply(desk, code);
        }
        CodePicked::New { name, parent } => {
            desk.reading.take_keyboard = true;
            let new = NewCode { parent, name, origin: Origin::Inductive, ..NewCode::default() };
            apply_new(desk, new);
        }
    }
}

/// Applies codes to the selection, where words are selected, in one step.
pub fn apply_all(desk: &mut Desk, codes: Vec<CodeId>) {
    let Some((source, span)) = passage(desk) else { return };
    let ahead: Vec<_> = codes
        .iter()
        .map(|&code| {
            note_used(desk, code);
            desk.reading.marks.draw_ahead(span, code)
        })
        .collect();
    desk.act(
        move |project| project.code(source, span, &codes),
        move |desk, coded| {
            desk.reading.marks.confirm(&ahead);
            show(desk, source, coded);
        },
    );
}

/// Applies a code to the selection: drawn in this frame's successor, confirmed by the answer.
pub(super) fn apply(desk: &mut Desk, code: CodeId) {
    apply_all(desk, vec![code]);
}

/// What is selected on the page, without the blanks around it, which a hand takes along and nobody means to code.
fn passage(desk: &Desk) -> Option<(SourceId, Span)> {
    let span = desk.reading.selection()?;
    Some((desk.reading.source?, without_blanks(span, desk.reading.text()?.slice(span))))
}

/// The span of `words` without the blanks around them; the same span when they are nothing but blanks.
pub(super) fn without_blanks(span: Span, words: &str) -> Span {
    let blanks = |words: &mut dyn Iterator<Item = char>| {
        words.take_while(|letter| letter.is_whitespace()).count() as u32
    };
    let (before, after) = (blanks(&mut words.chars()), blanks(&mut words.chars().rev()));
    if before == span.end - span.start {
        return span;
    }
    Span { start: span.start + before, end: span.end - after }
}

fn apply_new(desk: &mut Desk, new: NewCode) {
    let Some((source, span)) = passage(desk) else { return };
    act(desk, source, move |project| project.code_with_new(source, span, &new));
}

fn act(
    desk: &mut Desk,
    source: SourceId,
    task: impl FnOnce(&mut Project) -> Result<Coded, ProjectError> + Send + 'static,
) {
    desk.act(task, move |desk, coded| {
        if let Some(code) = coded.as_ref().and_then(|coded| coded.new_code) {
            note_used(desk, code);
        }
        show(desk, source, coded);
    });
}

/// Shows in the inspector what was coded.
fn show(desk: &mut Desk, source: SourceId, coded: Option<Coded>) {
    if let Some(coded) = coded {
        desk.selected = Selected::Quotation(source, coded.quotation);
        desk.reading.coding = coded.codings.last().copied();
        if coded.codings.is_empty() && coded.new_code.is_none() && desk.notice.is_none() {
            desk.notice = Some(Notice::plain("You had coded this passage so already"));
        }
    }
}

/// Remembers a code as the one used last.
fn note_used(desk: &mut Desk, code: CodeId) {
    let recent = &mut desk.reading.recent;
    recent.retain(|&other| other != code);
    recent.push(code);
    if recent.len() > REMEMBERED {
        recent.remove(0);
    }
}

/// Applies the code that was used last.
pub fn repeat_code(window: &mut Window) {
    window.with_desk(|desk| {
        let known = |code: &&CodeId| desk.snapshot.codes.get(**code).is_some();
        match desk.reading.recent.iter().rev().find(known).copied() {
            Some(code) => apply(desk, code),
            None => {
                desk.notice = Some(Notice::plain("No code was used yet; press Enter to choose one"))
            }
        }
    });
}

/// Applies the code under a number key.
pub fn apply_quick_code(window: &mut Window, number: usize) {
    window.with_desk(|desk| match desk.snapshot.quick_codes.get(number - 1).copied().flatten() {
        Some(code) => apply(desk, code),
        None => {
            let hint = format!(
                "No code is under key {number}; put one there from its menu in the code framework"
            );
            desk.notice = Some(Notice::plain(hint));
        }
    });
}

/// Makes a code of the selected words and applies it to them.
pub fn code_in_vivo(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(span) = desk.reading.selection() else { return };
        let Some(text) = desk.reading.text() else { return };
        let name = in_vivo_name(text.slice(span));
        if name.is_empty() {
            desk.notice = Some(Notice::plain("These words hold nothing to name a code by"));
            return;
        }
        apply_new(desk, NewCode { name, origin: Origin::InVivo, ..NewCode::default() });
    });
}

/// The name of a code in vivo: the words on one line, cut at a word when they are many.
fn in_vivo_name(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(|c: char| ",.;:".contains(c));
    if line.chars().count() <= IN_VIVO {
        return line.to_owned();
    }
    let cut: String = line.chars().take(IN_VIVO).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

/// Makes a quotation of the selection, without a code.
pub fn mark_quotation(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some((source, span)) = passage(desk) {
            act(desk, source, move |project| project.code(source, span, &[]));
        }
    });
}

/// The quotation that is selected on the page.
pub fn selected_quotation(window: &Window) -> Result<(), &'static str> {
    match window.desk.as_ref().map(|desk| desk.selected) {
        Some(Selected::Quotation(..)) => Ok(()),
        _ => Err("Click a stripe or a coded passage first"),
    }
}

/// Removes the coding whose stripe was clicked, or the only one of the selected quotation.
pub fn remove_coding(window: &mut Window) {
    window.with_desk(|desk| {
        let Selected::Quotation(source, id) = desk.selected else { return };
        let Some(on) = desk.snapshot.codings(source) else { return };
        let Some(quotation) = on.quotation(id) else { return };
        let picked = desk.reading.coding;
        let picked = quotation.codings.iter().find(|coding| Some(coding.id) == picked);
        let coding = match (picked, quotation.codings.as_slice()) {
            (Some(coding), _) | (None, [coding]) => coding.id,
            (None, []) => {
                let hint = "This quotation bears no code; Delete quotation removes it";
                desk.notice = Some(Notice::plain(hint));
                return;
            }
            _ => {
                let hint = "Several codes stand here: click the stripe of the one to remove";
                desk.notice = Some(Notice::plain(hint));
                return;
            }
        };
        desk.just_do(move |project| project.remove_codings(&[coding]));
    });
}

/// Deletes the selected quotation with everything on it.
pub fn delete_quotation(window: &mut Window) {
    window.with_desk(|desk| {
        if let Selected::Quotation(_, id) = desk.selected {
            desk.just_do(move |project| project.delete_quotations(&[id]));
        }
    });
}

/// Whether a quotation of the source on the page and other words are selected.
pub fn can_move_quotation(window: &Window) -> Result<(), &'static str> {
    reading::has_selection(window)?;
    match window.desk.as_ref().map(|desk| (desk.selected, desk.reading.source)) {
        Some((Selected::Quotation(on, _), Some(source))) if on == source => Ok(()),
        _ => Err("Click a stripe or a coded passage first"),
    }
}

/// Gives the selected quotation the ends of the selected words.
pub fn move_to_selection(window: &mut Window) {
    window.with_desk(|desk| {
        if let (Selected::Quotation(_, id), Some(span)) = (desk.selected, desk.reading.selection())
        {
            desk.just_do(move |project| project.move_quotation(id, span));
        }
    });
}

/// Has the inspector take the keyboard for the quotation's comment.
pub fn comment_quotation(window: &mut Window) {
    window.settings.inspector = true;
    window.with_desk(|desk| desk.reading.comments = true);
}

/// Copies the selected words.
pub fn copy(window: &mut Window) {
    window.with_desk(|desk| {
        let words = selected_words(desk);
        if let Some(words) = words {
            desk.ctx().copy_text(words);
            desk.notice = Some(Notice::plain("Copied"));
        }
    });
}

fn selected_words(desk: &Desk) -> Option<String> {
    let span: Span = desk.reading.selection()?;
    Some(desk.reading.text()?.slice(span).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{in_vivo_name, without_blanks};
    use crate::domain::Span;

    #[test]
    fn blanks_around_a_passage_are_not_coded() {
        let span = |start, end| Span { start, end };
        assert_eq!(without_blanks(span(10, 17), " trust\n"), span(11, 16));
        assert_eq!(without_blanks(span(10, 18), "we trust"), span(10, 18));
        assert_eq!(without_blanks(span(10, 13), " \n "), span(10, 13));
    }

    #[test]
    fn names_of_codes_in_vivo() {
        assert_eq!(in_vivo_name(" Nobody asked\nthe patients. "), "Nobody asked the patients");
        assert_eq!(in_vivo_name(" .\n"), "");
        let long = in_vivo_name(&"word ".repeat(40));
        assert!(long.ends_with("word…") && long.chars().count() <= 81);
    }
}
