//! What can be found, and how it stands in the index.

use std::sync::Arc;

use serde::Serialize;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{SegmentReader, TantivyDocument, Term};
use uuid::Uuid;

use super::cutter::{Cut, Cutter};
use super::language::Language;
use crate::domain::{CodeId, ItemId, MemoId, QuotationId, SourceId, Span, SummaryId};

/// What a hit leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A turn or paragraph of a source.
    Passage {
        /// The source.
        source: SourceId,
        /// Where in it.
        span: Span,
    },
    /// The text of a quotation.
    Quotation {
        /// The quotation.
        id: QuotationId,
        /// The source it stands on.
        source: SourceId,
        /// Where in it.
        span: Span,
    },
    /// The name and definition of a code.
    Definition {
        /// The code.
        code: CodeId,
    },
    /// The comment on a quotation.
    Comment {
        /// The quotation.
        quotation: QuotationId,
        /// The source it stands on.
        source: SourceId,
        /// Where in it.
        span: Span,
    },
    /// A memo with what was said to it.
    Memo {
        /// The memo.
        id: MemoId,
    },
    /// A summary of the framework matrix.
    Summary {
        /// The summary.
        id: SummaryId,
    },
    /// A heading, finding or paragraph of an outline.
    Item {
        /// The item.
        id: ItemId,
    },
}

impl Target {
    /// What kind of thing it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Passage { .. } => Kind::Passage,
            Self::Quotation { .. } => Kind::Quotation,
            Self::Definition { .. } => Kind::Definition,
            Self::Comment { .. } => Kind::Comment,
            Self::Memo { .. } => Kind::Memo,
            Self::Summary { .. } => Kind::Summary,
            Self::Item { .. } => Kind::Finding,
        }
    }

    /// The source it stands on; none for what the team writes.
    pub fn source(&self) -> Option<SourceId> {
        match *self {
            Self::Passage { source, .. }
            | Self::Quotation { source, .. }
            | Self::Comment { source, .. } => Some(source),
            Self::Definition { .. }
            | Self::Memo { .. }
            | Self::Summary { .. }
            | Self::Item { .. } => None,
        }
    }

    fn span(&self) -> Span {
        match *self {
            Self::Passage { span, .. }
            | Self::Quotation { span, .. }
            | Self::Comment { span, .. } => span,
            Self::Definition { .. }
            | Self::Memo { .. }
            | Self::Summary { .. }
            | Self::Item { .. } => Span { start: 0, end: 0 },
        }
    }

    /// The key of the object itself; nil for a passage, which has none.
    fn object(&self) -> Uuid {
        match self {
            Self::Passage { .. } => Uuid::nil(),
            Self::Quotation { id, .. } | Self::Comment { quotation: id, .. } => id.uuid(),
            Self::Definition { code } => code.uuid(),
            Self::Memo { id } => id.uuid(),
            Self::Summary { id } => id.uuid(),
            Self::Item { id } => id.uuid(),
        }
    }

    /// Orders targets as they are read: by source in the order of import, by place, then what the team writes.
    pub(super) fn place(&self) -> impl Ord + use<> {
        let source = self.source().map(SourceId::uuid);
        (source.is_none(), source, self.span(), self.kind() as u64, self.object())
    }
}

/// The kinds of things that can be found. The numbers stand in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A turn or paragraph of a source.
    Passage = 0,
    /// A quotation.
    Quotation = 1,
    /// The name and definition of a code.
    Definition = 2,
    /// The comment on a quotation.
    Comment = 3,
    /// A memo with what was said to it.
    Memo = 4,
    /// A summary of the framework matrix.
    Summary = 5,
    /// A heading, finding or paragraph of an outline.
    Finding = 6,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Passage,
        Self::Quotation,
        Self::Definition,
        Self::Comment,
        Self::Memo,
        Self::Summary,
        Self::Finding,
    ];
}

/// Something to be found, with its words.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What it is.
    pub target: Target,
    /// Its text; it is not kept, only its words are.
    pub text: &'a str,
    /// The language of its text, whose endings are taken off its words.
    pub language: Language,
}

/// Version of the form in which entries stand in the index, and of the way words are cut and folded. To be raised
/// with any change to either: an index of another version is made again.
pub(super) const FORMAT: u32 = 5;

/// The name of the analyser in the index's schema; see [`line_analyser`](super::cutter::line_analyser).
pub(super) const ANALYSER: &str = "lines";

/// The fields of an entry in the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The words as they are written (folded), with their positions.
    pub exact: Field,
    /// The words that are not written as they are folded, as [`Cut::written`] has them, with their positions.
    pub written: Field,
    /// The words without their endings, by language; each entry stands in one of these fields. A word and its stem have
    /// the same position.
    stems: [Field; Language::COUNT],
    /// What an entry is removed by: the keys of its source, its quotation, its code.
    key: Field,
    kind: Field,
    /// `start << 32 | end`.
    span: Field,
    source: [Field; 2],
    object: [Field; 2],
}

const KIND: &str = "kind";
const SPAN: &str = "span";
const SOURCE: [&str; 2] = ["source_high", "source_low"];
const OBJECT: [&str; 2] = ["object_high", "object_low"];

impl Fields {
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let mut words = |name: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(ANALYSER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let (exact, written) = (words("exact"), words("written"));
        let stems = Language::all().map(|language| words(&format!("stem_{}", language.code())));
        let fields = Self {
            exact,
            written,
            stems,
            key: schema.add_bytes_field("key", INDEXED),
            kind: schema.add_u64_field(KIND, FAST),
            span: schema.add_u64_field(SPAN, FAST),
            source: SOURCE.map(|name| schema.add_u64_field(name, FAST)),
            object: OBJECT.map(|name| schema.add_u64_field(name, FAST)),
        };
        (schema.build(), fields)
    }

    pub(super) fn document(&self, cutter: &mut Cutter, entry: &Entry<'_>) -> TantivyDocument {
        let Entry { target, text, language } = entry;
        let Cut { exact, written, stems } = cutter.cut(text, *language);
        let bytes = exact.len() + written.len() + stems.len();
        let mut document = TantivyDocument::with_capacity(bytes + 256);
        document.add_text(self.exact, &exact);
        document.add_text(self.written, &written);
        document.add_text(self.stems(*language), &stems);
        document.add_u64(self.kind, target.kind() as u64);
        let span = target.span();
        document.add_u64(self.span, u64::from(span.start) << 32 | u64::from(span.end));
        let source = target.source().map_or(Uuid::nil(), SourceId::uuid);
        for (fields, uuid) in [(self.source, source), (self.object, target.object())] {
            let (high, low) = uuid.as_u64_pair();
            document.add_u64(fields[0], high);
            document.add_u64(fields[1], low);
            // UUIDs of sources, quotations, codes and memos are as distinct from each other as among themselves.
            if !uuid.is_nil() {
                document.add_bytes(self.key, uuid.as_bytes());
            }
        }
        document
    }

    /// The field with the stems of entries in a language.
    pub(super) fn stems(&self, language: Language) -> Field {
        self.stems[language.place()]
    }

    /// The term that all entries bear that stand on, or are, the object with this key.
    pub(super) fn key(&self, uuid: Uuid) -> Term {
        Term::from_field_bytes(self.key, uuid.as_bytes())
    }
}

/// The targets of all entries of a segment of the index, which never change; none where the index holds no such kind.
pub(super) fn targets(segment: &SegmentReader) -> tantivy::Result<Arc<[Option<Target>]>> {
    let column = |name: &'static str| {
        tantivy::Result::Ok(segment.fast_fields().u64(name)?.first_or_default_col(0))
    };
    let pair = |[high, low]: [&'static str; 2]| {
        let (high, low) = (column(high)?, column(low)?);
        let uuid = move |entry| Uuid::from_u64_pair(high.get_val(entry), low.get_val(entry));
        tantivy::Result::Ok(uuid)
    };
    let (kinds, spans) = (column(KIND)?, column(SPAN)?);
    let (sources, objects) = (pair(SOURCE)?, pair(OBJECT)?);
    let target = |entry: u32| {
        let kind = kinds.get_val(entry);
        let span = spans.get_val(entry);
        let span = Span { start: (span >> 32) as u32, end: span as u32 };
        let source = SourceId::new(sources(entry));
        let object = objects(entry);
        Some(match Kind::ALL.into_iter().find(|&known| known as u64 == kind)? {
            Kind::Passage => Target::Passage { source, span },
            Kind::Quotation => Target::Quotation { id: QuotationId::new(object), source, span },
            Kind::Definition => Target::Definition { code: CodeId::new(object) },
            Kind::Comment => Target::Comment { quotation: QuotationId::new(object), source, span },
            Kind::Memo => Target::Memo { id: MemoId::new(object) },
            Kind::Summary => Target::Summary { id: SummaryId::new(object) },
            Kind::Finding => Target::Item { id: ItemId::new(object) },
        })
    };
    Ok((0..segment.max_doc()).map(target).collect())
}
