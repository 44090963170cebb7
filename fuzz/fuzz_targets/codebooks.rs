//! Any bytes as a code framework: a table, indented text, a REFI-QDA codebook, a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::codebooks(bytes));
