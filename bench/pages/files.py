"""The documents that go with a made-up article, and how editors link to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from archiver.demo import language, words
from archiver.demo.dice import Dice
from archiver.demo.language import Story
from archiver.records import Attachment

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}
_FURTHER = (
    "Phụ lục {n} kèm theo Công văn số {code}",
    "Danh sách các xã, phường đợt {n} năm {year}",
    "Mẫu phiếu đăng ký số {n}",
)
#: What editors print before the links.
LABELS = ("Tệp đính kèm:", "File đính kèm:", "Tài liệu đính kèm:", "Tải văn bản:")


#: What editors print behind a link.
SIZE = "(1,2 MB)"


def attachments(dice: Dice, story: Story, *, always: bool) -> tuple[Attachment, ...]:
    """None for most articles, else one to three; addresses are paths on the portal's host."""
    if not always and not dice.one_in(10):
        return ()
    titles = [language.attachment_title(story)]
    for number in range(dice.roll(3)):
        pattern = dice.pick(_FURTHER)
        code = f"{dice.between(11, 990)}/{words.DOCUMENT_CODE}-VP"
        titles.append(pattern.format(n=number + 1, code=code, year=story.day.year))
    found = []
    for place, title in enumerate(dict.fromkeys(titles)):
        ending = dice.pick(tuple(_TYPES))
        path = f"/tep/{story.day:%Y%m%d}-{story.key[1]}-{place}.{ending}"
        found.append(Attachment(path, title, _TYPES[ending]))
    return tuple(found)


def linked(
    files: Sequence[Attachment],
    label: str,
    paragraph: Callable[[str], str],
    *,
    as_list: bool,
    sized: bool = False,
) -> str:
    """The links as one list under the label, or each behind it in a line of its own."""
    size = f" {SIZE}" if sized else ""
    links = [f'<a href="{file.url}">{escape(file.title)}</a>{size}' for file in files]
    if as_list:
        items = "\n".join(f"<li>{link}</li>" for link in links)
        return f"{paragraph(f'<b>{label}</b>')}\n<ul>\n{items}\n</ul>"
    return "\n".join(paragraph(f"{label} {link}") for link in links)
