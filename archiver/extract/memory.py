"""What a site repeats on its pages: text blocks that are the portal's, learned from what was read. Pure.

A banner, a slogan or a notice inside the text looks like a paragraph to every rule that sees one page. Seen
on page after page it is not the article's. It shows in a *streak*: so many different articles, read one
after the other in one layout, that all hold the same block. A streak that once happened stays one, whatever
is read later: learning more never forgets. A sentence that editors like is in many articles, and not in each
of eight in a row.

What is learned depends on the pages alone: an *outline* says which blocks a page has before anything is left
out. So it does not matter what was known when a page was read, and a page that holds no block of a memory
is read the same with it and without it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import median

from archiver.errors import NotAnArticle
from archiver.extract.draft import Draft
from archiver.records import Article, Kind

#: So many different articles in a row must hold a block. A banner shows on every page of a day's crawl; the
#: closing words of notices ("Trân trọng thông báo.") do not stand verbatim in so many neighbours.
STREAK = 8
#: A block of fewer words is never learned: "Trân trọng./.", "Phần thứ nhất", a number.
LEAST_WORDS = 5
#: Where the repeated blocks are more than this share of the texts, the texts are a form (a bulletin, a
#: price list) and the blocks are theirs.
FORM_SHARE = 0.5
#: Of a page of more blocks, only so many at either end: that is where banners stand, and pages are hostile.
_MOST_BLOCKS = 1_000
#: As in `archive.edits.revisions`, made once.
_compact = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
#: Signs at the ends of a block that change nothing.
_SIGNS = " .,;:!?…-–—*•\"'“”‘’()[]"


@dataclass(frozen=True, slots=True)
class Memory:
    """The blocks of one site that are not its articles'; `version` is empty for none."""

    blocks: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """The name under which readings note what they were read with.

        >>> Memory().version, memory_of(["Chung tay xây dựng chính phủ số"]).version
        ('', '86bd23da69ce')
        """
        return _version(self.blocks)


@lru_cache(maxsize=64)
def _version(blocks: frozenset[str]) -> str:
    return hashlib.sha256("\n".join(sorted(blocks)).encode()).hexdigest()[:12] if blocks else ""


#: Nothing is known of a site yet.
NONE = Memory()


def memory_of(texts: Iterable[str]) -> Memory:
    """The memory that holds these blocks."""
    return Memory(frozenset(map(block_key, texts)))


def block_key(text: str) -> str:
    """The name of a block, a clean text: capitals, and signs at its ends, change nothing.

    Folding and cutting into words took ten times as long, 160 µs for each page.

    >>> block_key("Chung tay XÂY DỰNG!") == block_key("Chung tay xây dựng")
    True
    """
    return hashlib.sha256(text.lower().strip(_SIGNS).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Outline:
    """The long blocks of a page by name, each with its letters; `letters` are those of its whole text."""

    letters: int
    blocks: Mapping[str, int]

    def text(self) -> str:
        """The blocks as the archive keeps them: the same text for the same blocks."""
        return _compact(self.blocks)

    def digest(self) -> str:
        """The name of this outline."""
        return digest_of(self.letters, self.text())


def digest_of(letters: int, blocks: str) -> str:
    """The name of an outline, of which `blocks` is the text."""
    return hashlib.sha256(f"{letters} {blocks}".encode()).hexdigest()[:16]


def outline(texts: Iterable[str]) -> Outline:
    """What of a page can be repeated.

    >>> outline(["Trân trọng./.", "Chung tay xây dựng chính phủ số."])
    Outline(letters=45, blocks={'02de14c8a8da2f27': 32})
    """
    texts = list(texts)
    return Outline(sum(map(len, texts)), {block_key(text): len(text) for text in texts if _is_long(text)})


def outline_of(article: Article) -> Outline:
    """The outline of an article's page, without rows of tables, whatever was known of its site then."""
    return outline(article.plain or _texts(article))


def _is_long(text: str) -> bool:
    return text.count(" ") >= LEAST_WORDS - 1


def _texts(article: Article) -> tuple[str, ...]:
    """The blocks that may be a portal's. Rows of tables are data ("Cơ quan ban hành | Bộ Y tế")."""
    lead = (article.lead,) if article.lead else ()
    texts = (*lead, *(one.text for one in article.paragraphs if one.kind is not Kind.TABLE_ROW))
    return texts if len(texts) <= 2 * _MOST_BLOCKS else texts[:_MOST_BLOCKS] + texts[-_MOST_BLOCKS:]


def read_without(draft: Draft, memory: Memory, read: Callable[[Draft], Article]) -> Article:
    """The article of a draft without what the site repeats; a text of nothing else is left as it is.

    Raises:
        NotAnArticle: `read` says so of the whole page.
    """
    blocks = draft.flow.blocks
    kinds = [block.kind for block in blocks]
    again = replace(draft, found=dict(draft.found), doubts=dict(draft.doubts))
    article = read(draft)
    texts = _texts(article)
    repeated = memory.blocks.intersection(map(block_key, texts))
    if not repeated or all(block_key(one.text) in repeated for one in article.paragraphs):
        return replace(article, memory=memory.version)
    for block, kind in zip(blocks, kinds, strict=True):
        block.kind = kind
    again.taken |= {
        at
        for at in range(draft.first, draft.last)
        if blocks[at].kind is not Kind.TABLE_ROW and block_key(blocks[at].text) in repeated
    }
    if block_key(article.lead) in repeated:
        again.lead = ""
    try:
        rest = read(again)
    except NotAnArticle:
        return replace(article, memory=memory.version)
    return replace(rest, memory=memory.version, plain=texts)


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading, in the order of capture: which article, in which layout, and its outline."""

    article: str
    layout: str
    outline: Outline


@dataclass(slots=True)
class _Streak:
    """The articles of the streak of all blocks that began it together, and how long the last texts were."""

    articles: set[str] = field(default_factory=set)
    letters: deque[int] = field(default_factory=lambda: deque(maxlen=STREAK))

    def go_on(self, article: str, letters: int) -> None:
        # Long enough is long enough: what is kept does not grow.
        if len(self.articles) < STREAK:
            self.articles.add(article)
        self.letters.append(letters)


@dataclass(slots=True)
class _Row:
    """Where one layout's row of articles stands, and the streaks that are not broken yet."""

    article: str = ""
    streaks: dict[str, _Streak] = field(default_factory=dict)

    def follow(self, seen: Seen) -> set[str]:
        """Go on by one reading; the blocks whose streak is long enough now and that make up no form."""
        if seen.article == self.article:
            return set()
        self.article = seen.article
        blocks = seen.outline.blocks
        # What is not on this page is no streak any more.
        begun = _Streak()
        self.streaks = {key: self.streaks.get(key, begun) for key in blocks}
        for streak in self.runs():
            streak.go_on(seen.article, seen.outline.letters)
        full = {key for key, streak in self.streaks.items() if len(streak.articles) >= STREAK}
        repeated = sum(blocks[key] for key in full)
        return {key for key in full if repeated <= FORM_SHARE * median(self.streaks[key].letters)}

    def runs(self) -> Iterable[_Streak]:
        """The streaks, each once."""
        return {id(streak): streak for streak in self.streaks.values()}.values()


@dataclass(slots=True)
class Learning:
    """How far the learning of one site has come: it can be put down anywhere and gone on with later."""

    rows: dict[str, _Row] = field(default_factory=lambda: defaultdict(_Row))

    def take(self, seen: Seen) -> set[str]:
        """Go on by the next reading; the blocks whose streak is long enough with it."""
        return self.rows[seen.layout].follow(seen)

    def plain(self) -> dict[str, object]:
        """The same as plain JSON values."""
        return {
            layout: {
                "article": row.article,
                "streaks": [
                    [
                        sorted(run.articles),
                        list(run.letters),
                        [k for k, one in row.streaks.items() if one is run],
                    ]
                    for run in row.runs()
                ],
            }
            for layout, row in self.rows.items()
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, dict[str, object]]) -> Learning:
        """What `plain` has said.

        Raises:
            TypeError: another program has put it down, in another form.
        """
        learning = cls()
        for layout, row in plain.items():
            streaks: dict[str, _Streak] = {}
            if not isinstance(row["streaks"], list):
                raise TypeError(
                    f"streaks of {layout!r}: expected a list, found {type(row['streaks']).__name__}"
                )
            for articles, letters, keys in row["streaks"]:
                streaks |= dict.fromkeys(keys, _Streak(set(articles), deque(letters, maxlen=STREAK)))
            learning.rows[layout] = _Row(str(row["article"]), streaks)
        return learning


def learn(readings: Iterable[Seen]) -> Memory:
    """What the readings of one site teach, given in the order of their captures."""
    learning = Learning()
    return Memory(frozenset(key for seen in readings for key in learning.take(seen)))
