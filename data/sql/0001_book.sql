-- SPDX-License-Identifier: MIT
-- The book, schema 1.
--
-- Days are numbers of days since 1970-01-01, months are year * 12 + month - 1,
-- times are seconds since 1970-01-01T00:00:00Z, money is millionths beside its
-- currency. A from_day of -719162 (0001-01-01) means "from the beginning".
--
-- Undoable tables (their changes go into the journal as changesets) have a
-- NOT NULL key that is never reused and changed_in, the number of the journal
-- row that last wrote the row. They have no triggers and no foreign key actions.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_in INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Undoable: people and what they may see. No row in member_scope of a kind:
-- everything of that kind.
CREATE TABLE member (
    login TEXT NOT NULL PRIMARY KEY CHECK (login <> ''),
    role INTEGER NOT NULL CHECK (role IN (0, 1)),
    changed_in INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member_scope (
    login TEXT NOT NULL REFERENCES member (login),
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)), -- 0 location, 1 program
    value TEXT NOT NULL,
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (login, kind, value)
) STRICT, WITHOUT ROWID;

-- Undoable: programs and their dated terms.
CREATE TABLE program (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    name TEXT NOT NULL,
    origin INTEGER NOT NULL CHECK (origin IN (0, 1, 2)), -- 0 shipped, 1 a person, 2 a report
    surface INTEGER NOT NULL CHECK (surface IN (0, 1)),
    changed_in INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every spelling of a program's name; earnings point here, never to a program,
-- so that an alias moves earlier rows too. Slug: the form in which spellings
-- are compared. program may be missing where its making was taken back; then
-- no earning uses the spelling (src/store/undo.c looks).
CREATE TABLE program_name (
    key INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL,
    program TEXT NOT NULL,
    own INTEGER NOT NULL CHECK (own IN (0, 1)), -- the code itself, for rows typed in
    changed_in INTEGER NOT NULL
) STRICT;
CREATE INDEX program_name_slug ON program_name (slug); -- a report's spelling to its program

CREATE TABLE program_split (
    program TEXT NOT NULL REFERENCES program (code),
    from_day INTEGER NOT NULL,
    coop_ppm INTEGER NOT NULL CHECK (coop_ppm BETWEEN 0 AND 1000000),
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (program, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE program_threshold (
    program TEXT NOT NULL REFERENCES program (code),
    from_day INTEGER NOT NULL,
    usd_micros INTEGER CHECK (usd_micros >= 0), -- NULL: none from here on
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (program, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE program_coop (
    program TEXT NOT NULL REFERENCES program (code),
    from_day INTEGER NOT NULL,
    coop INTEGER NOT NULL CHECK (coop IN (0, 1)),
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (program, from_day)
) STRICT, WITHOUT ROWID;

-- Undoable: what a program has of its own for one period (its calendar and its
-- first day), and which periods are closed. program '' = all programs.
CREATE TABLE period_override (
    program TEXT NOT NULL REFERENCES program (code),
    calendar TEXT NOT NULL CHECK (calendar IN ('half-year')),
    first_day INTEGER NOT NULL,
    usage_end_day INTEGER,
    claim_opens_day INTEGER,
    claim_closes_day INTEGER,
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (program, calendar, first_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_closed (
    program TEXT NOT NULL,
    calendar TEXT NOT NULL CHECK (calendar IN ('half-year')),
    first_day INTEGER NOT NULL,
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (program, calendar, first_day)
) STRICT, WITHOUT ROWID;

-- Undoable: locations. by_hand: a person set name or country; what reports call
-- a location is in import_location.
CREATE TABLE location (
    key INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    name TEXT,
    country TEXT,
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    changed_in INTEGER NOT NULL
) STRICT;

-- Imports. Not undoable by changeset: an import is undone as a batch.
CREATE TABLE import (
    number INTEGER NOT NULL PRIMARY KEY, -- in the order of coming in
    journal INTEGER NOT NULL REFERENCES journal (number) DEFERRABLE INITIALLY DEFERRED,
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    new INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    rounded INTEGER NOT NULL, -- rows with digits beyond six decimals
    after_close INTEGER NOT NULL, -- rows that came into a closed period
    first_day INTEGER, -- of the earning dates
    last_day INTEGER,
    first_earning INTEGER NOT NULL, -- its new earnings have keys first_earning …
    last_earning INTEGER NOT NULL,  -- … to last_earning; empty when last < first
    undone INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX import_journal ON import (journal); -- undo of a batch

CREATE TABLE import_stream ( -- a file, or one entry of a zip
    key INTEGER NOT NULL PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import (number),
    name TEXT NOT NULL
) STRICT;

-- What an import said of each program name, location and month, also of rows
-- that the book had already: coverage and scope. No references: of an undone
-- import this stays, and must not hold what it spoke of.
CREATE TABLE import_month (
    import INTEGER NOT NULL REFERENCES import (number),
    name INTEGER NOT NULL,
    location INTEGER NOT NULL,
    month INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (import, name, location, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_location (
    location INTEGER NOT NULL,
    import INTEGER NOT NULL REFERENCES import (number),
    name TEXT,
    country TEXT,
    PRIMARY KEY (location, import)
) STRICT, WITHOUT ROWID;

-- How many rows of an earlier import a later one repeated unchanged: the
-- earlier one is not undone while the later one stands on it.
CREATE TABLE import_repeat (
    import INTEGER NOT NULL REFERENCES import (number),
    of_import INTEGER NOT NULL REFERENCES import (number),
    rows INTEGER NOT NULL,
    PRIMARY KEY (import, of_import)
) STRICT, WITHOUT ROWID;

-- Texts that many earnings share. kind: the column of the report, numbered as
-- in model/detail.h; 100 the spelling of an unknown type.
CREATE TABLE word (
    key INTEGER NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, text)
) STRICT;

-- Undoable where typed in; imported rows are undone by batch. Rows of an import
-- lie in file order. type as in model/earning.h. stream NULL: typed in.
CREATE TABLE earning (
    key INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL CHECK (id <> ''),
    stream INTEGER REFERENCES import_stream (key),
    line INTEGER,
    name INTEGER NOT NULL REFERENCES program_name (key),
    location INTEGER NOT NULL REFERENCES location (key),
    day INTEGER NOT NULL,
    type INTEGER NOT NULL CHECK (type BETWEEN 0 AND 9),
    type_word INTEGER,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    amount_micros INTEGER NOT NULL,
    usd_micros INTEGER NOT NULL,
    status INTEGER, status_text INTEGER, payment INTEGER, payment_month INTEGER,
    reason INTEGER, claim INTEGER, fund_category INTEGER, engagement INTEGER,
    lever INTEGER, customer INTEGER, product INTEGER, earning_rate INTEGER,
    exchange_rate INTEGER, quantity INTEGER, calculated INTEGER,
    transaction_id TEXT, transaction_date INTEGER, transaction_amount TEXT,
    note TEXT,
    made_in INTEGER,     -- journal number, of a typed-in row
    excluded_in INTEGER, -- journal number; NULL: it counts
    exclude_reason TEXT,
    changed_in INTEGER NOT NULL,
    CHECK ((stream IS NULL) = (line IS NULL)),
    CHECK ((excluded_in IS NULL) = (exclude_reason IS NULL))
) STRICT;
-- explain, and lists of one program, location or fund
CREATE INDEX earning_fund ON earning (name, location, day);
-- totals are split anew when a split changes
CREATE INDEX earning_total ON earning (name) WHERE type = 9;
-- an unambiguous beginning of a typed-in row's id
CREATE INDEX earning_typed ON earning (id) WHERE stream IS NULL;

-- The values that an import replaced, whole rows of earning; replaced_in is the
-- import. Rows of an undone import stay until redo has ended.
CREATE TABLE earning_replaced (
    key INTEGER NOT NULL,
    replaced_in INTEGER NOT NULL REFERENCES import (number),
    id TEXT NOT NULL, stream INTEGER, line INTEGER,
    name INTEGER NOT NULL, location INTEGER NOT NULL, day INTEGER NOT NULL,
    type INTEGER NOT NULL, type_word INTEGER, currency TEXT NOT NULL,
    amount_micros INTEGER NOT NULL, usd_micros INTEGER NOT NULL,
    status INTEGER, status_text INTEGER, payment INTEGER, payment_month INTEGER,
    reason INTEGER, claim INTEGER, fund_category INTEGER, engagement INTEGER,
    lever INTEGER, customer INTEGER, product INTEGER, earning_rate INTEGER,
    exchange_rate INTEGER, quantity INTEGER, calculated INTEGER,
    transaction_id TEXT, transaction_date INTEGER, transaction_amount TEXT,
    note TEXT, made_in INTEGER, excluded_in INTEGER, exclude_reason TEXT,
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (key, replaced_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX earning_replaced_in ON earning_replaced (replaced_in); -- undo of a batch

-- Rows of undone imports, kept for redo until another write ends it.
CREATE TABLE earning_undone (
    key INTEGER NOT NULL,
    undone_in INTEGER NOT NULL, -- the journal number of the import
    id TEXT NOT NULL, stream INTEGER, line INTEGER,
    name INTEGER NOT NULL, location INTEGER NOT NULL, day INTEGER NOT NULL,
    type INTEGER NOT NULL, type_word INTEGER, currency TEXT NOT NULL,
    amount_micros INTEGER NOT NULL, usd_micros INTEGER NOT NULL,
    status INTEGER, status_text INTEGER, payment INTEGER, payment_month INTEGER,
    reason INTEGER, claim INTEGER, fund_category INTEGER, engagement INTEGER,
    lever INTEGER, customer INTEGER, product INTEGER, earning_rate INTEGER,
    exchange_rate INTEGER, quantity INTEGER, calculated INTEGER,
    transaction_id TEXT, transaction_date INTEGER, transaction_amount TEXT,
    note TEXT, made_in INTEGER, excluded_in INTEGER, exclude_reason TEXT,
    changed_in INTEGER NOT NULL,
    PRIMARY KEY (key, undone_in)
) STRICT, WITHOUT ROWID;

-- Derived: where an earning id is. hash is digest_short of the id.
CREATE TABLE earning_key (
    hash INTEGER NOT NULL,
    earning INTEGER NOT NULL,
    PRIMARY KEY (hash, earning)
) STRICT, WITHOUT ROWID;

-- Derived: sums of the earnings that count (excluded ones do not), by report
-- name, so that balances never read earnings. rows: all; counted: all but type
-- claim; coop_rows: typed as co-op; unknown: of unknown type. split_* hold the
-- rows of type total, split by the terms in force on their days. fingerprint:
-- the sum, modulo 2^64, of a hash of each row's id, day, type and amounts.
CREATE TABLE total_month (
    name INTEGER NOT NULL, location INTEGER NOT NULL, currency TEXT NOT NULL,
    span INTEGER NOT NULL, -- a month
    rows INTEGER NOT NULL, counted INTEGER NOT NULL,
    coop_rows INTEGER NOT NULL, unknown INTEGER NOT NULL,
    rebate INTEGER NOT NULL, coop INTEGER NOT NULL, coop_usd INTEGER NOT NULL,
    split_rebate INTEGER NOT NULL, split_coop INTEGER NOT NULL, split_coop_usd INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    PRIMARY KEY (name, location, span, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE total_day (
    name INTEGER NOT NULL, location INTEGER NOT NULL, currency TEXT NOT NULL,
    span INTEGER NOT NULL, -- a day
    rows INTEGER NOT NULL, counted INTEGER NOT NULL,
    coop_rows INTEGER NOT NULL, unknown INTEGER NOT NULL,
    rebate INTEGER NOT NULL, coop INTEGER NOT NULL, coop_usd INTEGER NOT NULL,
    split_rebate INTEGER NOT NULL, split_coop INTEGER NOT NULL, split_coop_usd INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    PRIMARY KEY (span, name, location, currency)
) STRICT, WITHOUT ROWID;

-- The audit log. kind: 0 a write, 1 an undo, 2 a redo of row `target`.
-- changeset NULL: an import, undone by batch. hash = SHA-256 over previous and
-- the columns, in the order of journal_hash in src/store/journal.c.
CREATE TABLE journal (
    number INTEGER NOT NULL PRIMARY KEY,
    time INTEGER NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    summary TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),
    target INTEGER,
    schema INTEGER NOT NULL,
    changeset BLOB,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK ((kind = 0) = (target IS NULL))
) STRICT;
CREATE INDEX journal_target ON journal (target) WHERE target IS NOT NULL; -- is a row undone

-- What a journal row touched; '' = every one. A scoped person sees rows wholly
-- inside the scope.
CREATE TABLE journal_touch (
    number INTEGER NOT NULL,
    program TEXT NOT NULL,
    location TEXT NOT NULL,
    PRIMARY KEY (number, program, location)
) STRICT, WITHOUT ROWID;
