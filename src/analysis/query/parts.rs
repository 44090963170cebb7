//! What stands at the top of a question, field by field: what menus narrow by and reports tell.

use super::{Condition, Field, Query};
use crate::domain::CodeId;

impl Condition {
    /// The field that this speaks of; none for what joins others and for relations and words.
    pub fn field(&self) -> Option<Field> {
        Some(match self {
            Self::Code { .. } => Field::Code,
            Self::CodeSet(_) => Field::Set,
            Self::Coder(_) => Field::Coder,
            Self::Coded(_) => Field::Coded,
            Self::Coders(..) => Field::Coders,
            Self::Flag(_) => Field::Flag,
            Self::Is(_) => Field::Is,
            Self::Kind(_) => Field::Kind,
            Self::Source(_) => Field::Source,
            Self::Case(_) => Field::Case,
            Self::Person(_) => Field::Person,
            Self::Speaker(_) => Field::Speaker,
            Self::Date(_) => Field::Date,
            Self::Language(_) => Field::Language,
            Self::Saved(_) => Field::Saved,
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Attribute { .. }
            | Self::Words(_)
            | Self::Pattern(_)
            | Self::Beside(..) => return None,
        })
    }

    /// The conditions all of which must hold.
    pub fn parts(&self) -> &[Condition] {
        match self {
            Self::All(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// The values of one field that this allows, if it speaks of nothing else.
    fn values(&self, field: Field) -> Option<&[Condition]> {
        let values = match self {
            Self::Any(values) => values,
            one => std::slice::from_ref(one),
        };
        let is_of_field = |value: &Condition| value.field() == Some(field);
        (!values.is_empty() && values.iter().all(is_of_field)).then_some(values)
    }

    /// Whether a test holds of this condition, or of one within it.
    pub fn any_within(&self, test: &dyn Fn(&Condition) -> bool) -> bool {
        test(self)
            || match self {
                Self::All(parts) | Self::Any(parts) => parts.iter().any(|p| p.any_within(test)),
                Self::Not(inside) | Self::Beside(_, inside) => inside.any_within(test),
                _ => false,
            }
    }
}

impl Query {
    /// Asks for a code, with those below it.
    pub fn of_code(code: CodeId) -> Self {
        Self { holds: Condition::Code { code, sub_codes: true }, ..Self::default() }
    }

    /// The values that a field is narrowed to; none where it leaves nothing out, or is more than a list of values.
    pub fn narrowed_to(&self, field: Field) -> &[Condition] {
        self.holds.parts().iter().find_map(|part| part.values(field)).unwrap_or_default()
    }

    /// Narrows a field to other values, or to none, where it stands or else behind everything.
    pub fn narrow(&mut self, field: Field, mut values: Vec<Condition>) {
        let mut parts = self.holds.parts().to_vec();
        let place = parts.iter().position(|part| part.values(field).is_some());
        let new = match values.len() {
            0 => None,
            1 => Some(values.remove(0)),
            _ => Some(Condition::Any(values)),
        };
        match (place, new) {
            (Some(place), Some(new)) => parts[place] = new,
            (Some(place), None) => drop(parts.remove(place)),
            (None, Some(new)) => parts.push(new),
            (None, None) => {}
        }
        self.holds = if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) };
    }

    /// The codes that are asked for at the top.
    pub fn codes(&self) -> Vec<CodeId> {
        let code = |value: &Condition| match value {
            Condition::Code { code, .. } => Some(*code),
            _ => None,
        };
        self.narrowed_to(Field::Code).iter().filter_map(code).collect()
    }

    /// Whether the codes at the top count those below them.
    pub fn with_sub_codes(&self) -> bool {
        let takes = |value: &Condition| matches!(value, Condition::Code { sub_codes: true, .. });
        self.narrowed_to(Field::Code).iter().all(takes)
    }

    /// Whether something more is asked than codes, kinds, sources, speakers and coders, each as a list.
    pub fn asks_more(&self) -> bool {
        const LISTS: [Field; 5] =
            [Field::Code, Field::Kind, Field::Source, Field::Speaker, Field::Coder];
        let mut told = Vec::new();
        self.holds.parts().iter().any(|part| {
            let list = LISTS.into_iter().find(|&field| part.values(field).is_some());
            let is_told = list.is_some_and(|field| !told.contains(&field));
            told.extend(list);
            !is_told
        })
    }
}
