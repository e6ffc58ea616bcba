"""Where each field of an article comes from, and how anybody checks it by hand with common tools."""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.text import Text

from archiver.archive.memory.outlines import NOTHING, LeftOut
from archiver.archive.warc.blocks import REFERS_TO_FILE, REFERS_TO_OFFSET
from archiver.archive.warc.heads import parse_head, values_of
from archiver.archive.warc.members import member_at, open_warc
from archiver.errors import CaptureDamaged
from archiver.records import ARTICLE_FIELDS, Capture, instant

#: Letters of a value that are shown.
_SHOWN = 100
_FIELDS = (*ARTICLE_FIELDS, "recorded_at", "updated_at", "canonical_url", "language", "record_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the bytes of a capture lie: the member that holds the payload, and what stands before it.

    `file` is relative to the archive's folder and as it is called now; `skip` is how many bytes of the
    unpacked member come before the payload.
    """

    file: str
    offset: int
    length: int
    skip: int


def origin(folder: Path, capture: Capture) -> Origin:
    """Where the payload of a capture lies; of a revisit, in the record it refers to.

    Raises:
        StorageError: the file is missing or cannot be read.
        CaptureDamaged: the record cannot be read.
    """
    name, offset = capture.warc_file, capture.offset
    # Twice at most: a revisit never refers to a revisit.
    for _ in range(2):
        with open_warc(folder, name, offset) as file:
            try:
                place = member_at(file, offset)
                # What a browser has made is no HTTP message: its block is the payload.
                is_made = place.record.kind == "conversion"
                http_size = 0 if is_made else parse_head(place.record.block).size
            except ValueError as error:
                raise CaptureDamaged(
                    f"{name}: damaged at byte {offset}: {error}. See what else is: archiver verify"
                ) from error
            name = Path(file.name).relative_to(folder).as_posix()
        referred = values_of(place.record.headers, REFERS_TO_FILE)
        if not referred:
            break
        name, offset = referred[0], int(values_of(place.record.headers, REFERS_TO_OFFSET)[0])
    return Origin(
        file=name, offset=place.offset, length=place.length, skip=place.record.head_size + http_size
    )


def commands(folder: Path, capture: Capture, where: Origin) -> tuple[tuple[str, str], ...]:
    """What each command shows, and the command: for any shell with `tail`, `head`, `gzip` and `sha256sum`."""
    path = shlex.quote(str(folder / where.file))
    member = f"tail -c +{where.offset + 1} {path} | head -c {where.length} | gzip -dc"
    payload = f"{member} | tail -c +{where.skip + 1} | head -c {capture.payload_length}"
    return (
        ("the record with its headers", f"{member} | head -c {where.skip}"),
        ("the payload, as it came", payload),
        (f"its sha256, which must be {capture.payload_sha256}", f"{payload} | sha256sum"),
    )


def as_dict(
    folder: Path, article: sqlite3.Row, capture: Capture, left_out: LeftOut = NOTHING
) -> dict[str, object]:
    """The provenance of an article as plain JSON values."""
    where = origin(folder, capture)
    return {
        "article": article["id"],
        "url": article["url"],
        "layout": article["layout"],
        "revision": article["revision"],
        "revisions": article["revisions"],
        "first_seen": article["first_seen"],
        "last_seen": article["last_seen"],
        "capture": {
            "record_id": capture.record_id,
            "url": capture.url,
            "fetched_at": instant(capture.fetched_at),
            "status": capture.status,
            "source": capture.source,
            "truncated": capture.truncated,
            "lenience": capture.lenience,
            "warc_file": capture.warc_file,
            "offset": capture.offset,
            "length": capture.length,
            "payload_length": capture.payload_length,
            "payload_sha1": capture.payload_sha1,
            "payload_sha256": capture.payload_sha256,
        },
        "payload": {"file": where.file, "offset": where.offset, "length": where.length, "skip": where.skip},
        "fields": {name: how for name, _, how in _fields(article)},
        "memory": left_out.memory,
        "left_out": [asdict(one) for one in left_out.blocks],
        "check": [
            {"shows": shows, "command": command} for shows, command in commands(folder, capture, where)
        ],
    }


def provenance_text(
    folder: Path, article: sqlite3.Row, capture: Capture, left_out: LeftOut = NOTHING
) -> Text:
    """The provenance of an article as a reader would like it printed."""
    where = origin(folder, capture)
    text = Text(article["title"], style="bold")
    text.append(f"\n{article['id']}  {article['url']}\n", style="cyan not bold")
    for label, value in (
        (
            "captured",
            f"{instant(capture.fetched_at)} from {capture.url} (HTTP {capture.status}, {capture.source})",
        ),
        ("record", capture.record_id),
        ("file", f"{capture.warc_file}, {capture.length} bytes from byte {capture.offset}"),
        ("payload", f"{capture.payload_length} bytes, sha256 {capture.payload_sha256}"),
        ("", f"sha1 {capture.payload_sha1} (base32, as in CDX)"),
        ("lies in", _elsewhere(capture, where)),
        ("cut off", capture.truncated),
        ("lenience", capture.lenience),
        ("layout", article["layout"]),
        ("memory", left_out.memory and f"version {left_out.memory} of what the site repeats on its pages"),
        ("revision", f"{article['revision']} of {article['revisions']}, seen first {article['first_seen']}"),
    ):
        if value:
            text.append(f"\n{label:9} ", style="dim not bold").append(value, style="not bold")
    text.append("\n\nHow each field was found\n", style="bold")
    for name, value, how in _fields(article):
        text.append(f"\n{name:14} {how.get('by', 'not there'):22} ", style="not bold")
        text.append(_short(value), style="dim not bold")
        if doubt := _doubt(how):
            text.append(f"\n{'':14} {doubt}", style="yellow not bold")
    if left_out.blocks:
        text.append("\n\nLeft out, because the site repeats it\n", style="bold")
    for block in left_out.blocks:
        text.append(f"\n{block.since:25} ", style="dim not bold").append(block.text, style="not bold")
    text.append("\n\nTo check it by hand\n", style="bold")
    for shows, command in commands(folder, capture, where):
        text.append(f"\n# {shows}\n", style="dim not bold").append(f"{command}\n", style="not bold")
    return text


def _elsewhere(capture: Capture, where: Origin) -> str:
    """The record that holds the payload, where the capture's own only refers to it."""
    if (where.file.removesuffix(".open"), where.offset) == (capture.warc_file, capture.offset):
        return ""
    return f"{where.file}, {where.length} bytes from byte {where.offset} (the same payload, fetched earlier)"


def _fields(article: sqlite3.Row) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Each field with its value and how it was found."""
    found = json.loads(article["found"])
    known = article.keys()
    for name in dict.fromkeys((*_FIELDS, *found)):
        value = str(article[name] or "") if name in known else ""
        if name in found:
            yield name, value, found[name]


def _doubt(how: Mapping[str, object]) -> str:
    """What is uncertain about a field."""
    confidence = f"confidence {how['confidence']}" if "confidence" in how else ""
    return ", ".join(str(part) for part in (confidence, how.get("doubt")) if part)


def _short(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
