//! What others said to a memo, with a line to say something, and the earlier wordings of its text.

use std::sync::Arc;

use egui::{Id, Key, KeyboardShortcut, Modifiers, RichText, TextEdit, Ui};

use crate::analysis::links::Readable;
use crate::app::desk::Desk;
use crate::app::figures::{counted, day};
use crate::app::icons::Icon;
use crate::app::prose::View;
use crate::app::theme::{Theme, size, space};
use crate::domain::{Memo, MemoCommentId, MemoId};
use crate::project::{MemoField, MentionIn, Snapshot, TextVersion};

/// The most earlier wordings that are listed.
const VERSIONS: usize = 40;

/// What is being said, and the earlier wordings once they are asked for.
#[derive(Default)]
pub(super) struct Talk {
    saying: String,
    comments: Vec<(MemoCommentId, View)>,
    shows_versions: bool,
    versions: Option<(MemoId, i64, Arc<[TextVersion]>)>,
    asked: Option<(MemoId, i64)>,
    /// The earlier wording that is read.
    version: Option<i64>,
    version_view: View,
}

impl Talk {
    /// Forgets what belongs to the memo that was shown.
    pub(super) fn leave(&mut self) {
        *self = Self { shows_versions: self.shows_versions, ..Self::default() };
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
    let (mut opened, mut remove) = (None, None);
    for (comment, (id, view)) in memo.comments.iter().zip(&mut talk.comments) {
        let who = snapshot.coder(comment.coder).map_or("", |coder| coder.name.as_str());
        ui.horizontal(|ui| {
            let said = RichText::new(format!("{who} · {}", day(&comment.at)));
            ui.label(said.size(size::SMALL).color(theme.quiet));
            let what = format!("Take back what {who} said");
            if me == Some(comment.coder)
                && Icon::Close.button(ui, 16.0, &what, "Take it back").clicked()
            {
                remove = Some(*id);
            }
        });
        let id = Id::unique(("comment", *id));
        let found = view.whole(ui, id, &comment.text, (&known, snapshot.seq), size::LEAD);
        opened = found.or(opened);
        ui.add_space(space::TIGHT);
    }
    let mut says = None;
    ui.horizontal(|ui| {
        let enter = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
        let id = Id::unique("what is said to a memo");
        let is_writing = ui.memory(|memory| memory.has_focus(id));
        // Enter says it; with Shift it breaks the line.
        let entered =
            is_writing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let width = ui.available_width() - if talk.saying.is_empty() { 0.0 } else { 60.0 };
        let line = TextEdit::multiline(&mut talk.saying)
            .id(id)
            .hint_text("Say something to this memo")
            .desired_rows(1)
            .return_key(enter)
            .desired_width(width);
        ui.add(line).accessible_name("Comment on the memo");
        let is_empty = talk.saying.trim().is_empty();
        if !is_empty && (ui.button("Say it").clicked() || entered) {
            let text = std::mem::take(&mut talk.saying);
            says = Some(Readable { text, ..Readable::default() }.stored(&known));
        }
    });
    desk.memos.sheet.talk = talk;
    let id = memo.id;
    if let Some(words) = says {
        let back = words.clone();
        desk.act(
            move |project| project.comment_on_memo(id, &words),
            move |desk, done| {
                let talk = &mut desk.memos.sheet.talk;
                if done.is_none() && talk.saying.is_empty() {
                    talk.saying = back;
                }
            },
        );
    }
    if let Some(comment) = remove {
        desk.just_do(move |project| project.change_memo_comment(comment, ""));
    }
    if let Some(opened) = opened {
        desk.open_target(opened.target());
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
        let words = crate::analysis::links::plain(&version.text);
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
