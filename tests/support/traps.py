"""The kinds of faults that a saved page can show, by the numbers its JSON names them with.

The numbers are those of the project's list of failure modes; those that need more than one page (an edit of
the date alone, a parser that was mended, a crawl that was cut) are shown by tests of their own.
"""

from __future__ import annotations

TRAPS = {
    1: "the header says another encoding than the UTF-8 of the page",
    2: "a byte order mark against the header",
    3: "a malformed charset in the page's own meta",
    4: "a header that is not plain text itself",
    5: "a few bytes that are no character",
    6: "letters with separate marks, old encodings, both ways to place a tone",
    7: "UTF-8 although page and header name an encoding of long ago",
    8: "paragraphs of blanks only",
    9: "an uncommon form of the date",
    10: "a weekday that does not fit the date",
    11: "other dates: a clock, a licence, a copyright year, days in the text",
    12: "a machine's time of the last change beside the printed time",
    13: "noon, midnight, AM and PM, 24:00, no hour at all",
    14: "a date that cannot be true: after the page was fetched",
    15: "a relative time, near midnight",
    48: "an article of one sentence, of pictures, of a table, of files only, or a very long one",
    49: "a lead in a form of its own, or repeated as first paragraph",
    50: "a byline beside a source, two names, a credit that is none",
    51: "a last line that is like a name and is none",
    52: "paragraphs by br, div, Word markup or nested spans",
    53: "a neighbouring article on the same page",
    54: "a dash or a bar in the title, the portal's name behind it",
    55: "words of banners and footers quoted in the text",
    56: "text that no reader sees",
}
