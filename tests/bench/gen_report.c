/* SPDX-License-Identifier: MIT */
/*
 * gen_report ROWS [SEED [KIND]]: a fictional earnings report in the layout of a
 * downloaded Default report (104 columns, about 770 bytes a row), on standard
 * output. The same arguments give the same bytes.
 *
 * A transaction earns twice, as rebate and as co-op. 42 locations, 4 programs
 * and 30 months make 840 funds, all of them from 10,000 rows on; 20,000
 * customers return as they do in life, some often and most seldom.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MONTHS = 30,
    FIRST_YEAR = 2023,
    FIRST_MONTH = 7, /* 1 is January */
    LOCATIONS = 42,
    CUSTOMERS = 20000,
    WIDE_FIELD = 1000 * 1000, /* with the other fields a little below 1 MiB */
};

static const char header[] =
    "earningId,participantId,participantIdType,participantName,partnerCountryCode,programName,"
    "transactionId,transactionCurrency,transactionDate,transactionExchangeRate,transactionAmount,"
    "transactionAmountUSD,lever,engagementName,earningRate,quantity,earningType,earningAmount,"
    "earningAmountUSD,earningDate,calculationDate,earningExchangeRate,exchangeRateDate,claimId,"
    "paymentId,paymentStatus,paymentStatusDescription,customerId,customerName,partNumber,"
    "productName,productId,parentProductId,parentProductName,productType,invoiceNumber,"
    "subscriptionId,subscriptionStartDate,subscriptionEndDate,resellerId,resellerName,"
    "distributorId,distributorName,agreementNumber,agreementStartDate,agreementEndDate,workload,"
    "transactionType,localProviderSeller,taxRemitted,taxRemitModel,storeFee,"
    "transactionPaymentMethod,tpan,purchaseTypeCode,purchaseOrderType,"
    "purchaseOrderCoverageStartDate,purchaseOrderCoverageEndDate,externalReferenceId,"
    "externalReferenceIdLabel,transactionCountryCode,taxCountry,taxState,taxCity,taxZipCode,"
    "licensingProgramName,programCode,earningAmountInLastPaymentCurrency,lastPaymentCurrency,"
    "assetId,orderId,lineItemId,customerCountry,customerEmail,skuId,resellerCountry,"
    "customerTenantId,categoryId,reasonCode,invoiceDate,instantRebateAmount,"
    "estimatedPaymentMonth,engagementId,milestone,bucketSize,fundCategory,desktopCount,userCount,"
    "purchaseTypeName,resourceId,isPrivateOffer,revenueClassification,baseline,baselineType,"
    "solutionArea,partnerRole,partnerAssociation,earningParticipantId,earningParticipantIdType,"
    "earningParticipantName,quantityType,quantityAlt,quantityAltType,compensableUnits";

/* The columns that are filled, by their place in the header. */
enum column {
    EARNING_ID = 0,
    PARTICIPANT_ID = 1,
    PARTICIPANT_ID_TYPE = 2,
    PARTICIPANT_NAME = 3,
    PARTNER_COUNTRY = 4,
    PROGRAM = 5,
    TRANSACTION_ID = 6,
    TRANSACTION_CURRENCY = 7,
    TRANSACTION_DATE = 8,
    TRANSACTION_RATE = 9,
    TRANSACTION_AMOUNT = 10,
    TRANSACTION_USD = 11,
    LEVER = 12,
    ENGAGEMENT = 13,
    EARNING_RATE = 14,
    QUANTITY = 15,
    EARNING_TYPE = 16,
    EARNING_AMOUNT = 17,
    EARNING_USD = 18,
    EARNING_DATE = 19,
    CALCULATION_DATE = 20,
    EARNING_EXCHANGE_RATE = 21,
    EXCHANGE_RATE_DATE = 22,
    PAYMENT_ID = 24,
    STATUS = 25,
    STATUS_TEXT = 26,
    CUSTOMER_ID = 27,
    CUSTOMER = 28,
    PRODUCT = 30,
    INVOICE = 35,
    SUBSCRIPTION = 36,
    TRANSACTION_TYPE = 47,
    PAID_AMOUNT = 67,
    PAID_CURRENCY = 68,
    CUSTOMER_COUNTRY = 72,
    TENANT = 76,
    REASON = 78,
    PAYMENT_MONTH = 81,
    ENGAGEMENT_ID = 82,
    SOLUTION_AREA = 94,
    PARTNER_ROLE = 95,
    PARTNER_ASSOCIATION = 96,
    EARNING_PARTICIPANT = 97,
    EARNING_PARTICIPANT_TYPE = 98,
    EARNING_PARTICIPANT_NAME = 99,
    QUANTITY_TYPE = 100,
    COLUMNS = 104,
};

/* ---- the fictional world ------------------------------------------------------------------ */

static const struct country {
    const char *code, *currency, *suffix;
    int decimals;
    int64_t rate; /* USD for one unit, in millionths */
} countries[] = {
    {"NL", "EUR", "B.V.", 2, 1165200},      {"GB", "GBP", "Ltd", 2, 1334100},
    {"US", "USD", "Inc.", 2, 1000000},      {"JP", "JPY", "KK", 0, 6478},
    {"KW", "KWD", "WLL", 3, 3261200},       {"CH", "CHF", "AG", 2, 1247700},
    {"PL", "PLN", "Sp. z o.o.", 2, 274100}, {"DE", "EUR", "GmbH", 2, 1165200},
    {"KR", "KRW", "Co., Ltd.", 0, 732},     {"SE", "SEK", "AB", 2, 105300},
    {"BH", "BHD", "W.L.L.", 3, 2652500},    {"FR", "EUR", "S.A.", 2, 1165200},
    {"NO", "NOK", "AS", 2, 98400},          {"CA", "CAD", "Corp.", 2, 721900},
};
enum { COUNTRIES = sizeof(countries) / sizeof(countries[0]) };

static const char *const companies[] = {
    "Contoso",          "Fabrikam",           "Northwind Traders", "Tailspin Toys",
    "Adventure Works",  "Wide World Imports", "Alpine Ski House",  "Proseware",
    "Lamna Healthcare", "Trey Research",      "VanArsdel",         "Litware",
    "Bäckerei Söhne",   "Coho Winery",        "Margie's Travel",   "Relecloud",
};
enum { COMPANIES = sizeof(companies) / sizeof(companies[0]) };

static const struct program {
    const char *name, *lever, *engagement, *engagement_id, *area;
} programs[] = {
    {"Microsoft Commerce Incentives", "M365 - Core - Direct Bill",
     "M365 new commerce CSP - direct bill", "ENG-1042", "ModernWork"},
    {"CSP Direct Bill Partner", "CSP Direct Partner: Core", "", "", "ModernWork"},
    {"CSP Indirect Reseller", "Azure – Partner led – Partner Sell – Billing – Base Incentive",
     "Azure CSP motion incentives", "ENG-1103", "Azure"},
    {"Surface PC and Surface Hub Authorized Device Distributor (ADD)", "Surface PC ADD: Base", "",
     "", "Devices"},
};
enum { PROGRAMS = sizeof(programs) / sizeof(programs[0]) };
/* Seven transactions of ten are in the first program. */
static const int program_of_slot[] = {0, 0, 0, 0, 0, 0, 0, 1, 2, 3};
enum { SLOTS = sizeof(program_of_slot) / sizeof(program_of_slot[0]) };

static const char *const products[] = {
    "Microsoft 365 E3",
    "Microsoft 365 E5",
    "Office 365 E3",
    "Microsoft 365 Business Premium",
    "Dynamics 365 Sales",
    "Dynamics 365 Business Central Essentials",
    "Azure plan",
    "Surface Laptop, 7th Edition",
    "Power BI Premium",
    "Windows 365 Enterprise",
    "Visio Plan 2",
    "Project Plan 3",
    "Teams Rooms Pro",
    "Defender for Business",
    "Power Automate Unattended",
    "Exchange Online (Plan 2)",
};
enum { PRODUCTS = sizeof(products) / sizeof(products[0]) };

/* ---- random numbers ------------------------------------------------------------------------- */

static uint64_t mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* The n-th draw for one thing: nothing depends on the order of drawing. */
static uint64_t draw(uint64_t thing, unsigned n)
{
    return mix(thing + n * UINT64_C(0xD1342543DE82EF95));
}

/* ---- output --------------------------------------------------------------------------------- */

struct out {
    size_t used;
    char bytes[1 << 16];
};

static void flush(struct out *out)
{
    for (size_t at = 0; at < out->used;) {
        ssize_t wrote = write(STDOUT_FILENO, out->bytes + at, out->used - at);
        if (wrote < 0) {
            fprintf(stderr, "gen_report: standard output: %s: make room\n", strerror(errno));
            exit(5);
        }
        at += (size_t)wrote;
    }
    out->used = 0;
}

static void put(struct out *out, const char *text, size_t length)
{
    while (length > 0) {
        if (out->used == sizeof(out->bytes))
            flush(out);
        size_t room = sizeof(out->bytes) - out->used;
        size_t part = length < room ? length : room;
        memcpy(out->bytes + out->used, text, part);
        out->used += part;
        text += part;
        length -= part;
    }
}

static void put_cell(struct out *out, const char *text)
{
    size_t length = strcspn(text, ",\"\n");
    if (text[length] == '\0') {
        put(out, text, length);
        return;
    }
    put(out, "\"", 1);
    for (; *text != '\0'; text++)
        put(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    put(out, "\"", 1);
}

/* ---- one row -------------------------------------------------------------------------------- */

enum { TEXT_SIZE = 96, TEXTS = 32 };

struct row {
    const char *cells[COLUMNS];
    char texts[TEXTS][TEXT_SIZE]; /* of cells that are no literals */
    size_t used;
};

__attribute__((format(printf, 3, 4))) static void cell(struct row *row, enum column column,
                                                       const char *format, ...)
{
    va_list args;
    char *text = row->texts[row->used++];
    va_start(args, format);
    (void)vsnprintf(text, TEXT_SIZE, format, args);
    va_end(args);
    row->cells[column] = text;
}

static void cell_guid(struct row *row, enum column column, uint64_t thing)
{
    static const char digits[] = "0123456789abcdef";
    char *text = row->texts[row->used++];
    uint64_t half[2] = {mix(thing), mix(thing ^ UINT64_C(0xA5A5A5A5A5A5A5A5))};
    size_t at = 0;
    for (int i = 0; i < 32; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            text[at++] = '-';
        text[at++] = digits[half[i / 16] >> (4 * (i % 16)) & 15];
    }
    text[at] = '\0';
    row->cells[column] = text;
}

/* Minor units as a plain decimal. */
static void cell_amount(struct row *row, enum column column, int64_t minor, int decimals)
{
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    const char *sign = minor < 0 ? "-" : "";
    long long all = minor < 0 ? -minor : minor;
    if (decimals == 0)
        cell(row, column, "%s%lld", sign, all);
    else
        cell(row, column, "%s%lld.%0*lld", sign, all / unit, decimals, all % unit);
}

static int64_t minor_to_cents(int64_t minor, const struct country *country)
{
    int64_t unit = country->decimals == 0 ? 1 : country->decimals == 2 ? 100 : 1000;
    return minor * country->rate / (unit * 10000);
}

static void cell_date(struct row *row, enum column column, int year, int month, int day)
{
    cell(row, column, "%04d-%02d-%02dT00:00:00.000Z", year, month, day);
}

static int last_day(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0; /* 1901 to 2099 */
    return days[month - 1] + (month == 2 && leap);
}

/* What a row is made for, and what it is to show. */
struct wish {
    const struct kind *kind;
    uint64_t seed;
    int64_t number, rows;
};

struct kind {
    const char *name, *what;
    void (*spoil)(const struct wish *wish, struct row *row); /* NULL: as it is */
    enum { IN_ORDER, SHUFFLED, EVEN } order;
};

/* What a row is about. */
struct place {
    uint64_t transaction;
    int location, program, month; /* month: 0 to MONTHS - 1 */
    bool coop;
};

static struct place place_of(const struct wish *wish)
{
    int64_t pair = wish->number / 2;
    struct place place = {.transaction = mix(wish->seed ^ (uint64_t)pair << 20),
                          .location = (int)(pair / SLOTS % LOCATIONS),
                          .program = program_of_slot[pair % SLOTS],
                          .month = (int)(wish->number * MONTHS / wish->rows),
                          .coop = wish->number % 2 == 1};
    if (wish->kind->order == SHUFFLED)
        place.month = (int)(draw(place.transaction, 1) % MONTHS);
    return place;
}

/* Each location, program and month in turn: 5,040 of them, each with one row
 * more than others at most. */
static struct place even_place_of(const struct wish *wish)
{
    int64_t n = wish->number;
    return (struct place){.transaction = mix(wish->seed ^ (uint64_t)n << 20),
                          .location = (int)(n % LOCATIONS),
                          .program = (int)(n / LOCATIONS % PROGRAMS),
                          .month = (int)(n / (LOCATIONS * PROGRAMS) % MONTHS),
                          .coop = n / (LOCATIONS * PROGRAMS * MONTHS) % 2 == 1};
}

static void fill_partner(struct row *row, int location, const struct country *country)
{
    cell(row, PARTICIPANT_ID, "%d", 6100001 + location);
    cell(row, PARTICIPANT_NAME, "%s Cloud %c %s", companies[location % COMPANIES],
         'A' + location / COMPANIES, country->suffix);
    row->cells[PARTICIPANT_ID_TYPE] = "MPN";
    row->cells[PARTNER_COUNTRY] = country->code;
    row->cells[EARNING_PARTICIPANT] = row->cells[PARTICIPANT_ID];
    row->cells[EARNING_PARTICIPANT_TYPE] = "MPN";
    row->cells[EARNING_PARTICIPANT_NAME] = row->cells[PARTICIPANT_NAME];
}

static void fill_customer(struct row *row, uint64_t transaction)
{
    uint64_t a = draw(transaction, 2) % CUSTOMERS, b = draw(transaction, 3) % CUSTOMERS;
    uint64_t customer = a < b ? a : b; /* the first ones come more often */
    const struct country *country = &countries[mix(customer) % COUNTRIES];
    cell(row, CUSTOMER, "%s %s %llu %s", companies[mix(customer + 1) % COMPANIES],
         mix(customer + 2) % 2 == 0 ? "Zürich" : "Holdings", (unsigned long long)customer,
         country->suffix);
    cell_guid(row, CUSTOMER_ID, customer << 8);
    row->cells[TENANT] = row->cells[CUSTOMER_ID];
    row->cells[CUSTOMER_COUNTRY] = country->code;
}

static void fill_program(struct row *row, const struct program *program, uint64_t transaction)
{
    row->cells[PROGRAM] = program->name;
    row->cells[LEVER] = program->lever;
    row->cells[ENGAGEMENT] = program->engagement;
    row->cells[ENGAGEMENT_ID] = program->engagement_id;
    row->cells[SOLUTION_AREA] = program->area;
    row->cells[PARTNER_ROLE] = "Transact";
    row->cells[PARTNER_ASSOCIATION] = "reseller";
    row->cells[PRODUCT] = products[draw(transaction, 4) % PRODUCTS];
    row->cells[QUANTITY_TYPE] = "Seats";
}

static void fill_money(struct row *row, const struct country *country, uint64_t transaction,
                       bool coop)
{
    int64_t sold = 100 + (int64_t)(draw(transaction, 5) % 2500000);
    bool reversal = draw(transaction, 6) % 50 == 0;
    int64_t amount = sold * (coop ? 150 : 225) / 10000;
    int sign = reversal ? -1 : 1;
    cell_amount(row, TRANSACTION_AMOUNT, sign * sold, country->decimals);
    cell_amount(row, TRANSACTION_USD, sign * minor_to_cents(sold, country), 2);
    cell_amount(row, EARNING_AMOUNT, sign * amount, country->decimals);
    cell_amount(row, EARNING_USD, sign * minor_to_cents(amount, country), 2);
    cell(row, TRANSACTION_RATE, "%lld.%06lld", (long long)(country->rate / 1000000),
         (long long)(country->rate % 1000000));
    cell(row, QUANTITY, "%d", sign * (int)(1 + draw(transaction, 7) % 300));
    row->cells[EARNING_EXCHANGE_RATE] = row->cells[TRANSACTION_RATE];
    row->cells[TRANSACTION_CURRENCY] = country->currency;
    row->cells[TRANSACTION_TYPE] = reversal ? "reversal" : "purchase";
    row->cells[EARNING_RATE] = coop ? "1.5" : "2.25";
    bool adjustment = draw(transaction, 8) % 100 == 0;
    if (adjustment) {
        row->cells[EARNING_TYPE] = coop ? "ADJUSTMENT-COOP" : "ADJUSTMENT-REBATE";
        row->cells[REASON] = "Ops Adjustment Microsoft incorrect calc";
    } else {
        row->cells[EARNING_TYPE] = coop ? "COOP" : "REBATE";
    }
    row->cells[PAID_AMOUNT] = row->cells[EARNING_AMOUNT];
    row->cells[PAID_CURRENCY] = country->currency;
}

/* Every location is calculated once a month, in the second half of the next. */
static void fill_dates(struct row *row, const struct place *place)
{
    uint64_t transaction = place->transaction;
    int location = place->location, month_index = place->month + FIRST_MONTH - 1;
    int year = FIRST_YEAR + month_index / 12, month = 1 + month_index % 12;
    int next_year = FIRST_YEAR + (month_index + 1) / 12, next_month = 1 + (month_index + 1) % 12;
    int day = 1 + (int)(draw(transaction, 9) % 28);
    bool at_end = draw(transaction, 10) % 2 == 0; /* billed by the month */
    cell_date(row, TRANSACTION_DATE, year, month, day);
    cell_date(row, EARNING_DATE, year, month, at_end ? last_day(year, month) : day);
    cell_date(row, EXCHANGE_RATE_DATE, year, month, 1);
    cell(row, CALCULATION_DATE, "%04d-%02d-%02dT0%d:%02d:%02d.000Z", next_year, next_month,
         16 + location % 4, location % 6, location, (location * 7 + month) % 60);
}

static void fill_payment(struct row *row, const struct place *place)
{
    if (place->coop) {
        row->cells[STATUS] = "UPCOMING";
        row->cells[STATUS_TEXT] =
            "Payment order generated pending internal reviews before payment is processed.";
    } else {
        cell(row, PAYMENT_ID, "0068%08d", 30000000 + place->month * 100 + place->location);
        row->cells[STATUS] = "SENT";
        row->cells[STATUS_TEXT] = "Payment has been sent to your bank.";
    }
    row->cells[PAYMENT_MONTH] = "Not applicable";
}

static void make_row(const struct wish *wish, struct row *row)
{
    const struct place place = wish->kind->order == EVEN ? even_place_of(wish) : place_of(wish);
    const struct country *country = &countries[place.location % COUNTRIES];
    uint64_t transaction = place.transaction;
    row->used = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        row->cells[i] = "";
    cell_guid(row, EARNING_ID, transaction ^ (place.coop ? 0x51u : 0x52u));
    cell_guid(row, TRANSACTION_ID, transaction ^ 0x53u);
    cell_guid(row, SUBSCRIPTION, transaction ^ 0x54u);
    cell(row, INVOICE, "G%09llu", (unsigned long long)(draw(transaction, 11) % 1000000000));
    fill_partner(row, place.location, country);
    fill_program(row, &programs[place.program], transaction);
    fill_customer(row, transaction);
    fill_money(row, country, transaction, place.coop);
    fill_dates(row, &place);
    fill_payment(row, &place);
    if (wish->kind->spoil != NULL)
        wish->kind->spoil(wish, row);
}

/* ---- hostile rows --------------------------------------------------------------------------- */

static void own_program(const struct wish *wish, struct row *row)
{
    cell(row, PROGRAM, "Fabrikam Program %lld", (long long)wish->number);
}

static void own_location(const struct wish *wish, struct row *row)
{
    cell(row, PARTICIPANT_ID, "%lld", (long long)(70000000 + wish->number));
    cell(row, PARTICIPANT_NAME, "Contoso %lld Ltd", (long long)wish->number);
}

/* 1,000 locations and 1,000 days: every row has a fund and a day of its own. */
static void own_fund_day(const struct wish *wish, struct row *row)
{
    int day = (int)(wish->number / 1000 % 1000);
    cell(row, PARTICIPANT_ID, "%lld", (long long)(6200000 + wish->number * 7919 % 1000));
    cell_date(row, EARNING_DATE, 2021 + day / 336, 1 + day % 336 / 28, 1 + day % 28);
}

static void own_stamp(const struct wish *wish, struct row *row)
{
    int64_t n = wish->number;
    cell(row, CALCULATION_DATE, "2025-%02d-%02dT%02d:%02d:%02d.%03dZ", (int)(n / 28 % 12) + 1,
         (int)(n % 28) + 1, (int)(n % 24), (int)(n / 24 % 60), (int)(n / 1440 % 60),
         (int)(n % 997));
}

static void no_currency(const struct wish *wish, struct row *row)
{
    (void)wish;
    row->cells[TRANSACTION_CURRENCY] = "???";
}

static const struct kind kinds[] = {
    {"report", "months in order, as downloaded", NULL, IN_ORDER},
    {"shuffled", "the same, months in no order", NULL, SHUFFLED},
    {"even", "every fund and month in turn, all 5,040 of them", NULL, EVEN},
    {"programs", "every row has a program name of its own", own_program, IN_ORDER},
    {"locations", "every row has a location of its own", own_location, IN_ORDER},
    {"funds", "every row has a fund and day of its own", own_fund_day, IN_ORDER},
    {"stamps", "every row has a calculation time of its own", own_stamp, SHUFFLED},
    {"wide", "one field of a megabyte in every row", NULL, IN_ORDER},
    {"bad", "every row is rejected", no_currency, IN_ORDER},
};

/* The widest texts go where the book keeps ids, names and words. */
static void widen(struct row *row, int64_t number, char *wide)
{
    static const enum column columns[] = {CUSTOMER, TRANSACTION_ID, EARNING_ID, PARTICIPANT_NAME,
                                          STATUS_TEXT};
    size_t length = (size_t)snprintf(wide, 32, "w%lld-", (long long)number);
    memset(wide + length, 'w', WIDE_FIELD - length);
    wide[WIDE_FIELD] = '\0';
    row->cells[columns[(size_t)number % (sizeof(columns) / sizeof(columns[0]))]] = wide;
}

/* ---- the file ---------------------------------------------------------------------------------
 */

static int usage(void)
{
    fputs("usage: gen_report ROWS [SEED [KIND]] >FILE.csv\n", stderr);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        fprintf(stderr, "  %-10s %s\n", kinds[i].name, kinds[i].what);
    return 2;
}

static bool read_number(const char *text, int64_t low, int64_t *ret)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    *ret = number;
    return errno == 0 && end != text && *end == '\0' && number >= low;
}

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

int main(int argc, char **argv)
{
    static struct out out;
    static struct row row;
    static char wide[WIDE_FIELD + 1];
    int64_t seed = 1;
    struct wish wish = {.kind = &kinds[0]};
    if (argc < 2 || argc > 4 || !read_number(argv[1], 1, &wish.rows) ||
        (argc > 2 && !read_number(argv[2], 0, &seed)) ||
        (argc > 3 && (wish.kind = find_kind(argv[3])) == NULL))
        return usage();
    wish.seed = mix((uint64_t)seed);
    put(&out, header, strlen(header));
    put(&out, "\r\n", 2);
    for (; wish.number < wish.rows; wish.number++) {
        make_row(&wish, &row);
        if (strcmp(wish.kind->name, "wide") == 0)
            widen(&row, wish.number, wide);
        for (size_t i = 0; i < COLUMNS; i++) {
            if (i > 0)
                put(&out, ",", 1);
            put_cell(&out, row.cells[i]);
        }
        put(&out, "\r\n", 2);
    }
    flush(&out);
    return 0;
}
