/* SPDX-License-Identifier: MIT */
/* Inside the store: all pages of one book over another (safekeep.h has what others
 * see). */
#ifndef COFFER_STORE_BACKUP_H
#define COFFER_STORE_BACKUP_H

#include "store/db.h"
#include "store/safekeep.h"

/* In one transaction of the destination. */
enum rc backup_pages(struct book *from, sqlite3 *to, const char *to_name,
                     safekeep_progress *progress, void *context, struct err *err);

/* Copies the data of `from` into the empty database `to`, table by table, without the
 * bytes of documents. */
enum rc backup_data(struct book *from, sqlite3 *to, const char *to_name, struct err *err);

#endif
