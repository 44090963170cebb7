-- From version 2 to 3: what a framework needs over the life of a study. Codes say when to use them and when not, which
-- question they serve, who made them at which passage; examples, links, sets, questions, named versions, reasons; comments
-- of codings, flags and links of quotations.
ALTER TABLE code RENAME TO code_2;
ALTER TABLE coding RENAME TO coding_2;
DROP INDEX code_by_parent;
DROP INDEX coding_by_code;
DROP INDEX coding_by_coder;
CREATE TABLE code (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    parent     BLOB REFERENCES code ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL DEFAULT '',
    include    TEXT NOT NULL DEFAULT '',
    exclude    TEXT NOT NULL DEFAULT '',
    question   TEXT NOT NULL DEFAULT '',
    colour     TEXT CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
    origin     TEXT NOT NULL CHECK (origin IN ('framework', 'inductive', 'in vivo')),
    coder      BLOB REFERENCES coder,
    passage    BLOB REFERENCES quotation ON DELETE SET NULL,
    applicable INTEGER NOT NULL DEFAULT 1 CHECK (applicable IN (0, 1)),
    archived   INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    position   INTEGER NOT NULL CHECK (position >= 0),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_by_parent ON code (parent);
CREATE INDEX code_by_passage ON code (passage) WHERE passage IS NOT NULL;
CREATE TABLE code_example (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code      BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    quotation BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    UNIQUE (code, quotation)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_example_by_quotation ON code_example (quotation);
CREATE TABLE code_link (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "from"     BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    "to"       BLOB NOT NULL REFERENCES code ON DELETE CASCADE CHECK ("to" <> "from"),
    kind       TEXT NOT NULL CHECK (kind <> ''),
    created_at TEXT NOT NULL,
    UNIQUE ("from", "to", kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_link_by_to ON code_link ("to");
CREATE TABLE code_set (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE code_set_member (
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "set" BLOB NOT NULL REFERENCES code_set ON DELETE CASCADE,
    code  BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    UNIQUE ("set", code)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_set_member_by_code ON code_set_member (code);
CREATE TABLE code_question (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code       BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    text       TEXT NOT NULL CHECK (text <> ''),
    settled    INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_question_by_code ON code_question (code);
CREATE TABLE code_answer (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    question   BLOB NOT NULL REFERENCES code_question ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    text       TEXT NOT NULL CHECK (text <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_answer_by_question ON code_answer (question);
CREATE TABLE framework_version (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    step       INTEGER NOT NULL REFERENCES step,
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE reason (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    step       INTEGER NOT NULL UNIQUE REFERENCES step,
    text       TEXT NOT NULL DEFAULT '',
    meeting    TEXT NOT NULL DEFAULT '',
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE code_review (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code       BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (code, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_review_by_source ON code_review (source);
CREATE TABLE coding (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    quotation  BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    code       BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    comment    TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    UNIQUE (quotation, code, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_by_code ON coding (code);
CREATE INDEX coding_by_coder ON coding (coder);
CREATE TABLE flag (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    quotation  BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (name <> ''),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (quotation, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE quotation_link (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "from"     BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    "to"       BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE CHECK ("to" <> "from"),
    kind       TEXT NOT NULL CHECK (kind <> ''),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE ("from", "to", kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_link_by_to ON quotation_link ("to");
CREATE INDEX change_by_row ON change ("row");
CREATE INDEX change_of_framework ON change ("table", id)
    WHERE "table" = 'code' OR "table" = 'code_example' OR "table" = 'code_link' OR "table" = 'code_set'
        OR "table" = 'code_set_member' OR "table" = 'code_question' OR "table" = 'code_answer';
CREATE INDEX change_of_codings ON change (step) WHERE "table" = 'coding' AND kind = 'update';
-- Who made a code, as far as the history tells.
INSERT INTO code (id, parent, name, definition, colour, origin, coder, position, created_at)
    SELECT id, parent, name, definition, colour, origin,
           (SELECT step.coder FROM change JOIN step ON step.seq = change.step
            WHERE "row" = code_2.id AND change.kind = 'insert' AND step.coder IN (SELECT id FROM coder)
            ORDER BY change.id LIMIT 1),
           position, created_at
    FROM code_2;
INSERT INTO coding (id, quotation, code, coder, created_at)
    SELECT id, quotation, code, coder, created_at FROM coding_2;
DROP TABLE coding_2;
DROP TABLE code_2;
