//! A regular expression in the line of the search, written as a question of quotes has it: between strokes.

use crate::analysis::query::Condition;
use crate::project::Snapshot;
use crate::search::{Pattern, QueryError};

/// A line that was read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) pattern: Pattern,
    /// Whether its second stroke is still to be written.
    pub(super) is_open: bool,
}

/// Whether a line begins a pattern.
pub(super) fn begins(line: &str) -> bool {
    let after = line.trim_start().strip_prefix('/').and_then(|rest| rest.chars().next());
    after.is_some_and(|c| c != ')' && !c.is_whitespace())
}

/// Reads a line that begins a pattern, closed or not.
///
/// # Errors
/// Names the first place that cannot be understood.
pub(super) fn read(line: &str, snapshot: &Snapshot) -> Result<Read, QueryError> {
    let closed = format!("{line}/");
    let (pattern, is_open) = match snapshot.read_query(line) {
        Ok(query) => (query.holds, false),
        Err(error) => match snapshot.read_query(&closed) {
            Ok(query) => (query.holds, true),
            // A pattern that was closed is at fault for itself; else for what it would be.
            Err(other) if error.at < other.at => return Err(in_line(other)),
            Err(_) => return Err(in_line(error)),
        },
    };
    let at = line.chars().take_while(|c| c.is_whitespace()).count();
    match pattern {
        Condition::Pattern(pattern) => Ok(Read { pattern: Pattern::parse(&pattern)?, is_open }),
        _ => {
            let message = "A pattern stands alone here; among the quotes it can be put together with words and codes.";
            Err(QueryError { at, message: message.to_owned() })
        }
    }
}

fn in_line(error: crate::analysis::query::LineError) -> QueryError {
    QueryError { at: error.at, message: error.message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn a_pattern_is_read_closed_or_not_and_its_faults_have_their_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::create(&folder.path().join("Study.marginalia")).expect("a project");
        let read = |line: &str| read(line, project.snapshot()).map(|read| read.is_open);
        let fault = |line: &str| read(line).expect_err("a fault").at;
        assert_eq!(read(r"/tru\w+/"), Ok(false));
        assert_eq!(read(r" /a\/b/ "), Ok(false));
        assert_eq!(read(r"/tru\w+"), Ok(true));
        assert_eq!(fault("/tr(u/"), 3);
        assert_eq!(fault("/tr(u"), 3);
        assert_eq!(fault(" /tru/ wait"), 1);
        assert!(
            begins("/a") && begins("  /a/") && !begins("/") && !begins("/ a") && !begins("and/or")
        );
    }
}
