//! Any bytes as an OpenDocument text, and as the parts of a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::open_documents(bytes));
