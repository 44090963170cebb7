//! Any bytes as the text's part of a sound archive, which fuzzing the archive itself would seldom reach.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("word/document.xml", options).expect("a part");
    zip.write_all(bytes).expect("its bytes");
    let archive = zip.finish().expect("an archive").into_inner();
    let _ = marginalia::import::read_bytes("x.docx", &archive);
});
