//! The codings on the page: those of the snapshot, and those that were just made and are not in it yet.

use std::sync::Arc;

use crate::app::text_view::{Mark, TextView};
use crate::domain::{
    CodeId, CodeTree, Coder, CodingId, QuotationId, SourceCodings, SourceId, Span,
};
use crate::project::Snapshot;

/// What the marks on the page were made from.
#[derive(Default)]
pub(super) struct Marks {
    made_from: Option<MadeFrom>,
    /// Codings that were asked for and are drawn before the answer comes.
    ahead: Vec<Ahead>,
    asked: u128,
    changed: bool,
}

/// The parts of a snapshot that marks are made from.
type MadeFrom = (Arc<SourceCodings>, Arc<CodeTree>, Arc<[Coder]>);

/// A coding drawn ahead of its answer.
struct Ahead {
    number: u128,
    span: Span,
    code: CodeId,
}

impl Marks {
    /// Draws a coding from the next frame on; gives the number under which [`Self::confirm`] takes it away again.
    pub(super) fn draw_ahead(&mut self, span: Span, code: CodeId) -> u128 {
        self.asked += 1;
        self.ahead.push(Ahead { number: self.asked, span, code });
        self.changed = true;
        self.asked
    }

    /// The answer to codings drawn ahead has come: from now on the snapshot has them, or they failed.
    pub(super) fn confirm(&mut self, numbers: &[u128]) {
        self.ahead.retain(|ahead| !numbers.contains(&ahead.number));
        self.changed = true;
    }

    /// Has the marks made anew.
    pub(super) fn forget(&mut self) {
        self.changed = true;
    }

    /// Gives the page its marks if they are others than before.
    pub(super) fn renew(&mut self, view: &mut TextView, snapshot: &Snapshot, source: SourceId) {
        let Some(on) = snapshot.codings(source) else { return };
        let same = self.made_from.as_ref().is_some_and(|(codings, codes, coders)| {
            Arc::ptr_eq(codings, on)
                && Arc::ptr_eq(codes, &snapshot.codes)
                && Arc::ptr_eq(coders, &snapshot.coders)
        });
        if same && !std::mem::take(&mut self.changed) {
            return;
        }
        self.changed = false;
        self.made_from =
            Some((Arc::clone(on), Arc::clone(&snapshot.codes), Arc::clone(&snapshot.coders)));
        let mark = |coding, quotation, span, code: CodeId, coder: &str| {
            snapshot.codes.get(code)?;
            Some(Mark {
                coding,
                quotation,
                span,
                colour: snapshot.codes.colour(code),
                name: snapshot.codes.telling_name(code),
                path: snapshot.codes.path_text(code),
                coder: coder.to_owned(),
            })
        };
        let mut marks = Vec::new();
        for quotation in &on.quotations {
            for coding in &quotation.codings {
                let coder = snapshot.coder(coding.coder).map_or("", |coder| &coder.name);
                marks.extend(mark(coding.id, quotation.id, quotation.span, coding.code, coder));
            }
        }
        let me = snapshot.coder.as_ref().map_or("", |coder| &coder.name);
        for ahead in &self.ahead {
            let number = uuid::Uuid::from_u128(ahead.number);
            let ids = (CodingId::new(number), QuotationId::new(number));
            marks.extend(mark(ids.0, ids.1, ahead.span, ahead.code, me));
        }
        view.set_marks(marks);
    }
}
