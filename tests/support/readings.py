"""One reading of one article, as a value."""

from __future__ import annotations

from datetime import datetime

from archiver.records import VIETNAM, Article, Kind, Paragraph, Precision

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
