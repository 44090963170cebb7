//! A code framework taken from a table.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::{CodeId, Colour};
use crate::project::{Project, ProjectError};
use crate::store::CodeField;
use crate::text::counted;

/// One code of a table: its names from the top, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// The names from the top down to this code.
    pub path: Vec<String>,
    /// Its definition; empty leaves the one it has.
    pub definition: String,
    /// Its own colour; none leaves the one it has.
    pub colour: Option<Colour>,
}

/// What came of a table of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct FrameworkImport {
    /// Codes that are new, those above a listed one included.
    pub made: usize,
    /// Codes that were there and got another definition or colour.
    pub changed: usize,
    /// Codes that were there just so.
    pub unchanged: usize,
}

impl Project {
    /// Takes codes from a table, in one step: codes that are missing are made, with those above them; codes that are
    /// there take the table's definition and colour where it gives one.
    pub fn import_framework(
        &mut self,
        rows: &[Framework],
    ) -> Result<FrameworkImport, ProjectError> {
        let label = format!("Imported a framework of {}", counted(rows.len(), "code", "codes"));
        self.transact(&label, |work| {
            let tree = &work.before.codes;
            let mut known: HashMap<Vec<String>, CodeId> = HashMap::new();
            let mut next: HashMap<Option<CodeId>, u32> = HashMap::new();
            for code in tree.codes() {
                let path = tree.path(code.id).into_iter().map(str::to_owned).collect();
                known.insert(path, code.id);
                let next = next.entry(code.parent).or_default();
                *next = (*next).max(code.position + 1);
            }
            let mut report = FrameworkImport::default();
            for row in rows {
                let mut parent = None;
                for depth in 1..=row.path.len() {
                    let last = depth == row.path.len();
                    let path = &row.path[..depth];
                    let id = match known.get(path) {
                        Some(&id) => {
                            if last {
                                let (mut definition, mut colour) = (false, false);
                                if let Some(code) = tree.get(id) {
                                    definition = !row.definition.is_empty()
                                        && row.definition != code.definition;
                                    colour = row.colour.is_some() && row.colour != code.colour;
                                }
                                if definition {
                                    let field = CodeField::Definition(&row.definition);
                                    work.tx.set_code(id, field)?;
                                }
                                if colour {
                                    work.tx.set_code(id, CodeField::Colour(row.colour))?;
                                }
                                if definition || colour {
                                    report.changed += 1;
                                } else {
                                    report.unchanged += 1;
                                }
                            }
                            id
                        }
                        None => {
                            let position = next.entry(parent).or_default();
                            let new = crate::store::NewCode {
                                parent,
                                name: &row.path[depth - 1],
                                definition: if last { &row.definition } else { "" },
                                colour: row.colour.filter(|_| last),
                                coder: work.coder,
                                position: *position,
                                ..crate::store::NewCode::default()
                            };
                            *position += 1;
                            report.made += 1;
                            let id = work.tx.insert_code(&new, work.at)?;
                            known.insert(path.to_vec(), id);
                            id
                        }
                    };
                    parent = Some(id);
                }
            }
            Ok(report)
        })
    }
}
