//! Any bytes as a Word document.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::documents(bytes));
