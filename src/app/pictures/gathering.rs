//! Has pictures counted and laid out in the background.

use std::sync::Arc;

use egui::Vec2;

use super::PicturesView;
use crate::analysis::picture::{Room, Scene};
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::project::{PictureAsk, PictureFigures, ProjectError};

/// How a picture is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// The room for it, in whole points.
    room: (u32, u32),
    /// Whether codes have their colours; else all have the accent.
    pub own_colours: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { room: (0, 0), own_colours: true }
    }
}

impl Layout {
    /// Lays the next picture out for so much room; in steps, so that a window that is being resized does not ask for a
    /// picture for every point, and no wider than can be read.
    pub fn fit(&mut self, room: Vec2) {
        /// Wider than this, the eye loses the row.
        const WIDEST: f32 = 1_120.0;
        const STEP: u32 = 8;
        let steps = |length: f32| (length.max(0.0) as u32) / STEP * STEP;
        self.room = (steps(room.x.min(WIDEST)), steps(room.y - 4.0));
    }

    fn room(self) -> Room {
        Room { width: self.room.0 as f32, height: self.room.1 as f32 }
    }
}

/// What was counted, with the step and the question that it answers.
pub(super) type Counted = (i64, PictureAsk, Arc<PictureFigures>);

/// Has the picture made anew, where it does not answer what is asked, or the project has changed since. The old one stays
/// until then. What was counted already is only laid out anew.
pub(super) fn renew(view: &mut PicturesView, desk: &mut Desk) {
    let (seq, layout) = (desk.snapshot.seq, view.layout);
    let asked = (seq, view.asked.telling(), layout);
    if view.answers.as_ref() == Some(&asked) || view.is_awaited {
        return;
    }
    view.is_awaited = true;
    let counted = view.counted.clone();
    let counted = counted.filter(|(of, what, _)| (*of, what) == (seq, &asked.1));
    let wanted = asked.1.clone();
    let made = move |project: &mut crate::project::Project| {
        let figures = match counted {
            Some((.., figures)) => figures,
            None => Arc::new(project.picture(&wanted)?),
        };
        let scene = figures.scene(layout.room(), layout.own_colours);
        Ok::<(Scene, Arc<PictureFigures>), ProjectError>((scene, figures))
    };
    desk.ask_or_never(made, move |desk, made| {
        let view = &mut desk.pictures;
        view.is_awaited = false;
        let (seq, question, _) = asked.clone();
        view.answers = Some(asked);
        match made.unwrap_or(Err(ProjectError::Interrupted)) {
            Ok((scene, figures)) => {
                view.scene = Some(Arc::new(scene));
                view.counted = Some((seq, question, figures));
            }
            Err(error) => {
                view.scene = None;
                desk.notice = Some(Notice::trouble(&error));
            }
        }
    });
}
