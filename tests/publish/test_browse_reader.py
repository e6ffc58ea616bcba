"""A reader's browser on the pages: what it shows, at which width, to whom; and that no page runs a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import EDITED, Server, browsing, edited
from hostile_archive import PAYLOADS, make_hostile
from portal_days import Days

from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import Reply
from archiver.vietnamese.text import fold

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("datasette", reason="the extra `browse` is not installed")

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).is_file(), reason="needs Chromium: apt-get install chromium"),
]
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
PHONE = {"width": 375, "height": 800}
#: The first article of the edited archive has three revisions; `{article}` is its id.
MAIN = ("/", "/tim-kiem?q=thong+tin", f"/archive/articles/{EDITED}", f"/bai/{EDITED}/so-sanh?tu=1&den=2",
        "/bo/demo")  # fmt: skip
OTHERS = ("/bo", "/tac-gia", "/van-de", "/luot-thu", "/archive", "/archive/articles", "/no-such-page",
          "/archive/revisions", "/archive?sql=select+id,title+from+articles")  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with browsing(edited(tmp_path_factory.mktemp("edited"))) as running:
        yield running


def opened(chromium: playwright.Browser, server: Server, **options: object) -> playwright.Page:
    context = chromium.new_context(base_url=server.address, **{"locale": "vi-VN", **options})
    context.set_default_timeout(20_000)
    return context.new_page()


def search(page: playwright.Page, words: str) -> list[str]:
    page.goto("/")
    page.get_by_label("Tìm trong kho").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem?**")
    return page.locator(".entry h3 a").all_inner_texts()


def test_a_reader_finds_the_same_articles_with_and_without_accents(
    chromium: playwright.Browser, server: Server
) -> None:
    page = opened(chromium, server)
    page.goto(f"/archive/articles/{EDITED}")
    title = page.locator("h1").inner_text().replace("\n", " ")
    words = " ".join(title.split()[-4:])
    assert fold(words) != words

    assert title in search(page, words)
    total = page.get_by_role("status").inner_text().split()[0]
    assert title in search(page, fold(words))
    assert page.get_by_role("status").inner_text().split()[0] == total
    assert page.locator("mark").count() > 0


def test_a_reader_goes_from_an_article_to_what_was_edited(
    chromium: playwright.Browser, server: Server
) -> None:
    page = opened(chromium, server)
    page.goto(f"/archive/articles/{EDITED}")
    page.get_by_role("link", name="so bản 1 với bản 2").click()

    came = page.locator(".difference ins")
    assert came.all_inner_texts() == ["nay "]
    assert "underline" in came.evaluate("node => getComputedStyle(node).textDecorationLine")
    page.get_by_label("tới bản").select_option("3")
    page.get_by_role("button", name="So sánh").click()
    assert page.locator(".difference h2").all_inner_texts() == ["Ngày đăng", "Nội dung"]


def test_the_chart_is_drawn_in_a_colour_that_is_seen(chromium: playwright.Browser, server: Server) -> None:
    page = opened(chromium, server)
    page.goto("/")

    bars = page.locator("svg .bar")
    assert bars.count() >= 1
    box = bars.first.bounding_box()
    assert box is not None
    assert box["height"] > 1
    fill = bars.first.evaluate("node => getComputedStyle(node).fill")
    assert fill != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert fill not in {"none", "rgb(0, 0, 0)"}


@pytest.mark.parametrize("path", [*MAIN, *OTHERS])
def test_a_phone_needs_no_scrolling_aside(chromium: playwright.Browser, server: Server, path: str) -> None:
    page = opened(chromium, server, viewport=PHONE, has_touch=True)
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_keyboard_alone_leads_past_the_menu(chromium: playwright.Browser, server: Server) -> None:
    page = opened(chromium, server)
    page.goto("/bo/demo")
    page.keyboard.press("Tab")

    skip = page.locator(":focus")
    assert skip.inner_text() == "Tới nội dung"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert "solid" in skip.evaluate("node => getComputedStyle(node).outlineStyle")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_english_stays_chosen_from_page_to_page(chromium: playwright.Browser, server: Server) -> None:
    page = opened(chromium, server)
    page.goto("/")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Ministries", exact=True).click()

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Ministries"
    assert "lang=" not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*MAIN, *OTHERS])
def test_axe_finds_nothing_serious(
    chromium: playwright.Browser, server: Server, path: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    # axe is a script, and the policy of the pages runs none.
    page = opened(chromium, server, bypass_csp=True, color_scheme=scheme)
    page.goto(path)
    found = axe.Axe().run(page).response["violations"]

    bad = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert not bad, [
        (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]][:3]) for one in bad
    ]


def test_a_printed_article_is_black_on_white_without_the_menu(
    chromium: playwright.Browser, server: Server
) -> None:
    page = opened(chromium, server, color_scheme="dark")
    page.goto(f"/archive/articles/{EDITED}")
    page.emulate_media(media="print")

    assert not page.locator(".top nav").is_visible()
    assert page.locator("h1").is_visible()
    colours = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


class Trap:
    """Whatever a page does that no page of ours does: scripts, dialogs, requests elsewhere."""

    def __init__(self, page: playwright.Page, server: Server) -> None:
        self.page, self.sprung = page, list[str]()
        page.on("dialog", lambda dialog: (self.sprung.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._request(request.url, server.address))

    def _request(self, url: str, address: str) -> None:
        if not url.startswith(address):
            self.sprung.append(f"request {url}")

    def visit(self, path: str) -> None:
        self.page.goto(path)
        if (struck := self.page.evaluate("window.struck")) is not None:
            self.sprung.append(f"{path}: {struck}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    make_hostile(folder / "archive.db")
    with browsing(folder) as running:
        yield running


def test_thirty_hostile_articles_run_no_script_even_without_the_policy(
    chromium: playwright.Browser, hostile: Server
) -> None:
    assert len(PAYLOADS) == 30
    trap = Trap(opened(chromium, hostile, bypass_csp=True), hostile)
    for number, payload in enumerate(PAYLOADS, start=1):
        article = f"moc-{9000 + number}"
        trap.visit(f"/archive/articles/{article}")
        assert payload.split()[0][:3] in trap.page.locator("h1").inner_text(), "the article is shown"
        trap.visit(f"/bai/{article}/so-sanh")
        trap.visit(f"/chup/urn:uuid:{2001 + 2 * number}")
        typed = quote(payload, safe="")
        for path in (f"/tim-kiem?q={typed}", f"/tac-gia?ten={typed}", f"/van-de?ly-do={typed}",
                     f"/archive/articles?category={typed}", f"/{typed}"):  # fmt: skip
            trap.visit(path)

    assert not trap.sprung


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_list_of_hostile_articles_runs_a_script(
    chromium: playwright.Browser, hostile: Server, language: str
) -> None:
    trap = Trap(opened(chromium, hostile, bypass_csp=True, locale=language), hostile)
    for path in ("/", "/bo", "/bo/moc", "/bo/mic", "/tac-gia", "/tac-gia?chu=%23", "/van-de", "/luot-thu",
                 "/tim-kiem?q=ministry:moc", "/tim-kiem?q=tin&xep=moi", "/archive/articles",
                 "/archive/articles?_col=title&_col=byline&_col=url&_col=tags", "/archive/images",
                 "/archive/attachments", "/archive/problems", "/archive/readings", "/archive/paragraphs",
                 "/archive/captures", "/archive?sql=select+*+from+articles+order+by+docid+desc"):  # fmt: skip
        trap.visit(path)

    assert not trap.sprung


def test_a_captured_page_runs_none_of_its_scripts(chromium: playwright.Browser, tmp_path: Path) -> None:
    portal = Portal(size=1)

    def hostile(day: int, path: str, reply: Reply) -> Reply:
        scripts = b"<script>new Image().src='/struck'</script><img src=/struck-too onerror=alert(1)>"
        refresh = b"<meta http-equiv=refresh content='0;url=/struck-again'>"
        body = reply.body.replace(b"</head>", refresh + b"</head>").replace(b"</body>", scripts + b"</body>")
        assert body.count(b"struck") == 3
        return Reply(status=reply.status, headers=reply.headers, body=body)

    Days(tmp_path, portal).visit(0, tamper=hostile)
    article = f"demo-{gold(portal, 0).record_id}"
    with browsing(tmp_path) as running:
        page = opened(chromium, running)
        asked: list[str] = []
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.goto(f"/archive/articles/{article}")
        page.get_by_role("link", name="Bản chụp của trang").click()
        page.wait_for_load_state("networkidle")  # the style sheet of the page before is none of it
        # What the policy blocks is asked for too, and never answered.
        page.on("response", lambda response: asked.append(response.url))
        page.get_by_role("link", name="Xem trang").click()
        page.wait_for_timeout(1500)

        assert page.url.endswith("/trang")
        assert asked == [page.url]
