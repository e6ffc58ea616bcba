"""The crawl log: what a crawl knows that no response says, as `metadata` records of its WARC files. Pure.

A note tells how a run began (its plan, the visits that an earlier one had taken and not made), what each
visit of a batch was settled by, and how the run ended. A response that was only kept (robots.txt, a wall
that then got its cookie) is named too; a response that no note names is one whose run died. How a run began
stands before its first response, so that a run that was killed at once is known from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from archiver.archive.ledger.outcomes import HOST_SILENT, host_silent
from archiver.archive.ledger.plan import USUAL, Plan
from archiver.archive.ledger.settle import excluded, unreachable
from archiver.archive.ledger.visits import ATTACHMENT, Settlement, State, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """How a run began: when, with which plan, and which addresses it found taken by a run that had died."""

    at: datetime
    plan: Plan = USUAL
    released: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One visit: the capture that settled it, or why there was none and when that was known.

    `why` is `unreachable` or `excluded`; `outcome` and `detail` are the settlement's. `kind` is `ATTACHMENT`
    for a file of an article, empty for a page.
    """

    url: str
    capture: str = ""
    kind: str = ""
    why: str = ""
    outcome: str = ""
    detail: str = ""
    at: datetime | None = None

    def settlement(self, visit: Visit) -> Settlement:
        """What a visit without a capture meant."""
        assert self.at is not None
        if self.why == "excluded":
            return excluded(visit, self.at, self.outcome, self.detail)
        if self.outcome == HOST_SILENT:
            return host_silent(visit, self.at, self.detail)
        return unreachable(visit, self.at, self.outcome, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended: when, why, its figures, and the addresses it had taken and not visited."""

    at: datetime
    ending: str
    figures: Mapping[str, int] = field(default_factory=dict)
    released: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One record of the log: the visits are in the order in which they were settled."""

    began: Began | None = None
    visits: tuple[Noted, ...] = ()
    kept: tuple[str, ...] = ()
    ended: Ended | None = None


def note_of(captures: Iterable[str], settlements: Sequence[Settlement]) -> Note:
    """What is to be noted of one batch; the captures by their ids."""
    settled = {one.capture for one in settlements}
    return Note(
        visits=tuple(map(_noted, settlements)),
        kept=tuple(one for one in captures if one not in settled),
    )


def _noted(settlement: Settlement) -> Noted:
    url, kind = settlement.visit.url, ATTACHMENT if settlement.visit.kind == ATTACHMENT else ""
    if settlement.capture:
        return Noted(url=url, capture=settlement.capture, kind=kind)
    return Noted(
        url=url,
        kind=kind,
        why="excluded" if settlement.state is State.EXCLUDED else "unreachable",
        outcome=settlement.outcome,
        detail=settlement.detail,
        at=settlement.at,
    )


def text_of(note: Note) -> str:
    """A note as JSON; parts without content are left out.

    >>> text_of(Note(kept=("urn:uuid:1",)))
    '{"kept": ["urn:uuid:1"]}'
    """
    plain: dict[str, object] = {}
    if note.began is not None:
        began = note.began
        plain["began"] = {
            "at": _text(began.at),
            "plan": plan_of(began.plan),
            "released": list(began.released),
        }
    if note.visits:
        plain["visits"] = [_visit(one) for one in note.visits]
    if note.kept:
        plain["kept"] = list(note.kept)
    if note.ended is not None:
        ended = note.ended
        plain["ended"] = {
            "at": _text(ended.at),
            "ending": ended.ending,
            "figures": dict(ended.figures),
            "released": list(ended.released),
        }
    return json.dumps(plain, ensure_ascii=False)


def _visit(one: Noted) -> dict[str, str]:
    kind = {"kind": one.kind} if one.kind else {}
    if one.capture:
        return {"url": one.url, "capture": one.capture} | kind
    assert one.at is not None
    plain = {"url": one.url, one.why: one.outcome, "at": _text(one.at)}
    return plain | ({"detail": one.detail} if one.detail else {}) | kind


def plan_of(plan: Plan) -> dict[str, object]:
    """The options of a run that are not the usual ones."""
    plain: dict[str, object] = {}
    for name in Plan.__dataclass_fields__:
        value = getattr(plan, name)
        if value != getattr(USUAL, name):
            plain[name] = (
                value.isoformat() if isinstance(value, date)
                else value.total_seconds() if isinstance(value, timedelta)
                else value
            )  # fmt: skip
    return plain


def note_from(text: str) -> Note:
    """The note that a record holds.

    Raises:
        ValueError: it is none of ours.

    >>> note_from(text_of(Note(kept=("urn:uuid:1",)))).kept
    ('urn:uuid:1',)
    """
    try:
        plain = json.loads(text)
        began, ended = plain.get("began"), plain.get("ended")
        return Note(
            began=began
            and Began(
                at=_time(began["at"]), plan=plan_from(began["plan"]), released=tuple(began["released"])
            ),
            visits=tuple(map(_visit_from, plain.get("visits", ()))),
            kept=tuple(plain.get("kept", ())),
            ended=ended
            and Ended(
                at=_time(ended["at"]),
                ending=ended["ending"],
                figures=ended["figures"],
                released=tuple(ended["released"]),
            ),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a note of a crawl: {error!r}") from error


def _visit_from(plain: Mapping[str, str]) -> Noted:
    url, kind = plain["url"], plain.get("kind", "")
    if "capture" in plain:
        return Noted(url=url, capture=plain["capture"], kind=kind)
    why = "excluded" if "excluded" in plain else "unreachable"
    detail, at = plain.get("detail", ""), _time(plain["at"])
    return Noted(url=url, why=why, outcome=plain[why], detail=detail, at=at, kind=kind)


def plan_from(plain: Mapping[str, object]) -> Plan:
    """The plan that was noted; options of a newer program are left out."""
    known = {name: value for name, value in plain.items() if name in Plan.__dataclass_fields__}
    if "since" in known:
        known["since"] = date.fromisoformat(str(known["since"]))
    if "time" in known:
        known["time"] = timedelta(seconds=float(str(known["time"])))
    if "urls" in known:
        known["urls"] = tuple(known["urls"])  # type: ignore[arg-type]
    return Plan(**known)  # type: ignore[arg-type]


def _text(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
