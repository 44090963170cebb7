//! The rows of a matrix: which there are, what stands beside them, in which order.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::analysis::table::Study;
use crate::domain::{
    Attribute, AttributeId, AttributeValue, Matrix, MatrixRow, RowsOf, SourceInfo, ValueKind,
};
use crate::text::{NaturalKey, natural_key};

/// Stands between several values of one attribute.
const BETWEEN: &str = "; ";

/// A row with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixLine {
    /// What it is.
    pub row: MatrixRow,
    /// What it is called.
    pub name: String,
    /// Its values of the attributes that were asked for, in their order; empty where it has none.
    pub values: Vec<String>,
}

/// All things that can be rows, in their order, with their values of attributes.
pub fn matrix_lines(
    study: &Study<'_>,
    rows: RowsOf,
    attributes: &[AttributeId],
) -> Vec<MatrixLine> {
    let all = of_study(study, rows).into_iter();
    all.map(|thing| MatrixLine {
        row: thing.row(),
        name: thing.name().to_owned(),
        values: attributes.iter().map(|id| thing.values(*id).join(BETWEEN)).collect(),
    })
    .collect()
}

/// The different values that rows have of an attribute, in order; the empty one last, where a row has none.
pub fn values_of(study: &Study<'_>, rows: RowsOf, attribute: AttributeId) -> Vec<String> {
    let known = study.attributes.iter().find(|known| known.id == attribute);
    let (mut all, mut seen): (Vec<String>, HashSet<String>) = Default::default();
    for thing in of_study(study, rows) {
        let values = thing.values(attribute);
        let values = if values.is_empty() { vec![""] } else { values };
        for value in values {
            if seen.insert(evened(value)) {
                all.push(value.to_owned());
            }
        }
    }
    all.sort_by_cached_key(|value| (value.is_empty(), order_of(known, value)));
    all
}

/// The rows of a matrix that its filter lets through, in its order. `all` are all of them, as [`matrix_lines`] gives them.
pub(super) fn chosen(study: &Study<'_>, matrix: &Matrix, all: Vec<MatrixLine>) -> Vec<MatrixLine> {
    let things = of_study(study, matrix.rows);
    let mut both: Vec<(Thing<'_>, MatrixLine)> = things.into_iter().zip(all).collect();
    if let Some((attribute, wanted)) = &matrix.settings.filter {
        both.retain(|(thing, _)| {
            let values = thing.values(*attribute);
            match values.is_empty() {
                true => wanted.iter().any(String::is_empty),
                false => values.iter().any(|own| wanted.iter().any(|one| is_same(one, own))),
            }
        });
    }
    if let Some((attribute, backwards)) = matrix.settings.sort {
        let known = study.attributes.iter().find(|known| known.id == attribute);
        let key =
            |thing: &Thing<'_>| thing.values(attribute).first().map(|value| order_of(known, value));
        let mut keyed: Vec<_> = both.into_iter().map(|both| (key(&both.0), both)).collect();
        keyed.sort_by(|(one, _), (other, _)| match (one, other) {
            // What has no value stands last, whichever way it is sorted.
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(one), Some(other)) if backwards => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
        });
        both = keyed.into_iter().map(|(_, both)| both).collect();
    }
    both.into_iter().map(|(_, line)| line).collect()
}

fn is_same(one: &str, other: &str) -> bool {
    evened(one) == evened(other)
}

/// A value as it is compared.
fn evened(value: &str) -> String {
    value.trim().to_lowercase()
}

/// What a value is sorted by: its place among the choices, its size, or its words; what does not fit its attribute comes after
/// what does.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Choice(usize),
    Number(i64),
    Words(NaturalKey),
}

fn order_of(attribute: Option<&Attribute>, value: &str) -> Order {
    match attribute.map(|attribute| (attribute.kind, &attribute.choices)) {
        Some((ValueKind::Choice | ValueKind::OrderedChoice, choices)) => {
            if let Some(place) = choices.iter().position(|choice| is_same(choice, value)) {
                return Order::Choice(place);
            }
        }
        Some((ValueKind::Number, _)) => {
            if let Ok(number) = value.trim().parse::<f64>() {
                // The bits of floating numbers, with the sign turned about, are in the order of the numbers.
                let bits = (number + 0.0).to_bits().cast_signed();
                return Order::Number(if bits < 0 { bits ^ i64::MAX } else { bits });
            }
        }
        _ => {}
    }
    Order::Words(natural_key(value))
}

/// Something that can be a row.
enum Thing<'a> {
    Source(&'a SourceInfo),
    /// A case or a person: what it is, its name, its properties.
    Of(MatrixRow, &'a str, &'a [AttributeValue]),
}

fn of_study<'a>(study: &Study<'a>, rows: RowsOf) -> Vec<Thing<'a>> {
    match rows {
        RowsOf::Case => {
            let row = |one: &'a crate::domain::Case| {
                Thing::Of(MatrixRow::Case(one.id), &one.name, &one.attributes)
            };
            study.cases.iter().map(row).collect()
        }
        RowsOf::Person => {
            let row = |one: &'a crate::domain::Person| {
                Thing::Of(MatrixRow::Person(one.id), &one.name, &one.attributes)
            };
            study.people.iter().map(row).collect()
        }
        RowsOf::Source => study.sources.iter().map(|(info, _)| Thing::Source(info)).collect(),
    }
}

impl<'a> Thing<'a> {
    fn row(&self) -> MatrixRow {
        match self {
            Self::Source(info) => MatrixRow::Source(info.id),
            Self::Of(row, ..) => *row,
        }
    }

    fn name(&self) -> &'a str {
        match self {
            Self::Source(info) => &info.name,
            Self::Of(_, name, _) => name,
        }
    }

    /// The values it has of an attribute now.
    fn values(&self, attribute: AttributeId) -> Vec<&'a str> {
        match self {
            Self::Source(info) => info.values(attribute).collect(),
            Self::Of(_, _, values) => {
                let now = AttributeValue::as_of(values, None).into_iter();
                now.filter(|value| value.attribute == attribute)
                    .map(|value| value.value.as_str())
                    .collect()
            }
        }
    }
}
