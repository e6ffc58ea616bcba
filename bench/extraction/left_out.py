"""Pages as the evidence path may see them when their layout is left out: without any name a rule knows.

A rule names a class where a string in the sources of the evidence path is that class, or is a regular
expression that matches all of it, or has it among its words. Such names are replaced by meaningless
ones, so that nothing that was learnt from a layout can help in reading it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import archiver.extract
from bench.pages.names import EDITORS_NAMES, names_in, without_names

_SOURCES = Path(archiver.extract.__file__).parent
#: What reads a page by its layout, and what reads lists of articles: neither is the evidence path.
_NOT_EVIDENCE = frozenset({"platforms", "layouts.py", "listings"})
_WORD = re.compile(r"[\w-]+")
#: A pattern that matches this matches anything.
_NONSENSE = ("qbqjzfhv", "xq-7zz_k")


@cache
def strings_of_evidence() -> frozenset[str]:
    """Every string in the sources of the evidence path that is no documentation."""
    found: set[str] = set()
    for source in sorted(_SOURCES.rglob("*.py")):
        if _NOT_EVIDENCE.isdisjoint(source.relative_to(_SOURCES).parts):
            found.update(_strings(ast.parse(source.read_text("utf-8"))))
    return frozenset(found)


def _strings(tree: ast.Module) -> Iterator[str]:
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value.lower()


@cache
def _words() -> frozenset[str]:
    return frozenset(word for string in strings_of_evidence() for word in _WORD.findall(string))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    patterns = []
    for string in sorted(strings_of_evidence()):
        try:
            pattern = re.compile(string, re.IGNORECASE)
        except re.error:
            continue
        if not any(_matches(pattern, nonsense) for nonsense in _NONSENSE):
            patterns.append(pattern)
    return tuple(patterns)


def _matches(pattern: re.Pattern[str], name: str) -> bool:
    found = pattern.search(name)
    return found is not None and found[0].strip(" _-") == name


@cache
def is_named(name: str) -> bool:
    """Whether a rule of the evidence path knows a name."""
    return name.lower() in _words() or any(_matches(pattern, name.lower()) for pattern in _patterns())


def page_left_out(html: bytes) -> bytes:
    """A made page whose layout is left out; what editors put into texts stays."""
    text = html.decode()
    return without_names(text, {name for name in names_in(text) - EDITORS_NAMES if is_named(name)}).encode()


def page_without_any_name(html: bytes) -> bytes:
    """A made page whose classes and ids all say nothing."""
    text = html.decode()
    return without_names(text, names_in(text)).encode()
