"""The right answers: for every article of a portal, the record that an archive must hold of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from archiver.demo import documents, language, words
from archiver.demo import drift as drifting
from archiver.demo.addresses import Headline, headline_of
from archiver.demo.dice import Dice
from archiver.demo.events import Change, Edit
from archiver.demo.language import CELL_SEPARATOR, Story
from archiver.demo.ministry import Portal
from archiver.records import Attachment, Image, Kind, Paragraph, Precision

__all__ = ["CELL_SEPARATOR", "GoldArticle", "Portal", "gold", "photo_line", "site_source"]

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_WEEKDAYS_IN_CAPITALS = tuple(name.title() for name in WEEKDAYS)

#: What edits add.
_ADDED = "Thông tin trong bài đã được Văn phòng Bộ bổ sung sau khi đăng."
_ADDED_FILE = "Bản thay thế của văn bản kèm theo"


@dataclass(frozen=True, kw_only=True)
class GoldArticle:
    """What the page of one article says, field by field, as `archiver.records.Article` holds it.

    `pieces` are the paragraphs and pictures in page order, `paragraphs` the same with every picture's
    printed caption in its place (pictures without a caption leave no paragraph). The link to an
    attachment is no paragraph. `lead_prefix` stands printed before the lead and is no part of it.
    `recorded_at` is what the number of the record or the page's metadata say to the second; where only
    the day is printed, it has the hour that readers do not see.
    """

    number: int
    url: str
    path: str
    record_id: str
    recorded_at: datetime | None
    layout: str
    title: str
    published_at: datetime
    published_precision: Precision
    published_text: str
    lead: str
    lead_prefix: str
    pieces: tuple[Paragraph | Image, ...]
    byline: str
    source_line: str
    category: str
    attachments: tuple[Attachment, ...]
    tags: tuple[str, ...]

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures of the body."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Image))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The body in page order, captions included."""
        lines = (
            Paragraph(Kind.CAPTION, photo_line(piece)) if isinstance(piece, Image) else piece
            for piece in self.pieces
        )
        return tuple(line for line in lines if line.text)


def gold(portal: Portal, number: int) -> GoldArticle:
    """The record that article `number` (0 is the oldest) must yield today, as its edits have left it.

    Raises:
        IndexError: the portal has no such article.
    """
    if not 0 <= number < portal.size:
        raise IndexError(f"article {number} of a portal of {portal.size}")
    story = language.tell(portal.seed, number, portal.published(number))
    head = headline_of(portal, number, story)
    dice = Dice(portal.seed, number, "dress")
    lead = "" if story.is_notice and not dice.one_in(3) else language.lead(story)
    prefix = f"{site_source(portal)} " if lead and dice.one_in(5) else ""
    byline, source_line = _signatures(dice, story, head.layout)
    article = GoldArticle(
        number=number,
        url=portal.base + head.path,
        path=head.path,
        record_id=head.record_id,
        recorded_at=head.recorded_at,
        layout=head.layout,
        title=head.title,
        published_at=head.published,
        published_precision=Precision.DAY if head.is_day_only else Precision.MINUTE,
        published_text=date_line(head.layout, head.published),
        lead=lead,
        lead_prefix=prefix,
        pieces=_illustrated(portal, head, story, dice),
        byline=byline,
        source_line=site_source(portal) if prefix else source_line,
        category=head.category,
        attachments=_attachments(portal, head, story, dice),
        tags=language.tags(story, dice.roll(5)) if head.layout in {"ims", "nukeviet"} else (),
    )
    redesign = portal.redesigned
    if redesign is not None and redesign.layout:
        line = date_line(redesign.layout, article.published_at)
        article = replace(article, layout=redesign.layout, published_text=line)
    drift = portal.drifted(article.layout)
    if drift is not None and drift.date:
        article = replace(article, published_text=drifting.date_line(drift, article.published_at))
    edits = [event.what for event in portal.happening(number) if isinstance(event, Edit)]
    return _edited(portal, article, edits) if edits else article


def _edited(portal: Portal, article: GoldArticle, edits: list[Change]) -> GoldArticle:
    """An article after the edits of its body; title and date are those of its headline already."""
    pieces = list(article.pieces)
    plain = [at for at, piece in enumerate(pieces) if isinstance(piece, Paragraph)]
    if Change.WORD in edits:
        old = article.pieces[plain[0]]
        assert isinstance(old, Paragraph)
        pieces[plain[0]] = replace(old, text=old.text.replace(" ", " nay ", 1))
    if Change.PARAGRAPH in edits:
        pieces.insert(plain[0], Paragraph(Kind.PARAGRAPH, _ADDED))
    if Change.IMAGE in edits:
        pieces.insert(
            plain[-1], Image(f"{portal.base}/anh/{article.published_at:%Y/%m}/{article.number}-9.png")
        )
    attachments = article.attachments
    if Change.ATTACHMENT in edits:
        file = _file(portal, article.number, article.published_at.year, _ADDED_FILE)
        attachments = (*attachments[:-1], file)
    return replace(article, pieces=tuple(pieces), attachments=attachments)


def site_source(portal: Portal) -> str:
    """How the portal names itself before a lead, as printed; the record keeps it as the source line."""
    return f"({portal.host.capitalize()}) -"


def _signatures(dice: Dice, story: Story, layout: str) -> tuple[str, str]:
    """Byline and source line: one of them, none, or in layouts with a place for each now and then both."""
    labels = ("Nguồn tin: {}",) if layout == "nukeviet" else ("Theo {}", "Nguồn: {}", "Theo {}")
    source_line = dice.pick(labels).format(dice.pick(words.PAPERS))
    byline = language.pen_name(dice)
    fate = dice.roll(20)
    if story.is_notice:
        return "", ""
    if fate < 11:
        return byline, ""
    if fate < 16:
        return "", source_line
    return (byline, source_line) if fate == 16 and layout in {"sharepoint", "nukeviet"} else ("", "")


def _illustrated(portal: Portal, head: Headline, story: Story, dice: Dice) -> tuple[Paragraph | Image, ...]:
    """The body with pictures: the first between lead and text, the others further down."""
    pieces: list[Paragraph | Image] = list(language.body(story))
    count = 0 if story.is_notice else dice.pick((0, 1, 1, 1, 2, 3))
    for place, caption in enumerate(language.captions(story, count)):
        url = f"{portal.base}/anh/{head.published:%Y/%m}/{head.number}-{place}.png"
        image = Image(url, *_caption_and_credit(dice, caption))
        pieces.insert(0 if place == 0 else _gap(pieces, dice), image)
    return tuple(pieces)


def _caption_and_credit(dice: Dice, caption: str) -> tuple[str, str]:
    credit = language.pen_name(dice).split(" - ")[0] if dice.one_in(2) else ""
    if dice.one_in(6):
        return "", ""
    return (f"{caption}." if dice.one_in(2) else caption), credit


def _gap(pieces: list[Paragraph | Image], dice: Dice) -> int:
    """A place after an ordinary paragraph: pictures never stand inside lists and tables."""
    gaps = [
        place + 1
        for place, piece in enumerate(pieces[:-1])
        if isinstance(piece, Paragraph) and piece.kind is Kind.PARAGRAPH and not piece.text.endswith(":")
    ]
    return dice.pick(gaps)


def photo_line(image: Image) -> str:
    """Caption and credit as printed under a picture.

    >>> photo_line(Image("http://botrangmau.example/a.png", "Toàn cảnh Hội nghị.", "Lưu Hương"))
    'Toàn cảnh Hội nghị. Ảnh: Lưu Hương'
    >>> photo_line(Image("http://botrangmau.example/a.png", "Toàn cảnh Hội nghị", "Lưu Hương"))
    'Toàn cảnh Hội nghị (Ảnh: Lưu Hương)'
    """
    if not image.credit:
        return image.caption
    return (
        f"{image.caption} Ảnh: {image.credit}"
        if image.caption.endswith(".")
        else f"{image.caption} (Ảnh: {image.credit})"
    )


def _attachments(portal: Portal, head: Headline, story: Story, dice: Dice) -> tuple[Attachment, ...]:
    if not dice.one_in(2 if story.is_notice else 9):
        return ()
    return (_file(portal, head.number, head.published.year, language.attachment_title(story)),)


def _file(portal: Portal, number: int, year: int, title: str) -> Attachment:
    path = documents.path_of(portal.seed, number, year, is_odd=portal.odd_files)
    return Attachment(portal.base + path, title, documents.type_of(path))


def date_line(layout: str, when: datetime) -> str:
    """The date line of a page, in Viet Nam's time; 00:00 where the hour is not known.

    >>> from archiver.records import VIETNAM
    >>> date_line("ims", datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM))
    'Thứ tư, 05/06/2013 09:32'
    """
    weekday = WEEKDAYS[when.weekday()]
    capitals = _WEEKDAYS_IN_CAPITALS[when.weekday()]
    match layout:
        case "ims":
            return f"{weekday}, {when:%d/%m/%Y %H:%M}"
        case "sharepoint":
            return f"{capitals}, {when:%d/%m/%Y, %H:%M} (GMT+7)"
        case "liferay":
            return f"{capitals}, ngày {when:%d/%m/%Y %H:%M}"
        case "nukeviet":
            return f"{weekday} - {when:%d/%m/%Y %H:%M}"
    raise ValueError(f"no date line for layout {layout!r}")
