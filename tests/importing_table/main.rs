//! The import table: what files are to become, and what came of it in the project.

mod arrivals;
mod columns;
mod study;
mod surveys;
mod texts;
