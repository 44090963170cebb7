//! What can be found, and how it stands in the index.

use std::sync::Arc;

use serde::Serialize;
use tantivy::columnar::ColumnValues;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{SegmentReader, TantivyDocument, Term};
use uuid::Uuid;

use super::language::Language;
use crate::domain::{CodeId, QuotationId, SourceId, Span};

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
}

impl Target {
    /// What kind of thing it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Passage { .. } => Kind::Passage,
            Self::Quotation { .. } => Kind::Quotation,
            Self::Definition { .. } => Kind::Definition,
            Self::Comment { .. } => Kind::Comment,
        }
    }

    /// The source it stands on.
    fn source(&self) -> Option<SourceId> {
        match *self {
            Self::Passage { source, .. }
            | Self::Quotation { source, .. }
            | Self::Comment { source, .. } => Some(source),
            Self::Definition { .. } => None,
        }
    }

    fn span(&self) -> Span {
        match *self {
            Self::Passage { span, .. }
            | Self::Quotation { span, .. }
            | Self::Comment { span, .. } => span,
            Self::Definition { .. } => Span { start: 0, end: 0 },
        }
    }

    /// The key of the object itself; nil for a passage, which has none.
    fn object(&self) -> Uuid {
        match self {
            Self::Passage { .. } => Uuid::nil(),
            Self::Quotation { id, .. } | Self::Comment { quotation: id, .. } => id.uuid(),
            Self::Definition { code } => code.uuid(),
        }
    }

    /// Orders targets as they are read: by source in the order of import, by place, then definitions.
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
}

impl Kind {
    const ALL: [Self; 4] = [Self::Passage, Self::Quotation, Self::Definition, Self::Comment];
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
pub(super) const FORMAT: u32 = 2;

/// The names of the analysers in the index's schema.
pub(super) const EXACT_ANALYSER: &str = "exact";
pub(super) const WRITTEN_ANALYSER: &str = "written";

/// The name of the analyser that takes the endings of a language off, and of the field with what it gives.
pub(super) fn stems_of(language: Language) -> String {
    format!("stem_{}", language.code())
}

/// The fields of an entry in the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The words as they are written (folded), with their positions.
    pub exact: Field,
    /// The words that are not written as they are folded, each as [`written_analyser`] gives it, with its position.
    ///
    /// [`written_analyser`]: super::analyser::written_analyser
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
        let words = |analyser: &str, record| {
            let indexing =
                TextFieldIndexing::default().set_tokenizer(analyser).set_index_option(record);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let mut stems = Language::all().map(stems_of);
        let stems: [String; Language::COUNT] =
            std::array::from_fn(|_| stems.next().unwrap_or_default());
        let fields = Self {
            exact: schema.add_text_field(
                "exact",
                words(EXACT_ANALYSER, IndexRecordOption::WithFreqsAndPositions),
            ),
            written: schema.add_text_field(
                "written",
                words(WRITTEN_ANALYSER, IndexRecordOption::WithFreqsAndPositions),
            ),
            stems: stems.map(|name| {
                schema.add_text_field(&name, words(&name, IndexRecordOption::WithFreqsAndPositions))
            }),
            key: schema.add_bytes_field("key", INDEXED),
            kind: schema.add_u64_field(KIND, FAST),
            span: schema.add_u64_field(SPAN, FAST),
            source: SOURCE.map(|name| schema.add_u64_field(name, FAST)),
            object: OBJECT.map(|name| schema.add_u64_field(name, FAST)),
        };
        (schema.build(), fields)
    }

    pub(super) fn document(&self, entry: &Entry<'_>) -> TantivyDocument {
        let Entry { target, text, language } = entry;
        let mut document = TantivyDocument::with_capacity(3 * text.len() + 256);
        document.add_text(self.exact, text);
        document.add_text(self.written, text);
        document.add_text(self.stems(*language), text);
        document.add_u64(self.kind, target.kind() as u64);
        let span = target.span();
        document.add_u64(self.span, u64::from(span.start) << 32 | u64::from(span.end));
        let source = target.source().map_or(Uuid::nil(), SourceId::uuid);
        for (fields, uuid) in [(self.source, source), (self.object, target.object())] {
            let (high, low) = uuid.as_u64_pair();
            document.add_u64(fields[0], high);
            document.add_u64(fields[1], low);
            // UUIDs of sources, quotations and codes are as distinct from each other as among themselves.
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

/// The targets of the entries of one segment of the index.
pub(super) struct Targets {
    kind: Arc<dyn ColumnValues<u64>>,
    span: Arc<dyn ColumnValues<u64>>,
    source: [Arc<dyn ColumnValues<u64>>; 2],
    object: [Arc<dyn ColumnValues<u64>>; 2],
}

impl Targets {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let column = |name: &'static str| {
            tantivy::Result::Ok(segment.fast_fields().u64(name)?.first_or_default_col(0))
        };
        let pair =
            |[high, low]: [&'static str; 2]| tantivy::Result::Ok([column(high)?, column(low)?]);
        Ok(Self {
            kind: column(KIND)?,
            span: column(SPAN)?,
            source: pair(SOURCE)?,
            object: pair(OBJECT)?,
        })
    }

    /// The kind of an entry; none if the index holds a number that is no kind.
    pub(super) fn kind(&self, entry: u32) -> Option<Kind> {
        let kind = self.kind.get_val(entry);
        Kind::ALL.into_iter().find(|&known| known as u64 == kind)
    }

    pub(super) fn target(&self, entry: u32) -> Option<Target> {
        let uuid = |[high, low]: &[Arc<dyn ColumnValues<u64>>; 2]| {
            Uuid::from_u64_pair(high.get_val(entry), low.get_val(entry))
        };
        let span = self.span.get_val(entry);
        let span = Span { start: (span >> 32) as u32, end: span as u32 };
        let source = SourceId::new(uuid(&self.source));
        let object = uuid(&self.object);
        Some(match self.kind(entry)? {
            Kind::Passage => Target::Passage { source, span },
            Kind::Quotation => Target::Quotation { id: QuotationId::new(object), source, span },
            Kind::Definition => Target::Definition { code: CodeId::new(object) },
            Kind::Comment => Target::Comment { quotation: QuotationId::new(object), source, span },
        })
    }
}
