//! Subtitles as transcripts: SubRip (`.srt`) and WebVTT (`.vtt`), and what Teams, Zoom and Otter write in these formats.
//!
//! `cues` parts a file into cues, `payload` reads the tags in one, `talk` gathers what is said, `speakers` tells who may say
//! it, `turns` puts it together. Numbers, settings and ends of cues go; what is said, by whom and from when stays.

mod cues;
mod payload;
mod speakers;
mod talk;
mod turns;

use std::io::Read;

use self::cues::Cue;
use self::talk::Talk;
use super::{Refusal, Words, nul_doubt, plain};
use crate::text::{counted, normalise};

/// Most cues, and most pieces of talk in them: those of two hundred hours. Each takes many times its bytes in memory.
const MOST: usize = 1 << 18;

/// Reads a file of subtitles from its first byte. Which of the two formats it is, its first line tells. The text has a
/// paragraph for each turn, `Name: words`; where the file names nobody, for each stretch of talk between silences.
pub(super) fn read(reader: impl Read) -> Result<Words, Refusal> {
    let decoded = plain::decode(reader)?;
    let mut doubts = decoded.doubts;
    let normalised = normalise(&decoded.text);
    drop(decoded.text);
    doubts.extend(nul_doubt(normalised.nuls));
    let text = normalised.text;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let cues = cues::part(&text).ok_or(Refusal::TooManyCaptions(MOST))?;
    if cues.iter().all(|cue| cue.is_stray) {
        return Err(Refusal::NoCaptions);
    }
    doubts.extend(damage(&cues));
    let talk = Talk::read(&text, &cues).ok_or(Refusal::TooManyCaptions(MOST))?;
    drop((text, cues));
    Ok(turns::put_together(talk, decoded.encoding, doubts))
}

/// What is wrong with cues, in sentences.
fn damage(cues: &[Cue]) -> impl Iterator<Item = String> + use<> {
    let stray = cues.iter().filter(|cue| cue.is_stray).count();
    let untimed = cues.iter().filter(|cue| cue.start.is_none()).count() - stray;
    let untimed = (untimed > 0).then(|| {
        let have = counted(untimed, "subtitle has a time", "subtitles have times");
        format!("{have} that cannot be read; the words were kept in their place.")
    });
    let stray = (stray > 0).then(|| {
        let stand = counted(stray, "piece of text stands", "pieces of text stand");
        format!("{stand} outside any subtitle; the words were kept in their place.")
    });
    untimed.into_iter().chain(stray)
}

#[cfg(test)]
mod tests;
