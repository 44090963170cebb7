//! What is known of a row of the register, and what belongs to it: each with a way there.

use egui::{RichText, Ui};

use super::super::source::figure;
use crate::app::desk::Desk;
use crate::app::register::open_spoken;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{
    Attribute, Case, Consent, Meeting, Number, Person, PersonId, SourceId, SourceInfo,
};
use crate::project::Snapshot;
use crate::text::counted;

/// So many sources are listed.
const LISTED: usize = 12;

fn head(ui: &mut Ui, what: &str, title: &str) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(what).size(size::SMALL).color(theme.quiet));
    ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
    ui.add_space(space::INSIDE);
}

fn quiet(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(words).size(size::SMALL).color(theme.quiet));
}

/// A fact, where it is known.
fn fact(ui: &mut Ui, what: &str, words: &str) {
    if !words.is_empty() {
        figure(ui, what, words);
    }
}

fn number(number: Option<&Number>) -> String {
    number.map(|one| format!("{} {}", one.series, one.number).trim().to_owned()).unwrap_or_default()
}

fn consent(consent: Consent) -> String {
    let said = |what: &str, yes: Option<bool>| match yes {
        Some(true) => Some(what.to_owned()),
        Some(false) => Some(format!("not {what}")),
        None => None,
    };
    let all = [said("recorded", consent.recorded), said("transcribed", consent.transcribed)];
    all.into_iter().flatten().collect::<Vec<String>>().join(", ")
}

/// A person.
pub(super) fn person(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, one: &Person) {
    head(ui, "Person", &one.name);
    fact(ui, "Number", &number(one.number.as_ref()));
    fact(ui, "Role", &one.role);
    fact(ui, "Fine role", &one.fine_role);
    if desk.register.shows_private() {
        fact(ui, "Real name", &one.real_name);
        fact(ui, "Post", &one.post);
        let case = one.case.and_then(|case| snapshot.case(case));
        fact(ui, "Case", case.map_or("", |case| case.name.as_str()));
        fact(ui, "Consent", &consent(one.consent));
    }
    if let Some(date) = one.consent.withdrawn {
        let theme = Theme::of(ui.ctx());
        let said = format!("Consent was withdrawn {date}: nothing they said is printed.");
        ui.label(RichText::new(said).color(theme.warning));
    }
    let spoken = desk.register.quotations_of(&one.name);
    if let Some(count) = spoken.filter(|count| *count > 0) {
        ui.add_space(space::TIGHT);
        let said = format!("Speaks in {}", counted(count, "quotation", "quotations"));
        if ui.link(said).on_hover_text("Show these quotes").clicked() {
            open_spoken(desk, one.id);
        }
    }
    let theirs = snapshot.sources.iter().filter(|info| info.people.contains(&one.id));
    sources(desk, ui, "Sources of or about them", theirs);
    let there: Vec<String> = snapshot
        .meetings
        .iter()
        .filter(|meeting| meeting.people.contains(&one.id))
        .map(Meeting::title)
        .collect();
    if !there.is_empty() {
        ui.add_space(space::GROUP);
        quiet(ui, "Was at");
        for title in there.iter().take(LISTED) {
            ui.label(title);
        }
    }
}

/// A case.
pub(super) fn case(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, one: &Case) {
    head(ui, "Case", &one.name);
    if desk.register.shows_private() {
        fact(ui, "Real name", &one.real_name);
    }
    let other = |of: Option<(crate::domain::CaseId, Option<crate::domain::PartialDate>)>| {
        let Some((id, date)) = of else { return String::new() };
        let name = snapshot.case(id).map_or("", |case| case.name.as_str());
        date.map_or_else(|| name.to_owned(), |date| format!("{name}, {date}"))
    };
    fact(ui, "Part of", &other(one.part_of));
    fact(ui, "Merged into", &other(one.merged_into));
    let parts = snapshot.cases.iter().filter(|part| {
        part.part_of.is_some_and(|(whole, _)| whole == one.id)
            || part.merged_into.is_some_and(|(whole, _)| whole == one.id)
    });
    let parts: Vec<&str> = parts.map(|part| part.name.as_str()).collect();
    fact(ui, "Holds", &parts.join(", "));
    let people = snapshot.people.iter().filter(|person| person.case == Some(one.id)).count();
    figure(ui, "People", &people.to_string());
    let theirs = snapshot.sources.iter().filter(|info| info.case == Some(one.id));
    sources(desk, ui, "Its sources", theirs);
}

/// A meeting.
pub(super) fn meeting(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, one: &Meeting) {
    head(ui, "Meeting", &one.title());
    if desk.register.shows_private() {
        let case = one.case.and_then(|case| snapshot.case(case));
        fact(ui, "Case", case.map_or("", |case| case.name.as_str()));
    }
    let minutes = one.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    fact(ui, "Minutes", &minutes);
    let there: Vec<(PersonId, &str)> = one
        .people
        .iter()
        .filter_map(|&id| Some((id, snapshot.person(id)?.name.as_str())))
        .collect();
    if !there.is_empty() && desk.register.shows_private() {
        ui.add_space(space::GROUP);
        quiet(ui, "Who was there");
        for (_, name) in there {
            ui.label(name);
        }
    }
    let theirs = snapshot.sources.iter().filter(|info| info.meeting == Some(one.id));
    sources(desk, ui, "Its fieldnotes and papers", theirs);
}

/// An attribute.
pub(super) fn attribute(ui: &mut Ui, snapshot: &Snapshot, one: &Attribute) {
    head(ui, "Attribute", &one.name);
    figure(ui, "Of", &format!("a {}", one.subject));
    figure(ui, "Type", one.kind.word());
    fact(ui, "Choices", &one.choices.join("; "));
    let has = |values: &[crate::domain::AttributeValue]| {
        values.iter().any(|value| value.attribute == one.id)
    };
    let count = snapshot.people.iter().filter(|of| has(&of.attributes)).count()
        + snapshot.cases.iter().filter(|of| has(&of.attributes)).count()
        + snapshot.meetings.iter().filter(|of| has(&of.attributes)).count()
        + snapshot.sources.iter().filter(|of| has(&of.attributes)).count();
    figure(ui, "Have a value", &count.to_string());
}

/// Sources, each with a way to its page.
fn sources<'a>(
    desk: &mut Desk,
    ui: &mut Ui,
    title: &str,
    all: impl Iterator<Item = &'a SourceInfo>,
) {
    let all: Vec<(SourceId, &str)> = all.map(|info| (info.id, info.name.as_str())).collect();
    if all.is_empty() || !desk.register.shows_private() {
        return;
    }
    ui.add_space(space::GROUP);
    quiet(ui, title);
    let mut open = None;
    for (id, name) in all.iter().take(LISTED) {
        if ui.add(egui::Link::new(*name)).on_hover_text("Open it").clicked() {
            open = Some(*id);
        }
    }
    if all.len() > LISTED {
        quiet(ui, &format!("and {}", counted(all.len() - LISTED, "other", "others")));
    }
    if let Some(source) = open {
        desk.open_source(source, None);
    }
}
