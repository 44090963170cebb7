//! Any text, any pages, cleaned up by any rules.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::clean_up(bytes));
