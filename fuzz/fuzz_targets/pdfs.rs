//! Any bytes as a PDF, and as the content of its page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::pdfs(bytes));
