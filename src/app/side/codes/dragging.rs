//! Where a code that is dragged would land.

use super::rows::{Fold, Row};
use crate::domain::{CodeId, CodeTree};
use crate::project::Placement;

/// A code on its way.
#[derive(Debug, Clone, Copy)]
pub struct Drag {
    /// The code.
    pub code: CodeId,
    /// Where it would land now.
    pub landing: Option<Landing>,
}

/// A place for a code that is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landing {
    /// What the move would be.
    pub to: Placement,
    /// What shows it.
    pub sign: Sign,
}

/// What shows where a code would land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A frame around this row: the code would come below it.
    Into(usize),
    /// A line above this row (or below the last one), indented to a level.
    Line(usize, u32),
}

/// Where a code would land when it is let go at `y`, counted in rows from the top, and at the indentation of
/// `level`. None where it cannot go: below itself.
pub fn landing(
    codes: &CodeTree,
    rows: &[Row],
    dragged: CodeId,
    y: f32,
    level: u32,
) -> Option<Landing> {
    let last = rows.len().checked_sub(1)?;
    let place = (y.max(0.0) as usize).min(last);
    let within = y - place as f32;
    let row = &rows[place];
    let landing = if within < 0.28 {
        between(codes, rows, place, level)
    } else if within > 0.72 {
        if row.fold == Fold::Unfolded {
            let to = Placement { parent: Some(row.code), before: first_below(codes, row.code) };
            Landing { to, sign: Sign::Line(place + 1, row.depth + 1) }
        } else {
            between(codes, rows, place + 1, level)
        }
    } else {
        let to = Placement { parent: Some(row.code), before: None };
        Landing { to, sign: Sign::Into(place) }
    };
    let inside = landing.to.parent.is_some_and(|parent| codes.is_within(parent, dragged));
    (!inside).then_some(landing)
}

/// Between the row at `place` and the one before it. Where several levels end there, `level` chooses among them.
fn between(codes: &CodeTree, rows: &[Row], place: usize, level: u32) -> Landing {
    let next = rows.get(place);
    let lowest = next.map_or(0, |row| row.depth);
    let above = place.checked_sub(1).map(|i| &rows[i]);
    let highest = above.map_or(lowest, |row| row.depth.max(lowest));
    let level = level.clamp(lowest, highest);
    let sign = Sign::Line(place, level);
    if let Some(next) = next.filter(|next| next.depth == level) {
        let parent = codes.get(next.code).and_then(|code| code.parent);
        return Landing { to: Placement { parent, before: Some(next.code) }, sign };
    }
    // Behind the row above, or behind the one of those over it that stands on the wanted level.
    let behind = rows[..place].iter().rev().find(|row| row.depth == level);
    let parent = behind.and_then(|row| codes.get(row.code)).and_then(|code| code.parent);
    let before = behind.and_then(|row| sibling_after(codes, row.code));
    Landing { to: Placement { parent, before }, sign }
}

fn first_below(codes: &CodeTree, code: CodeId) -> Option<CodeId> {
    codes.children(Some(code)).first().map(|child| child.id)
}

/// The sibling that follows a code.
pub fn sibling_after(codes: &CodeTree, code: CodeId) -> Option<CodeId> {
    neighbour(codes, code, |place| Some(place + 1))
}

/// The sibling before a code.
pub fn sibling_before(codes: &CodeTree, code: CodeId) -> Option<CodeId> {
    neighbour(codes, code, |place| place.checked_sub(1))
}

fn neighbour(
    codes: &CodeTree,
    code: CodeId,
    step: impl Fn(usize) -> Option<usize>,
) -> Option<CodeId> {
    let siblings = codes.children(codes.get(code)?.parent);
    let place = siblings.iter().position(|sibling| sibling.id == code)?;
    siblings.get(step(place)?).map(|sibling| sibling.id)
}

/// A move by one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the sibling above.
    Up,
    /// Behind the sibling below.
    Down,
    /// Under the sibling above, as its last.
    In,
    /// Out of its parent, behind it.
    Out,
}

/// Where a code stands after a step; none when it cannot take it.
pub fn stepped(codes: &CodeTree, code: CodeId, step: Step) -> Option<Placement> {
    let parent = codes.get(code)?.parent;
    match step {
        Step::Up => Some(Placement { parent, before: Some(sibling_before(codes, code)?) }),
        Step::Down => {
            let next = sibling_after(codes, code)?;
            Some(Placement { parent, before: sibling_after(codes, next) })
        }
        Step::In => Some(Placement { parent: Some(sibling_before(codes, code)?), before: None }),
        Step::Out => {
            let parent = parent?;
            let before = sibling_after(codes, parent);
            Some(Placement { parent: codes.get(parent)?.parent, before })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::app::side::codes::rows::{Folds, Rows};
    use crate::domain::Code;

    fn id(n: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(n))
    }

    /// 1 (2 (3)), 4
    fn tree() -> Arc<CodeTree> {
        let code = |(n, parent): (u128, Option<u128>)| {
            Code::new(id(n), parent.map(id), n.to_string(), n as u32)
        };
        let codes = [(1, None), (2, Some(1)), (3, Some(2)), (4, None)];
        Arc::new(CodeTree::new(codes.into_iter().map(code).collect()))
    }

    fn dropped(dragged: u128, y: f32, level: u32) -> Option<(Option<u128>, Option<u128>)> {
        let (codes, mut rows) = (tree(), Rows::default());
        rows.renew(&codes, &mut Folds::default(), "");
        let number = |id: CodeId| id.uuid().as_u128();
        landing(&codes, rows.all(), id(dragged), y, level)
            .map(|landing| (landing.to.parent.map(number), landing.to.before.map(number)))
    }

    #[test]
    fn lands_between_rows_and_in_them() {
        assert_eq!(dropped(4, 0.1, 0), Some((None, Some(1))), "before the first");
        assert_eq!(dropped(4, 0.5, 0), Some((Some(1), None)), "into the first");
        assert_eq!(dropped(4, 0.9, 0), Some((Some(1), Some(2))), "as its first");
        assert_eq!(dropped(1, 3.9, 5), Some((None, None)), "behind the last");
        assert_eq!(dropped(1, 9.0, 0), Some((None, None)), "far below");
    }

    #[test]
    fn the_level_chooses_where_several_end() {
        assert_eq!(dropped(4, 2.9, 2), Some((Some(2), None)));
        assert_eq!(dropped(4, 2.9, 1), Some((Some(1), None)));
        assert_eq!(dropped(4, 2.9, 0), Some((None, Some(4))));
    }

    #[test]
    fn never_below_itself() {
        assert_eq!(dropped(1, 2.5, 0), None);
        assert_eq!(dropped(1, 0.5, 0), None);
        assert_eq!(dropped(2, 2.9, 2), None);
    }

    #[test]
    fn steps_among_siblings_and_levels() {
        let codes = tree();
        let step = |code, step| {
            stepped(&codes, id(code), step).map(|to| {
                (to.parent.map(|p| p.uuid().as_u128()), to.before.map(|b| b.uuid().as_u128()))
            })
        };
        assert_eq!(step(4, Step::Up), Some((None, Some(1))));
        assert_eq!(step(1, Step::Up), None);
        assert_eq!(step(1, Step::Down), Some((None, None)));
        assert_eq!(step(4, Step::Down), None);
        assert_eq!(step(4, Step::In), Some((Some(1), None)));
        assert_eq!(step(3, Step::Out), Some((Some(1), None)));
        assert_eq!(step(2, Step::Out), Some((None, Some(4))));
        assert_eq!(step(1, Step::Out), None);
    }
}
