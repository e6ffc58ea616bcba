"""Rarer ways of editors, one of which a page may have: each changes a text and its habit, and so its answer.

Only what a careful reader decides without doubt: a bold question is a paragraph of the text, a minister's
signature too; a name behind the last full stop is a byline, with or without a full stop of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from archiver.demo import language, words
from archiver.demo.dice import Dice
from archiver.demo.language import CELL_SEPARATOR, Story
from archiver.records import Image, Kind, Paragraph
from bench.pages.files import attachments
from bench.pages.habits import Habit
from bench.pages.texts import Shape, Text, pen_name

Mannered = tuple[Text, Habit]

_RUN_INS = (
    "Về cách làm:",
    "Kinh phí và nhân lực.",
    "Điều còn vướng:",
    "Từ phía người dân –",
    "Việc của những tháng tới:",
    "Thứ nhất,",
)
_SUB_HEADS = (
    "{n}. Bắt đầu từ những việc nhỏ ở {district}",
    "{n}. Con số của {last_year} và {year}",
    "{n}/ Ai làm, ai chịu trách nhiệm",
    "{n}. Điều {province} còn trăn trở",
)
_QUESTIONS = (
    "Phóng viên: Xin ông cho biết vì sao {province} chọn làm {topic} vào lúc này?",
    "PV: Khó khăn nào khiến {district} mất nhiều thời gian hơn dự tính?",
    "- Người dân xã {commune} được lợi gì từ việc này, thưa bà?",
    "Đến năm {horizon}, {province} mong đạt được điều gì về {topic}?",
)
_TABLE_TITLES = (
    "Bảng {n}. Kết quả {topic} theo từng xã, phường",
    "Số liệu {topic} của {district} (đến ngày {past})",
)
_COLUMNS = ("Tên xã, phường", "Giao năm {year}", "Đã làm", "Đạt (%)")
_POSTS = (("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"), ("Q. CỤC TRƯỞNG",))
_SIGNED = ("(Đã ký)", "(đã ký)", "Đã ký")
_FAMILIES = ("Vũ Hữu Mẫu", "Đinh Thị Trang", "Tạ Xuân Giấy", "Quách Ngọc Bìa")
_PRACTICAL = (
    "Thời gian: từ {clock} ngày {effective}, trong {few} buổi.",
    "Địa điểm: hội trường xã {commune}, {district}, {province}.",
    "Thành phần: đại diện {agency}, các xã, phường và {some} hộ dân.",
    "Liên hệ: {speaker_name}, điện thoại 0000.321.654, thư điện tử dangky@botrangmau.example.",
)
_GROUNDS = (
    "Căn cứ Thông tư số {document} ngày {long_day} của {ministry} về {topic};",
    "Căn cứ Quyết định số {decision} về việc giao nhiệm vụ cho {agency};",
    "Theo đề nghị của {agency} tại Tờ trình ngày {past},",
)
_DEGREES = ("ThS. {}", "TS {}", "CN. {}", "Luật sư {}")
_FILE_LABELS = ("Danh mục tài liệu kèm theo:", "Tài liệu gửi kèm:", "Văn bản kèm theo:")


def mannered(name: str, told: Text, chosen: Habit, dice: Dice) -> Mannered:
    """A text and its habit in a manner; unchanged where it does not suit the text.

    Raises:
        KeyError: there is no such manner.
    """
    if name == "none":
        return told, chosen
    changed = MANNERS[name](told, chosen, dice)
    if changed is None:
        return told, chosen
    return changed[0], replace(changed[1], manner=name)


def _one_paragraph(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """The whole text in one `p`, a `br` behind each paragraph."""
    form = chosen.lead_form if chosen.lead_form in {"strong", "b", "style"} else "b"
    return _of_text(told, replace(chosen, markup="one-p", lead_form=form))


def _run_ins(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """Some paragraphs begin with bold words that say what they are about."""
    firsts = iter(dice.several(_RUN_INS, len(_RUN_INS)))
    pieces = [
        replace(piece, text=f"{first} {piece.text}")
        if place % 2 and _is_plain(piece) and isinstance(piece, Paragraph) and (first := next(firsts, ""))
        else piece
        for place, piece in enumerate(told.pieces)
    ]
    return _of_text(replace(told, pieces=tuple(pieces)), replace(chosen, bold=_RUN_INS))


def _numbered(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """Bold paragraphs with numbers in place of sub-headings."""
    return _with_bold_lines(told, chosen, _filled(told.story, dice, _SUB_HEADS, "numbered"), every=2)


def _interview(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """Bold questions, each with its plain answer below it."""
    return _with_bold_lines(told, chosen, _filled(told.story, dice, _QUESTIONS, "interview"), every=1)


def _captions(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A caption in a second cell, behind a `br`, or below a linked picture."""
    if not any(told.captions):
        return None
    return told, replace(chosen, caption=dice.pick(("cell", "same-p", "linked")))


def _stopped(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A name at the right with a full stop, half of the time two names with a dash between them."""
    names = f"{pen_name(dice)} - {pen_name(dice)}" if dice.one_in(2) else pen_name(dice)
    return _signed(told, chosen, names, dice.pick(("{}.", "{}./.")))


def _credited(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """The photographer in a line of its own below the byline."""
    text = replace(told, byline=pen_name(dice), byline_alt=())
    return _of_text(text, replace(chosen, byline="right", credit=f"Ảnh: {pen_name(dice)}"))


def _begin(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """The byline as the first line of the text, at the right."""
    return _of_text(replace(told, byline=pen_name(dice), byline_alt=()), replace(chosen, byline="begin"))


def _linked(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """Every long paragraph begins with a link."""
    return _of_text(told, replace(chosen, linked=True))


def _practical(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """When, where and whom to ask, line by line before the closing paragraph."""
    lines = _filled(told.story, dice, _PRACTICAL, "practical", mixed=False)
    added = tuple(Paragraph(Kind.PARAGRAPH, line) for line in lines)
    text = replace(told, pieces=(*told.pieces[:-1], *added, *told.pieces[-1:]))
    return _of_text(text, replace(chosen, bold=tuple(line.partition(":")[0] + ":" for line in lines)))


def _hours(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A report by the hour: paragraphs begin with the time of the day."""
    times = [f"{hour:02}:{dice.between(10, 59)}" for hour in range(7, 7 + len(told.pieces))]
    pieces = [
        replace(piece, text=f"{time} - {piece.text}")
        if isinstance(piece, Paragraph) and _is_plain(piece)
        else piece
        for piece, time in zip(told.pieces, times, strict=True)
    ]
    return _of_text(replace(told, pieces=tuple(pieces)), replace(chosen, bold=tuple(times)))


def _decision(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A decision word for word: its grounds, its articles, its signature; nobody is its author."""
    plain = [piece.text for piece in told.pieces if isinstance(piece, Paragraph) and _is_plain(piece)]
    grounds = _filled(told.story, dice, _GROUNDS, "decision", mixed=False)
    articles = (f"Điều {number}. {text}" for number, text in enumerate(plain[1:5], 1))
    lines = (*grounds, "QUYẾT ĐỊNH:", *articles)
    pieces = tuple(Paragraph(Kind.PARAGRAPH, line) for line in lines)
    lead = "field" if chosen.lead in {"field", "repeated"} else "none"
    text = replace(told, pieces=pieces, lead=told.lead if lead == "field" else "")
    firsts = ("QUYẾT ĐỊNH:", *(f"Điều {number}." for number in range(1, 5)))
    return _letter(text, replace(chosen, lead=lead, bold=firsts), dice)


def _marked_up(markup: str) -> Callable[[Text, Habit, Dice], Mannered | None]:
    """All paragraphs in one unusual markup."""

    def changed(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
        form = chosen.lead_form if chosen.lead_form in {"strong", "b", "style"} else "b"
        return _of_text(told, replace(chosen, markup=markup, lead_form=form))

    return changed


def _bracketed(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A name in brackets at the right."""
    return _signed(told, chosen, pen_name(dice), "({})")


def _titled(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A name behind a degree at the right."""
    return _signed(told, chosen, pen_name(dice), dice.pick(_DEGREES))


def _all_bold(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """The whole text in bold, or in headings, so that no bold first paragraph could be told from others."""
    lead = {"bold": "none", "repeated": "field"}.get(chosen.lead, chosen.lead)
    text = replace(told, lead="") if lead == "none" else told
    return _of_text(text, replace(chosen, markup=dice.pick(("strong", "headings")), lead=lead))


def _pasted(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """A text in the wrapper of another program: a `b` that is not bold around all of it."""
    return _of_text(told, replace(chosen, pasted=True))


def _drop_cap(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """A large first letter in an element of its own."""
    return _of_text(told, replace(chosen, drop_cap=True)) if any(map(_is_plain, told.pieces[:1])) else None


def _boxed(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """One paragraph of the middle in a coloured box."""
    plain = [p.text for p in told.pieces if isinstance(p, Paragraph) and _is_plain(p) and p.text[-1] == "."]
    return _of_text(told, replace(chosen, boxed=(plain[len(plain) // 2],))) if len(plain) > 3 else None


def _signed_off(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A bold name behind the sign that ends the last paragraph."""
    final = told.pieces[-1] if told.pieces else None
    if final is None or isinstance(final, Image):
        return None
    ended = replace(final, text=f"{final.text.removesuffix('./.').removesuffix('.')}./.")
    text = replace(told, pieces=(*told.pieces[:-1], ended), byline=pen_name(dice), byline_alt=())
    return _of_text(text, replace(chosen, byline="signed-off"))


def _copied_lead(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """The lead in its place, and in ordinary letters as the first paragraph."""
    return _of_text(told, replace(chosen, lead="copied")) if chosen.lead in {"field", "repeated"} else None


def _slanted_lead(told: Text, chosen: Habit, _: Dice) -> Mannered | None:
    """The whole lead in bold italics at the begin of the text."""
    return _of_text(told, replace(chosen, lead="bold", lead_form="strong-em"))


def _figures(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A table with a line over all of its columns, before the closing paragraph."""
    if any(isinstance(piece, Paragraph) and piece.kind is Kind.TABLE_ROW for piece in told.pieces):
        return None
    head = CELL_SEPARATOR.join(_filled(told.story, dice, _COLUMNS, "figures", mixed=False))
    title = _filled(told.story, dice, _TABLE_TITLES, "figures")[0]
    rows = [title, head]
    for commune in dice.several(words.COMMUNES, dice.between(4, 9)):
        planned = dice.between(1_100, 9_900)
        cells = (commune, f"{planned:,}".replace(",", "."), str(planned // 7), f"{dice.between(11, 99)},4")
        rows.append(CELL_SEPARATOR.join(cells))
    table = tuple(Paragraph(Kind.TABLE_ROW, row) for row in rows)
    return _of_text(replace(told, pieces=(*told.pieces[:-1], *table, *told.pieces[-1:])), chosen)


def _files(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A list of documents below the text, each with its size behind the link."""
    files = told.attachments or attachments(dice, told.story, always=True)
    habit = replace(chosen, files_label=dice.pick(_FILE_LABELS), files_as_list=True, sized=True)
    return _of_text(replace(told, attachments=files), habit)


def _letter(told: Text, chosen: Habit, dice: Dice) -> Mannered | None:
    """A letter in full: post, post, `(Đã ký)` and name end it, and nobody is its author."""
    end = (*dice.pick(_POSTS), dice.pick(_SIGNED), dice.pick(_FAMILIES))
    pieces = (*told.pieces, *(Paragraph(Kind.PARAGRAPH, line) for line in end))
    text = replace(told, pieces=pieces, byline="", byline_alt=(), source_line="")
    return _of_text(text, replace(chosen, byline="none", source="none", right=end))


MANNERS: Mapping[str, Callable[[Text, Habit, Dice], Mannered | None]] = {
    "one-paragraph": _one_paragraph,
    "run-ins": _run_ins,
    "numbered": _numbered,
    "interview": _interview,
    "captions": _captions,
    "stopped": _stopped,
    "signed-off": _signed_off,
    "copied-lead": _copied_lead,
    "slanted-lead": _slanted_lead,
    "figures": _figures,
    "files": _files,
    "letter": _letter,
    "bracketed": _bracketed,
    "titled": _titled,
    "all-bold": _all_bold,
    "pasted": _pasted,
    "drop-cap": _drop_cap,
    "boxed": _boxed,
    "credited": _credited,
    "begin": _begin,
    "linked": _linked,
    "practical": _practical,
    "hours": _hours,
    "decision": _decision,
    "indented": _marked_up("indented"),
    "centred": _marked_up("centred"),
    "slanted": _marked_up("slanted"),
}


def _of_text(told: Text, chosen: Habit) -> Mannered | None:
    return (told, chosen) if told.shape is Shape.TEXT else None


def _signed(told: Text, chosen: Habit, name: str, signature: str) -> Mannered | None:
    text = replace(told, byline=name, byline_alt=())
    return _of_text(text, replace(chosen, byline="signed", signature=signature))


def _is_plain(piece: Paragraph | Image) -> bool:
    return isinstance(piece, Paragraph) and piece.kind is Kind.PARAGRAPH


def _with_bold_lines(told: Text, chosen: Habit, lines: Sequence[str], *, every: int) -> Mannered | None:
    """Bold lines before the second paragraph and some later ones, none before a paragraph's list."""
    left, pieces = list(lines), list(told.pieces[:1])
    wait = every
    for piece in told.pieces[1:]:
        wait -= 1
        if left and wait < 1 and _is_plain(piece) and _is_plain(pieces[-1]):
            pieces.append(Paragraph(Kind.PARAGRAPH, left.pop(0)))
            wait = every
        pieces.append(piece)
    used = tuple(lines[: len(lines) - len(left)])
    return _of_text(replace(told, pieces=tuple(pieces)), replace(chosen, bold=used)) if used else None


def _filled(
    story: Story, dice: Dice, patterns: Sequence[str], purpose: str, *, mixed: bool = True
) -> tuple[str, ...]:
    """Patterns with their braces filled, in random order where they are `mixed`; `{n}` counts them."""
    slots = story.slots(purpose)
    chosen = dice.several(patterns, len(patterns)) if mixed else patterns
    found = []
    for number, pattern in enumerate(chosen, 1):
        slots["n"] = str(number)
        found.append(language.fill(pattern, slots))
    return tuple(found)
