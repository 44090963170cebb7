//! Groups hold what the cells of a table count.

use super::*;
use crate::analysis::query::{Answer, AskedCodings, Find, Study as AskedStudy, WordAnswers};
use crate::domain::SavedQueryId;
use crate::text::Text;

/// A study of which only the codes are asked.
struct Framework<'a>(&'a Made);

impl AskedStudy for Framework<'_> {
    fn codes(&self) -> &CodeTree {
        &self.0.tree
    }
    fn code_sets(&self) -> &[CodeSet] {
        &self.0.sets
    }
    fn sources(&self) -> &[SourceInfo] {
        &[]
    }
    fn codings(&self, _: SourceId) -> Option<&SourceCodings> {
        None
    }
    fn linked(&self) -> HashSet<QuotationId> {
        HashSet::new()
    }
    fn seen(&self) -> Option<(CoderId, Arc<str>)> {
        None
    }
    fn saved(&self, _: SavedQueryId) -> Option<Condition> {
        None
    }
    fn words(&self, _: &str) -> Arc<WordAnswers> {
        Arc::default()
    }
    fn pattern(&self, _: &str) -> Option<Find> {
        None
    }
    fn text(&self, _: SourceId) -> Option<Arc<Text>> {
        None
    }
}

impl Made {
    fn everything(&self) -> Vec<Answer> {
        let answer = |(info, _, quotation): (&SourceInfo, &SourceCodings, &Quotation)| Answer {
            source: info.id,
            quotation: Some(quotation.id),
            span: quotation.span,
            given: quotation.span,
        };
        self.quotations().map(answer).collect()
    }

    fn groups(&self, by: &[Dimension], answers: &[Answer], holds: &Condition) -> Vec<Group> {
        let asked = AskedCodings::new(holds, &Framework(self));
        group(&self.study(), by, answers, &asked).expect("groups")
    }
}

fn dimensions() -> Vec<Dimension> {
    vec![
        Dimension::Codes(Codes::Chosen((1..=6).map(code_id).collect())),
        Dimension::CodeSets,
        Dimension::Cases,
        Dimension::Kinds,
        Dimension::Coders,
        Dimension::People,
        Dimension::Speakers,
        Dimension::Sources,
        Dimension::Months,
        Dimension::Attribute(AttributeId::new(uuid(1))),
    ]
}

proptest! {
    #[test]
    fn a_group_within_a_group_holds_what_the_cell_counts(made in studies()) {
        let answers = made.everything();
        for outer in dimensions() {
            for inner in dimensions().into_iter().filter(|inner| *inner != outer) {
                // Between two dimensions of codes a cell counts quotations with both, on one coding or on two.
                if outer.is_of_codes() && inner.is_of_codes() {
                    continue;
                }
                let table = made.table(&outer, &inner, Cells::Quotations, false);
                let by = [outer.clone(), inner.clone()];
                let groups = made.groups(&by, &answers, &Condition::default());
                for (row, of_row) in table.rows.entries.iter().enumerate() {
                    for (column, of_column) in table.columns.entries.iter().enumerate() {
                        let keys = [of_row.key.clone(), of_column.key.clone()];
                        let group = groups.iter().find(|group| *group.keys == keys);
                        let count = group.map_or(0, |group| group.answers.len());
                        prop_assert_eq!(count as u64, table.count(Some(row), Some(column)));
                    }
                }
            }
        }
    }

    #[test]
    fn every_answer_stands_somewhere_and_once_under_a_heading(made in studies()) {
        let answers = made.everything();
        for dimension in dimensions() {
            let groups = made.groups(&[dimension], &answers, &Condition::default());
            let mut standing: Vec<usize> = Vec::new();
            for group in &groups {
                prop_assert!(!group.answers.is_empty());
                prop_assert!(group.answers.is_sorted_by(|a, b| a < b));
                standing.extend(&group.answers);
            }
            standing.sort_unstable();
            standing.dedup();
            prop_assert_eq!(standing, (0..answers.len()).collect::<Vec<_>>());
        }
        let one = made.groups(&[], &answers, &Condition::default());
        prop_assert_eq!(one.len(), usize::from(!answers.is_empty()));
    }

    #[test]
    fn only_the_codes_that_were_asked_for_are_headings(made in studies()) {
        let holds = Condition::Code { code: code_id(1), sub_codes: true };
        let found = made.answers(&holds);
        let answers = made.everything().into_iter().filter(|answer| {
            found.iter().any(|(_, _, quotation)| Some(quotation.id) == answer.quotation)
        });
        let answers: Vec<Answer> = answers.collect();
        let groups = made.groups(&[Dimension::Codes(Codes::All)], &answers, &holds);
        for group in groups {
            let is_asked = |key: &Key| matches!(key, Key::Code(code) if made.tree.is_within(*code, code_id(1)));
            prop_assert!(group.keys.iter().all(is_asked));
        }
    }
}
