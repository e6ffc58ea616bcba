"""Which articles are not given out, by every name that leads to what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from archiver.archive.ledger import attachments
from archiver.publish.plugin.remembered import remembered


def withheld_names(connection: sqlite3.Connection) -> Mapping[str, str]:
    """The ids, addresses and captures of withheld articles and the addresses of their files; the reason."""
    return remembered(connection, _names, exact=True)


def _names(connection: sqlite3.Connection) -> dict[str, str]:
    names: dict[str, str] = {}
    # Only `articles_found` holds the column without the texts (100,000 articles: 60 ms against 500 ms).
    rows = connection.execute(
        """
        SELECT id, url, capture, withheld FROM articles WHERE docid IN (
            SELECT docid FROM articles INDEXED BY articles_found WHERE withheld <> ''
        )
        """
    ).fetchall()
    for article, url, capture, reason in rows:
        aliases = connection.execute("SELECT url FROM aliases WHERE article = ?", (article,))
        captures = connection.execute(
            "SELECT record_id FROM captures WHERE article = ? AND article <> ''", (article,)
        )
        names |= dict.fromkeys((article, url, capture), reason)
        names |= dict.fromkeys((name for (name,) in (*aliases, *captures)), reason)
    return names | attachments.withheld_addresses(connection)
