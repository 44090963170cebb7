//! A table of respondents in the import table: its layout, which a person may change, and the sources it makes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::redaction;
use crate::analysis::identifiers::Terms;
use crate::domain::{Markup, SourceKind};
use crate::import::Encoding;
use crate::import::rules::ImportRules;
use crate::import::survey::{Grid, Layout, Role, Sheet, Survey, SurveySource, read_grid, sources};
use crate::project::{Fate, NewSource};
use crate::text::Text;

/// A file with a table of respondents.
#[derive(Debug, Clone)]
pub struct SurveyTable {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub grid: Arc<Grid>,
    /// Whether it is left out.
    pub is_left_out: bool,
    layout: Layout,
    /// The sources it makes by the layout, or why it makes none.
    made: Result<Survey, String>,
}

impl SurveyTable {
    /// Reads a file and takes the layout of an earlier wave if most of its columns are those, else guesses one for the first
    /// sheet with rows; fails with why it could not be read.
    pub(super) fn read(path: &Path, earlier: Option<&Layout>) -> Result<Self, String> {
        let grid = Arc::new(read_grid(path).map_err(|error| error.reason.to_string())?);
        let sheet = grid.sheets.iter().find(|sheet| !sheet.rows.is_empty());
        let sheet =
            sheet.ok_or("it holds no table with rows; look whether this is the right one")?;
        let earlier =
            earlier.filter(|layout| layout.sheet_of(&grid).is_some_and(|s| fits(layout, s)));
        let layout = earlier.cloned().unwrap_or_else(|| Layout::guess(sheet));
        let made = make(&grid, &layout);
        Ok(Self { path: path.to_owned(), grid, is_left_out: false, layout, made })
    }

    /// What its columns are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Says what its columns are; the sources are made anew.
    pub fn set_layout(&mut self, layout: Layout) {
        self.made = make(&self.grid, &layout);
        self.layout = layout;
    }

    /// The sources it makes, or why it makes none.
    pub fn made(&self) -> Result<&Survey, &str> {
        self.made.as_ref().map_err(String::as_str)
    }

    /// What should be checked, in sentences.
    pub(super) fn doubts(&self) -> Vec<String> {
        let made = self.made.as_ref().map(|survey| survey.doubts.clone());
        let mut doubts = self.grid.doubts.clone();
        doubts.extend(made.unwrap_or_else(|reason| vec![reason.clone()]));
        doubts
    }

    pub(super) fn fate(&self) -> Option<Fate> {
        self.is_left_out.then_some(Fate::Skip)
    }

    /// Its sources as they are to come in, with the words of `redacted` replaced. The file itself is kept only where it holds
    /// nothing that must not come in: no such words, and nothing by which a person could be reached.
    pub(super) fn sources(&self, rules: &ImportRules, redacted: &Terms) -> Vec<NewSource> {
        let made = self.made.iter().flat_map(|survey| &survey.sources);
        let mut is_redacted = false;
        let mut sources: Vec<NewSource> = made
            .map(|answers| {
                let public = |words: &str| {
                    let public = redaction::public(words, redacted);
                    is_redacted |= public.is_some();
                    public.unwrap_or_else(|| words.to_owned())
                };
                self.source(answers, redacted, public)
            })
            .collect();
        let has_contact = self.layout.columns.iter().any(|column| column.role == Role::Contact);
        let is_small = self.grid.size <= u64::from(rules.keep_files_up_to_mb) << 20;
        if is_small && !has_contact && !is_redacted {
            sources.iter_mut().for_each(|source| source.original = Some(self.path.clone()));
        }
        sources
    }

    fn source(
        &self,
        answers: &SurveySource,
        redacted: &Terms,
        mut public: impl FnMut(&str) -> String,
    ) -> NewSource {
        let changes = redaction::changes(&Text::new(answers.text.as_str()), redacted);
        let mut source = NewSource::new(
            public(&answers.name),
            SourceKind::Survey,
            public(&answers.text),
            Encoding::Utf8.to_string(),
            answers.doubts.clone(),
        );
        let moved = answers.markup.iter();
        source.markup = moved
            .map(|mark| Markup { span: changes.map(mark.span).span(), kind: mark.kind.clone() })
            .collect();
        source.date = answers.date.as_deref().and_then(|date| date.parse().ok());
        source.case = answers.case.as_deref().map(&mut public);
        source.people = answers.respondent.iter().map(|name| public(name)).collect();
        for (name, value) in &answers.attributes {
            let value = public(value);
            match source.attributes.last_mut() {
                // The choices of a multiple choice stand one after another.
                Some((before, chosen)) if *before == **name => {
                    chosen.push_str("; ");
                    chosen.push_str(&value);
                }
                _ => source.attributes.push((name.to_string(), value)),
            }
        }
        source.attributes.extend(answers.round.iter().map(|r| ("Round".to_owned(), public(r))));
        source.file_name = self.grid.file_name.clone();
        source.file_size = self.grid.size;
        source.file_sha256 = self.grid.sha256.clone();
        source
    }
}

/// Whether most columns of a sheet are those of a layout.
fn fits(layout: &Layout, sheet: &Sheet) -> bool {
    let names = |name: &&String| layout.columns.iter().any(|column| column.name == **name);
    sheet.header.iter().filter(names).count() * 2 > sheet.header.len()
}

fn make(grid: &Grid, layout: &Layout) -> Result<Survey, String> {
    let sheet = layout.sheet_of(grid).ok_or("There is no table of this name in the file")?;
    sources(sheet, layout).map_err(|error| crate::text::capital(&error.to_string()))
}
