"""A portal whose articles stand on no page until a script has asked for them, and the site that says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from archiver.demo.ministry import Portal
from archiver.demo.portal import HTML, Reply, respond
from spiders.demo import SITE as DEMO

SITE = replace(DEMO, name="scripted", listings=DEMO.listings[:1], javascript=True)
#: The same in a file of a user's own; its portal is a server that runs already.
SPIDER = """
from dataclasses import replace
from archiver.crawl.spider import SiteSpider
from spiders.demo import SITE as DEMO

SITE = replace(DEMO, name="scripted", listings=DEMO.listings[:1], delay={delay}, javascript=True)


class ScriptedSpider(SiteSpider):
    name = SITE.name
    site = SITE

    def __init__(self, proxy="", **arguments):
        super().__init__(**arguments)
        self.route = proxy
"""
#: Where the portal's script asks for an article, by its path.
API = "/api/bai?duong-dan="
_SHELL = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin</title>
<link rel="stylesheet" href="/giao-dien/cong.css"><script src="/giao-dien/app.js" defer></script></head>
<body><img src="/giao-dien/logo.svg"><div id="app">Đang tải…</div></body></html>"""
_APP = """
fetch('/api/bai?duong-dan=' + encodeURIComponent(location.pathname), {headers: {'X-Cong': 'bai'}})
  .then(answer => answer.json())
  .then(said => { document.documentElement.innerHTML = said.html; });
"""
Answer = Callable[[Portal, str, str], Reply]


def scripted(scripts: Mapping[str, str] | None = None) -> Answer:
    """The demo's portal with empty article pages; `scripts` are put into the pages of some paths instead."""

    def answer(portal: Portal, method: str, path: str) -> Reply:
        if path == "/giao-dien/app.js":
            return Reply(200, (("Content-Type", "text/javascript"),), _APP.encode())
        if path.startswith(API):
            page = respond(portal, method, unquote(path.partition("=")[2]))
            said = json.dumps({"html": page.body.decode()})
            return Reply(200, (("Content-Type", "application/json"),), said.encode())
        reply = respond(portal, method, path)
        is_article = (
            reply.status == 200 and ("Content-Type", HTML) in reply.headers and "tin-tuc" not in path[:8]
        )
        if not is_article or path == "/":
            return reply
        script = (scripts or {}).get(path)
        shell = _SHELL if script is None else _SHELL.replace("</body>", f"<script>{script}</script></body>")
        return Reply(200, (("Content-Type", HTML), ("ETag", '"shell"')), shell.encode())

    return answer


def project(folder: Path, delay: float = 0.0) -> Path:
    """A working folder with that site's file in it."""
    (folder / "spiders").mkdir(parents=True)
    (folder / "spiders" / "scripted.py").write_text(SPIDER.format(delay=delay), encoding="utf-8")
    return folder
