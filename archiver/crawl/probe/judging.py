"""All that a probe says of a site: from what was seen to a report. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from archiver.crawl.probe.lists import form_facts, links_of, list_facts, listed
from archiver.crawl.probe.portal import address_facts, feed_facts, host_facts, identity_facts, robots_facts
from archiver.crawl.probe.reading import article_facts, date_facts, era_facts, evidence_facts
from archiver.crawl.probe.templates import layout_facts
from archiver.crawl.probe.values import Fact, Report, Seen, Verdict
from archiver.extract.site import Site
from archiver.records import VIETNAM


def judged(site: Site, seen: Seen, agent: str) -> Report:
    """What is confirmed, drifted, blocked or unknown, in the order of a site's file; `agent` is our name."""
    layouts, mended = layout_facts(site, seen)
    facts = (
        *host_facts(site, seen),
        *robots_facts(site, seen, agent),
        *list_facts(site, seen),
        *feed_facts(site, seen),
        *address_facts(site, listed(site, seen), seen),
        *form_facts(site, seen),
        *identity_facts(site, seen),
        *article_facts(seen),
        *layouts,
        *evidence_facts(site, seen),
        *date_facts(seen, _listed_times(site, seen)),
        *era_facts(site, seen),
    )
    return Report(
        site=site.name,
        at=seen.at,
        facts=facts,
        mended=tuple(mended),
        verified=_verified(seen, facts),
        ending=seen.ending,
    )


def _listed_times(site: Site, seen: Seen) -> dict[str, datetime]:
    """When the lists say that their articles appeared; a sitemap says when a page changed."""
    times: dict[str, datetime] = {}
    for listing in site.listings:
        for answer in seen.answers:
            if answer.listing != listing.url or listing.kind == "sitemap":
                continue
            links = links_of(site, listing, answer)
            times |= {link.url: link.at for link in (links.items if links else ()) if link.at is not None}
    return times


def _verified(seen: Seen, facts: Iterable[Fact]) -> str:
    """The line for the site's file, once a page of the portal was read."""
    read = sum(one.article is not None for one in seen.articles)
    if not read:
        return ""
    count = Counter(fact.verdict for fact in facts)
    words = ", ".join(f"{count[verdict]} {verdict}" for verdict in Verdict if count[verdict])
    day = seen.at.astimezone(VIETNAM).date().isoformat()
    return f'verified=Verified(on="{day}", how="probed, {read} articles read: {words}")'
