//! Any bytes as a table of codes or of codings.
#![no_main]

use libfuzzer_sys::fuzz_target;
use marginalia::import::{codes_csv, codings_csv};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(codes) = codes_csv::read(bytes) {
        assert!(codes.rows.iter().all(|row| row.path.iter().all(|name| !name.is_empty())));
    }
    if let Ok(codings) = codings_csv::read(bytes) {
        assert!(codings.iter().all(|row| row.start < row.end));
    }
});
