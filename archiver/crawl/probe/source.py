"""Proposals as they are written into a site's file: Python. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archiver.crawl.probe.values import Mended
from archiver.extract import platforms
from archiver.extract.site import Layout, Rule


def value_source(value: object) -> str:
    r"""One value of a layout.

    >>> value_source(Rule(css=".sapo")), value_source((".tin", '[type="x"]'))
    ('Rule(css=".sapo")', '(".tin", \'[type="x"]\')')
    """
    if isinstance(value, Rule):
        return f"Rule(css={_quoted(value.css)})"
    if isinstance(value, tuple):
        parts = [_quoted(str(one)) for one in value]
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return repr(text) if '"' in text else f'"{text}"'.replace("\\", "\\\\")


def constant(name: str) -> str:
    """A layout's name as that of a constant.

    >>> constant("ims-2026-11")
    'IMS_2026_11'
    """
    return re.sub(r"\W", "_", name).upper()


def layout_source(layout: Layout, changes: Mapping[str, object], name: str) -> str:
    """A layout that differs from another one in some parts: the line for a site's file.

    A layout of a platform is imported; the site's own is taken to be called after its name.
    """
    shared = next((key for key in platforms.__all__ if getattr(platforms, key) is layout), "")
    base = shared or constant(layout.name)
    lines = [
        f"    name={_quoted(name)},",
        *(f"    {part}={value_source(value)}," for part, value in changes.items()),
    ]
    return "\n".join((f"{constant(name)} = replace(", f"    {base},", *lines, ")"))


def imports(mended: Iterable[Mended]) -> list[str]:
    """The lines that a site's file needs for mended layouts, where it has them not yet."""
    sources = [one.source for one in mended]
    shared = sorted({name for name in platforms.__all__ for one in sources if f"\n    {name},\n" in one})
    lines = ["from dataclasses import replace"] if sources else []
    lines += [f"from archiver.extract.platforms import {', '.join(shared)}"] if shared else []
    return lines + ["from archiver.extract.site import Rule"] * any("Rule(" in one for one in sources)
