//! The program: a window, or one command in a shell.

use std::io::Write;
use std::panic::{PanicHookInfo, catch_unwind};
use std::process::ExitCode;

use marginalia::app::{First, Settings, open_window};
use marginalia::cli::{self, Request};

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(tell_of_fault));
    // The exit status of a fault is 1, as for everything else that failed.
    catch_unwind(start).unwrap_or(ExitCode::FAILURE)
}

fn start() -> ExitCode {
    let first = match cli::parse(std::env::args_os()) {
        Err(status) => return status,
        Ok(Request::Task(task)) => return cli::run(task, &Settings::load().coder),
        Ok(Request::Window) => First::Welcome,
        Ok(Request::Open(path)) => First::File(path),
        Ok(Request::Sample) => First::Sample,
    };
    match open_window(first) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// Says where a fault of the program lies. What the panic itself says stays unsaid: it may hold words of an interview.
fn tell_of_fault(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(|at| format!(" ({}, line {})", at.file(), at.line()));
    let _ = writeln!(
        std::io::stderr(),
        "Marginalia met a fault of its own{}; everything that was answered before is on the disk.",
        place.unwrap_or_default()
    );
}
