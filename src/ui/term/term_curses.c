/* SPDX-License-Identifier: MIT */
/*
 * curses writes into a file in memory: so a frame leaves in one piece, between
 * the marks that hold a terminal's redraw, and the modes of the terminal are
 * nobody's business but tty.c's. It never reads keys.
 */
#include "ui/term/render.h"

#include <curses.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "base/words.h"

/* Curses' macros of these names would catch ours. */
#undef lines
#undef columns

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What terminfo has of keys that keyboards have. */
static const struct entry_key {
    const char *capability;
    enum key_code code;
    bool shift;
} entry_keys[] = {
    {"kcuu1", K_UP, false},     {"kcud1", K_DOWN, false},    {"kcub1", K_LEFT, false},
    {"kcuf1", K_RIGHT, false},  {"khome", K_HOME, false},    {"kend", K_END, false},
    {"kpp", K_PAGE_UP, false},  {"knp", K_PAGE_DOWN, false}, {"kich1", K_INSERT, false},
    {"kdch1", K_DELETE, false}, {"kbs", K_BACKSPACE, false}, {"kcbt", K_BACKTAB, false},
    {"kent", K_ENTER, false},   {"kLFT", K_LEFT, true},      {"kRIT", K_RIGHT, true},
    {"kHOM", K_HOME, true},     {"kEND", K_END, true},       {"kDC", K_DELETE, true},
    {"kPRV", K_PAGE_UP, true},  {"kNXT", K_PAGE_DOWN, true}, {"kri", K_UP, true},
    {"kind", K_DOWN, true},     {"ka1", K_HOME, false},      {"kc1", K_END, false},
    {"ka3", K_PAGE_UP, false},  {"kc3", K_PAGE_DOWN, false}, {"kf1", K_F1, false},
    {"kf2", K_F1 + 1, false},   {"kf3", K_F1 + 2, false},    {"kf4", K_F1 + 3, false},
    {"kf5", K_F1 + 4, false},   {"kf6", K_F1 + 5, false},    {"kf7", K_F1 + 6, false},
    {"kf8", K_F1 + 7, false},   {"kf9", K_F1 + 8, false},    {"kf10", K_F1 + 9, false},
    {"kf11", K_F1 + 10, false}, {"kf12", K_F12, false},
};

enum { WORDS = 9 };

struct render {
    SCREEN *screen;
    FILE *file; /* in memory; curses writes to it */
    int rows, cols;
    struct cell *last; /* the frame shown, rows × cols; NULL: not known */
    bool all;          /* the next frame draws all */
    bool colour;
    enum theme_depth depth;
    enum theme_ground ground;
    struct modes_words words;
    char *stripped[WORDS]; /* the texts of `words` */
    struct sequence_key keys[COUNT(entry_keys)];
    size_t key_count;
};

/* ---- what the entry says -------------------------------------------------------------- */

/* Padding ("$<5>") is for terminals slower than their line. */
static char *strip_padding(const char *text)
{
    char *copy = strdup(text), *to = copy;
    for (const char *from = copy; from != NULL && *from != '\0';) {
        const char *end = from[0] == '$' && from[1] == '<' ? strchr(from, '>') : NULL;
        if (end != NULL)
            from = end + 1;
        else
            *to++ = *from++;
    }
    if (copy != NULL)
        *to = '\0';
    return copy;
}

static const char *text_of(const char *capability)
{
    const char *text = tigetstr(capability);
    return text == (const char *)-1 || text == NULL || text[0] == '\0' ? NULL : text;
}

static bool learn_words(struct render *render)
{
    static const char *const names[WORDS] = {"smcup", "rmcup", "smkx", "rmkx", "sgr0",
                                             "cnorm", "smam",  "rmir", "clear"};
    for (size_t i = 0; i < WORDS; i++) {
        const char *text = text_of(names[i]);
        if (text != NULL && (render->stripped[i] = strip_padding(text)) == NULL)
            return false;
    }
    const char *region = text_of("csr");
    bool dec = region != NULL && strstr(region, "%p1%d;%p2%dr") != NULL; /* DECSTBM */
    char *const *words = render->stripped;
    render->words = (struct modes_words){.screen = words[0],
                                         .no_screen = words[1],
                                         .keys = words[2],
                                         .no_keys = words[3],
                                         .plain = words[4],
                                         .cursor = words[5],
                                         .wrap = words[6],
                                         .no_insert = words[7],
                                         .region = dec ? "\x1b[r" : NULL,
                                         .clear = words[8]};
    return true;
}

/* Single bytes are control keys by themselves. */
static void learn_keys(struct render *render)
{
    for (size_t i = 0; i < COUNT(entry_keys); i++) {
        const char *bytes = text_of(entry_keys[i].capability);
        if (bytes != NULL && bytes[0] == '\x1b' && bytes[1] != '\0')
            render->keys[render->key_count++] =
                (struct sequence_key){bytes, entry_keys[i].code, entry_keys[i].shift};
    }
}

/* ---- colours ---------------------------------------------------------------------------- */

static enum theme_depth depth_here(void)
{
    bool direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || text_of("RGB") != NULL;
    if (direct && COLORS >= 1 << 24)
        return THEME_RGB;
    if (COLORS >= 256)
        return THEME_256;
    return COLORS >= 16 ? THEME_16 : THEME_8;
}

static void set_pairs(const struct render *render)
{
    for (int paint = 0; paint < PAINTS; paint++) {
        struct theme_look look = theme_look((enum paint)paint, render->depth, render->ground);
        if (look.fg >= 0 || look.bg >= 0)
            (void)init_extended_pair(paint + 1, look.fg, look.bg);
    }
}

/* Where the terminal cannot go back to its own two colours there are none. */
static void start_colours(struct render *render)
{
    render->ground = THEME_MONO;
    if (!render->colour || start_color() == ERR || !has_colors() || COLORS < 8 ||
        COLOR_PAIRS <= PAINTS || use_default_colors() == ERR) {
        render->colour = false;
        return;
    }
    render->depth = depth_here();
    render->ground = THEME_DARK;
    set_pairs(render);
}

static attr_t attributes_of(const struct theme_look *look)
{
    static const struct {
        enum theme_attribute ours;
        attr_t theirs;
    } table[] = {
        {THEME_BOLD, A_BOLD},
        {THEME_DIM, A_DIM},
        {THEME_UNDERLINE, A_UNDERLINE},
        {THEME_REVERSE, A_REVERSE},
    };
    attr_t attributes = A_NORMAL;
    for (size_t i = 0; i < COUNT(table); i++)
        if ((look->attributes & table[i].ours) != 0)
            attributes |= table[i].theirs;
    return attributes;
}

/* ---- frames ------------------------------------------------------------------------------ */

/* Nearly every cell: ASCII is the same in every locale. */
static bool is_plain(const struct cell *cell)
{
    return cell->text[0] >= ' ' && cell->text[0] <= '~' && cell->text[1] == '\0';
}

/* A cell's text in curses' characters; false: curses would give it another width
 * than the canvas, and what stands behind it would move. */
static bool widen(const struct cell *cell, wchar_t ret[CCHARW_MAX + 1])
{
    mbstate_t state = {0};
    const char *text = cell->text;
    if (is_plain(cell)) {
        ret[0] = (wchar_t)cell->text[0];
        ret[1] = L'\0';
        return cell->width == 1;
    }
    size_t length = mbsrtowcs(ret, &text, CCHARW_MAX, &state);
    if (length == (size_t)-1 || length == 0 || text != NULL)
        return false;
    ret[length] = L'\0';
    for (size_t i = 1; i < length; i++)
        if (wcwidth(ret[i]) != 0)
            return false;
    return wcwidth(ret[0]) == cell->width;
}

static int add_cell(const struct render *render, const struct cell *cell, cchar_t *ret)
{
    static const wchar_t stand_in[] = L"?";
    wchar_t text[CCHARW_MAX + 1];
    enum paint paint = (enum paint)cell->paint;
    struct theme_look look = theme_look(paint, render->depth, render->ground);
    short pair = look.fg >= 0 || look.bg >= 0 ? (short)(paint + 1) : 0;
    attr_t attributes = attributes_of(&look);
    if (widen(cell, text)) {
        (void)setcchar(ret, text, attributes, pair, NULL);
        return 1;
    }
    for (int i = 0; i < cell->width; i++)
        (void)setcchar(ret + i, stand_in, attributes, pair, NULL);
    return cell->width;
}

static void set_row(const struct render *render, const struct canvas *canvas, int row, int cols)
{
    enum { COLS_MAX = 1000 };
    cchar_t cells[COLS_MAX];
    int count = 0;
    const struct cell *from = canvas->cells + (size_t)row * (size_t)canvas->cols;
    for (int col = 0; col < cols && count + 2 <= COLS_MAX; col++) {
        bool cut = from[col].width == 2 && col + 1 >= cols;
        if (from[col].width > 0 && !cut)
            count += add_cell(render, &from[col], &cells[count]);
    }
    (void)mvwadd_wchnstr(stdscr, row, 0, cells, count);
}

static void keep_frame(struct render *render, const struct canvas *canvas)
{
    size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
    if (render->last == NULL)
        render->last = malloc(count * sizeof(*render->last));
    if (render->last != NULL) /* else the next frame sets every row */
        memcpy(render->last, canvas->cells, count * sizeof(*render->last));
}

/* What curses has written since the last time. */
static void take_output(const struct render *render, struct buf *ret)
{
    char bytes[8192];
    int fd = fileno(render->file);
    off_t end = lseek(fd, 0, SEEK_CUR);
    for (off_t at = 0; at < end;) {
        size_t left = (size_t)(end - at);
        ssize_t got = pread(fd, bytes, left < sizeof(bytes) ? left : sizeof(bytes), at);
        if (got <= 0)
            break;
        if (ret != NULL)
            buf_add_bytes(ret, bytes, (size_t)got);
        at += got;
    }
    (void)lseek(fd, 0, SEEK_SET);
}

void render_frame(struct render *render, const struct canvas *canvas, struct buf *ret)
{
    int rows = canvas->rows < LINES ? canvas->rows : LINES;
    int cols = canvas->cols < COLS ? canvas->cols : COLS;
    size_t width = (size_t)canvas->cols;
    if (canvas->rows != render->rows || canvas->cols != render->cols) {
        free(render->last);
        render->last = NULL;
        render->rows = canvas->rows;
        render->cols = canvas->cols;
    }
    for (int row = 0; row < rows; row++) {
        size_t at = (size_t)row * width;
        if (render->all || render->last == NULL ||
            memcmp(canvas->cells + at, render->last + at, width * sizeof(struct cell)) != 0)
            set_row(render, canvas, row, cols);
    }
    if (render->all)
        (void)clearok(curscr, TRUE);
    (void)wmove(stdscr, canvas->focus_row < rows ? canvas->focus_row : rows - 1,
                canvas->focus_col < cols ? canvas->focus_col : cols - 1);
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
    take_output(render, ret);
    keep_frame(render, canvas);
    render->all = false;
}

void render_resize(struct render *render, int rows, int cols)
{
    (void)resizeterm(rows, cols);
    render->all = true;
}

void render_forget(struct render *render)
{
    render->all = true;
}

bool render_set_ground(struct render *render, enum theme_ground ground)
{
    if (!render->colour || ground == render->ground)
        return false;
    render->ground = ground;
    set_pairs(render);
    render->all = true;
    return true;
}

/* ---- begin and end ----------------------------------------------------------------------- */

const struct modes_words *render_words(const struct render *render)
{
    return &render->words;
}

const struct sequence_key *render_keys(const struct render *render, size_t *ret_count)
{
    *ret_count = render->key_count;
    return render->keys;
}

static FILE *open_memory(void)
{
    int fd = memfd_create("coffer-frame", MFD_CLOEXEC);
    FILE *file = fd >= 0 ? fdopen(fd, "r+e") : NULL;
    if (file == NULL && fd >= 0)
        (void)close(fd);
    return file;
}

/* Asked before newterm, which leaks what it has when the answer is no. */
static bool is_known(const char *name)
{
    int status = 0;
    if (setupterm(name, STDOUT_FILENO, &status) == ERR)
        return false;
    (void)del_curterm(cur_term);
    return true;
}

static enum rc begin(struct render *render, const char *name, struct err *err)
{
    if ((render->file = open_memory()) == NULL)
        return err_memory(err);
    /* Not from LINES and COLUMNS, which were true when a shell started; the real size
     * comes with render_resize. */
    use_env(FALSE);
    use_tioctl(TRUE);
    if (is_known(name))
        render->screen = newterm(name, render->file, render->file);
    if (render->screen == NULL)
        return err_set(
            err, RC_USAGE,
            _("TERM=%s: the terminal is not known here: set TERM, or run a command as in "
              "'coffer balance'"),
            name);
    if (text_of("cup") == NULL || text_of("clear") == NULL)
        return err_set(
            err, RC_USAGE,
            _("TERM=%s: this terminal cannot show a screen: every command works on it, as "
              "in 'coffer balance'"),
            name);
    (void)typeahead(-1);
    start_colours(render);
    /* curses opens the screen in its own words; ours are in modes.c. */
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
    take_output(render, NULL);
    learn_keys(render);
    return learn_words(render) ? RC_OK : err_memory(err);
}

enum rc render_open(const char *name, bool colour, struct render **ret, struct err *err)
{
    struct render *render = calloc(1, sizeof(*render));
    if (render == NULL)
        return err_memory(err);
    render->colour = colour;
    render->all = true;
    enum rc rc = begin(render, name, err);
    if (rc == RC_OK)
        *ret = render;
    else
        render_close(render);
    return rc;
}

void render_close(struct render *render)
{
    if (render == NULL)
        return;
    if (render->screen != NULL)
        delscreen(render->screen);
    if (render->file != NULL)
        (void)fclose(render->file);
    for (size_t i = 0; i < WORDS; i++)
        free(render->stripped[i]);
    free(render->last);
    free(render);
}
