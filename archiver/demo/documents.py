"""The files that articles link to: small, valid, the same bytes everywhere; and the names that portals give.

A PDF, a Word document, a workbook or a ZIP archive of a PDF; which one follows from the article.
"""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

from archiver.demo.dice import Dice

_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}
FOLDER = "/tap-tin/"
#: Where documents are moved to.
MOVED = "ban-chinh/"
_PATH = re.compile(r"/.*?(\d{1,9})\.(pdf|docx|xlsx|zip)", re.DOTALL)
# As the pages print them: nothing here may ever become the name of a file.
_ODD = (
    "../../../../../../etc/van-ban-{}",
    "..\\..\\..\\Windows\\van-ban-{}",
    "%2e%2e/%2e%2e/%5c%5cmay-chu%5cvan-ban-{}",
    "van%00-ban-{}",
    "Kế hoạch & phụ lục (bản sửa) số {}",
    "CON.{}",
    "dai-" * 700 + "{}",
    "van-ban'; $(id) | %0d%0a [1] {}",
)


def path_of(seed: int, number: int, year: int, *, is_odd: bool = False) -> str:
    """The address of an article's file on the portal, as its page prints it."""
    end = Dice(seed, number, "file").pick(("pdf", "pdf", "docx", "xlsx", "zip"))
    name = _ODD[number % len(_ODD)].format(number) if is_odd else f"van-ban-{number}"
    return f"{FOLDER}{year}/{name}.{end}"


def number_of(path: str) -> int | None:
    """The article whose file a path means, whatever its name was made of; `None` for other paths."""
    found = _PATH.fullmatch(unquote(path.partition("?")[0]))
    return int(found[1]) if found else None


def type_of(path: str) -> str:
    """The media type by the end of a name."""
    return TYPES[path.rpartition(".")[2]]


def document(path: str, text: str) -> bytes:
    r"""The file at a path; it says `text` (ASCII).

    >>> [document(f"/van-ban-7.{end}", "7")[:4] for end in TYPES]
    [b'%PDF', b'PK\x03\x04', b'PK\x03\x04', b'PK\x03\x04']
    """
    end = path.rpartition(".")[2]
    if end == "docx":
        return _zipped(_word(text))
    if end == "xlsx":
        return _zipped(_workbook(text))
    return _zipped({"van-ban.pdf": _pdf(text)}) if end == "zip" else _pdf(text)


def _pdf(text: str) -> bytes:
    """One page."""
    said = f"BT /F1 14 Tf 60 760 Td (Trang mau: {text}) Tj ET".encode("ascii", "replace")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(said), said),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive without times, so that it is the same tomorrow."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, content, zipfile.ZIP_STORED)
    return packed.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SCHEMA = "http://schemas.openxmlformats.org"


def _office(main: str, kind: str, parts: dict[str, str]) -> dict[str, bytes]:
    """The parts of an Office document, its main one being `main` of a content type."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_OFFICE}.{kind if name == main else _SHEET}+xml"/>'
        for name in parts
        if not name.endswith(".rels")
    )
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    whole = {"[Content_Types].xml": types, "_rels/.rels": _relation("officeDocument", main), **parts}
    return {name: text.encode() for name, text in whole.items()}


_SHEET = "spreadsheetml.worksheet"


def _relation(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_SCHEMA}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def _word(text: str) -> dict[str, bytes]:
    body = (
        f'{_XML}<w:document xmlns:w="{_SCHEMA}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        f"<w:t>Trang mau: {text}</w:t></w:r></w:p></w:body></w:document>"
    )
    return _office("word/document.xml", "wordprocessingml.document.main", {"word/document.xml": body})


def _workbook(text: str) -> dict[str, bytes]:
    main = f"{_SCHEMA}/spreadsheetml/2006/main"
    book = (
        f'{_XML}<workbook xmlns="{main}" xmlns:r="{_SCHEMA}/officeDocument/2006/relationships">'
        '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = (
        f'{_XML}<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr">'
        f"<is><t>Trang mau: {text}</t></is></c></row></sheetData></worksheet>"
    )
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return _office("xl/workbook.xml", "spreadsheetml.sheet.main", parts)
