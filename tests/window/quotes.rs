//! The window: quotes.
