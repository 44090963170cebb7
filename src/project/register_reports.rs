//! The public tables of the register as reports print them: respondents by type, and the characteristics of cases.

use super::Snapshot;
use crate::analysis::{RespondentType, characteristics, respondents};
use crate::domain::PartialDate;
use crate::export::{PrintedFigure, TableLine, TableReport};
use crate::text::counted;

impl Snapshot {
    /// Respondents by role, people and interviews counted apart; with `fine`, by fine role below.
    pub fn respondent_report(&self, fine: bool) -> TableReport {
        let found = respondents(&self.people, &self.sources, fine);
        let line = |name: String, one: &RespondentType| TableLine {
            name,
            figures: [one.people, one.interviews, one.observed, one.mentioned]
                .map(|count| PrintedFigure::Count(count as u64))
                .to_vec(),
        };
        let or_none = |role: &str| match role {
            "" => "No role stated".to_owned(),
            role => role.to_owned(),
        };
        let name = |one: &RespondentType| match &one.fine_role {
            None => or_none(&one.role),
            Some(fine_role) => format!("{}: {}", or_none(&one.role), or_none(fine_role)),
        };
        let mut rows: Vec<TableLine> = found.types.iter().map(|one| line(name(one), one)).collect();
        rows.push(line("Total".to_owned(), &found.total));
        let mut notes = vec![
            "An interview with people of several types is counted once for each, and once in the total."
                .to_owned(),
        ];
        if found.withdrawn > 0 {
            let people = counted(found.withdrawn, "person", "people");
            notes.push(format!("Not counted: {people} who took their consent back."));
        }
        TableReport {
            title: "Respondents by type".to_owned(),
            notes,
            of_rows: "type".to_owned(),
            columns: ["People interviewed", "Interviews", "People observed", "People mentioned"]
                .map(str::to_owned)
                .to_vec(),
            rows,
            is_even: false,
            totals: (1, 0),
        }
    }

    /// The cases with their public characteristics as they were at a time; without one, the latest.
    pub fn case_report(&self, at: Option<PartialDate>) -> TableReport {
        let (attributes, cases) = characteristics(&self.cases, &self.attributes, at);
        let words = |value: &Option<&str>| match value {
            Some(value) => PrintedFigure::Words((*value).to_owned()),
            None => PrintedFigure::Nothing,
        };
        TableReport {
            title: "Characteristics of the cases".to_owned(),
            notes: at.map(|at| format!("As at {at}.")).into_iter().collect(),
            of_rows: "case".to_owned(),
            columns: attributes.iter().map(|attribute| attribute.name.clone()).collect(),
            rows: cases
                .iter()
                .map(|case| TableLine {
                    name: case.name.to_owned(),
                    figures: case.values.iter().map(words).collect(),
                })
                .collect(),
            is_even: false,
            totals: (0, 0),
        }
    }
}
