"""An article as a reference: BibTeX, RIS and CSL-JSON, each with what proves it. Pure.

A reference names the capture it rests on: when the page was fetched, which WARC record holds it, and the
sha256 of its bytes; `archiver show ARTICLE --provenance` tells how anybody checks that.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from archiver.records import Capture

# Between two names of one byline; a hyphen inside a name has no spaces around it.
_BETWEEN = re.compile(r"\s*[,;/&]\s*|\s+[-–—]\s+|\s+và\s+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_NOT_KEY = re.compile(r"[^A-Za-z0-9-]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A backslash before a brace would not keep BibTeX from counting that brace.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "$&#_%"},
}
_URL_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a bibliography needs of an article; `published` is `2013-06-05` or empty, `fetched_at` is UTC."""

    key: str
    title: str
    authors: tuple[str, ...]
    ministry: str
    published: str
    url: str
    lead: str
    language: str
    revision: str
    fetched_at: datetime
    record_id: str
    sha256: str

    @property
    def proof(self) -> str:
        """The capture in one sentence."""
        fetched = f"{self.fetched_at:%Y-%m-%dT%H:%M:%SZ}"
        record, sha256 = f"WARC record {self.record_id}", f"payload SHA-256 {self.sha256}"
        return f"Captured {fetched}, {self.revision}; {record}; {sha256}"


def reference(article: sqlite3.Row, capture: Capture) -> Reference:
    """The reference of an article as one capture shows it; without a byline the ministry is its author."""
    ministry = _plain(article["ministry"])
    authors = tuple(name for name in _BETWEEN.split(_plain(article["byline"])) if name)
    return Reference(
        key=_NOT_KEY.sub("-", article["id"]),
        title=_plain(article["title"]),
        authors=authors or (ministry,),
        ministry=ministry,
        published=article["published"][:10],
        url=_CONTROLS.sub("", article["url"]),
        lead=_plain(article["lead"]),
        language=article["language"],
        revision=f"revision {article['revision']} of {article['revisions']}",
        fetched_at=capture.fetched_at.astimezone(UTC),
        record_id=capture.record_id,
        sha256=capture.payload_sha256,
    )


def bibtex(one: Reference) -> str:
    """A BibTeX entry, in UTF-8, for biblatex and for the classic styles alike.

    Names stand in braces of their own: a Vietnamese name begins with the family's and is never turned round.
    """
    fields = {
        "author": " and ".join(f"{{{latex(name)}}}" for name in one.authors),
        "title": f"{{{latex(one.title)}}}",
        "publisher": f"{{{latex(one.ministry)}}}",
        "year": one.published[:4],
        "month": _MONTHS[int(one.published[5:7]) - 1] if one.published else "",
        "day": one.published[8:10].lstrip("0"),
        "url": one.url.translate(_URL_BRACES),
        "urldate": f"{one.fetched_at:%Y-%m-%d}",
        "langid": "vietnamese" if one.language == "vi" else one.language,
        "note": latex(one.proof),
    }
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@misc{{{one.key},", *lines, "}\n"))


def latex(text: str) -> str:
    r"""A text as LaTeX sets it, without a brace that BibTeX would miss the other one of.

    >>> latex("50% của {A_1} & B")
    '50\\% của \\textbraceleft{}A\\_1\\textbraceright{} \\& B'
    """
    return "".join(_LATEX.get(letter, letter) for letter in text)


def ris(one: Reference) -> str:
    """A RIS record; its lines end in CR LF, as the format wants."""
    day = one.published.replace("-", "/")
    tags = [
        ("TY", "ELEC"),
        *(("AU", name) for name in one.authors),
        ("TI", one.title),
        ("PB", one.ministry),
        ("PY", one.published[:4]),
        ("DA", f"{day}/" if day else ""),
        ("AB", one.lead),
        ("LA", one.language),
        ("UR", one.url),
        ("Y2", f"{one.fetched_at:%Y/%m/%d}/"),
        ("ID", one.key),
        ("N1", one.proof),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join((*lines, "ER  - ", ""))


def csl(one: Reference) -> str:
    """A CSL-JSON list of one item (schema 1.0)."""
    item: dict[str, object] = {
        "id": one.key,
        "type": "webpage",
        "title": one.title,
        "author": [{"literal": name} for name in one.authors],
        "publisher": one.ministry,
        "URL": one.url,
        "accessed": {"date-parts": [[one.fetched_at.year, one.fetched_at.month, one.fetched_at.day]]},
        "language": one.language,
        "note": one.proof,
    }
    if one.published:
        item["issued"] = {"date-parts": [[int(part) for part in one.published.split("-")]]}
    if one.lead:
        item["abstract"] = one.lead
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


#: The formats by the names people give them.
FORMATS = {"bibtex": bibtex, "ris": ris, "csl": csl}


def _plain(text: str) -> str:
    """One line: no field of any format may begin a new one."""
    return " ".join(_CONTROLS.sub(" ", text).split())
