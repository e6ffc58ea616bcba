"""When two readings are the same."""

from dataclasses import replace
from datetime import datetime

from archiver.archive.revisions import changed, content_hash, parts
from archiver.records import VIETNAM, Article, Image, Kind, Paragraph, Precision

READING = Article(
    site="thu",
    record_space="thu",
    record_id="1",
    url="https://thu.example/a-1.htm",
    title="Khai mạc hội thảo chữ viết",
    published_at=datetime(2026, 3, 1, 9, 51, tzinfo=VIETNAM),
    published_precision=Precision.MINUTE,
    published_text="01/03/2026 09:51",
    lead="Hội thảo bàn về chữ viết.",
    paragraphs=(Paragraph(Kind.PARAGRAPH, "Sáng 1/3, hội thảo đã khai mạc."),),
    byline="Thu Lan",
    source_line="",
)


def digest(article: Article) -> str:
    return content_hash(parts(article))


def test_the_same_text_found_in_another_way_is_the_same_reading() -> None:
    again = replace(
        READING, url="https://thu.example/in/a-1.htm", layout="2027", language="vi", category="Tin"
    )

    assert digest(again) == digest(READING)


def test_a_token_in_the_address_of_a_picture_makes_no_revision() -> None:
    one = replace(READING, images=(Image("https://thu.example/anh.jpg?token=1"),))
    two = replace(READING, images=(Image("https://cdn.thu.example/anh.jpg?token=2&w=600"),))

    assert digest(one) == digest(two)


def test_each_changed_part_is_named() -> None:
    corrected = replace(
        READING, title="Khai mạc hội thảo chữ Việt", byline="", images=(Image("https://thu.example/b.jpg"),)
    )

    assert changed(parts(READING), parts(corrected)) == ("title", "byline", "images")


def test_a_new_time_without_a_new_text_changes_the_date_only() -> None:
    touched = replace(
        READING, published_text="02/03/2026 08:00", published_at=datetime(2026, 3, 2, 8, tzinfo=VIETNAM)
    )

    assert changed(parts(READING), parts(touched)) == ("date",)
