//! The import table in the window: which files come in, as what, and what is known of them, before anything is stored.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Key, Margin, Modifiers, RichText, Ui};

use super::grid::{self, Grid};
use super::names::Names;
use super::preview::Preview;
use super::{rules, speakers, survey};
use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::figures::{counted, grouped};
use crate::app::notice::Notice;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::Speaker;
use crate::project::{Arrival, Column, Fate, ImportTable, Job, jobs};
use crate::text::clean::Rule;

/// What the pane beside the rows shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tab {
    /// The text as it will be.
    #[default]
    Text,
    /// What the clean-up changes.
    CleanUp,
    /// The rules that fill in the table.
    Rules,
    /// Who speaks.
    Speakers,
    /// What may identify somebody.
    Names,
}

impl Tab {
    const ALL: [(Self, &str); 5] = [
        (Self::Text, "Text"),
        (Self::CleanUp, "Clean-up"),
        (Self::Rules, "Rules"),
        (Self::Speakers, "Speakers"),
        (Self::Names, "Names"),
    ];
}

/// A row of the table: a text or a table of respondents, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    Survey(usize),
    Text(usize),
}

/// The table while it is looked through.
pub(super) struct Table {
    pub(super) table: ImportTable,
    /// What is known of each text beside the project, in the order of its rows.
    pub(super) arrivals: Vec<Option<Arrival>>,
    /// How many sources of each table of respondents are new.
    pub(super) new_answers: Vec<usize>,
    /// Who speaks in all texts, with the number of turns, most first.
    pub(super) speakers: Vec<(Speaker, usize)>,
    /// Speakers that are probably the same, written differently.
    pub(super) alike: Vec<Vec<(Speaker, usize)>>,
    /// The step of the project that these belong to; none when the table has changed since.
    seq: Option<i64>,
    /// Rows that are chosen.
    pub(super) chosen: BTreeSet<Row>,
    pub(super) grid: Grid,
    pub(super) tab: Tab,
    pub(super) preview: Preview,
    pub(super) names: Names,
    pub(super) rules: rules::Form,
    /// Counts what makes texts stale, so that a job's answer that came too late is known.
    generation: u64,
    /// Whether the rules are to fill in the table anew.
    refill: bool,
    working: Option<Arc<Job>>,
}

/// Width of the line that names the keys.
const KEYS: f32 = 360.0;

/// What the table asks for.
pub(super) enum Asked {
    /// To bring it in.
    Import,
    /// To be closed.
    Close,
}

impl Table {
    pub(super) fn new(table: ImportTable) -> Self {
        let first = match table.surveys.is_empty() {
            true => Row::Text(0),
            false => Row::Survey(0),
        };
        let rules = rules::Form::new(&table.rules);
        Self {
            table,
            arrivals: Vec::new(),
            new_answers: Vec::new(),
            speakers: Vec::new(),
            alike: Vec::new(),
            seq: None,
            chosen: BTreeSet::from([first]),
            grid: Grid::new(first),
            tab: Tab::default(),
            preview: Preview::default(),
            names: Names::default(),
            rules,
            generation: 0,
            refill: false,
            working: None,
        }
    }

    /// Whether the texts are what would come in now.
    pub(super) fn is_ready(&self) -> bool {
        self.working.is_none() && !self.refill && !self.table.is_stale()
    }

    /// The texts that are chosen, by place.
    pub(super) fn chosen_texts(&self) -> Vec<usize> {
        let texts = self.chosen.iter().filter_map(|row| match row {
            Row::Text(at) => Some(*at),
            Row::Survey(_) => None,
        });
        texts.filter(|at| *at < self.table.rows.len()).collect()
    }

    /// Notes that something of the table is other than before.
    pub(super) fn changed(&mut self) {
        self.seq = None;
        self.generation += 1;
    }

    /// Has the rules fill in the table anew.
    pub(super) fn refill(&mut self) {
        self.refill = true;
        self.changed();
    }

    /// What becomes of a text.
    pub(super) fn fate(&self, at: usize) -> Fate {
        let arrival = self.arrivals.get(at).copied().flatten();
        self.table.rows[at].fate.or(arrival.map(Arrival::fate)).unwrap_or(Fate::New)
    }

    /// Writes in a column of all chosen texts; complains once.
    pub(super) fn write(&mut self, column: Column, written: &str) -> Result<(), String> {
        let mut outcome = Ok(());
        for at in self.chosen_texts() {
            let ImportTable { rows, rules, .. } = &mut self.table;
            outcome = outcome.and(rows[at].write(column, written, rules));
        }
        self.changed();
        outcome
    }

    /// Takes chosen texts in, or leaves them out.
    pub(super) fn set_fate(&mut self, fate: impl Fn(usize) -> Option<Fate>) {
        for at in self.chosen_texts() {
            self.table.rows[at].fate = fate(at);
        }
        self.seq = None;
    }

    /// Chooses the clean-up of the chosen texts.
    pub(super) fn set_clean(&mut self, rules: &[Rule]) {
        for at in self.chosen_texts() {
            self.table.rows[at].set_clean(rules.to_vec());
        }
        self.changed();
    }

    /// How many texts come in, and how many sources tables of respondents make.
    fn coming(&self) -> (usize, usize) {
        let texts = (0..self.table.rows.len()).filter(|&at| self.fate(at) != Fate::Skip).count();
        let surveys = self.table.surveys.iter().zip(&self.new_answers);
        let answers = surveys.filter(|(survey, _)| !survey.is_left_out).map(|(_, new)| new);
        (texts, answers.sum())
    }

    fn summary(&self) -> String {
        let rows = self.table.rows.len() + self.table.surveys.len();
        let mut said = vec![counted(rows, "file", "files")];
        let is = |wanted: fn(Arrival) -> bool| {
            self.arrivals.iter().flatten().filter(|arrival| wanted(**arrival)).count()
        };
        for (count, what) in [
            (is(|arrival| matches!(arrival, Arrival::AlreadyThere(_))), "there already"),
            (is(|arrival| matches!(arrival, Arrival::OtherVersion(_))), "in another version"),
            (
                self.table.rows.iter().filter(|row| !row.reading.doubts.is_empty()).count(),
                "to check",
            ),
            (self.table.refused.len(), "refused"),
            (self.table.ignored.len(), "of other formats"),
        ] {
            if count > 0 {
                said.push(format!("{} {what}", grouped(count)));
            }
        }
        said.join(" · ")
    }
}

/// Has stale texts made anew in the background, and the arrivals with them.
pub(super) fn keep_fresh(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let Some(table) = super::table_of(desk) else { return };
    if table.seq != Some(snapshot.seq) {
        table.seq = Some(snapshot.seq);
        table.arrivals = table.table.arrivals(&snapshot);
        table.speakers = table.table.speakers();
        table.alike = table.table.alike_speakers();
        if !table.table.surveys.is_empty() {
            count_new_answers(desk);
        }
    }
    let Some(table) = super::table_of(desk) else { return };
    if table.working.is_some() || !(table.refill || table.table.is_stale()) {
        return;
    }
    let job = Arc::new(Job::new("Preparing texts"));
    table.working = Some(Arc::clone(&job));
    let (generation, refill) = (table.generation, std::mem::take(&mut table.refill));
    let rows = table.table.clone();
    let ctx = desk.ctx().clone();
    let answer =
        jobs::start(&job, move || ctx.request_repaint(), move |job| rows.renewed(refill, job));
    desk.await_answer(answer, move |desk, rows| {
        let Some(table) = super::table_of(desk) else { return };
        table.working = None;
        match rows.flatten() {
            Some(rows) if table.generation == generation => {
                table.table.rows = rows;
                table.seq = None;
                table.names.forget();
            }
            // Something was changed meanwhile: it is done again from where the table stands now.
            _ => table.refill |= refill,
        }
    });
}

/// Counts in the background which answers of the surveys the project does not have: a survey holds thousands.
fn count_new_answers(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let Some(table) = super::table_of(desk) else { return };
    let generation = table.generation;
    let surveys = ImportTable {
        surveys: table.table.surveys.clone(),
        rules: table.table.rules.clone(),
        redacted: table.table.redacted.clone(),
        ..ImportTable::default()
    };
    let (job, ctx) = (Arc::new(Job::new("Comparing answers")), desk.ctx().clone());
    let seq = snapshot.seq;
    let answer =
        jobs::start(&job, move || ctx.request_repaint(), move |_| surveys.new_answers(&snapshot));
    desk.await_answer(answer, move |desk, counted| {
        let Some(table) = super::table_of(desk) else { return };
        // What was changed meanwhile is counted by itself.
        if let Some(counted) = counted
            && (table.generation, table.seq) == (generation, Some(seq))
        {
            table.new_answers = counted;
        }
    });
}

/// Draws the table where the page is.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) -> Option<Asked> {
    let on_top = window.nothing_asked();
    let desk = window.desk.as_mut()?;
    keep_fresh(desk);
    Names::keep_fresh(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let table = super::table_of(desk)?;
    let mut asked = None;
    let mut trouble = None;
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        head(table, ui);
        ui.add_space(space::INSIDE);
        let foot = 44.0;
        let height = (ui.available_height() - foot).max(120.0);
        let width = ui.available_width();
        let pane = (width * 0.33).clamp(280.0, 560.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui(egui::vec2(width - pane - space::SECTION, height), |ui| {
                ui.spacing_mut().item_spacing.x = space::INSIDE;
                ui.set_height(height);
                trouble = grid::draw(table, &snapshot, ui, on_top);
            });
            ui.add_space(space::SECTION);
            ui.allocate_ui(egui::vec2(pane, height), |ui| {
                ui.spacing_mut().item_spacing.x = space::INSIDE;
                ui.set_height(height);
                ui.vertical(|ui| side(table, ui));
            });
        });
        ui.add_space(space::INSIDE);
        asked = bottom(table, ui);
        let free = on_top && table.grid.is_free();
        if free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            asked = Some(Asked::Close);
        }
    });
    if let Some(trouble) = trouble {
        desk.notice = Some(Notice::plain(trouble));
    }
    asked
}

fn head(table: &Table, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.label(RichText::new("Import").size(size::TITLE));
        ui.add_space(space::INSIDE);
        let summary = ui.label(RichText::new(table.summary()).color(theme.quiet));
        if !table.table.refused.is_empty() {
            let refused = table.table.refused.iter().map(|refused| {
                let name = refused.path.file_name().unwrap_or_default().to_string_lossy();
                format!("{name}: {}", refused.reason)
            });
            summary.on_hover_text(refused.collect::<Vec<_>>().join("\n"));
        }
        if let Some(job) = &table.working {
            ui.add_space(space::INSIDE);
            let progress = job.progress();
            let (done, total) = (grouped(progress.done), grouped(progress.total));
            let said = format!("Preparing texts… {done} of {total}");
            ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(60));
        }
    });
}

/// The pane beside the rows.
fn side(table: &mut Table, ui: &mut Ui) {
    let survey = table.grid.cursor_survey();
    ui.horizontal_wrapped(|ui| {
        for (tab, name) in Tab::ALL {
            let name = match (tab, survey) {
                (Tab::Text, Some(_)) => "Columns".to_owned(),
                (Tab::Names, _) => table.names.title(),
                (Tab::Speakers, _) => match table.alike.len() {
                    0 => name.to_owned(),
                    alike => format!("{name} ({alike} alike)"),
                },
                _ => name.to_owned(),
            };
            if ui.selectable_label(table.tab == tab, name).clicked() {
                table.tab = tab;
            }
        }
    });
    ui.add_space(space::INSIDE);
    match (table.tab, survey) {
        (Tab::Text, Some(at)) => survey::draw(table, ui, at),
        (Tab::Text, None) => Preview::text(table, ui),
        (Tab::CleanUp, _) => Preview::clean_up(table, ui),
        (Tab::Rules, _) => rules::draw(table, ui),
        (Tab::Speakers, _) => speakers::draw(table, ui),
        (Tab::Names, _) => Names::draw(table, ui),
    }
}

fn bottom(table: &mut Table, ui: &mut Ui) -> Option<Asked> {
    let theme = Theme::of(ui.ctx());
    let mut asked = None;
    ui.horizontal(|ui| {
        let (texts, answers) = table.coming();
        let what = format!("Import {}", counted(texts + answers, "source", "sources"));
        let button =
            egui::Button::new(RichText::new(what).color(theme.on_accent)).fill(theme.accent);
        let button = ui.add_enabled(texts + answers > 0, button);
        if button
            .on_hover_text("Bring them in, as one step that Undo takes back (Ctrl+Enter)")
            .clicked()
        {
            asked = Some(Asked::Import);
        }
        if ui.button("Cancel").on_hover_text("Leave the project as it is (Escape)").clicked() {
            asked = Some(Asked::Close);
        }
        ui.add_space(space::GROUP);
        let limit = &mut table.table.rules.keep_files_up_to_mb;
        let mut keeps = *limit > 0;
        let word = "Keep the files in the project, up to 20 MB each";
        if theme::check(ui, &mut keeps, word).changed() {
            *limit = if keeps { 20 } else { 0 };
        }
        // A narrow window has no room for them.
        if ui.available_width() < KEYS {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let keys = "F2 edit · Space in or out · Ctrl+D fill down · Ctrl+A all";
            ui.label(RichText::new(keys).size(size::SMALL).color(theme.quiet));
        });
    });
    asked
}
