"""The pause that a robots.txt asks for, in this run and from the one before it to this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from archiver.archive.ledger.schedule import LONGEST_REST
from archiver.archive.rests import LastAsked
from archiver.page.payload import decode


def crawl_delay(rules: Protego, agent: str) -> float:
    r"""The seconds between two requests that rules ask for: Crawl-delay or Request-rate, a day at most.

    >>> rules = Protego.parse("User-agent: *\nCrawl-delay: 5\nRequest-rate: 1/10\n")
    >>> crawl_delay(rules, "ministry-archiver"), crawl_delay(Protego.parse(""), "ministry-archiver")
    (10.0, 0.0)
    """
    delay = rules.crawl_delay(agent) or 0.0
    rate = rules.request_rate(agent)
    if rate is not None and rate.requests:
        delay = max(delay, rate.seconds / rate.requests)
    return float(min(delay, LONGEST_REST.total_seconds()))


@dataclass(frozen=True, slots=True)
class Pause:
    """What a host wanted that an earlier run has asked; `was_list` where that was for a list."""

    host: str
    seconds: float
    until: datetime
    was_list: bool


def pauses(asked: Iterable[LastAsked], agent: str) -> Iterator[Pause]:
    """The pauses that hosts want after they were asked last; they may be over."""
    for one in asked:
        rules = Protego.parse(decode(one.rules.body, one.rules.content_type))
        if seconds := crawl_delay(rules, agent):
            yield Pause(one.host, seconds, one.at + timedelta(seconds=seconds), one.was_list)
