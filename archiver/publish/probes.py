"""How the report of a probe looks on a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from archiver.crawl.probe.source import imports
from archiver.crawl.probe.values import Fact, Report, Verdict
from archiver.records import iso

_STYLES = {
    Verdict.CONFIRMED: "green",
    Verdict.DRIFTED: "bold red",
    Verdict.BLOCKED: "bold yellow",
    Verdict.UNKNOWN: "dim",
}


def facts_table(report: Report) -> Table:
    """Each fact with its verdict and what was seen."""
    table = Table()
    for name in ("fact", "verdict", "what was seen"):
        table.add_column(name, overflow="fold")
    for fact in report.facts:
        table.add_row(Text(fact.about), Text(fact.verdict, style=_STYLES[fact.verdict]), Text(fact.detail))
    return table


def proposals_text(report: Report) -> Text:
    """The values that are to be put into the site's file, and a page that shows why."""
    text = Text()
    for fact in report.facts:
        if fact.proposal and not fact.about.startswith("layout "):
            text.append(f"\n{fact.about}\n", style="bold").append(f"    {fact.proposal}\n")
            text.append(f"    seen in {fact.capture}\n" if fact.capture else "", style="dim")
    if report.mended:
        place = f"Before SITE in spiders/{report.site}.py, and first of its layouts:"
        text.append(f"\n{place}\n", style="bold").append(
            "".join(f"{line}\n" for line in imports(report.mended))
        )
    for one in report.mended:
        text.append(f"# seen in {_shown_by(report, one.before)}\n", style="dim").append(f"{one.source}\n")
    if report.verified:
        text.append("\nThe line for the file, once it says what was seen:\n", style="bold")
        text.append(f"    {report.verified},\n")
    return text


def _shown_by(report: Report, layout: str) -> str:
    """The capture of a page that shows what of a layout has drifted."""
    facts = (fact for fact in report.facts if fact.about.startswith(f"layout {layout}: "))
    return next(fact.capture for fact in facts if fact.verdict is Verdict.DRIFTED)


def as_dict(report: Report) -> dict[str, object]:
    """The report as plain JSON values."""
    return {
        "site": report.site,
        "probed_at": iso(report.at),
        "ending": report.ending,
        "facts": [dict(_plain(fact)) for fact in report.facts],
        "layouts": [
            {"name": one.layout.name, "before": one.before, "source": one.source} for one in report.mended
        ],
        "verified": report.verified,
    }


def _plain(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "about", fact.about
    yield "verdict", fact.verdict.value
    yield "detail", fact.detail
    if fact.proposal:
        yield "proposal", fact.proposal
    if fact.capture:
        yield "capture", fact.capture
