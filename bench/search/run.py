"""What a search costs in a large archive, what it finds, and how large the index is.

    python -m bench.search.run [--articles 100000] [--folder FOLDER] [--seed 1]

With a folder the archive is kept there and taken again the next time. Milliseconds of the clock, each query
once on a warm file, as the command and the page ask: the first 20 hits with their snippets; `counts` are the
page's facets. Recall is over 500 titles and 500 phrases of two and three words taken from texts: whether the
article they were taken from is among all that are found.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from archiver.archive.search.index import INDEXES
from archiver.archive.search.query import parse
from archiver.archive.search.search import Order, search, tally
from archiver.vietnamese.text import fold
from bench.search.made import Language, common_phrases, make

_SAMPLES = 500
_COMMON = 20


def main() -> None:
    """Make the archive where there is none, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "archive.db"
        if not path.exists():
            begin = time.perf_counter()
            make(path, asked.articles, asked.seed)
            print(f"made {asked.articles} articles in {time.perf_counter() - begin:.0f} s")
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as connection:
            measure(connection, Language(asked.seed), random.Random(asked.seed))


def measure(connection: sqlite3.Connection, language: Language, chance: random.Random) -> None:
    """Print every figure."""
    (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    print(f"{count} articles; index {index_share(connection):.0%} of the text's size")
    picked = [chance.randrange(count) + 1 for _ in range(_SAMPLES)]
    rows = [
        connection.execute("SELECT docid, id, title, body FROM articles WHERE docid = ?", (docid,)).fetchone()
        for docid in picked
    ]
    titles = [title for _, _, title, _ in rows]
    in_titles = [phrase(title, chance, 2) for title in titles]
    in_bodies = [phrase(body.split("\n\n")[0], chance, chance.choice((2, 3))) for *_, body in rows]
    common = common_phrases(language, _COMMON)
    first = lambda words: search(connection, words)  # noqa: E731
    print(f"{'first 20 hits, ms':44} {'median':>8} {'p95':>8} {'max':>8}")
    for name, queries in (
        ("titles", titles),
        ("phrases of two words from titles", in_titles),
        ("the same without accents", [fold(words) for words in in_titles]),
        ("phrases from texts", in_bodies),
        (f"the {_COMMON} most common two-syllable phrases", common),
        ("the same without accents", [fold(words) for words in common]),
        ("two common phrases, OR", [f"{a} OR {b}" for a, b in pairwise(common)]),
    ):
        report(name, [timed(first, words) for words in queries])
    newest = lambda words: search(connection, words, order=Order.NEWEST)  # noqa: E731
    report("the most common ones, newest first", [timed(newest, words) for words in common])
    counts = lambda words: tally(connection, words)  # noqa: E731
    report("counts: phrases from titles", [timed(counts, words) for words in in_titles])
    report("counts: the most common phrases", [timed(counts, words) for words in common])
    print("recall: whether the article is found by what was taken from it")
    wanted = [docid for docid, *_ in rows]
    for name, spelled in (
        ("accented", lambda words: words),
        ("unaccented", fold),
        ("decomposed (NFD)", lambda words: unicodedata.normalize("NFD", words)),
    ):
        for kind, queries in (("titles", titles), ("phrases", in_bodies)):
            found = sum(
                holds(connection, spelled(words), docid) for words, docid in zip(queries, wanted, strict=True)
            )
            print(f"  {name:20} {kind:10} {found / len(queries):.3f}")


def phrase(text: str, chance: random.Random, words: int) -> str:
    """So many neighbouring words of two syllables each."""
    syllables = text.rstrip(".").split()
    at = 2 * chance.randrange(max(1, len(syllables) // 2 - words + 1))
    return " ".join(syllables[at : at + 2 * words])


def timed(ask: Callable[[str], object], words: str) -> float:
    """Milliseconds of one query."""
    begin = time.perf_counter()
    ask(words)
    return (time.perf_counter() - begin) * 1000


def report(name: str, times: Sequence[float]) -> None:
    """One line of the table."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:44} {statistics.median(ordered):8.1f} {p95:8.1f} {ordered[-1]:8.1f}", flush=True)


def holds(connection: sqlite3.Connection, words: str, docid: int) -> bool:
    """Whether an article is among all that a query finds."""
    match = parse(words).expressions.every
    row = connection.execute(
        "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? AND rowid = ?", (match, docid)
    ).fetchone()
    return row is not None


def index_share(connection: sqlite3.Connection) -> float:
    """The bytes of the search indexes, as a share of the bytes of the text that is searched."""
    index = sum(
        connection.execute(f"SELECT sum(length(block)) FROM {one.name}_data").fetchone()[0] for one in INDEXES
    )
    (text,) = connection.execute(
        "SELECT sum(length(CAST(title || lead || body || byline AS BLOB))) FROM articles"
    ).fetchone()
    return float(index / text)


if __name__ == "__main__":
    main()
