//! A file in the import table: what was read, what it is to become, and the text as it will be.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::redaction;
use crate::analysis::identifiers::Terms;
use crate::domain::{Markup, MarkupKind, PartialDate, SourceKind, Span, Speaker, Turn};
use crate::import::rules::{Bracketed, Cell, FileWords, ImportRules, apply, header};
use crate::import::{Comment, Reading, survey};
use crate::project::{Fate, NewSource};
use crate::text::clean::{Rule, clean};
use crate::text::turns::{self, Recognition};
use crate::text::{ChangeSet, Mapped, Text, capital, language, read_date, sha256};

/// A column of the import table that can be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// What the source will be called.
    Name,
    /// What it is.
    Kind,
    /// When what it tells of took place.
    Date,
    /// The case it belongs to.
    Case,
    /// The people it is of or about.
    People,
    /// The language it is in.
    Language,
}

impl Column {
    /// All of them, in the order they stand.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Kind, Self::Date, Self::Case, Self::People, Self::Language];

    /// What stands at its head.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Kind => "Kind",
            Self::Date => "Date",
            Self::Case => "Case",
            Self::People => "People",
            Self::Language => "Language",
        }
    }
}

/// Who filled in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FilledBy {
    /// Nobody, or what the words of the text suggest.
    #[default]
    Guess,
    /// The rule at this place.
    Rule(usize),
    /// A person.
    Hand,
}

/// A file in the import table.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// The file.
    pub path: PathBuf,
    /// What was read of it.
    pub reading: Arc<Reading>,
    /// What the source will be called.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// When what it tells of took place.
    pub date: Option<PartialDate>,
    /// The case it belongs to; may be empty.
    pub case: String,
    /// The people it is of or about.
    pub people: Vec<String>,
    /// The language it is in (ISO 639-1).
    pub language: Option<&'static str>,
    /// Who filled in each column, in the order of [`Column::ALL`].
    pub filled: [FilledBy; Column::ALL.len()],
    /// The rules by which its text is cleaned up, and whether a person chose them.
    pub clean: (Vec<Rule>, FilledBy),
    /// What is to become of it, once a person has said so.
    pub fate: Option<Fate>,
    /// The text as it will be; none while it has to be made anew.
    pub made: Option<Arc<Made>>,
}

/// The text of a file as it will be stored.
#[derive(Debug, Clone)]
pub struct Made {
    /// The text.
    pub text: Text,
    /// SHA-256 of its UTF-8 bytes, in lower-case hex digits.
    pub sha256: String,
    /// Who speaks where.
    pub turns: Vec<Turn>,
    /// What is marked in it.
    pub markup: Vec<Markup>,
    /// What is written in its margin.
    pub comments: Vec<Comment>,
    /// How the clean-up changed the text that was read.
    pub changes: ChangeSet,
    /// How many places each rule of it changed.
    pub cleaned: Vec<(Rule, usize)>,
    /// Who speaks, with the number of turns, most first.
    pub speakers: Vec<(Speaker, usize)>,
    /// How many words it has.
    pub words: usize,
    /// Whether private words were replaced; then the file's own bytes are not for keeping.
    pub is_redacted: bool,
}

impl ImportRow {
    /// A row for a file that was read, filled in by rules and guesses. A text is made of it later.
    pub fn new(path: PathBuf, reading: Reading, rules: &ImportRules) -> Self {
        let mut row = Self {
            path,
            name: reading.name.clone(),
            kind: SourceKind::Document,
            reading: Arc::new(reading),
            date: None,
            case: String::new(),
            people: Vec::new(),
            language: None,
            filled: Default::default(),
            clean: Default::default(),
            fate: None,
            made: None,
        };
        row.fill(rules);
        row
    }

    /// Fills in by rules and guesses what no person filled in.
    pub fn fill(&mut self, rules: &ImportRules) {
        let folder = self.path.parent().and_then(Path::file_name).unwrap_or_default();
        let folder = folder.to_string_lossy();
        let text = Text::new(self.reading.text.as_str());
        let turns = match self.reading.turns.is_empty() {
            true => turns::recognise(&text),
            false => self.reading.turns.clone(),
        };
        let words =
            FileWords { name: &self.reading.name, folder: &folder, lines: header(&text, &turns) };
        let found = apply(&rules.rules, &words, rules.date_order());
        let (name, by) = parted(found.name);
        if self.claim(Column::Name, by) {
            self.name = name.unwrap_or_else(|| self.reading.name.clone());
        }
        let (kind, by) = parted(found.kind);
        if self.claim(Column::Kind, by) {
            self.kind = kind.or(self.reading.suggested_kind).unwrap_or(match turns.is_empty() {
                true => SourceKind::Document,
                false => SourceKind::Interview,
            });
        }
        let (date, by) = parted(found.date);
        if self.claim(Column::Date, by) {
            self.date = date;
        }
        let (case, by) = parted(found.case);
        if self.claim(Column::Case, by) {
            self.case = case.unwrap_or_default();
        }
        let (people, by) = parted(found.people);
        if self.claim(Column::People, by) {
            self.people = people.unwrap_or_default();
        }
        let (language, by) = parted(found.language);
        if self.claim(Column::Language, by) {
            self.language = language.or_else(|| language::guess(&text));
        }
        if self.clean.1 != FilledBy::Hand {
            self.clean.0 = rules_for(self, rules);
        }
        self.made = None;
    }

    /// Notes who fills in a column, unless a person did; whether it is to be filled in.
    fn claim(&mut self, column: Column, by: FilledBy) -> bool {
        let filled = &mut self.filled[column as usize];
        let is_free = *filled != FilledBy::Hand;
        if is_free {
            *filled = by;
        }
        is_free
    }

    /// What stands in a column, as a person reads and writes it.
    pub fn cell(&self, column: Column) -> String {
        match column {
            Column::Name => self.name.clone(),
            Column::Kind => self.kind.title().to_owned(),
            Column::Date => self.date.map(|date| date.to_string()).unwrap_or_default(),
            Column::Case => self.case.clone(),
            Column::People => self.people.join(", "),
            Column::Language => {
                self.language.and_then(language::name).unwrap_or_default().to_owned()
            }
        }
    }

    /// Writes in a column. Fails with a sentence when it cannot be what was written.
    pub fn write(
        &mut self,
        column: Column,
        written: &str,
        rules: &ImportRules,
    ) -> Result<(), String> {
        let written = written.trim();
        match column {
            Column::Name if written.is_empty() => return Err("A source needs a name".to_owned()),
            Column::Name => self.name = written.to_owned(),
            Column::Kind => {
                let kind = written.to_lowercase().parse();
                let kind: SourceKind = kind.map_err(|error| capital(&format!("{error}")))?;
                if self.kind != kind {
                    self.kind = kind;
                    self.made = None;
                }
                if self.clean.1 != FilledBy::Hand {
                    self.clean.0 = rules_for(self, rules);
                }
            }
            Column::Date if written.is_empty() => self.date = None,
            Column::Date => {
                let date = read_date(written, rules.date_order()).or_else(|| written.parse().ok());
                let date = date.ok_or_else(|| {
                    format!("“{written}” is no date; write 2012-03-14, 14 March 2012 or March 2012")
                })?;
                self.date = Some(date);
            }
            Column::Case => self.case = written.to_owned(),
            Column::People => {
                let names = written.split([',', ';']).map(str::trim);
                self.people = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
            }
            Column::Language if written.is_empty() => self.language = None,
            Column::Language => {
                let code = language::code(written);
                self.language = Some(
                    code.ok_or_else(|| format!("“{written}” is no language that is known here"))?,
                );
            }
        }
        self.filled[column as usize] = FilledBy::Hand;
        Ok(())
    }

    /// Chooses the rules by which the text is cleaned up.
    pub fn set_clean(&mut self, rules: Vec<Rule>) {
        if self.clean.0 != rules {
            self.made = None;
        }
        self.clean = (rules, FilledBy::Hand);
    }

    /// Makes the text as it will be, with the words of `redacted` replaced. Slow for long texts, so it belongs on a job's
    /// thread.
    pub fn make(&self, rules: &ImportRules, redacted: &Terms) -> Made {
        let Reading { text, markup, comments, turns, .. } = &*self.reading;
        let old = Text::new(text.as_str());
        let pages: Vec<Span> = markup
            .iter()
            .filter(|mark| matches!(mark.kind, MarkupKind::Page(_)))
            .map(|mark| mark.span)
            .collect();
        let cleaned = clean(&old, &pages, &self.clean.0);
        let redactions = redaction::changes(&cleaned.text, redacted);
        let mut is_redacted = !redactions.is_empty();
        let mut public = |words: &str| {
            let public = redaction::public(words, redacted);
            is_redacted |= public.is_some();
            public
        };
        let text = Text::new(redactions.apply(&cleaned.text));
        let changes = cleaned.changes;
        let moved = |span: Span| kept(&redactions, kept(&changes, span)?);
        let mut markup: Vec<Markup> = markup
            .iter()
            .filter_map(|mark| {
                moved(mark.span).map(|span| Markup { span, kind: mark.kind.clone() })
            })
            .collect();
        let comments = comments
            .iter()
            .map(|comment| Comment {
                span: redactions.map(changes.map(comment.span).span()).span(),
                author: public(&comment.author).map_or_else(|| comment.author.clone(), Arc::from),
                words: public(&comment.words).unwrap_or_else(|| comment.words.clone()),
            })
            .collect();
        let mut turns = match turns.is_empty() {
            false => {
                let turns = turns::revised(turns, &changes, &cleaned.text);
                turns::revised(&turns, &redactions, &text)
            }
            true => self.recognise(&text, &markup, rules),
        };
        for turn in &mut turns {
            if let Some(name) = turn.speaker.as_deref().and_then(&mut public) {
                turn.speaker = Some(Speaker::from(name));
            }
            let spelled = turn.speaker.as_ref().and_then(|name| rules.speakers.get(&**name));
            if let Some(name) = spelled {
                turn.speaker = Some(Speaker::from(name.as_str()));
            }
        }
        if self.kind == SourceKind::Template {
            markup.extend(survey::template(&text, &markup).unwrap_or_default());
            markup.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        }
        Made {
            sha256: sha256(text.as_str()),
            speakers: speakers(&turns),
            words: words(text.as_str()),
            cleaned: cleaned.places,
            text,
            turns,
            markup,
            comments,
            changes,
            is_redacted,
        }
    }

    fn recognise(&self, text: &Text, markup: &[Markup], rules: &ImportRules) -> Vec<Turn> {
        let notes = match self.kind {
            SourceKind::Interview => false,
            SourceKind::Fieldnote | SourceKind::Document => true,
            SourceKind::Survey | SourceKind::Template => return Vec::new(),
        };
        let bracketed = match rules.bracketed {
            Bracketed::Speakers => turns::Bracketed::Speakers,
            Bracketed::Mentions => turns::Bracketed::Mentions,
        };
        turns::recognise_with(text, markup, Recognition { notes, bracketed })
    }

    /// The source as it is to come in; nothing while its text is to be made anew.
    pub fn source(&self, rules: &ImportRules) -> Option<NewSource> {
        let made = self.made.as_ref()?;
        let Reading { file_name, size, sha256, encoding, doubts, .. } = &*self.reading;
        let is_kept = !made.is_redacted && *size <= u64::from(rules.keep_files_up_to_mb) << 20;
        Some(NewSource {
            name: self.name.clone(),
            kind: self.kind,
            date: self.date,
            language: self.language.map(str::to_owned),
            case: Some(self.case.clone()).filter(|case| !case.is_empty()),
            people: self.people.clone(),
            attributes: Vec::new(),
            text: made.text.clone(),
            turns: made.turns.clone(),
            markup: made.markup.clone(),
            comments: made.comments.clone(),
            sha256: made.sha256.clone(),
            file_name: file_name.clone(),
            file_size: *size,
            file_sha256: sha256.clone(),
            encoding: encoding.to_string(),
            original: is_kept.then(|| self.path.clone()),
            doubts: doubts.clone(),
            cleaned: made
                .cleaned
                .iter()
                .map(|(rule, places)| (rule.word().to_owned(), *places))
                .collect(),
        })
    }
}

fn kept(changes: &ChangeSet, span: Span) -> Option<Span> {
    match changes.map(span) {
        Mapped::Kept(span) | Mapped::Replaced(span) => Some(span),
        Mapped::Lost(_) => None,
    }
}

/// What a rule found, and which.
fn parted<T>(cell: Option<Cell<T>>) -> (Option<T>, FilledBy) {
    match cell {
        Some(cell) => (Some(cell.value), FilledBy::Rule(cell.rule)),
        None => (None, FilledBy::Guess),
    }
}

/// The clean-up of a file that nobody chose one for: what its kind has by the rules; else that of printed pages for
/// documents that came as a PDF, and none for everything that was written down by the team.
fn rules_for(row: &ImportRow, rules: &ImportRules) -> Vec<Rule> {
    const PRINTED: [Rule; 4] =
        [Rule::RunningHeads, Rule::PageNumbers, Rule::Hyphens, Rule::HardWraps];
    if let Some(words) = rules.clean.get(&row.kind) {
        return words.iter().filter_map(|word| word.parse().ok()).collect();
    }
    let is_pdf = row.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if is_pdf && row.kind == SourceKind::Document { PRINTED.to_vec() } else { Vec::new() }
}

/// Who speaks, with the number of turns, most first.
fn speakers(turns: &[Turn]) -> Vec<(Speaker, usize)> {
    let mut counts: HashMap<&Speaker, usize> = HashMap::new();
    for speaker in turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
        *counts.entry(speaker).or_default() += 1;
    }
    let mut all: Vec<_> = counts.into_iter().map(|(name, count)| (name.clone(), count)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

/// How many words a text has: what stands between blanks and holds a letter or a digit.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
