/* SPDX-License-Identifier: MIT */
/*
 * Every statement of the store, by name. Parameters are bound by name (db.h);
 * the inner loop of an import binds SQL_EARNING_UPDATE by place.
 */
#ifndef COFFER_STORE_STATEMENTS_H
#define COFFER_STORE_STATEMENTS_H

#include "store/claim_statements.h"
#include "store/content_statements.h"
#include "store/list_statements.h"

/* SQL is laid out by its clauses. */
/* clang-format off */

/* The columns of table earning without its key. */
#define EARNING_FIGURES \
    "line, name, location, day, type, type_word, currency, amount_micros, usd_micros, " \
    "status, status_text, payment, payment_month, reason, claim, fund_category, engagement, " \
    "lever, customer, product, earning_rate, exchange_rate, quantity, calculated, " \
    "transaction_id, transaction_date, transaction_amount"
#define EARNING_COLUMNS_NO_ID "stream, " EARNING_FIGURES
#define EARNING_COMPARED \
    "stream, name, location, day, type, type_word, currency, amount_micros, usd_micros, " \
    "excluded_in, status, status_text, payment, payment_month, reason, claim, fund_category, " \
    "engagement, lever, customer, product, earning_rate, exchange_rate, quantity, calculated, " \
    "transaction_id, transaction_date, transaction_amount"
#define EARNING_COLUMNS_ALL \
    "id, " EARNING_COLUMNS_NO_ID ", note, made_in, excluded_in, exclude_reason, changed_in"

#define WORD(column) "(SELECT text FROM word WHERE key = e." column ")"
#define EARNING_HEAD \
    "SELECT e.key, e.id, s.name, e.line, s.import, e.name, n.name, n.program, e.location, l.id, " \
    "e.day, e.type, " WORD("type_word") ", e.currency, e.amount_micros, e.usd_micros, e.note, " \
    "e.excluded_in, e.exclude_reason, e.made_in, e.changed_in, "
#define EARNING_SHOWN \
    WORD("status") ", " WORD("payment") ", " WORD("reason") ", " WORD("claim") ", " \
    WORD("engagement") ", " WORD("lever") ", " WORD("customer") ", " WORD("product")
#define EARNING_RANGE \
    "AND e.day BETWEEN :from AND :to AND (:import = 0 OR s.import = :import) " \
    "ORDER BY e.day, e.id" /* sorts: each day by id */

#define TOTAL_SUMS \
    "rows, counted, coop_rows, unknown, rebate, coop, coop_usd, " \
    "split_rebate, split_coop, split_coop_usd, fingerprint"
#define TOTAL_KEY \
    "WHERE name = :name AND location = :location AND span = :span AND currency = :currency"
#define TOTAL_PUT(table) \
    "INSERT OR REPLACE INTO " table " (name, location, currency, span, " TOTAL_SUMS ") VALUES " \
    "(:name, :location, :currency, :span, :rows, :counted, :coop_rows, :unknown, :rebate, :coop, " \
    ":coop_usd, :split_rebate, :split_coop, :split_coop_usd, :fingerprint)"
#define TOTAL_UNSPLIT(table) \
    "UPDATE " table " SET split_rebate = 0, split_coop = 0, split_coop_usd = 0 " \
    "WHERE name = :name AND (split_rebate <> 0 OR split_coop <> 0 OR split_coop_usd <> 0)"

#define MONTH_OF(day) \
    "CAST(strftime('%Y', " day " * 86400, 'unixepoch') AS INTEGER) * 12 + " \
    "CAST(strftime('%m', " day " * 86400, 'unixepoch') AS INTEGER) - 1"

#define UNDONE(number) \
    "coalesce((SELECT u.kind = 1 FROM journal u WHERE u.target = " number " " \
    "ORDER BY u.number DESC LIMIT 1), 0)"
#define JOURNAL_FACTS \
    "number, time, person, action, summary, kind, target, schema, changeset, previous, hash"
#define JOURNAL_HEAD \
    "SELECT j.number, j.time, j.person, j.action, j.summary, j.kind, j.target, " \
    UNDONE("j.number") " FROM journal j "

/* Rows for `explain --since`: columns as in changes.c, values as in past.h. */
#define CHANGED_VALUES(e) \
    e ".name, " e ".location, " e ".day, " e ".type, " e ".amount_micros, " e ".usd_micros, " \
    e ".excluded_in IS NOT NULL, " e ".currency"
#define CHANGED_HEAD \
    "SELECT e.key, e.id, s.name, e.line, j.time, m.time >= :after, " CHANGED_VALUES("e") " "
/* m: what made the row; of an imported one the first stream that it came in. */
#define CHANGED_JOINS \
    "JOIN journal j ON j.number = e.changed_in LEFT JOIN import_stream s ON s.key = e.stream " \
    "LEFT JOIN import o ON o.number = s.import " \
    "JOIN journal m ON m.number = coalesce(e.made_in, (SELECT i.journal " \
    "FROM earning_replaced r JOIN import_stream t ON t.key = r.stream " \
    "JOIN import i ON i.number = t.import WHERE r.key = e.key " \
    "ORDER BY r.replaced_in LIMIT 1), o.journal) "
#define LATER(table) \
    "SELECT 1 FROM " table " WHERE program = :program AND from_day > :from " \
    "AND from_day <= :until LIMIT 1"

#define OF_BATCH "(SELECT number FROM import WHERE journal = :journal)"
#define BATCH_FIRST "(SELECT min(first_earning) FROM import WHERE journal = :journal)"
#define BATCH_LAST "(SELECT max(last_earning) FROM import WHERE journal = :journal)"
#define BATCH_ROWS \
    "SELECT e.name, e.location, e.day, e.type, e.currency, e.amount_micros, e.usd_micros, " \
    "e.excluded_in, e.key, e.id, n.program FROM earning e " \
    "JOIN program_name n ON n.key = e.name WHERE "
/* What the batch found in the book and updated. */
#define BATCH_UPDATED \
    "(SELECT DISTINCT key FROM earning_replaced WHERE replaced_in IN " OF_BATCH \
    " AND key < " BATCH_FIRST ")"

#define NAMELESS \
    "(SELECT code FROM program WHERE origin = 2 " \
    "AND code NOT IN (SELECT program FROM program_name) " \
    "AND code NOT IN (SELECT program FROM claim))"

/* A replaced value and what took its place: the next replaced version of the
 * row, else the row itself. */
#define AFTER(column) "CASE WHEN a.key IS NULL THEN e." column " ELSE a." column " END"
#define BOTH_WORDS(f) \
    f("status") f("status_text") f("payment") f("payment_month") f("reason") f("claim") \
    f("fund_category") f("engagement") f("lever") f("customer") f("product") f("earning_rate") \
    f("exchange_rate") f("quantity") f("calculated")
#define OLD_WORD(column) "(SELECT text FROM word WHERE key = r." column "), "
#define NEW_WORD(column) "(SELECT text FROM word WHERE key = " AFTER(column) "), "

/* Columns: see visit_change in intake.c. */
#define REPLACED_VALUES \
    "SELECT r.id, " AFTER("line") ", r.key, n.program, l.id, " BOTH_WORDS(OLD_WORD) \
    "r.transaction_id, (SELECT text FROM word WHERE key = r.transaction_date), " \
    "r.transaction_amount, (SELECT name FROM program_name WHERE key = r.name), " \
    "(SELECT id FROM location WHERE key = r.location), r.day, r.type, r.amount_micros, " \
    "r.usd_micros, " BOTH_WORDS(NEW_WORD) AFTER("transaction_id") ", " \
    "(SELECT text FROM word WHERE key = " AFTER("transaction_date") "), " \
    AFTER("transaction_amount") ", " \
    "(SELECT name FROM program_name WHERE key = " AFTER("name") "), " \
    "(SELECT id FROM location WHERE key = " AFTER("location") "), " AFTER("day") ", " \
    AFTER("type") ", " AFTER("amount_micros") ", " AFTER("usd_micros") ", r.currency, " \
    AFTER("currency") ", r.replaced_in FROM earning_replaced r LEFT JOIN earning_replaced a " \
    "ON a.key = r.key AND a.replaced_in = (SELECT min(x.replaced_in) FROM earning_replaced x " \
    "WHERE x.key = r.key AND x.replaced_in > r.replaced_in) " \
    "LEFT JOIN earning e ON e.key = r.key LEFT JOIN program_name n ON n.key = e.name " \
    "LEFT JOIN location l ON l.key = e.location "

#define SCHEMA_LIST \
    "SELECT type, name, sql FROM sqlite_schema " \
    "ORDER BY type COLLATE BINARY, name COLLATE BINARY" /* sorts: a check */

#define STORE_STATEMENTS(X) \
    /* the file */ \
    X(SQL_TABLE_COUNT, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'") \
    X(SQL_SCHEMA_LIST, SCHEMA_LIST) \
    X(SQL_ORPHAN_NAMES, \
      "SELECT n.name FROM program_name n WHERE NOT EXISTS " \
      "(SELECT 1 FROM program p WHERE p.code = n.program) " \
      "AND EXISTS (SELECT 1 FROM earning e WHERE e.name = n.key)") \
    X(SQL_APPLICATION_ID, "PRAGMA application_id") \
    X(SQL_USER_VERSION, "PRAGMA user_version") \
    X(SQL_PAGE_SIZE, "PRAGMA page_size") \
    X(SQL_DATA_VERSION, "PRAGMA data_version") \
    X(SQL_INTEGRITY_CHECK, "PRAGMA integrity_check") \
    X(SQL_FOREIGN_KEY_CHECK, "PRAGMA foreign_key_check") \
    X(SQL_COLUMN_NAMES, "SELECT name FROM pragma_table_info(:table) ORDER BY cid") \
    X(SQL_COLUMN_COUNT, "SELECT count(*) FROM pragma_table_info(:table)") \
    X(SQL_SETTING_GET, "SELECT value FROM setting WHERE name = :name") \
    X(SQL_SETTING_PUT, \
      "INSERT INTO setting (name, value, changed_in) VALUES (:name, :value, :changed_in) " \
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value, " \
      "changed_in = excluded.changed_in") \
    /* members */ \
    X(SQL_MEMBER_LIST, "SELECT login, role FROM member ORDER BY login") \
    X(SQL_MEMBER_SCOPE_LIST, \
      "SELECT login, kind, value FROM member_scope ORDER BY login, kind, value") \
    X(SQL_MEMBER_PUT, \
      "INSERT INTO member (login, role, changed_in) VALUES (:login, :role, :changed_in) " \
      "ON CONFLICT (login) DO UPDATE SET role = excluded.role, " \
      "changed_in = excluded.changed_in") \
    X(SQL_MEMBER_DELETE, "DELETE FROM member WHERE login = :login") \
    X(SQL_MEMBER_SCOPE_PUT, \
      "INSERT OR REPLACE INTO member_scope (login, kind, value, changed_in) " \
      "VALUES (:login, :kind, :value, :changed_in)") \
    X(SQL_MEMBER_SCOPE_DELETE, "DELETE FROM member_scope WHERE login = :login") \
    /* programs */ \
    X(SQL_PROGRAM_LIST, \
      "SELECT p.code, p.name, p.origin, p.surface, p.changed_in, " \
      "EXISTS (SELECT 1 FROM program_name n JOIN earning e ON e.name = n.key " \
      "WHERE n.program = p.code) " \
      "OR EXISTS (SELECT 1 FROM claim c WHERE c.program = p.code) FROM program p ORDER BY p.code") \
    X(SQL_PROGRAM_FIND, \
      "SELECT p.code, p.name, p.origin, p.surface, p.changed_in, " \
      "EXISTS (SELECT 1 FROM program_name n JOIN earning e ON e.name = n.key " \
      "WHERE n.program = p.code) " \
      "OR EXISTS (SELECT 1 FROM claim c WHERE c.program = p.code) FROM program p WHERE p.code = :code") \
    X(SQL_PROGRAMS_MADE, \
      "SELECT code FROM program WHERE origin = 2 AND changed_in = :journal ORDER BY code") \
    X(SQL_SPLIT_LIST, \
      "SELECT program, from_day, coop_ppm FROM program_split " \
      "WHERE :code IS NULL OR program = :code ORDER BY program, from_day") \
    X(SQL_THRESHOLD_LIST, \
      "SELECT program, from_day, usd_micros FROM program_threshold " \
      "WHERE :code IS NULL OR program = :code ORDER BY program, from_day") \
    X(SQL_COOP_LIST, \
      "SELECT program, from_day, coop FROM program_coop " \
      "WHERE :code IS NULL OR program = :code ORDER BY program, from_day") \
    X(SQL_OVERRIDE_LIST, \
      "SELECT program, first_day, usage_end_day, claim_opens_day, claim_closes_day " \
      "FROM period_override WHERE :code IS NULL OR program = :code " \
      "ORDER BY program, first_day") \
    X(SQL_PROGRAM_NAME_LIST, "SELECT key, name, program, own FROM program_name ORDER BY key") \
    X(SQL_PROGRAM_NAME_FIND, \
      "SELECT n.key, p.code FROM program_name n LEFT JOIN program p ON p.code = n.program " \
      "WHERE n.name = :name") \
    X(SQL_PROGRAM_NAME_FIND_SLUG, \
      "SELECT n.key, p.code FROM program_name n JOIN program p ON p.code = n.program " \
      "WHERE n.slug = :name LIMIT 1") \
    X(SQL_PROGRAM_FIND_CODE, "SELECT 0, code FROM program WHERE code = :name") \
    X(SQL_PROGRAM_NAME_KEYS, "SELECT key FROM program_name WHERE program = :program") \
    X(SQL_PROGRAM_NAME_TEXT, "SELECT name FROM program_name WHERE key = :key") \
    X(SQL_PROGRAM_OF_NAME_KEY, \
      "SELECT n.program, EXISTS (SELECT 1 FROM program_coop c WHERE c.program = n.program " \
      "AND c.coop = 0) FROM program_name n WHERE n.key = :key") \
    X(SQL_PROGRAM_OWN_NAME, \
      "SELECT key FROM program_name WHERE name = :program AND program = :program") \
    X(SQL_PROGRAM_NAME_ADD, \
      "INSERT INTO program_name (name, slug, program, own, changed_in) " \
      "VALUES (:name, :slug, :program, :own, :changed_in)") \
    X(SQL_PROGRAM_NAME_MOVE, \
      "UPDATE program_name SET program = :program, changed_in = :changed_in " \
      "WHERE slug = :slug AND program <> :program") \
    X(SQL_PROGRAM_PUT, \
      "INSERT INTO program (code, name, origin, surface, changed_in) " \
      "VALUES (:code, :name, :origin, :surface, :changed_in) " \
      "ON CONFLICT (code) DO UPDATE SET name = excluded.name, origin = excluded.origin, " \
      "surface = excluded.surface, changed_in = excluded.changed_in") \
    X(SQL_SPLIT_PUT, \
      "INSERT INTO program_split (program, from_day, coop_ppm, changed_in) " \
      "VALUES (:program, :from_day, :coop_ppm, :changed_in) " \
      "ON CONFLICT (program, from_day) DO UPDATE SET coop_ppm = excluded.coop_ppm, " \
      "changed_in = excluded.changed_in") \
    X(SQL_THRESHOLD_PUT, \
      "INSERT INTO program_threshold (program, from_day, usd_micros, changed_in) " \
      "VALUES (:program, :from_day, :usd_micros, :changed_in) " \
      "ON CONFLICT (program, from_day) DO UPDATE SET usd_micros = excluded.usd_micros, " \
      "changed_in = excluded.changed_in") \
    X(SQL_COOP_PUT, \
      "INSERT INTO program_coop (program, from_day, coop, changed_in) " \
      "VALUES (:program, :from_day, :coop, :changed_in) " \
      "ON CONFLICT (program, from_day) DO UPDATE SET coop = excluded.coop, " \
      "changed_in = excluded.changed_in") \
    X(SQL_OVERRIDE_PUT, \
      "INSERT INTO period_override (program, calendar, first_day, usage_end_day, " \
      "claim_opens_day, claim_closes_day, changed_in) VALUES (:program, 'half-year', " \
      ":first_day, :usage_end, :claim_opens, :claim_closes, :changed_in) " \
      "ON CONFLICT (program, calendar, first_day) DO UPDATE SET " \
      "usage_end_day = excluded.usage_end_day, claim_opens_day = excluded.claim_opens_day, " \
      "claim_closes_day = excluded.claim_closes_day, changed_in = excluded.changed_in") \
    X(SQL_NAMELESS_SPLITS_DELETE, "DELETE FROM program_split WHERE program IN " NAMELESS) \
    X(SQL_NAMELESS_THRESHOLDS_DELETE, \
      "DELETE FROM program_threshold WHERE program IN " NAMELESS) \
    X(SQL_NAMELESS_COOPS_DELETE, "DELETE FROM program_coop WHERE program IN " NAMELESS) \
    X(SQL_NAMELESS_OVERRIDES_DELETE, "DELETE FROM period_override WHERE program IN " NAMELESS) \
    X(SQL_NAMELESS_DELETE, "DELETE FROM program WHERE code IN " NAMELESS) \
    X(SQL_CLOSED_FOR, \
      "SELECT 1 FROM period_closed WHERE program IN ('', :program) " \
      "AND calendar = 'half-year' AND first_day = :first_day") \
    X(SQL_CLOSED_EXACTLY, \
      "SELECT 1 FROM period_closed WHERE program = :program " \
      "AND calendar = 'half-year' AND first_day = :first_day") \
    X(SQL_CLOSED_ADD, \
      "INSERT INTO period_closed (program, calendar, first_day, changed_in) " \
      "VALUES (:program, 'half-year', :first_day, :changed_in)") \
    X(SQL_CLOSED_DELETE, \
      "DELETE FROM period_closed WHERE program = :program AND calendar = 'half-year' " \
      "AND first_day = :first_day") \
    X(SQL_CLOSED_LIST, \
      "SELECT first_day, program FROM period_closed ORDER BY first_day, program") \
    X(SQL_CLOSED_WITH_EARNINGS, \
      "SELECT DISTINCT t.span FROM program_name n JOIN total_month t ON t.name = n.key " \
      "WHERE n.program = :program ORDER BY t.span") \
    /* locations */ \
    X(SQL_LOCATION_LIST, \
      "SELECT l.key, l.id, " \
      "coalesce(l.name, (SELECT c.name FROM import_location c JOIN import i " \
      "ON i.number = c.import WHERE c.location = l.key AND i.undone = 0 " \
      "AND c.name IS NOT NULL ORDER BY c.import DESC LIMIT 1)), " \
      "coalesce(l.country, (SELECT c.country FROM import_location c JOIN import i " \
      "ON i.number = c.import WHERE c.location = l.key AND i.undone = 0 " \
      "AND c.country IS NOT NULL ORDER BY c.import DESC LIMIT 1)) " \
      "FROM location l WHERE l.by_hand OR EXISTS (SELECT 1 FROM program_name n " \
      "CROSS JOIN earning e WHERE e.name = n.key AND e.location = l.key) " \
      "OR EXISTS (SELECT 1 FROM claim c WHERE c.location = l.key) ORDER BY l.id") \
    X(SQL_LOCATION_FIND, "SELECT key FROM location WHERE id = :id") \
    X(SQL_LOCATION_ID, "SELECT id FROM location WHERE key = :key") \
    X(SQL_LOCATION_IDS, "SELECT key, id FROM location ORDER BY key") \
    X(SQL_LOCATION_FIND_KNOWN, \
      "SELECT l.key FROM location l WHERE l.id = :id AND (l.by_hand OR EXISTS " \
      "(SELECT 1 FROM program_name n CROSS JOIN earning e " \
      "WHERE e.name = n.key AND e.location = l.key) " \
      "OR EXISTS (SELECT 1 FROM claim c WHERE c.location = l.key))") \
    X(SQL_LOCATION_SET, \
      "INSERT INTO location (id, name, country, by_hand, changed_in) " \
      "VALUES (:id, :name, :country, 1, :changed_in) ON CONFLICT (id) DO UPDATE SET " \
      "name = coalesce(excluded.name, name), country = coalesce(excluded.country, country), " \
      "by_hand = 1, changed_in = excluded.changed_in") \
    X(SQL_LOCATION_ADD, \
      "INSERT INTO location (id, by_hand, changed_in) VALUES (:id, 0, :changed_in)") \
    /* words */ \
    X(SQL_WORD_FIND, "SELECT key FROM word WHERE kind = :kind AND text = :text") \
    X(SQL_WORD_ADD, "INSERT INTO word (kind, text) VALUES (:kind, :text)") \
    X(SQL_WORD_TEXT, "SELECT text FROM word WHERE key = :key") \
    /* earnings */ \
    X(SQL_EARNING_LIST, \
      EARNING_HEAD EARNING_SHOWN " FROM earning e LEFT JOIN import_stream s " \
      "ON s.key = e.stream LEFT JOIN program_name n ON n.key = e.name " \
      "LEFT JOIN location l ON l.key = e.location " \
      "WHERE :program IS NULL AND :location IS NULL " EARNING_RANGE) \
    X(SQL_EARNING_LIST_FUND, \
      EARNING_HEAD EARNING_SHOWN " FROM program_name n CROSS JOIN location l " \
      "CROSS JOIN earning e LEFT JOIN import_stream s ON s.key = e.stream " \
      "WHERE (:program IS NULL OR n.program = :program) " \
      "AND (:location IS NULL OR l.id = :location) AND e.name = n.key " \
      "AND e.location = l.key " EARNING_RANGE) \
    X(SQL_EARNING_FIGURES, \
      "SELECT e.key, e.id, NULL, e.line, 0, e.name, '', n.program, e.location, l.id, e.day, " \
      "e.type, NULL, e.currency, e.amount_micros, e.usd_micros, e.note, e.excluded_in, " \
      "e.exclude_reason, e.made_in, e.changed_in FROM program_name n CROSS JOIN location l " \
      "CROSS JOIN earning e WHERE n.program = :program AND l.id = :location " \
      "AND e.name = n.key AND e.location = l.key AND e.day BETWEEN :from AND :to") \
    X(SQL_EARNING_FULL, \
      EARNING_HEAD WORD("status") ", " WORD("status_text") ", " WORD("payment") ", " \
      WORD("payment_month") ", " WORD("reason") ", " WORD("claim") ", " \
      WORD("fund_category") ", " WORD("engagement") ", " WORD("lever") ", " \
      WORD("customer") ", " WORD("product") ", " WORD("earning_rate") ", " \
      WORD("exchange_rate") ", " WORD("quantity") ", " WORD("calculated") ", " \
      "e.transaction_id, " WORD("transaction_date") ", e.transaction_amount " \
      "FROM earning e LEFT JOIN import_stream s ON s.key = e.stream " \
      "LEFT JOIN program_name n ON n.key = e.name " \
      "LEFT JOIN location l ON l.key = e.location WHERE e.key = :key") \
    X(SQL_EARNING_ROW, "SELECT * FROM earning WHERE key = :key") \
    X(SQL_EARNING_ID, "SELECT id FROM earning WHERE key = :key") \
    X(SQL_EARNING_CHANGED_IN, "SELECT changed_in FROM earning WHERE key = :key") \
    X(SQL_EARNING_COMPARE, \
      "SELECT " EARNING_COMPARED " FROM earning WHERE key = :key") \
    X(SQL_EARNINGS_FOLLOW, \
      "SELECT key, id, " EARNING_COMPARED " FROM earning WHERE key >= :key ORDER BY key") \
    X(SQL_EARNING_NEXT_KEY, \
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'earning'), 0) + 1") \
    X(SQL_EARNING_TYPED_LIKE, \
      "SELECT e.key, n.program, l.id FROM earning e CROSS JOIN program_name n " \
      "CROSS JOIN location l WHERE e.stream IS NULL AND n.key = e.name AND l.key = e.location " \
      "AND substr(upper(e.id), 1, length(:beginning)) = upper(:beginning)") \
    X(SQL_EARNING_TOTALS_OF_NAME, \
      "SELECT location, day, currency, amount_micros, usd_micros, id FROM earning " \
      "WHERE name = :name AND type = 9 AND excluded_in IS NULL") \
    X(SQL_EARNING_INSERT_TYPED, \
      "INSERT INTO earning (key, id, name, location, day, type, currency, amount_micros, " \
      "usd_micros, reason, note, made_in, changed_in) VALUES (:key, :id, :name, :location, " \
      ":day, :type, :currency, :amount, :usd, :reason, :note, :changed_in, :changed_in)") \
    X(SQL_EARNING_UPDATE_TYPED, \
      "UPDATE earning SET name = :name, location = :location, day = :day, type = :type, " \
      "currency = :currency, amount_micros = :amount, usd_micros = :usd, reason = :reason, " \
      "note = :note, changed_in = :changed_in WHERE key = :key") \
    X(SQL_EARNING_DELETE, "DELETE FROM earning WHERE key = :key") \
    X(SQL_EARNING_EXCLUDE, \
      "UPDATE earning SET excluded_in = :excluded_in, exclude_reason = :reason, " \
      "changed_in = :changed_in WHERE key = :key") \
    X(SQL_EARNINGS_INSERT, \
      /* every column in the table's order: then no value is copied on its way */ \
      "INSERT INTO earning (key, " EARNING_COLUMNS_ALL ") SELECT key, id, :stream, " \
      EARNING_FIGURES ", NULL, NULL, NULL, NULL, :changed_in FROM earning_feed") \
    X(SQL_EARNING_UPDATE, \
      "UPDATE earning SET (" EARNING_COLUMNS_NO_ID ", changed_in) = " \
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, " \
      "?20, ?21, ?22, ?23, ?24, ?25, coalesce(?26, transaction_id), ?27, " \
      "coalesce(?28, transaction_amount), ?29) WHERE key = :key") \
    X(SQL_EARNING_REPLACED_ADD, \
      "INSERT OR IGNORE INTO earning_replaced (key, replaced_in, " EARNING_COLUMNS_ALL ") " \
      "SELECT key, :import, " EARNING_COLUMNS_ALL " FROM earning WHERE key = :key") \
    X(SQL_EARNINGS_CHANGED, \
      CHANGED_HEAD "FROM program_name n CROSS JOIN location l CROSS JOIN earning e " CHANGED_JOINS \
      "WHERE n.program = :program AND l.id = :location AND e.name = n.key " \
      "AND e.location = l.key AND e.day BETWEEN :from AND :to AND j.time >= :after " \
      "ORDER BY j.time, e.key") \
    X(SQL_EARNING_NOW, CHANGED_HEAD "FROM earning e " CHANGED_JOINS "WHERE e.key = :key") \
    X(SQL_EARNINGS_LEFT, \
      "SELECT r.key, r.replaced_in FROM import i JOIN journal k ON k.number = i.journal " \
      "CROSS JOIN earning_replaced r ON r.replaced_in = i.number " \
      "JOIN program_name n ON n.key = r.name JOIN location l ON l.key = r.location " \
      "JOIN earning e ON e.key = r.key JOIN program_name m ON m.key = e.name " \
      "WHERE i.undone = 0 AND k.time >= :after AND n.program = :program AND l.id = :location " \
      "AND r.day BETWEEN :from AND :to AND NOT (m.program = :program " \
      "AND e.location = r.location AND e.day BETWEEN :from AND :to)") \
    X(SQL_EARNING_REPLACED_SINCE, \
      "SELECT r.replaced_in, i.journal, " CHANGED_VALUES("r") " FROM earning_replaced r " \
      "JOIN import i ON i.number = r.replaced_in JOIN journal k ON k.number = i.journal " \
      "WHERE r.key = :key AND i.undone = 0 AND k.time >= :after ORDER BY r.replaced_in LIMIT 1") \
    X(SQL_JOURNAL_SINCE, \
      "SELECT " JOURNAL_FACTS " FROM journal WHERE time >= :after AND changeset IS NOT NULL " \
      "ORDER BY number") \
    X(SQL_TURNS_SINCE, \
      "SELECT " JOURNAL_FACTS " FROM journal WHERE time >= :after AND (" \
      "(kind = 0 AND action <> 'init' AND changeset IS NOT NULL " \
      "AND NOT " UNDONE("journal.number") ") " \
      "OR EXISTS (SELECT 1 FROM journal o WHERE o.number = journal.target AND o.time < :after " \
      "AND (o.changeset IS NOT NULL OR EXISTS (SELECT 1 FROM import i " \
      "JOIN import_month m ON m.import = i.number JOIN program_name n ON n.key = m.name " \
      "JOIN location l ON l.key = m.location WHERE i.journal = o.number " \
      "AND n.program = :program AND l.id = :location AND m.month BETWEEN :first AND :last)))) " \
      "ORDER BY number") \
    X(SQL_SPLIT_LATER, LATER("program_split")) \
    X(SQL_THRESHOLD_LATER, LATER("program_threshold")) \
    X(SQL_COOP_LATER, LATER("program_coop")) \
    X(SQL_NAME_IN_FUND, \
      "SELECT 1 FROM location l CROSS JOIN earning e WHERE l.id = :location " \
      "AND e.name = :key AND e.location = l.key AND e.day BETWEEN :from AND :to LIMIT 1") \
    /* lists and searches */ \
    LIST_STATEMENTS(X) \
    /* claims */ \
    CLAIM_STATEMENTS(X) \
    /* bytes of documents */ \
    CONTENT_STATEMENTS(X) \
    /* ids */ \
    X(SQL_KEY_ANY, "SELECT EXISTS (SELECT 1 FROM earning_key)") \
    X(SQL_KEY_COUNT, "SELECT count(*) FROM earning_key") \
    X(SQL_KEY_FIND, \
      "SELECT k.earning FROM earning_key k CROSS JOIN earning e " \
      "WHERE k.hash = :hash AND e.key = k.earning AND e.id = :id") \
    X(SQL_KEYS_FIND, \
      "SELECT f.rowid, k.earning FROM id_feed f CROSS JOIN earning_key k " \
      "CROSS JOIN earning e WHERE k.hash = f.hash AND e.key = k.earning AND e.id = f.id") \
    X(SQL_KEYS_ADD, \
      "INSERT INTO earning_key (hash, earning) SELECT hash, earning FROM key_feed") \
    X(SQL_KEY_THERE, "SELECT 1 FROM earning_key WHERE hash = :hash AND earning = :earning") \
    X(SQL_KEY_ADD, "INSERT INTO earning_key (hash, earning) VALUES (:hash, :earning)") \
    X(SQL_KEY_DELETE, "DELETE FROM earning_key WHERE hash = :hash AND earning = :earning") \
    /* totals */ \
    X(SQL_TOTAL_MONTH_GET, "SELECT " TOTAL_SUMS " FROM total_month " TOTAL_KEY) \
    X(SQL_TOTAL_DAY_GET, "SELECT " TOTAL_SUMS " FROM total_day " TOTAL_KEY) \
    X(SQL_TOTAL_MONTH_PUT, TOTAL_PUT("total_month")) \
    X(SQL_TOTAL_DAY_PUT, TOTAL_PUT("total_day")) \
    X(SQL_TOTAL_MONTH_DELETE, "DELETE FROM total_month " TOTAL_KEY) \
    X(SQL_TOTAL_DAY_DELETE, "DELETE FROM total_day " TOTAL_KEY) \
    X(SQL_TOTAL_MONTH_UNSPLIT, TOTAL_UNSPLIT("total_month")) \
    X(SQL_TOTAL_DAY_UNSPLIT, TOTAL_UNSPLIT("total_day")) \
    X(SQL_TOTAL_FUND_MONTHS, \
      "SELECT t.rebate, t.coop, t.coop_usd, t.split_rebate, t.split_coop, t.split_coop_usd " \
      "FROM program_name n CROSS JOIN total_month t WHERE n.program = :program " \
      "AND t.name = n.key AND t.location = :location AND t.span BETWEEN :first AND :last " \
      "AND (:currency = '' OR t.currency = :currency)") \
    X(SQL_TOTAL_MONTHS_OF_NAME, \
      "SELECT location, span, currency FROM total_month WHERE name = :name") \
    X(SQL_TOTALS_READ, /* a join would look a location up for each row */ \
      "SELECT t.name, t.location, t.span, t.currency, " TOTAL_SUMS " FROM total_month t " \
      "WHERE t.span < :month AND (:location = 0 OR t.location = :location) UNION ALL " \
      "SELECT d.name, d.location, :part, d.currency, " TOTAL_SUMS " FROM total_day d " \
      "WHERE d.span BETWEEN :first AND :last AND (:location = 0 OR d.location = :location)") \
    X(SQL_FUNDS_IN_DOUBT, /* without sums: those that overflow are no error here */ \
      "SELECT n.program, l.id, t.span / 6 * 6, t.currency, t.rebate, t.split_rebate, t.coop, " \
      "t.split_coop, t.coop_usd, t.split_coop_usd FROM total_month t " \
      "JOIN program_name n ON n.key = t.name JOIN location l ON l.key = t.location " \
      "WHERE (n.program, t.location, t.span / 6) IN (SELECT x.program, m.location, m.span / 6 " \
      "FROM total_month m JOIN program_name x ON x.key = m.name " \
      "WHERE m.coop + m.split_coop < 0 UNION SELECT program, location, (" \
      MONTH_OF("first_day") ") / 6 FROM claim_total WHERE pending + approved > 0) " \
      "ORDER BY n.program, l.id, t.span / 6, t.currency") \
      /* sorts: the funds below 0, and those claimed from */ \
    X(SQL_VERIFY_EARNINGS, \
      "SELECT name, location, day, currency, type, amount_micros, usd_micros, id FROM earning " \
      "WHERE excluded_in IS NULL ORDER BY name, location, day, currency") /* sorts: a check */ \
    X(SQL_VERIFY_DAYS, \
      "SELECT name, location, span, currency, " TOTAL_SUMS " FROM total_day " \
      "ORDER BY name, location, span, currency") /* sorts: a check */ \
    X(SQL_VERIFY_MONTH_DAYS, /* sorts: a check */ \
      "SELECT name, location, " \
      MONTH_OF("span") " AS month, currency, " \
      TOTAL_SUMS " FROM total_day ORDER BY name, location, month, currency") \
    X(SQL_VERIFY_MONTHS, \
      "SELECT name, location, span, currency, " TOTAL_SUMS " FROM total_month " \
      "ORDER BY name, location, span, currency") \
    X(SQL_VERIFY_IDS, "SELECT key, id FROM earning") \
    /* imports */ \
    X(SQL_IMPORT_ADD, \
      "INSERT INTO import (journal, file, bytes, rows, new, updated, unchanged, rejected, " \
      "rounded, after_close, first_earning, last_earning, undone) " \
      "VALUES (:journal, :file, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0)") \
    X(SQL_IMPORT_END, \
      "UPDATE import SET bytes = :bytes, rows = :rows, new = :new, updated = :updated, " \
      "unchanged = :unchanged, rejected = :rejected, rounded = :rounded, " \
      "after_close = :after_close, unknown = :unknown, coopless = :coopless, kept = :kept, " \
      "first_day = :first_day, last_day = :last_day, first_earning = :first_earning, " \
      "last_earning = :last_earning WHERE number = :number") \
    X(SQL_STREAM_ADD, "INSERT INTO import_stream (import, name) VALUES (:import, :name)") \
    X(SQL_STREAM_IMPORT, "SELECT import FROM import_stream WHERE key = :key") \
    X(SQL_REPEAT_ADD, \
      "INSERT INTO import_repeat (import, of_import, rows) " \
      "VALUES (:import, :of_import, :rows)") \
    X(SQL_IMPORT_MONTH_ADD, \
      "INSERT INTO import_month (import, name, location, month, rows) " \
      "VALUES (:import, :name, :location, :month, :rows) " \
      "ON CONFLICT DO UPDATE SET rows = rows + excluded.rows") \
    X(SQL_IMPORT_LOCATION_PUT, \
      "INSERT INTO import_location (location, import, name, country) " \
      "VALUES (:location, :import, :name, :country) ON CONFLICT DO UPDATE SET " \
      "name = coalesce(excluded.name, name), country = coalesce(excluded.country, country)") \
    X(SQL_IMPORT_LIST, \
      "SELECT i.number, i.journal, j.time, j.person, i.file, i.bytes, i.rows, i.new, " \
      "i.updated, i.unchanged, i.rejected, i.rounded, i.after_close, i.first_day, i.last_day, " \
      "i.undone, i.unknown, i.coopless, i.kept FROM import i JOIN journal j " \
      "ON j.number = i.journal ORDER BY i.number") \
    X(SQL_IMPORT_MONTHS, \
      "SELECT n.program, l.id, m.month, sum(m.rows), 0, 0 FROM import_month m " \
      "JOIN program_name n ON n.key = m.name JOIN location l ON l.key = m.location " \
      "WHERE m.import = :import GROUP BY n.program, l.id, m.month ORDER BY 1, 2, 3") \
    X(SQL_COVERAGE, \
      "SELECT n.program, l.id, t.span, sum(t.rows), coalesce(max(c.import), 0), " \
      "coalesce(max(c.time), 0) FROM (SELECT name, location, span, sum(rows) AS rows " \
      "FROM total_month WHERE span < :month GROUP BY name, location, span UNION ALL " \
      "SELECT name, location, :month, sum(rows) FROM total_day " \
      "WHERE span BETWEEN :first AND :day GROUP BY name, location UNION ALL " \
      "SELECT name, location, " MONTH_OF("day") ", 0 FROM earning " \
      "WHERE excluded_in IS NOT NULL AND day <= :day) t " \
      "JOIN program_name n ON n.key = t.name JOIN location l ON l.key = t.location " \
      "LEFT JOIN (SELECT m.name, m.location, m.month, max(m.import) AS import, " \
      "max(j.time) AS time FROM import_month m JOIN import i ON i.number = m.import " \
      "JOIN journal j ON j.number = i.journal WHERE i.undone = 0 " \
      "GROUP BY m.name, m.location, m.month) c ON c.name = t.name " \
      "AND c.location = t.location AND c.month = t.span " \
      "GROUP BY n.program, l.id, t.span ORDER BY 1, 2, 3") \
    X(SQL_PRESENCE, \
      "SELECT t.name, t.location, l.id, t.span, 1 FROM total_month t " \
      "LEFT JOIN location l ON l.key = t.location WHERE t.rows > 0 AND t.span < :month " \
      "UNION ALL SELECT d.name, d.location, l.id, :month, 1 FROM total_day d " \
      "LEFT JOIN location l ON l.key = d.location " \
      "WHERE d.rows > 0 AND d.span BETWEEN :first AND :day " \
      "UNION ALL SELECT e.name, e.location, l.id, " MONTH_OF("e.day") ", 0 FROM earning e " \
      "LEFT JOIN location l ON l.key = e.location " \
      "WHERE e.excluded_in IS NOT NULL AND e.day <= :day") \
    X(SQL_PRESENCE_NEWEST, /* from the newest import on: most of them speak of all names */ \
      "SELECT j.time FROM import i JOIN journal j ON j.number = i.journal WHERE i.undone = 0 " \
      "AND EXISTS (SELECT 1 FROM import_month m WHERE m.import = i.number AND m.name = :name " \
      "AND (:location IS NULL OR m.location = (SELECT key FROM location WHERE id = :location))) " \
      "ORDER BY i.number DESC LIMIT 1") \
    X(SQL_IMPORT_CHANGES, \
      REPLACED_VALUES \
      "WHERE r.replaced_in = :import AND (SELECT undone FROM import WHERE number = :import) = 0 " \
      "ORDER BY r.key") \
    X(SQL_EARNING_CHANGES, \
      REPLACED_VALUES "WHERE r.key = :key AND " \
      "(SELECT undone FROM import WHERE number = r.replaced_in) = 0 ORDER BY r.replaced_in") \
    /* an import as a batch */ \
    X(SQL_BATCH_NEW_CHANGED, \
      "SELECT max(changed_in) FROM earning WHERE key BETWEEN " \
      "(SELECT min(first_earning) FROM import WHERE journal = :key) AND " \
      "(SELECT max(last_earning) FROM import WHERE journal = :key) AND changed_in <> :key") \
    X(SQL_BATCH_UPDATED_CHANGED, \
      "SELECT max(e.changed_in) FROM earning_replaced r JOIN earning e ON e.key = r.key " \
      "WHERE r.replaced_in IN (SELECT number FROM import WHERE journal = :key) " \
      "AND e.changed_in <> :key") \
    X(SQL_BATCH_REPEATED, \
      "SELECT max(i.journal) FROM import_repeat r JOIN import i ON i.number = r.import " \
      "WHERE r.of_import IN (SELECT number FROM import WHERE journal = :key) " \
      "AND i.undone = 0 AND i.journal <> :key") \
    X(SQL_BATCH_NEW_ROWS, \
      BATCH_ROWS "e.key BETWEEN " BATCH_FIRST " AND " BATCH_LAST) \
    X(SQL_BATCH_UPDATED_ROWS, BATCH_ROWS "e.key IN " BATCH_UPDATED) \
    X(SQL_BATCH_KEEP_NEW, \
      "INSERT INTO earning_undone (key, undone_in, " EARNING_COLUMNS_ALL ") " \
      "SELECT key, :journal, " EARNING_COLUMNS_ALL " FROM earning " \
      "WHERE key BETWEEN " BATCH_FIRST " AND " BATCH_LAST " ORDER BY key") \
    X(SQL_BATCH_KEEP_UPDATED, \
      "INSERT INTO earning_undone (key, undone_in, " EARNING_COLUMNS_ALL ") " \
      "SELECT key, :journal, " EARNING_COLUMNS_ALL " FROM earning WHERE key IN " \
      BATCH_UPDATED) \
    X(SQL_BATCH_RESTORE, \
      "UPDATE earning SET (" EARNING_COLUMNS_ALL ") = (SELECT " EARNING_COLUMNS_ALL \
      " FROM earning_replaced r WHERE r.key = earning.key AND r.replaced_in IN " OF_BATCH \
      " ORDER BY r.replaced_in LIMIT 1) WHERE key IN " BATCH_UPDATED) \
    X(SQL_BATCH_DELETE_KEYS, \
      "DELETE FROM earning_key WHERE earning BETWEEN " BATCH_FIRST " AND " BATCH_LAST) \
    X(SQL_BATCH_DELETE_NEW, \
      "DELETE FROM earning WHERE key BETWEEN :first AND :last") \
    X(SQL_BATCH_RANGE, \
      "SELECT min(first_earning), max(last_earning) FROM import WHERE journal = :journal") \
    X(SQL_BATCH_MARK_UNDONE, "UPDATE import SET undone = 1 WHERE journal = :journal") \
    X(SQL_BATCH_BRING_UPDATED, \
      "UPDATE earning SET (" EARNING_COLUMNS_ALL ") = (SELECT " EARNING_COLUMNS_ALL \
      " FROM earning_undone u WHERE u.key = earning.key AND u.undone_in = :journal) " \
      "WHERE key IN " BATCH_UPDATED) \
    X(SQL_BATCH_BRING_NEW, \
      "INSERT INTO earning (key, " EARNING_COLUMNS_ALL ") " \
      "SELECT key, " EARNING_COLUMNS_ALL " FROM earning_undone " \
      "WHERE undone_in = :journal AND key >= " BATCH_FIRST " ORDER BY key") \
    X(SQL_BATCH_DROP_KEPT, "DELETE FROM earning_undone WHERE undone_in = :journal") \
    X(SQL_BATCH_MARK_REDONE, "UPDATE import SET undone = 0 WHERE journal = :journal") \
    X(SQL_UNDONE_ANY, "SELECT EXISTS (SELECT 1 FROM earning_undone)") \
    X(SQL_UNDONE_FORGET_REPLACED, \
      "DELETE FROM earning_replaced " \
      "WHERE replaced_in IN (SELECT number FROM import WHERE undone = 1)") \
    X(SQL_UNDONE_FORGET, "DELETE FROM earning_undone") \
    /* journal */ \
    X(SQL_JOURNAL_HEAD, "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1") \
    X(SQL_JOURNAL_ADD, \
      "INSERT INTO journal (number, time, person, action, summary, kind, target, schema, " \
      "changeset, previous, hash) VALUES (:number, :time, :person, :action, :summary, :kind, " \
      ":target, :schema, :changeset, :previous, :hash)") \
    X(SQL_JOURNAL_HASH, "SELECT hash FROM journal WHERE number = :number") \
    X(SQL_JOURNAL_LIST, JOURNAL_HEAD "ORDER BY j.number") \
    X(SQL_JOURNAL_FIND, JOURNAL_HEAD "WHERE j.number = :number") \
    X(SQL_JOURNAL_LATER, \
      "SELECT number, changeset FROM journal WHERE number > :number ORDER BY number") \
    X(SQL_JOURNAL_CHANGESET, \
      "SELECT changeset, action, summary FROM journal WHERE number = :number") \
    X(SQL_JOURNAL_IS_BATCH, "SELECT changeset IS NULL FROM journal WHERE number = :key") \
    X(SQL_JOURNAL_CHAIN, \
      "SELECT " JOURNAL_FACTS " FROM journal ORDER BY number") \
    X(SQL_JOURNAL_CHAIN_ROW, "SELECT " JOURNAL_FACTS " FROM journal WHERE number = :number") \
    X(SQL_STANDING_ON_MEMBER, "SELECT max(changed_in) FROM member_scope WHERE login = :key") \
    X(SQL_STANDING_ON_PROGRAM, \
      "SELECT max(changed_in) FROM (SELECT e.changed_in FROM program_name n " \
      "CROSS JOIN earning e WHERE n.program = :key AND e.name = n.key " \
      "UNION ALL SELECT changed_in FROM program_split WHERE program = :key " \
      "UNION ALL SELECT changed_in FROM program_threshold WHERE program = :key " \
      "UNION ALL SELECT changed_in FROM program_coop WHERE program = :key " \
      "UNION ALL SELECT changed_in FROM period_override WHERE program = :key " \
      "UNION ALL SELECT changed_in FROM claim WHERE program = :key)") \
    X(SQL_STANDING_ON_NAME, "SELECT max(changed_in) FROM earning WHERE name = :key") \
    X(SQL_STANDING_ON_LOCATION, \
      "SELECT max(changed_in) FROM (SELECT e.changed_in FROM program_name n " \
      "CROSS JOIN earning e WHERE e.name = n.key AND e.location = :key " \
      "UNION ALL SELECT changed_in FROM claim WHERE location = :key)") \
    X(SQL_JOURNAL_NEWEST_UNDOABLE, \
      "SELECT j.number FROM journal j WHERE j.kind = 0 " \
      "AND j.action <> 'init' AND NOT " UNDONE("j.number") \
      " ORDER BY j.number DESC LIMIT 1") \
    X(SQL_JOURNAL_NEWEST_REDOABLE, \
      "SELECT j.target FROM journal j WHERE j.kind = 1 " \
      "AND j.number > (SELECT number FROM journal WHERE kind = 0 " \
      "ORDER BY number DESC LIMIT 1) AND NOT EXISTS (SELECT 1 FROM journal r " \
      "WHERE r.target = j.target AND r.number > j.number) " \
      "ORDER BY j.number DESC LIMIT 1") \
    X(SQL_TOUCH_ADD, \
      "INSERT OR IGNORE INTO journal_touch (number, program, location) " \
      "VALUES (:number, :program, :location)") \
    X(SQL_TOUCH_COPY, \
      "INSERT OR IGNORE INTO journal_touch (number, program, location) " \
      "SELECT :number, program, location FROM journal_touch WHERE number = :from") \
    X(SQL_TOUCH_IMPORT, \
      "INSERT OR IGNORE INTO journal_touch (number, program, location) " \
      "SELECT DISTINCT :number, n.program, l.id FROM import i " \
      "JOIN import_month m ON m.import = i.number JOIN program_name n ON n.key = m.name " \
      "JOIN location l ON l.key = m.location WHERE i.journal = :number") \
    X(SQL_EARNING_WITHOUT_PROGRAM, \
      "SELECT EXISTS (SELECT 1 FROM program_name n WHERE NOT EXISTS " \
      "(SELECT 1 FROM program p WHERE p.code = n.program) " \
      "AND EXISTS (SELECT 1 FROM earning e WHERE e.name = n.key))") \
    X(SQL_TOUCH_LIST, \
      "SELECT program, location FROM journal_touch WHERE number = :number")

/* clang-format on */

enum sql {
#define X(id, sql) id,
    STORE_STATEMENTS(X)
#undef X
        SQL_COUNT
};

#endif
