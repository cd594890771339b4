"""What all tests share: a clean environment, homes that are ready to use, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from rag.chain import Chain

# Fixtures of the browser tests, and of those whose answers a model writes.
pytest_plugins = ["browsing", "harbour"]

IN_CI = os.environ.get("FOOTNOTE_CI") == "1"
# A library waits for the disk at each step, and the tests make hundreds; all that they write is less than this.
IN_MEMORY, ROOM = Path("/dev/shm"), 3 * 2**30


def pytest_configure() -> None:
    """No setting of the person who runs the tests may change their result; what they write is kept in memory."""
    for name in list(os.environ):
        if name.startswith(("FOOTNOTE_", "OPENAI_")) and name != "FOOTNOTE_CI":
            del os.environ[name]
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        # Where pytest makes its folders, unless another place is asked for.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With FOOTNOTE_CI=1 a skipped test fails, with its reason."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"CI accepts no skipped test. {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"CI accepts no skipped module. {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same one in every process of it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "model"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    """Makes empty homes in which the embedded model is ready. Its parts are built once and linked into each."""
    from index.model.entailment import Entailment
    from index.model.minilm import MiniLM
    from index.model.reader import Reader
    from index.model.weights import entailment_folder, model_folder, reader_folder

    first = _shared(tmp_path_factory)
    builds = [model_folder, reader_folder, entailment_folder]
    # Every second process begins with the last, so that two need not wait for one.
    if int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 2:
        builds.reverse()
    for build in builds:
        with FileLock(first / build.__name__):
            build(first)
    # What one file was loaded into is shared by all that use it at once: with these, each is loaded once.
    folder = model_folder(first)
    encoder, reader = MiniLM(first), Reader(reader_folder(first), folder)
    entails = Entailment(entailment_folder(first), folder)
    encoder.warm()
    reader.warm()
    entails("It rains.", "It rains.")

    def make() -> Path:
        home = tmp_path_factory.mktemp("home")
        shutil.copytree(first / "models", home / "models", copy_function=os.link)
        return home

    yield make


@pytest.fixture
def empty_home(new_home: Callable[[], Path]) -> Path:
    """A home with the model and no documents, for one test."""
    return new_home()


@pytest.fixture(scope="session")
def chain_over_files(
    new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Mapping[str, str]], AbstractContextManager[Chain]]:
    """A chain over files of these names and texts, in a library of their own."""

    @contextmanager
    def over(files: Mapping[str, str]) -> Generator[Chain]:
        from rag.settings import Settings
        from rag.wiring import open_chain

        folder = tmp_path_factory.mktemp("files")
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        with open_chain(Settings(home=new_home())) as chain:
            assert chain.library.add([folder]).ok
            yield chain

    return over


@pytest.fixture(scope="module")
def chain(
    request: pytest.FixtureRequest, chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]
) -> Iterator[Chain]:
    """A chain over the FILES of a module, for all of its tests."""
    with chain_over_files(request.module.FILES) as opened:
        yield opened


@pytest.fixture(scope="session")
def indexed_home(new_home: Callable[[], Path]) -> Path:
    """A home with the sample article, for the whole session. Close what you open on it, and change nothing in it."""
    from index.sample import sample_path
    from rag.settings import Settings
    from rag.wiring import open_library

    home = new_home()
    with open_library(Settings(home=home)) as library:
        report = library.add([sample_path()])
    assert report.ok, report
    return home


@pytest.fixture(scope="session")
def chain_of(
    new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], AbstractContextManager[Chain]]:
    """Opens a chain over one Markdown document with this text, in a library of its own."""
    from rag.settings import Settings
    from rag.wiring import chain_over, open_library

    @contextmanager
    def opened(text: str) -> Iterator[Chain]:
        path = tmp_path_factory.mktemp("text") / "text.md"
        path.write_text(text, encoding="utf-8")
        settings = Settings(home=new_home())
        with open_library(settings) as library:
            assert library.add([path]).ok
            yield chain_over(library, settings)

    return opened
