//! Answers in a table to texts: one per respondent with a heading per question, or one per question.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use super::dates;
use super::distinct::distinct;
use super::guess::parts;
use super::layout::{Arrangement, Blanks, Column, Layout, LayoutError};
use super::role::{AttributeKind, Role};
use super::sheet::{Sheet, in_one_line};
use crate::domain::{AnswerState, Markup, MarkupKind, Span};
use crate::text::counted;

/// Most bytes that the texts of a table may have together.
const LARGEST: usize = 64 << 20;
/// The level of the headings over answers.
const LEVEL: u8 = 2;
/// A cell names at most so many choices.
const MOST_CHOICES: usize = 100;
/// A name has at most so many characters.
const LONGEST_NAME: usize = 100;

/// What a table gave.
#[derive(Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its sources; their names differ without regard to case.
    pub sources: Vec<SurveySource>,
    /// What a person should check about the table as a whole, in sentences.
    pub doubts: Vec<String>,
}

/// A source made of answers.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SurveySource {
    /// What the source will be called.
    pub name: String,
    /// The text in its stored form.
    pub text: String,
    /// Headings, and an answer for each question that is asked in the text, by place. A blank answer is an empty span where
    /// its words would stand: after the line end of its heading.
    pub markup: Vec<Markup>,
    /// Closed answers: the name of the column and the value, dates as ISO 8601. A multiple choice has one for each choice,
    /// a blank none.
    pub attributes: Vec<(Arc<str>, String)>,
    /// The case that the respondent belongs to.
    pub case: Option<String>,
    /// The day of the answers, ISO 8601.
    pub date: Option<String>,
    /// The wave of data collection.
    pub round: Option<String>,
    /// Whose answers these are; none for a source that holds those of all respondents to one question.
    pub respondent: Option<String>,
    /// What a person should check, in sentences.
    pub doubts: Vec<String>,
}

impl fmt::Debug for Survey {
    /// Sizes only: what was answered never reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Survey({} sources, {} doubts)", self.sources.len(), self.doubts.len())
    }
}

impl fmt::Debug for SurveySource {
    /// Sizes only, as for the whole.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SurveySource({} bytes, {} marks)", self.text.len(), self.markup.len())
    }
}

/// Makes texts of a sheet by a layout. Columns of contact data and ignored ones appear nowhere, not in doubts either.
///
/// # Errors
///
/// When the layout does not fit: no question, no respondent, two columns in a role that only one can have, or texts beyond
/// any use.
pub fn sources(sheet: &Sheet, layout: &Layout) -> Result<Survey, LayoutError> {
    let (columns, doubts) = layout.fit(sheet)?;
    let mut table = Table::new(sheet, layout, columns, doubts);
    table.check()?;
    let sources = match layout.arrangement {
        Arrangement::PerRespondent => table.by_respondent(),
        Arrangement::PerQuestion => table.by_question(),
    };
    Ok(Survey { sources, doubts: table.doubts })
}

/// A sheet under its layout.
struct Table<'a> {
    sheet: &'a Sheet,
    /// What the columns of the sheet are.
    columns: Vec<Option<&'a Column>>,
    /// The columns of roles that only one can have.
    singles: HashMap<Role, usize>,
    names: Vec<Arc<str>>,
    blanks: Blanks,
    layout: &'a Layout,
    doubts: Vec<String>,
}

impl<'a> Table<'a> {
    fn new(
        sheet: &'a Sheet,
        layout: &'a Layout,
        columns: Vec<Option<&'a Column>>,
        doubts: Vec<String>,
    ) -> Self {
        let roles =
            columns.iter().enumerate().filter_map(|(at, column)| Some(((*column)?.role, at)));
        let singles = roles.filter(|(role, _)| role.is_single()).collect();
        let names = sheet.header.iter().map(|name| Arc::from(name.as_str())).collect();
        Self { sheet, columns, singles, names, blanks: Blanks::of(layout), layout, doubts }
    }

    fn role(&self, column: usize) -> Role {
        self.columns[column].map_or(Role::Ignore, |column| column.role)
    }

    /// The columns of a role, in order.
    fn with_role(&self, role: Role) -> impl Iterator<Item = usize> {
        (0..self.columns.len()).filter(move |&column| self.role(column) == role)
    }

    /// The cell of a row in the column of a role that only one can have; none if it is blank.
    fn single(&self, row: usize, role: Role) -> Option<&str> {
        let cell = self.sheet.cell(row, *self.singles.get(&role)?);
        (self.blanks.state(cell) == AnswerState::Given).then_some(cell)
    }

    fn check(&self) -> Result<(), LayoutError> {
        let questions = self.with_role(Role::Question).count();
        if questions == 0 {
            return Err(LayoutError::NoQuestion);
        }
        let rows = self.sheet.rows.len();
        if rows == 0 {
            return Err(LayoutError::NoRespondent);
        }
        // Each question or each respondent is a heading over every answer.
        let asked: usize =
            self.with_role(Role::Question).map(|column| self.names[column].len()).sum();
        let headings = match self.layout.arrangement {
            Arrangement::PerRespondent => asked.saturating_mul(rows),
            Arrangement::PerQuestion => {
                let named = |row| self.single(row, Role::Respondent).map_or(0, str::len);
                (0..rows).map(named).sum::<usize>().saturating_mul(questions)
            }
        };
        let cells: usize = self.sheet.rows.iter().flatten().map(String::len).sum();
        let marks = questions.saturating_mul(rows).saturating_mul(2 * size_of::<Markup>());
        let sources = rows.max(questions).saturating_mul(size_of::<SurveySource>());
        let all = [headings, marks, sources].into_iter().fold(cells, usize::saturating_add);
        if all > LARGEST { Err(LayoutError::TooLarge(LARGEST >> 20)) } else { Ok(()) }
    }

    /// How the respondent of each row is called, and which of them are not sure.
    fn respondents(&mut self) -> Vec<String> {
        let has_column = self.singles.contains_key(&Role::Respondent);
        let mut unnamed = 0;
        let mut rows: HashMap<String, usize> = HashMap::new();
        let mut respondents = Vec::with_capacity(self.sheet.rows.len());
        for row in 0..self.sheet.rows.len() {
            let respondent = match self.single(row, Role::Respondent) {
                Some(named) => in_one_line(named),
                None => {
                    unnamed += usize::from(has_column);
                    format!("Row {}", row + 1)
                }
            };
            *rows.entry(respondent.to_lowercase()).or_insert(0) += 1;
            respondents.push(respondent);
        }
        if unnamed > 0 {
            let rows = counted(unnamed, "row names", "rows name");
            self.doubts.push(format!("{rows} no respondent and are numbered by their place."));
        }
        let again = rows.values().filter(|&&rows| rows > 1).count();
        if again > 0 {
            let respondents = counted(again, "respondent has", "respondents have");
            self.doubts.push(format!(
                "{respondents} several rows; each row is a source of its own, with a number after its name."
            ));
        }
        respondents
    }

    fn by_respondent(&mut self) -> Vec<SurveySource> {
        let respondents = self.respondents();
        let days = self.days();
        let questions: Vec<(usize, Arc<str>)> = self
            .with_role(Role::Question)
            .map(|column| (column, self.names[column].clone()))
            .collect();
        let mut sources = Vec::with_capacity(respondents.len());
        for (row, respondent) in respondents.into_iter().enumerate() {
            let mut page = Page::default();
            for (column, question) in &questions {
                page.heading(question);
                page.answer(self.sheet.cell(row, *column), question, &self.blanks);
            }
            let round = self.single(row, Role::Round).map(in_one_line);
            let round = round.or_else(|| self.layout.round.clone());
            let mut source = SurveySource {
                name: self.name(row, &respondent, round.as_deref()),
                case: self.single(row, Role::Case).map(in_one_line),
                round,
                respondent: Some(respondent),
                ..SurveySource::default()
            };
            if !page.is_answered {
                source.doubts.push("No question was answered.".to_owned());
            }
            self.add_closed(row, &days, &mut source);
            (source.text, source.markup) = (page.text, page.markup);
            sources.push(source);
        }
        rename(&mut sources);
        sources
    }

    /// What the source of a row is called: as its column says, or by the respondent, and by the round, since the next
    /// wave asks the same people.
    fn name(&self, row: usize, respondent: &str, round: Option<&str>) -> String {
        let name = match self.single(row, Role::Name) {
            Some(name) => in_one_line(name),
            None if respondent.bytes().all(|b| b.is_ascii_digit()) => {
                format!("Respondent {respondent}")
            }
            None => respondent.to_owned(),
        };
        let name = shortened(&name);
        match round {
            Some(round) if round.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{name}, round {round}")
            }
            Some(round) => format!("{name}, {}", shortened(round)),
            None => name,
        }
    }

    /// The order of days in each column of dates; what is not sure becomes a doubt.
    fn days(&mut self) -> HashMap<usize, dates::Order> {
        let is_of_dates = |column: &&Column| {
            column.role == Role::Date
                || column.role == Role::Attribute && column.kind == AttributeKind::Date
        };
        let mut cells: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for row in &self.sheet.rows {
            for (column, cell) in row.iter().enumerate() {
                if self.columns[column].as_ref().is_some_and(is_of_dates) {
                    cells.entry(column).or_default().push(cell);
                }
            }
        }
        let mut orders = HashMap::new();
        for (column, cells) in cells {
            let (order, is_sure) = dates::order(cells.into_iter());
            orders.insert(column, order);
            if !is_sure {
                let name = &self.sheet.header[column];
                self.doubts.push(format!(
                    "The dates in “{name}” were read with the day before the month; check that this is right."
                ));
            }
        }
        orders
    }

    /// Takes over the closed answers of a row, and its date.
    fn add_closed(
        &self,
        row: usize,
        days: &HashMap<usize, dates::Order>,
        source: &mut SurveySource,
    ) {
        for (column, cell) in self.sheet.rows[row].iter().enumerate() {
            let (Some(known), AnswerState::Given | AnswerState::NotAsked) =
                (self.columns[column], self.blanks.state(cell))
            else {
                continue;
            };
            let name = &self.names[column];
            let day = days.get(&column).map(|&order| dates::day(cell, order));
            match (known.role, day) {
                (Role::Date, Some(Some(day))) => source.date = Some(day.to_string()),
                (Role::Date, _) => {
                    let (cell, name) = (shortened(cell), shortened(name));
                    source.doubts.push(format!("“{cell}” in “{name}” is no date."));
                }
                (Role::Attribute, Some(Some(day))) => {
                    source.attributes.push((name.clone(), day.to_string()));
                }
                (Role::Attribute, _) => source.attributes.push((name.clone(), cell.clone())),
                (Role::MultipleChoice, _) => {
                    let separator = known.separator.unwrap_or(';');
                    // Beyond a number that any form offers, it is a text after all.
                    let choices: Vec<&str> = match parts(cell, separator).count() > MOST_CHOICES {
                        true => vec![cell],
                        false => parts(cell, separator).collect(),
                    };
                    let named = choices.into_iter().map(|c| (name.clone(), c.to_owned()));
                    source.attributes.extend(named);
                }
                _ => {}
            }
        }
    }

    fn by_question(&mut self) -> Vec<SurveySource> {
        let respondents = distinct(self.respondents());
        let is_lost = |column: usize| {
            !matches!(
                self.role(column),
                Role::Question | Role::Respondent | Role::Contact | Role::Ignore
            )
        };
        if (0..self.columns.len()).any(is_lost) {
            self.doubts.push(
                "Closed answers, cases and dates belong to respondents, and a source per question has none of them."
                    .to_owned(),
            );
        }
        let mut sources = Vec::new();
        for column in self.with_role(Role::Question) {
            let question = self.names[column].clone();
            let mut page = Page::default();
            for (row, respondent) in respondents.iter().enumerate() {
                page.heading(respondent);
                page.answer(self.sheet.cell(row, column), &question, &self.blanks);
            }
            let name = shortened(&question);
            let name = match &self.layout.round {
                Some(round) => format!("{name}, {}", shortened(round)),
                None => name,
            };
            let mut source =
                SurveySource { name, round: self.layout.round.clone(), ..SurveySource::default() };
            if !page.is_answered {
                source.doubts.push("Nobody answered this question.".to_owned());
            }
            (source.text, source.markup) = (page.text, page.markup);
            sources.push(source);
        }
        rename(&mut sources);
        sources
    }
}

/// A text that is being written.
#[derive(Default)]
struct Page {
    text: String,
    /// Code points so far.
    at: u32,
    markup: Vec<Markup>,
    is_answered: bool,
}

impl Page {
    /// Writes words; gives where they stand.
    fn write(&mut self, words: &str) -> Span {
        let start = self.at;
        self.text.push_str(words);
        self.at += words.chars().count() as u32;
        Span { start, end: self.at }
    }

    /// A heading on a line of its own, after a blank line.
    fn heading(&mut self, words: &str) {
        if self.at > 0 {
            self.write("\n\n");
        }
        let span = self.write(words);
        self.markup.push(Markup { span, kind: MarkupKind::Heading(LEVEL) });
        self.write("\n");
    }

    /// An answer below its heading; of one that is blank, only its place.
    fn answer(&mut self, cell: &str, question: &Arc<str>, blanks: &Blanks) {
        let state = blanks.state(cell);
        let is_given = state == AnswerState::Given;
        self.is_answered |= is_given;
        let span = self.write(if is_given { cell } else { "" });
        let kind = MarkupKind::Answer { question: question.clone(), state };
        self.markup.push(Markup { span, kind });
    }
}

/// Makes the names of a batch differ.
fn rename(sources: &mut [SurveySource]) {
    let names =
        distinct(sources.iter_mut().map(|source| std::mem::take(&mut source.name)).collect());
    for (source, name) in sources.iter_mut().zip(names) {
        source.name = name;
    }
}

/// Words cut to the length of a name, at the end of a word if one ends in time.
fn shortened(words: &str) -> String {
    let Some((most, _)) = words.char_indices().nth(LONGEST_NAME) else { return words.to_owned() };
    let cut = &words[..most];
    let cut = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '.']))
}
