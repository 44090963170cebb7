//! A window on a small study in a temporary folder.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use marginalia::app::{Settings, Window};
use marginalia::domain::{CodeId, SourceId, SourceKind, Span};
use marginalia::project::{NewCode, NewSource, Project};
use tempfile::TempDir;

/// The words of the study's interview.
pub const INTERVIEW: &str = "INT: How did the merger come about?\n\
GP ID 161: We were told in March that the figures would not bear three of us. We trust them less now.\n\
INT: Told by whom?\n\
GP ID 161: By the board, “politely”. Nobody asked the patients.\n";

/// The words of its fieldnotes.
pub const FIELDNOTES: &str =
    "The executive meets in the small room.\n\nThe chair says that trust has to be earned.\n";

/// A window and the folder its project lives in.
pub struct Study {
    /// The window.
    pub harness: Harness<'static, Window>,
    /// The project file.
    pub path: PathBuf,
    _folder: TempDir,
}

/// A project with two sources and five codes (Governance > Board, Governance > Time, Trust, Mergers > Time), opened
/// in a window of 1280 by 800. `before` may do more to the project first.
pub fn study(before: impl FnOnce(&mut Project)) -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let source = |name: &str, kind, text: &str| {
        NewSource::new(name.to_owned(), kind, text.to_owned(), "UTF-8".to_owned(), Vec::new())
    };
    project
        .add_sources(&[
            source("Interview 12 GP ID 161", SourceKind::Interview, INTERVIEW),
            source("Executive M10", SourceKind::Fieldnote, FIELDNOTES),
        ])
        .expect("sources");
    for path in
        ["Governance", "Governance/Board", "Governance/Time", "Trust", "Mergers", "Mergers/Time"]
    {
        let (parent, name) = match path.split_once('/') {
            Some((parent, name)) => (Some(code(&project, parent)), name),
            None => (None, path),
        };
        let new = NewCode { parent, name: name.to_owned(), ..NewCode::default() };
        project.make_code(&new).expect("a code");
    }
    before(&mut project);
    drop(project);
    let mut settings = Settings::default();
    settings.coder = "Kim".to_owned();
    let opened = path.clone();
    let harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_theme(egui::Theme::Light)
        .allow_missing_glyphs()
        .build_eframe(move |creation| {
            let mut window = Window::new(&creation.egui_ctx, settings);
            window.open_file(&opened);
            window
        });
    let mut study = Study { harness, path, _folder: folder };
    study.settle();
    study
}

/// The code at a path.
pub fn code(project: &Project, path: &str) -> CodeId {
    project.snapshot().codes.resolve(path).expect("a code").id
}

/// The source of a name.
pub fn source(project: &Project, name: &str) -> SourceId {
    project.snapshot().source_named(name).expect("a source").id
}

/// The span of words that stand once in a text.
pub fn span(text: &str, words: &str) -> Span {
    let byte = text.find(words).expect("the words");
    let start = text[..byte].chars().count() as u32;
    Span { start, end: start + words.chars().count() as u32 }
}

impl Study {
    /// Draws frames until nothing is awaited any more.
    pub fn settle(&mut self) {
        let since = Instant::now();
        for _ in 0..3 {
            loop {
                self.harness.step();
                if self.harness.state().is_settled() {
                    break;
                }
                assert!(since.elapsed() < Duration::from_secs(20), "the window does not settle");
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    }

    /// Closes the window and opens the project again, to see what is on the disk.
    pub fn reopened(self) -> (Project, TempDir) {
        let Self { harness, path, _folder } = self;
        drop(harness);
        let project = Project::open(&path, Duration::from_secs(5)).expect("the project");
        (project, _folder)
    }
}

/// Presses a key with others held down.
pub fn press(study: &mut Study, modifiers: Modifiers, key: Key) {
    study.harness.key_press_modifiers(modifiers, key);
    study.settle();
}

/// Presses a key alone.
pub fn key(study: &mut Study, key: Key) {
    press(study, Modifiers::NONE, key);
}

/// Types words into what has the keyboard.
pub fn type_text(study: &mut Study, words: &str) {
    study.harness.event(Event::Text(words.to_owned()));
    study.settle();
}

/// Runs a command that asks for a file, and names one.
pub fn give_file(study: &mut Study, command: &str, file: &Path) {
    key(study, Key::F1);
    type_text(study, command);
    key(study, Key::Enter);
    // The system's dialog fails first, where there is none.
    for _ in 0..500 {
        if study.harness.query_by_label("Path").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        study.settle();
    }
    study.harness.get_by_label("Path").focus();
    study.settle();
    press(study, Modifiers::COMMAND, Key::A);
    type_text(study, &file.display().to_string());
    key(study, Key::Enter);
    study.settle();
}
