-- SPDX-License-Identifier: MIT
-- The book, schema 3: claims, their proof, and the activities that they are for.

-- Undoable. What of a claim never changes; everything else is in its entries.
CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    program TEXT NOT NULL REFERENCES program (code),
    location INTEGER NOT NULL REFERENCES location (key),
    calendar TEXT NOT NULL CHECK (calendar IN ('half-year')),
    first_day INTEGER NOT NULL,
    made_in INTEGER NOT NULL,
    place INTEGER NOT NULL, -- among those that one command made
    changed_in INTEGER NOT NULL -- also of the newest entry: later ones are in the way of an undo
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_made ON claim (made_in, place); -- the list, in the order of creation
CREATE INDEX claim_fund ON claim (program, location, first_day); -- the claims of a fund
CREATE INDEX claim_location ON claim (location); -- what stands on a location

-- Undoable. What happened to a claim: kind, and the names in body (JSON), as in
-- model/claim_entry.h. The order is that of made_in, then place. Keys are random.
CREATE TABLE claim_entry (
    key INTEGER NOT NULL PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id),
    made_in INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day INTEGER NOT NULL, -- from which on it holds
    time INTEGER NOT NULL,
    person TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 17),
    body TEXT NOT NULL CHECK (body LIKE '{%}'),
    changed_in INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX claim_entry_order ON claim_entry (claim, made_in, place);
-- What deadlines come from; the rest of an open claim, its documents above all, is not read.
CREATE INDEX claim_entry_dates ON claim_entry (claim, made_in, place)
    WHERE kind IN (0, 1, 12, 13, 14, 16, 17);
CREATE INDEX claim_entry_payment ON claim_entry (day) WHERE kind = 16; -- the list of payments
CREATE INDEX claim_entry_course ON claim_entry (claim, made_in, place)
    WHERE kind IN (14, 15); -- what a reviewer said

-- Derived: a claim as it stands from day until the day before the next row of it.
-- The day is that of its last entry, too. until_day 2932896: 9999-12-31.
CREATE TABLE claim_day (
    claim TEXT NOT NULL,
    day INTEGER NOT NULL,
    until_day INTEGER NOT NULL,
    currency TEXT NOT NULL,
    status INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    approved INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    title TEXT NOT NULL,
    activity TEXT NOT NULL,
    owner TEXT NOT NULL,
    reference TEXT NOT NULL,
    tags TEXT NOT NULL, -- each between line breaks: "\nq3\nshow\n"
    start_day INTEGER NOT NULL,
    end_day INTEGER NOT NULL,
    PRIMARY KEY (claim, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_day_until ON claim_day (until_day); -- the list on a day
CREATE INDEX claim_day_refused ON claim_day (until_day, activity)
    WHERE status = 5; -- what was refused the last time

-- Derived: sums over the claims of a fund in one currency, in the same way, so that
-- balances never read claims. claims: how many are in that currency.
CREATE TABLE claim_total (
    program TEXT NOT NULL,
    location INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    currency TEXT NOT NULL,
    day INTEGER NOT NULL,
    until_day INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    approved INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    PRIMARY KEY (program, location, first_day, currency, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_total_until ON claim_total (until_day); -- balances on a day

-- Derived: where a document and an invoice are met, as of the last entry. Vendor and
-- number in the form in which they are compared. attached: 0 for a document that was
-- taken off after the claim had left editing: its bytes stay all the same.
CREATE TABLE claim_document (
    sha256 TEXT NOT NULL,
    claim TEXT NOT NULL,
    document TEXT NOT NULL,
    attached INTEGER NOT NULL,
    PRIMARY KEY (sha256, claim, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_document_of ON claim_document (claim); -- made anew with a claim
CREATE INDEX claim_document_id ON claim_document (document); -- found by its id

CREATE TABLE claim_invoice (
    vendor TEXT NOT NULL,
    number TEXT NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (vendor, number, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_invoice_of ON claim_invoice (claim); -- made anew with a claim

-- Bytes of documents, once for each SHA-256 (64 hex digits), in chunks. Not in
-- changesets: an undo of an attach takes the reference back. free_since: no claim
-- refers to them since then (seconds); they stay 30 days for undo. Bytes that go, in
-- small steps, bear 'dropped:' and their key instead of a hash, so that none finds them.
CREATE TABLE content (
    key INTEGER NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size > 0),
    free_since INTEGER
) STRICT;
CREATE INDEX content_free ON content (free_since) WHERE free_since IS NOT NULL;

CREATE TABLE content_chunk (
    content INTEGER NOT NULL REFERENCES content (key),
    number INTEGER NOT NULL, -- 0, 1, …
    bytes BLOB NOT NULL,
    PRIMARY KEY (content, number)
) STRICT;

-- Undoable: the activities and what each requires, from a day on: the text of a file
-- as data/activities.csv.
CREATE TABLE activity_catalogue (
    from_day INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    changed_in INTEGER NOT NULL
) STRICT;
