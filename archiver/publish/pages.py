"""Pages that a person names: a file, an address or a capture of the archive, as payloads to be read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console

from archiver.archive.catalogue import newest_capture
from archiver.archive.store import DATABASE, read_only
from archiver.archive.warc.writer import decode_body, read_payload
from archiver.crawl.one_page import fetch_page
from archiver.crawl.sites import spiders
from archiver.errors import PayloadError, UsageError
from archiver.extract.site import Site, belongs
from archiver.page.payload import LARGEST_PAGE
from archiver.records import VIETNAM, Payload


def file_bytes(file: Path) -> bytes:
    """A file's bytes; a gzip file's content.

    Raises:
        UsageError: it cannot be read.
        PayloadError: the gzip file is damaged, or the page larger than any that is read.
    """
    try:
        if file.stat().st_size > LARGEST_PAGE:
            raise PayloadError(f"{file}: larger than any page that is read ({LARGEST_PAGE} bytes)")
        body = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}).") from error
    if body[:2] != b"\x1f\x8b":
        return body
    plain, trouble = decode_body(body, "gzip", limit=LARGEST_PAGE)
    if trouble:
        raise PayloadError(f"{file}: the gzip file ends early or is damaged ({trouble}). Fetch it again.")
    return plain


def fetched_from(file: Path, url: str) -> str:
    """The address that a saved page was fetched from, after a look that it is one.

    Raises:
        UsageError: it is none.
    """
    if not is_address(url):
        found = f" ({url!r} is no address)" if url else ""
        raise UsageError(f"{file}: say where it was fetched from: --url https://…{found}")
    return url


def is_address(text: str) -> bool:
    """Whether a text can be asked for.

    >>> is_address("https://mic.gov.vn/tin-tuc.htm"), is_address("tin-tuc.htm"), is_address("https://[mic/")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def file_payload(file: Path, url: str, content_type: str, fetched_at: datetime | None) -> Payload:
    """A saved page; without a time of its own the file's is taken.

    Raises:
        UsageError: the address is none, or the file cannot be read.
    """
    address = fetched_from(file, url)
    body = file_bytes(file)
    own_time = datetime.fromtimestamp(file.stat().st_mtime, VIETNAM).replace(microsecond=0)
    return Payload(url=address, body=body, content_type=content_type, fetched_at=fetched_at or own_time)


def payload_named(folder: Path, name: str) -> Payload:
    """What an archive holds of a record id or an article's id, or last captured of an address.

    An address that it does not hold is fetched once and kept nowhere.

    Raises:
        UsageError: `name` is nothing that is known.
        PayloadError: the archive holds a part only.
        NetworkError: no page came.
    """
    if (folder / DATABASE).is_file():
        with read_only(folder) as connection:
            capture = newest_capture(connection, name)
        if capture is not None:
            payload = read_payload(folder, capture)
            if capture.truncated or payload.truncated:
                raise PayloadError(f"{payload.url}: its capture was cut off. Crawl it again.")
            return payload
    if not is_address(name):
        raise UsageError(f"{name}: there is no such file, and no capture or article of that id in {folder}.")
    return fetch_page(name, console=Console(stderr=True))


def reader_of(name: str, url: str) -> Site | None:
    """The site that reads a page: the one named, else the one that has its address; never a made-up one."""
    known = spiders()
    if name:
        return known[name].site if name in known else None
    return next((one.site for one in known.values() if not one.apart and belongs(url, one.site)), None)
