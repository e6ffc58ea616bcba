"""A ledger of a million URLs that are due: leasing from it costs little time and little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from programs import clean

PROGRAM = """
import json, re, sys, time
from datetime import UTC, datetime
from pathlib import Path
from archiver.archive.store import Store
from spiders.mic import SITE

now = datetime(2026, 3, 1, tzinfo=UTC)
with Store.open(Path(sys.argv[1])) as store:
    store.begin(SITE, now)
    store._db.conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        "INSERT INTO urls (url, site, kind, state, rank, next_visit, record, found_at) "
        "SELECT 'https://mic.gov.vn/bai-viet-197' || i || '.htm', 'mic', 'article', 'pending', 1, "
        "'2026-02-01T00:00:00.000Z', 'mic-' || i, '2026-02-01T00:00:00.000Z' FROM n"
    )
    store._db.conn.commit()
    began = time.process_time()
    taken = sum(len(store.lease("mic", now, 32)) for _ in range(100))
    seconds = time.process_time() - began
    print(json.dumps({
        "taken": taken,
        "pending": store.counts("mic")["pending"],
        "seconds_per_lease": seconds / 100,
        # Not ru_maxrss: a program that was started inherits that of the tests.
        "megabytes": int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024,
    }))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a program's peak")
def test_a_million_pending_urls_stay_on_the_disk(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path], env=clean({}), capture_output=True, check=True
    )
    found = json.loads(run.stdout)

    assert found["taken"] == 3_200
    assert found["pending"] == 1_000_000 + 3 - 3_200
    assert found["megabytes"] < 300
