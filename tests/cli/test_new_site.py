"""`archiver sites new`: a portal's file and fixtures from a list and two articles, or a clear word why."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from programs import PROJECT, archiver
from unseen_portals import LIST, Unseen

from archiver.crawl.one_page import Fetched
from archiver.errors import NotUnderstood, StorageError, UsageError
from archiver.extract.describing.portal import Named
from archiver.extract.listing import read_listing
from archiver.extract.site import ArticleUrl, Era, Layout, Listing, Rule, Site, Verified
from archiver.publish.fixture import USUAL_TYPE
from archiver.publish.new_site import NewSite, check_name, draft, saved_site, without_session, write_site
from archiver.publish.saved_pages import saved_pages
from archiver.publish.site_file import site_source
from archiver.records import VIETNAM, Payload, iso

PORTAL = Unseen("nukeviet")
AT = datetime(2026, 3, 8, 12, tzinfo=VIETNAM)
PATHS = (LIST, PORTAL.article(0).path, PORTAL.article(3).path)


def payload(path: str, body: bytes | None = None) -> Payload:
    url = PORTAL.portal.base + path
    return Payload(
        url=url, body=PORTAL.page(path) if body is None else body, content_type=USUAL_TYPE, fetched_at=AT
    )


@pytest.fixture(scope="module")
def new() -> NewSite:
    """A portal described from saved pages."""
    first, *rest = map(payload, PATHS)
    return saved_site(
        first, rest, Named(site="nuoc", ministry="Sở Nước sạch", ministry_en="Clean Water Office")
    )


@pytest.fixture
def saved(tmp_path: Path) -> list[Path]:
    """A list and two articles as files that say their own address, and the folder they lie in."""
    files = []
    for number, path in enumerate(PATHS):
        files.append(tmp_path / f"{number}.html")
        own = f'<link rel="canonical" href="{PORTAL.portal.base}{path}">'.encode()
        files[-1].write_bytes(PORTAL.page(path).replace(b"<head>", b"<head>" + own, 1))
    return files


def test_the_command_writes_a_site_that_the_program_knows_at_once(tmp_path: Path, saved: list[Path]) -> None:
    ended = archiver(
        "sites",
        "new",
        *saved,
        "--name",
        "nuoc",
        "--fetched-at",
        iso(AT) or "",
        cwd=tmp_path,
        PYTHONPATH=str(PROJECT),
    )
    shown = archiver("sites", "show", "nuoc", cwd=tmp_path, PYTHONPATH=str(PROJECT))

    assert ended.returncode == 0, ended.stderr.decode()
    output = ended.stdout.decode()
    written = [tmp_path / line for line in output.splitlines() if line.startswith(("spiders/", "tests/"))]
    assert len(written) == 1 + 2 * 3
    assert all(file.is_file() for file in written)
    assert "20 articles; further pages: http://so-nukeviet.example/tin-tuc/trang-{page}.htm" in output
    assert re.search(r"layout 2026\n.*\nread +2 of 2 pages as articles\n", output)
    assert PORTAL.article(0).title[:20] in output
    assert "never on a live page" in shown.stdout.decode()


def test_the_file_is_as_the_formatter_and_the_checkers_want_it(new: NewSite, tmp_path: Path) -> None:
    file = tmp_path / "nuoc.py"
    file.write_text(new.source, "utf-8")
    ruff = [sys.executable, "-m", "ruff", "--config", str(PROJECT / "pyproject.toml")]

    for command in (["format", "--check"], ["check"]):
        checked = subprocess.run([*ruff, *command, str(file)], check=False, capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout
    assert len(new.source.splitlines()) <= 80
    assert "No live page has been checked" in new.source


def loaded(source: str, folder: Path) -> Any:
    file = folder / "made.py"
    file.write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location("made", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_says_what_was_found(new: NewSite, tmp_path: Path) -> None:
    module = loaded(new.source, tmp_path)

    assert module.SITE == new.description.site
    assert module.NuocSpider.name == "nuoc"
    assert new.description.site.ministry == "Sở Nước sạch"
    assert new.description.site.verified is None


def test_fixtures_are_the_bytes_and_what_they_say(new: NewSite) -> None:
    pages = [name for name in new.fixtures if name.endswith(".html") and "/" not in name]
    known = json.loads(new.fixtures[pages[0].replace(".html", ".json")])

    assert [new.fixtures[name] for name in pages] == [PORTAL.page(path) for path in PATHS[1:]]
    assert known["expected"]["title"] == PORTAL.article(0).title
    assert known["era"] == "2026"
    assert "nobody has compared it" in known["made_by"]
    assert "review" not in known


def test_the_fixture_of_the_list_gives_its_links_and_where_it_goes_on(new: NewSite) -> None:
    site = new.description.site
    known = json.loads(new.fixtures["listings/tin-tuc.json"])
    links = read_listing(payload(LIST), site.listings[0], site, kind="page")

    assert known["expected"]["items"] == [[one.url, iso(one.at)] for one in links.items]
    assert known["expected"]["following"] == f"{PORTAL.portal.base}/tin-tuc/trang-2.htm"
    assert (known["synthetic"], known["listing"]) == (False, PORTAL.list_url)


@pytest.mark.parametrize(
    "session", ["/(S(abc12))/danh-sach.aspx?tab=2", "/danh-sach.aspx;jsessionid=0A?tab=2"]
)
def test_an_address_with_a_visitors_session_is_written_without_it(session: str) -> None:
    came = without_session(
        Fetched(url="http://so.example/x", payload=Payload(url=f"http://so.example{session}", body=b""))
    )

    assert came.payload is not None
    assert came.payload.url == "http://so.example/danh-sach.aspx?tab=2"


def test_what_a_portal_says_of_itself_is_never_code(tmp_path: Path) -> None:
    nasty = 'Sở """ + __import__("os").system("touch bad") + """ \\N{x} \u2028 nước'
    site = Site(
        name="nuoc",
        ministry=nasty,
        ministry_en="'\"\\",
        hosts=("so-nuoc.example",),
        names=(nasty, "{x}"),
        articles=(ArticleUrl(pattern=r"-(?P<id>\d+)\.html$"),),
        listings=(Listing(url="https://so-nuoc.example/" + "tin-tuc/" * 30 + "?a=\"'"),),
        layouts=(Layout(name='20"26', when="#a", body="#a", title=Rule(css="#b" * 80)),),
        eras=(Era(name='20"26', platform="x", layout='20"26'),),
        verified=Verified(on="2026-03-08", how='"'),
    )

    source = site_source(site, [nasty])

    assert loaded(source, tmp_path).SITE == site
    assert not Path("bad").exists()


def test_nothing_is_left_where_one_file_cannot_be_written(new: NewSite, tmp_path: Path) -> None:
    (tmp_path / "spiders").write_text("a file where a folder should be")

    with pytest.raises(StorageError):
        write_site(new, tmp_path / "spiders", tmp_path / "fixtures")

    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / "spiders"]


def test_existing_files_are_written_over_only_when_forced(new: NewSite, tmp_path: Path) -> None:
    spiders, fixtures = tmp_path / "spiders", tmp_path / "fixtures"
    written = write_site(new, spiders, fixtures)
    own = spiders / "nuoc.py"
    own.write_text("mended by hand")

    with pytest.raises(UsageError, match="exists"):
        write_site(new, spiders, fixtures)

    assert own.read_text() == "mended by hand"
    assert write_site(new, spiders, fixtures, over=True) == written
    assert own.read_text("utf-8") == new.source


def site(name: str, *hosts: str) -> Site:
    return Site(name=name, ministry="", ministry_en="", hosts=hosts, articles=())


def test_a_portal_is_described_once_under_one_name() -> None:
    known = [site("mic", "mic.gov.vn", "en.mic.gov.vn")]

    with pytest.raises(UsageError, match="there is a site 'mic' already"):
        check_name(site("mic", "khac.example"), known, over=False)
    with pytest.raises(UsageError, match="sites show mic"):
        check_name(site("khac", "en.mic.gov.vn"), known, over=True)
    check_name(site("mic", "mic.gov.vn"), known, over=True)
    check_name(draft("https://www.khac.gov.vn/tin", Named()), known, over=False)


@pytest.mark.parametrize("name", ["../mic", "Mic", "a b", "con.py", "", "nước"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a site's name"):
        check_name(site(name, "so.example"), [], over=True)


def test_files_say_their_own_address_or_are_given_one(saved: list[Path], tmp_path: Path) -> None:
    bare = tmp_path / "bare.html"
    bare.write_bytes(PORTAL.page(LIST).replace(b"canonical", b"x"))

    assert [one.url for one in saved_pages(saved, (), AT)] == [PORTAL.portal.base + path for path in PATHS]
    assert [one.url for one in saved_pages([bare], [PORTAL.list_url], AT)] == [PORTAL.list_url]
    for files, urls, said in (
        ([bare], (), "--url"),
        (saved, [PORTAL.list_url], "once for each file"),
        ([saved[0], Path("khong-co.html")], (), "no such file"),
    ):
        with pytest.raises(UsageError, match=said):
            saved_pages(files, urls, AT)


def test_a_list_that_leads_to_no_such_articles_is_named() -> None:
    with pytest.raises(NotUnderstood) as raised:
        saved_site(payload("/gioi-thieu.html", "<p>Trang này</p>".encode()), [payload(PATHS[2])], Named())

    assert "expected 3 or more" in str(raised.value)


def test_a_page_that_is_no_article_ends_the_command_and_nothing_is_written(
    tmp_path: Path, saved: list[Path]
) -> None:
    before = sorted(tmp_path.rglob("*"))

    ended = archiver(
        "sites", "new", saved[0], saved[0], "--name", "nuoc", cwd=tmp_path, PYTHONPATH=str(PROJECT)
    )

    said = " ".join(ended.stderr.decode().split())
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert f"{PORTAL.list_url}: no article can be read there (listing" in said
    assert "Give the address of one article" in said
    assert "Traceback" not in said
    assert sorted(tmp_path.rglob("*")) == before
