//! Commands of house styles.

use super::{Command, Reach};
use crate::app::Window;
use crate::app::styles;

const fn of_style(
    name: &'static str,
    help: &'static str,
    available: fn(&Window) -> Result<(), &'static str>,
    run: fn(&mut Window),
) -> Command {
    Command { name, help, keys: &[], reach: Reach::Anywhere, available, run }
}

pub(super) const COMMANDS: &[Command] = &[
    of_style(
        "New house style",
        "Make a house style that labels everybody by role and number",
        styles::is_shown,
        styles::add,
    ),
    of_style(
        "Copy the house style",
        "Make a copy of the house style, to change it",
        styles::is_shown,
        styles::copy,
    ),
    of_style(
        "Rename the house style",
        "Give the house style another name; outputs in it go with it",
        styles::is_own,
        styles::rename,
    ),
    of_style(
        "Delete the house style",
        "Delete the house style; outputs in it are then in that of the program",
        styles::is_own,
        styles::delete,
    ),
    of_style(
        "Use the house style for the output",
        "Print the output in this house style",
        styles::can_be_used,
        styles::use_for_output,
    ),
    of_style(
        "Labels on screen in this style",
        "Have the lists of the window show labels in this house style, or no longer",
        styles::can_be_on_screen,
        styles::set_on_screen,
    ),
];
