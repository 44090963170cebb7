//! The window. Draws snapshots of the project and asks for its operations; the only layer that knows egui.

mod ask_path;
#[allow(dead_code, unused_imports)]
mod board;
mod check;
mod commands;
mod desk;
mod differences;
mod exporting;
mod figures;
mod framework;
mod history;
mod icons;
mod importing;
mod inspector;
mod keyboard;
mod launch;
mod leading;
mod lines;
mod list;
mod menu;
mod notice;
mod offers;
mod outputs;
pub mod palette;
mod pictures;
mod progress;
mod quotes;
mod reading;
mod regions;
mod register;
mod scroll;
mod search;
mod settings;
mod shell;
mod side;
mod sorting;
mod spreadsheet;
mod styles;
mod tables;
pub mod text_view;
pub mod theme;
mod welcome;
mod window;

pub use launch::{First, LaunchError, open_window};
pub use settings::Settings;
pub use window::Window;
