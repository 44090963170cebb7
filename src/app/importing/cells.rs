//! What stands in a cell of the import table, how it is inked, and what the pointer tells of it.

use egui::{Rect, Ui, pos2, vec2};

use super::grid::Shown;
use super::table::{Row, Table};
use crate::app::figures::{counted, grouped};
use crate::app::theme::{self, Theme, size};
use crate::project::{Arrival, Column, Fate, FilledBy, Other, Snapshot};

/// What stands in a cell, how it is inked, and what the pointer tells of it.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) tone: CellTone,
    pub(super) hover: String,
}

/// How words are inked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellTone {
    Plain,
    Quiet,
    Warning,
}

/// What stands in a column of a row.
pub(super) fn cell(table: &Table, snapshot: &Snapshot, row: Row, shown: Shown) -> Cell {
    let plain = |text: String| Cell { text, tone: CellTone::Plain, hover: String::new() };
    let at = match row {
        Row::Text(at) => at,
        Row::Survey(at) => {
            let survey = &table.table.surveys[at];
            return match shown {
                Shown::Fate => {
                    plain(if survey.is_left_out { "Left out" } else { "New" }.to_owned())
                }
                Shown::Filled(Column::Name) => {
                    let name = survey.path.file_name().unwrap_or_default();
                    plain(name.to_string_lossy().into_owned())
                }
                Shown::Filled(Column::Kind) => plain("Survey".to_owned()),
                Shown::Notes => match survey.made() {
                    Ok(made) => {
                        let (all, new) = (made.sources.len(), table.new_answers.get(at).copied());
                        let there = all - new.unwrap_or(all).min(all);
                        let said = counted(all, "source", "sources");
                        plain(match there {
                            0 => said,
                            _ => format!("{said}, {} there already", grouped(there)),
                        })
                    }
                    Err(reason) => Cell {
                        text: reason.to_owned(),
                        tone: CellTone::Warning,
                        hover: reason.to_owned(),
                    },
                },
                _ => plain(String::new()),
            };
        }
    };
    let file = &table.table.rows[at];
    match shown {
        Shown::Fate => {
            let text = match table.fate(at) {
                Fate::New => "New",
                Fate::Skip => "Left out",
                Fate::Replace(_) => "Newer text",
            };
            let tone = if table.fate(at) == Fate::Skip { CellTone::Quiet } else { CellTone::Plain };
            Cell { text: text.to_owned(), tone, hover: arrival(table, snapshot, at) }
        }
        Shown::Filled(column) => {
            let (tone, hover) = match file.filled[column as usize] {
                FilledBy::Rule(rule) => {
                    let rule = table.table.rules.rules.get(rule);
                    let pattern = rule.map(|rule| rule.pattern().to_string());
                    (CellTone::Plain, format!("By the rule {}", pattern.unwrap_or_default()))
                }
                FilledBy::Hand => (CellTone::Plain, String::new()),
                FilledBy::Guess => (CellTone::Quiet, String::new()),
            };
            let tone = if column == Column::Name { CellTone::Plain } else { tone };
            let hover =
                if column == Column::Name { file.path.display().to_string() } else { hover };
            Cell { text: file.cell(column), tone, hover }
        }
        Shown::Speakers => {
            let speakers = file.made.as_ref().map(|made| &made.speakers[..]).unwrap_or_default();
            let names: Vec<&str> = speakers.iter().map(|(name, _)| &**name).collect();
            let all: Vec<String> =
                speakers.iter().map(|(name, turns)| format!("{name} ({turns})")).collect();
            Cell { text: names.join(", "), tone: CellTone::Quiet, hover: all.join("\n") }
        }
        Shown::Words => {
            let words = file.made.as_ref().map(|made| grouped(made.words));
            Cell { text: words.unwrap_or_default(), tone: CellTone::Quiet, hover: String::new() }
        }
        Shown::Notes => {
            let doubts = &file.reading.doubts;
            let mut text = doubts.first().cloned().unwrap_or_default();
            let said = arrival(table, snapshot, at);
            let is_new = said.is_empty();
            if !is_new {
                text = if text.is_empty() { said.clone() } else { format!("{said} {text}") };
            }
            let tone = if text.is_empty() { CellTone::Quiet } else { CellTone::Warning };
            let hover = [&[said][..], doubts].concat().join("\n");
            Cell { text, tone, hover: hover.trim().to_owned() }
        }
    }
}

/// What is known of a text beside the project, as a sentence.
fn arrival(table: &Table, snapshot: &Snapshot, at: usize) -> String {
    let named = |other| match other {
        Other::Source(id) => snapshot.source(id).map(|info| info.name.clone()).unwrap_or_default(),
        Other::Coming(at) => {
            table.table.rows.get(at).map(|row| row.name.clone()).unwrap_or_default()
        }
    };
    match table.arrivals.get(at).copied().flatten() {
        Some(Arrival::AlreadyThere(other)) => format!("Is there already, as “{}”.", named(other)),
        Some(Arrival::OtherVersion(_)) => {
            "A source of this name has other words; import it beside that, or replace the text."
                .to_owned()
        }
        Some(Arrival::SameWords(other)) => format!("Has the same words as “{}”.", named(other)),
        Some(Arrival::New) | None => String::new(),
    }
}

/// Paints the words of a cell, cut where they do not fit.
pub(super) fn paint(ui: &Ui, rect: Rect, text: &str, tone: CellTone, right: bool, theme: &Theme) {
    let ink = match tone {
        CellTone::Plain => theme.ink,
        CellTone::Quiet => theme.quiet,
        CellTone::Warning => theme.warning,
    };
    let room = rect.shrink2(vec2(6.0, 0.0));
    let mut job = egui::text::LayoutJob::simple_singleline(
        text.replace('\n', " "),
        theme::interface(size::BODY),
        ink,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let x = if right { room.right() - galley.size().x } else { room.left() };
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).galley(pos2(x, top), galley, ink);
}
