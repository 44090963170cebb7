//! A question as the rows of a form: what can be changed by clicks, row by row, group by group.
//!
//! A row may be unfinished: it asks nothing until something is chosen for it.

use super::{Condition, Field, Relation};

/// A row of a form, or a group of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Whether it must not hold.
    pub is_not: bool,
    /// What it says.
    pub says: Says,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// One of these values of a field; nothing yet where there is none.
    Row(About, Vec<Condition>),
    /// All of these, or any of these.
    Group(Joined, Vec<Part>),
    /// Another quotation stands so to it, of which all or any of these hold.
    Beside(Relation, Joined, Vec<Part>),
}

/// How the rows of a group are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Joined {
    /// All of them must hold.
    #[default]
    All,
    /// At least one of them must hold.
    Any,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A field that stands before a sign.
    Field(Field),
    /// An attribute of the source.
    Attribute,
    /// Words.
    Words,
    /// A regular expression.
    Pattern,
}

impl About {
    /// What a condition is about; none where it joins others.
    pub fn of(condition: &Condition) -> Option<Self> {
        match condition {
            Condition::Attribute { .. } => Some(Self::Attribute),
            Condition::Words(_) => Some(Self::Words),
            Condition::Pattern(_) => Some(Self::Pattern),
            other => other.field().map(Self::Field),
        }
    }
}

impl Part {
    /// A row about something, for which nothing is chosen yet.
    pub fn unfinished(about: About) -> Self {
        Self { is_not: false, says: Says::Row(about, Vec::new()) }
    }

    /// The rows of a condition.
    pub fn of(condition: &Condition) -> Self {
        let says = match condition {
            Condition::Not(inside) => {
                let part = Self::of(inside);
                return match part.is_not {
                    false => Self { is_not: true, ..part },
                    // The opposite of an opposite is written as a group that must not hold.
                    true => Self { is_not: true, says: Says::Group(Joined::All, vec![part]) },
                };
            }
            Condition::Beside(relation, inside) => {
                let (joined, parts) = group(inside);
                Says::Beside(*relation, joined, parts)
            }
            other => match values(other) {
                Some((about, values)) => Says::Row(about, values),
                None => {
                    let (joined, parts) = group(other);
                    Says::Group(joined, parts)
                }
            },
        };
        Self { is_not: false, says }
    }

    /// The condition that its finished rows say; none where there is none.
    pub fn condition(&self) -> Option<Condition> {
        let said = match &self.says {
            Says::Row(_, values) => match values.as_slice() {
                [] => return None,
                [one] => one.clone(),
                many => Condition::Any(many.to_vec()),
            },
            Says::Group(joined, parts) => joined.of(parts)?,
            Says::Beside(relation, joined, parts) => {
                Condition::Beside(*relation, Box::new(alone(joined.of(parts)?)))
            }
        };
        Some(if self.is_not { Condition::Not(Box::new(said)) } else { said })
    }
}

/// How the rows of a whole question are joined, with these rows.
pub fn rows(condition: &Condition) -> (Joined, Vec<Part>) {
    group(condition)
}

/// The condition that rows say together; everything where none of them is finished.
pub fn condition(joined: Joined, parts: &[Part]) -> Condition {
    joined.of(parts).map(alone).unwrap_or_default()
}

impl Joined {
    /// The finished rows, joined; none where there are rows and none of them is finished.
    fn of(self, parts: &[Part]) -> Option<Condition> {
        let finished: Vec<Condition> = parts.iter().filter_map(Part::condition).collect();
        if finished.is_empty() && !parts.is_empty() {
            return None;
        }
        Some(match self {
            Self::All => Condition::All(finished),
            Self::Any => Condition::Any(finished),
        })
    }
}

/// A condition that stands beside no other needs no group around it.
fn alone(condition: Condition) -> Condition {
    match condition {
        Condition::All(mut parts) | Condition::Any(mut parts) if parts.len() == 1 => {
            parts.remove(0)
        }
        other => other,
    }
}

/// The values of one field that a condition allows, where that is all it says.
fn values(condition: &Condition) -> Option<(About, Vec<Condition>)> {
    if let Condition::Any(parts) = condition {
        let about = About::of(parts.first()?)?;
        let is_list = parts.len() > 1 && parts.iter().all(|part| About::of(part) == Some(about));
        return is_list.then(|| (about, parts.clone()));
    }
    About::of(condition).map(|about| (about, vec![condition.clone()]))
}

fn group(condition: &Condition) -> (Joined, Vec<Part>) {
    match condition {
        Condition::All(parts) => (Joined::All, parts.iter().map(Part::of).collect()),
        any @ Condition::Any(parts) if values(any).is_none() => {
            (Joined::Any, parts.iter().map(Part::of).collect())
        }
        other => (Joined::All, vec![Part::of(other)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unfinished_asks_nothing() {
        let unfinished = Part::unfinished(About::Words);
        let empty = Part { is_not: true, says: Says::Group(Joined::Any, vec![unfinished.clone()]) };
        let words = Condition::Words("trust".into());
        let parts = [Part::of(&words), unfinished, empty];
        assert_eq!(condition(Joined::All, &parts), words);
        assert_eq!(condition(Joined::All, &parts[1..]), Condition::default());
    }
}
