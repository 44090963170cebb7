//! Coding: quotations made, coded, moved, commented and removed.

use std::sync::Arc;

use crate::domain::{CodeId, CodingId, Quotation, QuotationId, SourceId, Span};
use crate::project::operations::codes::{NewCode, make_code};
use crate::project::{Project, ProjectError, Work};
use crate::text::{ChangeSet, counted};

/// What a coding has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// The quotation, new or found at this span.
    pub quotation: QuotationId,
    /// The codings that are new; none for codes that the coder had applied there before.
    pub codings: Vec<CodingId>,
    /// The code that was made on the way, if one was.
    pub new_code: Option<CodeId>,
}

impl Project {
    /// Applies codes to a span of a source. The span is widened to whole graphemes; a quotation that has exactly
    /// this span is used again. Without codes, only the quotation is made.
    pub fn code(
        &mut self,
        source: SourceId,
        span: Span,
        codes: &[CodeId],
    ) -> Result<Coded, ProjectError> {
        let span = self.checked_span(source, span)?;
        let coder = self.current_coder()?;
        self.may_apply(codes)?;
        let label = match codes {
            [] => "Marked a quotation".to_owned(),
            codes => format!("Coded {}", self.names(codes)),
        };
        self.transact(&label, |work| {
            let quotation = work.quotation_at(source, span)?;
            let mut codings = Vec::new();
            for &code in codes {
                codings.extend(work.tx.insert_coding(quotation, code, coder.id, work.at)?);
            }
            Ok(Coded { quotation, codings, new_code: None })
        })
    }

    /// Makes a code and applies it to a span, in one step. A code of that name under the same parent is used again.
    pub fn code_with_new(
        &mut self,
        source: SourceId,
        span: Span,
        code: &NewCode,
    ) -> Result<Coded, ProjectError> {
        let span = self.checked_span(source, span)?;
        let coder = self.current_coder()?;
        let name = code.name.trim().to_owned();
        let codes = &self.snapshot.codes;
        if let Some(parent) = code.parent.filter(|&parent| codes.is_archived(parent)) {
            return Err(ProjectError::Archived(self.code_of(parent)?.name.clone()));
        }
        let siblings = codes.children(code.parent);
        let known = siblings.iter().find(|sibling| sibling.name == name).map(|c| c.id);
        self.may_apply(known.as_slice())?;
        let new = if known.is_none() { ", a new code" } else { "" };
        self.transact(&format!("Coded “{name}”{new}"), |work| {
            let quotation = work.quotation_at(source, span)?;
            let id = match known {
                Some(id) => id,
                None => {
                    make_code(work, &NewCode { passage: Some(quotation), ..code.clone() }, &[])?
                }
            };
            let coding = work.tx.insert_coding(quotation, id, coder.id, work.at)?;
            Ok(Coded {
                quotation,
                codings: coding.into_iter().collect(),
                new_code: known.is_none().then_some(id),
            })
        })
    }

    /// Applies a code to many spans, in one step. Each is widened to whole graphemes; a quotation that has exactly a span is
    /// used again. Gives the codings that are new.
    pub fn code_spans(
        &mut self,
        spans: &[(SourceId, Span)],
        code: CodeId,
    ) -> Result<Vec<CodingId>, ProjectError> {
        let coder = self.current_coder()?;
        self.may_apply(&[code])?;
        let mut checked = Vec::with_capacity(spans.len());
        for &(source, span) in spans {
            checked.push((source, self.checked_span(source, span)?));
        }
        let passages = counted(checked.len(), "passage", "passages");
        self.transact(&format!("Coded {passages} {}", self.names(&[code])), |work| {
            let mut made = Vec::new();
            for &(source, span) in &checked {
                let quotation = work.quotation_at(source, span)?;
                made.extend(work.tx.insert_coding(quotation, code, coder.id, work.at)?);
            }
            Ok(made)
        })
    }

    /// Applies codes to quotations that are there.
    pub fn code_quotations(
        &mut self,
        quotations: &[QuotationId],
        codes: &[CodeId],
    ) -> Result<Vec<CodingId>, ProjectError> {
        let coder = self.current_coder()?;
        self.may_apply(codes)?;
        let label = match quotations {
            [_] => format!("Coded {}", self.names(codes)),
            many => format!("Coded {} quotations {}", many.len(), self.names(codes)),
        };
        self.transact(&label, |work| {
            let mut made = Vec::new();
            for &quotation in quotations {
                work.tx.source_of(quotation)?.ok_or(ProjectError::Gone("This quotation"))?;
                for &code in codes {
                    made.extend(work.tx.insert_coding(quotation, code, coder.id, work.at)?);
                }
            }
            Ok(made)
        })
    }

    /// Removes codings. A quotation that is left without codings and comment goes too.
    pub fn remove_codings(&mut self, codings: &[CodingId]) -> Result<(), ProjectError> {
        let named = self.codes_of(codings)?;
        if named.is_empty() {
            return Err(ProjectError::Gone("This coding"));
        }
        self.transact(&format!("Removed {}", self.names(&named)), |work| {
            let mut quotations = Vec::new();
            for &coding in codings {
                quotations.extend(work.tx.place_of(coding)?.map(|(quotation, _)| quotation));
                work.tx.delete_coding(coding)?;
            }
            work.tx.delete_if_bare(&quotations)?;
            Ok(())
        })
    }

    /// Removes a code from quotations, whoever applied it. Quotations that are left bare go too.
    pub fn uncode(&mut self, quotations: &[QuotationId], code: CodeId) -> Result<(), ProjectError> {
        let codings = self.codings_with(quotations, code)?;
        self.remove_codings(&codings)
    }

    /// Replaces a code by another on quotations; each coding becomes one of the person who codes now.
    pub fn recode(
        &mut self,
        quotations: &[QuotationId],
        from: CodeId,
        to: CodeId,
    ) -> Result<(), ProjectError> {
        let codings = self.codings_with(quotations, from)?;
        self.recode_codings(&codings, to)
    }

    /// Replaces the codes of codings by another; each coding becomes one of the person who codes now. Codings that
    /// have the code already stay as they are.
    pub fn recode_codings(&mut self, codings: &[CodingId], to: CodeId) -> Result<(), ProjectError> {
        let coder = self.current_coder()?;
        self.may_apply(&[to])?;
        let from = self.names(&self.codes_of(codings)?);
        let label = format!("Recoded {from} as {}", self.names(&[to]));
        self.transact(&label, |work| {
            for &coding in codings {
                let (quotation, code) =
                    work.tx.place_of(coding)?.ok_or(ProjectError::Gone("This coding"))?;
                if code == to {
                    continue;
                }
                let comment = work.tx.coding_comment(coding)?;
                work.tx.delete_coding(coding)?;
                work.tx.insert_coding(quotation, to, coder.id, work.at)?;
                work.tx.add_coding_comment(quotation, to, coder.id, &comment)?;
            }
            Ok(())
        })
    }

    /// The codes of codings, each once; codings that are gone are left out.
    fn codes_of(&self, codings: &[CodingId]) -> Result<Vec<CodeId>, ProjectError> {
        let mut codes = Vec::new();
        for &coding in codings {
            match self.store.read().place_of(coding)? {
                Some((_, code)) if !codes.contains(&code) => codes.push(code),
                _ => {}
            }
        }
        Ok(codes)
    }

    /// The codings of quotations with a code; quotations that are gone are left out.
    fn codings_with(
        &self,
        quotations: &[QuotationId],
        code: CodeId,
    ) -> Result<Vec<CodingId>, ProjectError> {
        let mut codings = Vec::new();
        for &id in quotations {
            if let Some((_, quotation)) = self.find_quotation(id)? {
                let with = quotation.codings.iter().filter(|coding| coding.code == code);
                codings.extend(with.map(|coding| coding.id));
            }
        }
        Ok(codings)
    }

    /// A quotation and its source. The file knows at once where it stands; the snapshot would look through everything.
    pub(in crate::project) fn find_quotation(
        &self,
        id: QuotationId,
    ) -> Result<Option<(SourceId, &Quotation)>, ProjectError> {
        let source = self.store.read().source_of(id)?;
        let on = source.and_then(|source| self.snapshot.codings(source));
        Ok(on.and_then(|on| on.quotation(id).map(|quotation| (on.source, quotation))))
    }

    /// Moves the ends of a quotation; the span is widened to whole graphemes. A quotation that has exactly this span
    /// already is joined to the moved one, with its codings and comment. Gives the span it has now.
    pub fn move_quotation(&mut self, id: QuotationId, span: Span) -> Result<Span, ProjectError> {
        let (source, _) = self.find_quotation(id)?.ok_or(ProjectError::Gone("This quotation"))?;
        let span = self.checked_span(source, span)?;
        let text = self.text(source)?;
        self.transact("Moved the ends of a quotation", |work| {
            work.tx.set_span(id, span, None)?;
            let on = work.before.codings(source).map_or(&[][..], |on| &on.quotations);
            if let Some(quotation) = on.iter().find(|quotation| quotation.id == id) {
                work.move_trims(quotation, &ChangeSet::default(), span, &text)?;
            }
            let mut comment = on.iter().find(|q| q.id == id).map_or("", |q| &q.comment).to_owned();
            for other in on.iter().filter(|other| other.span == span && other.id != id) {
                if !comment.contains(&other.comment) {
                    let parts = [comment.as_str(), other.comment.as_str()];
                    comment = parts.join("\n\n").trim_start().to_owned();
                    work.tx.set_comment(id, &comment)?;
                }
                work.tx.move_codings(other.id, id)?;
                work.tx.hand_over_quotation(other.id, id)?;
                work.tx.delete_quotation(other.id)?;
            }
            Ok(())
        })?;
        Ok(span)
    }

    /// Sets what is noted beside a quotation.
    pub fn comment_quotation(
        &mut self,
        id: QuotationId,
        comment: &str,
    ) -> Result<(), ProjectError> {
        let (_, quotation) =
            self.find_quotation(id)?.ok_or(ProjectError::Gone("This quotation"))?;
        let label = match (quotation.comment.is_empty(), comment.is_empty()) {
            (true, _) => "Commented a quotation",
            (false, true) => "Removed a comment",
            (false, false) => "Changed a comment",
        };
        let is_new = quotation.comment != comment;
        self.transact(label, |work| {
            if is_new {
                work.tx.set_comment(id, comment)?;
            }
            Ok(())
        })
    }

    /// Removes quotations with their codings and comments.
    pub fn delete_quotations(&mut self, ids: &[QuotationId]) -> Result<(), ProjectError> {
        let label = match ids {
            [_] => "Deleted a quotation".to_owned(),
            many => format!("Deleted {} quotations", many.len()),
        };
        let links = self.snapshot.quotation_links.iter();
        let partners: Vec<QuotationId> = links
            .filter_map(|link| match (ids.contains(&link.from), ids.contains(&link.to)) {
                (true, false) => Some(link.to),
                (false, true) => Some(link.from),
                _ => None,
            })
            .collect();
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_quotation(id)?;
            }
            // What only was there for a link goes with it.
            work.tx.delete_if_bare(&partners)?;
            Ok(())
        })
    }

    /// The span widened to whole graphemes, if it lies in the source's text and holds something.
    pub(super) fn checked_span(
        &mut self,
        source: SourceId,
        span: Span,
    ) -> Result<Span, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let info = snapshot.source(source).ok_or(ProjectError::Gone("This source"))?;
        let text = self.text(source)?;
        if !text.holds(span) {
            return Err(ProjectError::OutsideText {
                source_name: info.name.clone(),
                start: span.start,
                end: span.end,
                length: text.length(),
            });
        }
        let span = text.snap(span);
        if span.is_empty() { Err(ProjectError::NothingSelected) } else { Ok(span) }
    }

    /// The names of codes for a label: `“Trust”`, or how many.
    pub(super) fn names(&self, codes: &[CodeId]) -> String {
        let mut names: Vec<&str> = codes
            .iter()
            .filter_map(|&id| self.snapshot.codes.get(id))
            .map(|code| code.name.as_str())
            .collect();
        names.dedup();
        match names.as_slice() {
            [name] => format!("“{name}”"),
            [first, second] => format!("“{first}” and “{second}”"),
            many => format!("{} codes", many.len()),
        }
    }
}

impl Work<'_> {
    /// The quotation of exactly this span, made if there is none.
    pub(super) fn quotation_at(
        &self,
        source: SourceId,
        span: Span,
    ) -> Result<QuotationId, ProjectError> {
        Ok(match self.tx.quotation_at(source, span)? {
            Some(quotation) => quotation,
            None => self.tx.insert_quotation(source, span, self.at)?,
        })
    }
}
