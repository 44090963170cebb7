//! Opens the window, or says in one sentence why there can be none.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{Settings, Window};

/// Why no window could be opened.
#[derive(Debug, Error)]
pub enum LaunchError {
    /// Neither X11 nor Wayland.
    #[error(
        "There is no display to open a window on; from a shell, “marginalia import”, “quotes”, “search” and the other \
         subcommands work without one (see marginalia --help)"
    )]
    NoDisplay,
    /// A library of the system is missing.
    #[error(
        "The window needs {library}, which could not be loaded; install it with: sudo apt install {package}"
    )]
    MissingLibrary {
        /// The library.
        library: &'static str,
        /// The Debian package that brings it.
        package: &'static str,
    },
    /// Anything else.
    #[error("The window could not be opened ({0})")]
    Other(String),
}

/// Libraries that are loaded when the window opens, words of the messages that name them, and Debian's packages.
const LIBRARIES: [(&str, &str, &str); 8] = [
    (
        "xlib's shared libraries",
        "one of libX11, libX11-xcb, libXcursor and libXi",
        "libx11-6 libx11-xcb1 libxcursor1 libxi6",
    ),
    ("xkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0"),
    ("xkbcommon", "libxkbcommon", "libxkbcommon0"),
    ("xcursor", "libXcursor", "libxcursor1"),
    ("xrandr", "libXrandr", "libxrandr2"),
    ("libxi", "libXi", "libxi6"),
    ("wayland", "libwayland-client", "libwayland-client0"),
    ("egl", "libEGL with an OpenGL driver", "libegl1 libgl1-mesa-dri"),
];

/// What opens first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// The welcome screen.
    Welcome,
    /// A project file.
    File(PathBuf),
    /// The sample study.
    Sample,
}

/// Opens the window and stays until it is closed.
pub fn open_window(first: First) -> Result<(), LaunchError> {
    if cfg!(target_os = "linux") {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !set("DISPLAY") && !set("WAYLAND_DISPLAY") && !set("WAYLAND_SOCKET") {
            return Err(LaunchError::NoDisplay);
        }
    }
    let settings = Settings::load();
    if let Some(folder) = crate::project::index_folder() {
        std::thread::spawn(move || crate::project::forget_gone(&folder));
    }
    let (width, height) = settings.window.unwrap_or((1440.0, 900.0));
    let viewport = egui::ViewportBuilder::default()
        .with_title("Marginalia")
        .with_app_id("marginalia")
        .with_inner_size([width, height])
        .with_min_inner_size([800.0, 560.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    // winit panics where a library is missing: its words are caught and the package named instead.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
        eframe::run_native(
            "Marginalia",
            options,
            Box::new(move |creation| {
                let _ = std::panic::take_hook();
                let mut window = Window::new(&creation.egui_ctx, settings);
                match first {
                    First::Welcome => {}
                    First::File(path) => window.open_file(&path),
                    First::Sample => window.open_sample(),
                }
                Ok(Box::new(window))
            }),
        )
    }));
    std::panic::set_hook(hook);
    let said = match run {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()))
            .unwrap_or_else(|| "the window system gave up".to_owned()),
    };
    Err(reason(&said))
}

/// The sentence that fits what the window system said.
fn reason(said: &str) -> LaunchError {
    let lower = said.to_lowercase();
    for (word, library, package) in LIBRARIES {
        if lower.contains(word) {
            return LaunchError::MissingLibrary { library, package };
        }
    }
    if lower.contains("display") || lower.contains("connection") {
        return LaunchError::NoDisplay;
    }
    LaunchError::Other(said.to_owned())
}

/// This computer's name, for others who find the project in use.
pub fn computer_name() -> String {
    let said = ["HOSTNAME", "COMPUTERNAME"].iter().find_map(|name| std::env::var(name).ok());
    said.or_else(|| std::fs::read_to_string(Path::new("/etc/hostname")).ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "another computer".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        let said = reason("Library libxkbcommon-x11.so could not be loaded.");
        assert!(said.to_string().ends_with("sudo apt install libxkbcommon-x11-0"));
        let said = reason("Failed to create EGL display");
        assert!(said.to_string().contains("libegl1"));
        let said = reason("os error at mod.rs:788: Failed to load one of xlib's shared libraries");
        assert!(
            said.to_string().ends_with("sudo apt install libx11-6 libx11-xcb1 libxcursor1 libxi6")
        );
        assert!(matches!(reason("odd"), LaunchError::Other(_)));
    }
}
