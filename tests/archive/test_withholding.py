"""What is withheld stays in the archive, is shown nowhere, and stays withheld whatever is made anew."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from programs import archiver

from archiver.archive.search.search import search
from archiver.archive.store import DATABASE
from archiver.archive.verify.findings import Damage
from archiver.archive.verify.verify import verify
from archiver.archive.withholding import FILE, Decision, decisions
from archiver.errors import StorageError

WHY = "Theo đề nghị của người được nêu tên"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive of the demo portal."""
    folder = tmp_path_factory.mktemp("archive")
    ended = archiver("--data", folder, "crawl", "demo", "-a", "articles=12")
    assert ended.returncode == 0, ended.stderr
    return folder / "demo"


@pytest.fixture
def archive(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "archive"))


def withheld(archive: Path) -> dict[str, str]:
    with sqlite3.connect(archive / DATABASE) as connection:
        return dict(connection.execute("SELECT id, withheld FROM articles WHERE withheld <> ''"))


def first(archive: Path) -> tuple[str, str, str]:
    with sqlite3.connect(archive / DATABASE) as connection:
        row: tuple[str, str, str] = connection.execute(
            "SELECT id, url, title FROM articles ORDER BY id LIMIT 1"
        ).fetchone()
        return row


def test_a_withheld_article_is_found_no_more_and_found_again(archive: Path) -> None:
    article, url, title = first(archive)

    def hits() -> list[str]:
        with sqlite3.connect(archive / DATABASE) as connection:
            return [hit.article for hit in search(connection, title)]

    assert article in hits()
    assert archiver("--data", archive, "withhold", url, "--why", WHY).returncode == 0
    assert withheld(archive) == {article: WHY}
    assert article not in hits()
    assert archiver("--data", archive, "withhold", article, "--undo").returncode == 0
    assert withheld(archive) == {}
    assert article in hits()
    assert [(one.article, one.why) for one in decisions(archive)] == [(article, WHY), (article, "")]


def test_it_survives_a_database_made_anew(archive: Path) -> None:
    article, *_ = first(archive)
    archiver("--data", archive, "withhold", article, "--why", WHY)
    (archive / DATABASE).unlink()

    ended = archiver("--data", archive, "replay")

    assert ended.returncode == 0, ended.stderr
    assert withheld(archive) == {article: WHY}


def test_it_survives_a_merge_in_either_direction(archive: Path, crawled: Path, tmp_path: Path) -> None:
    article, *_ = first(archive)
    archiver("--data", archive, "withhold", article, "--why", WHY)
    other = Path(shutil.copytree(crawled, tmp_path / "other"))

    for target, source in ((other, archive), (archive, other), (other, archive)):
        ended = archiver("--data", target, "merge", source)
        assert ended.returncode == 0, ended.stderr
        assert withheld(target) == {article: WHY}
        assert len(decisions(target)) == 1


def test_the_last_decision_of_two_archives_counts(archive: Path, crawled: Path, tmp_path: Path) -> None:
    article, *_ = first(archive)
    other = Path(shutil.copytree(crawled, tmp_path / "other"))
    for folder, at, why in (
        (archive, "2026-01-02T00:00:00.000Z", ""),
        (other, "2026-01-01T00:00:00.000Z", WHY),
    ):
        line = {"at": at, "article": article, "why": why}
        (folder / FILE).write_text(json.dumps(line) + "\n", encoding="utf-8")

    archiver("--data", archive, "merge", other)

    assert withheld(archive) == {}
    assert len(decisions(archive)) == 2


def test_a_line_that_was_torn_is_no_decision_and_hurts_no_later_one(archive: Path) -> None:
    article, *_ = first(archive)
    (archive / FILE).write_text('{"at": "2026-01-01T00:00:00.000Z", "arti', encoding="utf-8")

    assert decisions(archive) == []
    assert archiver("--data", archive, "withhold", article, "--why", WHY).returncode == 0
    assert [one.why for one in decisions(archive)] == [WHY]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing-1", "--why", WHY), "no article is called"),
        (("ARTICLE",), "say either why"),
        (("ARTICLE", "--why", WHY, "--undo"), "say either why"),
        (("ARTICLE", "--undo"), "is not withheld"),
    ],
)
def test_what_cannot_be_decided_is_refused(archive: Path, arguments: tuple[str, ...], says: str) -> None:
    words = [first(archive)[0] if word == "ARTICLE" else word for word in arguments]

    ended = archiver("--data", archive, "withhold", *words)

    assert ended.returncode == 2
    assert says in ended.stderr.decode()
    assert not (archive / FILE).exists()


def test_a_line_that_is_no_decision_is_named(tmp_path: Path) -> None:
    good = json.dumps({"at": "2026-01-01T00:00:00.000Z", "article": "mic-1", "why": WHY})
    (tmp_path / FILE).write_text(f"{good}\nnonsense\n", encoding="utf-8")

    with pytest.raises(StorageError, match=r"withheld\.jsonl, line 2: expected a decision"):
        decisions(tmp_path)

    (tmp_path / FILE).write_text(f"{good}\n", encoding="utf-8")
    assert decisions(tmp_path) == [Decision("2026-01-01T00:00:00.000Z", "mic-1", WHY)]


def test_verify_tells_of_decisions_that_are_lost_or_not_followed(archive: Path) -> None:
    article, *_ = first(archive)
    archiver("--data", archive, "withhold", article, "--why", WHY)
    file = archive / FILE
    decided = file.read_text(encoding="utf-8")

    assert verify(archive).findings == ()
    file.unlink()
    (lost,) = verify(archive).findings
    assert (lost.damage, lost.record_id, lost.found) == (Damage.WITHHELD, article, "none")
    assert f"archiver withhold {article} --why REASON" in lost.next
    file.write_text(decided, encoding="utf-8")
    with closing(sqlite3.connect(archive / DATABASE)) as connection, connection:
        connection.execute("UPDATE articles SET withheld = ''")
    (ignored,) = verify(archive).findings
    assert (ignored.expected, ignored.found) == ("none, as the row says", repr(WHY))


def test_a_line_that_is_no_decision_is_told_by_verify_and_before_a_rebuild(archive: Path) -> None:
    (archive / FILE).write_text("{no decision\n", encoding="utf-8")

    (finding,) = verify(archive).findings
    ended = archiver("--data", archive, "replay", "--rebuild")

    assert "line 1: expected a decision" in finding.found
    assert ended.returncode == 3
    assert len(ended.stderr.decode().splitlines()) == 1
