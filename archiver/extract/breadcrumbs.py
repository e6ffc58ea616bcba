"""The column an article stands in, from the path that portals print above it."""

from __future__ import annotations

import re

from archiver.extract.blocks import Flow
from archiver.page.page import Page, text_of
from archiver.vietnamese.text import fold

_TRAILS = "[class*=readcrumb], [id*=readcrumb], [class*=duong-dan]"
_HOME = frozenset({"trang chu", "home", "homepage", "trang nhat"})
_MARKS = " >»›/|\\•-"
_LONGEST = 80
#: A trail without a name stands at most so many blocks above the title, and has no more steps: else a menu.
_ABOVE, _MOST_STEPS = 12, 5
#: Steps that only a menu has.
_MENU = re.compile(r"lien he|gioi thieu|so do|rss|english|dang nhap|tim kiem|hoi dap|thu vien|hoi - dap")


def last_step(page: Page, title: str) -> str:
    """The last step of the innermost breadcrumb that is neither home nor the article; empty without one."""
    for trail in reversed(page.each(_TRAILS)):
        for css in ("li", "a"):
            steps = [text_of(node).strip(_MARKS) for node in trail.css(css)]
            steps = [step for step in steps if _is_column(step, title)]
            if steps:
                return steps[-1]
    return ""


def _is_column(step: str, title: str) -> bool:
    folded = fold(step)
    return (
        0 < len(step) <= _LONGEST and folded not in _HOME and not fold(title).startswith(folded.rstrip(" .…"))
    )


def leads_home(line: str) -> bool:
    """Whether a line is the first step of a path, the home page.

    >>> leads_home("» Trang chủ"), leads_home("Trang chủ mới của Bộ")
    (True, False)
    """
    return fold(line.strip(_MARKS)) in _HOME


def step_above(flow: Flow, block: int, title: str) -> str:
    """The last step of a path that only its beginning gives away: a link home shortly above the title."""
    for anchor in reversed(flow.anchors):
        if block - _ABOVE <= anchor.at < block and leads_home(anchor.text):
            steps = _steps_from(flow, anchor.at)
            is_menu = len(steps) > _MOST_STEPS or any(_MENU.match(fold(step)) for step in steps)
            columns = [] if is_menu else [step for step in steps if _is_column(step, title)]
            return columns[-1] if columns else ""
    return ""


def _steps_from(flow: Flow, home: int) -> list[str]:
    """The links of one line, or the lines of one list, that begin with a link home."""
    steps = [anchor.text.strip(_MARKS) for anchor in flow.anchors if anchor.at == home]
    if len(steps) == 1 and (own := flow.blocks[home].element) >= 0 and flow.elements[own].parent >= 0:
        around = flow.elements[flow.elements[own].parent]
        steps = [flow.blocks[number].text.strip(_MARKS) for number in range(around.first, around.last)]
    return steps if leads_home(steps[0]) else []
