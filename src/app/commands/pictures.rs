//! Commands of the pictures.

use egui::Key;

use super::{Command, Reach, ctrl, open};
use crate::app::desk::Workspace;
use crate::app::pictures;
use crate::export::PictureFormat;

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Pictures",
        help: "See figures as bars, timelines, heat maps, networks and clouds",
        keys: &[ctrl(Key::Num9)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.with_desk(|desk| {
                desk.go(Workspace::Pictures);
                desk.pictures.take_keyboard();
            });
        },
    },
    Command {
        name: "Write the picture as SVG…",
        help: "Write the picture that is shown to a file that stays sharp at every size",
        keys: &[],
        reach: Reach::Anywhere,
        available: pictures::is_shown,
        run: |window| pictures::export(window, PictureFormat::Svg),
    },
    Command {
        name: "Write the picture as PNG…",
        help: "Write the picture that is shown to a file of pixels, two to the point",
        keys: &[],
        reach: Reach::Anywhere,
        available: pictures::is_shown,
        run: |window| pictures::export(window, PictureFormat::Png),
    },
    Command {
        name: "Copy the picture",
        help: "Copy the picture that is shown, to paste it elsewhere",
        keys: &[],
        reach: Reach::Anywhere,
        available: pictures::is_shown,
        run: pictures::copy,
    },
];
