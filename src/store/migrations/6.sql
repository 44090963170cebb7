CREATE TABLE label_style (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    style      TEXT NOT NULL,
    screen     INTEGER NOT NULL DEFAULT 0 CHECK (screen IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE output (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    style      TEXT NOT NULL CHECK (style <> ''),
    settings   TEXT NOT NULL DEFAULT '{}',
    numbers    TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE extract (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    output     BLOB NOT NULL REFERENCES output ON DELETE CASCADE,
    quotation  BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    code       BLOB REFERENCES code ON DELETE SET NULL,
    position   INTEGER NOT NULL CHECK (position >= 0),
    trims      TEXT NOT NULL DEFAULT '{}',
    doubtful   INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1)),
    stands_for TEXT CHECK (stands_for IN ('typical', 'contrasting', 'unusual', 'against', 'background')),
    why        TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX extract_by_output ON extract (output);
CREATE INDEX extract_by_quotation ON extract (quotation);
CREATE INDEX extract_by_code ON extract (code);
CREATE TABLE acceptance (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    output     BLOB NOT NULL REFERENCES output ON DELETE CASCADE,
    finding    TEXT NOT NULL CHECK (finding <> ''),
    reason     TEXT NOT NULL CHECK (reason <> ''),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (output, finding)
) STRICT, WITHOUT ROWID;
CREATE TABLE printing (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    output     BLOB REFERENCES output ON DELETE SET NULL,
    name       TEXT NOT NULL,
    format     TEXT NOT NULL,
    style      TEXT NOT NULL,
    private    INTEGER NOT NULL CHECK (private IN (0, 1)),
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX printing_by_output ON printing (output);
CREATE TABLE printed_extract (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    printing  BLOB NOT NULL REFERENCES printing ON DELETE CASCADE,
    quotation BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    printed   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX printed_extract_by_printing ON printed_extract (printing);
CREATE INDEX printed_extract_by_quotation ON printed_extract (quotation);
