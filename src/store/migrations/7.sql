CREATE TABLE memo (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title      TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL DEFAULT '',
    kind       TEXT NOT NULL DEFAULT 'analytic' CHECK (kind <> ''),
    status     TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'agreed', 'dropped')),
    pinned     INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE memo_comment (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    memo       BLOB NOT NULL REFERENCES memo ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    text       TEXT NOT NULL CHECK (text <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX memo_comment_by_memo ON memo_comment (memo);
CREATE TABLE matrix (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    "rows"     TEXT NOT NULL CHECK ("rows" IN ('case', 'person', 'source')),
    branch     BLOB REFERENCES code ON DELETE SET NULL,
    settings   TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX matrix_by_branch ON matrix (branch) WHERE branch IS NOT NULL;
CREATE TABLE summary (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code       BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    "case"     BLOB REFERENCES "case" ON DELETE CASCADE,
    person     BLOB REFERENCES person ON DELETE CASCADE,
    source     BLOB REFERENCES source ON DELETE CASCADE,
    text       TEXT NOT NULL DEFAULT '',
    state      TEXT NOT NULL DEFAULT 'written' CHECK (state IN ('written', 'nothing', 'not asked')),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    written_at TEXT NOT NULL,
    CHECK (("case" IS NOT NULL) + (person IS NOT NULL) + (source IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX summary_of_case ON summary ("case", code) WHERE "case" IS NOT NULL;
CREATE UNIQUE INDEX summary_of_person ON summary (person, code) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX summary_of_source ON summary (source, code) WHERE source IS NOT NULL;
CREATE INDEX summary_by_code ON summary (code);
CREATE TABLE item (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    output     BLOB NOT NULL REFERENCES output ON DELETE CASCADE,
    parent     BLOB REFERENCES item ON DELETE CASCADE CHECK (parent <> id),
    position   INTEGER NOT NULL CHECK (position >= 0),
    kind       TEXT NOT NULL CHECK (kind IN ('heading', 'finding', 'paragraph')),
    title      TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL DEFAULT '',
    state      TEXT NOT NULL DEFAULT 'idea' CHECK (state IN ('idea', 'draft', 'tested', 'agreed')),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX item_by_output ON item (output);
CREATE INDEX item_by_parent ON item (parent) WHERE parent IS NOT NULL;
CREATE TABLE counter_search (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    item       BLOB NOT NULL REFERENCES item ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    found      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counter_search_by_item ON counter_search (item);
CREATE TABLE mention (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    memo    BLOB REFERENCES memo ON DELETE CASCADE,
    summary BLOB REFERENCES summary ON DELETE CASCADE,
    item    BLOB REFERENCES item ON DELETE CASCADE,
    kind    TEXT NOT NULL CHECK (kind IN ('code', 'quote', 'source', 'case', 'person', 'meeting', 'memo', 'summary')),
    target  BLOB NOT NULL CHECK (length(target) = 16),
    written INTEGER NOT NULL CHECK (written IN (0, 1)),
    CHECK ((memo IS NOT NULL) + (summary IS NOT NULL) + (item IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mention_of_memo ON mention (memo, target, written) WHERE memo IS NOT NULL;
CREATE UNIQUE INDEX mention_of_summary ON mention (summary, target, written) WHERE summary IS NOT NULL;
CREATE UNIQUE INDEX mention_of_item ON mention (item, target, written) WHERE item IS NOT NULL;
CREATE INDEX mention_by_target ON mention (target);
CREATE TABLE board (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE card (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    board      BLOB NOT NULL REFERENCES board ON DELETE CASCADE,
    code       BLOB REFERENCES code ON DELETE CASCADE,
    quotation  BLOB REFERENCES quotation ON DELETE CASCADE,
    memo       BLOB REFERENCES memo ON DELETE CASCADE,
    theme      BLOB REFERENCES card ON DELETE SET NULL CHECK (theme <> id),
    title      TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL DEFAULT '',
    x          REAL NOT NULL,
    y          REAL NOT NULL,
    created_at TEXT NOT NULL,
    CHECK ((code IS NOT NULL) + (quotation IS NOT NULL) + (memo IS NOT NULL) <= 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_by_board ON card (board);
CREATE INDEX card_by_code ON card (code) WHERE code IS NOT NULL;
CREATE INDEX card_by_quotation ON card (quotation) WHERE quotation IS NOT NULL;
CREATE INDEX card_by_memo ON card (memo) WHERE memo IS NOT NULL;
CREATE INDEX card_by_theme ON card (theme) WHERE theme IS NOT NULL;
CREATE TABLE board_snapshot (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    board      BLOB NOT NULL REFERENCES board ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (name <> ''),
    cards      TEXT NOT NULL,
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX board_snapshot_by_board ON board_snapshot (board);
CREATE TABLE source_read (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    created_at TEXT NOT NULL,
    UNIQUE (source, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_read_by_coder ON source_read (coder);
DROP INDEX extract_by_output;
DROP INDEX extract_by_quotation;
DROP INDEX extract_by_code;
ALTER TABLE extract RENAME TO extract_6;
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
    created_at TEXT NOT NULL,
    item       BLOB REFERENCES item ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
INSERT INTO extract (id, output, quotation, code, position, trims, doubtful, stands_for, why, note, created_at)
SELECT id, output, quotation, code, position, trims, doubtful, stands_for, why, note, created_at FROM extract_6;
DROP TABLE extract_6;
CREATE INDEX extract_by_output ON extract (output);
CREATE INDEX extract_by_quotation ON extract (quotation);
CREATE INDEX extract_by_code ON extract (code);
CREATE INDEX extract_by_item ON extract (item) WHERE item IS NOT NULL;
