//! What a quotation was picked out as, what it leads to, and what was said of a coding.

use crate::domain::{CodingId, QuotationId, QuotationLinkId};
use crate::project::{Project, ProjectError};
use crate::text::counted;

impl Project {
    /// Flags quotations, or takes the flag off. Names of flags are compared without regard to capitals.
    pub fn flag_quotations(
        &mut self,
        quotations: &[QuotationId],
        name: &str,
        on: bool,
    ) -> Result<(), ProjectError> {
        let coder = self.current_coder()?;
        let name = name.trim().to_lowercase();
        if name.is_empty() {
            return Err(ProjectError::NoName("A flag"));
        }
        let which = match quotations {
            [_] => "a quotation".to_owned(),
            many => counted(many.len(), "quotation", "quotations"),
        };
        let label = match on {
            true => format!("Flagged {which} as {name}"),
            false => format!("Took the flag “{name}” off {which}"),
        };
        self.transact(&label, |work| {
            for &quotation in quotations {
                work.tx.source_of(quotation)?.ok_or(ProjectError::Gone("This quotation"))?;
                match on {
                    true => work.tx.insert_flag(quotation, &name, coder.id, work.at)?,
                    false => work.tx.delete_flag(quotation, &name)?,
                }
            }
            if !on {
                work.tx.delete_if_bare(quotations)?;
            }
            Ok(())
        })
    }

    /// Links a quotation to another; nothing happens where they are linked so.
    pub fn link_quotations(
        &mut self,
        from: QuotationId,
        to: QuotationId,
        kind: &str,
    ) -> Result<Option<QuotationLinkId>, ProjectError> {
        let coder = self.current_coder()?;
        let kind = kind.trim();
        if kind.is_empty() {
            return Err(ProjectError::NoName("A link"));
        }
        if from == to {
            return Err(ProjectError::LinkToItself("A quotation"));
        }
        self.transact(&format!("Linked two quotations: {kind}"), |work| {
            for quotation in [from, to] {
                work.tx.source_of(quotation)?.ok_or(ProjectError::Gone("This quotation"))?;
            }
            Ok(work.tx.insert_quotation_link(from, to, kind, coder.id, work.at)?)
        })
    }

    /// Removes a link between quotations. One that is left bare goes too.
    pub fn unlink_quotations(&mut self, id: QuotationLinkId) -> Result<(), ProjectError> {
        let link = self.snapshot.quotation_links.iter().find(|link| link.id == id).cloned();
        let link = link.ok_or(ProjectError::Gone("This link"))?;
        self.transact("Removed a link of quotations", |work| {
            work.tx.delete_quotation_link(id)?;
            work.tx.delete_if_bare(&[link.from, link.to])?;
            Ok(())
        })
    }

    /// Sets what was said of a coding.
    pub fn comment_coding(&mut self, id: CodingId, comment: &str) -> Result<(), ProjectError> {
        let (_, code) = self.store.read().place_of(id)?.ok_or(ProjectError::Gone("This coding"))?;
        let label = match comment.is_empty() {
            true => format!("Removed the comment on a coding of {}", self.names(&[code])),
            false => format!("Commented a coding of {}", self.names(&[code])),
        };
        self.transact(&label, |work| Ok(work.tx.set_coding_comment(id, comment)?))
    }
}
