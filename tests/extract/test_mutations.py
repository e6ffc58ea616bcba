"""Damaged and hostile pages: a record or a documented error, and never more time than size explains."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from cost import check_growth
from mutations import DAMAGES, damaged

from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.records import Payload

#: As many damaged pages as every run of the tests reads, and as many as the slow run does.
SOME, ALL = 320, 10_000
_CHUNKS = 20
URL = "http://botrangmau.example/tin/1.htm"


def failures(numbers: range) -> list[str]:
    """What was raised beside the documented errors, with the number that makes the page again."""
    found = []
    for number in numbers:
        names, payload = damaged(number)
        try:
            extract(payload, None)
        except ExtractionError:
            continue
        except Exception as error:  # noqa: BLE001 -- that nothing else is raised is what is tested
            found.append(f"page {number} ({names}): {type(error).__name__}: {error}"[:300])
    return found


@pytest.mark.parametrize("kind", range(len(DAMAGES)), ids=lambda kind: DAMAGES[kind].__name__)
def test_a_damaged_page_raises_nothing_but_documented_errors(kind: int) -> None:
    assert [] == failures(range(kind, SOME, len(DAMAGES)))


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(_CHUNKS))
def test_ten_thousand_damaged_pages_raise_nothing_but_documented_errors(chunk: int) -> None:
    assert [] == failures(range(SOME + chunk, SOME + ALL, _CHUNKS))


#: Damaged pages that once raised something else: a box whose end is never reached, a link behind all text, a
#: zone of 70 hours.
ONCE_BROKEN = (8587, 2980, 6882)


@pytest.mark.parametrize("number", ONCE_BROKEN)
def test_a_damaged_page_that_once_broke_a_reader_breaks_none(number: int) -> None:
    assert [] == failures(range(number, number + 1))


@pytest.mark.parametrize("number", [7, 8, 9, 10])
def test_a_damaged_page_is_the_same_every_time(number: int) -> None:
    assert damaged(number) == damaged(number)


_LINE = "Bà con xã Đồng Tiến ra đồng từ sớm, kịp thu hoạch trước ngày 5/6 theo kế hoạch của huyện. "
_TITLE = "Được mùa ở xã Đồng Tiến"
_HEAD = f"<html><head><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1>05/06/2013 09:32"

#: Ways to be large, each of them the worst case of some reader; `{n}` makes pieces different.
LARGE = {
    "long paragraphs": f"<p>{_LINE * 40}</p>",
    "one line": _LINE * 10,
    "broken lines": f"{_LINE}<br>",
    "one word": "a" * 1_000,
    "blanks": " " * 1_000,
    "dates": "05/06/2013 " * 90,
    "links": f'<a href="/tin-{{n}}.htm">{_LINE * 8}</a>',
    "scripts": f"<script>var a{{n}} = '{'x' * 5_000}';</script>",
    "comments": f"<!-- {'x' * 5_000} -->",
    "open tags": f"<div class='c{{n}}'>{_LINE * 20}",
    "attributes": f"<p title='{'x' * 5_000}' style='{'a:b;' * 500}'>{_LINE}</p>",
    "tables": f"<table><tr><td>{_LINE * 10}</td><td>{_LINE * 10}</td></tr></table>",
    "brackets": "(" * 500 + "&lt;" * 100,
    "pictures": f'<img src="/{{n}}.jpg"><p><em>{_LINE}</em></p><p>{_LINE * 9}</p>',
}


def filled(piece: str, size: int) -> bytes:
    """A page of about so many bytes, made of pieces."""
    parts, length = [_HEAD], 0
    while length < size:
        parts.append(piece.replace("{n}", str(len(parts) % 1_000)))
        length += len(parts[-1].encode())
    return "".join(parts).encode()


def reading(body: bytes) -> Callable[[], None]:
    """The work of reading a page, or of refusing it."""

    def work() -> None:
        with suppress(ExtractionError):
            extract(Payload(url=URL, body=body, content_type="text/html; charset=utf-8"), None)

    return work


@pytest.mark.slow
@pytest.mark.parametrize("piece", LARGE.values(), ids=LARGE)
def test_a_page_of_twenty_megabytes_costs_at_most_fifteen_times_one_of_two(piece: str) -> None:
    small, large = reading(filled(piece, 2_000_000)), reading(filled(piece, 20_000_000))

    # Below a tenth of a second the collector is measured, not the reader.
    check_growth(small, large, at_most=15, noise=0.1)


_READS_A_LARGE_PAGE = """
import sys
from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.records import Payload

def most():
    # Not ru_maxrss, which a process has from the one that started it.
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))

body = sys.stdin.buffer.read()
before = most()
try:
    extract(Payload(url="http://botrangmau.example/tin/1.htm", body=body), None)
except ExtractionError:
    pass
print((most() - before) * 1024 / len(body))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the most memory a process had")
@pytest.mark.parametrize("piece", LARGE.values(), ids=LARGE.keys())
def test_reading_a_page_of_twenty_megabytes_needs_a_bounded_multiple_of_its_size(
    piece: str,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READS_A_LARGE_PAGE],
        input=filled(piece, 20_000_000),
        capture_output=True,
        check=True,
    )

    # Measured: 10 to 32, of a line that is one link after another.
    assert float(done.stdout) < 40
