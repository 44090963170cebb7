//! What the index has to read: which objects changed, and the passages of a source.

use std::collections::{HashMap, HashSet};

use crate::domain::{Code, CodeId, Quotation, QuotationId, SourceId, Span, Turn};
use crate::project::{ProjectError, Snapshot};
use crate::search::{Entry, Language, SearchError, Target, Writing};
use crate::store::Rows;
use crate::text::Text;

/// What is to be read again before the index holds the state after a step. Each part replaces what stood in its
/// place, so that it may be done twice.
pub(super) struct Work {
    /// The step that it leads to.
    pub(super) to: i64,
    /// Whether everything is to be forgotten first.
    clear: bool,
    /// Quotations that changed, to be forgotten first.
    quotations: Vec<QuotationId>,
    /// Codes to forget, and to read again where they still are.
    codes: Vec<CodeId>,
    /// What is to be read on each source.
    sources: Vec<(SourceId, Part)>,
}

/// What is to be read on a source.
enum Part {
    /// Its passages and everything that stands on it.
    Whole,
    /// Some quotations.
    Quotations(Vec<QuotationId>),
}

impl Work {
    /// What changed between the step that an index has reached and the snapshot. 0 stands for the beginning.
    pub(super) fn between(
        reached: i64,
        rows: Rows<'_>,
        snapshot: &Snapshot,
    ) -> Result<Self, ProjectError> {
        if reached == 0 {
            let sources = snapshot.sources.iter().map(|info| (info.id, Part::Whole)).collect();
            let codes = snapshot.codes.codes().iter().map(|code| code.id).collect();
            return Ok(Self {
                to: snapshot.seq,
                clear: true,
                quotations: Vec::new(),
                codes,
                sources,
            });
        }
        let (mut sources, mut quotations, mut codes) =
            (HashSet::new(), HashSet::new(), HashSet::new());
        for change in rows.changes_after(reached)? {
            match change.table.as_str() {
                // A source's turns come and go with it.
                "source" => {
                    sources.insert(SourceId::new(change.row));
                }
                "turn" => sources.extend(change.source_before.map(SourceId::new)),
                "quotation" => {
                    quotations.insert(QuotationId::new(change.row));
                }
                "code" => {
                    codes.insert(CodeId::new(change.row));
                }
                _ => {}
            }
        }
        let mut on: HashMap<SourceId, Vec<QuotationId>> = HashMap::new();
        if !quotations.is_empty() {
            let still_there = snapshot.quotations().filter(|(_, q)| quotations.contains(&q.id));
            for (source, quotation) in still_there.filter(|(source, _)| !sources.contains(source)) {
                on.entry(source).or_default().push(quotation.id);
            }
        }
        let parts = on.into_iter().map(|(source, ids)| (source, Part::Quotations(ids)));
        Ok(Self {
            to: snapshot.seq,
            clear: false,
            quotations: quotations.into_iter().collect(),
            codes: codes.into_iter().collect(),
            sources: sources.into_iter().map(|source| (source, Part::Whole)).chain(parts).collect(),
        })
    }

    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        !self.clear
            && self.quotations.is_empty()
            && self.codes.is_empty()
            && self.sources.is_empty()
    }

    /// Does at least one piece of it and goes on until `bytes` of text were read; whether all is done.
    pub(super) fn do_some(
        &mut self,
        writing: &mut Writing<'_>,
        rows: Rows<'_>,
        snapshot: &Snapshot,
        bytes: Option<usize>,
    ) -> Result<bool, ProjectError> {
        if std::mem::take(&mut self.clear) {
            writing.clear()?;
        }
        for id in self.quotations.drain(..) {
            writing.remove_quotation(id);
        }
        for id in self.codes.drain(..) {
            writing.remove_definition(id);
            if let Some(code) = snapshot.codes.get(id) {
                let target = Target::Definition { code: id };
                let (text, language) = (&definition(code), Language::default());
                writing.add(Entry { target, text, language })?;
            }
        }
        let mut read = 0;
        while let Some((source, part)) = self.sources.pop() {
            read += read_source(writing, rows, snapshot, source, &part)?;
            if bytes.is_some_and(|bytes| read >= bytes) {
                break;
            }
        }
        Ok(self.sources.is_empty())
    }
}

/// Reads a source; gives how many bytes that were.
fn read_source(
    writing: &mut Writing<'_>,
    rows: Rows<'_>,
    snapshot: &Snapshot,
    source: SourceId,
    part: &Part,
) -> Result<usize, ProjectError> {
    if matches!(part, Part::Whole) {
        writing.remove_source(source);
    }
    let Some(on) = snapshot.codings(source) else { return Ok(0) };
    // Not the texts kept in memory: a whole study read once would drive out those that are being read by people.
    let text = Text::new(rows.source_text(source)?);
    let mut read = text.as_str().len();
    let language = snapshot.language_of(source);
    match part {
        Part::Whole => {
            for span in passages(&text, &on.turns) {
                let target = Target::Passage { source, span };
                writing.add(Entry { target, text: text.slice(span), language })?;
            }
            for quotation in &on.quotations {
                read += add_quotation(writing, source, &text, language, quotation)?;
            }
        }
        Part::Quotations(ids) => {
            for quotation in ids.iter().filter_map(|&id| on.quotation(id)) {
                read += add_quotation(writing, source, &text, language, quotation)?;
            }
        }
    }
    Ok(read)
}

fn add_quotation(
    writing: &mut Writing<'_>,
    source: SourceId,
    text: &Text,
    language: Language,
    quotation: &Quotation,
) -> Result<usize, SearchError> {
    let Quotation { id, span, .. } = *quotation;
    let target = Target::Quotation { id, source, span };
    let words = text.slice(span);
    writing.add(Entry { target, text: words, language })?;
    if !quotation.comment.is_empty() {
        let target = Target::Comment { quotation: id, source, span };
        writing.add(Entry { target, text: &quotation.comment, language })?;
    }
    Ok(words.len() + quotation.comment.len())
}

/// The words of a code: its name, and its definition below it.
pub(super) fn definition(code: &Code) -> String {
    if code.definition.is_empty() {
        code.name.clone()
    } else {
        format!("{}\n{}", code.name, code.definition)
    }
}

/// The passages of a source, in order: each turn, however long, and each paragraph outside of turns. Blank ones are
/// left out.
pub(super) fn passages(text: &Text, turns: &[Turn]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut add = |span: Span| {
        if !text.slice(span).trim().is_empty() {
            found.push(span);
        }
    };
    let loose = |between: Span, add: &mut dyn FnMut(Span)| {
        let first = text.paragraph_at(between.start);
        let paragraphs = text.paragraphs()[first..].iter();
        paragraphs
            .take_while(|paragraph| paragraph.span.start < between.end)
            .filter_map(|paragraph| paragraph.span.intersection(between))
            .for_each(add);
    };
    let mut at = 0;
    for turn in turns {
        loose(Span { start: at, end: turn.span.start }, &mut add);
        add(turn.span);
        at = turn.span.end;
    }
    loose(Span { start: at, end: text.length() }, &mut add);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn turn(start: u32, end: u32) -> Turn {
        Turn { span: Span { start, end }, marker: 0, speaker: None, time: None }
    }

    #[test]
    fn turns_are_whole_and_the_rest_goes_by_paragraphs() {
        let text = Text::new("Title\n\nA: one\ntwo\n\nB: three\nend");
        let spans = passages(&text, &[turn(7, 17), turn(19, 27)]);
        let words: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
        assert_eq!(words, ["Title", "A: one\ntwo", "B: three", "end"]);
    }

    proptest! {
        #[test]
        fn every_word_lies_in_exactly_one_passage(
            string in "([a-zé\n ]|\n\n){0,80}",
            mut ends in prop::collection::vec(0u32..90, 0..8),
        ) {
            let text = Text::new(string);
            ends.sort_unstable();
            let turns: Vec<Turn> = ends
                .chunks_exact(2)
                .map(|pair| turn(pair[0].min(text.length()), pair[1].min(text.length())))
                .collect();
            let spans = passages(&text, &turns);
            for (at, c) in text.as_str().chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                let holding = spans.iter().filter(|span| span.holds(at as u32)).count();
                prop_assert_eq!(holding, 1, "{} at {}", c, at);
            }
        }
    }
}
