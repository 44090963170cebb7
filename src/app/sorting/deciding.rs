//! What is decided of a passage, written to the project at once while the next one is shown already.

use super::walk::{Naming, Panel, codings_of, span_of};
use crate::analysis::QueuedPassage;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::{CodeId, CodingId, Origin};
use crate::project::{NewCode, Project, ProjectError};

/// Applies a code to the passage that is shown, in a split sends it there, and goes on to the next unless it `stays`.
pub(super) fn apply(desk: &mut Desk, code: CodeId, stays: bool) {
    let Some(walk) = desk.sorting.walk() else { return };
    let Some(passage) = walk.passage() else { return };
    let (at, split) = (walk.at, walk.split());
    walk.foresee(passage, code);
    if !stays {
        walk.go_to(at + 1);
    }
    desk.act(
        move |project| apply_to(project, split, &passage, code),
        move |desk, done| {
            let Some(walk) = desk.sorting.walk() else { return };
            walk.confirm(passage, code);
            if done.is_none() {
                // It was not written: back to it, so that nobody takes it for done.
                let at = walk.passages.iter().position(|other| *other == passage);
                walk.go_to(at.unwrap_or(walk.at));
            }
        },
    );
}

fn apply_to(
    project: &mut Project,
    split: Option<CodeId>,
    passage: &QueuedPassage,
    code: CodeId,
) -> Result<(), ProjectError> {
    if let Some(from) = split {
        let codings = codings_of(project.snapshot(), passage, from);
        if !codings.is_empty() {
            let sent: Vec<_> = codings.into_iter().map(|coding| (coding, code)).collect();
            return project.split_code(from, &sent);
        }
    }
    let on = project.snapshot().codings(passage.source).cloned();
    match on.as_ref().and_then(|on| passage.quotation_on(on)) {
        Some(quotation) => project.code_quotations(&[quotation.id], &[code]).map(drop),
        None => project.code(passage.source, passage.span, &[code]).map(drop),
    }
}

/// Passes by the passage that is shown.
pub(super) fn skip(desk: &mut Desk) {
    if let Some(walk) = desk.sorting.walk() {
        walk.skip();
    }
}

/// Goes to the passage before.
pub(super) fn back(desk: &mut Desk) {
    if let Some(walk) = desk.sorting.walk() {
        walk.go_to(walk.at.saturating_sub(1));
    }
}

/// Takes off the passage that is shown what the keys put on it; what a split sent away comes back.
pub(super) fn take_off(desk: &mut Desk) {
    let Some(walk) = desk.sorting.walk() else { return };
    let Some(passage) = walk.passage() else { return };
    let (split, sent) = (walk.split(), walk.sent());
    let codes: Vec<CodeId> = walk.listed.iter().map(|listed| listed.code).collect();
    desk.act(
        move |project| {
            let snapshot = project.snapshot();
            let me = snapshot.coder.as_ref().map(|coder| coder.id);
            let on = snapshot.codings(passage.source).cloned();
            let quotation = on.as_ref().and_then(|on| passage.quotation_on(on));
            let codings = quotation.map_or(&[][..], |quotation| &quotation.codings);
            let is_sent = |coding: CodingId| split.is_some() && sent.contains(&coding);
            let mut found = false;
            // What was sent comes back first: a quotation without codings would go.
            if let Some(split) = split {
                for coding in codings.iter().filter(|c| is_sent(c.id) && c.code != split) {
                    project.split_code(coding.code, &[(coding.id, split)])?;
                    found = true;
                }
            }
            let own: Vec<CodingId> = codings
                .iter()
                .filter(|c| !is_sent(c.id) && codes.contains(&c.code) && Some(c.coder) == me)
                .map(|coding| coding.id)
                .collect();
            if !own.is_empty() {
                project.remove_codings(&own)?;
                found = true;
            }
            Ok(found)
        },
        |desk, found| {
            if found == Some(false) {
                let nothing = "This passage bears no code of the branch";
                desk.notice = Some(Notice::plain(nothing));
            }
        },
    );
}

/// Opens the line for the name of a new sub-code.
pub(super) fn name_new(desk: &mut Desk) {
    if let Some(walk) = desk.sorting.walk() {
        walk.panel = Panel::Naming(Naming::default());
    }
}

/// Makes a sub-code of the branch, applies it to the passage that is shown, or sends it there, and goes on.
pub(super) fn make_new(desk: &mut Desk, name: String) {
    let Some(walk) = desk.sorting.walk() else { return };
    let (Some(passage), Some(parent)) = (walk.passage(), walk.branch) else { return };
    let (at, split) = (walk.at, walk.split());
    if let Panel::Naming(naming) = &mut walk.panel {
        naming.is_sent = true;
    }
    desk.act(
        move |project| {
            let new = NewCode {
                parent: Some(parent),
                name,
                origin: Origin::Inductive,
                ..NewCode::default()
            };
            if let Some(from) = split {
                let codings = codings_of(project.snapshot(), &passage, from);
                if !codings.is_empty() {
                    return project.split_to_new(from, &codings, &new).map(drop);
                }
            }
            let span = span_of(project.snapshot(), &passage);
            project.code_with_new(passage.source, span, &new).map(drop)
        },
        move |desk, done| {
            desk.sorting.take_keyboard();
            let Some(walk) = desk.sorting.walk() else { return };
            match (done, &mut walk.panel) {
                (Some(()), _) => walk.go_to(at + 1),
                (None, Panel::Naming(naming)) => naming.is_sent = false,
                (None, _) => {}
            }
        },
    );
}

/// Asks which code all passages get that are left; where the branch has one code only, whether they are to get that.
pub(super) fn ask_for_all(desk: &mut Desk) {
    let Some(walk) = desk.sorting.walk() else { return };
    let mut offered = walk.listed.iter().filter(|listed| listed.is_applicable);
    let only = match (offered.next(), offered.next()) {
        (Some(listed), None) => Some(listed.code),
        _ => None,
    };
    walk.panel = Panel::Accepting(only);
}

/// Applies a code to all passages that are left, as one step, and goes to the end.
pub(super) fn accept_all(desk: &mut Desk, code: CodeId) {
    let Some(walk) = desk.sorting.walk() else { return };
    let (left, split) = (walk.left(), walk.split());
    walk.panel = Panel::Nothing;
    desk.act(
        move |project| {
            let snapshot = project.snapshot();
            match split {
                Some(from) => {
                    let codings = left.iter().flat_map(|p| codings_of(snapshot, p, from));
                    let sent: Vec<_> = codings.map(|coding| (coding, code)).collect();
                    project.split_code(from, &sent)
                }
                None => {
                    let spans: Vec<_> =
                        left.iter().map(|p| (p.source, span_of(snapshot, p))).collect();
                    project.code_spans(&spans, code).map(drop)
                }
            }
        },
        |desk, done| {
            if let (Some(()), Some(walk)) = (done, desk.sorting.walk()) {
                walk.go_to(walk.passages.len());
            }
        },
    );
}
