"""The sixth schema: what a site repeats on its pages is learned from outlines, one for each article's page.

Captures that an older program has read have no outline: nothing is learned from them, and nothing is left
out of them, until `archiver replay` reads them again.
"""

from __future__ import annotations

SCRIPT = """
ALTER TABLE sites ADD COLUMN memory TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN outline TEXT NOT NULL DEFAULT '';
CREATE TABLE outlines (
    digest TEXT PRIMARY KEY,
    letters INTEGER NOT NULL,
    blocks TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
