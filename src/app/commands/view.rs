//! Commands that change what is shown.

use egui::Key;

use super::{Command, Reach, alt, ctrl, ctrl_shift, open, plain, shift};
use crate::app::desk::{Desk, SideList, Workspace};
use crate::app::framework::Tab;
use crate::app::theme::{Choice, size};
use crate::app::{Window, framework, importing, regions};

fn always(_: &Window) -> Result<(), &'static str> {
    Ok(())
}

fn can_go_back(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if desk.can_go_back() => Ok(()),
        _ => Err("There is no earlier place"),
    }
}

fn can_go_forward(window: &Window) -> Result<(), &'static str> {
    match &window.desk {
        Some(desk) if desk.can_go_forward() => Ok(()),
        _ => Err("There is no later place"),
    }
}

fn set_theme(window: &mut Window, choice: Choice) {
    window.settings.theme = choice;
    window.settings.save();
    choice.apply(&window.ctx);
}

fn set_page_size(window: &mut Window, points: f32) {
    window.settings.page_size = points.clamp(size::PAGE_MIN, size::PAGE_MAX);
    window.settings.save();
}

fn show_list(window: &mut Window, list: SideList) {
    window.settings.side = true;
    window.with_desk(|desk| desk.side = list);
    window.focus_side = true;
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "All commands",
        help: "Find and run any command by its name",
        keys: &[plain(Key::F1), ctrl_shift(Key::P)],
        reach: Reach::Anywhere,
        available: always,
        run: Window::show_all_commands,
    },
    Command {
        name: "Keyboard",
        help: "Show every command with its keys",
        keys: &[ctrl(Key::Slash)],
        reach: Reach::Anywhere,
        available: always,
        run: Window::show_keyboard,
    },
    Command {
        name: "Read",
        help: "Go to the page",
        keys: &[ctrl(Key::Num1)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.with_desk(|desk| {
                desk.go(Workspace::Read);
                desk.reading.take_keyboard();
            });
        },
    },
    Command {
        name: "Quotes",
        help: "Go to the quotes of a code",
        keys: &[ctrl(Key::Num2)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.with_desk(|desk| {
                desk.go(Workspace::Quotes);
                desk.quotes.take_keyboard();
            });
        },
    },
    Command {
        name: "Search",
        help: "Search sources, quotations and definitions",
        keys: &[ctrl(Key::Num3), ctrl_shift(Key::F)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.with_desk(|desk| {
                desk.go(Workspace::Search);
                desk.search.go_to_line();
            });
        },
    },
    Command {
        name: "Check",
        help: "Look at what may identify somebody, at brackets, moved quotations and answers",
        keys: &[ctrl(Key::Num5)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.with_desk(|desk| {
                desk.go(Workspace::Check);
                desk.check.take_keyboard();
            });
        },
    },
    Command {
        name: "Table of codes",
        help: "See all codes with how often, where and when each is used",
        keys: &[ctrl(Key::Num7)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| framework::go_to(window, Tab::Codes),
    },
    Command {
        name: "Agenda of the framework",
        help: "See what the team has to speak of since its last meeting",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| framework::go_to(window, Tab::Agenda),
    },
    Command {
        name: "Changes of the framework",
        help: "See what has changed in the framework between two points",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| framework::go_to(window, Tab::Changes),
    },
    Command {
        name: "History of the code",
        help: "See every wording, name, merge, split and move of the selected code",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| framework::go_to(window, Tab::Story),
    },
    Command {
        name: "Sources coded before the code",
        help: "See which sources were coded before the selected code existed",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: |window| framework::go_to(window, Tab::ToDo),
    },
    Command {
        name: "Name this version of the framework…",
        help: "Give the framework as it stands now a name",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: framework::name_version,
    },
    Command {
        name: "Write the agenda to a file…",
        help: "Write what the team has to speak of to a Word or Markdown file",
        keys: &[],
        reach: Reach::Anywhere,
        available: open,
        run: framework::export_agenda,
    },
    Command {
        name: "Sort",
        help: "Go to the passages that are sorted one at a time",
        keys: &[ctrl(Key::Num6)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.with_desk(|desk| {
                desk.go(Workspace::Sort);
                desk.sorting.take_keyboard();
            });
        },
    },
    Command {
        name: "What is new",
        help: "See what others brought in, coded and wrote since you last looked, or since a day",
        keys: &[ctrl_shift(Key::V)],
        reach: Reach::Anywhere,
        available: open,
        run: crate::app::news::go_to,
    },
    Command {
        name: "History",
        help: "See what was changed, when and by whom",
        keys: &[ctrl(Key::Num4)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| window.with_desk(|desk| desk.go(Workspace::History)),
    },
    Command {
        name: "Import",
        help: "Go to the files that wait to be imported",
        keys: &[],
        reach: Reach::Anywhere,
        available: |window| match &window.desk {
            Some(desk) if importing::has_table(desk) => Ok(()),
            _ => Err("No files wait to be imported"),
        },
        run: |window| window.with_desk(|desk| desk.go(Workspace::Import)),
    },
    Command {
        name: "Back",
        help: "Return to the last place, as it was",
        keys: &[alt(Key::ArrowLeft)],
        reach: Reach::Anywhere,
        available: can_go_back,
        run: |window| window.with_desk(Desk::go_back),
    },
    Command {
        name: "Forward",
        help: "Go again where Back came from",
        keys: &[alt(Key::ArrowRight)],
        reach: Reach::Anywhere,
        available: can_go_forward,
        run: |window| window.with_desk(Desk::go_forward),
    },
    Command {
        name: "List of sources",
        help: "Show the sources at the side",
        keys: &[ctrl_shift(Key::O)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| show_list(window, SideList::Sources),
    },
    Command {
        name: "Code framework",
        help: "Show the code framework at the side",
        keys: &[ctrl_shift(Key::K)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| show_list(window, SideList::Codes),
    },
    Command {
        name: "Next region",
        help: "Take the keyboard from rail to list, page and inspector",
        keys: &[plain(Key::F6)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| regions::step(window, true),
    },
    Command {
        name: "Region before",
        help: "Take the keyboard from inspector to page, list and rail",
        keys: &[shift(Key::F6)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| regions::step(window, false),
    },
    Command {
        name: "Show or hide the side list",
        help: "Make room for the page on the left",
        keys: &[ctrl(Key::B)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.settings.side = !window.settings.side;
            window.settings.save();
        },
    },
    Command {
        name: "Show or hide the inspector",
        help: "Make room for the page on the right",
        keys: &[ctrl_shift(Key::B)],
        reach: Reach::Anywhere,
        available: open,
        run: |window| {
            window.settings.inspector = !window.settings.inspector;
            window.settings.save();
        },
    },
    Command {
        name: "Larger text",
        help: "Set the page in larger type",
        keys: &[ctrl(Key::Plus), ctrl(Key::Equals)],
        reach: Reach::Anywhere,
        available: always,
        run: |window| set_page_size(window, window.settings.page_size + 1.0),
    },
    Command {
        name: "Smaller text",
        help: "Set the page in smaller type",
        keys: &[ctrl(Key::Minus)],
        reach: Reach::Anywhere,
        available: always,
        run: |window| set_page_size(window, window.settings.page_size - 1.0),
    },
    Command {
        name: "Usual text size",
        help: "Set the page in its first size again",
        keys: &[ctrl(Key::Num0)],
        reach: Reach::Anywhere,
        available: always,
        run: |window| set_page_size(window, size::PAGE),
    },
    Command {
        name: "Light theme",
        help: "Dark words on a light page",
        keys: &[],
        reach: Reach::Anywhere,
        available: always,
        run: |window| set_theme(window, Choice::Light),
    },
    Command {
        name: "Dark theme",
        help: "Light words on a dark page",
        keys: &[],
        reach: Reach::Anywhere,
        available: always,
        run: |window| set_theme(window, Choice::Dark),
    },
    Command {
        name: "Theme as the system",
        help: "Light or dark as the system says",
        keys: &[],
        reach: Reach::Anywhere,
        available: always,
        run: |window| set_theme(window, Choice::System),
    },
];
