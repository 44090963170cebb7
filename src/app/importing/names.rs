//! What may identify somebody in the files of the import table, replaced before anything is stored.

use egui::{RichText, ScrollArea, Ui};

use super::table::Table;
use crate::analysis::identifiers::{Finding, IdentifierKind, Terms};
use crate::app::desk::Desk;
use crate::app::figures::{counted, grouped};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Span, Term, TermKind};
use crate::project::{ImportTable, Job, jobs};
use std::sync::Arc;

/// So many words are listed.
const MOST: usize = 300;

/// The words found, once somebody has asked.
#[derive(Default)]
pub(super) struct Names {
    found: Option<Vec<Word>>,
    is_looking: bool,
    /// A name that is being written by hand, and what is to stand for it.
    typed: (String, String),
}

/// Words that stand in one place or several.
struct Word {
    words: String,
    kind: IdentifierKind,
    replacement: String,
    /// How often, and in how many files.
    places: usize,
    files: usize,
    /// The first place with the words around it.
    around: (String, String),
}

impl Names {
    /// What stands on its tab.
    pub(super) fn title(&self) -> String {
        match &self.found {
            Some(found) if !found.is_empty() => format!("Names ({})", grouped(found.len())),
            _ => "Names".to_owned(),
        }
    }

    /// The texts are other than before.
    pub(super) fn forget(&mut self) {
        self.found = None;
    }

    /// Looks through the texts in the background.
    pub(super) fn keep_fresh(desk: &mut Desk) {
        let Some(table) = super::table_of(desk) else { return };
        if table.names.found.is_some() || table.names.is_looking || table.table.is_stale() {
            return;
        }
        table.names.is_looking = true;
        desk.ask(
            |project| project.compiled_terms(),
            |desk, terms| {
                let ctx = desk.ctx().clone();
                let Some(table) = super::table_of(desk) else { return };
                let texts = table.table.clone();
                let terms = terms.unwrap_or_default();
                let job = Arc::new(Job::new("Looking for names"));
                let wake = move || ctx.request_repaint();
                let answer = jobs::start(&job, wake, move |_| words(&texts, &terms));
                desk.await_answer(answer, |desk, found| {
                    if let Some(table) = super::table_of(desk) {
                        table.names.is_looking = false;
                        table.names.found = Some(found.unwrap_or_default());
                    }
                });
            },
        );
    }

    /// Draws what was found.
    pub(super) fn draw(table: &mut Table, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
        ui.label(quiet(
            "What looks like a name, a number or an address that should not stand in a text. Replaced here, the words are never \
             stored.",
        ));
        ui.add_space(space::INSIDE);
        if let Some(term) = by_hand(&mut table.names.typed, ui) {
            table.table.redact(term);
            table.changed();
        }
        ui.add_space(space::INSIDE);
        let Some(found) = &mut table.names.found else {
            ui.label(RichText::new("Looking through the texts…").color(theme.quiet));
            return;
        };
        let mut replace = None;
        let mut leave = None;
        let height = ui.available_height() - 24.0;
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for (at, word) in found.iter_mut().enumerate().take(MOST) {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(&word.words).font(theme::interface_bold(size::BODY)));
                    let places = counted(word.places, "place", "places");
                    let files = counted(word.files, "file", "files");
                    ui.label(quiet(&format!("{} · {places} in {files}", word.kind.title())));
                });
                let (before, after) = &word.around;
                let context = format!("…{before}{}{after}…", word.words).replace('\n', " ");
                ui.label(RichText::new(context).font(theme::reading(size::BODY)).color(theme.quiet));
                ui.horizontal(|ui| {
                    let field = egui::TextEdit::singleline(&mut word.replacement).desired_width(150.0);
                    ui.add(field).widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Public word")
                    });
                    if ui.button("Replace all").on_hover_text("Put this in their place in every file").clicked() {
                        replace = Some(at);
                    }
                    if ui.button("Leave").on_hover_text("These words may stand as they are").clicked() {
                        leave = Some(at);
                    }
                });
                ui.add_space(space::INSIDE);
            }
            if found.is_empty() {
                let none = "Nothing here looks like an identifier. Names of people and places are known from the project’s list of \
                            private terms.";
                ui.label(RichText::new(none).color(theme.quiet));
            }
        });
        if let Some(at) = replace {
            let word = found.remove(at);
            let kind = match word.kind {
                IdentifierKind::Term(kind) => kind,
                _ => TermKind::Other,
            };
            let public = Some(word.replacement.trim().to_owned()).filter(|word| !word.is_empty());
            table.table.redact(Term { private: word.words, public, kind });
            table.changed();
        } else if let Some(at) = leave {
            found.remove(at);
        }
    }
}

/// Draws the line in which another name is written; gives it once it is to be replaced.
fn by_hand(typed: &mut (String, String), ui: &mut Ui) -> Option<Term> {
    let mut wanted = false;
    ui.horizontal(|ui| {
        let mut field = |text: &mut String, hint: &str| {
            let field =
                ui.add(egui::TextEdit::singleline(text).hint_text(hint).desired_width(130.0));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
            wanted |= field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        };
        field(&mut typed.0, "Another name");
        field(&mut typed.1, "What stands for it");
        let hover = "Put the second in the place of the first in every file";
        wanted |= ui.button("Replace").on_hover_text(hover).clicked();
    });
    if !wanted || typed.0.trim().is_empty() {
        return None;
    }
    let (private, public) = std::mem::take(typed);
    let public = match public.trim() {
        "" => TermKind::Name.descriptor().to_owned(),
        public => public.to_owned(),
    };
    Some(Term { private: private.trim().to_owned(), public: Some(public), kind: TermKind::Name })
}

/// The words in all texts that may identify somebody, those in most places first.
fn words(table: &ImportTable, terms: &Terms) -> Vec<Word> {
    let mut all: Vec<(Word, usize)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for (row, finding) in table.scan(terms) {
        let Some(made) = &table.rows[row].made else { continue };
        let Finding { span, kind, replacement } = finding;
        let words = made.text.slice(span).to_owned();
        let at = *known.entry((kind, words.to_lowercase())).or_insert_with(|| {
            let around = |start: u32, end: u32| made.text.slice(Span { start, end }).to_owned();
            let around = (
                around(span.start.saturating_sub(40), span.start),
                around(span.end, (span.end + 40).min(made.text.length())),
            );
            all.push((Word { words, kind, replacement, places: 0, files: 0, around }, usize::MAX));
            all.len() - 1
        });
        let (word, last) = &mut all[at];
        word.places += 1;
        if *last != row {
            word.files += 1;
            *last = row;
        }
    }
    let mut all: Vec<Word> = all.into_iter().map(|(word, _)| word).collect();
    all.sort_by_key(|word| std::cmp::Reverse(word.places));
    all
}
