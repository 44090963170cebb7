//! Texts kept in memory, up to a limit.

use std::collections::HashMap;

use crate::domain::SourceId;
use crate::text::Text;

/// How many bytes of text are kept.
const LIMIT: usize = 24 << 20;

/// The texts used last. The oldest go when there are more than the limit allows.
#[derive(Default)]
pub(super) struct Texts {
    texts: HashMap<SourceId, (Text, u64)>,
    bytes: usize,
    clock: u64,
}

impl Texts {
    pub(super) fn get(&mut self, source: SourceId) -> Option<Text> {
        self.clock += 1;
        let (text, used) = self.texts.get_mut(&source)?;
        *used = self.clock;
        Some(text.clone())
    }

    pub(super) fn keep(&mut self, source: SourceId, text: Text) {
        self.clock += 1;
        self.bytes += text.as_str().len();
        if let Some((old, _)) = self.texts.insert(source, (text, self.clock)) {
            self.bytes -= old.as_str().len();
        }
        while self.bytes > LIMIT && self.texts.len() > 1 {
            let oldest = self.texts.iter().min_by_key(|(_, (_, used))| *used).map(|(id, _)| *id);
            if let Some((text, _)) = oldest.and_then(|id| self.texts.remove(&id)) {
                self.bytes -= text.as_str().len();
            }
        }
    }
}
