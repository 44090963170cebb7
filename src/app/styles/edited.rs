//! A house style while it is edited: given to the project as one step when a field is left, and only when it can be used.

use crate::domain::LabelStyleId;
use crate::domain::house_style::HouseStyle;
use crate::project::Snapshot;

/// A house style of the project while it may be edited.
pub(super) struct Edited {
    id: LabelStyleId,
    /// What the project holds, as far as is known.
    stored: HouseStyle,
    /// What was last given to the project to hold.
    given: HouseStyle,
    /// What stands in the form.
    pub(super) style: HouseStyle,
}

impl Edited {
    /// A style as the project holds it.
    pub(super) fn new(id: LabelStyleId, stored: &HouseStyle) -> Self {
        Self { id, stored: stored.clone(), given: stored.clone(), style: stored.clone() }
    }

    /// Which style it is.
    pub(super) fn id(&self) -> LabelStyleId {
        self.id
    }

    /// What was last given to the project, to go back to.
    pub(super) fn given(&self) -> &HouseStyle {
        &self.given
    }

    /// Brings it up to what the project holds. What was changed and not yet given stays.
    pub(super) fn follow(&mut self, stored: &HouseStyle) {
        if self.stored == *stored {
            return;
        }
        if !self.is_dirty() && self.given != *stored {
            self.given = stored.clone();
            self.style = stored.clone();
        }
        self.stored = stored.clone();
    }

    /// Whether something was changed that the project was not given.
    pub(super) fn is_dirty(&self) -> bool {
        self.style != self.given
    }

    /// What is to be given to the project now, if something was changed and can be kept; it counts as given.
    pub(super) fn take(&mut self, snapshot: &Snapshot) -> Option<HouseStyle> {
        if !self.is_dirty() || self.trouble(snapshot).is_some() {
            return None;
        }
        self.given = self.style.clone();
        Some(self.style.clone())
    }

    /// Takes back what was changed since the project was last given the style.
    pub(super) fn revert(&mut self) {
        self.style = self.given.clone();
    }

    /// The project refused what it was given: what it holds is the ground again, what was typed stays.
    pub(super) fn refused(&mut self) {
        self.given = self.stored.clone();
    }

    /// Why it cannot be kept as it stands, as a sentence.
    pub(super) fn trouble(&self, snapshot: &Snapshot) -> Option<String> {
        let name = self.style.name.trim();
        if name.is_empty() {
            return Some("A house style needs a name.".to_owned());
        }
        let lower = name.to_lowercase();
        let others = snapshot.styles.iter().filter(|kept| kept.id != self.id);
        if others.map(|kept| kept.style.name.to_lowercase()).any(|other| other == lower) {
            return Some(format!("There is already a house style called “{name}”."));
        }
        let errors = self.style.errors().len();
        match errors {
            0 => None,
            1 => Some("A template cannot be read.".to_owned()),
            _ => Some(format!("{errors} templates cannot be read.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::house_style::Brackets;
    use uuid::Uuid;

    fn style(brackets: Brackets) -> HouseStyle {
        HouseStyle { brackets, ..HouseStyle::report() }
    }

    #[test]
    fn what_the_project_undoes_shows_and_what_is_being_typed_stays() {
        let id = LabelStyleId::new(Uuid::nil());
        let mut edited = Edited::new(id, &style(Brackets::Square));
        edited.style = style(Brackets::Round);
        assert!(edited.is_dirty());
        // It is given, and the answer comes.
        edited.given = edited.style.clone();
        edited.follow(&style(Brackets::Square));
        assert_eq!(edited.style.brackets, Brackets::Round);
        edited.follow(&style(Brackets::Round));
        assert_eq!(edited.style.brackets, Brackets::Round);
        // Undone.
        edited.follow(&style(Brackets::Square));
        assert_eq!(edited.style.brackets, Brackets::Square);
        // Something else is changed elsewhere while something is typed.
        edited.style.name = "Ours".to_owned();
        edited.follow(&style(Brackets::None));
        assert_eq!(edited.style.name, "Ours");
        edited.revert();
        assert!(!edited.is_dirty());
    }
}
