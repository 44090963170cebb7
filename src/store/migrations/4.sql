-- Synonyms, saved queries, and how far a coder has looked.
CREATE TABLE synonym (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words      TEXT NOT NULL CHECK (words <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_query (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    query      TEXT NOT NULL,
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE looked (
    coder BLOB NOT NULL PRIMARY KEY REFERENCES coder,
    step  INTEGER NOT NULL,
    at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
