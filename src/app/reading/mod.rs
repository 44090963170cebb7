//! The source on the page: opened, read, coded.

mod coding;
mod edges;
mod editing;
mod ending;
mod find;
mod follow;
mod header;
mod marks;
mod speaking;
mod versions;

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Id, RichText, Ui};

use super::desk::{Desk, Selected, SideList, Workspace};
use super::palette::CodePicker;
use super::text_view::{self, PageEvents, PageOptions, TextView};
use super::theme::{Theme, size, space};
use super::{Window, commands};
use crate::domain::{CodeId, CodingId, Markup, QuotationId, SourceId, Span};
use crate::project::Position;
use crate::text::Text;

use editing::Editing;
use find::Find;
use follow::Followed;
use marks::Marks;
use speaking::Speaking;
use versions::Versions;

pub use coding::{
    apply_all, apply_quick_code, can_move_quotation, code_in_vivo, comment_quotation, copy,
    delete_quotation, has_passage, mark_quotation, move_to_selection, open_palette, remove_coding,
    repeat_code, selected_quotation,
};
pub use edges::{Unit, move_end, other_end};
pub use editing::edit_text;
pub use speaking::{ask_speaker, join_turn, split_turn};
pub use versions::show_versions;

/// The source on the page and what is selected there.
#[derive(Default)]
pub struct Reading {
    source: Option<SourceId>,
    view: Option<TextView>,
    /// Why the source could not be shown.
    trouble: Option<String>,
    /// Where to go once the text is here.
    wanted: Wanted,
    marks: Marks,
    /// The coding whose stripe was clicked last.
    coding: Option<CodingId>,
    palette: Option<CodePicker>,
    /// Where a menu is open.
    menu: Option<egui::Pos2>,
    find: Option<Find>,
    /// The paragraph that is being corrected.
    editing: Option<Editing>,
    /// The turn whose speaker is asked for.
    speaking: Option<Speaking>,
    /// The versions that are looked at.
    versions: Option<Versions>,
    followed: Followed,
    /// Codes applied, the latest last.
    recent: Vec<CodeId>,
    page: Option<Id>,
    take_keyboard: bool,
    /// Where the page stood last, since when, and whether that is remembered.
    rested: Option<(Position, Instant, bool)>,
    /// Whether the comment of the selected quotation is to take the keyboard.
    comments: bool,
    /// The quotation of which the keys move the beginning rather than the end.
    moves_start: Option<QuotationId>,
}

/// Where the page is to stand.
#[derive(Debug, Clone, Copy, Default)]
enum Wanted {
    /// Where its reader stopped.
    #[default]
    LastPlace,
    /// At a position.
    Position(Position),
    /// At a span.
    Span(Span),
}

impl Reading {
    /// Whether the page has the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        self.palette.is_none()
            && self.page.is_some_and(|page| ctx.memory(|memory| memory.has_focus(page)))
    }

    /// Whether something lies above the page.
    pub fn floats(&self) -> bool {
        self.speaking.is_some() || self.versions.is_some()
    }

    /// The source on the page.
    pub fn source(&self) -> Option<SourceId> {
        self.source
    }

    /// The source on the page and where its window stands.
    pub fn place(&mut self) -> Option<(SourceId, Position)> {
        let position = self.view.as_mut()?.position();
        Some((self.source?, Position { at: position.at, offset: position.offset }))
    }

    /// The selected span of the source on the page.
    pub fn selection(&self) -> Option<Span> {
        self.view.as_ref()?.selection()
    }

    /// The text on the page.
    pub fn text(&self) -> Option<&Text> {
        self.view.as_ref().map(TextView::text)
    }

    /// The page itself.
    pub fn view(&mut self) -> Option<&mut TextView> {
        self.view.as_mut()
    }

    /// The coding that was picked by its stripe or in the inspector.
    pub fn coding(&self) -> Option<CodingId> {
        self.coding
    }

    /// Picks one coding of the selected quotation.
    pub fn pick_coding(&mut self, coding: CodingId) {
        self.coding = Some(coding);
    }

    /// Whether the comment was asked to take the keyboard; asked once.
    pub fn takes_comment(&mut self) -> bool {
        std::mem::take(&mut self.comments)
    }

    /// Whether the selected words are being dragged out of the page.
    pub fn is_carrying(&self) -> bool {
        self.view.as_ref().is_some_and(TextView::is_carrying)
    }

    /// Has the page take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.take_keyboard = true;
    }

    /// Puts a source on the page, at a span or where its reader stopped.
    pub fn open(desk: &mut Desk, source: SourceId, at: Option<Span>) {
        let wanted = at.map_or(Wanted::LastPlace, Wanted::Span);
        Self::load(desk, source, wanted);
    }

    /// Puts a source on the page where its window stood.
    pub fn reopen(desk: &mut Desk, source: SourceId, position: Position) {
        Self::load(desk, source, Wanted::Position(position));
    }

    fn load(desk: &mut Desk, source: SourceId, wanted: Wanted) {
        desk.reading.take_keyboard = true;
        if desk.reading.source == Some(source) && desk.reading.view.is_some() {
            desk.reading.go(wanted);
            return;
        }
        remember_position(desk);
        editing::keep_typed(desk);
        let recent = std::mem::take(&mut desk.reading.recent);
        desk.reading =
            Self { source: Some(source), wanted, recent, take_keyboard: true, ..Self::default() };
        desk.ask(
            move |project| {
                let position = project.reading_position(source);
                let text = project.text(source);
                let text = text.and_then(|text| Ok((text, project.markup(source)?)));
                (text, position)
            },
            move |desk, (text, position)| {
                if desk.reading.source != Some(source) {
                    return;
                }
                match text {
                    Ok((text, markup)) => {
                        desk.show_text(source, text, &markup, position.ok().flatten());
                    }
                    Err(error) => desk.reading.trouble = Some(error.to_string()),
                }
            },
        );
    }

    fn go(&mut self, wanted: Wanted) {
        let Some(view) = &mut self.view else {
            self.wanted = wanted;
            return;
        };
        match wanted {
            Wanted::LastPlace => {}
            Wanted::Position(position) => view.set_position(on_page(position)),
            Wanted::Span(span) => {
                view.reveal(span);
                view.select(span);
            }
        }
    }
}

impl Desk {
    /// Chooses the quotation that the caret was put into, if there is one.
    fn choose_at_caret(&mut self, source: SourceId) {
        let view = self.reading.view.as_ref();
        let on = view.and_then(|view| view.marks_at(view.caret()).last().cloned());
        if let Some(mark) = on {
            self.selected = Selected::Quotation(source, mark.quotation);
            self.reading.coding = None;
        }
    }

    fn show_text(
        &mut self,
        source: SourceId,
        text: Text,
        markup: &[Markup],
        stopped: Option<Position>,
    ) {
        let turns = match self.snapshot.codings(source) {
            Some(on) => Arc::clone(&on.turns),
            None => Arc::from([]),
        };
        self.reading.view = Some(TextView::new(text, turns, markup));
        follow::note(self, source);
        let wanted = match (self.reading.wanted, stopped) {
            (Wanted::LastPlace, Some(position)) => Wanted::Position(position),
            (wanted, _) => wanted,
        };
        self.reading.go(wanted);
    }
}

fn on_page(position: Position) -> text_view::Position {
    text_view::Position { at: position.at, offset: position.offset }
}

/// Shows the source that was read last in a project that was just opened, or its first.
pub fn show_first(window: &mut Window) {
    // Fonts and shaping tables are made ready while the window is drawn for the first time.
    std::thread::spawn(text_view::warm_up);
    window.with_desk(|desk| {
        desk.ask(
            |project| project.last_read(),
            |desk, last| {
                let last = last.ok().flatten();
                let first = desk.snapshot.sources.iter().min_by_key(|info| info.kind);
                let first = last.or(first.map(|info| info.id));
                if let Some(source) = first
                    && desk.reading.source.is_none()
                {
                    desk.selected = Selected::Source(source);
                    Reading::open(desk, source, None);
                }
            },
        );
    });
}

/// Remembers where the reader stopped once the page has rested, so that a power cut does not send them back to the
/// start.
fn remember_rest(desk: &mut Desk) {
    const REST: Duration = Duration::from_millis(1500);
    let Some((_, position)) = desk.reading.place() else { return };
    match &mut desk.reading.rested {
        Some((seen, since, is_remembered)) if *seen == position => {
            if !*is_remembered && since.elapsed() >= REST {
                *is_remembered = true;
                remember_position(desk);
            }
        }
        // Where a source opens is remembered already, or is its beginning.
        rested => {
            let is_first = rested.is_none();
            *rested = Some((position, Instant::now(), is_first));
            desk.ctx().request_repaint_after(REST + Duration::from_millis(50));
        }
    }
}

/// Keeps what was typed and where the reader stopped, before the project closes.
pub fn close(desk: &mut Desk) {
    editing::keep_typed(desk);
    remember_position(desk);
}

/// Marks the selection as the observer's own remark, or takes the mark away.
pub fn mark_observer(window: &mut Window) {
    window.with_desk(|desk| {
        if let (Some(source), Some(span)) = (desk.reading.source, desk.reading.selection()) {
            desk.just_do(move |project| project.mark_observer(source, span));
        }
    });
}

/// Recognises the turns of the source on the page anew.
pub fn recognise_turns(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some(source) = desk.reading.source {
            desk.just_do(move |project| project.recognise_turns(&[source]));
        }
    });
}

/// Remembers where the reader stopped.
fn remember_position(desk: &mut Desk) {
    if let Some((source, position)) = desk.reading.place() {
        desk.ask(move |project| project.set_reading_position(source, position), |_, _| ());
    }
}

/// Draws the page.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let page_size = window.settings.page_size;
    let floats_nothing = window.nothing_floats();
    let Some(desk) = &mut window.desk else { return };
    let source = desk.reading.source;
    let Some(info) = source.and_then(|id| desk.snapshot.source(id)).cloned() else {
        desk.reading.view = None;
        empty(window, ui);
        return;
    };
    header::draw(window, ui, &info);
    find::draw(window, ui);
    let Some(desk) = &mut window.desk else { return };
    if let Some(trouble) = &desk.reading.trouble {
        let theme = Theme::of(ui.ctx());
        ui.add_space(space::PAGE);
        ui.vertical_centered(|ui| ui.colored_label(theme.danger, trouble));
        return;
    }
    // What is on top goes first: the page would take Escape for its selection.
    if desk.reading.menu.is_some()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
    {
        desk.reading.menu = None;
    }
    follow::follow(desk, info.id);
    editing::draw(window, ui);
    let Some(desk) = &mut window.desk else { return };
    let Some(mut view) = desk.reading.view.take() else { return };
    desk.reading.marks.renew(&mut view, &desk.snapshot, info.id);
    let chosen = match desk.selected {
        Selected::Quotation(on, id) if on == info.id => Some(id),
        _ => None,
    };
    let options =
        PageOptions { size: page_size, label: info.name.clone(), ..PageOptions::default() };
    let page = ui.available_rect_before_wrap();
    let events = view.ui(ui, &options, chosen);
    let offers_read = ending::draw(desk, ui, &view, page);
    desk.reading.view = Some(view);
    if floats_nothing && ui.memory(|memory| memory.focused().is_none()) {
        // With nothing else in hand, keys belong to the page.
        desk.reading.take_keyboard = true;
    }
    answer(desk, info.id, &events);
    remember_rest(desk);
    coding::typed(window, ui);
    coding::draw_palette(window, ui);
    speaking::draw(window, ui);
    versions::draw(window, ui);
    menu(window, ui);
    if let Some(command) = commands::named("Mark as read").filter(|_| offers_read) {
        window.run(command);
    }
}

/// Does what the page's events ask for.
fn answer(desk: &mut Desk, source: SourceId, events: &PageEvents) {
    let page = &events.response;
    desk.reading.page = Some(page.id);
    let wanted = std::mem::take(&mut desk.reading.take_keyboard);
    if page.clicked() || (wanted && !page.ctx.text_edit_focused()) {
        page.request_focus();
    }
    if let Some((coding, quotation)) = events.clicked.or(events.double_clicked) {
        desk.selected = Selected::Quotation(source, quotation);
        desk.reading.coding = Some(coding);
    } else if let Some(at) = events.clicked_text {
        editing::clicked(desk, at);
        desk.choose_at_caret(source);
    }
    let shows_codes = desk.side == SideList::Codes;
    let dropped = events.dropped.filter(|_| shows_codes);
    if let Some(code) = dropped.and_then(|pos| desk.codes.at(pos)) {
        coding::apply(desk, code);
    }
    if let Some(secondary) = events.secondary {
        if let Some((coding, quotation)) = secondary.mark {
            desk.selected = Selected::Quotation(source, quotation);
            desk.reading.coding = Some(coding);
        } else if desk.reading.selection().is_none() {
            desk.choose_at_caret(source);
        }
        desk.reading.menu = Some(secondary.pos);
    }
    if let Some((quotation, span)) = events.moved_end {
        desk.act(
            move |project| project.move_quotation(quotation, span),
            |desk, moved| {
                if moved.is_none() {
                    desk.reading.marks.forget();
                }
            },
        );
    }
}

/// The commands of the page's context menu, by group.
const MENU: [&[&str]; 6] = [
    &["Code…", "Repeat last code", "Code in vivo", "Mark as quotation"],
    &["New memo about what is selected", "Memos beside the text"],
    &["Remove coding", "Delete quotation"],
    &["Edit the text…", "Who speaks here…", "Split the turn here…", "Mark as observer’s comment"],
    &["Select sentence", "Select paragraph", "Select turn"],
    &["Copy", "Find in this source…"],
];

fn menu(window: &mut Window, ui: &Ui) {
    let Some(at) = window.desk.as_ref().and_then(|desk| desk.reading.menu) else { return };
    let mut open = true;
    let mut wanted = None;
    egui::Popup::new(Id::unique("page menu"), ui.ctx().clone(), at, ui.layer_id())
        .kind(egui::PopupKind::Menu)
        .open_bool(&mut open)
        .show(|ui| wanted = super::menu::entries(ui, window, &MENU));
    if !open || wanted.is_some() {
        window.with_desk(|desk| desk.reading.menu = None);
    }
    if let Some(command) = wanted {
        window.run(command);
    }
}

/// What stands where no source is open.
fn empty(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let any = window.desk.as_ref().is_some_and(|desk| !desk.snapshot.sources.is_empty());
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(space::PAGE));
        let (title, hint, names) = if any {
            ("No source is open", "Choose one from the list at the side.", &["List of sources"][..])
        } else {
            (
                "This project has no sources yet",
                "Bring in transcripts, fieldnotes and documents, or drop files on the window.",
                &["Import files…", "Import a folder…"][..],
            )
        };
        ui.label(RichText::new(title).size(size::TITLE));
        ui.label(RichText::new(hint).color(theme.quiet));
        ui.add_space(space::GROUP);
        for command in names.iter().filter_map(|name| commands::named(name)) {
            if ui.button(command.name).on_hover_text(command.hover_text(ui.ctx())).clicked() {
                window.run(command);
            }
        }
    });
}

/// Whether a source is on the page.
pub fn is_open(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if desk.workspace == Workspace::Read && desk.reading.view.is_some() => Ok(()),
        Some(_) => Err("Open a source first"),
        None => Err("Open a project first"),
    }
}

/// Whether words are selected on the page.
pub fn has_selection(window: &Window) -> Result<(), &'static str> {
    is_open(window)?;
    let selection = window.desk.as_ref().and_then(|desk| desk.reading.selection());
    selection.map(|_| ()).ok_or("Select a passage first")
}

/// Opens the line that finds words in this source.
pub fn find_in_source(window: &mut Window) {
    window.with_desk(Find::open);
}

/// Goes to the next place found, or the one before.
pub fn find_step(window: &mut Window, by: isize) {
    window.with_desk(|desk| Find::step(desk, by));
}
