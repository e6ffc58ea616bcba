"""The last step of every extraction, whatever found the parts: split, choose, check, or refuse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from archiver.errors import NotAnArticle
from archiver.extract.body import Body, read_body, sign_above
from archiver.extract.draft import Draft
from archiver.extract.fields.beside import name_beside, posted_by, read_writer
from archiver.extract.fields.breadcrumbs import last_step
from archiver.extract.fields.dates import read_date_line, updated_beside
from archiver.extract.fields.declared import initials_of, split_mark, without_site
from archiver.extract.fields.files import attachments_of, images_of, shown_documents, titled
from archiver.extract.fields.identity import claim_of, identity_of
from archiver.extract.fields.metadata import Metadata
from archiver.extract.fields.slanted import is_slanted_lead
from archiver.extract.flow.blocks import Anchor, Block, Flow
from archiver.extract.flow.cues import LEAD
from archiver.extract.flow.labels import parts_answer
from archiver.extract.site import Site
from archiver.extract.standing import refused_as_standing
from archiver.extract.text.headings import mark_headings
from archiver.page.page import Page
from archiver.records import Article, Found, Identity, Image, Kind, Paragraph, Payload, Precision, Reason, iso
from archiver.vietnamese.bylines import Byline, read_byline, read_source_line
from archiver.vietnamese.date_lines import Label, label_of
from archiver.vietnamese.encodings import unreadable
from archiver.vietnamese.languages import language_of
from archiver.vietnamese.text import clean, fold
from archiver.vietnamese.timestamps import Timestamp, parse_timestamp

#: A text of so many letters tells its language.
_TELLING = 40
#: So many letters tell most texts apart.
_BEGINNING = 16
#: Among so many first blocks of a body title, lead, date and byline may stand.
_ABOVE = 5
#: So far ahead of its capture a printed time may be: editors' clocks and zones differ.
_AHEAD = timedelta(days=1)
#: How sure a name must be that stands where the layout has none.
_SURE = 0.8
#: How sure the byline is then.
_UNKNOWN_PLACE = 0.7
#: What plays a film or a recording.
_PLAYER = "video, audio, iframe[src*=youtube]"
#: No label stands before a name of which we are no more sure.
_BARE_NAME = 0.9
#: How sure a name is whose label says that it sent something.
_WEAK = 0.6


# Longer than others: each field in its order, as each needs those before it, and the record they make.
def finish(
    draft: Draft, *, page: Page, payload: Payload, site: Site, metadata: Metadata, site_names: Sequence[str]
) -> Article:
    """The article of a draft.

    Raises:
        NotAnArticle: there is no title, no text, picture or attachment, or no date where only standing
            pages have none.
    """
    title = _title(draft, metadata, site_names)
    if not title:
        raise NotAnArticle(payload.url, Reason.NO_TITLE, "no heading and no declared title")
    body = _body(draft, title, site_names)
    lead, source_line = _lead(draft, body, (*site_names, *initials_of(metadata.titles)))
    if draft.trusted and lead:
        sign_above(draft.flow, body, site_names)
    mark_headings(body.blocks)
    identity = identity_of(payload.url, site)
    canonical = _canonical(draft, metadata, payload, site)
    stamp = _stamp(draft, metadata, payload)
    published, precision, printed = _published(draft, stamp, metadata)
    byline = _byline(draft, body, stamp, metadata, site_names)
    images = _images(draft, body, metadata, byline=byline, lead=lead)
    is_kept_up = stamp is not None and label_of(draft.date_line[: stamp.start]) is Label.UPDATED
    is_dated = published is not None or draft.date_line != ""
    if (is_kept_up or not is_dated) and not identity.recorded_at:
        _refuse_standing(payload.url, title, page, draft, body, byline, is_kept_up=is_kept_up)
    attachments = attachments_of(_anchors(draft) + shown_documents(page), metadata.base)
    paragraphs = _paragraphs(draft, body, metadata)
    _doubt_letters(draft, title=title, lead=lead, paragraphs="\n".join(p.text for p in paragraphs))
    tells_lead = lead and (draft.trusted or (is_dated and page.has(_PLAYER)))
    if not (paragraphs or images or attachments or tells_lead):
        raise NotAnArticle(payload.url, Reason.NO_BODY, "a title, but no text, picture or attachment")
    return Article(
        site=site.name,
        record_space=identity.record_space,
        record_id=identity.record_id,
        url=payload.url,
        title=title,
        published_at=published,
        published_precision=precision,
        published_text=printed,
        lead=lead,
        paragraphs=paragraphs,
        byline=byline,
        source_line=_source_line(draft, body, source_line),
        recorded_at=_recorded(draft, identity, metadata, published),
        updated_at=_updated(draft, body, metadata, published, payload),
        canonical_url=canonical,
        category=_category(draft, metadata, page, title),
        tags=_tags(draft, metadata),
        images=images,
        attachments=attachments,
        language=_language(metadata, title, paragraphs),
        layout=draft.layout,
        found=_by_field(draft),
    )


def _canonical(draft: Draft, metadata: Metadata, payload: Payload, site: Site) -> str:
    """The address the page names as its own, where it can be the article's."""
    claim = claim_of(metadata.canonical, payload.url, site)
    if claim.other:
        draft.doubt("record_id", f"the page's canonical link names {claim.other}")
    if claim.url:
        draft.found["canonical_url"] = Found("metadata")
    return claim.url


def _images(draft: Draft, body: Body, metadata: Metadata, *, byline: str, lead: str) -> tuple[Image, ...]:
    return images_of(
        draft.flow,
        draft.first,
        draft.last,
        body.blocks,
        metadata.base,
        left_out=body.left_out | draft.date_box,
        byline=byline,
        lead=_lead_at(draft, lead),
    )


def _refuse_standing(
    url: str, title: str, page: Page, draft: Draft, body: Body, byline: str, *, is_kept_up: bool
) -> None:
    if byline and draft.found["byline"].confidence > _BARE_NAME:
        return
    is_signed = bool(byline)
    refusal = refused_as_standing(url, title, page, draft.flow, is_signed=is_signed, is_kept_up=is_kept_up)
    if refusal is not None and not (body.source_line or draft.source_line or body.updated_line):
        raise NotAnArticle(url, refusal.reason, refusal.detail)


def _body(draft: Draft, title: str, site_names: Sequence[str]) -> Body:
    # What stands alone above the text and is the date line, or the byline, is no paragraph.
    above = range(draft.first, min(draft.first + _ABOVE, draft.last))
    elsewhere = {draft.date_line, draft.byline}
    known = {number for number in above if draft.flow.blocks[number].text in elsewhere}
    return read_body(
        draft.flow,
        draft.first,
        draft.last,
        taken=draft.taken | known,
        trusted=draft.trusted,
        site_names=site_names,
        title=title,
    )


def _title(draft: Draft, metadata: Metadata, site_names: Sequence[str]) -> str:
    cut = without_site(draft.title, site_names, exactly=True)
    if draft.title and cut in {draft.title, ""}:
        return draft.title
    declared = [without_site(title, site_names) for title in metadata.titles]
    if draft.title:
        # A heading ends in the site's name only if the page does not declare the whole as its title.
        return draft.title if fold(draft.title) in {fold(title) for title in declared} else cut
    if declared and draft.layout:
        draft.settle("title", declared[0], Found("metadata", 0.5))
        return declared[0]
    return ""


def _lead(draft: Draft, body: Body, site_names: Sequence[str]) -> tuple[str, str]:
    """The lead without the site's prefix, the prefix; copies of the lead above text or documents go."""
    text = draft.lead
    if not text and draft.trusted and _is_set_apart(draft.flow, body.blocks):
        text = body.blocks[0].text
        del body.blocks[0], body.positions[0]
        draft.settle("lead", text, Found("evidence", 0.6))
    prefix, lead = split_mark(text, site_names)
    least = 0 if any(draft.first <= at < draft.last for at in draft.flow.documents) else 1
    while (
        lead and len(body.blocks) > least and _is_copy(split_mark(body.blocks[0].text, site_names)[1], lead)
    ):
        del body.blocks[0], body.positions[0]
    return lead, prefix


def _is_copy(text: str, lead: str) -> bool:
    # Most texts differ from the first letters on: the rest need not be compared.
    return fold(text[:_BEGINNING]) == fold(lead[:_BEGINNING]) and fold(text) == fold(lead)


def _is_set_apart(flow: Flow, blocks: Sequence[Block]) -> bool:
    """Whether a body begins with a lead: by its class, or as a bold, large or slanted sentence."""
    if not blocks or not 40 <= len(blocks[0].text) <= 1_000:
        return False
    first = blocks[0]
    if first.kind not in {Kind.PARAGRAPH, Kind.HEADING}:
        return False
    if first.element >= 0:
        holder = flow.elements[first.element]
        if holder.last - holder.first <= 1 and LEAD.search(holder.cue):
            return True
    following = next((block for block in blocks[1:] if block.kind is not Kind.CAPTION), None)
    if following is None or first.text[-1] not in ".…!?":
        return False
    if first.is_italic and first.kind is Kind.PARAGRAPH and not first.links:
        return is_slanted_lead(first, blocks[1:])
    large = first.is_bold or first.kind is Kind.HEADING
    return large and not (following.is_bold or following.kind is Kind.HEADING)


def _stamp(draft: Draft, metadata: Metadata, payload: Payload) -> Timestamp | None:
    if not draft.date_line:
        return None
    stamp = read_date_line(draft.date_line, zone=draft.zone, relative_to=payload.fetched_at)
    if stamp is None:
        draft.doubt("date_line", f"no time can be read in {draft.date_line[:80]!r}")
        return None
    if stamp.doubt:
        draft.doubt("date_line", stamp.doubt)
    if payload.fetched_at is not None and stamp.at > payload.fetched_at + _AHEAD:
        draft.doubt("date_line", f"{stamp.text} is after the page was fetched ({iso(payload.fetched_at)})")
    if metadata.published is not None and metadata.published.date() != stamp.at.date():
        draft.doubt("date_line", f"{metadata.published_by} says {metadata.published.isoformat()}")
    return stamp


def _published(
    draft: Draft, stamp: Timestamp | None, metadata: Metadata
) -> tuple[datetime | None, Precision | None, str]:
    """The visible time; where there is none, what the metadata claim."""
    if stamp is not None:
        at = stamp.at.replace(second=0, microsecond=0)
        return at, stamp.precision, stamp.text
    draft.found.pop("date_line", None)
    if metadata.published is None:
        return None, None, ""
    at = metadata.published.replace(second=0, microsecond=0)
    draft.found["date_line"] = Found(metadata.published_by, 0.7)
    return at, Precision.MINUTE if (at.hour, at.minute) != (0, 0) else Precision.DAY, ""


def _recorded(
    draft: Draft, identity: Identity, metadata: Metadata, published: datetime | None
) -> datetime | None:
    """When the record was made: by its number, else by metadata that say more than the printed line."""
    if identity.recorded_at is not None:
        draft.found["recorded_at"] = Found("id")
        return identity.recorded_at
    if metadata.published is None or metadata.published == published:
        return None
    draft.found["recorded_at"] = Found(metadata.published_by)
    return metadata.published


def _updated(
    draft: Draft, body: Body, metadata: Metadata, published: datetime | None, payload: Payload
) -> datetime | None:
    """When the article was changed after its publication, by the printed line or else the metadata."""
    line = body.updated_line
    stamp = parse_timestamp(line, zone=draft.zone, relative_to=payload.fetched_at) if line else None
    if stamp is None and metadata.modified is None:  # which says the second, and in what zone
        stamp = updated_beside(draft.dates or draft.date_line, draft.zone)
    when, by = (stamp.at, "evidence") if stamp else (metadata.modified, "metadata")
    if when is None or published is None:
        return when if published is None and stamp else None
    if when.replace(second=0, microsecond=0) <= published or when == metadata.published:
        return None
    draft.found["updated_at"] = Found(by)
    return when


def _lead_at(draft: Draft, lead: str) -> int:
    """The block above the text that is the lead; -1 for none."""
    above = range(max(draft.title_at + 1, draft.first - _ABOVE), draft.first) if lead else ()
    return next((number for number in above if draft.flow.blocks[number].text.endswith(lead)), -1)


def _anchors(draft: Draft) -> list[Anchor]:
    blocks = draft.flow.blocks
    # Documents may stand between title and text.
    begin = draft.title_at + 1 if -1 < draft.title_at < draft.first and draft.flow.documents else draft.first
    own = [titled(a, blocks) for a in draft.flow.anchors if begin <= a.at <= draft.last]
    return own + draft.files.anchors


def _paragraphs(draft: Draft, body: Body, metadata: Metadata) -> tuple[Paragraph, ...]:
    paragraphs = tuple(Paragraph(block.kind, block.text) for block in body.blocks)
    if paragraphs or not metadata.body:
        return paragraphs
    # Pages that a script fills keep the text in JSON-LD only.
    draft.found["paragraphs"] = Found("json-ld", 0.7)
    lines = (clean(line) for line in metadata.body.splitlines())
    return tuple(Paragraph(Kind.PARAGRAPH, line) for line in lines if line)


def _byline(
    draft: Draft, body: Body, stamp: Timestamp | None, metadata: Metadata, site_names: Sequence[str]
) -> str:
    """The name below the text, else the one beside the title or the date, else the one in the metadata."""
    if body.byline:
        draft.found["byline"] = Found("evidence", body.byline_confidence)
        return body.byline
    if draft.byline and not _is_asker(draft, body):
        is_read = draft.found["byline"].by == "evidence"  # with its label, which is gone
        read = (
            None if is_read else posted_by(draft.byline, site_names) or read_writer(draft.byline, site_names)
        )
        return draft.byline if is_read else read.text if read else ""
    if draft.trusted and stamp is not None and (beside := name_beside(draft.date_line, stamp, site_names)):
        draft.found["byline"] = Found("evidence", beside.confidence)
        return beside.text
    if draft.below and (read := read_byline(draft.below, site_names=site_names)) and _is_sure(read):
        draft.found["byline"] = Found("evidence", _UNKNOWN_PLACE)
        return read.text
    if metadata.author and (read := read_byline(metadata.author.replace(";", ","), site_names=site_names)):
        draft.found["byline"] = Found("metadata", 0.6)
        return read.text
    return ""


def _is_asker(draft: Draft, body: Body) -> bool:
    """Whether a name behind `Người gửi:` is that of who asked what a page answers."""
    is_weak = draft.found["byline"].confidence <= _WEAK
    return is_weak and any(parts_answer(block.text) for block in body.blocks)


def _is_sure(read: Byline) -> bool:
    """Whether a line that no layout knows is a person's name."""
    return read.kind in {"person", "people"} and read.confidence >= _SURE


def _source_line(draft: Draft, body: Body, prefix: str) -> str:
    """The printed source, else the site's own mark before the lead."""
    for text, by in ((body.source_line, "evidence"), (draft.source_line, ""), (prefix, "evidence")):
        if text:
            if by:
                draft.found["source_line"] = Found(by)
            return read_source_line(text) or text
    return ""


def _category(draft: Draft, metadata: Metadata, page: Page, title: str) -> str:
    if draft.category:
        return draft.category
    if metadata.section:
        draft.settle("category", metadata.section, Found("metadata", 0.8))
    elif step := last_step(page, title):
        draft.settle("category", step, Found("evidence", 0.8))
    elif draft.step:
        draft.settle("category", draft.step, Found("evidence", 0.6))
    return draft.category


def _tags(draft: Draft, metadata: Metadata) -> tuple[str, ...]:
    if not draft.tags and metadata.tags:
        draft.tags = metadata.tags
        draft.found["tags"] = Found("metadata", 0.8)
    return draft.tags


def _language(metadata: Metadata, title: str, paragraphs: Sequence[Paragraph]) -> str:
    """The language of the words; what the page declares only where the words are too few."""
    text = f"{title} {' '.join(p.text for p in paragraphs[:5])}"
    return language_of(text) if len(text) >= _TELLING else metadata.language or "vi"


def _doubt_letters(draft: Draft, **texts: str) -> None:
    """Text that nobody can read is never stored in silence."""
    for name, text in texts.items():
        if doubt := unreadable(text):
            draft.doubt(name, doubt)


def _by_field(draft: Draft) -> dict[str, Found]:
    """How each field was found, under the names the article has for them."""
    names = {"date_line": "published_at"}
    return {names.get(name, name): how for name, how in draft.witnessed().items()}
