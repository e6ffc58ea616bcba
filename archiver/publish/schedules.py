"""What runs a crawl every day: a systemd unit and timer, a cron line, a GitHub workflow, a Docker set-up.

Texts only, made of one `Job`. Whatever starts a second crawl too early, it ends at once with exit code 3: the
archive's lock is held.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from pathlib import PurePath

from archiver.records import VIETNAM

#: Problems of single pages (1) and a stop of the machine (130) are no failure of the job.
_HARMLESS = "1 130"
#: The stop of a crawl writes what is in flight; it takes seconds, a slow disk perhaps a minute.
_STOP_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class Job:
    """One crawl a day, begun at the time `at` of Viet Nam.

    `program` is how `archiver` is called on the machine, `archive` the archive's folder and `working` the
    folder it is called in, whose `spiders` are a user's own; all absolute. `sites` empty means every site.
    `notify` is a command that is told of alarms after each crawl; empty for none. `zone` is the machine's
    own, in which cron counts, as it is on the day `today`.
    """

    program: tuple[str, ...]
    archive: PurePath
    working: PurePath
    at: time
    zone: tzinfo
    today: datetime
    contact: str = ""
    sites: tuple[str, ...] = ()
    notify: str = ""

    @property
    def crawl(self) -> tuple[str, ...]:
        """The arguments behind the archive's folder."""
        contact = ("--contact", self.contact) if self.contact else ()
        return ("crawl", *self.sites, *contact)

    @property
    def check(self) -> tuple[str, ...]:
        """The arguments behind the archive's folder of the check that follows."""
        sites = (word for site in self.sites for word in ("--site", site))
        return ("check", *sites, *(("--notify", self.notify) if self.notify else ()))

    @property
    def command(self) -> tuple[str, ...]:
        """The whole command, word by word."""
        return (*self.program, "--data", str(self.archive), *self.crawl)

    @property
    def told(self) -> tuple[str, ...]:
        """The whole command of the check, word by word; none where nobody is to be told."""
        return (*self.program, "--data", str(self.archive), *self.check) if self.notify else ()

    def clock(self, zone: tzinfo) -> time:
        """The time of day in another zone."""
        return datetime.combine(self.today.date(), self.at, VIETNAM).astimezone(zone).time()


def systemd(job: Job) -> dict[str, str]:
    """A service that runs once, and the timer that starts it; systemd starts none beside itself."""
    words = " ".join(_systemd_word(word) for word in job.command)
    # Also after a crawl that failed; an alarm (1) is no failure of the unit.
    told = " ".join(_systemd_word(word) for word in job.told)
    check = f"ExecStopPost=-{told}\n" if told else ""
    service = f"""\
[Unit]
Description=Crawl the portals of Viet Nam's ministries
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_systemd_path(job.working)}
ExecStart={words}
{check}SuccessExitStatus={_HARMLESS}
TimeoutStopSec={_STOP_SECONDS}
Nice=10
NoNewPrivileges=yes
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
"""
    timer = f"""\
[Unit]
Description=Crawl the portals of Viet Nam's ministries every day

[Timer]
OnCalendar=*-*-* {job.at:%H:%M}:00 Asia/Ho_Chi_Minh
RandomizedDelaySec=15m
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {"archiver.service": service, "archiver.timer": timer}


def cron(job: Job) -> dict[str, str]:
    """One line for `crontab -e`; cron counts in the machine's own zone and takes `%` for a line's end."""
    at = job.clock(job.zone)
    run = shlex.join(job.command)
    if job.told:
        run = f"{{ {run}; {shlex.join(job.told)}; }}"
    command = f"cd {shlex.quote(str(job.working))} && {run} >> archiver.log 2>&1"
    escaped = command.replace("%", r"\%")
    return {"archiver.cron": f"{at.minute} {at.hour} * * * {escaped}\n"}


def github(job: Job) -> dict[str, str]:
    """A workflow of a repository that holds this program; the archive lives in the cache between its runs."""
    at = job.clock(UTC)
    crawl, check = (shlex.join(("archiver", "--data", "archive", *words)) for words in (job.crawl, job.check))
    return {
        "archiver.yml": f"""\
name: archiver
on:
  schedule:
    - cron: "{at.minute} {at.hour} * * *"
  workflow_dispatch: {{}}
permissions:
  contents: read
concurrency:
  group: archiver
  cancel-in-progress: false
jobs:
  crawl:
    runs-on: ubuntu-latest
    timeout-minutes: 330
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install -c constraints.txt .
      - uses: actions/cache/restore@v4
        with:
          path: archive
          key: archive-${{{{ github.run_id }}}}
          restore-keys: archive-
      - id: crawl
        run: {_yaml_word(f'{crawl} --max-minutes 300 || test "$?" -eq 1')}
      - if: always()
        uses: actions/cache/save@v4
        with:
          path: archive
          key: archive-${{{{ github.run_id }}}}
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: archive-${{{{ github.run_id }}}}
          path: archive
          retention-days: 14
      - if: always()
        run: {_yaml_word(check)}
"""
    }


def docker(job: Job) -> dict[str, str]:
    """An image of this program, and a compose file: `run --rm crawl` crawls once, `up -d daily` every day."""
    crawl = json.dumps([word.replace("$", "$$") for word in job.crawl], ensure_ascii=False)
    loop = daily_loop(job).replace("$", "$$")
    image = """\
FROM python:3.12-slim
COPY . /usr/src/archiver
RUN pip install --no-cache-dir -c /usr/src/archiver/constraints.txt "/usr/src/archiver[browse]" \\
    && useradd --create-home archiver && mkdir /archive && chown archiver /archive
USER archiver
WORKDIR /home/archiver
ENV TZ=Asia/Ho_Chi_Minh
VOLUME /archive
STOPSIGNAL SIGTERM
ENTRYPOINT ["archiver", "--data", "/archive"]
"""
    compose = f"""\
services:
  crawl:
    build: .
    command: {crawl}
    profiles: ["once"]
    volumes: &archive
      - {_yaml_word(f"{job.archive}:/archive")}
    stop_grace_period: {_STOP_SECONDS}s
  daily:
    build: .
    entrypoint: ["/bin/sh", "-c"]
    command: [{_yaml_word(loop)}]
    volumes: *archive
    restart: unless-stopped
    init: true
    stop_grace_period: {_STOP_SECONDS}s
"""
    return {"Dockerfile": image, "compose.yaml": compose}


def daily_loop(job: Job) -> str:
    """A shell's loop that crawls at the time of day; it hands a stop on to what it waits for."""
    # `wait` ends when a signal comes, a command in the foreground would first be waited for.
    till = f'$(( ($(date -d "{job.at:%H:%M}" +%s) - $(date +%s) + 86400) % 86400 ))'
    crawl, check = (
        shlex.join(("archiver", "--data", "/archive", *words)) for words in (job.crawl, job.check)
    )
    told = f"{check} & child=$!; wait $child; " if job.notify else ""
    return (
        "trap 'kill $child; wait; exit 0' TERM INT; "
        f"while :; do sleep {till} & child=$!; wait $child; "
        f"{crawl} & child=$!; wait $child; {told}sleep 60 & child=$!; wait $child; done"
    )


#: Each kind of schedule by the name it has on the command line.
KINDS: dict[str, Callable[[Job], dict[str, str]]] = {
    "systemd": systemd,
    "cron": cron,
    "github": github,
    "docker": docker,
}


def _systemd_word(word: str) -> str:
    r"""One word of `ExecStart`; systemd would fill in what follows `%` and `$`.

    >>> _systemd_word("data"), _systemd_word("100% of it")
    ('data', '"100%% of it"')
    """
    escaped = word.replace("\\", "\\\\").replace('"', r"\"").replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if not word or set(escaped) & set(" \t'\"\\;") else escaped


def _systemd_path(path: PurePath) -> str:
    return str(path).replace("%", "%%")


def _yaml_word(text: str) -> str:
    r"""A text in quotes that YAML reads as it stands: JSON is YAML.

    >>> _yaml_word('crawl || test "$?" -eq 1')
    '"crawl || test \\"$?\\" -eq 1"'
    """
    return json.dumps(text, ensure_ascii=False)
