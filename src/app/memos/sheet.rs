//! One memo: its title, kind, status and what it is about; its text, written or read; what others said to it.

use std::sync::Arc;

use egui::{
    Button, FontSelection, Frame, Id, Key, Popup, Rect, RichText, ScrollArea, TextEdit, Ui,
    UiBuilder, pos2,
};

use super::about::About;
use super::list::ink_of;
use super::talk::Talk;
use crate::app::desk::{Desk, Workspace};
use crate::app::figures::day;
use crate::app::icons::Icon;
use crate::app::inspector::{Draft, REST};
use crate::app::prose::{Line, Prose};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{MEMO_KINDS, Memo, MemoId, MemoStatus};
use crate::project::{MemoField, Snapshot};
use crate::text::capital;

/// Width of the line in which a kind is written.
const KIND: f32 = 96.0;
/// The most of the room that what others said takes.
const TALK: f32 = 0.42;

/// A memo while it is read or written.
#[derive(Default)]
pub(super) struct Sheet {
    title: Draft<MemoId>,
    kind: Draft<MemoId>,
    pub(super) text: Prose<MemoId>,
    pub(super) about: About,
    pub(super) talk: Talk,
    /// The memo that it shows.
    of: Option<MemoId>,
    /// Whether the text is read and not written.
    pub(super) reads: bool,
    /// Where it stands, and whether beside the text; as of the last frame in which it was drawn.
    place: Option<(Rect, u64)>,
    /// How high what was said is.
    said: f32,
    /// A memo whose text takes the keyboard, to be written, as soon as it is shown.
    pub(super) writes: Option<MemoId>,
    focuses_text: bool,
}

fn read_id() -> Id {
    Id::unique("memo as it is read")
}

/// A field of a memo; the undoing and the cursor in it are that memo's.
fn field_id(of: MemoId, which: &str) -> Id {
    Id::unique(("field of a memo", of, which))
}

impl Sheet {
    /// Whether something in it has the keyboard.
    pub(super) fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        let Some((place, drawn)) = self.place else { return false };
        if ctx.cumulative_frame_nr() > drawn + 1 {
            return false;
        }
        let focused = ctx.memory(|memory| memory.focused());
        let at = focused.and_then(|id| ctx.read_response(id)).map(|it| it.rect.intersect(place));
        at.is_some_and(|at| at.is_positive())
    }

    /// Whether something was typed that the project was not given.
    pub(super) fn is_dirty(&self) -> bool {
        self.text.is_dirty() || self.title.is_dirty() || self.kind.is_dirty()
    }

    /// Has the text take the keyboard.
    pub(super) fn take_keyboard(&mut self) {
        self.focuses_text = true;
    }

    /// Shows a memo: one without words is written.
    fn follow(&mut self, memo: &Memo) {
        if self.of != Some(memo.id) {
            self.of = Some(memo.id);
            self.reads = !memo.text.is_empty();
            self.text.view.start_over();
            self.talk.leave();
            self.about.leave();
        }
        if self.writes == Some(memo.id) {
            self.writes = None;
            self.reads = false;
            self.focuses_text = true;
        }
    }
}

/// Gives the project what was typed: when the typing rests, another memo is shown, or `ends` says that the project closes, which
/// also says what is begun to be said.
pub fn keep_typed(desk: &mut Desk, ends: bool) {
    if ends {
        give_all(desk);
        give_aside(desk);
        super::talk::say_all(desk);
        return;
    }
    let sheet = &desk.memos.sheet;
    let now = desk.ctx().cumulative_frame_nr();
    let is_drawn = sheet.place.is_some_and(|(_, drawn)| now <= drawn + 1);
    keep(desk, sheet.of.filter(|_| is_drawn));
}

/// Gives the project what was typed of any memo but the one that is shown, and of that one what rests.
fn keep(desk: &mut Desk, shown: Option<MemoId>) {
    let snapshot = Arc::clone(&desk.snapshot);
    let sheet = &desk.memos.sheet;
    let is_shown = |of: Option<MemoId>| of == shown;
    let text = sheet.text.is_due(is_shown(sheet.text.of()));
    let title = sheet.title.is_due(is_shown(sheet.title.of()));
    let kind = !is_shown(sheet.kind.of()) && sheet.kind.is_due(false);
    if text {
        give_text(desk, &snapshot);
    }
    if title {
        give_title(desk);
    }
    if kind {
        give_kind(desk);
    }
}

/// Gives the project all that was typed.
pub(super) fn give_all(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    give_text(desk, &snapshot);
    give_title(desk);
    give_kind(desk);
}

/// Gives the project once more what it could not keep of memos that are not shown.
fn give_aside(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let sheet = &mut desk.memos.sheet;
    let texts = sheet.text.take_aside(&*snapshot).into_iter();
    let texts = texts.map(|(id, text)| (id, MemoField::Text(text)));
    let titles = sheet.title.take_aside().into_iter();
    let titles = titles.map(|(id, title)| (id, MemoField::Title(title)));
    let kinds = sheet.kind.take_aside().into_iter();
    let kinds = kinds.map(|(id, kind)| (id, MemoField::Kind(kind)));
    for (id, field) in texts.chain(titles).chain(kinds) {
        give(desk, id, field);
    }
}

/// Gives the project the text that was typed.
pub(super) fn give_text(desk: &mut Desk, snapshot: &Snapshot) {
    let Some((id, text)) = desk.memos.sheet.text.take(snapshot) else { return };
    give_typed(desk, id, MemoField::Text(text.clone()), move |desk| {
        desk.memos.sheet.text.put_back(id, &text, &*desk.snapshot);
    });
}

fn give_title(desk: &mut Desk) {
    let Some((id, title)) = desk.memos.sheet.title.take() else { return };
    give_typed(desk, id, MemoField::Title(title.clone()), move |desk| {
        desk.memos.sheet.title.put_back(id, title);
    });
}

fn give_kind(desk: &mut Desk) {
    let draft = &mut desk.memos.sheet.kind;
    if draft.text().trim().is_empty() {
        draft.revert();
    }
    let Some((id, kind)) = draft.take() else { return };
    give_typed(desk, id, MemoField::Kind(kind.clone()), move |desk| {
        desk.memos.sheet.kind.put_back(id, kind);
    });
}

/// Gives the project what was typed of a memo that is there; `back` puts it back where it could not be kept.
fn give_typed(
    desk: &mut Desk,
    id: MemoId,
    field: MemoField,
    back: impl FnOnce(&mut Desk) + 'static,
) {
    if desk.snapshot.memo(id).is_none() {
        return;
    }
    desk.act(
        move |project| project.change_memo(id, vec![field]),
        move |desk, done| {
            if done.is_none() && desk.snapshot.memo(id).is_some() {
                back(desk);
                desk.ctx().request_repaint_after(REST);
            }
        },
    );
}

/// Gives the project a fact about a memo that is there.
pub(super) fn give(desk: &mut Desk, id: MemoId, field: MemoField) {
    if desk.snapshot.memo(id).is_some() {
        desk.just_do(move |project| project.change_memo(id, vec![field]));
    }
}

/// Draws a memo in what is left of `ui`; `beside` says that it stands beside the text.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, id: MemoId, beside: bool) {
    let snapshot = Arc::clone(&desk.snapshot);
    let Some(memo) = snapshot.memo(id) else { return };
    if desk.memos.sheet.of != Some(id) {
        keep(desk, None);
    }
    let room = ui.available_rect_before_wrap();
    let frame = ui.ctx().cumulative_frame_nr();
    let page_size = desk.memos.page_size;
    let sheet = &mut desk.memos.sheet;
    sheet.follow(memo);
    sheet.place = Some((room, frame));
    title(desk, ui, memo);
    facts(desk, ui, &snapshot, memo);
    super::about::draw(desk, ui, &snapshot, memo);
    ui.add_space(space::INSIDE);
    let free = ui.available_rect_before_wrap();
    let theme = Theme::of(ui.ctx());
    ui.painter().hline(free.x_range(), free.top(), egui::Stroke::new(1.0, theme.rule));
    let most = (free.height() * TALK).max(80.0);
    let said = desk.memos.sheet.said.clamp(60.0, most);
    let edge = (free.bottom() - said).max(free.top() + 60.0);
    let text =
        Rect::from_min_max(free.min + egui::vec2(0.0, space::INSIDE), pos2(free.right(), edge));
    ui.scope_builder(UiBuilder::new().id_salt("text").max_rect(text), |ui| {
        let size = if beside { (page_size - 1.0).max(size::BODY) } else { page_size };
        words(desk, ui, &snapshot, memo, size);
    });
    let below = Rect::from_min_max(pos2(free.left(), edge), free.max);
    ui.painter().hline(below.x_range(), below.top(), egui::Stroke::new(1.0, theme.rule));
    ui.scope_builder(UiBuilder::new().id_salt("talk").max_rect(below), |ui| {
        let shown = ScrollArea::vertical().id_salt(("talk", id)).auto_shrink([false, false]);
        let high = shown.show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::INSIDE);
            super::talk::draw(desk, ui, &snapshot, memo);
        });
        desk.memos.sheet.said = high.content_size.y + space::INSIDE;
    });
}

fn title(desk: &mut Desk, ui: &mut Ui, memo: &Memo) {
    let theme = Theme::of(ui.ctx());
    let draft = &mut desk.memos.sheet.title;
    draft.follow(memo.id, &memo.title);
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let line = TextEdit::singleline(draft.text())
        .id(field_id(memo.id, "title"))
        .font(FontSelection::from(theme::interface_bold(size::TITLE)))
        .text_color(theme.ink)
        .hint_text("Title")
        .frame(Frame::new())
        .desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name("Title of the memo");
    if line.changed() {
        draft.typed();
        ui.ctx().request_repaint_after(REST);
    }
    if line.lost_focus() {
        if escaped {
            draft.revert();
        }
        give_title(desk);
        // Enter goes on to the text.
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            desk.memos.sheet.reads = false;
            desk.memos.sheet.take_keyboard();
        }
    }
}

/// Kind, status, whether it is pinned, who wrote it and when.
fn facts(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) {
    let theme = Theme::of(ui.ctx());
    let id = memo.id;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        kind(desk, ui, snapshot, memo);
        let status = format!("Status: {}", memo.status);
        let shown = RichText::new(capital(memo.status.word())).color(ink_of(theme, memo.status));
        let button = ui.add(Button::new(shown)).on_hover_text("What became of it in the team");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &status));
        Popup::menu(&button).show(|ui| {
            for status in MemoStatus::ALL {
                if ui.selectable_label(memo.status == status, capital(status.word())).clicked() {
                    give(desk, id, MemoField::Status(status));
                }
            }
        });
        let mut pinned = memo.is_pinned;
        let pin = theme::check(ui, &mut pinned, "Pinned");
        if pin.on_hover_text("Pinned memos stand above the others").changed() {
            give(desk, id, MemoField::Pinned(pinned));
        }
        let reads = desk.memos.sheet.reads;
        let (word, help) = match reads {
            true => ("Write", "Write the memo (Ctrl+Enter)"),
            false => ("Read", "See the memo as it is read (Ctrl+Enter)"),
        };
        if ui.button(word).on_hover_text(help).clicked() {
            toggle(desk);
        }
    });
    let who = snapshot.coder(memo.coder).map_or("", |coder| coder.name.as_str());
    let said = match day(&memo.at) == day(&memo.changed_at) {
        true => format!("{who} · {}", day(&memo.at)),
        false => format!("{who} · {}, changed {}", day(&memo.at), day(&memo.changed_at)),
    };
    ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
}

/// The kind: one of those that every project has, or a word of the team's own.
fn kind(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) {
    let draft = &mut desk.memos.sheet.kind;
    draft.follow(memo.id, &memo.kind);
    let line = TextEdit::singleline(draft.text()).id(field_id(memo.id, "kind"));
    let line = line.desired_width(KIND);
    let line = ui.add(line).accessible_name("Kind of the memo");
    if line.changed() {
        draft.typed();
    }
    let left = line.lost_focus();
    let more = Icon::Unfolded.button(ui, space::ROW, "Kinds of memos", "Kinds of memos");
    let mut chosen = None;
    Popup::menu(&more).show(|ui| {
        let own = snapshot.memos.iter().map(|memo| memo.kind.as_str());
        let own: std::collections::BTreeSet<&str> =
            own.filter(|kind| !MEMO_KINDS.contains(kind)).collect();
        for kind in MEMO_KINDS.into_iter().chain(own) {
            if ui.selectable_label(memo.kind == kind, capital(kind)).clicked() {
                chosen = Some(kind.to_owned());
            }
        }
    });
    if left {
        give_kind(desk);
    }
    if let Some(kind) = chosen {
        desk.memos.sheet.kind.revert();
        give(desk, memo.id, MemoField::Kind(kind));
    }
}

/// Goes from the text as it is written to the text as it is read, or back.
pub(super) fn toggle(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    give_text(desk, &snapshot);
    let sheet = &mut desk.memos.sheet;
    sheet.reads = !sheet.reads;
    sheet.text.editor.leave();
    sheet.take_keyboard();
}

/// The text.
fn words(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo, size: f32) {
    let mut sheet = std::mem::take(&mut desk.memos.sheet);
    let known = desk.linking.with(snapshot);
    sheet.text.follow(memo.id, &memo.text, &known, snapshot.seq);
    let focuses = std::mem::take(&mut sheet.focuses_text);
    let mut opened = None;
    let (mut writes, mut is_left, mut is_escaped) = (false, false, false);
    if sheet.reads {
        let (field, found) = sheet.text.view.scrolled(
            ui,
            (read_id(), "Text of the memo"),
            &memo.text,
            (&known, snapshot.seq),
            size,
        );
        if focuses {
            field.request_focus();
        }
        let has_keyboard = field.has_focus();
        let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        writes = has_keyboard && pressed(Key::Enter);
        is_escaped = has_keyboard && pressed(Key::Escape);
        opened = found;
    } else {
        if focuses {
            sheet.text.editor.take_keyboard(true);
        }
        let rows = (ui.available_height() / (size * 1.5)).floor().max(3.0) as usize;
        let line = Line {
            id: field_id(memo.id, "text"),
            name: "Text of the memo",
            hint: "What do you think? [[ leads to codes, quotations, cases, people and other memos",
            rows: rows.saturating_sub(1),
            size,
        };
        let area = ScrollArea::vertical().id_salt(("memo", memo.id)).auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::INSIDE);
            let written = sheet.text.write(ui, &line, &known);
            (is_left, is_escaped) = (written.is_left, written.is_escaped);
        });
    }
    desk.memos.sheet = sheet;
    if is_left {
        give_text(desk, snapshot);
    }
    if writes {
        toggle(desk);
    }
    if is_escaped {
        super::leave(desk);
    }
    if let Some(opened) = opened {
        desk.open_target(opened.target());
        if desk.workspace == Workspace::Read {
            desk.reading.take_keyboard();
        }
    }
}
