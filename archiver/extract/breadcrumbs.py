"""The column an article stands in, from the path that portals print above it."""

from __future__ import annotations

from archiver.page.page import Page, text_of
from archiver.vietnamese.text import fold

_TRAILS = "[class*=readcrumb], [id*=readcrumb], [class*=duong-dan]"
_HOME = frozenset({"trang chu", "home", "homepage", "trang nhat"})
_MARKS = " >»›/|\\•-"
_LONGEST = 80


def last_step(page: Page, title: str) -> str:
    """The last step of the innermost breadcrumb that is neither home nor the article; empty without one."""
    if not page.mentions("readcrumb", "duong-dan"):
        return ""
    trails = page.each(_TRAILS)
    for trail in reversed(trails):
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
