//! `marginalia scan` and `marginalia terms`: what should not stand in a text, and what stands for it.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::arguments::{Reading, Scan, Writing};
use super::coder::say_who;
use super::codes::table_in_words;
use super::failure::Failure;
use super::output::print;
use super::texts::sources_named;
use super::{Outcome, open};
use crate::domain::{Term, TermKind};
use crate::export::terms_csv as written_terms;
use crate::project::{Identifier, write_export};
use crate::text::counted;

/// `marginalia terms …`
#[derive(Debug, Subcommand)]
pub(super) enum Terms {
    /// List them
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Add one; without --public, the words may stand as they are
    Add {
        /// The project file
        file: PathBuf,
        /// The private words
        private: String,
        /// What stands for them in public
        #[arg(long, value_name = "WORDS")]
        public: Option<String>,
        /// What they name: name, place, organisation or other
        #[arg(long, default_value = "other")]
        kind: TermKind,
        #[command(flatten)]
        common: Writing,
    },
    /// Take terms from a CSV file with the columns private, public, kind
    Import {
        /// The project file
        file: PathBuf,
        /// The CSV file
        csv: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Write the terms, private words and all, to a CSV file
    Export {
        #[command(flatten)]
        at: Reading,
        /// The file to write; one that is there is replaced
        csv: PathBuf,
    },
}

/// A place that may identify somebody.
#[derive(Serialize)]
struct Found {
    source: String,
    start: u32,
    end: u32,
    kind: &'static str,
    words: String,
    replacement: String,
    context: String,
}

pub(super) fn scan(asked: &Scan, me: &str) -> Result<Outcome, Failure> {
    let mut project = open(&asked.file)?;
    let sources = sources_named(&project, &asked.source)?;
    let terms = project.compiled_terms()?;
    let mut all = project.scan(&sources, &terms)?;
    if !asked.kind.is_empty() {
        all.retain(|found| asked.kind.iter().any(|kind| kind == found.finding.kind.word()));
    }
    if asked.replace {
        say_who(&mut project, asked.common.coder.as_deref(), me)?;
        let with: Vec<(&Identifier, &str)> =
            all.iter().map(|found| (found, found.finding.replacement.as_str())).collect();
        let replaced = project.replace_identifiers(&with)?;
        print(asked.common.form.json, &replaced, |replaced| {
            format!("Replaced {}\n", counted(*replaced, "place", "places"))
        })?;
        return Ok(Outcome::Done);
    }
    let snapshot = project.snapshot();
    let shown: Vec<Found> = all
        .iter()
        .map(|found| {
            let (before, after) = &found.around;
            Found {
                source: snapshot
                    .source(found.source)
                    .map(|info| info.name.clone())
                    .unwrap_or_default(),
                start: found.finding.span.start,
                end: found.finding.span.end,
                kind: found.finding.kind.word(),
                words: found.words.clone(),
                replacement: found.finding.replacement.clone(),
                context: format!("{before}«{}»{after}", found.words).replace('\n', " "),
            }
        })
        .collect();
    print(asked.common.form.json, &shown, |shown| {
        let line = |found: &Found| {
            let Found { source, start, end, kind, context, .. } = found;
            format!("{kind:<13}  {source} {start}..{end}  {context}\n")
        };
        shown.iter().map(line).collect()
    })?;
    Ok(if shown.is_empty() { Outcome::Done } else { Outcome::NotAll })
}

/// A term as a list has it.
#[derive(Serialize)]
struct Listed<'a> {
    private: &'a str,
    public: Option<&'a str>,
    kind: &'static str,
}

pub(super) fn terms(asked: &Terms, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Terms::List { at } => {
            let project = open(&at.file)?;
            let terms = project.terms()?;
            let listed: Vec<Listed<'_>> = terms
                .iter()
                .map(|(_, term)| Listed {
                    private: &term.private,
                    public: term.public.as_deref(),
                    kind: term.kind.word(),
                })
                .collect();
            print(at.form.json, &listed, |listed| {
                let line = |term: &Listed<'_>| {
                    let public = term.public.unwrap_or("(may stand)");
                    format!("{:<13}  {}  →  {public}\n", term.kind, term.private)
                };
                listed.iter().map(line).collect()
            })?;
            Ok(Outcome::Done)
        }
        Terms::Add { file, private, public, kind, common } => {
            let term = Term { private: private.clone(), public: public.clone(), kind: *kind };
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            project.set_terms(&[term])?;
            print(common.form.json, &1, |_| "The term is in the list\n".to_owned())?;
            Ok(Outcome::Done)
        }
        Terms::Import { file, csv, common } => {
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            let report = project.import_terms_file(csv)?;
            print(common.form.json, report.warnings(), |_| table_in_words(&report))?;
            Ok(Outcome::Done)
        }
        Terms::Export { at, csv } => {
            let project = open(&at.file)?;
            let terms: Vec<Term> = project.terms()?.into_iter().map(|(_, term)| term).collect();
            write_export(csv, &written_terms(&terms))?;
            print(at.form.json, &terms.len(), |count| {
                format!("Wrote {} to {}\n", counted(*count, "term", "terms"), csv.display())
            })?;
            Ok(Outcome::Done)
        }
    }
}
