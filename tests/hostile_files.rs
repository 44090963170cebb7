//! Files that are broken, disguised or hostile: each is refused with a sentence that names the file and the reason, or read
//! with a doubt. Nothing here may panic.

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write};

use marginalia::import::{Encoding, codebook, codings_csv, gather, read, read_bytes};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Outcome = Result<(), Box<dyn Error>>;

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(words: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document {WORD}><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p>\
         </w:body></w:document>"
    )
}

/// Writes the bytes to a file of this name and reads that: the sentence must name the file last and hold the reason.
fn refused(name: &str, bytes: &[u8], reason: &str) -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(name);
    fs::write(&path, bytes)?;
    let Err(error) = read(&path) else { return Err(format!("{name} was read").into()) };
    let sentence = error.to_string();
    assert!(sentence.contains(reason), "{sentence}");
    assert!(sentence.ends_with(&path.display().to_string()), "{sentence}");
    assert_eq!(fs::read(&path)?, bytes, "the file is as it was");
    let from_bytes = read_bytes(name, bytes).map(|_| ()).map_err(|error| error.reason);
    assert_eq!(from_bytes, Err(error.reason));
    Ok(())
}

#[test]
fn empty_files() -> Outcome {
    refused("empty.txt", b"", "the file is empty")?;
    refused("blank.md", b"\xef\xbb\xbf \r\n\t\n", "the file is empty")?;
    refused("empty.docx", b"", "the file is empty")?;
    let blank = docx(&[("word/document.xml", document(" ").as_bytes())])?;
    refused("blank.docx", &blank, "the file is empty")
}

#[test]
fn files_that_are_not_what_their_name_says() -> Outcome {
    refused("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "it is a PDF and not a text")?;
    refused("b.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a picture (PNG) and not a text")?;
    let word = docx(&[("word/document.xml", document("words").as_bytes())])?;
    refused("c.md", &word, "it is a zip archive or an Office document and not a text")?;
    let noise: Vec<u8> =
        (0..9000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    refused("d.txt", &noise, "it is a binary file and not a text")?;
    refused("e.docx", b"only words", "it is not a Word document, or it is damaged")?;
    refused("f.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "save it as .docx")?;
    refused("g.pdf", b"%PDF-1.7", "it is not a PDF, or it is damaged")?;
    refused(
        "no ending",
        b"words",
        "only .txt, .md, .docx, .odt, .rtf, .html, .pdf, .srt and .vtt texts",
    )
}

#[test]
fn broken_documents() -> Outcome {
    let part = document(&"some words ".repeat(400));
    let whole = docx(&[("word/document.xml", part.as_bytes())])?;
    refused("cut.docx", &whole[..whole.len() - 30], "it is not a Word document, or it is damaged")?;
    let mut turned = whole;
    turned[80] ^= 0xff;
    refused("turned.docx", &turned, "it is damaged")?;
    let styles = docx(&[("word/styles.xml", b"<w:styles/>")])?;
    refused("missing.docx", &styles, "(word/document.xml) is missing")?;
    let malformed = docx(&[("word/document.xml", b"<w:document><w:body></w:document>")])?;
    refused("malformed.docx", &malformed, "its XML is malformed")
}

#[test]
fn hostile_documents() -> Outcome {
    let bomb = document(&" ".repeat(65 << 20));
    let bomb = docx(&[("word/document.xml", bomb.as_bytes())])?;
    assert!(bomb.len() < 1 << 20);
    refused("bomb.docx", &bomb, "unpacks to more than 64 MB")?;
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    let dtd =
        docx(&[("word/document.xml", format!("{laughs}{}", &document("&b;")[21..]).as_bytes())])?;
    refused("dtd.docx", &dtd, "it declares XML entities (a DTD)")?;
    let nested = "<w:tbl>".repeat(100_000);
    let deep = docx(&[("word/document.xml", document(&nested).as_bytes())])?;
    refused("deep.docx", &deep, "nested deeper than in any document")
}

/// The archive's own word for the size of a part is not believed.
#[test]
fn a_bomb_that_lies_of_its_size() -> Outcome {
    let xml = document(&" ".repeat(65 << 20));
    let size = u32::try_from(xml.len())?.to_le_bytes();
    let mut bomb = docx(&[("word/document.xml", xml.as_bytes())])?;
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|&at| bomb[at..at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    let error = read_bytes("liar.docx", &bomb).expect_err("a bomb");
    assert!(error.to_string().ends_with("liar.docx"), "{error}");
    Ok(())
}

#[test]
fn a_line_of_three_megabytes_is_read() -> Outcome {
    let line = format!("GP: {}\n", "wörd ".repeat(500_000));
    let reading = read_bytes("long.txt", line.as_bytes())?;
    assert_eq!(reading.text, line);
    assert!(reading.doubts.is_empty());
    Ok(())
}

#[test]
fn a_nul_is_marked_and_told() -> Outcome {
    let reading = read_bytes("nul.txt", b"INT: one\0two\r\nGP: three\r\n")?;
    assert_eq!(reading.text, "INT: one\u{fffd}two\nGP: three\n");
    assert_eq!(reading.doubts.len(), 1);
    assert!(reading.doubts[0].contains("1 NUL character"), "{:?}", reading.doubts);
    Ok(())
}

#[test]
fn a_guessed_encoding_is_told() -> Outcome {
    let reading = read_bytes("Zoe\u{308}.txt", b"GP: It\x92s na\xefve.\r\n")?;
    assert_eq!((reading.name.as_str(), reading.text.as_str()), ("Zoë", "GP: It’s naïve.\n"));
    assert_eq!(reading.encoding, Encoding::Legacy("windows-1252"));
    assert!(reading.doubts[0].starts_with("Read as Windows-1252"), "{:?}", reading.doubts);
    Ok(())
}

#[test]
fn markup_and_odd_characters_stay_as_they_are() -> Outcome {
    let odd =
        "# Title\n\n**INT:** a\u{a0}b\u{200b}c \u{2028}d\u{b}e\u{c}f\u{85}g e\u{301} 👩‍⚕️ שלום\n";
    assert_eq!(read_bytes("odd.md", odd.as_bytes())?.text, odd);
    Ok(())
}

#[test]
fn files_that_vanish_or_never_were() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("gone.txt");
    fs::write(&path, "words")?;
    let gathered = gather(std::slice::from_ref(&path));
    assert_eq!(gathered.files, std::slice::from_ref(&path));
    fs::remove_file(&path)?;
    let error = read(&path).expect_err("gone");
    assert!(error.to_string().starts_with("it is not there"), "{error}");
    let as_file = folder.path().join("folder.txt");
    fs::create_dir(&as_file)?;
    let error = read(&as_file).expect_err("a folder");
    assert!(error.to_string().starts_with("it is not a file"), "{error}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    let (closed, file) = (folder.path().join("closed"), folder.path().join("a.txt"));
    fs::create_dir(&closed)?;
    fs::write(&file, "words")?;
    for path in [&closed, &file] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000))?;
    }
    // Whoever may read everything, as root may, cannot be refused.
    if fs::read_dir(&closed).is_err() {
        let gathered = gather(&[folder.path().to_owned()]);
        let sentences: Vec<String> = gathered.refused.iter().map(|(_, e)| e.to_string()).collect();
        assert_eq!(sentences.len(), 1, "{gathered:?}");
        assert!(sentences[0].starts_with("there is no permission to read it"), "{sentences:?}");
        assert!(sentences[0].ends_with("closed"), "{sentences:?}");
        let error = read(&file).expect_err("closed");
        assert!(error.to_string().starts_with("there is no permission"), "{error}");
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700))?;
    Ok(())
}

#[test]
fn tables_with_errors_name_the_line() {
    let codings = "document,start,end,code,coder\n\"a\nb\",1,2,\"x, \"\"y\"\"\",Zoë\n";
    for (row, sentence) in [
        ("a,1,2", "line 4: 3 fields for 5 columns"),
        ("a,one,2,x,Z", "line 4: the start “one” is not a position"),
        ("a,3,2,x,Z", "line 4: the end (2) must be greater than the start (3)"),
        ("a,1,2,\"x,Z", "line 4: a quotation mark is opened and never closed"),
    ] {
        let error = codings_csv::read(format!("{codings}{row}\n").as_bytes()).expect_err(row);
        assert!(error.to_string().starts_with(sentence), "{error}");
    }
    for (table, sentence) in [
        ("path,colour\nA,blue\n", "line 2: “blue” is not a colour"),
        ("path\nA\n\nA\n", "line 4: the code “A” stands on line 2 already"),
        ("colour\n#ffffff\n", "line 1: there is no column “path”"),
    ] {
        let error = codebook::read("codes.csv", table.as_bytes()).expect_err(table);
        assert!(error.to_string().starts_with(sentence), "{error}");
    }
    assert!(codebook::read("codes.csv", b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\0\0").is_err());
}

/// Bytes of every make: noise, ASCII with controls, pieces of real beginnings.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let starts: Vec<&[u8]> = vec![
        b"",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ];
    (prop::sample::select(starts), prop::collection::vec(any::<u8>(), 0..300), 0u8..3).prop_map(
        |(start, mut rest, make)| {
            match make {
                0 => {}
                1 => rest.iter_mut().for_each(|byte| *byte &= 0x7f),
                _ => rest.iter_mut().skip(1).step_by(2).for_each(|byte| *byte = 0),
            }
            [start, &rest].concat()
        },
    )
}

proptest! {
    // A failing case is printed; a file for it would need a library beside these tests.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in bytes(), ending in prop::sample::select(vec!["txt", "md", "docx", "odt", ""])) {
        if let Ok(reading) = read_bytes(&format!("x.{ending}"), &bytes) {
            prop_assert!(!reading.text.contains(['\r', '\0']));
            prop_assert!(reading.encoding == Encoding::Utf8 || !reading.doubts.is_empty() || bytes[0] >= 0xfe);
        }
        for name in ["codes.csv", "codes.xlsx", "codes.txt", "codes.qdc"] {
            let _ = codebook::read(name, &bytes);
        }
        let _ = codings_csv::read(&bytes);
    }

    #[test]
    fn no_damage_to_a_document_makes_the_reader_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut whole = docx(&[("word/document.xml", document("INT: words &amp; more").as_bytes())]).expect("a document");
        for (at, byte) in damage {
            let at = at.index(whole.len());
            whole[at] = byte;
        }
        let _ = read_bytes("x.docx", &whole);
    }

    #[test]
    fn any_cells_make_a_sound_table_or_none(
        cells in prop::collection::vec(("[ a>/\"\n,]{0,6}|[0-9]{1,11}", "[,;\n]"), 0..40)
    ) {
        let cells: String = cells.into_iter().map(|(cell, sign)| cell + &sign).collect();
        if let Ok(codes) = codebook::read("codes.csv", format!("path,name\n{cells}").as_bytes()) {
            prop_assert!(codes.codes.iter().all(|code| code.path.iter().all(|name| !name.is_empty())));
        }
        if let Ok(codings) = codings_csv::read(format!("document,start,end,code\n{cells}").as_bytes()) {
            prop_assert!(codings.iter().all(|row| row.start < row.end));
        }
    }
}
