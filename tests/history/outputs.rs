//! Deeds on outputs and house styles, for the history.

use marginalia::domain::house_style::{HouseStyle, Numbering};
use marginalia::domain::{Insertion, Span, StandsFor, Trims};
use marginalia::project::{ExtractField, OutputField, Project, ProjectError};

use crate::pick;

/// Does something to outputs; refusals are fine, faults are not. The numbers choose what, and to which.
pub fn perform(project: &mut Project, a: u8, b: u8, c: u8) -> Result<(), ProjectError> {
    let snapshot = project.snapshot().clone();
    let outputs: Vec<_> = snapshot.outputs.iter().map(|one| one.id).collect();
    let styles: Vec<_> = snapshot.styles.iter().map(|one| one.id).collect();
    let extracts: Vec<_> =
        snapshot.outputs.iter().flat_map(|one| &one.extracts).map(|one| one.id).collect();
    let mut quotations: Vec<_> = snapshot.quotations().map(|(_, one)| one.id).collect();
    quotations.sort_unstable();
    let gone = || ProjectError::Gone("This");
    let (output, extract) = (pick(&outputs, b), pick(&extracts, b));
    let quotation = pick(&quotations, c);
    match a % 12 {
        0 => project.add_output(&format!("Chapter {}", c % 3), "Report").map(drop),
        1 | 2 => {
            let code = snapshot.codes.codes().first().map(|code| code.id);
            let chosen = [(quotation.ok_or_else(gone)?, code)];
            let again = b.is_multiple_of(4);
            project.add_extracts(output.ok_or_else(gone)?, &chosen, again).map(drop)
        }
        3 => {
            let at = u32::from(c % 5);
            let span = Span { start: at, end: at + 1 };
            let words = "in".to_owned();
            let trims = Trims {
                cuts: if b.is_multiple_of(2) { vec![span] } else { Vec::new() },
                insertions: vec![Insertion { span: Span { start: 0, end: 0 }, words }],
                emphasis: Vec::new(),
            };
            let field = ExtractField::Trims(trims);
            project.change_extracts(vec![(extract.ok_or_else(gone)?, field)])
        }
        4 => {
            let field = match c % 4 {
                0 => ExtractField::StandsFor(Some(StandsFor::Typical)),
                1 => ExtractField::StandsFor(None),
                2 => ExtractField::Why("It shows it.".to_owned()),
                _ => ExtractField::Note("original in French".to_owned()),
            };
            project.change_extracts(vec![(extract.ok_or_else(gone)?, field)])
        }
        5 => {
            let before = pick(&extracts, c);
            let moved = [extract.ok_or_else(gone)?];
            project.move_extracts(output.ok_or_else(gone)?, &moved, before)
        }
        6 => project.remove_extracts(&[extract.ok_or_else(gone)?]),
        7 => {
            let with = quotation.ok_or_else(gone)?;
            project.swap_extract(extract.ok_or_else(gone)?, with).map(drop)
        }
        8 => {
            let style = HouseStyle {
                name: format!("Style {}", c % 3),
                numbers: if b.is_multiple_of(2) { Numbering::Shuffled } else { Numbering::Kept },
                ..HouseStyle::report()
            };
            project.keep_style(pick(&styles, b), style).map(drop)
        }
        9 => {
            let field = match c % 2 {
                0 => OutputField::Style(format!("Style {}", b % 3)),
                _ => OutputField::Name(format!("Chapter {}", b % 3)),
            };
            project.change_output(output.ok_or_else(gone)?, vec![field])
        }
        10 => {
            let reason = (!c.is_multiple_of(3)).then_some("It is agreed.");
            project.accept_finding(output.ok_or_else(gone)?, &format!("f{}", c % 4), reason)
        }
        _ => match b % 3 {
            0 => project.delete_style(pick(&styles, c).ok_or_else(gone)?),
            1 => project.set_screen_style(pick(&styles, c)),
            _ => project.delete_output(output.ok_or_else(gone)?),
        },
    }
}
