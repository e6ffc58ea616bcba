"""The rows of two archives as those of one. SQL over a transaction; the other database is called `other`.

Of two rows with the same key the one stays that is greater in an order of all its columns, so that it does
not matter which was there first. Columns that each archive may know better are taken one by one (the
earliest sight, the latest time of publication).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TypedDict

from archiver.archive.edits import history
from archiver.archive.edits.judging import REDESIGN, judge
from archiver.archive.ledger import attachments
from archiver.archive.ledger.presence import standing
from archiver.archive.memory.outlines import UNKNOWN, begin_anew


class Counts(TypedDict):
    """How many rows are new."""

    captures: int
    articles: int
    urls: int


def merge(connection: sqlite3.Connection, names: Mapping[str, str]) -> Counts:
    """Take the rows of the other archive; `names` says what its files are called here."""
    before = _counts(connection)
    connection.execute("CREATE TEMP TABLE named (there TEXT PRIMARY KEY, here TEXT NOT NULL)")
    connection.executemany("INSERT INTO named VALUES (?, ?)", names.items())
    for part in ("main", "other"):
        connection.execute(
            f"UPDATE {part}.urls SET state = 'pending', leased_until = NULL WHERE state = 'leased'"
        )
    _put(connection, "sites", ("name",))
    _put(connection, "memories", ("site", "version"))
    _put(connection, "outlines", ("digest",))
    begin_anew(connection, [row["name"] for row in connection.execute("SELECT name FROM other.sites")])
    _crawls(connection)
    _files(connection)
    _captures(connection)
    lists = _later_lists(connection)
    _urls(connection)
    _lists(connection, lists)
    _put(connection, "files", ("capture",))
    _articles(connection)
    _problems(connection)
    _compute_anew(connection)
    connection.execute("DROP TABLE temp.named")
    after = _counts(connection)
    return Counts(
        captures=after["captures"] - before["captures"],
        articles=after["articles"] - before["articles"],
        urls=after["urls"] - before["urls"],
    )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        table: connection.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0]
        for table in ("captures", "articles", "urls")
    }


def _columns(connection: sqlite3.Connection, table: str, *without: str) -> list[str]:
    rows = connection.execute(f"PRAGMA main.table_info({table})")
    return [row["name"] for row in rows if row["name"] not in without]


def _put(connection: sqlite3.Connection, table: str, key: tuple[str, ...], *without: str) -> None:
    """The rows of a table by their key; of two, the greater one."""
    names = _columns(connection, table, *without)
    rest = [name for name in names if name not in key]
    # Text before NULL, so that what is known wins over what is not.
    one = ", ".join(f"coalesce({table}.{name}, '')" for name in rest)
    other = ", ".join(f"coalesce(excluded.{name}, '')" for name in rest)
    connection.execute(
        f"""
        INSERT INTO main.{table} ({", ".join(names)}) SELECT {", ".join(names)} FROM other.{table} WHERE true
        ON CONFLICT ({", ".join(key)}) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in rest)}
        WHERE ({other}) > ({one})
        """
    )


def _crawls(connection: sqlite3.Connection) -> None:
    """A crawl is known by its site and its beginning; one whose end is known replaces one without."""
    names = _columns(connection, "crawls", "id")
    same = "mine.site = theirs.site AND mine.started_at = theirs.started_at"
    later = "coalesce(theirs.ended_at, '') > coalesce(mine.ended_at, '')"
    connection.execute(
        f"""
        DELETE FROM main.crawls AS mine
        WHERE EXISTS (SELECT 1 FROM other.crawls AS theirs WHERE {same} AND {later})
        """
    )
    connection.execute(
        f"""
        INSERT INTO main.crawls ({", ".join(names)}) SELECT {", ".join(names)} FROM other.crawls AS theirs
        WHERE NOT EXISTS (SELECT 1 FROM main.crawls AS mine WHERE {same}) ORDER BY theirs.id
        """
    )


def _files(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        INSERT INTO main.warc_files (path, site, state, size, sha256)
        SELECT here, site, state, size, sha256 FROM other.warc_files JOIN temp.named ON there = path
        WHERE true
        ON CONFLICT (path) DO UPDATE
            SET state = excluded.state, size = excluded.size, sha256 = excluded.sha256
        WHERE excluded.state = 'closed' AND warc_files.state = 'open'
        """
    )


def _captures(connection: sqlite3.Connection) -> None:
    """Captures; of two readings of one, a reading wins over none, and then the greater in text order."""
    names = _columns(connection, "captures")
    taken = ", ".join("here" if name == "warc_file" else name for name in names)
    read = ("outcome", "article", "reading", "layout", "outline")
    one, other = (
        f"({table}.outcome <> 'kept', {table}.reading <> '', {', '.join(f'{table}.{name}' for name in read)})"
        for table in ("captures", "excluded")
    )
    # Which of two memories the row of an article was read with is not known then.
    connection.execute(
        """
        UPDATE main.captures SET memory = ? FROM other.captures AS theirs
        WHERE theirs.record_id = captures.record_id AND theirs.memory <> captures.memory
        """,
        (UNKNOWN,),
    )
    connection.execute(
        f"""
        INSERT INTO main.captures ({", ".join(names)})
        SELECT {taken} FROM other.captures JOIN temp.named ON there = warc_file WHERE true
        ON CONFLICT (record_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in read)}
        WHERE {other} > {one}
        """
    )


def _urls(connection: sqlite3.Connection) -> None:
    """The ledger: the later visit says how an address stands, the earlier sight how it was found."""
    names = _columns(connection, "urls", "id")
    told = [name for name in names if name not in {"url", "found_at", "found_on", "published", "record"}]
    order = ["visited_at", "last_capture", *told]
    one = ", ".join(f"coalesce(urls.{name}, '')" for name in order)
    other = ", ".join(f"coalesce(excluded.{name}, '')" for name in order)
    sets = [f"{name} = iif(({other}) > ({one}), excluded.{name}, urls.{name})" for name in told]
    connection.execute(
        f"""
        INSERT INTO main.urls ({", ".join(names)}) SELECT {", ".join(names)} FROM other.urls WHERE true
        ORDER BY id
        ON CONFLICT (url) DO UPDATE SET {", ".join(sets)},
            found_on = iif(
                (excluded.found_at, excluded.found_on) < (urls.found_at, urls.found_on),
                excluded.found_on, urls.found_on
            ),
            found_at = min(excluded.found_at, urls.found_at),
            published = max(excluded.published, urls.published),
            record = max(excluded.record, urls.record)
        """
    )


_LIST = """
SELECT pages.listing, max(coalesce(urls.visited_at, '')) AS visited,
    group_concat(
        urls.url || ' ' || pages.page || ' ' || pages.before || ' ' || pages.walked, char(10)
    ) AS text
FROM (SELECT * FROM {part}.listing_pages ORDER BY listing, page, url) AS pages
JOIN {part}.urls ON urls.id = pages.url GROUP BY pages.listing
"""


def _later_lists(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The lists that the other archive has walked later, and those of which both know something else."""
    mine = {row["listing"]: row for row in connection.execute(_LIST.format(part="main"))}
    later, doubtful = [], []
    for row in connection.execute(_LIST.format(part="other")):
        known = mine.get(row["listing"])
        if known is None or (row["visited"], row["text"]) > (known["visited"], known["text"]):
            later.append(row["listing"])
        if known is not None and row["text"] != known["text"]:
            doubtful.append(row["listing"])
    return later, doubtful


def _lists(connection: sqlite3.Connection, lists: tuple[list[str], list[str]]) -> None:
    """The pages and the order of a list are one archive's, whole; where two differ it is walked again."""
    later, doubtful = lists
    pages = _columns(connection, "listing_pages", "url")
    for listing in later:
        (head,) = connection.execute("SELECT id FROM main.urls WHERE url = ?", (listing,)).fetchone() or (0,)
        connection.execute("DELETE FROM main.listed WHERE listing = ?", (head,))
        connection.execute("DELETE FROM main.listing_pages WHERE listing = ?", (listing,))
        connection.execute(
            f"""
            INSERT INTO main.listing_pages (url, {", ".join(pages)})
            SELECT mine.id, {", ".join(f"pages.{name}" for name in pages)}
            FROM other.listing_pages AS pages JOIN other.urls AS theirs ON theirs.id = pages.url
            JOIN main.urls AS mine ON mine.url = theirs.url WHERE pages.listing = ?
            """,
            (listing,),
        )
        connection.execute(
            """
            INSERT INTO main.listed (listing, url, place, late)
            SELECT ?, mine.id, place, late FROM other.listed
            JOIN other.urls AS theirs ON theirs.id = listed.url
            JOIN main.urls AS mine ON mine.url = theirs.url
            WHERE listed.listing = (SELECT id FROM other.urls WHERE url = ?)
            """,
            (head, listing),
        )
    connection.executemany(
        "UPDATE main.listing_pages SET walked = '' WHERE listing = ?", [(listing,) for listing in doubtful]
    )


#: Columns of an article that are computed from its captures, the ledger and people's decisions.
_RECKONED = ("presence", "withheld", "revision", "revisions", "first_seen", "last_seen", "capture")


def _articles(connection: sqlite3.Connection) -> None:
    """The articles of both, what was read of them, and every address that stood for one."""
    # Before a row takes the place of another one, and its address with it.
    connection.execute(
        """
        CREATE TEMP TABLE addresses AS
        SELECT url, id AS article FROM main.articles UNION SELECT url, id FROM other.articles
        UNION SELECT url, article FROM other.aliases
        """
    )
    _newest_rows(connection)
    connection.execute(
        """
        INSERT INTO main.aliases SELECT url, max(article) FROM temp.addresses WHERE true GROUP BY url
        ON CONFLICT (url) DO UPDATE SET article = max(aliases.article, excluded.article)
        """
    )
    connection.execute("DELETE FROM main.aliases WHERE url IN (SELECT url FROM main.articles)")
    connection.execute("DROP TABLE temp.addresses")
    connection.execute(
        """
        INSERT INTO main.readings SELECT * FROM other.readings WHERE true
        ON CONFLICT (article, content_hash) DO UPDATE SET reading = min(readings.reading, excluded.reading)
        """
    )


def _newest_rows(connection: sqlite3.Connection) -> None:
    """The row of an article is that of its newest capture, with its pictures and files."""
    names = _columns(connection, "articles", "docid")
    rest = [name for name in names if name != "id"]
    connection.execute(
        f"""
        CREATE TEMP TABLE won AS SELECT theirs.id FROM other.articles AS theirs
        LEFT JOIN main.articles AS mine ON mine.id = theirs.id
        WHERE mine.id IS NULL OR (
            (SELECT fetched_at FROM main.captures WHERE record_id = theirs.capture), theirs.capture,
            {", ".join(f"coalesce(theirs.{name}, '')" for name in rest if name not in _RECKONED)}
        ) > (
            (SELECT fetched_at FROM main.captures WHERE record_id = mine.capture), mine.capture,
            {", ".join(f"coalesce(mine.{name}, '')" for name in rest if name not in _RECKONED)}
        )
        """
    )
    connection.execute(
        f"""
        INSERT INTO main.articles ({", ".join(names)}, docid)
        SELECT {", ".join(names)},
            (SELECT coalesce(max(docid), 0) FROM main.articles) + row_number() OVER (ORDER BY id)
        FROM other.articles WHERE id IN (SELECT id FROM temp.won)
        ON CONFLICT (id) DO UPDATE SET
            {", ".join(f"{name} = excluded.{name}" for name in rest)}
        """
    )
    for table in ("images", "attachments"):
        connection.execute(f"DELETE FROM main.{table} WHERE article IN (SELECT id FROM temp.won)")
        connection.execute(
            f"INSERT INTO main.{table} SELECT * FROM other.{table} WHERE article IN (SELECT id FROM temp.won)"
        )
    connection.execute("DROP TABLE temp.won")


def _problems(connection: sqlite3.Connection) -> None:
    """Problems by what they say; those of redesigns are found anew."""
    names = _columns(connection, "problems", "id")
    same = " AND ".join(f"mine.{name} IS theirs.{name}" for name in names)
    connection.execute(
        f"""
        INSERT INTO main.problems ({", ".join(names)}) SELECT {", ".join(names)} FROM other.problems AS theirs
        WHERE reason <> '{REDESIGN}' AND NOT EXISTS (SELECT 1 FROM main.problems AS mine WHERE {same})
        ORDER BY id
        ON CONFLICT (capture, reason, field) DO UPDATE SET detail = max(problems.detail, excluded.detail)
        """
    )


def _compute_anew(connection: sqlite3.Connection) -> None:
    """What is a view of the captures and the ledger: revisions, redesigns, whether articles are there."""
    for row in connection.execute("SELECT id FROM other.articles ORDER BY id").fetchall():
        history.recompute(connection, row["id"])
    for row in connection.execute("SELECT name FROM main.sites").fetchall():
        judge(connection, row["name"])
    attachments.bring_up_all(connection)
    rows = connection.execute(
        "SELECT id, url FROM main.articles WHERE id IN (SELECT id FROM other.articles)"
    ).fetchall()
    connection.executemany(
        "UPDATE main.articles SET presence = ? WHERE id = ?",
        [(found, row["id"]) for row in rows if (found := standing(connection, row["url"]))],
    )
