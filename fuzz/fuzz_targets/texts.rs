//! Any bytes as a text file: an error or a text in its stored form.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reading) = marginalia::import::read_bytes("x.txt", bytes) {
        assert!(!reading.text.contains(['\r', '\0']));
    }
});
