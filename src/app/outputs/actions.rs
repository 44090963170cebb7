//! What is done with outputs and their extracts.

use super::OutputsView;
use super::naming::Naming;
use crate::app::Window;
use crate::app::desk::{Desk, Workspace};
use crate::domain::{ExtractId, StandsFor};
use crate::project::ExtractField;

/// Whether an output is shown; otherwise why not.
pub fn has_output(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let is_shown = desk.workspace == Workspace::Outputs && !desk.snapshot.outputs.is_empty();
    if is_shown { Ok(()) } else { Err("Go to an output first") }
}

/// Whether an extract is chosen; otherwise why not.
pub fn has_extract(window: &Window) -> Result<(), &'static str> {
    has_output(window)?;
    let chosen = window.desk.as_ref().map(|desk| desk.outputs.chosen().len());
    if chosen.unwrap_or(0) > 0 { Ok(()) } else { Err("Choose an extract first") }
}

/// Asks for the name of a new output.
pub fn new_output(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Outputs);
        desk.outputs.naming = Some(Naming::new(None, String::new()));
    });
}

/// Asks for another name of the output.
pub fn rename_output(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(output) = desk.outputs.shown(&desk.snapshot) else { return };
        desk.outputs.naming = Some(Naming::new(Some(output.id), output.name.clone()));
    });
}

/// Deletes the output that is shown.
pub fn delete_output(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(id) = desk.outputs.shown(&desk.snapshot).map(|output| output.id) else { return };
        desk.just_do(move |project| project.delete_output(id));
    });
}

/// Goes to the extract where it stands in its source.
pub fn open_in_source(window: &mut Window) {
    window.with_desk(|desk| {
        let at = desk.outputs.current().map(|one| (one.source, one.quotation));
        if let Some((source, quotation)) = at {
            desk.open_quotation(source, quotation);
        }
    });
}

/// Goes to the extract of a finding.
pub fn go_to_found(window: &mut Window) {
    window.with_desk(|desk| {
        let view = &mut desk.outputs;
        let Some((.., ready)) = view.set.clone() else { return };
        let checked = ready.looked_through();
        let found = view.checks.current(checked);
        let extract = found.and_then(|found| super::checks::place_of(checked, found));
        let extracts = &ready.checked.set.extracts;
        let row = extracts.iter().position(|one| Some(one.extract) == extract);
        if let Some(row) = row {
            view.tab = super::Tab::Extracts;
            view.list.go_to(row);
            view.take_keyboard();
        }
    });
}

/// Offers the forms in which the output can be written; where something is open in it, shows that first.
pub fn export(window: &mut Window) {
    let Some(desk) = &mut window.desk else { return };
    let Some(id) = desk.outputs.shown(&desk.snapshot).map(|output| output.id) else { return };
    // While it is being looked through, the panel says so.
    let open = desk.outputs.open_findings(id, &desk.snapshot).unwrap_or_default();
    if open > 0 && desk.outputs.tab != super::Tab::Checks {
        desk.outputs.tab = super::Tab::Checks;
        desk.outputs.take_keyboard();
        let findings = crate::app::figures::counted(open, "finding is", "findings are");
        super::say(
            desk,
            format!(
                "{findings} open: mend or accept them; to export all the same, press Export again"
            ),
        );
        return;
    }
    window.exporting = Some(crate::app::exporting::Exporting::of_output(id));
}

/// Puts the keyboard into the words of the extract, to trim them.
pub fn trim(window: &mut Window) {
    window.with_desk(|desk| desk.outputs.trimming.take_keyboard());
}

/// Says what the chosen extracts stand for; the same again takes it back.
pub fn stand_for(window: &mut Window, what: StandsFor) {
    window.with_desk(|desk| {
        let chosen = desk.outputs.chosen();
        let has = |id: &ExtractId| {
            desk.snapshot.extract(*id).is_some_and(|(_, one)| one.stands_for == Some(what))
        };
        let new = if chosen.iter().all(has) { None } else { Some(what) };
        let changes: Vec<_> =
            chosen.into_iter().map(|id| (id, ExtractField::StandsFor(new))).collect();
        desk.just_do(move |project| project.change_extracts(changes));
    });
}

/// Takes the chosen extracts out of the output.
pub fn take_out(window: &mut Window) {
    window.with_desk(|desk| {
        let chosen = desk.outputs.chosen();
        desk.just_do(move |project| project.remove_extracts(&chosen));
    });
}

/// Moves the chosen extracts by one place.
pub fn shift(window: &mut Window, down: bool) {
    window.with_desk(|desk| {
        // Where an outline is printed, extracts step along that.
        let output = desk.outputs.shown(&desk.snapshot);
        let is_outlined = output.is_some_and(|output| output.prints_outline());
        if is_outlined || desk.outputs.tab == super::Tab::Outline {
            if let Some(id) = desk.outputs.current().map(|one| one.extract) {
                super::outline::shift(desk, id, down);
            }
            return;
        }
        let Some((output, before)) = moved(&desk.outputs, desk, down) else { return };
        let chosen = desk.outputs.chosen();
        // The choice goes with what is moved, even where nobody has chosen anything yet.
        let rows: Vec<usize> = desk.outputs.list.chosen().collect();
        desk.outputs.list.choose(rows.into_iter());
        desk.just_do(move |project| project.move_extracts(output, &chosen, before));
    });
}

/// The output, and the extract before which the chosen ones are to stand.
fn moved(
    view: &OutputsView,
    desk: &Desk,
    down: bool,
) -> Option<(crate::domain::OutputId, Option<ExtractId>)> {
    let output = view.shown(&desk.snapshot)?;
    let all: Vec<ExtractId> = output.extracts.iter().map(|one| one.id).collect();
    let chosen = view.chosen();
    let place = |id: &ExtractId| all.iter().position(|one| one == id);
    let (first, last) =
        (chosen.iter().filter_map(place).min()?, chosen.iter().filter_map(place).max()?);
    let others: Vec<ExtractId> = all.iter().copied().filter(|id| !chosen.contains(id)).collect();
    if down {
        let next = all[last + 1..].iter().find(|id| !chosen.contains(id))?;
        let at = others.iter().position(|id| id == next)?;
        Some((output.id, others.get(at + 1).copied()))
    } else {
        let before = all[..first].iter().rfind(|id| !chosen.contains(id))?;
        Some((output.id, Some(*before)))
    }
}
