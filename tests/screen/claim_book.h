/* SPDX-License-Identifier: MIT */
/*
 * A book with claims in every state, for the pictures of their forms and for trying
 * them: the fund hosting L1 FY26H2 has USD 10,000 and EUR 2,000 of co-op, can be used
 * from July to December 2026 and claimed from 16 August 2026 to 15 February 2027.
 */
#ifndef COFFER_SCREEN_CLAIM_BOOK_H
#define COFFER_SCREEN_CLAIM_BOOK_H

#include "app/claim_course.h"
#include "screen/scene.h"

/* Ids of its claims; each is for customer offers (MD04), whose cap is a quarter of the
 * co-op. */
struct claim_book {
    char draft[CLAIM_ID_MAX];    /* asks for 800 USD, expenses of 600 and 400, no paper */
    char sent[CLAIM_ID_MAX];     /* submitted: 700 USD, one invoice */
    char approved[CLAIM_ID_MAX]; /* 500 USD of 500 */
    char euro[CLAIM_ID_MAX];     /* approved: 300 EUR of 300 */
};

/* A desk from desk_setup_bare; the desk's folder becomes the working directory. */
void claim_book_make(struct desk *desk, struct claim_book *ret);

/* The draft gets its papers and is submitted. */
void claim_book_send(struct desk *desk, struct app *app, const struct claim_book *book);
/* A payment of a claim, in USD, on SCENE_DAY. */
void claim_book_pay_one(struct desk *desk, struct app *app, const char *claim, const char *amount,
                        const char *reference);
/* One payment for both approved claims, which leaves 100 EUR open, one that settles nothing
 * as nobody said how much, and one of a cent too much. ret: the id of that for both. */
void claim_book_pay(struct desk *desk, const struct claim_book *book, const char *reference,
                    char ret[CLAIM_ID_MAX]);

/* Opens the book on SCENE_DAY at all four sizes and without UTF-8, lets `open` open
 * something, sends the keys and compares with the golden NAME_80x24 and so on. */
typedef void scene_open_box(struct shell *shell, const struct claim_book *scene);
void claim_book_shots(const struct claim_book *scene, const char *name, scene_open_box *open,
                      const char *keys);
/* The same with words typed before the keys. */
void claim_book_shots_typed(const struct claim_book *scene, const char *name, scene_open_box *open,
                            const char *words, const char *keys);

/* The claim as it stands; released by the caller. */
struct claim_sight claim_book_look(struct stage *stage, const char *id);

#endif
