//! A shell in a folder of its own, where the program finds no settings, no display and nobody else's files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

pub struct Shell {
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub struct Answer {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Shell {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// With the sample study as `sample.marginalia`.
    pub fn with_sample() -> Self {
        let shell = Self::new();
        shell.ok(&["sample", "sample.marginalia"]);
        shell
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(path, bytes).expect("a file");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("a file")
    }

    pub fn read_text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("UTF-8")
    }

    /// The files that stand in the folder itself, by name.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_file())
            .map(|path| name_of(&path))
            .collect();
        names.sort();
        names
    }

    /// The program, to be run in the folder.
    pub fn program(&self) -> Command {
        self.at_home(Command::new(env!("CARGO_BIN_EXE_marginalia")))
    }

    /// A command as it would run in this shell.
    pub fn at_home(&self, mut command: Command) -> Command {
        let home = self.path("home");
        command.current_dir(self.folder.path());
        for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "LOGNAME", "USERNAME"] {
            command.env_remove(variable);
        }
        command.env("HOME", &home).env("USER", "Sam").env("TZ", "UTC");
        for (variable, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(variable, home.join(folder));
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Answer {
        Answer::new(self.program().args(arguments).output().expect("the program runs"))
    }

    /// Runs a command that must succeed without complaint; gives what it printed.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> String {
        let answer = self.run(arguments);
        assert_eq!((answer.status, answer.err.as_str()), (Some(0), ""), "{arguments:?}");
        answer.out
    }

    /// As [`Self::ok`], with `--json`.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.ok(&arguments)).expect("JSON")
    }

    /// Runs a command that must fail with one sentence on standard error and nothing on standard output; gives the
    /// sentence.
    #[track_caller]
    pub fn fails(&self, arguments: &[&str]) -> String {
        let answer = self.run(arguments);
        assert_eq!(
            (answer.status, answer.out.as_str()),
            (Some(1), ""),
            "{arguments:?} {}",
            answer.err
        );
        answer.sentence()
    }
}

impl Answer {
    pub fn new(output: Output) -> Self {
        Self {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// What stands on standard error, which must be one sentence for people.
    #[track_caller]
    pub fn sentence(&self) -> String {
        let said = self.err.strip_suffix('\n').expect("a line");
        assert!(!said.contains('\n'), "{said}");
        assert!(
            said.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '“'),
            "{said}"
        );
        for jargon in
            ["panick", "SQL", "sqlite", "unwrap", "Err(", "src/", "database", "transaction"]
        {
            assert!(!said.contains(jargon), "{said}");
        }
        said.to_owned()
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The values of a field in a JSON list, as text.
pub fn field(list: &Value, name: &str) -> Vec<String> {
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| match &row[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
    .collect()
}
