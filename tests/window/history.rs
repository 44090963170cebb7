//! The window: history.
