"""Other people's programs, each in an environment of its own: what they say of our files counts."""

from __future__ import annotations

import socket
import subprocess
import venv
from pathlib import Path

import pytest
from programs import clean


def installed(folder: Path, *packages: str) -> Path:
    """The folder of the programs of a fresh environment with these packages; a skip where there is none."""
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    ended = ran(programs / "python", "-m", "pip", "install", "-q", *packages, cwd=folder)
    if ended.returncode:
        pytest.skip(f"{', '.join(packages)} cannot be installed here: {ended.stderr.strip()[-300:]}")
    return programs


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command, to its end."""
    return subprocess.run(command, cwd=cwd, env=clean({}), capture_output=True, text=True, check=False)


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
