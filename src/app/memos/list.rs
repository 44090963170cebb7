//! The list of memos: title, kind, status, who, when, what each is about, and how much was said to it.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Id, Rect, Ui, pos2};

use super::{Drawn, MemosView};
use crate::app::desk::Desk;
use crate::app::figures::{counted, day};
use crate::app::linking::Known;
use crate::app::list::{Look, Rows};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Memo, MemoId, MemoStatus};
use crate::project::Snapshot;
use crate::text::capital;

/// What a line of a row is high.
const LINE: f32 = 18.0;
/// The most things a memo is about that its row names.
const NAMED: usize = 4;

pub(super) fn id() -> Id {
    Id::unique("list of memos")
}

/// Draws the list.
pub(super) fn draw(view: &mut MemosView, ui: &mut Ui, desk: &Desk) -> Drawn {
    let area = ui.available_rect_before_wrap();
    let width = area.width() - 2.0 * space::GROUP;
    let mut rows = MemoRows {
        theme: Theme::of(ui.ctx()),
        snapshot: &desk.snapshot,
        known: desk.linking.with(&desk.snapshot),
        memos: view.listing.rows(),
    };
    let look = Look {
        id: id(),
        name: "Memos",
        left: area.left() + space::GROUP,
        width,
        is_main: true,
        guess: 3.0 * LINE + space::SECTION,
    };
    view.list.ui(ui, &look, &mut rows)
}

struct MemoRows<'a> {
    theme: &'static Theme,
    snapshot: &'a Snapshot,
    known: Known<'a>,
    memos: &'a [MemoId],
}

impl MemoRows<'_> {
    fn memo(&self, row: usize) -> Option<&Memo> {
        self.snapshot.memo(*self.memos.get(row)?)
    }

    /// What stands below the title.
    fn facts(&self, memo: &Memo) -> String {
        let who = self.snapshot.coder(memo.coder).map_or("", |coder| coder.name.as_str());
        let mut facts = vec![capital(&memo.kind), who.to_owned(), day(&memo.changed_at)];
        if !memo.comments.is_empty() {
            facts.push(counted(memo.comments.len(), "comment", "comments"));
        }
        facts.retain(|fact| !fact.is_empty());
        facts.join(" · ")
    }

    fn about(&self, memo: &Memo) -> String {
        let named = memo.mentions.iter().take(NAMED);
        let mut names: Vec<String> = named.map(|one| self.known.called(one.target)).collect();
        if memo.mentions.len() > NAMED {
            names.push(format!("{} more", memo.mentions.len() - NAMED));
        }
        names.join(" · ")
    }
}

impl Rows for MemoRows<'_> {
    fn count(&self) -> usize {
        self.memos.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        let is_about = self.memo(row).is_some_and(|memo| !memo.mentions.is_empty());
        (if is_about { 3.0 } else { 2.0 }) * LINE + space::SECTION
    }

    fn spoken(&mut self, row: usize) -> String {
        let Some(memo) = self.memo(row) else { return String::new() };
        let pinned = if memo.is_pinned { ", pinned" } else { "" };
        format!("{}, {}{pinned}, {}", memo.heading(), memo.status, self.facts(memo))
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = self.theme;
        let Some(memo) = self.memo(row) else { return };
        let painter = ui.painter();
        let line = |at: f32, job: LayoutJob| {
            let galley = painter.layout_job(job);
            let top = rect.top() + space::INSIDE + at * LINE + (LINE - galley.size().y) / 2.0;
            painter.galley(pos2(rect.left(), top), galley, theme.ink);
        };
        let set = |font, ink, words: &str, width: f32| {
            let mut job = LayoutJob::default();
            job.append(words, 0.0, TextFormat::simple(font, ink));
            job.wrap = TextWrapping::truncate_at_width(width);
            job
        };
        let status = painter.layout_no_wrap(
            format!(
                "{}{}",
                if memo.is_pinned { "Pinned · " } else { "" },
                capital(memo.status.word())
            ),
            theme::interface(size::SMALL),
            ink_of(theme, memo.status),
        );
        let room = rect.width() - status.size().x - space::INSIDE;
        let at = pos2(rect.right() - status.size().x, rect.top() + space::INSIDE + 2.0);
        painter.galley(at, status, theme.quiet);
        let bold = theme::interface_bold(size::BODY);
        line(0.0, set(bold, theme.ink, &memo.heading(), room));
        let small = || theme::interface(size::SMALL);
        line(1.0, set(small(), theme.quiet, &self.facts(memo), rect.width()));
        if !memo.mentions.is_empty() {
            line(2.0, set(small(), theme.accent, &self.about(memo), rect.width()));
        }
    }
}

/// The ink of a status.
pub(super) fn ink_of(theme: &Theme, status: MemoStatus) -> egui::Color32 {
    match status {
        MemoStatus::Open => theme.quiet,
        MemoStatus::Agreed => theme.good,
        MemoStatus::Dropped => theme.warning,
    }
}
