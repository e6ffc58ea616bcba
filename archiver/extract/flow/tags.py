"""What one start tag says: its role in the flow of the text, the words for what it is for, its looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from archiver.extract.flow.cues import announces_related, is_unrelated, names_tags
from archiver.page.page import BLOCK_TAGS, SPACING_TAGS, UNSEEN_TAGS
from archiver.records import Kind

#: What a tag does to the text around it. Numbers, because an enum's members are slower to compare.
END = 0
BLOCK = 1
#: Inline elements that say nothing about the text in them, and those that do.
PLAIN = 2
INLINE = 3
BREAK = 4
PICTURE = 5
RULE = 6
#: An element without an end tag that shows nothing.
NOTHING = 7
#: An element to leave out with all that is in it; of RAW the content is not markup.
UNSEEN = 8
RAW = 9
COMMENT = 10


class Look(NamedTuple):
    """How text looks, as far as it says what the text is; elements hand it down to what is in them.

    `is_marked` is true where letters are counted: inside links, bold and italic text.
    """

    kind: Kind = Kind.PARAGRAPH
    align: str = ""
    bold: bool = False
    italic: bool = False
    link: bool = False
    wraps: bool = False
    is_marked: bool = False


class Change(NamedTuple):
    """What an element changes of the look around it; empty for what it leaves alone."""

    kind: Kind | None = None
    align: str = ""
    bold: bool = False
    italic: bool = False
    link: bool = False
    wraps: bool = False
    unwraps: bool = False
    is_thin: bool = False


class Tag(NamedTuple):
    """One start tag; `cue` are its class, id and the like in lower case. Text runs beside what floats."""

    role: int
    name: str
    cue: str = ""
    change: Change | None = None
    is_spacing: bool = False
    floats: bool = False


#: The names of headings.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KIND_OF_NAME = {
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "li": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    **dict.fromkeys(HEADINGS, Kind.HEADING),
}
_BOLD = HEADINGS | {"b", "strong", "th"}
_ITALIC = frozenset({"i", "em"})
#: A table begins at the left again, whatever is around it: so browsers show pages of the time of `<center>`.
_ALIGN_OF_NAME = {"center": "center", "table": "left"}
#: Blocks in which a single `<br>` is a place to wrap, not the end of a line of its own.
_WRAPPING = HEADINGS | {"figcaption", "caption"}
_UNWRAPPING = frozenset({"div", "td", "p"})
#: What a page's own elements are called that hold a part of it.
_PART_OF_PAGE = re.compile(
    r"-(?:sapo|lead|title|headline|date|time|author|byline|tags?|keywords|breadcrumbs?|header|footer|content|body"
    r"|html|detail|article|news|post|story|section|related|sidebar|menu|nav|comments|card|list|page|tools|share)$"
)
#: Elements that never have an end tag.
_VOID = frozenset(
    [
        *("area", "base", "basefont", "bgsound", "col", "embed", "frame", "input", "keygen", "link", "meta"),
        *("param", "source", "track", "wbr"),
    ]
)
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "plaintext", "xmp"})
_ROLES = {
    **dict.fromkeys(BLOCK_TAGS, BLOCK),
    **dict.fromkeys(UNSEEN_TAGS, UNSEEN),
    **dict.fromkeys(_RAW, RAW),
    **dict.fromkeys(_VOID, NOTHING),
    "br": BREAK,
    "hr": RULE,
    "img": PICTURE,
}


def _change(name: str, style: str, align: str) -> Change | None:
    weight = _WEIGHT_STYLE.search(style) if style else None
    change = Change(
        _KIND_OF_NAME.get(name),
        align or _ALIGN_OF_NAME.get(name, ""),
        name in _BOLD if weight is None else weight[1] is not None,
        name in _ITALIC or bool(style and _ITALIC_STYLE.search(style)),
        name == "a",
        name in _WRAPPING,
        name in _UNWRAPPING,
        weight is not None and weight[1] is None,
    )
    return change if any(change) else None


#: An attribute that no page has: the mark of nodes to leave out.
LEFT_OUT = "archiver-left-out"
#: Attributes whose values say what an element is for.
_CUES = frozenset({"class", "id", "data-role", "itemprop", "type", "slot"})
#: In lexbor's writing a value never holds a quotation mark; a name may, where a page is broken.
_ATTRIBUTE = re.compile(r' (=?[^\s=]+)="([^"]*)"')
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid)\b", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"(?:^|[\s;])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)d-none(?!\S)(?!.*\bd-\w+-(?:block|flex|inline|table))")
#: What is said to readers who cannot see the page: labels, but a heading may be the title of a picture.
_UNSEEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)(?!\S)")
#: The fonts whose icons are written as words: `schedule` shows a clock.
_ICON_CLASS = re.compile(r"(?:^|\s)(?:material-(?:icons|symbols)(?:-[a-z]+)?|mat-icon)(?!\S)")
#: Classes of style sheets that everybody uses (Bootstrap, Tailwind, `rtecenter` of Drupal's editor); what a
#: page calls its own says nothing.
_BOLD_CLASS = re.compile(r"(?:^|\s)(?:fw|font|text|font-weight)-(?:semi-?bold|bold|bolder|[6-9]00)(?!\S)")
_ITALIC_CLASS = re.compile(r"(?:^|\s)(?:(?:fst|font|text|font-style)-)?italic(?!\S)")
#: Google Docs wraps a whole text in a `b` whose style says that it is not bold.
_WEIGHT_STYLE = re.compile(r"font-weight\s*:\s*(?:(bold|[6-9]00)|normal|lighter|[1-5]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_FLOAT_STYLE = re.compile(r"float\s*:\s*(?:left|right)", re.IGNORECASE)
_SIDES = frozenset({"left", "right"})
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(right|center|left|justify)", re.IGNORECASE)
_ALIGN_CLASS = re.compile(
    r"(?:^|\s)(?:(?:has-|uk-)?text-(?:align-)?|align-?|pull-|rte)(right|center)(?:\s|$)"
)
#: What names alone change, for the elements without a style.
_CHANGES = {
    name: _change(name, "", "")
    for name in (*_KIND_OF_NAME, *_BOLD, *_ITALIC, *_WRAPPING, *_UNWRAPPING, *_ALIGN_OF_NAME, "a")
}


@lru_cache(maxsize=16_384)  # the pages of a portal repeat the same few hundred tags
def read_tag(head: str) -> Tag:
    """A start tag as lexbor writes it, without its angle brackets.

    >>> read_tag('p class="Sapo" style="text-align: center"').cue, read_tag("/p").role == END
    ('sapo', True)
    """
    name, space, _ = head.partition(" ")
    if name[:1] == "/":
        return Tag(END, name[1:])
    if name.startswith("!--"):
        return Tag(COMMENT, name)
    role = _ROLES.get(name, INLINE)
    if role == INLINE and _is_own(name):
        role = BLOCK
    if role > INLINE:
        return Tag(role, name, is_spacing=name in SPACING_TAGS)
    change = _CHANGES.get(name)
    if space:
        return _with_attributes(name, role, change, head)
    cue = _cue_of_name(name, role)
    is_plain = role == INLINE and change is None and not cue
    return Tag(PLAIN if is_plain else role, name, cue, change)


def _is_own(name: str) -> bool:
    """Whether a tag is the page's own and named like a part of a page: a box, as scripts style it.

    Others stand inside a sentence (`hl-trusted-source`), as Word's `st1:country-region` does.

    >>> _is_own("app-sapo"), _is_own("hl-trusted-source"), _is_own("st1:country-region"), _is_own("span")
    (True, False, False, False)
    """
    return "-" in name and ":" not in name and _PART_OF_PAGE.search(name) is not None


def _cue_of_name(name: str, role: int) -> str:
    """What the name of an element says it is for, where that is more than how it looks."""
    return name if name == "time" or (role == BLOCK and _is_own(name)) else ""


def _with_attributes(name: str, role: int, change: Change | None, head: str) -> Tag:
    cue, style, css, align, floats = _cue_of_name(name, role), "", "", "", False
    for key, value in _ATTRIBUTE.findall(head):
        if key in _CUES:
            cue = f"{cue} {value}" if cue and value else cue or value
        if key == "class":
            css = value
        elif key == "style":
            style = value
        elif key == "align" and name == "table":  # its own place, not its text's
            floats = value.lower() in _SIDES
        elif key == "align":
            align = value.lower()
        elif key in {"hidden", LEFT_OUT}:
            return Tag(UNSEEN, name)
    if (style and _HIDDEN_STYLE.search(style)) or ("d-none" in css and _HIDDEN_CLASS.search(css)):
        return Tag(UNSEEN, name)
    may_be_unseen = "sr-" in css or "-hidden" in css or "screen-" in css
    if may_be_unseen and name not in HEADINGS and _UNSEEN_CLASS.search(css):
        return Tag(UNSEEN, name)
    if role == INLINE and "mat" in css and _ICON_CLASS.search(css):
        return Tag(UNSEEN, name)
    if role == INLINE and style and _BLOCK_STYLE.search(style):
        role = BLOCK
    align = (_align(style, css) or align) if role == BLOCK else ""
    floats = role == BLOCK and (floats or _floats(style))
    style = _with_looks(style, css)
    if style or align:
        change = _change(name, style, align)
    is_plain = role == INLINE and change is None and not cue
    cue = unescaped(cue.lower())
    return Tag(PLAIN if is_plain else role, name, cue, change, floats=floats)


def _floats(style: str) -> bool:
    return "float" in style and _FLOAT_STYLE.search(style) is not None


def picture_floats(head: str) -> bool:
    """Whether the start tag of a picture sets it into the text beside it.

    >>> picture_floats('img align="left" src="a.jpg"'), picture_floats('img style="width:9px" src="a.jpg"')
    (True, False)
    """
    attributes = attributes_of(head)
    return attributes.get("align", "").lower() in _SIDES or _floats(attributes.get("style", ""))


@lru_cache(maxsize=4096)
def is_chrome(name: str, cue: str) -> bool:
    """Whether name and class of a block element say that it serves the portal and not the article.

    >>> is_chrome("div", "main-menu"), is_chrome("div", "detail-tags"), is_chrome("aside", "")
    (True, False, False)
    """
    is_said = announces_related(cue) or is_unrelated(cue, "" if name == "aside" else name)
    return is_said and name != "body" and not names_tags(cue)


def _with_looks(style: str, css: str) -> str:
    """A style and what classes add to it."""
    if "bold" in css or "-" in css:
        style += ";font-weight:bold" * (_BOLD_CLASS.search(css) is not None)
    if "italic" in css:
        style += ";font-style:italic" * (_ITALIC_CLASS.search(css) is not None)
    return style


def _align(style: str, css: str) -> str:
    found = _ALIGN_STYLE.search(style) if style else None
    names = css.lower()
    if found is None and ("right" in names or "center" in names):
        found = _ALIGN_CLASS.search(names)
    return found[1].lower() if found else ""


@lru_cache(maxsize=1024)
def changed(look: Look, change: Change) -> Look:
    """The look of text inside an element that changes it."""
    bold = change.bold or (look.bold and not change.is_thin)
    italic, link = look.italic or change.italic, look.link or change.link
    return Look(
        look.kind if look.kind is Kind.CAPTION else change.kind or look.kind,  # with a heading in it too
        _align_of(look, change),
        bold,
        italic,
        link,
        change.wraps or (look.wraps and not change.unwraps),
        bold or italic or link,
    )


def _align_of(look: Look, change: Change) -> str:
    """`right` or `center`; every other alignment is the ordinary one."""
    if not change.align:
        return look.align
    return change.align if change.align in {"right", "center"} else ""


def attributes_of(head: str) -> dict[str, str]:
    """All attributes of a start tag.

    >>> attributes_of('img src="/a.png?b=1&amp;c=2" alt=""')
    {'src': '/a.png?b=1&c=2', 'alt': ''}
    """
    return {name: unescaped(value) for name, value in _ATTRIBUTE.findall(head)}


def is_placeholder(head: str) -> bool:
    """Whether a picture's tag names no address: until a script has run, nothing is shown.

    >>> is_placeholder('img src="data:image/gif;base64,R0"'), is_placeholder('img src="/a.jpg"')
    (True, False)
    """
    return ' src="data:' in head and not any(f'{name}="' in head for name in ("data-src", "srcset"))


def first_picture(pieces: Sequence[str]) -> str:
    """The start tag of the first picture; empty where there is none."""
    return next((piece.partition(">")[0] for piece in pieces if piece[:4] == "img "), "")


def without_href(head: str) -> tuple[str, str]:
    """A start tag without the address it links to, which makes every link another tag; and the address.

    >>> without_href('a class="more" href="/tin?a=1&amp;b=2" rel="next"')
    ('a class="more" rel="next"', '/tin?a=1&b=2')
    """
    before, _, rest = head.partition(' href="')
    if before.count('"') % 2:  # the words stand in a broken value
        return head, attributes_of(head).get("href", "")
    href, _, after = rest.partition('"')
    return before + after, unescaped(href)


def unescaped(text: str) -> str:
    """Text or an attribute without the escapes that lexbor writes: there are only these.

    >>> unescaped("A&amp;B &amp;lt; &lt;C&gt;")
    'A&B &lt; <C>'
    """
    if "&" not in text:
        return text
    plain = text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">")
    return plain.replace("&quot;", '"').replace("&amp;", "&")


def end_of(pieces: Sequence[str], at: int, tag: Tag) -> int:
    """The number of the piece that begins with the end tag of an element; of the last one if none does.

    `pieces` are what stands between two `<`; the element begins with piece `at`. A comment ends in the piece
    that has its `-->`.
    """
    if tag.role == COMMENT:
        return next((n for n in range(at, len(pieces)) if "-->" in pieces[n]), len(pieces) - 1)
    if tag.role == RAW:
        return _end_of_raw(pieces, at, tag.name)
    # Of a name with `<` in it, as in a page that was cut inside a tag (`<di<p>`), the first part is compared.
    name = tag.name.partition("<")[0]
    is_cut = name != tag.name
    starts = (f"/{name}", name) if is_cut else (f"/{name}>", f"{name}>", f"{name} ")
    depth = 0
    for number in range(at, len(pieces)):
        piece = pieces[number]
        if piece.startswith(starts):
            depth += -1 if piece[0] == "/" else 1
            if not depth:
                return number
    return len(pieces) - 1


def _end_of_raw(pieces: Sequence[str], at: int, name: str) -> int:
    """Where a script and the like ends; `<!--<script>` in it hides the next `</script>`."""
    end, is_comment, is_nested = f"/{name}>", False, False
    for number in range(at + 1, len(pieces)):
        piece = pieces[number]
        if piece.startswith(end):
            if not is_nested:
                return number
            is_nested = False
        elif piece.startswith("!--"):
            is_comment = True
        elif is_comment and piece.startswith("script"):
            is_nested = True
        if is_comment and "-->" in piece:
            is_comment = is_nested = False
    return len(pieces) - 1


def text_after(piece: str, tag: Tag) -> str:
    """The text that follows an element, in the piece where it ends."""
    return piece.partition("-->" if tag.role == COMMENT else ">")[2]


def rejoined(pieces: Sequence[str], at: int) -> tuple[str, int]:
    """A tag with `<` in its name, and the number of its last piece."""
    end = next((n for n in range(at, len(pieces)) if ">" in pieces[n]), len(pieces) - 1)
    return "<".join(pieces[at : end + 1]), end
