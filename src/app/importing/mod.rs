//! Files on their way into the project: read in the background, looked through in a table, brought in, and reported.

mod cells;
mod codebook;
mod grid;
mod hint;
mod names;
mod preview;
mod report;
mod rules;
mod speakers;
mod survey;
mod table;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{RichText, Ui};

use super::desk::{Desk, SideList, Workspace};
use super::figures::counted;
use super::notice::Notice;
use super::progress;
use super::theme::{Theme, size};
use super::window::Window;
use crate::project::{
    ImportReport, ImportTable, ImportWish, Job, Project, ProjectError, TableImport, TableReport,
    Taking, codebook_in, jobs, read_table,
};

use codebook::{Choice, Preview};
pub use hint::draw as draw_hint;
use report::Report;
use table::{Asked, Table};

/// An import of so many files is followed by its report even when nothing is to be said of them.
const MANY: usize = 20;

/// An import that is being chosen, is under way or has ended.
pub struct Import {
    job: Arc<Job>,
    state: State,
}

enum State {
    /// The files are being read.
    Reading,
    /// They were read and are looked through.
    Table(Box<Table>),
    /// They are being written to the project; too late to cancel.
    Writing(usize),
    /// A code framework was read and is looked at.
    Codebook(Box<Preview>),
    /// It is over.
    Ended(Report),
}

impl Import {
    /// Whether something lies above the window.
    pub fn floats(&self) -> bool {
        match &self.state {
            State::Ended(report) => report.is_open,
            State::Codebook(_) => true,
            _ => false,
        }
    }

    fn is_working(&self) -> bool {
        matches!(self.state, State::Reading | State::Writing(_))
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

/// The table that is being looked through.
fn table_of(desk: &mut Desk) -> Option<&mut Table> {
    match desk.import.as_mut().map(|import| &mut import.state) {
        Some(State::Table(table)) => Some(table),
        _ => None,
    }
}

/// What a command does with the chosen files of the import table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Brings in what the table says.
    Import,
    /// Writes in the column at the cursor.
    Edit,
    /// Empties the column at the cursor.
    Clear,
    /// Copies what the first chosen file has to the others.
    FillDown,
    /// Takes files in, or leaves them out.
    TakeInOrOut,
    /// Chooses every file.
    ChooseAll,
}

/// Does something with the chosen files of the import table.
pub fn act(desk: &mut Desk, action: Action) {
    let snapshot = Arc::clone(&desk.snapshot);
    let Some(table) = table_of(desk) else { return };
    if action == Action::Import {
        match table.is_ready() {
            true => begin(desk),
            false => {
                // What comes in is what the preview shows.
                let wait = "The texts are being made anew; import them in a moment";
                desk.notice = Some(Notice::plain(wait));
            }
        }
    } else if let Some(trouble) = grid::act(table, &snapshot, action) {
        desk.notice = Some(Notice::plain(trouble));
    }
}

/// Whether the rows of the import table have the keyboard.
pub fn table_has_keyboard(ctx: &egui::Context) -> bool {
    ctx.memory(|memory| memory.has_focus(grid::id()))
}

/// Whether files wait in the import table.
pub fn has_table(desk: &Desk) -> bool {
    desk.import.as_ref().is_some_and(|import| matches!(import.state, State::Table(_)))
}

/// Takes files and folders that were chosen or dropped, and reads them for the import table.
pub fn offer(desk: &mut Desk, paths: Vec<PathBuf>) {
    if desk.import.as_ref().is_some_and(Import::is_working) {
        let busy = "Files are being imported; bring in more when that is done";
        desk.notice = Some(Notice::plain(busy));
        return;
    }
    if has_table(desk) {
        desk.go(Workspace::Import);
        let open = "The import table is open; import or cancel what is in it first";
        desk.notice = Some(Notice::plain(open));
        return;
    }
    let job = Arc::new(Job::new("Reading"));
    desk.import = Some(Import { job: Arc::clone(&job), state: State::Reading });
    desk.ask(
        |project| (project.import_rules(), project.survey_layout()),
        move |desk, (rules, layout)| {
            let (rules, layout) = (rules.unwrap_or_default(), layout.unwrap_or_default());
            let wish = ImportWish { paths, kind: None, rules, layout };
            read(desk, &job, wish);
        },
    );
}

/// Reads what is wished in the background, then shows the table.
fn read(desk: &mut Desk, job: &Arc<Job>, wish: ImportWish) {
    let ctx = desk.ctx().clone();
    let wake = move || ctx.request_repaint();
    let answer = jobs::start(job, wake, move |job| read_table(&wish, job));
    let job = Arc::clone(job);
    desk.await_answer(answer, move |desk, read| {
        let Some(import) = of(desk, &job) else { return };
        match read {
            Some(Some(table)) if !table.rows.is_empty() || !table.surveys.is_empty() => {
                import.state = State::Table(Box::new(Table::new(table)));
                desk.go(Workspace::Import);
            }
            Some(Some(table)) => nothing_read(desk, &table),
            Some(None) => {
                desk.import = None;
                let cancelled = "The import was cancelled; the project is as it was";
                desk.notice = Some(Notice::plain(cancelled));
            }
            None => stop(desk, &ProjectError::Interrupted),
        }
    });
}

/// Says why there is nothing to import.
fn nothing_read(desk: &mut Desk, table: &ImportTable) {
    let Some(import) = &mut desk.import else { return };
    if table.refused.is_empty() {
        desk.import = None;
        let none = "There is no file there that can be read";
        desk.notice = Some(Notice::plain(none));
        return;
    }
    let report = ImportReport {
        refused: table.refused.clone(),
        ignored: table.ignored.clone(),
        ..ImportReport::default()
    };
    import.state = State::Ended(Report::of_files(&report, true));
}

/// Brings in what the table says.
fn begin(desk: &mut Desk) {
    let Some(import) = &mut desk.import else { return };
    let job = Arc::clone(&import.job);
    let count = job.progress().total;
    let State::Table(table) = std::mem::replace(&mut import.state, State::Writing(count)) else {
        return;
    };
    let Table { table, .. } = *table;
    leave_table(desk);
    let shared = Arc::clone(&job);
    desk.ask(
        move |project| {
            let report = project.import_table(&table, &shared)?;
            // The rules and the layout are there again for the next wave.
            project.set_import_rules(&table.rules)?;
            if let Some(survey) = table.surveys.iter().rfind(|survey| !survey.is_left_out) {
                project.set_survey_layout(survey.layout())?;
            }
            Ok(report)
        },
        move |desk, written| end(desk, &job, written),
    );
}

/// Goes back to where one was before the table.
fn leave_table(desk: &mut Desk) {
    if desk.workspace == Workspace::Import {
        match desk.can_go_back() {
            true => desk.go_back(),
            false => desk.workspace = Workspace::Read,
        }
    }
}

/// Draws the import table in the place of the page.
pub fn draw_table(window: &mut Window, ui: &mut Ui) {
    let asked = table::draw(window, ui);
    let Some(desk) = &mut window.desk else { return };
    match asked {
        Some(Asked::Import) => act(desk, Action::Import),
        Some(Asked::Close) => {
            desk.import = None;
            leave_table(desk);
            let cancelled = "Nothing was imported; the project is as it was";
            desk.notice = Some(Notice::plain(cancelled));
        }
        None if !has_table(desk) => leave_table(desk),
        None => {}
    }
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

/// Takes a table of codes or codings; the columns it names say which. Codes are looked at first.
pub fn table(desk: &mut Desk, path: PathBuf) {
    if desk.import.as_ref().is_some_and(Import::is_working) || has_table(desk) {
        let busy = "Files are being imported; bring in more when that is done";
        desk.notice = Some(Notice::plain(busy));
        return;
    }
    let file = path.clone();
    desk.ask(
        move |project| {
            let book = codebook_in(&file)?;
            Ok(book.map(|book| {
                let plan = project.plan_codebook(&book, Taking::Everything);
                (book, plan)
            }))
        },
        move |desk, read: Result<_, ProjectError>| match read {
            Ok(Some((book, plan))) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let state = State::Codebook(Box::new(Preview::new(name, book, &plan)));
                desk.import = Some(Import { job: Arc::new(Job::new("")), state });
            }
            Ok(None) => take_table(desk, path, Project::import_table_file),
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        },
    );
}

/// Takes the framework that is looked at.
fn take_codebook(desk: &mut Desk, taking: Taking) {
    let Some(mut import) = desk.import.take() else { return };
    let State::Codebook(preview) = std::mem::replace(&mut import.state, State::Reading) else {
        return;
    };
    let name = preview.name.clone();
    desk.act(
        move |project| project.import_codebook(&preview.book, taking),
        move |desk, came| {
            if let Some(figures) = came {
                let came = TableImport::Codes(TableReport { figures, warnings: Vec::new() });
                let said = format!("{name}: {}", came.summary());
                desk.notice = Some(match came.changed_something() {
                    true => Notice::done(said),
                    false => Notice::plain(said),
                });
            }
        },
    );
}

/// Shows what could not be carried into a file that was written.
pub fn tell_losses(desk: &mut Desk, name: &str, losses: &[String]) {
    if !losses.is_empty()
        && !desk.import.as_ref().is_some_and(Import::is_working)
        && !has_table(desk)
    {
        let state = State::Ended(Report::of_losses(name, losses));
        desk.import = Some(Import { job: Arc::new(Job::new("")), state });
    }
}

/// Takes a list of private terms.
pub fn terms(desk: &mut Desk, path: PathBuf) {
    take_table(desk, path, Project::import_terms_file);
}

fn take_table(
    desk: &mut Desk,
    path: PathBuf,
    take: fn(&mut Project, &Path) -> Result<TableImport, ProjectError>,
) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    desk.act(
        move |project| take(project, &path),
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
    let Some(import) = &mut desk.import else { return };
    let theme = Theme::of(ui.ctx());
    let small = |text: &str| RichText::new(text).size(size::SMALL);
    let say = |ui: &mut Ui, text: &str| ui.label(small(text).color(theme.ink));
    match &mut import.state {
        State::Reading => progress::draw(ui, &import.job),
        State::Writing(count) => {
            say(ui, &format!("Saving {}…", counted(*count, "source", "sources")));
        }
        State::Table(_) | State::Codebook(_) => {}
        State::Ended(report) if notice && !report.is_open => {
            report.is_open = ui.link(small("Report")).on_hover_text("What was imported").clicked();
        }
        State::Ended(_) => {}
    }
}

/// How wide the status line's part about an import is.
pub fn progress_width(desk: &Option<Desk>) -> f32 {
    match desk.as_ref().and_then(|desk| desk.import.as_ref()).map(|import| &import.state) {
        Some(State::Reading) => progress::WIDTH,
        Some(State::Writing(_)) => 180.0,
        Some(State::Ended(_)) => 60.0,
        Some(State::Table(_) | State::Codebook(_)) | None => 0.0,
    }
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
    /// The sources that were imported are to be shown at the side.
    ShowInList,
    /// This source is to be opened.
    Open(crate::domain::SourceId),
}

/// Draws what floats above the window: the report.
pub fn draw_report(window: &mut Window, ui: &mut Ui) {
    // What lies above this panel takes Escape first.
    let on_top = window.nothing_asked();
    let Some(desk) = &mut window.desk else { return };
    let Some(import) = &mut desk.import else { return };
    let step = match &mut import.state {
        State::Ended(report) if report.is_open => report.ui(ui, on_top),
        State::Codebook(preview) => {
            match preview.ui(ui, on_top) {
                Choice::Yet => {}
                Choice::Close => desk.import = None,
                Choice::Take(taking) => take_codebook(desk, taking),
            }
            return;
        }
        _ => return,
    };
    match step {
        Step::Stay => {}
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

/// Closes the panel; the report can be shown again.
fn close(desk: &mut Desk) {
    if let Some(Import { state: State::Ended(report), .. }) = &mut desk.import {
        report.is_open = false;
    }
}
