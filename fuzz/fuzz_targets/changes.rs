//! Any two wordings of a text, and what stands on it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::changes(bytes));
