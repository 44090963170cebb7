//! What is done with the quotes of the list.

use std::collections::{HashMap, HashSet};

use super::listing::key;
use super::quote::Density;
use super::{Choosing, Purpose};
use crate::analysis::query::{Answer, Condition, Field, Query, Trait};
use crate::analysis::table::Dimension;
use crate::app::Window;
use crate::app::desk::{Desk, Workspace};
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::app::palette::CodePicker;
use crate::domain::{CodeId, CodingId, Quotation, QuotationId};
use crate::project::Project;

/// Whether a quote is selected; otherwise why there is none.
pub fn has_quote(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let is_there = desk.workspace == Workspace::Quotes && desk.quotes.selection.len() > 0;
    if is_there { Ok(()) } else { Err("Select a quote first") }
}

/// Whether quotes of a code are selected, so that the code can be taken off or replaced.
pub fn has_asked_code(window: &Window) -> Result<(), &'static str> {
    has_quote(window)?;
    let asked = window.desk.as_ref().map(|desk| desk.quotes.question.query.codes().is_empty());
    if asked == Some(false) { Ok(()) } else { Err("Show the quotes of one code first") }
}

/// Asks for a code to show the quotes of.
pub fn choose_code(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Quotes);
        ask_code(desk, Purpose::Show, "Show the quotes of");
    });
}

/// Has the line of the question take the keyboard.
pub fn write_question(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Quotes);
        desk.quotes.line.take_keyboard();
    });
}

/// Opens the question as a form, or closes it.
pub fn open_form(window: &mut Window) {
    window.with_desk(|desk| {
        let is_there = desk.workspace == Workspace::Quotes;
        desk.go(Workspace::Quotes);
        desk.quotes.form.is_open = !(is_there && desk.quotes.form.is_open);
    });
}

/// Shows what others coded since the person who codes now has looked, by coder.
pub fn show_new(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Quotes);
        desk.leave();
        let holds = Condition::Is(Trait::New);
        desk.quotes.ask(Query { holds, ..Query::default() });
        desk.quotes.question.groups = vec![Dimension::Coders];
        desk.quotes.takes_keyboard = Some(0);
    });
}

/// Notes that the person who codes now has seen what others did.
pub fn seen_new(window: &mut Window) {
    window.with_desk(|desk| {
        desk.ask(Project::look, |desk, looked| match looked {
            Ok(()) => {
                // What is new is asked again although nothing in the project has changed.
                desk.quotes.listed_for = None;
                desk.notice = Some(Notice::plain("Only what others do from now on is new to you"));
            }
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        });
    });
}

/// Shows all quotes.
pub fn show_all(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Quotes);
        if !desk.quotes.question.is_asked || !desk.quotes.question.query.codes().is_empty() {
            desk.leave();
            desk.quotes.ask(Query::default());
        }
        desk.quotes.takes_keyboard = Some(desk.quotes.active);
    });
}

/// Goes to the quote at the cursor where it stands.
pub fn open_in_source(window: &mut Window) {
    window.with_desk(|desk| {
        let cursor = desk.quotes.selection.cursor();
        let row = cursor
            .and_then(|quotation| desk.quotes.listing.place(quotation))
            .and_then(|place| desk.quotes.listing.rows().get(place))
            .map(|row| row.answer);
        if let Some(row) = row {
            desk.open_answer(&row);
        }
    });
}

/// Shows what stands around the selected quotes, or hides it again.
pub fn show_context(window: &mut Window) {
    window.with_desk(|desk| {
        desk.quotes.selection.toggle_context();
        desk.quotes.reveals = true;
    });
}

/// Whether the quotes stand under headings.
pub fn has_headings(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let view = &desk.quotes;
    if view.listing.outermost().is_empty() {
        Err("Put the quotes under headings first")
    } else {
        Ok(())
    }
}

/// Goes to the next heading, or to the one before.
pub fn go_to_heading(window: &mut Window, forward: bool) {
    window.with_desk(|desk| {
        let view = &mut desk.quotes;
        let pane = &mut view.panes[view.active];
        if let Some(place) = pane.go_to_heading(forward) {
            view.selection.select(key(&pane.listing.rows()[place]));
        }
    });
}

/// Puts the quotes of two headings side by side, or all of them into one list again.
pub fn beside(window: &mut Window) {
    window.with_desk(|desk| {
        let view = &mut desk.quotes;
        view.set_side_by_side(!view.side_by_side);
    });
}

/// Shows more of each quote; behind the most comes the least.
pub fn show_more(window: &mut Window) {
    let all = Density::ALL;
    let at = all.iter().position(|density| *density == window.settings.density).unwrap_or(0);
    window.settings.density = all[(at + 1) % all.len()];
    window.with_desk(|desk| desk.quotes.reveals = true);
}

/// Selects every quote.
pub fn select_all(window: &mut Window) {
    window.with_desk(|desk| {
        let view = &mut desk.quotes;
        view.selection.select_all(&view.listing);
    });
}

/// Asks for a code to put on the selected quotes.
pub fn code_also(window: &mut Window) {
    window.with_desk(|desk| {
        let quotes = counted(desk.quotes.selection.len(), "quote", "quotes");
        ask_code(desk, Purpose::Also, &format!("Code {quotes} also as"));
    });
}

/// Asks for a code that takes the place of the one that is shown.
pub fn recode(window: &mut Window) {
    window.with_desk(|desk| {
        let quotes = counted(desk.quotes.selection.len(), "quote", "quotes");
        ask_code(desk, Purpose::Instead, &format!("Recode {quotes} as"));
    });
}

/// Takes the code that is shown off the selected quotes.
pub fn uncode(window: &mut Window) {
    window.with_desk(|desk| {
        let codings = asked_codings(desk);
        desk.just_do(move |project| project.remove_codings(&codings));
    });
}

/// Goes on with a code that was chosen.
pub(super) fn chosen(desk: &mut Desk, purpose: Purpose, code: CodeId) {
    desk.quotes.remember(code);
    match purpose {
        Purpose::Show => {
            if desk.quotes.question.query.codes() != [code] {
                desk.leave();
                // What else is asked stays: it is seen in the line and beside the count.
                let question = &mut desk.quotes.question;
                let sub_codes = question.query.with_sub_codes();
                question.query.narrow(Field::Code, vec![Condition::Code { code, sub_codes }]);
                question.is_asked = true;
                desk.quotes.start_over();
            }
        }
        Purpose::Also => {
            let rows = selected(desk);
            let quotations: Vec<QuotationId> =
                rows.iter().filter_map(|row| row.quotation).collect();
            let turns: Vec<_> = rows
                .iter()
                .filter(|row| row.quotation.is_none())
                .map(|row| (row.source, row.span))
                .collect();
            desk.just_do(move |project| match turns.is_empty() {
                true => project.code_quotations(&quotations, &[code]).map(drop),
                false => project.code_spans(&turns, code).map(drop),
            });
        }
        Purpose::Instead => {
            let codings = asked_codings(desk);
            desk.just_do(move |project| project.recode_codings(&codings, code));
        }
    }
}

fn ask_code(desk: &mut Desk, purpose: Purpose, title: &str) {
    let view = &mut desk.quotes;
    let at = match purpose {
        Purpose::Show => view.chooser,
        Purpose::Also | Purpose::Instead => view.cursor.or(view.chooser),
    };
    // Before anything was drawn it hangs where the head will be.
    let at = at.unwrap_or_else(|| {
        let screen = desk.ctx().content_rect();
        egui::Rect::from_min_size(screen.left_top() + screen.size() * 0.3, egui::Vec2::ZERO)
    });
    let picker = CodePicker::new(title).with_likely(desk.quotes.recent.clone());
    desk.quotes.picker = Some(Choosing { picker, purpose, at });
}

/// The selected quotes in the order of the list, each once.
pub fn selected(desk: &Desk) -> Vec<Answer> {
    let view = &desk.quotes;
    let mut seen = HashSet::new();
    let rows = view.listing.rows().iter().filter(|row| view.selection.holds(&key(row)));
    rows.map(|row| row.answer).filter(|answer| seen.insert(*answer)).collect()
}

/// The codings on the selected quotes for which they stand in the list.
fn asked_codings(desk: &Desk) -> Vec<CodingId> {
    let snapshot = &desk.snapshot;
    let asked = snapshot.asked_codings(&desk.quotes.question.query.holds);
    let mut on_sources: HashMap<_, Vec<QuotationId>> = HashMap::new();
    for row in selected(desk) {
        on_sources.entry(row.source).or_default().extend(row.quotation);
    }
    let mut codings = Vec::new();
    for (source, mut quotations) in on_sources {
        quotations.sort_unstable();
        let Some(on) = snapshot.codings(source) else { continue };
        let is_selected = |quotation: &&Quotation| quotations.binary_search(&quotation.id).is_ok();
        let all = on.quotations.iter().filter(is_selected).flat_map(|quotation| &quotation.codings);
        codings.extend(all.filter(|coding| asked.holds(coding)).map(|coding| coding.id));
    }
    codings
}
