"""From what a listing writes as a link to an address that can be visited. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from archiver.extract.site import Site, address_of_page, belongs, recognise

#: Path parts that name a visitor's session: Java's, and ASP.NET's without cookies.
_SESSION_PATH = re.compile(r";jsessionid=[^/?#;]*|/\((?:[A-Z]\([^()/]*\))+\)(?=/)", re.IGNORECASE)
_SESSION_PAIR = re.compile(r"(?:^|&)(?:jsessionid|phpsessid|aspsessionid\w*)=[^&]*", re.IGNORECASE)
#: WebSphere writes the state of the visitor's page behind the readable path.
_WEBSPHERE_STATE = "/!ut/p/"
_WHOLE = re.compile("https?://", re.IGNORECASE)
_AMPERSANDS = re.compile("&(?:amp;)+")
#: What stays as it is written: `%` too, for what is encoded already.
_AS_WRITTEN = "%!$&'()*+,/:;=@-._~[]|"


def resolve(base: str, written: str) -> str | None:
    r"""The whole address that a link means on a page; `None` where nobody could visit it.

    Vietnamese letters and blanks are percent-encoded, what is encoded stays; empty parameters stay; the
    fragment, session ids, a visitor's name and a second `&amp;` do not.

    >>> resolve("https://mic.gov.vn/tin/", " đề-án-1.htm?a=&amp;b=2#top\n")
    'https://mic.gov.vn/tin/%C4%91%E1%BB%81-%C3%A1n-1.htm?a=&b=2'
    >>> resolve("https://mic.gov.vn/", "/tin;jsessionid=0A1B?p=2")
    'https://mic.gov.vn/tin?p=2'
    """
    text = _AMPERSANDS.sub("&", written.strip())
    path, mark, query = text.partition("?")
    try:
        whole = path.replace("\\", "/") + mark + query
        # urljoin takes a third of the time, and has nothing to do for most addresses of a sitemap.
        parts = urlsplit(whole if _WHOLE.match(whole) else urljoin(base, whole))
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return None  # `http://[`, a port that is no number
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path
    if "/." in path and not path.startswith("//"):
        path = urljoin("/", path)  # what is absolute already has not been tidied
    path = quote(_SESSION_PATH.sub("", path), safe=_AS_WRITTEN, errors="replace")
    query = _SESSION_PAIR.sub("", parts.query).lstrip("&")
    query = quote(query, safe=_AS_WRITTEN + "?", errors="replace")
    return urlunsplit((parts.scheme, host + port, path or "/", query, ""))


def of_site(base: str, written: str, site: Site) -> str | None:
    """The address that a link means, where it is one of the site's."""
    url = resolve(base, written)
    return url if url is not None and belongs(url, site) else None


def article_address(base: str, candidates: Iterable[str], site: Site) -> str | None:
    """The first of the addresses an item gives that is an article of the site.

    WebSphere's state is left out where the address means an article without it: it differs on every visit. So
    does what says how a visitor came; with it a list would hold other addresses each time, and never end.
    """
    for url in _resolved(base, candidates):
        if recognise(url, site) is not None:
            return address_of_page(url)
    return None


def _resolved(base: str, candidates: Iterable[str]) -> Iterator[str]:
    for written in candidates:
        url = resolve(base, written)
        if url is None:
            continue
        if _WEBSPHERE_STATE in url:
            parts = urlsplit(url)
            yield urlunsplit(parts._replace(path=parts.path.partition(_WEBSPHERE_STATE)[0]))
        yield url
