"""What a probe says of each fact of a file: from pages that were answered to verdicts, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archiver.archive.ledger.visits import State
from archiver.crawl.probe.judging import judged
from archiver.crawl.probe.values import Answer, Earlier, Fact, Report, Seen, Verdict
from archiver.demo.drift import Drift
from archiver.demo.events import Change, Edit, Redesign
from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.extract.extract import extract
from archiver.extract.platforms import IMS
from archiver.extract.site import ArticleUrl, Era, Listing, Rule, Site, recognise
from archiver.records import Payload
from spiders.demo import SITE

PORTAL = Portal(size=300)
AT = datetime(2026, 3, 7, tzinfo=UTC)
LIST = SITE.listings[0]
IN_IMS = [number for number in range(200, 300) if gold(PORTAL, number).layout == "ims"]
IN_LIFERAY = [number for number in range(75, 150) if gold(PORTAL, number).layout == "liferay"]


def payload(path: str, portal: Portal = PORTAL) -> Payload:
    reply = respond(portal, "GET", path)
    return Payload(url=portal.base + path, body=reply.body, content_type=dict(reply.headers)["Content-Type"])


def article(number: int, *, site: Site = SITE, portal: Portal = PORTAL, known: bool = False) -> Answer:
    """The answer to an article, which the archive knows as it was on the ordinary portal."""
    page = payload(gold(portal, number).path, portal)
    before = payload(gold(PORTAL, number).path)
    return Answer(
        url=page.url,
        kind="article",
        outcome="article",
        status=200,
        capture=f"<urn:uuid:{number}>",
        payload=page,
        article=extract(page, site),
        earlier=Earlier(payload=before, article=extract(before, site)) if known else None,
    )


def listed(path: str = "/tin-tuc.htm", *, listing: Listing = LIST, following: bool = False) -> Answer:
    return Answer(
        url=PORTAL.base + path,
        kind="page",
        outcome="listing",
        status=200,
        payload=payload(path),
        listing=listing.url,
        is_following=following,
    )


def report(answers: Sequence[Answer], site: Site = SITE) -> Report:
    return judged(site, Seen(at=AT, answers=tuple(answers)), "ministry-archiver")


def fact(said: Report, about: str) -> Fact:
    (found,) = [one for one in said.facts if one.about == about]
    return found


def drifted(said: Report) -> dict[str, str]:
    return {one.about: one.proposal for one in said.facts if one.verdict is Verdict.DRIFTED}


# --- layouts without an archive: the day of the first look


def described(**changes: object) -> Site:
    own = replace(IMS, name="own", **changes)  # type: ignore[arg-type]
    return replace(SITE, layouts=(own,), eras=(Era(name="now", platform="IMS", layout="own"),))


def test_a_selector_that_finds_nothing_of_what_evidence_finds_has_drifted_and_nothing_else() -> None:
    site = described(lead=Rule(css=".khong-co"))
    said = report([article(number, site=site) for number in IN_IMS[-6:]], site)

    assert drifted(said) == {"layout own: lead": 'lead=Rule(css="[data-role=sapo]")'}
    assert fact(said, "layout own: title").verdict is Verdict.CONFIRMED
    assert "reads 6 of 6 pages" in fact(said, "layout own-2026-03 (proposed)").detail


def test_where_a_selector_finds_something_else_than_evidence_nobody_knows_which_is_right() -> None:
    site = described(category=None, title=Rule(css=".slogan"))
    said = report([article(number, site=site) for number in IN_IMS[-6:]], site)

    assert drifted(said) == {}
    assert fact(said, "layout own: title").verdict is Verdict.UNKNOWN


def test_a_layout_in_another_zone_is_not_blamed_for_what_evidence_cannot_know() -> None:
    site = described(zone=UTC)
    said = report([article(number, site=site) for number in IN_IMS[-6:]], site)

    assert fact(said, "layout own: published").verdict is Verdict.CONFIRMED


def test_a_layout_that_no_new_page_has_gives_its_era_to_the_one_they_have() -> None:
    site = described(when=".khong-co")
    said = report([article(number, site=site) for number in IN_IMS[-6:]], site)

    assert drifted(said) == {
        "era now": 'Era(name="2026-03", platform="…", layout="ims", since="2026-03")',
    }
    assert fact(said, "layout own").verdict is Verdict.UNKNOWN


def test_a_layout_of_the_newest_era_that_fits_no_more_is_made_anew_of_what_evidence_reads() -> None:
    site = described()
    portal = replace(PORTAL, redesigns=(Redesign(since=0, drift=Drift(classes=True)),))
    said = report([article(number, site=site, portal=portal) for number in IN_IMS[-8:]], site)

    assert {f"layout own: {part}" for part in ("when", "body", "title", "published", "lead")} <= set(
        drifted(said)
    )
    (made,) = said.mended
    assert made.before == "own"
    for number in IN_IMS[:20]:
        right = gold(portal, number)
        read = extract(payload(right.path, portal), replace(site, layouts=(made.layout,)))
        assert (read.layout, read.title, read.published_at, read.lead, read.paragraphs) == (
            made.layout.name,
            right.title,
            right.published_at,
            right.lead,
            right.paragraphs,
        )


# --- layouts by pairs of pages


def test_an_article_that_was_edited_since_says_nothing_of_its_layout() -> None:
    edits = (
        Edit(number=IN_IMS[-1], what=Change.PARAGRAPH, since=0),
        Edit(number=IN_IMS[-2], what=Change.TITLE, since=0),
    )
    portal = replace(PORTAL, events=edits)
    said = report([article(number, portal=portal, known=True) for number in IN_IMS[-6:]])

    assert drifted(said) == {}
    assert fact(said, "layout ims: title").detail == "as known on 5 of 5 pages"


def test_a_change_of_platform_is_told_beside_the_layout_it_ends() -> None:
    portal = replace(PORTAL, redesigns=(Redesign(since=0, layout="ims"),))
    said = report([article(number, portal=portal, known=True) for number in IN_LIFERAY[:6]])

    assert fact(said, "platform").verdict is Verdict.DRIFTED
    assert fact(said, "platform").detail == "pages were liferay, are ims"
    assert "layout liferay: when" in drifted(said)


def test_a_page_that_answers_but_is_no_article_any_more_is_told() -> None:
    gone = [
        replace(article(number, known=True), article=None, outcome="no-title", payload=payload("/tim-kiem"))
        for number in IN_IMS[-4:]
    ]
    said = report(gone)

    assert fact(said, "articles").verdict is Verdict.DRIFTED
    assert fact(said, "layout ims").verdict is Verdict.UNKNOWN


# --- dates


def test_times_that_all_moved_by_seven_hours_are_a_zone() -> None:
    def moved(answer: Answer) -> Answer:
        assert answer.article is not None
        assert answer.article.published_at is not None
        early = answer.article.published_at - timedelta(hours=7)
        return replace(answer, article=replace(answer.article, published_at=early))

    minutes = [number for number in IN_IMS if gold(PORTAL, number).published_precision == "minute"]
    said = report([moved(article(number, known=True)) for number in minutes[-5:]])

    assert drifted(said)["date form"] == "zone=UTC"


def test_dates_of_new_articles_must_be_past_and_of_the_day_their_list_gives() -> None:
    early = judged(SITE, Seen(at=AT - timedelta(days=20), answers=(article(299), article(298))), "x")

    assert fact(report([listed(), article(299), article(298)]), "date form").verdict is Verdict.CONFIRMED
    assert fact(early, "date form").verdict is Verdict.DRIFTED
    assert "future" in fact(early, "date form").detail


# --- lists


def test_a_second_page_that_repeats_the_first_has_drifted_and_the_pager_says_where_it_is() -> None:
    listing = replace(LIST, pages=f"{PORTAL.base}/tin-tuc.htm?trang={{page}}")
    site = replace(SITE, listings=(listing,))
    said = report([listed(), listed(following=True)], site)

    assert drifted(said) == {
        f"pagination of {listing.url}": 'pages="http://botrangmau.example/tin-tuc/trang-{page}.htm"'
    }


def test_a_list_whose_addresses_have_a_new_form_proposes_it() -> None:
    old = replace(SITE, articles=(ArticleUrl(pattern=r"^/tin-cu/(?P<id>\d+)$"),), listings=(LIST,))
    said = report([listed()], old)

    proposals = [value for about, value in drifted(said).items() if about.startswith("address form ")]
    forms = tuple(eval(value, {"ArticleUrl": ArticleUrl}) for value in proposals)
    found = [
        recognise(f"{PORTAL.base}{gold(PORTAL, number).path}", replace(SITE, articles=forms))
        for number in IN_IMS
    ]
    assert fact(said, f"page {LIST.url}").verdict is Verdict.DRIFTED
    assert len(set(found) - {None}) >= 0.8 * len(IN_IMS)


def test_a_list_whose_part_of_the_page_is_gone_links_to_nothing() -> None:
    listing = replace(LIST, within="#khong-co")
    said = report([listed()], replace(SITE, listings=(listing,)))

    assert "within '#khong-co'" in fact(said, f"page {listing.url}").detail
    assert fact(said, f"page {listing.url}").verdict is Verdict.DRIFTED


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"status": 404, "outcome": "404", "payload": None, "state": State.GONE}, Verdict.DRIFTED),
        (
            {"status": 301, "outcome": "redirect", "leads_to": "http://botrangmau.example/tin"},
            Verdict.DRIFTED,
        ),
        ({"status": 403, "outcome": "blocked", "payload": None, "state": State.BLOCKED}, Verdict.BLOCKED),
        ({"status": 503, "outcome": "server-error", "payload": None}, Verdict.BLOCKED),
        ({"outcome": "truncated", "detail": "the body ended early", "state": State.PENDING}, Verdict.UNKNOWN),
        ({"status": 0, "outcome": "unreachable", "detail": "timeout", "payload": None}, Verdict.BLOCKED),
        ({"status": 0, "outcome": "robots", "payload": None, "state": State.EXCLUDED}, Verdict.BLOCKED),
    ],
)
def test_what_a_list_answers_is_told_apart(changes: dict[str, object], verdict: Verdict) -> None:
    said = report([replace(listed(), **changes)])  # type: ignore[arg-type]

    assert fact(said, f"page {LIST.url}").verdict is verdict
    assert fact(said, f"page {LIST.url}").detail


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02" * 50, b"<html", b"{}"])
def test_bytes_that_are_no_page_are_told_and_stop_nothing(body: bytes) -> None:
    nothing = Payload(url=LIST.url, body=body, content_type="text/html")
    said = report([replace(listed(), payload=nothing), replace(article(299), payload=nothing, article=None)])

    assert fact(said, f"page {LIST.url}").verdict is Verdict.DRIFTED
    assert fact(said, "articles").verdict is Verdict.DRIFTED


# --- hosts, robots.txt, feeds, records


def robots(text: str, status: int = 200) -> Answer:
    url = f"{PORTAL.base}/robots.txt"
    return Answer(
        url=url, kind="robots", status=status, payload=Payload(url=url, body=text.encode(), status=status)
    )


def test_robots_that_forbid_or_ask_for_a_longer_pause_have_drifted() -> None:
    about = "robots.txt of botrangmau.example"
    fine = report([robots("User-agent: *\nDisallow: /quan-tri\n"), listed()])
    slow = report([robots("User-agent: *\nCrawl-delay: 4\n"), listed()])
    shut = report([robots("User-agent: *\nDisallow: /tin-tuc\n"), listed()])
    down = report([robots("", status=503)])

    assert fact(fine, about).verdict is Verdict.CONFIRMED
    assert (fact(slow, about).verdict, fact(slow, about).proposal) == (Verdict.DRIFTED, "delay=4.0")
    assert fact(shut, about).verdict is Verdict.DRIFTED
    assert "/tin-tuc.htm" in fact(shut, about).detail
    assert fact(down, about).verdict is Verdict.BLOCKED


def test_a_host_that_leads_to_another_one_has_drifted_unless_that_is_of_the_site_too() -> None:
    site = replace(SITE, hosts=("botrangmau.example", "cu.botrangmau.example"))
    old = Answer(url="http://cu.botrangmau.example/robots.txt", kind="robots", status=301)
    own = report([listed(), replace(old, leads_to="http://botrangmau.example/robots.txt")], site)
    away = report([listed(), replace(old, leads_to="http://moi.example/robots.txt")], site)

    assert fact(own, "host cu.botrangmau.example").verdict is Verdict.CONFIRMED
    assert drifted(away)["host cu.botrangmau.example"] == (
        'hosts=("moi.example", "botrangmau.example", "cu.botrangmau.example")'
    )


def test_a_feed_that_only_the_portal_names_is_offered_for_the_file() -> None:
    said = report([listed()], replace(SITE, listings=(LIST,)))
    told = fact(said, "feed http://botrangmau.example/rss/tin-tuc.rss")

    assert (told.verdict, told.proposal) == (
        Verdict.UNKNOWN,
        'Listing(url="http://botrangmau.example/rss/tin-tuc.rss", kind=ListingKind.FEED)',
    )


def test_a_page_that_names_another_record_than_its_address_has_drifted() -> None:
    other = replace(article(IN_IMS[0]), url=gold(PORTAL, IN_IMS[1]).url)

    assert fact(report([article(IN_IMS[1])]), "record ids").verdict is Verdict.CONFIRMED
    assert fact(report([other]), "record ids").verdict is Verdict.DRIFTED


# --- the whole report


def test_exit_codes_say_drifted_before_blocked_and_blocked_before_fine() -> None:
    def said(*verdicts: Verdict, ending: str = "") -> int:
        facts = tuple(Fact(about="a", verdict=verdict, detail="b") for verdict in verdicts)
        return Report(site="demo", at=AT, facts=facts, ending=ending).exit_code

    assert said(Verdict.CONFIRMED, Verdict.UNKNOWN) == 0
    assert said(Verdict.BLOCKED, Verdict.CONFIRMED) == 4
    assert said(Verdict.BLOCKED, Verdict.DRIFTED) == 1
    assert said(Verdict.CONFIRMED, ending="shutdown") == 130


def test_the_line_for_the_file_is_given_once_a_page_was_read_and_counts_the_facts() -> None:
    assert report([listed()]).verified == ""
    assert report([listed(), article(299)]).verified.startswith(
        'verified=Verified(on="2026-03-07", how="probed, 1 a'
    )
