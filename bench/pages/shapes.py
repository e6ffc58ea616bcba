"""Articles without a running text: a table, a gallery of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from archiver.demo import language, sentences, words
from archiver.demo.dice import Dice
from archiver.demo.language import CELL_SEPARATOR, Story
from archiver.records import Image, Kind, Paragraph

#: Pictures of a gallery, after those that `language.captions` knows.
_SCENES = (
    "Bà con xã {commune} đến xem từ sớm",
    "Gian trưng bày của {province}",
    "Các em nhỏ {district} bên gian sách",
    "Toàn cảnh khu vực tổ chức nhìn từ trên cao",
)


def table(dice: Dice, story: Story) -> tuple[Paragraph, ...]:
    """A head and some rows of numbers."""
    slots = story.slots("table")
    head = [language.fill(cell, slots) for cell in dice.pick(sentences.TABLE_HEADS)]
    return tuple(
        Paragraph(Kind.TABLE_ROW, CELL_SEPARATOR.join(row))
        for row in (head, *_rows(dice, dice.between(4, 12)))
    )


def _rows(dice: Dice, count: int) -> Iterator[list[str]]:
    for commune in dice.several(words.COMMUNES, count):
        planned = dice.between(20, 300)
        done = dice.between(10, planned)
        yield [commune, str(planned), str(done), f"{100 * done / planned:.1f}%".replace(".", ",")]


def gallery(dice: Dice, story: Story) -> tuple[Image, ...]:
    """Three to seven pictures."""
    slots = story.slots("gallery")
    further = tuple(language.fill(pattern, slots) for pattern in _SCENES)
    captions = (*language.captions(story, 3), *further)[: dice.between(3, 7)]
    return tuple(image(dice, story, place, caption) for place, caption in enumerate(captions))


def image(dice: Dice, story: Story, place: int, caption: str) -> Image:
    """A picture, mostly with its caption, half of the time with its photographer."""
    credit = language.pen_name(dice).split(" - ")[0] if dice.one_in(2) else ""
    captioned = not dice.one_in(6)
    url = f"/anh/{story.key[1]}-{place}.jpg"
    return Image(url, caption if captioned else "", credit if captioned else "")
