/* SPDX-License-Identifier: MIT */
/*
 * The details of an earning that Coffer keeps as a report printed them, beside
 * the figures that it computes with. The order is stored in the book (table
 * word, column kind): append only.
 */
#ifndef COFFER_MODEL_DETAIL_H
#define COFFER_MODEL_DETAIL_H

/* X(NAME, column of the report) */
#define EARNING_DETAILS(X)                     \
    X(STATUS, "paymentStatus")                 \
    X(STATUS_TEXT, "paymentStatusDescription") \
    X(PAYMENT, "paymentId")                    \
    X(PAYMENT_MONTH, "estimatedPaymentMonth")  \
    X(REASON, "reasonCode")                    \
    X(CLAIM, "claimId")                        \
    X(FUND_CATEGORY, "fundCategory")           \
    X(ENGAGEMENT, "engagementName")            \
    X(LEVER, "lever")                          \
    X(CUSTOMER, "customerName")                \
    X(PRODUCT, "productName")                  \
    X(EARNING_RATE, "earningRate")             \
    X(EXCHANGE_RATE, "earningExchangeRate")    \
    X(QUANTITY, "quantity")                    \
    X(CALCULATED, "calculationDate")           \
    X(TRANSACTION, "transactionId")            \
    X(TRANSACTION_DATE, "transactionDate")     \
    X(TRANSACTION_AMOUNT, "transactionAmount")

#define X(id, column) DETAIL_##id,
enum detail { EARNING_DETAILS(X) DETAIL_COUNT };
#undef X

/* "paymentStatus" */
const char *detail_column(enum detail detail);

#endif
