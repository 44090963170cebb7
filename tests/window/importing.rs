//! The window: importing.
