/* SPDX-License-Identifier: MIT */
#include "ui/term/decoder.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A terminal whose F1 and Shift-F2 are like nobody else's. */
static const struct sequence_key own_keys[] = {
    {"\x1b[M", K_F1, false},
    {"\x1b"
     "Op1",
     K_F1 + 1, true},
    {"\x1bz", K_INSERT, false},
};

struct desk {
    struct decoder decoder;
    struct buf told; /* a word for each thing told */
    int64_t now;
};

static void desk_init(struct desk *desk, bool own)
{
    decoder_init(&desk->decoder, own ? own_keys : NULL, own ? COUNT(own_keys) : 0);
    buf_init(&desk->told);
    desk->now = 1000;
}

static void add_event(struct buf *told, const struct event *event)
{
    char name[KEY_NAME_SIZE];
    switch (event->kind) {
    case EVENT_KEY:
        if (event->key.code == K_UNKNOWN)
            buf_addf(told, "?%s", event->key.text);
        else
            buf_add(told, key_print(&event->key, name));
        break;
    case EVENT_MOUSE:
        buf_addf(told, "mouse%d@%d,%d", (int)event->mouse.kind, event->mouse.row, event->mouse.col);
        break;
    case EVENT_PASTE:
        buf_add_char(told, '<');
        buf_add_bytes(told, event->paste, event->paste_length);
        buf_add(told, event->paste_more ? ">+" : ">");
        assert_true(event->paste_length <= DECODER_PIECE);
        assert_int_equal(strlen(event->paste), event->paste_length);
        break;
    case EVENT_FOCUS:
        buf_add(told, event->on ? "focus" : "blur");
        break;
    case EVENT_STOP:
        buf_add(told, "stop");
        break;
    case EVENT_RESIZE:
    case EVENT_TICK:
    case EVENT_WAKE:
    case EVENT_RESTYLE:
    case EVENT_END:
        fail_msg("the decoder makes no event %d", (int)event->kind);
    }
}

static void tell(struct desk *desk)
{
    static const char *const words[] = {[DECODED_LIGHT] = "light",
                                        [DECODED_DARK] = "dark",
                                        [DECODED_SYNC] = "sync",
                                        [DECODED_ANSWERED] = "answered"};
    enum decoded kind;
    struct event event;
    while (decoder_next(&desk->decoder, desk->now, &kind, &event)) {
        if (desk->told.length > 0)
            buf_add_char(&desk->told, ' ');
        if (kind == DECODED_EVENT) {
            add_event(&desk->told, &event);
        } else {
            assert_true(kind < COUNT(words) && words[kind] != NULL);
            buf_add(&desk->told, words[kind]);
        }
    }
    assert_false(decoder_ready(&desk->decoder, desk->now));
}

static void feed(struct desk *desk, const char *bytes, size_t length)
{
    decoder_feed(&desk->decoder, bytes, length, desk->now);
    tell(desk);
}

static void pass(struct desk *desk, int64_t milliseconds)
{
    desk->now += milliseconds;
    tell(desk);
}

/* All that the bytes come to, silence at their end included; pieces of a paste
 * are joined. */
static char *told(const char *bytes, size_t length, bool own, bool slowly)
{
    static struct desk desk;
    char *ret, *joint;
    desk_init(&desk, own);
    for (size_t i = 0; slowly && i < length; i++)
        feed(&desk, bytes + i, 1);
    if (!slowly)
        feed(&desk, bytes, length);
    pass(&desk, DECODER_PASTE_PATIENCE);
    assert_int_equal(decoder_wait(&desk.decoder, desk.now), -1);
    ret = desk.told.text;
    while ((joint = strstr(ret, ">+ <")) != NULL)
        memmove(joint, joint + 4, strlen(joint + 4) + 1);
    return ret;
}

struct pair {
    const char *bytes, *expected;
};

static void assert_told(const struct pair *pairs, size_t count, bool own)
{
    for (size_t i = 0; i < count; i++) {
        char *at_once = told(pairs[i].bytes, strlen(pairs[i].bytes), own, false);
        assert_text_equal(at_once, pairs[i].expected);
        free(at_once);
        char *slowly = told(pairs[i].bytes, strlen(pairs[i].bytes), own, true);
        assert_text_equal(slowly, pairs[i].expected);
        free(slowly);
    }
}

static void decoder__next__tells_characters_and_control_keys(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"q", "q"},
        {" ", "Space"},
        {"åß漢😀", "å ß 漢 😀"},
        {"\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace"},
        {"\x12\x01\x1a\x1c\x1f", "Ctrl-R Ctrl-A Ctrl-Z Ctrl-\\ Ctrl-_"},
        {"\x03", "stop"},
        {"a\x03z", "a stop z"},
    };
    assert_told(pairs, COUNT(pairs), false);
    char *nul = told("\0x", 2, false, false);
    assert_text_equal(nul, "Ctrl-Space x");
    free(nul);
}

static void decoder__next__makes_no_text_of_what_is_not_utf8(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\xff", "?\\xff"},
        {"a\x80"
         "b",
         "a ?\\x80 b"},
        {"\xc3", "?\\xc3"},                   /* cut off */
        {"\xc3q", "?\\xc3 q"},                /* broken off */
        {"\xe2\x82q", "?\\xe2\\x82 q"},       /* the same */
        {"\xc0\x80", "?\\xc0 ?\\x80"},        /* overlong */
        {"\xe0\x80\x80", "?\\xe0\\x80\\x80"}, /* overlong */
        {"\xed\xa0\x80", "?\\xed\\xa0\\x80"}, /* surrogate */
        {"\xc2\x9b"
         "31m",
         "?\\xc2\\x9b 3 1 m"}, /* C1 */
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__tells_keys_with_sequences(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"},
        {"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End"},
        {"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End"},
        {"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Ins Del PgUp PgDn"},
        {"\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4"},
        {"\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~", "F1 F5 F6 F10 F11 F12"},
        {"\x1b[[A\x1b[[E", "F1 F5"},
        {"\x1b[Z", "Shift-Tab"},
        {"\x1b[1;5A\x1b[1;2B\x1b[1;3C\x1b[1;7D", "Ctrl-Up Shift-Down Alt-Right Ctrl-Alt-Left"},
        {"\x1b[3;5~\x1b[5;2~", "Ctrl-Del Shift-PgUp"},
        {"\x1b[1;2P\x1b[24;6~", "Shift-F1 Ctrl-Shift-F12"},
        {"\x1b[3$\x1b[3^\x1b[3@", "Shift-Del Ctrl-Del Ctrl-Shift-Del"},
        {"\x1b[a\x1bOa", "Shift-Up Ctrl-Up"},
        {"\x1bO5A\x1bO1;5A", "Ctrl-Up Ctrl-Up"},
        {"\x1bOM\x1bOj\x1bOk\x1bOy", "Enter * + 9"},
        {"\x1b[97;5u\x1b[13;2u\x1b[9;2u\x1b[27u", "Ctrl-A Shift-Enter Shift-Tab Esc"},
        {"\x1b[99;5u\x1b[27;5;99~", "stop stop"},
        {"\x1b[229u\x1b[8364;1:3u\x1b[128512u", "å € 😀"},
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__tells_keys_with_alt(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1bx", "Alt-x"},
        {"\x1b\xc3\xa5", "Alt-å"},
        {"\x1b\r\x1b\x7f", "Alt-Enter Alt-Backspace"},
        {"\x1b\x12", "Ctrl-Alt-R"},
        {"\x1b\x1b[A", "Alt-Up"},
        {"\x1b\x03", "Esc stop"},
        {"\x1b\x1b", "Esc Esc"},
        {"\x1b\x1bx", "Esc Alt-x"},
        {"\x1b[", "Alt-["},
        {"\x1bO", "Alt-O"},
        {"\x1b]", "Alt-]"},
        {"\x1b\xff", "?\\xff"},
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__leaks_no_character_of_an_unknown_sequence(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b[99~q", "?Esc[99~ q"},
        {"\x1b[1;2;3;4;5;6;7;8;9;10zq", "?Esc[1;2;3;4;5;6;7;8;9;10z q"},
        {"\x1b[5 qx", "?Esc[5 q x"},
        {"\x1bOXq", "?EscOX q"},
        {"\x1b[57399uq", "?Esc[57399u q"},
        {"\x1b[12\x1b[A", "?Esc[12 Up"},
        {"\x1b[12", "?Esc[12"},
        {"\x1b[12\x03", "?Esc[12 stop"},
        {"\x1bPdcs of any kind\x1b\\q", "q"},
        {"\x1b_apc\aq", "q"},
        {"\x1b]0;l title\x1b[A", "Up"},
        {"\x1b[201~q", "q"}, /* an end without a beginning */
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__swallows_what_has_no_end(void **state)
{
    (void)state;
    enum { LONG = 9000 };
    char *bytes = calloc(1, LONG + 16);
    assert_non_null(bytes);
    memset(bytes, '1', LONG);
    memcpy(bytes, "\x1b[", 2);
    memcpy(bytes + LONG, "~q", 3);
    char *csi = told(bytes, strlen(bytes), false, false);
    assert_text_equal(csi, "q");
    memcpy(bytes, "\x1b]", 2);
    memcpy(bytes + LONG, "\x1b\\q", 4);
    char *string = told(bytes, strlen(bytes), false, true);
    assert_text_equal(string, "q");
    free(string);
    free(csi);
    free(bytes);
}

static void decoder__next__takes_no_answer_for_typing(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "light"},
        {"\x1b]11;rgb:1e1e/1e1e/2e2e\a", "dark"},
        {"\x1b]11;rgb:ff/ff/f0\a\x1b]11;#ffffff\a", "light light"},
        {"\x1b]11;rgba:0000/0000/0000/cccc\a", "dark"},
        {"\x1b]11;#000\a\x1b]11;nonsense\aq", "dark q"},
        {"\x1b]10;rgb:ffff/ffff/ffff\a\x1b]52;c;cXVpdA==\aq", "q"},
        {"\x1b[?2026;2$y", "sync"},
        {"\x1b[?2026;1$y", "sync"},
        {"\x1b[?2026;0$y\x1b[?2026;4$yq", "q"},
        {"\x1b[?64;1;2;6;22c", "answered"},
        {"\x1b[>41;379;0cq", "q"},
        {"\x1b[?997;1n\x1b[?997;2n", "dark light"},
        {"\x1b[0n\x1b[24;80R\x1b[8;24;80tq", "q"},
        {"\x1b[I\x1b[O", "focus blur"},
        {"a\x1b]11;rgb:ffff/ffff/ffff\x1b\\b\x1b[?64c"
         "c",
         "a light b answered c"},
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__waits_longer_for_answers_that_are_due(void **state)
{
    (void)state;
    static const char answer[] = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
    static struct desk desk;
    desk_init(&desk, false);
    decoder_expect(&desk.decoder, true);
    for (size_t i = 0; answer[i] != '\0'; i++) {
        feed(&desk, &answer[i], 1);
        pass(&desk, SEQUENCE_ESC_WAIT + 60);
    }
    assert_text_equal(desk.told.text, "light");
    buf_release(&desk.told);
}

static void decoder__next__tells_the_mouse(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b[<0;1;1M\x1b[<0;1;1m", "mouse0@0,0 mouse1@0,0"},
        {"\x1b[<64;10;5M\x1b[<65;200;99M", "mouse2@4,9 mouse3@98,199"},
        {"\x1b[<16;3;4M", "mouse0@3,2"}, /* with Ctrl */
        {"\x1b[<32;3;4M\x1b[<35;3;4M\x1b[<2;3;4M\x1b[<66;3;4M\x1b[<128;3;4Mq", "q"},
        {"\x1b[<0;0;1M\x1b[<0M\x1b[<Mq", "q"},
        {"\x1b[M !!\x1b[M#!!", "mouse0@0,0 mouse1@0,0"},
        {"\x1b[M`*%\x1b[Ma*%", "mouse2@4,9 mouse3@4,9"},
        {"\x1b[M !\xff", "mouse0@222,0"},
        {"\x1b[M !", "?Esc[M !"},
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__knows_the_terminals_own_keys(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b[M", "F1"}, {"\x1bOp1", "Shift-F2"},
        {"\x1bOp", "0"}, /* the keypad's, when nothing follows */
        {"\x1bz", "Ins"}, {"\x1b[A", "Up"},
    };
    assert_told(pairs, COUNT(pairs), true);
}

static void decoder__wait__makes_esc_a_key_in_a_short_while(void **state)
{
    (void)state;
    static struct desk desk;
    desk_init(&desk, false);
    assert_int_equal(decoder_wait(&desk.decoder, desk.now), -1);
    feed(&desk, "\x1b", 1);
    assert_text_equal(desk.told.text, "");
    int wait = decoder_wait(&desk.decoder, desk.now);
    assert_true(wait >= 25 && wait <= 50);
    pass(&desk, wait - 1);
    assert_text_equal(desk.told.text, "");
    assert_int_equal(decoder_wait(&desk.decoder, desk.now), 1);
    pass(&desk, 1);
    assert_text_equal(desk.told.text, "Esc");
    assert_int_equal(decoder_wait(&desk.decoder, desk.now), -1);
    feed(&desk, "[A", 2); /* too late to be an arrow */
    assert_text_equal(desk.told.text, "Esc [ A");
    buf_release(&desk.told);
}

static void decoder__wait__gives_a_sequence_in_pieces_time(void **state)
{
    (void)state;
    static struct desk desk;
    desk_init(&desk, false);
    feed(&desk, "\x1b[1", 3);
    pass(&desk, SEQUENCE_ANSWER_WAIT - 1);
    feed(&desk, ";5", 2);
    pass(&desk, SEQUENCE_ANSWER_WAIT - 1);
    feed(&desk, "A", 1);
    assert_text_equal(desk.told.text, "Ctrl-Up");
    buf_release(&desk.told);
}

/* ---- paste --------------------------------------------------------------------------------- */

static void decoder__next__tells_a_paste_as_data(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b[200~\x1b[201~", "<>"},
        {"a\x1b[200~dd\r\x03:q\x1b[A\x1b[201~", "a <dd\r\x03:q\x1b[A>"},
        {"\x1b[200~åß\x1b[201~", "<åß>"},
        {"\x1b[200~\xff\x1b\x1b[20\x1b[201~", "<\xff\x1b\x1b[20>"},
        {"\x1b[200~no end", "<no end>"},
        {"\x1b[200~no end\x1b[201", "<no end\x1b[201>"},
        {"\x1b[200~one\x1b[201~\x1b[200~two\x1b[201~", "<one> <two>"},
    };
    assert_told(pairs, COUNT(pairs), false);
    char *nul = told("\x1b[200~a\0b\x1b[201~", 15, false, false);
    assert_text_equal(nul, "<a\xef\xbf\xbd"
                           "b>");
    free(nul);
}

/* A mark inside is a part of what is pasted, however often, and what follows it. */
static void decoder__next__is_not_taken_in_by_a_forged_end(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"\x1b[200~a\x1b[201~:q\r\x1b[201~", "<a\x1b[201~:q\r>"},
        {"\x1b[200~\x1b[201~dd\x1b[201~ee\x1b[201~", "<\x1b[201~dd\x1b[201~ee>"},
        {"\x1b[200~a\x1b[201~q\x1b[200~b\x1b[201~", "<a\x1b[201~q\x1b[200~b>"},
    };
    assert_told(pairs, COUNT(pairs), false);
}

static void decoder__next__tells_keys_that_follow_a_paste(void **state)
{
    (void)state;
    static struct desk desk;
    desk_init(&desk, false);
    feed(&desk, "\x1b[200~a\x1b[201~", 13);
    assert_text_equal(desk.told.text, "<a>+"); /* not known yet that it is all */
    pass(&desk, DECODER_PASTE_QUIET);
    assert_text_equal(desk.told.text, "<a>+ <>");
    feed(&desk, "\r", 1);
    assert_text_equal(desk.told.text, "<a>+ <> Enter");
    buf_clear(&desk.told);
    /* By a program that types faster than people do. */
    feed(&desk, "\x1b[200~a\x1b[201~\rq", 15);
    pass(&desk, DECODER_PASTE_DOUBT - 1);
    assert_text_equal(desk.told.text, "<a>+");
    pass(&desk, 1);
    assert_text_equal(desk.told.text, "<a>+ <> Enter q");
    buf_release(&desk.told);
}

static void decoder__next__ends_a_paste_without_end_in_time(void **state)
{
    (void)state;
    static struct desk desk;
    desk_init(&desk, false);
    feed(&desk, "\x1b[200~abc", 9);
    pass(&desk, DECODER_PASTE_PATIENCE - 1);
    assert_text_equal(desk.told.text, "<abc>+");
    pass(&desk, 1);
    feed(&desk, "q", 1);
    assert_text_equal(desk.told.text, "<abc>+ <> q");
    buf_release(&desk.told);
}

/* Appends what was pasted; returns whether the paste is over. */
static bool collect(struct desk *desk, struct buf *came)
{
    enum decoded kind;
    struct event event;
    bool over = false;
    while (decoder_next(&desk->decoder, desk->now, &kind, &event)) {
        assert_false(over);
        assert_int_equal(kind, DECODED_EVENT);
        assert_int_equal(event.kind, EVENT_PASTE);
        assert_true(event.paste_length <= DECODER_PIECE);
        assert_true(text_is_utf8(event.paste, event.paste_length));
        buf_add_bytes(came, event.paste, event.paste_length);
        over = !event.paste_more;
    }
    return over;
}

/* Ten times the decoder's own room, with forged ends at random places: all of it
 * comes out, in pieces that split no character, and nothing of it is a key. */
static void decoder__next__passes_a_long_paste_through(void **state)
{
    (void)state;
    enum { LONG = 10 * DECODER_ROOM };
    static struct desk desk;
    static const char *const bits[] = {"a", "漢", "\x1b", "\x1b[201~", "\r", "\x1b[20", "é"};
    struct random random;
    struct buf sent, came;
    buf_init(&sent);
    buf_init(&came);
    random_init(&random);
    desk_init(&desk, false);
    while (sent.length < LONG)
        buf_add(&sent, bits[random_between(&random, 0, COUNT(bits) - 1)]);
    decoder_feed(&desk.decoder, "\x1b[200~", 6, desk.now);
    for (size_t at = 0; at < sent.length;) {
        size_t left = sent.length - at, room = decoder_room(&desk.decoder);
        size_t part = (size_t)random_between(&random, 1, 5000);
        part = part < left ? part : left;
        part = part < room ? part : room;
        assert_true(part > 0);
        decoder_feed(&desk.decoder, sent.text + at, part, desk.now);
        at += part;
        assert_false(collect(&desk, &came));
    }
    decoder_feed(&desk.decoder, SEQUENCE_PASTE_END, 6, desk.now);
    assert_false(collect(&desk, &came));
    desk.now += DECODER_PASTE_QUIET;
    assert_true(collect(&desk, &came));
    assert_int_equal(came.length, sent.length);
    assert_memory_equal(came.text, sent.text, sent.length);
    buf_release(&came);
    buf_release(&sent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoder__next__tells_characters_and_control_keys),
        cmocka_unit_test(decoder__next__makes_no_text_of_what_is_not_utf8),
        cmocka_unit_test(decoder__next__tells_keys_with_sequences),
        cmocka_unit_test(decoder__next__tells_keys_with_alt),
        cmocka_unit_test(decoder__next__leaks_no_character_of_an_unknown_sequence),
        cmocka_unit_test(decoder__next__swallows_what_has_no_end),
        cmocka_unit_test(decoder__next__takes_no_answer_for_typing),
        cmocka_unit_test(decoder__next__waits_longer_for_answers_that_are_due),
        cmocka_unit_test(decoder__next__tells_the_mouse),
        cmocka_unit_test(decoder__next__knows_the_terminals_own_keys),
        cmocka_unit_test(decoder__wait__makes_esc_a_key_in_a_short_while),
        cmocka_unit_test(decoder__wait__gives_a_sequence_in_pieces_time),
        cmocka_unit_test(decoder__next__tells_a_paste_as_data),
        cmocka_unit_test(decoder__next__is_not_taken_in_by_a_forged_end),
        cmocka_unit_test(decoder__next__tells_keys_that_follow_a_paste),
        cmocka_unit_test(decoder__next__ends_a_paste_without_end_in_time),
        cmocka_unit_test(decoder__next__passes_a_long_paste_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
