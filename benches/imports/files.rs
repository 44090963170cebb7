//! Files of every format that is read, with words of their own; the same in every run.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % limit.max(1)
    }
}

const COMMON: [&str; 24] = [
    "the", "and", "we", "to", "of", "that", "it", "they", "was", "in", "people", "board", "money",
    "trust", "merger", "patients", "care", "waiting", "manager", "because", "nobody", "asked",
    "naïve", "£400",
];

/// A sentence of some words, most of them common.
pub fn sentence(dice: &mut Dice) -> String {
    let mut words = String::from("So");
    for _ in 0..6 + dice.below(20) {
        words.push(' ');
        match dice.below(3) {
            0 => {
                let _ = write!(words, "w{:x}", dice.below(5_000));
            }
            _ => words.push_str(COMMON[dice.below(COMMON.len() as u32) as usize]),
        }
    }
    words + "."
}

/// What was said in turn, of about `length` bytes: speakers with their words.
pub fn talk(dice: &mut Dice, length: usize) -> Vec<(String, String)> {
    let person = format!("GP ID {}", 100 + dice.below(900));
    let (mut turns, mut bytes) = (Vec::new(), 0);
    while bytes < length {
        let speaker = if turns.len() % 2 == 0 { "INT" } else { &person };
        let sentences = if turns.len() % 2 == 0 { 1 } else { 2 + dice.below(5) };
        let said: Vec<String> = (0..sentences).map(|_| sentence(dice)).collect();
        let said = said.join(" ");
        bytes += speaker.len() + said.len() + 3;
        turns.push((speaker.to_owned(), said));
    }
    turns
}

/// Turns as a transcript.
pub fn transcript(turns: &[(String, String)]) -> String {
    turns.iter().map(|(speaker, said)| format!("{speaker}: {said}\n")).collect()
}

/// The formats in turn, by their endings; a text comes in several encodings.
const FORMATS: [&str; 12] =
    ["txt", "docx", "rtf", "odt", "html", "pdf", "txt", "docx", "vtt", "srt", "txt", "xlsx"];

/// The file of a number: its name and its bytes, with some `length` bytes of words.
pub fn file(number: usize, length: usize) -> (String, Vec<u8>) {
    let mut dice = Dice(number as u64 + 3);
    let format = FORMATS[number % FORMATS.len()];
    let turns = talk(&mut dice, length);
    let bytes = match format {
        "docx" => docx(&turns),
        "odt" => odt(&turns),
        "rtf" => rtf(&turns),
        "html" => html(&turns),
        "pdf" => pdf(&pages(&turns, 44)),
        "srt" => srt(&turns),
        "vtt" => vtt(&turns),
        "xlsx" if number % 24 == 11 => {
            return (format!("Survey {number:03}.csv"), csv(&mut dice, length));
        }
        "xlsx" => xlsx(&mut dice, length),
        _ => encoded(number, &transcript(&turns)),
    };
    (format!("Interview {number:03} Site {}.{format}", number % 9 + 1), bytes)
}

/// A text in the encoding of a number.
fn encoded(number: usize, text: &str) -> Vec<u8> {
    match number % 4 {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.replace('\n', "\r\n").as_bytes()].concat(),
        2 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        _ => "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, words) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(words.as_bytes()).expect("its words");
    }
    zip.finish().expect("an archive").into_inner()
}

fn docx(turns: &[(String, String)]) -> Vec<u8> {
    let mut body = String::new();
    for (speaker, said) in turns {
        let said = escaped(said);
        let _ = write!(
            body,
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{speaker}:</w:t></w:r><w:r><w:t xml:space=\"preserve\"> {said}</w:t></w:r></w:p>"
        );
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[("word/document.xml", &document)])
}

fn odt(turns: &[(String, String)]) -> Vec<u8> {
    let body: String = turns
        .iter()
        .map(|(speaker, said)| format!("<text:p>{speaker}: {}</text:p>", escaped(said)))
        .collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn rtf(turns: &[(String, String)]) -> Vec<u8> {
    let mut body = String::from("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\n");
    for (speaker, said) in turns {
        let _ = write!(body, "{{\\b {speaker}:}} ");
        for c in said.chars() {
            let _ = match u32::from(c) {
                code @ 128.. => write!(body, "\\'{code:02x}"),
                _ => write!(body, "{c}"),
            };
        }
        body.push_str("\\par\n");
    }
    (body + "}").into_bytes()
}

fn html(turns: &[(String, String)]) -> Vec<u8> {
    let mut page = String::from(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>An interview</title></head><body><h1>An interview</h1>\n",
    );
    for (speaker, said) in turns {
        let _ = writeln!(page, "<p><b>{speaker}:</b> {}</p>", escaped(said));
    }
    (page + "</body></html>").into_bytes()
}

fn time(seconds: usize, point: char) -> String {
    format!("{:02}:{:02}:{:02}{point}000", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn srt(turns: &[(String, String)]) -> Vec<u8> {
    let mut cues = String::new();
    for (at, (speaker, said)) in turns.iter().enumerate() {
        let (from, to) = (time(at * 9, ','), time(at * 9 + 8, ','));
        let _ = write!(cues, "{}\n{from} --> {to}\n{speaker}: {said}\n\n", at + 1);
    }
    cues.into_bytes()
}

fn vtt(turns: &[(String, String)]) -> Vec<u8> {
    let mut cues = String::from("WEBVTT\n\n");
    for (at, (speaker, said)) in turns.iter().enumerate() {
        let (from, to) = (time(at * 9, '.'), time(at * 9 + 8, '.'));
        let _ = write!(cues, "{from} --> {to}\n<v {speaker}>{}\n\n", escaped(said));
    }
    cues.into_bytes()
}

const HEADER: [&str; 5] = [
    "Respondent no.",
    "CCG",
    "Is your board quorate?",
    "What has helped so far?",
    "What stands in the way?",
];

/// Respondents with their answers, as rows of cells.
fn respondents(dice: &mut Dice, length: usize) -> Vec<[String; 5]> {
    let (mut rows, mut bytes) = (Vec::new(), 0);
    while bytes < length {
        let answer = |dice: &mut Dice| -> String {
            let sentences: Vec<String> = (0..1 + dice.below(6)).map(|_| sentence(dice)).collect();
            sentences.join(" ")
        };
        let (helped, way) = (answer(dice), answer(dice));
        bytes += helped.len() + way.len();
        let quorate = ["Yes", "No"][dice.below(2) as usize].to_owned();
        let site = format!("Site {}", dice.below(9) + 1);
        rows.push([(rows.len() + 1).to_string(), site, quorate, helped, way]);
    }
    rows
}

fn csv(dice: &mut Dice, length: usize) -> Vec<u8> {
    let mut table = HEADER.join(",") + "\n";
    for row in respondents(dice, length) {
        table.push_str(&(row.map(|cell| format!("\"{cell}\"")).join(",") + "\n"));
    }
    table.into_bytes()
}

fn xlsx(dice: &mut Dice, length: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write(0, column, name).expect("a cell");
    }
    for (row, cells) in (1..).zip(respondents(dice, length)) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// The lines of a transcript, broken at a width and put on pages.
pub fn pages(turns: &[(String, String)], lines_on_page: usize) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for (speaker, said) in turns {
        let mut line = format!("{speaker}:");
        for word in said.split(' ') {
            if line.len() + word.len() > 88 {
                lines.push(std::mem::take(&mut line));
            } else {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.chunks(lines_on_page).map(<[String]>::to_vec).collect()
}

/// A PDF with a text layer: Helvetica, compressed pages, a line set below the other.
pub fn pdf(pages: &[Vec<String>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    let mut object = |file: &mut Vec<u8>, body: &[u8]| {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", places.len()).as_bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    object(&mut file, b"<< /Type /Catalog /Pages 2 0 R >>");
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + page * 2)).collect();
    let tree = format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" "));
    object(&mut file, tree.as_bytes());
    object(
        &mut file,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    );
    for (number, lines) in pages.iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + number * 2
        );
        object(&mut file, page.as_bytes());
        let mut content = b"BT /F1 10 Tf 50 790 Td 14 TL\n".to_vec();
        for line in lines {
            content.push(b'(');
            for c in line.chars() {
                if matches!(c, '(' | ')' | '\\') {
                    content.push(b'\\');
                }
                content.push(u8::try_from(u32::from(c)).unwrap_or(b'?'));
            }
            content.extend(b") Tj T*\n");
        }
        content.extend(b"ET");
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&content).expect("in memory");
        let packed = packed.finish().expect("in memory");
        let head = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len());
        object(&mut file, &[head.as_bytes(), &packed, b"\nendstream"].concat());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).as_bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = places.len() + 1;
    let end = format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.extend(end.as_bytes());
    file
}
