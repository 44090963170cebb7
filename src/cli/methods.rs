//! `marginalia methods`: what checklists for reports ask of a study, answered from the project's own record.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Reading;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::methods::Checklist;
use crate::export::document::{DocumentFormat, write};
use crate::project::write_export;

/// `marginalia methods …`
#[derive(Debug, Args)]
pub(super) struct Methods {
    #[command(flatten)]
    at: Reading,
    /// The checklist that is answered
    #[arg(long, value_enum, default_value = "both")]
    checklist: Which,
    /// The file to write (.docx, .odt, .md, .html, .txt); one that is there is replaced
    #[arg(short, long, value_name = "OUT", required_unless_present = "json")]
    output: Option<PathBuf>,
}

/// Which checklists are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// 32 items on interviews and focus groups
    Coreq,
    /// 21 items on qualitative research
    Srqr,
    /// One after the other
    Both,
}

impl Which {
    fn checklists(self) -> &'static [Checklist] {
        match self {
            Self::Coreq => &[Checklist::Coreq],
            Self::Srqr => &[Checklist::Srqr],
            Self::Both => &Checklist::ALL,
        }
    }
}

pub(super) fn methods(asked: &Methods) -> Result<Outcome, Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    let format = asked.output.as_deref().map(DocumentFormat::from_path).transpose()?;
    let mut project = open(&asked.at.file)?;
    if let Some((path, format)) = asked.output.as_deref().zip(format) {
        let document = project.methods_document(asked.checklist.checklists())?;
        write_export(path, &write(format, &document)?)?;
        if !asked.at.form.json {
            print(false, &(), |()| format!("Wrote the methods appendix to {}\n", path.display()))?;
        }
    }
    if asked.at.form.json {
        print(true, &project.study_record()?, |_| String::new())?;
    }
    Ok(Outcome::Done)
}
