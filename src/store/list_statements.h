/* SPDX-License-Identifier: MIT */
/* The statements of lists that page and of searches: part of statements.h. */
#ifndef COFFER_STORE_LIST_STATEMENTS_H
#define COFFER_STORE_LIST_STATEMENTS_H

/* SQL is laid out by its clauses. */
/* clang-format off */

/* Places after or before one, in the order of day and key. As two branches:
 * asked for (day, key) > (…) SQLite reads the whole day from its beginning. They
 * are merged, not sorted. */
#define LANE_UP(key, from) \
    "SELECT day, " key " FROM " from " day = :day AND " key " > :key UNION ALL " \
    "SELECT day, " key " FROM " from " day > :day AND day <= :end " \
    "ORDER BY day, " key " LIMIT :limit"
#define LANE_DOWN(key, from) \
    "SELECT day, " key " FROM " from " day = :day AND " key " < :key UNION ALL " \
    "SELECT day, " key " FROM " from " day < :day AND day >= :end " \
    "ORDER BY day DESC, " key " DESC LIMIT :limit"

/* How many rows of a day stand between two keys. */
#define LANE_DAY(from) \
    "SELECT count(*) FROM " from " day = :day AND key BETWEEN :low AND :high"

#define LANE_ALL "earning WHERE"
#define LANE_EXCLUDED "earning WHERE excluded_in IS NOT NULL AND"
#define LANE_FUND "earning WHERE name = :a AND location = :b AND"
#define LANE_CUSTOMER "earning_customer WHERE customer = :a AND"
#define LANE_PAYMENT "earning WHERE payment = :a AND"
#define LANE_REASON "earning WHERE reason = :a AND"
#define LANE_CLAIM "earning WHERE claim = :a AND"

/* What decides whether a row is meant, and by what it is sorted: columns as in
 * collect.c. Only what must be is read: this is done for every earning. */
#define SCAN(value) \
    "SELECT e.key, e.day, e.name, e.location, e.stream, " value " FROM earning e " SCAN_KEYS
/* Every text that a search looks at; the numbers are enum collect_order. */
#define SCAN_WORDS \
    "SELECT e.key, e.day, e.name, e.location, e.stream, " \
    "CASE :by WHEN 1 THEN e.name WHEN 2 THEN e.location WHEN 3 THEN e.type " \
    "WHEN 4 THEN e.amount_micros WHEN 5 THEN e.usd_micros WHEN 6 THEN e.status " \
    "WHEN 7 THEN e.customer WHEN 8 THEN e.product END, e.excluded_in IS NOT NULL, e.currency, " \
    "e.type, e.type_word, e.status, e.payment, e.reason, e.claim, e.engagement, e.lever, " \
    "e.customer, e.product, e.id, e.note, e.exclude_reason FROM earning e "
/* The newest first: that is how lists begin. */
#define SCAN_KEYS "WHERE e.key BETWEEN :first AND :last ORDER BY e.key DESC"

/* What an order compares: value, excluded, currency. */
#define BY_PROGRAM "e.name, 0, ''"
#define BY_LOCATION "e.location, 0, ''"
#define BY_TYPE "e.type, 0, ''"
#define BY_AMOUNT "e.amount_micros, 0, e.currency"
#define BY_USD "e.usd_micros, 0, ''"
#define BY_STATUS "e.status, e.excluded_in IS NOT NULL, ''"
#define BY_CUSTOMER "e.customer, 0, ''"
#define BY_PRODUCT "e.product, 0, ''"
/* Only rows that may stand among the first of the list leave the scan. In the order
 * of equal rows: those behind them are then seen as such at once. */
#define LEAD(values, way) \
    "SELECT e.key, e.day, e.name, e.location, e.stream, " values " FROM earning e " \
    "WHERE e.key BETWEEN :first AND :last AND may_lead(e.day, " values ") ORDER BY e.key " way

#define LIST_STATEMENTS(X) \
    X(SQL_LANE_ALL_UP, LANE_UP("key", LANE_ALL)) \
    X(SQL_LANE_ALL_DOWN, LANE_DOWN("key", LANE_ALL)) \
    X(SQL_LANE_EXCLUDED_UP, LANE_UP("key", LANE_EXCLUDED)) \
    X(SQL_LANE_EXCLUDED_DOWN, LANE_DOWN("key", LANE_EXCLUDED)) \
    X(SQL_LANE_FUND_UP, LANE_UP("key", LANE_FUND)) \
    X(SQL_LANE_FUND_DOWN, LANE_DOWN("key", LANE_FUND)) \
    X(SQL_LANE_CUSTOMER_UP, LANE_UP("earning", LANE_CUSTOMER)) \
    X(SQL_LANE_CUSTOMER_DOWN, LANE_DOWN("earning", LANE_CUSTOMER)) \
    X(SQL_LANE_PAYMENT_UP, LANE_UP("key", LANE_PAYMENT)) \
    X(SQL_LANE_PAYMENT_DOWN, LANE_DOWN("key", LANE_PAYMENT)) \
    X(SQL_LANE_REASON_UP, LANE_UP("key", LANE_REASON)) \
    X(SQL_LANE_REASON_DOWN, LANE_DOWN("key", LANE_REASON)) \
    X(SQL_LANE_CLAIM_UP, LANE_UP("key", LANE_CLAIM)) \
    X(SQL_LANE_CLAIM_DOWN, LANE_DOWN("key", LANE_CLAIM)) \
    X(SQL_LANE_ALL_DAY, LANE_DAY(LANE_ALL)) \
    X(SQL_LANE_EXCLUDED_DAY, LANE_DAY(LANE_EXCLUDED)) \
    X(SQL_LANE_FUND_DAY, LANE_DAY(LANE_FUND)) \
    X(SQL_LANE_NEXT_LOCATION, \
      "SELECT min(location) FROM earning WHERE name = :name AND location > :location") \
    X(SQL_EARNING_SHOWN, \
      EARNING_HEAD EARNING_SHOWN " FROM earning e LEFT JOIN import_stream s " \
      "ON s.key = e.stream LEFT JOIN program_name n ON n.key = e.name " \
      "LEFT JOIN location l ON l.key = e.location WHERE e.key = :key") \
    X(SQL_EARNING_LAST, "SELECT max(key) FROM earning") \
    X(SQL_SCAN_DATE, SCAN("0, 0, ''")) \
    X(SQL_SCAN_PROGRAM, SCAN(BY_PROGRAM)) \
    X(SQL_LEAD_PROGRAM_UP, LEAD(BY_PROGRAM, "ASC")) \
    X(SQL_LEAD_PROGRAM_DOWN, LEAD(BY_PROGRAM, "DESC")) \
    X(SQL_SCAN_LOCATION, SCAN(BY_LOCATION)) \
    X(SQL_LEAD_LOCATION_UP, LEAD(BY_LOCATION, "ASC")) \
    X(SQL_LEAD_LOCATION_DOWN, LEAD(BY_LOCATION, "DESC")) \
    X(SQL_SCAN_TYPE, SCAN(BY_TYPE)) \
    X(SQL_LEAD_TYPE_UP, LEAD(BY_TYPE, "ASC")) \
    X(SQL_LEAD_TYPE_DOWN, LEAD(BY_TYPE, "DESC")) \
    X(SQL_SCAN_AMOUNT, SCAN(BY_AMOUNT)) \
    X(SQL_LEAD_AMOUNT_UP, LEAD(BY_AMOUNT, "ASC")) \
    X(SQL_LEAD_AMOUNT_DOWN, LEAD(BY_AMOUNT, "DESC")) \
    X(SQL_SCAN_USD, SCAN(BY_USD)) \
    X(SQL_LEAD_USD_UP, LEAD(BY_USD, "ASC")) \
    X(SQL_LEAD_USD_DOWN, LEAD(BY_USD, "DESC")) \
    X(SQL_SCAN_STATUS, SCAN(BY_STATUS)) \
    X(SQL_LEAD_STATUS_UP, LEAD(BY_STATUS, "ASC")) \
    X(SQL_LEAD_STATUS_DOWN, LEAD(BY_STATUS, "DESC")) \
    X(SQL_SCAN_CUSTOMER, SCAN(BY_CUSTOMER)) \
    X(SQL_LEAD_CUSTOMER_UP, LEAD(BY_CUSTOMER, "ASC")) \
    X(SQL_LEAD_CUSTOMER_DOWN, LEAD(BY_CUSTOMER, "DESC")) \
    X(SQL_SCAN_PRODUCT, SCAN(BY_PRODUCT)) \
    X(SQL_LEAD_PRODUCT_UP, LEAD(BY_PRODUCT, "ASC")) \
    X(SQL_LEAD_PRODUCT_DOWN, LEAD(BY_PRODUCT, "DESC")) \
    X(SQL_SCAN_WORDS, SCAN_WORDS SCAN_KEYS) \
    X(SQL_SCAN_ONE, SCAN_WORDS "WHERE e.key = :key") \
    X(SQL_REPLACED_KEYS, \
      "SELECT DISTINCT key FROM earning_replaced WHERE replaced_in = :import AND key < :first") \
    X(SQL_IMPORT_RANGE, \
      "SELECT first_earning, last_earning FROM import WHERE number = :import AND undone = 0") \
    X(SQL_STREAM_LIST, "SELECT key, import, name FROM import_stream ORDER BY key") \
    X(SQL_WORD_LIST, "SELECT key, kind, text FROM word ORDER BY key") \
    X(SQL_ROWS_OF_MONTHS, \
      "SELECT name, location, rows FROM total_month WHERE span BETWEEN :first AND :last") \
    X(SQL_ROWS_OF_DAYS, \
      "SELECT name, location, rows FROM total_day WHERE span BETWEEN :first AND :last") \
    X(SQL_ROWS_EXCLUDED, \
      "SELECT name, location, 1 FROM earning WHERE excluded_in IS NOT NULL " \
      "AND day BETWEEN :first AND :last") \
    /* customers */ \
    X(SQL_CUSTOMERS_ADD, \
      "INSERT INTO earning_customer (customer, day, earning) SELECT customer, day, key " \
      "FROM earning WHERE key BETWEEN :first AND :last AND customer IS NOT NULL " \
      "ORDER BY customer, day, key") /* sorts: new rows of an import, a run at a time */ \
    X(SQL_CUSTOMER_ADD, \
      "INSERT INTO earning_customer (customer, day, earning) " \
      "VALUES (:customer, :day, :earning)") \
    X(SQL_CUSTOMER_DELETE, \
      "DELETE FROM earning_customer " \
      "WHERE customer = :customer AND day = :day AND earning = :earning") \
    X(SQL_CUSTOMERS_COUNT, "SELECT count(*) FROM earning_customer") \
    X(SQL_CUSTOMERS_MISSING, \
      "SELECT e.id FROM earning e WHERE e.customer IS NOT NULL AND NOT EXISTS (SELECT 1 " \
      "FROM earning_customer c WHERE c.customer = e.customer AND c.day = e.day " \
      "AND c.earning = e.key)") \
    X(SQL_EARNINGS_WITH_CUSTOMER, "SELECT count(*) FROM earning WHERE customer IS NOT NULL") \
    X(SQL_BATCH_CUSTOMERS_OUT, \
      "DELETE FROM earning_customer WHERE (customer, day, earning) IN " \
      "(SELECT customer, day, key FROM earning WHERE key IN " BATCH_UPDATED ")") \
    X(SQL_BATCH_CUSTOMERS_IN, \
      "INSERT INTO earning_customer (customer, day, earning) SELECT customer, day, key " \
      "FROM earning WHERE key IN " BATCH_UPDATED " AND customer IS NOT NULL") \
    X(SQL_BATCH_CUSTOMERS_GO, \
      "DELETE FROM earning_customer WHERE earning BETWEEN " BATCH_FIRST " AND " BATCH_LAST) \
    X(SQL_BATCH_CUSTOMERS_COME, \
      "INSERT INTO earning_customer (customer, day, earning) SELECT customer, day, key " \
      "FROM earning WHERE key BETWEEN " BATCH_FIRST " AND " BATCH_LAST \
      " AND customer IS NOT NULL ORDER BY customer, day, key") /* sorts: a whole import */

/* clang-format on */

#endif
