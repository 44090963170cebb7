//! What others said to a memo, with a line to say something, and the earlier wordings of its text.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Button, Frame, Id, Key, Modifiers, RichText, Stroke, Ui, vec2};

use crate::analysis::links::{Names, Readable};
use crate::app::desk::Desk;
use crate::app::figures::{counted, day};
use crate::app::icons::Icon;
use crate::app::prose::{Editor, Leads, Line, View};
use crate::app::theme::{Theme, size, space};
use crate::domain::{Memo, MemoCommentId, MemoId};
use crate::project::{MemoField, MentionIn, Snapshot, TextVersion};
use crate::text::markdown::plain;

/// The most earlier wordings that are listed.
const VERSIONS: usize = 40;
/// Room for the button beside what is being said.
const SAY: f32 = 64.0;

/// Words of a comment while they are written.
#[derive(Default)]
struct Saying {
    words: Readable,
    editor: Editor,
}

impl Saying {
    /// Draws the line; whether the words are to be said, and whether they are left by Escape. Enter says them; with Shift it breaks
    /// the line.
    fn ui(&mut self, ui: &mut Ui, (id, name): (Id, &str), leads: &dyn Leads) -> (bool, bool) {
        let is_writing = ui.memory(|memory| memory.has_focus(id)) && !self.editor.is_offering();
        // A pattern without Shift fits a key with it, too.
        let entered = is_writing
            && ui.input_mut(|input| {
                !input.modifiers.shift && input.consume_key(Modifiers::NONE, Key::Enter)
            });
        let hint = "Say something to this memo";
        let line = Line { id, name, hint, rows: 1, size: size::LEAD };
        let theme = Theme::of(ui.ctx());
        let frame = Frame::new()
            .fill(theme.page)
            .stroke(Stroke::new(1.0, theme.rule))
            .corner_radius(space::CORNER)
            .inner_margin(space::TIGHT);
        let written = frame.show(ui, |ui| self.editor.ui(ui, &line, &mut self.words, leads)).inner;
        (entered && !self.words.text.trim().is_empty(), written.is_escaped)
    }

    /// Takes the words as they are stored.
    fn take(&mut self, names: &dyn Names) -> String {
        std::mem::take(&mut self.words).stored(names)
    }
}

/// What is being said, and the earlier wordings once they are asked for.
#[derive(Default)]
pub(super) struct Talk {
    /// What is begun to be said to memos.
    saying: HashMap<MemoId, Saying>,
    /// The own comments that are said in other words.
    rewordings: HashMap<MemoCommentId, Saying>,
    comments: Vec<(MemoCommentId, View)>,
    shows_versions: bool,
    versions: Option<(MemoId, i64, Arc<[TextVersion]>)>,
    asked: Option<(MemoId, i64)>,
    /// The earlier wording that is read.
    version: Option<i64>,
    version_view: View,
}

impl Talk {
    /// Forgets what belongs to the memo that was shown, but for what is begun to be said.
    pub(super) fn leave(&mut self) {
        let Self { saying, rewordings, shows_versions, .. } = std::mem::take(self);
        *self = Self { saying, rewordings, shows_versions, ..Self::default() };
    }

    /// Shows the earlier wordings, or hides them.
    pub(super) fn toggle_versions(&mut self) {
        self.shows_versions = !self.shows_versions;
    }
}

/// Draws both.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) {
    ui.add_space(space::INSIDE);
    comments(desk, ui, snapshot, memo);
    ui.add_space(space::INSIDE);
    versions(desk, ui, snapshot, memo);
}

fn comments(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) {
    let theme = Theme::of(ui.ctx());
    let mut talk = std::mem::take(&mut desk.memos.sheet.talk);
    let known = desk.linking.with(snapshot);
    let me = snapshot.coder.as_ref().map(|coder| coder.id);
    let ids: Vec<MemoCommentId> = memo.comments.iter().map(|comment| comment.id).collect();
    if talk.comments.iter().map(|(id, _)| *id).ne(ids.iter().copied()) {
        talk.comments = ids.into_iter().map(|id| (id, View::default())).collect();
    }
    let (mut opened, mut changed) = (None, None);
    for (comment, (id, view)) in memo.comments.iter().zip(&mut talk.comments) {
        let who = snapshot.coder(comment.coder).map_or("", |coder| coder.name.as_str());
        let is_reworded = talk.rewordings.contains_key(id);
        ui.horizontal(|ui| {
            let said = RichText::new(format!("{who} · {}", day(&comment.at)));
            ui.label(said.size(size::SMALL).color(theme.quiet));
            if me == Some(comment.coder) && !is_reworded {
                let reword = RichText::new("Reword").size(size::SMALL);
                if ui.link(reword).on_hover_text("Say it in other words").clicked() {
                    let words = Readable::of(&comment.text, &known);
                    let mut saying = Saying { words, ..Saying::default() };
                    saying.editor.take_keyboard(true);
                    talk.rewordings.insert(*id, saying);
                }
                let what = format!("Take back what {who} said");
                if Icon::Close.button(ui, 16.0, &what, "Take it back").clicked() {
                    changed = Some((*id, String::new()));
                }
            }
        });
        match talk.rewordings.get_mut(id) {
            Some(saying) => {
                let line = (Id::unique(("in other words", *id)), "Comment in other words");
                let (mut says, mut leaves) = saying.ui(ui, line, &known);
                ui.horizontal(|ui| {
                    says |=
                        ui.button("Say it so").clicked() && !saying.words.text.trim().is_empty();
                    leaves |= ui.button("Leave it").clicked();
                });
                if says {
                    changed = Some((*id, saying.words.stored(&known)));
                }
                if leaves {
                    talk.rewordings.remove(id);
                }
            }
            None => {
                let id = Id::unique(("comment", *id));
                let found = view.whole(ui, id, &comment.text, (&known, snapshot.seq), size::LEAD);
                opened = found.or(opened);
            }
        }
        ui.add_space(space::TIGHT);
    }
    let line = (Id::unique(("what is said to a memo", memo.id)), "Comment on the memo");
    let saying = talk.saying.entry(memo.id).or_default();
    // The button has its room before anything is typed, so that nothing moves.
    let says = ui.horizontal(|ui| {
        let field = ui.available_width() - SAY;
        let field = ui.allocate_ui(vec2(field, 0.0), |ui| saying.ui(ui, line, &known).0);
        let has_words = !saying.words.text.trim().is_empty();
        let button = ui.add_enabled(has_words, Button::new("Say it"));
        field.inner
            || button.on_hover_text("Enter says it, too; with Shift it breaks the line").clicked()
    });
    let says = says.inner;
    let says = says.then(|| saying.take(&known));
    desk.memos.sheet.talk = talk;
    if let Some(words) = says {
        say(desk, memo.id, words);
    }
    if let Some((comment, words)) = changed {
        reword(desk, comment, words);
    }
    if let Some(opened) = opened {
        desk.open_target(opened.target());
    }
}

/// Says something to a memo. What could not be kept stands in the line again.
fn say(desk: &mut Desk, id: MemoId, words: String) {
    let back = words.clone();
    desk.act(
        move |project| project.comment_on_memo(id, &words),
        move |desk, done| {
            let saying = &mut desk.memos.sheet.talk.saying.entry(id).or_default().words;
            if done.is_none() && saying.text.is_empty() {
                *saying = Readable::of(&back, &desk.linking.with(&desk.snapshot));
            }
        },
    );
}

/// Says a comment in other words, or takes it back where there are none. The line goes when they are kept.
fn reword(desk: &mut Desk, id: MemoCommentId, words: String) {
    desk.act(
        move |project| project.change_memo_comment(id, &words),
        move |desk, done| {
            if done.is_some() {
                desk.memos.sheet.talk.rewordings.remove(&id);
            }
        },
    );
}

/// Says all that is begun to be said to memos that are there, and each comment in the words in which it is written by now.
pub(super) fn say_all(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let talk = &mut desk.memos.sheet.talk;
    let (saying, rewordings) =
        (std::mem::take(&mut talk.saying), std::mem::take(&mut talk.rewordings));
    for (id, mut saying) in saying {
        let words = saying.take(&*snapshot);
        if !words.trim().is_empty() && snapshot.memo(id).is_some() {
            say(desk, id, words);
        }
    }
    for comment in snapshot.memos.iter().flat_map(|memo| &memo.comments) {
        let Some(saying) = rewordings.get(&comment.id) else { continue };
        let words = saying.words.stored(&*snapshot);
        if !words.trim().is_empty() && words.trim() != comment.text {
            reword(desk, comment.id, words);
        }
    }
}

/// Asks for the earlier wordings where the memo or the project has changed since.
fn keep_fresh(desk: &mut Desk, id: MemoId, seq: i64) {
    let talk = &mut desk.memos.sheet.talk;
    let is_here = talk.versions.as_ref().is_some_and(|(of, at, _)| (*of, *at) == (id, seq));
    if is_here || talk.asked == Some((id, seq)) {
        return;
    }
    talk.asked = Some((id, seq));
    desk.ask(
        move |project| (project.snapshot().seq, project.text_versions(MentionIn::Memo(id))),
        move |desk, (seq, versions)| match versions {
            Ok(versions) => desk.memos.sheet.talk.versions = Some((id, seq, versions.into())),
            Err(error) => desk.notice = Some(crate::app::notice::Notice::trouble(&error)),
        },
    );
}

fn versions(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) {
    let theme = Theme::of(ui.ctx());
    let quiet = |words: String| RichText::new(words).size(size::SMALL).color(theme.quiet);
    let is_open = desk.memos.sheet.talk.shows_versions;
    let word = if is_open { "Hide earlier wordings" } else { "Earlier wordings" };
    if ui.link(RichText::new(word).size(size::SMALL)).clicked() {
        desk.memos.sheet.talk.toggle_versions();
    }
    if !is_open {
        return;
    }
    keep_fresh(desk, memo.id, snapshot.seq);
    let known = desk.memos.sheet.talk.versions.as_ref().filter(|(of, ..)| *of == memo.id);
    let Some((_, _, versions)) = known.cloned() else { return };
    let earlier: Vec<&TextVersion> =
        versions.iter().filter(|version| version.text != memo.text).collect();
    if earlier.is_empty() {
        ui.label(quiet("It was not written otherwise.".to_owned()));
        return;
    }
    let mut talk = std::mem::take(&mut desk.memos.sheet.talk);
    let mut back = None;
    for version in earlier.iter().take(VERSIONS) {
        let who = version.coder.and_then(|id| snapshot.coder(id));
        let who = who.map_or("Somebody", |coder| coder.name.as_str());
        let words = plain(&version.text);
        let first: String = words.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
        let first = if first.is_empty() { "Nothing written".to_owned() } else { first };
        let is_read = talk.version == Some(version.step);
        let row = ui.selectable_label(is_read, format!("{} · {who} · {first}", day(&version.at)));
        if row.clicked() {
            talk.version = (!is_read).then_some(version.step);
        }
        if is_read {
            let id = Id::unique(("version", version.step));
            let known = desk.linking.with(snapshot);
            let text = &version.text;
            talk.version_view.whole(ui, id, text, (&known, snapshot.seq), size::LEAD);
            if ui.button("Bring this wording back").clicked() {
                back = Some(version.text.clone());
            }
        }
    }
    if earlier.len() > VERSIONS {
        let more = counted(earlier.len() - VERSIONS, "earlier wording", "earlier wordings");
        ui.label(quiet(format!("{more} before these are in the History.")));
    }
    desk.memos.sheet.talk = talk;
    if let Some(text) = back {
        super::sheet::give_text(desk, snapshot);
        super::sheet::give(desk, memo.id, MemoField::Text(text));
    }
}
