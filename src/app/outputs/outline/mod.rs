//! The outline of an output on the page: headings, findings and paragraphs with their extracts, read and written as the document
//! that they become.

mod actions;
mod coded;
mod dragging;
mod moving;
mod paint;
mod rows;
#[cfg(test)]
mod sample;
mod searching;
mod writing;

use std::collections::{HashMap, HashSet};

use egui::{Id, Key, Modifiers, Rect, RichText, Ui, UiBuilder, vec2};

use super::{Drawn, OutputsView, Ready, empty, split, trimming};
use crate::analysis::query::{Condition, Query};
use crate::analysis::table::Dimension;
use crate::app::desk::{Desk, Selected, Workspace};
use crate::app::figures::{counted, grouped};
use crate::app::list::{List, Look};
use crate::app::menu;
use crate::app::palette::{CodePicked, CodePicker};
use crate::app::prose::View;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{
    CountOf, Extract, ExtractId, Item, ItemId, ItemKind, LinkTo, Output, OutputId, Target,
};
use crate::project::{MentionIn, SetExtract, Snapshot};

pub use actions::*;
pub use moving::Step;
pub use paint::heading;
pub(in crate::app::outputs) use rows::RowKey;
pub(super) use writing::keep_typed;

use coded::Coded;
use dragging::Dragged;
pub use dragging::{carries, carry};
use paint::{Clicked, OutlineRows};
use rows::{Only, Row};
use searching::Searching;
use writing::Writing;

/// The outline: where the keyboard stands in it, what is folded, what is being written.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) list: List<RowKey>,
    rows: Vec<Row>,
    /// What the rows were made of: the output, the step, what is folded, what is left.
    made_of: Option<(OutputId, (i64, i64), u64, Only)>,
    folded: HashSet<ItemId>,
    /// Counts the changes of what is folded.
    folds: u64,
    only: Only,
    writing: Option<Writing>,
    /// What was written until another item was.
    left: Vec<Writing>,
    /// The texts of items, as they are read.
    views: HashMap<ItemId, View>,
    searching: Option<Searching>,
    /// A code is being chosen for a finding.
    coding: Option<(ItemId, CodePicker)>,
    coded: Coded,
    dragged: Option<Dragged>,
    /// Quotes from a list elsewhere that are on their way.
    carried: Vec<super::Passage>,
    /// The row that the inspector was told of.
    pub(super) told: Option<RowKey>,
    /// The row to go to once it is there, and whether to begin writing in it.
    goes_to: Option<(RowKey, bool)>,
    /// Where findings were drawn: codes can be let go there.
    pub(super) findings_at: Vec<(Rect, ItemId)>,
    /// Where the row at the cursor was drawn.
    cursor_at: Option<Rect>,
}

/// How widespread the codes of a finding are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// In how many cases.
    Cases,
    /// Among how many people.
    People,
    /// In how many quotes.
    Quotes,
}

pub(super) fn id() -> Id {
    Id::unique("outline of an output")
}

impl Outline {
    /// The row that the keyboard stands at.
    fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.cursor()?)
    }

    /// The item that the keyboard stands at.
    pub(super) fn item(&self) -> Option<ItemId> {
        match self.row()?.key {
            RowKey::Item(id) => Some(id),
            RowKey::Extract(_) | RowKey::Tray => None,
        }
    }

    /// The extract that the keyboard stands at.
    pub(super) fn extract(&self) -> Option<ExtractId> {
        match self.row()?.key {
            RowKey::Extract(id) => Some(id),
            RowKey::Item(_) | RowKey::Tray => None,
        }
    }

    /// The extracts that are chosen, in order; none while the keyboard stands at something else.
    pub(super) fn chosen(&self) -> Vec<ExtractId> {
        if self.extract().is_none() {
            return Vec::new();
        }
        let extract = |key| match key {
            RowKey::Extract(id) => Some(id),
            RowKey::Item(_) | RowKey::Tray => None,
        };
        self.chosen_rows().filter_map(extract).collect()
    }

    fn chosen_rows(&self) -> impl Iterator<Item = RowKey> {
        self.list.chosen().filter_map(|row| self.rows.get(row)).map(|row| row.key)
    }

    /// The items that are chosen, where the cursor stands at one, in their order.
    fn chosen_items(&self) -> Vec<ItemId> {
        if self.item().is_none() {
            return Vec::new();
        }
        let item = |key| match key {
            RowKey::Item(id) => Some(id),
            RowKey::Extract(_) | RowKey::Tray => None,
        };
        self.chosen_rows().filter_map(item).collect()
    }

    /// Whether the outline or the list below it takes letters.
    pub(super) fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        self.coding.is_none() && ctx.memory(|memory| memory.has_focus(id()))
    }

    /// Goes to an item once it is there, unfolding what stands above it.
    pub(super) fn go_to(&mut self, output: Option<&Output>, item: ItemId, writes: bool) {
        self.only = Only::Everything;
        let mut above = output.and_then(|output| output.item(item)).and_then(|item| item.parent);
        while let (Some(id), Some(output)) = (above, output) {
            self.fold(id, false);
            above = output.item(id).and_then(|item| item.parent);
        }
        self.goes_to = Some((RowKey::Item(item), writes));
    }

    fn fold(&mut self, id: ItemId, folded: bool) {
        let changed = if folded { self.folded.insert(id) } else { self.folded.remove(&id) };
        self.folds += u64::from(changed);
    }

    /// Begins to write an item. What is written of another is given to the project first.
    fn write(&mut self, id: ItemId) {
        self.left.extend(self.writing.replace(Writing::new(id)));
    }

    /// Brings the rows up to the output as it is set.
    fn renew(&mut self, output: &Output, ready: &Ready, seq: i64) {
        let made_of = Some((output.id, (seq, ready.seq), self.folds, self.only));
        if self.made_of != made_of {
            self.rows = rows::rows(output, &ready.places, &self.folded, self.only);
            self.list.renew(self.rows.iter().map(|row| row.key).collect());
            self.list.let_drag();
            self.list.as_page();
            self.made_of = made_of;
        }
        let Some((key, writes)) = self.goes_to else { return };
        let Some(row) = self.rows.iter().position(|row| row.key == key) else { return };
        self.goes_to = None;
        self.list.go_to(row);
        match key {
            RowKey::Item(id) if writes => self.write(id),
            _ => self.list.take_keyboard(true),
        }
    }
}

/// How widespread the codes of a finding are, in words; nothing of one without codes.
pub(super) fn figures_of(snapshot: &Snapshot, ready: &Ready, item: &Item) -> Vec<(Figure, String)> {
    let Some((codes, used)) = ready.uses.get(&item.id) else { return Vec::new() };
    // Until they were counted, other codes have no figures.
    if !item.codes().eq(codes.iter().copied()) {
        return Vec::new();
    }
    let mut figures = Vec::new();
    let all = snapshot.cases.len();
    if all > 0 {
        let cases = counted(all, "case", "cases");
        figures.push((Figure::Cases, format!("{} of {cases}", grouped(used.cases))));
    }
    figures.push((Figure::People, counted(used.people, "person", "people")));
    figures.push((Figure::Quotes, counted(used.quotations, "quote", "quotes")));
    figures
}

/// Shows the quotes behind a figure of a finding, under headings by what it counts; Back returns.
pub fn open_figure(desk: &mut Desk, item: &Item, figure: Figure) {
    let codes = item.codes().map(|code| Condition::Code { code, sub_codes: true });
    let query = Query { holds: Condition::Any(codes.collect()), ..Query::default() };
    open_quotes_by(desk, query, figure);
}

fn open_quotes_by(desk: &mut Desk, query: Query, figure: Figure) {
    let groups = match figure {
        Figure::Cases => vec![Dimension::Cases],
        Figure::People => vec![Dimension::People],
        Figure::Quotes => Vec::new(),
    };
    desk.leave();
    desk.workspace = Workspace::Quotes;
    desk.quotes.show_under(query, groups);
}

/// Room below the outline for what is said of a heading or a paragraph.
const SAID: f32 = 96.0;

/// Draws the outline; gives what happened to its rows, and the command that was chosen.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    output: &Output,
    ready: &Ready,
) -> (Drawn, Option<&'static str>) {
    let seq = desk.snapshot.seq;
    let mut wanted = head(&mut view.outline, ui, output);
    searching::draw(&mut view.outline, ui, desk, output);
    // Folding shows at once.
    fold_by_key(&mut view.outline, ui, output);
    view.outline.renew(output, ready, seq);
    if view.outline.rows.is_empty() {
        // An empty outline has the keyboard, too: letters put the first item into it.
        let mut behind = ui.new_child(UiBuilder::new().max_rect(ui.available_rect_before_wrap()));
        list(view, &mut behind, desk, output, ready);
        let about = "Headings, findings and paragraphs, with the quotes that show each finding under it: what a report says, \
                     tested against everything that was coded.";
        match view.outline.only {
            Only::Everything => {
                // Away from the ring around what has the keyboard.
                let free = ui.available_rect_before_wrap().shrink2(vec2(space::GROUP, 0.0));
                let mut inside = ui.new_child(UiBuilder::new().max_rect(free));
                let chosen = empty(&mut inside, "There is no outline yet", about, "New heading");
                wanted = wanted.or(chosen);
            }
            _ => drop(ui.label(RichText::new("No finding is so").color(Theme::of(ui.ctx()).quiet))),
        }
        return (Drawn::default(), wanted);
    }
    let (above, below) = match view.outline.row().map(|row| row.key) {
        Some(RowKey::Item(id))
            if output.item(id).is_some_and(|it| it.kind != ItemKind::Finding) =>
        {
            // A few words are said of it: the outline has the room.
            let free = ui.available_rect_before_wrap();
            free.split_top_bottom_at_y(free.bottom() - SAID.min(free.height() / 2.0))
        }
        _ => split(view, ui),
    };
    let drawn = {
        let mut ui = ui.new_child(UiBuilder::new().id_salt("outline").max_rect(above));
        list(view, &mut ui, desk, output, ready)
    };
    super::edge(view, ui, below);
    tell(view, desk, ready);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("beside the outline").max_rect(below));
    beside(view, &mut ui, desk, output, ready);
    dragging::draw(view, &ui, desk, output, &drawn);
    draw_choice(&mut view.outline, &mut ui, desk);
    (drawn, wanted)
}

/// Draws what narrows the outline, and how much is in it.
fn head(outline: &mut Outline, ui: &mut Ui, output: &Output) -> Option<&'static str> {
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        menu::choose(ui, "Show", outline.only.words(), |ui| {
            for only in Only::ALL {
                if ui.selectable_label(only == outline.only, only.words()).clicked() {
                    outline.only = only;
                    outline.list.take_keyboard(true);
                }
            }
        });
        for (command, name) in
            [("New heading", "Heading"), ("New finding", "Finding"), ("New paragraph", "Paragraph")]
        {
            let hover = crate::app::commands::named(command).map(|it| it.hover_text(ui.ctx()));
            let button = egui::Button::new(format!("+ {name}"));
            let button = ui.add(button).on_hover_text(hover.unwrap_or_default());
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, command));
            if button.clicked() {
                wanted = Some(command);
            }
        }
        let of_kind = |item: &&Item| item.kind == ItemKind::Finding;
        let findings: Vec<&Item> = output.items.iter().filter(of_kind).collect();
        let untested = findings.iter().filter(|item| item.counter_searches.is_empty()).count();
        let mut said = vec![counted(findings.len(), "finding", "findings")];
        if untested > 0 && untested < findings.len() {
            said.push(format!("{untested} not tested"));
        }
        let quiet = Theme::of(ui.ctx()).quiet;
        ui.label(RichText::new(said.join(" · ")).size(size::SMALL).color(quiet));
    });
    ui.add_space(space::TIGHT);
    wanted
}

/// Takes the keys that fold: left folds the item or goes to what stands above it, right unfolds it.
fn fold_by_key(outline: &mut Outline, ui: &Ui, output: &Output) {
    if !outline.has_keyboard(ui.ctx()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let Some(row) = outline.row().cloned() else { return };
    if pressed(Key::ArrowRight)
        && let RowKey::Item(id) = row.key
    {
        outline.fold(id, false);
    }
    if pressed(Key::ArrowLeft) {
        let parent = match row.key {
            RowKey::Item(id) if row.fold == rows::Fold::Unfolded => {
                outline.fold(id, true);
                return;
            }
            RowKey::Item(id) => output.item(id).and_then(|item| item.parent),
            RowKey::Extract(id) => super::extract_of(output, id).and_then(|one| one.item),
            RowKey::Tray => None,
        };
        let place =
            parent.and_then(|id| outline.rows.iter().position(|row| row.key == RowKey::Item(id)));
        if let Some(place) = place {
            outline.list.go_to(place);
        }
    }
}

fn list(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    output: &Output,
    ready: &Ready,
) -> Drawn {
    let area = ui.available_rect_before_wrap();
    let page_size = view.page_size;
    let most = (page_size * 44.0).max(460.0);
    let width = (area.width() - 2.0 * space::GROUP).min(most).max(160.0);
    let outline = &mut view.outline;
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let rows = std::mem::take(&mut outline.rows);
    let mut views = std::mem::take(&mut outline.views);
    views.retain(|id, _| output.item(*id).is_some());
    let mut shown = OutlineRows {
        painter: ui.painter().clone(),
        theme: Theme::of(ui.ctx()),
        snapshot: &snapshot,
        output,
        ready,
        rows: &rows,
        page_size,
        width,
        writing: outline.writing.as_ref().map(|it| (it.item(), it.height())),
        writing_at: None,
        views: &mut views,
        known: desk.linking.with(&snapshot),
        texts_at: Vec::new(),
        clicked: None,
        laid: HashMap::new(),
    };
    let look = Look {
        id: id(),
        name: "Outline",
        left: area.left() + space::GROUP,
        width,
        is_main: outline.writing.is_none()
            && outline.searching.is_none()
            && outline.coding.is_none(),
        guess: 90.0,
    };
    let drawn = outline.list.ui(ui, &look, &mut shown);
    let (writing_at, clicked) = (shown.writing_at, shown.clicked);
    let texts_at = std::mem::take(&mut shown.texts_at);
    let mut opened = None;
    for (id, place) in texts_at {
        let mut ui = ui.new_child(UiBuilder::new().id_salt(("text", id)).max_rect(place));
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        // What is counted was counted with the output.
        let (known, seq) = (desk.linking.with(&snapshot), ready.seq);
        if let (Some(view), Some(item)) = (views.get_mut(&id), output.item(id)) {
            let key = Id::unique(("text of an item", id));
            opened = view.whole(&mut ui, key, &item.text, (&known, seq), page_size).or(opened);
        }
    }
    outline.views = views;
    let shown_rows = drawn.rows.iter().zip(rows.iter().skip(drawn.first));
    let findings = shown_rows.filter_map(|(response, row)| match row.key {
        RowKey::Item(id) => {
            let is_finding = output.item(id).is_some_and(|it| it.kind == ItemKind::Finding);
            is_finding.then_some((response.rect, id))
        }
        RowKey::Extract(_) | RowKey::Tray => None,
    });
    outline.findings_at = findings.collect();
    outline.rows = rows;
    let cursor = outline.list.cursor().and_then(|at| at.checked_sub(drawn.first));
    outline.cursor_at = cursor.and_then(|at| drawn.rows.get(at)).map(|row| row.rect);
    if let Some(at) = writing_at {
        let mut ui = ui.new_child(UiBuilder::new().id_salt("writing").max_rect(at));
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        writing::draw(outline, &mut ui, desk, output, page_size);
    } else if outline.writing.is_some() {
        // What is written has scrolled away; it is written on once it is seen again.
        writing::keep_typed(outline, desk, false);
    }
    match opened {
        Some(LinkTo::Object(target)) => desk.open_target(target),
        Some(LinkTo::Count(of, code)) => {
            let figure = match of {
                CountOf::Cases => Figure::Cases,
                CountOf::People => Figure::People,
                CountOf::Sources | CountOf::Quotes => Figure::Quotes,
            };
            open_quotes_by(desk, Query::of_code(code), figure);
        }
        None => {}
    }
    match clicked {
        Some((id, Clicked::Fold)) => {
            let folded = outline.folded.contains(&id);
            outline.fold(id, !folded);
        }
        Some((id, Clicked::Figure(figure))) => {
            if let Some(item) = output.item(id) {
                open_figure(desk, item, figure);
            }
        }
        None => {}
    }
    drawn
}

/// Has the inspector show what the keyboard stands at, until something else is selected.
fn tell(view: &mut OutputsView, desk: &mut Desk, ready: &Ready) {
    let outline = &mut view.outline;
    let Some(row) = outline.rows.get(outline.list.cursor().unwrap_or(usize::MAX)) else { return };
    if outline.told == Some(row.key) {
        return;
    }
    outline.told = Some(row.key);
    match row.key {
        RowKey::Item(id) => desk.selected = Selected::Item(id),
        RowKey::Extract(_) => {
            if let Some(one) = ready.checked.set.extracts.get(row.place) {
                desk.selected = Selected::Quotation(one.source, one.quotation);
            }
        }
        RowKey::Tray => {}
    }
}

/// Draws what belongs to the row at the cursor: an extract to be worked at, every quote on the codes of a finding.
fn beside(view: &mut OutputsView, ui: &mut Ui, desk: &mut Desk, output: &Output, ready: &Ready) {
    let Some(row) = view.outline.row().cloned() else { return };
    match row.key {
        RowKey::Extract(id) => {
            let one: Option<&SetExtract> = ready.checked.set.extracts.get(row.place);
            let extract: Option<&Extract> = super::extract_of(output, id);
            if let (Some(one), Some(extract)) = (one, extract) {
                trimming::draw(view, ui, desk, (output, extract, one));
            }
        }
        RowKey::Item(id) => match output.item(id) {
            Some(item) if item.kind == ItemKind::Finding => {
                coded::draw(view, ui, desk, (output, item));
            }
            Some(item) => chapter(ui, output, ready, item, row.extracts),
            None => {}
        },
        RowKey::Tray => {}
    }
}

/// Says what stands under a heading.
fn chapter(ui: &mut Ui, output: &Output, ready: &Ready, item: &Item, extracts: usize) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::GROUP);
    if item.kind != ItemKind::Heading {
        let hint = "Text between findings. Numbers in it are counted whenever it is read: [[cases: Trust]].";
        ui.label(RichText::new(hint).color(theme.quiet));
        return;
    }
    let under = |id: Option<ItemId>| id.is_some_and(|id| output.is_under(id, item.id));
    let findings = output
        .items
        .iter()
        .filter(|one| one.kind == ItemKind::Finding && under(Some(one.id)))
        .count();
    let set = output.extracts.iter().filter(|one| under(one.item));
    let set = set.filter_map(|one| ready.checked.set.extracts.get(*ready.places.get(&one.id)?));
    let people: HashSet<_> = set.flat_map(|one| &one.people).collect();
    let said = [
        counted(findings, "finding", "findings"),
        counted(extracts, "extract", "extracts"),
        counted(people.len(), "person quoted", "people quoted"),
    ];
    ui.label(RichText::new("Under this heading").font(theme::interface_bold(size::BODY)));
    ui.label(RichText::new(said.join(" · ")).color(theme.quiet));
    let hint = "F puts a finding under it, P a paragraph, H another heading behind it.";
    ui.label(RichText::new(hint).color(theme.quiet));
}

/// The list in which a code is chosen for a finding.
fn draw_choice(outline: &mut Outline, ui: &mut Ui, desk: &mut Desk) {
    let Some((item, mut picker)) = outline.coding.take() else { return };
    let Some(anchor) = outline.cursor_at else { return };
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    match picker.ui(ui, &snapshot, anchor) {
        CodePicked::Yet => outline.coding = Some((item, picker)),
        CodePicked::Code(code) | CodePicked::AndAnother(code) => {
            outline.list.take_keyboard(true);
            put_beside(desk, item, Target::Code(code), true);
        }
        CodePicked::Nothing | CodePicked::New { .. } => outline.list.take_keyboard(true),
    }
}

/// Puts something beside a finding that it is about or rests on, or takes it away.
pub fn put_beside(desk: &mut Desk, item: ItemId, target: Target, on: bool) {
    desk.just_do(move |project| project.set_about(MentionIn::Item(item), &[target.into()], on));
}
