"""What a program hands over by mistake is one error that names it, and never costs the rest of what it handed over."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scripted import WordEmbedder

from index.errors import FootnoteError, LibraryError, QuestionError, SettingsError, UnknownDocumentError
from index.library import Library
from index.types import Status
from rag.chain import Chain, Documents
from rag.settings import Settings
from rag.wiring import close, open_chain, open_library, query, stream

FARE = "What does a return ticket cost?"
FILES = {
    "brannock.md": "# The ferry of Brannock\n\nA return ticket costs 14 euros. Dogs travel free.\n",
    "tolsta.md": "# The ferry of Tolsta\n\nA return ticket costs 19 euros. Bicycles cost three.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    with Library(tmp_path / "home", WordEmbedder()) as library:
        yield library


def one_error(action: Callable[[], object], kind: type[FootnoteError]) -> str:
    """The message of the one error that an action ends with: what happened, and what to do."""
    with pytest.raises(kind) as caught:
        action()
    assert len(re.findall(r"[.!?](?: |$)|: footnote ", str(caught.value))) >= 2
    return str(caught.value)


def test_documents_may_be_paths_one_or_none(chain: Chain) -> None:
    sources = [info.source for info in chain.library.documents()]
    [tolsta] = [Path(source) for source in sources if source.endswith("tolsta.md")]
    given: list[Documents] = [[tolsta], tolsta, {"tolsta.md"}, iter(["tolsta.md"])]
    for name in given:
        assert {citation.source for citation in chain.ask(FARE, documents=name).citations} == {str(tolsta)}
    assert {passage.source for passage in chain.ask(FARE, documents=None).passages} == set(sources)


@pytest.mark.parametrize("documents", [3, [None], ["tolsta.md", 3], [["tolsta.md"]]])
def test_documents_that_are_no_names_are_one_error(chain: Chain, documents: Any) -> None:
    assert one_error(lambda: chain.ask(FARE, documents=documents), QuestionError).startswith("The documents ")
    one_error(lambda: chain.evidence(FARE, documents=documents), QuestionError)


def test_a_name_that_no_file_can_have_is_not_there(chain: Chain) -> None:
    for name in ("a\0b", "\udce9", "x" * 10_000):
        one_error(lambda name=name: chain.ask(FARE, documents=[name]), UnknownDocumentError)  # type: ignore[misc]


@pytest.mark.parametrize("strict", ["no", 0, "yes"])
def test_strict_that_is_neither_true_nor_false_is_one_error(chain: Chain, strict: Any) -> None:
    assert one_error(lambda: chain.ask(FARE, strict=strict), QuestionError).startswith(f"strict is {strict!r}, ")


def test_thousands_of_names_take_no_longer_than_a_look_at_the_library(chain: Chain) -> None:
    [tolsta] = [Path(own.source) for own in chain.library.documents() if own.source.endswith("tolsta.md")]
    names = [str(tolsta.parent / f"{n}" / ".." / tolsta.name) for n in range(5000)] + ["tolsta.md"] * 20_000
    began = time.monotonic()
    assert {citation.title for citation in chain.ask(FARE, documents=names).citations} == {"The ferry of Tolsta"}
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("settings", [{}, {"home": "x"}, "x", 0])
def test_settings_that_are_none_are_one_error_and_open_nothing(settings: Any) -> None:
    calls: list[Callable[..., object]] = [
        lambda: query(FARE, settings=settings), lambda: next(iter(stream(FARE, settings=settings))),
        lambda: open_library(settings), lambda: open_chain(settings),
    ]  # fmt: skip
    try:
        for call in calls:
            message = one_error(call, SettingsError)
            assert message.startswith(f"The settings are no Settings but {type(settings).__name__}. ")
    finally:
        close()


@pytest.mark.parametrize("paths", [None, 3, [None], ["good.txt", 3], [""], ""])
def test_what_is_no_path_is_one_error(library: Library, paths: Any) -> None:
    assert "is no path. Give" in one_error(lambda: library.add(paths), LibraryError)


def test_a_path_that_no_file_can_have_fails_alone(library: Library, tmp_path: Path) -> None:
    report = library.add([str(tmp_path / "tolsta.md"), str(tmp_path / "a\0b")])
    assert {Path(own.source).name: own.status for own in report.files} == {
        "tolsta.md": Status.ADDED,
        "a\0b": Status.FAILED,
    }
    assert [Path(info.source).name for info in library.documents()] == ["tolsta.md"]


def test_an_id_that_is_none_takes_nothing_out(library: Library, tmp_path: Path) -> None:
    library.add(tmp_path)
    ids = [info.id for info in library.documents()]
    for wrong in ([ids[0]], None, 7):
        message = one_error(lambda wrong=wrong: library.remove(wrong), UnknownDocumentError)  # type: ignore[misc]
        assert "is no id of a document" in message
    assert len(library.documents()) == 2
    # One id is one document, and not its letters, each of which would be the beginning of another's.
    [report] = library.remove_all(ids[0])
    assert report.document_id == ids[0]


def test_of_settings_the_default_is_taken_where_none_are_given(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_HOME", str(empty_home))
    with open_library(None) as library:
        assert library.home == Settings(home=empty_home).home
