"""An archive in which everything a portal can write is an attempt to run a script in a reader's browser."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from small_archive import Story, make, put

#: Each would set `window.struck`, open a dialog or fetch something, if any of it became markup.
PAYLOADS = (
    "<script>window.struck=1</script>",
    "</title><script>window.struck=2</script>",
    "</textarea></style></script><script>window.struck=3</script>",
    "<img src=x onerror=window.struck=4>",
    '"><img src=x onerror="window.struck=5">',
    "'><img src=x onerror='window.struck=6'>",
    "<svg onload=window.struck=7>",
    "<svg><script>window.struck=8</script></svg>",
    "<svg><animate onbegin=window.struck=9 attributeName=x dur=1s>",
    '" autofocus onfocus="window.struck=10" x="',
    "' autofocus onfocus='window.struck=11' x='",
    "<body onload=window.struck=12>",
    "<iframe srcdoc='<script>parent.struck=13</script>'></iframe>",
    "<iframe src=javascript:parent.struck=14></iframe>",
    "<details open ontoggle=window.struck=15>",
    "<video><source onerror=window.struck=16></video>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.struck=17>",
    "<noscript><p title='</noscript><img src=x onerror=window.struck=18>'>",
    "<a href=javascript:window.struck=19>xem</a>",
    "javascript:window.struck=20",
    "java\tscript:window.struck=21",
    "data:text/html,<script>opener.struck=22</script>",
    "<meta http-equiv=refresh content='0;url=javascript:window.struck=23'>",
    "<base href=javascript:window.struck=24//>",
    "{{ ''.__class__.__mro__ }}{% for x in () %}window.struck=25",
    "&lt;script&gt;window.struck=26&lt;/script&gt;",
    "\u2028</script ><script\u3000>window.struck=27</script>",
    "<scr<script>ipt>window.struck=28</scr</script>ipt>",
    "--><!--><img src=x onerror=window.struck=29>",
    "<style>@import 'https://elsewhere.example/x.css'; body{background:url(https://elsewhere.example/30)}</style>",
)
#: Where a payload is stored that is read as an address.
ADDRESS = "https://moc.gov.vn/tin/{number}.htm"


def make_hostile(path: Path) -> Path:
    """Write the archive to a new database file: one article for each payload, which is in all its texts."""
    make(path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE sites SET host = '\"><img src=x onerror=window.struck=40>' WHERE name = 'mic'"
        )
        for number, payload in enumerate(PAYLOADS, start=1):
            _put(connection, number, payload)
    return path


def _put(connection: sqlite3.Connection, number: int, payload: str) -> None:
    article = f"moc-{9000 + number}"
    url = payload if ":" in payload[:12] else ADDRESS.format(number=number) + payload
    story = Story(
        number=9000 + number,
        site="moc",
        title=f"Tin {number} {payload}",
        published=f"2025-07-{number:02} 08:00",
        byline=payload,
        lead=payload,
        source_line=payload,
        category=payload,
        url=url,
        paragraphs=tuple(
            (kind, payload) for kind in ("paragraph", "heading", "caption", "list_item", "quote", "table_row")
        ),
        found=json.dumps({payload: {"by": payload, "doubt": payload}, "title": {"by": f"layout:{payload}"}}),
    )
    put(connection, story, 1000 + number)
    connection.execute(
        "UPDATE articles SET tags = ?, published_text = ?, language = 'vi' WHERE id = ?",
        (json.dumps([payload]), payload, article),
    )
    connection.execute("INSERT INTO images VALUES (?, 1, ?, ?, ?)", (article, payload, payload, payload))
    connection.execute(
        "INSERT INTO attachments (article, position, url, title, media_type) VALUES (?, 1, ?, ?, ?)",
        (article, payload, payload, payload),
    )
    connection.execute(
        """
        INSERT INTO problems (site, url, capture, seen_at, reason, field, detail)
        VALUES ('moc', ?, ?, '2025-07-01T00:00:00.000Z', ?, ?, ?)
        """,
        (url, f"urn:uuid:{1000 + number}", payload, payload, payload),
    )
    _put_revisions(connection, number, payload, article, url)


def _put_revisions(connection: sqlite3.Connection, number: int, payload: str, article: str, url: str) -> None:
    for place, title in enumerate((payload, f"{payload} sửa"), start=1):
        reading = {"title": title, "text": [payload, title], "images": [payload], "byline": payload}
        connection.execute(
            "INSERT INTO readings VALUES (?, ?, ?)", (article, f"{number}-{place}", json.dumps(reading))
        )
        capture = f"urn:uuid:{2000 + 2 * number + place}"
        connection.execute(
            """
            INSERT INTO captures (record_id, site, url, fetched_at, status, content_type, warc_file, offset,
                length, payload_sha1, payload_sha256, payload_length, source, outcome, article, reading)
            VALUES (?, 'moc', ?, ?, 200, ?, 'a.warc.gz', ?, 1, '', '', 1, 'live', ?, ?, ?)
            """,
            (capture, url, f"2025-07-0{place}T00:00:00.000Z", payload, 5000 + 2 * number + place, payload,
             article, f"{number}-{place}"),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, ?)",
            (article, place, f"2025-07-0{place}T00:00:00.000Z", f"2025-07-0{place}T00:00:00.000Z",
             "title, text" if place == 2 else "", f"{number}-{place}", capture, capture),
        )  # fmt: skip
    connection.execute("UPDATE articles SET revision = 2, revisions = 2 WHERE id = ?", (article,))
