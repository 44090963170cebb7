//! The texts that quotes are cut from: fetched in the background, kept while they are near.

use std::collections::{HashMap, HashSet};

use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::SourceId;
use crate::project::ProjectError;
use crate::text::Text;

/// How many bytes of text are kept beside those that are on the screen.
const LIMIT: usize = 12 << 20;

/// Texts of sources. Those that were not looked at for longest go when there are more than the limit allows.
#[derive(Default)]
pub(super) struct QuoteTexts {
    texts: HashMap<SourceId, (Text, u64)>,
    /// Sources whose text was asked for and is not here; those that cannot be read stay, so that they are not asked
    /// for in every frame.
    asked: HashSet<SourceId>,
    bytes: usize,
    /// Counts frames.
    clock: u64,
}

impl QuoteTexts {
    /// Begins a frame.
    pub(super) fn tick(&mut self) {
        self.clock += 1;
    }

    /// The text of a source that is on the screen, if it is here.
    pub(super) fn get(&mut self, source: SourceId) -> Option<Text> {
        let (text, used) = self.texts.get_mut(&source)?;
        *used = self.clock;
        Some(text.clone())
    }

    /// Whether there is room to fetch texts that may be wanted soon.
    pub(super) fn has_room(&self) -> bool {
        self.bytes < LIMIT
    }

    /// Asks for the text of a source unless it is here or on its way.
    pub(super) fn fetch(&mut self, desk: &mut Desk, source: SourceId) {
        if self.texts.contains_key(&source) || !self.asked.insert(source) {
            return;
        }
        desk.ask(
            move |project| project.text(source),
            move |desk, text| match text {
                Ok(text) => desk.quotes.texts.keep(source, text),
                // Deleted in this moment; an undo brings it back, and then it is asked for again.
                Err(ProjectError::Gone(_)) => drop(desk.quotes.texts.asked.remove(&source)),
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    }

    fn keep(&mut self, source: SourceId, text: Text) {
        self.asked.remove(&source);
        self.bytes += text.as_str().len();
        if let Some((old, _)) = self.texts.insert(source, (text, self.clock)) {
            self.bytes -= old.as_str().len();
        }
        while self.bytes > LIMIT {
            // What the last frame drew stays, whatever it weighs.
            let clock = self.clock;
            let spare = self.texts.iter().filter(|(_, (_, used))| used + 1 < clock);
            let Some(oldest) = spare.min_by_key(|(_, (_, used))| *used).map(|(id, _)| *id) else {
                break;
            };
            if let Some((text, _)) = self.texts.remove(&oldest) {
                self.bytes -= text.as_str().len();
            }
        }
    }
}
