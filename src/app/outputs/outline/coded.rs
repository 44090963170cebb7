//! Every quote on the codes of a finding, used or not, to be taken under it for or against.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Galley, Id, Key, Modifiers, Painter, Rect, RichText, Ui, vec2};

use super::dragging::Dragged;
use super::{Figure, heading, open_figure};
use crate::app::desk::{Desk, Selected};
use crate::app::figures::counted;
use crate::app::list::{List, Look, Rows};
use crate::app::outputs::{OutputsView, row};
use crate::app::quotes::QuoteTexts;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{
    CodeId, Extract, ExtractId, Item, ItemId, ItemKind, Output, Quotation, QuotationId, SourceId,
    Span, StandsFor,
};
use crate::project::Snapshot;
use crate::text::capital;

/// Rows behind those in sight whose texts are fetched ahead.
const AHEAD: usize = 12;
/// Characters of a quote that a screen reader is given as its name.
const SPOKEN: usize = 240;

/// A quote on the codes of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) source: SourceId,
    pub(super) quotation: QuotationId,
    pub(super) span: Span,
    /// The code of the finding that it bears, or one below that.
    pub(super) code: CodeId,
    /// Where it stands under the finding, and what for.
    pub(super) here: Option<(ExtractId, Option<StandsFor>)>,
    /// Where else it is used.
    pub(super) elsewhere: Vec<String>,
}

/// The quotes on the codes of the finding at the cursor.
#[derive(Default)]
pub(super) struct Coded {
    /// The finding and the step for which they were listed, and whether used ones are left out.
    made_of: Option<(ItemId, i64, bool)>,
    rows: Vec<Quoted>,
    list: List<QuotationId>,
    only_unused: bool,
    /// How many there are, and how many of them stand under the finding.
    all: usize,
    used: usize,
}

pub(super) fn id() -> Id {
    Id::unique("quotes on the codes of a finding")
}

impl Coded {
    /// Has the list take the keyboard in the next frame.
    pub(super) fn take_keyboard(&mut self) {
        self.list.take_keyboard(true);
    }

    fn renew(&mut self, snapshot: &Snapshot, output: &Output, item: &Item) {
        let made_of = Some((item.id, snapshot.seq, self.only_unused));
        if self.made_of == made_of {
            return;
        }
        if self.made_of.is_none_or(|(id, ..)| id != item.id) {
            self.list.start_over();
        }
        let mut rows = quotes_on(snapshot, output, item);
        self.all = rows.len();
        self.used = rows.iter().filter(|row| row.here.is_some()).count();
        if self.only_unused {
            rows.retain(|row| row.here.is_none() && row.elsewhere.is_empty());
        }
        self.list.renew(rows.iter().map(|row| row.quotation).collect());
        self.list.let_drag();
        self.rows = rows;
        self.made_of = made_of;
    }

    fn chosen(&self) -> Vec<&Quoted> {
        self.list.chosen().filter_map(|row| self.rows.get(row)).collect()
    }
}

/// Every quote that bears one of the codes of a finding or one below them, by source and place.
pub(super) fn quotes_on(snapshot: &Snapshot, output: &Output, item: &Item) -> Vec<Quoted> {
    let tree = &snapshot.codes;
    let below = item.codes().flat_map(|code| tree.with_sub_codes(code)).map(|code| code.id);
    let codes: HashSet<CodeId> = below.collect();
    let mut uses: HashMap<QuotationId, Vec<(&Output, &Extract)>> = HashMap::new();
    for other in snapshot.outputs.iter() {
        for one in &other.extracts {
            uses.entry(one.quotation).or_default().push((other, one));
        }
    }
    let quoted = |source: SourceId, quotation: &Quotation| {
        let code = quotation.codings.iter().map(|coding| coding.code);
        let code = code.into_iter().find(|code| codes.contains(code))?;
        let mut found = Quoted {
            source,
            quotation: quotation.id,
            span: quotation.span,
            code,
            here: None,
            elsewhere: Vec::new(),
        };
        for &(other, extract) in uses.get(&quotation.id).into_iter().flatten() {
            if other.id != output.id {
                found.elsewhere.push(format!("In “{}”", other.name));
            } else if extract.item == Some(item.id) {
                found.here = Some((extract.id, extract.stands_for));
            } else {
                let name =
                    extract.item.and_then(|id| other.item(id)).map(|item| heading(snapshot, item));
                found.elsewhere.push(match name {
                    Some(name) => format!("Under “{name}”"),
                    None => "In this output, not placed".to_owned(),
                });
            }
        }
        Some(found)
    };
    let all = snapshot.quotations().filter(|(_, quotation)| !quotation.span.is_empty());
    let mut rows: Vec<Quoted> =
        all.filter_map(|(source, quotation)| quoted(source, quotation)).collect();
    let places: HashMap<SourceId, usize> =
        snapshot.sources.iter().enumerate().map(|(at, info)| (info.id, at)).collect();
    rows.sort_by_key(|row| (places.get(&row.source).copied(), row.span.start, row.span.end));
    rows
}

/// Draws the quotes.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    (output, item): (&Output, &Item),
) {
    let theme = Theme::of(ui.ctx());
    debug_assert_eq!(item.kind, ItemKind::Finding);
    ui.add_space(space::INSIDE);
    if item.codes().next().is_none() {
        let hint = "Name the codes that this finding is about (C), and every quote on them stands here, used or not.";
        ui.label(RichText::new(hint).color(theme.quiet));
        return;
    }
    let snapshot = Arc::clone(&desk.snapshot);
    view.outline.coded.renew(&snapshot, output, item);
    let mut deed = keys(&view.outline.coded, ui);
    bar(&mut view.outline.coded, ui, desk, item, &mut deed);
    let area = ui.available_rect_before_wrap();
    let width = (area.width() - 2.0 * space::GROUP - space::INSIDE).min(view.page_size * 46.0);
    let coded = &mut view.outline.coded;
    let mut shown = QuotedRows {
        painter: ui.painter().clone(),
        theme,
        snapshot: &snapshot,
        rows: &coded.rows,
        texts: &mut view.texts,
        page_size: view.page_size,
        width: width.max(120.0),
        laid: HashMap::new(),
    };
    let look = Look {
        id: id(),
        name: "Every quote on its codes",
        left: area.left() + space::GROUP,
        width: width.max(120.0),
        is_main: false,
        guess: 90.0,
    };
    let drawn = coded.list.ui(ui, &look, &mut shown);
    if drawn.has_moved
        && let Some(row) = coded.list.cursor().and_then(|at| coded.rows.get(at))
    {
        desk.selected = Selected::Quotation(row.source, row.quotation);
    }
    let dragged = drawn.rows.iter().position(|row| row.drag_started());
    if let Some(row) = dragged.and_then(|at| coded.rows.get(drawn.first + at)) {
        view.outline.dragged = Some(Dragged::Quote(row.quotation, row.code));
    }
    if drawn.is_opened {
        deed = Some(Deed::Open);
    }
    let near = drawn.first..drawn.first + drawn.rows.len() + AHEAD;
    for row in coded.rows.iter().skip(near.start).take(near.len()) {
        if let Some(info) = snapshot.source(row.source) {
            view.texts.fetch(desk, info, |desk| &mut desk.outputs.texts);
        }
    }
    if let Some(deed) = deed {
        do_it(view, desk, item, deed);
    }
}

/// What is done with quotes of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// They are taken under the finding and stand for this.
    Take(StandsFor),
    /// They are taken away from it.
    Away,
    /// The one at the cursor is opened in its source.
    Open,
    /// The keyboard goes back to the outline.
    Leave,
}

fn keys(coded: &Coded, ui: &Ui) -> Option<Deed> {
    if coded.rows.is_empty() || !ui.memory(|memory| memory.has_focus(id())) {
        return None;
    }
    let pressed = |modifiers, key| {
        ui.input_mut(|input: &mut egui::InputState| input.consume_key(modifiers, key))
    };
    let letters = [Key::T, Key::C, Key::U, Key::A, Key::B].into_iter().zip(StandsFor::ALL);
    for (key, stands_for) in letters {
        if pressed(Modifiers::NONE, key) {
            return Some(Deed::Take(stands_for));
        }
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        return Some(Deed::Away);
    }
    if pressed(Modifiers::COMMAND, Key::Enter) || pressed(Modifiers::NONE, Key::Enter) {
        return Some(Deed::Open);
    }
    pressed(Modifiers::NONE, Key::Escape).then_some(Deed::Leave)
}

/// Draws how many quotes there are, and what can be done with those that are chosen.
fn bar(coded: &mut Coded, ui: &mut Ui, desk: &mut Desk, item: &Item, deed: &mut Option<Deed>) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let title = "Every quote on its codes";
        ui.label(RichText::new(title).font(theme::interface_bold(size::BODY)));
        let said = format!("{}, {} used here", counted(coded.all, "quote", "quotes"), coded.used);
        if ui.link(RichText::new(said)).on_hover_text("Read them as a list of quotes").clicked() {
            open_figure(desk, item, Figure::Quotes);
        }
        theme::check(ui, &mut coded.only_unused, "Only unused");
        ui.add_space(space::INSIDE);
        let here = coded.list.cursor().and_then(|at| coded.rows.get(at)).and_then(|row| row.here);
        for stands_for in StandsFor::ALL {
            let is_it = here.is_some_and(|(_, what)| what == Some(stands_for));
            let letter = stands_for.word()[..1].to_uppercase();
            let hover = format!("Take the quote under the finding as {stands_for} ({letter})");
            let label = ui.selectable_label(is_it, capital(stands_for.word()));
            if label.on_hover_text(hover).clicked() {
                *deed = Some(Deed::Take(stands_for));
            }
        }
        let away = ui.add_enabled(here.is_some(), egui::Button::new("Take away"));
        if away.on_hover_text("Take it out from under the finding (Delete)").clicked() {
            *deed = Some(Deed::Away);
        }
    });
    ui.add_space(space::TIGHT);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), (1.0, theme.rule));
}

fn do_it(view: &mut OutputsView, desk: &mut Desk, item: &Item, deed: Deed) {
    let coded = &mut view.outline.coded;
    match deed {
        Deed::Take(stands_for) => {
            let chosen: Vec<(QuotationId, Option<CodeId>)> =
                coded.chosen().into_iter().map(|row| (row.quotation, Some(row.code))).collect();
            let item = item.id;
            desk.just_do(move |project| project.take_under(item, &chosen, Some(stands_for)));
        }
        Deed::Away => {
            let here = coded.chosen().into_iter().filter_map(|row| row.here);
            let extracts: Vec<ExtractId> = here.map(|(extract, _)| extract).collect();
            if !extracts.is_empty() {
                desk.just_do(move |project| project.remove_extracts(&extracts));
            }
        }
        Deed::Open => {
            let row = coded.list.cursor().and_then(|at| coded.rows.get(at));
            if let Some((source, quotation)) = row.map(|row| (row.source, row.quotation)) {
                desk.open_quotation(source, quotation);
            }
        }
        Deed::Leave => {
            view.outline.list.take_keyboard(true);
            // The inspector goes back to the finding, too.
            view.outline.told = None;
        }
    }
}

struct QuotedRows<'a> {
    painter: Painter,
    theme: &'static Theme,
    snapshot: &'a Snapshot,
    rows: &'a [Quoted],
    texts: &'a mut QuoteTexts,
    page_size: f32,
    width: f32,
    laid: HashMap<usize, (Arc<Galley>, Arc<Galley>)>,
}

impl QuotedRows<'_> {
    fn words(&mut self, row: &Quoted) -> Option<String> {
        let info = self.snapshot.source(row.source)?;
        let text = self.texts.get(info).filter(|text| text.holds(row.span))?;
        Some(text.slice(row.span).to_owned())
    }

    fn label(&self, row: &Quoted) -> String {
        let (info, on) = (self.snapshot.source(row.source), self.snapshot.codings(row.source));
        let label = info.zip(on).map(|(info, on)| self.snapshot.label(info, on, row.span));
        label.unwrap_or_default()
    }

    /// Where a quote is used, in words.
    fn uses(row: &Quoted) -> Vec<String> {
        let here = row.here.map(|(_, stands_for)| match stands_for {
            Some(what) => format!("Here: {what}"),
            None => "Here".to_owned(),
        });
        here.into_iter().chain(row.elsewhere.iter().cloned()).collect()
    }

    fn laid(&mut self, at: usize) -> (Arc<Galley>, Arc<Galley>) {
        if let Some((words, note)) = self.laid.get(&at) {
            return (Arc::clone(words), Arc::clone(note));
        }
        let rows = self.rows;
        let row = &rows[at];
        let theme = self.theme;
        let words = self.words(row).unwrap_or_else(|| "…".to_owned());
        let mut job = LayoutJob::default();
        let is_used = row.here.is_some() || !row.elsewhere.is_empty();
        let format = TextFormat {
            line_height: Some((self.page_size * 1.5).round()),
            ..TextFormat::simple(
                row::face(self.page_size, false, false),
                if is_used { theme.quiet } else { theme.ink },
            )
        };
        job.append(&words, 0.0, format);
        job.wrap.max_width = self.width;
        let words = self.painter.layout_job(job);
        let code = self.snapshot.codes.telling_name(row.code);
        let about: Vec<String> =
            Self::uses(row).into_iter().chain([self.label(row), code]).collect();
        let note = row::note(&self.painter, theme, &about, &[], self.width);
        self.laid.insert(at, (Arc::clone(&words), Arc::clone(&note)));
        (words, note)
    }
}

impl Rows for QuotedRows<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        let (words, note) = self.laid(row);
        (words.size().y + note.size().y + space::TIGHT + 2.0 * space::INSIDE).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let rows = self.rows;
        let row = &rows[row];
        let words = self.words(row).unwrap_or_default();
        let words: String = words.chars().take(SPOKEN).collect();
        let uses = Self::uses(row);
        let used = if uses.is_empty() { "Not used".to_owned() } else { uses.join(", ") };
        format!("{used}: {words}")
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let (words, note) = self.laid(row);
        let top = rect.left_top() + vec2(0.0, space::INSIDE);
        let below = top + vec2(0.0, words.size().y + space::TIGHT);
        ui.painter().galley(top, words, self.theme.ink);
        ui.painter().galley(below, note, self.theme.quiet);
    }
}
