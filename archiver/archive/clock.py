"""Whether this machine's clock can be right: a capture with a wrong time would prove what never was.

The archive knows when the last crawl of a site began. A clock that is hours before that is wrong now, or was
wrong then; what the portal itself said of the time (`Date`) in the answers of that crawl tells which.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from archiver.archive.catalogue import capture_from
from archiver.archive.ledger.outcomes import header
from archiver.archive.warc.members import read_exchange
from archiver.errors import CaptureDamaged, ClockBehind
from archiver.records import Exchange, instant

_log = logging.getLogger("archiver")

#: Clocks are corrected by less, and machines that take local time for UTC are wrong by more (Viet Nam: 7 h).
TOLERANCE = timedelta(hours=6)
#: So many answers of the last crawl are looked at.
_WITNESSES = 5


def require_clock(connection: sqlite3.Connection, folder: Path, site: str, now: datetime) -> None:
    """Refuse to crawl with a clock that is behind; say so where the last crawl's was ahead instead.

    Raises:
        ClockBehind: it is hours before the last crawl, and nothing shows that it was wrong then.
    """
    row = connection.execute(
        "SELECT started_at FROM crawls WHERE site = ? ORDER BY id DESC LIMIT 1", (site,)
    ).fetchone()
    began = datetime.fromisoformat(row["started_at"]) if row else now
    if began - now <= TOLERANCE:
        return
    ahead = [said for said in _said(connection, folder, site, began) if said - now <= TOLERANCE]
    if not ahead:
        raise ClockBehind(folder, site, now, began)
    _log.warning(
        "clock site=%s now=%s last_crawl=%s portal_said=%s: the clock of the last crawl was ahead, "
        "and so are the times of its captures; each holds what the portal said",
        *(site, instant(now), instant(began), instant(max(ahead))),
    )


def _said(connection: sqlite3.Connection, folder: Path, site: str, began: datetime) -> Iterator[datetime]:
    """What time it was by the portal's own clock in the answers of the last crawl."""
    rows = connection.execute(
        "SELECT * FROM captures WHERE site = ? AND fetched_at >= ? ORDER BY fetched_at DESC LIMIT ?",
        (site, instant(began), _WITNESSES),
    ).fetchall()
    for row in rows:
        try:
            said = date_of(read_exchange(folder, capture_from(row)))
        except CaptureDamaged:
            continue
        if said is not None:
            yield said


def date_of(exchange: Exchange) -> datetime | None:
    """What a portal said the time was when it answered (RFC 9110, 6.6.1); `None` where it did not say."""
    try:
        said = parsedate_to_datetime(header(exchange, "Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)
