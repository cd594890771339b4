"""Models that are built on this machine: by several at once, for others to read, damaged, of an earlier version."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from index.errors import DamagedModelError, EmbedderError
from index.model import weights
from index.model.entailment import Entailment
from index.model.minilm import MiniLM
from index.model.reader import Reader
from index.model.weights import entailment_folder, model_folder, reader_folder
from index.model.words import Words
from rag.doctor import diagnose
from rag.settings import Settings

Build = Callable[[Path], None]


def built(home: Path, build: Build, kind: str = "reader", version: str = "v3-new") -> Path:
    return weights._built(home, kind, version, "a model", build, None)


def quickly(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"whole")


def test_of_two_that_build_at_once_both_find_a_whole_model(tmp_path: Path) -> None:
    for number in range(20):
        together = Barrier(2)

        def slowly(folder: Path, together: Barrier = together) -> None:
            together.wait(10)
            quickly(folder)

        with ThreadPoolExecutor(2) as pool:
            for folder in pool.map(lambda _, n=number, build=slowly: built(tmp_path / str(n), build), range(2)):
                assert (folder / "model.onnx").read_bytes() == b"whole"
        assert len(list((tmp_path / str(number) / "models").iterdir())) == 1


def test_a_folder_without_its_model_is_built_anew(tmp_path: Path) -> None:
    folder = built(tmp_path, quickly)
    (folder / "model.onnx").unlink()
    assert built(tmp_path, quickly) == folder
    assert (folder / "model.onnx").exists()


def test_earlier_versions_and_what_was_broken_off_are_cleared_away(tmp_path: Path) -> None:
    other = built(tmp_path, quickly, "int8", "v3")
    old = built(tmp_path, quickly, version="v3-old")
    left, at_work = (old.parent / f"{weights._BUILDING}{name}" for name in ("left", "at-work"))
    for scratch in (left, at_work):
        scratch.mkdir()
    os.utime(left, (0, 0))
    new = built(tmp_path, quickly)
    assert sorted(new.parent.iterdir()) == sorted([new, other, at_work])


def test_who_may_read_the_folder_may_read_the_model(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir(mode=0o750)
    assert stat.S_IMODE(built(tmp_path, quickly).stat().st_mode) == 0o750


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    def full(folder: Path) -> None:
        raise OSError("No space left on device")

    with pytest.raises(EmbedderError, match=r"cannot be written to .*No space left.*Free some space"):
        built(tmp_path, full)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_graph_that_cannot_be_stored_is_told_as_a_full_disk(new_home: Callable[[], Path]) -> None:
    with pytest.raises(OSError):
        weights._fuse(model_folder(new_home()) / "model.onnx", Path("/dev/full"))


def test_a_file_that_a_package_lists_and_does_not_have_is_looked_for_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def nowhere(name: str) -> None:
        asked.append(name)

    monkeypatch.setattr(weights, "_from_package", lambda name: tmp_path / name)
    monkeypatch.setattr(weights, "_from_hub", nowhere)
    with pytest.raises(EmbedderError, match="was not found"):
        weights.published_weights()
    assert asked == ["model.safetensors"]


def model(home: Path) -> None:
    MiniLM(home).warm()


def words(home: Path) -> None:
    Words(model_folder(home))


def reader(home: Path) -> None:
    Reader(reader_folder(home), model_folder(home)).warm()


def claims(home: Path) -> None:
    Entailment(entailment_folder(home), model_folder(home))("a text", "a claim")


DAMAGES: list[tuple[Callable[[Path], Path], str, Callable[[Path], None]]] = [
    (model_folder, "model.onnx", model),
    (model_folder, "reduction.npy", model),
    (model_folder, "words.npy", words),
    (model_folder, "tokenizer.json", words),
    (reader_folder, "model.onnx", reader),
    (entailment_folder, "model.onnx", claims),
]


@pytest.mark.parametrize(("folder", "name", "use"), DAMAGES)
def test_a_damaged_file_is_one_line_that_says_how_to_mend_it(
    folder: Callable[[Path], Path], name: str, use: Callable[[Path], None], new_home: Callable[[], Path]
) -> None:
    home = new_home()
    damage(folder(home) / name)
    with pytest.raises(DamagedModelError) as caught:
        use(home)
    assert "\n" not in str(caught.value)
    assert str(folder(home)) in str(caught.value)
    assert str(caught.value).endswith("Run `footnote doctor --repair`, which builds it again.")


def test_the_doctor_says_of_damaged_models_how_to_mend_them(new_home: Callable[[], Path]) -> None:
    home = new_home()
    damage(model_folder(home) / "words.npy")
    found = {check.name: check for check in diagnose(Settings(home=home))}
    assert not found["models"].ok
    assert "footnote doctor --repair" in found["models"].detail


@pytest.mark.parametrize(
    "damaged",
    [
        ((reader_folder, "model.onnx"), (entailment_folder, "model.onnx")),
        # Word vectors take as long to build as all the rest ten times over.
        pytest.param(((model_folder, "words.npy"), (reader_folder, "model.onnx")), marks=pytest.mark.slow),
    ],
)
def test_the_doctor_builds_damaged_models_again(
    damaged: Sequence[tuple[Callable[[Path], Path], str]], new_home: Callable[[], Path]
) -> None:
    home = new_home()
    for folder, name in damaged:
        damage(folder(home) / name)
    mended = {check.name: check for check in diagnose(Settings(home=home), repair=True)}
    assert all(check.ok for check in mended.values()), mended
    for folder, _ in damaged:
        assert folder(home).name in mended["models"].detail
    for use in (model, words, reader, claims):
        use(home)


def damage(path: Path) -> None:
    """Cut a file in half, as a loss of power does. Not in place: homes of tests share their files."""
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.unlink()
    path.write_bytes(half)
