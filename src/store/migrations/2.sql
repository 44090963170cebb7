-- From version 1 to 2: cases, people, attributes, markup, terms, the files themselves; what is known of a source's file, time
-- and language; times of turns; quotations that lost their words.
ALTER TABLE source RENAME TO source_1;
ALTER TABLE turn RENAME TO turn_1;
ALTER TABLE quotation RENAME TO quotation_1;
DROP INDEX source_by_sha256;
DROP INDEX turn_by_source;
DROP INDEX quotation_by_source;
CREATE TABLE "case" (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE source (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    kind        TEXT NOT NULL
                CHECK (kind IN ('interview', 'fieldnote', 'document', 'survey', 'template')),
    "date"      TEXT,
    language    TEXT,
    "case"      BLOB REFERENCES "case" ON DELETE SET NULL,
    length      INTEGER NOT NULL CHECK (length >= 0),
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    file_name   TEXT NOT NULL DEFAULT '',
    file_size   INTEGER NOT NULL DEFAULT 0 CHECK (file_size >= 0),
    file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
    encoding    TEXT NOT NULL,
    doubts      TEXT NOT NULL DEFAULT '[]',
    cleaned     TEXT NOT NULL DEFAULT '[]',
    imported_at TEXT NOT NULL,
    text        TEXT NOT NULL CHECK (instr(text, char(0)) = 0)
) STRICT;
CREATE TABLE source_person (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
    UNIQUE (source, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE original (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;
CREATE TABLE attribute (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE source_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source    BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    UNIQUE (source, attribute)
) STRICT, WITHOUT ROWID;
CREATE TABLE turn (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source  BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start   INTEGER NOT NULL CHECK (start >= 0),
    "end"   INTEGER NOT NULL CHECK ("end" >= start),
    marker  INTEGER NOT NULL CHECK (marker >= 0),
    speaker TEXT,
    time    INTEGER CHECK (time >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE markup (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start  INTEGER NOT NULL CHECK (start >= 0),
    "end"  INTEGER NOT NULL CHECK ("end" >= start),
    kind   TEXT NOT NULL CHECK (kind IN ('bold', 'italic', 'heading', 'page', 'answer', 'skipped',
                                         'not-asked', 'observer', 'bracket')),
    value  TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE quotation (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" > start OR ("end" = start AND was IS NOT NULL)),
    comment    TEXT NOT NULL DEFAULT '',
    was        TEXT,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE term (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    private    TEXT NOT NULL UNIQUE CHECK (private <> ''),
    public     TEXT CHECK (public <> ''),
    kind       TEXT NOT NULL CHECK (kind IN ('name', 'place', 'organisation', 'other')),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX source_by_sha256 ON source (sha256);
CREATE INDEX source_by_case ON source ("case");
CREATE INDEX source_person_by_person ON source_person (person);
CREATE INDEX source_attribute_by_attribute ON source_attribute (attribute);
CREATE INDEX turn_by_source ON turn (source, start);
CREATE INDEX markup_by_source ON markup (source, start);
CREATE INDEX quotation_by_source ON quotation (source, start, "end");
INSERT INTO source (id, name, kind, length, sha256, file_sha256, encoding, doubts, imported_at, text)
    SELECT id, name, kind, length, sha256, file_sha256, encoding, doubts, imported_at, text FROM source_1;
INSERT INTO turn (id, source, start, "end", marker, speaker)
    SELECT id, source, start, "end", marker, speaker FROM turn_1;
INSERT INTO quotation (id, source, start, "end", comment, created_at)
    SELECT id, source, start, "end", comment, created_at FROM quotation_1;
DROP TABLE quotation_1;
DROP TABLE turn_1;
DROP TABLE source_1;
