"""Pictures and attachments of an article: absolute addresses, captions, credits, media types."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from archiver.extract.flow.blocks import Anchor, Block, Flow, Picture
from archiver.extract.flow.cues import ends_article, folded, is_noise
from archiver.extract.flow.tags import attributes_of, picture_floats
from archiver.extract.listings.addresses import resolve
from archiver.extract.text.signing import is_in_authors_box, is_portrait
from archiver.page.page import Page
from archiver.records import Attachment, Image, Kind
from archiver.vietnamese.bylines import split_credit
from archiver.vietnamese.text import clean, fold

_OFFICE = "application/vnd.openxmlformats-officedocument"
#: Media types by the end of the name; a table of our own, because the system's differs between machines.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
#: Liferay writes a document's own id behind its name: `/documents/20142/0/Ke+hoach.pdf/3f2b…-…?t=158`.
_FILE = re.compile(rf"\.({'|'.join(MEDIA_TYPES)})(?:$|[?#&]|/[0-9a-f]{{8}}-[0-9a-f]{{4}}-)", re.IGNORECASE)
#: The same anywhere in an address, also where it is quoted in another one.
_FILE_NAME = re.compile(rf"\.(?:{'|'.join(MEDIA_TYPES)})", re.IGNORECASE)
#: An address that needs no joining, as most pictures have; for the others there is `urljoin`.
_SIMPLE = re.compile(r"https?://[\w.:-]+/[\w.,/%~@+-]*(?:\?[\w.,/%~@+&=-]+)?", re.ASCII)
_FILES_LABEL = re.compile(
    r"^\W*(?:(?:danh (?:muc|sach) )?(?:cac )?(?:tep|file|tap tin|van ban|tai lieu|phu luc|bieu mau)(?: tin)?"
    r"(?: dinh| gui)? ?kem(?: theo)?"
    r"|tai (?:van ban|ve|file|tai lieu|xuong)|download|attachments?)\b"
)
_NUMBERED = re.compile(r"(?:S?TT|Số TT|#)\.? \|", re.IGNORECASE)
_LABEL_LETTERS = 60
#: Where lazy loaders keep the real address, best first: where they keep it, `src` shows a mark of waiting.
_SOURCES = ("data-original", "data-src", "data-lazy-src", "data-url", "src")
#: What viewers call the document that they show.
_VIEWED = ("url", "file", "src")
_ENCODED = {ord(letter): f"%{ord(letter):02X}" for letter in "[]|"}
#: Several sizes of one picture; the first is as good as any.
_SOURCE_SETS = ("data-srcset", "srcset")
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:icons?\d*|logo|spacer|blank|pixel|loading|avatar|emoji|1x1|transparent|print|share)(?:[/_.-]|$)|button\."
    r"|[_-]\d\dx\d\d\."
    r"|^(?:fb|facebook|zalo|twitter|youtube|tiktok|google|rss|e?mail|pdf|docx?|word|xlsx?|excel|zip|rar|file)\d?\."
    # Buttons and bullets of the time before style sheets.
    r"|^(?:e-?mail|top|back|prev|next|arrow|bullet|dot|new|gui|in|ve)\d?\.(?:gif|png)$",
    re.IGNORECASE,
)
#: Folders of such pictures.
_ICONS = re.compile(r"/(?:icons?|buttons?|bullets?|smilies|emoticons?)/[^/]*$", re.IGNORECASE)
#: Folders of pictures of those who write.
_PORTRAITS = re.compile(r"/avatars?/", re.IGNORECASE)
#: A frame holds a picture and so many lines about it.
_FRAME = 2
#: A picture whose tag says that it is no wider or higher than this is an icon, beside a name a portrait.
_ICON_PIXELS, _PORTRAIT_PIXELS = 64, 160
_STYLED_PIXELS = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d+)(?:\.\d+)?px", re.IGNORECASE)


def is_file(href: str) -> bool:
    """Whether a link leads to a document rather than a page.

    >>> is_file("/Upload/QD-15.PDF?v=2"), is_file("/tai.aspx?f=/a.docx&id=3"), is_file("/tin/pdf-la-gi.htm")
    (True, True, False)
    """
    return _FILE.search(href) is not None


def names_files(line: str) -> bool:
    """Whether a line only announces attachments (`Tệp đính kèm:`, `Danh mục tài liệu kèm theo`)."""
    return len(line) <= _LABEL_LETTERS and _FILES_LABEL.match(folded(line)) is not None


def heads_files(line: str) -> bool:
    """Whether a line is the first row of a numbered table (`STT | Tên tài liệu | Tải về`)."""
    return len(line) <= _LABEL_LETTERS and _NUMBERED.match(line) is not None


def named_in_row(row: str) -> tuple[str, bool]:
    """The name of a document in a row of a table of them, and whether the row says nothing else.

    >>> named_in_row("1 | Dự thảo Quy chế | Tải về"), named_in_row("2 | Kết luận thanh tra | 12/11/2026")
    (('Dự thảo Quy chế', True), ('Kết luận thanh tra', False))
    """
    cells = [cell for part in row.split("|") if (cell := part.strip(" .")) and not cell.isdigit()]
    said = [cell for cell in cells if not names_files(cell)]
    return max(said, key=len, default=""), len(said) <= 1


def titled(anchor: Anchor, blocks: Sequence[Block]) -> Anchor:
    """A link to a document whose words name none (`Tải về`, an icon), named by its row."""
    if not (is_file(anchor.href) and 0 <= anchor.at < len(blocks)):
        return anchor
    row = blocks[anchor.at]
    if row.kind is not Kind.TABLE_ROW or (anchor.text and not names_files(anchor.text)):
        return anchor
    return Anchor(anchor.at, anchor.href, named_in_row(row.text)[0])


def absolute(url: str, base: str) -> str:
    """An address as the page means it, empty if it is none that can be fetched over HTTP.

    >>> absolute(" /a b.png", "https://mic.gov.vn/x/y.htm"), absolute("javascript:void(0)", "https://mic.gov.vn/")
    ('https://mic.gov.vn/a%20b.png', '')
    """
    if _SIMPLE.fullmatch(url):
        return url
    try:
        joined = urljoin(base, url.strip())
        scheme = urlsplit(joined).scheme
    except ValueError:
        return ""
    return joined.replace(" ", "%20") if scheme in {"http", "https"} else ""


def file_address(base: str, written: str) -> str:
    """What is asked for to get a file: encoded, without fragment and session; empty if nobody could ask.

    >>> file_address("https://mic.gov.vn/tin/", "../Upload/Kế hoạch [1].pdf?v='2'#trang=2")
    'https://mic.gov.vn/Upload/K%E1%BA%BF%20ho%E1%BA%A1ch%20%5B1%5D.pdf?v=%272%27'
    >>> file_address("https://mic.gov.vn/", "http://[/a.pdf")
    ''
    """
    scheme, colon, rest = (resolve(base, written) or "").partition("://")
    host, slash, rest = rest.partition("/")
    path, mark, query = rest.partition("?")
    # Scrapy encodes these, so that a capture would have another address than the ledger.
    path, query = path.translate(_ENCODED), query.translate({**_ENCODED, ord("'"): "%27"})
    return scheme + colon + host + slash + path + mark + query


def images_of(
    flow: Flow,
    first: int,
    last: int,
    blocks: Iterable[Block],
    base: str,
    *,
    left_out: Collection[int] = (),
    byline: str = "",
    lead: int = -1,
) -> tuple[Image, ...]:
    """The pictures that stand among the blocks `first` to `last`, each with the caption that follows it.

    Those of the elements that are `left_out` are other articles', and a portrait of who signed is none. One
    that stands in the box of the `lead`, a block above the text, is the article's too.
    """
    kept = {id(block) for block in blocks}
    captions = {
        position: block.text
        for position, block in enumerate(flow.blocks[first:last], start=first)
        if block.kind is Kind.CAPTION and id(block) in kept
    }
    among = [
        picture
        for picture in flow.pictures
        if (first <= picture.at <= last and not _is_in_portals_line(flow, picture, last))
        or (picture.at == lead and _is_in_box_of(flow, picture, lead))
    ]
    pictures = [
        (picture.at, attributes)
        for picture in among[: len(among) - _of_next_item(flow, last)]
        if picture.element not in left_out
        and not is_icon(attributes := attributes_of(picture.tag))
        and not _is_bullet(flow, picture, attributes)
        and not _shows_author(flow, picture, attributes, byline)
    ]
    images: dict[str, Image] = {}
    for number, (at, attributes) in enumerate(pictures):
        url = _address(attributes, base)
        if not url:
            continue
        following = pictures[number + 1][0] if number + 1 < len(pictures) else last + 1
        # A caption belongs to the last picture above it; one line may stand between them.
        near = range(at, min(following, at + 2))
        caption, credit = split_credit(next((captions[place] for place in near if place in captions), ""))
        images.setdefault(url, Image(url, caption, credit))
    return tuple(images.values())


def _is_in_portals_line(flow: Flow, picture: Picture, last: int) -> bool:
    """Whether a picture is part of the line right below the text, where that asks to follow the portal."""
    if picture.at != last or last >= len(flow.blocks):
        return False
    line = flow.blocks[last]
    return line.element == picture.element and (ends_article(line.text) or is_noise(line.text))


def parts_text(flow: Flow, number: int) -> bool:
    """Whether pictures right above a block, and none above the block before, part the two.

    A picture at whose side the text runs on parts nothing.
    """
    pictures = [picture for picture in flow.pictures if number - 1 <= picture.at <= number]
    if not pictures or any(picture.at < number or picture_floats(picture.tag) for picture in pictures):
        return False
    boxes = [flow.elements[box] for picture in pictures for box in flow.ancestors(picture.element)]
    return not any(box.floats and number <= box.first and box.last <= number + _FRAME for box in boxes)


def _is_bullet(flow: Flow, picture: Picture, attributes: dict[str, str]) -> bool:
    """Whether a drawing stands in a line of links."""
    if picture.at >= len(flow.blocks) or not (attributes.get("src") or "").lower().endswith(".gif"):
        return False
    line = flow.blocks[picture.at]
    return line.element == picture.element and line.link_share > 0.5


def _is_in_box_of(flow: Flow, picture: Picture, block: int) -> bool:
    box = flow.blocks[block].element
    return box >= 0 and box in flow.ancestors(picture.element)


def _of_next_item(flow: Flow, at: int) -> int:
    """How many pictures right above a block lead where its headline leads: they are another article's."""
    here = [anchor for anchor in flow.anchors if anchor.at == at]
    named = {anchor.href for anchor in here if anchor.text}
    return sum(not anchor.text and anchor.href in named for anchor in here)


def _address(attributes: dict[str, str], base: str) -> str:
    sources = _SOURCES[:-1] if attributes.get(_SOURCE_SETS[0]) else _SOURCES
    for name in sources:
        value = attributes.get(name)
        if value and not value.startswith("data:") and (url := absolute(value, base)):
            return url
    for name in _SOURCE_SETS:
        if first := (attributes.get(name) or "").split(",", 1)[0].split():
            return absolute(first[0], base)
    return ""


def is_icon(attributes: dict[str, str]) -> bool:
    """Whether a picture only decorates: small, or named like an icon."""
    if _is_within(attributes, _ICON_PIXELS):
        return True
    source = next((value for name in _SOURCES if (value := attributes.get(name))), "")
    return _DECORATION.search(source.rpartition("/")[2]) is not None or _ICONS.search(source) is not None


def _is_within(attributes: dict[str, str], pixels: int) -> bool:
    """Whether a tag says that its picture is no wider or no higher than so many pixels."""
    for name in ("width", "height"):
        size = re.match(r"\s*(\d+)\s*(?:px)?\s*$", attributes.get(name) or "")
        if size and int(size[1]) <= pixels:
            return True
    style = attributes.get("style") or ""
    return "px" in style and any(int(size) <= pixels for size in _STYLED_PIXELS.findall(style))


def _shows_author(flow: Flow, picture: Picture, attributes: dict[str, str], byline: str) -> bool:
    """Whether a picture is a portrait of who wrote the article: in the author's box, or beside the name."""
    if _PORTRAITS.search(attributes.get("src") or "") or is_in_authors_box(flow, picture.element):
        return True
    if not byline:
        return False
    if fold(attributes.get("alt") or "") == fold(byline) or is_portrait(flow, picture.at, byline):
        return True
    beside = flow.blocks[picture.at] if picture.at < len(flow.blocks) else None
    return (
        beside is not None
        and beside.element == picture.element
        and beside.text.endswith(byline)
        and _is_within(attributes, _PORTRAIT_PIXELS)
    )


def shown_documents(page: Page) -> list[Anchor]:
    """The documents that a page shows in frames, its own or a viewer's; no text names them.

    >>> frames = '<iframe src="/pdfjs/viewer.html?file=%2Ftin%2F12.pdf"></iframe><iframe src="/a"></iframe>'
    >>> [anchor.href for anchor in shown_documents(Page(frames, ""))]
    ['/tin/12.pdf']
    """
    found: list[Anchor] = []
    for node in page.each("iframe, embed, object"):
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        if _FILE_NAME.search(source) is None:
            continue
        asked = dict(parse_qsl(source.partition("?")[2]))
        for address in (*(asked.get(name, "") for name in _VIEWED), source):
            if is_file(address):
                found.append(Anchor(0, address, ""))
                break
    return found


def attachments_of(anchors: Iterable[Anchor], base: str) -> tuple[Attachment, ...]:
    """The documents that links lead to, each once, titled by the link or else by the file's name."""
    found: dict[str, Attachment] = {}
    for anchor in anchors:
        if not is_file(anchor.href) or not (url := absolute(anchor.href, base)):
            continue
        name = clean(unquote(urlsplit(url).path.rpartition("/")[2]))
        title = anchor.text if anchor.text and not names_files(anchor.text) else name
        found.setdefault(url, Attachment(url, title, media_type(url)))
    return tuple(found.values())


def media_type(url: str) -> str:
    """The media type that the name of a file says; empty where it says none.

    >>> media_type("https://mic.gov.vn/Upload/QD-15.PDF?v=2"), media_type("https://mic.gov.vn/tai?id=3")
    ('application/pdf', '')
    """
    named = _FILE.search(url)
    return MEDIA_TYPES[named[1].lower()] if named else ""
