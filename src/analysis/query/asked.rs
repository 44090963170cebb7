//! Which codings of an answer a question asked for.

use std::collections::HashSet;

use super::compile::{Filter, Test, compile};
use super::{Condition, Study};
use crate::domain::{CodeId, Coding};

/// The codings for which quotations answer a question: to mark their codes, to take them off, to file an answer under them.
pub struct AskedCodings {
    /// Each the codes that are asked for, or any, and what must hold of the coding besides; empty where no coding is asked for.
    asked: Vec<(Option<HashSet<CodeId>>, Filter)>,
}

impl AskedCodings {
    /// Those that a condition asks for. What must not be there, or stands beside, is not asked for.
    pub fn new(condition: &Condition, study: &dyn Study) -> Self {
        let mut asked = Vec::new();
        collect(compile(condition, study).test, &mut asked);
        Self { asked }
    }

    /// Whether no coding is asked for, so that every one will do.
    pub fn is_everything(&self) -> bool {
        self.asked.is_empty()
    }

    /// Whether this coding is one of them.
    pub fn holds(&self, coding: &Coding) -> bool {
        self.asked.is_empty()
            || self.asked.iter().any(|(codes, filter)| {
                codes.as_ref().is_none_or(|codes| codes.contains(&coding.code))
                    && filter.holds(coding)
            })
    }
}

fn collect(test: Test, asked: &mut Vec<(Option<HashSet<CodeId>>, Filter)>) {
    match test {
        Test::All(tests) | Test::Any(tests) => {
            tests.into_iter().for_each(|test| collect(test, asked));
        }
        Test::Coding { codes: None, filter: Filter::Everything } => {}
        Test::Coding { codes, filter } => asked.push((codes, filter)),
        _ => {}
    }
}
