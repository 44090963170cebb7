//! The window: codes.
