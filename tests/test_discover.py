"""Discovery: which files a directory stands for, and what becomes of the paths that cannot be read."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from unprivileged import reachable_folder, unprivileged

from index.files.load import Found, discover


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Some text.")


def test_a_link_that_does_not_say_that_it_is_one_is_followed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text("a")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    monkeypatch.setattr(Path, "is_symlink", lambda self: False)  # As a junction of Windows looks.
    assert [item.path.name for item in discover([tmp_path])] == ["a.txt", "up"]


def test_a_directory_is_its_files_in_order_however_deep(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.txt", "a/b/c.html", "c.PDF")
    assert list(discover([tmp_path])) == [
        Found(tmp_path / "a/b/c.html"),
        Found(tmp_path / "a/z.txt"),
        Found(tmp_path / "b.md"),
        Found(tmp_path / "c.PDF"),
    ]


def test_hidden_files_and_the_folders_of_tools_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "__pycache__/a.txt", "node_modules/a.md", "~$open.docx", "seen.txt")
    assert list(discover([tmp_path])) == [Found(tmp_path / "seen.txt")]


def test_a_library_within_the_folder_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "own/library.lock", "own/chroma/x.bin", "own/uploads/up.txt", "chroma/notes.txt")
    assert [item.path for item in discover([tmp_path])] == [tmp_path / "a.txt", tmp_path / "chroma/notes.txt"]
    assert [item.path.name for item in discover([tmp_path / "own/uploads/up.txt"])] == ["up.txt"]


def test_an_unknown_type_is_a_problem_in_a_directory_and_a_file_when_named(tmp_path: Path) -> None:
    write(tmp_path, "a.xyz", "LICENSE")
    assert list(discover([tmp_path])) == [
        Found(tmp_path / "LICENSE", "unsupported type (no suffix)"),
        Found(tmp_path / "a.xyz", "unsupported type .xyz"),
    ]
    assert list(discover([tmp_path / "a.xyz"])) == [Found(tmp_path / "a.xyz")]


def test_a_hidden_file_that_is_named_is_found(tmp_path: Path) -> None:
    write(tmp_path, ".notes.txt")
    assert list(discover([tmp_path / ".notes.txt"])) == [Found(tmp_path / ".notes.txt")]


def test_one_real_file_is_found_once_whatever_leads_to_it(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.txt")
    (tmp_path / "docs/b.txt").symlink_to("a.txt")
    (tmp_path / "other").symlink_to("docs")
    paths = [tmp_path, tmp_path / "docs", tmp_path / "docs/../docs/a.txt", tmp_path / "other/a.txt"]
    assert list(discover(paths)) == [Found(tmp_path / "docs/a.txt")]


def test_a_link_back_to_a_directory_around_it_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a/b/text.txt")
    (tmp_path / "a/b/again").symlink_to(tmp_path / "a")
    assert list(discover([tmp_path])) == [
        Found(tmp_path / "a/b/again", "symbolic link that leads back to a directory around it"),
        Found(tmp_path / "a/b/text.txt"),
    ]


def test_links_that_cross_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}/text.txt" for number in range(8)))
    for one in range(8):
        for other in range(8):
            (tmp_path / f"{one}/to{other}").symlink_to(tmp_path / str(other))
    files = [found for found in discover([tmp_path]) if not found.problem]
    assert len(files) == 8


def test_links_that_lead_nowhere_are_problems(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("gone.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    problems = [
        Found(tmp_path / "broken.txt", "broken link: what it points to does not exist"),
        Found(tmp_path / "circle.txt", "symbolic link that leads back to itself"),
    ]
    assert list(discover([tmp_path])) == problems
    assert list(discover([tmp_path / "broken.txt", tmp_path / "circle.txt"])) == problems


def test_a_path_that_does_not_exist_is_a_problem_and_the_others_are_found(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert list(discover([tmp_path / "gone", tmp_path / "a.txt", tmp_path / "a.txt/b"])) == [
        Found(tmp_path / "gone", "no such file or directory"),
        Found(tmp_path / "a.txt"),
        Found(tmp_path / "a.txt/b", "no such file or directory"),
    ]


def test_a_pipe_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    problem = Found(tmp_path / "pipe.txt", "a named pipe, not a file")
    assert list(discover([tmp_path])) == [problem]
    assert list(discover([tmp_path / "pipe.txt"])) == [problem]


def test_a_directory_that_may_not_be_listed_is_a_problem() -> None:
    with reachable_folder() as folder:
        write(folder, "closed/a.txt")
        closed = folder / "closed"
        closed.chmod(0)
        with unprivileged():
            assert list(discover([folder])) == [Found(closed, "may not be read by this user")]
        closed.chmod(0o755)


def test_directories_deeper_than_the_stack_of_python_are_walked(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(os.open("a.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    try:
        assert [found.path.name for found in discover([tmp_path])] == ["a.txt"]
    finally:
        # pytest's own clean-up recurses, and would fail on these.
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_an_empty_directory_has_nothing(tmp_path: Path) -> None:
    assert list(discover([tmp_path])) == []
