"""References and provenance: right in their formats whatever a title holds, and true by hand."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import archiver
from test_renderings import SHELL, rendered
from warc_samples import NOON, written
from whole_archive import crawled

from archiver.archive.catalogue import find_article, find_capture
from archiver.archive.store import read_only
from archiver.archive.warc.writer import read_exchange
from archiver.publish.citation import FORMATS, Reference, bibtex, csl, reference, ris
from archiver.publish.provenance import as_dict, commands, origin
from archiver.records import Capture

PLAIN = Reference(
    key="moh-201",
    title="Hòa Bình tiêm vắc-xin sởi cho trẻ dưới mười tuổi",
    authors=("Thu Phương", "Đỗ Quang"),
    ministry="Bộ Y tế",
    published="2024-10-11",
    url="https://moh.gov.vn/tin?id=201&x=50%25",
    lead="Đợt tiêm diễn ra ở tất cả trạm y tế xã.",
    language="vi",
    revision="revision 2 of 3",
    fetched_at=datetime(2026, 3, 1, 5, 0, 7, tzinfo=UTC),
    record_id="urn:uuid:00000000-0000-4000-8000-000000000000",
    sha256="ab" * 32,
)
CAPTURE = Capture(
    url="https://moh.gov.vn/", fetched_at=NOON, status=200, content_type="text/html", warc_file="a.warc.gz",
    offset=0, length=1, record_id="urn:uuid:1", payload_sha1="A", payload_sha256="b", payload_length=1,
)  # fmt: skip
RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\x00-\x1f]*")
NASTY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
#: The variables of a CSL item that we use, and what each may be (csl-data.json, version 1.0.2).
CSL = {
    "id": str,
    "type": str,
    "title": str,
    "author": list,
    "publisher": str,
    "URL": str,
    "accessed": dict,
    "issued": dict,
    "language": str,
    "note": str,
    "abstract": str,
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawled(tmp_path_factory.mktemp("archive"), 0, 1)


def an_article(folder: Path) -> sqlite3.Row:
    with read_only(folder) as connection:
        (name,) = connection.execute("SELECT min(id) FROM articles WHERE byline <> ''").fetchone()
        return find_article(connection, name)


def parsed(entry: str) -> tuple[str, str, dict[str, str]]:
    """Type, key and fields of one BibTeX entry, read as BibTeX reads it: by counting braces."""
    kind, _, rest = entry.partition("{")
    key, _, rest = rest.partition(",")
    fields: dict[str, str] = {}
    while match := re.match(r"\s*([a-z]+)\s*=\s*", rest):
        rest = rest[match.end() :]
        if rest.startswith("{"):
            depth, end = 0, 0
            for end, letter in enumerate(rest):  # noqa: B007
                depth += (letter == "{") - (letter == "}")
                if depth == 0:
                    break
            fields[match[1]], rest = rest[1:end], rest[end + 1 :]
        else:
            value = re.match(r"[a-z]+", rest)
            assert value is not None
            fields[match[1]], rest = value[0], rest[value.end() :]
        assert rest.startswith(",")
        rest = rest[1:]
    assert rest.strip() == "}"
    return kind, key, fields


def unlatexed(text: str) -> str:
    """What LaTeX would set."""
    words = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    words |= {"textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\\(?:([a-z]+)\{\}|(.))", lambda m: words[m[1]] if m[1] else m[2], text)


def test_bibtex_names_the_ministry_the_authors_the_day_and_the_capture() -> None:
    kind, key, fields = parsed(bibtex(PLAIN))

    assert (kind, key) == ("@misc", "moh-201")
    assert fields["author"] == "{Thu Phương} and {Đỗ Quang}"
    assert fields["title"] == f"{{{PLAIN.title}}}"
    assert fields["publisher"] == "{Bộ Y tế}"
    assert (fields["year"], fields["month"], fields["day"]) == ("2024", "oct", "11")
    assert (fields["url"], fields["urldate"]) == (PLAIN.url, "2026-03-01")
    assert "2026-03-01T05:00:07Z" in fields["note"]
    assert PLAIN.record_id in fields["note"]
    assert PLAIN.sha256 in fields["note"]


@given(title=NASTY, author=NASTY, url=NASTY)
def test_bibtex_holds_whatever_a_page_says(title: str, author: str, url: str) -> None:
    row = {
        "id": "moh-1",
        "ministry": "Bộ Y tế",
        "title": title,
        "byline": author,
        "published": "2024-10-11 10:20",
        "url": f"https://moh.gov.vn/{url}",
        "lead": "",
        "language": "vi",
        "revision": 1,
        "revisions": 1,
    }
    one = reference(row, CAPTURE)  # type: ignore[arg-type]

    _, _, fields = parsed(bibtex(one))
    set_title = fields["title"][1:-1]

    assert unlatexed(set_title) == " ".join(one.title.split())
    assert not re.search(r"(?<!\\)[$&#_%~^]", set_title)
    assert [line for line in ris(one).split("\r\n") if line and not RIS_LINE.fullmatch(line)] == []
    assert json.loads(csl(one))[0]["title"] == one.title


def test_ris_is_one_record_of_lines_with_tags() -> None:
    lines = ris(PLAIN).split("\r\n")

    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert [line for line in lines[:-1] if not RIS_LINE.fullmatch(line)] == []
    assert [line for line in lines if line.startswith("AU")] == ["AU  - Thu Phương", "AU  - Đỗ Quang"]
    assert "DA  - 2024/10/11/" in lines
    assert "UR  - https://moh.gov.vn/tin?id=201&x=50%25" in lines


def test_csl_has_only_what_the_schema_knows() -> None:
    (item,) = json.loads(csl(PLAIN))

    assert {name: type(value) for name, value in item.items()} == CSL
    assert item["author"] == [{"literal": "Thu Phương"}, {"literal": "Đỗ Quang"}]
    assert item["issued"] == {"date-parts": [[2024, 10, 11]]}
    assert item["accessed"] == {"date-parts": [[2026, 3, 1]]}


@pytest.mark.parametrize("name", FORMATS)
def test_a_reference_without_a_day_or_a_lead_leaves_them_out(name: str) -> None:
    bare = FORMATS[name](replace(PLAIN, published="", lead=""))

    assert "2024" not in bare
    assert "2026" in bare


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Mạnh Trí - Thu Cúc", ("Mạnh Trí", "Thu Cúc")),
        ("Nguyễn Văn A, Trần B và Lê C", ("Nguyễn Văn A", "Trần B", "Lê C")),
        ("Lê-Minh Khuê", ("Lê-Minh Khuê",)),
        ("", ("Bộ Trang mẫu",)),
    ],
)
def test_each_author_is_one_and_without_any_it_is_the_ministry(
    archive: Path, byline: str, authors: tuple[str, ...]
) -> None:
    row = an_article(archive)
    with read_only(archive) as connection:
        capture = find_capture(connection, row["capture"])

    assert reference({**dict(row), "byline": byline}, capture).authors == authors  # type: ignore[arg-type]


def test_the_command_cites_the_capture_that_the_article_shows(archive: Path) -> None:
    row = an_article(archive)
    cited = archiver("--data", archive, "show", row["id"], "--cite")
    as_ris = archiver("--data", archive, "show", row["url"], "--cite", "ris")

    fields = parsed(cited.stdout.decode())[2]
    assert row["capture"] in fields["note"]
    assert fields["author"] == f"{{{row['byline']}}}"
    assert as_ris.stdout.endswith(b"\r\nER  - \r\n")


# Provenance


def test_the_commands_that_are_told_give_the_bytes_and_their_digest_with_common_tools(archive: Path) -> None:
    row = an_article(archive)
    told = json.loads(archiver("--data", archive, "show", row["id"], "--provenance", "--json").stdout)
    with read_only(archive) as connection:
        capture = find_capture(connection, row["capture"])

    head, payload, digest = (
        subprocess.run(["sh", "-c", one["command"]], capture_output=True, check=True).stdout
        for one in told["check"]
    )

    assert head.startswith(b"WARC/1.1\r\n")
    assert head.endswith(b"\r\n\r\n")
    assert payload == read_exchange(archive, capture).body
    assert digest.split()[0].decode() == capture.payload_sha256 == hashlib.sha256(payload).hexdigest()


def test_a_revisit_is_told_with_the_record_that_holds_its_payload(archive: Path) -> None:
    row = an_article(archive)
    with read_only(archive) as connection:
        capture = find_capture(connection, row["capture"])

    plain = as_dict(archive, row, capture)

    assert plain["payload"]["file"] != plain["capture"]["warc_file"]  # type: ignore[index]
    assert "(the same payload, fetched earlier)" in shown(archive, row["id"])


def test_each_field_is_told_with_how_it_was_found_and_its_doubt(archive: Path) -> None:
    row = an_article(archive)
    found = json.loads(row["found"])

    told = shown(archive, row["id"])

    assert {name for name in found if name not in told} == set()
    assert {how["by"] for how in found.values() if how["by"] not in told} == set()
    assert {how["doubt"] for how in found.values() if "doubt" in how and how["doubt"] not in told} == set()
    assert row["layout"] in told
    assert row["capture"] in told


def shown(folder: Path, name: str) -> str:
    return archiver("--data", folder, "show", name, "--provenance").stdout.decode()


def test_a_damaged_record_is_told_and_not_hidden(archive: Path, tmp_path: Path) -> None:
    row = an_article(archive)
    for path in (archive / "warc").rglob("*.warc.gz"):
        copy = tmp_path / path.relative_to(archive)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(bytes(path.stat().st_size))
    (tmp_path / "archive.db").write_bytes((archive / "archive.db").read_bytes())

    ended = archiver("--data", tmp_path, "show", row["id"], "--provenance")

    assert ended.returncode == 3
    assert b"archiver verify" in ended.stderr


def test_a_page_that_a_browser_has_made_can_be_checked_by_hand_too(tmp_path: Path) -> None:
    (shell, page), _ = written(tmp_path, SHELL, rendered("urn:uuid:1"))

    where = origin(tmp_path, page)
    shows = [subprocess.run(["sh", "-c", line], capture_output=True, check=True).stdout
             for _, line in commands(tmp_path, page, where)]  # fmt: skip

    assert shows[1] == read_exchange(tmp_path, page).body
    assert shows[2].split()[0].decode() == page.payload_sha256
    assert origin(tmp_path, shell).skip > origin(tmp_path, page).skip
