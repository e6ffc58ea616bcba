"""What a page declares as its title, without the portal's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from archiver.extract.flow.blocks import Flow
from archiver.extract.flow.cues import folded, is_foot
from archiver.records import Kind
from archiver.vietnamese.credits import split_lead_prefix
from archiver.vietnamese.text import fold

_SEPARATORS = re.compile(r"\s+[-–—|•·«»‹›>:/*~]{1,2}\s+|\s*\|\s*")
#: What portals call themselves at the end of `<title>`. Folded.
_SITE_WORDS = re.compile(
    r"^(?:cong (?:thong tin|ttdt)|trang (?:thong tin|chu|tin)|website|bao (?:dien tu|[a-z]+ ?[a-z]*)$"
    r"|tap chi |co quan |bo (?!truong)[a-z ]+$|so [a-z ]+$)"
    r"|(?:\.vn|\.com|online|portal|official site)$"
)
LONGEST_SITE_NAME = 80
_OWN_MARK = re.compile(
    r"\((?P<name>[^()]{2,60})\)\s*[-–—:]?\s*|(?P<letters>[A-ZĐ]{2,12})\s?[-–—]\s+(?=[^\W\d])"
)
#: Parts of hosts that name nobody.
_NO_LETTERS = frozenset({"gov", "www", "com", "org", "net", "edu"})
#: Words that may stand before a paper's name (`Tạp chí`), and the fewest of which initials are taken.
_BEFORE_NAME, _LEAST_INITIALS = 2, 3
#: A declared title of more parts is a list of keywords.
_MOST_SEPARATORS = 6
#: A portal's banner is one of its first lines, above a menu of at least so many links.
_BANNER_BLOCKS, _MENU_LINKS = 6, 10
#: A portal's foot is among so many last lines.
_FOOT_BLOCKS = 12


def without_site(title: str, site_names: Iterable[str], *, exactly: bool = False) -> str:
    """A declared title without the site's own name at either end; dashes inside a title stay.

    With `exactly` only known names are cut, not what merely sounds like a portal: for visible headings.

    >>> without_site("Khai mạc hội chợ - Bộ Công Thương | Cổng thông tin điện tử", ["Bộ Công Thương"])
    'Khai mạc hội chợ'
    >>> without_site("Hà Nội - TP. Hồ Chí Minh: thêm chuyến bay", [])
    'Hà Nội - TP. Hồ Chí Minh: thêm chuyến bay'
    """
    return title if _SEPARATORS.search(title) is None else _cut(title, tuple(site_names), exactly)


def initials_of(titles: Iterable[str]) -> Iterator[str]:
    """The letters by which papers mark their texts, from the names at the end of declared titles.

    >>> list(initials_of(["Trạm quân y trên đỉnh gió - Báo Quân nhân Mẫu"]))
    ['BQNM', 'BQNMO', 'QNM', 'QNMO']
    """
    ends = (title[parts[-1].end() :] for title in titles if (parts := list(_SEPARATORS.finditer(title))))
    for words in map(str.split, ends):
        for begin in range(min(_BEFORE_NAME, len(words) - _LEAST_INITIALS) + 1):
            letters = "".join(word[0] for word in words[begin:]).upper()
            yield from (letters, f"{letters}O")


def split_mark(text: str, site_names: Sequence[str]) -> tuple[str, str]:
    """The site's mark before a lead, known by its form or by the site's own names, and the lead."""
    prefix, lead = split_lead_prefix(text)
    if not prefix and (found := _OWN_MARK.match(text)):
        own = {fold(name) for name in site_names}
        if found["letters"]:  # `BTM -` at btm.gov.vn
            own |= {label for name in own if "." in name for label in name.split(".")[:-1]} - _NO_LETTERS
        if fold(found["name"] or found["letters"]) in own:
            return found[0].strip(), text[found.end() :]
    return prefix, lead


@lru_cache(maxsize=64)  # asked of every declared title by each step that needs one
def _cut(title: str, site_names: tuple[str, ...], exactly: bool) -> str:
    names = _letters_of(site_names)
    whole = title
    while parts := list(_SEPARATORS.finditer(title)):
        end = title[parts[-1].end() :]
        if _letters(end) not in names and (exactly or not _sounds_like_a_site(end, names)):
            break
        title = title[: parts[-1].start()]
    # The name stands at one end: `Bộ Mẫu - 30 năm | Bộ Mẫu` is about thirty years of the ministry.
    if (
        title == whole
        and (parts := list(_SEPARATORS.finditer(title)))
        and _letters(title[: parts[0].start()]) in names
    ):
        title = title[parts[0].end() :]
    return title


@lru_cache(maxsize=64)  # on every page of a portal the same names, for every title
def _letters_of(names: tuple[str, ...]) -> frozenset[str]:
    hosts = [name for name in names if re.fullmatch(r"[\w.-]+\.\w{2,4}", name)]
    letters = {_letters(name) for name in names} | {_letters(host.rpartition(".")[0]) for host in hosts}
    return frozenset(letters - {""})


def _letters(name: str) -> str:
    return re.sub(r"\W+", "", fold(name))


def _sounds_like_a_site(part: str, names: frozenset[str]) -> bool:
    """A column of a known site (`VnExpress Kinh doanh`), or the words all portals use."""
    letters = _letters(part)
    column = any(
        len(name) >= 4 and letters.startswith(name) and len(letters) < 2 * len(name) + 6 for name in names
    )
    return len(part) <= LONGEST_SITE_NAME and (column or _SITE_WORDS.search(fold(part)) is not None)


def parts_of(title: str, shortest: int) -> Iterator[str]:
    """What stands before, behind or between separators, where it has enough letters."""
    separators = list(_SEPARATORS.finditer(title))[:_MOST_SEPARATORS]
    begins = [0, *(separator.end() for separator in separators)]
    ends = [*(separator.start() for separator in separators), len(title)]
    for first, begin in enumerate(begins):
        for end in ends[first:]:
            if shortest <= end - begin < len(title):
                yield title[begin:end]


def without_banners(flow: Flow, witnesses: Sequence[str]) -> list[str]:
    """The declared titles without those that only a banner shows: a line, no heading, above a menu or a foot.

    Old portals declare their own name as the title of every page.
    """
    known = [folded(witness) for witness in witnesses]
    banners = set()
    for number, block in enumerate(flow.blocks[:_BANNER_BLOCKS]):
        if block.kind is not Kind.HEADING and len(block.text) <= LONGEST_SITE_NAME:
            text = folded(block.text)
            if text in known and _heads_menu(flow, number):
                banners.add(text)
    begin = max(0, len(flow.blocks) - _FOOT_BLOCKS)
    lengths = tuple(map(len, known))
    for number, block in enumerate(flow.blocks[begin:-1], start=begin):
        if len(block.text) in lengths and block.kind is not Kind.HEADING and _heads_foot(flow, number):
            banners.add(folded(block.text))
    headings = {
        folded(b.text) for b in flow.blocks if banners and b.kind is Kind.HEADING and len(b.text) < 99
    }
    return [w for w, text in zip(witnesses, known, strict=True) if text not in banners - headings]


def _heads_foot(flow: Flow, number: int) -> bool:
    """Whether addresses and licences follow a line, and no picture that it could be the title of."""
    is_pictured = any(picture.at == number + 1 for picture in flow.pictures)
    return not is_pictured and is_foot(flow.blocks[number + 1].text)


def _heads_menu(flow: Flow, number: int) -> bool:
    """Whether links and nothing else follow a line, so many as only a menu has."""
    last = number + 1
    while last < len(flow.blocks) and flow.blocks[last].link_share > 0.5:
        last += 1
    return sum(number < anchor.at < last for anchor in flow.anchors) >= _MENU_LINKS
