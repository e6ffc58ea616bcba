"""What one made-up article says, before anybody chose a layout or a markup for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from archiver.demo import language, words
from archiver.demo.dice import Dice
from archiver.demo.language import Story
from archiver.records import VIETNAM, Attachment, Image, Kind, Paragraph
from archiver.vietnamese.names import is_place
from bench.pages.files import attachments
from bench.pages.shapes import gallery, image, table

_FIRST_DAY = datetime(2009, 1, 5, tzinfo=VIETNAM)
_DAYS = 6_200
_TITLE_TAILS = ("một năm nhìn lại", "chuyện từ cơ sở", "việc nhỏ, nghĩa lớn")
_PHOTOGRAPHER = ("{}. Ảnh: {}", "{} (Ảnh: {})", "{} - Ảnh: {}", "{}. Ảnh: {}")
_ROLES = ("tổng hợp", "thực hiện")
_INITIALS = ("H.T.", "T. Hương", "N.L", "Đ. Khuê")
_OFFICES = (
    "Trung tâm Thông tin",
    "Phòng Văn hóa huyện {}",
    "Ban Biên tập",
    "Trung tâm Truyền thông huyện {}",
)
_SOURCES = ("Theo {}", "Nguồn: {}", "(Theo {})", "Nguồn tin: {}", "Theo: {}")


class Shape(StrEnum):
    """What an article consists of besides its title and date."""

    TEXT = "text"
    NOTICE = "notice"
    PHOTOS = "photos"
    TABLE = "table"
    FILES = "files"


@dataclass(frozen=True, kw_only=True)
class Text:
    """One article. `byline_alt` are other right readings of the byline; `pieces` are in reading order."""

    story: Story
    shape: Shape
    published_at: datetime
    title: str
    lead: str
    pieces: tuple[Paragraph | Image, ...]
    byline: str
    byline_alt: tuple[str, ...]
    source_line: str
    category: str
    tags: tuple[str, ...]
    attachments: tuple[Attachment, ...]

    @property
    def captions(self) -> tuple[str, ...]:
        """What is printed below the pictures."""
        return tuple(printed_caption(piece) for piece in self.pieces if isinstance(piece, Image))


def text(seed: int, number: int) -> Text:
    """Article `number` of a seed: the same on every machine, and of no layout."""
    dice = Dice(seed, number, "bench text")
    published = _FIRST_DAY + timedelta(
        days=dice.roll(_DAYS), minutes=6 * 60 + dice.roll(16 * 60), seconds=dice.roll(60)
    )
    story = language.tell(seed, number, published)
    byline, byline_alt = _signature(dice)
    source_line = dice.pick(_SOURCES).format(dice.pick(words.PAPERS)) if dice.one_in(4) else ""
    shape = Shape.NOTICE if story.is_notice else _shape(dice)
    is_text = shape is Shape.TEXT
    return Text(
        story=story,
        shape=shape,
        published_at=published,
        title=_title(dice, story),
        lead=language.lead(story) if is_text or (shape is not Shape.NOTICE and dice.one_in(2)) else "",
        pieces=_pieces(dice, story, shape),
        byline=byline if is_text else "",
        byline_alt=byline_alt if is_text else (),
        source_line=source_line if is_text else "",
        category=words.CATEGORIES[story.topic.category],
        tags=language.tags(story, dice.roll(5)),
        attachments=attachments(dice, story, always=shape is Shape.FILES),
    )


def _shape(dice: Dice) -> Shape:
    """Mostly a text; about one article in ten has none."""
    rare = {0: Shape.PHOTOS, 1: Shape.TABLE, 2: Shape.FILES}
    return rare.get(dice.roll(30), Shape.TEXT)


def _title(dice: Dice, story: Story) -> str:
    title = language.title(story)
    if dice.one_in(9):
        title = f"{title} - {dice.pick(_TITLE_TAILS)}"
    return title.upper() if dice.one_in(14) else title


def _signature(dice: Dice) -> tuple[str, tuple[str, ...]]:
    """A byline as printed, and what else would be right."""
    pen, other = pen_name(dice), pen_name(dice)
    rare = (
        pen.upper(),
        f"{pen} ({dice.pick(_ROLES)})",
        f"{pen}, {other}",
        f"{pen.upper()} - {other.upper()}",
        "PV",
        dice.pick(_INITIALS),
        dice.pick(_OFFICES).format(dice.pick(words.DISTRICTS)),
        "",
        "",
    )
    place = dice.roll(16)
    byline = rare[place] if place < len(rare) else pen
    return byline, (pen,) if byline.endswith(")") else ()


def pen_name(dice: Dice) -> str:
    """A pen name that is no province: of `Hà Giang` alone in a line nobody could say which of both it is."""
    while is_place(pen := language.pen_name(dice)):
        pass
    return pen


def _pieces(dice: Dice, story: Story, shape: Shape) -> tuple[Paragraph | Image, ...]:
    if shape is Shape.FILES:
        return ()
    if shape is Shape.TABLE:
        return table(dice, story)
    if shape is Shape.PHOTOS:
        return gallery(dice, story)
    pieces: list[Paragraph | Image] = [piece for piece in language.body(story) if piece.text]
    count = 0 if shape is Shape.NOTICE else dice.pick((0, 0, 1, 1, 2, 3))
    for place, caption in enumerate(language.captions(story, count)):
        picture = image(dice, story, place, caption)
        gaps = [
            at + 1
            for at, piece in enumerate(pieces[:-1])
            # A picture right below the first paragraph sets it apart: whether it is a lead, nobody could say.
            if at
            and isinstance(piece, Paragraph)
            and piece.kind is Kind.PARAGRAPH
            and not piece.text.endswith(":")
        ]
        pieces.insert(0 if place == 0 and dice.one_in(2) else dice.pick(gaps or [0]), picture)
    return tuple(pieces)


def printed_caption(image: Image) -> str:
    """Caption and credit as one line; empty where the picture has none."""
    if not image.credit:
        return image.caption
    return _PHOTOGRAPHER[len(image.credit) % len(_PHOTOGRAPHER)].format(image.caption, image.credit)
