"""Lines that label what stands below or beside them: a title, a question, its answer, a kind of page."""

from __future__ import annotations

import re

from archiver.extract.flow.cues import folded

#: What forms call a title, folded.
_TITLE_LABELS = frozenset({"tieu de", "tieu de tin", "tieu de bai viet", "ten bai viet", "ten tin"})
_LONGEST_TITLE_LABEL = 20
#: What names a kind of page, not this one.
_PAGE = re.compile(
    r"(?:(?:xem |noi dung )?chi tiet"
    r"(?: (?:tin(?: (?:tuc|bai))?|bai viet|cau hoi|noi dung|thong bao|su kien))?"
    r"|(?:xem|doc) (?:tin(?: tuc)?|bai(?: viet)?)|tin chi tiet|(?:news|article) detail)"
)
#: How the first of several headings or questions begins.
_FIRST = re.compile(r"(?:1|I|a)\s?[.)/]\s?[^\W\d]")
#: What stands above a question, and between it and its answer.
_ASKS = re.compile(
    r"(?:nội dung )?(?:câu )?hỏi(?: của (?:công dân|người dân|bạn đọc|doanh nghiệp))?\s*:?", re.IGNORECASE
)
_ANSWERS = re.compile(r"(?:nội dung )?(?:câu hỏi|(?:câu )?trả lời)\s*:?", re.IGNORECASE)
_QUESTION = re.compile(r"\W*(?:nội dung )?(?:câu )?hỏi\s*:", re.IGNORECASE)
_LONGEST_ASKED = 35


def names_title(line: str) -> bool:
    """Whether a line is what a form calls a title.

    >>> names_title("Tiêu đề:"), names_title("Tiêu đề của hội nghị")
    (True, False)
    """
    return len(line) <= _LONGEST_TITLE_LABEL and folded(line).strip(" :") in _TITLE_LABELS


def names_page(line: str) -> bool:
    """Whether a line only says what kind of page this is.

    >>> names_page("Chi tiết tin tức"), names_page("Chi tiết dự án đường ven biển")
    (True, False)
    """
    return len(line) <= _LONGEST_ASKED and _PAGE.fullmatch(folded(line).strip(" :")) is not None


def asks(line: str) -> bool:
    """Whether a line is the label of a question.

    >>> asks("Nội dung câu hỏi:"), asks("Câu hỏi thường gặp"), asks("Hội")
    (True, False, False)
    """
    return len(line) <= _LONGEST_ASKED and _ASKS.fullmatch(line) is not None


def is_question(line: str) -> bool:
    """Whether a line is the question of a reader, behind its label, or the first of numbered headings.

    >>> is_question("1. Ai được mượn sách?"), is_question("1.200 người được mượn sách.")
    (True, False)
    >>> is_question("Hỏi: Tôi có được hưởng trợ cấp không?"), is_question("Hỏi ý kiến dân là việc phải làm.")
    (True, False)
    """
    return (_QUESTION.match(line) or _FIRST.match(line)) is not None


def parts_answer(line: str) -> bool:
    """Whether a line is the label of a question or of its answer.

    >>> parts_answer("Trả lời"), parts_answer("Trả lời cử tri")
    (True, False)
    """
    return len(line) <= _LONGEST_ASKED and _ANSWERS.fullmatch(line) is not None
