//! How the questions of a form are told from the answers: five signs, of which each form keeps to one.

use std::collections::{HashMap, HashSet};

use super::sheet::in_one_line;
use crate::domain::{Markup, MarkupKind, Span};
use crate::text::{Text, turns};

/// Fewer questions are no form.
const FEWEST: usize = 3;
/// A longer line, in bytes, is no question.
const LONGEST_QUESTION: usize = 600;
/// Numbers of questions may leave out at most so many.
const LARGEST_GAP: u32 = 10;

/// The questions of a form in order; none if the text is no form.
pub(super) fn asked(text: &Text, lines: &[Line<'_>]) -> Option<Vec<Asked>> {
    let signs = [by_rows, by_labels, by_numbers, by_headings, by_question_marks];
    signs
        .into_iter()
        .map(|sign| sign(text, lines))
        .find(|asked| asked.iter().filter(|asked| asked.question.is_some()).count() >= FEWEST)
}

/// A line with words.
pub(super) struct Line<'a> {
    /// The paragraph, without its line end.
    pub whole: &'a str,
    /// The same without blanks around it.
    pub words: &'a str,
    /// Where the paragraph stands.
    pub span: Span,
    pub is_heading: bool,
}

/// A question that was found, or what ends the answer to one.
pub(super) struct Asked {
    /// Its place among the lines.
    pub line: usize,
    /// None for the title of a part.
    pub question: Option<String>,
    /// Where the answer may begin, in code points.
    pub answer: u32,
}

impl Asked {
    /// A question that is a line of its own.
    fn on_line(text: &Text, lines: &[Line<'_>], line: usize) -> Self {
        let question = Some(in_one_line(lines[line].words));
        Self { line, question, answer: below(text, lines[line].span.end) }
    }
}

/// The lines of a text that hold words.
pub(super) fn lines<'a>(text: &'a Text, markup: &[Markup]) -> Vec<Line<'a>> {
    let headings: HashSet<usize> = markup
        .iter()
        .filter(|mark| matches!(mark.kind, MarkupKind::Heading(_)))
        .map(|mark| text.paragraph_at(mark.span.start))
        .collect();
    text.paragraphs()
        .iter()
        .enumerate()
        .map(|(at, paragraph)| {
            let whole = &text.as_str()[paragraph.bytes()];
            let (words, is_heading) = (whole.trim(), headings.contains(&at));
            Line { whole, words, span: paragraph.span, is_heading }
        })
        .filter(|line| !line.words.is_empty())
        .collect()
}

/// Tables of two columns, or of three with the number of the question in the first. Their first row may name them.
fn by_rows(_: &Text, lines: &[Line<'_>]) -> Vec<Asked> {
    let mut asked = Vec::new();
    let (mut asking, mut is_named) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        // The blanks around a line may be an empty cell.
        let Some((first, rest)) = line.whole.split_once('\t') else { continue };
        let (cell, rest) = match rest.split_once('\t') {
            Some((second, rest)) if is_number_alone(first.trim()) => (second, rest),
            _ => (first, rest),
        };
        let (question, answer) = (cell.trim(), rest.trim());
        let last = rest.rsplit('\t').next().map(|cell| cell.trim().to_lowercase());
        let names_answers = matches!(last.as_deref(), Some("answer" | "answers" | "response"));
        if asked.is_empty() && names_answers {
            is_named = true;
        } else if !question.is_empty() {
            let asks = asks(question) || is_number_alone(first.trim());
            asking += usize::from(asks);
            let question = (asks || is_named || !answer.is_empty()).then(|| in_one_line(question));
            let answer = line.span.end - rest.chars().count() as u32;
            asked.push(Asked { line: at, question, answer });
        }
    }
    if is_named || asking * 2 >= asked.len() { asked } else { Vec::new() }
}

/// Lines that begin with “Question” and “Answer”. The short forms “Q” and “A” are turns of a conversation.
fn by_labels(text: &Text, lines: &[Line<'_>]) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    let mut answers = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some(question) = after_label(line.words, "question") {
            // A label alone on its line names the next one.
            let next = lines.get(at + 1).map_or("", |next| next.words);
            let question = Some(in_one_line(if question.is_empty() { next } else { question }));
            asked.push(Asked { line: at, question, answer: below(text, line.span.end) });
        } else if let Some(answer) = after_label(line.words, "answer")
            && let Some(last) = asked.last_mut()
        {
            answers += 1;
            let after = line.whole.trim_end().len() - answer.len();
            last.answer = line.span.start + line.whole[..after].chars().count() as u32;
        }
    }
    if answers == 0 { Vec::new() } else { asked }
}

/// What stands after a word, perhaps a number, and a colon or the like, at the beginning of a line.
fn after_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let start = line.get(..label.len())?;
    let rest = line[label.len()..].trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
    let rest = rest.strip_prefix([':', '.', ')', '-', '–', '\t'])?;
    start.eq_ignore_ascii_case(label).then(|| rest.trim_start())
}

/// Numbers that rise: `1.` before lines of which half end in a question mark, `Q1` before any. A number that does not rise,
/// or that a later question has, is that of a list within an answer, unless the same line had it before.
fn by_numbers(text: &Text, lines: &[Line<'_>]) -> Vec<Asked> {
    let numbered: Vec<(usize, Number)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.words.len() <= LONGEST_QUESTION)
        .filter_map(|(at, line)| Some((at, Number::read(line.words)?)))
        .filter_map(|(at, (number, rest))| (!rest.is_empty()).then_some((at, number)))
        .collect();
    let is_sure =
        |&(at, number): &(usize, Number)| !number.is_bare || lines[at].words.ends_with('?');
    // For each the next one that is surely a question.
    let mut sure = None;
    let mut next_sure: Vec<Option<Number>> = Vec::with_capacity(numbered.len());
    for entry in numbered.iter().rev() {
        next_sure.push(sure);
        if is_sure(entry) {
            sure = Some(entry.1);
        }
    }
    let mut asked = Vec::new();
    let mut known: HashMap<Number, &str> = HashMap::new();
    let mut last = Number::default();
    let (mut surely, mut are_bare) = (0, false);
    for (entry, next) in numbered.iter().zip(next_sure.into_iter().rev()) {
        let &(at, number) = entry;
        let again = known.get(&number).is_some_and(|before| *before == lines[at].words);
        let rises = number.place() > last.place() && number.main <= last.main + LARGEST_GAP;
        let is_taken =
            next.is_some_and(|next| next.place() > last.place() && next.place() <= number.place());
        if again || rises && (is_sure(entry) || !is_taken) {
            known.insert(number, lines[at].words);
            last = number;
            are_bare |= number.is_bare;
            surely += usize::from(is_sure(entry));
            asked.push(Asked::on_line(text, lines, at));
        }
    }
    let are_questions = surely * 2 >= asked.len() && !(are_bare && is_conversation(text));
    if are_questions { asked } else { Vec::new() }
}

/// The number of a question: `3`, `3b`, `3.2`, bare or after a `Q`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
struct Number {
    main: u32,
    part: u32,
    is_bare: bool,
}

impl Number {
    fn place(self) -> (u32, u32) {
        (self.main, self.part)
    }

    /// The number at the beginning of a line, and what stands after it.
    fn read(line: &str) -> Option<(Self, &str)> {
        let named = ["Question", "question", "Q", "q"].iter().find_map(|q| line.strip_prefix(q));
        let rest = named.unwrap_or(line).trim_start();
        let (main, rest) = Self::digits(rest)?;
        let (part, rest) = match rest.strip_prefix('.').and_then(Self::digits) {
            Some((part, rest)) => (part, rest),
            None => match rest.chars().next().filter(char::is_ascii_lowercase) {
                Some(letter) => (u32::from(letter) - u32::from('a') + 1, &rest[1..]),
                None => (0, rest),
            },
        };
        let after = rest.strip_prefix(['.', ')', ':']);
        let is_bare = named.is_none();
        let rest = match after {
            Some(rest) => rest,
            None if !is_bare && (rest.is_empty() || rest.starts_with([' ', '\t'])) => rest,
            None => return None,
        };
        Some((Self { main, part, is_bare }, rest.trim()))
    }

    /// At most three digits: more are a year.
    fn digits(text: &str) -> Option<(u32, &str)> {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text[..length].parse().ok().filter(|_| length <= 3)?;
        Some((number, &text[length..]))
    }
}

/// Headings that ask, or else those that come again.
fn by_headings(text: &Text, lines: &[Line<'_>]) -> Vec<Asked> {
    let headings = || lines.iter().enumerate().filter(|(_, line)| line.is_heading);
    let mut asking: Vec<usize> =
        headings().filter(|(_, line)| asks(line.words)).map(|(at, _)| at).collect();
    if asking.len() < FEWEST {
        let mut times: HashMap<String, usize> = HashMap::new();
        for (_, line) in headings() {
            *times.entry(line.words.to_lowercase()).or_insert(0) += 1;
        }
        let mut again = times.values().filter(|&&times| times > 1);
        if again.by_ref().take(FEWEST).count() < FEWEST {
            return Vec::new();
        }
        let comes_again = |line: &Line<'_>| times[&line.words.to_lowercase()] > 1;
        asking = headings().filter(|(_, line)| comes_again(line)).map(|(at, _)| at).collect();
    }
    asking.into_iter().map(|at| Asked::on_line(text, lines, at)).collect()
}

/// Lines that end in a question mark: at least a quarter of all, and half of them followed by something else.
fn by_question_marks(text: &Text, lines: &[Line<'_>]) -> Vec<Asked> {
    let is_question =
        |line: &Line<'_>| line.words.ends_with('?') && line.words.len() <= LONGEST_QUESTION;
    let asking: Vec<usize> = (0..lines.len()).filter(|&at| is_question(&lines[at])).collect();
    let is_answered = |&&at: &&usize| lines.get(at + 1).is_some_and(|next| !is_question(next));
    let answered = asking.iter().filter(is_answered).count();
    if asking.len() * 4 < lines.len() || answered * 2 < asking.len() || is_conversation(text) {
        return Vec::new();
    }
    asking.into_iter().map(|at| Asked::on_line(text, lines, at)).collect()
}

/// Whether several people speak in turn.
fn is_conversation(text: &Text) -> bool {
    let turns = turns::recognise(text);
    let speakers: HashSet<&str> = turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
    speakers.len() > 1
}

/// Whether words ask by a question mark or by a number before them.
fn asks(words: &str) -> bool {
    let is_numbered = || Number::read(words).is_some_and(|(_, rest)| rest.contains(' '));
    words.len() <= LONGEST_QUESTION && (words.ends_with('?') || is_numbered())
}

/// Whether a cell holds only the number of a question.
fn is_number_alone(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['Q', 'q']).trim_end_matches(['.', ')']);
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let digits = digits.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(digits);
    !digits.is_empty() && digits.len() <= 6 && digits.chars().all(is_number)
}

/// The place after the line end that follows a place; the end of the text if none does.
pub(super) fn below(text: &Text, at: u32) -> u32 {
    let line = text.paragraphs()[text.paragraph_at(at)].span;
    (line.end + 1).min(text.length())
}
