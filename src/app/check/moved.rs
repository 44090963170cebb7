//! Quotations all of whose words were replaced or removed by an edit: what they stood on, and what they stand on now.

use std::sync::Arc;

use egui::{Rect, Ui, vec2};

use super::head::{action, quiet, say};
use super::row::{MARGIN, NOTE, line, put, shortened};
use super::{CheckView, Frame, Part, Room, Wanted, above_foot, within};
use crate::app::desk::{Desk, Selected};
use crate::app::figures::counted;
use crate::app::list::{Drawn, List, Look, Rows};
use crate::app::quotes::QuoteTexts;
use crate::app::text_view::{Passage, passage};
use crate::app::theme::{Theme, space};
use crate::domain::{QuotationId, SourceId, Span};
use crate::project::Snapshot;

/// Most characters that are shown of the words before and after.
const LONGEST: usize = 400;
/// Width of the column that says which words are which.
const SIDE: f32 = 44.0;

/// The commands for the quotation under the pointer.
const MENU: &[&[&str]] =
    &[&["Open this place in its source"], &["It is right here", "Delete the moved quotation"]];

/// Quotations to look at.
#[derive(Default)]
pub(super) struct Moved {
    rows: Vec<Row>,
    pub(super) list: List<QuotationId>,
    texts: QuoteTexts,
    /// The step that the rows were listed at.
    listed_at: Option<i64>,
}

/// A quotation to look at.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) source: SourceId,
    pub(super) quotation: QuotationId,
    pub(super) span: Span,
    was: String,
}

impl Moved {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// The quotation at the cursor.
    pub(super) fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.cursor()?)
    }

    /// The quotations that are chosen.
    pub(super) fn chosen(&self) -> Vec<Row> {
        self.list.chosen().filter_map(|row| self.rows.get(row)).cloned().collect()
    }

    /// Lists them anew when something was done.
    pub(super) fn renew(&mut self, snapshot: &Snapshot) {
        if self.listed_at.replace(snapshot.seq) == Some(snapshot.seq) {
            return;
        }
        let on_sources = snapshot.sources.iter().filter_map(|info| snapshot.codings(info.id));
        let rows = on_sources.flat_map(|on| {
            let moved = on.quotations.iter().filter_map(|quotation| {
                let was = quotation.was.clone()?;
                let (source, span) = (on.source, quotation.span);
                Some(Row { source, quotation: quotation.id, span, was })
            });
            moved.collect::<Vec<_>>()
        });
        self.rows = rows.collect();
        self.list.renew(self.rows.iter().map(|row| row.quotation).collect());
    }
}

/// Draws the list.
pub(super) fn draw(
    view: &mut CheckView,
    ui: &mut Ui,
    desk: &mut Desk,
    frame: &Frame<'_>,
    wanted: &mut Wanted,
) {
    let CheckView { moved, foot, .. } = view;
    within(ui, frame.column, |ui| {
        if moved.count() > 0 {
            let moved = counted(moved.count(), "quotation", "quotations");
            quiet(ui, &format!("{moved} whose words were all replaced or removed by an edit"));
        }
        ui.add_space(space::TIGHT);
    });
    moved.texts.tick();
    let mut missing = Vec::new();
    let mut drawn = above_foot(ui, frame, foot, |ui, room| match room {
        Room::List => list(moved, ui, frame, &mut missing),
        Room::Foot => {
            below(moved, ui, wanted);
            Drawn::default()
        }
    });
    for info in missing.into_iter().filter_map(|source| frame.snapshot.source(source)) {
        moved.texts.fetch(desk, info, |desk| &mut desk.check.moved.texts);
    }
    if drawn.has_moved
        && let Some(row) = moved.row()
    {
        desk.selected = Selected::Quotation(row.source, row.quotation);
    }
    if drawn.is_opened {
        wanted.command = Some("Open this place in its source");
    }
    wanted.rows.append(&mut drawn.rows);
    wanted.menu = MENU;
}

fn list(moved: &mut Moved, ui: &mut Ui, frame: &Frame<'_>, missing: &mut Vec<SourceId>) -> Drawn {
    if moved.rows.is_empty() {
        within(ui, frame.column, |ui| {
            say(
                ui,
                "No quotation has lost its words",
                "When an edit or a newer file replaces or removes all words of a quotation, it stands here with what it said \
                 before, to be put right.",
            );
        });
    }
    let mut rows = MovedRows { rows: &moved.rows, texts: &mut moved.texts, missing, frame };
    let look = Look {
        id: Part::Quotations.id(),
        name: "Quotations to look at",
        left: frame.column.left,
        width: frame.column.width,
        is_main: frame.free,
        guess: frame.page_size * 4.5 + NOTE + 2.0 * MARGIN,
    };
    moved.list.ui(ui, &look, &mut rows)
}

struct MovedRows<'a> {
    rows: &'a [Row],
    texts: &'a mut QuoteTexts,
    /// Sources whose texts are not here.
    missing: &'a mut Vec<SourceId>,
    frame: &'a Frame<'a>,
}

impl MovedRows<'_> {
    /// What stands there now; none while the text is on its way.
    fn now(&mut self, row: usize) -> Option<String> {
        let Row { source, span, .. } = self.rows[row];
        if span.is_empty() {
            return Some("Nothing stands in its place".to_owned());
        }
        let Some(text) = self.texts.get(self.frame.snapshot.source(source)?) else {
            self.missing.push(source);
            return None;
        };
        text.holds(span).then(|| shortened(text.slice(span), LONGEST))
    }

    fn set(&mut self, row: usize) -> [Arc<Passage>; 2] {
        let was = shortened(&self.rows[row].was, LONGEST);
        let now = self.now(row).unwrap_or_else(|| "…".to_owned());
        let Frame { ctx, page_size, column, .. } = self.frame;
        [was, now].map(|words| passage(ctx, &words, &[], *page_size, column.width - SIDE))
    }

    /// The label, the source and the codes.
    fn note(&self, row: usize) -> String {
        let snapshot = self.frame.snapshot;
        let Row { source, quotation, span, .. } = self.rows[row];
        let (Some(info), Some(on)) = (snapshot.source(source), snapshot.codings(source)) else {
            return String::new();
        };
        let codes = on.quotation(quotation).map(|quotation| quotation.codes()).unwrap_or_default();
        let names: Vec<String> =
            codes.into_iter().map(|code| snapshot.codes.telling_name(code)).collect();
        let codes = if names.is_empty() { "no code".to_owned() } else { names.join(", ") };
        format!("{} · {} · {codes}", snapshot.label(info, on, span), info.name)
    }
}

impl Rows for MovedRows<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        let [was, now] = self.set(row);
        (was.height() + now.height() + 2.0 * space::TIGHT + NOTE + 2.0 * MARGIN).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let now = self.now(row).unwrap_or_default();
        format!("Was: {} Now: {now}, {}", shortened(&self.rows[row].was, LONGEST), self.note(row))
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let is_gone = self.rows[row].span.is_empty();
        let now_ink = if is_gone { theme.warning } else { theme.ink };
        let [was, now] = self.set(row);
        let mut at = rect.min + vec2(0.0, MARGIN);
        for (name, words, ink) in [("Was", was, theme.quiet), ("Now", now, now_ink)] {
            let caption = line(ui.painter(), name, theme.quiet, SIDE);
            put(ui.painter(), at + vec2(0.0, 2.0), caption);
            words.paint(ui.painter(), at + vec2(SIDE, 0.0), |_| ink);
            at.y += words.height() + space::TIGHT;
        }
        let note = line(ui.painter(), &self.note(row), theme.quiet, rect.width() - SIDE);
        put(ui.painter(), at + vec2(SIDE, 0.0), note);
    }
}

fn below(moved: &Moved, ui: &mut Ui, wanted: &mut Wanted) {
    let Some(row) = moved.row() else {
        quiet(ui, "Nothing is to be looked at.");
        return;
    };
    ui.horizontal_wrapped(|ui| {
        action(ui, "It is right here", "It is right here", !row.span.is_empty(), wanted);
        action(ui, "Open this place in its source", "Open in its source", true, wanted);
        action(ui, "Delete the moved quotation", "Delete", true, wanted);
    });
    let key = crate::app::commands::named("Move the quotation to the selection")
        .map(|command| command.key_text(ui.ctx()))
        .unwrap_or_default();
    quiet(
        ui,
        &format!("In its source, select other words and press {key} to move the quotation there."),
    );
}
