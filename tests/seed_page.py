"""The page the project was made from, as text in the corpus beside the project, rendered as a page."""

from __future__ import annotations

from html import escape
from pathlib import Path

SEED = Path(__file__).parents[2] / "shared" / "corpus" / "seed"
SEED_URL = "https://mic.gov.vn/tap-huan-ve-thong-tin-doi-ngoai-197101233.htm"


def seed_lines() -> list[str]:
    """The lines of the seed that hold text, in order: title, date line, lead, img, body, byline, tail."""
    (file,) = SEED.iterdir()
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip("\xa0 ")]


def seed_record() -> dict[str, object]:
    """The columns of `articles` that the seed decides."""
    lines = seed_lines()
    body = lines[4 : lines.index("Lưu Hương")]
    return {
        "title": "Tập huấn về thông tin đối ngoại",
        "published": "2013-06-05 09:32",
        "published_at": "2013-06-05T09:32:00+07:00",
        "published_precision": "minute",
        "published_text": "Thứ tư, 05/06/2013 09:32",
        "year": 2013,
        "lead": " ".join(lines[2].split()),
        "body": "\n\n".join(" ".join(line.split()) for line in body),
        "paragraphs": [{"kind": "paragraph", "text": " ".join(line.split())} for line in body],
        "byline": "Lưu Hương",
        "source_line": "",
        "url": SEED_URL,
        "record_id": "101233",
        "site": "mic",
        "id": "mic-101233",
        "presence": "ok",
        "revision": 1,
        "revisions": 1,
    }


def seed_in_ims_shell() -> bytes:
    """The seed in the markup of the portal's last platform, with the old Word body inside."""
    lines = [escape(line) for line in seed_lines()]
    end = lines.index("Lưu Hương")
    blank = '<p class="MsoNormal">&nbsp;</p>'
    word = '<p class="MsoNormal" style="text-align:justify"><span>{}</span></p>'
    body = blank.join(word.format(line) for line in lines[4:end])
    tail = "".join(f"<div class='box'><span>{line}</span></div>" for line in lines[end + 1 :])
    menu = "".join(f'<li><a href="/muc-{n}.htm">Chuyên mục số {n}</a></li>' for n in range(12))
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>{lines[0]}</title><meta name="author" content="Bộ Thông tin và Truyền thông">
<meta property="og:title" content="{lines[0]}"></head><body>
<div class="header"><span class="clock">Thứ Sáu, 07/03/2025 10:11</span><ul>{menu}</ul></div>
<div class="detail"><a data-role="cate-name" href="/tin-tuc-su-kien.htm">Tin tức sự kiện</a>
<h1 class="detail-title" data-role="title">{lines[0]}</h1>
<div class="detail-author-top"></div><div class="detail-time"><div data-role="publishdate">{lines[1]}</div></div>
<h2 class="detail-sapo" data-role="sapo">{lines[2]}</h2>
<div class="detail-content afcbc-body" data-role="content">
<p align="center"><img alt="{lines[3]}" src="/uploads/2013/6/anh.jpg"></p>
{body}{blank}<p align="right"><strong>{lines[end]}</strong></p></div></div>
<div class="footer">{tail}</div></body></html>""".encode()
