//! What the program remembers of its user: who they are, what they opened last, how they like the window. Kept as
//! JSON in the user's configuration folder; holds no words of any study.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::quotes::Density;
use super::theme::{Choice, size};

/// How many projects are listed as opened last.
const RECENT: usize = 8;

/// The user's settings. Missing or unreadable ones are the defaults.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The name this user codes under; empty until they have said it.
    pub coder: String,
    /// Projects opened last, the latest first.
    pub recent: Vec<PathBuf>,
    /// Light or dark.
    pub theme: Choice,
    /// Size of the type on the page, in points.
    pub page_size: f32,
    /// Whether the side list is shown.
    pub side: bool,
    /// Its width in points.
    pub side_width: f32,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Its width in points.
    pub inspector_width: f32,
    /// How much the list of quotes shows of each.
    pub density: Density,
    /// Width and height of the window in points.
    pub window: Option<(f32, f32)>,
    /// The folder where the words of projects are kept for searching; in memory without one, as in tests.
    #[serde(skip)]
    pub(super) index_folder: Option<PathBuf>,
    /// The file itself; none in tests.
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            coder: String::new(),
            recent: Vec::new(),
            theme: Choice::System,
            page_size: size::PAGE,
            side: true,
            side_width: 264.0,
            inspector: true,
            inspector_width: 288.0,
            density: Density::default(),
            window: None,
            index_folder: None,
            file: None,
        }
    }
}

impl Settings {
    /// Reads the user's settings; the defaults where there are none.
    pub fn load() -> Self {
        let file = directories::ProjectDirs::from("", "", "marginalia")
            .map(|folders| folders.config_dir().join("settings.json"));
        let read = file.as_deref().and_then(|file| fs::read(file).ok());
        let known = read.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        let mut settings = known.unwrap_or_default();
        settings.page_size = settings.page_size.clamp(size::PAGE_MIN, size::PAGE_MAX);
        settings.file = file;
        settings.index_folder = crate::project::index_folder();
        settings
    }

    /// Writes the settings. A disk that refuses costs the user's preferences only, so nothing is said of it.
    pub fn save(&self) {
        let Some(file) = &self.file else { return };
        if let (Some(folder), Ok(json)) = (file.parent(), serde_json::to_vec_pretty(self)) {
            let part = file.with_extension("part");
            let _ = fs::create_dir_all(folder)
                .and_then(|()| fs::write(&part, json))
                .and_then(|()| fs::rename(&part, file));
        }
    }

    /// Puts a project at the head of those opened last.
    pub fn opened(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
        self.save();
    }

    /// Takes a project off the list of those opened last.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.save();
    }
}
