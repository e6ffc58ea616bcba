"""The built wheel, in an empty environment, is a working program (FAULTS: a hand-installed package hides)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
from programs import PROJECT, clean

README = (PROJECT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=clean(environment), capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a newcomer has: the committed files and nothing else."""
    if not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("clone") / "archive"
    subprocess.run(["git", "clone", "-q", PROJECT, folder], check=True)
    return folder


@pytest.mark.slow
def test_the_first_command_of_the_readme_does_the_whole_job_in_a_clean_clone(clone: Path) -> None:
    ended = run("sh", "-c", COMMANDS[0], cwd=clone)
    found = run(".venv/bin/archiver", "search", "thong", "tin", "doi", "ngoai", cwd=clone)

    assert ended.returncode == 0, ended.stderr
    assert re.search(r"demo\s+\d+\s+\d+\s+300\s+0\s+0\s+finished", ended.stdout), ended.stdout
    assert found.returncode == 0
    assert "thông tin đối ngoại" in found.stdout


def oldest(project: Path) -> str:
    """Constraints: each package that the project names, in the oldest version that it allows."""
    named = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*named["dependencies"], *named["optional-dependencies"]["browse"]]
    return "".join(re.sub(r">=([\d.]+)[^;]*", r"==\1", line) + "\n" for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("versions", ["pinned", "oldest"])
def test_the_wheel_installed_alone_is_a_working_archiver(clone: Path, tmp_path: Path, versions: str) -> None:
    built = run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, clone, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    venv.create(tmp_path / "venv", with_pip=True)
    (wheel,) = tmp_path.glob("*.whl")
    constraints = clone / "constraints.txt"
    if versions == "oldest":
        constraints = tmp_path / "oldest.txt"
        constraints.write_text(oldest(clone), encoding="utf-8")
    installed = run(
        tmp_path / "venv/bin/pip", "install", "-q", "-c", constraints, f"{wheel}[browse]", cwd=tmp_path
    )
    assert installed.returncode == 0, installed.stderr

    archiver = tmp_path / "venv/bin/archiver"
    crawled = run(archiver, "crawl", "demo", "-a", "articles=20", "--json", cwd=tmp_path)
    listed = run(archiver, "sites", "list", "--json", cwd=tmp_path)

    assert json.loads(crawled.stdout)[0]["tally"]["new_articles"] == 20, crawled.stderr
    assert {"demo", "mic"} <= {json.loads(line)["site"] for line in listed.stdout.splitlines()}
    plugin = run(
        tmp_path / "venv/bin/python",
        "-c",
        "from pathlib import Path; from archiver.publish.browse import application; "
        "application(Path('data/demo/archive.db')); print('served')",
        cwd=tmp_path,
    )
    assert plugin.stdout.strip() == "served", plugin.stderr
