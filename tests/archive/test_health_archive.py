"""`archiver check` on archives that a real intake has written, its verb, and the program that is told."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from programs import archiver, rows_of
from quiet_portal import EXPECTED, FIRST, SITE, Answer, QuietPortal, articles_of, at, kinds, when
from small_archive import make

from archiver.archive.health.alarms import AlarmKind, State
from archiver.archive.health.facts import (
    SiteFacts,
)
from archiver.archive.health.gather import gather
from archiver.archive.health.health import judge
from archiver.archive.store import read_only
from archiver.cli import archiver as command_line
from archiver.errors import StorageError, UnknownSite, UsageError
from archiver.publish.health import as_dict, notify, words_of

NOW = datetime(2026, 3, 6, 14, tzinfo=UTC)
START = FIRST + timedelta(days=60)
#: The last day of the archive that several tests look at.
LAST = START + timedelta(days=14)


# --- the facts, out of an archive that a real intake has written


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> QuietPortal:
    """Two months read by the first crawl, then two weeks day by day; nothing is wrong."""
    portal = QuietPortal(tmp_path_factory.mktemp("quiet"))
    portal.crawl(START, back=61)
    for ago in range(1, (LAST - START).days + 1):
        portal.crawl(START + timedelta(days=ago))
    return portal


def test_a_quiet_portal_gives_no_alarm_on_any_day(quiet: QuietPortal) -> None:
    healths = [quiet.health(START + timedelta(days=ago)) for ago in range((LAST - START).days + 1)]

    assert {health.state for health in healths} == {State.OK}
    assert healths[-1].newest > healths[0].newest
    assert healths[-1].articles > 100
    assert healths[-1].unjudged == ()


@pytest.mark.slow
def test_a_quiet_year_gives_no_alarm_on_any_day(tmp_path: Path) -> None:
    portal = QuietPortal(tmp_path)
    portal.crawl(START, back=61)
    alarms = []
    for ago in range(1, 400):
        day = START + timedelta(days=ago)
        portal.crawl(day)
        alarms += [(day, alarm.detail) for alarm in portal.health(day).alarms]

    assert alarms == []
    assert portal.health(day).articles > 900


@pytest.fixture
def copy(quiet: QuietPortal, tmp_path: Path) -> QuietPortal:
    """The quiet portal's archive, to be spoilt."""
    with rows_of(quiet.folder) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "archive.db"),))
    return QuietPortal(tmp_path)


def without_layout(number: int, text: str) -> str:
    return text if number < 0 else re.sub(r'class="[a-z-]+"', 'class="moi"', text)


def test_renamed_classes_are_an_alarm_within_twenty_pages(copy: QuietPortal) -> None:
    day, pages = LAST, 0
    while not (health := copy.health(day)).alarms:
        day += timedelta(days=1)
        pages += len(articles_of(day))
        copy.crawl(day, tamper=without_layout)
        assert pages <= 20

    assert AlarmKind.EVIDENCE in kinds(health)


def test_pages_that_cannot_be_read_any_more_are_an_alarm_within_twenty_pages(copy: QuietPortal) -> None:
    def emptied(number: int, text: str) -> str:
        return text if number < 0 else re.sub(r"<p>.*?</p>|<p class.*?</p>", "", text)

    day, pages = LAST, 0
    while not (health := copy.health(day)).alarms:
        day += timedelta(days=1)
        pages += len(articles_of(day))
        copy.crawl(day, tamper=emptied)
        assert pages <= 20

    assert kinds(health) == [AlarmKind.PROBLEMS_RISING]
    assert health.alarms[0].detail.startswith("no-body on ")


def test_a_wall_is_an_alarm_that_says_since_when(copy: QuietPortal) -> None:
    wall = Answer("<html><head><title>403</title></head><body>Forbidden</body></html>", 403)
    days = [LAST + timedelta(days=ago) for ago in (1, 2)]
    for day in days:
        copy.crawl(day, tamper=lambda _number, _text: wall)
    health = copy.health(days[-1])

    assert AlarmKind.BLOCKED in kinds(health)
    blocked = next(alarm for alarm in health.alarms if alarm.kind is AlarmKind.BLOCKED)
    assert blocked.since[:10] == at(days[0]).date().isoformat()
    assert blocked.look("thu") == f"archiver sites fixture {blocked.capture} --into look"


def test_an_empty_list_is_an_alarm_until_it_is_read_again(copy: QuietPortal) -> None:
    empty = Answer("<html><head><title>Tin</title></head><body><ul></ul></body></html>")
    first, second = LAST + timedelta(days=1), LAST + timedelta(days=2)
    copy.crawl(first, tamper=lambda number, text: empty if number < 0 else text)
    spoilt = copy.health(first)
    copy.crawl(second)

    assert kinds(spoilt) == [AlarmKind.LISTING_EMPTY]
    assert kinds(copy.health(second)) == []


def test_a_date_in_the_future_is_an_alarm_at_the_article_that_has_it(copy: QuietPortal) -> None:
    day = next(day for ago in range(1, 9) if articles_of(day := LAST + timedelta(days=ago)))
    wrong = articles_of(day)[0]

    def late(number: int, text: str) -> str:
        return text.replace(f"{when(wrong):%d/%m/%Y}", "06/09/2026") if number == wrong else text

    copy.crawl(day, tamper=late)
    found = [alarm for alarm in copy.health(day).alarms if alarm.kind is AlarmKind.FUTURE_DATES]

    assert [alarm.article for alarm in found] == [f"thu-{wrong}"]


def test_a_crawl_that_never_ended_is_an_alarm_unless_it_is_at_work(copy: QuietPortal) -> None:
    with rows_of(copy.folder) as connection:
        connection.execute(
            "UPDATE crawls SET ended_at = NULL, ending = '' WHERE id = (SELECT max(id) FROM crawls)"
        )
        connection.commit()
    now = at(LAST) + timedelta(hours=1)
    with read_only(copy.folder) as connection:
        (dead,), (alive,) = gather(connection, now), gather(connection, now, is_running=True)

    assert kinds(judge(dead, EXPECTED, now)) == [AlarmKind.CRAWL_ABORTED]
    assert judge(alive, EXPECTED, now).alarms == ()


def test_the_oldest_pages_of_a_first_crawl_are_no_news(tmp_path: Path) -> None:
    """An old era without layout and bylines is read last, and is compared with nothing."""
    portal = QuietPortal(tmp_path)
    border = (START - FIRST).days * 10 - 300
    portal.crawl(
        START, back=61, tamper=lambda number, text: without_layout(number, text) if number < border else text
    )
    with rows_of(tmp_path) as connection:
        by_evidence = connection.execute("SELECT count(*) FROM articles WHERE layout = ''").fetchone()[0]

    assert by_evidence > 20
    assert portal.health(START).alarms == ()


def test_no_query_reads_a_whole_table_that_grows_with_the_archive(quiet: QuietPortal) -> None:
    asked: list[str] = []
    with read_only(quiet.folder) as connection:
        connection.set_trace_callback(asked.append)
        gather(connection, at(LAST))
        connection.set_trace_callback(None)
        plans = [step["detail"] for sql in asked for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]

    scanned = {step.split()[1] for step in plans if step.startswith("SCAN ")}
    assert len(asked) >= 8
    assert scanned <= {"sites", "crawls", "problems", "(subquery-1)", "(subquery-3)"}
    assert "SEARCH problems USING INDEX problems_site (site=? AND seen_at<?)" in plans


# --- the verb


def check(folder: Path, *arguments: str, day: date = LAST) -> Result:
    now = (at(day) + timedelta(hours=1)).isoformat()
    return CliRunner().invoke(command_line, ["--data", str(folder), "check", "--now", now, *arguments])


def test_a_healthy_archive_is_a_table_and_exit_code_0(quiet: QuietPortal) -> None:
    ended = check(quiet.folder)

    assert ended.exit_code == 0
    assert re.search(r"│ thu +│ frozen +│ \d+ ", ended.stdout)
    assert "Look:" not in ended.stdout


def test_an_alarm_is_a_line_whose_command_works_and_exit_code_1(copy: QuietPortal) -> None:
    day = LAST
    for _ in range(5):
        day += timedelta(days=1)
        copy.crawl(day, tamper=without_layout)

    ended = check(copy.folder, day=day)
    plain = json.loads(check(copy.folder, "--json", day=day).stdout)

    assert ended.exit_code == 1
    (line,) = [line for line in ended.stdout.splitlines() if line.startswith("thu evidence: ")]
    (alarm,) = [one for one in plain["alarms"] if one["alarm"] == "evidence"]
    assert line.endswith(f"Look: {alarm['look']} ({alarm['capture']})")
    program, *words = shlex.split(alarm["look"])
    shown = archiver(*words)
    assert program == "archiver"
    assert shown.returncode == 0
    assert alarm["capture"] in shown.stdout.decode()
    assert plain["sites"][0]["health"] == "alarm"


def test_the_file_of_a_site_says_what_is_expected_of_it(quiet: QuietPortal, tmp_path: Path) -> None:
    """The real program, with a site of the user's own."""
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders/thu.py").write_text(
        "from archiver.crawl.spider import SiteSpider\nfrom archiver.extract.site import Site\n"
        f"SITE = Site(name='thu', ministry='Bộ Thử', ministry_en='T', hosts=('thu.example',), articles=(),\n"
        f"    weekly_minimum={SITE.weekly_minimum})\n"
        "class Thu(SiteSpider):\n    name = SITE.name\n    site = SITE\n"
    )
    now = (at(LAST) + timedelta(hours=1)).isoformat()
    ended = archiver("--data", quiet.folder, "check", "--site", "thu", "--now", now, "--json", cwd=tmp_path)

    assert ended.returncode == 0, ended.stderr.decode()
    assert [one["health"] for one in json.loads(ended.stdout)["sites"]] == ["ok"]


def test_a_site_that_is_asked_for_says_what_cannot_be_judged(tmp_path: Path) -> None:
    make(tmp_path / "archive.db")
    later = date(2026, 1, 1)
    all_sites, one_site = check(tmp_path, day=later), check(tmp_path, "--site", "mic", day=later)

    assert (all_sites.exit_code, one_site.exit_code) == (0, 0)
    assert "not judged" not in all_sites.stdout
    assert "mic: not judged: fields, layouts and problems: 4 pages, 70 are needed\n" in one_site.stdout
    assert "moh" not in one_site.stdout


def test_a_site_nobody_knows_and_a_missing_archive_are_clear_errors(tmp_path: Path) -> None:
    unknown = CliRunner().invoke(command_line, ["check", "--site", "mick"])
    missing = CliRunner().invoke(command_line, ["--data", str(tmp_path), "check"])

    assert isinstance(unknown.exception, UnknownSite)
    assert isinstance(missing.exception, StorageError)
    assert "--now" in str(check(tmp_path, "--now", "yesterday").exception)


# --- who is told


def test_a_program_gets_the_alarms_as_json_on_its_standard_input(copy: QuietPortal, tmp_path: Path) -> None:
    told = tmp_path / "told once.json"
    tee = f"tee {shlex.quote(str(told))}"
    healthy = check(copy.folder, "--notify", tee)
    assert (healthy.exit_code, told.exists()) == (0, False)

    alarmed = archiver(
        *("--data", copy.folder, "check", "--now", (at(LAST) + timedelta(days=10)).isoformat()),
        *("--json", "--notify", tee),
    )

    assert alarmed.returncode == 1, alarmed.stderr.decode()
    assert json.loads(told.read_text()) == json.loads(alarmed.stdout)
    assert [one["alarm"] for one in json.loads(alarmed.stdout)["alarms"]] == ["not-crawled"]


def test_a_program_that_fails_is_told_and_hides_no_alarm(copy: QuietPortal) -> None:
    late = (at(LAST) + timedelta(days=10)).isoformat()
    ended = archiver("--data", copy.folder, "check", "--now", late, "--notify", "false")

    assert ended.returncode == 1
    assert "thu not-crawled: no crawl for 10 days, usually 1 at most." in ended.stdout.decode()
    assert ended.stderr.decode() == "Nobody was notified: false: ended with exit code 1\n"


def test_no_shell_sees_the_command(tmp_path: Path) -> None:
    assert words_of("mail -s 'an alarm' me@example.org; touch x") == [
        *("mail", "-s", "an alarm", "me@example.org;", "touch", "x")
    ]
    for wrong in ("mail 'me", "   "):
        with pytest.raises(UsageError, match="--notify"):
            words_of(wrong)


def test_a_program_that_never_ends_is_killed_with_all_it_has_started(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    sleeper = ["sh", "-c", f"(sleep 1; touch {shlex.quote(str(mark))}) & sleep 30"]

    assert notify(sleeper, {}, patience=0.3).endswith("killed after 0.3 s")
    assert notify(["sleep", "1.3"], {}) == ""
    assert not mark.exists()
    assert "cannot be started" in notify([str(tmp_path / "none")], {})
    assert notify(["true"], {"alarms": ["x" * 1_000_000]}) == ""


def test_the_json_says_of_every_site_what_could_not_be_judged() -> None:
    health = judge(SiteFacts(site="mic"), EXPECTED, NOW)
    plain = as_dict([health], NOW, Path("data"), ["archiver"])

    assert plain["alarms"] == []
    (site,) = plain["sites"]  # type: ignore[misc]
    assert site["health"] == "never crawled"
    assert len(site["unjudged"]) == 2


# --- the guide

GUIDE = (Path(__file__).parents[2] / "docs/operations.md").read_text("utf-8")


def test_the_guide_answers_every_alarm_and_no_other() -> None:
    section = GUIDE.split("### Alarms of `archiver check`")[1].split("\n#")[0]
    answered = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)

    assert answered == [kind.value for kind in AlarmKind]
