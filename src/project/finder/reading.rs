//! What the index has to read: which objects changed, and the passages of a source.

use std::collections::{HashMap, HashSet};

use crate::domain::{Code, CodeId, Quotation, QuotationId, SourceId};
use crate::project::{ProjectError, Snapshot};
use crate::search::{Entry, Language, SearchError, Target, Writing};
use crate::store::Rows;
use crate::text::{Text, passages};

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
