"""A crawl on a bad day of the portal and one on a good day after it: every article as it is, no other."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from faulty_disk import clock, contents, damage, differences
from programs import archiver

from archiver.demo.faults import Faults, ListingFault, RobotsFault
from archiver.demo.faults.values import FOR_EVER
from archiver.demo.ministry import Portal
from archiver.demo.server import Server, running

PORTAL = Portal(size=45)
DAY = 24 * 60 * 60
#: By then everything that could not be had is due again.
LATER = 40


def crawl(data: Path, server: Server, days: int = 0) -> subprocess.CompletedProcess[bytes]:
    """One run, so many days later."""
    proxy = f"proxy={server.proxy}"
    environment = {"ARCHIVER_PATIENCE": "0"} | (clock(days * DAY) if days else {})
    return archiver("--data", data, "crawl", "demo", "-a", proxy, "--json", **environment)


def articles(data: Path) -> dict[str, Any]:
    """What the archive holds, without how often it was looked at."""
    said = contents(data / "demo")
    return {name: said[name] for name in ("articles", "revisions", "images", "attachments")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data = tmp_path_factory.mktemp("undisturbed")
    with running(PORTAL) as server:
        crawl(data, server)

    said = articles(data)
    assert len(said["articles"]) == 45
    return said


BAD = {
    "busy": Faults(busy=0.4, overloaded=0.3, empty=0.3),
    "torn": Faults(torn=0.3, short=0.3, reset=0.3, dribble=0.2, slow=0.1, wait=0.5),
    "stub": Faults(stub=1.0),
    "wall": Faults(wall=0.6),
    "abroad": Faults(abroad=0.5),
    "gone": Faults(gone=0.4, soft=0.4),
    "expired": Faults(expired=0.4, home=0.4),
    "redirects": Faults(loop=0.3, away=0.3, inside=0.3),
    "bombs": Faults(bombs=0.2),
    "restless": Faults(restless=True, validators=True),
    "stuck": Faults(restless=True, stuck=True),
    **{fault.value: Faults(listing=fault, pages_only=True) for fault in ListingFault},
    **{
        fault.value: Faults(robots=fault)
        for fault in (RobotsFault.DOWN, RobotsFault.CLOSED, RobotsFault.BOM, RobotsFault.PAGE)
    },
}


#: The kinds that have shown most bugs; the others are for the long run.
OFTEN = {"busy", "torn", "stub", "gone", "expired", "repeat-last", "sinking", "robots-down"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in OFTEN else pytest.mark.slow) for name in BAD]
)
def test_after_a_bad_day_and_a_good_one_the_archive_is_whole(
    name: str, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    faults = BAD[name]
    with running(PORTAL, faults=Faults(**{**vars(faults), "lasting": FOR_EVER})) as server:
        bad = crawl(tmp_path, server)
        server.faults = None
        good = crawl(tmp_path, server, days=LATER)
        found = differences(articles(tmp_path), undisturbed)

    assert bad.returncode in {0, 1, 4}, bad.stderr.decode()
    assert b"Traceback" not in bad.stderr + good.stderr
    assert good.returncode in {0, 1}, good.stderr.decode()
    assert found == {}
    assert damage(tmp_path / "demo") == []
