//! Pictures of a study: pure functions from plain figures to marks on a sheet.
//!
//! What is counted comes as plain data ([`Bars`], [`Lanes`], [`Columns`], [`Matrix`], [`Graph`], [`Cloud`]), so that tables
//! and lists of words can be drawn as well as codes; `of_codes` makes these data from a study. Everything is laid out the
//! same way each time it is asked for.

mod bars;
mod chosen;
mod cloud;
mod columns;
mod graph;
mod lanes;
mod matrix;
mod of_codes;
mod of_pairs;
mod of_time;
mod of_words;
mod scene;
mod sheet;

pub use bars::{Bar, BarGroup, Bars, bars};
pub use chosen::{Chosen, Entry, Which, chosen};
pub use cloud::{Cloud, CloudWord, cloud};
pub use columns::{ColumnLane, Columns, Slot, columns};
pub use graph::{Edge, Graph, Node, graph};
pub use lanes::{Lane, Lanes, Stretch, Tick, lanes};
pub use matrix::{Cell, Head, Matrix, matrix};
pub use of_codes::{Unit, bars_of_codes, cloud_of_codes};
pub use of_pairs::{Pairs, Together, graph_of_codes, matrix_of_codes, pairs};
pub use of_time::{columns_of_codes, lanes_of_source};
pub use of_words::cloud_of_words;
pub use scene::{
    Anchor, Bounds, CAPITAL_MIDDLE, Form, Mark, Measure, Opens, Paint, Palette, Role, Room, Scene,
    Shape, Words,
};
pub use sheet::{Sheet, SheetFigure, SheetRow, sheet};

/// A figure as it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figure {
    /// How much it is; not negative.
    pub value: f64,
    /// How it is written.
    pub written: String,
    /// What it says when one points at it, as a sentence.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}
