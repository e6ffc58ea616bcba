"""What a probe says of articles: whether they are read, how dates are printed, era and platform. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from archiver.crawl.probe.pages import page_from, page_of
from archiver.crawl.probe.values import Answer, Fact, Seen, Verdict
from archiver.extract.platforms import PLATFORMS
from archiver.extract.site import Site
from archiver.page.page import Page
from archiver.records import VIETNAM, Article

#: The doubt of a date line whose weekday fits a clock in UTC (`archiver.vietnamese.timestamps`).
_IN_UTC = "right if the hour is UTC"
_READ = ("title", "published_at", "lead", "byline", "source_line", "paragraphs")


def article_facts(seen: Seen) -> Iterator[Fact]:
    """Whether the articles that were asked for are read."""
    answers = [one for one in seen.articles if not one.leads_to]
    read = [one for one in answers if one.article is not None]
    refused = [one for one in answers if one.is_refused or one.is_forbidden]
    unread = [one for one in answers if one not in read and one not in refused]
    pages = [one for one in unread if one.status == 200]
    if not answers:
        yield Fact(about="articles", verdict=Verdict.UNKNOWN, detail="none was asked for")
        return
    words = [f"{len(read)} of {len(answers)} are read"]
    words += [f"{one.url}: {one.words}" for one in (*refused, *unread)[:2]]
    verdict = Verdict.CONFIRMED if read else Verdict.BLOCKED if refused else Verdict.DRIFTED
    if 2 * len(pages) >= len(answers):
        verdict = Verdict.DRIFTED
    worst = (*pages, *refused, *unread, *read)[0]
    yield Fact(about="articles", verdict=verdict, detail="; ".join(words), capture=worst.capture)


def evidence_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """Whether articles that no layout ever read still say what they said."""
    pairs = [
        (one, one.earlier.article) for one in seen.articles if one.earlier and not one.earlier.article.layout
    ]
    if site.layouts or not pairs:
        return
    other = [one for one, before in pairs if one.article is None or _reads(one.article) != _reads(before)]
    same = len(pairs) - len(other)
    verdict = Verdict.CONFIRMED if 2 * same >= len(pairs) else Verdict.DRIFTED
    detail = f"{same} of {len(pairs)} known articles are read as before, without a layout"
    yield Fact(about="reading", verdict=verdict, detail=detail, capture=(other or [pairs[0][0]])[0].capture)


def _reads(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, name) for name in _READ)


def date_facts(seen: Seen, listed: Mapping[str, datetime]) -> Iterator[Fact]:
    """Whether dates are printed as they were; without an archive, whether they are read without a doubt.

    `listed` is the time that a list gives of an article, by its address.
    """
    pairs = [
        (one, one.earlier.article.published_text, one.article.published_text)
        for one in seen.articles
        if one.earlier is not None and one.article is not None and one.earlier.article.published_text
    ]
    about = "date form"
    # Where a layout has followed another one, its own pages say more than those of the one before.
    pairs = [one for one in pairs if _is_of_its_layout(one[0])] or pairs
    if pairs:
        changed = [one for one in pairs if form_of(one[1]) != form_of(one[2])]
        shifted = _shift([one for one, _, _ in pairs])
        if shifted:
            yield _moved(about, shifted, pairs[0][0])
        elif 2 * len(changed) >= len(pairs):
            answer, before, now = changed[0]
            detail = f"was {form_of(before)!r}, is {form_of(now)!r}; {_same_times(pairs)}"
            yield Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, capture=answer.capture)
        else:
            detail = f"as before on {len(pairs) - len(changed)} of {len(pairs)} pages, as {pairs[0][2]!r}"
            yield Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=pairs[0][0].capture)
        return
    yield _newly_read(about, [one for one in seen.articles if one.article is not None], listed, seen.at)


def _is_of_its_layout(answer: Answer) -> bool:
    assert answer.earlier is not None
    assert answer.article is not None
    return bool(answer.article.layout) and answer.earlier.article.layout == answer.article.layout


def form_of(text: str) -> str:
    """The form of a printed date: figures as 9, the weekday as one word.

    >>> form_of("Thứ tư, 05/06/2013 09:32"), form_of("Chủ nhật, 9/6/2013 09:32")
    ('thứ, 99/99/9999 99:99', 'thứ, 99/99/9999 99:99')
    """
    words = re.sub(r"(?i)\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)\b", "thứ", text)
    return re.sub(r"\d+", lambda found: "99" if len(found.group()) < 4 else "9999", words)


def _same_times(pairs: Sequence[tuple[Answer, str, str]]) -> str:
    right = sum(
        one.article is not None and one.earlier is not None
        and one.article.published_at == one.earlier.article.published_at
        for one, _, _ in pairs
    )  # fmt: skip
    return f"read as the same time on {right} of {len(pairs)} pages"


def _shift(answers: Sequence[Answer]) -> timedelta:
    """By how much all times have moved, where they have by the same hours; else nothing."""
    moves = {
        one.article.published_at - one.earlier.article.published_at
        for one in answers
        if one.article and one.earlier and one.article.published_at and one.earlier.article.published_at
    }
    (move,) = moves if len(moves) == 1 else (timedelta(),)
    return move if len(answers) > 1 and move % timedelta(hours=1) == timedelta() else timedelta()


def _moved(about: str, shift: timedelta, answer: Answer) -> Fact:
    hours = shift / timedelta(hours=1)
    proposal = "zone=UTC" if hours == -7 else ""
    detail = f"all times are {hours:+g} h from those that were read before"
    return Fact(
        about=about, verdict=Verdict.DRIFTED, detail=detail, proposal=proposal, capture=answer.capture
    )


def _newly_read(about: str, answers: Sequence[Answer], listed: Mapping[str, datetime], at: datetime) -> Fact:
    """What dates say for themselves: a weekday that agrees, the day that a list gives, no time to come."""
    doubts = [(one, words) for one in answers if (words := _doubt(one, listed, at))]
    if not answers:
        return Fact(about=about, verdict=Verdict.UNKNOWN, detail="no article was read")
    if len(doubts) == len(answers):
        answer, words = doubts[0]
        proposal = "zone=UTC" if _IN_UTC in words else ""
        return Fact(
            about=about, verdict=Verdict.DRIFTED, detail=words, proposal=proposal, capture=answer.capture
        )
    first = next(one.article for one in answers if not _doubt(one, listed, at) and one.article)
    detail = f"read without a doubt on {len(answers) - len(doubts)} of {len(answers)} pages"
    detail += f", as {first.published_text!r}"
    return Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=answers[0].capture)


def _doubt(answer: Answer, listed: Mapping[str, datetime], at: datetime) -> str:
    article = answer.article
    if article is None or article.published_at is None or not article.published_text:
        return "no date is printed that could be read"
    how = article.found.get("published_at")
    if how is not None and how.doubt:
        return how.doubt
    if article.published_at > at + timedelta(days=1):
        return f"{article.published_at.isoformat()} is in the future"
    told = listed.get(answer.url)
    if told is not None and abs(told.astimezone(VIETNAM).date() - article.published_at.date()) > timedelta(
        days=2
    ):
        return f"the list says {told:%d/%m/%Y}, the page {article.published_text}"
    return ""


def era_facts(site: Site, seen: Seen) -> Iterator[Fact]:
    """Whether the newest articles are of the newest era, and which platform makes the pages."""
    new = [one for one in seen.articles if one.article is not None and one.earlier is None]
    if site.eras and not site.successor:
        yield _era(site, new, f"{seen.at:%Y-%m}")
    pairs = [
        (one, marks_of(before), marks_of(page))
        for one in seen.articles
        if one.earlier is not None
        and (page := page_of(one)) is not None
        and (before := page_from(one.earlier.payload)) is not None
    ]
    yield _platform(pairs, [page for one in new if (page := page_of(one)) is not None])


def _era(site: Site, new: Sequence[Answer], month: str) -> Fact:
    era = site.eras[0]
    about = f"era {era.name}"
    names = Counter(one.article.layout for one in new if one.article is not None)
    if not names:
        return Fact(about=about, verdict=Verdict.UNKNOWN, detail="no new article was read")
    how = f"layout {era.layout}" if era.layout else "no layout"
    if names[era.layout]:
        detail = f"{names[era.layout]} of {len(new)} new articles are read by {how}"
        return Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=new[0].capture)
    layout = names.most_common(1)[0][0]
    read = f"layout {layout}" if layout else "evidence alone"
    proposal = f'Era(name="{month}", platform="…", layout="{layout}", since="{month}")' if layout else ""
    detail = f"none of {len(new)} new articles is read by {how}, but by {read}"
    return Fact(
        about=about, verdict=Verdict.DRIFTED, detail=detail, proposal=proposal, capture=new[0].capture
    )


def marks_of(page: Page) -> str:
    """What a page says of the program that made it: its own word, else the platform whose marks it bears."""
    generator = next((node.attributes.get("content") for node in page.each("meta[name=generator i]")), None)
    return generator or next((layout.name for layout in PLATFORMS if page.has(layout.when)), "")


def _platform(pairs: Sequence[tuple[Answer, str, str]], new: Sequence[Page]) -> Fact:
    about = "platform"
    other = [one for one in pairs if one[2] and one[1] != one[2]]
    same = [one for one in pairs if one[2] and one[1] == one[2]]
    if other and len(other) >= len(same):
        answer, before, now = other[0]
        detail = f"pages were {before or 'without a mark'}, are {now}"
        return Fact(about=about, verdict=Verdict.DRIFTED, detail=detail, capture=answer.capture)
    if same:
        names = ", ".join(sorted({now for _, _, now in same}))
        detail = f"{len(same)} of {len(pairs)} known pages are as before: {names}"
        return Fact(about=about, verdict=Verdict.CONFIRMED, detail=detail, capture=same[0][0].capture)
    names = ", ".join(sorted({mark for page in new if (mark := marks_of(page))}))
    return Fact(
        about=about, verdict=Verdict.UNKNOWN, detail=f"pages bear the marks of {names or 'no platform'}"
    )
