//! What is about to be written to a file, and in which form.

mod what;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Button, Key, RichText, Ui};

use super::check;
use super::desk::{Desk, Workspace};
use super::figures::{counted, grouped};
use super::importing;
use super::notice::Notice;
use super::outputs;
use super::quotes::QuotesView;
use super::shell::floating;
use super::theme::{self, Theme, size, space};
use crate::analysis::labels::Audience;
use crate::analysis::methods::Checklist;
use crate::analysis::query::{Answer, Query};
use crate::domain::{MemoId, OutputId, Term};
use crate::export::document::{Document, DocumentFormat};
use crate::export::{self, CodebookFormat, Format, codebook, codings_csv, terms_csv};
use crate::project::{PrintedOutput, Project, ProjectError, write_export};

use what::{Form, What};

/// Quotes that were asked for, and which of those that answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Asked {
    query: Query,
    /// The quotes in the order they are shown; without, all that answer.
    rows: Option<Arc<[Answer]>>,
    /// The name of the one code that was asked for, or of the output.
    code: Option<String>,
    /// The memos, in the order they are listed.
    memos: Vec<MemoId>,
}

/// A file before it is written.
struct Made {
    bytes: Vec<u8>,
    /// What is in it, in words.
    what: String,
    /// What the form has no place for.
    losses: Vec<String>,
    /// What is to be noted once it is written.
    printed: Option<(OutputId, Format, PrintedOutput)>,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    what: What,
    form: Form,
    audience: Audience,
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
            (What::Methods, _) => self.what.name().to_owned(),
            (What::ChosenMemos | What::ListedMemos | What::Memos, _) => "Memos".to_owned(),
            (What::Output(_), name) => harmless(name.as_deref().unwrap_or("Extracts")),
        };
        format!("{}.{}", name.trim(), self.form.extension())
    }

    /// The form that the file's ending asks for where that can be written, with the file's path; the ending of the
    /// wished form is put behind a name that has none.
    fn at(&self, path: PathBuf) -> (Form, PathBuf) {
        let asked = match self.form {
            Form::Quotes(_) => Format::from_path(&path).map(Form::Quotes),
            Form::Codebook(_) => CodebookFormat::from_path(&path).map(Form::Codebook),
            Form::Document(_) => DocumentFormat::from_path(&path).map(Form::Document),
        };
        match asked {
            Ok(form) if self.what.formats().contains(&form) => (form, path),
            _ => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(self.form.extension());
                (self.form, PathBuf::from(name))
            }
        }
    }

    /// The file that is written where this path was chosen.
    pub fn path_at(&self, path: PathBuf) -> PathBuf {
        self.at(path).1
    }

    /// The file that is to be written.
    fn made(&self, project: &mut Project, form: Form) -> Result<Made, ProjectError> {
        let format = match form {
            Form::Codebook(format) => {
                let report = project.codebook_report("Code framework")?;
                let (bytes, losses) = codebook(format, &report)?;
                let what = counted(report.codes.len(), "code", "codes");
                return Ok(Made { bytes, what, losses, printed: None });
            }
            Form::Document(format) => {
                let (document, what) = self.document(project)?;
                let bytes = export::document::write(format, &document)?;
                return Ok(Made { bytes, what, losses: Vec::new(), printed: None });
            }
            Form::Quotes(format) => format,
        };
        let quotes = |count| counted(count, "quote", "quotes");
        let (bytes, what) = match self.what {
            What::Shown => {
                let rows = self.asked.rows.as_deref();
                let (bytes, count) =
                    project.export_quotes(&self.asked.query, rows, format, self.audience)?;
                (bytes, quotes(count))
            }
            What::All => {
                let (bytes, count) =
                    project.export_quotes(&Query::default(), None, format, self.audience)?;
                (bytes, quotes(count))
            }
            What::Output(id) => {
                let snapshot = Arc::clone(project.snapshot());
                let output = snapshot.output(id).ok_or(ProjectError::Gone("This output"))?;
                let (bytes, printed) = project.export_output(output, format, self.audience)?;
                let count = counted(printed.count(), "extract", "extracts");
                let printed = Some((id, format, printed));
                return Ok(Made { bytes, what: count, losses: Vec::new(), printed });
            }
            What::Codings => {
                let lines = project.coding_lines();
                (codings_csv(&lines), counted(lines.len(), "coding", "codings"))
            }
            // The others have forms of their own.
            What::Terms
            | What::Framework
            | What::ChosenMemos
            | What::ListedMemos
            | What::Memos
            | What::Methods => {
                let terms: Vec<Term> = project.terms()?.into_iter().map(|(_, term)| term).collect();
                (terms_csv(&terms), counted(terms.len(), "private term", "private terms"))
            }
        };
        Ok(Made { bytes, what, losses: Vec::new(), printed: None })
    }

    /// The document that is to be written, and what it is in words.
    fn document(&self, project: &mut Project) -> Result<(Document, String), ProjectError> {
        match self.what {
            what if what.is_memos() => {
                let snapshot = project.snapshot();
                let memos: Vec<MemoId> = match what {
                    What::Memos => snapshot.memos.iter().map(|memo| memo.id).collect(),
                    _ => self.asked.memos.clone(),
                };
                let count = counted(memos.len(), "memo", "memos");
                Ok((project.memo_document(&memos, self.audience)?, count))
            }
            _ => {
                let document = project.methods_document(&Checklist::ALL)?;
                Ok((document, "the methods appendix".to_owned()))
            }
        }
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
    form: Form,
    with_private: bool,
    is_fresh: bool,
}

impl Exporting {
    /// Offers what is shown: an output, memos, or quotes; all quotes where there is none of these.
    pub fn of_shown(desk: &Desk) -> Self {
        let output = desk.outputs.shown(&desk.snapshot);
        match (desk.workspace, output) {
            (Workspace::Outputs, Some(output)) => return Self::of_output(output.id),
            (Workspace::Memos, _) => return Self::of_memos(desk),
            _ => {}
        }
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

    /// Offers an output as it is printed.
    pub fn of_output(id: OutputId) -> Self {
        Self::of(What::Output(id))
    }

    /// Offers the memos: those that are chosen, where these are several, or those that are listed.
    pub fn of_memos(desk: &Desk) -> Self {
        Self::of(match () {
            () if What::ChosenMemos.memos(desk).len() > 1 => What::ChosenMemos,
            () if !What::ListedMemos.memos(desk).is_empty() => What::ListedMemos,
            () => What::Memos,
        })
    }

    /// Offers the methods appendix.
    pub fn of_methods() -> Self {
        Self::of(What::Methods)
    }

    /// Offers the private terms.
    pub fn of_terms() -> Self {
        Self::of(What::Terms)
    }

    fn of(what: What) -> Self {
        Self { what, form: what.formats()[0], with_private: false, is_fresh: true }
    }

    /// Draws the panel.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk) -> Step {
        let mut step = Step::Open;
        floating(ui, "Export", |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new("Export").font(theme::interface_bold(size::LEAD)));
            ui.add_space(space::TIGHT);
            // The list may not have been drawn since the project changed.
            QuotesView::renew(desk);
            let shown = desk.quotes.shown().map_or(0, |(_, rows)| rows.len());
            let (all, codings) = desk.snapshot.totals();
            let codes = desk.snapshot.codes.len();
            check::keep_terms_fresh(desk);
            let terms = desk.check.term_count();
            let output = desk.outputs.shown(&desk.snapshot);
            let output = output.map(|it| (What::Output(it.id), it.extracts.len()));
            for (what, count) in output.into_iter().chain([
                (What::Shown, shown),
                (What::All, all),
                (What::Framework, codes),
                (What::Codings, codings),
                (What::ChosenMemos, What::ChosenMemos.memos(desk).len()),
                (What::ListedMemos, What::ListedMemos.memos(desk).len()),
                (What::Memos, desk.snapshot.memos.len()),
                (What::Terms, terms),
                (What::Methods, 1),
            ]) {
                // Where no memos are chosen or sifted, there are only all of them.
                if count == 0 && matches!(what, What::ChosenMemos | What::ListedMemos) {
                    continue;
                }
                let name = match what {
                    What::Framework => {
                        format!("{} ({})", what.name(), counted(count, "code", "codes"))
                    }
                    What::Methods => what.name().to_owned(),
                    _ => format!("{} ({})", what.name(), grouped(count)),
                };
                let chosen = self.what == what;
                let choice = ui.add_enabled_ui(count > 0, |ui| theme::radio(ui, chosen, &name));
                let choice = choice.inner;
                if choice.clicked() {
                    self.what = what;
                    if !what.formats().contains(&self.form) {
                        self.form = what.formats()[0];
                    }
                }
                if self.what == what && std::mem::take(&mut self.is_fresh) {
                    choice.request_focus();
                }
            }
            ui.add_space(space::INSIDE);
            ui.label(RichText::new("Format").size(size::SMALL).color(theme.quiet));
            ui.horizontal_wrapped(|ui| {
                for &form in self.what.formats() {
                    if ui.selectable_label(self.form == form, form.name()).clicked() {
                        self.form = form;
                    }
                }
            });
            ui.add_space(space::TIGHT);
            if self.what.has_audiences() {
                let words = if self.what.is_memos() {
                    "With private names"
                } else {
                    "With private columns"
                };
                theme::check(ui, &mut self.with_private, words);
                ui.add_space(space::TIGHT);
            }
            let audience = if self.with_private { Audience::Team } else { Audience::Public };
            ui.label(RichText::new(self.what.note(self.form, audience)).color(theme.quiet));
            let mut is_looked_through = true;
            if let What::Output(id) = self.what {
                outputs::keep_fresh(desk);
                let open = desk.outputs.open_findings(id, &desk.snapshot);
                is_looked_through = open.is_some();
                let trouble = desk.outputs.trouble(id, &desk.snapshot);
                let said = match open {
                    None => match trouble {
                        Some(trouble) => RichText::new(trouble).color(theme.danger),
                        None => RichText::new("The checks are at work …").color(theme.quiet),
                    },
                    Some(0) => RichText::new("Nothing is open in the checks").color(theme.quiet),
                    Some(open) => {
                        let findings = counted(open, "finding is", "findings are");
                        RichText::new(format!("{findings} open in the checks")).color(theme.warning)
                    }
                };
                ui.label(said);
            }
            ui.add_space(space::INSIDE);
            ui.horizontal(|ui| {
                let entered = is_looked_through && ui.input(|input| input.key_pressed(Key::Enter));
                let goes_on = ui.add_enabled(is_looked_through, Button::new("Continue"));
                if goes_on.clicked() || entered {
                    let mut asked = asked(desk).unwrap_or_default();
                    if let What::Output(id) = self.what {
                        asked.code = desk.snapshot.output(id).map(|output| output.name.clone());
                    }
                    asked.memos = self.what.memos(desk);
                    step = Step::Choose(Wish { what: self.what, form: self.form, audience, asked });
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
    let code = match query.codes().as_slice() {
        [code] => desk.snapshot.codes.get(*code).map(|code| code.name.clone()),
        _ => None,
    };
    Some(Asked { query: query.clone(), rows: Some(rows.into()), code, memos: Vec::new() })
}

/// Writes what is wished to a file, in the background. Says what was written, or why it could not be.
pub fn write(desk: &mut Desk, wish: Wish, path: PathBuf) {
    let (form, path) = wish.at(path);
    let name = file_name(&path);
    desk.ask(
        move |project| -> Result<_, ProjectError> {
            let Made { bytes, mut what, losses, printed } = wish.made(project, form)?;
            write_export(&path, &bytes)?;
            if let Some((id, format, printed)) = printed {
                project.note_printing(id, format, &printed)?;
                let left_out = printed.left_out();
                if !left_out.is_empty() {
                    what.push_str(&format!(" ({})", left_out.join("; ")));
                }
            }
            Ok((what, losses))
        },
        move |desk, written| {
            desk.notice = Some(match written {
                Ok((what, losses)) => {
                    importing::tell_losses(desk, &name, &losses);
                    Notice::plain(format!("Wrote {what} to {name}"))
                }
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

    fn wish(what: What, form: Form, code: Option<&str>) -> Wish {
        let asked = Asked { code: code.map(str::to_owned), ..Asked::default() };
        Wish { what, form, audience: Audience::Public, asked }
    }

    #[test]
    fn offered_names_hold_on_every_system() {
        let named = |code| wish(What::Shown, Form::Quotes(Format::Docx), Some(code)).file_name();
        assert_eq!(named("Access"), "Quotes Access.docx");
        assert_eq!(named("Who/what: why?"), "Quotes Who what why.docx");
        assert_eq!(named("???"), "Quotes.docx");
        assert_eq!(wish(What::Codings, Form::Quotes(Format::Csv), None).file_name(), "Codings.csv");
    }

    #[test]
    fn the_ending_that_is_typed_decides_where_it_can() {
        let quotes = wish(What::Shown, Form::Quotes(Format::Docx), None);
        assert_eq!(quotes.at("a.html".into()), (Form::Quotes(Format::Html), "a.html".into()));
        assert_eq!(quotes.at("a v1.2".into()), (Form::Quotes(Format::Docx), "a v1.2.docx".into()));
        let codings = wish(What::Codings, Form::Quotes(Format::Csv), None);
        assert_eq!(codings.at("a.docx".into()), (Form::Quotes(Format::Csv), "a.docx.csv".into()));
    }
}
