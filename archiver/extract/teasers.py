"""Whether a page is a list of other articles, judged by what it has beside the runs of linked headlines.

Portals answer the address of an article that is gone with a list and status 200. A list has the boxes of an
article page (a poll, documents, news) and often a title of its own. What it lacks is a text, or a date, that
belongs to the title and stands outside the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from urllib.parse import urlsplit

from archiver.extract.draft import Draft
from archiver.extract.fields.declared import parts_of
from archiver.extract.finding.runs import Run, has_own_picture, is_day, is_pager, leads_on, runs_of
from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import announces_others, is_noise
from archiver.extract.signals import TIME, Refusal, is_headline, is_portal_name
from archiver.extract.standing import address_steps
from archiver.records import Kind, Reason
from archiver.vietnamese.text import fold

#: Titles of pages that list or search. Folded, the whole title.
_LISTING_TITLE = re.compile(
    r"(?:(?:ket qua )?(?:tim kiem|tra cuu)(?: (?:van ban|tin(?: tuc)?|thong tin|tai lieu|nang cao))?"
    r"|trang chu|search(?: results?)?|home ?page|home"
    r"|danh sach (?:tin|bai)(?: viet)?|tin tuc(?: (?:va|-|&) su kien)?|su kien|thong bao|chuyen muc"
    r"|so do (?:trang|website|cong)|site ?map|lien he|contact|hoi (?:[-&] |va )?dap|cau hoi thuong gap|faqs?"
    r"|(?:kenh )?rss|thu vien (?:hinh )?(?:anh|video)|(?:ket qua )?tham do y kien|he thong van ban"
    r"|(?:thong tin|chi tiet) van ban"
    r"|lich (?:cong tac|lam viec)(?: tuan)?(?: \d{1,2})?(?: cua [^.:]{2,60})?(?: \(?tu ngay .{10,40})?)"
)
#: Linked headlines that a page without a text or a visible title of its own must have to be a listing.
_HEADLINES = 5
#: With fewer letters of its own a page has no text that could not be a box of the portal's.
_LITTLE = 300
#: So much may stand in a portal's own box: who the ministry is, a word of welcome.
_MUCH = 900
#: A line of fewer letters between a title and a list is a count, a choice of columns, a path.
_SHORT_LINE = 60
#: A text that begins within so many lines of a title is its text: a date, buttons and a name stand between.
_HEAD = 5
#: A title of so many words is hardly that of a box, and an address says what its article is about.
_WORDS = 6
#: So many lines below its headline a teaser leads on: a date, a text or two, the link.
_TEASER_BLOCKS = 4
#: So many rows without links are a table of the title's own.
_ROWS = 3
_WORD = re.compile(r"[a-z]+")


def names_listing(title: str) -> bool:
    """Whether a title is that of a page that lists or searches."""
    return _LISTING_TITLE.fullmatch(fold(title)) is not None


def refused_as_named(url: str, titles: Iterable[str]) -> Refusal | None:
    """Whether a page is called a list by what it declares and by the end of its address.

    Some portals declare the column on every article, and some lists are full of texts: neither alone tells.
    """
    last = "" if "?" in url else next(reversed(list(address_steps(url))), "")
    if not last or not names_listing(last):
        return None
    parts = (part for title in titles for part in (title, *parts_of(title, 1)))
    name = next(filter(names_listing, parts), "")
    return Refusal(Reason.LISTING, f"page and address are called {name!r}") if name else None


def refused_as_listing(flow: Flow, first: int, last: int) -> Refusal | None:
    """Whether a range of blocks is a list of teasers: linked headlines, each with a date or a few words."""
    headlines = teasers = texts = dates = posts = 0
    begins, since = False, 9
    for number, block in enumerate(flow.blocks[first:last], start=first):
        if number not in flow.documents and is_headline(block):
            headlines += 1
            begins = begins or not texts
            posts += block.kind is Kind.HEADING and any(map(is_day, flow.blocks[number + 1 : number + 3]))
            since = 0
            continue
        since += 1
        if block.link_share < 0.3 and len(block.text) >= 60 and block.kind is not Kind.CAPTION:
            texts += 1
            teasers += since == 1
        elif len(block.text) < 60 and since <= 2:
            dates += TIME.search(block.text) is not None
            since -= 1  # a date or a column between headline and teaser
    if posts >= 3 and begins:
        return Refusal(Reason.LISTING, f"{posts} dates below headings that lead to others")
    if dates >= 3 and headlines >= 3 and texts <= headlines + 1:
        return Refusal(Reason.LISTING, f"{dates} dates beside {headlines} linked headlines")
    if teasers >= 3 and teasers >= 0.75 * texts:
        return Refusal(Reason.LISTING, f"{teasers} of {texts} texts follow a linked headline")
    return None


def refused_without_title(draft: Draft, site_names: Iterable[str]) -> Refusal | None:
    """Whether a page has headlines of others, and of its own no text or no title but the portal's name."""
    title = draft.title
    if names_listing(title):
        return Refusal(Reason.LISTING, f"the page is called {title!r}")
    headlines = sum(map(is_headline, draft.flow.blocks))
    if headlines < _HEADLINES:
        return None
    if is_portal_name(title, site_names):
        return Refusal(Reason.LISTING, f"{headlines} linked headlines under the portal's own name")
    is_visible = _is_shown(draft)
    is_full = "paragraphs" in draft.found or _has_files(draft) or _has_rows(draft)
    if is_visible and (is_full or _is_agreed(draft)):
        return None
    if is_visible and _is_dated(draft, runs := _runs(draft)) and _has_picture(draft, runs):
        return None
    lacking = "no text" if is_visible else "no heading for its title"
    return Refusal(Reason.LISTING, f"{headlines} linked headlines and {lacking}")


def refused_as_list(draft: Draft, url: str) -> Refusal | None:
    """Whether what a page shows as its title heads a list, or is the heading of some box of the portal's.

    For pages that declare no time of their own; one that is printed outside of any list says as much.
    """
    if _has_files(draft):
        return None
    runs = _runs(draft)
    is_labelled = not _is_agreed(draft) and len(draft.title.split()) < _WORDS
    enough = _MUCH if is_labelled else _LITTLE
    if not runs or _is_dated(draft, runs) or _own_letters(draft, runs) >= enough:
        return None
    is_named = names_title(url, draft.title)
    if is_named:
        return None
    if not (_is_agreed(draft) or _is_heading(draft, runs)) and sum(run.items for run in runs) >= _HEADLINES:
        return Refusal(Reason.LISTING, f"{draft.title[:60]!r} is not declared, has no date and little text")
    run = next((run for run in runs if run.last > draft.title_at + 1), None)
    if run is not None and _heads(draft, run, is_named=is_named):
        return Refusal(Reason.LISTING, f"{run.items} links to others right below the title")
    return None


def refused_as_teaser(draft: Draft, url: str) -> Refusal | None:
    """Whether the only text is that of another article: a headline above it and a link below lead there."""
    flow = draft.flow
    for at in range(draft.title_at + 1, min(draft.title_at + 1 + _HEAD, len(flow.blocks))):
        if at in flow.documents or not is_headline(flow.blocks[at]):
            continue
        if draft.title_at < draft.date_at < at:
            return None  # the title's own date
        href = next((anchor.href for anchor in flow.anchors if anchor.at == at), "")
        end = min(at + _TEASER_BLOCKS, len(flow.blocks) - 1)
        below = (a for a in flow.anchors if at < a.at <= end and a.href == href)
        more = next((anchor for anchor in below if leads_on(flow.blocks[anchor.at])), None)
        if more is not None and more.at >= draft.last - 1 and not url.endswith(href.partition("#")[0]):
            return Refusal(Reason.LISTING, f"the text is a teaser of {href[:80]}")
    return None


def _heads(draft: Draft, run: Run, *, is_named: bool | None) -> bool:
    """Whether a title is the heading of the run below it, perhaps with an introduction between the two."""
    flow, begin = draft.flow, draft.title_at + 1
    between = [block for block in flow.blocks[begin : run.first] if not is_noise(block.text)]
    is_apart = any(announces_others(block.text) or block.kind is Kind.CAPTION for block in between)
    is_apart = is_apart or sum(map(_is_row, between)) >= _ROWS
    if is_apart or has_own_picture(flow, begin, run):
        return False
    texts = [block for block in between if len(block.text) >= _SHORT_LINE and block.link_share <= 0.8]
    listed = flow.blocks[run.first : run.last]
    # Lists of others below an article print a day or a teaser, hardly ever both.
    is_told = min(sum(map(is_day, listed)), sum(map(_is_text, listed))) >= run.items
    is_list = is_named is False or is_told or any(map(is_pager, flow.blocks[run.last : run.last + 2]))
    return not texts or (run.items >= _HEADLINES and is_list)


def _is_heading(draft: Draft, runs: Sequence[Run]) -> bool:
    """Whether a title that nothing declares is no box's, and has a text or a picture right below it."""
    flow, at = draft.flow, draft.title_at
    element = flow.blocks[at].element if at >= 0 else -1
    is_main = element >= 0 and flow.elements[element].tag == "h1"
    if at < 0 or not (is_main or len(draft.title.split()) >= _WORDS):
        return False
    near = (block for block in flow.blocks[at + 1 : at + 1 + _HEAD] if not is_noise(block.text))
    below = takewhile(lambda block: block.link_share <= 0.5, near)
    return any(_is_text(block) or _is_row(block) for block in below) or _has_picture(draft, runs)


def _is_row(block: Block) -> bool:
    return block.kind is Kind.TABLE_ROW and not block.links


def _has_rows(draft: Draft) -> bool:
    """Whether a heading has a table of its own right below it."""
    flow, at = draft.flow, draft.title_at
    if at < 0 or flow.blocks[at].kind is not Kind.HEADING:
        return False
    return sum(map(_is_row, flow.blocks[at + 1 : draft.last])) >= _ROWS


def _has_picture(draft: Draft, runs: Sequence[Run]) -> bool:
    """Whether a picture stands between the title and the first run below it."""
    run = next((run for run in runs if run.first > draft.title_at), None)
    return run is not None and has_own_picture(draft.flow, draft.title_at + 1, run)


def is_digest(draft: Draft) -> bool:
    """Whether a page that tells of several articles is one: it has a date and a text above all of them."""
    runs = _runs(draft)
    return _is_shown(draft) and bool(runs) and _is_dated(draft, runs) and _begins(draft)


def _begins(draft: Draft) -> bool:
    """Whether a text stands before the first headline."""
    blocks = draft.flow.blocks[draft.title_at + 1 : draft.last]
    for block in blocks:
        if is_headline(block):
            return False
        if _is_text(block):
            return True
    return False


def names_title(url: str, title: str) -> bool | None:
    """Whether an address is made of the words of a title; `None` where it has too few words to tell.

    >>> names_title("https://bo.vn/le-ra-quan-trong-cay-dau-xuan-197.htm", "Lễ ra quân trồng cây đầu xuân")
    True
    >>> names_title("https://bo.vn/le-ra-quan-trong-cay-dau-xuan-197.htm", "Tin trong tỉnh")
    False
    >>> names_title("https://bo.vn/chi-tiet-tin.aspx?ItemID=3", "Tin trong tỉnh") is None
    True
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.rstrip("/").rpartition("/")[2]
    words = _WORD.findall(path.partition(".")[0].lower())
    if len(words) < _WORDS:
        return None
    known = set(_WORD.findall(fold(title)))
    share = sum(word in known for word in words) / len(words)
    if share >= 0.7:
        return True
    return False if share <= 0.3 and not parts.query else None


def addressed_title(flow: Flow, url: str) -> int:
    """The first line without a link that the address is made of, and that says little more; -1 for none."""
    words = len(_WORD.findall(urlsplit(url).path.rpartition("/")[2]))
    for number, block in enumerate(flow.blocks if words >= _WORDS else ()):
        is_line = not block.links and words - 3 <= block.text.count(" ") + 1 <= words + 3
        if is_line and names_title(url, block.text):
            return number
    return -1


def _is_shown(draft: Draft) -> bool:
    how = draft.found.get("title")
    return how is not None and how.by != "metadata"


def _is_agreed(draft: Draft) -> bool:
    """Whether the title that is shown is also declared."""
    how = draft.found.get("title")
    return how is not None and how.by != "metadata" and how.confidence == 1.0


def _has_files(draft: Draft) -> bool:
    return not draft.flow.documents.isdisjoint(range(draft.first, draft.last))


def _is_dated(draft: Draft, runs: Sequence[Run]) -> bool:
    return draft.date_at >= 0 and not any(run.first <= draft.date_at < run.last for run in runs)


def _own_letters(draft: Draft, runs: Sequence[Run]) -> int:
    """The letters of lead and text that are no links and no teasers."""
    blocks = draft.flow.blocks
    listed = {number for run in runs for number in range(run.first, run.last)}
    teasers = {number for number in listed if _is_teaser(blocks, number)}
    own = [n for n in range(draft.first, draft.last) if n not in teasers]
    letters = sum(len(blocks[n].text) - blocks[n].links for n in own)
    is_teaser = any(blocks[n].text == draft.lead for n in teasers)
    return letters + (0 if is_teaser else len(draft.lead))


def _is_teaser(blocks: Sequence[Block], number: int) -> bool:
    """Whether a block of a run is anything but a second paragraph: then it belongs to an item."""
    above, block = blocks[max(0, number - 1)], blocks[number]
    return not (_is_text(above) and _is_text(block)) or leads_on(above) or leads_on(block)


def _is_text(block: Block) -> bool:
    return len(block.text) >= _SHORT_LINE and block.link_share < 0.3


def _runs(draft: Draft) -> list[Run]:
    """A declared title is no item, even where it is a link, and no run goes on across it."""
    return runs_of(draft.flow, draft.title_at if _is_agreed(draft) else -1)
