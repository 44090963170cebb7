//! What is read of the framework's history, as lines: the agenda, the changes, the history of a code, what is to be done.

use std::time::{Duration, Instant};

use egui::{Key, Popup, RichText, TextEdit, Ui};

use super::lines::{self, Target};
use super::{Tab, Wanted};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Selected};
use crate::app::icons::Icon;
use crate::app::lines::Lines;
use crate::app::notice::Notice;
use crate::app::theme::{Theme, size, space};
use crate::domain::CodeId;
use crate::export::agenda_document;
use crate::export::document::{DocumentFormat, write};
use crate::project::{Project, ProjectError, Snapshot, write_export};

/// After this long without a letter a point is taken as typed.
const PAUSE: Duration = Duration::from_millis(600);

/// What is asked of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Question {
    Agenda(String),
    Changes(String, String),
    Story(CodeId),
    ToDo(CodeId),
}

/// The lines that are shown, and what they answer.
#[derive(Default)]
pub(super) struct Sheet {
    /// Since when; empty for the beginning.
    since: String,
    /// Until when; empty for now.
    until: String,
    /// The name of a version that is being typed.
    version: String,
    /// Whether the beginning was proposed.
    is_proposed: bool,
    /// Whether the line that names a version is to take the keyboard.
    names: bool,
    /// When a point was last typed at.
    typed: Option<Instant>,
    /// Whether an answer is awaited.
    is_asking: bool,
    answered: Option<(Question, i64)>,
    lines: Lines<Target>,
    /// Why there are none.
    trouble: Option<String>,
}

/// Draws one of the tabs that are read.
pub(super) fn draw(sheet: &mut Sheet, tab: Tab, desk: &mut Desk, ui: &mut Ui) -> Wanted {
    let theme = Theme::of(ui.ctx());
    let snapshot = desk.snapshot.clone();
    if !std::mem::replace(&mut sheet.is_proposed, true)
        && let Some(version) = snapshot.notes.versions.last()
    {
        sheet.since.clone_from(&version.name);
    }
    let mut wanted = None;
    match tab {
        Tab::Agenda => {
            ui.horizontal_wrapped(|ui| {
                point(ui, &snapshot, "Since", &mut sheet.since, "the beginning", &mut sheet.typed);
                ui.add_space(space::GROUP);
                if ui.button("Write to a file…").clicked() {
                    wanted = Some("Write the agenda to a file…");
                }
                ui.add_space(space::GROUP);
                version_line(sheet, desk, ui);
            });
        }
        Tab::Changes => {
            ui.horizontal_wrapped(|ui| {
                point(ui, &snapshot, "From", &mut sheet.since, "the beginning", &mut sheet.typed);
                point(ui, &snapshot, "to", &mut sheet.until, "now", &mut sheet.typed);
                ui.add_space(space::GROUP);
                version_line(sheet, desk, ui);
            });
        }
        _ => {}
    }
    let question = match (tab, super::selected(desk)) {
        (Tab::Agenda, _) => Some(Question::Agenda(from(&sheet.since))),
        (Tab::Changes, _) => {
            Some(Question::Changes(from(&sheet.since), sheet.until.trim().to_owned()))
        }
        (Tab::Story, Some(code)) => Some(Question::Story(code)),
        (Tab::ToDo, Some(code)) => Some(Question::ToDo(code)),
        _ => None,
    };
    let Some(question) = question else {
        ui.add_space(space::INSIDE);
        let hint = "Choose a code at the side, and what the history tells of it stands here.";
        ui.label(RichText::new(hint).color(theme.quiet));
        return wanted;
    };
    if let Question::Story(code) | Question::ToDo(code) = question {
        let path = snapshot.codes.path_text(code);
        ui.label(RichText::new(path).font(crate::app::theme::interface_bold(size::LEAD)));
    }
    ask(sheet, desk, question);
    if let Some(trouble) = &sheet.trouble {
        ui.add_space(space::INSIDE);
        ui.label(RichText::new(trouble).color(theme.warning));
        return wanted;
    }
    if let Some(target) = sheet.lines.ui(ui, ui.available_height()) {
        open(desk, target);
    }
    wanted
}

/// A point as the project understands it; nothing typed is the beginning.
fn from(typed: &str) -> String {
    match typed.trim() {
        "" => "0".to_owned(),
        typed => typed.to_owned(),
    }
}

/// A line for a point in the history, with the versions that have names.
fn point(
    ui: &mut Ui,
    snapshot: &Snapshot,
    name: &str,
    typed: &mut String,
    hint: &str,
    when: &mut Option<Instant>,
) {
    let theme = Theme::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    let caption = ui.label(RichText::new(name).color(theme.quiet));
    let line = TextEdit::singleline(typed).hint_text(hint).desired_width(140.0);
    let hover = "A version, a day (2026-03-14), a month (2026-03)";
    let line = ui.add(line).labelled_by(caption.id).on_hover_text(hover);
    if line.changed() {
        *when = Some(Instant::now());
    } else if line.lost_focus() {
        *when = None;
    }
    let more = Icon::Unfolded.button(ui, space::ROW, &format!("{name}: versions"), "Versions");
    Popup::menu(&more).show(|ui| {
        if ui.button(hint).clicked() {
            typed.clear();
        }
        for version in snapshot.notes.versions.iter().rev() {
            let text = format!("{}, {}", version.name, crate::app::figures::day(&version.at));
            if ui.button(text).clicked() {
                typed.clone_from(&version.name);
            }
        }
    });
}

/// The line that gives the framework as it stands now a name.
fn version_line(sheet: &mut Sheet, desk: &mut Desk, ui: &mut Ui) {
    let line = TextEdit::singleline(&mut sheet.version)
        .hint_text("Name this version")
        .desired_width(140.0);
    let line = ui.add(line).accessible_name("Name the framework as it stands now");
    if std::mem::take(&mut sheet.names) {
        line.request_focus();
    }
    let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && !sheet.version.trim().is_empty() {
        let name = sheet.version.clone();
        desk.act(
            move |project| project.name_version(&name, None),
            |desk, named| {
                if named.is_some() {
                    desk.framework.sheet.version.clear();
                }
            },
        );
    }
}

/// Asks the history, where the lines answer something else.
fn ask(sheet: &mut Sheet, desk: &mut Desk, question: Question) {
    let now = (question.clone(), desk.snapshot.seq);
    if sheet.answered.as_ref() == Some(&now) || sheet.is_asking {
        return;
    }
    // While a point is being typed, half of it is no question.
    let since = sheet.typed.map(|typed| typed.elapsed());
    if let Some(left) = since.and_then(|since| PAUSE.checked_sub(since)) {
        desk.ctx().request_repaint_after(left);
        return;
    }
    // Lines that answered the same at an earlier step stay until the new ones come.
    if sheet.answered.as_ref().is_none_or(|(answered, _)| *answered != question) {
        sheet.lines = Lines::default();
    }
    sheet.answered = Some(now.clone());
    sheet.is_asking = true;
    desk.ask_or_never(
        move |project| answer(project, &question),
        move |desk, answer| {
            let answer = answer.unwrap_or(Err(ProjectError::Interrupted));
            let sheet = &mut desk.framework.sheet;
            sheet.is_asking = false;
            if sheet.answered.as_ref() != Some(&now) {
                return;
            }
            match answer {
                Ok(lines) => (sheet.lines, sheet.trouble) = (lines, None),
                Err(error) => {
                    (sheet.lines, sheet.trouble) = (Lines::default(), Some(error.to_string()));
                }
            }
        },
    );
}

fn answer(project: &mut Project, question: &Question) -> Result<Lines<Target>, ProjectError> {
    Ok(match question {
        Question::Agenda(since) => {
            let agenda = project.agenda(since)?;
            lines::of_agenda(&agenda, project.snapshot())
        }
        Question::Changes(from, to) => {
            let from = project.step_of(from)?;
            let to = match to.as_str() {
                "" => project.snapshot().seq,
                to => project.step_of(to)?,
            };
            lines::of_changes(&project.framework_difference(from, to)?)
        }
        Question::Story(code) => lines::of_story(&project.code_history(*code)?),
        Question::ToDo(code) => lines::of_to_do(*code, &project.coded_before(*code)?),
    })
}

fn open(desk: &mut Desk, target: Target) {
    match target {
        Target::Code(code) => desk.selected = Selected::Code(code),
        Target::Passage(source, quotation) => desk.open_quotation(source, quotation),
        Target::Source(source) => desk.open_source(source, None),
        Target::Look { code, source, done } => {
            desk.just_do(move |project| project.set_reviewed(code, source, done));
        }
    }
}

/// Puts the keyboard into the line that names a version.
pub fn name_version(window: &mut Window) {
    super::go_to(window, Tab::Changes);
    window.with_desk(|desk| desk.framework.sheet.names = true);
}

/// Asks where the agenda is to be written.
pub fn export_agenda(window: &mut Window) {
    window.asking = Some(AskPath::new(Purpose::ExportAgenda, &window.ctx));
}

/// Writes the agenda that is shown, or the one since the latest version, in the format that the name's ending asks for; as Word
/// where it asks for none.
pub fn write_agenda(desk: &mut Desk, path: std::path::PathBuf) {
    let (format, path) = match DocumentFormat::from_path(&path) {
        Ok(format) => (format, path),
        Err(_) => {
            let mut name = path.into_os_string();
            name.push(".docx");
            (DocumentFormat::Docx, name.into())
        }
    };
    let sheet = &desk.framework.sheet;
    let since = match (sheet.is_proposed, desk.snapshot.notes.versions.last()) {
        (false, Some(version)) => version.name.clone(),
        _ => from(&sheet.since),
    };
    desk.ask(
        move |project| {
            let agenda = project.agenda(&since)?;
            write_export(&path, &write(format, &agenda_document(&agenda))?)?;
            Ok(path)
        },
        |desk, written: Result<_, ProjectError>| {
            desk.notice = Some(match written {
                Ok(path) => Notice::plain(format!("Wrote the agenda to {}", path.display())),
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}
