#!/bin/bash
# SPDX-License-Identifier: MIT
# The import beside the sqlite3 shell doing the same, in one run: .import into a
# staging table, then INSERT ... SELECT into an equally indexed table.
#
#   cmake --build --preset release && tests/bench/import.sh [ROWS]
#
# Compare the CPU times (user + sys): the two runs then need no quiet machine.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
coffer=$top/build/release/coffer
rows=${1:-1000000}
dir=$(mktemp -d "${TMPDIR:-/tmp}/coffer-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
"$top/build/release/tests/bench/gen_report" "$rows" >"$dir/report.csv"
cat >"$dir/plain.sql" <<SQL
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -16384;
CREATE TABLE earning (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, line INTEGER,
  program TEXT NOT NULL, location TEXT NOT NULL, day TEXT NOT NULL, type TEXT NOT NULL,
  currency TEXT NOT NULL, amount_micros INTEGER NOT NULL, usd_micros INTEGER NOT NULL,
  status TEXT, status_text TEXT, payment TEXT, payment_month TEXT, reason TEXT, claim TEXT,
  fund_category TEXT, engagement TEXT, lever TEXT, customer TEXT, product TEXT, earning_rate TEXT,
  exchange_rate TEXT, quantity TEXT, calculated TEXT, transaction_id TEXT, transaction_date TEXT,
  transaction_amount TEXT) STRICT;
CREATE INDEX earning_fund ON earning (program, location, day);
.import --csv $dir/report.csv staging
BEGIN;
INSERT INTO earning SELECT NULL, earningId, rowid + 1, programName, participantId,
  substr(earningDate, 1, 10), earningType, transactionCurrency,
  CAST(round(earningAmount * 1000000) AS INTEGER), CAST(round(earningAmountUSD * 1000000) AS INTEGER),
  paymentStatus, paymentStatusDescription, paymentId, estimatedPaymentMonth, reasonCode, claimId,
  fundCategory, engagementName, lever, customerName, productName, earningRate, earningExchangeRate,
  quantity, calculationDate, transactionId, transactionDate, transactionAmount FROM staging;
COMMIT;
SQL
export XDG_STATE_HOME=$dir
"$coffer" --book "$dir/book.coffer" init >/dev/null
echo "coffer import, $rows rows:"
time "$coffer" --book "$dir/book.coffer" import "$dir/report.csv" >/dev/null
echo "sqlite3 shell, the same rows:"
time sqlite3 "$dir/plain.db" <"$dir/plain.sql" >/dev/null
