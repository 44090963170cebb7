//! The characteristics of cases as reports print them: pseudonyms and public values, nothing else.

use crate::domain::{Attribute, AttributeValue, Case, PartialDate, Subject};

/// A case with what may be printed of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharacterisedCase<'a> {
    /// Its pseudonym.
    pub name: &'a str,
    /// Its values, by attribute; none where it has none, or none that may be printed.
    pub values: Vec<Option<&'a str>>,
}

/// The attributes of cases of which anything may be printed, and the cases with their values as they were at a time; without
/// one, the latest. Attributes and cases stand in the order in which they come.
pub fn characteristics<'a>(
    cases: &'a [Case],
    attributes: &'a [Attribute],
    at: Option<PartialDate>,
) -> (Vec<&'a Attribute>, Vec<CharacterisedCase<'a>>) {
    let of_cases = attributes.iter().filter(|attribute| attribute.subject == Subject::Case);
    let mut shown: Vec<&Attribute> = of_cases.collect();
    let mut rows: Vec<CharacterisedCase> = cases
        .iter()
        .map(|case| {
            let held = AttributeValue::as_of(&case.attributes, at);
            let value = |attribute: &&Attribute| {
                let value = held.iter().find(|value| value.attribute == attribute.id);
                value.and_then(|value| value.printed(attribute))
            };
            CharacterisedCase { name: &case.name, values: shown.iter().map(value).collect() }
        })
        .collect();
    for column in (0..shown.len()).rev() {
        if rows.iter().all(|row| row.values[column].is_none()) {
            shown.remove(column);
            for row in &mut rows {
                row.values.remove(column);
            }
        }
    }
    (shown, rows)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{AttributeId, CaseId};

    #[test]
    fn only_public_values_of_the_time_are_shown() {
        let attribute = |number: u128, name: &str, is_public: bool| Attribute {
            subject: Subject::Case,
            is_public,
            ..Attribute::new(AttributeId::new(Uuid::from_u128(number)), name)
        };
        let attributes = [
            attribute(1, "Population", false),
            attribute(2, "Setting", true),
            attribute(3, "Chair", false),
        ];
        let value = |attribute: &Attribute, value: &str, public: Option<&str>, since: &str| {
            AttributeValue {
                public: public.map(str::to_owned),
                since: since.parse().ok(),
                ..AttributeValue::new(attribute.id, value)
            }
        };
        let case = |number: u128, values: Vec<AttributeValue>| Case {
            attributes: values,
            ..Case::new(CaseId::new(Uuid::from_u128(number)), format!("Site {number}"))
        };
        let [population, setting, chair] = &attributes;
        let cases = [
            case(
                1,
                vec![
                    value(population, "274350", Some("200–300 thousand"), ""),
                    value(population, "301000", Some("over 300 thousand"), "2012-05"),
                    value(chair, "Dr Webb", None, ""),
                ],
            ),
            case(2, vec![value(population, "98000", None, ""), value(setting, "rural", None, "")]),
        ];
        let shown = |at: &str| {
            let (shown, rows) = characteristics(&cases, &attributes, at.parse().ok());
            let names: Vec<String> = shown.iter().map(|one| one.name.clone()).collect();
            let line = |row: CharacterisedCase| {
                let values: Vec<&str> = row.values.iter().map(|one| one.unwrap_or("–")).collect();
                format!("{}: {}", row.name, values.join(", "))
            };
            (names, rows.into_iter().map(line).collect::<Vec<_>>())
        };
        let (names, rows) = shown("");
        assert_eq!(names, ["Population", "Setting"]);
        assert_eq!(rows, ["Site 1: over 300 thousand, –", "Site 2: –, rural"]);
        assert_eq!(shown("2012-04").1[0], "Site 1: 200–300 thousand, –");
    }
}
