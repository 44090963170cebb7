//! A change of the framework that says first what it will do, and asks why: merging, gathering, copying, archiving.

use egui::{Key, Modifiers, Popup, RichText, TextEdit, Ui};

use crate::app::Window;
use crate::app::desk::{Desk, Selected};
use crate::app::icons::Icon;
use crate::app::notice::Notice;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::CodeId;
use crate::project::{
    Because, CodeChange, NewCode, Placement, Project, ProjectError, Snapshot, Wording,
};
use crate::text::counted;

/// A change that is looked at before it is done.
pub struct Reshaping {
    what: What,
    title: String,
    /// What will happen, in sentences.
    foreseen: Vec<String>,
    why: Because,
    /// The meetings that were named before, the latest first.
    meetings: Vec<String>,
    /// Whether it was not drawn yet.
    fresh: bool,
    /// Whether its answer is awaited. What the project refuses is shown again with all that was typed.
    is_sent: bool,
}

/// What is to be done.
#[derive(Clone)]
enum What {
    Merge { from: Vec<CodeId>, into: CodeId, wording: Wording },
    Gather { codes: Vec<CodeId>, name: String },
    Copy { code: CodeId, with_codings: bool },
    Archive { codes: Vec<CodeId> },
    Reason { step: i64 },
}

/// The names of codes: each, or how many.
fn names(snapshot: &Snapshot, codes: &[CodeId]) -> String {
    match codes {
        [one] => format!("“{}”", snapshot.codes.telling_name(*one)),
        many => counted(many.len(), "code", "codes"),
    }
}

impl Reshaping {
    fn new(desk: &mut Desk, what: What, title: String, foreseen: Vec<String>) -> Self {
        desk.ask(
            |project| project.meetings_of_reasons(),
            |desk, meetings| {
                if let (Some(reshaping), Ok(meetings)) = (&mut desk.codes.reshaping, meetings) {
                    reshaping.meetings = meetings;
                }
            },
        );
        let why = Because::default();
        Self { what, title, foreseen, why, meetings: Vec::new(), fresh: true, is_sent: false }
    }
}

/// Merging codes into another.
pub fn merge(desk: &mut Desk, from: Vec<CodeId>, into: CodeId) {
    let snapshot = desk.snapshot.clone();
    let title = format!("Merge {} into {}", names(&snapshot, &from), names(&snapshot, &[into]));
    let foreseen = match snapshot.foresee_merge(&from, into) {
        Ok(foreseen) => foreseen.sentences(),
        Err(error) => {
            desk.notice = Some(Notice::trouble(&error));
            return;
        }
    };
    let what = What::Merge { from, into, wording: Wording::All };
    desk.codes.reshaping = Some(Reshaping::new(desk, what, title, foreseen));
}

/// Hanging codes under a new one.
pub fn gather(desk: &mut Desk, codes: Vec<CodeId>) {
    let title = format!("Put {} under a new code", names(&desk.snapshot, &codes));
    let foreseen = vec!["Every coding stays as it is.".to_owned()];
    let what = What::Gather { codes, name: String::new() };
    desk.codes.reshaping = Some(Reshaping::new(desk, what, title, foreseen));
}

/// Copying a code with what is below it.
pub fn copy(desk: &mut Desk, code: CodeId) {
    let snapshot = &desk.snapshot;
    let title = format!("Copy {}", names(snapshot, &[code]));
    let below = snapshot.codes.with_sub_codes(code).len().saturating_sub(1);
    let with = match below {
        0 => String::new(),
        below => format!(" with {}", counted(below, "sub-code", "sub-codes")),
    };
    let foreseen =
        vec![format!("The copy{with} stands behind the code, with all that is said of it.")];
    let what = What::Copy { code, with_codings: false };
    desk.codes.reshaping = Some(Reshaping::new(desk, what, title, foreseen));
}

/// Putting codes away, or taking them out again where all of them are away.
pub fn archive(desk: &mut Desk, codes: Vec<CodeId>) {
    let snapshot = desk.snapshot.clone();
    let is_away = |id: &CodeId| snapshot.codes.get(*id).is_some_and(|code| code.is_archived);
    if codes.iter().all(is_away) {
        let out = CodeChange::Archived(false);
        desk.just_do(move |project| project.change_codes(&codes, &out));
        return;
    }
    let title = format!("Archive {}", names(&snapshot, &codes));
    let all: usize = codes.iter().map(|&id| snapshot.counts.of(id).with_sub_codes).sum();
    let quotations = match all {
        0 => "No quotation carries what is archived.".to_owned(),
        all => format!("{} keep their codes.", counted(all, "quotation", "quotations")),
    };
    let foreseen = vec![
        quotations,
        "Archived codes and their sub-codes stand in the tree in quiet ink and are not offered for coding."
            .to_owned(),
    ];
    desk.codes.reshaping = Some(Reshaping::new(desk, What::Archive { codes }, title, foreseen));
}

/// Noting why the latest step was made.
pub fn note_reason(desk: &mut Desk) {
    let Some(label) = desk.snapshot.undo.clone() else { return };
    // What is being written already stays.
    if desk.codes.floats() {
        return;
    }
    let what = What::Reason { step: desk.snapshot.seq };
    let title = "Why was this done?".to_owned();
    desk.codes.reshaping = Some(Reshaping::new(desk, what, title, vec![label.to_string()]));
}

/// Draws the panel, if a change is being looked at.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let on_top = window.nothing_asked();
    let Some(desk) = &mut window.desk else { return };
    let Some(mut reshaping) = desk.codes.reshaping.take() else { return };
    let snapshot = desk.snapshot.clone();
    let answer = match reshaping.is_sent {
        true => Answer::Yet,
        false => reshaping.ui(ui, &snapshot, on_top),
    };
    match answer {
        Answer::Yet => desk.codes.reshaping = Some(reshaping),
        Answer::No => desk.codes.takes = true,
        Answer::Yes => {
            carry_out(desk, &reshaping);
            reshaping.is_sent = true;
            desk.codes.reshaping = Some(reshaping);
        }
    }
}

/// Whether it is to be done.
enum Answer {
    Yet,
    Yes,
    No,
}

impl Reshaping {
    fn ui(&mut self, ui: &mut Ui, snapshot: &Snapshot, on_top: bool) -> Answer {
        let mut answer = Answer::Yet;
        let fresh = std::mem::take(&mut self.fresh);
        floating(ui, "change of the framework", |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new(&self.title).font(theme::interface_bold(size::LEAD)));
            for sentence in &self.foreseen {
                ui.label(RichText::new(sentence).color(theme.quiet));
            }
            ui.add_space(space::INSIDE);
            let first = self.what.ui(ui, snapshot);
            let reason = self.reason(ui);
            // Enter takes the keyboard away from a line before anybody is told of it.
            let entered = first.as_ref().is_some_and(egui::Response::lost_focus)
                || reason.iter().any(egui::Response::lost_focus);
            if fresh {
                first.as_ref().unwrap_or(&reason[0]).request_focus();
            }
            ui.add_space(space::GROUP);
            let is_ready = self.is_ready();
            ui.horizontal(|ui| {
                let word = self.what.word();
                let button = ui.add_enabled(is_ready, egui::Button::new(word));
                if button.clicked() {
                    answer = Answer::Yes;
                }
                if ui.button("Cancel").clicked() {
                    answer = Answer::No;
                }
            });
            // Neither the key that opened the panel nor one that is for a menu above it; Enter on a button is the button's.
            let takes = on_top && !fresh && matches!(answer, Answer::Yet);
            let takes = takes && !Popup::is_any_open(ui.ctx());
            let types = entered || ui.ctx().text_edit_focused();
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if takes && pressed(Key::Escape) {
                answer = Answer::No;
            } else if takes && is_ready && types && pressed(Key::Enter) {
                answer = Answer::Yes;
            }
        });
        answer
    }

    fn is_ready(&self) -> bool {
        match &self.what {
            What::Gather { name, .. } => !name.trim().is_empty(),
            _ => true,
        }
    }

    /// The lines for the reason and the meeting.
    fn reason(&mut self, ui: &mut Ui) -> [egui::Response; 2] {
        let theme = Theme::of(ui.ctx());
        let caption = |ui: &mut Ui, text: &str| {
            ui.label(RichText::new(text).size(size::SMALL).color(theme.quiet)).id
        };
        ui.add_space(space::TIGHT);
        let why = caption(ui, "Why, for the history");
        let line = TextEdit::singleline(&mut self.why.text).desired_width(f32::INFINITY);
        let first = ui.add(line).labelled_by(why);
        let meeting = caption(ui, "Agreed at the meeting");
        let second = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let room = ui.available_width() - space::ROW - space::TIGHT;
            let line = TextEdit::singleline(&mut self.why.meeting).desired_width(room);
            let line = ui.add(line).labelled_by(meeting);
            let more = Icon::Unfolded.button(ui, space::ROW, "Meetings", "Meetings named before");
            Popup::menu(&more).show(|ui| {
                if self.meetings.is_empty() {
                    ui.label("No meeting was named yet");
                }
                for meeting in &self.meetings {
                    if ui.button(meeting).clicked() {
                        self.why.meeting.clone_from(meeting);
                    }
                }
            });
            line
        });
        [first, second.inner]
    }
}

impl What {
    const fn word(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "Merge",
            Self::Gather { .. } => "Put under it",
            Self::Copy { .. } => "Copy",
            Self::Archive { .. } => "Archive",
            Self::Reason { .. } => "Note it",
        }
    }

    /// What there is to choose or to write; the line that takes the keyboard.
    fn ui(&mut self, ui: &mut Ui, snapshot: &Snapshot) -> Option<egui::Response> {
        let theme = Theme::of(ui.ctx());
        match self {
            Self::Merge { from, into, wording } => {
                let is_said = |id: &CodeId| {
                    let code = snapshot.codes.get(*id);
                    code.is_some_and(|c| {
                        !(c.definition.is_empty() && c.include.is_empty() && c.exclude.is_empty())
                    })
                };
                let said: Vec<CodeId> = from.iter().copied().filter(is_said).collect();
                if said.is_empty() {
                    return None;
                }
                ui.label(
                    RichText::new("Definition and rules").size(size::SMALL).color(theme.quiet),
                );
                let own = format!("Those of {}", names(snapshot, &[*into]));
                let mut choices =
                    vec![(Wording::All, "All of them, one below the other".to_owned())];
                choices.push((Wording::Own, own));
                let of =
                    |id: CodeId| (Wording::Of(id), format!("Those of {}", names(snapshot, &[id])));
                choices.extend(said.into_iter().take(6).map(of));
                for (choice, word) in choices {
                    if theme::radio(ui, *wording == choice, &word).clicked() {
                        *wording = choice;
                    }
                }
                None
            }
            Self::Gather { name, .. } => {
                let caption = RichText::new("Name of the new code").size(size::SMALL);
                let caption = ui.label(caption.color(theme.quiet));
                let line = TextEdit::singleline(name).desired_width(f32::INFINITY);
                Some(ui.add(line).labelled_by(caption.id))
            }
            Self::Copy { with_codings, .. } => {
                theme::check(ui, with_codings, "With its codings");
                None
            }
            Self::Archive { .. } | Self::Reason { .. } => None,
        }
    }
}

/// Does it.
fn carry_out(desk: &mut Desk, reshaping: &Reshaping) {
    let (what, why) = (reshaping.what.clone(), reshaping.why.clone());
    type Doing = Box<dyn FnOnce(&mut Project) -> Result<Option<CodeId>, ProjectError> + Send>;
    let doing: Doing = match what.clone() {
        What::Merge { from, into, wording } => {
            Box::new(move |project| project.merge_codes(&from, into, wording).map(|()| Some(into)))
        }
        What::Gather { codes, name } => {
            let new = NewCode { name, ..NewCode::default() };
            Box::new(move |project| project.gather_codes(&codes, &new).map(Some))
        }
        What::Copy { code, with_codings } => Box::new(move |project| {
            let tree = &project.snapshot().codes;
            let parent = tree.get(code).and_then(|code| code.parent);
            let siblings = tree.children(parent);
            let place = siblings.iter().position(|sibling| sibling.id == code);
            let next = place.and_then(|place| siblings.get(place + 1)).map(|next| next.id);
            project.copy_branch(code, Placement { parent, before: next }, with_codings).map(Some)
        }),
        What::Archive { codes } => {
            let away = CodeChange::Archived(true);
            Box::new(move |project| project.change_codes(&codes, &away).map(|()| None))
        }
        What::Reason { step } => {
            let why = why.clone();
            Box::new(move |project| project.note_reason(step, &why).map(|()| None))
        }
    };
    // A reason that is noted has none of its own.
    let why = match what {
        What::Reason { .. } => Because::default(),
        _ => why,
    };
    desk.act(
        move |project| project.because(why, doing),
        |desk, done| {
            let Some(made) = done else {
                if let Some(reshaping) = &mut desk.codes.reshaping {
                    (reshaping.is_sent, reshaping.fresh) = (false, true);
                }
                return;
            };
            desk.codes.reshaping = None;
            desk.codes.several.clear();
            desk.codes.takes = true;
            if let Some(code) = made {
                desk.selected = Selected::Code(code);
            }
        },
    );
}
