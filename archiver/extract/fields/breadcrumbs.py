"""The column an article stands in, from the path that portals print above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.extract.flow.blocks import Block, Flow
from archiver.extract.flow.cues import folded, is_noise, names_portal
from archiver.extract.flow.labels import names_page
from archiver.page.page import Page, text_of
from archiver.records import Kind
from archiver.vietnamese.text import fold

#: SharePoint 2013 puts its menu into `ms-breadcrumb-box`; Joomla's first versions call a trail a pathway.
_TRAILS = "[class*=readcrumb]:not(.ms-breadcrumb-box), [id*=readcrumb], [class*=duong-dan], span.pathway"
_HOME = frozenset({"trang chu", "home", "homepage", "trang nhat", "首页", "ទំព័រដើម", "ໜ້າຫຼັກ", "ໜ້າທຳອິດ"}) | {
    "accueil",
    "inicio",
    "portada",
    "главная",
}
_MARKS = " >»›/|\\•-"
_LONGEST = 80
#: So many letters are not by chance how a title begins.
_CUT_LETTERS = 25
#: A trail without a name stands at most so many blocks above the title, and has no more steps: else a menu.
_ABOVE, _MOST_STEPS = 12, 5
#: What parts the steps of a path whose steps are no links.
_BETWEEN_STEPS = re.compile(r"\s*[»›>→]+\s*|\s[/|\\]\s")
#: What such a path begins with, where it is not the home page: no column.
_ROOTS = frozenset({"tin tuc", "tin tuc - su kien", "tin tuc su kien"})
_LONGEST_PATH = 160
_ARROWS = re.compile(r"\s*[»›>→]+\s*")
#: What stands in one bar with the pages about the portal's body.
_BESIDE_ABOUT = re.compile(r"lien he|so do (?:cong|trang|web|site)|rss|english|dang nhap|tim kiem")
_ARROW = re.compile(r"\s?[»›>/→]\s?")
#: A column's name alone above a title: no menu has its links in lines of their own right there.
_SEPARATORS = re.compile(r"\s?[,/|·•»›>→]\s?")
_KICKER_LINES, _KICKER_LETTERS, _LINKED = 2, 40, 0.9
#: With more links a line is a menu.
_KICKERS = 3
_TABLES = frozenset({"table", "tbody"})
_LOW_RANKS = frozenset({"h5", "h6"})
_DATE_LETTERS = 110
_HEAD_LINES = 8
_LABELLED = re.compile(
    r"(?:chuyên mục|danh mục|chủ đề|lĩnh vực|category)\s*:\s*([^|•·:]{2,60}?)\s*(?:[|•·]|$)", re.IGNORECASE
)
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
#: Steps that only a menu has.
_MENU = re.compile(
    r"lien he|gioi thieu|so do(?: \w+)?|rss|english|dang nhap|tim kiem|hoi dap|thu vien|hoi - dap"
    r"|contact|about|site ?map|feedback|qui sommes|acerca"
)
#: What a link alone above a title says that is a button.
_BUTTON = re.compile(
    r"(?:learn|read|see|show) more|menu|more|back|next|previous|close|(?:sign|log) ?(?:in|up|out)|subscribe.*"
    r"|(?:skip|bo qua)(?: .*)?|(?:di|nhay|chuyen) (?:den|toi) (?:noi dung|phan|menu).*"
    r"|advertisement|quay (?:lai|ve).*|xem (?:them|tiep)|tro (?:lai|ve)|chi tiet|dong|an|hien"
    r"|in|print|e-?mail"
)


def last_step(page: Page, title: str) -> str:
    """The last step of the innermost breadcrumb that is neither home nor the article; empty without one."""
    for trail in reversed(page.each(_TRAILS)):
        for css in ("li", "a"):
            steps = [text_of(node).strip(_MARKS) for node in trail.css(css)]
            steps = [step for step in steps if _is_column(step, title)]
            if steps:
                return steps[-1]
        if plain := _plain_step(text_of(trail), title):
            return plain
    return ""


def _plain_step(trail: str, title: str) -> str:
    """What stands behind the home page in a trail without another link, whose arrows are pictures.

    >>> _plain_step("Trang chủ Tin hoạt động", "Bàn giao bò"), _plain_step("Trang chủ", "Bàn giao bò")
    ('Tin hoạt động', '')
    """
    for words in (2, 1):
        home, step = trail.split()[:words], " ".join(trail.split()[words:]).strip(_MARKS)
        if leads_home(" ".join(home)) and _is_kicker(step or ".", title):
            return step
    return ""


def trail_steps(page: Page) -> list[str]:
    """The steps of what calls itself a breadcrumb, folded; a bar of links to a portal's parts is none."""
    steps: list[str] = []
    for trail in page.each(_TRAILS):
        nodes = trail.css("li") or trail.css("a")
        steps += _unless_menu([fold(text_of(node).strip(_MARKS)) for node in nodes])
    return steps


def path_steps(flow: Flow) -> list[str]:
    """The steps of lines that print a path from the home page on, parted by arrows, links or not; folded."""
    steps: list[str] = []
    for line in flow.blocks:
        is_path = len(line.text) <= _LONGEST_PATH and _ARROWS.search(line.text) is not None
        if is_path and begins_path(line.text):
            printed = [fold(step.strip(_MARKS)) for step in _ARROWS.split(line.text)]
            steps += _unless_menu(printed) if len(printed) > 1 else []
    return steps


def _unless_menu(steps: list[str]) -> list[str]:
    is_menu = len(steps) > _MOST_STEPS + 1 or any(map(_BESIDE_ABOUT.match, steps))
    return [] if is_menu else steps


def _is_column(step: str, title: str) -> bool:
    if not 0 < len(step) <= _LONGEST:
        return False
    plain = folded(step)
    return plain not in _HOME and not names_page(step) and not _is_title(plain, fold(title))


def _is_title(step: str, title: str) -> bool:
    """Whether a step is the article itself, perhaps cut short: no column's name that it begins with.

    >>> _is_title("thong bao", "thong bao tuyen sinh"), _is_title("thong bao…", "thong bao tuyen sinh")
    (False, True)
    """
    start = step.rstrip(" .…")
    is_cut = start != step or len(start) >= _CUT_LETTERS
    return title.startswith(start) if is_cut else title == start


def leads_home(line: str) -> bool:
    """Whether a line is the first step of a path, the home page.

    >>> leads_home("» Trang chủ"), leads_home("Trang chủ mới của Bộ")
    (True, False)
    """
    return fold(line.strip(_MARKS)) in _HOME


def begins_path(line: str) -> bool:
    """Whether a line is the first step of a path, or the whole of one that is not linked.

    >>> begins_path("Trang chủ"), begins_path("Trang chủ » Tin tức"), begins_path("Trang chủ mới của Bộ")
    (True, True, False)
    """
    return len(line) <= _LONGEST_PATH and leads_home(_BETWEEN_STEPS.split(line.strip(), maxsplit=1)[0])


def step_above(flow: Flow, block: int, title: str) -> str:
    """The column of an article, from what stands above the title.

    That is the last of a few links right above the title, alone in their line; or the last step of a path
    that only its beginning gives away, the home page; or a label there that a menu has as a link, or that
    opens the title's table.
    """
    for read in (_kicker, _printed_path, _label_above):
        if near := read(flow, block, title):
            return near
    for anchor in reversed(flow.anchors):
        if anchor.at < block and leads_home(anchor.text):
            steps = _steps_from(flow, anchor.at)
            if anchor.at < block - _ABOVE and not (len(steps) > 1 and _is_trail(flow, anchor.at, title)):
                continue
            columns = [] if _is_menu(steps) else [step for step in steps if _is_column(step, title)]
            return columns[-1] if columns else _labelled(flow, block)
    return _labelled(flow, block)


def _label_above(flow: Flow, block: int, title: str) -> str:
    """A label right above the title, or above the date there, that a menu has as a link.

    So is one that opens the table in which the title stands.
    """
    for number in range(block - 1, max(-1, block - 1 - _KICKER_LINES), -1):
        line = flow.blocks[number]
        if len(line.text) < _DATE_LETTERS and _DAY.search(line.text):
            continue
        name = _BETWEEN_STEPS.split(line.text.strip(_MARKS))[-1]
        if line.links or not name or not _is_kicker(name, title) or is_noise(name):
            return ""
        plain = fold(name)
        is_linked = any(len(a.raw) < 2 * _KICKER_LETTERS and fold(a.text) == plain for a in flow.anchors)
        return name if is_linked or (_opens_table(flow, number, block) and name[-1] not in ":;,") else ""
    return ""


def _opens_table(flow: Flow, number: int, title: int) -> bool:
    """Whether a line in a row of its own is the first of the table in which a title stands."""
    boxes = [flow.elements[element] for element in flow.ancestors(flow.blocks[number].element)]
    around = next((box for box in boxes if box.last > title), None)
    return around is not None and around.tag in _TABLES and around.first == number and len(boxes) > 1


def names_column(line: str) -> bool:
    """Whether a line says which column an article stands in, and nothing else.

    >>> names_column("Chủ đề: Thủy sản"), names_column("Chủ đề: làm sao nuôi được cá giữa mùa lũ?")
    (True, False)
    """
    found = _LABELLED.fullmatch(line) if len(line) < _DATE_LETTERS else None
    return (
        found is not None
        and len(found[1]) <= _KICKER_LETTERS
        and found[1][0].isupper()
        and line[-1] not in ".!?"
    )


def _is_menu(steps: Sequence[str]) -> bool:
    return len(steps) > _MOST_STEPS or any(_MENU.match(fold(step)) for step in steps)


def _is_trail(flow: Flow, home: int, title: str) -> bool:
    """Whether the links of a line are a path, however far above the title it stands.

    Arrows part them, or, where those are pictures, the title follows them.
    """
    line = flow.blocks[home].text
    return _ARROW.search(line) is not None or line.endswith(title)


def _labelled(flow: Flow, block: int) -> str:
    """The column behind a label right below the title."""
    label = ""
    for line in flow.blocks[block + 1 : block + 1 + _HEAD_LINES]:
        text = f"{label}: {line.text}" if line.link_share > _LINKED else line.text
        found = _LABELLED.search(text) if len(text) < _DATE_LETTERS else None
        if found and (line.links or names_column(text)):
            return found[1].strip(_MARKS)
        label = line.text.rstrip(": ")  # in a list of labels it has a line of its own
    return ""


def _printed_path(flow: Flow, block: int, title: str) -> str:
    """The last step of a path above the title whose steps are no links."""
    for line in reversed(flow.blocks[max(0, block - _ABOVE) : block]):
        if line.links or len(line.text) > _LONGEST_PATH or line.kind is not Kind.PARAGRAPH:
            continue
        steps = [step.strip(_MARKS) for step in _BETWEEN_STEPS.split(line.text)]
        if len(steps) > 1 and fold(steps[0]) in _HOME | _ROOTS:
            columns = [step for step in steps if _is_column(step, title) and fold(step) not in _ROOTS]
            return columns[-1] if columns and len(columns) <= _MOST_STEPS else ""
    return ""


def _kicker(flow: Flow, block: int, title: str) -> str:
    """The last of a few links in the line right above the title, or above or beside the date there."""
    for number in range(block - 1, max(-1, block - 1 - _KICKER_LINES), -1):
        line = flow.blocks[number]
        is_dated = line.link_share < _LINKED and len(line.text) < _DATE_LETTERS and _DAY.search(line.text)
        if is_dated and not line.links:
            continue
        is_linked = line.links >= _LINKED * len(_SEPARATORS.sub("", line.text))
        if not (is_linked or is_dated):
            return ""
        if _ends_menu(flow, number, block):
            return ""
        links = [anchor.text.strip(_MARKS) for anchor in flow.anchors if anchor.at == number]
        links = [link for link in links if link]  # the logo of a banner right above
        is_few = 0 < len(links) <= _KICKERS and _is_kickers_line(flow, line) and not is_noise(line.text)
        alone = is_few and (number == 0 or flow.blocks[number - 1].element != line.element)
        names = links if alone and all(_is_kicker(link, title) for link in links) else [""]
        return names[-1]
    return ""


def _ends_menu(flow: Flow, number: int, title: int) -> bool:
    """Whether a line of links is the last of many in a box that the title is not in."""
    for element in flow.ancestors(flow.blocks[number].element):
        box = flow.elements[element]
        if box.last > title:
            return False
        lines = flow.blocks[box.first : number + 1]
        if len(lines) > _MOST_STEPS:
            return all(line.link_share >= _LINKED for line in lines[-_MOST_STEPS:])
    return False


def _is_kickers_line(flow: Flow, line: Block) -> bool:
    """Whether a line of links is a paragraph or of the lowest ranks: other headings are headlines."""
    return line.kind is Kind.PARAGRAPH or (
        line.element >= 0 and flow.elements[line.element].tag in _LOW_RANKS
    )


def _is_kicker(step: str, title: str) -> bool:
    is_name = _is_column(step, title) and len(step) <= _KICKER_LETTERS and step[-1] not in ".!?"
    plain = fold(step)
    # Some columns begin with the words of a menu: `Hỏi đáp pháp luật`.
    is_other = _MENU.fullmatch(plain) or _BUTTON.fullmatch(plain) or names_portal(step)
    return is_name and not is_other


def _steps_from(flow: Flow, home: int) -> list[str]:
    """The links of one line, or the lines of one list, that begin with a link home."""
    steps = [anchor.text.strip(_MARKS) for anchor in flow.anchors if anchor.at == home]
    if len(steps) == 1 and (own := flow.blocks[home].element) >= 0 and flow.elements[own].parent >= 0:
        around = flow.elements[flow.elements[own].parent]
        steps = [flow.blocks[number].text.strip(_MARKS) for number in range(around.first, around.last)]
    return steps if leads_home(steps[0]) else []
