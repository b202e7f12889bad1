-- SPDX-License-Identifier: MIT
-- The book, schema 4: what deadlines come from, and what was refused, stands in the derived
-- rows of claims, so that nobody reads what happened to each for it. Filled by the step
-- itself (src/store/claims_derive.c).

ALTER TABLE claim_day ADD COLUMN amount INTEGER NOT NULL DEFAULT 0; -- what it asks for
ALTER TABLE claim_day ADD COLUMN covered INTEGER NOT NULL DEFAULT 0; -- what its payments settle
ALTER TABLE claim_day ADD COLUMN status_day INTEGER NOT NULL DEFAULT 0; -- since when it has its status
ALTER TABLE claim_day ADD COLUMN submitted_day INTEGER; -- the last time
ALTER TABLE claim_day ADD COLUMN approved_day INTEGER;
ALTER TABLE claim_day ADD COLUMN grants TEXT NOT NULL DEFAULT ''; -- approvals answered yes: model/claim_dues.h
-- the claims of which something is still to come on a day: rejected, paid and withdrawn are 5, 7 and 8
CREATE INDEX claim_day_open ON claim_day (until_day)
    WHERE status NOT IN (5, 7, 8) OR (status = 7 AND paid < approved);
ALTER TABLE claim_day ADD COLUMN refusals TEXT NOT NULL DEFAULT ''; -- model/claim_refusals.h
CREATE INDEX claim_day_settled ON claim_day (until_day)
    WHERE status IN (5, 7, 8); -- and those of which nothing is, but for what must be kept
DROP INDEX claim_entry_dates; -- entries are not asked for deadlines any more,
DROP INDEX claim_entry_course; -- nor for refusals
-- the payments of a claim, and the currency that it has
CREATE INDEX claim_entry_paid ON claim_entry (claim, made_in, place)
    WHERE kind IN (0, 1, 16, 17);
