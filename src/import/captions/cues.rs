//! Parts a file of subtitles into its cues: when each begins and ends, and where its words stand.
//!
//! WebVTT is read after its specification (W3C, section 6.1, “WebVTT file parsing”). SubRip has none; it is read as players
//! do, which is the same with a number before each cue and a comma in its times. Both are read leniently: a line with two
//! times begins a cue wherever it stands.

use std::ops::Range;

use super::MOST;
use crate::text::turns::stamp;

/// A cue, or a piece of text that stands outside any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Milliseconds into the recording at which it begins; none if that cannot be read.
    pub start: Option<u32>,
    /// Milliseconds at which it ends.
    pub end: Option<u32>,
    /// The bytes of its words in the file's text, tags and line breaks among them.
    pub words: Range<usize>,
    /// Whether it stands outside any cue.
    pub is_stray: bool,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between two blocks.
    Between,
    /// Between two blocks, the first of which is a cue without words yet.
    BeforeWords,
    /// In a cue or in text outside any.
    Words,
    /// In a block that is shown to nobody: the header, a note, a style sheet, a region.
    Unshown,
}

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    /// Two times with an arrow between them, as far as they can be read.
    Times(Option<u32>, Option<u32>),
    Words,
}

/// The cues of a file's text in its stored form, in the file's order; nothing if there are too many.
pub(super) fn part(text: &str) -> Option<Vec<Cue>> {
    let is_vtt = is_vtt(text);
    let mut cues: Vec<Cue> = Vec::new();
    let mut place = if is_vtt { Place::Unshown } else { Place::Between };
    let mut lines = lines(text).peekable();
    while let Some((range, line)) = lines.next() {
        if cues.len() > MOST {
            return None;
        }
        let string = text[range.clone()].trim();
        let is_before_times = lines.peek().is_some_and(|(_, next)| matches!(next, Line::Times(..)));
        match line {
            Line::Blank => {
                let is_silent = cues.last().is_some_and(|cue| cue.words.is_empty());
                place = if is_silent { Place::BeforeWords } else { Place::Between };
            }
            Line::Times(start, end) => {
                // A number that a blank line parts from its cue.
                let is_number =
                    |cue: &mut Cue| cue.is_stray && is_number(text[cue.words.clone()].trim());
                cues.pop_if(is_number);
                let words = range.end..range.end;
                cues.push(Cue { start, end, words, is_stray: false });
                place = Place::Words;
            }
            // The cue's number, or in WebVTT its name, at the beginning of its block.
            Line::Words
                if is_before_times && (is_number(string) || is_vtt && place != Place::Words) => {}
            Line::Words if place == Place::Unshown => {}
            Line::Words if is_vtt && place != Place::Words && is_unshown(string) => {
                place = Place::Unshown;
            }
            Line::Words => {
                match cues.last_mut().filter(|_| place != Place::Between) {
                    Some(cue) if cue.words.is_empty() => cue.words = range,
                    Some(cue) => cue.words.end = range.end,
                    None => cues.push(Cue { start: None, end: None, words: range, is_stray: true }),
                }
                place = Place::Words;
            }
        }
    }
    Some(cues)
}

/// Whether a text begins as WebVTT must.
fn is_vtt(text: &str) -> bool {
    text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("WEBVTT"))
        && !text[6..].starts_with(|c: char| !c.is_whitespace())
}

/// Whether a line begins a block of WebVTT that is no cue (sections 4.1 and 4.3 to 4.4 of its specification).
fn is_unshown(line: &str) -> bool {
    matches!(line, "NOTE" | "STYLE" | "REGION")
        || line.starts_with("NOTE ")
        || line.starts_with("NOTE\t")
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// The lines of a text with their bytes, without the line breaks.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, Line)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        Some((start..start + line.len(), class(line.trim())))
    })
}

fn class(line: &str) -> Line {
    match line {
        "" => Line::Blank,
        _ => times(line).map_or(Line::Words, |(start, end)| Line::Times(start, end)),
    }
}

/// The two times of a line `00:00:01.000 --> 00:00:03.000`, with settings after them or not. One of them may be damaged, both
/// if the line begins like a time.
fn times(line: &str) -> Option<(Option<u32>, Option<u32>)> {
    /// A damaged time has at most so many bytes.
    const LONGEST: usize = 20;
    let (before, after) = line.split_once("-->")?;
    let (before, after) = (before.trim(), after.trim_start());
    let whole = |text: &str| stamp(text).filter(|stamp| stamp.length == text.len());
    let start = whole(before).map(|stamp| stamp.time);
    let end = stamp(after).map(|stamp| stamp.time);
    let is_like_time = before.len() <= LONGEST
        && before.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && before.contains(':');
    (start.is_some() || end.is_some() || is_like_time).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cues of a file as start, end, words and whether they are stray.
    fn read(text: &str) -> Vec<(Option<u32>, Option<u32>, &str, bool)> {
        let cues = part(text).expect("not too many").into_iter();
        cues.map(|cue| (cue.start, cue.end, &text[cue.words], cue.is_stray)).collect()
    }

    fn cue(start: u32, end: u32, words: &str) -> (Option<u32>, Option<u32>, &str, bool) {
        (Some(start), Some(end), words, false)
    }

    #[test]
    fn subrip() {
        assert_eq!(
            read(
                "1\n00:00:01,000 --> 00:00:02,500\nOne\ntwo\n\n2\n0:00:03.5 --> 0:00:04 X1:1 X2:2\n3 men\n"
            ),
            [cue(1_000, 2_500, "One\ntwo"), cue(3_500, 4_000, "3 men")]
        );
    }

    #[test]
    fn webvtt() {
        assert_eq!(
            read(
                "WEBVTT - a title\nKind: captions\n\nNOTE\nby hand\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n\
                 4f-1/12-0\n00:01.000 --> 00:02.000 align:start\n<v Ann>One\n\nNOTE two\n\n\
                 1:00:00.000 --> 1:00:01.000\nNOTE that"
            ),
            [cue(1_000, 2_000, "<v Ann>One"), cue(3_600_000, 3_601_000, "NOTE that")]
        );
    }

    #[test]
    fn blank_lines_where_none_belong() {
        assert_eq!(
            read("1\n\n00:01 --> 00:02\n\nOne\n\n2\n\n00:03 --> 00:04\n\n\nTwo\n\nthree\n"),
            [cue(1_000, 2_000, "One"), cue(3_000, 4_000, "Two"), (None, None, "three", true)]
        );
        assert_eq!(
            read("1\n00:01 --> 00:02\nOne\n2\n00:03 --> 00:04\nTwo"),
            [cue(1_000, 2_000, "One"), cue(3_000, 4_000, "Two")]
        );
        assert_eq!(read("WEBVTT\n00:01 --> 00:02\nOne"), [cue(1_000, 2_000, "One")]);
    }

    #[test]
    fn what_is_damaged_keeps_its_words() {
        assert_eq!(
            read("00:0x:01 --> 00:02\nOne\n\nTwo\n\n00:03 -->\nThree --> four\n\n--> 00:05\nFive"),
            [
                (None, Some(2_000), "One", false),
                (None, None, "Two", true),
                (Some(3_000), None, "Three --> four", false),
                (None, Some(5_000), "Five", false),
            ]
        );
        assert_eq!(read("We went A --> B."), [(None, None, "We went A --> B.", true)]);
        assert!(read("").is_empty());
        assert!(part(&"a\n\n".repeat(MOST + 2)).is_none());
        assert!(read("WEBVTT").is_empty());
        assert_eq!(read("WEBVTTs are files")[0].2, "WEBVTTs are files");
    }
}
