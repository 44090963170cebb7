//! How footnotes and endnotes are told in web pages: as LibreOffice and Word write them, and as books do (DPUB-ARIA 1.1,
//! EPUB Structural Semantics).

use std::collections::HashMap;

use super::tags::Tag;

/// What a link has to do with notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Refers to the note of this number.
    Reference(u32),
    /// Leads back from a note to its reference.
    Back,
}

/// The notes that were referred to so far, by what the links point at.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, u32>,
    count: u32,
}

impl Footnotes {
    /// What a link (`a`) has to do with notes, if anything. Numbers run from 1, in the order of the text.
    pub fn link(&mut self, tag: &Tag) -> Option<Link> {
        let value = |name| tag.attribute(name).unwrap_or_default();
        let says = |word: &str| {
            ["role", "epub:type"]
                .iter()
                .any(|name| value(name).split_whitespace().any(|w| w == word))
        };
        let (class, href, name) = (value("class"), value("href"), value("name"));
        let target = href.split_once('#').map_or("", |(_, target)| target);
        let of_class = |starts: &[&str]| {
            class
                .split_whitespace()
                .any(|class| starts.iter().any(|start| class.starts_with(start)))
        };
        let either = |text: &str, starts: [&str; 2]| starts.iter().any(|s| text.starts_with(s));
        if says("doc-backlink")
            || of_class(&["sdfootnotesym", "sdendnotesym", "footnote-back"])
            || either(target, ["_ftnref", "_ednref"])
        {
            return Some(Link::Back);
        }
        let refers = says("doc-noteref")
            || says("noteref")
            || of_class(&["sdfootnoteanc", "sdendnoteanc", "footnote-ref"])
            || (either(target, ["_ftn", "_edn"]) && either(name, ["_ftnref", "_ednref"]));
        refers.then(|| Link::Reference(self.number(target)))
    }

    /// The number of the note that links pointed at by this name; a new one the first time.
    fn number(&mut self, target: &str) -> u32 {
        if let Some(&number) = self.numbers.get(target) {
            return number;
        }
        self.count += 1;
        if !target.is_empty() {
            self.numbers.insert(target.to_owned(), self.count);
        }
        self.count
    }

    /// The number of the note that an element holds, if it was referred to.
    pub fn held_by(&self, tag: &Tag) -> Option<u32> {
        if self.count == 0 {
            return None;
        }
        let id = tag.attribute("id")?;
        // LibreOffice and Word point at the mark within the note, not at the whole of it.
        let names = [id.to_owned(), format!("{id}sym"), format!("_{id}")];
        names.iter().find_map(|name| self.numbers.get(name)).copied()
    }
}
