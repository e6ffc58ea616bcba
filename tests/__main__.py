"""All checks, in an environment of their own: `python3 -m tests`. Needs nothing but Python 3.11.

`--slow` adds the long runs (kills, fresh installs, browsers); `--venv FOLDER` says where the environment
is made. What follows `--` goes to pytest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def main() -> int:
    """Make the environment, run every check; the exit code of the first that fails."""
    parser = argparse.ArgumentParser(prog="python3 -m tests", description=__doc__)
    parser.add_argument("--venv", type=Path, default=PROJECT / ".venv")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after --")
    options = parser.parse_args()
    bin_folder = environment(options.venv)
    chosen = [] if options.slow else ["-m", "not slow"]
    for command in (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
        ["lint-imports"],
        ["cog", "--check", "-P", "docs/cli.md", "docs/schema.md"],
        # Each worker keeps half of the modules, so that what a module shares is made once.
        ["pytest", "-n", "2", "--dist", "worksteal", *chosen, *options.pytest],
    ):
        print(f"== {' '.join(command)}", flush=True)
        ended = subprocess.run([bin_folder / command[0], *command[1:]], cwd=PROJECT, check=False)
        if ended.returncode:
            return ended.returncode
    return 0


def environment(folder: Path) -> Path:
    """A virtual environment with the tested versions; the folder of its programs."""
    bin_folder = folder.absolute() / "bin"
    if not (bin_folder / "python").exists():
        venv.create(folder, with_pip=True)
    install = [
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "-c",
        "constraints.txt",
        "-e",
        ".[dev]",
    ]
    subprocess.run([bin_folder / "python", *install], cwd=PROJECT, check=True)
    return bin_folder


if __name__ == "__main__":
    sys.exit(main())
