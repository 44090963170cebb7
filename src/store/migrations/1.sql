-- The project file of Marginalia: one SQLite file, one study.
--
-- This is the one place where the shape of the file stands. The numbered steps in src/store/migrations/ lead an
-- older file here; a test proves that they do.
--
-- Positions are code points, half-open: substr(text, start + 1, "end" - start) gives the words of a quotation.
-- Keys are UUIDs (version 7) of 16 bytes; times are RFC 3339 in UTC.

PRAGMA application_id = 1298231911; -- "Marg"
PRAGMA user_version = 1;

-- Facts of the file itself: id, created_at, opened_by. Not part of the history.
CREATE TABLE project (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The people who code.
CREATE TABLE coder (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Imported texts. The text never changes; sha256 is of its UTF-8 bytes, file_sha256 of the file it was read from;
-- doubts is a JSON list of sentences.
CREATE TABLE source (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    kind        TEXT NOT NULL CHECK (kind IN ('interview', 'fieldnote', 'document')),
    length      INTEGER NOT NULL CHECK (length >= 0),
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
    encoding    TEXT NOT NULL,
    doubts      TEXT NOT NULL DEFAULT '[]',
    imported_at TEXT NOT NULL,
    text        TEXT NOT NULL CHECK (instr(text, char(0)) = 0)
) STRICT;
CREATE INDEX source_by_sha256 ON source (sha256);

-- Who speaks where. marker: code points of the marker at the start of the turn.
CREATE TABLE turn (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source  BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start   INTEGER NOT NULL CHECK (start >= 0),
    "end"   INTEGER NOT NULL CHECK ("end" >= start),
    marker  INTEGER NOT NULL CHECK (marker >= 0),
    speaker TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX turn_by_source ON turn (source, start);

-- Spans of a source's text, with or without codes.
CREATE TABLE quotation (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" > start),
    comment    TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_by_source ON quotation (source, start, "end");

-- The code framework.
CREATE TABLE code (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    parent     BLOB REFERENCES code ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL DEFAULT '',
    colour     TEXT CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
    origin     TEXT NOT NULL CHECK (origin IN ('framework', 'inductive', 'in vivo')),
    position   INTEGER NOT NULL CHECK (position >= 0),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_by_parent ON code (parent);

-- One coder applied one code to one quotation.
CREATE TABLE coding (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    quotation  BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    code       BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (quotation, code, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_by_code ON coding (code);
CREATE INDEX coding_by_coder ON coding (coder);

-- The codes a coder keeps under the number keys.
CREATE TABLE quick_code (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    coder  BLOB NOT NULL REFERENCES coder,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9),
    code   BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    UNIQUE (coder, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quick_code_by_code ON quick_code (code);

-- Where a coder stopped reading: a code point of the line at the top, and how many points of it were out of sight. Not
-- part of the history.
CREATE TABLE reading (
    coder    BLOB NOT NULL REFERENCES coder,
    source   BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    "at"     INTEGER NOT NULL,
    "offset" REAL NOT NULL,
    read_at  TEXT NOT NULL,
    PRIMARY KEY (coder, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_source ON reading (source);

-- The history: one step for each thing done, never rewritten. An undo is a step of its own that names the step it
-- takes back.
CREATE TABLE step (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    id     BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    at     TEXT NOT NULL,
    coder  BLOB,
    label  TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'join')),
    undoes INTEGER REFERENCES step
) STRICT;
CREATE INDEX step_by_undoes ON step (undoes);

-- What a step did to each row: an insert names the row, an update has the changed columns before and after, a delete
-- the whole row before (JSON; keys as upper-case hex digits).
CREATE TABLE change (
    id      INTEGER PRIMARY KEY,
    step    INTEGER NOT NULL REFERENCES step,
    "table" TEXT NOT NULL,
    "row"   BLOB NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    before  TEXT,
    after   TEXT
) STRICT;
CREATE INDEX change_by_step ON change (step);
