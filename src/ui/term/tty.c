/* SPDX-License-Identifier: MIT */
#include "ui/term/tty.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool tty_init(struct tty *tty, int in, int out)
{
    *tty = (struct tty){.in = in, .out = out};
    if (tcgetattr(in, &tty->found) != 0)
        return false;
    tty->raw = tty->found;
    tty->raw.c_iflag &=
        ~(tcflag_t)(BRKINT | IGNBRK | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    /* No newline becomes two bytes and no tab becomes blanks: curses moves the
     * cursor with both. */
    tty->raw.c_oflag &= ~(tcflag_t)OPOST;
    tty->raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    tty->raw.c_cc[VMIN] = 1;
    tty->raw.c_cc[VTIME] = 0;
    return true;
}

static void set(int fd, int when, const struct termios *modes)
{
    while (tcsetattr(fd, when, modes) != 0 && errno == EINTR)
        ;
}

void tty_set_raw(const struct tty *tty)
{
    set(tty->in, TCSADRAIN, &tty->raw);
}

void tty_set_found(const struct tty *tty, bool flush)
{
    if (flush)
        (void)tcflush(tty->in, TCIFLUSH);
    set(tty->in, TCSANOW, &tty->found);
}

void tty_size(const struct tty *tty, int *ret_rows, int *ret_cols)
{
    struct winsize size;
    bool known = ioctl(tty->out, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    *ret_rows = known ? size.ws_row : 24;
    *ret_cols = known ? size.ws_col : 80;
}

bool tty_write(const struct tty *tty, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(tty->out, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) { /* somebody else made it so */
            struct pollfd out = {.fd = tty->out, .events = POLLOUT};
            (void)poll(&out, 1, -1);
        } else if (written == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

void tty_write_soon(const struct tty *tty, const char *bytes, size_t length)
{
    enum { SOON = 1000 };
    struct pollfd out = {.fd = tty->out, .events = POLLOUT};
    while (length > 0 && poll(&out, 1, SOON) == 1 && (out.revents & POLLOUT) != 0) {
        ssize_t written = write(tty->out, bytes, length);
        if (written <= 0)
            return;
        bytes += written;
        length -= (size_t)written;
    }
}

int tty_read(const struct tty *tty, char *ret, size_t room)
{
    ssize_t got = read(tty->in, ret, room < INT_MAX ? room : INT_MAX);
    if (got > 0)
        return (int)got;
    return got < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}
