r"""Which form the addresses of a portal's articles have, and which part of it is the record. Pure.

Examples are generalised by where their number stands: at the end (`…-d538952.html`), in a directory of its
own (`/vn/tin/160000/….aspx`), at the beginning of the name, in the query; or nowhere, which leaves the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from archiver.errors import NotUnderstood
from archiver.extract.describing.names import Address, apart_from, escaped, named_form
from archiver.extract.site import ArticleUrl, Source, local_address

#: A link of so many words is a headline; fewer are a menu's.
_HEADLINE_WORDS = 5
#: A form that no example has must be that of so many headlines.
_FORM_LINKS = 3
#: From so many digits on a number is a time, or has one in it.
_STAMP_DIGITS = 12
_STAMPS = ("%y%m%d%H%M%S", "%Y%m%d%H%M%S")
#: No portal is older; two digits of a year are read as up to 2068.
_FIRST_YEAR, _LAST_YEAR = 1996, 2069
_LONGEST_SERIAL = 11
#: SharePoint counts these within one list: the number alone is no record. Joomla's are those of its menu.
_WITHIN_A_LIST = re.compile(r"(?i)item_?id")
#: Numbers in a query that are no article's.
_NO_RECORD = re.compile(r"(?i)(?:item|list|cat|zone|menu|tab)_?id|cid|cat\w*|chuyenmuc\w*|page|trang|lang\w*")
#: So many of a form's numbers must belong to one address only; so much larger is a better form.
_DISTINCT, _CLEARLY_MORE = 0.9, 1.5
#: A form that no example has must have numbers of so many digits: fewer are years, and parts of titles.
_FORM_DIGITS = 5
#: The numbers of one form are as long as one another, or nearly.
_DIGITS_APART = 2

#: Where the number of a record may stand, the surest first.
_PLACES = (
    # Before an article's number may stand those of its column and site: `-c12a4420.html`, `-t114c26n981`.
    (
        "end",
        re.compile(
            r"(?P<before>[-/_.](?:(?:[A-Za-z]{1,3}\d{1,6}){1,3}[A-Za-z]{1,3}|[A-Za-z]{0,6}))(?P<id>\d{3,})(?P<after>\.[A-Za-z]{3,5}|/?)$"
        ),
    ),
    ("directory", re.compile(r"(?P<before>/)(?P<id>\d{2,})(?P<after>/[^/?]+)$")),
    ("beginning", re.compile(r"(?P<before>/[A-Za-z]{0,3})(?P<id>\d{3,})(?P<after>[-_][^/?]+)$")),
    # Joomla writes the name behind the number: `id=1204:tap-huan`.
    (
        "query",
        re.compile(
            r"(?P<before>[?&][\w.$-]+=[A-Za-z]{0,8})(?P<id>\d{2,})(?P<after>(?:(?::|%3A)[^&]*)?)(?=&|$)"
        ),
    ),
    ("within", re.compile(r"(?P<before>/)(?P<id>\d{2,})(?P<after>/(?:[^/?]+/)+[^/?]*)$")),
)


class Form(NamedTuple):
    """How addresses look: where the number stands, what is fixed around it, and whether it is a time."""

    place: str
    before: str
    after: str
    is_stamp: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """The addresses of one form, each with its number."""

    form: Form
    numbers: Mapping[str, str]

    @property
    def distinct(self) -> float:
        """How many of the numbers belong to one address only, 0 to 1: a record's number is one address's."""
        return len(set(self.numbers.values())) / len(self.numbers)

    @property
    def end(self) -> str:
        """What a pattern ends in: fields may follow a number in the path, where some address has any."""
        return r"(?:\?|$)" if any("?" in local_address(url) for url in self.numbers) else "$"


def forms_of(
    examples: Sequence[str], links: Mapping[str, str], *, listing: str, guess: bool = False
) -> tuple[ArticleUrl, ...]:
    """The forms of a portal's article addresses: that of the examples, and others common in the list.

    `links` are the addresses that the list links to, each with its text. Without `guess`, other forms are
    those alone whose numbers say themselves that they are articles'.

    Raises:
        NotUnderstood: the list itself is of the same form, or an example's address has no form.
    """
    given = [_address(url, "") for url in examples]
    linked = [_address(url, text) for url, text in links.items()]
    headlines = [one for one in linked if one.words >= _HEADLINE_WORDS]
    own = [_own_form(one, [one, *headlines]) for one in given]
    known = {one.form for one in own if isinstance(one, _Group)}
    rest = [group for group in map(_long, _groups(headlines)) if group.numbers and group.form not in known]
    # The times first: they show which digits before them are the site's own.
    times = [one for one in (*own, *rest) if isinstance(one, _Group) and _is_time_of_articles(one, own)]
    found = list(dict.fromkeys(_written(group, ()) for group in times))
    found += [_written(one, found) if isinstance(one, _Group) else one for one in own]
    for group in rest:
        if all(_is_known(_address(url, ""), found) for url in group.numbers):
            continue
        if _is_sites_own(group, found) or (guess and _is_common(group)):
            found.append(_written(group, found))
    own_address = _address(listing, "").local
    found = [apart_from(form, own_address, [*given, *headlines]) for form in dict.fromkeys(found)]
    kept = [form for form in found if not re.search(form.pattern, own_address)]
    if any(not _is_known(one, kept) for one in given):
        raise NotUnderstood(
            listing,
            "the address of the list has the same form as that of an article",
            "Name the list by another of its addresses, or write the pattern by hand",
        )
    return tuple(kept)


def _long(group: _Group) -> _Group:
    return _Group(group.form, {url: one for url, one in group.numbers.items() if len(one) >= _FORM_DIGITS})


def _is_common(group: _Group) -> bool:
    """Whether a form that no example has may be that of articles all the same."""
    return group.form.place != "query" and len(group.numbers) >= _FORM_LINKS and group.distinct == 1


def _is_time_of_articles(group: _Group, own: Sequence[_Group | ArticleUrl]) -> bool:
    """Whether numbers are times, and are an example's or common in the list."""
    if not group.form.is_stamp or not _stamped(list(group.numbers.values()))[1]:
        return False
    return group in own or len(group.numbers) >= _FORM_LINKS


def _is_sites_own(group: _Group, known: Sequence[ArticleUrl]) -> bool:
    """Whether numbers begin like the times of the site's other articles."""
    return group.form.place == "end" and bool(_shared_prefix(group.form, list(group.numbers.values()), known))


def _is_known(address: Address, forms: Iterable[ArticleUrl]) -> bool:
    return any(re.search(form.pattern, address.local) for form in forms)


def _address(url: str, text: str) -> Address:
    return Address(url, local_address(url), text.strip())


def _own_form(example: Address, others: Sequence[Address]) -> _Group | ArticleUrl:
    """The form of one example: by the number that tells most others apart, else by its name."""
    best: _Group | None = None
    for group in (_like(example, one) for one in _groups(others) if example.url in one.numbers):
        if group.distinct < _DISTINCT:
            continue
        if best is None or len(group.numbers) > _CLEARLY_MORE * len(best.numbers):
            best = group
    return best or _counted_in_a_list(example) or named_form(example, others)


def _like(example: Address, group: _Group) -> _Group:
    """A group without the numbers that are much shorter or longer than the example's: parts of titles."""
    number = group.numbers[example.url]
    kept = {url: one for url, one in group.numbers.items() if abs(len(one) - len(number)) <= _DIGITS_APART}
    # The list has it too, perhaps under an address that differs in what does not matter.
    again = next((url for url, one in kept.items() if one == number and url != example.url), None)
    if again is not None:
        del kept[again]
    return _Group(group.form, kept)


def _counted_in_a_list(example: Address) -> ArticleUrl | None:
    """The form of an address whose number counts within one list only: the whole address is the record."""
    path, _, query = example.local.partition("?")
    if "option=com_" in query:
        return None
    for name, value in (pair.partition("=")[::2] for pair in query.split("&")):
        if value.isdecimal() and _WITHIN_A_LIST.fullmatch(name):
            return ArticleUrl(pattern=rf"(?i)^{escaped(path)}\?(?:.*&)?{name}=\d+", source=Source.HTML)
    return None


def _groups(addresses: Iterable[Address]) -> list[_Group]:
    """The addresses by each form that they may have, those of the surest places first."""
    numbers: dict[Form, dict[str, str]] = {}
    seen: set[tuple[Form, str, str]] = set()
    for one in dict.fromkeys(addresses):
        for form, number in _readings(one.local):
            # One article may be linked twice, under addresses that differ in what does not matter.
            again = (form, number, one.text)
            if not one.text or again not in seen:
                numbers.setdefault(form, {})[one.url] = number
            seen.add(again)
    order = [place for place, _ in _PLACES]
    groups = [_Group(form, found) for form, found in numbers.items()]
    return sorted(groups, key=lambda group: (order.index(group.form.place), -len(group.numbers)))


def _readings(local: str) -> Iterator[tuple[Form, str]]:
    path = local.partition("?")[0]
    for place, pattern in _PLACES:
        if place == "query":
            for found in pattern.finditer(local):
                name = found["before"][1:]
                if not _NO_RECORD.fullmatch(name.partition("=")[0]):
                    after = ":*" if found["after"] else ""
                    yield Form(place, f"{path}?{name}", after, is_stamp=False), found["id"]
        elif (match := pattern.search(path)) and not _is_year(match["id"], place):
            is_stamp = len(match["id"]) >= _STAMP_DIGITS
            before = re.sub(r"\d+", "*", match["before"])
            yield Form(place, before, _after(match["after"], place), is_stamp), match["id"]


def _after(text: str, place: str) -> str:
    """What follows a number, with a star for what differs from one article to the next.

    >>> _after("/bai-mot.aspx", "directory"), _after("-bai-mot.html", "beginning"), _after(".htm", "end")
    ('/*.aspx', '-*.html', '.htm')
    """
    if place == "end":
        return text
    ending = re.search(r"\.[A-Za-z]{3,5}$", text)
    stem = text[: ending.start()] if ending else text
    starred = stem[0] + "*" if place == "beginning" else re.sub(r"[^/]+", "*", stem)
    return starred + (ending[0] if ending else "")


def _is_year(number: str, place: str) -> bool:
    return place != "end" and len(number) <= 4 and (len(number) == 2 or 1990 <= int(number) <= 2100)


def _written(group: _Group, known: Iterable[ArticleUrl]) -> ArticleUrl:
    """A group's pattern, with the time that its numbers are, or its bounds of digits."""
    form, numbers = group.form, list(group.numbers.values())
    fixed, stamp = _stamped(numbers) if form.is_stamp else ("", "")
    if not form.is_stamp:
        fixed = _shared_prefix(form, numbers, known)
    lengths = {len(number) - len(fixed) for number in numbers}
    if form.is_stamp:
        digits = rf"\d{{{min(lengths)}}}" if len(lengths) == 1 else rf"\d{{{min(lengths)},{max(lengths)}}}"
    else:
        least = min(lengths) if min(lengths) < 5 else min(lengths) - 1
        most = 9 if fixed else max(_LONGEST_SERIAL, *lengths)
        digits = rf"\d{{{least},{most}}}"
    after = escaped(form.after).replace(r"\*", "[^/?]+")
    number = f"{fixed}(?P<id>{digits})"
    if form.place == "query":
        path, _, name = form.before.partition("?")
        slug = "(?:(?::|%3A)[^&]*)?" if form.after else ""
        pattern = rf"^{escaped(path)}\?(?:.*&)?{escaped(name)}{number}{slug}(?:&|$)"
    else:
        pattern = f"{_before(form)}{number}{after}{group.end}"
    return ArticleUrl(pattern=pattern, stamp=stamp, source=Source.HTML)


def _before(form: Form) -> str:
    """The pattern of what stands before a number."""
    return escaped(form.before).replace(r"\*", r"\d+")


def _stamped(numbers: Sequence[str]) -> tuple[str, str]:
    """What stands before the time in every number, and the time's form; two empty texts where it is none.

    >>> _stamped(["102260228093004191", "102251101070000000"]), _stamped(["20260307080054340"])
    (('102', '%y%m%d%H%M%S'), ('', '%Y%m%d%H%M%S'))
    """
    for length in (0, 3, 2, 4, 1):
        fixed = numbers[0][:length]
        for form in reversed(_STAMPS) if length == 0 else _STAMPS:
            if all(number.startswith(fixed) and _is_time(number[length:], form) for number in numbers):
                return fixed, form
    return "", ""


def _is_time(number: str, form: str) -> bool:
    digits = 14 if "%Y" in form else 12
    if not digits <= len(number) <= digits + 6:
        return False
    try:
        at = datetime.strptime(number[:digits], form)
    except ValueError:
        return False
    return _FIRST_YEAR <= at.year < _LAST_YEAR


def _shared_prefix(form: Form, numbers: Sequence[str], known: Iterable[ArticleUrl]) -> str:
    """The digits that IMS gives a site of its own, where other addresses of the portal show them."""
    for other in known:
        found = re.match(rf"{re.escape(_before(form))}(\d+)\(\?P<id>", other.pattern)
        if found and all(number.startswith(found[1]) for number in numbers):
            return found[1]
    return ""
