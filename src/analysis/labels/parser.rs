//! Reads a template.

use super::date_format::DatePart;
use super::fields::Field;
use super::printer::is_plain_in_date;
use super::template::{
    Alternative, Choice, Form, Part, Subject, Template, TemplateError, Test, is_quote, is_sign,
};
use crate::domain::Span;

/// How deep parts may stand within parts; more is a slip of the keyboard, and would exhaust the stack.
const DEEPEST: usize = 20;
/// How many code points a template may have.
const LONGEST: usize = 5_000;

/// Reads a template; see [`Template::parse`].
pub(super) fn parse<F: Field>(line: &str) -> Result<Template<F>, TemplateError> {
    let line: Vec<char> = line.chars().collect();
    let mut parser = Parser { line: &line, at: 0, named: Vec::new() };
    if line.len() > LONGEST {
        let message = format!("This is more than {LONGEST} characters; a template is shorter.");
        return Err(parser.error(LONGEST, line.len(), message));
    }
    let (parts, _) = parser.parts(Inside { choice: false, depth: 0 })?;
    match parser.peek() {
        None => Ok(Template { parts, named: parser.named }),
        Some(sign) => Err(parser.here(format!(
            "This {sign} closes nothing; take it out, or write \\{sign} to print one."
        ))),
    }
}

/// Where parts are read.
#[derive(Clone, Copy)]
struct Inside {
    /// Whether bars part the arms of a choice.
    choice: bool,
    depth: usize,
}

struct Parser<'l, F> {
    line: &'l [char],
    at: usize,
    named: Vec<(F, Span)>,
}

impl<F: Field> Parser<'_, F> {
    fn peek(&self) -> Option<char> {
        self.line.get(self.at).copied()
    }

    fn takes(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        self.at += usize::from(is_next);
        is_next
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        // Templates are far shorter than u32::MAX.
        let place = |at: usize| at.min(self.line.len()) as u32;
        Span { start: place(start), end: place(end) }
    }

    fn error(&self, start: usize, end: usize, message: impl Into<String>) -> TemplateError {
        TemplateError { span: self.span(start, end), message: message.into() }
    }

    /// Something wrong with the sign that is next.
    fn here(&self, message: impl Into<String>) -> TemplateError {
        self.error(self.at, self.at + 1, message)
    }

    fn since(&self, start: usize, message: impl Into<String>) -> TemplateError {
        self.error(start, self.at, message)
    }

    /// Parts up to a sign that closes what is around them. Of the words at their end, so many bytes go up to a sign that was
    /// marked with a stroke.
    fn parts(&mut self, inside: Inside) -> Result<(Vec<Part<F>>, usize), TemplateError> {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut kept = 0;
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '}' | '>' => break,
                '|' if inside.choice => break,
                '\\' => {
                    self.at += 1;
                    match self.peek() {
                        Some(c) if is_sign(c) || c == '|' || c == ' ' => words.push(c),
                        _ => {
                            let message = "Behind a \\ stands one of { } < > | \\ or a blank; \
                                           write \\\\ to print a \\.";
                            return Err(self.error(start, start + 1, message));
                        }
                    }
                    self.at += 1;
                    kept = words.len();
                }
                '{' | '<' => {
                    if inside.depth == DEEPEST {
                        let message = format!("Parts may stand {DEEPEST} deep within others.");
                        return Err(self.here(message));
                    }
                    flush(&mut words, &mut parts);
                    kept = 0;
                    let inside = Inside { depth: inside.depth + 1, ..inside };
                    parts.push(if c == '{' { self.braces(inside)? } else { self.group(inside)? });
                }
                _ => {
                    self.at += 1;
                    words.push(c);
                }
            }
        }
        flush(&mut words, &mut parts);
        Ok((parts, kept))
    }

    /// `<…>`
    fn group(&mut self, inside: Inside) -> Result<Part<F>, TemplateError> {
        let start = self.at;
        self.at += 1;
        let (parts, _) = self.parts(inside)?;
        match self.peek() {
            Some('>') => self.at += 1,
            Some('|') => {
                let message = "This bar stands within < and >; close them before it, \
                               or write \\| to print one.";
                return Err(self.here(message));
            }
            _ => {
                let message = "This < is never closed; write > behind what may be left out, \
                               or \\< to print one.";
                return Err(self.error(start, start + 1, message));
            }
        }
        if !holds_field(&parts) {
            let message = "There is no field between < and > that could be empty; take them out, \
                           or write \\< and \\> to print them.";
            return Err(self.since(start, message));
        }
        Ok(Part::Group(parts))
    }

    /// `{…}`
    fn braces(&mut self, inside: Inside) -> Result<Part<F>, TemplateError> {
        let start = self.at;
        self.at += 1;
        self.skip_blanks();
        if self.word_is("when") {
            self.at += 4;
            return Ok(Part::Choice(self.choice(start, inside)?));
        }
        let mut alternatives = Vec::new();
        loop {
            self.skip_blanks();
            let at = self.at;
            let alternative = match self.peek() {
                Some(c) if is_quote(c) => Alternative::Words(self.quoted()?),
                _ => {
                    let field = self.field()?;
                    self.skip_blanks();
                    let form = if self.takes(':') { self.form(&field)? } else { Form::Plain };
                    Alternative::Field(field, form)
                }
            };
            if alternatives.is_empty() && matches!(alternative, Alternative::Words(_)) {
                let message = "In braces a field comes first; write words without braces.";
                return Err(self.since(at, message));
            }
            if matches!(&alternative, Alternative::Words(words) if words.trim().is_empty()) {
                let message = "There are no words between these quotation marks; \
                               put what may be left out between < and > instead.";
                return Err(self.since(at, message));
            }
            let ends_here = matches!(alternative, Alternative::Words(_));
            alternatives.push(alternative);
            self.skip_blanks();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Ok(Part::Fields(alternatives));
                }
                Some('|') if ends_here => {
                    let message = "What stands behind these words would never be printed; \
                                   take it out, or put it before them.";
                    return Err(self.here(message));
                }
                Some('|') => self.at += 1,
                Some(_) => {
                    let message = "Here } closes the field, | leads to what is printed where it is \
                                   empty, or : to its form; write one of these.";
                    return Err(self.here(message));
                }
                None => return Err(self.unclosed(start)),
            }
        }
    }

    fn unclosed(&self, start: usize) -> TemplateError {
        let message = "This { is never closed; write } behind the field, or \\{ to print one.";
        self.error(start, start + 1, message)
    }

    /// Whether this word is next, as a word of its own.
    fn word_is(&self, word: &str) -> bool {
        let length = word.chars().count();
        let rest = &self.line[self.at.min(self.line.len())..];
        rest.iter().copied().take(length).eq(word.chars())
            && rest.get(length).is_none_or(|&c| !c.is_alphanumeric() && c != '_')
    }

    /// The name of a field, and of its attribute.
    fn field(&mut self) -> Result<F, TemplateError> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            self.at += 1;
        }
        let end = self.at;
        let name: String = self.line[start..end].iter().collect();
        self.skip_blanks();
        let attribute = match self.peek() {
            Some(c) if is_quote(c) => Some(self.quoted()?),
            _ => None,
        };
        if attribute.is_none() {
            self.at = end;
        }
        if name.is_empty() {
            let message =
                "Here stands the name of a field, such as role; to print a brace write \\{.";
            return Err(self.here(message));
        }
        if attribute.as_ref().is_some_and(|attribute| attribute.trim().is_empty()) {
            return Err(
                self.since(end, "Between these quotation marks stands an attribute's name.")
            );
        }
        let field =
            F::named(&name, attribute.as_deref()).map_err(|message| self.since(start, message))?;
        self.named.push((field.clone(), self.span(start, self.at)));
        Ok(field)
    }

    /// What stands between the quotation mark that is next and the one that closes it.
    fn quoted(&mut self) -> Result<String, TemplateError> {
        let start = self.at;
        self.at += 1;
        let mut words = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                c if is_quote(c) => return Ok(words),
                '\\' => match self.peek() {
                    Some(c) if is_quote(c) || c == '\\' => {
                        words.push(c);
                        self.at += 1;
                    }
                    _ => words.push('\\'),
                },
                c => words.push(c),
            }
        }
        let message = "This quotation mark is never closed; write \" behind the words.";
        Err(self.error(start, start + 1, message))
    }

    /// The form of a field, up to what follows it.
    fn form(&mut self, field: &F) -> Result<Form, TemplateError> {
        if field.is_date() {
            return self.date_form();
        }
        self.skip_blanks();
        let start = self.at;
        let form = if self.word_is("capital") {
            self.at += 7;
            Form::Capital
        } else if self.word_is("small") {
            self.at += 5;
            Form::Small
        } else {
            while self.peek().is_some_and(|c| c != '}' && c != '|') {
                self.at += 1;
            }
            let message = "Words are printed as they are, or with another first letter: \
                           write capital or small behind the colon, or take it out.";
            return Err(self.since(start, message));
        };
        Ok(form)
    }

    fn date_form(&mut self) -> Result<Form, TemplateError> {
        self.skip_blanks();
        let start = self.at;
        let mut parts: Vec<DatePart> = Vec::new();
        let mut words = String::new();
        // Signs at the end of the words that were not in quotation marks, among which blanks do not count.
        let mut plain = 0;
        while let Some(c) = self.peek() {
            if c == '}' || c == '|' {
                break;
            }
            if matches!(c, 'Y' | 'M' | 'D') {
                let start = self.at;
                while self.takes(c) {}
                let letters: String = self.line[start..self.at].iter().collect();
                let known = DatePart::LETTERS.into_iter().find(|(known, _)| *known == letters);
                let Some((_, part)) = known else {
                    let message = format!(
                        "“{letters}” is no part of a date; write YYYY or YY, MMMM, MMM, MM or M, DD or D."
                    );
                    return Err(self.since(start, message));
                };
                if !words.is_empty() {
                    parts.push(DatePart::Words(std::mem::take(&mut words)));
                }
                plain = 0;
                parts.push(part);
            } else if is_quote(c) {
                words.push_str(&self.quoted()?);
                plain = 0;
            } else if is_plain_in_date(c) {
                words.push(c);
                plain += c.len_utf8();
                self.at += 1;
            } else {
                let message = "In a date only Y, M and D stand for something, as in D MMMM YYYY; \
                               put other words and signs in quotation marks.";
                return Err(self.here(message));
            }
        }
        let (kept, end) = words.split_at(words.len() - plain);
        let words = format!("{kept}{}", end.trim_end_matches(' '));
        if !words.is_empty() {
            parts.push(DatePart::Words(words));
        }
        if parts.iter().all(|part| matches!(part, DatePart::Words(_))) {
            let message = "Behind the colon stands the form of the date; \
                           write MMMM YYYY, for instance, or take the colon out.";
            return Err(self.error(start.saturating_sub(1), self.at, message));
        }
        Ok(Form::Date(parts))
    }

    /// What follows `{when`.
    fn choice(&mut self, start: usize, inside: Inside) -> Result<Choice<F>, TemplateError> {
        let inside = Inside { choice: true, ..inside };
        self.skip_blanks();
        let on = if self.word_is("rounds") {
            self.words(&["rounds", "are", "compared"])?;
            Subject::Compared
        } else {
            Subject::Field(self.field()?)
        };
        let mut choice = Choice { on, arms: Vec::new(), otherwise: None };
        loop {
            self.skip_blanks();
            let is_otherwise = !choice.arms.is_empty() && self.word_is("otherwise");
            let test = if is_otherwise {
                self.at += 9;
                None
            } else {
                match (&choice.on, choice.arms.is_empty()) {
                    (Subject::Compared, true) => Some(Test::Given),
                    (Subject::Compared, false) => {
                        return Err(self.here("Here stands otherwise, or } behind the last part."));
                    }
                    (Subject::Field(_), _) => Some(self.test()?),
                }
            };
            self.skip_blanks();
            if !self.takes(':') {
                let message = "Here stands a colon, and behind it what is printed.";
                return Err(self.here(message));
            }
            let parts = self.arm(inside)?;
            match test {
                Some(test) => choice.arms.push((test, parts)),
                None => choice.otherwise = Some(parts),
            }
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Ok(choice);
                }
                Some('|') if is_otherwise => {
                    let message = "Nothing can follow what is printed otherwise; \
                                   put it before, or write \\| to print a bar.";
                    return Err(self.here(message));
                }
                Some('|') => self.at += 1,
                Some(sign) => {
                    let message =
                        format!("This {sign} closes nothing; write \\{sign} to print one.");
                    return Err(self.here(message));
                }
                None => return Err(self.unclosed(start)),
            }
        }
    }

    /// These words, with blanks between them.
    fn words(&mut self, words: &[&str]) -> Result<(), TemplateError> {
        for word in words {
            self.skip_blanks();
            if !self.word_is(word) {
                return Err(self.here(format!("Here stands “{}”.", words.join(" "))));
            }
            self.at += word.chars().count();
        }
        Ok(())
    }

    /// `is given`, or `is` and values with `or` between them.
    fn test(&mut self) -> Result<Test, TemplateError> {
        if !self.word_is("is") {
            let message = "Here stands “is” and a value, as in {when kind is fieldnote: … | is minutes: … \
                           | otherwise: …}.";
            return Err(self.here(message));
        }
        self.at += 2;
        self.skip_blanks();
        if self.word_is("given") {
            let start = self.at;
            self.at += 5;
            self.skip_blanks();
            if self.peek() == Some(':') {
                return Ok(Test::Given);
            }
            self.at = start;
        }
        let mut values = Vec::new();
        loop {
            self.skip_blanks();
            values.push(match self.peek() {
                Some(c) if is_quote(c) => self.quoted()?,
                _ => self.bare_value()?,
            });
            self.skip_blanks();
            if !self.word_is("or") {
                return Ok(Test::Is(values));
            }
            self.at += 2;
        }
    }

    /// Words up to a colon or `or`.
    fn bare_value(&mut self) -> Result<String, TemplateError> {
        let mut words: Vec<String> = Vec::new();
        loop {
            self.skip_blanks();
            let ends =
                |c: char| c.is_whitespace() || is_sign(c) || is_quote(c) || c == ':' || c == '|';
            let start = self.at;
            if self.word_is("or") {
                break;
            }
            while self.peek().is_some_and(|c| !ends(c)) {
                self.at += 1;
            }
            if self.at == start {
                break;
            }
            words.push(self.line[start..self.at].iter().collect());
        }
        if words.is_empty() {
            let message = "Here stands a value, such as fieldnote; \
                           put one with signs in quotation marks.";
            return Err(self.here(message));
        }
        Ok(words.join(" "))
    }

    /// What is printed in one case, without the blanks around it that are not marked.
    fn arm(&mut self, inside: Inside) -> Result<Vec<Part<F>>, TemplateError> {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
        let (mut parts, kept) = self.parts(inside)?;
        if let Some(Part::Words(words)) = parts.last_mut() {
            let end = words.trim_end_matches(' ').len().max(kept);
            words.truncate(end);
            if words.is_empty() {
                parts.pop();
            }
        }
        Ok(parts)
    }
}

fn flush<F>(words: &mut String, parts: &mut Vec<Part<F>>) {
    if !words.is_empty() {
        parts.push(Part::Words(std::mem::take(words)));
    }
}

/// Whether parts name a field that leaves the group they are in empty.
fn holds_field<F>(parts: &[Part<F>]) -> bool {
    parts.iter().any(|part| match part {
        Part::Words(_) | Part::Group(_) => false,
        // Where words stand in for it, it is never empty.
        Part::Fields(alternatives) => !matches!(alternatives.last(), Some(Alternative::Words(_))),
        Part::Choice(choice) => {
            let arms = choice.arms.iter().map(|(_, parts)| parts);
            arms.chain(&choice.otherwise).any(|parts| holds_field(parts))
        }
    })
}
