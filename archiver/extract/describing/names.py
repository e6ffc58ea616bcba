r"""The form of article addresses that have a name and no number. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from archiver.errors import NotUnderstood
from archiver.extract.site import ArticleUrl, Source

#: Directories that so many headlines are in are those of articles.
_COMMON = 3
_NAME = re.compile(r"^(?P<lead>[^?]*/)(?P<name>[^/?]+?)(?P<ending>\.[A-Za-z]{3,5}|/)?(?P<query>\?.*)?$")
#: What Liferay puts before the part of an address that a portlet reads.
_LIFERAY = "/-/"


class Address(NamedTuple):
    """An address as far as a site's patterns see it, and the longest text that links to it."""

    url: str
    local: str
    text: str

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())


def escaped(text: str) -> str:
    """A text as a pattern that nothing else fits."""
    return re.escape(text).replace(r"\-", "-")


def named_form(example: Address, others: Sequence[Address]) -> ArticleUrl:
    """The form of addresses like an example's; the whole address is the record.

    Raises:
        NotUnderstood: its name has too few words to be told from a menu's.
    """
    mine = _NAME.match(example.local)
    if mine is None or (_LIFERAY not in mine["lead"] and mine["name"].count("-") < 2):
        raise NotUnderstood(
            example.url,
            "its address has neither a number nor a name of several words",
            "Give the address under which the portal lists the article, or write the pattern by hand",
        )
    if mine["query"]:
        raise NotUnderstood(
            example.url,
            "its address has fields behind a name without a number",
            "Give the address without them if the portal answers so, or write the pattern by hand",
        )
    alike = _alike(mine, others)
    leads = Counter(found["lead"] for found in alike)
    top = mine["lead"].split("/")[1]
    common = [lead for lead, count in leads.items() if count >= _COMMON or lead.split("/")[1] == top]
    shared = _shared_lead([mine["lead"], *common])
    tail = re.escape(mine["ending"] or "")
    if _LIFERAY in mine["lead"]:
        # A slug is one article's, on whatever page it is shown.
        portlet = "" if _LIFERAY in shared else "(?:[^/?]+/)*-/"
        return ArticleUrl(
            pattern=rf"^{escaped(shared)}{portlet}(?:[^/?]+/)*(?P<id>[^/?;]+){tail}$", source=Source.HTML
        )
    depths = [lead.count("/") - shared.count("/") for lead in (mine["lead"], *common)]
    folders = _folders(min(depths), max(depths), is_root=shared == "/" and len(alike) >= _COMMON)
    # A word with a dot in it ends in a file's type: `tin-moi.xml`.
    last = "[^/?]+" if tail else "[^/?.]+"
    hyphens = 3 if mine["name"].count("-") >= 3 else 2
    return ArticleUrl(
        pattern=rf"^{escaped(shared)}{folders}(?:[^/?-]+-){{{hyphens},}}{last}{tail}$", source=Source.HTML
    )


def apart_from(form: ArticleUrl, listing: str, alike: Iterable[Address]) -> ArticleUrl:
    r"""A form without the list, where the list's address is of that form as well.

    A list with an article's name is left out with its further pages; of one with fields it is a field with
    which all articles differ (`view=article`), if there is one.

    >>> apart_from(ArticleUrl(pattern="^/(?:[^/?-]+-){3,}[^/?.]+$"), "/tin-tuc-su-kien", ()).pattern
    '^(?!/tin-tuc-su-kien(?:[-_/.](?:trang|page|p)?[-_]?\\d+)?$)/(?:[^/?-]+-){3,}[^/?.]+$'
    """
    mine = _NAME.match(listing)
    if mine is None or not form.pattern.startswith("^") or not re.search(form.pattern, listing):
        return form
    rest = form.pattern.removeprefix("^")
    if mine["query"]:
        fields = [_fields(one.local) for one in alike if re.search(form.pattern, one.local)]
        own = sorted(set.intersection(*fields) - _fields(listing)) if fields else []
        alone = "".join(rf"(?=[^?]*\?(?:.*&)?{escaped(field)}(?:&|$))" for field in own[:1])
        return replace(form, pattern=f"^{alone}{rest}")
    if "(?P<id>" in rest:
        return form
    stem = escaped(mine["lead"] + mine["name"])
    further = r"(?:[-_/.](?:trang|page|p)?[-_]?\d+)?"
    return replace(form, pattern=f"^(?!{stem}{further}{re.escape(mine['ending'] or '')}$){rest}")


def _fields(local: str) -> set[str]:
    return {pair for pair in local.partition("?")[2].split("&") if "=" in pair}


def _alike(mine: re.Match[str], others: Sequence[Address]) -> list[re.Match[str]]:
    """The addresses with a name of several words and the same ending; no folder that others are in."""
    named = [found for one in others if (found := _NAME.match(one.local))]
    folders = {found["lead"] for found in named}
    return [
        found
        for found in named
        if found["ending"] == mine["ending"]
        and found["name"].count("-") >= 2
        and f"{found['lead']}{found['name']}/" not in folders
    ]


def _folders(fewest: int, most: int, *, is_root: bool) -> str:
    """The pattern of the folders between what all addresses begin with and the name.

    Beside articles at the very top stand tags and columns in folders, which are none.
    """
    if fewest == 0:
        return "" if most == 0 and is_root else "(?:[^/?]+/)*"
    return "(?:[^/?]+/)+" if fewest == 1 else f"(?:[^/?]+/){{{fewest},}}"


def _shared_lead(leads: Sequence[str]) -> str:
    """The directories that all addresses begin with, up to the first with a number: a year, a month.

    >>> _shared_lead(["/tin/xa-hoi/", "/tin/kinh-te/"]), _shared_lead(["/2026/03/"])
    ('/tin/', '/')
    """
    shared = []
    for names in zip(*(lead.split("/") for lead in leads), strict=False):
        if len(set(names)) > 1 or any(map(str.isdecimal, names[0])):
            break
        shared.append(names[0])
    return "/".join(shared).rstrip("/") + "/"
