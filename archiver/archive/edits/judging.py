"""At the end of a crawl, a replay or a merge: are the changes of a site a redesign?

SQL over an open transaction. The evidence is the archive's facts alone, so the same archive is judged the
same however it came about.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archiver.archive.edits.history import known_redesigns, reading_of, recompute
from archiver.archive.edits.redesign import ANY, LEAST, Redesign, Reread, find_redesigns, ways

#: The reason of the problem that is the alarm.
REDESIGN = "redesign"

_PAIRS = """
FROM captures AS after JOIN captures AS before ON before.record_id = (
    SELECT record_id FROM captures AS earlier
    WHERE earlier.article = after.article AND earlier.article <> ''
        AND (earlier.fetched_at, earlier.record_id) < (after.fetched_at, after.record_id)
    ORDER BY earlier.fetched_at DESC, earlier.record_id DESC LIMIT 1
)
WHERE after.site = :site AND after.fetched_at >= :since AND after.fetched_at < :until
    AND after.article <> '' AND after.status BETWEEN 200 AND 299
"""
# The days on which enough articles have changed for a redesign; all others are passed over at once.
_DAYS = f"""
SELECT substr(after.fetched_at, 1, 10) AS day {_PAIRS} AND after.reading <> before.reading
GROUP BY day HAVING count(DISTINCT after.article) >= :least ORDER BY day
"""
_OF_A_DAY = f"""
SELECT after.article, after.record_id AS capture, after.url, after.fetched_at AS at, after.reading,
    after.layout, before.fetched_at AS before_at, before.reading AS before_reading,
    before.layout AS before_layout
{_PAIRS} ORDER BY after.fetched_at, after.record_id
"""
#: Later than all times of a day, and of all days.
_END, _NEVER = "T99", "9999"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Days with an alarm, and how many revisions were held back after all (below 0: came back)."""

    alarms: int = 0
    withdrawn: int = 0


def judge(connection: sqlite3.Connection, site: str, since: str = "") -> Judgement:
    """Look for redesigns of a site from the day of `since` (UTC) on, or in all its captures.

    What they explain is held back. Every day of evidence is one problem, `redesign`. Idempotent.
    """
    first = since[:10]
    stored = known_redesigns(connection, site)
    earlier = tuple(one for one in stored if one.day < first)
    later = tuple(one for one in stored if one.day >= first)
    found: list[Redesign] = []
    alarms: list[Alarm] = []
    bounds = {"site": site, "since": first, "until": _NEVER, "least": LEAST}
    for (day,) in connection.execute(_DAYS, bounds).fetchall():
        rows = connection.execute(_OF_A_DAY, bounds | {"since": day, "until": day + _END}).fetchall()
        new = find_redesigns(_rereads(connection, rows), (*earlier, *found))
        found += new
        if new:
            alarms.append(_alarm(site, day, new, rows))
    if set(found) == set(later):
        return Judgement()
    _put_redesigns(connection, site, first, found)
    _put_alarms(connection, site, first, alarms)
    oldest = min(one.since for one in (*found, *later))
    more = sum(recompute(connection, article) for article in _affected(connection, site, oldest))
    return Judgement(len(alarms), -more)


def _put_redesigns(
    connection: sqlite3.Connection, site: str, first: str, redesigns: Sequence[Redesign]
) -> None:
    """Write down the redesigns of a site from a day on, in place of those that were known."""
    connection.execute(
        "DELETE FROM redesigns WHERE site = ? AND until > ?", (site, first + _END if first else "")
    )
    connection.executemany(
        "INSERT INTO redesigns VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                site, one.since, one.until, one.layout_before, one.layout_after, one.mark,
                one.articles, one.reread,
            )
            for one in redesigns
        ],
    )  # fmt: skip


def since_the_last(connection: sqlite3.Connection, site: str) -> str:
    """When the first crawl of a site began after the last one that ended; empty where there was none."""
    (since,) = connection.execute(
        """
        SELECT coalesce(min(started_at), '') FROM crawls WHERE site = :site AND id > (
            SELECT coalesce(max(id), 0) FROM crawls WHERE site = :site AND ended_at IS NOT NULL
        )
        """,
        {"site": site},
    ).fetchone()
    return str(since)


def _rereads(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> Iterator[Reread]:
    for row in rows:
        before = reading_of(connection, row["article"], row["before_reading"])
        is_same = row["reading"] == row["before_reading"]
        after = before if is_same else reading_of(connection, row["article"], row["reading"])
        yield Reread(
            article=row["article"],
            before=row["before_at"],
            at=row["at"],
            layouts=(row["before_layout"], row["layout"]),
            had=frozenset(before),
            ways={} if is_same else ways(before, after),
        )


def _affected(connection: sqlite3.Connection, site: str, since: str) -> list[str]:
    """The articles of a site that were read in more than one way, at least once since a time."""
    rows = connection.execute(
        """
        SELECT DISTINCT captures.article FROM captures
        WHERE site = :site AND fetched_at >= :since AND captures.article <> '' AND EXISTS (
            SELECT 1 FROM readings WHERE readings.article = captures.article AND content_hash <> reading
        )
        """,
        {"site": site, "since": since},
    )
    return [row["article"] for row in rows.fetchall()]


#: A row of `problems`: site, address, capture, time, reason, detail.
Alarm = tuple[str, str, str, str, str, str]


def _alarm(site: str, day: str, redesigns: Sequence[Redesign], rows: Sequence[sqlite3.Row]) -> Alarm:
    """The problem of one day of evidence, at the first capture that shows it."""
    layouts = {(one.layout_before, one.layout_after) for one in redesigns}
    changed = [
        row
        for row in rows
        if row["reading"] != row["before_reading"]
        and (ANY in layouts or (row["before_layout"], row["layout"]) in layouts)
    ]
    first = changed[0]
    detail = _detail(site, day, redesigns, changed)
    return site, first["url"], first["capture"], first["at"], REDESIGN, detail


def _put_alarms(connection: sqlite3.Connection, site: str, first: str, alarms: Sequence[Alarm]) -> None:
    """Write the problems of a site from a day on; those that are no more so are taken back."""
    connection.execute(
        "DELETE FROM problems WHERE site = ? AND reason = ? AND seen_at >= ?", (site, REDESIGN, first)
    )
    connection.executemany(
        """
        INSERT INTO problems (site, url, capture, seen_at, reason, field, detail)
        VALUES (?, ?, ?, ?, ?, '', ?)
        """,
        alarms,
    )


def _detail(site: str, day: str, redesigns: Sequence[Redesign], changed: Sequence[sqlite3.Row]) -> str:
    """The alarm in words: what, on how many articles, between which layouts, and what to do."""
    most = max(redesigns, key=lambda one: one.articles)
    layouts = Counter((row["before_layout"] or "none", row["layout"] or "none") for row in changed)
    where = ", ".join(
        f"{before} to {after} ({count})" if before != after else f"{after} as before ({count})"
        for (before, after), count in layouts.most_common()
    )
    counts: Counter[str] = Counter()
    for one in redesigns:
        counts[_in_words(one.mark)] = max(counts[_in_words(one.mark)], one.articles)
    what = ", ".join(f"{name} ({count})" for name, count in counts.most_common())
    example = changed[0]
    return (
        f"{site}: {most.articles} of {most.reread} articles read again on {day} changed in the same way: "
        f"{what}; layout {where}. "
        "The portal has changed its pages, or this program reads them differently: these changes are held "
        f"back and make no revisions. See one: archiver show {example['article']} --revisions. Save a page "
        f"(archiver sites fixture {example['url']}), mend the site's file, then: "
        f"archiver replay --site {site}"
    )


def _in_words(mark: str) -> str:
    """A mark as people say it: `text: a block came`.

    >>> _in_words("text:+0f343b0931126a20"), _in_words("byline:lost"), _in_words("text:+lead")
    ('text: a block came', 'byline: lost', 'text: the lead came')
    """
    part, _, what = mark.partition(":")
    verb = {"+": "came", "-": "went"}.get(what[:1], "")
    if what[:1] == "=":
        return f"{part}: the same everywhere"
    if not verb:
        return f"{part}: {what}"
    if what[1:] in {"lead", "byline", "title"}:
        return f"{part}: the {what[1:]} {verb}"
    where = what[1:].partition(" ")[0]
    return f"{part}: words {verb} {where} it" if where in {"before", "behind"} else f"{part}: a block {verb}"
