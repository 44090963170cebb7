//! Filled-in forms that come as texts, such as the template of a telephone interview: which words answer which question.
//!
//! A form is known by one of five signs, in this order: rows of question, tab, answer; lines that begin with “Question” and
//! “Answer”; numbers that rise; headings that ask or that come again; lines that end in a question mark. Fewer than three
//! questions, or none with an answer, are no form, and neither is a conversation.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::layout::Blanks;
use super::questions::{Asked, Line, asked, below, lines};
use super::sheet::in_one_line;
use crate::domain::{AnswerState, Markup, MarkupKind, Span};
use crate::text::Text;

/// No form has more lines.
const MOST_LINES: usize = 200_000;

/// The answers of a form, by place, each with its question: the line that asks it in full, with its number. An answer spans
/// its words, also where they say that there is none (`n/a`, `not asked`); one left blank is an empty span where it would
/// begin. Nothing if the text is no form.
pub fn template(text: &Text, markup: &[Markup]) -> Option<Vec<Markup>> {
    if text.paragraphs().len() > MOST_LINES {
        return None;
    }
    let lines = lines(text, markup);
    let asked = asked(text, &lines)?;
    let answers = answers(text, &lines, &asked);
    let is_given = |answer: &Markup| {
        matches!(answer.kind, MarkupKind::Answer { state: AnswerState::Given, .. })
    };
    answers.iter().any(is_given).then_some(answers)
}

/// The pieces of a text in which the same headings come again, as for each respondent in turn: each such heading with the
/// words below it, up to the next one or to a heading as high; an empty span where there are none. Empty if no heading comes
/// twice.
pub fn split_by_heading(text: &Text, markup: &[Markup]) -> Vec<(String, Span)> {
    if text.paragraphs().len() > MOST_LINES {
        return Vec::new();
    }
    let headings: Vec<(&str, u8, Span)> = markup
        .iter()
        .filter_map(|mark| match mark.kind {
            MarkupKind::Heading(level) => Some((text.slice(mark.span).trim(), level, mark.span)),
            _ => None,
        })
        .filter(|(words, ..)| !words.is_empty())
        .collect();
    let mut times: HashMap<String, usize> = HashMap::new();
    for (words, ..) in &headings {
        *times.entry(words.to_lowercase()).or_insert(0) += 1;
    }
    let comes_again: Vec<bool> =
        headings.iter().map(|(words, ..)| times[&words.to_lowercase()] > 1).collect();
    let mut pieces = Vec::new();
    for (at, &(words, level, span)) in
        headings.iter().enumerate().filter(|&(at, _)| comes_again[at])
    {
        let mut later = headings.iter().zip(&comes_again).skip(at + 1);
        let next = later.find(|((_, next, _), again)| **again || *next <= level);
        let end = next.map_or(text.length(), |((.., span), _)| span.start);
        let start = below(text, span.end).min(end);
        pieces.push((in_one_line(words), words_within(text, Span { start, end })));
    }
    pieces
}

/// What stands between the questions. A heading that asks nothing begins another part of the form.
fn answers(text: &Text, lines: &[Line<'_>], asked: &[Asked]) -> Vec<Markup> {
    let blanks = Blanks::usual();
    let mut answers = Vec::with_capacity(asked.len());
    for (at, this) in asked.iter().enumerate() {
        let next = asked.get(at + 1).map_or(lines.len(), |next| next.line);
        let between = &lines[this.line + 1..next.max(this.line + 1)];
        let title = between.iter().find(|line| line.is_heading);
        let end = title.or_else(|| lines.get(next)).map_or(text.length(), |line| line.span.start);
        let span = words_within(text, Span { start: this.answer.min(end), end });
        let state = blanks.state(text.slice(span));
        let Some(question) = &this.question else { continue };
        let kind = MarkupKind::Answer { question: Arc::from(question.as_str()), state };
        answers.push(Markup { span, kind });
    }
    answers
}

/// A span without blanks at its ends; if nothing is left, the place where it began.
fn words_within(text: &Text, span: Span) -> Span {
    let Range { start, .. } = text.bytes(span);
    let words = text.slice(span);
    let from = start + (words.len() - words.trim_start().len());
    match words.trim() {
        "" => Span { start: span.start, end: span.start },
        words => text.span_of(from..from + words.len()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text with the lines that begin with `#` as headings, of the level that their number says, without it.
    fn marked(marked: &str) -> (Text, Vec<Markup>) {
        let (mut text, mut markup) = (String::new(), Vec::new());
        for line in marked.split('\n') {
            let words = line.trim_start_matches('#');
            let (start, level) = (text.chars().count() as u32, (line.len() - words.len()) as u8);
            if level > 0 {
                let span = Span { start, end: start + words.chars().count() as u32 };
                markup.push(Markup { span, kind: MarkupKind::Heading(level) });
            }
            text.push_str(words);
            text.push('\n');
        }
        (Text::new(text), markup)
    }

    /// The questions of a form with their answers and states.
    fn read(form: &str) -> Vec<(String, String, AnswerState)> {
        let (text, markup) = marked(form);
        let answers = template(&text, &markup).unwrap_or_default();
        let read = answers.into_iter().filter_map(|mark| match mark.kind {
            MarkupKind::Answer { question, state } => {
                Some((question.to_string(), text.slice(mark.span).to_owned(), state))
            }
            _ => None,
        });
        read.collect()
    }

    fn pairs(form: &str) -> Vec<(String, String)> {
        read(form).into_iter().map(|(question, answer, _)| (question, answer)).collect()
    }

    fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect()
    }

    #[test]
    fn numbered_questions() {
        let form = "Template 7\n\n1. Who leads the group?\nThe chair.\n\n1. a GP\n2. a manager\n\n2. How often do you meet?\n\n3. Anything else?\nNot asked\n";
        let answer = "The chair.\n\n1. a GP\n2. a manager";
        assert_eq!(
            read(form),
            [
                ("1. Who leads the group?".into(), answer.into(), AnswerState::Given),
                ("2. How often do you meet?".into(), String::new(), AnswerState::Skipped),
                ("3. Anything else?".into(), "Not asked".into(), AnswerState::NotAsked),
            ]
        );
        let named = "Q1: Your role\nChair\nQ2a: Since when\n2011\nQ2b: Before that\nn/a";
        let answers =
            [("Q1: Your role", "Chair"), ("Q2a: Since when", "2011"), ("Q2b: Before that", "n/a")];
        assert_eq!(pairs(named), expected(&answers));
    }

    #[test]
    fn a_form_filled_in_twice() {
        let one = "1. Who?\nA.\n2. When?\nB.\n3. Why?\nC.\n";
        assert_eq!(pairs(&one.repeat(2)).len(), 6);
    }

    #[test]
    fn questions_and_answers_by_name() {
        let form = "Question 1: Who?\nAnswer: The board.\nAll of it.\nQuestion 2: When?\nAnswer:\nQuestion 3: Why?\nAnswer: Money";
        let answers = [("Who?", "The board.\nAll of it."), ("When?", ""), ("Why?", "Money")];
        assert_eq!(pairs(form), expected(&answers));
    }

    #[test]
    fn rows_of_a_table() {
        let form =
            "Who leads?\tThe chair.\nMore of it.\nHow often?\t\nPart B\t\nSince when?\t2011\tor so";
        let answers = [
            ("Who leads?", "The chair.\nMore of it."),
            ("How often?", ""),
            ("Since when?", "2011\tor so"),
        ];
        assert_eq!(pairs(form), expected(&answers));
        let named = "No\tQuestion\tAnswer\n1\tRole\tChair\n2\tSince\t\n3\tBefore\t–";
        assert_eq!(pairs(named), expected(&[("Role", "Chair"), ("Since", ""), ("Before", "–")]));
        assert_eq!(pairs("Date\t1 May\nSite\t3\nPlace\tHall"), [], "fields of a header");
    }

    #[test]
    fn headings() {
        let form = "#Telephone interview\n##Who leads?\nThe chair.\n##How often?\n#Part B\nSaid on the way out.\n##Why?\nMoney.\n";
        let answers = [("Who leads?", "The chair."), ("How often?", ""), ("Why?", "Money.")];
        assert_eq!(pairs(form), expected(&answers));
        let one = "##Role\nChair\n##Needs\nMoney\n##Fears\n-\n";
        assert_eq!(pairs(&format!("#GP 1\n{one}#GP 2\n{one}")).len(), 6);
        assert_eq!(pairs("#Aims\na\n#Methods\nb\n#Results\nc"), [], "a report");
    }

    #[test]
    fn bare_questions() {
        let form = "What is your role?\nChair.\n\nWhat helped?\nMoney.\nAnd time.\nWhat did not?\n";
        let answers = [
            ("What is your role?", "Chair."),
            ("What helped?", "Money.\nAnd time."),
            ("What did not?", ""),
        ];
        assert_eq!(pairs(form), expected(&answers));
    }

    #[test]
    fn what_is_no_form() {
        for text in [
            "",
            "Who?\nThe chair.\nWhy?\nMoney.",
            "INT: Who leads?\nGP: The chair.\nINT: Why?\nGP: Money.\nINT: Since when?\nGP: 2011.\nINT: And before?\nGP: No.",
            "Q: Who leads?\nA: The chair.\nQ: Why?\nA: Money.\nQ: Since when?\nA: 2011.",
            "INT\tWho?\nGP\tThe chair.\nINT\tWhy?\nGP\tMoney.",
            "1. Apologies were noted.\n2. Minutes were agreed.\n3. The chair closed the meeting.",
            "Who leads?\nHow often do you meet?\nSince when?\nWhat helped?",
            "1. Who leads?\n2. How often do you meet?\n3. Since when?",
        ] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }

    #[test]
    fn pieces_by_heading() {
        let (text, markup) = marked(
            "#GP 1\n##Role\nChair\n##Needs\n###In detail\nMoney\n#GP 2\nCame late.\n##Role\n##Needs\n\nTime\n",
        );
        let pieces: Vec<_> = split_by_heading(&text, &markup)
            .into_iter()
            .map(|(heading, span)| (heading, text.slice(span).to_owned()))
            .collect();
        let pieces_expected =
            [("Role", "Chair"), ("Needs", "In detail\nMoney"), ("Role", ""), ("Needs", "Time")];
        assert_eq!(pieces, expected(&pieces_expected));
        let (text, markup) = marked("#Aims\na\n#Methods\nb");
        assert_eq!(split_by_heading(&text, &markup), []);
    }

    proptest! {
        #[test]
        fn spans_are_sound(form in "(#{0,3}(Q?[1-9][.:]|Question:|Answer:|n/a|é|x)?[ \ta?👩]{0,6}\n){0,24}") {
            let (text, markup) = marked(&form);
            let mut at = 0;
            for mark in template(&text, &markup).unwrap_or_default() {
                prop_assert!(mark.span.start >= at && text.holds(mark.span), "{:?}", mark);
                let blank = text.slice(mark.span).trim() != text.slice(mark.span);
                prop_assert!(!blank);
                at = mark.span.end;
            }
            for (_, span) in split_by_heading(&text, &markup) {
                prop_assert!(text.holds(span));
            }
        }
    }
}
