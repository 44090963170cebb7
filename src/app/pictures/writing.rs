//! The picture that is shown, to a file or to be pasted: light, whatever the window is, since paper is.

use std::path::PathBuf;

use super::paint::palette;
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Workspace};
use crate::app::notice::Notice;
use crate::app::theme::Theme;
use crate::export::{picture_pixels, picture_png, picture_svg};
use crate::project::{ProjectError, write_export};

/// Pixels to the point: sharp in print at the size it has on the screen.
const SCALE: f32 = 2.0;

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Lines and words, sharp at every size.
    Svg,
    /// Pixels.
    Png,
}

impl PictureFormat {
    /// The usual ending of its files, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The format that the file's ending asks for, with the path; the own ending is put behind a name that has neither.
    fn at(self, path: PathBuf) -> (Self, PathBuf) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("svg") => (Self::Svg, path),
            Some("png") => (Self::Png, path),
            _ => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(self.extension());
                (self, name.into())
            }
        }
    }

    /// The file that is written where this path was chosen.
    pub fn path_at(self, path: PathBuf) -> PathBuf {
        self.at(path).1
    }
}

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
        move |_| -> Result<(), ProjectError> {
            let colours = palette(Theme::light());
            let bytes = match format {
                PictureFormat::Svg => picture_svg(&scene, &colours).into_bytes(),
                PictureFormat::Png => picture_png(&scene, &colours, SCALE)?,
            };
            write_export(&path, &bytes)
        },
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
        move |_| picture_pixels(&scene, &palette(Theme::light()), SCALE),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_that_is_typed_decides_the_format() {
        let at = |path: &str| PictureFormat::Svg.at(path.into());
        assert_eq!(at("a.PNG"), (PictureFormat::Png, "a.PNG".into()));
        assert_eq!(at("a.svg"), (PictureFormat::Svg, "a.svg".into()));
        assert_eq!(at("a v1.2"), (PictureFormat::Svg, "a v1.2.svg".into()));
    }
}
