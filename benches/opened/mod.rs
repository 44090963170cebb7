//! A window on a project file, for benches that time its frames.

use std::path::Path;
use std::time::Duration;

use egui_kittest::Harness;
use marginalia::app::{Settings, Window};

/// Opens a project in a window of 1280 by 800, without a graphics card.
pub fn window(project: &Path) -> Harness<'static, Window> {
    let mut settings = Settings::default();
    settings.coder = "Kim".to_owned();
    let opened = project.to_owned();
    Harness::builder()
        .with_size([1280.0, 800.0])
        .with_theme(egui::Theme::Light)
        .allow_missing_glyphs()
        .build_eframe(move |creation| {
            let mut window = Window::new(&creation.egui_ctx, settings);
            window.open_file(&opened);
            window
        })
}

/// Draws frames until nothing is on its way any more.
pub fn settle(harness: &mut Harness<'static, Window>) {
    let mut quiet = 0;
    while quiet < 3 {
        harness.step();
        quiet = if harness.state().is_settled() { quiet + 1 } else { 0 };
        std::thread::sleep(Duration::from_millis(2));
    }
}
