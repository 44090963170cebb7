//! Texts: corrected, redacted, put in the place of older ones, with everything that stands on them carried along.

use crate::domain::{Markup, MarkupKind, Quotation, QuotationId, SourceId, Span};
use crate::project::operations::NewSource;
use crate::project::{Project, ProjectError, Work};
use crate::store::{NewText, Version};
use crate::text::{ChangeSet, Edit, Mapped, Text, counted, normalise, sha256, turns};

/// What came of a change of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// How many places of the text are other than before.
    pub places: usize,
    /// How many quotations were carried along.
    pub carried: usize,
    /// Quotations all of whose words are gone or replaced; they are kept and flagged.
    pub lost: Vec<QuotationId>,
}

/// Whether words that take the place of others say the same in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A public term for a private one: what stood on the one stands on the other.
    Kept,
    /// Anything else: a quotation that lost all of its words is flagged.
    Open,
}

impl Project {
    /// Changes places of a source's text, in one step. Quotations, turns and markup follow their words; a quotation that
    /// lost all of them is kept and flagged. Fails when a place lies outside the text, when two overlap, or when nothing
    /// but blanks would be left.
    pub fn edit_text(
        &mut self,
        source: SourceId,
        edits: Vec<Edit>,
    ) -> Result<Edited, ProjectError> {
        let name = self.name_of(source)?;
        let changes = self.changes(source, edits)?;
        self.change_texts(
            &format!("Edited the text of “{name}”"),
            &[(source, changes)],
            Meaning::Open,
        )
    }

    /// Puts other words in the place of words that must not be there, in any number of sources, in one step. What stands
    /// on the old words stands on the new ones.
    pub fn redact(&mut self, edits: Vec<(SourceId, Vec<Edit>)>) -> Result<Edited, ProjectError> {
        let mut all = Vec::with_capacity(edits.len());
        for (source, edits) in edits {
            let changes = self.changes(source, edits)?;
            all.push((source, changes));
        }
        let places = all.iter().map(|(_, changes)| changes.spans().count()).sum();
        let label = match all.as_slice() {
            [(source, _)] => {
                let places = counted(places, "place", "places");
                format!("Replaced {places} in “{}”", self.name_of(*source)?)
            }
            many => format!(
                "Replaced {} in {}",
                counted(places, "place", "places"),
                counted(many.len(), "source", "sources")
            ),
        };
        self.change_texts(&label, &all, Meaning::Kept)
    }

    /// The steps that changed a source's text, the latest first.
    pub fn versions(&self, source: SourceId) -> Result<Vec<Version>, ProjectError> {
        Ok(self.store.read().versions(source)?)
    }

    /// A source's text as it stood before a step of its [`Self::versions`].
    pub fn text_before(&self, source: SourceId, seq: i64) -> Result<Text, ProjectError> {
        Ok(Text::new(self.store.read().text_before(source, seq)?))
    }

    /// Says that a flagged quotation is right where it stands now. One that stands on nothing stays flagged.
    pub fn accept_place(&mut self, ids: &[QuotationId]) -> Result<(), ProjectError> {
        let label =
            format!("Looked at {}", counted(ids.len(), "moved quotation", "moved quotations"));
        let mut seen = Vec::new();
        for &id in ids {
            let (_, quotation) =
                self.find_quotation(id)?.ok_or(ProjectError::Gone("This quotation"))?;
            if quotation.was.is_some() && !quotation.span.is_empty() {
                seen.push((id, quotation.span));
            }
        }
        self.transact(&label, |work| {
            for (id, span) in seen {
                work.tx.set_span(id, span, None)?;
            }
            Ok(())
        })
    }

    fn name_of(&self, source: SourceId) -> Result<String, ProjectError> {
        let info = self.snapshot.source(source).ok_or(ProjectError::Gone("This source"))?;
        Ok(info.name.clone())
    }

    /// Edits as changes of a source's text, with their words in stored form.
    fn changes(&mut self, source: SourceId, edits: Vec<Edit>) -> Result<ChangeSet, ProjectError> {
        let text = self.text(source)?;
        for edit in &edits {
            if !text.holds(edit.span) {
                return Err(ProjectError::OutsideText {
                    source_name: self.name_of(source)?,
                    start: edit.span.start,
                    end: edit.span.end,
                    length: text.length(),
                });
            }
        }
        let stored = edits.into_iter().map(|edit| {
            // A mark of byte order is one only where a text begins.
            let with = normalise(&format!(" {}", edit.with)).text.split_off(1);
            Edit { with, ..edit }
        });
        ChangeSet::new(stored).ok_or(ProjectError::EditsOverlap)
    }

    fn change_texts(
        &mut self,
        label: &str,
        all: &[(SourceId, ChangeSet)],
        meaning: Meaning,
    ) -> Result<Edited, ProjectError> {
        let mut texts = Vec::with_capacity(all.len());
        for (source, changes) in all {
            let old = self.text(*source)?;
            let new = Text::new(changes.apply(&old));
            if new.as_str().trim().is_empty() {
                return Err(ProjectError::NothingLeft(self.name_of(*source)?));
            }
            texts.push((*source, old, new, changes));
        }
        self.transact(label, |work| {
            let mut edited = Edited::default();
            for (source, old, new, changes) in texts.iter().filter(|(.., c)| !c.is_empty()) {
                let one = work.carry(*source, old, changes, new, meaning)?;
                let turns = work.before.codings(*source).map_or(&[][..], |on| &on.turns);
                work.tx.set_turns(*source, &turns::revised(turns, changes, new))?;
                work.tx.move_markup(*source, |mark| moved(changes, mark))?;
                edited.places += one.places;
                edited.carried += one.carried;
                edited.lost.extend(one.lost);
            }
            Ok(edited)
        })
    }
}

impl Work<'_> {
    /// Puts the text of a newer file in the place of a source's. The words that both have in common carry along what
    /// stands on them.
    pub(super) fn replace_text(
        &self,
        source: SourceId,
        new: &NewSource,
        old: &Text,
        changes: &ChangeSet,
    ) -> Result<Edited, ProjectError> {
        let edited = self.carry(source, old, changes, &new.text, Meaning::Open)?;
        self.tx.set_turns(source, &new.turns)?;
        // What the file marks comes from the file; what people marked is theirs.
        self.tx.move_markup(source, |mark| match mark.kind {
            MarkupKind::Observer | MarkupKind::Bracket(_) => kept(changes, mark.span),
            _ => None,
        })?;
        self.add_what_stands_on(source, new)?;
        self.tx.set_file(source, &new.file(), &new.doubts, &new.cleaned)?;
        Ok(edited)
    }

    /// Puts a text in the place of a source's and moves the quotations with their words.
    fn carry(
        &self,
        source: SourceId,
        old: &Text,
        changes: &ChangeSet,
        new: &Text,
        meaning: Meaning,
    ) -> Result<Edited, ProjectError> {
        let text =
            NewText { text: new.as_str(), length: new.length(), sha256: &sha256(new.as_str()) };
        self.tx.set_text(source, &text)?;
        let mut edited = Edited { places: changes.spans().count(), ..Edited::default() };
        let quotations = self.before.codings(source).map_or(&[][..], |on| &on.quotations);
        for quotation in quotations {
            let (span, was) = carried(quotation, old, changes, new, meaning);
            if was.is_some() && quotation.was.is_none() {
                edited.lost.push(quotation.id);
            } else {
                edited.carried += 1;
            }
            if span != quotation.span || was != quotation.was {
                self.tx.set_span(quotation.id, span, was.as_deref())?;
            }
            self.move_trims(quotation, changes, span, new)?;
        }
        Ok(edited)
    }

    /// Lets the trims of a quotation's extracts follow their words to where it has come to stand. Those of which words are gone
    /// are to be looked at.
    pub(super) fn move_trims(
        &self,
        quotation: &Quotation,
        changes: &ChangeSet,
        to: Span,
        text: &Text,
    ) -> Result<(), ProjectError> {
        for extract in self.before.extracts_of(quotation.id) {
            let (trims, lost) = extract.trims.mapped(quotation.span, changes, to, text);
            if trims != extract.trims || !lost.is_empty() {
                self.tx.move_trims(extract.id, &trims, !lost.is_empty())?;
            }
        }
        Ok(())
    }
}

/// Where a quotation has come to stand, with its former words if all of them are gone.
fn carried(
    quotation: &Quotation,
    old: &Text,
    changes: &ChangeSet,
    new: &Text,
    meaning: Meaning,
) -> (Span, Option<String>) {
    let words = || quotation.was.clone().or_else(|| Some(old.slice(quotation.span).to_owned()));
    match changes.map(quotation.span) {
        Mapped::Kept(span) if span.is_empty() => (span, quotation.was.clone()),
        Mapped::Kept(span) => (new.snap(span), quotation.was.clone()),
        Mapped::Replaced(span) if meaning == Meaning::Kept => {
            (new.snap(span), quotation.was.clone())
        }
        Mapped::Replaced(span) => (new.snap(span), words()),
        Mapped::Lost(at) => (Span { start: at, end: at }, words()),
    }
}

/// Where something marked has come to stand; nothing when its words are gone. Answers stay, blank or not.
fn moved(changes: &ChangeSet, mark: &Markup) -> Option<Span> {
    match mark.kind {
        MarkupKind::Answer { .. } => Some(changes.map(mark.span).span()),
        _ => kept(changes, mark.span),
    }
}

fn kept(changes: &ChangeSet, span: Span) -> Option<Span> {
    match changes.map(span) {
        Mapped::Kept(span) | Mapped::Replaced(span) => Some(span),
        Mapped::Lost(_) => None,
    }
}
