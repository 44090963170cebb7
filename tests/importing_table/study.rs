//! A study in a folder of its own, with files beside it that are to come in.

use std::fs;
use std::path::{Path, PathBuf};

use marginalia::domain::{AnswerState, MarkupKind, PartialDate, SourceId, SourceInfo};
use marginalia::import::rules::{ImportRules, Place, Rule};
use marginalia::project::{ImportReport, ImportTable, ImportWish, Job, Project, read_table};
use tempfile::TempDir;

pub const TALK: &str = "INT: How did it come about?\nGP ID 161: We were told in March.\nINT: By whom?\nGP ID 161: The board.\n";

pub struct Study {
    folder: TempDir,
    pub project: Project,
}

impl Study {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("Study.marginalia");
        let mut project = Project::create(&file).expect("a project");
        project.set_coder("Kim").expect("a coder");
        fs::create_dir(folder.path().join("files")).expect("a folder");
        Self { folder, project }
    }

    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.files().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    pub fn remove_files(&self) {
        let files = self.files();
        fs::remove_dir_all(&files).expect("the folder");
        fs::create_dir(&files).expect("a folder");
    }

    /// The files as a table, by these rules.
    pub fn table_by(&self, rules: &ImportRules) -> ImportTable {
        let paths = vec![self.files()];
        let wish = ImportWish { paths, rules: rules.clone(), ..ImportWish::default() };
        read_table(&wish, &Job::new("Reading")).expect("nobody cancelled")
    }

    pub fn table(&self) -> ImportTable {
        self.table_by(&ImportRules::default())
    }

    pub fn import(&mut self, table: &ImportTable) -> ImportReport {
        let report = self.project.import_table(table, &Job::new("Importing"));
        report.expect("an import").expect("nobody cancelled")
    }

    pub fn source(&self, name: &str) -> &SourceInfo {
        self.project.snapshot().source_named(name).unwrap_or_else(|| panic!("no source {name}"))
    }

    pub fn text(&mut self, name: &str) -> String {
        let id = self.source(name).id;
        self.project.text(id).expect("a text").as_str().to_owned()
    }

    pub fn case(&self, name: &str) -> Option<String> {
        let snapshot = self.project.snapshot();
        self.source(name).case.and_then(|id| snapshot.case(id)).map(|case| case.name.clone())
    }

    pub fn people(&self, name: &str) -> Vec<String> {
        let snapshot = self.project.snapshot();
        let people = self.source(name).people.iter();
        people.filter_map(|&id| snapshot.person(id)).map(|person| person.name.clone()).collect()
    }

    pub fn attributes(&self, name: &str) -> Vec<(String, String)> {
        let snapshot = self.project.snapshot();
        let named = |id| snapshot.attribute(id).map(|attribute| attribute.name.clone());
        let of = self.source(name).attributes.iter();
        let mut all: Vec<_> =
            of.filter_map(|value| Some((named(value.attribute)?, value.value.clone()))).collect();
        all.sort();
        all
    }

    pub fn speakers(&self, name: &str) -> Vec<String> {
        let on = self.project.snapshot().codings(self.source(name).id).expect("what stands on it");
        on.turns.iter().filter_map(|turn| turn.speaker.as_deref()).map(str::to_owned).collect()
    }

    /// Every answer as question, state and words.
    pub fn answers(&mut self, source: SourceId) -> Vec<(String, AnswerState, String)> {
        let text = self.project.text(source).expect("a text");
        let all = self.project.answers().expect("answers");
        let mine = all.into_iter().filter(|(of, _)| *of == source);
        mine.filter_map(|(_, mark)| match mark.kind {
            MarkupKind::Answer { question, state } => {
                Some((question.to_string(), state, text.slice(mark.span).to_owned()))
            }
            _ => None,
        })
        .collect()
    }

    /// The bytes of the project's file, which is closed for it.
    pub fn into_bytes(self) -> Vec<u8> {
        drop(self.project);
        fs::read(self.folder.path().join("Study.marginalia")).expect("the project's file")
    }
}

pub fn rules(written: &[(Place, &str)]) -> ImportRules {
    let rule = |(place, pattern): &(Place, &str)| {
        Rule::new(*place, pattern.parse().expect("a pattern")).expect("a rule")
    };
    ImportRules { rules: written.iter().map(rule).collect(), ..ImportRules::default() }
}

/// The table after its rules have filled it in anew, or only its stale texts.
pub fn renewed(mut table: ImportTable, refill: bool) -> ImportTable {
    table.rows = table.renewed(refill, &Job::new("Renewing")).expect("nobody cancelled");
    table
}

pub fn names(table: &ImportTable) -> Vec<&str> {
    table.rows.iter().map(|row| row.name.as_str()).collect()
}

pub fn date(written: &str) -> Option<PartialDate> {
    written.parse().ok()
}

pub fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The name of a file, with its ending.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A table of three respondents.
pub const ANSWERS: &str = "Respondent no.,CCG,Completed on,E-mail,Is your board quorate?,What has helped so far?,What stands in the way?\n\
    7,Site 3,14/03/2012,ann@example.org,Yes,\"Time to talk.\n\nA manager who “knows” the place.\",Money and the merger of the practices\n\
    8,Site 4,15/03/2012,ben@example.org,No,,Not asked\n\
    12,Site 3,,,Yes,Nothing that we could think of in the meeting,The staff who leave and nobody comes\n";
