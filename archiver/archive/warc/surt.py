"""The sort key of an address, as web archives write it (SURT): `vn,gov,mic)/tin-tuc/1.htm?id=2`. Pure.

Addresses that differ only in scheme, `www.`, letter case, the order of their query or a session id share
a key, as pywb and the Wayback Machine expect: an index is searched by the key of what a reader asks for.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import quote_from_bytes, unquote_to_bytes

_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PARTS = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?P<authority>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?"
)
_SCHEMES = re.compile(r"(https?://)+")
_PORT = re.compile(r":(\d{0,5})$")
_WWW = re.compile(r"www\d*\.")
_USUAL = {"http": "80", "https": "443"}
_PATH_SESSIONS = tuple(
    re.compile(rf"(?P<before>.*/)\({session}\)/(?P<after>[^?]+\.aspx.*)", re.IGNORECASE)
    for session in (r"(?:[a-z]\([0-9a-z]{24}\))+", r"[0-9a-z]{24}")
)
_QUERY_SESSIONS = tuple(
    re.compile(rf"(?P<before>.*){session}(?:&(?P<after>.*))?", re.IGNORECASE)
    for session in (
        r"jsessionid=[0-9a-z]{32}",
        r"phpsessid=[0-9a-z]{32}",
        r"sid=[0-9a-z]{32}",
        r"aspsessionid[a-z]{8}=[a-z]{24}",
        r"cfid=[^&]+&cftoken=[^&]+",
    )
)


def surt(url: str) -> str:
    """The key of an absolute http(s) address; the fragment does not count.

    >>> surt("https://www.MIC.gov.vn:443/Tin-Tuc//bai-1.htm?b=2&A=1#x")
    'vn,gov,mic)/tin-tuc/bai-1.htm?a=1&b=2'
    >>> surt("http://127.0.0.1:8080/trang chủ/")
    '1,0,0,127:8080)/trang%20ch%e1%bb%a7'
    """
    parts = _PARTS.match(_SCHEMES.sub(r"\1", url.strip()))
    if parts is None or not parts["authority"]:
        return url
    key = _host(parts["authority"], (parts["scheme"] or "http").lower()) + _path(parts["path"])
    query = _query(parts["query"] or "")
    return f"{key}?{query}" if query else key


# A portal has a handful of hosts.
@lru_cache(maxsize=1_024)
def _host(authority: str, scheme: str) -> str:
    """Host and port, the host's labels from the last to the first."""
    name = authority.rpartition("@")[2].lower()
    port = _PORT.search(name)
    if port:
        name = name[: port.start()]
    raw = unquote_to_bytes(name)
    if not raw.isascii():
        with suppress(UnicodeError):
            raw = raw.decode("utf-8", "ignore").encode("idna")
    name = quote_from_bytes(raw, safe=_SAFE).replace("..", ".").strip(".").lower()
    host = ",".join(reversed(name[found.end() if (found := _WWW.match(name)) else 0 :].split(".")))
    is_usual = port is None or port[1] in {"", _USUAL.get(scheme, "")}
    return f"{host})" if is_usual or port is None else f"{host}:{int(port[1])})"


def _path(path: str) -> str:
    steps: list[str] = []
    for step in _cleaned(path).split("/")[1:]:
        if step == ".." and steps:
            steps.pop()
        elif step != ".":
            steps.append(step)
    kept = [step for step in steps[:-1] if step] + steps[-1:]
    whole = "/" + "/".join(kept).lower()
    for session in _PATH_SESSIONS:
        if found := session.fullmatch(whole):
            whole = found["before"] + found["after"]
    return whole.removesuffix("/") or "/"


def _query(query: str) -> str:
    cleaned = _cleaned(query)
    for session in _QUERY_SESSIONS:
        if found := session.fullmatch(cleaned):
            cleaned = found["before"] + (found["after"] or "")
    pairs = sorted(tuple(pair.split("=", 1)) for pair in cleaned.lower().split("&"))
    return "&".join("=".join(pair) for pair in pairs)


def _cleaned(text: str) -> str:
    """Percent-encoding undone as often as there is any, then done once and alike."""
    if text.isascii() and "%" not in text and " " not in text:
        return text
    raw = text.encode("utf-8", "surrogateescape")
    while (plain := unquote_to_bytes(raw)) != raw:
        raw = plain
    return quote_from_bytes(raw, safe=_SAFE)
