-- The project file of Marginalia: one SQLite file, one study.
--
-- This is the one place where the shape of the file stands. The numbered steps in src/store/migrations/ lead an
-- older file here; a test proves that they do.
--
-- Positions are code points, half-open: substr(text, start + 1, "end" - start) gives the words of a quotation.
-- Keys are UUIDs (version 7) of 16 bytes; times are RFC 3339 in UTC.

PRAGMA application_id = 1298231911; -- "Marg"
PRAGMA user_version = 7;

-- Facts of the file itself: id, created_at, opened_by, import_rules, survey_layout. Not part of the history.
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

-- Units of comparison: sites, organisations. name: the pseudonym. real_name and note are private; the profile is printed only
-- where it is public. part_of: another case that it is a part of, since a date; merged_into: another that took it in, then.
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

-- People interviewed, observed or only mentioned. name: as the texts name them, GP ID 161. series and number: by which labels
-- tell them apart. real_name, post and note are private; role (coarse), fine_role and qualifier are what may be printed.
-- recorded, transcribed: whether they agreed to it, where that is known; withdrawn: when they took their consent back.
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
CREATE UNIQUE INDEX person_by_number ON person (series, number) WHERE number IS NOT NULL;
CREATE INDEX person_by_case ON person ("case");

-- Observed meetings, with a number series of their own. kind: Executive, Governing body; note is private.
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
CREATE UNIQUE INDEX meeting_by_number ON meeting (series, number) WHERE number IS NOT NULL;
CREATE INDEX meeting_by_case ON meeting ("case");

-- Who was at a meeting.
CREATE TABLE meeting_person (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting BLOB NOT NULL REFERENCES meeting ON DELETE CASCADE,
    person  BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
    UNIQUE (meeting, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_person_by_person ON meeting_person (person);

-- Imported texts, as they stand now. sha256 is of the text's UTF-8 bytes, file_sha256 of the file it was read from. date:
-- 2012, 2012-03 or 2012-03-14, of what it tells of; language: ISO 639-1; meeting: which it tells of, or was a paper of; round:
-- of which repeat of the study; form: what labels call it besides its kind, a telephone interview, minutes. doubts is a JSON list of sentences; cleaned a JSON
-- list of the rules by which its text was cleaned up and how many places each changed. The history holds each earlier
-- wording of a text (see "change").
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
CREATE INDEX source_by_sha256 ON source (sha256);
CREATE INDEX source_by_case ON source ("case");
CREATE INDEX source_by_meeting ON source (meeting);

-- The people a source is of or about.
CREATE TABLE source_person (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
    UNIQUE (source, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_person_by_person ON source_person (person);

-- The bytes of files as they were imported, by their SHA-256, where the project keeps them. Not part of the history.
CREATE TABLE original (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;

-- Properties of sources, people, cases and meetings, such as the closed questions of a survey. type: what its values are;
-- choices: a JSON list of them, in their order; note: why it is kept. Where it is public, its values may be printed.
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

-- Values of attributes. public: what is printed instead, such as a range; since: from when it holds, where it changed.
CREATE TABLE source_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source    BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE (source, attribute, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_attribute_by_attribute ON source_attribute (attribute);

CREATE TABLE person_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person    BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE (person, attribute, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_attribute_by_attribute ON person_attribute (attribute);

CREATE TABLE case_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "case"    BLOB NOT NULL REFERENCES "case" ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE ("case", attribute, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_attribute_by_attribute ON case_attribute (attribute);

CREATE TABLE meeting_attribute (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    meeting   BLOB NOT NULL REFERENCES meeting ON DELETE CASCADE,
    attribute BLOB NOT NULL REFERENCES attribute ON DELETE CASCADE,
    value     TEXT NOT NULL CHECK (value <> ''),
    public    TEXT CHECK (public <> ''),
    since     TEXT NOT NULL DEFAULT '',
    UNIQUE (meeting, attribute, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_attribute_by_attribute ON meeting_attribute (attribute);

-- Who speaks where. marker: code points of the marker at the start of the turn; time: milliseconds into the recording.
CREATE TABLE turn (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source  BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start   INTEGER NOT NULL CHECK (start >= 0),
    "end"   INTEGER NOT NULL CHECK ("end" >= start),
    marker  INTEGER NOT NULL CHECK (marker >= 0),
    speaker TEXT,
    time    INTEGER CHECK (time >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX turn_by_source ON turn (source, start);

-- What is marked in a text besides. kind and value: bold; italic; heading 1 to 6; page and what is printed as its number;
-- answer, skipped or not-asked and the question; observer, the researcher's own remark; bracket and what a person said it is.
CREATE TABLE markup (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start  INTEGER NOT NULL CHECK (start >= 0),
    "end"  INTEGER NOT NULL CHECK ("end" >= start),
    kind   TEXT NOT NULL CHECK (kind IN ('bold', 'italic', 'heading', 'page', 'answer', 'skipped',
                                         'not-asked', 'observer', 'bracket')),
    value  TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX markup_by_source ON markup (source, start);

-- Spans of a source's text, with or without codes. was: the words it stood on, once an edit has replaced or removed all of
-- them and until somebody has looked; the span is empty when nothing stands in their place.
CREATE TABLE quotation (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" > start OR ("end" = start AND was IS NOT NULL)),
    comment    TEXT NOT NULL DEFAULT '',
    was        TEXT,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_by_source ON quotation (source, start, "end");

-- The code framework. definition: what it means; include and exclude: when to use it and when not; question: the research
-- question it serves. coder, created_at and passage: who made it, when, and at which quotation. A code that is not
-- applicable only holds others.
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

-- Quotations that show what a code means, in the order they were chosen.
CREATE TABLE code_example (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code      BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    quotation BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    UNIQUE (code, quotation)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_example_by_quotation ON code_example (quotation);

-- What leads from one code to another besides the tree: a problem to its solution, a step along a continuum.
CREATE TABLE code_link (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "from"     BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    "to"       BLOB NOT NULL REFERENCES code ON DELETE CASCADE CHECK ("to" <> "from"),
    kind       TEXT NOT NULL CHECK (kind <> ''),
    created_at TEXT NOT NULL,
    UNIQUE ("from", "to", kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_link_by_to ON code_link ("to");

-- Codes gathered across the tree.
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

-- What is open or was settled about a code: a question and the answers to it.
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

-- Versions of the framework by name: its state after a step.
CREATE TABLE framework_version (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    step       INTEGER NOT NULL REFERENCES step,
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Why something was done, and at which meeting it was agreed; noted with a step or later.
CREATE TABLE reason (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    step       INTEGER NOT NULL UNIQUE REFERENCES step,
    text       TEXT NOT NULL DEFAULT '',
    meeting    TEXT NOT NULL DEFAULT '',
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sources that somebody has looked through again for a code that is younger than their coding.
CREATE TABLE code_review (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code       BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (code, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_review_by_source ON code_review (source);

-- One coder applied one code to one quotation.
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

-- What a quotation was picked out as: typical, contrasting, telling, identifying, or in words of the team's own.
CREATE TABLE flag (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    quotation  BLOB NOT NULL REFERENCES quotation ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (name <> ''),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (quotation, name)
) STRICT, WITHOUT ROWID;

-- What leads from one quotation to another: explains, contradicts, follows up.
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

-- The codes a coder keeps under the number keys.
CREATE TABLE quick_code (
    id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    coder  BLOB NOT NULL REFERENCES coder,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9),
    code   BLOB NOT NULL REFERENCES code ON DELETE CASCADE,
    UNIQUE (coder, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quick_code_by_code ON quick_code (code);

-- The project's private terms: what must not be printed and what stands for it. Without a public word, the term was looked
-- at and may stand as it is.
CREATE TABLE term (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    private    TEXT NOT NULL UNIQUE CHECK (private <> ''),
    public     TEXT CHECK (public <> ''),
    kind       TEXT NOT NULL CHECK (kind IN ('name', 'place', 'organisation', 'other')),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Words that mean the same, for searching: an abbreviation and what it stands for, one on each line.
CREATE TABLE synonym (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words      TEXT NOT NULL CHECK (words <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Questions that are kept under a name, as they are written on one line.
CREATE TABLE saved_query (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    query      TEXT NOT NULL,
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- House styles of the project, beside those that come with the program: what labels say and how extracts are set. style: JSON;
-- screen: whether the lists of the window show labels in it.
CREATE TABLE label_style (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    style      TEXT NOT NULL,
    screen     INTEGER NOT NULL DEFAULT 0 CHECK (screen IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Outputs: what was chosen for a report, a chapter, a talk. style: the name of its house style; settings: how it is arranged and
-- what its checks ask for (JSON); numbers: the key from people's numbers to those in print (JSON), which never leaves the project.
CREATE TABLE output (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    style      TEXT NOT NULL CHECK (style <> ''),
    settings   TEXT NOT NULL DEFAULT '{}',
    numbers    TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Quotations chosen for outputs. code: the theme it is to show; trims: what is cut, put in and emphasised (JSON; code points from
-- the quotation's start); doubtful: an edit of the text has taken words that trims stood on, and nobody has looked; why is never
-- printed, note is, beside the label; item: the finding of the outline under which it stands.
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
CREATE INDEX extract_by_output ON extract (output);
CREATE INDEX extract_by_quotation ON extract (quotation);
CREATE INDEX extract_by_code ON extract (code);
CREATE INDEX extract_by_item ON extract (item) WHERE item IS NOT NULL;

-- What the checks of an output found and somebody accepted. finding: as the checks name it each time they find it.
CREATE TABLE acceptance (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    output     BLOB NOT NULL REFERENCES output ON DELETE CASCADE,
    finding    TEXT NOT NULL CHECK (finding <> ''),
    reason     TEXT NOT NULL CHECK (reason <> ''),
    coder      BLOB NOT NULL REFERENCES coder,
    created_at TEXT NOT NULL,
    UNIQUE (output, finding)
) STRICT, WITHOUT ROWID;

-- Each export of an output, with what was printed. name and style: as they were; printed: the words with their label.
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

-- Memos. text: Markdown, with links in it as [[kind:key|words]] (see mention); kind: project, code, source, case, analytic,
-- method, meeting, or a word of the team's own; changed_at: when its title or text was last written.
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

-- What others said to a memo, as a thread.
CREATE TABLE memo_comment (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    memo       BLOB NOT NULL REFERENCES memo ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    text       TEXT NOT NULL CHECK (text <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX memo_comment_by_memo ON memo_comment (memo);

-- Named matrices: which rows, and codes of which branch, are read side by side. settings: the order of columns, what is hidden,
-- which attributes stand beside the rows (JSON). What is written in their cells is in summary: two matrices share it.
CREATE TABLE matrix (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    "rows"     TEXT NOT NULL CHECK ("rows" IN ('case', 'person', 'source')),
    branch     BLOB REFERENCES code ON DELETE SET NULL,
    settings   TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX matrix_by_branch ON matrix (branch) WHERE branch IS NOT NULL;

-- Summaries: a case, a person or a source under a code. Without a row there, it is not charted yet. written_at: when somebody
-- last wrote it, or looked at what was coded since and left it as it is.
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

-- The outline of an output: headings, findings and paragraphs as a tree. title: a heading's or a finding's sentence; text:
-- Markdown, with links in it; state: how far a finding is.
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

-- Each time somebody looked for examples that contradict a finding, and what they found.
CREATE TABLE counter_search (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    item       BLOB NOT NULL REFERENCES item ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    found      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counter_search_by_item ON counter_search (item);

-- What a memo, a summary or an item of an outline is about or rests on. written: it stands as a link in the text; others are
-- put beside it. target: a key of what kind says; it is no reference, since what is gone is still told, and may come back.
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

-- Boards, on which codes, quotations and memos are laid out as cards and gathered into candidate themes.
CREATE TABLE board (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Cards of a board: a code, a quotation, a memo, or else a candidate theme with words of its own. theme: the one it lies in;
-- x, y: where its upper left corner lies, in points at full size.
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

-- Boards as they lay at a time, by name. cards: their words and places (JSON).
CREATE TABLE board_snapshot (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    board      BLOB NOT NULL REFERENCES board ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (name <> ''),
    cards      TEXT NOT NULL,
    coder      BLOB REFERENCES coder,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX board_snapshot_by_board ON board_snapshot (board);

-- Sources that a coder has read to the end, in the wording of that checksum.
CREATE TABLE source_read (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    source     BLOB NOT NULL REFERENCES source ON DELETE CASCADE,
    coder      BLOB NOT NULL REFERENCES coder,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    created_at TEXT NOT NULL,
    UNIQUE (source, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_read_by_coder ON source_read (coder);

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

-- The step up to which a coder has looked at what others did. Not part of the history.
CREATE TABLE looked (
    coder BLOB NOT NULL PRIMARY KEY REFERENCES coder,
    step  INTEGER NOT NULL,
    at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
-- the whole row before (JSON; keys as upper-case hex digits). An update of a source's text has only the stretch that
-- differs, {"at": code points before it, "text": the stretch}.
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
CREATE INDEX change_by_row ON change ("row");
-- Few among many: what became of codes, and of codings that were sent to another.
CREATE INDEX change_of_framework ON change ("table", id)
    WHERE "table" = 'code' OR "table" = 'code_example' OR "table" = 'code_link' OR "table" = 'code_set'
        OR "table" = 'code_set_member' OR "table" = 'code_question' OR "table" = 'code_answer';
CREATE INDEX change_of_codings ON change (step) WHERE "table" = 'coding' AND kind = 'update';
