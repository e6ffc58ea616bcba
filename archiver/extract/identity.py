"""Which record a page is: by the site's address forms, a number in the address, or the address itself."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from archiver.extract.site import Site, canonical, recognise
from archiver.records import Identity

#: Where portals put the number of an article: five digits or more at the end, so that no year counts.
_IN_PATH = re.compile(r"(?:[-/_.]|-d|post|art|oid|id)(\d{5,})(?:-[a-z]+)?(?:\.\w{2,5})?/?$", re.IGNORECASE)
_IN_FOLDER = re.compile(r"/(\d{4,})/[^/]*$")


def identity_of(url: str, site: Site) -> Identity:
    """The identity of the article at an address; an address that no form of the site fits still has one.

    What only counts readers (`utm_source`, `fbclid`) and session ids are no part of it.

    >>> site = Site(name="so.example", ministry="", ministry_en="", hosts=("so.example",), articles=())
    >>> identity_of("https://so.example/tin/mua-lu-20469?fbclid=x", site).record_id
    '20469'
    >>> identity_of("http://www.so.example/tin.aspx?ItemID=20469", site).record_id
    'so.example/tin.aspx?ItemID=20469'
    """
    known = recognise(url, site)
    if known is not None:
        return known
    space = site.record_space or site.name
    address = canonical(url, site)
    # In a query (`ItemID=5`) the same number means another record in another list of the portal.
    path, _, query = address.partition("?")
    if not site.articles and not query and (found := _IN_PATH.search(path) or _IN_FOLDER.search(path)):
        return Identity(space, found[1])
    return Identity(space, address)


def other_record(declared: str, url: str, site: Site) -> str:
    r"""Which other article of the site a page's canonical link names, as portals number them; empty for none.

    Portals answer under the address of a dead article with something else. What the link says is never the
    identity: some portals print the same one on every page.

    >>> from archiver.extract.site import ArticleUrl
    >>> forms = (ArticleUrl(pattern=r"-197(?P<id>\d+)\.htm$"),)
    >>> site = Site(name="mic", ministry="", ministry_en="", hosts=("mic.gov.vn",), articles=forms)
    >>> other_record("/tin-moi-1975.htm", "https://mic.gov.vn/tin-cu-1974.htm", site)
    'mic-5'
    >>> other_record("/print/tin-cu-1974.htm", "https://mic.gov.vn/tin-cu-1974.htm", site)
    ''
    """
    try:
        said = recognise(urljoin(url, declared), site) if declared else None
    except ValueError:  # `http://[` is no address
        return ""
    if said is None or not said.record_id.isdecimal():
        return ""
    own = recognise(url, site)
    return said.public_id if own is not None and own != said else ""
