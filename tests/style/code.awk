# SPDX-License-Identifier: MIT
# C files as FILE:LINE:code without comments; with -v texts=0 also without what
# stands between quotes.

FNR == 1 { inside = 0 } # no file begins inside a comment

{ print FILENAME ":" FNR ":" strip($0) }

function strip(rest,    out, mark)
{
    out = ""
    while (rest != "") {
        if (inside) {
            if (!match(rest, /\*\//))
                return out
            inside = 0
            rest = substr(rest, RSTART + 2)
            continue
        }
        if (!match(rest, /\/\*|\/\/|["']/))
            return out rest
        mark = substr(rest, RSTART, RLENGTH)
        out = out substr(rest, 1, RSTART - 1)
        rest = substr(rest, RSTART + RLENGTH)
        if (mark == "//")
            return out
        if (mark == "/*") {
            inside = 1
            continue
        }
        if (mark == "\"")
            match(rest, /^([^"\\]|\\.)*"/)
        else
            match(rest, /^([^'\\]|\\.)*'/)
        if (RLENGTH < 0) # no end in this line: the compiler will say so
            return out mark rest
        out = out mark (texts ? substr(rest, 1, RLENGTH) : mark)
        rest = substr(rest, RLENGTH + 1)
    }
    return out
}
