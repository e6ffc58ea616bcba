"""What a crawl loads of Scrapy: nothing that opens a port or runs code that somebody sends."""

from __future__ import annotations

from pathlib import Path

from programs import archiver


def test_no_console_of_scrapy_is_loaded(tmp_path: Path) -> None:
    ended = archiver("--data", tmp_path, "crawl", "demo", "--limit", "1", PYTHONPROFILEIMPORTTIME="1")

    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.decode().splitlines()}
    assert ended.returncode == 0
    assert "archiver.crawl.pace" in loaded
    assert [] == [name for name in loaded if name.startswith("scrapy.extensions.")]
