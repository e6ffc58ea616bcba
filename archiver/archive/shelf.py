"""Rows of articles, revisions, captures and problems. SQL over an open transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archiver.archive.edits import history
from archiver.archive.edits.revisions import Fact, content_hash, parts
from archiver.archive.ledger import attachments, ledger, listings, presence
from archiver.archive.ledger.plan import USUAL, Plan, Rank
from archiver.archive.ledger.schedule import Presence
from archiver.archive.ledger.visits import ATTACHMENT, Problem, Settlement
from archiver.archive.memory.outlines import put_outline
from archiver.archive.warc.writer import WarcFile
from archiver.errors import UsageError
from archiver.extract.site import Site
from archiver.records import Article, Capture, Identity, Precision, instant, iso


@dataclass(frozen=True, slots=True)
class Gain:
    """What a commit added."""

    urls: int = 0
    articles: int = 0
    revisions: int = 0
    problems: int = 0
    files: int = 0

    def __add__(self, other: Gain) -> Gain:
        return Gain(
            self.urls + other.urls,
            self.articles + other.articles,
            self.revisions + other.revisions,
            self.problems + other.problems,
            self.files + other.files,
        )


def put_site(connection: sqlite3.Connection, site: Site) -> None:
    """Write down what a site is called today."""
    connection.execute(
        """
        INSERT INTO sites (name, ministry, ministry_en, host, successor) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET ministry = excluded.ministry, ministry_en = excluded.ministry_en,
            host = excluded.host, successor = excluded.successor
        """,
        (site.name, site.ministry, site.ministry_en, site.hosts[0], site.successor),
    )


def require_host(connection: sqlite3.Connection, site: Site) -> None:
    """Where addresses have no number the first host is part of an article's identity, and must stay.

    Raises:
        UsageError: the site's file has another first host than articles that are known by that.
    """
    row = connection.execute(
        """
        SELECT host, (
            SELECT count(*) FROM articles WHERE site = sites.name
                AND record_id >= sites.host || '/' AND record_id < sites.host || '0'
        ) AS articles
        FROM sites WHERE name = ? AND host <> ?
        """,
        (site.name, site.hosts[0]),
    ).fetchone()
    if row is not None and row["articles"]:
        raise UsageError(
            f"spiders/{site.name}.py: hosts begins with {site.hosts[0]!r}, expected {row['host']!r}: "
            f"{row['articles']} articles without a number in their address are known by it, and would be "
            f"stored twice. Put {row['host']!r} first; new hosts go behind it. To name them all anew: "
            "archiver replay --rebuild"
        )


def put_file(connection: sqlite3.Connection, site: str, file: WarcFile) -> None:
    """Write down the state of a WARC file."""
    connection.execute(
        """
        INSERT INTO warc_files (path, site, state, size, sha256) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE
            SET state = excluded.state, size = excluded.size, sha256 = excluded.sha256
        """,
        (file.path, site, file.state, file.size, file.sha256),
    )


def put_capture(
    connection: sqlite3.Connection, site: str, capture: Capture, settlement: Settlement | None
) -> None:
    """Add the row of one capture; one that is known already stays as it is."""
    put_captures(connection, site, [(capture, settlement)])


def put_captures(
    connection: sqlite3.Connection, site: str, captures: Sequence[tuple[Capture, Settlement | None]]
) -> None:
    """Add the rows of some captures, each with what was decided about it, if that is known."""
    connection.executemany(
        "INSERT INTO warc_files (path, site, state) VALUES (?, ?, 'open') ON CONFLICT (path) DO NOTHING",
        [(path, site) for path in dict.fromkeys(capture.warc_file for capture, _ in captures)],
    )
    connection.executemany(
        """
        INSERT INTO captures (record_id, site, url, fetched_at, status, content_type, warc_file, offset,
            length, payload_sha1, payload_sha256, payload_length, truncated, source, lenience,
            outcome)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
            (
                capture.record_id, site, capture.url, instant(capture.fetched_at), capture.status,
                capture.content_type, capture.warc_file, capture.offset, capture.length, capture.payload_sha1,
                capture.payload_sha256, capture.payload_length, capture.truncated, capture.source,
                capture.lenience, settlement.outcome if settlement else "kept",
            )
            for capture, settlement in captures
        ],
    )  # fmt: skip


def put_settlement(
    connection: sqlite3.Connection, site: Site, settlement: Settlement, plan: Plan = USUAL
) -> Gain:
    """Carry out what was decided about one visit."""
    visit, at = settlement.visit, settlement.at
    # First the end of this visit: a redirect's target may be the same record under its true address.
    ledger.finish(connection, settlement)
    if visit.kind == ATTACHMENT:
        return _put_file_visit(connection, site, settlement)
    # What a requested article leads to is that article; a requested list leads to all of its own.
    is_followed = visit.rank is Rank.REQUESTED and visit.kind == "article"
    rank = Rank.REQUESTED if is_followed else None
    new_urls = ledger.add(connection, site.name, settlement.discovered, visit.url, at, plan=plan, rank=rank)
    if visit.place is not None and (settlement.outcome == "listing" or settlement.is_missing):
        if settlement.is_missing:
            further = listings.not_there(connection, settlement, plan)
        else:
            further = listings.go_on(connection, settlement, new_urls, plan)
        new_urls += ledger.add(connection, site.name, further.discovered, visit.url, at)
        settlement = replace(settlement, problems=settlement.problems + further.problems)
    problems = sum(put_problem(connection, site.name, settlement, one) for one in settlement.problems)
    articles = revisions = 0
    if settlement.article is not None:
        articles, revisions = _put_article(connection, site, settlement, settlement.article)
        ledger.settle_redirects(connection, settlement.article.url)
        new_urls += attachments.want(connection, site, settlement) if plan.attachments else 0
    elif visit.kind == "article":
        presence.put(connection, settlement)
        if settlement.presence is Presence.OK and settlement.capture:
            history.confirm(connection, settlement.capture)
    return Gain(new_urls, articles, revisions, problems)


def _put_file_visit(connection: sqlite3.Connection, site: Site, settlement: Settlement) -> Gain:
    """Carry out what was decided about a visit to a file of an article."""
    new_urls, told = attachments.put(connection, site, settlement)
    problems = sum(put_problem(connection, site.name, settlement, one) for one in told)
    return Gain(new_urls, problems=problems, files=settlement.file is not None)


def put_problem(connection: sqlite3.Connection, site: str, settlement: Settlement, problem: Problem) -> int:
    """Write down one problem; how many were not known yet."""
    if problem.standing and _is_known(connection, site, problem):
        return 0
    return connection.execute(
        """
        INSERT INTO problems (site, url, capture, seen_at, reason, field, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        (
            site, problem.url, problem.capture, instant(settlement.at),
            problem.reason, problem.field, problem.detail,
        ),
    ).rowcount  # fmt: skip


def _is_known(connection: sqlite3.Connection, site: str, problem: Problem) -> bool:
    last = connection.execute(
        "SELECT detail FROM problems WHERE site = ? AND url = ? AND reason = ? ORDER BY id DESC LIMIT 1",
        (site, problem.url, problem.reason),
    ).fetchone()
    return last is not None and last["detail"].partition(":")[0] == problem.detail.partition(":")[0]


def _put_article(
    connection: sqlite3.Connection, site: Site, settlement: Settlement, article: Article
) -> tuple[int, int]:
    """Store one reading: as a new article, as a new revision, or as the same once more."""
    public_id = Identity(article.record_space, article.record_id).public_id
    said = parts(article)
    fact = Fact(instant(settlement.at), settlement.capture, content_hash(said))
    shown = connection.execute(
        """
        SELECT captures.fetched_at, capture, articles.url FROM articles
        JOIN captures ON captures.record_id = capture
        WHERE id = ?
        """,
        (public_id,),
    ).fetchone()
    # A capture that comes late (a recovery, a merge) is a fact of its time and not what the page says now.
    if shown is None or (fact.at, fact.capture) >= (shown["fetched_at"], shown["capture"]):
        put_current(connection, site, article, public_id, fact, before=shown["url"] if shown else None)
    elif shown["url"] != article.url:
        _put_alias(connection, article.url, public_id)
    history.note(
        connection, fact, public_id, article.layout, (article.memory, put_outline(connection, article))
    )
    history.keep(connection, public_id, fact.reading, said)
    if shown is None:
        history.begin(connection, public_id, fact)
        return 1, 0
    return 0, history.advance(connection, public_id, fact)


_CURRENT = (
    "id", "ministry", "title", "published", "byline", "lead", "body", "source_line", "category", "tags",
    "url", "year", "site", "record_space", "record_id", "published_at", "published_precision",
    "published_text", "recorded_at", "updated_at", "language", "layout", "paragraphs", "found",
    "canonical_url", "capture",
)  # fmt: skip
_PUT = f"""
INSERT INTO articles ({", ".join(_CURRENT)}, revision, revisions, first_seen, last_seen, docid)
VALUES (
    {", ".join(f":{name}" for name in _CURRENT)}, 1, 1,
    :at, :at, (SELECT coalesce(max(docid), 0) + 1 FROM articles)
)
ON CONFLICT (id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _CURRENT[1:])}, presence = 'ok'
"""


def put_current(
    connection: sqlite3.Connection,
    site: Site,
    article: Article,
    public_id: str,
    fact: Fact,
    *,
    before: str | None,
) -> None:
    """Make a reading the current one of its article: flat, for people.

    `before` is the address that the article's row has now, `None` where there is no row yet.
    """
    row = current(article, site.ministry) | {"id": public_id, "capture": fact.capture, "at": fact.at}
    if before is not None and before != article.url:
        _put_alias(connection, before, public_id)
    connection.execute(_PUT, row)
    connection.execute("DELETE FROM aliases WHERE url = ?", (article.url,))
    others = connection.execute(
        """
        SELECT url, record FROM urls
        WHERE ((leads_to = :url AND leads_to <> '') OR (record = :id AND record <> ''))
            AND url <> :url AND state <> 'leased' AND kind <> 'attachment'
        """,
        {"url": article.url, "id": public_id},
    ).fetchall()
    for url, record in others:
        # What another article was read at stays that article's, though it leads here now.
        if record == public_id or not _is_read_at(connection, url):
            _put_alias(connection, url, public_id)
    if any(record not in {"", public_id} for _, record in others):
        presence.bring_up(connection, article.url)
    if before is not None:
        for table in ("images", "attachments"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (public_id,))
    _put_files(connection, article, public_id)


def _put_files(connection: sqlite3.Connection, article: Article, public_id: str) -> None:
    """The pictures and documents of a reading, with what is known of each document."""
    connection.executemany(
        "INSERT INTO images VALUES (?, ?, ?, ?, ?)",
        [(public_id, at, one.url, one.caption, one.credit) for at, one in enumerate(article.images, start=1)],
    )
    rows = [
        (public_id, at, one.title, one.url, one.media_type, attachments.address_of(one.url))
        for at, one in enumerate(article.attachments, start=1)
    ]
    if rows:  # as few articles have
        connection.executemany(
            """
            INSERT INTO attachments (article, position, title, url, media_type, address)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            rows,
        )
        attachments.bring_up(connection, [address for *_, address in rows if address])


def _put_alias(connection: sqlite3.Connection, url: str, public_id: str) -> None:
    connection.execute(
        "INSERT INTO aliases VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET article = excluded.article",
        (url, public_id),
    )


def _is_read_at(connection: sqlite3.Connection, url: str) -> bool:
    """Whether an address is the one of an article; an article stands where a capture of it was read."""
    row = connection.execute(
        """
        SELECT 1 FROM captures JOIN articles ON articles.id = captures.article AND articles.url = captures.url
        WHERE captures.url = ? AND captures.article <> '' LIMIT 1
        """,
        (url,),
    ).fetchone()
    return row is not None


def current(article: Article, ministry: str) -> dict[str, object]:
    """The columns of `articles` that a reading alone decides.

    `published` is Viet Nam's time as people write it in a table: `2013-06-05 09:32`, or the day alone.
    """
    local = iso(article.published_at) or ""
    minutes = article.published_precision is Precision.MINUTE
    plain = article.as_dict()
    return {
        "ministry": ministry,
        "title": article.title,
        "published": local[:16].replace("T", " ") if minutes else local[:10],
        "byline": article.byline,
        "lead": article.lead,
        "body": article.body,
        "source_line": article.source_line,
        "category": article.category,
        "tags": _json(plain["tags"]),
        "url": article.url,
        "year": int(local[:4]) if local else None,
        "site": article.site,
        "record_space": article.record_space,
        "record_id": article.record_id,
        "published_at": plain["published_at"],
        "published_precision": plain["published_precision"],
        "published_text": article.published_text,
        "recorded_at": plain["recorded_at"],
        "updated_at": plain["updated_at"],
        "canonical_url": article.canonical_url,
        "language": article.language,
        "layout": article.layout,
        "paragraphs": _json(plain["paragraphs"]),
        "found": _json(plain["found"]),
    }


#: Made once: `json.dumps` makes one for each call that asks for letters as they are.
_json = json.JSONEncoder(ensure_ascii=False).encode
