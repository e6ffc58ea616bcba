"""What a crawl loads of Scrapy: nothing that opens a port or runs what it is sent; one that cannot begin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from programs import clean

#: A crawl that prints at its end which modules it has loaded.
_TELLING = """
import atexit, sys
from archiver.cli import main
atexit.register(lambda: print("loaded", *sys.modules))
main()
"""


def test_no_console_of_scrapy_is_loaded(tmp_path: Path) -> None:
    crawl = [sys.executable, "-c", _TELLING, "--data", str(tmp_path), "crawl", "demo", "--limit", "1"]
    ended = subprocess.run(crawl, env=clean({}), capture_output=True, text=True, check=True)

    loaded = set(ended.stdout.partition("loaded ")[2].split())
    assert "archiver.crawl.pace" in loaded
    assert [] == [name for name in loaded if name.startswith("scrapy.extensions.")]


#: A crawl of which a part cannot be made.
_BROKEN = """
from archiver.cli import main
from archiver.crawl.pace import Pace
Pace.from_crawler = lambda crawler: 1 / 0
main()
"""


def test_a_crawl_that_cannot_begin_says_why_and_ends(tmp_path: Path) -> None:
    crawl = [sys.executable, "-c", _BROKEN, "--data", str(tmp_path), "crawl", "demo"]
    ended = subprocess.run(crawl, env=clean({}), capture_output=True, text=True, check=False, timeout=30)

    assert ended.returncode == 1
    assert "ZeroDivisionError" in ended.stderr
