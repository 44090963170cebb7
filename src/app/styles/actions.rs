//! What can be done with house styles as a whole.

use super::{Chosen, StylesView, kept};
use crate::analysis::labels::PublicField;
use crate::app::Window;
use crate::app::desk::Desk;
use crate::domain::house_style::{Audience, ExtractTemplate, HouseStyle};
use crate::domain::{LabelStyleId, OutputId};
use crate::project::{OutputField, Snapshot};

/// The house styles on the page, where they are.
fn shown(window: &Window) -> Result<(&StylesView, &Snapshot), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match desk.styles.is_shown(desk.ctx()) {
        true => Ok((&desk.styles, &desk.snapshot)),
        false => Err("Open the house styles first"),
    }
}

/// Whether house styles are on the page.
pub fn is_shown(window: &Window) -> Result<(), &'static str> {
    shown(window).map(|_| ())
}

/// Whether the style that is chosen is the project's own.
pub fn is_own(window: &Window) -> Result<(), &'static str> {
    own(shown(window)?.0).map(|_| ())
}

/// Whether the style can be used for the output.
pub fn can_be_used(window: &Window) -> Result<(), &'static str> {
    let (view, snapshot) = shown(window)?;
    use_for(view, snapshot).map(|_| ())
}

/// Whether labels on the screen can be in the style, or no longer.
pub fn can_be_on_screen(window: &Window) -> Result<(), &'static str> {
    let (view, snapshot) = shown(window)?;
    on_screen(view, snapshot).map(|_| ())
}

/// Whether one of these commands can be done now, while the view itself is in hand.
pub(super) fn available(
    window: &Window,
    view: &StylesView,
    name: &str,
) -> Result<(), &'static str> {
    let snapshot = &window.desk.as_ref().ok_or("Open a project first")?.snapshot;
    match name {
        "Use the house style for the output" => use_for(view, snapshot).map(|_| ()),
        "Labels on screen in this style" => on_screen(view, snapshot).map(|_| ()),
        "Rename the house style" | "Delete the house style" => own(view).map(|_| ()),
        _ => Ok(()),
    }
}

fn own(view: &StylesView) -> Result<LabelStyleId, &'static str> {
    match view.chosen {
        Some(Chosen::Own(id)) => Ok(id),
        _ => Err("It comes with the program; copy it to change it"),
    }
}

/// The output, and the name of the style it is to be printed in.
fn use_for(view: &StylesView, snapshot: &Snapshot) -> Result<(OutputId, String), &'static str> {
    let output = view.output.and_then(|id| snapshot.output(id)).ok_or("There is no output here")?;
    let style = stored(view, snapshot).ok_or("Choose a style first")?;
    if style.audience == Audience::Team {
        return Err("It is for the team's own screens only");
    }
    if style.name.to_lowercase() == output.style.to_lowercase() {
        return Err("The output is printed in this style");
    }
    Ok((output.id, style.name))
}

/// The style that is chosen, as the project holds it.
fn stored(view: &StylesView, snapshot: &Snapshot) -> Option<HouseStyle> {
    match view.chosen.as_ref()? {
        Chosen::Own(id) => kept(snapshot, *id).map(|kept| kept.style.clone()),
        Chosen::Shipped(name) => snapshot.house_style(name),
    }
}

/// Whether the lists of the window show labels in the style that is chosen.
pub(super) fn is_on_screen(view: &StylesView, snapshot: &Snapshot) -> bool {
    match &view.chosen {
        Some(Chosen::Own(id)) => kept(snapshot, *id).is_some_and(|kept| kept.is_on_screen),
        Some(Chosen::Shipped(name)) => {
            is_default(name) && !snapshot.styles.iter().any(|kept| kept.is_on_screen)
        }
        None => false,
    }
}

/// Whether this is the style of the program in which lists show labels where the project says nothing else.
fn is_default(name: &str) -> bool {
    name == HouseStyle::report().name
}

/// The style that labels on the screen are to be in; `None` for that of the program.
fn on_screen(view: &StylesView, snapshot: &Snapshot) -> Result<Option<LabelStyleId>, &'static str> {
    match &view.chosen {
        Some(Chosen::Own(id)) => {
            let kept = kept(snapshot, *id).ok_or("This house style is gone")?;
            if kept.style.labels::<PublicField>().is_err() {
                return Err("Its templates name what is private; lists show what may be printed");
            }
            Ok((!kept.is_on_screen).then_some(*id))
        }
        Some(Chosen::Shipped(name)) if is_default(name) => {
            match snapshot.styles.iter().any(|kept| kept.is_on_screen) {
                true => Ok(None),
                false => Err("It is so where no other style is chosen"),
            }
        }
        _ => Err("Copy it first: lists show labels in a style of the project"),
    }
}

/// Makes a new style and opens its name.
pub fn add(window: &mut Window) {
    let template = "{role} ID {person}".to_owned();
    let style = HouseStyle {
        name: "New style".to_owned(),
        extracts: vec![ExtractTemplate { kinds: Vec::new(), template }],
        ..HouseStyle::default()
    };
    window.with_desk(|desk| make(desk, style));
}

/// Copies the style that is chosen and opens the copy's name.
pub fn copy(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some((style, _)) = desk.styles.style(&desk.snapshot)
            && style.errors().is_empty()
        {
            make(desk, style);
        } else if let Some(style) = stored(&desk.styles, &desk.snapshot) {
            make(desk, style);
        }
    });
}

fn make(desk: &mut Desk, style: HouseStyle) {
    let name = free_name(&style.name, &desk.snapshot);
    desk.act(
        move |project| project.keep_style(None, HouseStyle { name, ..style }),
        |desk, made| {
            if let Some(id) = made {
                desk.styles.chosen = Some(Chosen::Own(id));
                desk.styles.form.takes_name = true;
            }
        },
    );
}

/// A name with a number behind it where another style has it.
fn free_name(name: &str, snapshot: &Snapshot) -> String {
    let is_free = |name: &str| snapshot.house_style(name).is_none();
    let name = name.trim();
    let (base, number) = match name.rsplit_once(' ') {
        Some((base, number)) if number.parse::<u32>().is_ok() => {
            (base, number.parse().unwrap_or(1))
        }
        _ => (name, 1_u32),
    };
    if is_free(name) {
        return name.to_owned();
    }
    let names = (1..).map(|more| format!("{base} {}", number.saturating_add(more)));
    names.into_iter().find(|name| is_free(name)).unwrap_or_default()
}

/// Puts the keyboard into the name of the style.
pub fn rename(window: &mut Window) {
    window.with_desk(|desk| desk.styles.form.takes_name = true);
}

/// Deletes the style.
pub fn delete(window: &mut Window) {
    window.with_desk(|desk| {
        if let Ok(id) = own(&desk.styles) {
            // What was typed last goes with it.
            desk.styles.edited.remove(&id);
            desk.just_do(move |project| project.delete_style(id));
        }
    });
}

/// Has the output printed in the style.
pub fn use_for_output(window: &mut Window) {
    window.with_desk(|desk| {
        if let Ok((output, name)) = use_for(&desk.styles, &desk.snapshot) {
            desk.just_do(move |project| {
                project.change_output(output, vec![OutputField::Style(name)])
            });
        }
    });
}

/// Has the lists of the window show labels in the style, or no longer.
pub fn set_on_screen(window: &mut Window) {
    window.with_desk(|desk| {
        if let Ok(id) = on_screen(&desk.styles, &desk.snapshot) {
            desk.just_do(move |project| project.set_screen_style(id));
        }
    });
}
