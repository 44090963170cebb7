//! What is counted, by what, and how it is shown: the choices above a table.

use std::sync::Arc;

use egui::{DragValue, RichText, Ui};

use super::chosen::For;
use super::{Tab, TablesView};
use crate::analysis::query::Query;
use crate::analysis::table::{
    Among, Bounds, Cells, Codes, Dimension, Evidence, PrevalenceAsk, Shown,
};
use crate::app::commands;
use crate::app::figures::counted;
use crate::app::menu;
use crate::app::theme::{self, Theme, space};
use crate::project::{Snapshot, TableAsk};

/// What was chosen.
pub(super) struct Choices {
    pub(super) rows: Dimension,
    pub(super) columns: Dimension,
    cells: Cells,
    pub(super) shown: Shown,
    sub_codes: bool,
    pub(super) is_tinted: bool,
    /// The codes of which is told how widespread they are.
    pub(super) codes: Codes,
    among: Among,
    asked: Option<Evidence>,
    bounds: Bounds,
    /// The questions of surveys and templates, and the step up to which they were read.
    pub(super) questions: Option<(i64, Vec<Arc<str>>)>,
    /// The question whose answers are counted; everything where there is none.
    pub(super) base: Option<Query>,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            rows: Dimension::Codes(Codes::All),
            columns: Dimension::Kinds,
            cells: Cells::Quotations,
            shown: Shown::Counts,
            sub_codes: true,
            is_tinted: true,
            codes: Codes::All,
            among: Among::Cases,
            asked: None,
            bounds: Bounds::default(),
            questions: None,
            base: None,
        }
    }
}

impl Choices {
    /// The table that is asked for.
    pub(super) fn table(&self) -> TableAsk {
        TableAsk {
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            cells: self.cells,
            sub_codes: self.sub_codes,
            about: self.base.clone(),
        }
    }

    /// What is asked of how widespread codes are.
    pub(super) fn prevalence(&self) -> PrevalenceAsk {
        PrevalenceAsk {
            codes: self.codes.clone(),
            sub_codes: self.sub_codes,
            among: self.among,
            asked: self.asked.iter().cloned().collect(),
            bounds: self.bounds,
        }
    }

    /// Puts the rows into the columns and the columns into the rows.
    pub(super) fn transpose(&mut self) {
        std::mem::swap(&mut self.rows, &mut self.columns);
        self.shown = match self.shown {
            Shown::RowShare => Shown::ColumnShare,
            Shown::ColumnShare => Shown::RowShare,
            other => other,
        };
    }

    fn is_between_codes(&self) -> bool {
        self.rows.is_of_codes() && self.columns.is_of_codes()
    }
}

/// What is wanted of the choices.
#[derive(Default)]
pub(super) struct Wanted {
    /// The command whose button was pressed.
    pub(super) command: Option<&'static str>,
    /// What codes are to be chosen for one by one.
    pub(super) codes: Option<For>,
}

/// Draws the choices; gives what is wanted.
pub(super) fn draw(view: &mut TablesView, ui: &mut Ui, snapshot: &Snapshot) -> Wanted {
    let before = view.asked();
    let wanted = match view.tab {
        Tab::Table => of_table(&mut view.choices, ui, snapshot),
        Tab::Prevalence => of_prevalence(&mut view.choices, ui, snapshot),
    };
    if view.asked() != before {
        view.grid.start_over();
        // A figure that is being typed keeps the keyboard.
        view.grid.takes_keyboard = !ui.ctx().text_edit_focused();
    }
    ui.add_space(space::INSIDE);
    wanted
}

fn of_table(choices: &mut Choices, ui: &mut Ui, snapshot: &Snapshot) -> Wanted {
    let mut wanted = Wanted::default();
    ui.horizontal_wrapped(|ui| {
        let between = choices.is_between_codes();
        menu::choose(ui, "Count", choices.cells.heading(), |ui| {
            for cells in Cells::ALL.into_iter().filter(|cells| between || !cells.needs_codes()) {
                let choice = ui.selectable_value(&mut choices.cells, cells, cells.heading());
                choice.on_hover_text(cells.help());
            }
        });
        for (name, spoken, dimension, what) in [
            ("by", "Rows", &mut choices.rows, For::Rows),
            ("and", "Columns", &mut choices.columns, For::Columns),
        ] {
            quiet(ui, name);
            let chosen = dimension_words(dimension, snapshot);
            let mut asks = false;
            menu::choose(ui, spoken, &chosen, |ui| {
                asks = choose_dimension(ui, dimension, snapshot)
            });
            asks |= matches!(dimension, Dimension::Codes(Codes::Chosen(_))) && choose_codes(ui);
            wanted.codes = asks.then_some(what).or(wanted.codes);
        }
        if !choices.is_between_codes() {
            if choices.cells.needs_codes() {
                choices.cells = Cells::Quotations;
            }
            if choices.shown == Shown::Coefficient {
                choices.shown = Shown::Counts;
            }
        }
        let coefficient = choices.is_between_codes() && choices.cells.has_coefficient();
        menu::choose(ui, "Show", choices.shown.heading(), |ui| {
            let all = Shown::ALL.into_iter();
            for shown in all.filter(|shown| coefficient || *shown != Shown::Coefficient) {
                ui.selectable_value(&mut choices.shown, shown, shown.heading());
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        if choices.rows.is_of_codes() || choices.columns.is_of_codes() {
            let check = theme::check(ui, &mut choices.sub_codes, "With sub-codes");
            check.on_hover_text("A code stands for those below it, too");
        }
        let check = theme::check(ui, &mut choices.is_tinted, "Tint by size");
        check.on_hover_text("The larger a figure, the stronger the tint behind it");
        for name in ["Transpose the table", "Copy the table", "Export the table…"] {
            wanted.command = button(ui, name).or(wanted.command);
        }
    });
    wanted
}

fn of_prevalence(choices: &mut Choices, ui: &mut Ui, snapshot: &Snapshot) -> Wanted {
    let mut wanted = Wanted::default();
    ui.horizontal_wrapped(|ui| {
        let chosen = dimension_words(&Dimension::Codes(choices.codes.clone()), snapshot);
        menu::choose(ui, "Codes", &chosen, |ui| {
            for codes in branches(snapshot) {
                let name = dimension_words(&Dimension::Codes(codes.clone()), snapshot);
                ui.selectable_value(&mut choices.codes, codes, name);
            }
            let is_chosen = matches!(choices.codes, Codes::Chosen(_));
            if ui.selectable_label(is_chosen, CHOSEN).clicked() {
                wanted.codes = Some(For::Prevalence);
            }
        });
        if matches!(choices.codes, Codes::Chosen(_)) && choose_codes(ui) {
            wanted.codes = Some(For::Prevalence);
        }
        quiet(ui, "among");
        let among = |among: Among| match among {
            Among::Cases => "Cases",
            Among::People => "People",
        };
        menu::choose(ui, "Among", among(choices.among), |ui| {
            for one in [Among::Cases, Among::People] {
                ui.selectable_value(&mut choices.among, one, among(one));
            }
        });
        let chosen = evidence(choices.asked.as_ref(), snapshot);
        menu::choose(ui, "Who was asked", &chosen, |ui| {
            let questions = choices.questions.iter().flat_map(|(_, all)| all);
            let questions = questions.map(|question| Evidence::Question(Arc::clone(question)));
            let codes = snapshot.codes.codes().iter().map(|code| Evidence::Code(code.id));
            let all = questions.chain(codes).map(Some);
            for asked in std::iter::once(None).chain(all) {
                let name = evidence(asked.as_ref(), snapshot);
                ui.selectable_value(&mut choices.asked, asked, name);
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        let check = theme::check(ui, &mut choices.sub_codes, "With sub-codes");
        check.on_hover_text("A code stands for those below it, too");
        quiet(ui, "Most: more than");
        let most = ui.add(DragValue::new(&mut choices.bounds.most).range(0..=99).suffix(" %"));
        most.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Most: more than")
        });
        quiet(ui, "Some: at least");
        let some = ui.add(DragValue::new(&mut choices.bounds.some).range(1..=999));
        some.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Some: at least")
        });
        for name in ["Copy the table", "Export the table…"] {
            wanted.command = button(ui, name).or(wanted.command);
        }
    });
    wanted
}

/// The choices of codes: all, those at the top, each branch.
fn branches(snapshot: &Snapshot) -> Vec<Codes> {
    let tree = &snapshot.codes;
    let holding = tree.codes().iter().filter(|code| tree.with_sub_codes(code.id).len() > 1);
    let branches = holding.map(|code| Codes::Branch(code.id));
    [Codes::All, Codes::Top].into_iter().chain(branches).collect()
}

/// What codes that are chosen one by one are called in a list.
const CHOSEN: &str = "chosen codes…";

/// Offers to choose others.
fn choose_codes(ui: &mut Ui) -> bool {
    ui.button("Choose codes…").clicked()
}

/// What a study is told apart by, in the order it is offered, codes first.
pub fn dimensions(snapshot: &Snapshot) -> Vec<Dimension> {
    let sets = (!snapshot.notes.sets.is_empty()).then_some(Dimension::CodeSets);
    let attributes = snapshot.attributes.iter().map(|one| Dimension::Attribute(one.id));
    let mut all = vec![Dimension::Codes(Codes::All)];
    all.extend(sets);
    all.extend([
        Dimension::Cases,
        Dimension::Kinds,
        Dimension::Coders,
        Dimension::People,
        Dimension::Speakers,
        Dimension::Sources,
        Dimension::Months,
    ]);
    all.extend(attributes);
    all
}

/// What can stand in rows or columns; whether codes are to be chosen one by one.
fn choose_dimension(ui: &mut Ui, chosen: &mut Dimension, snapshot: &Snapshot) -> bool {
    let mut all = dimensions(snapshot);
    all.insert(1, Dimension::Codes(Codes::Top));
    all.push(Dimension::Everything);
    all.extend(branches(snapshot).into_iter().skip(2).map(Dimension::Codes));
    let is_chosen = matches!(chosen, Dimension::Codes(Codes::Chosen(_)));
    let mut asks = false;
    for (place, dimension) in all.into_iter().enumerate() {
        let name = dimension_words(&dimension, snapshot);
        ui.selectable_value(chosen, dimension, name);
        // Behind all codes and those at the top.
        if place == 1 {
            asks = ui.selectable_label(is_chosen, CHOSEN).clicked();
        }
    }
    asks
}

/// What a dimension is called.
pub fn dimension_words(dimension: &Dimension, snapshot: &Snapshot) -> String {
    match dimension {
        Dimension::Everything => "nothing".to_owned(),
        Dimension::Codes(Codes::All) => "codes".to_owned(),
        Dimension::Codes(Codes::Top) => "top codes".to_owned(),
        Dimension::Codes(Codes::Branch(code)) => {
            format!("codes of “{}”", snapshot.codes.telling_name(*code))
        }
        Dimension::Codes(Codes::Chosen(codes)) => {
            counted(codes.len(), "chosen code", "chosen codes")
        }
        Dimension::CodeSets => "sets of codes".to_owned(),
        Dimension::Cases => "cases".to_owned(),
        Dimension::Kinds => "kinds of source".to_owned(),
        Dimension::Coders => "coders".to_owned(),
        Dimension::People => "people of the sources".to_owned(),
        Dimension::Speakers => "speakers".to_owned(),
        Dimension::Sources => "sources".to_owned(),
        Dimension::Months => "months".to_owned(),
        Dimension::Attribute(id) => {
            snapshot.attribute(*id).map(|one| one.name.clone()).unwrap_or_default()
        }
    }
}

fn evidence(asked: Option<&Evidence>, snapshot: &Snapshot) -> String {
    match asked {
        None => "who was asked is not known".to_owned(),
        Some(Evidence::Question(question)) => format!("asked “{question}”"),
        Some(Evidence::Code(code)) => {
            format!("asked where coded “{}”", snapshot.codes.telling_name(*code))
        }
    }
}

fn quiet(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui.ctx());
    // In a row that wraps, whole words belong to what stands behind them.
    ui.add(egui::Label::new(RichText::new(words).color(theme.quiet)).extend());
}

/// Draws the button of a command; gives its name when it was pressed.
fn button(ui: &mut Ui, name: &'static str) -> Option<&'static str> {
    let hover = commands::named(name).map(|command| command.hover_text(ui.ctx()));
    let short = name.replace(" the table", "");
    let button = ui.button(short).on_hover_text(hover.unwrap_or_default());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    button.clicked().then_some(name)
}
