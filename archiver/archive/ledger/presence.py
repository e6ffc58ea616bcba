"""Whether articles are still where they were read, also where that leads elsewhere. SQL, open transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.archive.ledger import schedule
from archiver.archive.ledger.schedule import Presence
from archiver.archive.ledger.settle import NOT_MODIFIED
from archiver.archive.ledger.visits import REDIRECT, Settlement

#: An address is followed over so many redirects.
_MOST_HOPS = 5
# An article that stands at an address was read from a capture of it: `articles` has no index of addresses.
_HERE = """
UPDATE articles SET presence = :presence
WHERE url = :url AND id IN (SELECT article FROM captures WHERE url = :url AND article <> '')
"""
_LED_HERE = f"""
WITH RECURSIVE led (url, steps) AS (
    VALUES (:url, 0)
    UNION SELECT urls.url, steps + 1 FROM led CROSS JOIN urls ON urls.leads_to = led.url
    WHERE urls.leads_to <> '' AND urls.state = 'done' AND urls.outcome = '{REDIRECT}' AND steps < {_MOST_HOPS}
)
SELECT DISTINCT articles.id, articles.url FROM led
    CROSS JOIN captures ON captures.url = led.url AND captures.article <> ''
    CROSS JOIN articles ON articles.id = captures.article AND articles.url = led.url
"""


def put(connection: sqlite3.Connection, settlement: Settlement) -> None:
    """Write down what a visit says of the articles at its address, and of those that lead there."""
    url = settlement.visit.url
    if settlement.presence is Presence.OK:
        connection.execute(_HERE, {"presence": Presence.OK, "url": url})
    elif settlement.presence is not None or settlement.outcome == REDIRECT:
        bring_up(connection, url)


def bring_up(connection: sqlite3.Connection, url: str) -> None:
    """Say anew of the articles at an address, and of those that lead there, whether they are there."""
    for article, place in connection.execute(_LED_HERE, {"url": url}).fetchall():
        if found := standing(connection, place):
            connection.execute("UPDATE articles SET presence = ? WHERE id = ?", (found, article))


def standing(connection: sqlite3.Connection, url: str) -> Presence | None:
    """What the last visits say of the article that was read at an address; `None` for nothing.

    Where that address leads to another one, it is the other's word: not there, or that it is another record.
    """
    row = own = _row(connection, url)
    if row is None or own is None:
        return None
    if row["state"] == "done" and row["outcome"] in {"article", NOT_MODIFIED}:
        return Presence.OK
    seen = {url}
    while row["outcome"] == REDIRECT and not row["missing_since"] and len(seen) <= _MOST_HOPS:
        target = row["leads_to"]
        further = None if target in seen else _row(connection, target)
        if further is None:
            break
        row = further
        seen.add(target)
    if row["missing_since"]:
        since, at = datetime.fromisoformat(row["missing_since"]), datetime.fromisoformat(row["visited_at"])
        return schedule.presence(since, max(row["tries"] - 1, 0), at)
    return Presence.MOVED if row["record"] and row["record"] != own["record"] else None


def _row(connection: sqlite3.Connection, url: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT state, outcome, tries, visited_at, missing_since, record, leads_to FROM urls WHERE url = ?",
        (url,),
    ).fetchone()
    return row
