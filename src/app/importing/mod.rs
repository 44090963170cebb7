//! Files on their way into the project: what was chosen is offered with its kind, read in the background, and reported.

mod hint;
mod offer;
mod report;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::desk::{Desk, SideList};
use super::figures::{counted, grouped};
use super::notice::Notice;
use super::theme::{Theme, size, space};
use super::window::Window;
use crate::import::{self, Gathered};
use crate::project::{ImportReport, ImportWish, Job, ProjectError, Refused, jobs, read_files};

pub use hint::draw as draw_hint;
use offer::Offer;
use report::Report;

/// An import of so many files is followed by its report even when nothing is to be said of them.
const MANY: usize = 20;

/// An import that is being chosen, is under way or has ended.
pub struct Import {
    job: Arc<Job>,
    state: State,
}

enum State {
    /// What was chosen is being looked through.
    Looking,
    /// It is known which files there are.
    Offered(Offer),
    /// They are being read.
    Reading,
    /// They are being written to the project; too late to cancel.
    Writing,
    /// It is over.
    Ended(Report),
}

impl Import {
    /// Whether something lies above the window.
    pub fn floats(&self) -> bool {
        match &self.state {
            State::Offered(_) => true,
            State::Ended(report) => report.is_open,
            State::Looking | State::Reading | State::Writing => false,
        }
    }

    fn is_working(&self) -> bool {
        matches!(self.state, State::Looking | State::Reading | State::Writing)
    }
}

impl Drop for Import {
    /// The project is being closed, or something else is imported: what is still being read is not wanted any more.
    fn drop(&mut self) {
        self.job.cancel();
    }
}

/// The import that this job belongs to, unless another has taken its place.
fn of<'a>(desk: &'a mut Desk, job: &Arc<Job>) -> Option<&'a mut Import> {
    desk.import.as_mut().filter(|import| Arc::ptr_eq(&import.job, job))
}

/// Takes files and folders that were chosen or dropped, and asks what they are.
pub fn offer(desk: &mut Desk, paths: Vec<PathBuf>) {
    if desk.import.as_ref().is_some_and(Import::is_working) {
        let busy = "Files are being imported; bring in more when that is done";
        desk.notice = Some(Notice::plain(busy));
        return;
    }
    let job = Arc::new(Job::new("Looking for files"));
    desk.import = Some(Import { job: Arc::clone(&job), state: State::Looking });
    let ctx = desk.ctx().clone();
    let chosen = paths.clone();
    let answer = jobs::start(&job, move || ctx.request_repaint(), move |_| import::gather(&chosen));
    desk.await_answer(answer, move |desk, found| {
        if of(desk, &job).is_none() {
            return;
        }
        match found {
            Some(found) => take_found(desk, &job, paths, found),
            None => stop(desk, &ProjectError::Interrupted),
        }
    });
}

/// Goes on with the files that were found.
fn take_found(desk: &mut Desk, job: &Arc<Job>, paths: Vec<PathBuf>, found: Gathered) {
    let Some(import) = of(desk, job) else { return };
    if !found.files.is_empty() {
        import.state = State::Offered(Offer::new(paths, found));
    } else if found.refused.is_empty() {
        desk.import = None;
        let none = "There is no file ending in .txt, .md or .docx there";
        desk.notice = Some(Notice::plain(none));
    } else {
        let refused = found.refused.into_iter();
        let report = ImportReport {
            refused: refused
                .map(|(path, error)| Refused { path, reason: error.reason.to_string() })
                .collect(),
            ignored: found.ignored,
            ..ImportReport::default()
        };
        import.state = State::Ended(Report::of_files(&report, true));
    }
}

/// Reads what is wished in the background, then brings it in.
fn begin(desk: &mut Desk, wish: ImportWish) {
    let job = Arc::new(Job::new("Importing"));
    desk.import = Some(Import { job: Arc::clone(&job), state: State::Reading });
    let ctx = desk.ctx().clone();
    let wake = move || ctx.request_repaint();
    let answer = jobs::start(&job, wake, move |job| read_files(&wish, job));
    desk.await_answer(answer, move |desk, read| {
        let Some(import) = of(desk, &job) else { return };
        match read {
            Some(Some(read)) => {
                import.state = State::Writing;
                let shared = Arc::clone(&job);
                desk.ask(
                    move |project| project.import_read(read, &shared),
                    move |desk, written| end(desk, &job, written),
                );
            }
            Some(None) => {
                desk.import = None;
                let cancelled = "The import was cancelled; the project is as it was";
                desk.notice = Some(Notice::plain(cancelled));
            }
            None => stop(desk, &ProjectError::Interrupted),
        }
    });
}

/// Says what came of it.
fn end(desk: &mut Desk, job: &Arc<Job>, written: Result<Option<ImportReport>, ProjectError>) {
    let Some(import) = of(desk, job) else { return };
    match written {
        Ok(Some(report)) => {
            let is_open = !report.is_clean() || report.imported.len() > MANY;
            import.state = State::Ended(Report::of_files(&report, is_open));
            let said = report.summary();
            let notice = match report.imported.is_empty() {
                true => Notice::plain(said),
                false => Notice::done(said),
            };
            desk.notice = Some(notice.with_report());
        }
        Ok(None) => desk.import = None,
        Err(error) => stop(desk, &error),
    }
}

/// Gives up, and says why.
fn stop(desk: &mut Desk, error: &ProjectError) {
    desk.import = None;
    desk.notice = Some(Notice::trouble(error));
}

/// Takes a table of codes or codings; the columns it names say which.
pub fn table(desk: &mut Desk, path: PathBuf) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    desk.act(
        move |project| project.import_table_file(&path),
        move |desk, came| {
            let Some(came) = came else { return };
            let said = format!("{name}: {}", came.summary());
            let notice = match came.changed_something() {
                true => Notice::done(said),
                false => Notice::plain(said),
            };
            let is_free = !desk.import.as_ref().is_some_and(Import::is_working);
            desk.notice = Some(match !came.warnings().is_empty() && is_free {
                true => {
                    let state = State::Ended(Report::of_table(&name, &came));
                    desk.import = Some(Import { job: Arc::new(Job::new("")), state });
                    notice.with_report()
                }
                false => notice,
            });
        },
    );
}

/// Draws how far an import is, with Cancel, in the status line; from right to left.
pub fn draw_progress(desk: &mut Desk, ui: &mut Ui) {
    let notice = desk.notice.as_ref().is_some_and(|notice| notice.has_report);
    let total = desk.import.as_ref().map_or(0, |import| import.job.progress().total);
    let Some(import) = &mut desk.import else { return };
    let theme = Theme::of(ui.ctx());
    let small = |text: &str| RichText::new(text).size(size::SMALL);
    let say = |ui: &mut Ui, text: &str| ui.label(small(text).color(theme.ink));
    match &mut import.state {
        State::Looking => {
            say(ui, "Looking for files…");
        }
        State::Reading => {
            let cancelled = import.job.is_cancelled();
            let progress = import.job.progress();
            if !cancelled && ui.link(small("Cancel")).clicked() {
                import.job.cancel();
            }
            if !progress.item.is_empty() {
                let item = egui::Label::new(small(&progress.item).color(theme.quiet)).truncate();
                ui.add_sized([140.0, space::SECTION], item);
            }
            bar(ui, progress.done, progress.total);
            let (done, total) = (grouped(progress.done), grouped(progress.total));
            say(ui, &format!("{}… {done} of {total}", import.job.name()));
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(60));
        }
        State::Writing => {
            say(ui, &format!("Saving {}…", counted(total, "source", "sources")));
        }
        State::Ended(report) if notice && !report.is_open => {
            report.is_open = ui.link(small("Report")).on_hover_text("What was imported").clicked();
        }
        State::Offered(_) | State::Ended(_) => {}
    }
}

/// How wide the status line's part about an import is.
pub fn progress_width(desk: &Option<Desk>) -> f32 {
    match desk.as_ref().and_then(|desk| desk.import.as_ref()).map(|import| &import.state) {
        Some(State::Reading) => 440.0,
        Some(State::Writing | State::Looking) => 180.0,
        Some(State::Ended(_)) => 60.0,
        Some(State::Offered(_)) | None => 0.0,
    }
}

/// A narrow bar that fills.
fn bar(ui: &mut Ui, done: usize, total: usize) {
    let theme = Theme::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(egui::vec2(80.0, 4.0), egui::Sense::hover());
    let mut filled = rect;
    filled.set_width(rect.width() * done as f32 / total.max(1) as f32);
    ui.painter().rect_filled(rect, 2.0, theme.rule);
    ui.painter().rect_filled(filled, 2.0, theme.accent);
}

/// Whether there is a report to show.
pub fn has_report(desk: &Desk) -> bool {
    desk.import.as_ref().is_some_and(|import| matches!(import.state, State::Ended(_)))
}

/// Shows the report of the import that ended last.
pub fn show_report(desk: &mut Desk) {
    if let Some(Import { state: State::Ended(report), .. }) = &mut desk.import {
        report.is_open = true;
    }
}

/// What a panel has come to.
enum Step {
    /// It stays as it is.
    Stay,
    /// It was closed.
    Close,
    /// This is to be imported.
    Import(ImportWish),
    /// The sources that were imported are to be shown at the side.
    ShowInList,
    /// This source is to be opened.
    Open(crate::domain::SourceId),
}

/// Draws what floats above the window: the offer, or the report.
pub fn draw_report(window: &mut Window, ui: &mut Ui) {
    // What lies above this panel takes Escape first.
    let on_top = window.nothing_asked();
    let Some(desk) = &mut window.desk else { return };
    let Some(import) = &mut desk.import else { return };
    let step = match &mut import.state {
        State::Offered(offer) => offer.ui(ui, on_top),
        State::Ended(report) if report.is_open => report.ui(ui, on_top),
        _ => return,
    };
    match step {
        Step::Stay => {}
        Step::Import(wish) => begin(desk, wish),
        Step::Close => close(desk),
        Step::Open(source) => {
            close(desk);
            desk.open_source(source, None);
        }
        Step::ShowInList => {
            if let State::Ended(report) = &import.state {
                let sources = report.sources.clone();
                desk.sources.choose(&sources);
                desk.side = SideList::Sources;
                window.settings.side = true;
                window.focus_side = true;
            }
            window.with_desk(close);
        }
    }
}

/// Closes the panel; an offer is given up, a report can be shown again.
fn close(desk: &mut Desk) {
    match &mut desk.import {
        Some(Import { state: State::Ended(report), .. }) => report.is_open = false,
        _ => desk.import = None,
    }
}
