"""Which record a page is: by the site's address forms, a number in the address, or the address itself.

And what the page itself says of that: a witness, not the judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from archiver.extract.listings.addresses import of_site
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


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says of its own address: `url`, empty for nothing that can be its own; or the id of the
    `other` record of the site that it names instead.
    """

    url: str = ""
    other: str = ""


def claim_of(declared: str, url: str, site: Site) -> Claim:
    r"""The address that a page at `url` names as its own, whole; `declared` is what it writes.

    Portals answer under the address of a dead article with something else, and then name that. Some print
    one address on every page, the home page's or a column's: no article's own.

    >>> from archiver.extract.site import ArticleUrl
    >>> forms = (ArticleUrl(pattern=r"-197(?P<id>\d+)\.htm$"),)
    >>> site = Site(name="mic", ministry="", ministry_en="", hosts=("mic.gov.vn",), articles=forms)
    >>> claim_of("/tin-cu-1974.htm", "https://mic.gov.vn/print/tin-cu-1974.htm", site)
    Claim(url='https://mic.gov.vn/tin-cu-1974.htm', other='')
    >>> claim_of("/tin-moi-1975.htm", "https://mic.gov.vn/tin-cu-1974.htm", site)
    Claim(url='', other='mic-5')
    >>> claim_of("https://mic.gov.vn/", "https://mic.gov.vn/tin-cu-1974.htm", site)
    Claim(url='', other='')
    """
    if declared == url:
        return Claim(url)
    said_url = of_site(url, declared, site) if declared else None
    if said_url is None:
        return Claim()
    own, said = recognise(url, site), recognise(said_url, site)
    if own is None:  # an address of no known form: numbers may tell
        own, said = identity_of(url, site), identity_of(said_url, site)
        is_other = own != said and own.record_id.isdecimal() and said.record_id.isdecimal()
        is_home = urlsplit(said_url).path == "/" and not urlsplit(said_url).query
        return Claim() if is_other or is_home else Claim(said_url)
    if said is None:
        return Claim()
    if own != said and said.record_id.isdecimal():
        return Claim(other=said.public_id)
    return Claim(said_url)
