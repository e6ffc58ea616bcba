"""Which record a page is: by the site's address forms, a number in the address, or the address itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archiver.extract.site import Site, canonical, recognise
from archiver.records import Identity

#: Where portals put the number of an article; four digits or more, so that no year-less page number counts.
_IN_PATH = re.compile(r"(?:[-/_.]|-d|post|art|oid|id)(\d{5,})(?:-[a-z]+)?(?:\.\w{2,5})?/?$", re.IGNORECASE)
_IN_FOLDER = re.compile(r"/(\d{4,})/[^/]*$")


def identity_of(url: str, site: Site) -> Identity:
    """The identity of the article at an address; an address that no form of the site fits still has one."""
    known = recognise(url, site)
    if known is not None:
        return known
    space = site.record_space or site.name
    parts = urlsplit(url)
    # In a query (`ItemID=5`) the same number means another record in another list of the portal.
    if (
        not site.articles
        and not parts.query
        and (found := _IN_PATH.search(parts.path) or _IN_FOLDER.search(parts.path))
    ):
        return Identity(space, found[1])
    return Identity(space, canonical(url, site))
