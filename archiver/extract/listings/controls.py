"""The fields of a form as a browser would send them, and ASP.NET's postbacks. Pure.

The rules of what is sent are those of the HTML standard ("constructing the entry list"), without files and
without buttons: nobody pressed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archiver.extract.listings.declared import Postback
from archiver.page.page import Node, Page, text_of

_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"
_CALL = re.compile(
    r"(?:__doPostBack\(|WebForm_PostBackOptions\()\s*(['\"])(?P<target>[^'\"]+)\1\s*,\s*(['\"])(?P<argument>[^'\"]*)\3"
)
_NOT_SENT = frozenset({"submit", "button", "image", "reset", "file"})


def postback_in(script: str) -> Postback | None:
    """The call of `__doPostBack` in an address or a handler.

    >>> postback_in("javascript:__doPostBack('ctl00$grid','Page$2')")
    Postback(target='ctl00$grid', argument='Page$2')
    """
    found = _CALL.search(script)
    return None if found is None else Postback(target=found["target"], argument=found["argument"])


def server_form(page: Page) -> Node | None:
    """The form that ASP.NET posts back: the one with the view state, else the only one of a page."""
    for state in page.each("form input[name^=__VIEWSTATE], form input[name=__EVENTTARGET]"):
        node: Node | None = state
        while node is not None and node.tag != "form":
            node = node.parent
        return node
    forms = page.each("form")
    return forms[0] if len(forms) == 1 else None


def posted_back(form: Node, call: Postback) -> tuple[tuple[str, str], ...]:
    """What a browser would post for a call: all fields of the form, with target and argument set.

    `__EVENTVALIDATION` is among them where the page has it, and not made up where it has not.
    """
    fields = [pair for pair in sent_fields(form) if pair[0] not in {_TARGET, _ARGUMENT}]
    return ((_TARGET, call.target), (_ARGUMENT, call.argument), *fields)


def sent_fields(form: Node) -> Iterator[tuple[str, str]]:
    """The names and values of a form's fields, in page order."""
    for control in form.css("input[name], select[name], textarea[name]"):
        attributes = control.attributes
        name = attributes.get("name") or ""
        if not name or "disabled" in attributes:
            continue
        if control.tag == "select":
            yield from ((name, value) for value in _chosen(control))
        elif control.tag == "textarea":
            yield name, control.text()
        else:
            kind = (attributes.get("type") or "text").lower()
            if kind in {"checkbox", "radio"}:
                if "checked" in attributes:
                    yield name, attributes.get("value", "on") or ""
            elif kind not in _NOT_SENT:
                yield name, attributes.get("value") or ""


def _chosen(select: Node) -> Iterator[str]:
    """The values of the options that are selected; of a plain select one, else its first."""
    options = [option for option in select.css("option") if "disabled" not in option.attributes]
    chosen = [option for option in options if "selected" in option.attributes]
    if "multiple" not in select.attributes:
        chosen = (chosen or options[:1])[-1:]
    for option in chosen:
        value = option.attributes.get("value")
        yield text_of(option) if value is None else value
