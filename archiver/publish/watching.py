"""The health of the sites of an archive: what their files promise, against what the archive holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from archiver.archive.health.alarms import SiteHealth
from archiver.archive.health.facts import NOTHING, Expected
from archiver.archive.health.gather import gather
from archiver.archive.health.health import judge
from archiver.archive.store import read_only
from archiver.archive.verify.verify import has_writer
from archiver.crawl.sites import spiders


def health_of(folder: Path, at: datetime, sites: Iterable[str] = ()) -> tuple[SiteHealth, ...]:
    """How the sites of an archive are at a moment; those asked for, or all it knows.

    Raises:
        StorageError: there is no archive, or it cannot be read.
    """
    expected = {
        name: Expected(
            weekly_minimum=one.site.weekly_minimum,
            successor=one.site.successor,
            is_verified=one.site.verified is not None,
        )
        for name, one in spiders().items()
    }
    is_running = has_writer(folder)
    with read_only(folder) as connection:
        facts = gather(connection, at, sites, is_running=is_running)
    return tuple(judge(one, expected.get(one.site, NOTHING), at) for one in facts)


def program_of(folder: Path) -> tuple[str, ...]:
    """How this program is called so that it reads the archive of a folder."""
    return ("archiver",) if folder == Path("data") else ("archiver", "--data", str(folder))
