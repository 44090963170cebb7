//! How a text in Markdown looks while it is written: its signs step back, its headings, emphasis and links stand out.

use egui::text::LayoutJob;
use egui::{FontFamily, FontId, TextFormat};

use crate::app::theme::{READING_FACES, Theme};

/// A text of more bytes is shown in one style, so that typing in it stays quick.
const LONG: usize = 32 << 10;
/// What a line is high, by the size of its words.
const LINE: f32 = 1.5;

/// A text with its styles, kept while it stays the same.
#[derive(Default)]
pub(super) struct Painted {
    text: String,
    size: f32,
    is_dark: bool,
    job: LayoutJob,
}

impl Painted {
    /// The text with its styles.
    pub(super) fn job(&mut self, text: &str, size: f32, theme: &Theme) -> LayoutJob {
        let is_same = self.text == text && self.size == size && self.is_dark == theme.is_dark;
        if !is_same || self.job.sections.is_empty() {
            text.clone_into(&mut self.text);
            (self.size, self.is_dark) = (size, theme.is_dark);
            self.job = painted(text, &Inks::new(size, theme));
        }
        self.job.clone()
    }
}

/// The styles of a text.
struct Inks {
    plain: TextFormat,
    quiet: TextFormat,
    link: TextFormat,
    strong: TextFormat,
    emphasis: TextFormat,
}

impl Inks {
    fn new(size: f32, theme: &Theme) -> Self {
        let face = |at: usize, ink| {
            let family = FontFamily::Name(READING_FACES[at].0.into());
            TextFormat {
                line_height: Some(size * LINE),
                ..TextFormat::simple(FontId::new(size, family), ink)
            }
        };
        Self {
            plain: face(0, theme.ink),
            quiet: face(0, theme.quiet),
            link: face(0, theme.accent),
            strong: face(1, theme.ink),
            emphasis: face(2, theme.ink),
        }
    }
}

fn painted(text: &str, inks: &Inks) -> LayoutJob {
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    if text.len() > LONG || text.is_empty() {
        job.append(text, 0.0, inks.plain.clone());
        return job;
    }
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let fence = words.starts_with("```") || words.starts_with("~~~");
        is_code ^= fence;
        if is_code || fence {
            job.append(line, 0.0, inks.quiet.clone());
            continue;
        }
        let sign = line.len() - words.len() + sign_of(words);
        if sign > 0 {
            job.append(&line[..sign], 0.0, inks.quiet.clone());
        }
        let is_heading = words.starts_with('#') && sign > line.len() - words.len();
        inline(&line[sign..], if is_heading { &inks.strong } else { &inks.plain }, inks, &mut job);
    }
    job
}

/// How many bytes the sign takes that makes a line a heading, a quote or an item of a list, with the blank behind it.
fn sign_of(words: &str) -> usize {
    let rest = words.trim_start_matches('#');
    let hashes = words.len() - rest.len();
    if (1..=6).contains(&hashes) && rest.starts_with(' ') {
        return hashes + 1;
    }
    if words.starts_with("> ") || ["- ", "* ", "+ "].iter().any(|sign| words.starts_with(sign)) {
        return 2;
    }
    let rest = words.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = words.len() - rest.len();
    let is_item = (1..=9).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    if is_item { digits + 2 } else { 0 }
}

/// Appends the words of a line: links in the accent, emphasis in its face, their signs quiet.
fn inline(line: &str, plain: &TextFormat, inks: &Inks, job: &mut LayoutJob) {
    let mut rest = line;
    // What nothing closes in what follows is not looked for again.
    let mut is_endless = [false; 5];
    let mut push = |words: &str, format: &TextFormat| {
        if !words.is_empty() {
            job.append(words, 0.0, format.clone());
        }
    };
    while let Some(at) = rest.find(['[', '*', '_', '`']) {
        let (before, here) = rest.split_at(at);
        let is_inside = before.ends_with(char::is_alphanumeric);
        let marked = [("[[", "]]", &inks.link), ("**", "**", &inks.strong)]
            .into_iter()
            .chain([("*", "*", &inks.emphasis), ("`", "`", &inks.quiet)])
            .chain((!is_inside).then_some(("_", "_", &inks.emphasis)))
            .enumerate()
            .find_map(|(kind, (open, close, format))| {
                let words = here.strip_prefix(open).filter(|_| !is_endless[kind])?;
                let Some(end) = words.find(close) else {
                    is_endless[kind] = true;
                    return None;
                };
                let words = &words[..end];
                let is_marked = !words.is_empty() && !words.starts_with(' ');
                is_marked.then_some((open, words, close, format))
            });
        push(before, plain);
        match marked {
            Some((open, words, close, format)) => {
                push(open, &inks.quiet);
                push(words, format);
                push(close, &inks.quiet);
                rest = &here[open.len() + words.len() + close.len()..];
            }
            None => {
                let sign = here.chars().next().map_or(0, char::len_utf8);
                push(&here[..sign], plain);
                rest = &here[sign..];
            }
        }
    }
    push(rest, plain);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str) -> Vec<(String, bool)> {
        let inks = Inks::new(15.0, Theme::light());
        let job = painted(text, &inks);
        job.sections
            .iter()
            .map(|section| {
                let words =
                    job.text[section.byte_range.start.0..section.byte_range.end.0].to_owned();
                (words, section.format.color == inks.quiet.color)
            })
            .collect()
    }

    #[test]
    fn signs_step_back() {
        let quiet: Vec<String> = pieces("# A\n- b **c** [[D]] e_f_g\n")
            .into_iter()
            .filter_map(|(words, is_quiet)| is_quiet.then_some(words))
            .collect();
        assert_eq!(quiet, ["# ", "- ", "**", "**", "[[", "]]"]);
    }

    proptest! {
        #[test]
        fn the_words_stay_what_they_are(text in "[a-z\\[\\]*_`# \n>é-]{0,60}") {
            prop_assert_eq!(pieces(&text).into_iter().map(|(words, _)| words).collect::<String>(), text);
        }
    }
}
