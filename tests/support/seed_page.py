"""The page the project was made from, as text in the corpus, rendered as pages of two kinds."""

from __future__ import annotations

from html import escape

from corpus import CORPUS

SEED_URL = "https://mic.gov.vn/tap-huan-ve-thong-tin-doi-ngoai-197103456.htm"
_HEADER = (
    '<header><p class="name">Bộ Thông tin và Truyền thông</p>'
    '<span class="clock">Thứ sáu, ngày 06/03/2026</span>'
    '<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc.htm">Tin tức</a></li></ul>'
    "</header>"
)


def seed() -> tuple[list[str], list[str], list[str]]:
    """Head (title, date line, lead), body with the byline last, and what follows the article."""
    text = next((CORPUS / "seed").glob("*.txt")).read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[:3], lines[4:11], lines[11:]


def in_ims_shell() -> str:
    """The seed in the markup of the portal's last platform, an old Word body inside."""
    head, body, tail = seed()
    title, date, lead = map(escape, head)
    word = "".join(
        f'<p class="MsoNormal" style="text-align:justify"><span>{escape(line)}</span></p>\n'
        '<p class="MsoNormal">&nbsp;</p>\n'
        for line in body[:-1]
    )
    return (
        f'<html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>{_HEADER}'
        f'<h1 class="detail-title">{title}</h1>'
        f'<div class="detail-time"><div data-role="publishdate">{date}</div></div>'
        f'<h2 class="detail-sapo">{lead}</h2>'
        f'<div class="detail-content afcbc-body"><img src="/a.jpg" alt="img">{word}'
        f'<p style="text-align:right">{body[-1]}</p></div>'
        f'<div class="banner">{"".join(f"<div>{escape(line)}</div>" for line in tail)}</div></body></html>'
    )


def in_bare_cell() -> str:
    """The seed as lines one after the other in one table cell, without any class."""
    head, body, tail = seed()
    lines = [f"<p>{escape(line)}</p>" for line in head] + ['<img src="/a.jpg">']
    lines += [f"<div>{escape(line)}</div><p>&nbsp;</p>" for line in body]
    lines += [f"<div>{escape(line)}</div>" for line in tail]
    rows = f"<tr><td>{_HEADER}</td></tr><tr><td>{''.join(lines)}</td></tr>"
    return f"<html><meta charset=utf-8><body><table>{rows}</table></body></html>"


def seed_record() -> dict[str, object]:
    """The columns of `articles` that the seed decides."""
    head, body, _ = seed()
    texts = [" ".join(line.split()) for line in body[:-1]]
    return {
        "title": head[0],
        "published": "2013-06-05 09:32",
        "published_at": "2013-06-05T09:32:00+07:00",
        "published_precision": "minute",
        "published_text": "Thứ tư, 05/06/2013 09:32",
        "year": 2013,
        "lead": " ".join(head[2].split()),
        "body": "\n\n".join(texts),
        "paragraphs": [{"kind": "paragraph", "text": text} for text in texts],
        "byline": "Lưu Hương",
        "source_line": "",
        "url": SEED_URL,
        "record_id": "103456",
        "site": "mic",
        "id": "mic-103456",
        "presence": "ok",
        "revision": 1,
        "revisions": 1,
    }
