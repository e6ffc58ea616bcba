"""What a probe says of a site's layouts: each part finds what is known, or a mended one is proposed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from archiver.crawl.probe.groups import Group, Known, follower, groups, known_under, layouts_in_play
from archiver.crawl.probe.pages import page_of
from archiver.crawl.probe.source import layout_source, value_source
from archiver.crawl.probe.values import Answer, Fact, Mended, Seen, Verdict
from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.memory import Memory
from archiver.extract.selecting.drift import Mend, mended
from archiver.extract.selecting.known import FIELDS, Sample
from archiver.extract.selecting.proposing import propose
from archiver.extract.site import Layout, Rule, Site
from archiver.page.page import Page
from archiver.records import ARTICLE_FIELDS, Article

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


def layout_facts(site: Site, seen: Seen) -> tuple[list[Fact], list[Mended]]:
    """A fact for each declared part of each layout that is in play, and the layouts that must change."""
    facts: list[Fact] = []
    layouts: list[Mended] = []
    others = _lists_shown(seen)
    known = groups(site, seen)
    for layout in layouts_in_play(site, seen):
        group = known.get(layout.name)
        if group is None:
            facts.append(_unseen(layout, site, seen))
            continue
        strangers = [sample.page for name, one in known.items() if name != layout.name for sample in one.now]
        found, new = _judged(site, seen, group, [*others, *strangers])
        facts += found
        layouts += [new] if new is not None else []
    return facts, layouts


def _unseen(layout: Layout, site: Site, seen: Seen) -> Fact:
    """What is said of a layout of which no page was seen."""
    asked = known_under(layout, seen)
    is_refused = bool(asked) and all(one.is_refused for one in asked)
    words = f"none of {len(asked)} pages was given as it is known" if asked else "no page of it was asked for"
    after = sorted({name for one in asked if (name := follower(one, site))})
    if after:
        words = f"its pages are of layout {', '.join(after)} now"
    return Fact(
        about=f"layout {layout.name}",
        verdict=Verdict.BLOCKED if is_refused else Verdict.UNKNOWN,
        detail=words,
        capture=asked[0].capture if asked else "",
    )


def _lists_shown(seen: Seen) -> list[Page]:
    pages = (page_of(answer) for answer in seen.answers if answer.kind == "page")
    return [page for page in pages if page is not None]


def _judged(site: Site, seen: Seen, group: Group, others: Sequence[Page]) -> tuple[list[Fact], Mended | None]:
    """What is said of each part of a layout, and the mended one where one has drifted."""
    layout, month = group.layout, f"{seen.at:%Y-%m}"
    read = partial(_wrongly_read, site, seen, group)
    new, mends = mended(layout, group.now, others)
    # What did not find its text in the earlier page either has not drifted: another step reads it.
    control = {mend.part: mend for mend in mended(layout, group.before)[1]} if group.before else None
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
        drifted |= {
            one for one in possible if PARTS[one] in wrong and (group.before or not _finds(group, one))
        }
    changes = _only(possible, drifted)
    made = _mended(group, changes, month) if changes else None
    facts = []
    for part in PARTS:
        if part in drifted or getattr(layout, part):
            mend = _mend(by_part, part) if part in drifted else None
            facts.append(_fact(group, part, mend, changes, part in (control or ())))
    if made is not None:
        facts.append(_proof(group, made, read(made)))
    return facts, made


def _mend(mends: dict[str, Mend], part: str) -> Mend:
    return mends.get(part) or Mend(part=part, before="reading without a selector")


def _has_drifted(group: Group, mend: Mend, control: Mapping[str, Mend] | None) -> bool:
    """Whether a part fails that did not fail before; or did, and what it is for has another place now.

    Without an archive: whether it finds nothing of what evidence finds on two pages or more, and a selector
    does. Where both find something, and not the same, nobody knows which is right.
    """
    if control is None:
        return bool(mend.after) and len(group.pages) > 1 and not _finds(group, mend.part)
    if mend.part not in control:
        return True
    has_moved = mend.part in FIELDS and mend.after != control[mend.part].after
    return bool(mend.after) and (has_moved or bool(_differing(group, PARTS[mend.part])))


def _finds(group: Group, part: str) -> bool:
    """Whether the layout itself gave the field of a part on one of the pages."""
    articles = (page.answer.article for page in group.pages)
    hows = (article.found.get(PARTS[part]) for article in articles if article is not None)
    return any(how is not None and how.by.endswith(f":{group.layout.name}") for how in hows)


def _differing(group: Group, name: str) -> list[Known]:
    """The pages on which a field is read otherwise than it is known."""
    if not name:
        return []
    return [page for page in group.pages if _differs(page, page.answer.article, name)]


def _differs(page: Known, read: Article | None, name: str) -> bool:
    """Whether a reading says something else than is known; evidence does not know the zone of a layout."""
    if name == "published_at" and page.answer.earlier is None:
        name = "published_text"
    return read is None or getattr(read, name) != getattr(page.article, name)


def _only(possible: dict[str, object], drifted: set[str]) -> dict[str, object]:
    """The mended parts of what has drifted, in the order of a layout's declaration."""
    return {part: possible[part] for part in PARTS if part in drifted and part in possible}


def _undeclared(group: Group, wrong: set[str], others: Sequence[Page]) -> dict[str, object]:
    """Selectors of fields that the layout leaves to evidence, where that finds them no more."""
    missing = [name for name in FIELDS if PARTS[name] in wrong and getattr(group.layout, name) is None]
    if not missing:
        return {}
    fields = propose(group.now, others).fields
    return {name: Rule(css=fields[name].css) for name in missing if fields[name].css}


def _fact(group: Group, part: str, mend: Mend | None, changes: dict[str, object], was_missed: bool) -> Fact:
    about, capture = f"layout {group.layout.name}: {part}", group.capture
    pages = len(group.pages)
    by = "known" if group.is_known else "evidence finds it"
    if mend is not None:
        proposal = f"{part}={value_source(changes[part])}" if part in changes else ""
        before = "the function in its file" if mend.before.endswith("()") else mend.before or "nothing"
        detail = f"{before} does not give what is {'known' if group.is_known else 'there'} on {pages} pages"
        detail += f"; {mend.reason}" if mend.reason else ""
        return Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, proposal=proposal, capture=capture)
    knowing = [page for page in group.pages if _knows(page.now, part)]
    if not knowing:
        detail = f"none of {pages} pages is known to have one"
        return Fact(about=about, verdict=Verdict.UNKNOWN, detail=detail, capture=capture)
    differing = _differing(group, PARTS[part]) if part in FIELDS or part in {"body", "tags"} else []
    other = [page for page in differing if page in knowing]
    if 2 * len(other) > len(knowing):
        verdict = Verdict.DRIFTED if group.is_known else Verdict.UNKNOWN
        detail = f"not as {by} on {len(other)} of {len(knowing)} pages, and no selector was found"
        return Fact(about=about, verdict=verdict, detail=detail, capture=other[0].answer.capture)
    detail = f"as {by} on {len(knowing) - len(other)} of {len(knowing)} pages"
    detail += ", without the selector" if was_missed else ""
    return Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=capture)


def _knows(sample: Sample, part: str) -> bool:
    """Whether something is known of a page that a part must find."""
    if part in FIELDS:
        return part in sample.texts
    return bool(
        sample.tags if part == "tags" else sample.captions if part == "captions" else sample.paragraphs
    )


def _mended(group: Group, changes: dict[str, object], month: str) -> Mended:
    """The layout with its changes, under a name of its own: the old one still reads the old pages."""
    name = f"{group.layout.name}-{month}"
    new = replace(group.layout, name=name, **changes)  # type: ignore[arg-type]  # the names are the layout's
    return Mended(layout=new, before=group.layout.name, source=layout_source(group.layout, changes, name))


def _proof(group: Group, made: Mended, wrong: Sequence[tuple[Answer, list[str]]]) -> Fact:
    """How many of the pages the mended layout reads exactly as they are known."""
    right = len(group.pages) - len(wrong)
    detail = f"made from {made.before}, reads {right} of {len(group.pages)} pages exactly as they are known"
    if wrong:
        detail += f"; {wrong[0][0].url}: {', '.join(wrong[0][1])}"
    verdict = Verdict.UNKNOWN if wrong else Verdict.CONFIRMED
    capture = wrong[0][0].capture if wrong else group.capture
    return Fact(
        about=f"layout {made.layout.name} (proposed)", verdict=verdict, detail=detail, capture=capture
    )


def _wrongly_read(site: Site, seen: Seen, group: Group, made: Mended) -> list[tuple[Answer, list[str]]]:
    """The pages that a mended layout reads otherwise than they are known, with the fields."""
    with_it = replace(site, layouts=(made.layout, *site.layouts))
    rows = ((one.answer, _wrong(one, with_it, seen.memory, made.layout.name)) for one in group.pages)
    return [(one, names) for one, names in rows if names]


def _wrong(page: Known, site: Site, memory: Memory, layout: str) -> list[str]:
    """The fields that a layout reads otherwise than they are known."""
    if page.answer.payload is None:
        return []
    try:
        read = extract(page.answer.payload, site, memory)
    except ExtractionError as error:
        return [str(error)]
    names = [name for name in ARTICLE_FIELDS if _differs(page, read, name)]
    return names if read.layout == layout else ["layout", *names]
