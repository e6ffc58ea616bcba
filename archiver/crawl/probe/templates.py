"""What a probe says of a site's layouts: each part finds what is known, or a mended one is proposed. Pure.

Known is what the archive's last reading of the same article under the layout says; without an archive, what
the page's reading by evidence says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from archiver.crawl.probe.pages import page_from, page_of
from archiver.crawl.probe.source import layout_source, value_source
from archiver.crawl.probe.values import Answer, Fact, Mended, Seen, Verdict
from archiver.errors import ExtractionError
from archiver.extract.drift import Mend, mended
from archiver.extract.extract import extract
from archiver.extract.known import FIELDS, Sample, givers, sample_of
from archiver.extract.memory import Memory
from archiver.extract.platforms import PLATFORMS
from archiver.extract.selecting import propose
from archiver.extract.site import Layout, Rule, Site
from archiver.page.page import Page
from archiver.records import Article

#: The parts of a layout in the order of its declaration, and the field of an article that each fills.
PARTS = {
    "when": "",
    "body": "paragraphs",
    "title": "title",
    "published": "published_at",
    "lead": "lead",
    "byline": "byline",
    "source_line": "source_line",
    "category": "category",
    "tags": "tags",
    "captions": "paragraphs",
    "drop": "paragraphs",
}
#: What a layout must read as it is known; a date may be printed in another form.
_READ = (
    "title",
    "published_at",
    "lead",
    "paragraphs",
    "byline",
    "source_line",
    "category",
    "tags",
    "images",
    "attachments",
)


@dataclass(frozen=True)
class _Group:
    """The pages of one layout as they are now, with what is known of them, and as they were where that is."""

    layout: Layout
    answers: tuple[Answer, ...]
    now: tuple[Sample, ...]
    before: tuple[Sample, ...] = ()

    @property
    def capture(self) -> str:
        """A page that shows what is said."""
        return self.answers[0].capture


def layout_facts(site: Site, seen: Seen) -> tuple[list[Fact], list[Mended]]:
    """A fact for each declared part of each layout that is in play, and the layouts that must change."""
    facts: list[Fact] = []
    layouts: list[Mended] = []
    others = _lists_shown(seen)
    groups = _groups(site, seen)
    for layout in _in_play(site, seen):
        group = groups.get(layout.name)
        if group is None:
            facts.append(_unseen(layout, seen))
            continue
        strangers = [sample.page for name, one in groups.items() if name != layout.name for sample in one.now]
        found, new = _judged(site, seen, group, [*others, *strangers])
        facts += found
        layouts += [new] if new is not None else []
    return facts, layouts


def _unseen(layout: Layout, seen: Seen) -> Fact:
    """What is said of a layout of which no page was seen."""
    asked = [
        one for one in seen.articles if one.earlier is not None and one.earlier.article.layout == layout.name
    ]
    is_refused = bool(asked) and all(one.is_refused for one in asked)
    return Fact(
        about=f"layout {layout.name}",
        verdict=Verdict.BLOCKED if is_refused else Verdict.UNKNOWN,
        detail=f"none of {len(asked)} pages was given as it is known"
        if asked
        else "no page of it was asked for",
        capture=asked[0].capture if asked else "",
    )


def _in_play(site: Site, seen: Seen) -> list[Layout]:
    """The site's layouts, and those of platforms that its pages were or are read by."""
    names = {article.layout for one in seen.articles for article in _articles(one)}
    shared = (layout for layout in PLATFORMS if layout.name in names)
    return list({layout.name: layout for layout in (*shared, *site.layouts)}.values())


def _articles(answer: Answer) -> Iterator[Article]:
    if answer.earlier is not None:
        yield answer.earlier.article
    if answer.article is not None:
        yield answer.article


def _lists_shown(seen: Seen) -> list[Page]:
    pages = (page_of(answer) for answer in seen.answers if answer.kind == "page")
    return [page for page in pages if page is not None]


def _groups(site: Site, seen: Seen) -> dict[str, _Group]:
    """The pages that tell of each layout: those the archive knows under it, else those it reads today.

    The newest pages, where no layout reads them any more, tell of the layout of the newest era.
    """
    current = site.eras[0].layout if site.eras and not site.successor else ""
    groups: dict[str, _Group] = {}
    for layout in _in_play(site, seen):
        old = [
            one
            for one in seen.articles
            if one.earlier is not None and one.earlier.article.layout == layout.name
        ]
        found = _known(layout, old)
        if found is None:
            new = [one for one in seen.articles if one.article is not None and one.earlier is None]
            read = [one for one in new if one.article is not None and one.article.layout == layout.name]
            unread = [one for one in new if one.article is not None and not one.article.layout]
            found = _read_now(layout, read or (unread if layout.name == current else []))
        if found is not None:
            groups[layout.name] = found
    return groups


def _known(layout: Layout, answers: Sequence[Answer]) -> _Group | None:
    """A group of pages that an archive knows; what was edited since, or is not there, tells nothing."""
    rows = []
    for answer in answers:
        page = page_of(answer)
        if page is None or answer.earlier is None:
            continue
        before = page_from(answer.earlier.payload)
        if before is not None:
            article = answer.earlier.article
            rows.append((answer, sample_of(page, article), sample_of(before, article)))
    kept = [row for row in rows if _is_same(row[1], row[2])]
    if not kept:
        return None
    shown, now, then = zip(*kept, strict=True)
    return _Group(layout, shown, now, then)


def _is_same(now: Sample, before: Sample) -> bool:
    """Whether what stood on the page before still stands there; a time may be printed in another form."""
    texts = [name for name in FIELDS if name in now.texts and givers(before, name)]
    lost = _lost(now) - _lost(before)
    return all(givers(now, name) for name in texts) and lost <= len(now.paragraphs) // 20


def _lost(sample: Sample) -> int:
    """How many paragraphs do not stand on the page as they are read; rows of a table never do."""
    return sum(not any(sample.letters.places(text)) for text in sample.paragraphs)


def _read_now(layout: Layout, answers: Sequence[Answer]) -> _Group | None:
    """A group of pages that no archive knows, with what they are read as now."""
    rows = [
        (answer, sample_of(page, answer.article))
        for answer in answers
        if answer.article is not None and (page := page_of(answer)) is not None
    ]
    if not rows:
        return None
    shown, now = zip(*rows, strict=True)
    return _Group(layout, shown, now)


def _judged(
    site: Site, seen: Seen, group: _Group, others: Sequence[Page]
) -> tuple[list[Fact], Mended | None]:
    """What is said of each part of a layout, and the mended one where one has drifted."""
    layout, month = group.layout, f"{seen.at:%Y-%m}"
    read = partial(_wrongly_read, site, seen, group)
    new, mends = mended(layout, group.now, others)
    # What did not find its text in the earlier page either has not drifted: another step reads it.
    control = {mend.part: mend for mend in mended(layout, group.before)[1]} if group.before else {}
    by_part = {mend.part: mend for mend in mends}
    drifted = {part for part, mend in by_part.items() if _has_drifted(group, mend, control)}
    possible = {
        part: value
        for part, mend in by_part.items()
        if mend.after and (value := getattr(new, part)) != getattr(layout, part)
    }
    if drifted & set(possible):
        # Another step read these before; a layout that is mended in its other parts would keep it from them.
        trial = _mended(group, _only(possible, drifted), month)
        wrong = {name for _, names in read(trial) for name in names}
        possible |= _undeclared(group, wrong, others)
        drifted |= {part for part in possible if PARTS[part] in wrong}
    changes = _only(possible, drifted)
    made = _mended(group, changes, month) if changes else None
    facts = [
        _fact(group, part, _mend(by_part, part) if part in drifted else None, changes, part in control)
        for part in PARTS
        if part in drifted or getattr(layout, part)
    ]
    if made is not None:
        facts.append(_proof(group, made, read(made)))
    return facts, made


def _mend(mends: dict[str, Mend], part: str) -> Mend:
    return mends.get(part) or Mend(part=part, before="reading without a selector")


def _has_drifted(group: _Group, mend: Mend, control: Mapping[str, Mend]) -> bool:
    """Whether a part fails that did not fail before; or did, and what it is for has another place now."""
    if mend.part not in control:
        return bool(group.before or mend.after)
    has_moved = mend.part in FIELDS and mend.after != control[mend.part].after
    return bool(mend.after) and (has_moved or bool(_differing(group, PARTS[mend.part])))


def _differing(group: _Group, name: str) -> list[Answer]:
    """The answers in which a field is read otherwise than the archive knows it."""
    return [
        one
        for one in group.answers
        if one.earlier is not None
        and name
        and (one.article is None or getattr(one.article, name) != getattr(one.earlier.article, name))
    ]


def _only(possible: dict[str, object], drifted: set[str]) -> dict[str, object]:
    """The mended parts of what has drifted, in the order of a layout's declaration."""
    return {part: possible[part] for part in PARTS if part in drifted and part in possible}


def _undeclared(group: _Group, wrong: set[str], others: Sequence[Page]) -> dict[str, object]:
    """Selectors of fields that the layout leaves to evidence, where that finds them no more."""
    missing = [name for name in FIELDS if PARTS[name] in wrong and getattr(group.layout, name) is None]
    if not missing:
        return {}
    fields = propose(group.now, others).fields
    return {name: Rule(css=fields[name].css) for name in missing if fields[name].css}


def _fact(group: _Group, part: str, mend: Mend | None, changes: dict[str, object], was_missed: bool) -> Fact:
    about, capture = f"layout {group.layout.name}: {part}", group.capture
    pages = len(group.now)
    if mend is not None:
        proposal = f"{part}={value_source(changes[part])}" if part in changes else ""
        before = "the function in its file" if mend.before.endswith("()") else mend.before
        detail = f"{before or 'nothing'} no longer gives what is known of {pages} pages"
        detail += f"; {mend.reason}" if mend.reason else ""
        return Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, proposal=proposal, capture=capture)
    name = PARTS[part]
    other = _differing(group, name) if part in FIELDS or part in {"body", "tags"} else []
    if 2 * len(other) > pages:
        detail = f"{len(other)} of {pages} pages are read otherwise than before, and no selector was found"
        return Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, capture=other[0].capture)
    known = sum(_knows(sample, part) for sample in group.now)
    if not known:
        detail = f"none of {pages} pages is known to have one"
        return Fact(about=about, verdict=Verdict.UNKNOWN, detail=detail, capture=capture)
    detail = f"as known on {known} of {pages} pages"
    detail += ", found without the selector" if was_missed else ""
    return Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=capture)


def _knows(sample: Sample, part: str) -> bool:
    """Whether something is known of a page that a part must find."""
    if part in FIELDS:
        return part in sample.texts
    return bool(
        sample.tags if part == "tags" else sample.captions if part == "captions" else sample.paragraphs
    )


def _mended(group: _Group, changes: dict[str, object], month: str) -> Mended:
    """The layout with its changes, under a name of its own: the old one still reads the old pages."""
    name = f"{group.layout.name}-{month}"
    new = replace(group.layout, name=name, **changes)  # type: ignore[arg-type]  # the names are the layout's
    return Mended(layout=new, before=group.layout.name, source=layout_source(group.layout, changes, name))


def _proof(group: _Group, made: Mended, wrong: Sequence[tuple[Answer, list[str]]]) -> Fact:
    """How many of the pages the mended layout reads exactly as they are known."""
    right = len(group.answers) - len(wrong)
    detail = f"made from {made.before}, reads {right} of {len(group.answers)} pages exactly as they are known"
    if wrong:
        detail += f"; {wrong[0][0].url}: {', '.join(wrong[0][1])}"
    verdict = Verdict.UNKNOWN if wrong else Verdict.CONFIRMED
    capture = wrong[0][0].capture if wrong else group.capture
    return Fact(
        about=f"layout {made.layout.name} (proposed)", verdict=verdict, detail=detail, capture=capture
    )


def _wrongly_read(site: Site, seen: Seen, group: _Group, made: Mended) -> list[tuple[Answer, list[str]]]:
    """The pages that a mended layout reads otherwise than they are known, with the fields."""
    with_it = replace(site, layouts=(made.layout, *site.layouts))
    rows = ((one, _wrong(one, with_it, seen.memory, made.layout.name)) for one in group.answers)
    return [(one, names) for one, names in rows if names]


def _wrong(answer: Answer, site: Site, memory: Memory, layout: str) -> list[str]:
    """The fields that a layout reads otherwise than they are known."""
    known = answer.earlier.article if answer.earlier is not None else answer.article
    if known is None or answer.payload is None:
        return []
    try:
        read = extract(answer.payload, site, memory)
    except ExtractionError as error:
        return [str(error)]
    names = [name for name in _READ if getattr(read, name) != getattr(known, name)]
    return names if read.layout == layout else ["layout", *names]
