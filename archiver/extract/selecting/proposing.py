"""Which selectors find what is known of some pages of one template. Pure.

For a portal that nobody has described, whose pages evidence has read, and for a layout that has drifted: its
texts are known from earlier readings, and are looked for where they stand now. A selector is proposed only if
on every page it finds exactly the node that holds the known text, and nothing on a page that has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate

from archiver.extract.selecting.known import FIELDS, Sample, bodies, files_in, givers
from archiver.extract.selecting.selectors import selectors
from archiver.extract.site import Field, Layout, Rule
from archiver.page.page import Node, Page, text_of

#: Every page of a template has them: there an absence is an alarm.
_ALWAYS = frozenset({"title", "published"})
#: Of a node's selectors so many are tried.
_TRIED = 160
#: So many different things that are no text are looked at; a text has few.
_STRANGERS = 40
#: A selector whose last part is a name, not a tag or a place.
_NAMED = re.compile(r"[#.\[][^ >:]*$")
_HINTS = {
    "title": r"title|tieu-?_?de|headline|heading",
    "published": r"date|time|ngay|publish",
    "lead": r"sapo|lead|summary|tom-?_?tat|trich-?_?yeu|hometext|mo-?_?ta|intro|desc",
    "byline": r"author|tac-?_?gia|but-?_?danh|nguoi-?_?viet|byline",
    "source_line": r"source|nguon",
    "category": r"cate|chuyen-?_?muc|breadcrumb",
    "body": r"content|body|noi-?_?dung|detail|article",
    "drop": r"relat|lien-?_?quan|box|more|ads",
    "captions": r"caption|chu-?_?thich",
    "tags": r"tag|keyword|tu-?_?khoa",
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The selector of one field; where `css` is empty, `reason` says why there is none.

    `always` means that every page had the field.
    """

    css: str = ""
    always: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a layout may be made of: a choice for each of `FIELDS`, and for its other parts."""

    when: Choice
    body: Choice
    fields: Mapping[str, Choice]
    drop: tuple[str, ...] = ()
    captions: Choice = field(default_factory=Choice)
    tags: Choice = field(default_factory=Choice)


def propose(samples: Sequence[Sample], others: Sequence[Page] = ()) -> Proposal:
    """Selectors for pages of one template; `others` are pages, such as lists, that are none of it.

    Two pages or more show what is a template's and what is one page's.
    """
    body = _chosen(samples, [bodies(sample) for sample in samples], "body", "the text")
    fields = {name: _field(samples, body, name) for name in FIELDS}
    return Proposal(
        when=_when(samples, others, body, fields),
        body=body,
        fields=fields,
        drop=_drop(samples, body) if body.css else (),
        captions=_captions(samples, body) if body.css else Choice(reason="there is no body"),
        tags=_tags(samples),
    )


def proposed_layout(proposal: Proposal, name: str) -> Layout | None:
    """The layout of a proposal; `None` where no selector finds its pages or their text."""
    if not (proposal.when.css and proposal.body.css):
        return None
    rules: dict[str, Field | None] = {key: _rule(key, choice) for key, choice in proposal.fields.items()}
    return replace(
        Layout(
            name=name,
            when=proposal.when.css,
            body=proposal.body.css,
            drop=proposal.drop,
            captions=proposal.captions.css,
            tags=proposal.tags.css,
        ),
        **rules,  # type: ignore[arg-type]  # the keys are FIELDS
    )


def _rule(name: str, choice: Choice) -> Field | None:
    if not choice.css:
        return None
    return choice.css if choice.always and name in _ALWAYS else Rule(css=choice.css)


def _chosen(samples: Sequence[Sample], nodes: Sequence[Sequence[Node]], name: str, what: str) -> Choice:
    """The cheapest selector that on every page finds one of the nodes that are right there, and none else."""
    if not any(nodes):
        known = any(sample.paragraphs if name == "body" else name in sample.texts for sample in samples)
        reason = f"{what} stands nowhere on the page" if known else f"{what} is not known"
        return Choice(reason=reason)
    right = [{node.mem_id for node in found} for found in nodes]
    is_right = _is_body if name == "body" else _is_right
    always = all(right)
    tried: list[tuple[str, int]] = []
    for css in _candidates(nodes, name):
        found = [sample.page.each(css) for sample in samples]
        if all(map(is_right, found, right)):
            return Choice(css=css, always=always)
        tried.append((css, max(map(len, found))))
    return Choice(reason=_refused(what, tried))


def _is_right(found: Sequence[Node], right: set[int]) -> bool:
    if not right:
        return len(found) <= 1 and not any(map(text_of, found))
    return len(found) == 1 and found[0].mem_id in right


def _is_body(found: Sequence[Node], right: set[int]) -> bool:
    """As `_is_right`; on a page whose text is not known, such as a photo story, any one node may be it."""
    return _is_right(found, right) if right else len(found) <= 1


def _candidates(nodes: Sequence[Sequence[Node]], name: str) -> Iterator[str]:
    """Selectors of the right nodes of the page that has the fewest, the cheapest first."""
    fewest = min((found for found in nodes if found), key=len)
    costs: dict[str, float] = {}
    for node in fewest:
        for cost, css in selectors(node, hints=_HINTS[name])[:_TRIED]:
            costs[css] = min(cost, costs.get(css, cost))
    yield from sorted(costs, key=lambda css: (costs[css], len(css), css))


def _refused(what: str, tried: Sequence[tuple[str, int]]) -> str:
    if not tried:
        return f"{what} stands in an element without any name, as do those around it"
    css, most = tried[0]
    others = f"finds {most} nodes" if most > 1 else "does not find it on every page"
    return f"no selector finds {what} alone on every page; the best, {css}, {others}"


def _field(samples: Sequence[Sample], body: Choice, name: str) -> Choice:
    """The selector of one field; where it stands in the text on some pages, that of its place outside."""
    nodes = [givers(sample, name) for sample in samples]
    choice = _chosen(samples, nodes, name, f"the {name}")
    if name == "category" and ":nth-of-type" in choice.css:
        return Choice(reason=f"the {name} is known by its place only: evidence reads it there")
    if not body.css or _NAMED.search(choice.css):
        return choice
    outside = [_outside(sample, body, found) for sample, found in zip(samples, nodes, strict=True)]
    if outside == nodes:
        return choice
    if any(outside):
        return _chosen(samples, outside, name, f"the {name}")
    return Choice(reason=f"the {name} stands in the text without a name of its own: evidence reads it")


def _outside(sample: Sample, body: Choice, nodes: Sequence[Node]) -> list[Node]:
    """Those of some nodes that are not in the text: there any other line may stand in their place."""
    inside = {node.mem_id for holder in sample.page.each(body.css) for node in holder.css("*")}
    return [node for node in nodes if node.mem_id not in inside]


def _when(
    samples: Sequence[Sample], others: Sequence[Page], body: Choice, fields: Mapping[str, Choice]
) -> Choice:
    """What only this template has: its body, a field of every page, or both together."""
    marks = [body.css, *(fields[name].css for name in FIELDS if fields[name].always)]
    marks = [css for css in marks if css and ":nth-of-type" not in css]
    marks += [f"{body.css}:has({inner})" for inner in ("p", "br") if body.css]
    for css in marks:
        if all(sample.page.has(css) for sample in samples) and not any(page.has(css) for page in others):
            return Choice(css=css, always=True)
    return Choice(reason="nothing that has a name is on these pages only")


def _drop(samples: Sequence[Sample], body: Choice) -> tuple[str, ...]:
    """Selectors of what stands in the text and is none: nothing that is known of any page is in them."""
    chosen: list[str] = []
    taken: set[int] = set()
    strangers = [_strange(sample, body) for sample in samples]
    nodes = {node.mem_id: node for found in strangers for node in found}
    for node in list(nodes.values())[:_STRANGERS]:
        if node.mem_id in taken:
            continue
        for _, css in selectors(node, hints=_HINTS["drop"])[:_TRIED]:
            if " " in css or css == body.css:
                continue
            found = [
                inner for sample in samples for one in sample.page.each(body.css) for inner in one.css(css)
            ]
            if all(inner.mem_id in nodes or not text_of(inner) for inner in found):
                chosen.append(css)
                taken.update(inner.mem_id for inner in found)
                break
    return tuple(chosen)


def _strange(sample: Sample, body: Choice) -> list[Node]:
    """The outermost nodes of a text that hold letters, of which nothing is known."""
    known = _known_letters(sample)
    own = {node.mem_id for node in sample.page.each(body.css)}
    holders: set[int] = set()
    strange = []
    for place, spot in enumerate(sample.letters.spots):
        if spot.node.mem_id in own:
            holders.add(place)
        elif spot.parent in holders:
            if known[spot.last] > known[spot.first]:
                holders.add(place)  # something known is inside: look deeper
            elif spot.size and not files_in(spot.node, sample.kept):
                strange.append(spot.node)
    return strange


def _known_letters(sample: Sample) -> list[int]:
    """Before each letter of a page, and behind the last, how many are part of what is known."""
    covered = bytearray(len(sample.letters.text))
    for texts in (sample.texts.values(), sample.captions, sample.tags, sample.paragraphs):
        for first, last in sample.letters.in_order(text for text in texts if len(text) > 1):
            covered[first:last] = b"\x01" * (last - first)
    return [0, *accumulate(covered)]


def _captions(samples: Sequence[Sample], body: Choice) -> Choice:
    """A selector that finds every known caption in the text, and nothing else that is said there."""
    wanted = [set(sample.captions) for sample in samples]
    if not any(wanted):
        return Choice(reason="no caption is known")
    return _all_of(samples, wanted, "captions", body.css)


def _tags(samples: Sequence[Sample]) -> Choice:
    """A selector that finds every known tag of every page, and nothing else."""
    wanted = [set(sample.tags) for sample in samples]
    if not any(wanted):
        return Choice(reason="no tag is known")
    return _all_of(samples, wanted, "tags", "")


def _all_of(samples: Sequence[Sample], wanted: Sequence[set[str]], name: str, within: str) -> Choice:
    for sample, texts in zip(samples, wanted, strict=True):
        spots = [spot for text in sorted(texts) for spot in sample.letters.around(text)]
        costs = {css: cost for spot in spots for cost, css in selectors(spot.node, hints=_HINTS[name])[:40]}
        for css in sorted(costs, key=lambda css: (costs[css], css)):
            is_right: Callable[[Sample, set[str]], bool] = partial(finds_all, css=css, within=within)
            if ":nth" not in css and all(map(is_right, samples, wanted)):
                return Choice(css=css, always=all(wanted))
        if texts:
            break
    return Choice(reason=f"no selector finds all {name} and nothing else")


def finds_all(sample: Sample, texts: set[str], *, css: str, within: str = "") -> bool:
    """Whether a selector finds these texts on a page, or within a part of it, and no other text."""
    holders = sample.page.each(within) if within else [sample.page.body]
    return {text for holder in holders for node in holder.css(css) if (text := text_of(node))} == texts
