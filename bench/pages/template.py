"""What a template is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.pages.chrome import Chrome
from bench.pages.habits import MARKUPS
from bench.pages.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Template:
    """One layout.

    `write` prints a whole page, `offer` a box of other articles inside the text. `dates` names its usual
    date lines. `url` is its form of address, `{slug}`, `{id}` and `{stamp}` filled in. Without `has_lead`,
    `has_author` or `has_source` it has no place of its own for them. `markups` are those that
    its editor can produce.
    `held_out` templates are for measuring only: no rule of the extractor was made with them in sight.
    """

    name: str
    write: Callable[[Sheet], str]
    offer: Callable[[Chrome], str]
    dates: tuple[str, ...]
    url: str
    has_lead: bool = True
    has_author: bool = True
    has_source: bool = False
    markups: tuple[str, ...] = MARKUPS
    held_out: bool = False
