//! Asks for a file: with the system's dialog where there is one, else with a line to type the path in.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Key, RichText, Ui};

use super::exporting::Wish;
use super::register::RegisterFile;
use super::search::FoundTable;
use super::shell::floating;
use super::theme::{self, Theme, size, space};
use crate::export::PictureFormat;

/// A system without a dialog says no at once; a person does not.
const AT_ONCE: Duration = Duration::from_millis(350);

/// What the file is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new project.
    NewProject,
    /// A project to open.
    OpenProject,
    /// A copy of the project.
    SaveCopy,
    /// Files to import.
    ImportFiles,
    /// A folder to import.
    ImportFolder,
    /// A table of codes or codings to import.
    ImportTable,
    /// A list of private terms to import.
    ImportTerms,
    /// The agenda of the framework, to write.
    ExportAgenda,
    /// A table of figures, to write.
    ExportTable,
    /// A table of the register, to write.
    ExportRegister(RegisterFile),
    /// A table to read into the register.
    ImportRegister,
    /// The framework matrix, to write.
    ExportMatrix,
    /// A workbook to read into the matrix.
    ImportMatrix,
    /// A table of the search, to write.
    ExportFound(FoundTable),
    /// The picture that is shown, to write.
    ExportPicture(PictureFormat),
    /// A file to write.
    Export(Wish),
}

impl Purpose {
    fn title(&self) -> &'static str {
        match self {
            Self::NewProject => "New project",
            Self::OpenProject => "Open project",
            Self::SaveCopy => "Save a copy",
            Self::ImportFiles => "Import files",
            Self::ImportFolder => "Import a folder",
            Self::ImportTable => "Import a table",
            Self::ImportTerms => "Import private terms",
            Self::ExportAgenda => "Write the agenda",
            Self::ExportTable => "Export the table",
            Self::ExportRegister(table) => table.title(),
            Self::ImportRegister => "Import into the register",
            Self::ExportMatrix => "Export the matrix",
            Self::ImportMatrix => "Import into the matrix",
            Self::ExportFound(table) => table.title(),
            Self::ExportPicture(_) => "Write the picture",
            Self::Export(_) => "Export",
        }
    }

    fn button(&self) -> &'static str {
        match self {
            Self::NewProject => "Make project",
            Self::OpenProject => "Open",
            Self::SaveCopy => "Save copy",
            Self::ImportFiles
            | Self::ImportFolder
            | Self::ImportTable
            | Self::ImportRegister
            | Self::ImportMatrix
            | Self::ImportTerms => "Import",
            Self::ExportAgenda
            | Self::ExportTable
            | Self::ExportRegister(_)
            | Self::ExportMatrix
            | Self::ExportFound(_)
            | Self::ExportPicture(_)
            | Self::Export(_) => "Write file",
        }
    }

    /// Whether the file is to be written.
    fn writes(&self) -> bool {
        matches!(
            self,
            Self::NewProject
                | Self::SaveCopy
                | Self::ExportAgenda
                | Self::ExportTable
                | Self::ExportRegister(_)
                | Self::ExportMatrix
                | Self::ExportFound(_)
                | Self::ExportPicture(_)
                | Self::Export(_)
        )
    }

    /// The file name that is offered.
    fn offered(&self) -> String {
        match self {
            Self::NewProject => "Study.marginalia".to_owned(),
            Self::SaveCopy => "Copy.marginalia".to_owned(),
            Self::ExportAgenda => "Agenda.docx".to_owned(),
            Self::ExportTable => "Table.xlsx".to_owned(),
            Self::ExportMatrix => "Matrix.xlsx".to_owned(),
            Self::ExportRegister(table) => table.file_name().to_owned(),
            Self::ExportFound(table) => table.file_name().to_owned(),
            Self::ExportPicture(format) => format!("Picture.{}", format.extension()),
            Self::Export(wish) => wish.file_name(),
            _ => String::new(),
        }
    }
}

/// The endings of files that can be imported.
const ENDINGS: &[&str] = &[
    "txt", "md", "docx", "odt", "rtf", "html", "htm", "xhtml", "pdf", "srt", "vtt", "xlsx", "csv",
    "tsv",
];

/// What has come of asking.
pub enum Asked {
    /// Not answered yet.
    Yet,
    /// These files.
    Given(Vec<PathBuf>),
    /// Given up.
    Never,
}

/// A file that is being asked for.
pub struct AskPath {
    purpose: Purpose,
    dialog: Option<Receiver<Option<Vec<PathBuf>>>>,
    since: Instant,
    typed: String,
    trouble: Option<String>,
    /// The file that is there already, once its replacement was offered.
    replaces: Option<PathBuf>,
    fresh: bool,
}

impl AskPath {
    /// Opens the system's dialog for a purpose.
    pub fn new(purpose: Purpose, ctx: &Context) -> Self {
        let dialog = open_dialog(&purpose, ctx);
        let home = directories::UserDirs::new();
        let folder = home.as_ref().map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()));
        let typed = folder.unwrap_or(Path::new("")).join(purpose.offered());
        Self {
            typed: typed.display().to_string(),
            purpose,
            dialog,
            since: Instant::now(),
            trouble: None,
            replaces: None,
            fresh: true,
        }
    }

    /// What the file is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose.clone()
    }

    /// Draws the line to type in, where there is no dialog; says what has come of asking.
    pub fn ui(&mut self, ui: &mut Ui) -> Asked {
        if let Some(dialog) = &self.dialog {
            match dialog.try_recv() {
                Err(TryRecvError::Empty) => return Asked::Yet,
                Ok(Some(paths)) => return Asked::Given(paths),
                Ok(None) if self.since.elapsed() > AT_ONCE => return Asked::Never,
                Ok(None) | Err(TryRecvError::Disconnected) => self.dialog = None,
            }
        }
        let mut asked = Asked::Yet;
        let title = self.purpose.title();
        floating(ui, title, |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
            ui.add_space(space::TIGHT);
            let label = ui.label("Path");
            let edit = egui::TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY);
            let mut shown = edit.show(ui);
            let line = shown.response.response.clone().labelled_by(label.id);
            if line.changed() {
                self.replaces = None;
                self.trouble = None;
            }
            if std::mem::take(&mut self.fresh) {
                // What is offered is chosen: a path that is typed or pasted takes its place.
                let all =
                    CCursorRange::two(CCursor::new(0), CCursor::new(self.typed.chars().count()));
                shown.state.cursor.set_char_range(Some(all));
                shown.state.store(ui.ctx(), line.id);
                line.request_focus();
            }
            if let Some(trouble) = &self.trouble {
                ui.colored_label(theme.danger, trouble);
            }
            ui.add_space(space::INSIDE);
            ui.horizontal(|ui| {
                let entered = line.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                let button = match self.replaces {
                    Some(_) => "Replace file",
                    None => self.purpose.button(),
                };
                if ui.button(button).clicked() || entered {
                    asked = self.typed_path();
                    if matches!(asked, Asked::Yet) {
                        line.request_focus();
                    }
                }
                if ui.button("Cancel").clicked() || ui.input(|i| i.key_pressed(Key::Escape)) {
                    asked = Asked::Never;
                }
            });
        });
        asked
    }

    fn typed_path(&mut self) -> Asked {
        let typed = self.typed.trim();
        let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
        let path = match (typed.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(typed),
        };
        if typed.is_empty() {
            self.trouble = Some("Type where the file is".to_owned());
        } else if !self.purpose.writes() && !path.exists() {
            self.trouble = Some(format!("There is nothing at {}", path.display()));
        } else if let Some(folder) = path.parent().filter(|_| self.purpose.writes())
            && !folder.as_os_str().is_empty()
            && !folder.is_dir()
        {
            self.trouble = Some(format!("There is no folder {}", folder.display()));
        } else if let Some(there) = self.would_replace(&path) {
            self.trouble = Some(format!(
                "There is already a file of this name; choose another, or replace it: {}",
                there.display()
            ));
            self.replaces = Some(there);
        } else {
            return Asked::Given(vec![path]);
        }
        Asked::Yet
    }
}

impl AskPath {
    /// The file that an export would replace, unless that was said and is wanted. The system's dialog asks this
    /// itself; a new project and a copy refuse to be written over a file.
    fn would_replace(&self, path: &Path) -> Option<PathBuf> {
        let path = match &self.purpose {
            Purpose::Export(wish) => wish.path_at(path.to_owned()),
            Purpose::ExportTable | Purpose::ExportRegister(_) | Purpose::ExportMatrix => {
                path.to_owned()
            }
            Purpose::ExportFound(table) => table.path_at(path.to_owned()),
            Purpose::ExportPicture(format) => format.at(path.to_owned()).1,
            _ => return None,
        };
        (path.exists() && self.replaces.as_ref() != Some(&path)).then_some(path)
    }
}

fn open_dialog(purpose: &Purpose, ctx: &Context) -> Option<Receiver<Option<Vec<PathBuf>>>> {
    let projects =
        |dialog: rfd::AsyncFileDialog| dialog.add_filter("Marginalia project", &["marginalia"]);
    let dialog = rfd::AsyncFileDialog::new().set_title(purpose.title());
    let (sender, receiver) = channel();
    let ctx = ctx.clone();
    let answer = move |paths: Option<Vec<PathBuf>>| {
        let _ = sender.send(paths);
        ctx.request_repaint();
    };
    let one = |file: Option<rfd::FileHandle>| file.map(|file| vec![file.path().to_owned()]);
    let run = match purpose {
        Purpose::NewProject
        | Purpose::SaveCopy
        | Purpose::ExportAgenda
        | Purpose::ExportTable
        | Purpose::ExportRegister(_)
        | Purpose::ExportMatrix
        | Purpose::ExportFound(_)
        | Purpose::ExportPicture(_)
        | Purpose::Export(_) => {
            let dialog = dialog.set_file_name(purpose.offered());
            let dialog = match purpose {
                Purpose::NewProject | Purpose::SaveCopy => projects(dialog),
                _ => dialog,
            };
            let asked = dialog.save_file();
            spawn(move || answer(one(pollster::block_on(asked))))
        }
        Purpose::OpenProject => {
            let asked = projects(dialog).pick_file();
            spawn(move || answer(one(pollster::block_on(asked))))
        }
        Purpose::ImportTable
        | Purpose::ImportTerms
        | Purpose::ImportRegister
        | Purpose::ImportMatrix => {
            let endings: &[&str] = match purpose {
                Purpose::ImportRegister | Purpose::ImportMatrix => &["xlsx", "csv", "tsv"],
                Purpose::ImportTable => &["csv", "tsv", "xlsx", "qdc", "txt"],
                _ => &["csv"],
            };
            let asked = dialog.add_filter("Table", endings).pick_file();
            spawn(move || answer(one(pollster::block_on(asked))))
        }
        Purpose::ImportFolder => {
            let asked = dialog.pick_folder();
            spawn(move || answer(one(pollster::block_on(asked))))
        }
        Purpose::ImportFiles => {
            let asked = dialog.add_filter("Texts and tables", ENDINGS).pick_files();
            spawn(move || {
                let files = pollster::block_on(asked);
                answer(files.map(|files| files.iter().map(|f| f.path().to_owned()).collect()));
            })
        }
    };
    run.then_some(receiver)
}

fn spawn(work: impl FnOnce() + Send + 'static) -> bool {
    std::thread::Builder::new().name("file dialog".to_owned()).spawn(work).is_ok()
}
