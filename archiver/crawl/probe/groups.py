"""The pages that tell of each layout, with what is known of them. Pure.

Known is what the archive's last reading of the same article under the layout says. Without one it is what
evidence alone reads on the page, whatever the layout does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archiver.crawl.probe.pages import page_from, page_of
from archiver.crawl.probe.values import Answer, Seen
from archiver.errors import ExtractionError
from archiver.extract.extract import extract
from archiver.extract.platforms import PLATFORMS
from archiver.extract.selecting.known import FIELDS, Sample, givers, sample_of
from archiver.extract.site import Layout, Site
from archiver.records import Article


@dataclass(frozen=True)
class Known:
    """One page: what is known of it, where that stands on it now, and stood before (`None`: not known)."""

    answer: Answer
    article: Article
    now: Sample
    before: Sample | None = None


@dataclass(frozen=True)
class Group:
    """The pages of one layout; all of them were of that layout before, or none was."""

    layout: Layout
    pages: tuple[Known, ...]

    @property
    def now(self) -> list[Sample]:
        """The pages as they are."""
        return [page.now for page in self.pages]

    @property
    def before(self) -> list[Sample]:
        """The pages as they were; none without an archive."""
        return [page.before for page in self.pages if page.before is not None]

    @property
    def is_known(self) -> bool:
        """Whether an archive knows them; else evidence reads them."""
        return self.pages[0].answer.earlier is not None

    @property
    def capture(self) -> str:
        """A page that shows what is said."""
        return self.pages[0].answer.capture


def layouts_in_play(site: Site, seen: Seen) -> list[Layout]:
    """The site's layouts, and those of platforms that its pages were or are read by."""
    names = {article.layout for one in seen.articles for article in _articles(one)}
    shared = (layout for layout in PLATFORMS if layout.name in names)
    return list({layout.name: layout for layout in (*shared, *site.layouts)}.values())


def _articles(answer: Answer) -> Iterator[Article]:
    if answer.earlier is not None:
        yield answer.earlier.article
    if answer.article is not None:
        yield answer.article


def known_under(layout: Layout, seen: Seen) -> list[Answer]:
    """The articles that an archive knows under a layout."""
    return [
        one for one in seen.articles if one.earlier is not None and one.earlier.article.layout == layout.name
    ]


def follower(answer: Answer, site: Site) -> str:
    """The layout of the site's own file that reads a page which the archive knows under another one."""
    own = {layout.name for layout in site.layouts}
    if answer.earlier is None or answer.article is None or answer.article.layout not in own:
        return ""
    return "" if answer.article.layout == answer.earlier.article.layout else answer.article.layout


def groups(site: Site, seen: Seen) -> dict[str, Group]:
    """The pages that tell of each layout: those the archive knows under it, else those it reads today.

    Pages of a layout that another one of the file has followed tell of that one. The newest pages, where no
    layout reads them any more, tell of the layout of the newest era.
    """
    current = _current(site)
    found: dict[str, Group] = {}
    for layout in layouts_in_play(site, seen):
        known = [one for one in known_under(layout, seen) if not follower(one, site)]
        followed = [one for one in seen.articles if follower(one, site) == layout.name]
        pages = _from_archive(known) or [replace(page, before=None) for page in _from_archive(followed)]
        if not pages:
            new = [one for one in seen.articles if one.article is not None and one.earlier is None]
            read = [one for one in new if one.article is not None and one.article.layout == layout.name]
            unread = [one for one in new if one.article is not None and not one.article.layout]
            pages = _by_evidence(site, seen, read or (unread if layout.name == current else []))
        if pages:
            found[layout.name] = Group(layout, tuple(pages))
    return found


def _current(site: Site) -> str:
    """The layout that the newest pages of a portal should have; empty where nobody knows."""
    if site.successor:
        return ""
    if site.eras:
        return site.eras[0].layout
    return site.layouts[0].name if site.layouts else ""


def _from_archive(answers: Sequence[Answer]) -> list[Known]:
    """Pages that an archive knows; an article that was edited since, or is not there, tells nothing."""
    pages = []
    for answer in answers:
        page = page_of(answer)
        before = page_from(answer.earlier.payload) if answer.earlier is not None else None
        if page is None or before is None or answer.earlier is None:
            continue
        article = answer.earlier.article
        known = Known(answer, article, sample_of(page, article), sample_of(before, article))
        if _is_same(known):
            pages.append(known)
    return pages


def _is_same(known: Known) -> bool:
    """Whether what stood on the page before still stands there; a time may be printed in another form."""
    now, before = known.now, known.before
    assert before is not None
    texts = [name for name in FIELDS if name in now.texts and givers(before, name)]
    lost = _lost(now) - _lost(before)
    return all(givers(now, name) for name in texts) and lost <= len(now.paragraphs) // 20


def _lost(sample: Sample) -> int:
    """How many paragraphs do not stand on the page as they are read; rows of a table never do."""
    return sum(not any(sample.letters.places(text)) for text in sample.paragraphs)


def _by_evidence(site: Site, seen: Seen, answers: Sequence[Answer]) -> list[Known]:
    """Pages that no archive knows, with what evidence reads on them."""
    bare, pages = replace(site, layouts=()), []
    for answer in answers:
        page = page_of(answer)
        if page is None or answer.payload is None:
            continue
        try:
            article = extract(answer.payload, bare, seen.memory, platforms=())
        except ExtractionError:
            continue  # evidence cannot say what the page says
        pages.append(Known(answer, article, sample_of(page, article)))
    return pages
