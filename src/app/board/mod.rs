//! Boards on the page.
mod canvas;
