//! Any bytes as a file of rules or a pattern, and as the words that patterns are looked for in.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::import_rules(bytes));
