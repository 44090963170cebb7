//! A source in the inspector: its name and kind, its length, who speaks, what is coded on it.

use std::collections::HashMap;

use egui::{Button, Key, RichText, Sense, Stroke, TextEdit, Ui, vec2};

use super::draft::Draft;
use super::facts::FactsForm;
use crate::app::Window;
use crate::app::desk::{Desk, Selected};
use crate::app::figures::{counted, day, grouped};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, SourceId, SourceKind, Speaker};
use crate::project::Snapshot;
use crate::text::clean::Rule;
use crate::text::turns::alike;

/// So many speakers are listed.
const SPEAKERS: usize = 12;
/// So many of the codes used most are shown.
const CODES: usize = 10;

/// What is known of the source that the inspector shows, made anew when the project has changed.
#[derive(Default)]
pub struct SourceFacts {
    /// The name as it is being typed.
    name: Draft<SourceId>,
    /// The other facts as they are being typed.
    pub(super) form: FactsForm,

    source: Option<SourceId>,
    /// The step after which the figures below stood so.
    seq: i64,
    /// The checksum of the text whose words were counted.
    sha256: String,
    /// How many words its text has, once they are counted.
    words: Option<usize>,
    turns: usize,
    speakers: Vec<(Speaker, usize)>,
    /// Speakers that are probably the same, written differently, by their places.
    alike: Vec<Vec<usize>>,
    codings: usize,
    /// The codes on it with their quotations, those used most first.
    codes: Vec<(CodeId, usize)>,
}

impl SourceFacts {
    /// Turns to a source; counts again what may have changed.
    fn turn_to(desk: &mut Desk, id: SourceId) {
        let snapshot = std::sync::Arc::clone(&desk.snapshot);
        let facts = &mut desk.facts;
        let is_other = facts.source != Some(id);
        if !is_other && facts.seq == snapshot.seq {
            return;
        }
        if is_other {
            let (name, form) = (std::mem::take(&mut facts.name), std::mem::take(&mut facts.form));
            *facts = Self { name, form, source: Some(id), ..Self::default() };
        }
        facts.seq = snapshot.seq;
        facts.count(&snapshot, id);
        let sha256 = snapshot.source(id).map(|info| info.sha256.clone()).unwrap_or_default();
        if facts.sha256 != sha256 {
            facts.sha256 = sha256;
            desk.ask(
                move |project| project.text(id).map(|text| words(text.as_str())),
                move |desk, words| {
                    if desk.facts.source == Some(id) {
                        desk.facts.words = words.ok();
                    }
                },
            );
        }
    }

    fn count(&mut self, snapshot: &Snapshot, id: SourceId) {
        let Some(on) = snapshot.codings(id) else { return };
        let mut speakers: HashMap<&Speaker, usize> = HashMap::new();
        for speaker in on.turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
            *speakers.entry(speaker).or_default() += 1;
        }
        self.turns = on.turns.len();
        self.speakers = speakers.into_iter().map(|(name, count)| (name.clone(), count)).collect();
        self.speakers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.alike = alike(&self.speakers);
        let mut codes: HashMap<CodeId, usize> = HashMap::new();
        for code in on.quotations.iter().flat_map(crate::domain::Quotation::codes) {
            *codes.entry(code).or_default() += 1;
        }
        self.codings = on.quotations.iter().map(|quotation| quotation.codings.len()).sum();
        self.codes = codes.into_iter().collect();
        // Equals stand in the order of the framework.
        self.codes.sort_by_key(|(code, count)| {
            (std::cmp::Reverse(*count), snapshot.codes.position(*code))
        });
    }
}

/// Keeps a name that was typed, when another source is selected or the project `ends`.
pub(super) fn keep_typed(desk: &mut Desk, ends: bool) {
    let draft = &mut desk.facts.name;
    let is_shown = draft.of().map(Selected::Source) == Some(desk.selected);
    if (ends || !is_shown)
        && let Some((source, name)) = draft.take()
        && !name.trim().is_empty()
    {
        rename(desk, source, name);
    }
    if ends || !is_shown {
        for keep in desk.facts.form.take() {
            keep(desk);
        }
    }
}

fn rename(desk: &mut Desk, id: SourceId, name: String) {
    desk.act(
        move |project| project.rename_source(id, &name),
        move |desk, done| {
            if done.is_none() {
                desk.facts.name.refused(id);
            }
        },
    );
}

/// How many words a text has: what stands between blanks and holds a letter or a digit.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Draws it.
pub fn draw(window: &mut Window, ui: &mut Ui, id: SourceId) {
    let Some(desk) = &mut window.desk else { return };
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let Some(info) = snapshot.source(id) else { return };
    // The selection may have changed in this very frame: what was typed for another source goes first.
    keep_typed(desk, false);
    SourceFacts::turn_to(desk, id);
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);

    ui.label(RichText::new("Source").font(theme::interface_bold(size::LEAD)));
    ui.add_space(space::INSIDE);
    let label = ui.label(quiet("Name"));
    let draft = &mut desk.facts.name;
    draft.follow(id, &info.name);
    let line = TextEdit::singleline(draft.text()).desired_width(f32::INFINITY);
    let line = ui.add(line).labelled_by(label.id);
    if line.lost_focus() {
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if given_up || draft.text().trim().is_empty() {
            draft.revert();
        } else if let Some((id, name)) = draft.take() {
            rename(desk, id, name);
        }
    }
    ui.add_space(space::INSIDE);
    ui.label(quiet("Kind"));
    kinds(desk, ui, id, info.kind);

    ui.add_space(space::INSIDE);
    FactsForm::draw(desk, ui, info, &snapshot);

    for doubt in &info.doubts {
        ui.add_space(space::INSIDE);
        ui.label(RichText::new(doubt).color(theme.warning));
    }
    ui.add_space(space::GROUP);
    let facts = &desk.facts;
    let length = info.length as usize;
    figure(ui, "Words", &facts.words.map_or_else(|| "…".to_owned(), grouped));
    figure(ui, "Characters", &grouped(length));
    if facts.turns > 0 {
        figure(ui, "Turns", &grouped(facts.turns));
    }
    let quotations = snapshot.codings(id).map_or(0, |on| on.quotations.len());
    figure(ui, "Quotations", &grouped(quotations));
    figure(ui, "Codings", &grouped(facts.codings));
    figure(ui, "Imported", &day(&info.imported_at));
    if !info.file_name.is_empty() {
        ui.add_space(space::GROUP);
        ui.label(quiet("File"));
        let sha256 = format!("SHA-256 {}", info.file_sha256);
        ui.label(&info.file_name).on_hover_text(sha256);
        ui.label(quiet(&bytes(info.file_size)));
        for (rule, places) in info.cleaned.iter().filter(|(_, places)| *places > 0) {
            let rule = rule.parse().map_or(rule.as_str(), |rule: Rule| rule.title());
            ui.label(quiet(&format!(
                "Cleaned up: {rule}, {}",
                counted(*places, "place", "places")
            )));
        }
    }
    let lost = snapshot
        .codings(id)
        .map_or(0, |on| on.quotations.iter().filter(|quotation| quotation.was.is_some()).count());
    if lost > 0 {
        ui.add_space(space::INSIDE);
        let said = format!(
            "{} lost all words when the text was changed; see Check.",
            counted(lost, "quotation", "quotations")
        );
        ui.label(RichText::new(said).color(theme.warning));
    }

    if !facts.speakers.is_empty() {
        ui.add_space(space::GROUP);
        ui.label(quiet("Speakers, with their turns"));
        for (speaker, turns) in facts.speakers.iter().take(SPEAKERS) {
            figure(ui, speaker, &grouped(*turns));
        }
        let others = facts.speakers.len().saturating_sub(SPEAKERS);
        if others > 0 {
            ui.label(quiet(&format!("and {}", counted(others, "other", "others"))));
        }
    }
    let mut join = None;
    for group in &facts.alike {
        let names: Vec<Speaker> = group.iter().map(|&at| facts.speakers[at].0.clone()).collect();
        if let Some((to, others)) = names.split_first() {
            let others: Vec<String> = others.iter().map(|name| format!("“{name}”")).collect();
            let hover =
                format!("Write {} as “{to}”; the words of the text stay", others.join(", "));
            if ui.button(format!("Join {} as “{to}”", names.len())).on_hover_text(hover).clicked()
            {
                join = Some((names.clone(), to.to_string()));
            }
        }
    }
    if let Some((names, to)) = join {
        desk.just_do(move |project| project.rename_speaker(&[id], &names, &to));
    }
    let facts = &desk.facts;
    ui.add_space(space::GROUP);
    ui.label(quiet("Codes used most here"));
    if facts.codes.is_empty() {
        let none =
            "Nothing is coded yet. Select words on the page and type the first letters of a code.";
        ui.label(RichText::new(none).color(theme.quiet));
    }
    let mut open = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for &(code, count) in facts.codes.iter().take(CODES) {
            if chip(ui, &snapshot, code, count) {
                open = Some(code);
            }
        }
    });
    if let Some(code) = open {
        desk.open_quotes(code);
    }
}

/// The kinds, of which one is chosen.
fn kinds(desk: &mut Desk, ui: &mut Ui, id: SourceId, current: SourceKind) {
    let mut chosen = current;
    let list = egui::ComboBox::from_id_salt("kind of a source")
        .width(ui.available_width())
        .selected_text(current.title())
        .show_ui(ui, |ui| {
            for kind in SourceKind::ALL {
                ui.selectable_value(&mut chosen, kind, kind.title());
            }
        });
    list.response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Kind: {}", current.title()))
    });
    if chosen != current {
        desk.just_do(move |project| project.set_source_kind(&[id], chosen));
    }
}

/// A number of bytes as people read it.
fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{} KB", grouped((count / 1_000) as usize)),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}

/// A line with a word at the left and a figure at the right.
pub(super) fn figure(ui: &mut Ui, what: &str, figure: &str) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_height(size::BODY + space::INSIDE);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(figure);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(what).color(theme.quiet)).truncate());
            });
        });
    });
}

/// A code with its count; whether it was clicked.
fn chip(ui: &mut Ui, snapshot: &Snapshot, id: CodeId, count: usize) -> bool {
    let theme = Theme::of(ui.ctx());
    let colour = snapshot.codes.colour(id);
    let text = format!("{}  {}", snapshot.codes.telling_name(id), grouped(count));
    let chip = Button::new(RichText::new(text).color(theme.ink))
        .fill(theme.code_tint(colour))
        .stroke(Stroke::NONE)
        .sense(Sense::click())
        .truncate();
    let path = snapshot.codes.path_text(id);
    ui.add(chip).on_hover_text(format!("{path}\nShow its quotes")).clicked()
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_hold_letters_or_digits() {
        assert_eq!(super::words("INT: Well – 3 of us, née Кот …\n\nYes."), 8);
        assert_eq!(super::words(" \n"), 0);
    }
}
