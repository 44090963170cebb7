//! Memos, what others say to them, and what texts of the team are about.

use crate::domain::{
    CoderId, Link, LinkTo, Memo, MemoCommentId, MemoId, QuotationId, SourceId, Span, Target, links,
};
use crate::project::{MemoField, MentionIn, Project, ProjectError, Snapshot, TextVersion, Work};

/// Something that a memo can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// Something of the project.
    There(Target),
    /// Words of a source that need not be a quotation yet; they become one.
    Words(SourceId, Span),
}

impl From<Target> for Matter {
    fn from(target: Target) -> Self {
        Self::There(target)
    }
}

/// A memo that is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewMemo {
    /// Its title; may be empty.
    pub title: String,
    /// Its text, with links as they are stored; may be empty.
    pub text: String,
    /// Its kind: a word; "analytic" where it is empty.
    pub kind: String,
    /// What it is about.
    pub about: Vec<Matter>,
}

impl Snapshot {
    /// The memo with this key.
    pub fn memo(&self, id: MemoId) -> Option<&Memo> {
        let places = self.listed.memos.get_or_init(|| {
            self.memos.iter().enumerate().map(|(place, memo)| (memo.id, place)).collect()
        });
        places.get(&id).and_then(|&place| self.memos.get(place))
    }

    /// The memos that are about something or lead to it, oldest first.
    pub fn memos_about(&self, target: Target) -> impl Iterator<Item = &Memo> {
        self.memos.iter().filter(move |memo| memo.mentions(target))
    }
}

impl Project {
    /// Writes a memo.
    pub fn add_memo(&mut self, new: &NewMemo) -> Result<MemoId, ProjectError> {
        let coder = self.current_coder()?.id;
        let kind = match new.kind.trim().to_lowercase() {
            kind if kind.is_empty() => "analytic".to_owned(),
            kind => kind,
        };
        let about = self.checked_matters(&new.about)?;
        self.transact("Began a memo", |work| {
            let id = work.tx.insert_memo(&kind, coder, work.at)?;
            if !new.title.trim().is_empty() {
                work.tx.set_memo(id, &MemoField::Title(new.title.trim().to_owned()), work.at)?;
            }
            if !new.text.is_empty() {
                work.tx.set_memo(id, &MemoField::Text(new.text.clone()), work.at)?;
            }
            for &matter in &about {
                work.tx.put_beside(MentionIn::Memo(id), work.made(matter)?)?;
            }
            Ok(id)
        })
    }

    /// Changes facts about a memo.
    pub fn change_memo(&mut self, id: MemoId, fields: Vec<MemoField>) -> Result<(), ProjectError> {
        let heading = self.heading_of(id)?;
        let label = match fields.first() {
            Some(MemoField::Title(title)) => format!("Called the memo “{}”", title.trim()),
            Some(MemoField::Kind(kind)) => format!("Made the memo “{heading}” one of {kind}"),
            Some(MemoField::Status(status)) => format!("Memo “{heading}”: {status}"),
            Some(MemoField::Pinned(true)) => format!("Pinned the memo “{heading}”"),
            Some(MemoField::Pinned(false)) => format!("Unpinned the memo “{heading}”"),
            Some(MemoField::About(target, on)) => {
                beside(&[Matter::There(*target)], *on, &format!("the memo “{heading}”"))
            }
            Some(MemoField::Text(_)) | None => format!("Wrote the memo “{heading}”"),
        };
        self.transact(&label, |work| {
            for field in &fields {
                let field = match field {
                    MemoField::Title(title) => &MemoField::Title(title.trim().to_owned()),
                    MemoField::Kind(kind) => match kind.trim().to_lowercase() {
                        kind if kind.is_empty() => {
                            return Err(ProjectError::NoName("The kind of a memo"));
                        }
                        kind => &MemoField::Kind(kind),
                    },
                    other => other,
                };
                let left = work.tx.set_memo(id, field, work.at)?;
                work.tx.delete_if_bare(&left)?;
            }
            Ok(())
        })
    }

    /// Puts things beside a memo, a summary or an item of an outline that it is about or rests on, or takes them away.
    pub fn set_about(
        &mut self,
        of: MentionIn,
        matters: &[Matter],
        on: bool,
    ) -> Result<(), ProjectError> {
        let name = match of {
            MentionIn::Memo(id) => format!("the memo “{}”", self.heading_of(id)?),
            MentionIn::Summary(_) => "a summary".to_owned(),
            MentionIn::Item(id) => format!("“{}”", self.item_of(id)?.1.heading()),
        };
        let matters = self.checked_matters(matters)?;
        self.transact(&beside(&matters, on, &name), |work| {
            for &matter in &matters {
                let target = work.made(matter)?;
                match on {
                    true => work.tx.put_beside(of, target)?,
                    false => work.tx.take_away(of, target)?,
                }
                if let (false, MentionIn::Summary(id)) = (on, of) {
                    work.tx.delete_summary_if_bare(id)?;
                }
                if let (false, Target::Quote(quotation)) = (on, target) {
                    work.tx.delete_if_bare(&[quotation])?;
                }
            }
            Ok(())
        })
    }

    /// Deletes a memo with what was said to it.
    pub fn delete_memo(&mut self, id: MemoId) -> Result<(), ProjectError> {
        let label = format!("Deleted the memo “{}”", self.heading_of(id)?);
        let comments = self.snapshot.memo(id).map_or(&[][..], |memo| &memo.comments);
        let said: Vec<_> = comments.iter().flat_map(|one| quotations(&one.text)).collect();
        self.transact(&label, |work| {
            let mut quotations = work.tx.quotations_in(MentionIn::Memo(id))?;
            quotations.extend(said);
            work.tx.delete_memo(id)?;
            Ok(work.tx.delete_if_bare(&quotations)?)
        })
    }

    /// Says something to a memo.
    pub fn comment_on_memo(
        &mut self,
        memo: MemoId,
        text: &str,
    ) -> Result<MemoCommentId, ProjectError> {
        let coder: CoderId = self.current_coder()?.id;
        let label = format!("Said something to the memo “{}”", self.heading_of(memo)?);
        let text = text.trim();
        if text.is_empty() {
            return Err(ProjectError::NoWords("A comment"));
        }
        self.transact(&label, |work| Ok(work.tx.insert_memo_comment(memo, coder, text, work.at)?))
    }

    /// Says in other words what was said to a memo; an empty text takes it away.
    pub fn change_memo_comment(
        &mut self,
        id: MemoCommentId,
        text: &str,
    ) -> Result<(), ProjectError> {
        let mut comments = self.snapshot.memos.iter().flat_map(|memo| &memo.comments);
        let comment = comments.find(|comment| comment.id == id);
        let before = quotations(&comment.ok_or(ProjectError::Gone("This comment"))?.text);
        let label = match text.trim().is_empty() {
            true => "Took back what was said to a memo",
            false => "Said something to a memo in other words",
        };
        self.transact(label, |work| {
            work.tx.set_memo_comment(id, text.trim())?;
            Ok(work.tx.delete_if_bare(&before)?)
        })
    }

    /// What a memo, a summary or an item of an outline said after each step that wrote it, the latest first.
    pub fn text_versions(&self, of: MentionIn) -> Result<Vec<TextVersion>, ProjectError> {
        Ok(self.store.read().text_versions(of)?)
    }

    /// The same, with words on whole graphemes of their source.
    fn checked_matters(&mut self, matters: &[Matter]) -> Result<Vec<Matter>, ProjectError> {
        let checked = |&matter: &Matter| match matter {
            Matter::There(_) => Ok(matter),
            Matter::Words(source, span) => {
                self.checked_span(source, span).map(|span| Matter::Words(source, span))
            }
        };
        matters.iter().map(checked).collect()
    }

    fn heading_of(&self, id: MemoId) -> Result<String, ProjectError> {
        let memo = self.snapshot.memo(id).ok_or(ProjectError::Gone("This memo"))?;
        Ok(short(&memo.heading()))
    }
}

impl Work<'_> {
    /// What a text can lead to; words become a quotation first.
    fn made(&self, matter: Matter) -> Result<Target, ProjectError> {
        match matter {
            Matter::There(target) => Ok(target),
            Matter::Words(source, span) => self.quotation_at(source, span).map(Target::Quote),
        }
    }
}

/// The quotations that a comment leads to.
fn quotations(text: &str) -> Vec<QuotationId> {
    let quotation = |link: Link<'_>| match link.to {
        Some(LinkTo::Object(Target::Quote(id))) => Some(id),
        _ => None,
    };
    links(text).filter_map(quotation).collect()
}

/// The label of a step that puts things beside a text called `name`, or takes them away.
fn beside(matters: &[Matter], on: bool, name: &str) -> String {
    let what = match matters {
        [Matter::There(target)] => format!("a {}", target.kind()),
        [Matter::Words(..)] => "a quotation".to_owned(),
        many => format!("{} things", many.len()),
    };
    match on {
        true => format!("Put {what} beside {name}"),
        false => format!("Took {what} away from {name}"),
    }
}

/// A heading as the label of a step has room for it.
fn short(heading: &str) -> String {
    const ROOM: usize = 60;
    match heading.char_indices().nth(ROOM) {
        Some((cut, _)) => format!("{}…", heading[..cut].trim_end()),
        None => heading.to_owned(),
    }
}
