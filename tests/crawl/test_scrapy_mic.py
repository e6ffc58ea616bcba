"""`scrapy crawl mic`, as Scrapy's own users start it, against a loopback copy of a page of mic.gov.vn."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from corpus import needs_corpus
from programs import PROJECT, clean, rows_of
from secure_portal import secure_proxy
from seed_page import SEED_URL, in_ims_shell, seed_record

from archiver.crawl.sites import spider

SETTINGS = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
TWIN = PROJECT / "tests/fixtures/mic/ims-than-word"


def crawled(folder: Path, url: str, page: bytes) -> dict[str, Any]:
    """The one article row after a crawl of a portal that has one listing and one article."""
    listing = f'<html><body><a href="{url}">Tin</a></body></html>'.encode()
    pages = {
        url: (200, "text/html; charset=utf-8", page),
        spider("mic").site.listings[0].url: (200, "text/html; charset=utf-8", listing),
    }
    missing = (404, "text/html; charset=utf-8", b"<html><body>404</body></html>")
    with secure_proxy(folder, "mic.gov.vn", lambda address: pages.get(address, missing)) as environment:
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "mic", *SETTINGS],
            cwd=PROJECT,
            env=clean(environment | {"ARCHIVER_DATA": str(folder / "data")}),
            capture_output=True,
            check=False,
        )

    assert ended.returncode == 0, ended.stderr.decode()
    with rows_of(folder / "data") as connection:
        rows = connection.execute("SELECT * FROM articles").fetchall()
    assert len(rows) == 1, ended.stderr.decode()
    return dict(rows[0])


def test_the_twin_of_the_seed_is_stored_field_by_field(tmp_path: Path) -> None:
    case = json.loads(TWIN.with_suffix(".json").read_text(encoding="utf-8"))

    row = crawled(tmp_path, case["url"], TWIN.with_suffix(".html").read_bytes())

    for name, value in case["expected"].items():
        if name in row:
            found = json.loads(row[name]) if name in {"paragraphs", "tags"} else row[name]
            assert value == found, name
    assert row["ministry"] == "Bộ Thông tin và Truyền thông"


@needs_corpus
def test_the_seed_is_stored_field_by_field(tmp_path: Path) -> None:
    row = crawled(tmp_path, SEED_URL, in_ims_shell().encode())

    for name, value in seed_record().items():
        found = json.loads(row[name]) if name == "paragraphs" else row[name]
        assert value == found, name
    for line in ("banner", "icon", "Xem chi tiết", "Cổng dịch vụ công", "Doanh nghiệp", "Top"):
        assert line not in row["body"].splitlines()
