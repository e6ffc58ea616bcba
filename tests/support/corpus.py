"""Real pages of other people, kept outside the project: tests that use them skip where they are not.

They are looked for in the folder that `ARCHIVER_CORPUS` names, else beside the project.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CORPUS = Path(os.environ.get("ARCHIVER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of real pages is not in {CORPUS}")
