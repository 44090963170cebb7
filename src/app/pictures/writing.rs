//! The picture that is shown, to a file or to be pasted: light, whatever the window is, since paper is.

use std::path::PathBuf;

use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Workspace};
use crate::app::notice::Notice;
use crate::export::{PICTURE_SCALE, PictureFormat, picture, picture_pixels};
use crate::project::{ProjectError, write_export};

/// Whether a picture is shown.
pub fn is_shown(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if desk.workspace == Workspace::Pictures && desk.pictures.scene.is_some() => {
            Ok(())
        }
        _ => Err("Go to a picture first"),
    }
}

/// Asks where to write the picture.
pub fn export(window: &mut Window, format: PictureFormat) {
    window.asking = Some(AskPath::new(Purpose::ExportPicture(format), &window.ctx));
}

/// Writes the picture in the background. Says that it was, or why it could not be.
pub fn write(desk: &mut Desk, format: PictureFormat, path: PathBuf) {
    let Some(scene) = desk.pictures.scene.clone() else { return };
    let (format, path) = format.at(path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    desk.ask(
        move |_| -> Result<(), ProjectError> { write_export(&path, &picture(format, &scene)?) },
        move |desk, written| {
            desk.notice = Some(match written {
                Ok(()) => Notice::plain(format!("Wrote the picture to {name}")),
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}

/// Copies the picture as pixels.
pub fn copy(window: &mut Window) {
    let Some(desk) = &mut window.desk else { return };
    let Some(scene) = desk.pictures.scene.clone() else { return };
    desk.ask(
        move |_| picture_pixels(&scene, PICTURE_SCALE),
        |desk, drawn| {
            desk.notice = Some(match drawn {
                Ok(drawn) => {
                    let size = [drawn.width, drawn.height];
                    let image = egui::ColorImage::from_rgba_unmultiplied(size, &drawn.rgba);
                    desk.ctx().copy_image(image);
                    Notice::plain("Copied the picture")
                }
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}
