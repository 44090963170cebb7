//! The layers of the program and the habits of its house, held by reading its source.

use std::fs;
use std::path::{Path, PathBuf};

/// Each folder of `src/` with the folders that it may use. They stand from the top down: none uses one above it.
const LAYERS: [(&str, &[&str]); 10] = [
    ("app", &["project", "analysis", "export", "import", "search", "store", "text", "domain"]),
    ("cli", &["project", "analysis", "export", "import", "search", "store", "text", "domain"]),
    ("project", &["analysis", "export", "import", "search", "store", "text", "domain"]),
    ("store", &["text", "domain"]),
    ("search", &["text", "domain"]),
    ("import", &["text", "domain"]),
    ("export", &["analysis", "text", "domain"]),
    ("analysis", &["text", "domain"]),
    ("text", &["domain"]),
    ("domain", &[]),
];

/// Crates that belong to one layer, or to the few that are named.
const OWNED: [(&str, &[&str]); 9] = [
    ("egui", &["app"]),
    ("eframe", &["app"]),
    // The page in the window and the words of pictures.
    ("parley", &["app", "export"]),
    ("rfd", &["app"]),
    ("clap", &["cli"]),
    ("rusqlite", &["store"]),
    ("tantivy", &["search"]),
    ("rust_xlsxwriter", &["export"]),
    ("vello_cpu", &["export"]),
];

const LONGEST: usize = 600;
const NO_NAMES: [&str; 8] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"];

/// A file of ours.
struct File {
    path: PathBuf,
    text: String,
    /// The text as words and signs, without comments and what stands in quotation marks.
    code: Vec<String>,
}

impl File {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The folder of `src/` it stands in; none for `lib.rs` and `main.rs`, which join the layers.
    fn layer(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src").ok()?;
        let first = below.components().next()?.as_os_str().to_str()?;
        (below.components().count() > 1).then_some(first)
    }

    /// What the code names directly below `crate`.
    fn used(&self) -> Vec<&str> {
        let mut used = Vec::new();
        let code: Vec<&str> = self.code.iter().map(String::as_str).collect();
        for (at, window) in code.windows(4).enumerate() {
            match window {
                ["crate", ":", ":", "{"] => used.extend(group(&code[at + 4..])),
                ["crate", ":", ":", name] => used.push(name),
                _ => {}
            }
        }
        used
    }
}

/// The first words of the entries of a `use` group, up to its closing brace.
fn group<'a>(code: &[&'a str]) -> Vec<&'a str> {
    let (mut depth, mut first, mut names) = (0, true, Vec::new());
    for &word in code {
        match word {
            "{" => depth += 1,
            "}" if depth == 0 => break,
            "}" => depth -= 1,
            "," if depth == 0 => first = true,
            name if first => {
                names.push(name);
                first = false;
            }
            _ => {}
        }
    }
    names
}

/// Splits source into words and signs, leaving out comments and literals.
fn code_of(text: &str) -> Vec<String> {
    let mut code = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r#\"") {
            rest.find("\"#").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            code.push(rest[..end].to_owned());
            end
        } else {
            if !c.is_whitespace() {
                code.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    code
}

fn files(folders: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                let code = code_of(&text);
                let path = path.strip_prefix(root).expect("below the root").to_owned();
                files.push(File { path, text, code });
            }
        }
    }
    assert!(!files.is_empty());
    files
}

#[test]
fn every_folder_is_a_layer() {
    for file in files(&["src"]) {
        let layer = file.layer();
        let known = layer.is_none_or(|layer| LAYERS.iter().any(|(name, _)| *name == layer));
        assert!(known, "{} stands in no layer", file.name());
    }
    for (at, (layer, below)) in LAYERS.iter().enumerate() {
        let lower: Vec<&str> = LAYERS[at + 1..].iter().map(|(name, _)| *name).collect();
        assert!(below.iter().all(|name| lower.contains(name)), "{layer}");
    }
}

#[test]
fn a_layer_uses_only_what_stands_below_it() {
    let mut wrong = Vec::new();
    for file in files(&["src"]) {
        let Some(layer) = file.layer() else { continue };
        let below = LAYERS.iter().find(|(name, _)| *name == layer).map_or(&[][..], |(_, b)| b);
        for used in file.used() {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == used);
            if is_layer && used != layer && !below.contains(&used) {
                wrong.push(format!("{} uses {used}/", file.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn some_crates_belong_to_one_layer() {
    let mut wrong = Vec::new();
    for file in files(&["src"]) {
        for (name, owners) in OWNED {
            let code: Vec<&str> = file.code.iter().map(String::as_str).collect();
            let named = code.windows(3).any(|words| words == [name, ":", ":"])
                || code.windows(2).any(|words| words == ["use", name]);
            if named && !file.layer().is_some_and(|layer| owners.contains(&layer)) {
                wrong.push(format!(
                    "{} uses the crate {name}, which belongs to {owners:?}",
                    file.name()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pure_layers_touch_no_files_and_ask_no_clock() {
    let mut wrong = Vec::new();
    for file in files(&["src/domain", "src/text", "src/analysis"]) {
        let code: Vec<&str> = file.code.iter().map(String::as_str).collect();
        // Their tests may, to hold a figure.
        let is_test = file.path.file_stem().is_some_and(|name| name == "tests");
        let tests = code.windows(4).position(|words| words == ["cfg", "(", "test", ")"]);
        let code = if is_test { &[] } else { &code[..tests.unwrap_or(code.len())] };
        for forbidden in ["fs", "net", "env", "process", "time"] {
            if code.windows(4).any(|words| words == ["std", ":", ":", forbidden]) {
                wrong.push(format!("{} uses std::{forbidden}", file.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_have_one_reason_and_say_it() {
    let mut wrong = Vec::new();
    for file in files(&["src", "tests", "benches", "fuzz/fuzz_targets"]) {
        let name = file.name();
        if !file.text.starts_with("//! ") {
            wrong.push(format!("{name} does not say what it is for in its first line (//! …)"));
        }
        let lines = file.text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{name} has {lines} lines; split it by what it is about"));
        }
        for part in file.path.components() {
            let part = Path::new(part.as_os_str()).with_extension("");
            if part.to_str().is_some_and(|part| NO_NAMES.contains(&part)) {
                wrong.push(format!("{name} has a name that says nothing"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn source_is_read_as_it_is_meant() {
    let code = code_of(
        "use crate::{text::Text, a::{b, c}}; // use crate::app;\nlet s = \"crate::cli \\\" x\"; crate::import::read('\"')",
    );
    let file = File { path: PathBuf::new(), text: String::new(), code };
    assert_eq!(file.used(), ["text", "a", "import"]);
}
