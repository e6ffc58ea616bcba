"""Https, by way of a proxy: broken certificates only where a site's file says so, and no password is kept."""

from __future__ import annotations

import base64
import gzip
import ssl
from pathlib import Path

from programs import PROJECT, archiver, rows_of
from secure_portal import secure_proxy

from archiver.archive.catalogue import find_capture
from archiver.archive.warc.writer import read_exchange, scan

SITE_FILE = """
from archiver.crawl.spider import SiteSpider
from archiver.extract.site import ArticleUrl, Lenience, Listing, Site

SITE = Site(
    name="thu", ministry="Bộ Thử", ministry_en="Ministry of Tests", hosts=("thu.example",), delay=0.0,
    articles=(ArticleUrl(pattern=r"-(?P<id>[0-9]+)[.]htm$"),),
    listings=(Listing(url="https://thu.example/tin.htm"),), lenience=({lenience}),
)


class ThuSpider(SiteSpider):
    name = SITE.name
    site = SITE
"""
PAGE = """<html><head><title>Khai mạc hội thảo chữ viết</title></head><body>
<h1>Khai mạc hội thảo chữ viết</h1><div>Chủ nhật, 01/03/2026 09:51</div>
<p>Sáng 1/3, hội thảo về chữ viết đã khai mạc tại trụ sở của Bộ với sự tham dự của nhiều nhà nghiên cứu.</p>
<p>Các tham luận bàn về cách lưu giữ văn bản cũ, về việc số hóa và về quyền tiếp cận của người đọc.</p>
<p>Hội thảo kéo dài hai ngày, có phiên dành riêng cho thư viện các tỉnh miền núi và hải đảo.</p>
</body></html>"""


def answer(url: str) -> tuple[int, str, bytes]:
    if url.endswith("/tin.htm"):
        return 200, "text/html", b'<html><body><a href="/khai-mac-1.htm">Khai m</a></body></html>'
    if url.endswith(".htm"):
        return 200, "text/html; charset=utf-8", PAGE.encode()
    return 404, "text/plain", b"none"


def crawled(
    folder: Path,
    lenience: str,
    *,
    is_trusted: bool,
    newest: ssl.TLSVersion | None = None,
    user: str = "",
) -> tuple[int, int]:
    """A run over a portal with such TLS: exit code, articles; `user` is who the proxy wants to know."""
    (folder / "spiders").mkdir()
    (folder / "spiders" / "thu.py").write_text(SITE_FILE.format(lenience=lenience), encoding="utf-8")
    with secure_proxy(folder, "thu.example", answer, is_trusted=is_trusted, newest=newest) as environment:
        known = {
            name: value.replace("http://", f"http://{user}") if name.endswith("_proxy") else value
            for name, value in environment.items()
        }
        ended = archiver(
            "--data", folder / "data", "crawl", "thu", cwd=folder,
            PYTHONPATH=str(PROJECT), ARCHIVER_PATIENCE="0", **known,
        )  # fmt: skip
    with rows_of(folder / "data") as connection:
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert b"Traceback" not in ended.stderr, ended.stderr.decode()
    return ended.returncode, articles


def lenience_of(folder: Path) -> set[str]:
    """What the captures say, the rows and the WARC records alike."""
    with rows_of(folder / "data") as connection:
        ids = [row["record_id"] for row in connection.execute("SELECT record_id FROM captures")]
        captures = [find_capture(connection, record_id) for record_id in ids]
    said = {capture.lenience for capture in captures}
    assert said == {read_exchange(folder / "data", capture).lenience for capture in captures}
    (file,) = (folder / "data" / "warc").rglob("*.warc.gz")
    assert said == {found.capture.lenience for found in scan(file, folder / "data") if found.capture}
    return said


def test_a_certificate_that_nobody_can_check_is_refused(tmp_path: Path) -> None:
    assert crawled(tmp_path, "", is_trusted=False) == (4, 0)


def test_it_is_taken_where_the_sites_file_says_so_and_each_capture_says_so(tmp_path: Path) -> None:
    assert crawled(tmp_path, "Lenience.BROKEN_CHAIN,", is_trusted=False) == (0, 1)
    assert lenience_of(tmp_path) == {"unchecked-certificate"}


def test_a_good_certificate_leaves_no_mark(tmp_path: Path) -> None:
    assert crawled(tmp_path, "", is_trusted=True) == (0, 1)
    assert lenience_of(tmp_path) == {""}


def test_old_tls_is_not_spoken(tmp_path: Path) -> None:
    assert crawled(tmp_path, "", is_trusted=True, newest=ssl.TLSVersion.TLSv1) == (4, 0)


def test_the_password_of_a_proxy_stays_out_of_the_archive(tmp_path: Path) -> None:
    assert crawled(tmp_path, "", is_trusted=True, user="nhan-vien:mat-khau@") == (0, 1)

    (file,) = (tmp_path / "data" / "warc").rglob("*.warc.gz")
    content = gzip.decompress(file.read_bytes())
    assert b"GET /khai-mac-1.htm HTTP/1.1" in content
    for secret in (b"Proxy-Authorization", b"mat-khau", base64.b64encode(b"nhan-vien:mat-khau")):
        assert secret not in content
