//! The window: views, widgets and their theme. The only layer that knows egui and parley.

pub mod text_view;
pub mod theme;
