//! One extract is worked at: its words are cut, emphasised and added to; why it was chosen is said.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Event, Galley, Id, Key, Modifiers, RichText, ScrollArea, Stroke, TextBuffer, TextEdit, Ui,
    UiBuilder,
};

use super::OutputsView;
use super::row::face;
use crate::app::desk::Desk;
use crate::app::figures::day;
use crate::app::inspector::{Draft, REST};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{
    Extract, ExtractId, Output, PrintedExtract, QuotationId, Span, StandsFor, Trims,
};
use crate::project::{ExtractField, SetExtract};
use crate::text::capital;

/// What is being done to an extract.
#[derive(Default)]
pub(super) struct Trimming {
    takes_keyboard: bool,
    /// What is selected in the extract's words, in code points from its start.
    selected: Option<(ExtractId, Span)>,
    /// Words that are about to be put in.
    inserting: Option<Inserting>,
    /// How a quotation was printed, and after which step that was read; which is being asked for.
    printed: Option<(QuotationId, i64, Vec<PrintedExtract>)>,
    asked: Option<(QuotationId, i64)>,
    why: Draft<ExtractId>,
    note: Draft<ExtractId>,
}

struct Inserting {
    extract: ExtractId,
    at: Span,
    words: String,
    takes_keyboard: bool,
}

/// Something to do with what is selected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Cut,
    Emphasise,
    Restore,
    Insert,
}

impl Trimming {
    /// Forgets what was selected and put in; what was typed stays until it is given.
    pub(super) fn start_over(&mut self) {
        let Self { why, note, .. } = std::mem::take(self);
        *self = Self { why, note, ..Self::default() };
    }

    /// What was typed beside extracts and is to be given to the project: what rests, and where it `ends` all.
    pub(super) fn take_typed(&mut self, ends: bool) -> Vec<(ExtractId, ExtractField)> {
        let take = |draft: &mut Draft<ExtractId>| match ends || draft.rests() {
            true => draft.take(),
            false => None,
        };
        let why = take(&mut self.why).map(|(id, why)| (id, ExtractField::Why(why)));
        let note = take(&mut self.note).map(|(id, note)| (id, ExtractField::Note(note)));
        why.into_iter().chain(note).collect()
    }

    /// Has the words take the keyboard in the next frame.
    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }
}

/// Draws the extract that is worked at.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    (output, extract, one): (&Output, &Extract, &SetExtract),
) {
    let room = ui.max_rect().shrink2(egui::vec2(space::GROUP, space::INSIDE));
    let aside = (room.width() * 0.36).clamp(200.0, 360.0);
    let (left, right) = room.split_left_right_at_x(room.right() - aside);
    let left = left.with_max_x(left.right() - space::SECTION);
    words(
        view,
        &mut ui.new_child(UiBuilder::new().id_salt("words").max_rect(left)),
        desk,
        extract,
        one,
    );
    let mut aside = ui.new_child(UiBuilder::new().id_salt("about").max_rect(right));
    ScrollArea::vertical().id_salt("about the extract").show(&mut aside, |ui| {
        about(view, ui, desk, (output, extract, one));
    });
}

/// Draws the quotation's own words with what is done to them.
fn words(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    extract: &Extract,
    one: &SetExtract,
) {
    let theme = Theme::of(ui.ctx());
    let Some(info) = desk.snapshot.source(one.source).cloned() else { return };
    view.texts.fetch(desk, &info, |desk| &mut desk.outputs.texts);
    let Some(text) = view.texts.get(&info).filter(|text| text.holds(one.span)) else { return };
    let own = text.slice(one.span);
    let id = Id::unique(("words of an extract", extract.id));
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let at = view.trimming.selected.filter(|(of, span)| *of == extract.id && !span.is_empty());
    let mut deed = if has_focus { keys(ui) } else { None };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("The quotation").font(theme::interface_bold(size::BODY)));
        for (what, name, help, needs) in [
            (Deed::Cut, "Cut", "Leave the selected words out (X or Delete)", true),
            (Deed::Insert, "Put in…", "Put words in, in square brackets ( [ )", false),
            (Deed::Emphasise, "Emphasise", "Emphasise the selected words (E)", true),
            (Deed::Restore, "As it was", "Bring the selected words back as they are (R)", true),
        ] {
            let button = ui.add_enabled(at.is_some() || !needs, egui::Button::new(name));
            let button = button.on_hover_text(help);
            if button.on_disabled_hover_text("Select some words first").clicked() {
                deed = Some(what);
            }
        }
        if !extract.trims.is_empty() && ui.link("All as it was").clicked() {
            trim(desk, extract, Trims::default());
        }
    });
    insertion(view, ui, desk, extract);
    let page_size = view.page_size;
    let trims = extract.trims.clone();
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, width: f32| {
        laid(ui, theme, buffer.as_str(), &trims, page_size, width)
    };
    let scroll = ScrollArea::vertical().id_salt(id.with("scroll")).auto_shrink([false, false]);
    let mut shown = own;
    let shown = scroll.show(ui, |ui| {
        TextEdit::multiline(&mut shown)
            .id(id)
            .frame(egui::Frame::NONE)
            .desired_width(f32::INFINITY)
            .layouter(&mut layouter)
            .show(ui)
    });
    let edit = shown.inner;
    edit.response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Words of the quotation")
    });
    if std::mem::take(&mut view.trimming.takes_keyboard) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if let Some(range) = edit.cursor_range {
        let chosen = range.as_sorted_char_range();
        let chosen = Span { start: chosen.start.0 as u32, end: chosen.end.0 as u32 };
        // What splits a grapheme cluster is widened to it.
        let start = one.span.start;
        let whole = text.snap(Span { start: start + chosen.start, end: start + chosen.end });
        let span = Span {
            start: whole.start.max(start) - start,
            end: whole.end.min(one.span.end) - start,
        };
        view.trimming.selected = Some((extract.id, span));
    }
    if has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        view.take_keyboard();
    }
    // What is done here is done to the project, so that is what is undone.
    let pressed = |modifiers, key| {
        has_focus && ui.input_mut(|input: &mut egui::InputState| input.consume_key(modifiers, key))
    };
    if pressed(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z) {
        desk.redo();
    } else if pressed(Modifiers::COMMAND, Key::Z) {
        desk.undo();
    }
    if let Some(deed) = deed {
        do_it(view, desk, extract, deed);
    }
}

/// What a key pressed in the words does. The words themselves cannot be typed over, so letters are free.
fn keys(ui: &Ui) -> Option<Deed> {
    let deed_of = |event: &Event| match event {
        Event::Text(text) => match text.as_str() {
            "x" | "X" => Some(Deed::Cut),
            "e" | "E" => Some(Deed::Emphasise),
            "r" | "R" => Some(Deed::Restore),
            "[" => Some(Deed::Insert),
            _ => None,
        },
        Event::Key { key: Key::Delete | Key::Backspace, pressed: true, .. } => Some(Deed::Cut),
        _ => None,
    };
    ui.input_mut(|input| {
        let at = input.events.iter().position(|event| deed_of(event).is_some())?;
        deed_of(&input.events.remove(at))
    })
}

fn do_it(view: &mut OutputsView, desk: &mut Desk, extract: &Extract, deed: Deed) {
    let selected = view.trimming.selected.filter(|(of, _)| *of == extract.id);
    let span = selected.map_or(Span { start: 0, end: 0 }, |(_, span)| span);
    let mut trims = extract.trims.clone();
    match deed {
        Deed::Insert => {
            let known = trims.insertion_at(span.start).filter(|_| span.is_empty());
            view.trimming.inserting = Some(Inserting {
                extract: extract.id,
                at: known.map_or(span, |known| known.span),
                words: known.map(|known| known.words.clone()).unwrap_or_default(),
                takes_keyboard: true,
            });
            return;
        }
        _ if span.is_empty() => return,
        Deed::Cut => trims.cut(span),
        Deed::Emphasise => trims.emphasise(span),
        Deed::Restore => trims.restore(span),
    }
    trim(desk, extract, trims);
}

fn trim(desk: &mut Desk, extract: &Extract, trims: Trims) {
    let id = extract.id;
    desk.just_do(move |project| project.change_extracts(vec![(id, ExtractField::Trims(trims))]));
}

/// Draws the line in which words are written that are put in.
fn insertion(view: &mut OutputsView, ui: &mut Ui, desk: &mut Desk, extract: &Extract) {
    let Some(inserting) = view.trimming.inserting.as_mut().filter(|it| it.extract == extract.id)
    else {
        view.trimming.inserting = None;
        return;
    };
    let mut ended = None;
    ui.horizontal(|ui| {
        let hint = if inserting.at.is_empty() { "Words to put in" } else { "Words in their place" };
        let edit = TextEdit::singleline(&mut inserting.words).hint_text(hint).desired_width(240.0);
        let edit = ui.add(edit).accessible_name("Words to put in");
        if std::mem::take(&mut inserting.takes_keyboard) {
            edit.request_focus();
        }
        let enter = edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.button("Put in").clicked() || enter {
            ended = Some(true);
        }
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if ui.button("Cancel").clicked() || escape {
            ended = Some(false);
        }
    });
    let Some(is_kept) = ended else { return };
    let Some(inserting) = view.trimming.inserting.take() else { return };
    view.trimming.takes_keyboard = true;
    if is_kept {
        let mut trims = extract.trims.clone();
        match inserting.words.trim() {
            // Without words, what was put in there goes.
            "" => trims.insertions.retain(|one| one.span != inserting.at),
            words => trims.insert(inserting.at, words),
        }
        trim(desk, extract, trims);
    }
}

/// Lays out the quotation's words: what is cut struck through and quiet, what is emphasised in italics, where words are put
/// in underlined.
fn laid(
    ui: &Ui,
    theme: &Theme,
    text: &str,
    trims: &Trims,
    page_size: f32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let holds = |spans: &[Span], at: u32| spans.iter().any(|one| one.start <= at && at < one.end);
    let put_in = |at: u32| {
        let over = |span: Span| {
            (span.start <= at && at < span.end) || (span.is_empty() && span.start == at)
        };
        trims.insertions.iter().any(|one| over(one.span))
    };
    let style = |at: u32| (holds(&trims.cuts, at), holds(&trims.emphasis, at), put_in(at));
    let mut run = String::new();
    let mut of = style(0);
    let mut flush = |run: &mut String, (cut, emphasis, put_in): (bool, bool, bool)| {
        let ink = if cut { theme.quiet } else { theme.ink };
        let format = TextFormat {
            line_height: Some((page_size * 1.5).round()),
            strikethrough: if cut { Stroke::new(1.0, theme.quiet) } else { Stroke::NONE },
            underline: if put_in { Stroke::new(1.5, theme.accent) } else { Stroke::NONE },
            ..TextFormat::simple(face(page_size, false, emphasis), ink)
        };
        job.append(run, 0.0, format);
        run.clear();
    };
    for (at, letter) in text.chars().enumerate() {
        let now = style(at as u32);
        if now != of {
            flush(&mut run, of);
            of = now;
        }
        run.push(letter);
    }
    flush(&mut run, of);
    job.wrap.max_width = width;
    ui.painter().layout_job(job)
}

/// Draws what is known of the extract and asked about it.
fn about(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    (output, extract, one): (&Output, &Extract, &SetExtract),
) {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    let id = extract.id;
    ui.label(quiet("Stands for"));
    ui.horizontal_wrapped(|ui| {
        for what in StandsFor::ALL {
            let is_it = extract.stands_for == Some(what);
            if ui.selectable_label(is_it, capital(what.word())).clicked() {
                let new = (!is_it).then_some(what);
                desk.just_do(move |project| {
                    project.change_extracts(vec![(id, ExtractField::StandsFor(new))])
                });
            }
        }
    });
    let Trimming { why, note, .. } = &mut view.trimming;
    let heading = ui.label(quiet("Why it was chosen (never printed)"));
    let kept = field(ui, why, (id, &extract.why), heading.id, 2, "What does it show?");
    if let Some((id, text)) = kept {
        desk.just_do(move |project| project.change_extracts(vec![(id, ExtractField::Why(text))]));
    }
    let heading = ui.label(quiet("Note beside the label"));
    let kept = field(ui, note, (id, &extract.note), heading.id, 1, "original in French");
    if let Some((id, text)) = kept {
        desk.just_do(move |project| project.change_extracts(vec![(id, ExtractField::Note(text))]));
    }
    let snapshot = Arc::clone(&desk.snapshot);
    let elsewhere = snapshot.outputs.iter().filter(|other| {
        other.id != output.id && other.extracts.iter().any(|it| it.quotation == one.quotation)
    });
    let names: Vec<&str> = elsewhere.map(|other| other.name.as_str()).collect();
    if !names.is_empty() {
        ui.label(quiet(&format!("Also in {}", names.join(", "))));
    }
    let mut printings =
        snapshot.printings.iter().filter(|it| it.quotations.contains(&one.quotation)).peekable();
    if printings.peek().is_some() {
        ask_how_printed(view, desk, one.quotation);
    }
    let forms = view.trimming.printed.as_ref().map_or(&[][..], |(_, _, forms)| forms);
    for printing in printings.take(6) {
        let when = day(&printing.at);
        let told = format!("Printed in {} ({}), {when}", printing.name, printing.format);
        let form = forms.iter().find(|form| form.printing == printing.id);
        let label = ui.label(quiet(&told));
        if let Some(form) = form {
            label.on_hover_text(&form.printed);
        }
    }
}

/// Has read in which form a quotation was printed, once for each state of the project.
fn ask_how_printed(view: &mut OutputsView, desk: &mut Desk, quotation: QuotationId) {
    let now = (quotation, desk.snapshot.seq);
    let known = view.trimming.printed.as_ref().map(|(id, seq, _)| (*id, *seq));
    if known == Some(now) || view.trimming.asked == Some(now) {
        return;
    }
    view.trimming.asked = Some(now);
    desk.ask(
        move |project| project.printed(quotation),
        move |desk, printed| {
            if let Ok(forms) = printed {
                desk.outputs.trimming.printed = Some((now.0, now.1, forms));
            }
        },
    );
}

/// A field of an extract; what is to be kept of it once it is left.
fn field(
    ui: &mut Ui,
    draft: &mut Draft<ExtractId>,
    (of, stored): (ExtractId, &str),
    label: Id,
    rows: usize,
    hint: &str,
) -> Option<(ExtractId, String)> {
    // What was typed for the extract before is kept for it.
    let before = if draft.of().is_some_and(|before| before != of) { draft.take() } else { None };
    draft.follow(of, stored);
    let edit = match rows {
        1 => TextEdit::singleline(draft.text()),
        _ => TextEdit::multiline(draft.text()).desired_rows(rows),
    };
    // Undoing stays with one extract.
    let edit = edit.id(Id::unique((hint, of))).hint_text(hint).desired_width(f32::INFINITY);
    let edit = ui.add(edit).labelled_by(label);
    if edit.changed() {
        draft.typed();
        ui.ctx().request_repaint_after(REST);
    }
    let rests = draft.is_dirty() && draft.rests();
    if edit.lost_focus() || rests { before.or_else(|| draft.take()) } else { before }
}
