//! A text that is being edited beside the project: kept as one step when the typing rests or ends, never letter by
//! letter, and never lost.

use std::time::{Duration, Instant};

/// A pause this long ends a burst of typing.
pub const REST: Duration = Duration::from_millis(1500);
/// What is typed without a pause is kept after this long: a power cut takes no more than that.
const LONGEST: Duration = Duration::from_secs(10);

/// A text of some object `K` while it may be edited.
pub struct Draft<K> {
    of: Option<K>,
    /// What the project holds, as far as is known.
    stored: String,
    /// What was last given to the project to hold.
    given: String,
    /// What stands in the field.
    text: String,
    /// When the last letter was typed.
    typed: Option<Instant>,
    /// When the first letter was typed that the project was not given.
    begun: Option<Instant>,
    /// Whether the project could not keep what it was given last.
    is_back: bool,
    /// What was typed of others and could not be kept; it comes back with them.
    others: Vec<(K, String)>,
}

impl<K> Default for Draft<K> {
    fn default() -> Self {
        let text = String::new;
        let (of, typed, begun) = (None, None, None);
        let (stored, given, text) = (text(), text(), text());
        Self { of, stored, given, text, typed, begun, is_back: false, others: Vec::new() }
    }
}

impl<K: Copy + PartialEq> Draft<K> {
    /// Brings the draft up to what the project holds. What was typed and not yet given stays; what is to become of
    /// the draft of another object must be settled first, with [`Self::take`].
    pub fn follow(&mut self, of: K, stored: &str) {
        if self.of != Some(of) {
            if let Some(other) = self.of
                && self.is_back
                && self.is_dirty()
            {
                let text = std::mem::take(&mut self.text);
                self.set_aside(other, text);
            }
            *self = Self { others: std::mem::take(&mut self.others), ..Self::default() };
            self.of = Some(of);
            self.given = stored.to_owned();
            self.text = stored.to_owned();
            if let Some(place) = self.others.iter().position(|(other, _)| *other == of) {
                self.text = self.others.swap_remove(place).1;
                self.typed();
            }
        } else if self.stored != stored && !self.is_dirty() && self.given.trim_end() != stored {
            self.given = stored.to_owned();
            self.text = stored.to_owned();
        }
        if self.stored != stored {
            self.stored = stored.to_owned();
        }
    }

    /// Whose text it is.
    pub fn of(&self) -> Option<K> {
        self.of
    }

    /// The text, for a field to edit.
    pub fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Notes that something was typed.
    pub fn typed(&mut self) {
        let now = Instant::now();
        self.typed = Some(now);
        self.begun.get_or_insert(now);
    }

    /// Whether something was typed that the project was not given. Blanks at the end alone are nothing yet.
    pub fn is_dirty(&self) -> bool {
        self.text.trim_end() != self.given.trim_end()
    }

    /// Whether nothing was typed for a while, or much without a pause.
    pub fn rests(&self) -> bool {
        self.typed.is_none_or(|typed| typed.elapsed() >= REST)
            || self.begun.is_some_and(|begun| begun.elapsed() >= LONGEST)
    }

    /// Whether what was typed is to be given to the project: when the typing rests, or its field is not shown any more. What could
    /// not be kept waits for the next rest.
    pub fn is_due(&self, is_shown: bool) -> bool {
        self.rests() || !is_shown && !self.is_back
    }

    /// What is to be given to the project now, without blanks at its end, if something was typed; it counts as given.
    pub fn take(&mut self) -> Option<(K, String)> {
        self.begun = None;
        self.is_back = false;
        if !self.is_dirty() {
            return None;
        }
        self.given = self.text.clone();
        self.of.map(|of| (of, self.text.trim_end().to_owned()))
    }

    /// Takes back what was typed since the project was last given the text.
    pub fn revert(&mut self) {
        self.text = self.given.clone();
    }

    /// The project cannot hold what it was given, as a name that another bears: what it holds is shown again.
    pub fn refused(&mut self, of: K) {
        if self.of == Some(of) {
            self.given = self.stored.clone();
            self.text = self.stored.clone();
        }
    }

    /// The project could not keep a text that it was given: it is to be given again when the typing rests, or after its object is
    /// shown again.
    pub fn put_back(&mut self, of: K, text: String) {
        if self.of == Some(of) {
            self.given = self.stored.clone();
            self.is_back = true;
            self.typed();
        } else {
            self.set_aside(of, text);
        }
    }

    /// What could not be kept of other objects, to be given once more before the project closes.
    pub fn take_aside(&mut self) -> Vec<(K, String)> {
        std::mem::take(&mut self.others)
    }

    fn set_aside(&mut self, of: K, text: String) {
        self.others.retain(|(other, _)| *other != of);
        self.others.push((of, text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_is_given_once_and_survives_an_answer() {
        let mut draft = Draft::default();
        draft.follow(1, "old");
        assert_eq!(draft.take(), None);
        draft.text().push_str(" and new");
        draft.typed();
        assert!(!draft.rests());
        assert_eq!(draft.take(), Some((1, "old and new".to_owned())));
        assert_eq!(draft.take(), None);
        // The answer is still to come.
        draft.follow(1, "old");
        draft.text().push('!');
        // The answer comes while more is being typed.
        draft.follow(1, "old and new");
        assert_eq!(draft.take(), Some((1, "old and new!".to_owned())));
    }

    #[test]
    fn a_pause_after_a_line_break_leaves_the_break_under_the_caret() {
        let mut draft = Draft::default();
        draft.follow(1, "");
        draft.text().push_str("One.\n");
        assert_eq!(draft.take(), Some((1, "One.".to_owned())));
        draft.follow(1, "One.");
        assert_eq!(draft.text(), "One.\n");
        assert_eq!(draft.take(), None);
        draft.text().push_str("Two.");
        assert_eq!(draft.take(), Some((1, "One.\nTwo.".to_owned())));
    }

    #[test]
    fn typing_without_a_pause_is_kept_in_pieces() {
        let mut draft = Draft::default();
        draft.follow(1, "");
        draft.text().push('a');
        draft.begun = Instant::now().checked_sub(LONGEST);
        draft.typed();
        assert!(draft.rests());
        assert_eq!(draft.take(), Some((1, "a".to_owned())));
        draft.text().push('b');
        draft.typed();
        assert!(!draft.rests());
    }

    #[test]
    fn what_could_not_be_kept_stays_and_is_given_again_after_a_rest() {
        let mut draft = Draft::default();
        draft.follow(1, "old");
        draft.text().push_str(" and new");
        draft.typed();
        assert!(draft.is_due(false));
        let (of, text) = draft.take().expect("what was typed");
        draft.put_back(of, text);
        draft.follow(1, "old");
        assert_eq!(draft.text(), "old and new");
        assert!(!draft.is_due(true) && !draft.is_due(false), "not in every frame");
        draft.typed = Instant::now().checked_sub(REST);
        assert!(draft.is_due(true));
        // It waits while another is shown, whether it was shown or not when the answer came.
        draft.follow(2, "other");
        assert_eq!(draft.text(), "other");
        assert_eq!(draft.take(), None);
        draft.put_back(3, "third".to_owned());
        draft.follow(1, "old");
        assert_eq!(draft.take(), Some((1, "old and new".to_owned())));
        draft.follow(3, "");
        assert_eq!(draft.take(), Some((3, "third".to_owned())));
        draft.follow(2, "other");
        assert_eq!(draft.take(), None);
    }

    #[test]
    fn a_change_from_elsewhere_shows_when_nothing_was_typed() {
        let mut draft = Draft::default();
        draft.follow(1, "old");
        draft.follow(1, "undone");
        assert_eq!(draft.text(), "undone");
        draft.text().push('x');
        draft.refused(1);
        assert_eq!(draft.text(), "undone");
        draft.follow(2, "other");
        assert_eq!((draft.of(), draft.text().as_str()), (Some(2), "other"));
    }
}
