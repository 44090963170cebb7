//! Marginalia from a shell: everything that a project can be asked or told, without a window. The only layer that
//! knows clap.
//!
//! Answers go to standard output (as JSON with `--json`), progress and failures to standard error. The exit status is 0
//! when all was done, 1 when something failed, 2 when it was asked wrongly.

mod arguments;
mod coder;
mod codes;
mod codings;
mod concordance;
mod export;
mod failure;
mod importing;
mod matrix;
mod memos;
mod methods;
mod news;
mod output;
mod outputs;
mod picture;
mod project;
mod quotes;
mod register;
mod report;
mod saved;
mod search;
mod sources;
mod synonyms;
mod table;
mod team_texts;
mod terms;
mod texts;
mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use arguments::{Arguments, Work};
use failure::Failure;

use crate::project::Project;

/// How long a command waits for another program to let go of a project.
const PATIENCE: Duration = Duration::from_secs(2);

/// What was asked for.
#[derive(Debug)]
pub enum Request {
    /// The window without a project.
    Window,
    /// The window on a project file, which is there.
    Open(PathBuf),
    /// The window on the user's copy of the sample study.
    Sample,
    /// Something that needs no window.
    Task(Task),
}

/// A piece of work that needs no window.
#[derive(Debug)]
pub struct Task(Box<Work>);

/// How far a command came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// It was done and told of, but not all is well: faults were found, a file was refused.
    NotAll,
}

/// Reads the arguments, the program's own name first. What is no request is answered at once (help, the version, a
/// sentence on wrong usage) and gives the exit status.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, ExitCode> {
    let arguments = Arguments::try_parse_from(arguments).map_err(|error| {
        // A closed pipe leaves nobody to tell.
        let _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })?;
    match (arguments.command, arguments.project) {
        (Some(work), _) => Ok(Request::Task(Task(Box::new(work)))),
        (None, Some(path)) => match path.try_exists() {
            Ok(false) => Err(fail(&missing(path))),
            _ => Ok(Request::Open(path)),
        },
        (None, None) if arguments.sample => Ok(Request::Sample),
        (None, None) => Ok(Request::Window),
    }
}

/// What to say of a file that is not there. A bare word was probably meant as a command.
fn missing(path: PathBuf) -> Failure {
    let word = path.to_str().filter(|word| !word.contains(['.', '/', '\\']));
    match word {
        Some(word) => Failure::NoCommand(word.to_owned()),
        None => Failure::Missing(path),
    }
}

/// Does a piece of work and prints its answer. `coder` is the name in the user's settings; empty when they have none.
pub fn run(task: Task, coder: &str) -> ExitCode {
    match answer(*task.0, coder) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NotAll) => ExitCode::FAILURE,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => fail(&failure),
    }
}

fn fail(failure: &Failure) -> ExitCode {
    output::complain(failure);
    ExitCode::from(failure.status())
}

fn answer(work: Work, me: &str) -> Result<Outcome, Failure> {
    match work {
        Work::New { file, common } => project::new(&file, &common, me),
        Work::Info { at } => project::info(&at),
        Work::Import(asked) => importing::import(asked, me),
        Work::Scan(asked) => terms::scan(&asked, me),
        Work::Terms(asked) => terms::terms(&asked, me),
        Work::Turns(asked) => texts::turns(&asked, me),
        Work::Answers { at, question } => texts::answers(&at, question.as_deref()),
        Work::Brackets { at, class, source } => texts::list_brackets(&at, class, &source),
        Work::Sources(arguments::Sources::List { at }) => sources::list(&at),
        Work::Sources(arguments::Sources::Show { at, name, text }) => {
            sources::show(&at, &name, text)
        }
        Work::Sources(arguments::Sources::Set(asked)) => texts::set(&asked, me),
        Work::Sources(arguments::Sources::Table(asked)) => register::table_of_sources(&asked),
        Work::Sources(arguments::Sources::Fill(asked)) => register::fill_sources(&asked, me),
        Work::Sources(arguments::Sources::Edit { file, name, at, with, common }) => {
            texts::edit(&file, &name, at, with, &common, me)
        }
        Work::Sources(arguments::Sources::Replace { file, name, newer, common }) => {
            texts::replace(&file, &name, &newer, &common, me)
        }
        Work::Sources(arguments::Sources::Versions { at, name, before }) => {
            texts::versions(&at, &name, before)
        }
        Work::Sources(arguments::Sources::Read(asked)) => news::mark(&asked, true, me),
        Work::Sources(arguments::Sources::Unread(asked)) => news::mark(&asked, false, me),
        Work::Sources(arguments::Sources::Lost { at }) => texts::lost(&at),
        Work::Sources(arguments::Sources::Original { at, name, to }) => {
            texts::original(&at, &name, &to)
        }
        Work::Codes(asked) => codes::run(asked, me),
        Work::Codings(arguments::Codings::Import { file, csv, common }) => {
            codings::import(&file, &csv, &common, me)
        }
        Work::Codings(arguments::Codings::Export { at, csv }) => codings::export(&at, &csv),
        Work::Quotes(asked) => quotes::retrieve(&asked),
        Work::Table(asked) => table::tabulate(&asked),
        Work::Picture(asked) => picture::draw(&asked),
        Work::Search(asked) => search::find(&asked),
        Work::Concordance(asked) => concordance::concordance(&asked),
        Work::Words(asked) => words::words(&asked),
        Work::Saved(asked) => saved::saved(&asked, me),
        Work::Synonyms(asked) => synonyms::synonyms(&asked, me),
        Work::Outputs(asked) => outputs::outputs(&asked, me),
        Work::Styles(asked) => outputs::styles(&asked, me),
        Work::Export(asked) => export::export(&asked, me),
        Work::CheckExport(asked) => export::check_export(&asked),
        Work::People(asked) => register::people(&asked, me),
        Work::Cases(asked) => register::cases(&asked, me),
        Work::Meetings(asked) => register::meetings(&asked, me),
        Work::Attributes(asked) => register::attributes(&asked, me),
        Work::Memos(asked) => memos::memos(&asked, me),
        Work::News(asked) => news::news(&asked),
        Work::Methods(asked) => methods::methods(&asked),
        Work::Matrix(asked) => matrix::matrix(&asked, me),
        Work::Report(asked) => report::report(&asked, me),
        Work::History { at, limit } => project::history(&at, limit),
        Work::Undo { file, common } => project::undo(&file, &common, me),
        Work::Redo { file, common } => project::redo(&file, &common, me),
        Work::Check { at } => project::check(&at),
        Work::Sample { file, form } => project::sample(&file, form),
        Work::SaveCopy { at, to } => project::save_copy(&at, &to),
    }
}

fn open(file: &Path) -> Result<Project, Failure> {
    Ok(Project::open(file, PATIENCE)?)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_may_be_called_like_a_command() {
        let request = |words: &[&str]| {
            parse(["marginalia"].iter().chain(words).map(|&word| OsString::from(word)))
        };
        assert!(matches!(request(&[]), Ok(Request::Window)));
        assert!(matches!(request(&["--sample"]), Ok(Request::Sample)));
        assert!(matches!(request(&["info", "info"]), Ok(Request::Task(_))));
        let here = env!("CARGO_MANIFEST_DIR");
        assert!(matches!(request(&[here]), Ok(Request::Open(_))));
        assert!(request(&["./info"]).is_err() && request(&["improt"]).is_err());
        assert!(matches!(missing("./info".into()), Failure::Missing(_)));
        assert_eq!(missing("improt".into()).status(), 2);
    }
}
