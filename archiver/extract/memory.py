"""What a site repeats on its pages: text blocks that are the portal's, learned from what was read. Pure.

A banner, a slogan or a notice inside the text looks like a paragraph to every rule that sees one page. Seen
on page after page it is not the article's. It shows in a *streak*: so many different articles, read one
after the other in one layout, that all hold the same block. A streak that once happened stays one, whatever
is read later: learning more never forgets. A sentence that editors like is in many articles, and not in each
of eight in a row.

The blocks are named by a hash of their folded words, so that a space or a capital changes nothing, and a
memory by a hash of its blocks: what was learned alike on two machines has one version.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from archiver.extract.draft import Draft
from archiver.vietnamese.text import fold

#: So many different articles in a row must hold a block. A banner shows on every page of a day's crawl; the
#: closing words of notices ("Trân trọng thông báo.") do not stand verbatim in so many neighbours.
STREAK = 8
#: A block of fewer words is never learned: "Trân trọng./.", "Phần thứ nhất", a number.
LEAST_WORDS = 5
#: Where the repeated blocks are more than this share of the texts, the texts are a form (a bulletin, a
#: price list) and the blocks are theirs.
FORM_SHARE = 0.5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Memory:
    """The blocks of one site that are not its articles'; `version` is empty for none."""

    blocks: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """The name under which readings note what they were read with.

        >>> Memory().version, Memory(frozenset({block_key("Chung tay xây dựng chính phủ số")})).version
        ('', '9760d283ff9d')
        """
        if not self.blocks:
            return ""
        return hashlib.sha256("\n".join(sorted(self.blocks)).encode()).hexdigest()[:12]

    def holds(self, text: str) -> bool:
        """Whether a block is one that the site repeats."""
        return bool(self.blocks) and block_key(text) in self.blocks


#: Nothing is known of a site yet.
NONE = Memory()


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading, in the order of capture: which article, in which layout, its blocks as text."""

    article: str
    layout: str
    blocks: Sequence[str]


def block_key(text: str) -> str:
    """The name of a block: its words alone count.

    >>> block_key("Chung tay  XÂY DỰNG!") == block_key("Chung tay xây dựng")
    True
    """
    return hashlib.sha256(" ".join(_WORD.findall(fold(text))).encode()).hexdigest()[:16]


def forget(draft: Draft, memory: Memory) -> None:
    """Take what the site repeats out of a draft; a text of nothing else is left as it is."""
    if not memory.blocks:
        return
    blocks = range(draft.first, draft.last)
    repeated = {number for number in blocks if memory.holds(draft.flow.blocks[number].text)}
    if len(repeated) < len(blocks):
        draft.taken |= repeated
    if memory.holds(draft.lead):
        draft.lead = ""


@dataclass(slots=True)
class _Streak:
    """The articles of one block's streak, and how long the last texts were."""

    articles: set[str] = field(default_factory=set)
    letters: deque[int] = field(default_factory=lambda: deque(maxlen=STREAK))


@dataclass(slots=True)
class _Layout:
    """Where one layout's row of articles stands, and the streaks that are not broken yet."""

    article: str = ""
    streaks: dict[str, _Streak] = field(default_factory=dict)

    def follow(self, seen: Seen) -> set[str]:
        """Go on by one reading; the blocks whose streak is long enough now and that make up no form."""
        if seen.article == self.article:
            return set()
        self.article = seen.article
        letters = sum(map(len, seen.blocks))
        long = {block_key(text): len(text) for text in seen.blocks if _is_long(text)}
        streaks = {key: self.streaks.get(key, _Streak()) for key in long}
        for streak in streaks.values():
            streak.articles.add(seen.article)
            streak.letters.append(letters)
        # What is not on this page is no streak any more.
        self.streaks = streaks
        full = {key for key, streak in streaks.items() if len(streak.articles) >= STREAK}
        repeated = sum(long[key] for key in full)
        return {key for key in full if repeated <= FORM_SHARE * median(streaks[key].letters)}


def learn(readings: Iterable[Seen], known: Memory = NONE) -> Memory:
    """What is known and what these readings of one site add, given in the order of their captures.

    Blocks that are known may be missing in them: they were read with the memory.
    """
    layouts: dict[str, _Layout] = defaultdict(_Layout)
    learned: set[str] = set()
    for seen in readings:
        learned |= layouts[seen.layout].follow(seen)
    return Memory(known.blocks | learned)


def _is_long(text: str) -> bool:
    return len(_WORD.findall(text)) >= LEAST_WORDS
