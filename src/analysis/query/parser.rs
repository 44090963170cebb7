//! Reads the line of a question.

use std::sync::Arc;

use uuid::Uuid;

use super::lexer::{Lexeme, Sign, Value, lexemes};
use super::{
    Comparison, Condition, Distance, Field, Given, LineError, Names, Period, Query, Relation, Rows,
    Trait, Unit,
};
use crate::domain::{
    CaseId, CodeId, CodeSetId, CoderId, PartialDate, PersonId, SavedQueryId, SourceId,
};

/// How deep brackets may nest; more is a slip of the keyboard, and would exhaust the stack.
const DEEPEST: usize = 50;
/// How many conditions a question may hold.
const MOST: usize = 500;

/// Reads a question from the line in which it is written. An empty line asks for every quotation.
///
/// # Errors
/// Names the first place that cannot be understood.
pub fn parse(line: &str, names: &dyn Names) -> Result<Query, LineError> {
    let line: Vec<char> = line.chars().collect();
    let lexemes = lexemes(&line)?;
    let is_condition =
        |l: &&Lexeme| matches!(l.sign, Sign::Field { .. } | Sign::Pattern(_) | Sign::Words);
    if let Some(excess) = lexemes.iter().filter(is_condition).nth(MOST) {
        return Err(LineError::new(excess.start, format!("This is more than {MOST} conditions.")));
    }
    let mut parser = Parser { line: &line, lexemes, next: 0, names, query: Query::default() };
    let part = parser.either(0)?;
    if let Some(lexeme) = parser.peek() {
        return Err(LineError::new(lexeme.start, "This bracket closes nothing; take it out."));
    }
    parser.query.holds = part.condition;
    Ok(parser.query)
}

/// Something that was read.
struct Part {
    condition: Condition,
    start: usize,
    end: usize,
    /// Whether it is nothing but words for the search.
    is_words: bool,
    /// How many pairs of brackets stand around all of it.
    brackets: usize,
}

impl Part {
    /// It beside others: brackets around it keep it from being joined with them.
    fn beside_others(self) -> Condition {
        match brackets_to_keep_apart(&self.condition) {
            Some(least) if self.brackets >= least => Condition::All(vec![self.condition]),
            _ => self.condition,
        }
    }
}

/// How many pairs of brackets keep a condition from being joined with those beside it; none where nothing of it is joined.
pub(super) fn brackets_to_keep_apart(condition: &Condition) -> Option<usize> {
    match condition {
        Condition::Code { .. }
        | Condition::CodeSet(_)
        | Condition::Coder(_)
        | Condition::Coded(_)
        | Condition::Coders(..)
        | Condition::Is(Trait::New) => Some(1),
        // One pair is there in any case.
        Condition::Any(parts) if parts.len() > 1 => Some(2),
        _ => None,
    }
}

struct Parser<'a> {
    line: &'a [char],
    lexemes: Vec<Lexeme>,
    next: usize,
    names: &'a dyn Names,
    query: Query,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Lexeme> {
        self.lexemes.get(self.next)
    }

    fn is_next(&self, sign: &Sign) -> bool {
        self.peek().is_some_and(|lexeme| lexeme.sign == *sign)
    }

    fn take(&mut self) -> Option<Lexeme> {
        let lexeme = self.peek().cloned();
        self.next += usize::from(lexeme.is_some());
        lexeme
    }

    /// Parts with `OR` between them.
    fn either(&mut self, depth: usize) -> Result<Part, LineError> {
        let first = self.both(depth)?;
        if !self.is_next(&Sign::Or) {
            return Ok(first);
        }
        let (start, mut end, mut is_words) = (first.start, first.end, first.is_words);
        let mut parts = vec![first.condition];
        while self.is_next(&Sign::Or) {
            let or = self.next;
            self.next += 1;
            self.must_follow(or, "OR")?;
            let part = self.both(depth)?;
            (end, is_words) = (part.end, is_words && part.is_words);
            parts.push(part.condition);
        }
        Ok(Part { condition: Condition::Any(parts), start, end, is_words, brackets: 0 })
    }

    /// Parts with `AND` or nothing between them. What stands in brackets stays together: conditions on codings belong to the
    /// codes beside them.
    fn both(&mut self, depth: usize) -> Result<Part, LineError> {
        let start = self.peek().map_or(self.line.len(), |lexeme| lexeme.start);
        let (mut end, mut is_words, mut is_empty) = (start, true, true);
        let mut parts = Vec::new();
        while let Some(lexeme) = self.peek() {
            match lexeme.sign {
                Sign::Close => break,
                Sign::Or if !is_empty => break,
                Sign::Or => {
                    return Err(LineError::new(lexeme.start, "OR needs something before it."));
                }
                Sign::And if is_empty => {
                    return Err(LineError::new(lexeme.start, "AND needs something before it."));
                }
                Sign::And => {
                    let and = self.next;
                    self.next += 1;
                    self.must_follow(and, "AND")?;
                }
                _ => {
                    let part = self.near(depth)?;
                    (end, is_words, is_empty) = (part.end, is_words && part.is_words, false);
                    // What is asked for and what is given are no conditions.
                    if !part.condition.is_everything() {
                        parts.push(part);
                    }
                }
            }
        }
        if parts.len() == 1 {
            let one = parts.remove(0);
            return Ok(Part { start, end, is_words, ..one });
        }
        let condition = Condition::All(parts.into_iter().map(Part::beside_others).collect());
        Ok(Part { condition, start, end, is_words, brackets: 0 })
    }

    /// After an operator, something must follow.
    fn must_follow(&self, operator: usize, word: &str) -> Result<(), LineError> {
        match self.peek().map(|lexeme| &lexeme.sign) {
            None | Some(Sign::And | Sign::Or | Sign::Close | Sign::Near) => Err(LineError::new(
                self.lexemes[operator].start,
                format!("{word} needs something after it."),
            )),
            Some(_) => Ok(()),
        }
    }

    /// One thing, or words with `NEAR` between them.
    fn near(&mut self, depth: usize) -> Result<Part, LineError> {
        let first = self.one(depth)?;
        if !self.is_next(&Sign::Near) {
            return Ok(first);
        }
        let mut end = first.end;
        let mut is_words = first.is_words;
        while self.is_next(&Sign::Near) {
            let near = self.next;
            self.next += 1;
            self.must_follow(near, "NEAR")?;
            let part = self.one(depth)?;
            (end, is_words) = (part.end, is_words && part.is_words);
            if !is_words {
                return Err(LineError::new(
                    self.lexemes[near].start,
                    "NEAR stands between words; for codes write near/3p(code:…).",
                ));
            }
        }
        self.words(first.start, end)
    }

    /// A field, a relation, words, a bracket, or `NOT` and one of these.
    fn one(&mut self, depth: usize) -> Result<Part, LineError> {
        let at = self.next;
        let Some(Lexeme { start, end, sign }) = self.take() else {
            let end = self.line.len();
            let condition = Condition::default();
            return Ok(Part { condition, start: end, end, is_words: true, brackets: 0 });
        };
        if depth > DEEPEST {
            return Err(LineError::new(start, "Brackets or NOTs are nested too deeply here."));
        }
        let part =
            |condition, end, is_words| Ok(Part { condition, start, end, is_words, brackets: 0 });
        match sign {
            Sign::Not => {
                self.must_follow(at, "NOT")?;
                let inside = self.near(depth + 1)?;
                part(Condition::Not(Box::new(inside.condition)), inside.end, false)
            }
            Sign::Open => {
                let inside = self.bracket(start, depth)?;
                Ok(Part { start, brackets: inside.brackets + 1, ..inside })
            }
            Sign::Relation { name, distance } => {
                let relation = relation(start, &name, distance.as_deref())?;
                let inside = self.bracket(start, depth)?;
                part(Condition::Beside(relation, Box::new(inside.condition)), inside.end, false)
            }
            Sign::Field { name, comparison, value } => {
                let condition = self.field(start, &name, comparison, &value, depth)?;
                part(condition, end, false)
            }
            Sign::Pattern(text) => {
                // Places in the pattern are counted without the backslashes before strokes.
                self.names.check_pattern(&text).map_err(|error| error.behind(start + 1))?;
                part(Condition::Pattern(text.into()), end, false)
            }
            Sign::Words => self.words(start, end),
            Sign::Near => Err(LineError::new(start, "NEAR needs a word before it.")),
            // The callers have seen to these.
            Sign::And | Sign::Or | Sign::Close => part(Condition::default(), end, false),
        }
    }

    /// What stands behind an opening bracket, to the closing one.
    fn bracket(&mut self, open: usize, depth: usize) -> Result<Part, LineError> {
        if self.is_next(&Sign::Close) {
            return Err(LineError::new(open, "There is nothing between these brackets."));
        }
        let inside = self.either(depth + 1)?;
        match self.take() {
            Some(close) => Ok(Part { end: close.end, ..inside }),
            None => Err(LineError::new(open, "This bracket is never closed; write ) after it.")),
        }
    }

    fn words(&self, start: usize, end: usize) -> Result<Part, LineError> {
        let text: String = self.line[start..end].iter().collect();
        self.names.check_words(&text).map_err(|error| error.behind(start))?;
        let condition = Condition::Words(text.into());
        Ok(Part { condition, start, end, is_words: true, brackets: 0 })
    }

    fn field(
        &mut self,
        start: usize,
        name: &str,
        comparison: Option<Comparison>,
        value: &Value,
        depth: usize,
    ) -> Result<Condition, LineError> {
        let names = self.names;
        let text = value.text.trim();
        let missing =
            |what: &str| LineError::new(value.at, format!("There is no {what} “{text}”."));
        let wrong = |message: String| LineError::new(value.at, message);
        let Some(field) = Field::named(name) else {
            let attribute = id(name).or_else(|| names.attribute(name));
            return match attribute {
                Some(attribute) => Ok(Condition::Attribute {
                    attribute,
                    comparison: comparison.unwrap_or(Comparison::Is),
                    value: text.into(),
                }),
                None => Err(LineError::new(start, unknown_field(name))),
            };
        };
        if text.is_empty() {
            return Err(wrong(format!("Write behind {}: what {}.", field.word(), field.about())));
        }
        let takes_order = matches!(field, Field::Coded | Field::Coders | Field::Date);
        if !takes_order && !matches!(comparison, None | Some(Comparison::Is)) {
            let said = format!("{} cannot be more or less than something; write :.", field.word());
            return Err(LineError::new(start, said));
        }
        let key = if value.is_quoted { "" } else { value.text.as_str() };
        Ok(match field {
            Field::Code => {
                let code = match id::<CodeId>(key) {
                    Some(code) => code,
                    None => names.code(text).map_err(wrong)?,
                };
                Condition::Code { code, sub_codes: comparison.is_none() }
            }
            Field::Set => Condition::CodeSet(
                id::<CodeSetId>(key)
                    .or_else(|| names.code_set(text))
                    .ok_or_else(|| missing("set of codes"))?,
            ),
            Field::Coder => Condition::Coder(
                id::<CoderId>(key).or_else(|| names.coder(text)).ok_or_else(|| missing("coder"))?,
            ),
            Field::Source => Condition::Source(
                id::<SourceId>(key)
                    .or_else(|| names.source(text))
                    .ok_or_else(|| missing("source"))?,
            ),
            Field::Case => Condition::Case(
                id::<CaseId>(key).or_else(|| names.case(text)).ok_or_else(|| missing("case"))?,
            ),
            Field::Person => Condition::Person(
                id::<PersonId>(key)
                    .or_else(|| names.person(text))
                    .ok_or_else(|| missing("person"))?,
            ),
            Field::Saved => Condition::Saved(
                id::<SavedQueryId>(key)
                    .or_else(|| names.saved(text))
                    .ok_or_else(|| missing("saved question"))?,
            ),
            Field::Speaker => {
                Condition::Speaker(names.speaker(text).ok_or_else(|| missing("speaker"))?)
            }
            Field::Flag => Condition::Flag(text.to_lowercase().into()),
            Field::Language => {
                Condition::Language(language(text).ok_or_else(|| missing("language"))?)
            }
            Field::Kind => {
                let kind = text.to_lowercase().parse();
                Condition::Kind(
                    kind.map_err(|error: crate::domain::UnknownKind| wrong(format!("{error}.")))?,
                )
            }
            Field::Is => {
                let lower = text.to_lowercase();
                let found = Trait::ALL.into_iter().find(|is| is.word() == lower);
                Condition::Is(found.ok_or_else(|| {
                    wrong("Write is:coded, is:commented, is:flagged or is:linked.".to_owned())
                })?)
            }
            Field::Coders => {
                let count =
                    text.parse().map_err(|_| wrong("Write a number of coders.".to_owned()))?;
                Condition::Coders(comparison.unwrap_or(Comparison::Is), count)
            }
            Field::Coded => Condition::Coded(period(comparison, value)?),
            Field::Date => Condition::Date(period(comparison, value)?),
            Field::Find | Field::Give => {
                if depth > 0 {
                    let said = format!("{} stands outside of brackets.", field.word());
                    return Err(LineError::new(start, said));
                }
                let lower = text.to_lowercase();
                let rows = Rows::ALL.into_iter().find(|rows| rows.word() == lower);
                let given = Given::ALL.into_iter().find(|given| given.word() == lower);
                match (field, rows, given) {
                    (Field::Find, Some(rows), _) => self.query.rows = rows,
                    (Field::Give, _, Some(given)) => self.query.gives = given,
                    (Field::Find, ..) => {
                        return Err(wrong("Write find:quotations or find:turns.".to_owned()));
                    }
                    _ => {
                        let said = "Write give:whole, give:common or give:turn.";
                        return Err(wrong(said.to_owned()));
                    }
                }
                Condition::default()
            }
        })
    }
}

/// A key as questions are kept with: `#` and 32 hex digits.
fn id<T: From<Uuid>>(text: &str) -> Option<T> {
    let digits = text.strip_prefix('#')?;
    (digits.len() == 32).then(|| Uuid::try_parse(digits).ok()).flatten().map(T::from)
}

fn language(text: &str) -> Option<Arc<str>> {
    let lower = text.to_lowercase();
    let is_code = crate::text::language::name(&lower).is_some();
    is_code
        .then(|| lower.as_str().into())
        .or_else(|| crate::text::language::code(text).map(Arc::from))
}

fn unknown_field(name: &str) -> String {
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.word()).collect();
    format!(
        "There is no field or attribute “{name}”; there are {}. Put a word with a colon in quotes to look for it.",
        fields.join(", ")
    )
}

fn relation(at: usize, name: &str, distance: Option<&str>) -> Result<Relation, LineError> {
    let Some(relation) = Relation::named(name) else {
        return Err(LineError::new(at, format!("There is no relation “{name}”.")));
    };
    let Some(text) = distance else { return Ok(relation) };
    if relation.distance().is_none() {
        return Err(LineError::new(at, format!("{name} has no distance; write {name}(…).")));
    }
    let wrong = || {
        let said = "Write a distance as a number and c, w, s, p or t: near/5w for five words, near/2s for two sentences, near/0p for the same paragraph, near/1t for the next turn.";
        LineError::new(at, said)
    };
    let letter = text.chars().last().ok_or_else(wrong)?;
    let unit = Unit::ALL.into_iter().find(|unit| unit.letter() == letter).ok_or_else(wrong)?;
    let count = text[..text.len() - letter.len_utf8()].parse().map_err(|_| wrong())?;
    Ok(relation.at(Distance { count, unit }))
}

fn period(comparison: Option<Comparison>, value: &Value) -> Result<Period, LineError> {
    let text = value.text.trim();
    let date = |text: &str| -> Result<Option<PartialDate>, LineError> {
        if text.is_empty() {
            return Ok(None);
        }
        let date = text.parse().map_err(|_| {
            let said = format!("“{text}” is no date; write 2012, 2012-02 or 2012-02-14.");
            LineError::new(value.at, said)
        })?;
        Ok(Some(date))
    };
    if let Some((from, to)) = text.split_once("..") {
        let period = Period { from: date(from)?, to: date(to)? };
        if period == Period::default() || !matches!(comparison, None | Some(Comparison::Is)) {
            let said =
                "Write a time as 2011-10..2012-02, or open on one side as 2011-10.. with a :.";
            return Err(LineError::new(value.at, said));
        }
        return Ok(period);
    }
    let one = date(text)?;
    Ok(match comparison {
        None | Some(Comparison::Is) => Period { from: one, to: one },
        Some(Comparison::From) => Period { from: one, to: None },
        Some(Comparison::UpTo) => Period { from: None, to: one },
        Some(Comparison::Under) => Period { from: None, to: one.and_then(PartialDate::before) },
        Some(Comparison::Over) => Period { from: one.and_then(PartialDate::after), to: None },
    })
}
