//! The program's window: no project or one, and what floats above it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Context, Ui};

use super::ask_path::{AskPath, Purpose};
use super::commands::{self, Command};
use super::desk::{Desk, Workspace};
use super::exporting::Exporting;
use super::keyboard::KeyboardPage;
use super::notice::Notice;
use super::palette::CommandPalette;
use super::regions::Regions;
use super::settings::Settings;
use super::welcome::Welcome;
use super::{
    check, exporting, framework, importing, matrix, memos, pictures, register, search, shell,
    tables,
};
use crate::domain::{SourceId, Span};
use crate::project::{Project, ProjectError, sample};

/// What is to be opened once it is known who codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A project that is there.
    Open(PathBuf),
    /// A new project in this file.
    New(PathBuf),
    /// The sample study.
    Sample,
}

/// The window and everything in it.
pub struct Window {
    /// egui's context, to ask for a redraw, to copy, to set the theme.
    pub(super) ctx: Context,
    /// What is remembered of the user.
    pub(super) settings: Settings,
    /// The open project.
    pub(super) desk: Option<Desk>,
    /// The first screen.
    pub(super) welcome: Welcome,
    /// What waits for the coder's name, or for another project that is just being opened.
    pub(super) wanted: Option<Wanted>,
    /// Whether the coder's name is being asked.
    pub(super) asks_coder: bool,
    /// The file that is being asked for.
    pub(super) asking: Option<AskPath>,
    /// What is about to be exported.
    pub(super) exporting: Option<Exporting>,
    /// The list of all commands.
    pub(super) palette: Option<CommandPalette>,
    /// The page of all keys.
    pub(super) keyboard: Option<KeyboardPage>,
    /// Whether the side list is to take the keyboard in the next frame.
    pub(super) focus_side: bool,
    /// The regions that the keyboard goes through.
    pub(super) regions: Regions,
    opening: Option<Opening>,
}

/// A project that is being opened, on a thread of its own.
struct Opening {
    wanted: Wanted,
    opened: Receiver<Result<Project, ProjectError>>,
}

impl Window {
    /// A window without a project. Sets fonts and theme.
    pub fn new(ctx: &Context, settings: Settings) -> Self {
        super::theme::Theme::install(ctx);
        settings.theme.apply(ctx);
        Self {
            ctx: ctx.clone(),
            settings,
            desk: None,
            welcome: Welcome::default(),
            wanted: None,
            asks_coder: false,
            asking: None,
            exporting: None,
            palette: None,
            keyboard: None,
            focus_side: false,
            regions: Regions::default(),
            opening: None,
        }
    }

    /// Opens a project file in this window, in the background; asks who codes first if that is not known.
    pub fn open_file(&mut self, path: &Path) {
        self.want(Wanted::Open(path.to_owned()));
    }

    /// Opens the sample study; it is made when it is not there yet.
    pub fn open_sample(&mut self) {
        self.want(Wanted::Sample);
    }

    /// Whether a project is open and nothing is awaited of it.
    pub fn is_settled(&self) -> bool {
        self.opening.is_none() && self.desk.as_ref().is_none_or(|desk| !desk.is_waiting())
    }

    /// The source on the page.
    pub fn open_source_id(&self) -> Option<SourceId> {
        self.desk.as_ref()?.reading.source()
    }

    /// The span that is selected on the page.
    pub fn selection(&self) -> Option<Span> {
        self.desk.as_ref()?.reading.selection()
    }

    pub(super) fn want(&mut self, wanted: Wanted) {
        self.welcome.trouble = None;
        if self.settings.coder.trim().is_empty() {
            self.asks_coder = true;
            self.wanted = Some(wanted);
        } else {
            self.start(wanted);
        }
    }

    /// Takes the coder's name, keeps it, and goes on with what waited for it.
    pub(super) fn set_coder(&mut self, name: &str) {
        self.settings.coder = name.trim().to_owned();
        self.settings.save();
        self.asks_coder = false;
        let name = self.settings.coder.clone();
        if let Some(desk) = &mut self.desk {
            desk.just_do(move |project| project.set_coder(&name));
        }
        if let Some(wanted) = self.wanted.take() {
            self.start(wanted);
        }
    }

    fn start(&mut self, wanted: Wanted) {
        // One file at a time: what is asked for twice is opened once, something else after it.
        if let Some(opening) = &self.opening {
            self.wanted = (opening.wanted != wanted).then_some(wanted);
            return;
        }
        // The project that is open stays so until the other one is: a file that cannot be opened closes nothing.
        if let (Wanted::Open(path), Some(desk)) = (&wanted, &mut self.desk)
            && is_same_file(path, &desk.path)
        {
            desk.notice = Some(Notice::plain("This project is open already"));
            return;
        }
        self.with_desk(|desk| desk.notice = Some(Notice::plain("Opening…")));
        let coder = self.settings.coder.clone();
        let index_folder = self.settings.index_folder.clone();
        let (sender, opened) = channel();
        let ctx = self.ctx.clone();
        let opening = Opening { wanted: wanted.clone(), opened };
        let work = move || {
            let opened = open(&wanted, &coder).map(|mut project| {
                project.set_index_folder(index_folder.as_deref());
                project
            });
            // The window may have been closed meanwhile; the project then closes with the answer.
            let _ = sender.send(opened);
            ctx.request_repaint();
        };
        if std::thread::Builder::new().name("opening".to_owned()).spawn(work).is_ok() {
            self.opening = Some(opening);
        }
    }

    fn look_whether_opened(&mut self) {
        let Some(opening) = &self.opening else { return };
        let opened = match opening.opened.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err(ProjectError::Interrupted),
            Ok(opened) => opened,
        };
        self.opening = None;
        match opened.and_then(|project| Desk::new(project, &self.ctx)) {
            Ok(desk) => {
                self.close_project();
                self.settings.opened(&desk.path);
                self.desk = Some(desk);
                super::reading::show_first(self);
            }
            Err(error) => match &mut self.desk {
                Some(desk) => desk.notice = Some(Notice::trouble(&error)),
                None => self.welcome.trouble = Some(error.to_string()),
            },
        }
        if !self.asks_coder
            && let Some(wanted) = self.wanted.take()
        {
            self.start(wanted);
        }
    }

    /// Whether a project is being opened.
    pub(super) fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// Does something with the open project's desk, if there is one.
    pub(super) fn with_desk(&mut self, work: impl FnOnce(&mut Desk)) {
        if let Some(desk) = &mut self.desk {
            work(desk);
        }
    }

    /// Runs a command, or says why it cannot be done now.
    pub(super) fn run(&mut self, command: &Command) {
        match (command.available)(self) {
            Ok(()) => (command.run)(self),
            Err(reason) => {
                let notice =
                    Notice::plain(format!("{}: {reason}", command.name.trim_end_matches('…')));
                self.with_desk(|desk| desk.notice = Some(notice));
            }
        }
    }

    pub(super) fn page_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Read && desk.reading.has_keyboard(ctx)
            })
    }

    pub(super) fn tree_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats() && self.desk.as_ref().is_some_and(|desk| desk.codes.has_keyboard(ctx))
    }

    /// Whether the table of codes has the keyboard and shows the selected code.
    pub(super) fn code_table_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Framework
                    && desk.framework.has_keyboard(ctx)
                    && desk.framework.shows(desk.selected)
            })
    }

    pub(super) fn sources_have_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| desk.sources.has_keyboard(ctx))
    }

    pub(super) fn quotes_have_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Quotes && desk.quotes.has_keyboard(ctx)
            })
    }

    /// Whether the list of extracts has the keyboard.
    pub(super) fn outputs_have_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Outputs && desk.outputs.has_keyboard(ctx)
            })
    }

    /// Whether the cards of a board have the keyboard.
    pub(super) fn board_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Board && desk.board.has_keyboard(ctx)
            })
    }

    pub(super) fn outline_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Outputs && desk.outputs.outline_has_keyboard(ctx)
            })
    }

    /// Whether the outline has the keyboard and stands at one of its items.
    pub(super) fn item_has_keyboard(&self, ctx: &Context) -> bool {
        self.outline_has_keyboard(ctx)
            && self.desk.as_ref().is_some_and(|desk| desk.outputs.item_has_keyboard(ctx))
    }

    /// Whether the list of memos has the keyboard.
    pub(super) fn memos_have_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Memos && desk.memos.has_keyboard(ctx)
            })
    }

    /// Whether a memo, or the list of memos, has the keyboard.
    pub(super) fn memo_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| memos::memo_has_keyboard(desk, ctx))
    }

    pub(super) fn sorting_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Sort && desk.sorting.has_keyboard(ctx)
            })
    }

    pub(super) fn tables_have_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Tables && desk.tables.has_keyboard(ctx)
            })
    }

    /// Whether the cells of the matrix have the keyboard, and no sentence is begun in them.
    pub(super) fn matrix_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Matrix && desk.matrix.has_keyboard(ctx)
            })
    }

    pub(super) fn register_has_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Register && desk.register.has_keyboard(ctx)
            })
    }

    pub(super) fn speakers_have_keyboard(&self, ctx: &Context) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| {
                desk.workspace == Workspace::Register && desk.register.speakers_have_keyboard(ctx)
            })
    }

    pub(super) fn import_is_in_front(&self) -> bool {
        self.nothing_floats()
            && self.desk.as_ref().is_some_and(|desk| desk.workspace == Workspace::Import)
    }

    /// The list of the check that has the keyboard.
    pub(super) fn check_part_with_keyboard(&self, ctx: &Context) -> Option<check::Part> {
        let desk = self.desk.as_ref().filter(|desk| desk.workspace == Workspace::Check)?;
        desk.check.part_with_keyboard(ctx).filter(|_| self.nothing_floats())
    }

    /// Whether nothing lies above the window.
    pub(super) fn nothing_floats(&self) -> bool {
        let import = self.desk.as_ref().and_then(|desk| desk.import.as_ref());
        self.nothing_asked()
            && !import.is_some_and(importing::Import::floats)
            && !self.desk.as_ref().is_some_and(|desk| {
                desk.reading.floats() || desk.codes.floats() || desk.outputs.floats()
            })
    }

    /// Whether neither a list of commands nor a question lies above the window.
    pub(super) fn nothing_asked(&self) -> bool {
        self.palette.is_none()
            && self.keyboard.is_none()
            && self.asking.is_none()
            && self.exporting.is_none()
            && !self.asks_coder
    }

    pub(super) fn close_project(&mut self) {
        if let Some(desk) = &mut self.desk {
            super::reading::close(desk);
            super::inspector::keep_typed(desk, true);
            memos::keep_typed(desk, true);
            matrix::keep_typed(desk, true);
            register::keep_typed(desk);
            super::styles::keep_typed(desk, true);
            super::outputs::keep_typed(desk, true);
        }
        self.desk = None;
        self.exporting = None;
    }

    pub(super) fn ask_new_project(&mut self) {
        self.asking = Some(AskPath::new(Purpose::NewProject, &self.ctx));
    }

    pub(super) fn ask_open_project(&mut self) {
        self.asking = Some(AskPath::new(Purpose::OpenProject, &self.ctx));
    }

    pub(super) fn ask_save_copy(&mut self) {
        self.asking = Some(AskPath::new(Purpose::SaveCopy, &self.ctx));
    }

    pub(super) fn ask_import_files(&mut self) {
        self.asking = Some(AskPath::new(Purpose::ImportFiles, &self.ctx));
    }

    pub(super) fn ask_import_folder(&mut self) {
        self.asking = Some(AskPath::new(Purpose::ImportFolder, &self.ctx));
    }

    pub(super) fn ask_export_quotes(&mut self) {
        self.exporting = self.desk.as_ref().map(Exporting::of_shown);
    }

    pub(super) fn ask_coder(&mut self) {
        self.asks_coder = true;
    }

    pub(super) fn show_all_commands(&mut self) {
        self.palette = Some(CommandPalette::default());
    }

    pub(super) fn show_keyboard(&mut self) {
        self.keyboard = Some(KeyboardPage);
    }

    /// Goes on with files that were chosen.
    fn chosen(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return };
        match purpose {
            Purpose::NewProject => self.want(Wanted::New(with_ending(first, "marginalia"))),
            Purpose::OpenProject => self.want(Wanted::Open(first)),
            Purpose::SaveCopy => {
                let to = with_ending(first, "marginalia");
                let name = to.display().to_string();
                self.with_desk(|desk| {
                    desk.act(
                        move |project| project.save_copy(&to),
                        move |desk, done| {
                            if done.is_some() {
                                desk.notice = Some(Notice::plain(format!("Saved a copy: {name}")));
                            }
                        },
                    );
                });
            }
            Purpose::ImportFiles | Purpose::ImportFolder => {
                self.with_desk(|desk| importing::offer(desk, paths));
            }
            Purpose::ExportAgenda => self.with_desk(|desk| framework::write_agenda(desk, first)),
            Purpose::ExportRegister(table) => {
                self.with_desk(|desk| register::write_table(desk, table, first));
            }
            Purpose::ImportRegister => self.with_desk(|desk| register::read_table(desk, first)),
            Purpose::ExportMatrix => self.with_desk(|desk| matrix::write_file(desk, first)),
            Purpose::ImportMatrix => self.with_desk(|desk| matrix::read_workbook(desk, first)),
            Purpose::ExportTable => self.with_desk(|desk| tables::write(desk, first)),
            Purpose::ExportFound(table) => {
                self.with_desk(|desk| search::write(desk, table, first));
            }
            Purpose::ExportPicture(format) => {
                self.with_desk(|desk| pictures::write(desk, format, first));
            }
            Purpose::Export(wish) => self.with_desk(|desk| exporting::write(desk, wish, first)),
            Purpose::ImportTable => self.with_desk(|desk| importing::table(desk, first)),
            Purpose::ImportTerms => self.with_desk(|desk| importing::terms(desk, first)),
        }
    }

    fn take_dropped_files(&mut self) {
        let dropped: Vec<PathBuf> = self.ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect()
        });
        let Some(first) = dropped.first() else { return };
        let is_project = first.extension().is_some_and(|ending| ending == "marginalia");
        if is_project {
            self.want(Wanted::Open(first.clone()));
        } else if let Some(desk) = &mut self.desk {
            importing::offer(desk, dropped);
        } else {
            self.welcome.trouble =
                Some("Make or open a project first, then drop the files again".to_owned());
        }
    }

    /// Draws one frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.look_whether_opened();
        if let Some(desk) = &mut self.desk {
            desk.catch_up();
            super::inspector::keep_typed(desk, false);
            memos::keep_typed(desk, false);
            matrix::keep_typed(desk, false);
            super::styles::keep_typed(desk, false);
            super::outputs::keep_typed(desk, false);
        }
        self.take_dropped_files();
        commands::run_pressed(self, &ctx);
        shell::draw(self, ui);
        self.draw_floating(ui);
        // An opening file answers by a thread that asks for a redraw; nothing is polled.
    }

    fn draw_floating(&mut self, ui: &mut Ui) {
        if let Some(mut asking) = self.asking.take() {
            match asking.ui(ui) {
                super::ask_path::Asked::Yet => self.asking = Some(asking),
                super::ask_path::Asked::Given(paths) => self.chosen(asking.purpose(), paths),
                super::ask_path::Asked::Never => {}
            }
        }
        if let Some(mut exporting) = self.exporting.take()
            && let Some(desk) = &mut self.desk
        {
            match exporting.ui(ui, desk) {
                exporting::Step::Open => self.exporting = Some(exporting),
                exporting::Step::Closed => {}
                exporting::Step::Choose(wish) => {
                    self.asking = Some(AskPath::new(Purpose::Export(wish), &self.ctx));
                }
            }
        }
        if let Some(mut palette) = self.palette.take() {
            match palette.ui(ui, self) {
                super::palette::Picked::Yet => self.palette = Some(palette),
                super::palette::Picked::Nothing => {}
                super::palette::Picked::Command(command) => self.run(command),
            }
        }
        if let Some(mut page) = self.keyboard.take()
            && page.ui(ui, self)
        {
            self.keyboard = Some(page);
        }
        if self.asks_coder {
            super::welcome::ask_coder(self, ui);
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.ui(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let size = self.ctx.input(|input| input.content_rect().size());
        if size.x > 0.0 {
            self.settings.window = Some((size.x, size.y));
        }
        self.settings.save();
        self.close_project();
    }
}

/// Opens or makes what is wanted; `coder` codes from now on.
fn open(wanted: &Wanted, coder: &str) -> Result<Project, ProjectError> {
    let mut project = match wanted {
        Wanted::Open(path) => Project::open(path, Duration::ZERO)?,
        Wanted::New(path) => Project::create(path)?,
        Wanted::Sample => sample::open_or_create()?,
    };
    project.set_coder(coder)?;
    project.set_opened_by(&format!("{coder} on {}", super::launch::computer_name()))?;
    Ok(project)
}

/// Whether two paths lead to one file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The path, with an ending when it has none of its own.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    match path.extension() {
        Some(own) if own == ending => path,
        _ => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(ending);
            PathBuf::from(name)
        }
    }
}
