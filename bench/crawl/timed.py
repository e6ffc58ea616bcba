"""`scrapy …` with a stop watch on the stages of a page; prints the CPU seconds of each as JSON at the end.

python bench/crawl/timed.py crawl bench -a proxy=ADDRESS
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from scrapy.cmdline import execute

import archiver.crawl.parsing
import archiver.crawl.spider
from archiver.archive.intake import Intake
from archiver.archive.store import Store
from archiver.archive.warc.thread import WarcThread

#: What each stage is: where the function lives, and its name. What is left is the engine. All but `writing`
#: and `parsing` is done on the crawl's own thread; extraction may have to wait for a page to be parsed.
STAGES: tuple[tuple[str, object, str], ...] = (
    ("capture", Intake, "capture"),
    ("writing", WarcThread, "_watched"),
    ("parsing", archiver.crawl.parsing, "_parsed"),
    ("extraction", archiver.crawl.spider, "settle"),
    ("store", Store, "commit"),
    ("store", Store, "lease"),
)


def watched(spent: Counter[str], stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, its own CPU seconds added to its stage."""

    @functools.wraps(call)
    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.thread_time()
        try:
            return call(*arguments, **named)
        finally:
            spent[stage] += time.thread_time() - began

    return timed


def main() -> None:
    """Crawl under the stop watch."""
    spent: Counter[str] = Counter()
    for stage, home, name in STAGES:
        setattr(home, name, watched(spent, stage, getattr(home, name)))
    try:
        execute(["scrapy", *sys.argv[1:]])
    finally:
        print(json.dumps(spent | {"own": time.thread_time(), "all": time.process_time()}))


if __name__ == "__main__":
    main()
