"""Which layouts read the pages of a portal: those of a platform, some made for it, or none. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.platforms import PLATFORMS
from archiver.extract.selecting.known import sample_of
from archiver.extract.selecting.proposing import Proposal, propose, proposed_layout
from archiver.extract.site import Era, Layout, Site, Source
from archiver.page.page import Page
from archiver.page.parsing import parse
from archiver.records import Article, Payload

#: What a layout must give as evidence gave it, else it is not taken.
_MUST_AGREE = ("title", "published_at", "byline", "lead")
#: What is said of a layout that is worse than none.
_LOSES = "loses"
#: So much of a text, in letters, must be in both readings.
_SAME_TEXT = 0.97
#: So many of the pages may be read otherwise than by evidence, which errs too; no field may be lost.
_MAY_DIFFER = 0.2
#: A page's own word for its CMS, if it is short and plain.
_GENERATOR = re.compile(r"[A-Za-z][\w .+-]{1,28}\w", re.ASCII)
#: A platform's name in words, by what its layouts' names begin with.
_IN_WORDS = {
    "ims": "VCCorp IMS",
    "nukeviet": "NukeViet",
    "sharepoint": "SharePoint",
    "mic-2020": "SharePoint",
    "liferay": "Liferay",
    "plone": "Plone",
    "joomla": "Joomla",
    "drupal": "Drupal",
    "wordpress": "WordPress",
    "eportal": "ASP.NET ePortal",
    "dnn": "DotNetNuke",
}
UNKNOWN = "not known"
_READ_ALL_THE_SAME = ("is not known", "evidence reads it", "evidence reads it there")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One page of an article as it was read without any site's file."""

    payload: Payload
    article: Article

    @property
    def page(self) -> Page:
        """The page, parsed."""
        return parse(self.payload).page


@dataclass(frozen=True, kw_only=True)
class Templates:
    """The layouts of a site and its eras; `doubts` say what could not be had, and why."""

    layouts: tuple[Layout, ...] = ()
    eras: tuple[Era, ...] = ()
    doubts: tuple[str, ...] = ()


def templates_of(
    site: Site, readings: Sequence[Reading], others: Sequence[Page], *, name: str, source: Source
) -> Templates:
    """The layouts for some articles of a site; `name` is for one made for it, `others` are no articles."""
    found = Templates()
    by_platform: dict[str, list[Reading]] = {}
    for reading in readings:
        by_platform.setdefault(reading.article.layout, []).append(reading)
    unknown = by_platform.pop("", [])
    for layout in PLATFORMS:
        if layout.name in by_platform:
            era = Era(name=layout.name, platform=_in_words(layout.name), layout=layout.name, source=source)
            found = replace(found, layouts=(*found.layouts, layout), eras=(*found.eras, era))
    if not unknown:
        return found
    pages = [*others, *(one.page for group in by_platform.values() for one in group)]
    own, doubts = _own_layout(site, unknown, pages, name)
    era = Era(name=name, platform=_generator(unknown), layout=own.name if own else "", source=source)
    layouts = (own, *found.layouts) if own else found.layouts
    return Templates(layouts=layouts, eras=(era, *found.eras), doubts=doubts)


def _in_words(name: str) -> str:
    return next((words for start, words in _IN_WORDS.items() if name.startswith(start)), name)


def _generator(readings: Sequence[Reading]) -> str:
    """What the pages say they were made with."""
    for reading in readings:
        for node in reading.page.each("meta[name=generator i][content]"):
            if found := _GENERATOR.fullmatch(node.attributes.get("content") or ""):
                return found[0]
    return UNKNOWN


def _own_layout(
    site: Site, readings: Sequence[Reading], others: Sequence[Page], name: str
) -> tuple[Layout | None, tuple[str, ...]]:
    """A layout that reads nearly all of some pages as evidence does; `None` with the reason without one."""
    reasons: list[str] = []
    for shown in _choices(readings):
        proposal = propose([sample_of(one.page, one.article) for one in shown], others)
        layout = proposed_layout(proposal, name)
        if layout is None:
            reasons += [choice.reason for choice in (proposal.when, proposal.body) if choice.reason]
            continue
        for lighter in _lighter(layout):
            faults = [fault for one in readings if (fault := _fault(site, lighter, one))]
            if len(faults) <= _MAY_DIFFER * len(readings) and not any(_LOSES in fault for fault in faults):
                return lighter, (*_left_out(proposal, lighter), *faults, *_fewer(site, lighter, readings))
        reasons += sorted(faults, key=lambda fault: _LOSES not in fault)[:1]
    return None, (f"no layout, evidence reads the pages: {reasons[0]}",)


def _choices(readings: Sequence[Reading]) -> Iterator[Sequence[Reading]]:
    """The pages to make a layout of: all, else fewer, where evidence was wrong about one of them."""
    for count in dict.fromkeys((len(readings), 8, 5, 3, 2)):
        if count <= len(readings):
            yield readings[:count]
            if count < len(readings):
                yield readings[-count:]


def _lighter(layout: Layout) -> Iterator[Layout]:
    """A layout, and the same without the parts that are the likeliest to take too much."""
    yield layout
    yield replace(layout, drop=())
    yield replace(layout, drop=(), captions="", byline=None, source_line=None)


def _fault(site: Site, layout: Layout, reading: Reading) -> str:
    """Where a layout does not say what evidence said, in words; empty where it does."""
    url, before = reading.payload.url, reading.article
    try:
        after = extract(reading.payload, replace(site, layouts=(layout,)))
    except ExtractionError as error:
        return f"by the layout it {_LOSES} everything ({error})"
    if after.layout != layout.name:
        return f"{url}: the layout does not know its page"
    if lost := [
        name for name in (*_MUST_AGREE, "source_line") if getattr(before, name) and not getattr(after, name)
    ]:
        return f"{url}: the layout {_LOSES} the {' and the '.join(lost)} that evidence finds"
    if differing := [name for name in _MUST_AGREE if getattr(before, name) != getattr(after, name)]:
        return f"{url}: the layout reads another {', another '.join(differing)} than evidence"
    return "" if _is_same_text(before, after) else f"{url}: the layout reads another text than evidence"


def _is_same_text(one: Article, other: Article) -> bool:
    mine, yours = ({p.text for p in article.paragraphs} for article in (one, other))
    shared = sum(map(len, mine & yours))
    return shared >= _SAME_TEXT * max(sum(map(len, mine)), sum(map(len, yours)))


def _left_out(proposal: Proposal, layout: Layout) -> Iterator[str]:
    """The fields that a layout lacks and that evidence does not read in its place, with the reason."""
    for name, choice in proposal.fields.items():
        # What is the portal's own mark before a lead stands nowhere by itself.
        said_so = choice.reason.endswith(_READ_ALL_THE_SAME) or name == "source_line"
        if getattr(layout, name) is None and choice.reason and not said_so:
            yield f"{name}: {choice.reason}"


def _fewer(site: Site, layout: Layout, readings: Sequence[Reading]) -> Iterator[str]:
    """Where a layout finds fewer pictures, tags or files: those beside its text, or of other articles."""
    trial = replace(site, layouts=(layout,))
    pairs = [(one.article, extract(one.payload, trial)) for one in readings]
    for name in ("images", "tags", "attachments"):
        less = [
            before.url for before, after in pairs if len(getattr(after, name)) < len(getattr(before, name))
        ]
        if less:
            yield f"{name}: on {len(less)} of the pages the layout finds fewer than evidence, as on {less[0]}"
