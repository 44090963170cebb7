//! Texts kept in memory, up to a limit.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::query::Divisions;
use crate::domain::{SourceId, Turn};
use crate::text::Text;

/// How many bytes of text are kept.
const LIMIT: usize = 24 << 20;

/// The texts used last. The oldest go when there are more than the limit allows.
#[derive(Default)]
pub(super) struct Texts {
    texts: HashMap<SourceId, Kept>,
    bytes: usize,
    clock: u64,
}

/// A text with the checksum that its source had when it was read, since an edit gives a source another text.
struct Kept {
    text: Text,
    sha256: String,
    used: u64,
}

impl Texts {
    /// The text of a source that has this checksum now.
    pub(super) fn get(&mut self, source: SourceId, sha256: &str) -> Option<Text> {
        self.clock += 1;
        let kept = self.texts.get_mut(&source).filter(|kept| kept.sha256 == sha256)?;
        kept.used = self.clock;
        Some(kept.text.clone())
    }

    pub(super) fn keep(&mut self, source: SourceId, sha256: &str, text: Text) {
        self.clock += 1;
        self.bytes += text.as_str().len();
        let kept = Kept { text, sha256: sha256.to_owned(), used: self.clock };
        if let Some(old) = self.texts.insert(source, kept) {
            self.bytes -= old.text.as_str().len();
        }
        while self.bytes > LIMIT && self.texts.len() > 1 {
            let oldest = self.texts.iter().min_by_key(|(_, kept)| kept.used).map(|(id, _)| *id);
            if let Some(kept) = oldest.and_then(|id| self.texts.remove(&id)) {
                self.bytes -= kept.text.as_str().len();
            }
        }
    }
}

/// Where texts are divided, kept between questions: a small part of what the texts themselves take.
#[derive(Default)]
pub(super) struct Divided {
    known: HashMap<SourceId, KeptDivisions>,
}

struct KeptDivisions {
    divisions: Arc<Divisions>,
    sha256: String,
    turns: Arc<[Turn]>,
}

impl Divided {
    /// The divisions of a source that has this text and these turns now.
    pub(super) fn get(
        &self,
        source: SourceId,
        sha256: &str,
        turns: &Arc<[Turn]>,
    ) -> Option<Arc<Divisions>> {
        let kept = self.known.get(&source)?;
        let is_now = kept.sha256 == sha256 && Arc::ptr_eq(&kept.turns, turns);
        is_now.then(|| Arc::clone(&kept.divisions))
    }

    pub(super) fn keep(
        &mut self,
        source: SourceId,
        sha256: &str,
        turns: &Arc<[Turn]>,
        divisions: Arc<Divisions>,
    ) {
        let kept = KeptDivisions { divisions, sha256: sha256.to_owned(), turns: Arc::clone(turns) };
        self.known.insert(source, kept);
    }
}
