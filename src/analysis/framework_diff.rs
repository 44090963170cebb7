//! What differs between two states of the code framework.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::{Code, CodeId, CodeTree, Colour, Origin};

/// A text that says what a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeText {
    /// What it means.
    Definition,
    /// When to use it.
    Include,
    /// When not.
    Exclude,
    /// The research question it serves.
    Question,
}

impl CodeText {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Definition, Self::Include, Self::Exclude, Self::Question];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Definition => "the definition",
            Self::Include => "when to use it",
            Self::Exclude => "when not to use it",
            Self::Question => "the research question",
        }
    }

    /// This text of a code.
    pub fn of(self, code: &Code) -> &str {
        match self {
            Self::Definition => &code.definition,
            Self::Include => &code.include,
            Self::Exclude => &code.exclude,
            Self::Question => &code.question,
        }
    }
}

/// One way in which a code differs from what it was. Its place among its siblings does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum CodeDifference {
    /// It has another name.
    Renamed {
        /// The name it had.
        before: String,
        /// The name it has.
        after: String,
    },
    /// It hangs elsewhere.
    Moved {
        /// The path of the code above it; empty at the top.
        before: String,
        /// The path of the code above it now.
        after: String,
    },
    /// One of its texts is another.
    Reworded {
        /// Which.
        text: CodeText,
        /// How it was; see [`crate::text::compared`] for what changed in it.
        before: String,
        /// How it is.
        after: String,
    },
    /// It has another colour of its own.
    Recoloured {
        /// The colour it had, if any.
        before: Option<Colour>,
        /// The colour it has.
        after: Option<Colour>,
    },
    /// It is said to come from elsewhere.
    Origin {
        /// Where it was said to come from.
        before: Origin,
        /// Where it is said to come from.
        after: Origin,
    },
    /// It may be applied now, or not any more.
    Applicable {
        /// Whether it may.
        after: bool,
    },
    /// It was put away, or taken out of the archive.
    Archived {
        /// Whether it is put away.
        after: bool,
    },
}

impl CodeDifference {
    /// The difference as a sentence without a full stop; texts stand in quotation marks, whole.
    pub fn sentence(&self) -> String {
        let above = |path: &str| match path {
            "" => "the top".to_owned(),
            path => format!("“{path}”"),
        };
        let colour = |colour: &Option<Colour>| match colour {
            Some(colour) => colour.to_string(),
            None => "none of its own".to_owned(),
        };
        match self {
            Self::Renamed { before, after } => format!("Renamed from “{before}” to “{after}”"),
            Self::Moved { before, after } => {
                format!("Moved from {} to {}", above(before), above(after))
            }
            Self::Reworded { text, before, after } => {
                let what = text.name();
                match (before.as_str(), after.as_str()) {
                    ("", after) => format!("Wrote {what}: “{after}”"),
                    (before, "") => format!("Removed {what}: “{before}”"),
                    (before, after) => format!("Changed {what}: “{before}” became “{after}”"),
                }
            }
            Self::Recoloured { before, after } => {
                format!("Changed colour from {} to {}", colour(before), colour(after))
            }
            Self::Origin { before, after } => {
                format!("Changed origin from {before} to {after}")
            }
            Self::Applicable { after: true } => "May be applied".to_owned(),
            Self::Applicable { after: false } => "Only holds other codes".to_owned(),
            Self::Archived { after: true } => "Archived".to_owned(),
            Self::Archived { after: false } => "Taken out of the archive".to_owned(),
        }
    }
}

/// How a code differs from what it was; `path` gives the path of a code above it, as it was and as it is.
pub fn code_differences(
    before: &Code,
    after: &Code,
    path_before: impl FnOnce(CodeId) -> String,
    path_after: impl FnOnce(CodeId) -> String,
) -> Vec<CodeDifference> {
    let mut found = Vec::new();
    if before.name != after.name {
        let (before, after) = (before.name.clone(), after.name.clone());
        found.push(CodeDifference::Renamed { before, after });
    }
    if before.parent != after.parent {
        found.push(CodeDifference::Moved {
            before: before.parent.map(path_before).unwrap_or_default(),
            after: after.parent.map(path_after).unwrap_or_default(),
        });
    }
    for text in CodeText::ALL {
        let (before, after) = (text.of(before), text.of(after));
        if before != after {
            let (before, after) = (before.to_owned(), after.to_owned());
            found.push(CodeDifference::Reworded { text, before, after });
        }
    }
    if before.colour != after.colour {
        found.push(CodeDifference::Recoloured { before: before.colour, after: after.colour });
    }
    if before.origin != after.origin {
        found.push(CodeDifference::Origin { before: before.origin, after: after.origin });
    }
    if before.is_applicable != after.is_applicable {
        found.push(CodeDifference::Applicable { after: after.is_applicable });
    }
    if before.is_archived != after.is_archived {
        found.push(CodeDifference::Archived { after: after.is_archived });
    }
    found
}

/// A code that is in only one of two states of the framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnlyIn {
    /// The code.
    pub code: CodeId,
    /// Its path in the state that has it.
    pub path: String,
    /// The path of the code it was merged into, in the later state; none when it was deleted, and for a new code.
    pub into: Option<String>,
}

/// A code that is in both states and differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differs {
    /// The code.
    pub code: CodeId,
    /// Its path in the later state.
    pub path: String,
    /// In what it differs; never empty.
    pub differences: Vec<CodeDifference>,
}

/// What differs between two states of the framework.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrameworkDifference {
    /// Codes that only the later one has, in its order.
    pub added: Vec<OnlyIn>,
    /// Codes that only the earlier one has, in its order.
    pub gone: Vec<OnlyIn>,
    /// Codes that differ, in the order of the later one.
    pub changed: Vec<Differs>,
}

impl FrameworkDifference {
    /// Whether both states are the same, but for the order of siblings.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }
}

/// Compares two states of the framework. `merged` says of codes that are gone which one they were merged into; a code that
/// was merged into one that was merged in turn is followed.
pub fn framework_difference(
    before: &CodeTree,
    after: &CodeTree,
    merged: &HashMap<CodeId, CodeId>,
) -> FrameworkDifference {
    let added = after.codes().iter().filter(|code| before.get(code.id).is_none());
    let gone = before.codes().iter().filter(|code| after.get(code.id).is_none());
    let both = after.codes().iter().filter_map(|code| Some((before.get(code.id)?, code)));
    let into = |code: CodeId| {
        let mut at = code;
        // No chain is longer than there are merges, even one that a damaged history closed to a circle.
        for _ in 0..=merged.len() {
            at = *merged.get(&at)?;
            if after.get(at).is_some() {
                return Some(after.path_text(at));
            }
        }
        None
    };
    FrameworkDifference {
        added: added
            .map(|code| OnlyIn { code: code.id, path: after.path_text(code.id), into: None })
            .collect(),
        gone: gone
            .map(|code| OnlyIn {
                code: code.id,
                path: before.path_text(code.id),
                into: into(code.id),
            })
            .collect(),
        changed: both
            .map(|(old, new)| Differs {
                code: new.id,
                path: after.path_text(new.id),
                differences: code_differences(
                    old,
                    new,
                    |above| before.path_text(above),
                    |above| after.path_text(above),
                ),
            })
            .filter(|changed| !changed.differences.is_empty())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(n))
    }

    fn code(n: u128, parent: Option<u128>, name: &str) -> Code {
        Code::new(id(n), parent.map(id), name, 0)
    }

    fn compare(before: &[Code], after: &[Code], merged: &[(u128, u128)]) -> FrameworkDifference {
        let merged = merged.iter().map(|&(from, to)| (id(from), id(to))).collect();
        framework_difference(
            &CodeTree::new(before.to_vec()),
            &CodeTree::new(after.to_vec()),
            &merged,
        )
    }

    #[test]
    fn the_same_framework_does_not_differ_whatever_the_order_of_siblings() {
        let (one, two) = (code(1, None, "Access"), code(2, None, "Trust"));
        let moved = Code { position: 7, ..one.clone() };
        assert!(compare(&[one, two.clone()], &[two, moved], &[]).is_empty());
        assert!(compare(&[], &[], &[]).is_empty());
    }

    #[test]
    fn codes_come_and_go() {
        let before = [code(1, None, "Access"), code(2, Some(1), "Waiting"), code(3, None, "Time")];
        let after = [code(1, None, "Access"), code(4, Some(1), "Money")];
        // Waiting went into Time, and Time into Money.
        let found = compare(&before, &after, &[(2, 3), (3, 4)]);
        let only = |n, path: &str, into: Option<&str>| OnlyIn {
            code: id(n),
            path: path.to_owned(),
            into: into.map(str::to_owned),
        };
        let money = Some("Access > Money");
        assert_eq!(found.added, [only(4, "Access > Money", None)]);
        assert_eq!(found.gone, [only(2, "Access > Waiting", money), only(3, "Time", money)]);
        assert!(found.changed.is_empty());
        let circle = compare(&before, &after, &[(2, 3), (3, 2)]);
        assert_eq!(circle.gone, [only(2, "Access > Waiting", None), only(3, "Time", None)]);
    }

    #[test]
    fn each_difference_of_a_code_is_told() {
        let (top, old) = (code(1, None, "Access"), code(2, None, "Waiting"));
        let new = Code {
            parent: Some(id(1)),
            name: "Waiting times".to_owned(),
            definition: "How long".to_owned(),
            exclude: "Not queues".to_owned(),
            colour: "#6c9539".parse().ok(),
            origin: Origin::InVivo,
            is_applicable: false,
            is_archived: true,
            ..old.clone()
        };
        let found = compare(&[top.clone(), old], &[top, new], &[]);
        let [changed] = &found.changed[..] else { panic!("{found:?}") };
        assert_eq!((changed.code, changed.path.as_str()), (id(2), "Access > Waiting times"));
        let said: Vec<String> = changed.differences.iter().map(CodeDifference::sentence).collect();
        assert_eq!(
            said,
            [
                "Renamed from “Waiting” to “Waiting times”",
                "Moved from the top to “Access”",
                "Wrote the definition: “How long”",
                "Wrote when not to use it: “Not queues”",
                "Changed colour from none of its own to #6c9539",
                "Changed origin from framework to in vivo",
                "Only holds other codes",
                "Archived",
            ]
        );
    }
}
