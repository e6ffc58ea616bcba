"""Made-up ministry news in Vietnamese: endless, natural, the same for the same seed. Text is NFC.

`tell` makes the story of one article; the other functions put it into words. Numbers, days, document
numbers and names in the text are there to lead a careless reader of dates and bylines astray.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from archiver.demo import sentences, words
from archiver.demo.dice import Dice
from archiver.demo.sentences import Occasion
from archiver.records import Kind, Paragraph

#: About one article in so many is a notice of one sentence.
NOTICE_EVERY = 12
#: How the cells of a table row are written as one text.
CELL_SEPARATOR = " | "


class Slots(dict[str, str]):
    """What fills the braces of a sentence: fixed words of the story, and fresh ones at every use."""

    def __init__(self, dice: Dice, topic: words.Topic, day: date) -> None:
        super().__init__()
        self.dice, self.topic, self.day = dice, topic, day

    def __missing__(self, name: str) -> str:
        """A fresh word, number, day or person; never kept."""
        if name in _NUMBERS:
            return str(self.dice.between(*_NUMBERS[name]))
        if name in _PHRASES:
            return self.dice.pick(_PHRASES[name]).format_map(self)
        return _FRESH[name](self.dice, self)


_NUMBERS = {
    "few": (2, 9),
    "some": (11, 49),
    "many": (120, 950),
    "month": (1, 12),
    "quarter": (1, 4),
    "monthday": (5, 25),
}
_PHRASES: dict[str, Sequence[str]] = {
    "obstacle": sentences.OBSTACLES,
    "saying": sentences.SAYINGS,
    "villager": sentences.VILLAGER_SAYINGS,
    "commune": words.COMMUNES,
    "hamlet": words.DISTRICTS,
}
_FRESH: dict[str, Callable[[Dice, Slots], str]] = {
    "task": lambda dice, slots: dice.pick(slots.topic.tasks),
    "thousands": lambda dice, _: f"{dice.between(1, 48)}.{dice.roll(1000):03}",
    "percent": lambda dice, _: f"{dice.between(21, 98)},{dice.roll(10)}%",
    "money": lambda dice, _: f"{dice.between(1, 38)},{dice.roll(10)} tỷ đồng",
    "all": lambda dice, _: "{0}/{0}".format(dice.between(5, 12)),
    "clock": lambda dice, _: f"{dice.between(5, 17)} giờ {dice.pick((15, 20, 30, 45))}",
    "evening": lambda dice, _: f"{dice.between(18, 21)} giờ {dice.pick((15, 30, 45))}",
    "past": lambda dice, slots: long_day(slots.day - timedelta(days=dice.between(10, 200))),
    "deadline": lambda dice, slots: long_day(slots.day + timedelta(days=dice.between(62, 240))),
    "decision": lambda dice, _: f"{dice.between(11, 2950)}/QĐ-{words.DOCUMENT_CODE}",
    "neighbour": lambda dice, _: dice.pick(("chị ", "bà ")) + _name(dice, woman=True),
    "other": lambda dice, _: _person(dice),
}


@dataclass(frozen=True)
class Story:
    """What one article tells; `key` is the seed of the portal and the number of the article."""

    key: tuple[int, int]
    occasion: Occasion
    topic: words.Topic
    day: date
    kept: Mapping[str, str]

    @property
    def is_notice(self) -> bool:
        """Whether the article is one sentence."""
        return self.occasion is sentences.NOTICE

    def slots(self, purpose: str) -> Slots:
        """What fills the sentences of one part of the article, whatever other parts were written before."""
        slots = Slots(Dice(*self.key, purpose), self.topic, self.day)
        slots.update(self.kept)
        return slots


def tell(seed: int, number: int, published: datetime) -> Story:
    """The story of one article; its event is on the day of publication or up to two days before."""
    dice = Dice(seed, number, "story")
    topic = dice.pick(words.TOPICS)
    occasion = sentences.NOTICE if dice.one_in(NOTICE_EVERY) else dice.pick(sentences.OCCASIONS)
    day = published.date() - timedelta(days=dice.roll(3))
    kept = {**_places_and_people(dice, topic), **_days(dice, day)}
    return Story((seed, number), occasion, topic, day, kept)


def _places_and_people(dice: Dice, topic: words.Topic) -> dict[str, str]:
    province, agency = dice.pick(words.PROVINCES), dice.pick(words.AGENCIES)
    speaker = _person(dice)
    return {
        "ministry": words.MINISTRY,
        "topic": topic.name,
        "goal": topic.goal,
        "thing": topic.thing,
        "province": province,
        "district": f"huyện {dice.pick(words.DISTRICTS)}",
        "agency": agency,
        "partner": dice.pick(words.PARTNERS),
        "chair": f"{dice.pick(words.LEADERS)} {_name(dice, woman=dice.one_in(3))}",
        "speaker": f"{speaker}, {dice.pick(words.HEADS[agency.split()[0]])} {agency}",
        "speaker_name": speaker,
        "local": f"{_person(dice)}, {dice.pick(words.LOCAL_OFFICES)} {province}",
    }


def _days(dice: Dice, day: date) -> dict[str, str]:
    return {
        "year": str(day.year),
        "last_year": str(day.year - 1),
        "old_year": str(day.year - dice.between(3, 9)),
        "horizon": str(day.year + dice.between(2, 6)),
        "months": str(dice.pick((6, 9, 12, 18))),
        "edition": str(dice.between(2, 40)),
        "half_day": dice.pick(("Sáng", "Chiều", "Sáng ngày", "Chiều ngày")),
        "short_day": f"{day.day}/{day.month}",
        "long_day": long_day(day),
        "effective": long_day(day + timedelta(days=dice.between(12, 60))),
        "document": f"{dice.between(10, 89)}/{day.year}/TT-{words.DOCUMENT_CODE}",
    }


def title(story: Story) -> str:
    """The headline."""
    return _sentence(story.occasion.titles, story.slots("title"))


def lead(story: Story) -> str:
    """The paragraph between headline and body."""
    return _sentence(story.occasion.leads, story.slots("lead"))


def captions(story: Story, count: int) -> tuple[str, ...]:
    """What stands under the first so many pictures."""
    slots = story.slots("captions")
    further = ("{speaker_name} trao đổi với người dân xã {commune}", "Một góc xã {commune}, {district}")
    return tuple(fill(pattern, slots) for pattern in (story.occasion.scene, *further)[:count])


def tags(story: Story, count: int) -> tuple[str, ...]:
    """Keywords."""
    slots = story.slots("tags")
    return tuple(pattern.format_map(slots) for pattern in slots.dice.several(sentences.TAGS, count))


def attachment_title(story: Story) -> str:
    """The name of a file that goes with the article."""
    return _sentence(sentences.ATTACHMENTS, story.slots("attachment"))


def body(story: Story) -> tuple[Paragraph, ...]:
    """The text in page order: paragraphs, and at times sub-headings, a list, a table, a quotation."""
    slots = story.slots("body")
    dice = slots.dice
    opening = _paragraph(_sentence(story.occasion.openings, slots))
    if story.is_notice:
        return (opening,)
    blocks = [[paragraph] for paragraph in _development(slots)]
    for extra, one_in in ((_list, 4), (_table, 6), (_quotation, 8)):
        if dice.one_in(one_in):
            blocks.insert(dice.between(1, len(blocks)), extra(slots))
    if len(blocks) > 3 and dice.one_in(3):
        for pattern in dice.several(sentences.HEADINGS, 2):
            blocks.insert(dice.roll(len(blocks)), [Paragraph(Kind.HEADING, fill(pattern, slots))])
    closing = _sentence(sentences.CLOSINGS, slots)
    # Ministries close a text with the sign of official letters.
    closing = closing.removesuffix(".") + "./." if dice.one_in(5) else closing
    return (opening, *(paragraph for block in _spaced(blocks) for paragraph in block), _paragraph(closing))


def _spaced(blocks: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """The blocks without a heading that another heading follows."""
    pairs = zip(blocks, [*blocks[1:], []], strict=True)
    return [block for block, after in pairs if not (_is_heading(block) and _is_heading(after))]


def _is_heading(block: Sequence[Paragraph]) -> bool:
    return bool(block) and block[0].kind is Kind.HEADING


def _development(slots: Slots) -> list[Paragraph]:
    dice = slots.dice
    pools = (sentences.CONTEXT, sentences.RESULTS, sentences.SPEECH, sentences.LOCAL, sentences.TASKS)
    decks = [list(dice.several(pool, len(pool))) for pool in pools]
    paragraphs = []
    for turn in range(dice.between(2, 5) if dice.roll(10) else 13):
        deck = decks[turn % len(decks)]
        chosen = [deck.pop() for _ in range(min(dice.between(1, 3), len(deck)))]
        paragraphs.append(_paragraph(" ".join(fill(pattern, slots) for pattern in chosen)))
    return paragraphs


def _list(slots: Slots) -> list[Paragraph]:
    items = slots.dice.several(sentences.LIST_ITEMS, slots.dice.between(2, 5))
    texts = [fill(item, slots) for item in items]
    ended = [*(f"{text};" for text in texts[:-1]), f"{texts[-1]}."]
    lead_in = _paragraph(_sentence(sentences.LIST_LEADS, slots))
    return [lead_in, *(Paragraph(Kind.LIST_ITEM, text) for text in ended)]


def _table(slots: Slots) -> list[Paragraph]:
    dice = slots.dice
    head = dice.pick(sentences.TABLE_HEADS)
    rows = [[fill(cell, slots) for cell in head]]
    for commune in dice.several(words.COMMUNES, dice.between(3, 7)):
        planned = dice.between(20, 300)
        done = dice.between(10, planned)
        rows.append([commune, str(planned), str(done), f"{100 * done / planned:.1f}%".replace(".", ",")])
    return [Paragraph(Kind.TABLE_ROW, CELL_SEPARATOR.join(row)) for row in rows]


def _quotation(slots: Slots) -> list[Paragraph]:
    return [Paragraph(Kind.QUOTE, _sentence(sentences.QUOTED, slots))]


def _paragraph(text: str) -> Paragraph:
    return Paragraph(Kind.PARAGRAPH, text)


def _sentence(patterns: Sequence[str], slots: Slots) -> str:
    return fill(slots.dice.pick(patterns), slots)


def fill(pattern: str, slots: Slots) -> str:
    """A pattern with its braces filled, its first letter a capital."""
    text = pattern.format_map(slots)
    return text[0].upper() + text[1:]


def long_day(day: date) -> str:
    """A day as it stands in the running text.

    >>> long_day(date(2013, 6, 5))
    '05/6/2013'
    """
    return f"{day:%d}/{day.month}/{day.year}"


def pen_name(dice: Dice) -> str:
    """A byline: a pen name of two words, a full name, or two pen names."""
    pen = f"{dice.pick(words.PEN_FIRST)} {dice.pick(words.PEN_LAST)}"
    if dice.one_in(6):
        return _name(dice, woman=dice.one_in(2))
    return f"{pen} - {dice.pick(words.PEN_FIRST)} {dice.pick(words.PEN_LAST)}" if dice.one_in(10) else pen


def _person(dice: Dice) -> str:
    woman = dice.one_in(2)
    return ("bà " if woman else "ông ") + _name(dice, woman=woman)


def _name(dice: Dice, *, woman: bool) -> str:
    middle, given = (words.WOMEN_MIDDLE, words.WOMEN_GIVEN) if woman else (words.MEN_MIDDLE, words.MEN_GIVEN)
    return f"{dice.pick(words.FAMILY_NAMES)} {dice.pick(middle)} {dice.pick(given)}"
