//! What the index has to read: which objects changed, and the passages of a source.

use std::collections::{HashMap, HashSet};

use super::answering::Written;
use super::sharing::share_out;
use crate::analysis::links::Names as _;
use crate::domain::{
    self, Code, CodeId, Item, ItemId, LinkTo, Memo, MemoId, Quotation, QuotationId, SourceId,
    SummaryId, filled, links,
};
use crate::project::{ProjectError, Snapshot};
use crate::search::{Cutter, Entry, Language, SearchError, Target, Writing};
use crate::store::Rows;
use crate::text::{Text, passages};

/// The tables of what has a name that texts of the team lead to.
const NAMED: [&str; 7] = ["code", "source", "case", "person", "meeting", "memo", "summary"];

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
    /// Memos, summaries and items of outlines to forget, and to read again where they still are.
    written: Vec<Written>,
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
                written: all_written(snapshot),
                sources,
            });
        }
        let (mut sources, mut quotations, mut codes) =
            (HashSet::new(), HashSet::new(), HashSet::new());
        let (mut written, mut is_said, mut named) = (HashSet::new(), false, HashSet::new());
        for change in rows.changes_after(reached)? {
            if NAMED.contains(&&*change.table) {
                named.insert(change.row);
            }
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
                "memo" => {
                    written.insert(Written::Memo(MemoId::new(change.row)));
                }
                "summary" => {
                    written.insert(Written::Summary(SummaryId::new(change.row)));
                }
                "item" => {
                    written.insert(Written::Finding(ItemId::new(change.row)));
                }
                "memo_comment" => is_said = true,
                _ => {}
            }
        }
        if is_said {
            // What was taken back says no longer to which memo; memos are few.
            written.extend(snapshot.memos.iter().map(|memo| Written::Memo(memo.id)));
        }
        // What leads to something holds its name; that of a summary is those of its row and its code.
        if !named.is_empty() {
            let is_named = |target: domain::Target| {
                let cell = match target {
                    domain::Target::Summary(id) => snapshot.summary_of(id),
                    _ => None,
                };
                let cell = cell.map_or([target.uuid(); 2], |it| [it.row.uuid(), it.code.uuid()]);
                named.contains(&target.uuid()) || cell.iter().any(|key| named.contains(key))
            };
            let leads = |writing: &Written| {
                let mut all = texts(*writing, snapshot).into_iter().flat_map(links);
                all.any(|link| link.to.is_some_and(|to| is_named(to.target())))
            };
            written.extend(all_written(snapshot).into_iter().filter(leads));
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
            written: written.into_iter().collect(),
            sources: sources.into_iter().map(|source| (source, Part::Whole)).chain(parts).collect(),
        })
    }

    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        !self.clear
            && self.quotations.is_empty()
            && self.codes.is_empty()
            && self.written.is_empty()
            && self.sources.is_empty()
    }

    /// Does at least one piece of it and goes on until `bytes` of text were read; whether all is done.
    pub(super) fn do_some(
        &mut self,
        writing: &Writing<'_>,
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
        let mut cutter = Cutter::default();
        for id in self.codes.drain(..) {
            writing.remove_definition(id);
            if let Some(code) = snapshot.codes.get(id) {
                let target = Target::Definition { code: id };
                let (text, language) = (&definition(code), Language::default());
                writing.add(&mut cutter, Entry { target, text, language })?;
            }
        }
        for written in self.written.drain(..) {
            let (target, text) = match written {
                Written::Memo(id) => {
                    let memo = snapshot.memo(id);
                    (Target::Memo { id }, memo.map(|memo| memo_words(memo, snapshot)))
                }
                Written::Summary(id) => {
                    let summary = snapshot.summary_of(id);
                    (Target::Summary { id }, summary.map(|one| searched(&one.text, snapshot)))
                }
                Written::Finding(id) => {
                    let item = snapshot.item(id);
                    (Target::Item { id }, item.map(|(_, item)| item_words(item, snapshot)))
                }
            };
            writing.remove_writing(written.uuid());
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                let (text, language) = (&*text, Language::default());
                writing.add(&mut cutter, Entry { target, text, language })?;
            }
        }
        let hand_out = |give: &dyn Fn(SourceText) -> bool| {
            let mut read = 0;
            while let Some((source, part)) = self.sources.pop() {
                // Not the texts kept in memory: a whole study read once would drive out those that are being read by people.
                let text = match snapshot.codings(source) {
                    Some(_) => rows.source_text(source)?,
                    None => String::new(),
                };
                read += text.len();
                if !give(SourceText { source, part, text })
                    || bytes.is_some_and(|bytes| read >= bytes)
                {
                    break;
                }
            }
            Ok(())
        };
        let add = |handed: &mut dyn Iterator<Item = SourceText>| {
            let mut cutter = Cutter::default();
            for source in handed {
                source.add(writing, &mut cutter, snapshot)?;
            }
            Ok(())
        };
        let added = share_out(hand_out, add)?;
        added.into_iter().collect::<Result<(), SearchError>>()?;
        Ok(self.sources.is_empty())
    }
}

/// A source with its text, and what of it is to be added.
struct SourceText {
    source: SourceId,
    part: Part,
    /// Empty where the source is gone.
    text: String,
}

impl SourceText {
    /// Adds what is to be added of it.
    fn add(
        self,
        writing: &Writing<'_>,
        cutter: &mut Cutter,
        snapshot: &Snapshot,
    ) -> Result<(), SearchError> {
        let Self { source, part, text } = self;
        if matches!(part, Part::Whole) {
            writing.remove_source(source);
        }
        let Some(on) = snapshot.codings(source) else { return Ok(()) };
        let text = Text::new(text);
        let language = snapshot.language_of(source);
        let mut add = |target, text: &str| writing.add(cutter, Entry { target, text, language });
        let mut add_quotation = |quotation: &Quotation| {
            let Quotation { id, span, .. } = *quotation;
            add(Target::Quotation { id, source, span }, text.slice(span))?;
            if !quotation.comment.is_empty() {
                add(Target::Comment { quotation: id, source, span }, &quotation.comment)?;
            }
            Ok(())
        };
        match part {
            Part::Whole => {
                on.quotations.iter().try_for_each(&mut add_quotation)?;
                let mut passages = passages(&text, &on.turns).into_iter();
                passages
                    .try_for_each(|span| add(Target::Passage { source, span }, text.slice(span)))
            }
            Part::Quotations(ids) => {
                ids.iter().filter_map(|&id| on.quotation(id)).try_for_each(add_quotation)
            }
        }
    }
}

/// Everything the team has written.
fn all_written(snapshot: &Snapshot) -> Vec<Written> {
    let memos = snapshot.memos.iter().map(|memo| Written::Memo(memo.id));
    let summaries = snapshot.summaries.values().map(|summary| Written::Summary(summary.id));
    let items = snapshot.outputs.iter().flat_map(|output| &output.items);
    memos.chain(summaries).chain(items.map(|item| Written::Finding(item.id))).collect()
}

/// The stored texts of something that the team has written; links may stand in them.
fn texts(writing: Written, snapshot: &Snapshot) -> Vec<&str> {
    match writing {
        Written::Memo(id) => snapshot.memo(id).map_or_else(Vec::new, |memo| {
            let comments = memo.comments.iter().map(|comment| comment.text.as_str());
            std::iter::once(memo.text.as_str()).chain(comments).collect()
        }),
        Written::Summary(id) => snapshot.summary_of(id).map(|one| &*one.text).into_iter().collect(),
        Written::Finding(id) => {
            snapshot.item(id).map(|(_, item)| &*item.text).into_iter().collect()
        }
    }
}

/// The words of a memo: its title, its text, and what was said to it, with links by the names of now.
pub(super) fn memo_words(memo: &Memo, snapshot: &Snapshot) -> String {
    let comments = memo.comments.iter().map(|comment| searched(&comment.text, snapshot));
    let parts = [memo.title.clone(), searched(&memo.text, snapshot)].into_iter().chain(comments);
    parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// The words of an item of an outline: its title, and its text below it, with links by the names of now.
pub(super) fn item_words(item: &Item, snapshot: &Snapshot) -> String {
    [item.title.clone(), searched(&item.text, snapshot)].join("\n").trim().to_owned()
}

/// A text of the team as it is searched: links by the names of now; a number by the code that it counts, which changes less often.
pub(super) fn searched(text: &str, snapshot: &Snapshot) -> String {
    filled(text, |link| match link.to {
        Some(LinkTo::Object(target)) => {
            snapshot.name_of(target).unwrap_or_else(|| link.words.to_owned())
        }
        Some(LinkTo::Count(..)) | None => link.words.to_owned(),
    })
}

/// The words of a code: its name, and its definition below it.
pub(super) fn definition(code: &Code) -> String {
    if code.definition.is_empty() {
        code.name.clone()
    } else {
        format!("{}\n{}", code.name, code.definition)
    }
}
