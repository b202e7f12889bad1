-- SPDX-License-Identifier: MIT
-- The book, schema 2: lists that page through a million earnings by day, and
-- what a search finds among them; more of what an import counted. Every index ends in the earning's key, so that
-- (day, key) is a place in a list.

CREATE INDEX earning_day ON earning (day); -- the list of all earnings
-- rows that a search found by one of these words
CREATE INDEX earning_payment ON earning (payment, day) WHERE payment IS NOT NULL;
CREATE INDEX earning_reason ON earning (reason, day) WHERE reason IS NOT NULL;
CREATE INDEX earning_claim ON earning (claim, day) WHERE claim IS NOT NULL;
-- the list of excluded earnings
CREATE INDEX earning_excluded ON earning (day) WHERE excluded_in IS NOT NULL;

-- Derived: the same for customers. They are many and come in any order: an index
-- would cost an import half as much again, this table is filled in sorted runs
-- (src/store/customers.c).
CREATE TABLE earning_customer (
    customer INTEGER NOT NULL,
    day INTEGER NOT NULL,
    earning INTEGER NOT NULL,
    PRIMARY KEY (customer, day, earning)
) STRICT, WITHOUT ROWID;
INSERT INTO earning_customer (customer, day, earning)
SELECT customer, day, key FROM earning WHERE customer IS NOT NULL ORDER BY customer, day, key;

-- the spellings of a program: an import that makes programs asks for each
CREATE INDEX program_name_program ON program_name (program);

-- What an import also tells of its rows, for import show: rows of unknown type,
-- rows typed as co-op of a program without co-op, and rows whose earlier payment
-- status was not taken over.
ALTER TABLE import ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN coopless INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
