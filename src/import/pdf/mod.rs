//! PDF: the words of files that have a text layer, page by page, and everything that can be wrong with such a file.
//!
//! A PDF (ISO 32000) knows no words, lines or paragraphs, only glyphs at places. They are found in steps: [`file`] finds the
//! objects, [`pages`] the pages, [`content`] the glyphs of a page; [`words`], [`rows`] and [`lines`] put them together by
//! where they stand, and [`paragraphs`] writes the lines. One visual line is one line of the text, and a blank line stands
//! where a paragraph begins; running heads, page numbers and hyphens at the ends of lines stay as they are.
//!
//! Reading is bounded in all that a file may choose: bytes unpacked, glyphs, nesting, and time.

mod character_maps;
mod content;
mod file;
mod filters;
mod fonts;
mod glyph_names;
mod lines;
mod lock;
mod matrix;
mod notes;
mod pages;
mod paragraphs;
mod rows;
mod standard_widths;
mod strings;
mod value;
mod words;

use std::io::Read;
use std::time::{Duration, Instant};

use self::content::Reader;
use self::file::File;
use self::pages::{Labels, Pages, laid_out};
use self::paragraphs::Page;
use super::styled::Styled;
use super::{Encoding, Refusal, Words};
use crate::text::counted;

/// Largest file in bytes.
const LARGEST: u64 = 200 << 20;
/// How long reading may take.
const LONGEST: Duration = Duration::from_secs(8);
/// Within so many bytes, a PDF says that it is one.
const HEADER: usize = 1024;

/// Reads a file from its first byte.
pub(super) fn read(reader: impl Read) -> Result<Words, Refusal> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::TooLarge(LARGEST >> 20));
    }
    read_within(&bytes, LONGEST)
}

/// Reads a file in a time.
fn read_within(bytes: &[u8], time: Duration) -> Result<Words, Refusal> {
    let broken = |what: &str| Refusal::BrokenPdf(what.to_owned());
    let start = &bytes[..bytes.len().min(HEADER)];
    if !start.windows(5).any(|window| window == b"%PDF-") {
        return Err(broken("it does not begin as one"));
    }
    let file = File::open(bytes, Instant::now() + time)?;
    let found = Pages::find(&file);
    if found.len() == 0 {
        return Err(broken("no pages were found in it"));
    }
    let labels = Labels::read(&file);
    let mut reader = Reader::new(&file);
    let (mut pages, mut told) = (Vec::new(), Told { rescued: found.rescued, ..Told::default() });
    // Text beyond this is not what a file of its size holds. A line takes some room besides its words.
    const LINE: usize = 128;
    let mut room = (32 << 20) + bytes.len().saturating_mul(4);
    for place in 0..found.len() {
        let page = found.get(&file, place);
        let (turned, visible) = laid_out(&file, &page);
        let mut shown = reader.read(&page, turned, visible);
        let notes = notes::notes(&file, &page, &mut shown.glyphs);
        if file.is_late() {
            told.stopped = Some((place, found.len()));
            break;
        }
        if file.is_bomb() {
            return Err(file.too_large());
        }
        let lines = lines::lines(&shown);
        let taken = shown.text.len() + lines.len() * LINE;
        room = room.checked_sub(taken).ok_or_else(|| file.too_large())?;
        told.note(place + 1, &shown, lines.is_empty());
        pages.push(Page { label: labels.of(place), lines, notes });
    }
    if told.glyphs == told.unknown {
        return Err(match () {
            () if told.unknown > 0 => {
                Refusal::NoTextLayer("its fonts do not tell which letters they show")
            }
            () if told.stopped.is_some() => broken("reading it takes too long"),
            () if !told.broken.is_empty() || told.rescued => broken("its pages cannot be unpacked"),
            () => Refusal::NoTextLayer("it holds pictures of pages and no text"),
        });
    }
    let mut styled = Styled::default();
    paragraphs::write(&pages, &mut styled);
    Ok(styled.finish(Encoding::Utf8, told.doubts()))
}

/// What a person should be told of the pages; they are counted from 1.
#[derive(Default)]
struct Told {
    rescued: bool,
    glyphs: usize,
    unknown: usize,
    empty: Vec<usize>,
    broken: Vec<usize>,
    cut: Vec<usize>,
    /// How many pages were read, and of how many.
    stopped: Option<(usize, usize)>,
}

impl Told {
    fn note(&mut self, page: usize, shown: &content::Shown, is_empty: bool) {
        self.glyphs += shown.glyphs.len();
        self.unknown += shown.unknown;
        if shown.broken {
            self.broken.push(page);
        } else if is_empty {
            self.empty.push(page);
        }
        if shown.too_much {
            self.cut.push(page);
        }
    }

    fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        if self.rescued {
            doubts.push(
                "The file is damaged and was read from what is left; check that no page is missing, and their order."
                    .to_owned(),
            );
        }
        if let Some((read, all)) = self.stopped {
            doubts.push(format!(
                "Reading it took too long and stopped after {} of {all}; split the file and import the parts.",
                counted(read, "page", "pages")
            ));
        }
        let several = |pages: &[usize], one: &'static str, many: &'static str| {
            if pages.len() == 1 { one } else { many }
        };
        if !self.broken.is_empty() {
            let pages = listed(&self.broken);
            let are = several(&self.broken, "is", "are");
            doubts
                .push(format!("{pages} {are} damaged and may lack words; compare with the file."));
        }
        if !self.cut.is_empty() {
            let pages = listed(&self.cut);
            let hold = several(&self.cut, "holds", "hold");
            doubts
                .push(format!("{pages} {hold} more text than a page can; the rest was left out."));
        }
        if !self.empty.is_empty() {
            let pages = listed(&self.empty);
            let hold = several(
                &self.empty,
                "holds no text; it may be a picture",
                "hold no text; they may be pictures",
            );
            doubts.push(format!("{pages} {hold}."));
        }
        if self.unknown > 0 {
            let places = counted(self.unknown, "place", "places");
            doubts.push(format!(
                "In {places} the file does not tell which character it shows; each is marked \u{fffd} in the text."
            ));
        }
        doubts
    }
}

/// Pages by their numbers: `Pages 3, 5 to 9 and 12`.
fn listed(pages: &[usize]) -> String {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => stretches.push((page, page)),
        }
    }
    let mut names: Vec<String> = stretches
        .into_iter()
        .flat_map(|(first, last)| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first} to {last}")],
        })
        .collect();
    let last = names.pop().unwrap_or_default();
    let word = if pages.len() == 1 { "Page" } else { "Pages" };
    if names.is_empty() {
        format!("{word} {last}")
    } else {
        format!("{word} {} and {last}", names.join(", "))
    }
}

#[cfg(test)]
mod tests;
