//! A table on its way in: which of its columns says what, and what the cells of a row say.

use std::collections::HashMap;

use super::super::number_in;
use super::values::{self, Given, Heading};
use super::{Column, EmptyCells, Listed, refused};
use crate::domain::{Attribute, AttributeValue, Number, PartialDate, Subject};
use crate::import::survey::Sheet;
use crate::project::{ProjectError, Snapshot};
use crate::text::read_date;

/// A table whose headings are understood.
pub(super) struct Reading<'a> {
    /// Where the columns stand that the table always has.
    places: HashMap<&'static str, usize>,
    /// The columns of attributes, and where they stand.
    pub values: Vec<(Heading, usize)>,
    /// The headings that are not understood.
    pub unknown: Vec<String>,
    pub snapshot: &'a Snapshot,
    columns: &'static [Column],
    sheet: &'a Sheet,
    empty: EmptyCells,
}

/// A row of it.
pub(super) struct Row<'a> {
    pub reading: &'a Reading<'a>,
    cells: &'a [String],
    /// The line of the file it stands on.
    pub line: u64,
    /// What would stand in the columns that there always are, as things are now; none where what it is about is new.
    pub now: Option<Vec<String>>,
}

/// A heading as it is compared: in lower case, with single blanks, without the mark of what is private.
pub(super) fn plain(heading: &str) -> String {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let plain = words.join(" ").to_lowercase();
    plain.strip_suffix("(private)").unwrap_or(&plain).trim().to_owned()
}

impl<'a> Reading<'a> {
    pub fn new<T: Listed>(
        snapshot: &'a Snapshot,
        sheet: &'a Sheet,
        empty: EmptyCells,
    ) -> Result<Self, ProjectError> {
        let mut reading = Self {
            places: HashMap::new(),
            values: Vec::new(),
            unknown: Vec::new(),
            snapshot,
            columns: T::COLUMNS,
            sheet,
            empty,
        };
        let attributes = attributes_of(snapshot, T::SUBJECT);
        for (place, heading) in sheet.header.iter().enumerate() {
            let plain = plain(heading);
            let known = T::COLUMNS.iter().find(|column| column.heading.to_lowercase() == plain);
            if let Some(column) = known {
                reading.places.entry(column.heading).or_insert(place);
            } else if let Some(heading) = values::read(&plain, &attributes) {
                reading.values.push((heading, place));
            } else {
                reading.unknown.push(heading.trim().to_owned());
            }
        }
        match T::NEEDED.iter().any(|heading| reading.places.contains_key(heading)) {
            true => Ok(reading),
            false => Err(refused(1, &format!("there is no column “{}”", T::NEEDED[0]))),
        }
    }

    pub fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        let lines = self.sheet.lines.iter().copied().map(Some).chain(std::iter::repeat(None));
        // Without lines, as from a clipboard, the headings stand in the first.
        self.sheet.rows.iter().zip(lines).zip(2..).map(|((cells, line), next)| Row {
            reading: self,
            cells,
            line: line.unwrap_or(next),
            now: None,
        })
    }
}

/// The attributes that things of one kind have.
pub(super) fn attributes_of(snapshot: &Snapshot, subject: Option<Subject>) -> Vec<&Attribute> {
    let all = snapshot.attributes.iter();
    all.filter(|attribute| Some(attribute.subject) == subject).collect()
}

impl Row<'_> {
    /// What stands in the cell at a place.
    pub fn at(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", |cell| cell.trim())
    }

    /// What stands in a column that the table always has; empty where it lacks it.
    pub fn cell(&self, heading: &str) -> &str {
        self.reading.places.get(heading).map_or("", |&place| self.at(place))
    }

    /// Whether the table has a column.
    pub fn has(&self, heading: &str) -> bool {
        self.reading.places.contains_key(heading)
    }

    /// What would stand in a column as things are now.
    pub fn now(&self, heading: &str) -> &str {
        let place = self.reading.columns.iter().position(|column| column.heading == heading);
        let now = self.now.as_ref().zip(place).and_then(|(now, place)| now.get(place));
        now.map_or("", String::as_str)
    }

    /// Whether empty cells clear what is there.
    pub fn clears(&self) -> bool {
        self.reading.empty == EmptyCells::Clear
    }

    /// Whether a column of the table clears what stands there now.
    pub fn is_cleared(&self, heading: &str) -> bool {
        let is_empty = self.has(heading) && self.cell(heading).is_empty();
        is_empty && self.clears() && !self.now(heading).is_empty()
    }

    /// The words of a column, where they are not those that stand there now; empty where they are cleared.
    pub fn words(&self, heading: &str) -> Option<String> {
        match self.cell(heading) {
            "" => self.is_cleared(heading).then(String::new),
            words => (words != self.now(heading)).then(|| words.to_owned()),
        }
    }

    /// What a column says, read by `read` and written by `written`, where it is not so now; none within where it is cleared.
    /// The error is a sentence.
    fn read<T>(
        &self,
        heading: &str,
        read: impl Fn(&str) -> Result<Option<T>, String>,
        written: impl Fn(&T) -> String,
    ) -> Result<Option<Option<T>>, String> {
        match read(self.cell(heading))? {
            None => Ok(self.is_cleared(heading).then_some(None)),
            Some(new) => Ok((written(&new) != self.now(heading)).then_some(Some(new))),
        }
    }

    /// The same without regard to case, for names.
    pub fn name(&self, heading: &str) -> Option<String> {
        self.words(heading).filter(|name| !super::super::same(name, self.now(heading)))
    }

    /// Yes or no, where it is not so now; none within where it is cleared. The error is a sentence.
    pub fn yes_no(&self, heading: &str) -> Result<Option<Option<bool>>, String> {
        self.read(heading, yes_no, |yes| yes_or_no(Some(*yes)).to_owned())
    }

    /// A date, where it is another one now; none within where it is cleared. The error is a sentence.
    pub fn date(&self, heading: &str) -> Result<Option<Option<PartialDate>>, String> {
        self.read(heading, date, PartialDate::to_string)
    }

    /// A whole number, where it is another one now; none within where it is cleared. The error is a sentence.
    pub fn whole_number(&self, heading: &str) -> Result<Option<Option<u32>>, String> {
        let read = |words: &str| match words {
            "" => Ok(None),
            words => words.parse().map(Some).map_err(|_| format!("“{words}” is no number")),
        };
        self.read(heading, read, u32::to_string)
    }

    /// The number in the columns “Series” and “Number”, which may also hold both: `M10`. Where the table says nothing of the
    /// series it is that of now, else `usual`. The error is a sentence.
    pub fn number(&self, usual: &str) -> Result<Option<Number>, String> {
        let words = self.cell("Number");
        if words.is_empty() {
            return Ok(None);
        }
        let (written, number) =
            number_in(words).ok_or_else(|| format!("“{words}” is no number"))?;
        let series = match (self.cell("Series"), written) {
            ("", Some(series)) => series,
            ("", None) if self.has("Series") || self.now("Number").is_empty() => usual,
            ("", None) => self.now("Series"),
            (series, _) => series,
        };
        Ok(Some(Number { series: series.to_owned(), number }))
    }

    /// The values of attributes that the row gives; `now` are those of now. The error is a sentence.
    pub fn values(&self, now: &[AttributeValue]) -> Result<Vec<Given>, String> {
        values::given(self, now)
    }
}

/// Reads yes or no; none where nothing is said. The error is a sentence.
pub(super) fn yes_no(cell: &str) -> Result<Option<bool>, String> {
    match cell.to_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "y" | "1" | "true" => Ok(Some(true)),
        "no" | "n" | "0" | "false" => Ok(Some(false)),
        _ => Err(format!("“{cell}” is neither yes nor no")),
    }
}

/// Writes yes or no; nothing where it is not known.
pub(super) const fn yes_or_no(yes: Option<bool>) -> &'static str {
    match yes {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// Reads a date as people write it; none where nothing is said. The error is a sentence.
pub(super) fn date(cell: &str) -> Result<Option<PartialDate>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let read = cell.parse().ok().or_else(|| read_date(cell, Default::default()));
    read.map(Some).ok_or_else(|| format!("“{cell}” is no date; write 2012, 2012-03 or 2012-03-14"))
}

/// Writes a date that may not be known.
pub(super) fn written_date(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Writes a number as its two cells, series and number.
pub(super) fn written_number(number: Option<&Number>) -> [String; 2] {
    match number {
        Some(Number { series, number }) => [series.clone(), number.to_string()],
        None => [String::new(), String::new()],
    }
}
