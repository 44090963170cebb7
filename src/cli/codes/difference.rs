//! What differs in the framework between two points.

use serde::Serialize;

use crate::analysis::FrameworkDifference;
use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};

/// A difference with the steps it lies between.
#[derive(Serialize)]
struct Between {
    from: i64,
    to: i64,
    #[serde(flatten)]
    difference: FrameworkDifference,
}

pub(super) fn tell(at: &Reading, from: &str, to: Option<&str>) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let from = project.step_of(from)?;
    let to = to.map_or(Ok(project.snapshot().seq), |to| project.step_of(to))?;
    let difference = project.framework_difference(from, to)?;
    print(at.form.json, &Between { from, to, difference }, |between| {
        in_words(&between.difference)
    })?;
    Ok(Outcome::Done)
}

fn in_words(difference: &FrameworkDifference) -> String {
    if difference.is_empty() {
        return "No code differs\n".to_owned();
    }
    let mut words = String::new();
    for added in &difference.added {
        words.push_str(&format!("+ {}\n", added.path));
    }
    for gone in &difference.gone {
        match &gone.into {
            Some(into) => words.push_str(&format!("- {}, merged into {into}\n", gone.path)),
            None => words.push_str(&format!("- {}\n", gone.path)),
        }
    }
    for changed in &difference.changed {
        words.push_str(&format!("~ {}\n", changed.path));
        for difference in &changed.differences {
            words.push_str(&format!("    {}\n", difference.sentence().replace('\n', "\n    ")));
        }
    }
    words
}
