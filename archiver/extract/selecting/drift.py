"""Which parts of a layout no longer find texts that are known, and the selectors that find them now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archiver.errors import LayoutChanged
from archiver.extract.selecting.known import FIELDS, Sample, givers, gives
from archiver.extract.selecting.proposing import Choice, Proposal, finds_all, propose
from archiver.extract.site import Field, Layout, Rule
from archiver.page.page import Page, text_of


@dataclass(frozen=True, kw_only=True)
class Mend:
    """One part of a layout that finds its text no longer; `after` is empty where `reason` says why."""

    part: str
    before: str
    after: str = ""
    reason: str = ""


def mended(
    layout: Layout, samples: Sequence[Sample], others: Sequence[Page] = ()
) -> tuple[Layout, tuple[Mend, ...]]:
    """A layout as it must be for pages that look otherwise now, and each part that had to change.

    A part that still gives what is known of every page stays as it is; so does one for which there is no
    other selector. `others` are pages that are none of the template.
    """
    proposal = propose(samples, others)
    changes: dict[str, Field] = {}
    mends: list[Mend] = []
    for part, before, choice in (*_broken(layout, samples, proposal), *_lists(layout, samples, proposal)):
        mends.append(Mend(part=part, before=before, after=choice.css, reason=choice.reason))
        if choice.css:
            is_text = part in FIELDS and isinstance(getattr(layout, part), str) is False
            changes[part] = Rule(css=choice.css) if is_text else choice.css
    if new := _new_strangers(layout, samples, proposal):
        mends.append(Mend(part="drop", before=", ".join(layout.drop), after=", ".join(layout.drop + new)))
        layout = replace(layout, drop=layout.drop + new)
    return replace(layout, **changes), tuple(mends)  # type: ignore[arg-type]  # the names are the layout's


def _broken(layout: Layout, samples: Sequence[Sample], proposal: Proposal) -> list[tuple[str, str, Choice]]:
    """The parts that fail on one of the pages: their name, what they are, and what is proposed."""
    broken = []
    if not all(sample.page.has(layout.when) for sample in samples):
        broken.append(("when", layout.when, proposal.when))
    if not all(_holds_text(sample, layout.body) for sample in samples):
        broken.append(("body", layout.body, proposal.body))
    for name in FIELDS:
        rule: Field | None = getattr(layout, name)
        if rule is not None and not all(_still_gives(sample, name, rule) for sample in samples):
            broken.append((name, _words(rule), proposal.fields[name]))
    return broken


def _lists(
    layout: Layout, samples: Sequence[Sample], proposal: Proposal
) -> Iterator[tuple[str, str, Choice]]:
    """The parts that must find several nodes, where one page shows that they do not."""
    wanted = [(sample, set(sample.tags)) for sample in samples if sample.tags]
    if layout.tags and not all(finds_all(sample, tags, css=layout.tags) for sample, tags in wanted):
        yield "tags", layout.tags, proposal.tags
    wanted = [(sample, set(sample.captions)) for sample in samples if sample.captions]
    body = proposal.body.css or layout.body
    if layout.captions and not all(
        finds_all(sample, said, css=layout.captions, within=body) for sample, said in wanted
    ):
        yield "captions", layout.captions, proposal.captions


def _new_strangers(layout: Layout, samples: Sequence[Sample], proposal: Proposal) -> tuple[str, ...]:
    """What stands in the text, is none, and is not left out yet."""
    new = []
    for css in proposal.drop:
        found = [node for sample in samples for node in sample.page.each(css)]
        old = {node.mem_id for sample in samples for drop in layout.drop for node in sample.page.each(drop)}
        if not all(node.mem_id in old for node in found):
            new.append(css)
    return tuple(new)


def _holds_text(sample: Sample, css: str) -> bool:
    """Whether a selector finds one node, and it shows every paragraph that the page shows."""
    nodes = sample.page.each(css)
    if len(nodes) != 1:
        return False
    here = next((spot for spot in sample.letters.spots if spot.node.mem_id == nodes[0].mem_id), None)
    if here is None:
        return False
    known = [places for text in sample.paragraphs if (places := list(sample.letters.places(text)))]
    return all(any(here.first <= a and b <= here.last for a, b in places) for places in known)


def _still_gives(sample: Sample, name: str, rule: Field) -> bool:
    """Whether a field gives what is known of a page, or nothing where nothing is."""
    known = sample.texts.get(name, "")
    try:
        text = _text(sample.page, rule)
    except LayoutChanged:
        return False
    if not text:
        # What stands nowhere on a page is in its metadata, or was cut out of another field.
        return not known or not givers(sample, name)
    return not known or gives(sample, name, text)


def _text(page: Page, rule: Field) -> str:
    if isinstance(rule, str):
        return text_of(page.one(rule))
    if not isinstance(rule, Rule):
        return rule(page)
    nodes = page.each(rule.css)
    if not nodes and rule.optional:
        return ""
    if len(nodes) != 1:
        raise LayoutChanged(page.url, rule.css, len(nodes))
    return text_of(nodes[0])


def _words(rule: Field) -> str:
    """A field as it is told to people.

    >>> _words(Rule(css=".sapo")), _words(text_of)
    ('.sapo', 'text_of()')
    """
    if isinstance(rule, str):
        return rule
    return rule.css if isinstance(rule, Rule) else f"{rule.__name__}()"
