//! The form: the question of the list as rows that are changed by clicks. What it says is asked at once; the line shows the
//! same question.

mod row;
mod text;

use egui::{Popup, RichText, ScrollArea, Ui};

use super::QuotesView;
use super::menus::{Menus, menu_button};
use crate::analysis::query::form::{self, About, Joined, Part, Says};
use crate::analysis::query::{Field, Given, Query, Relation, Rows};
use crate::app::theme::{self, Theme, space};
use crate::project::Snapshot;

/// The most of the view that the form takes.
const MOST: f32 = 0.42;
/// How much further in a group stands than what it stands in.
const STEP: f32 = 20.0;

/// The form while it is worked on.
#[derive(Default)]
pub(super) struct Form {
    pub(super) is_open: bool,
    joined: Joined,
    parts: Vec<Part>,
    /// The question that these rows stand for.
    of: Option<Query>,
}

/// What the rows are drawn with.
struct Tools<'a> {
    menus: &'a mut Menus,
    snapshot: &'a Snapshot,
    /// Whether something was changed.
    changed: bool,
}

/// What is to be done with a row once its group is drawn.
enum Wish {
    Remove,
    /// Put a group around it.
    Wrap,
}

/// Draws the form where it is open; what its rows say is asked at once.
pub(super) fn draw(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot) {
    if !view.form.is_open {
        return;
    }
    let mut asked = view.question.query.clone();
    if view.form.of.as_ref() != Some(&asked) || !view.question.is_asked {
        let (joined, mut parts) = form::rows(&asked.holds);
        if parts.is_empty() {
            parts.push(Part::unfinished(About::Field(Field::Code)));
        }
        view.form = Form { is_open: true, joined, parts, of: Some(asked.clone()) };
    }
    let Form { mut joined, parts, .. } = std::mem::take(&mut view.form);
    let mut parts = parts;
    let mut tools = Tools { menus: &mut view.menus, snapshot, changed: false };
    let most = (ui.ctx().content_rect().height() * MOST).max(160.0);
    ui.add_space(space::TIGHT);
    tools.head(ui, &mut asked, &mut joined);
    ScrollArea::vertical().id_salt("form").max_height(most).auto_shrink([false, true]).show(
        ui,
        |ui| {
            tools.group(ui, &mut parts, joined, &mut Vec::new());
        },
    );
    ui.add_space(space::TIGHT);
    let changed = tools.changed;
    if changed {
        asked.holds = form::condition(joined, &parts);
        let sort = view.question.sort;
        if view.question.query != asked || !view.question.is_asked {
            view.ask(asked.clone());
            view.question.sort = sort;
        }
    }
    view.form = Form { is_open: true, joined, parts, of: Some(asked) };
}

impl Tools<'_> {
    /// What is asked for, how the rows are joined, what is shown.
    fn head(&mut self, ui: &mut Ui, asked: &mut Query, joined: &mut Joined) {
        ui.horizontal_wrapped(|ui| {
            quiet(ui, "Find");
            let rows = |rows: Rows| rows.word();
            self.changed |= choice(ui, "Find", &mut asked.rows, &Rows::ALL, rows);
            quiet(ui, "of which");
            self.changed |= choice(ui, "Joined", joined, &[Joined::All, Joined::Any], joined_word);
            quiet(ui, "hold; show");
            self.changed |= choice(ui, "Show", &mut asked.gives, &Given::ALL, Given::said);
        });
    }

    /// Draws the rows of a group, and what adds one.
    fn group(&mut self, ui: &mut Ui, parts: &mut Vec<Part>, joined: Joined, path: &mut Vec<usize>) {
        let mut wish = None;
        for (at, part) in parts.iter_mut().enumerate() {
            path.push(at);
            let and = match (at, joined) {
                (0, _) => "",
                (_, Joined::All) => "and",
                (_, Joined::Any) => "or",
            };
            if let Some(wanted) = self.part(ui, part, and, path) {
                wish = Some((at, wanted));
            }
            path.pop();
        }
        match wish {
            Some((at, Wish::Remove)) => {
                parts.remove(at);
                self.changed = true;
            }
            Some((at, Wish::Wrap)) => {
                let inside = vec![parts[at].clone(), Part::unfinished(About::Field(Field::Code))];
                let other = if joined == Joined::All { Joined::Any } else { Joined::All };
                parts[at] = Part { is_not: false, says: Says::Group(other, inside) };
                self.changed = true;
            }
            None => {}
        }
        ui.horizontal(|ui| {
            ui.add_space(inset(path.len()));
            let add = menu_button(ui, "Add", false);
            let mut new = None;
            Popup::menu(&add.on_hover_text("Add a row to these")).show(|ui| {
                new = abouts(ui, None).map(Part::unfinished);
                ui.separator();
                if ui.selectable_label(false, "Stands beside another quotation").clicked() {
                    let inside = vec![Part::unfinished(About::Field(Field::Code))];
                    let says = Says::Beside(Relation::Meets, Joined::All, inside);
                    new = Some(Part { is_not: false, says });
                }
                if ui.selectable_label(false, "A group of rows").clicked() {
                    let inside = vec![Part::unfinished(About::Field(Field::Code))];
                    let other = if joined == Joined::All { Joined::Any } else { Joined::All };
                    new = Some(Part { is_not: false, says: Says::Group(other, inside) });
                }
                if new.is_some() {
                    ui.close();
                }
            });
            if let Some(new) = new {
                parts.push(new);
                self.changed = true;
            }
        });
    }
}

/// How far in the rows of a group stand.
fn inset(depth: usize) -> f32 {
    depth as f32 * STEP
}

const fn joined_word(joined: Joined) -> &'static str {
    match joined {
        Joined::All => "all of these",
        Joined::Any => "any of these",
    }
}

/// What a row can be about, in the order it is offered, as it is called.
fn about_word(about: About) -> &'static str {
    match about {
        About::Words => "Words",
        About::Pattern => "Pattern",
        About::Attribute => "Attribute",
        About::Field(field) => match field {
            Field::Code => "Code",
            Field::Set => "Set of codes",
            Field::Coder => "Coder",
            Field::Coded => "Date of coding",
            Field::Coders => "Number of coders",
            Field::Flag => "Flag",
            Field::Is => "What it has",
            Field::Kind => "Kind",
            Field::Source => "Source",
            Field::Case => "Case",
            Field::Person => "Person",
            Field::Speaker => "Speaker",
            Field::Date => "Date",
            Field::Language => "Language",
            Field::Saved => "Saved question",
            Field::Find => "Find",
            Field::Give => "Show",
        },
    }
}

/// The entries of a menu of what a row can be about; gives what was chosen.
fn abouts(ui: &mut Ui, chosen: Option<About>) -> Option<About> {
    let mut picked = None;
    let fields = Field::ALL.into_iter().filter(|field| !matches!(field, Field::Find | Field::Give));
    let mut all: Vec<About> = fields.map(About::Field).collect();
    all.splice(1..1, [About::Words]);
    all.extend([About::Attribute, About::Pattern]);
    for about in all {
        if ui.selectable_label(chosen == Some(about), about_word(about)).clicked() {
            picked = Some(about);
        }
    }
    picked
}

/// A menu of a few choices; whether another was chosen. `name` is what a screen reader calls it.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> bool {
    let before = *chosen;
    let button = menu_button(ui, word(before), false);
    let spoken = format!("{name}: {}", word(before));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    Popup::menu(&button).show(|ui| {
        for one in all {
            if theme::radio(ui, *one == before, word(*one)).clicked() {
                *chosen = *one;
                ui.close();
            }
        }
    });
    *chosen != before
}

/// Words between the choices of a row, which stay together where the row is broken.
fn quiet(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).color(Theme::of(ui.ctx()).quiet);
    ui.add(egui::Label::new(text).extend());
}
