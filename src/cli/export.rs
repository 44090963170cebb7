//! `marginalia export` and `marginalia check-export`: extracts in a house style, and what must not go out with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::arguments::{Form, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::{note, print};
use super::report::item_of;
use super::{Outcome, open};
use crate::analysis::labels::Audience;
use crate::domain::{Arrangement, Output, OutputSettings};
use crate::export::Format;
use crate::project::{CheckedOutput, Project, index_folder, write_export};
use crate::text::counted;

/// Which extracts, and how they are printed.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// The project file
    pub file: PathBuf,
    /// The extracts that were chosen for this output
    #[arg(long, value_name = "NAME", required_unless_present = "query")]
    pub extracts: Option<String>,
    /// Only what stands under this heading of the outline, by its words or key
    #[arg(long, value_name = "WORDS", conflicts_with = "query")]
    pub chapter: Option<String>,
    /// The quotes that answer this question, written as in the window
    #[arg(long, value_name = "QUESTION", conflicts_with = "extracts")]
    pub query: Option<String>,
    /// The house style [default: that of the output, else Report]
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Under which headings they stand: own, code, case or person
    #[arg(long, value_name = "WORD")]
    pub by: Option<Arrangement>,
    /// Print so many words of context before and after each
    #[arg(long, value_name = "N")]
    pub context: Option<u32>,
    /// Print the codes of each extract under it
    #[arg(long)]
    pub codes: bool,
    /// How many people must share what is printed of a person
    #[arg(long, value_name = "K")]
    pub alike: Option<u32>,
    /// How many extracts one person may have
    #[arg(long, value_name = "N")]
    pub most: Option<u32>,
}

/// `marginalia export …`
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub chosen: Chosen,
    /// The file to write (.docx, .odt, .xlsx, .csv, .md, .html, .txt); one that is there is replaced
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Write what is private too; the file says so on its face
    #[arg(long)]
    pub private: bool,
    /// Write the file although findings of the checks are open
    #[arg(long)]
    pub despite_findings: bool,
    #[command(flatten)]
    pub common: Writing,
}

/// `marginalia check-export …`
#[derive(Debug, Args)]
pub(super) struct CheckExport {
    #[command(flatten)]
    pub chosen: Chosen,
    /// As for a table, in which public attributes stand beside the extracts
    #[arg(long)]
    pub table: bool,
    #[command(flatten)]
    pub form: Form,
}

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
    extracts: usize,
    withdrawn: usize,
    open_findings: usize,
}

/// A finding as it is told.
#[derive(Serialize)]
struct Found<'a> {
    kind: &'static str,
    /// The numbers of the extracts in the output, from 1.
    extracts: Vec<u32>,
    what: &'a str,
    /// By which it can be accepted.
    key: &'a str,
    accepted: Option<&'a str>,
    never_exported: bool,
}

pub(super) fn export(asked: &Export, me: &str) -> Result<Outcome, Failure> {
    let out = Out {
        path: &asked.output,
        // A format that is not known is a slip of the person's, to be told before anything is opened.
        format: Format::from_path(&asked.output)?,
        is_private: asked.private,
        despite_findings: asked.despite_findings,
        is_noted: asked.chosen.extracts.is_some(),
    };
    let mut project = open(&asked.chosen.file)?;
    say_who(&mut project, asked.common.coder.as_deref(), me)?;
    let output = output_of(&mut project, &asked.chosen)?;
    write_output(&mut project, &output, &out, asked.common.form)
}

/// A file that an output is to be written to.
pub(super) struct Out<'a> {
    pub path: &'a Path,
    pub format: Format,
    /// Whether what is private is in it.
    pub is_private: bool,
    /// Whether it is written though findings of the checks are open.
    pub despite_findings: bool,
    /// Whether it is noted as an export of the output.
    pub is_noted: bool,
}

/// Writes an output to a file once nothing is open in its checks, and says what is in it.
pub(super) fn write_output(
    project: &mut Project,
    output: &Output,
    out: &Out<'_>,
    form: Form,
) -> Result<Outcome, Failure> {
    let is_table = matches!(out.format, Format::Xlsx | Format::Csv);
    let open_findings = project.check_output(output, is_table)?.open();
    if open_findings > 0 && !out.despite_findings {
        let findings = counted(open_findings, "finding is", "findings are");
        return Err(Failure::Wrong(format!(
            "{findings} open and nothing was written; see them with check-export (of a chapter with --chapter), mend \
             or accept them, or write the file all the same with --despite-findings"
        )));
    }
    let audience = if out.is_private { Audience::Team } else { Audience::Public };
    let (bytes, printed) = project.export_output(output, out.format, audience)?;
    write_export(out.path, &bytes)?;
    if out.is_noted {
        project.note_printing(output.id, out.format, &printed)?;
    }
    for sentence in printed.left_out() {
        note(&sentence);
    }
    let written = Written {
        file: out.path,
        extracts: printed.count(),
        withdrawn: printed.withdrawn,
        open_findings,
    };
    print(form.json, &written, |written| {
        let count = counted(written.extracts, "extract", "extracts");
        format!("Wrote {count} to {}\n", written.file.display())
    })?;
    Ok(Outcome::Done)
}

pub(super) fn check_export(asked: &CheckExport) -> Result<Outcome, Failure> {
    let mut project = open(&asked.chosen.file)?;
    let output = output_of(&mut project, &asked.chosen)?;
    let checked = project.check_output(&output, asked.table)?;
    let found: Vec<Found<'_>> = checked
        .findings
        .iter()
        .map(|found| Found {
            kind: found.finding.kind.word(),
            extracts: found.finding.extracts.iter().map(|at| at + 1).collect(),
            what: found.finding.sentence(),
            key: &found.finding.key,
            accepted: found.accepted.as_ref().map(|accepted| accepted.reason.as_str()),
            never_exported: !found.finding.can_be_accepted(),
        })
        .collect();
    print(asked.form.json, &found, |found| in_words(found, &checked))?;
    // What somebody withdrew never goes out, so it holds nothing up.
    Ok(if checked.open() > 0 { Outcome::NotAll } else { Outcome::Done })
}

fn in_words(found: &[Found<'_>], checked: &CheckedOutput) -> String {
    let mut words = String::new();
    for one in found {
        words.push_str(&format!("{}\n    {}\n", one.what, one.key));
        if let Some(reason) = one.accepted {
            words.push_str(&format!("    accepted: {reason}\n"));
        }
    }
    let extracts = counted(checked.set.extracts.len(), "extract", "extracts");
    let open = counted(checked.open(), "finding is open", "findings are open");
    words.push_str(&format!("{extracts} looked through; {open}\n"));
    words
}

/// The output that is asked for: one of the project's, or the quotes that answer a question.
fn output_of(project: &mut Project, asked: &Chosen) -> Result<Output, Failure> {
    let snapshot = Arc::clone(project.snapshot());
    let profile = match &asked.profile {
        Some(name) => {
            let known = snapshot.house_style(name);
            let all: Vec<String> =
                snapshot.house_styles().into_iter().map(|style| style.name).collect();
            let unknown =
                || format!("there is no house style “{name}”; there are {}", all.join(", "));
            Some(known.ok_or_else(|| Failure::Wrong(unknown()))?.name)
        }
        None => None,
    };
    let mut output = match (&asked.extracts, &asked.query) {
        (Some(name), _) => {
            let found = snapshot.output_named(name).cloned();
            found.ok_or_else(|| Failure::Wrong(format!("there is no output “{name}”")))?
        }
        (None, line) => {
            project.set_index_folder(index_folder().as_deref());
            let line = line.as_deref().unwrap_or_default();
            let query = snapshot
                .read_query(line)
                .map_err(|error| Failure::at_place(line, error.at, &error.message))?;
            let chosen = project.chosen_by(&query)?;
            project.passing_output("Extracts", "Report", OutputSettings::default(), &chosen)
        }
    };
    if let Some(words) = &asked.chapter {
        output = output.chapter(item_of(&output, words)?);
    }
    if let Some(profile) = profile {
        output.style = profile;
    }
    let settings = &mut output.settings;
    settings.arrangement = asked.by.unwrap_or(settings.arrangement);
    settings.context = asked.context.unwrap_or(settings.context);
    settings.with_codes |= asked.codes;
    settings.smallest_group = asked.alike.unwrap_or(settings.smallest_group);
    settings.most_of_one = asked.most.unwrap_or(settings.most_of_one);
    Ok(output)
}
