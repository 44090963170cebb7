//! The formats of pictures, and a picture as a file: light, whatever a window is, since paper is.

use std::path::{Path, PathBuf};

use super::ExportError;
use super::png::picture_png;
use super::svg::picture_svg;
use crate::analysis::picture::Scene;

/// Pixels to the point: sharp in print at the size it has on the screen.
pub const PICTURE_SCALE: f32 = 2.0;

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Lines and words, sharp at every size.
    Svg,
    /// Pixels.
    Png,
}

impl PictureFormat {
    /// The format that a file's extension asks for, without regard to case.
    ///
    /// # Errors
    ///
    /// [`ExportError::UnknownPicture`] when the extension is missing or stands for no such format.
    pub fn from_path(path: &Path) -> Result<Self, ExportError> {
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            _ => Err(ExportError::UnknownPicture(path.to_owned())),
        }
    }

    /// The usual extension, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The format that the file's ending asks for, with the path; the own ending is put behind a name that has neither.
    pub fn at(self, path: PathBuf) -> (Self, PathBuf) {
        match Self::from_path(&path) {
            Ok(format) => (format, path),
            Err(_) => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(self.extension());
                (self, name.into())
            }
        }
    }
}

/// Writes a picture in a format: the whole file's bytes.
///
/// # Errors
///
/// As [`picture_png`].
pub fn picture(format: PictureFormat, scene: &Scene) -> Result<Vec<u8>, ExportError> {
    match format {
        PictureFormat::Svg => Ok(picture_svg(scene).into_bytes()),
        PictureFormat::Png => picture_png(scene, PICTURE_SCALE),
    }
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
