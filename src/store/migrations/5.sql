-- From version 4 to 5: the register. People, cases and meetings with what is known of them, apart by what may be printed; typed
-- attributes of all of them, with public values.
ALTER TABLE "case" RENAME TO case_4;
ALTER TABLE person RENAME TO person_4;
ALTER TABLE source RENAME TO source_4;
ALTER TABLE attribute RENAME TO attribute_4;
ALTER TABLE source_attribute RENAME TO source_attribute_4;
DROP INDEX source_by_sha256;
DROP INDEX source_by_case;
DROP INDEX source_attribute_by_attribute;
CREATE TABLE "case" (
    id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name           TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    real_name      TEXT NOT NULL DEFAULT '',
    profile        TEXT NOT NULL DEFAULT '',
    profile_public INTEGER NOT NULL DEFAULT 0 CHECK (profile_public IN (0, 1)),
    part_of        BLOB REFERENCES "case" ON DELETE SET NULL CHECK (part_of <> id),
    part_since     TEXT,
    merged_into    BLOB REFERENCES "case" ON DELETE SET NULL CHECK (merged_into <> id),
    merged_at      TEXT,
    note           TEXT NOT NULL DEFAULT '',
    created_at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    part        TEXT NOT NULL DEFAULT 'interviewed' CHECK (part IN ('interviewed', 'observed', 'mentioned')),
    series      TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
    number      INTEGER CHECK (number >= 0),
    role        TEXT NOT NULL DEFAULT '',
    fine_role   TEXT NOT NULL DEFAULT '',
    qualifier   TEXT NOT NULL DEFAULT '',
    real_name   TEXT NOT NULL DEFAULT '',
    post        TEXT NOT NULL DEFAULT '',
    "case"      BLOB REFERENCES "case" ON DELETE SET NULL,
    recorded    INTEGER CHECK (recorded IN (0, 1)),
    transcribed INTEGER CHECK (transcribed IN (0, 1)),
    withdrawn   TEXT,
    note        TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE meeting (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    series     TEXT NOT NULL DEFAULT 'M' COLLATE NOCASE,
    number     INTEGER CHECK (number >= 0),
    kind       TEXT NOT NULL DEFAULT '',
    "date"     TEXT,
    minutes    INTEGER CHECK (minutes >= 0),
    "case"     BLOB REFERENCES "case" ON DELETE SET NULL,
    note       TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE meeting_person (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting BLOB NOT NULL REFERENCES meeting ON DELETE CASCADE,
    person  BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
    UNIQUE (meeting, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE source (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    kind        TEXT NOT NULL
                CHECK (kind IN ('interview', 'fieldnote', 'document', 'survey', 'template')),
    "date"      TEXT,
    language    TEXT,
    "case"      BLOB REFERENCES "case" ON DELETE SET NULL,
    meeting     BLOB REFERENCES meeting ON DELETE SET NULL,
    round       TEXT NOT NULL DEFAULT '',
    form        TEXT NOT NULL DEFAULT '',
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
CREATE TABLE attribute (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    subject    TEXT NOT NULL DEFAULT 'source' CHECK (subject IN ('source', 'person', 'case', 'meeting')),
    name       TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
    type       TEXT NOT NULL DEFAULT 'text'
               CHECK (type IN ('text', 'number', 'yes or no', 'date', 'choice', 'ordered choice')),
    choices    TEXT NOT NULL DEFAULT '[]',
    public     INTEGER NOT NULL DEFAULT 0 CHECK (public IN (0, 1)),
    note       TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    UNIQUE (subject, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE source_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source    BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE (source, attribute, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person    BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE (person, attribute, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "case"    BLOB NOT NULL REFERENCES "case" ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE ("case", attribute, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE meeting_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting   BLOB NOT NULL REFERENCES meeting ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE (meeting, attribute, since)
) STRICT, WITHOUT ROWID;
INSERT INTO "case" (id, name, created_at) SELECT id, name, created_at FROM case_4;
INSERT INTO person (id, name, created_at) SELECT id, name, created_at FROM person_4;
INSERT INTO source (id, name, kind, "date", language, "case", length, sha256, file_name, file_size, file_sha256, encoding, doubts,
                    cleaned, imported_at, text)
SELECT id, name, kind, "date", language, "case", length, sha256, file_name, file_size, file_sha256, encoding, doubts,
       cleaned, imported_at, text FROM source_4;
INSERT INTO attribute (id, name, created_at) SELECT id, name, created_at FROM attribute_4;
INSERT INTO source_attribute (id, source, attribute, value) SELECT id, source, attribute, value FROM source_attribute_4;
DROP TABLE source_attribute_4;
DROP TABLE attribute_4;
DROP TABLE source_4;
DROP TABLE person_4;
DROP TABLE case_4;
CREATE UNIQUE INDEX person_by_number ON person (series, number) WHERE number IS NOT NULL;
CREATE INDEX person_by_case ON person ("case");
CREATE UNIQUE INDEX meeting_by_number ON meeting (series, number) WHERE number IS NOT NULL;
CREATE INDEX meeting_by_case ON meeting ("case");
CREATE INDEX meeting_person_by_person ON meeting_person (person);
CREATE INDEX source_by_sha256 ON source (sha256);
CREATE INDEX source_by_case ON source ("case");
CREATE INDEX source_by_meeting ON source (meeting);
CREATE INDEX source_attribute_by_attribute ON source_attribute (attribute);
CREATE INDEX person_attribute_by_attribute ON person_attribute (attribute);
CREATE INDEX case_attribute_by_attribute ON case_attribute (attribute);
CREATE INDEX meeting_attribute_by_attribute ON meeting_attribute (attribute);
