"""Tiny valid files: the pictures of the articles and the drawings of the pages."""

from __future__ import annotations

import struct
import zlib

from archiver.demo.dice import Dice

STYLE_SHEET = """body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1d2b33}a{color:#0b4f6c}
img{max-width:100%;height:auto}table{border-collapse:collapse;max-width:100%}figure{margin:1em 0}
figcaption,.caption,.picture-caption{color:#666;font-size:.85em}.hidden,.hide{display:none}
ul.units,ul.don-vi{columns:3 16em}.sapo,.hometext,.detail-sapo,#divArticleDescription1{font-weight:600}
"""


def picture(name: str) -> bytes:
    """A PNG of 16 by 9 dots in one colour that follows from the name."""
    dice = Dice("picture", name)
    row = b"\0" + bytes((dice.between(60, 220), dice.between(60, 220), dice.between(60, 220))) * 16
    header = struct.pack(">IIBBBBB", 16, 9, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def drawing(name: str) -> str:
    """An SVG for the logo, the banner and the icons."""
    hue = Dice("drawing", name).roll(360)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        f'<rect width="64" height="64" rx="8" fill="hsl({hue} 45% 40%)"/>'
        '<path d="M18 14h20l8 8v28H18z" fill="#fff"/></svg>\n'
    )
