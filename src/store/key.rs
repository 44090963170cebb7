//! Keys as they stand in the file: UUIDs of 16 bytes.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Row, ToSql};
use uuid::Uuid;

use crate::domain::{
    AcceptanceId, AttributeId, BoardId, BoardSnapshotId, CardId, CaseId, CodeAnswerId, CodeId,
    CodeLinkId, CodeQuestionId, CodeSetId, CoderId, CodingId, CounterSearchId, ExtractId, FlagId,
    FrameworkVersionId, ItemId, LabelStyleId, MarkupId, MatrixId, MeetingId, MemoCommentId, MemoId,
    OutputId, PersonId, PrintingId, QuotationId, QuotationLinkId, ReasonId, RowId, SavedQueryId,
    SourceId, SummaryId, SynonymId, TermId, TurnId,
};

/// A kind of key that can be made from a UUID.
pub trait KeySource: Copy {
    /// Takes the UUID as the key.
    fn from_uuid(uuid: Uuid) -> Self;
    /// Gives the key's UUID.
    fn to_uuid(self) -> Uuid;
}

macro_rules! keys {
    ($($name:ident),*) => {$(
        impl KeySource for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self::new(uuid)
            }
            fn to_uuid(self) -> Uuid {
                self.uuid()
            }
        }
    )*};
}

keys!(
    MemoId,
    MemoCommentId,
    MatrixId,
    SummaryId,
    ItemId,
    CounterSearchId,
    BoardId,
    CardId,
    BoardSnapshotId,
    AcceptanceId,
    AttributeId,
    CaseId,
    CodeAnswerId,
    CodeId,
    CodeLinkId,
    CodeQuestionId,
    CodeSetId,
    CoderId,
    CodingId,
    ExtractId,
    FlagId,
    FrameworkVersionId,
    LabelStyleId,
    OutputId,
    PrintingId,
    MarkupId,
    PersonId,
    MeetingId,
    QuotationId,
    QuotationLinkId,
    ReasonId,
    RowId,
    SavedQueryId,
    SourceId,
    SynonymId,
    TermId,
    TurnId
);

/// A new key (UUID version 7: keys made later sort later).
pub fn fresh<K: KeySource>() -> K {
    K::from_uuid(Uuid::now_v7())
}

/// A key as a column of a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<K>(pub K);

impl<K: KeySource> Key<K> {
    /// The key's bytes, where a statement takes keys of several kinds.
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_uuid().into_bytes()
    }
}

impl<K: KeySource> ToSql for Key<K> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_uuid().into_bytes().to_vec()))
    }
}

impl<K: KeySource> FromSql for Key<K> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| FromSqlError::InvalidBlobSize {
            expected_size: 16,
            blob_size: bytes.len(),
        })?;
        Ok(Self(K::from_uuid(Uuid::from_bytes(bytes))))
    }
}

/// The key in a column of a row.
pub(super) fn get<K: KeySource>(row: &Row<'_>, column: usize) -> rusqlite::Result<K> {
    row.get::<_, Key<K>>(column).map(|key| key.0)
}

/// The key in a column that may be empty.
pub(super) fn get_optional<K: KeySource>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<K>> {
    row.get::<_, Option<Key<K>>>(column).map(|key| key.map(|key| key.0))
}
