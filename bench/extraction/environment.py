"""The peers' own environment: pinned, made anew in a temporary folder, never the project's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from venv import EnvBuilder

REQUIREMENTS = Path(__file__).parent / "requirements.txt"
#: pip 23 fails on this set: "Candidate is not for this requirement lxml[html-clean,html-clean]".
_PIP = "pip>=26"


@contextmanager
def peers_python(given: Path | None) -> Iterator[Path]:
    """The Python that has the peers: the one that is given, else one of a folder that goes away again.

    Raises:
        subprocess.CalledProcessError: a package cannot be installed.
    """
    if given is not None:
        yield given
        return
    with TemporaryDirectory() as folder:
        EnvBuilder(with_pip=True).create(folder)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        for wanted in (["--upgrade", _PIP], ["--requirement", str(REQUIREMENTS)]):
            subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
        yield python


def versions() -> dict[str, str]:
    """The pinned version of every package, by its name in lower case."""
    lines = REQUIREMENTS.read_text("utf-8").splitlines()
    pairs = (line.partition("==") for line in lines if "==" in line and not line.startswith("#"))
    return {name.lower(): version for name, _, version in pairs}
