//! Pictures of a study: what they count, how they are laid out, and the files they are written to.

mod counts;
mod files;
mod layout;
