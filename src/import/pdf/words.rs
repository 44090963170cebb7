//! Puts glyphs together to words, by the gaps between them.

use super::content::Glyph;

/// A gap of so much of the font's size parts words, where no blank is shown; words are seldom set closer than 0.2, and
/// letters hardly ever wider than 0.1.
pub(super) const WORD_GAP: f32 = 0.15;
/// Letters that are spaced out by design stand no further apart than this.
const WIDEST_SPACING: f32 = 0.4;
/// A base line that differs by less than this is the same.
const SAME_LINE: f32 = 0.05;

/// Glyphs without a gap between them.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its glyphs, as places in the page's, in the order in which they are drawn.
    pub glyphs: Vec<u32>,
    pub start: f32,
    pub end: f32,
    pub line: f32,
    pub size: f32,
    /// Whether a blank is shown before or behind it.
    pub blank_before: bool,
    pub blank_behind: bool,
}

/// The words of those glyphs of a page that have this direction, in the order in which they are drawn.
pub(super) fn words(glyphs: &[Glyph], text: &str, direction: i16) -> Vec<Word> {
    let mut words = Vec::new();
    let mut run: Vec<u32> = Vec::new();
    for (place, glyph) in
        glyphs.iter().enumerate().filter(|(_, glyph)| glyph.direction == direction)
    {
        if let Some(last) = run.last().map(|&last| &glyphs[last as usize])
            && !continues(last, glyph)
        {
            split(glyphs, text, &run, &mut words);
            run.clear();
        }
        run.push(place as u32);
    }
    split(glyphs, text, &run, &mut words);
    words
}

/// Whether a glyph stands on the line of the one drawn before, and not before it.
fn continues(last: &Glyph, glyph: &Glyph) -> bool {
    let size = last.size.max(glyph.size);
    (glyph.line - last.line).abs() <= SAME_LINE * size && glyph.start >= last.start - 0.2 * size
}

fn is_blank(glyph: &Glyph, text: &str) -> bool {
    characters(glyph, text).chars().all(char::is_whitespace)
}

/// What a glyph stands for.
pub(super) fn characters<'t>(glyph: &Glyph, text: &'t str) -> &'t str {
    &text[glyph.text.0 as usize..glyph.text.1 as usize]
}

/// Parts a run of glyphs on one line at blanks and gaps.
fn split(glyphs: &[Glyph], text: &str, run: &[u32], words: &mut Vec<Word>) {
    let spacing = spacing(glyphs, text, run);
    let mut blank: Option<&Glyph> = None;
    let mut word: Option<Word> = None;
    for &place in run {
        let glyph = &glyphs[place as usize];
        if is_blank(glyph, text) {
            blank = Some(glyph);
            words.extend(word.take().map(|word| Word {
                blank_behind: touches(word.end, glyph.start, word.size),
                ..word
            }));
            continue;
        }
        let Some(open) = word.as_mut() else {
            let blank =
                blank.take().is_some_and(|blank| touches(blank.end, glyph.start, glyph.size));
            word = Some(begun(glyph, place, blank));
            continue;
        };
        let last = open.glyphs.last().map(|&last| &glyphs[last as usize]);
        if last.is_some_and(|last| is_double(last, glyph, text)) {
            continue;
        }
        if glyph.start - open.end > (WORD_GAP + spacing) * glyph.size.min(open.size) {
            words.extend(word.replace(begun(glyph, place, false)));
        } else {
            open.glyphs.push(place);
            open.end = open.end.max(glyph.end);
            open.size = open.size.max(glyph.size);
        }
    }
    words.extend(word);
}

/// Whether a blank and a word touch where one ends and the other starts, or nearly so: blanks are stretched to fill a line,
/// and in right-to-left script the next thing that is drawn may stand elsewhere.
fn touches(end: f32, start: f32, size: f32) -> bool {
    (-0.3..3.0).contains(&((start - end) / size))
}

fn begun(glyph: &Glyph, place: u32, blank_before: bool) -> Word {
    let &Glyph { start, end, line, size, .. } = glyph;
    Word { glyphs: vec![place], start, end, line, size, blank_before, blank_behind: false }
}

/// Whether a glyph is the one before once more, which some programs draw to make it look bold.
fn is_double(last: &Glyph, glyph: &Glyph, text: &str) -> bool {
    (glyph.start - last.start).abs() < 0.1 * glyph.size
        && characters(glyph, text) == characters(last, text)
        && glyph.end > glyph.start
}

/// How far the letters of a run are spaced out, in parts of their size: the gap that is in the middle of all. Dots that lead
/// to a number are no letters.
fn spacing(glyphs: &[Glyph], text: &str, run: &[u32]) -> f32 {
    const FEWEST: usize = 4;
    let is_letter = |glyph: &Glyph| characters(glyph, text).starts_with(char::is_alphanumeric);
    let mut gaps: Vec<f32> = run
        .windows(2)
        .map(|pair| (&glyphs[pair[0] as usize], &glyphs[pair[1] as usize]))
        .filter(|(one, other)| is_letter(one) && is_letter(other))
        .map(|(one, other)| (other.start - one.end) / other.size)
        .collect();
    if gaps.len() < FEWEST {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    let (_, &mut gap, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    if (0.08..WIDEST_SPACING).contains(&gap) { gap } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::fonts::Style;
    use super::*;

    /// Glyphs of size 10, each 5 wide, with the gaps before them; `_` is a shown blank.
    fn page(letters: &[(char, f32)]) -> (Vec<Glyph>, String) {
        let (mut glyphs, mut text, mut at) = (Vec::new(), String::new(), 0.0);
        for &(letter, gap) in letters {
            let from = text.len() as u32;
            text.push(if letter == '_' { ' ' } else { letter });
            at += gap;
            glyphs.push(Glyph {
                text: (from, text.len() as u32),
                start: at,
                end: at + 5.0,
                line: 0.0,
                size: 10.0,
                style: Style::default(),
                direction: 0,
                note: 0,
                middle: (0.0, 0.0),
            });
            at += 5.0;
        }
        (glyphs, text)
    }

    fn read(letters: &[(char, f32)]) -> Vec<String> {
        let (glyphs, text) = page(letters);
        let spelled = |word: &Word| {
            word.glyphs.iter().map(|&g| characters(&glyphs[g as usize], &text)).collect()
        };
        words(&glyphs, &text, 0).iter().map(spelled).collect()
    }

    #[test]
    fn gaps_and_blanks_part_words() {
        assert_eq!(read(&[('a', 0.0), ('b', 0.4), ('c', 2.0), ('d', -0.5)]), ["ab", "cd"]);
        assert_eq!(read(&[('a', 0.0), ('_', 0.0), ('b', -1.0)]), ["a", "b"]);
        assert_eq!(
            read(&[('a', 0.0), ('a', -4.8), ('b', 0.0), ('b', -4.8)]),
            ["ab"],
            "drawn twice"
        );
    }

    #[test]
    fn spaced_letters_stay_together() {
        let spaced: Vec<(char, f32)> = "HEAD".chars().map(|c| (c, 2.0)).collect();
        let two: Vec<(char, f32)> =
            spaced.iter().copied().chain([('I', 5.0), ('N', 2.0)]).collect();
        assert_eq!(read(&two), ["HEAD", "IN"]);
        let figures: Vec<(char, f32)> = "12345".chars().map(|c| (c, 30.0)).collect();
        assert_eq!(read(&figures).len(), 5);
        let leaders: Vec<(char, f32)> = "......7".chars().map(|c| (c, 2.5)).collect();
        assert_eq!(read(&leaders).len(), 7);
    }
}
