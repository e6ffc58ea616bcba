"""`archiver schedule`: what it prints, read by the programs it is for or by parsers of their languages."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from archiver.cli import archiver
from archiver.errors import UsageError
from archiver.publish.schedules import KINDS, Job, cron, daily_loop, docker, github, systemd

ODD = "https://example.org/who we are?share=50%&cost=$5'\"\\"
BERLIN = timezone(timedelta(hours=1))
JOB = Job(
    program=(sys.executable, "-m", "archiver"),
    archive=Path("/srv/my archive 100%"),
    working=Path("/srv"),
    at=time(2, 30),
    zone=BERLIN,
    today=datetime(2026, 3, 6, 12, tzinfo=BERLIN),
    contact=ODD,
    sites=("mic", "mst"),
)


TOLD = replace(JOB, notify="mail -s 'an alarm, 100%' $ME")


def unit(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def systemd_words(line: str) -> list[str]:
    """The words of an `ExecStart`, as systemd.service(5) and systemd.syntax(7) have it."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [
        re.sub(r"\\(.)", r"\1", quoted or plain).replace("%%", "%").replace("$$", "$")
        for quoted, plain in words
    ]


def shell_accepts(text: str) -> bool:
    return subprocess.run(["sh", "-n", "-c", text], check=False, capture_output=True).returncode == 0


def test_a_unit_calls_the_crawl_word_by_word() -> None:
    service = unit(systemd(JOB)["archiver.service"])

    assert systemd_words(service["Service"]["ExecStart"]) == list(JOB.command)
    assert service["Service"]["Type"] == "oneshot"


def test_whoever_is_to_be_told_is_told_after_each_crawl_by_every_kind(tmp_path: Path) -> None:
    check = ["check", "--site", "mic", "--site", "mst", "--notify", TOLD.notify]
    service = unit(systemd(TOLD)["archiver.service"])["Service"]
    (line,) = cron(TOLD)["archiver.cron"].splitlines()
    run = line.split(" ", 5)[5].replace(r"\%", "%")
    steps = yaml.safe_load(github(TOLD)["archiver.yml"])["jobs"]["crawl"]["steps"]

    assert service["ExecStopPost"].startswith("-")
    assert systemd_words(service["ExecStopPost"][1:]) == [*JOB.program, "--data", str(JOB.archive), *check]
    assert "ExecStopPost" not in unit(systemd(JOB)["archiver.service"])["Service"]
    assert shell_accepts(run)
    assert shlex.split(run)[-len(check) - 4 :] == [
        *check[:-1],
        f"{TOLD.notify};",
        "}",
        ">>",
        "archiver.log",
        "2>&1",
    ]
    assert shlex.split(steps[-1]["run"]) == ["archiver", "--data", "archive", *check]
    assert steps[-1]["if"] == "always()"
    assert shell_accepts(daily_loop(TOLD))
    assert f"{shlex.join(('archiver', '--data', '/archive', *check))} & child=$!" in daily_loop(TOLD)


def test_a_timer_starts_it_at_the_time_of_viet_nam() -> None:
    timer = unit(systemd(JOB)["archiver.timer"])

    assert timer["Timer"]["OnCalendar"] == "*-*-* 02:30:00 Asia/Ho_Chi_Minh"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_no_fault_with_unit_and_timer(tmp_path: Path) -> None:
    for name, text in systemd(TOLD).items():
        (tmp_path / name).write_text(text)

    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.glob("archiver.*"))],
        check=False,
        capture_output=True,
        text=True,
    )
    assert [line for line in found.stderr.splitlines() if "archiver." in line] == []
    assert found.returncode == 0


def test_a_cron_line_counts_in_the_machines_zone_and_escapes_percent_signs() -> None:
    (line,) = cron(JOB)["archiver.cron"].splitlines()
    minute, hour, *days, command = line.split(" ", 5)

    assert (minute, hour, *days) == ("30", "20", "*", "*", "*")
    assert re.search(r"(?<!\\)%", command) is None
    run = command.replace(r"\%", "%")
    assert shell_accepts(run)
    assert shlex.split(run) == ["cd", "/srv", "&&", *JOB.command, ">>", "archiver.log", "2>&1"]


def test_a_workflow_crawls_at_the_time_of_viet_nam_and_never_beside_itself() -> None:
    workflow: dict[Any, Any] = yaml.safe_load(github(JOB)["archiver.yml"])
    # YAML 1.1 reads the key `on` as true; GitHub does not.
    when = workflow[True]["schedule"]
    steps = workflow["jobs"]["crawl"]["steps"]

    assert when == [{"cron": "30 19 * * *"}]
    assert workflow["concurrency"] == {"group": "archiver", "cancel-in-progress": False}
    (crawl,) = (step["run"] for step in steps if step.get("id") == "crawl")
    assert shell_accepts(crawl)
    assert shlex.split(crawl)[: len(JOB.crawl) + 3] == ["archiver", "--data", "archive", *JOB.crawl]
    assert all(step.keys() & {"run", "uses"} for step in steps)


def test_a_compose_file_crawls_once_or_every_day_into_one_folder() -> None:
    services = yaml.safe_load(docker(JOB)["compose.yaml"])["services"]

    assert [word.replace("$$", "$") for word in services["crawl"]["command"]] == list(JOB.crawl)
    assert {name: one["volumes"] for name, one in services.items()} == {
        "crawl": ["/srv/my archive 100%:/archive"],
        "daily": ["/srv/my archive 100%:/archive"],
    }
    (loop,) = services["daily"]["command"]
    assert loop.replace("$$", "$") == daily_loop(JOB)
    assert shell_accepts(daily_loop(JOB))


def test_an_image_is_made_of_known_instructions_and_calls_the_program() -> None:
    lines = docker(JOB)["Dockerfile"].replace("\\\n", "").splitlines()

    known = {"FROM", "COPY", "RUN", "USER", "WORKDIR", "ENV", "VOLUME", "STOPSIGNAL", "ENTRYPOINT"}
    assert {line.split()[0] for line in lines} == known
    assert lines[0].startswith("FROM ")
    assert lines[-1] == 'ENTRYPOINT ["archiver", "--data", "/archive"]'


def test_the_daily_loop_crawls_and_hands_a_stop_on(tmp_path: Path) -> None:
    said = tmp_path / "said"
    (tmp_path / "archiver").write_text(
        f"#!/bin/sh\ntrap 'echo stopped >> {said}; exit' TERM\necho \"$@\" >> {said}\nsleep 30 & wait\n"
    )
    # The loop waits with `sleep` too: this one does not wait before the crawl.
    (tmp_path / "sleep").write_text("#!/bin/sh\ncase $1 in 30) exec /bin/sleep 30;; esac\n")
    for name in ("archiver", "sleep"):
        (tmp_path / name).chmod(0o755)

    running = subprocess.Popen(
        ["sh", "-c", daily_loop(JOB)], env={"PATH": f"{tmp_path}:/usr/bin:/bin", "TZ": "Asia/Ho_Chi_Minh"}
    )
    try:
        for _ in range(200):
            if said.exists() and said.read_text():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                running.wait(0.05)
        running.terminate()
        ended = running.wait(10)
    finally:
        running.kill()

    assert ended == 0
    assert said.read_text().splitlines() == [f"--data /archive {' '.join(JOB.crawl)}", "stopped"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schedule_is_printed_or_written_and_never_over_another(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["schedule", kind, "mic", "--at", "04:05"]
    printed = CliRunner().invoke(archiver, words)
    written = CliRunner().invoke(archiver, [*words, "--into", "units"])
    again = CliRunner().invoke(archiver, [*words, "--into", "units"])

    files = sorted((tmp_path / "units").iterdir())
    assert [str(file.relative_to(tmp_path)) for file in files] == sorted(written.output.split())
    for file in files:
        assert file.read_text() in printed.output
    assert isinstance(again.exception, UsageError)
    assert "exists" in str(again.exception)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cron", "--at", "25:00"), "expected hours and minutes"),
        (("cron", "mick"), "did you mean 'mic'"),
        (("cron", "--contact", "a\nb"), "characters that no schedule can hold"),
    ],
)
def test_what_cannot_be_scheduled_is_one_clear_line(arguments: tuple[str, ...], words: str) -> None:
    ended = CliRunner().invoke(archiver, ["schedule", *arguments])

    assert isinstance(ended.exception, UsageError)
    assert words in str(ended.exception)


def test_the_time_of_day_is_carried_over_midnight() -> None:
    assert JOB.clock(UTC) == time(19, 30)
