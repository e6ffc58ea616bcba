"""What a person sees of a running crawl: a live line on a terminal, else one plain line a minute."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime

from rich.box import SIMPLE
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from archiver.archive.intake import Tally
from archiver.records import iso

#: Seconds between two plain lines where there is no terminal.
PLAIN_EVERY = 60.0


@dataclass(frozen=True, slots=True)
class Ending:
    """How the crawl of one site ended.

    `urls` counts the ledger's rows by state; `seen_last` is when the portal last gave a usable page, in this
    run or an earlier one; `silent` are hosts that gave no answer, `elsewhere` those that lists lead to and
    the site's file does not name. `successor` is the site that a merged portal has become.
    """

    site: str
    reason: str
    tally: Tally
    urls: Mapping[str, int]
    seen_last: datetime | None = None
    silent: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    successor: str = ""

    @property
    def is_blind(self) -> bool:
        """Whether the portal was asked, and nothing usable came."""
        return self.tally.fruitless


def line(tallies: Mapping[str, Tally], seconds: float) -> str:
    """The figures of all running sites in one line.

    >>> line({"mic": Tally(done=120, known=4, new_articles=110, problems=1)}, 60.0)
    'crawl sites=mic done=120 known=4 new=110 revised=0 problems=1 rate=2.0/s'
    """
    total = {field.name: sum(getattr(one, field.name) for one in tallies.values()) for field in fields(Tally)}
    rate = total["done"] / seconds if seconds else 0.0
    return (
        f"crawl sites={','.join(tallies)} done={total['done']} known={total['known']} "
        f"new={total['new_articles']} revised={total['new_revisions']} problems={total['problems']} "
        f"rate={rate:.1f}/s"
    )


@contextmanager
def shown(tallies: Mapping[str, Tally], console: Console) -> Iterator[None]:
    """Show the figures while the block runs; `tallies` may grow meanwhile."""
    began = time.monotonic()

    def text() -> Text:
        return Text(line(tallies, time.monotonic() - began))

    if console.is_terminal:
        with Live(get_renderable=text, console=console, refresh_per_second=4, transient=True):
            yield
        return
    ended = threading.Event()

    def lines() -> None:
        while not ended.wait(PLAIN_EVERY):
            console.print(text(), soft_wrap=True)

    reporter = threading.Thread(target=lines, daemon=True)
    reporter.start()
    try:
        yield
    finally:
        ended.set()
        reporter.join()


def summary(endings: Sequence[Ending]) -> Group:
    """The closing table: what each site brought, and where every URL it ever showed now stands."""
    has_files = any(one.tally.files for one in endings)
    names = ["fetched", "known", "new", "revised", *(["files"] if has_files else []), "problems"]
    table = Table("site", *names, "ended", box=SIMPLE)
    for one in endings:
        tally = one.tally
        figures = {
            "fetched": tally.fetched, "known": tally.known, "new": tally.new_articles,
            "revised": tally.new_revisions, "files": tally.files, "problems": tally.problems,
        }  # fmt: skip
        table.add_row(one.site, *(str(figures[name]) for name in names), one.reason)
    lines = [_line(f"{one.site}: {account(one.urls)}") for one in endings]
    lines += [_line(f"{one.site}: {silence(one.silent)}") for one in endings if one.silent]
    lines += [_line(moved(one)) for one in endings if one.elsewhere]
    lines += [_line(blind(one), style="bold red") for one in endings if one.is_blind]
    return Group(table, *lines)


def _line(text: str, style: str = "") -> Text:
    """One line, however narrow the terminal: a job's log is read by programs too."""
    return Text(text, style=style, overflow="ignore", no_wrap=True)


def silence(hosts: Sequence[str]) -> str:
    """Which hosts gave no answer, in words.

    >>> silence(["cu.mic.gov.vn"])
    'no answer from cu.mic.gov.vn; what is due there waits for a later run'
    """
    return f"no answer from {', '.join(hosts)}; what is due there waits for a later run"


def moved(ending: Ending) -> str:
    """Where the lists of a portal lead, in words.

    >>> moved(Ending("mic", "finished", Tally(), {}, elsewhere=("mst.gov.vn",)))
    'mic: lists lead to mst.gov.vn; if the portal has moved there, add that to `hosts` in spiders/mic.py'
    >>> moved(Ending("mic", "finished", Tally(), {}, elsewhere=("mst.gov.vn",), successor="mst"))
    'mic: lists lead to mst.gov.vn; it was merged into mst: archiver crawl mst'
    """
    hosts = f"{ending.site}: lists lead to {', '.join(ending.elsewhere)}"
    if ending.successor:
        return f"{hosts}; it was merged into {ending.successor}: archiver crawl {ending.successor}"
    return f"{hosts}; if the portal has moved there, add that to `hosts` in spiders/{ending.site}.py"


def blind(ending: Ending) -> str:
    """Since when a portal shows us nothing, in words.

    >>> blind(Ending("mic", "blocked", Tally(done=5), {}))
    'mic: nothing usable came (blocked); the portal has never been seen'
    """
    seen = ending.seen_last
    since = f"blind since {iso(seen)}" if seen else "the portal has never been seen"
    return f"{ending.site}: nothing usable came ({ending.reason}); {since}"


def account(urls: Mapping[str, int]) -> str:
    """The identity of the ledger in words: every URL ever seen is in one state.

    >>> account({"pending": 2, "done": 40, "gone": 0})
    '42 URLs discovered = 2 pending + 40 done + 0 gone'
    """
    states = " + ".join(f"{count} {state}" for state, count in urls.items())
    return f"{sum(urls.values())} URLs discovered = {states}"


def exit_code(endings: Sequence[Ending]) -> int:
    """0 fine, 1 problems, 3 the clock jumped back, 4 a site gave nothing usable, 130 interrupted cleanly.

    Of a portal that was merged away nobody expects anything: it counts where nothing else was crawled.

    >>> gone = Ending("mic", "unreachable", Tally(done=3), {}, successor="mst")
    >>> fine = Ending("mst", "finished", Tally(done=3, usable=3), {})
    >>> exit_code([gone, fine]), exit_code([gone])
    (0, 4)
    """
    if any(one.reason == "shutdown" for one in endings):
        return 130
    if any(one.reason == "clock" for one in endings):
        return 3
    blinds = [one for one in endings if one.is_blind]
    if any(not one.successor for one in blinds) or (blinds and len(blinds) == len(endings)):
        return 4
    return 1 if any(one.tally.problems for one in endings) else 0
