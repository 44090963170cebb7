//! The sample study that comes with the program.

use super::{Project, ProjectError};

/// Opens the user's copy of the sample study; makes it first when there is none.
pub fn open_or_create() -> Result<Project, ProjectError> {
    Err(ProjectError::NothingTo("open"))
}
