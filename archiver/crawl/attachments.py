"""Files of articles are asked for as pages are, and take longer: of too long ones the beginning is kept."""

from __future__ import annotations

from typing import Any

#: Where the request for a file says so.
LONG = "archiver_long"
#: Seconds: 32 MiB at 112 kB a second.
_LONGEST = 300.0
HEADERS = {"Accept": "*/*"}


def bounds() -> dict[str, Any]:
    """What the request for a file carries: it may take long, and ends where the limit is."""
    return {LONG: True, "download_timeout": _LONGEST}
