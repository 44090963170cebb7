//! Any bytes as Rich Text, and as the text of a sound document.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::rich_text(bytes));
