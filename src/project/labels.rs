//! The labels of a project's quotes, on its screens and in print.

use super::Snapshot;
use crate::analysis::labels::{HouseStyle, Labels, PublicField, Register, on_screen, plain_text};
use crate::domain::{NumberKey, SourceCodings, SourceInfo, Span};

impl Snapshot {
    /// The register, to be asked of whom an extract is.
    pub fn register(&self) -> &Register {
        self.listed.register.get_or_init(|| {
            let (people, cases) = (self.people.clone(), self.cases.clone());
            Register::new(people, cases, self.meetings.clone(), self.attributes.clone())
        })
    }

    /// The house style of labels outside of outputs.
    pub fn labels(&self) -> &Labels<PublicField> {
        self.listed.labels.get_or_init(|| {
            let chosen = self.styles.iter().find(|kept| kept.is_on_screen);
            let labels = chosen.and_then(|kept| kept.style.labels().ok());
            labels.or_else(|| HouseStyle::report().labels().ok()).unwrap_or_default()
        })
    }

    /// The label of a span as lists show it to the team; whoever speaks, as the texts name them, where the register does not
    /// know enough.
    pub fn label(&self, info: &SourceInfo, on: &SourceCodings, span: Span) -> String {
        on_screen(self.register(), self.labels(), info, on, span)
    }

    /// The label of a span as it may be printed. Where the register does not know what the style asks for, no more than the
    /// role or the kind of source.
    pub fn printed_label(&self, info: &SourceInfo, on: &SourceCodings, span: Span) -> String {
        let facts = self.register().facts(info, on, span);
        let labels = self.labels();
        let mut label = labels.label((&facts).into(), &NumberKey::default());
        if let Some(words) = labels.stand_in(&facts, &label) {
            label.text = words;
        }
        plain_text(&labels.style().label_pieces(&label))
    }
}
