"""Exchanges and small WARC files to test with."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archiver.archive.warc.writer import WarcWriter
from archiver.records import Capture, Exchange

NOON = datetime(2026, 3, 1, 5, 0, 0, 123456, tzinfo=UTC)
PAGE = "<html><title>Bộ Y tế</title><p>Tiêm chủng mở rộng</p></html>".encode()


def exchange(number: int = 1, **changes: object) -> Exchange:
    plain = Exchange(
        url=f"https://moh.gov.vn/tin-tuc/bai-{number}?id={number}",
        method="GET",
        request_headers=(("User-Agent", "archiver (+https://example.org)"), ("Accept-Language", "vi")),
        request_body=b"",
        status=200,
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Set-Cookie", "a=1; Path=/"),
            ("Set-Cookie", "b=2; Path=/"),
            ("Content-Length", str(len(PAGE))),
        ),
        body=PAGE,
        fetched_at=NOON,
        ip_address="203.0.113.7",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def encoded(body: bytes, encoding: str) -> Exchange:
    headers = (
        ("Content-Type", "text/html"),
        ("Content-Encoding", encoding),
        ("Content-Length", str(len(body))),
    )
    return exchange(headers=headers, body=body)


def writer(folder: Path, **options: object) -> WarcWriter:
    return WarcWriter(folder, "moh", now=lambda: NOON, operator="Thư viện <a@example.org>", **options)  # type: ignore[arg-type]


def written(folder: Path, *exchanges: Exchange) -> tuple[list[Capture], Path]:
    with writer(folder) as warc:
        captures = [warc.append(one) for one in exchanges]
        (file,) = warc.close()
    return captures, folder / file.path


def left_open(folder: Path, *exchanges: Exchange) -> tuple[list[Capture], Path]:
    """What a killed writer leaves: the same bytes, still called `.open`."""
    captures, path = written(folder, *exchanges)
    return captures, path.rename(path.with_name(path.name + ".open"))


def nothing_known(_name: str) -> int:
    return 0


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder where a thousand fsyncs are quick: in memory, where the machine has such a place."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        yield Path(folder)
