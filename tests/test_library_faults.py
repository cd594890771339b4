"""What is broken, foreign, busy or full: one error that says what to do, and the documents are safe."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted import Failing, Recording, WordEmbedder

from index.errors import EmbedderError, FootnoteError, LibraryBusyError, LibraryError, QuestionError
from index.library import Library
from index.types import Status
from rag.doctor import diagnose, rebuild
from rag.settings import Settings
from rag.wiring import close, open_library, query

ROOT = Path(__file__).resolve().parents[1]
HOLD = """
import sys, time
from pathlib import Path
from scripted import WordEmbedder
from index.library import Library
from index.types import Status
library = Library(Path(sys.argv[1]), WordEmbedder())
print("held", flush=True)
time.sleep(120)
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}


def write_documents(folder: Path, count: int = 6) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = "\n\n".join(f"Document{number} tells of item{n} and more. " * 8 for n in range(6))
        (folder / f"{number}.txt").write_text(text)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of six documents, closed."""
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([write_documents(tmp_path / "docs")])
    return tmp_path / "home"


def use(home: Path) -> int:
    """Open the library and use both searches, as a question does. Returns the number of documents found."""
    with Library(home, WordEmbedder()) as library:
        hits = library.search_vectors(library.embed("item3").vector, 1000) + library.search_terms(
            [("item3", 1.0)], 1000
        )
        return len({p.passage.document_id for p in library.stored(id_ for id_, _ in hits).values()})


def one_error(action: Callable[[], object], kind: type[FootnoteError] = LibraryError) -> str:
    """The message of the one error that an action ends with: one line, and two sentences or more."""
    with pytest.raises(kind) as caught:
        action()
    message = str(caught.value)
    assert "\n" not in message
    assert len(re.findall(r"[.!?](?: |$)|: footnote ", message)) >= 2, message
    return message


def repaired(home: Path) -> int:
    """Repair a library as `footnote doctor --repair` does, with no vector made anew, and use it."""
    embedder = Recording(WordEmbedder())
    with Library(home, embedder, any_embedder=True) as library:
        check = rebuild(library, lambda text: None)
        assert check.ok, check
    assert embedder.embedded == []
    return use(home)


def garble(path: Path) -> None:
    path.write_bytes(b"garbage " * (1 + path.stat().st_size // 8))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("harm", [garble, cut_short])
def test_a_broken_chroma_database_is_one_error_and_can_be_repaired(home: Path, harm: Callable[[Path], None]) -> None:
    harm(home / "chroma" / "chroma.sqlite3")
    message = one_error(lambda: use(home))
    assert str(home / "chroma") in message
    assert message.endswith("run: footnote doctor --repair")
    assert repaired(home) == 6
    assert (home / "chroma.broken-1" / "chroma.sqlite3").exists()


def test_broken_vectors_of_chroma_are_mended_or_one_error(home: Path) -> None:
    for path in (home / "chroma").rglob("*.bin"):
        garble(path)
    try:
        assert use(home) == 6
    except LibraryError as error:
        assert "footnote doctor --repair" in str(error)
    assert repaired(home) == 6


@pytest.mark.parametrize("harm", [garble, cut_short])
def test_a_broken_lexical_index_is_one_error_and_can_be_repaired(home: Path, harm: Callable[[Path], None]) -> None:
    for path in (home / "lexicon").iterdir():
        if path.is_file() and path.stat().st_size:
            harm(path)
    message = one_error(lambda: use(home))
    assert str(home / "lexicon") in message
    assert repaired(home) == 6


@pytest.mark.parametrize("suffix", [".term", ".idx", ".store", ".fieldnorm", ".fast"])
def test_one_broken_file_of_the_lexical_index_never_gives_a_stack_trace(home: Path, suffix: str) -> None:
    for path in (home / "lexicon").glob(f"*{suffix}"):
        garble(path)
    try:
        use(home)
    except LibraryError as error:
        assert "footnote doctor --repair" in str(error)
    assert repaired(home) == 6


@pytest.mark.parametrize("name", ["chroma", "lexicon"])
def test_a_file_where_a_folder_should_be_is_one_error_and_can_be_repaired(home: Path, name: str) -> None:
    shutil.rmtree(home / name)
    (home / name).write_text("a file")
    one_error(lambda: use(home))
    assert repaired(home) == 6


def test_a_chroma_folder_of_someone_else_is_left_as_it_is(tmp_path: Path) -> None:
    script = """
import sys, chromadb
client = chromadb.PersistentClient(sys.argv[1])
client.create_collection("recipes", embedding_function=None).add(ids=["1"], embeddings=[[1.0, 2.0]], documents=["soup"])
client.close()
"""
    foreign = tmp_path / "home" / "chroma"
    subprocess.run([sys.executable, "-c", script, str(foreign)], check=True)
    message = one_error(lambda: use(tmp_path / "home"))
    assert "recipes" in message
    assert "Nothing was changed" in message
    with Library(tmp_path / "home", WordEmbedder()) as library:
        one_error(lambda: library.add([write_documents(tmp_path / "docs")]))
    assert repaired(tmp_path / "home") == 0
    kept = sqlite3.connect(tmp_path / "home" / "chroma.broken-1" / "chroma.sqlite3")
    assert kept.execute("SELECT name FROM collections").fetchall() == [("recipes",)]
    assert kept.execute("SELECT string_value FROM embedding_metadata").fetchall() == [("soup",)]
    kept.close()


@pytest.mark.parametrize("harm", [garble, cut_short])
def test_a_broken_catalog_is_one_error_that_names_the_file(home: Path, harm: Callable[[Path], None]) -> None:
    with Library(home, WordEmbedder()) as library:
        library.documents()
    for name in ("catalog.sqlite3-wal", "catalog.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    harm(home / "catalog.sqlite3")
    assert "catalog.sqlite3" in one_error(lambda: use(home))


def test_a_catalog_of_another_version_is_refused(home: Path) -> None:
    with sqlite3.connect(home / "catalog.sqlite3") as catalog:
        catalog.execute("UPDATE settings SET value = '99' WHERE name = 'schema'")
    catalog.close()
    assert "schema 99" in one_error(lambda: use(home))


@pytest.mark.parametrize("repair", [False, True])
def test_a_catalog_that_lacks_columns_of_today_is_of_another_version_not_damaged(home: Path, repair: bool) -> None:
    with sqlite3.connect(home / "catalog.sqlite3") as catalog:
        catalog.execute("UPDATE settings SET value = '1' WHERE name = 'schema'")
        catalog.execute("ALTER TABLE vectors DROP COLUMN tokens")
        catalog.execute("ALTER TABLE vectors DROP COLUMN owners")
        catalog.execute("DROP TABLE passages")
    catalog.close()
    message = one_error(lambda: Library(home, WordEmbedder(), any_embedder=repair).close())
    assert "another version of Footnote (schema 1, not 2)" in message
    with sqlite3.connect(home / "catalog.sqlite3") as catalog:
        assert not catalog.execute("SELECT 1 FROM sqlite_master WHERE name = 'passages'").fetchall()
    catalog.close()


def test_a_closed_library_says_so_whatever_is_asked(home: Path) -> None:
    library = Library(home, WordEmbedder())
    document = library.documents()[0].id
    library.cover(document)
    passages = [passage.id for passage in library.passages(document)]
    library.stored(passages)
    library.close()
    actions: list[Callable[[], object]] = [
        library.documents, library.status, library.check, library.size, library.rebuild,
        lambda: library.document(document), lambda: library.cover(document), lambda: library.passages(document),
        lambda: library.stored(passages), lambda: library.all_stored(document), lambda: library.remove(document),
        lambda: library.add([home]),
    ]  # fmt: skip
    for action in actions:
        with pytest.raises(LibraryError, match=r"^The library is closed\. Open it again\.$"):
            action()


def test_a_question_after_close_opens_the_library_anew(indexed_home: Path) -> None:
    settings = Settings(home=indexed_home)
    try:
        first = query("Who wrote the article?", settings=settings)
        close()
        assert query("Who wrote the article?", settings=settings).text == first.text
        for wrong in (None, 7, b"Who?", ["Who?"]):
            with pytest.raises(QuestionError, match="no text"):
                query(wrong, settings=settings)  # type: ignore[arg-type]
    finally:
        close()


def test_the_repair_of_a_sound_library_leaves_no_copies_and_no_removed_text(home: Path) -> None:
    with Library(home, WordEmbedder()) as library:
        library.remove(next(info.id for info in library.documents() if Path(info.source).stem == "0"))
    for _ in range(2):
        assert repaired(home) == 5
    assert not list(home.glob("*.broken-*"))
    files = {path: path.read_bytes().lower() for path in home.rglob("*") if path.is_file()}
    assert not [path for path, content in files.items() if b"document0 tells" in content]
    # Not looked for in Chroma's database, where "chroma:document" may stand before the number 48, an "0".
    assert not [path for path, content in files.items() if b"document0" in content and path.name != "chroma.sqlite3"]


def test_another_database_in_the_catalogs_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with sqlite3.connect(tmp_path / "home" / "catalog.sqlite3") as other:
        other.execute("CREATE TABLE documents (name TEXT)")
    other.close()
    one_error(lambda: use(tmp_path / "home"))


def test_an_address_of_no_database_is_one_error(tmp_path: Path) -> None:
    unknown = (
        "nonsense",
        "mysql+nothing://x",
        "postgresql+psycopg://x",
        "sqlite://host:abc/db",
        "sqlite:///x?colour=red",
    )
    for url in (*unknown, "postgresql://me:SECRET@127.0.0.1", "postgresql://me:SECRET@127.0.0.1:9/notes"):
        said = one_error(lambda url=url: Library(tmp_path / "home", WordEmbedder(), catalog_url=url))  # type: ignore[misc]
        assert "SECRET" not in said


def test_a_catalog_can_stand_at_the_address_of_a_database(tmp_path: Path) -> None:
    address, documents = f"sqlite:///{tmp_path}/the catalog.db", write_documents(tmp_path / "docs", 2)
    for added in (2, 0):
        with Library(tmp_path / "home", WordEmbedder(), catalog_url=address) as library:
            assert library.add([documents]).count(Status.ADDED) == added
            assert len(library.documents()) == 2
    assert (tmp_path / "the catalog.db").exists()
    assert not (tmp_path / "home" / "catalog.sqlite3").exists()


def test_a_second_process_is_told_who_has_the_library(home: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], env=environment(), stdout=subprocess.PIPE)
    try:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        began = time.monotonic()
        message = one_error(lambda: Library(home, WordEmbedder(), patience=0.5), LibraryBusyError)
        assert 0.4 < time.monotonic() - began < 5
        assert f"process {holder.pid} " in message
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert use(home) == 6
    finally:
        holder.kill()
        holder.communicate()


def test_the_same_library_twice_in_one_process_is_refused(home: Path) -> None:
    with Library(home, WordEmbedder()) as first:
        message = one_error(lambda: Library(home, WordEmbedder(), patience=60), LibraryBusyError)
        assert message.startswith(f"This process has the library in {home} open already. ")
        assert len(first.documents()) == 6
    assert use(home) == 6


def test_a_library_may_be_closed_by_another_thread(home: Path) -> None:
    opened: list[Library] = []
    thread = threading.Thread(target=lambda: opened.append(Library(home, WordEmbedder())))
    thread.start()
    thread.join()
    opened[0].close()
    Library(home, WordEmbedder(), patience=0.2).close()


def test_a_library_that_failed_to_open_lets_others_in(home: Path) -> None:
    one_error(lambda: Library(home, WordEmbedder("words-v2"), patience=0.2), EmbedderError)
    assert use(home) == 6


def test_questions_are_answered_while_documents_are_added(home: Path, tmp_path: Path) -> None:
    for number in range(80):
        text = "\n\n".join(f"Extra{number} tells of thing{n} and of item3. " * 10 for n in range(8))
        (tmp_path / "docs" / f"extra{number}.txt").write_text(text)
    faults: list[BaseException] = []
    counts: list[int] = []
    with Library(home, WordEmbedder()) as library:

        def add() -> None:
            try:
                assert library.add([tmp_path / "docs"]).ok
            except BaseException as error:
                faults.append(error)

        library.warm()
        thread = threading.Thread(target=add)
        thread.start()
        while thread.is_alive():
            lexical = [id_ for id_, _ in library.search_terms([("item3", 1.0)], 30)]
            near = [id_ for id_, _ in library.search_vectors(library.embed("item3").vector, 30)]
            stored = library.stored([*lexical, *near])
            found = [stored[id_].passage.text for id_ in lexical if id_ in stored]
            assert found
            assert all("item3" in text for text in found)
            counts.append(len(library.documents()))
        thread.join()
        assert faults == []
        assert len(library.documents()) == 86
    assert len([count for count in counts if count < 86]) > 3
    assert counts == sorted(counts)
    assert use(home) == 86


def test_questions_are_answered_while_documents_are_removed(home: Path) -> None:
    faults: list[BaseException] = []
    with Library(home, WordEmbedder()) as library:

        def ask() -> None:
            try:
                while len(library.documents()) > 1:
                    hits = library.search_vectors(library.embed("item3").vector, 30) + library.search_terms(
                        [("item3", 1)], 30
                    )
                    library.stored(id_ for id_, _ in hits)
            except BaseException as error:
                faults.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        for document in library.documents()[1:]:
            library.remove(document.id)
        thread.join()
    assert faults == []
    assert use(home) == 1


def test_a_removed_document_is_not_answered_from_memory(home: Path) -> None:
    with Library(home, WordEmbedder()) as library:
        document = library.documents()[0]
        ids = [passage.id for passage in library.passages(document.id)]
        assert len(library.stored(ids)) == len(ids)
        library.cover(document.id)
        library.remove(document.id)
        assert library.stored(ids) == {}
        one_error(lambda: library.cover(document.id))


def test_a_build_ends_soon_when_the_library_is_closed(home: Path, tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / "docs" / f"extra{number}.txt").write_text(f"Extra{number} tells of thing. " * 200)
    library = Library(home, WordEmbedder())
    errors: list[str] = []
    started = threading.Event()

    def add() -> None:
        try:
            library.add([tmp_path / "docs"], progress=lambda _fraction, _text: started.set())
        except LibraryError as error:
            errors.append(str(error))

    thread = threading.Thread(target=add)
    thread.start()
    assert started.wait(30)
    library.close()
    thread.join(30)
    assert not thread.is_alive()
    assert errors == ["The library was closed before everything was added. Add the same again: what was done is kept."]
    one_error(lambda: library.search_terms([("item3", 1.0)], 3))
    assert use(home) >= 6


def test_a_home_below_a_file_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "a file has its name" in one_error(lambda: Library(tmp_path / "file" / "home", WordEmbedder()))


def test_a_home_that_cannot_be_written_is_one_error() -> None:
    """/proc takes no files, not even from root."""
    assert "cannot be written" in one_error(lambda: Library(Path("/proc/footnote"), WordEmbedder()))


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from scripted import WordEmbedder
from index.errors import FootnoteError
from index.library import Library
from index.types import Status
home, docs, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
library = Library(home, WordEmbedder())
library.warm()
# As on a full disk, no file grows beyond this: writing more fails with an error.
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    library.add([docs])
except FootnoteError as error:
    print("ERROR", error)
hits = library.search_terms([("item3", 1.0)], 1000) + library.search_vectors(library.embed("item3").vector, 1000)
print("FOUND", len({p.passage.document_id for p in library.stored(i for i, _ in hits).values()}))
"""


@pytest.mark.parametrize("room", [pytest.param(0.3, marks=pytest.mark.slow), 1.5])
def test_on_a_full_disk_adding_is_one_error_and_the_earlier_documents_stay(
    home: Path, tmp_path: Path, room: float
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(20):
        (more / f"{number}.txt").write_text("\n\n".join(f"New{number} tells of item3, {n}. " * 20 for n in range(30)))
    limit = int(room * (home / "chroma" / "chroma.sqlite3").stat().st_size)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(home), str(more), str(limit)],
        env=environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("ERROR "), done.stdout
    assert len(lines) == 2
    assert int(lines[1].removeprefix("FOUND ")) >= 6
    assert use(home) >= 6
    with Library(home, WordEmbedder()) as library:
        assert library.add([more]).ok
    assert use(home) == 26


def test_another_embedder_is_refused_by_name_and_repair_embeds_all_again(home: Path) -> None:
    other = Recording(WordEmbedder("words-v2"))
    message = one_error(lambda: Library(home, other), EmbedderError)
    assert "words-v1" in message
    assert "words-v2" in message
    with Library(home, other, any_embedder=True) as library:
        assert rebuild(library, lambda text: None).ok
        assert len(other.embedded) == library.size() == library.status().passages
        assert library.status().embedder == "words-v2"
        other.embedded.clear()
        assert {str(file.status) for file in library.add([home.parent / "docs"]).files} == {"kept"}
        assert other.embedded == []
    one_error(lambda: Library(home, WordEmbedder()), EmbedderError)
    with Library(home, WordEmbedder("words-v2")) as library:
        best = library.search_vectors(library.embed("Document3 tells of item2").vector, 1)
        assert "Document3" in library.stored([best[0][0]])[best[0][0]].passage.text


def test_a_repair_whose_embedder_fails_leaves_the_library_to_the_old_one(home: Path) -> None:
    with Library(home, Failing(WordEmbedder("words-v2"), good=3), any_embedder=True) as library:
        assert not rebuild(library, lambda text: None).ok
    assert use(home) == 6


def test_the_doctor_finds_nothing_wrong_with_a_sound_library(indexed_home: Path) -> None:
    checks = diagnose(Settings(home=indexed_home))
    assert [check.name for check in checks] == ["folder", "models", "embedder", "answers", "catalog", "search indexes"]
    assert all(check.ok for check in checks), checks


def test_the_doctor_repairs_with_the_settings_of_the_user(new_home: Callable[[], Path], tmp_path: Path) -> None:
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        library.add([write_documents(tmp_path / "docs", count=2)])
        passages = library.size()
    garble(settings.home / "chroma" / "chroma.sqlite3")
    broken = {check.name: check for check in diagnose(settings)}
    assert not broken["search indexes"].ok
    assert broken["search indexes"].remedy == "Run: footnote doctor --repair"
    mended = {check.name: check for check in diagnose(settings, repair=True)}
    assert all(check.ok for check in mended.values()), mended
    assert mended["search indexes"].detail.startswith(f"{passages} passages")
    assert all(check.ok for check in diagnose(settings))
