//! What is about to be written to a file, and in which form.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, RichText, Ui};

use super::check;
use super::desk::Desk;
use super::figures::{counted, grouped};
use super::notice::Notice;
use super::shell::floating;
use super::theme::{self, Theme, size, space};
use crate::analysis::{QuoteQuery, QuoteRow};
use crate::domain::Term;
use crate::export::{CodebookFormat, Format, codebook, codings_csv, terms_csv};
use crate::project::{Project, ProjectError, write_export};

/// Formats of quotes.
const QUOTES: &[Format] = &Format::ALL;
/// Formats of the framework.
const FRAMEWORK: &[Format] = &[Format::Docx, Format::Csv];
/// Formats of the codings.
const CODINGS: &[Format] = &[Format::Csv];

/// Quotes that were asked for, and which of those that answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Asked {
    query: QuoteQuery,
    /// The quotes in the order they are shown; without, all that answer.
    rows: Option<Arc<[QuoteRow]>>,
    /// The name of the one code that was asked for.
    code: Option<String>,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Shown,
    All,
    Framework,
    Codings,
    Terms,
}

impl What {
    const fn name(self) -> &'static str {
        match self {
            Self::Shown => "Shown quotes",
            Self::All => "All quotes",
            Self::Framework => "Code framework",
            Self::Codings => "Codings",
            Self::Terms => "Private terms",
        }
    }

    const fn formats(self) -> &'static [Format] {
        match self {
            Self::Shown | Self::All => QUOTES,
            Self::Framework => FRAMEWORK,
            Self::Codings | Self::Terms => CODINGS,
        }
    }

    /// What its files hold that is not for everybody's eyes, or what else is to be known of them.
    const fn note(self, format: Format) -> &'static str {
        match (self, format.names_sources()) {
            (Self::Shown | Self::All, true) => {
                "Working data for the team: the file names sources and coders and holds comments."
            }
            (Self::Shown | Self::All, false) => {
                "For print: each quote with its label, without the names of sources and coders."
            }
            (Self::Framework, true) => {
                "Paths, definitions and colours; it can be read in again as a table."
            }
            (Self::Framework, false) => {
                "Each code with its definition and how often it is used, to be printed."
            }
            (Self::Codings, _) => {
                "Source, start, end, code and coder of every coding: the file names sources and coders."
            }
            (Self::Terms, _) => {
                "Private: the file holds the very words that must not be printed, with what stands for each. Keep it where \
                 the recordings are kept, and give it to nobody."
            }
        }
    }
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    what: What,
    format: Format,
    asked: Asked,
}

impl Wish {
    /// The file name that is offered: what it is, never the name of a source or a place.
    pub fn file_name(&self) -> String {
        let name = match (self.what, &self.asked.code) {
            (What::Shown, Some(code)) => format!("Quotes {}", harmless(code)),
            (What::Shown, None) => "Quotes".to_owned(),
            (What::All, _) => "All quotes".to_owned(),
            (What::Framework, _) => "Code framework".to_owned(),
            (What::Codings, _) => "Codings".to_owned(),
            (What::Terms, _) => "Private terms".to_owned(),
        };
        format!("{}.{}", name.trim(), self.format.extension())
    }

    /// The format that the file's ending asks for where that can be written, with the file's path; the ending of the
    /// wished format is put behind a name that has none.
    fn at(&self, path: PathBuf) -> (Format, PathBuf) {
        match Format::from_path(&path) {
            Ok(format) if self.what.formats().contains(&format) => (format, path),
            _ => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(self.format.extension());
                (self.format, PathBuf::from(name))
            }
        }
    }

    /// The file that is written where this path was chosen.
    pub fn path_at(&self, path: PathBuf) -> PathBuf {
        self.at(path).1
    }

    /// The file's bytes, and what is in it.
    fn bytes(
        &self,
        project: &mut Project,
        format: Format,
    ) -> Result<(Vec<u8>, String), ProjectError> {
        let quotes = |count| counted(count, "quote", "quotes");
        Ok(match self.what {
            What::Shown => {
                let rows = self.asked.rows.as_deref();
                let (bytes, count) = project.export_quotes(&self.asked.query, rows, format)?;
                (bytes, quotes(count))
            }
            What::All => {
                let (bytes, count) = project.export_quotes(&QuoteQuery::default(), None, format)?;
                (bytes, quotes(count))
            }
            What::Framework => {
                let report = project.codebook_report("Code framework")?;
                let format = match format {
                    Format::Csv => CodebookFormat::Csv,
                    _ => CodebookFormat::Docx,
                };
                let (bytes, _) = codebook(format, &report)?;
                (bytes, counted(report.codes.len(), "code", "codes"))
            }
            What::Codings => {
                let lines = project.coding_lines();
                (codings_csv(&lines), counted(lines.len(), "coding", "codings"))
            }
            What::Terms => {
                let terms: Vec<Term> = project.terms()?.into_iter().map(|(_, term)| term).collect();
                (terms_csv(&terms), counted(terms.len(), "private term", "private terms"))
            }
        })
    }
}

/// A name without the characters that a file's name cannot hold on every system, and not too long.
fn harmless(name: &str) -> String {
    const MOST: usize = 60;
    let kept = name.chars().map(|c| {
        if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
            ' '
        } else {
            c
        }
    });
    let kept: String = kept.take(MOST).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches('.').to_owned()
}

/// What the panel has come to.
pub enum Step {
    /// It stays open.
    Open,
    /// It was closed.
    Closed,
    /// A file is to be chosen for this.
    Choose(Wish),
}

/// The panel that asks what to export.
pub struct Exporting {
    what: What,
    format: Format,
    is_fresh: bool,
}

impl Exporting {
    /// Offers the quotes that are shown, or all where none are.
    pub fn of_quotes(desk: &Desk) -> Self {
        let shown = desk.quotes.shown().is_some_and(|(_, rows)| !rows.is_empty());
        Self::of(if shown { What::Shown } else { What::All })
    }

    /// Offers the code framework.
    pub fn of_framework() -> Self {
        Self::of(What::Framework)
    }

    /// Offers the codings.
    pub fn of_codings() -> Self {
        Self::of(What::Codings)
    }

    /// Offers the private terms.
    pub fn of_terms() -> Self {
        Self::of(What::Terms)
    }

    fn of(what: What) -> Self {
        Self { what, format: what.formats()[0], is_fresh: true }
    }

    /// Draws the panel.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk) -> Step {
        let mut step = Step::Open;
        floating(ui, "Export", |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new("Export").font(theme::interface_bold(size::LEAD)));
            ui.add_space(space::TIGHT);
            // The list may not have been drawn since the project changed.
            let snapshot = Arc::clone(&desk.snapshot);
            desk.quotes.renew(&snapshot);
            let shown = desk.quotes.shown().map_or(0, |(_, rows)| rows.len());
            let (all, codings) = desk.snapshot.totals();
            let codes = desk.snapshot.codes.len();
            check::keep_terms_fresh(desk);
            let terms = desk.check.term_count();
            for (what, count) in [
                (What::Shown, shown),
                (What::All, all),
                (What::Framework, codes),
                (What::Codings, codings),
                (What::Terms, terms),
            ] {
                let name = match what {
                    What::Framework => {
                        format!("{} ({})", what.name(), counted(count, "code", "codes"))
                    }
                    _ => format!("{} ({})", what.name(), grouped(count)),
                };
                let chosen = self.what == what;
                let choice = ui.add_enabled_ui(count > 0, |ui| theme::radio(ui, chosen, &name));
                let choice = choice.inner;
                if choice.clicked() {
                    self.what = what;
                    if !what.formats().contains(&self.format) {
                        self.format = what.formats()[0];
                    }
                }
                if self.what == what && std::mem::take(&mut self.is_fresh) {
                    choice.request_focus();
                }
            }
            ui.add_space(space::INSIDE);
            ui.label(RichText::new("Format").size(size::SMALL).color(theme.quiet));
            ui.horizontal(|ui| {
                for &format in self.what.formats() {
                    if ui.selectable_label(self.format == format, format.name()).clicked() {
                        self.format = format;
                    }
                }
            });
            ui.add_space(space::TIGHT);
            ui.label(RichText::new(self.what.note(self.format)).color(theme.quiet));
            ui.add_space(space::INSIDE);
            ui.horizontal(|ui| {
                let entered = ui.input(|input| input.key_pressed(Key::Enter));
                if ui.button("Continue").clicked() || entered {
                    let asked = asked(desk).unwrap_or_default();
                    step = Step::Choose(Wish { what: self.what, format: self.format, asked });
                }
                if ui.button("Cancel").clicked() || ui.input(|i| i.key_pressed(Key::Escape)) {
                    step = Step::Closed;
                }
            });
        });
        step
    }
}

/// The quotes that are listed, if there are any.
fn asked(desk: &Desk) -> Option<Asked> {
    let (query, rows) = desk.quotes.shown().filter(|(_, rows)| !rows.is_empty())?;
    let code = match query.codes.as_slice() {
        [code] => desk.snapshot.codes.get(*code).map(|code| code.name.clone()),
        _ => None,
    };
    Some(Asked { query: query.clone(), rows: Some(rows.into()), code })
}

/// Writes what is wished to a file, in the background. Says what was written, or why it could not be.
pub fn write(desk: &mut Desk, wish: Wish, path: PathBuf) {
    let (format, path) = wish.at(path);
    let name = file_name(&path);
    desk.ask(
        move |project| -> Result<String, ProjectError> {
            let (bytes, what) = wish.bytes(project, format)?;
            write_export(&path, &bytes)?;
            Ok(what)
        },
        move |desk, written| {
            desk.notice = Some(match written {
                Ok(what) => Notice::plain(format!("Wrote {what} to {name}")),
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(what: What, format: Format, code: Option<&str>) -> Wish {
        let asked = Asked { code: code.map(str::to_owned), ..Asked::default() };
        Wish { what, format, asked }
    }

    #[test]
    fn offered_names_hold_on_every_system() {
        let named = |code| wish(What::Shown, Format::Docx, Some(code)).file_name();
        assert_eq!(named("Access"), "Quotes Access.docx");
        assert_eq!(named("Who/what: why?"), "Quotes Who what why.docx");
        assert_eq!(named("???"), "Quotes.docx");
        assert_eq!(wish(What::Codings, Format::Csv, None).file_name(), "Codings.csv");
    }

    #[test]
    fn the_ending_that_is_typed_decides_where_it_can() {
        let quotes = wish(What::Shown, Format::Docx, None);
        assert_eq!(quotes.at("a.html".into()), (Format::Html, "a.html".into()));
        assert_eq!(quotes.at("a v1.2".into()), (Format::Docx, "a v1.2.docx".into()));
        let codings = wish(What::Codings, Format::Csv, None);
        assert_eq!(codings.at("a.docx".into()), (Format::Csv, "a.docx.csv".into()));
    }
}
