"""A large made-up archive for measuring search: words by Zipf's law, as long as real articles, from a seed.

The words are Vietnamese syllables put together by chance, so that none is anybody's sentence. What matters
for an index is right: how many words there are, how often the common ones come, how long titles and texts
are, and that accents tell apart what folds together.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlite_utils import Database

from archiver.archive.schema import migrate
from archiver.archive.search.index import index_new

SITES = {
    f"bo{number:02}": (f"Bộ Mẫu số {number}", f"Ministry of Sample {number}", f"bo{number:02}.example")
    for number in range(1, 21)
}
_INITIALS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng"),
    *("nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_RIMES = """
a á à ả ã ạ an án àn ản ạn ang áng àng ảng ạng âm ấm ầm âu ấu ầu ậu ăn ắn ằn ay áy ày ạy ân ấn ần ận
e è ẻ em ém èm en ền ến ên ế ề ể ệ êu iên iến iền iển iện iêu iếu iều iểu i í ì ỉ ị in ín ìn ong óng
òng ông ống ồng ổng ộng ôi ối ồi ổi ội ơi ới ời ởi ợi u ú ù ủ ụ ung úng ùng ưng ứng ừng ưu ươi ưới
ười ương ướng ường ưởng uy uyên uyến uyền uyện oa oá oà oan oán oàn oi ói òi ỏi
"""
_WORDS = 20_000
_BODY_WORDS = (90, 380)
_TITLE_WORDS = (4, 8)
_LEAD_WORDS = (12, 24)
_PER_PARAGRAPH = 45
_FIRST_DAY = datetime(2008, 1, 1)
_DAYS = 6_500


class Language:
    """The words of the archive; the first is the most common one."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        syllables = sorted({first + rime for first in _INITIALS for rime in _RIMES.split()})
        chance.shuffle(syllables)
        some = accumulate(1 / (rank + 20) for rank in range(len(syllables)))
        weights = list(some)
        pairs: dict[str, None] = {}
        while len(pairs) < _WORDS:
            pairs[" ".join(chance.choices(syllables, cum_weights=weights, k=2))] = None
        self.words = list(pairs)
        self._chance = chance
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))
        # A title says what is new: its words are less common ones.
        self._title_weights = list(accumulate(1 / (rank + 150) for rank in range(_WORDS)))

    def title(self) -> str:
        """Some words, the first with a capital."""
        count = self._chance.randint(*_TITLE_WORDS)
        return " ".join(
            self._chance.choices(self.words, cum_weights=self._title_weights, k=count)
        ).capitalize()

    def text(self, least: int, most: int) -> list[str]:
        """Paragraphs of so many words in all."""
        words = self._chance.choices(
            self.words, cum_weights=self._weights, k=self._chance.randint(least, most)
        )
        cuts = range(0, len(words), _PER_PARAGRAPH)
        return [" ".join(words[at : at + _PER_PARAGRAPH]).capitalize() + "." for at in cuts]

    def name(self) -> str:
        """A made-up name of two syllables."""
        return self._chance.choice(self.words).title()

    def moment(self) -> datetime:
        """A minute of eighteen years."""
        return _FIRST_DAY + timedelta(
            days=self._chance.randrange(_DAYS), minutes=self._chance.randrange(1440)
        )

    def site(self) -> str:
        """A portal; the first ones publish more."""
        return self._chance.choices(list(SITES), weights=[1 / (rank + 2) for rank in range(len(SITES))])[0]


def make(path: Path, articles: int, seed: int = 1) -> Language:
    """Write an archive of so many articles to a new file."""
    language = Language(seed)
    db = Database(str(path))
    connection = db.conn
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    migrate(db, str(path))
    with connection:
        connection.executemany(
            "INSERT INTO sites (name, ministry, ministry_en, host) VALUES (?, ?, ?, ?)",
            [(name, *words) for name, words in SITES.items()],
        )
        connection.execute(
            "INSERT INTO warc_files (path, site, state) VALUES ('a.warc.gz', 'bo01', 'closed')"
        )
    done = 0
    while done < articles:
        batch = [_row(language, docid) for docid in range(done + 1, min(done + 5000, articles) + 1)]
        done += len(batch)
        with connection:
            connection.executemany(_CAPTURE, batch)
            connection.executemany(_ARTICLE, batch)
            index_new(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode = WAL")
    db.conn.close()
    return language


_COLUMNS = (
    *(
        "id",
        "ministry",
        "title",
        "published",
        "byline",
        "lead",
        "body",
        "source_line",
        "category",
        "tags",
        "url",
    ),
    *("year", "site", "record_space", "record_id", "published_at", "published_precision", "published_text"),
    *(
        "language",
        "layout",
        "paragraphs",
        "found",
        "revision",
        "revisions",
        "first_seen",
        "last_seen",
        "capture",
    ),
    "docid",
)
_ARTICLE = f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{one}' for one in _COLUMNS)})"
_CAPTURE = """
INSERT INTO captures (record_id, site, url, fetched_at, status, content_type, warc_file, offset, length,
    payload_sha1, payload_sha256, payload_length, source, outcome)
VALUES (:capture, :site, :url, :first_seen, 200, 'text/html', 'a.warc.gz', :docid, 1, '', '', 1, 'live',
    'article')
"""


def _row(language: Language, docid: int) -> dict[str, object]:
    site, when, paragraphs = language.site(), language.moment(), language.text(*_BODY_WORDS)
    seen = f"{when + timedelta(hours=1):%Y-%m-%dT%H:%M}:00.000Z"
    return {
        "id": f"{site}-{docid}",
        "ministry": SITES[site][0],
        "title": language.title(),
        "published": f"{when:%Y-%m-%d %H:%M}",
        "byline": language.name() if docid % 3 else "",
        "lead": " ".join(language.text(*_LEAD_WORDS)) if docid % 5 else "",
        "body": "\n\n".join(paragraphs),
        "source_line": "",
        "category": "Tin tức",
        "tags": "[]",
        "url": f"https://{SITES[site][2]}/tin-{docid}.htm",
        "year": when.year,
        "site": site,
        "record_space": site,
        "record_id": str(docid),
        "published_at": f"{when:%Y-%m-%dT%H:%M}:00+07:00",
        "published_precision": "minute",
        "published_text": f"{when:%d/%m/%Y %H:%M}",
        "language": "vi",
        "layout": "2024",
        "paragraphs": json.dumps(
            [{"kind": "paragraph", "text": text} for text in paragraphs], ensure_ascii=False
        ),
        "found": "{}",
        "revision": 1,
        "revisions": 1,
        "first_seen": seen,
        "last_seen": seen,
        "capture": f"urn:uuid:{docid}",
        "docid": docid,
    }


def texts(connection: sqlite3.Connection, column: str, every: int) -> Iterator[str]:
    """The texts of a column of each so manyth article."""
    for (text,) in connection.execute(f"SELECT {column} FROM articles WHERE docid % ? = 0", (every,)):
        yield text


def common_phrases(language: Language, most: int) -> Sequence[str]:
    """The most common words of two syllables."""
    return language.words[:most]
