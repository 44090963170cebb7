//! Any bytes as a table of answers, as CSV or, when they begin like an archive, as a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| marginalia_fuzz::grids(bytes));
