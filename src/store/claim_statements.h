/* SPDX-License-Identifier: MIT */
/* The statements of claims: part of statements.h. */
#ifndef COFFER_STORE_CLAIM_STATEMENTS_H
#define COFFER_STORE_CLAIM_STATEMENTS_H

/* SQL is laid out by its clauses. */
/* clang-format off */

#define CLAIM_HEAD \
    "SELECT c.id, c.program, l.id, c.first_day, c.changed_in FROM claim c " \
    "LEFT JOIN location l ON l.key = c.location "
#define CLAIM_DAY_COLUMNS \
    "day, until_day, currency, status, planned, pending, approved, paid, title, activity, owner, " \
    "reference, tags, start_day, end_day, amount, covered, status_day, submitted_day, " \
    "approved_day, grants, refusals"
#define CLAIM_ROW \
    "SELECT c.id, c.program, l.id, c.first_day, c.changed_in, d.day, d.currency, d.status, " \
    "d.planned, d.pending, d.approved, d.paid, d.title, d.activity, d.owner, d.reference, " \
    "d.tags, d.start_day, d.end_day, d.amount, d.covered, d.status_day, d.submitted_day, " \
    "d.approved_day, d.grants FROM "
#define CLAIM_TOTAL_COLUMNS \
    "currency, day, until_day, claims, planned, pending, approved, paid"

#define CLAIM_STATEMENTS(X) \
    X(SQL_CLAIM_ADD, \
      "INSERT INTO claim (id, program, location, calendar, first_day, made_in, place, " \
      "changed_in) VALUES (:id, :program, (SELECT key FROM location WHERE id = :location), " \
      "'half-year', :first_day, :changed_in, " \
      "ifnull((SELECT max(place) + 1 FROM claim WHERE made_in = :changed_in), 0), " \
      ":changed_in)") \
    X(SQL_CLAIM_TOUCH, "UPDATE claim SET changed_in = :changed_in WHERE id = :id") \
    X(SQL_CLAIM_DELETE, "DELETE FROM claim WHERE id = :id") \
    X(SQL_CLAIM_FIND, CLAIM_HEAD "WHERE c.id = :id") \
    X(SQL_CLAIM_BEGINS, CLAIM_HEAD "WHERE c.id >= :from AND c.id < :to ORDER BY c.id") \
    X(SQL_CLAIM_LIST, CLAIM_HEAD "ORDER BY c.made_in, c.place") \
    X(SQL_CLAIM_OF_FUND, \
      CLAIM_HEAD "WHERE c.program = :program AND c.first_day = :first_day " \
      "AND c.location = (SELECT key FROM location WHERE id = :location) " \
      "ORDER BY c.made_in, c.place") /* sorts: the claims of one fund */ \
    X(SQL_CLAIM_ENTRY_ADD, \
      "INSERT INTO claim_entry (key, claim, made_in, place, day, time, person, kind, body, " \
      "changed_in) VALUES (:key, :claim, :changed_in, " \
      "ifnull((SELECT max(place) + 1 FROM claim_entry " \
      "WHERE claim = :claim AND made_in = :changed_in), 0), " \
      ":day, :time, :person, :kind, :body, :changed_in)") \
    X(SQL_CLAIM_ENTRY_DELETE, "DELETE FROM claim_entry WHERE claim = :id") \
    X(SQL_CLAIM_ENTRIES, \
      "SELECT e.key, e.made_in, e.day, e.time, e.person, e.kind, j.key, j.type, j.value " \
      "FROM claim_entry e LEFT JOIN json_each(e.body) j WHERE e.claim = :id " \
      "ORDER BY e.made_in, e.place") \
    /* 0 and 1: created and set, for the currency; 16 and 17: payment, payment voided */ \
    X(SQL_CLAIM_PAID, \
      "SELECT e.key, e.made_in, e.day, e.time, e.person, e.kind, j.key, j.type, j.value " \
      "FROM claim_entry e LEFT JOIN json_each(e.body) j WHERE e.claim = :id " \
      "AND e.kind IN (0, 1, 16, 17) ORDER BY e.made_in, e.place") \
    /* created, set, documents attached, detached, refiled, their bytes deleted, submitted \
     * without what was sealed, status */ \
    X(SQL_CLAIM_PAPERS, \
      "SELECT e.key, e.made_in, e.day, e.time, e.person, e.kind, j.key, j.type, j.value " \
      "FROM claim_entry e LEFT JOIN json_each(e.body) j ON j.key <> 'seal' WHERE e.claim = :id " \
      "AND e.kind IN (0, 1, 7, 8, 9, 10, 13, 14) ORDER BY e.made_in, e.place") \
    X(SQL_CLAIM_OF_ENTRY, "SELECT claim FROM claim_entry WHERE key = :key") \
    X(SQL_CLAIM_DAY_ADD, \
      "INSERT INTO claim_day (claim, " CLAIM_DAY_COLUMNS ") VALUES (:claim, :day, :until_day, " \
      ":currency, :status, :planned, :pending, :approved, :paid, :title, :activity, :owner, " \
      ":reference, :tags, :start_day, :end_day, :amount, :covered, :status_day, :submitted_day, " \
      ":approved_day, :grants, :refusals)") \
    X(SQL_CLAIM_DAY_DATES, \
      "UPDATE claim_day SET amount = :amount, covered = :covered, status_day = :status_day, " \
      "submitted_day = :submitted_day, approved_day = :approved_day, grants = :grants, " \
      "refusals = :refusals " \
      "WHERE claim = :claim AND day = :day") \
    X(SQL_CLAIM_DAY_DELETE, "DELETE FROM claim_day WHERE claim = :id") \
    X(SQL_CLAIM_DAY_OF, \
      "SELECT " CLAIM_DAY_COLUMNS " FROM claim_day WHERE claim = :id ORDER BY day") \
    X(SQL_CLAIM_ROWS, \
      CLAIM_ROW "claim c CROSS JOIN claim_day d LEFT JOIN location l ON l.key = c.location " \
      "WHERE d.claim = c.id AND d.day <= :day AND d.until_day >= :day " \
      "ORDER BY c.made_in, c.place") \
    X(SQL_CLAIM_ROW_OF, \
      CLAIM_ROW "claim c CROSS JOIN claim_day d LEFT JOIN location l ON l.key = c.location " \
      "WHERE c.id = :id AND d.claim = c.id AND d.day <= :day AND d.until_day >= :day") \
    /* rejected, paid and withdrawn are 5, 7 and 8; the conditions are those of the indexes */ \
    X(SQL_CLAIM_ROWS_SETTLED, \
      CLAIM_ROW "claim_day d CROSS JOIN claim c LEFT JOIN location l ON l.key = c.location " \
      "WHERE d.until_day >= :day AND d.day <= :day AND d.status IN (5, 7, 8) " \
      "AND c.id = d.claim") \
    X(SQL_CLAIM_ROWS_OPEN, \
      CLAIM_ROW "claim_day d CROSS JOIN claim c LEFT JOIN location l ON l.key = c.location " \
      "WHERE d.until_day >= :day AND d.day <= :day " \
      "AND (d.status NOT IN (5, 7, 8) OR (d.status = 7 AND d.paid < d.approved)) " \
      "AND c.id = d.claim") \
    X(SQL_CLAIM_ROWS_OF_FUND, \
      CLAIM_ROW "claim c CROSS JOIN claim_day d LEFT JOIN location l ON l.key = c.location " \
      "WHERE c.program = :program AND c.first_day = :first_day " \
      "AND c.location = (SELECT key FROM location WHERE id = :location) " \
      "AND d.claim = c.id AND d.day <= :day AND d.until_day >= :day " \
      "ORDER BY c.made_in, c.place") /* sorts: the claims of one fund */ \
    X(SQL_CLAIM_FUND_DAYS, \
      "SELECT d.day, d.until_day, d.currency, d.planned, d.pending, d.approved, d.paid " \
      "FROM claim c CROSS JOIN claim_day d WHERE c.program = :program " \
      "AND c.location = :location AND c.first_day = :first_day AND d.claim = c.id") \
    X(SQL_CLAIM_FUND_KEY, "SELECT program, location, first_day FROM claim WHERE id = :id") \
    X(SQL_CLAIM_FUNDS, \
      "SELECT program, location, first_day FROM claim " \
      "UNION SELECT program, location, first_day FROM claim_total") \
    X(SQL_CLAIM_TOTAL_ADD, \
      "INSERT INTO claim_total (program, location, first_day, " CLAIM_TOTAL_COLUMNS ") VALUES " \
      "(:program, :location, :first_day, :currency, :day, :until_day, :claims, :planned, " \
      ":pending, :approved, :paid)") \
    X(SQL_CLAIM_TOTAL_DELETE, \
      "DELETE FROM claim_total WHERE program = :program AND location = :location " \
      "AND first_day = :first_day") \
    X(SQL_CLAIM_TOTAL_OF, \
      "SELECT " CLAIM_TOTAL_COLUMNS " FROM claim_total WHERE program = :program " \
      "AND location = :location AND first_day = :first_day ORDER BY currency, day") \
    X(SQL_CLAIM_TOTALS, \
      "SELECT t.program, t.location, l.id, t.first_day, t.currency, t.claims, t.planned, " \
      "t.pending, t.approved, t.paid FROM claim_total t " \
      "LEFT JOIN location l ON l.key = t.location WHERE t.until_day >= :day AND t.day <= :day") \
    X(SQL_CLAIM_DOCUMENT_ADD, \
      "INSERT INTO claim_document (sha256, claim, document, attached) " \
      "VALUES (:sha256, :claim, :document, :attached)") \
    X(SQL_CLAIM_DOCUMENT_DELETE, "DELETE FROM claim_document WHERE claim = :id") \
    X(SQL_CLAIM_DOCUMENT_OF, \
      "SELECT sha256, document, attached FROM claim_document WHERE claim = :id " \
      "ORDER BY sha256, document") /* sorts: one claim's */ \
    X(SQL_CLAIM_WITH_DOCUMENT, \
      "SELECT DISTINCT claim FROM claim_document WHERE sha256 = :sha256 " \
      "ORDER BY claim") \
    X(SQL_CLAIM_INVOICE_ADD, \
      "INSERT OR IGNORE INTO claim_invoice (vendor, number, claim) " \
      "VALUES (:vendor, :number, :claim)") \
    X(SQL_CLAIM_INVOICE_DELETE, "DELETE FROM claim_invoice WHERE claim = :id") \
    X(SQL_CLAIM_INVOICE_OF, \
      "SELECT vendor, number FROM claim_invoice WHERE claim = :id " \
      "ORDER BY vendor, number") /* sorts: one claim's */ \
    X(SQL_CLAIM_WITH_INVOICE, \
      "SELECT claim FROM claim_invoice WHERE vendor = :vendor AND number = :number " \
      "ORDER BY claim") \
    X(SQL_CLAIM_ORPHANS, \
      "SELECT claim FROM claim_day UNION SELECT claim FROM claim_document " \
      "UNION SELECT claim FROM claim_invoice EXCEPT SELECT id FROM claim") \
    X(SQL_CLAIM_PAYMENTS, \
      "SELECT DISTINCT claim FROM claim_entry INDEXED BY claim_entry_payment " \
      "WHERE kind = 16") /* sorts: the claims that were paid */ \
    X(SQL_CLAIMS_OF_PAYMENT, \
      "SELECT DISTINCT claim FROM claim_entry INDEXED BY claim_entry_payment " \
      "WHERE kind = 16 AND body ->> '$.payment' = :payment " \
      "ORDER BY claim") /* sorts: the claims of one payment */ \
    X(SQL_CLAIMS_OF_PAYMENT_ON, \
      "SELECT DISTINCT claim FROM claim_entry INDEXED BY claim_entry_payment " \
      "WHERE kind = 16 AND day = :day AND body ->> '$.payment' = :payment " \
      "ORDER BY claim") /* sorts: the claims of one payment */ \
    /* 5: rejected. The same activity, or an invoice of the same vendor. */ \
    X(SQL_CLAIM_REFUSED_LIKE, \
      "SELECT d.claim, d.activity = :activity, c.program, l.id, d.refusals " \
      "FROM claim_day d CROSS JOIN claim c LEFT JOIN location l ON l.key = c.location " \
      "WHERE d.status = 5 AND d.refusals <> '' " \
      "AND d.until_day >= :day AND d.day <= :day AND c.id = d.claim AND c.id <> :id " \
      "AND (d.activity = :activity OR EXISTS (SELECT 1 FROM claim_invoice other " \
      "WHERE other.claim = d.claim AND other.vendor IN " \
      "(SELECT vendor FROM claim_invoice WHERE claim = :id))) " \
      "ORDER BY c.made_in DESC, c.place DESC") /* sorts: the claims that were refused */ \
    X(SQL_PAYMENT_PLACES, \
      "SELECT DISTINCT c.program, l.id FROM claim_entry e INDEXED BY claim_entry_payment " \
      "CROSS JOIN claim c LEFT JOIN location l ON l.key = c.location " \
      "WHERE e.kind = 16 AND e.day = :day AND e.body ->> '$.payment' = :payment " \
      "AND c.id = e.claim") /* sorts: the claims of one payment */ \
    X(SQL_SEAL_READ, \
      "SELECT id, parent, key, typeof(key), atom FROM json_tree(:seal) ORDER BY id") \
    X(SQL_CATALOGUE_ON, \
      "SELECT from_day, text FROM activity_catalogue WHERE from_day <= :day " \
      "ORDER BY from_day DESC LIMIT 1") \
    X(SQL_CATALOGUE_WHICH, \
      "SELECT from_day, changed_in FROM activity_catalogue WHERE from_day <= :day " \
      "ORDER BY from_day DESC LIMIT 1") \
    X(SQL_CATALOGUE_PUT, \
      "INSERT INTO activity_catalogue (from_day, text, changed_in) " \
      "VALUES (:from_day, :text, :changed_in) ON CONFLICT (from_day) " \
      "DO UPDATE SET text = excluded.text, changed_in = excluded.changed_in") \
    X(SQL_CONTENT_USED, \
      "UPDATE content SET free_since = NULL WHERE sha256 = :sha256 AND free_since IS NOT NULL") \
    X(SQL_CONTENT_FREED, \
      "UPDATE content SET free_since = :now WHERE sha256 = :sha256 AND free_since IS NULL " \
      "AND NOT EXISTS (SELECT 1 FROM claim_document d WHERE d.sha256 = content.sha256)") \
    X(SQL_CONTENT_FREED_BUT, \
      "UPDATE content SET free_since = :now WHERE sha256 = :sha256 AND free_since IS NULL " \
      "AND NOT EXISTS (SELECT 1 FROM claim_document d WHERE d.sha256 = content.sha256 " \
      "AND d.claim <> :claim)") \
    X(SQL_CONTENT_FIND, "SELECT key, size FROM content WHERE sha256 = :sha256")

/* clang-format on */

#endif
