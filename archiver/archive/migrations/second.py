"""The second schema: the ledger keeps what a crawl of years remembers, and the order of listings."""

# SQLite cannot add a key or change a CHECK: the table is made anew. Listings are walked to their end once
# more, because the first version did not keep their order.
SCRIPT = """
CREATE TABLE urls_2 (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL REFERENCES sites (name),
    kind TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('pending', 'leased', 'done', 'gone', 'blocked', 'failed', 'excluded')),
    outcome TEXT NOT NULL DEFAULT '',
    rank INTEGER NOT NULL CHECK (rank BETWEEN -1 AND 3),
    tries INTEGER NOT NULL DEFAULT 0,
    next_visit TEXT,
    leased_until TEXT,
    visited_at TEXT,
    missing_since TEXT,
    record TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    found_on TEXT NOT NULL DEFAULT '',
    found_at TEXT NOT NULL,
    leads_to TEXT NOT NULL DEFAULT '',
    last_capture TEXT REFERENCES captures (record_id),
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    unmodified INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO urls_2 (
    url, site, kind, state, outcome, rank, tries, next_visit, leased_until, record, found_on, found_at,
    leads_to, last_capture
)
SELECT url, site, kind, state, outcome, iif(kind <> 'article', 0, iif(state = 'pending', 1, 2)), tries,
    next_visit, leased_until, record, found_on, found_at, leads_to, last_capture
FROM urls ORDER BY rowid;
CREATE TABLE listing_pages (
    url INTEGER PRIMARY KEY REFERENCES urls_2 (id),
    listing TEXT NOT NULL,
    page INTEGER NOT NULL,
    form TEXT NOT NULL DEFAULT '',
    signature TEXT NOT NULL DEFAULT '',
    quiet INTEGER NOT NULL DEFAULT 0,
    treading INTEGER NOT NULL DEFAULT 0,
    above INTEGER,
    before INTEGER NOT NULL DEFAULT 0,
    search TEXT NOT NULL DEFAULT '',
    walked TEXT NOT NULL DEFAULT '',
    last_page INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO listing_pages (url, listing, page)
SELECT new.id, old.listing, old.page FROM urls AS old JOIN urls_2 AS new ON new.url = old.url
WHERE old.kind <> 'article' ORDER BY new.id;
DROP TABLE urls;
ALTER TABLE urls_2 RENAME TO urls;
CREATE INDEX urls_due ON urls (site, rank, next_visit) WHERE next_visit IS NOT NULL;
CREATE INDEX urls_state ON urls (site, state);
CREATE INDEX urls_record ON urls (record) WHERE record <> '';
CREATE INDEX urls_leads_to ON urls (leads_to) WHERE leads_to <> '';
CREATE INDEX listing_pages_page ON listing_pages (listing, page);
CREATE TABLE listed (
    listing INTEGER NOT NULL REFERENCES urls (id),
    url INTEGER NOT NULL REFERENCES urls (id),
    place INTEGER NOT NULL,
    late INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (listing, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_place ON listed (listing, late, place);
CREATE INDEX listed_late ON listed (listing) WHERE late;
ALTER TABLE captures ADD COLUMN lenience TEXT NOT NULL DEFAULT '';
"""
