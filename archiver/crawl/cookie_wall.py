"""The wall that gives way to a cookie which its own page sets by script (`D1N`)."""

from __future__ import annotations

import re

#: The page is 177 bytes on the one portal where it was seen; a page that says more is no such wall.
_LARGEST = 2_000
_COOKIE = re.compile(rb"""document\.cookie\s*=\s*["'](D1N=[0-9A-Za-z+/=_-]{1,128})""")


def cookie_of(body: bytes) -> str:
    """The cookie that a wall wants to see, as a header's value; empty where the page is no such wall.

    >>> cookie_of(b'<script>document.cookie="D1N=0a1b2c";location.reload()</script>')
    'D1N=0a1b2c'
    """
    found = _COOKIE.search(body) if len(body) <= _LARGEST else None
    return found[1].decode("ascii") if found else ""
