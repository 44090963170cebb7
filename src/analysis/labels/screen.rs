//! Labels as the program's own lists show them, where what a style asks for may not be known yet.

use super::register::Register;
use super::setting::plain_text;
use super::style::Labels;
use super::{Missing, PublicFacts, PublicField};
use crate::domain::{NumberKey, SourceCodings, SourceInfo, SourceKind, Span};

/// The label of a span for the team: what the style says, numbers as they are. Where the style asks for what is not known,
/// whoever speaks, as the texts name them.
pub fn on_screen(
    register: &Register,
    labels: &Labels<PublicField>,
    info: &SourceInfo,
    on: &SourceCodings,
    span: Span,
) -> String {
    let facts = register.facts(info, on, span);
    let mut label = labels.label((&facts).into(), &NumberKey::default());
    if let Some(words) = labels.stand_in(&facts, &label) {
        let voices = register.voices(info, on, span);
        let names: Vec<&str> = voices.iter().map(|voice| voice.name()).collect();
        let is_of_people = is_of_people(Some(info.kind)) && !names.is_empty();
        label.text = if is_of_people { names.join(&labels.style().people.between) } else { words };
    }
    plain_text(&labels.style().label_pieces(&label))
}

/// Whether what is said in sources of a kind is somebody's; who speaks in notes and papers is not whose extract it is.
fn is_of_people(kind: Option<SourceKind>) -> bool {
    !matches!(kind, Some(SourceKind::Fieldnote | SourceKind::Document))
}

impl Labels<PublicField> {
    /// What is printed in place of a label that lacks something, for as long as it does: the roles that are known, or the kind
    /// of source.
    pub fn stand_in(&self, facts: &PublicFacts, label: &super::ExtractLabel) -> Option<String> {
        let lacks = label.missing.iter().any(|missing| *missing != Missing::Label);
        if !lacks && !label.text.is_empty() {
            return None;
        }
        let roles = facts.people.iter().filter_map(|person| person.coarse_role.as_ref());
        let mut roles: Vec<&str> =
            roles.filter(|_| is_of_people(facts.kind)).map(|role| role.one.as_str()).collect();
        roles.dedup();
        let kind = facts.kind.map_or("Extract", |kind| kind.title());
        Some(if roles.is_empty() {
            kind.to_owned()
        } else {
            roles.join(&self.style().people.between)
        })
    }
}
