//! A framework matrix read from a workbook: what it would change, and the taking of it.
//!
//! What the workbook leaves out stays. Rows are known by their names, columns by the paths of their codes; what nobody knows is
//! told. Links, which a workbook does not hold, are put back where their words still stand; where those are gone, what they led to
//! is put beside the summary.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::EmptyCells;
use super::matrices::summary_for;
use crate::analysis::links::Readable;
use crate::analysis::matrix::{matrix_columns, matrix_lines};
use crate::domain::{
    CodeId, LinkTo, Matrix, MatrixRow, RowsOf, Subject, Summary, SummaryState, Target, links,
    parse_path,
};
use crate::import::survey::Sheet;
use crate::project::matrix_report::{ATTRIBUTE, ROW_KEY};
use crate::project::{MentionIn, Project, ProjectError, Snapshot};
use crate::text::counted;

/// A cell of a workbook holds nearly so many UTF-16 units; one that is fuller was cut.
const FULL: usize = 32_000;

/// What a workbook would change in a matrix, before it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixPlan {
    /// The cells in which something is said for the first time: `Site 3, Governance > Board`.
    pub new: Vec<String>,
    /// The cells in which something else is said.
    pub changed: Vec<String>,
    /// The cells that are emptied.
    pub cleared: Vec<String>,
    /// What the cells say that are changed or emptied, and what they would say.
    pub rewordings: Vec<Rewording>,
    /// How many cells say what they say already.
    pub same: usize,
    /// The rows that nobody knows, each with how many of its cells hold words.
    pub unknown_rows: Vec<String>,
    /// The columns that nobody knows, each with how many of its cells hold words.
    pub unknown_columns: Vec<String>,
    /// Rows that have another name now and are known by their key: `Site 3, which is now Site C`.
    pub renamed: Vec<String>,
    /// Columns that are taken for a code whose path is another one: `Trust > Board as Governance > Board`.
    pub taken_as: Vec<String>,
    /// Rows and columns that come again; the first of each counts.
    pub again: Vec<String>,
    /// Rows and columns of the matrix that the workbook lacks; they stay as they are.
    pub lacking: Vec<String>,
    /// How many links lost their words, so that what they led to is put beside the summary.
    pub loosened: usize,
    cells: Vec<PlannedCell>,
}

/// Other words of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// The cell: `Site 3, Governance > Board`.
    pub place: String,
    /// What it says, in plain words.
    pub before: String,
    /// What it would say; empty where it is emptied.
    pub after: String,
}

/// A cell that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PlannedCell {
    row: MatrixRow,
    code: CodeId,
    /// What it says; it is emptied where there is nothing.
    words: Option<(String, SummaryState)>,
    /// What is put beside it.
    beside: Vec<Target>,
}

impl MatrixPlan {
    /// How many cells change.
    pub fn changes(&self) -> usize {
        self.cells.len()
    }
}

/// A workbook whose first row is understood.
struct Reading<'a> {
    snapshot: &'a Snapshot,
    matrix: &'a Matrix,
    sheet: &'a Sheet,
    plan: MatrixPlan,
    /// Where the names of the rows stand, and their keys.
    names: usize,
    keys: Option<usize>,
    columns: Vec<(usize, CodeId)>,
}

impl Snapshot {
    /// Reads a workbook into a matrix, without changing anything. Cells below any code of the framework are read, hidden columns
    /// too.
    pub fn plan_matrix(&self, matrix: &Matrix, sheet: &Sheet, empty: EmptyCells) -> MatrixPlan {
        let word = matrix.rows.word();
        let names = sheet.header.iter().position(|heading| heading.to_lowercase() == word);
        let keys = sheet.header.iter().position(|heading| heading == ROW_KEY);
        let first = usize::from(keys == Some(0));
        let mut reading = Reading {
            snapshot: self,
            matrix,
            sheet,
            plan: MatrixPlan::default(),
            names: names.unwrap_or(first),
            keys,
            columns: Vec::new(),
        };
        reading.read_columns();
        reading.read_rows(empty);
        reading.plan
    }
}

impl Reading<'_> {
    fn read_columns(&mut self) {
        let (snapshot, sheet) = (self.snapshot, self.sheet);
        let tree = &snapshot.codes;
        let shown = matrix_columns(self.matrix, tree);
        let subject = match self.matrix.rows {
            RowsOf::Case => Some(Subject::Case),
            RowsOf::Person => Some(Subject::Person),
            // Sources inherit the values of all others.
            RowsOf::Source => None,
        };
        let attributes: HashSet<String> = snapshot
            .attributes
            .iter()
            .filter(|attribute| subject.is_none_or(|subject| attribute.subject == subject))
            .map(|attribute| attribute.name.to_lowercase())
            .collect();
        for (place, heading) in sheet.header.iter().enumerate() {
            if place == self.names || Some(place) == self.keys {
                continue;
            }
            let heading = &self.as_written(heading);
            let lower = heading.to_lowercase();
            let is_path = |code: CodeId| tree.path_text(code).to_lowercase() == lower;
            let is_attribute = attributes.contains(lower.trim_end_matches(ATTRIBUTE));
            let code = match tree.resolve(heading) {
                Ok(code) if is_path(code.id) => Some(code.id),
                // A code below others may be called as an attribute is.
                _ if is_attribute => continue,
                Ok(code) => Some(code.id),
                // A code above it may have been renamed: its own name is enough where one column bears it.
                Err(_) => {
                    let own = parse_path(heading).pop().unwrap_or_default().to_lowercase();
                    let name = |code: CodeId| tree.get(code).map(|code| code.name.to_lowercase());
                    let mut same =
                        shown.iter().filter(|column| name(column.code).as_ref() == Some(&own));
                    let one = same.next().filter(|_| same.next().is_none()).map(|one| one.code);
                    if let Some(code) = one {
                        let read = format!("{heading} as {}", tree.path_text(code));
                        self.plan.taken_as.push(read);
                    }
                    one
                }
            };
            let filled = || sheet.rows.iter().filter(|row| is_filled(row, place)).count();
            match code {
                None => self.plan.unknown_columns.push(with_cells(heading, filled())),
                Some(code) if self.columns.iter().any(|(_, other)| *other == code) => {
                    self.plan.again.push(with_cells(heading, filled()));
                }
                Some(code) => self.columns.push((place, code)),
            }
        }
        let there: HashSet<CodeId> = self.columns.iter().map(|(_, code)| *code).collect();
        let lacking = shown.iter().filter(|column| !there.contains(&column.code));
        self.plan.lacking.extend(lacking.map(|column| tree.path_text(column.code)));
    }

    /// A heading as it was written: one that comes again but for its capitals was given a number when it was read.
    fn as_written(&self, heading: &str) -> String {
        let tree = &self.snapshot.codes;
        let is_path = |words: &str| tree.codes().iter().any(|one| tree.path_text(one.id) == words);
        let first = heading.rsplit_once(" (").map_or(heading, |(first, _)| first);
        let lower = first.to_lowercase();
        let comes_again = || {
            let mut all = self.sheet.header.iter();
            all.any(|other| other != first && other.to_lowercase() == lower)
        };
        match !is_path(heading) && is_path(first) && comes_again() {
            true => first.to_owned(),
            false => heading.to_owned(),
        }
    }

    fn read_rows(&mut self, empty: EmptyCells) {
        let lines = matrix_lines(&self.snapshot.study(), self.matrix.rows, &[]);
        let known: HashMap<String, (MatrixRow, &str)> =
            lines.iter().map(|line| (line.name.to_lowercase(), (line.row, &*line.name))).collect();
        let by_key: HashMap<String, (MatrixRow, &str)> = lines
            .iter()
            .map(|line| (line.row.uuid().to_string(), (line.row, &*line.name)))
            .collect();
        let (at_name, rows) = (self.names, &self.sheet.rows);
        let name_in =
            |cells: &[String]| cells.get(at_name).map_or("", |name| name.trim()).to_owned();
        let named: HashSet<MatrixRow> = rows
            .iter()
            .filter_map(|cells| known.get(&name_in(cells).to_lowercase()))
            .map(|(row, _)| *row)
            .collect();
        let mut there: HashSet<MatrixRow> = HashSet::new();
        for cells in rows {
            let name = &*name_in(cells);
            let is_words = |at: &usize| *at != self.names && Some(*at) != self.keys;
            let filled = (0..cells.len()).filter(is_words).filter(|&at| is_filled(cells, at));
            let key = self.keys.and_then(|at| cells.get(at)).map(|key| key.trim().to_lowercase());
            let row = match (known.get(&name.to_lowercase()), key) {
                // The name goes before the key: somebody may have copied a row to write another one, above it or below.
                (Some(row), _) => Some(row),
                (None, Some(key)) => {
                    let row = by_key.get(&key).filter(|(row, _)| !named.contains(row));
                    let now = row.map(|(_, now)| format!("{name}, which is now {now}"));
                    self.plan.renamed.extend(now);
                    row
                }
                (None, None) => None,
            };
            match row {
                None if name.is_empty() && filled.clone().next().is_none() => {}
                None => {
                    let name = if name.is_empty() { "A row without a name" } else { name };
                    self.plan.unknown_rows.push(with_cells(name, filled.count()));
                }
                Some((row, _)) if !there.insert(*row) => {
                    self.plan.again.push(with_cells(name, filled.count()));
                }
                Some((row, name)) => {
                    for (place, code) in self.columns.clone() {
                        let words = cells.get(place).map_or("", String::as_str);
                        self.read_cell(*row, code, name, words, empty);
                    }
                }
            }
        }
        let lacking = lines.iter().filter(|line| !there.contains(&line.row));
        let lacking: Vec<String> = lacking.map(|line| line.name.clone()).collect();
        self.plan.lacking.splice(0..0, lacking);
    }

    fn read_cell(
        &mut self,
        row: MatrixRow,
        code: CodeId,
        name: &str,
        words: &str,
        empty: EmptyCells,
    ) {
        let words = evened(words);
        let summary = self.snapshot.summary(row, code);
        let now = summary.map(|summary| evened(&self.snapshot.plain_summary(summary)));
        let place = || format!("{name}, {}", self.snapshot.codes.path_text(code));
        if words.is_empty() {
            match now {
                // A cell with nothing but what it rests on is empty in a workbook.
                Some(now) if now.is_empty() => self.plan.same += 1,
                Some(before) if empty == EmptyCells::Clear => {
                    let (place, after) = (place(), String::new());
                    self.plan.rewordings.push(Rewording { place: place.clone(), before, after });
                    self.plan.cleared.push(place);
                    let cell = PlannedCell { row, code, words: None, beside: Vec::new() };
                    self.plan.cells.push(cell);
                }
                _ => {}
            }
            return;
        }
        let is_cut =
            |now: &String| words.encode_utf16().count() >= FULL && now.starts_with(words.as_str());
        let states = [SummaryState::Nothing, SummaryState::NotAsked].into_iter();
        let state =
            states.into_iter().find(|state| state.shown().to_lowercase() == words.to_lowercase());
        let (text, beside) = match state {
            Some(_) => match summary {
                // Words that no workbook shows stay.
                Some(summary) if summary.state != SummaryState::Written => {
                    (summary.text.clone(), Vec::new())
                }
                _ => (String::new(), summary.map(led_to).unwrap_or_default()),
            },
            None => self.with_links(&words, summary),
        };
        let state = state.unwrap_or_default();
        // Numbers may have been counted otherwise since the workbook was written.
        let is_same = summary.is_some_and(|summary| {
            summary.state == state
                && state == SummaryState::Written
                && evened(&summary.text) == text
        });
        if is_same || now.as_ref().is_some_and(|now| *now == words || is_cut(now)) {
            self.plan.same += 1;
            return;
        }
        let place = place();
        match now {
            Some(before) if !before.is_empty() => {
                let after = words;
                self.plan.rewordings.push(Rewording { place: place.clone(), before, after });
                self.plan.changed.push(place);
            }
            _ => self.plan.new.push(place),
        }
        self.plan.loosened += beside.len();
        self.plan.cells.push(PlannedCell { row, code, words: Some((text, state)), beside });
    }

    /// Words of a workbook with the links of the summary where the words of these stand; and what the others led to.
    fn with_links(&self, words: &str, summary: Option<&Summary>) -> (String, Vec<Target>) {
        let (mut text, mut beside) = (String::with_capacity(words.len()), Vec::new());
        let mut from = 0;
        let before = summary.map_or("", |summary| summary.text.as_str());
        let mut ended = 0;
        for link in links(before) {
            let (lead, rest) = (&before[ended..link.range.start], &before[link.range.end..]);
            ended = link.range.end;
            let Some(to) = link.to else { continue };
            let plain = evened(&self.snapshot.link_in_words(to, link.words));
            let found = match plain.parse::<usize>() {
                Ok(_) if matches!(to, LinkTo::Count(..)) => {
                    number_between(&words[from..], &plain, (lead, rest))
                }
                _ => words[from..].find(&plain).map(|at| at..at + plain.len()),
            };
            match found.filter(|found| !found.is_empty()) {
                Some(found) => {
                    text.push_str(&words[from..from + found.start]);
                    text.push_str(&before[link.range]);
                    from += found.end;
                }
                None => beside.push(to.target()),
            }
        }
        text.push_str(&words[from..]);
        // Somebody may have written the names of things in brackets.
        let text = Readable { text, leads: HashMap::new() }.stored(self.snapshot);
        let still: HashSet<Target> =
            links(&text).filter_map(|link| link.to).map(LinkTo::target).collect();
        beside.retain(|target| !still.contains(target));
        (text, beside)
    }
}

/// Where a number stands that is counted: between the words that stood around it, whatever it was when it was written; or else
/// where it is as it is counted now. `lead` is what stood before it, up to the link before, `rest` what stood behind.
fn number_between(words: &str, now: &str, (lead, rest): (&str, &str)) -> Option<Range<usize>> {
    let last = lead.split_whitespace().next_back();
    let next = rest.split_whitespace().next().filter(|next| !next.contains("[["));
    let fits = |number: &Range<usize>| {
        let before = words[..number.start].trim_end();
        let behind = words[number.end..].trim_start();
        let stands_behind = last.map_or(before.is_empty(), |last| before.ends_with(last));
        usize::from(stands_behind) + usize::from(next.is_some_and(|next| behind.starts_with(next)))
    };
    let digits = words.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let mut numbers: Vec<Range<usize>> = Vec::new();
    for at in digits {
        match numbers.last_mut() {
            Some(number) if number.end == at => number.end += 1,
            _ => numbers.push(at..at + 1),
        }
    }
    let rank = |number: &Range<usize>| (fits(number), words[number.clone()] == *now);
    // The first of those that fit best.
    numbers.reverse();
    numbers.into_iter().max_by_key(rank).filter(|number| rank(number) > (0, false))
}

/// What the text of a summary leads to.
fn led_to(summary: &Summary) -> Vec<Target> {
    links(&summary.text).filter_map(|link| link.to).map(LinkTo::target).collect()
}

/// Words as they are compared: line ends and blanks around them make no difference.
fn evened(words: &str) -> String {
    words.replace("\r\n", "\n").trim().to_owned()
}

fn is_filled(cells: &[String], place: usize) -> bool {
    cells.get(place).is_some_and(|cell| !cell.trim().is_empty())
}

fn with_cells(name: &str, filled: usize) -> String {
    format!("{name} ({})", counted(filled, "cell with words", "cells with words"))
}

impl Project {
    /// Takes what a workbook says into the cells of a matrix, as one step.
    pub fn take_matrix(&mut self, plan: &MatrixPlan) -> Result<(), ProjectError> {
        let coder = self.current_coder()?.id;
        let count = counted(plan.changes(), "summary", "summaries");
        self.transact(&format!("Took {count} from a workbook"), |work| {
            for cell in &plan.cells {
                let Some((text, state)) = &cell.words else {
                    if let Some(id) = work.tx.summary_at(cell.row, cell.code)? {
                        let quotations = work.tx.quotations_in(MentionIn::Summary(id))?;
                        work.tx.delete_summary(id)?;
                        work.tx.delete_if_bare(&quotations)?;
                    }
                    continue;
                };
                let id = summary_for(work, cell.row, cell.code)?;
                for target in &cell.beside {
                    work.tx.put_beside(MentionIn::Summary(id), *target)?;
                }
                let left = work.tx.set_summary(id, text, *state, coder, work.at)?;
                work.tx.delete_if_bare(&left)?;
            }
            Ok(())
        })
    }
}
