//! How often words stand: a table of words by part of the study, counted in the background.

use std::sync::Arc;

use egui::{DragValue, RichText, TextEdit, Ui, UiBuilder, vec2};

use super::choices::{action, choose};
use super::word_figures::OfWords;
use super::{Asked, SearchView, Tab, Wanted};
use crate::app::Window;
use crate::app::desk::{Desk, Workspace};
use crate::app::notice::Notice;
use crate::app::tables::grid::{self, Figures, Grid, Sorted};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::SourceKind;
use crate::project::{Job, ProjectError, WordQuestion, WordTable, WordsBy};
use crate::text::fold::folded;

/// What words are counted by, as it is offered.
const BY: [(WordsBy, &str); 3] = [
    (WordsBy::Study, "all together"),
    (WordsBy::Kind, "by kind of source"),
    (WordsBy::Case, "by case"),
];

/// What is counted and what was.
#[derive(Default)]
pub(super) struct Words {
    asked: WordQuestion,
    /// Letters that the words shown have in them.
    filter: String,
    pub(super) grid: Grid,
    /// What was counted last, with what was asked and the step after which it was counted.
    pub(super) counted: Option<(WordQuestion, i64, Arc<WordTable>)>,
    counting: Option<(WordQuestion, i64, Arc<Job>)>,
    /// What was cancelled or could not be counted.
    vain: Option<(WordQuestion, i64)>,
    /// The words in the order they are shown, and what this was made for.
    pub(super) order: Vec<usize>,
    ordered_for: Option<(WordQuestion, i64, Option<Sorted>, String)>,
}

impl Words {
    /// What is under way.
    pub(super) fn job(&self) -> Option<Arc<Job>> {
        self.counting.as_ref().map(|(.., job)| Arc::clone(job))
    }

    /// Has the words counted, where what is asked or the project has changed since.
    fn keep_fresh(&mut self, desk: &mut Desk) {
        let now = (self.asked.clone(), desk.snapshot.seq);
        if let Some((asked, _, job)) = &self.counting {
            // What is not asked any more need not be counted to its end.
            if *asked != now.0 {
                job.cancel();
            }
            return;
        }
        let is_now = |of: Option<(&WordQuestion, i64)>| of == Some((&now.0, now.1));
        if is_now(self.counted.as_ref().map(|(asked, seq, _)| (asked, *seq)))
            || is_now(self.vain.as_ref().map(|(asked, seq)| (asked, *seq)))
        {
            return;
        }
        let (asked, seq) = now;
        let job = Arc::new(Job::new("Counting words"));
        self.counting = Some((asked.clone(), seq, Arc::clone(&job)));
        let question = asked.clone();
        desk.ask_or_never(
            move |project| {
                let table = project.word_table(&question, &job);
                (project.snapshot().seq, table)
            },
            move |desk, answer| {
                let words = &mut desk.search.words;
                words.counting = None;
                let (at, table) = answer.unwrap_or((seq, Err(ProjectError::Interrupted)));
                match table {
                    Ok(Some(table)) => words.counted = Some((asked, at, Arc::new(table))),
                    // Cancelled by somebody, or since something else is asked by now.
                    Ok(None) => words.vain = (words.asked == asked).then_some((asked, at)),
                    Err(error) => {
                        words.vain = Some((asked, at));
                        desk.notice = Some(Notice::trouble(&error));
                    }
                }
            },
        );
    }

    /// What was counted last and what it was asked by.
    pub(super) fn table(&self) -> Option<(&WordQuestion, &Arc<WordTable>)> {
        self.counted.as_ref().map(|(asked, _, table)| (asked, table))
    }

    /// Puts the words in order and leaves out those that are not shown.
    fn put_in_order(&mut self, figures: &OfWords<'_>) {
        let Some((asked, seq, table)) = &self.counted else { return };
        let now = (asked.clone(), *seq, self.grid.sorted, self.filter.clone());
        if self.ordered_for.as_ref() == Some(&now) {
            return;
        }
        let filter = folded(self.filter.trim());
        self.order = figures.order(self.grid.sorted);
        if !filter.is_empty() {
            self.order.retain(|&row| folded(&table.words[row].word).contains(&filter));
        }
        self.ordered_for = Some(now);
    }
}

/// Whether a table of words is shown.
pub fn has_words(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let is_shown = desk.workspace == Workspace::Search && desk.search.tab == Tab::Words;
    match is_shown && !desk.search.words.order.is_empty() {
        true => Ok(()),
        false => Err("Go to the words of the study first"),
    }
}

impl SearchView {
    /// Draws what is counted and how; gives the command whose button was pressed.
    pub(super) fn word_choices(&mut self, ui: &mut Ui) -> Option<Wanted> {
        let words = &mut self.words;
        let mut wanted = None;
        let before = words.asked.clone();
        ui.horizontal_wrapped(|ui| {
            let edit = TextEdit::singleline(&mut words.filter)
                .hint_text("Filter the words")
                .desired_width(180.0);
            let edit = ui.add(edit);
            edit.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter the words")
            });
            let name =
                BY.iter().find(|(by, _)| *by == words.asked.by).map_or("", |(_, name)| *name);
            choose(ui, "Counted", name, |ui| {
                for (by, name) in BY {
                    ui.selectable_value(&mut words.asked.by, by, name);
                }
            });
            wanted = action(ui, "Copy the words", "Copy", !words.order.is_empty());
            wanted = action(ui, "Export the words…", "Export…", !words.order.is_empty()).or(wanted);
        });
        ui.horizontal_wrapped(|ui| {
            theme::check(ui, &mut words.asked.stem, "Forms as one word")
                .on_hover_text("“trusts” and “trusted” are counted with “trust”");
            theme::check(ui, &mut words.asked.stop, "Without frequent English words").on_hover_text(
                "Leaves “the”, “of”, “you know” and others out of sources in English; sources in other languages keep all",
            );
            let letters = if words.asked.shortest == 1 { " letter" } else { " letters" };
            let least = DragValue::new(&mut words.asked.shortest).range(1..=30);
            let least = ui.add(least.prefix("at least ").suffix(letters));
            least.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Letters at least")
            });
        });
        if words.asked != before {
            words.grid.sorted = None;
        }
        wanted.map(Wanted::Command)
    }

    /// Draws the table; gives what is to be searched for.
    pub(super) fn words(&mut self, desk: &mut Desk, ui: &mut Ui) -> Option<Wanted> {
        self.words.keep_fresh(desk);
        let theme = Theme::of(ui.ctx());
        let words = &mut self.words;
        let room = super::Column::of_lists(ui.available_width());
        let Some((question, _, table)) = words.counted.clone() else {
            super::Column::in_room(ui.available_width()).draw(ui, |ui| {
                ui.add_space(space::PAGE);
                match words.vain.is_some() {
                    true => {
                        ui.label(RichText::new("Counting was cancelled").size(size::LEAD));
                        ui.add_space(space::TIGHT);
                        if ui.button("Count again").clicked() {
                            words.vain = None;
                        }
                    }
                    false => {
                        ui.label(RichText::new("Counting…").color(theme.quiet));
                    }
                }
            });
            return None;
        };
        let figures = OfWords::new(&table, &question);
        words.put_in_order(&figures);
        let width = figures.whole_width().clamp(super::MEASURE.min(room), room);
        let side = (ui.available_width() - width) / 2.0;
        let place = ui.available_rect_before_wrap();
        let place = egui::Rect::from_min_size(
            place.min + vec2(side, 0.0),
            vec2(width, place.height() - space::INSIDE),
        );
        let mut wanted = None;
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            let about = match words.counting.is_some() {
                true => "Counting…".to_owned(),
                false => figures.about(),
            };
            let about = RichText::new(about).size(size::SMALL).color(theme.quiet);
            ui.add(egui::Label::new(about).truncate());
            ui.add_space(space::TIGHT);
            if words.order.is_empty() {
                ui.label(RichText::new(figures.nothing(words.filter.trim())).color(theme.quiet));
                return;
            }
            // The keys of the grid’s commands belong to the tables.
            let enters = ui.memory(|memory| memory.has_focus(grid::id()))
                && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
            let drawn = grid::draw(&mut words.grid, ui, &figures, &words.order);
            let (at, column) = words.grid.cursor();
            let entered = enters.then(|| words.order.get(at).map(|&row| (row, column))).flatten();
            let opened = drawn.opened.or(drawn.named.map(|row| (row, 0))).or(entered);
            wanted = match opened {
                Some((row, column)) => figures.asked(row, column),
                None => drawn.is_copied.then_some(Wanted::Command("Copy the words")),
            };
        });
        wanted
    }
}

/// A search for the places of a counted word, on one kind of source or on all.
pub(super) fn places_of(word: &str, stem: bool, source_kind: Option<SourceKind>) -> Wanted {
    // In quotation marks it is found in this form alone, which is what was counted.
    let text = if stem { word.to_owned() } else { format!("\"{word}\"") };
    Wanted::Places(Asked { text, finished: true, source_kind, ..Asked::default() })
}
