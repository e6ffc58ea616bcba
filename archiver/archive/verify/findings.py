"""What `archiver verify` says: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

REPAIR = "archiver verify --repair"
RESTORE = "restore the file from a copy, then: archiver verify"
REPLAY = "archiver replay"


class Damage(StrEnum):
    """What kind of thing is wrong."""

    #: The bytes of a record are not the ones that were captured.
    BYTES = "bytes"
    #: A whole file is not the one that was finished.
    FILE = "file"
    MISSING_FILE = "missing-file"
    #: A WARC file that no row knows, or rows that no writer finished.
    UNKNOWN_FILE = "unknown-file"
    UNFINISHED_FILE = "unfinished-file"
    MISSING_ROW = "missing-row"
    WRONG_ROW = "wrong-row"
    #: A row points at a place where no such record is.
    MISSING_RECORD = "missing-record"
    #: What a revisit record refers to is not there.
    REFERENCE = "reference"
    #: The `.cdxj` beside a finished file.
    INDEX = "index"
    SEARCH = "search"
    DATABASE = "database"
    FOREIGN_KEY = "foreign-key"
    #: Articles, readings, revisions and captures do not agree.
    READING = "reading"
    COUNT = "count"
    #: `withheld.jsonl` and the articles do not agree.
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One damage: where, what was expected, what was found, what to run next.

    `file` is relative to the archive's folder; `offset` is a byte of it, -1 where none is meant.
    """

    damage: Damage
    file: str
    expected: str
    found: str
    next: str
    record_id: str = ""
    offset: int = -1
    url: str = ""

    @property
    def can_be_repaired(self) -> bool:
        """Whether `--repair` may put it right."""
        return self.next == REPAIR

    def __str__(self) -> str:
        """The finding in one line."""
        at = f" at byte {self.offset}" if self.offset >= 0 else ""
        what = "".join(f" {one}" for one in (self.record_id, self.url) if one)
        return (
            f"{self.damage}: {self.file}{at}{what}: expected {self.expected}, "
            f"found {self.found.removesuffix('.')}. "
            f"Next: {self.next}"
        )

    def as_dict(self) -> dict[str, object]:
        """The finding as plain JSON values."""
        return {
            "damage": self.damage.value,
            "file": self.file,
            "record_id": self.record_id,
            "offset": None if self.offset < 0 else self.offset,
            "url": self.url,
            "expected": self.expected,
            "found": self.found,
            "next": self.next,
            "repairable": self.can_be_repaired,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was looked at, and what is wrong. `figures` are counts by name; `bytes` is of the WARC files."""

    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The report as plain JSON values."""
        return {
            "sound": not self.findings,
            "figures": dict(self.figures),
            "findings": [one.as_dict() for one in self.findings],
        }


def joined(reports: list[Report]) -> Report:
    """Several reports as one; figures are added up.

    >>> joined([Report(figures={"files": 1}), Report(figures={"files": 2, "records": 5})]).figures
    {'files': 3, 'records': 5}
    """
    figures: dict[str, int] = {}
    for report in reports:
        for name, count in report.figures.items():
            figures[name] = figures.get(name, 0) + count
    return Report(findings=tuple(one for report in reports for one in report.findings), figures=figures)
