/* SPDX-License-Identifier: MIT */
/* What a terminal sends, whole and byte by byte: both tell the same, characters
 * are UTF-8 that can be shown, and nothing stays behind. */
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "ui/term/decoder.h"

static const struct sequence_key keys[] = {
    {"\x1b[M", K_F1, false},
    {"\x1bOp1", K_F1 + 1, true},
    {"\x1b[1~", K_HOME, false},
    {"\x1bz", K_INSERT, false},
};

static void check_key(const struct key *key)
{
    size_t length = strlen(key->text);
    if (key->code != K_CHAR)
        return;
    bug_if(length == 0 || !text_is_utf8(key->text, length), "a key that is no character");
    bug_if((unsigned char)key->text[0] < 0x20 || key->text[0] == 0x7f, "a key that is a control");
    bug_if(key->text[0] == '\xc2' && (unsigned char)key->text[1] < 0xa0, "a key that is a C1");
}

static void note(struct buf *told, enum decoded kind, const struct event *event)
{
    static const char again[] = "+paste:";
    char name[KEY_NAME_SIZE];
    if (kind != DECODED_EVENT) {
        buf_addf(told, "told%d;", (int)kind);
    } else if (event->kind == EVENT_KEY) {
        check_key(&event->key);
        buf_addf(told, "%d:%s;", (int)event->key.code, key_print(&event->key, name));
    } else if (event->kind == EVENT_PASTE) {
        bug_if(strlen(event->paste) != event->paste_length, "a paste with a NUL in it");
        size_t mark = sizeof(again) - 1;
        /* Pieces are put together again. */
        if (told->length >= mark && strcmp(told->text + told->length - mark, again) == 0)
            told->text[told->length -= mark] = '\0';
        else
            buf_add(told, "paste:");
        buf_add_bytes(told, event->paste, event->paste_length);
        buf_add(told, event->paste_more ? again : ";");
    } else {
        buf_addf(told, "event%d,%d,%d,%d,%d;", (int)event->kind, (int)event->mouse.kind,
                 event->mouse.row, event->mouse.col, event->on);
    }
}

static void drain(struct decoder *decoder, int64_t now, struct buf *told)
{
    enum decoded kind;
    struct event event;
    while (decoder_next(decoder, now, &kind, &event))
        note(told, kind, &event);
    bug_if(decoder_ready(decoder, now), "something is ready and is not told");
    bug_if(decoder_room(decoder) == 0, "the decoder is full for good");
}

static void tell(const char *bytes, size_t length, bool slowly, bool own, struct buf *told)
{
    static struct decoder decoder;
    decoder_init(&decoder, keys, own ? sizeof(keys) / sizeof(keys[0]) : 0);
    while (length > 0) {
        size_t room = decoder_room(&decoder), part = slowly ? 1 : length;
        part = part < room ? part : room;
        decoder_feed(&decoder, bytes, part, 0);
        drain(&decoder, 0, told);
        bytes += part;
        length -= part;
    }
    drain(&decoder, DECODER_PASTE_PATIENCE, told);
    bug_if(decoder_wait(&decoder, DECODER_PASTE_PATIENCE) != -1, "something stays behind");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    for (int own = 0; own < 2; own++) {
        struct buf whole, slow;
        buf_init(&whole);
        buf_init(&slow);
        tell((const char *)bytes, length, false, own == 1, &whole);
        tell((const char *)bytes, length, true, own == 1, &slow);
        bug_if(strcmp(whole.text, slow.text) != 0, "how bytes come makes a difference");
        buf_release(&whole);
        buf_release(&slow);
    }
    return 0;
}
