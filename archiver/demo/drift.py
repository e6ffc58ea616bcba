"""Template drift: the portal's articles unchanged, on pages whose templates were changed without a word.

A `Redesign` with a `Drift` puts it on a portal from a day on. Each kind can come alone: classes are renamed,
the byline stands in another place, dates are printed in another form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape

from archiver.demo.dice import Dice
from archiver.errors import UsageError

_KINDS = ("classes", "byline", "date")
#: Attributes that selectors use; `itemprop` and `type` stay, as they do where only a style sheet is new.
_NAMES = re.compile(r'(?<=[\s"])(class|id|data-role)="([^"]*)"')
#: What hides an element hides it after the change too.
_KEPT = frozenset({"hidden", "hide", "d-none"})
#: The parts of a SharePoint id before its last are numbers that the server gives.
_LAST_PART = re.compile(r"^(ctl\d\d_.*_)?([^_]+)$", re.DOTALL)
#: A class that nothing in the program knows.
_BYLINE_BOX = '\n<div class="khung-ten"><span class="ten-nguoi">{}</span></div>'
_LETTERS = ("aeiouy", "bcdfghjklmnpqrstvwxz")
_DATE_FORMS = ("{:%H:%M | %d.%m.%Y}", "{:%Hh%M ngày %d-%m-%Y}", "{:%d-%m-%Y, %H:%M}")


@dataclass(frozen=True, kw_only=True)
class Drift:
    """What has changed in the templates; `layouts` are those it has happened to, empty for all of them.

    Another `seed` renames to other classes and prints dates in another form.
    """

    seed: int = 1
    classes: bool = False
    byline: bool = False
    date: bool = False
    layouts: tuple[str, ...] = ()

    @classmethod
    def named(cls, names: str, seed: int = 1) -> Drift:
        """The drift that some words name, as in `-a drift=classes,byline`; `all` is every kind.

        Raises:
            UsageError: a word names none.

        >>> Drift.named("classes,date")
        Drift(seed=1, classes=True, byline=False, date=True, layouts=())
        """
        words = [word for word in (part.strip() for part in names.split(",")) if word]
        for word in words:
            if word not in {*_KINDS, "all"}:
                raise UsageError(f"no drift is called {word!r}; known: {', '.join(_KINDS)}, all.")
        kinds = _KINDS if "all" in words else words
        return cls(seed=seed, classes="classes" in kinds, byline="byline" in kinds, date="date" in kinds)

    def strikes(self, layout: str) -> bool:
        """Whether the pages of a layout are drawn by changed templates."""
        return not self.layouts or layout in self.layouts


def date_line(drift: Drift, when: datetime) -> str:
    """The date line of a drifted template, in Viet Nam's time; 00:00 where the hour is not known.

    >>> date_line(Drift(seed=1, date=True), datetime(2013, 6, 5, 9, 32))
    '09:32 | 05.06.2013'
    """
    return _DATE_FORMS[(drift.seed - 1) % len(_DATE_FORMS)].format(when)


def with_byline_below(html: str, title: str, byline: str) -> str:
    """The page with a byline below its title.

    >>> with_byline_below("<h1>Tựa</h1><p>Chữ</p>", "Tựa", "Lưu Hương").splitlines()[1]
    '<div class="khung-ten"><span class="ten-nguoi">Lưu Hương</span></div><p>Chữ</p>'
    """
    heading = re.compile(rf"<h[1-3][^>]*>{re.escape(escape(title))}</h[1-3]>")
    return heading.sub(lambda found: found.group() + _BYLINE_BOX.format(escape(byline)), html, count=1)


def renamed(html: str, seed: int) -> str:
    """The page with another name for each class, id and role, the same on every page.

    >>> renamed('<p class="sapo a">x</p><b id=x class="a">class="a"</b>', 1)
    '<p class="cyxi y">x</p><b id=x class="y">class="a"</b>'
    """
    return _TAG.sub(lambda tag: _NAMES.sub(lambda found: _other_names(found, seed), tag.group()), html)


_TAG = re.compile(r"<[a-z][^<>]*>")


def _other_names(found: re.Match[str], seed: int) -> str:
    return f'{found[1]}="{" ".join(_other_name(name, seed) for name in found[2].split())}"'


def _other_name(name: str, seed: int) -> str:
    if name in _KEPT:
        return name
    part = _LAST_PART.match(name)
    given, own = (part[1] or "", part[2]) if part else ("", name)
    return given + own.translate(_letters(seed))


@cache
def _letters(seed: int) -> dict[int, int]:
    """Other letters for those of a name, vowels for vowels, so that no two names become one.

    A name that people could have given stays one; what a program makes up says nothing to a selector.
    """
    before = after = ""
    for kind in _LETTERS:
        shift = Dice(seed, "letters", kind).between(1, len(kind) - 1)
        before += kind + kind.upper()
        after += kind[shift:] + kind[:shift] + (kind[shift:] + kind[:shift]).upper()
    return str.maketrans(before, after)
