//! The window: searching.
