//! What is new: what others made or changed since a day, by person, each thing one click away.

mod head;

use egui::{RichText, Ui, UiBuilder};

use super::Window;
use super::commands;
use super::desk::{Desk, Workspace};
use super::figures::{counted, day, grouped};
use super::lines::{Lines, Style};
use super::regions::focus_what_follows;
use super::theme::{Theme, size, space};
use crate::domain::{CoderId, Target};
use crate::project::{News, NewsBy, NewsOf, NewsTarget, ProjectError, Snapshot};

/// The widest that a line is set, in points.
const MEASURE: f32 = 760.0;
/// Of what one person did of a kind so much is listed until more is asked for.
const LISTED: usize = 12;

/// Whose news are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Whose {
    /// Those of everybody but the person who codes now.
    #[default]
    Others,
    /// Everybody's.
    Everybody,
    /// One person's.
    One(CoderId),
}

/// What a click on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// It goes there.
    Target(NewsTarget),
    /// It lists all that one person did of a kind.
    All(Option<CoderId>, NewsOf),
}

/// What the news were asked for: since when, after which step, and when was last looked.
type Asked = (String, i64, String);

/// What is new, on the page.
#[derive(Default)]
pub struct NewsView {
    /// Since when; the last time one looked where it is empty.
    since: String,
    /// A day that is being typed.
    typed: String,
    whose: Whose,
    news: Option<(Asked, Result<News, String>)>,
    awaits: bool,
    lines: Lines<Opens>,
    /// What the lines were made of.
    made_for: Option<(Asked, Whose, usize)>,
    /// What is listed whole.
    whole: Vec<(Option<CoderId>, NewsOf)>,
    takes_keyboard: bool,
}

impl NewsView {
    /// Has the head take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// What is asked for now.
    fn asks(&self, snapshot: &Snapshot) -> Asked {
        (self.since.clone(), snapshot.seq, snapshot.looked.to_string())
    }

    /// The news of those that are chosen.
    fn shown<'n>(&self, news: &'n News, snapshot: &Snapshot) -> impl Iterator<Item = &'n NewsBy> {
        let me = snapshot.coder.as_ref().map(|coder| coder.id);
        let whose = self.whose;
        news.by.iter().filter(move |by| match whose {
            Whose::Others => me.is_none() || by.coder != me,
            Whose::Everybody => true,
            Whose::One(coder) => by.coder == Some(coder),
        })
    }

    /// Puts the lines together where the news are others, or other ones are chosen.
    fn make_lines(&mut self, snapshot: &Snapshot) {
        let Some((asked, Ok(news))) = &self.news else { return };
        let key = (asked.clone(), self.whose, self.whole.len());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let mut lines = Lines::default();
        for by in self.shown(news, snapshot) {
            let words = |part: &crate::project::NewsPart| {
                let (one, many) = part.of.words();
                counted(part.count, one, many)
            };
            let all: Vec<String> = by.parts.iter().map(words).collect();
            lines.push(Style::Heading, format!("{}: {}", by.name, all.join(", ")));
            for part in &by.parts {
                lines.push(Style::Name, title(part.of));
                let is_whole = self.whole.contains(&(by.coder, part.of));
                let listed = if is_whole { part.items.len() } else { LISTED };
                for item in part.items.iter().take(listed) {
                    let count = match part.of {
                        NewsOf::Codings => format!(" ({})", grouped(item.count)),
                        _ => String::new(),
                    };
                    let line = format!("{}{count} · {}", item.name, day(&item.at));
                    let line = lines.push(Style::Detail, line);
                    line.target = Some(Opens::Target(item.to));
                    line.hover = hover(item.to).to_owned();
                }
                if let Some(more) = part.items.len().checked_sub(listed).filter(|more| *more > 0) {
                    let line = lines.push(Style::Detail, format!("{} more …", grouped(more)));
                    line.target = Some(Opens::All(by.coder, part.of));
                    line.hover = "List them all".to_owned();
                }
            }
        }
        self.lines = lines;
        self.made_for = Some(key);
    }
}

/// What stands above the things of a kind.
const fn title(of: NewsOf) -> &'static str {
    match of {
        NewsOf::Sources => "Sources brought in",
        NewsOf::Texts => "Texts changed",
        NewsOf::Codings => "Codings, by source",
        NewsOf::Codes => "Codes made",
        NewsOf::Definitions => "Codes changed: names, definitions, places",
        NewsOf::Memos => "Memos written",
        NewsOf::Comments => "Memos answered",
        NewsOf::Summaries => "Summaries written",
        NewsOf::Findings => "Findings written",
    }
}

/// What a click opens.
const fn hover(to: NewsTarget) -> &'static str {
    match to {
        NewsTarget::Object(Target::Quote(_)) => "Go to the first of them; Back returns",
        NewsTarget::Object(_) | NewsTarget::Finding { .. } => "Go there; Back returns",
    }
}

/// Goes to what is new.
pub fn go_to(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::News);
        desk.news.take_keyboard();
    });
}

/// Asks for the news where something has changed since.
fn keep_fresh(desk: &mut Desk) {
    let asked = desk.news.asks(&desk.snapshot);
    let is_known = desk.news.news.as_ref().is_some_and(|(of, _)| *of == asked);
    if is_known || desk.news.awaits {
        return;
    }
    desk.news.awaits = true;
    let since = asked.0.clone();
    desk.ask_or_never(
        move |project| project.news(&since),
        move |desk, answer| {
            let news = answer.unwrap_or(Err(ProjectError::Interrupted));
            desk.news.awaits = false;
            desk.news.news = Some((asked, news.map_err(|error| error.to_string())));
        },
    );
}

/// Draws what is new.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    let mut view = std::mem::take(&mut desk.news);
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let width = MEASURE.min(ui.available_width() - 2.0 * space::PAGE).max(0.0);
    let side = (ui.available_width() - width) / 2.0;
    let mut room = ui.max_rect();
    (room.min.x, room.max.x) = (room.min.x + side, room.max.x - side);
    let (mut wanted, mut opened) = (None, None);
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        if std::mem::take(&mut view.takes_keyboard) {
            focus_what_follows(ui);
        }
        wanted = head::draw(&mut view, ui, &snapshot);
        ui.add_space(space::INSIDE);
        let theme = Theme::of(ui.ctx());
        match &view.news {
            None => return,
            Some((_, Err(trouble))) => {
                ui.label(RichText::new(trouble).color(theme.danger));
                return;
            }
            Some((_, Ok(news))) if view.shown(news, &snapshot).next().is_none() => {
                nothing(ui, &snapshot);
                return;
            }
            Some((_, Ok(_))) => {}
        }
        view.make_lines(&snapshot);
        let height = ui.available_height();
        opened = view.lines.ui(ui, height);
    });
    desk.news = view;
    match opened {
        Some(Opens::Target(NewsTarget::Object(target))) => desk.open_target(target),
        Some(Opens::Target(NewsTarget::Finding { item, .. })) => desk.open_item(item),
        Some(Opens::All(coder, of)) => desk.news.whole.push((coder, of)),
        None => {}
    }
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

/// What stands where nothing is new.
fn nothing(ui: &mut Ui, snapshot: &Snapshot) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::GROUP);
    ui.label(RichText::new("Nothing is new").size(size::LEAD));
    let about = match snapshot.coders.len() {
        0 | 1 => {
            "You are the only one who codes here. What others bring in, code and write will stand here."
        }
        _ => {
            "What others bring in, code and write since then stands here. Choose an earlier day to see more."
        }
    };
    ui.label(RichText::new(about).color(theme.quiet));
}
