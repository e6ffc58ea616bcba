"""The index beside each finished WARC file: one line a capture, as pywb and ReplayWeb.page read it (CDXJ).

`crawl-….warc.gz` has `crawl-….cdxj`: sorted bytewise, file names relative to the archive's folder, so that
the sidecars of a site, or of all, can be merged and served with the archive's folder as `archive_paths`.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from urllib.parse import unquote_plus, urlencode

from archiver.archive.warc.blocks import is_rendered
from archiver.archive.warc.files import OPEN, sync_folder, warc_name
from archiver.archive.warc.heads import content_type
from archiver.archive.warc.members import NOTHING_SENT, Record, Sent, capture_of, sent_in, walk
from archiver.archive.warc.surt import surt
from archiver.records import Capture

_log = logging.getLogger("archiver")

_WARC = ".warc.gz"
_SIDECAR = ".cdxj"
#: pywb looks at so many characters of what a request sent.
_LONGEST_QUERY = 4096
_LOOSE_LINES = 1_000


def sidecar_of(path: Path) -> Path:
    """Where the index of a WARC file lies, whether the file is finished or not.

    >>> sidecar_of(Path("warc/mic/2026/03/a.warc.gz.open")).name
    'a.cdxj'
    """
    return path.with_name(path.name.removesuffix(OPEN).removesuffix(_WARC) + _SIDECAR)


def line_of(capture: Capture, sent: Sent = NOTHING_SENT, *, is_revisit: bool) -> bytes:
    """The line of a capture, its end included; what is not fetched with GET has what was sent in its key.

    What a browser has made has none: a player of WARC files runs the scripts itself.
    """
    if is_rendered(capture.content_type):
        return b""
    mime = capture.content_type.partition(";")[0].strip().lower() or "unk"
    fields = {
        "url": capture.url,
        "mime": "warc/revisit" if is_revisit else mime,
        "status": f"{capture.status:03d}",
        "digest": f"sha1:{capture.payload_sha1}",
        "length": str(capture.length),
        "offset": str(capture.offset),
        "filename": capture.warc_file,
    }
    key = capture.url
    if sent.method not in {"GET", ""}:
        query = sent_query(sent.method, content_type(sent.headers), sent.body)
        key += ("&" if "?" in key else "?") + f"__wb_method={sent.method}" + (f"&{query}" if query else "")
        fields |= {"method": sent.method} | ({"requestBody": query} if query else {})
    stamp = capture.fetched_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{surt(key)} {stamp} {json.dumps(fields)}\n".encode()


def line_before(behind: Record | None, capture: Capture, *, is_revisit: bool) -> bytes:
    """The line of a capture whose request may be the record behind it."""
    # Nearly all are, and what a GET sent is not in the line.
    if behind is None or behind.block.startswith(b"GET "):
        return line_of(capture, is_revisit=is_revisit)
    return line_of(capture, sent_in(behind, capture.record_id), is_revisit=is_revisit)


def lines_of(path: Path, folder: Path) -> Iterator[bytes]:
    """The lines of all captures of a file, in the order of the file, up to what is torn or invalid.

    Raises:
        StorageError: the file cannot be read.
    """
    name = warc_name(path, folder)
    capture: Capture | None = None
    is_revisit = False
    try:
        for place in walk(path):
            if capture is not None:
                yield line_before(place.record, capture, is_revisit=is_revisit)
            capture, is_revisit = capture_of(place, name), place.record.kind == "revisit"
    except ValueError:
        pass
    if capture is not None:
        yield line_of(capture, is_revisit=is_revisit)


def sent_query(method: str, content_type: str, body: bytes) -> str:
    """What a request sent, as a query (https://specs.webrecorder.net/request-body-canonicalization/).

    >>> sent_query("POST", "application/json", b'{"page": 2, "all": [{"of": null}, {"of": 1.0}]}')
    'page=2&of=null&of.2_=1'
    """
    if method not in {"POST", "PUT"} or not body:
        return ""
    query = ""
    if content_type.startswith("application/x-www-form-urlencoded"):
        query = _or_binary(lambda: unquote_plus(body.decode()), body)
    elif content_type.startswith("application/json"):
        query = _or_binary(lambda: _json_query(body), b"")
    elif content_type.startswith("text/plain"):
        query = _or_binary(lambda: _json_query(body), body)
    else:
        query = _binary(body)
    return query[:_LONGEST_QUERY]


def _or_binary(text: Callable[[], str], body: bytes) -> str:
    try:
        return text()
    except (ValueError, RecursionError):
        return _binary(body) if body else ""


def _binary(body: bytes) -> str:
    return "__wb_post_data=" + base64.b64encode(body).decode()


def _json_query(body: bytes) -> str:
    """The named values of a JSON text, in order; a name that comes again gets a number."""
    said: dict[str, str] = {}
    times: dict[str, int] = {}
    for name, value in _named(json.loads(body), ""):
        if name in said:
            times[name] = times.get(name, 1) + 1
        said[f"{name}.{times[name]}_" if name in said else name] = value
    return urlencode(said)


def _named(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, name)
    elif name:
        is_whole = isinstance(value, float) and value.is_integer()
        plain = isinstance(value, bool) or value is None
        yield name, json.dumps(value) if plain else str(int(value) if is_whole else value)  # type: ignore[call-overload]


def index_of(lines: Iterable[bytes]) -> bytes:
    """A whole index: its lines sorted bytewise."""
    return b"".join(sorted(lines))


class GrowingIndex:
    r"""The lines of a file that is being written, kept small: those of a full file (1 GB) are 37 MB, 4 here.

    >>> index = GrowingIndex()
    >>> for number in (2, 1, 3):
    ...     index.add(b"vn,gov,moh)/%d 20260301050000 {}\n" % number)
    >>> index.whole().split()[::3]
    [b'vn,gov,moh)/1', b'vn,gov,moh)/2', b'vn,gov,moh)/3']
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._loose: list[bytes] = []

    def add(self, line: bytes) -> None:
        """Add a line, its end included."""
        self._loose.append(line)
        if len(self._loose) >= _LOOSE_LINES:
            self._packed.append(zlib.compress(b"".join(self._loose), 1))
            self._loose.clear()

    def whole(self) -> bytes:
        """All lines, sorted."""
        packed = (line for lines in self._packed for line in zlib.decompress(lines).splitlines(keepends=True))
        return index_of([*packed, *self._loose])


def write_sidecar(path: Path, index: bytes) -> None:
    """Put the index beside a WARC file: whole or not at all, on the disk before this returns.

    Where the disk refuses there is none: it is a view of the file, and no reason to leave that unfinished.
    `archiver verify` misses it, and makes it with `--repair`.
    """
    sidecar = sidecar_of(path)
    draft = sidecar.with_name(sidecar.name + ".draft")
    try:
        with draft.open("wb") as file:
            file.write(index)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(sidecar)
        sync_folder(sidecar.parent)
    except OSError as error:
        _log.warning("no index file=%s why=%s", sidecar, error.strerror)
        with suppress(OSError):
            draft.unlink(missing_ok=True)
