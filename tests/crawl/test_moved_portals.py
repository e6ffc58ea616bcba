"""A portal that moves to a host that its file does not name: the operator is told, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from faulty_disk import clock
from programs import archiver, rows_of

from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply, respond
from archiver.demo.server import Server, running
from spiders.demo import SITE as DEMO

DAY = 24 * 60 * 60
NEW = "moi.example"
SPIDER = """
from dataclasses import replace
from archiver.crawl.spider import SiteSpider
from spiders.demo import SITE as DEMO

SITE = replace(DEMO, name="moving", hosts=(*DEMO.hosts, {hosts}))


class Moving(SiteSpider):
    name = SITE.name
    site = SITE

    def __init__(self, proxy="", **arguments):
        super().__init__(**arguments)
        self.route = proxy
"""


def crawl(folder: Path, server: Server, day: int, *hosts: str) -> tuple[int, str]:
    (folder / "spiders").mkdir(exist_ok=True)
    named = SPIDER.format(hosts=", ".join(map(repr, hosts)))
    (folder / "spiders" / "moving.py").write_text(named, encoding="utf-8")
    server.forget_visits()
    ended = archiver(
        *("crawl", "moving", "-a", f"proxy={server.proxy}"),
        cwd=folder,
        COLUMNS="200",
        PYTHONPATH=str(Path(__file__).parents[2]),
        **(clock(day * DAY) if day else {}),
    )
    return ended.returncode, (ended.stdout + ended.stderr).decode()


def presences(folder: Path) -> dict[str, int]:
    with rows_of(folder / "data") as connection:
        return dict(connection.execute("SELECT presence, count(*) FROM articles GROUP BY 1").fetchall())


def test_where_a_portal_has_moved_is_said_and_once_its_file_names_the_host_all_is_well(
    tmp_path: Path,
) -> None:
    with running(Portal(size=8)) as server:
        assert crawl(tmp_path, server, 0)[0] == 0
        server.answer = led_away
        code, said = crawl(tmp_path, server, 4)
        again, _ = crawl(tmp_path, server, 5)
        with rows_of(tmp_path / "data") as connection:
            told = connection.execute(
                "SELECT url, detail FROM problems WHERE reason = 'moved-away'"
            ).fetchall()
        meanwhile = presences(tmp_path)
        server.answer = respond
        mended, _ = crawl(tmp_path, server, 6, NEW)

    assert (code, again) == (4, 4)
    assert f"moving: lists lead to {NEW}; if the portal has moved there, add that to `hosts`" in said
    assert "moving: nothing usable came (finished); blind since" in said
    assert sorted(row["url"] for row in told) == sorted(one.url for one in DEMO.listings)
    assert {row["detail"].partition(":")[0] for row in told} == {f"leads to {NEW}"}
    assert meanwhile.get("gone", 0) == 0
    assert mended == 0
    assert presences(tmp_path) == {"ok": 8}


def led_away(portal: Portal, method: str, path: str) -> Reply:
    if path == "/robots.txt":
        return respond(portal, method, path)
    return Reply(301, (("Location", f"http://{NEW}{path}"),), b"")
