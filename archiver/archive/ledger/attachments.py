"""Files that articles link to: which are to be asked for, and what is known of them. SQL over a transaction.

Facts are what each capture was found to be (table `files`) and how an address stands (the ledger); the row of
a file in `attachments` is a view of them (`bring_up`), so that late captures, merges and rebuilds give the
same. A file is known by the address that is asked for (`address_of`), never by a name from outside: its bytes
lie in WARC files only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from archiver.archive.ledger import schedule
from archiver.archive.ledger.outcomes import problem
from archiver.archive.ledger.plan import Plan, Rank
from archiver.archive.ledger.visits import ATTACHMENT, OTHER_HOST, REDIRECT, Problem, Settlement, State
from archiver.errors import UsageError
from archiver.extract.fields.files import file_address
from archiver.extract.site import Site, belongs
from archiver.records import instant

#: Spelled out, so that SQLite sees that the index `attachments_address` answers it.
_AT = "address = ? AND address <> ''"
#: Redirects of a file are followed so far; no portal needs more.
MOST_REDIRECTS = 5


def address_of(url: str) -> str:
    """The address by which a file is known that an article links to; empty where nobody could ask."""
    return file_address(url, url)


def begin(connection: sqlite3.Connection, site: Site, plan: Plan, now: datetime) -> None:
    """Let a run that wants files have those of all articles that are stored already."""
    rows = connection.execute(
        """
        SELECT address, articles.url AS page FROM attachments JOIN articles ON articles.id = article
        WHERE site = ? AND address <> '' AND NOT EXISTS (SELECT 1 FROM urls WHERE url = address)
        ORDER BY address, page
        """,
        (site.name,),
    ).fetchall()
    for row in rows:
        _add(connection, site, row["address"], on=row["page"], at=now)
    _take_in(connection, site, now)
    if plan.refresh:
        connection.execute(
            """
            UPDATE urls SET next_visit = :now
            WHERE site = :site AND kind = :kind AND state = 'done' AND url IN (
                SELECT address FROM attachments JOIN articles ON id = article WHERE published >= :since
            )
            """,
            {
                "now": instant(now), "site": site.name, "kind": ATTACHMENT,
                "since": plan.since.isoformat() if plan.since else "",
            },
        )  # fmt: skip


def _take_in(connection: sqlite3.Connection, site: Site, now: datetime) -> None:
    """Ask for what was left out as another host's, where the site's file names that host today."""
    rows = connection.execute(
        "SELECT url FROM urls WHERE site = ? AND kind = ? AND outcome = ? AND last_capture IS NULL",
        (site.name, ATTACHMENT, OTHER_HOST),
    ).fetchall()
    connection.executemany(
        "UPDATE urls SET state = 'pending', outcome = '', next_visit = ? WHERE url = ?",
        [(instant(now), row["url"]) for row in rows if belongs(row["url"], site)],
    )


def want(connection: sqlite3.Connection, site: Site, settlement: Settlement) -> int:
    """Let a run that wants files have those of an article that was just read; how many are new."""
    visit, at = settlement.visit, settlement.at
    urls = [one.url for one in settlement.article.attachments] if settlement.article else []
    addresses = list(dict.fromkeys(filter(None, map(address_of, urls))))
    new = sum(_add(connection, site, address, on=visit.url, at=at) for address in addresses)
    if visit.rank is Rank.REQUESTED:
        connection.executemany(
            "UPDATE urls SET rank = ? WHERE url = ? AND kind = ? AND next_visit <= ? AND state <> 'leased'",
            [(Rank.REQUESTED, address, ATTACHMENT, instant(at)) for address in addresses],
        )
    return new


def _add(
    connection: sqlite3.Connection,
    site: Site,
    address: str,
    *,
    on: str,
    at: datetime,
    rank: Rank = Rank.ATTACHMENT,
) -> int:
    """Add one file to the ledger, if it is not known; one on a host of somebody else is left out."""
    is_elsewhere = not belongs(address, site)
    return connection.execute(
        """
        INSERT INTO urls (url, site, kind, state, outcome, rank, next_visit, found_on, found_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING
        """,
        (
            address, site.name, ATTACHMENT, State.EXCLUDED if is_elsewhere else State.PENDING,
            OTHER_HOST if is_elsewhere else "", rank, None if is_elsewhere else instant(at), on, instant(at),
        ),
    ).rowcount  # fmt: skip


def known_again(
    connection: sqlite3.Connection, site: Site, address: str, at: datetime, *, is_noted: bool
) -> bool:
    """Put back the ledger's row of a file, for a rebuild; whether it is one.

    It is where an article links to it (the run that asked for it died before its first note), or where a note
    says so (no article of today's reading links to it).
    """
    row = connection.execute(
        f"SELECT min(articles.url) AS page FROM attachments JOIN articles ON id = article WHERE {_AT}",
        (address,),
    ).fetchone()
    if row["page"] is None and not is_noted:
        return False
    _add(connection, site, address, on=row["page"] or "", at=at)
    return True


def put(
    connection: sqlite3.Connection, site: Site, settlement: Settlement
) -> tuple[int, tuple[Problem, ...]]:
    """Carry out what was decided about a visit to a file; how many new addresses there are, its problems."""
    visit, new, problems = settlement.visit, 0, settlement.problems
    target = settlement.leads_to if settlement.state is State.DONE else ""
    if target and _steps_to(connection, visit.url) >= MOST_REDIRECTS:
        problems += (problem(settlement, REDIRECT, f"leads to {target}: not followed any further"),)
    elif target:
        rank = Rank.REQUESTED if visit.rank is Rank.REQUESTED else Rank.ATTACHMENT
        new = _add(connection, site, target, on=visit.url, at=settlement.at, rank=rank)
    put_file(connection, settlement)
    # The row of a file, and of those that lead to it.
    bring_up(connection, _leading_to(connection, visit.url))
    return new, problems


def put_file(connection: sqlite3.Connection, settlement: Settlement) -> None:
    """Write down what a capture was found to be, or that it is no file after all."""
    capture, file = settlement.capture, settlement.file
    if not capture:
        return
    connection.execute("DELETE FROM files WHERE capture = ?", (capture,))
    if file is not None:
        connection.execute(
            "INSERT INTO files (capture, address, file_type, size, sha256) VALUES (?, ?, ?, ?, ?)",
            (capture, settlement.visit.url, file.file_type, file.size, file.sha256),
        )


_SHOWN = ("presence", "file_type", "size", "sha256", "truncated", "capture")


def bring_up(connection: sqlite3.Connection, addresses: Iterable[str]) -> None:
    """Make the rows of some files say what the captures and the ledger say of them."""
    for address in addresses:
        connection.execute(
            f"UPDATE attachments SET {', '.join(f'{name} = ?' for name in _SHOWN)} WHERE {_AT}",
            (*_view(connection, address), address),
        )


def bring_up_all(connection: sqlite3.Connection) -> None:
    """The same for every file there is."""
    if _has_any(connection):
        rows = connection.execute("SELECT DISTINCT address FROM attachments WHERE address <> ''").fetchall()
        bring_up(connection, (row["address"] for row in rows))


def wrong(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """The rows that do not say what they should: article, address, what was found and expected."""
    rows = connection.execute(
        f"SELECT article, address, {', '.join(_SHOWN)} FROM attachments WHERE address <> ''"
    )
    for article, address, *found in rows.fetchall():
        expected = _view(connection, address)
        if tuple(found) != expected:
            said = ", ".join(
                f"{name} {one!r} instead of {other!r}"
                for name, one, other in zip(_SHOWN, found, expected, strict=True)
                if one != other
            )
            yield article, address, said


def _has_any(connection: sqlite3.Connection) -> bool:
    """Whether a run has ever wanted files: without one there is nothing to bring up."""
    # Spelled out, so that SQLite sees that the index `urls_files` answers it.
    return connection.execute("SELECT 1 FROM urls WHERE kind = 'attachment' LIMIT 1").fetchone() is not None


def _view(connection: sqlite3.Connection, address: str) -> tuple[object, ...]:
    """The columns `_SHOWN` of a file: the newest that its address, or where it leads to, ever gave."""
    chain = _chain(connection, address)
    if not chain:
        return "", "", None, "", "", None
    newest = connection.execute(
        f"""
        SELECT file_type, size, sha256, truncated, capture FROM files
        JOIN captures ON record_id = capture WHERE address IN ({", ".join("?" * len(chain))})
        ORDER BY fetched_at DESC, record_id DESC LIMIT 1
        """,
        [row["url"] for row in chain],
    ).fetchone()
    there = _presence(chain) or (schedule.Presence.OK if newest else "")
    return (str(there), *(newest or ("", None, "", "", None)))


def _presence(chain: list[sqlite3.Row]) -> str:
    """What the last visits say of the place where a file is to be found."""
    last = next((row for row in chain if row["outcome"] != "redirect" or row["missing_since"]), chain[-1])
    if not last["missing_since"]:
        return ""
    since, at = datetime.fromisoformat(last["missing_since"]), datetime.fromisoformat(last["visited_at"])
    return schedule.presence(since, max(last["tries"] - 1, 0), at)


def _chain(connection: sqlite3.Connection, address: str) -> list[sqlite3.Row]:
    """The ledger's rows from an address on, each the one that the row before leads to."""
    found: list[sqlite3.Row] = []
    while address and len(found) <= MOST_REDIRECTS and all(address != row["url"] for row in found):
        row = connection.execute(
            "SELECT url, outcome, tries, visited_at, missing_since, leads_to FROM urls "
            "WHERE url = ? AND kind = ?",
            (address, ATTACHMENT),
        ).fetchone()
        if row is None:
            break
        found.append(row)
        address = row["leads_to"]
    return found


# Each address with the least number of redirects from it to the one that is asked about.
_LEADING = f"""
WITH RECURSIVE leading (url, steps) AS (
    SELECT :url, 0
    UNION
    SELECT urls.url, steps + 1 FROM leading CROSS JOIN urls ON urls.leads_to = leading.url AND leads_to <> ''
    WHERE kind = '{ATTACHMENT}' AND steps < {MOST_REDIRECTS}
)
SELECT url, min(steps) AS steps FROM leading GROUP BY url
"""


def _leading_to(connection: sqlite3.Connection, url: str) -> list[str]:
    """An address and those that lead to it."""
    return [row["url"] for row in connection.execute(_LEADING, {"url": url}).fetchall()]


def _steps_to(connection: sqlite3.Connection, url: str) -> int:
    """Over how many redirects an address was come to."""
    return max(int(row["steps"]) for row in connection.execute(_LEADING, {"url": url}).fetchall())


def addresses_of(connection: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """The addresses at which the files of some articles are, or were."""
    found: set[str] = set()
    for article in articles:
        rows = connection.execute(
            """
            SELECT address FROM attachments WHERE article = :id AND address <> ''
            UNION SELECT url FROM urls WHERE kind = 'attachment' AND found_on IN (
                SELECT url FROM articles WHERE id = :id UNION SELECT url FROM aliases WHERE article = :id
            )
            """,
            {"id": article},
        ).fetchall()
        for row in rows:
            found |= {row["address"]} | {one["url"] for one in _chain(connection, row["address"])}
    return found


def withheld_addresses(connection: sqlite3.Connection) -> dict[str, str]:
    """The files that only withheld articles link to, with the reason: not given out either."""
    # Only `articles_found` holds the column without the texts.
    rows = connection.execute(
        """
        SELECT id, withheld FROM articles WHERE docid IN (
            SELECT docid FROM articles INDEXED BY articles_found WHERE withheld <> ''
        )
        """
    ).fetchall()
    found = {address: why for article, why in rows for address in addresses_of(connection, [article])}
    free: set[str] = set()
    for address in found:
        for source in _leading_to(connection, address):
            row = connection.execute(
                f"""
                SELECT 1 FROM attachments JOIN articles ON id = article
                WHERE {_AT} AND withheld = '' LIMIT 1
                """,
                (source,),
            ).fetchone()
            if row is not None:
                free |= {source} | {one["url"] for one in _chain(connection, source)}
    return {address: why for address, why in found.items() if address not in free}


def of_article(connection: sqlite3.Connection, article: str) -> list[dict[str, object]]:
    """The files of an article in page order, each as its row says, and why one was not fetched."""
    rows = connection.execute(
        """
        SELECT attachments.position, title, attachments.url, media_type, presence, file_type, size, sha256,
            truncated, capture, coalesce(urls.state, '') AS state, coalesce(urls.outcome, '') AS outcome
        FROM attachments LEFT JOIN urls ON urls.url = address AND urls.kind = ?
        WHERE article = ? ORDER BY position
        """,
        (ATTACHMENT, article),
    )
    return [dict(row) for row in rows.fetchall()]


def held_capture(article: str, files: Sequence[Mapping[str, object]], number: int) -> str:
    """The capture that holds one file of an article, by its number on the page.

    Raises:
        UsageError: the article has no such file, or it is not held.
    """
    if not 0 < number <= len(files):
        raise UsageError(f"{article} links to {len(files)} files, none has the number {number}.")
    capture = files[number - 1]["capture"]
    if not capture:
        raise UsageError(
            f"{article}: file {number} ({files[number - 1]['url']}) is not held. "
            "Fetch what articles link to: archiver crawl SITE --attachments"
        )
    return str(capture)
