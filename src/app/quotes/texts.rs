//! The texts that quotes are cut from: fetched in the background, kept while they are near.

use std::collections::{HashMap, HashSet};

use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::{SourceId, SourceInfo};
use crate::project::ProjectError;
use crate::text::Text;

/// How many bytes of text are kept beside those that are on the screen.
const LIMIT: usize = 12 << 20;

/// Texts of sources. Those that were not looked at for longest go when there are more than the limit allows.
#[derive(Default)]
pub struct QuoteTexts {
    texts: HashMap<SourceId, Kept>,
    /// Texts that were asked for and are not here, by source and checksum; those that cannot be read stay, so that they
    /// are not asked for in every frame.
    asked: HashSet<(SourceId, String)>,
    bytes: usize,
    /// Counts frames.
    clock: u64,
}

/// A text that is here.
struct Kept {
    text: Text,
    /// Tells it from what the text was before an edit.
    sha256: String,
    /// The frame that looked at it last.
    used: u64,
}

impl QuoteTexts {
    /// Begins a frame.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// The text of a source that is on the screen, if it is here as it stands now.
    pub fn get(&mut self, info: &SourceInfo) -> Option<Text> {
        let kept = self.texts.get_mut(&info.id).filter(|kept| kept.sha256 == info.sha256)?;
        kept.used = self.clock;
        Some(kept.text.clone())
    }

    /// Whether there is room to fetch texts that may be wanted soon.
    pub fn has_room(&self) -> bool {
        self.bytes < LIMIT
    }

    /// Asks for the text of a source unless it is here or on its way; `home` is where these texts are kept.
    pub fn fetch(&mut self, desk: &mut Desk, info: &SourceInfo, home: fn(&mut Desk) -> &mut Self) {
        if self.texts.get(&info.id).is_some_and(|kept| kept.sha256 == info.sha256) {
            return;
        }
        let wanted = (info.id, info.sha256.clone());
        if !self.asked.insert(wanted.clone()) {
            return;
        }
        let source = info.id;
        desk.ask(
            move |project| {
                let sha256 = project.snapshot().source(source).map(|info| info.sha256.clone());
                project.text(source).map(|text| (text, sha256.unwrap_or_default()))
            },
            move |desk, text| match text {
                Ok((text, sha256)) => {
                    let texts = home(desk);
                    texts.asked.remove(&wanted);
                    texts.keep(source, text, sha256);
                }
                // Deleted in this moment; an undo brings it back, and then it is asked for again.
                Err(ProjectError::Gone(_)) => drop(home(desk).asked.remove(&wanted)),
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    }

    fn keep(&mut self, source: SourceId, text: Text, sha256: String) {
        self.bytes += text.as_str().len();
        let kept = Kept { text, sha256, used: self.clock };
        if let Some(old) = self.texts.insert(source, kept) {
            self.bytes -= old.text.as_str().len();
        }
        while self.bytes > LIMIT {
            // What the last frame drew stays, whatever it weighs.
            let clock = self.clock;
            let spare = self.texts.iter().filter(|(_, kept)| kept.used + 1 < clock);
            let Some(oldest) = spare.min_by_key(|(_, kept)| kept.used).map(|(id, _)| *id) else {
                break;
            };
            if let Some(old) = self.texts.remove(&oldest) {
                self.bytes -= old.text.as_str().len();
            }
        }
    }
}
