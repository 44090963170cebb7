//! Any bytes as the parts of a sound Word document.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::document_xml(bytes));
