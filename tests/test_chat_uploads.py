"""Uploads and the list of documents, without a browser: what is kept, replaced, reported and removed."""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import ANY

import pytest
from scripted import Failing, WordEmbedder

from index.library import Library
from rag.settings import Settings
from rag.wiring import open_chain
from ui.chat.actions import Actions
from ui.chat.documents import REMOVED, Shelf
from ui.chat.uploads import Arrival, Uploads, safe_name

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def arrived(*files: Path) -> list[Arrival]:
    return [Arrival(file, file.name) for file in files]


def confirm(shelf: Shelf, shown: dict[str, Any]) -> None:
    """As the page does that has shown it."""
    shelf.show([report["id"] for report in shown["reports"]])


def test_uploads_keep_their_names_and_go_when_they_are_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "Report 2024 (final).txt"
    file.write_text("text")
    uploads = Uploads(tmp_path / "home")
    (first, second), lost = uploads.keep(arrived(file, file))
    assert lost == []
    assert first.name == second.name == "Report 2024 (final).txt"
    known = {first.parent.name, second.parent.name}
    assert uploads.prune([str(second), "/somewhere/else.txt"], known) == {second.parent.name}
    assert not first.exists()
    assert second.read_text() == "text"


def upload(home: Path, tmp_path: Path, *texts: tuple[str, str]) -> list[str]:
    """The statuses of files of these names and texts, uploaded to the library of a home in a process of its own."""
    files = [tmp_path / name for name, _ in texts]
    for file, (_, text) in zip(files, texts, strict=True):
        file.write_text(text)
    with open_chain(Settings(home=home)) as chain:
        *_, shown = Shelf(chain.library, Uploads(home)).add(arrived(*files))
        return [report["status"] for report in shown["reports"]]


def test_documents_are_listed_by_their_numbers(empty_home: Path, tmp_path: Path) -> None:
    names = ["Lecture 10", "Lecture 9b", "lecture 9", "Lecture 2", "Annex", "2023 review", "Lecture 2, part 2"]
    upload(empty_home, tmp_path, *((f"{name}.txt", f"Of {name} the van is red.") for name in names))
    with open_chain(Settings(home=empty_home)) as chain:
        titles = [row["title"] for row in Shelf(chain.library, Uploads(empty_home)).show()["documents"]]
    last = ["Lecture 2", "Lecture 2, part 2", "lecture 9", "Lecture 9b", "Lecture 10"]
    assert titles == ["2023 review", "Annex", *last]


def kept(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "uploads").glob("*/*.txt"))


def test_uploads_follow_a_home_that_is_moved(empty_home: Path, tmp_path: Path) -> None:
    upload(empty_home, tmp_path, ("one.txt", "The fee is 4 euros."), ("two.txt", "The van is red."))
    moved = empty_home.rename(tmp_path / "moved")
    assert upload(moved, tmp_path, ("one.txt", "The fee is 5 euros."), ("new.txt", "The boat is blue.")) == [
        "Updated, in place of the earlier file of this name",
        "Added",
    ]
    assert kept(moved) == ["new.txt", "one.txt", "two.txt"]
    with open_chain(Settings(home=moved)) as chain:
        assert len(chain.library.documents()) == 3
        assert "5 euros" in chain.ask("How much is the fee?").text


def test_a_library_that_begins_anew_leaves_the_uploads_of_the_one_before(empty_home: Path, tmp_path: Path) -> None:
    upload(empty_home, tmp_path, ("one.txt", "The fee is 4 euros."), ("two.txt", "The van is red."))
    (empty_home / "catalog.sqlite3").rename(tmp_path / "damaged")
    upload(empty_home, tmp_path, ("new.txt", "The boat is blue."))
    assert kept(empty_home) == ["new.txt", "one.txt", "two.txt"]


def test_an_upload_that_was_removed_elsewhere_leaves_no_copy_either(empty_home: Path, tmp_path: Path) -> None:
    upload(empty_home, tmp_path, ("one.txt", "The fee is 4 euros."), ("two.txt", "The van is red."))
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.remove(chain.library.named("one.txt"))
    upload(empty_home, tmp_path, ("new.txt", "The boat is blue."))
    assert kept(empty_home) == ["new.txt", "two.txt"]


def test_a_file_that_another_reader_s_upload_took_away_costs_no_other_file(empty_home: Path, tmp_path: Path) -> None:
    uploads = Uploads(empty_home)
    uploads.clear()
    both, own = uploads.arrivals / "x" / "both.txt", uploads.arrivals / "y" / "own.txt"
    for file in (both, own):
        file.parent.mkdir()
        file.write_text(f"The {file.stem} file tells of numbats.")
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, uploads)
        *_, first = shelf.add(arrived(both))
        confirm(shelf, first)
        *_, second = shelf.add(arrived(both, own))
        assert [(report["name"], report["bad"]) for report in first["reports"]] == [("both.txt", False)]
        assert [(report["name"], report["bad"]) for report in second["reports"]] == [
            ("own.txt", False), ("both.txt", True),
        ]  # fmt: skip
        assert len(second["documents"]) == 2


def test_a_file_that_is_uploaded_again_replaces_its_earlier_text(empty_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferry.md"
    uploads = Uploads(empty_home)
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, uploads)

        def upload(text: str) -> tuple[str, str]:
            file.write_text(text)
            *_, shown = shelf.add(arrived(file))
            confirm(shelf, shown)
            (document,), (report,) = shown["documents"], shown["reports"]
            assert len([kept for kept in uploads.folder.rglob("*") if kept.is_file()]) == 1
            return report["status"], chain.library.document(document["id"]).text

        upload("# Ferry prices\n\nThe ferry costs 12 pounds.")
        status, text = upload("# Ferry prices\n\nThe ferry costs 17 pounds.")
        assert status == "Updated, in place of the earlier file of this name"
        assert "17 pounds" in text
        status, text = upload("")
        assert status == "Not added"
        assert "17 pounds" in text
        (kept,) = uploads.folder.glob("*/ferry.md")
        assert "17 pounds" in kept.read_text()
        assert upload("# Ferry prices\n\nThe ferry costs 17 pounds.")[0] == "Already here, unchanged"


def test_two_files_of_one_name_in_one_upload_are_two_documents(empty_home: Path, tmp_path: Path) -> None:
    files = [tmp_path / folder / "readme.txt" for folder in ("north", "south")]
    for file in files:
        file.parent.mkdir()
        file.write_text(f"The {file.parent.name} pier is open.")
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))
        *_, shown = shelf.add(arrived(*files))
        assert [report["status"] for report in shown["reports"]] == ["Added", "Added"]
        # Which of the two is meant nobody knows.
        files[0].write_text("The north pier is closed.")
        *_, shown = shelf.add(arrived(*files[:1]))
        assert len(shown["documents"]) == 3


def test_long_names_that_are_cut_alike_are_two_documents(empty_home: Path, tmp_path: Path) -> None:
    ends = ("a quiet year", "a loud year")
    middles = [f"{'harbour ' * 14}{end}{' of Marlow' * 12}.txt" for end in ends]
    file = tmp_path / "cut.txt"
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))

        def upload(name: str, said: str) -> tuple[str, int]:
            file.write_text(said)
            *_, shown = shelf.add([Arrival(file, name)])
            confirm(shelf, shown)
            return shown["reports"][0]["status"], len(shown["documents"])

        assert upload(middles[0], "The pier was closed all year.") == ("Added", 1)
        assert upload(middles[1], "The pier was open all year.") == ("Added", 2)
        assert safe_name(middles[0]) == safe_name(middles[1])
        again = "Updated, in place of the earlier file of this name"
        assert upload(middles[1], "The pier was open until March.") == (again, 2)


def test_who_leaves_as_an_upload_begins_leaves_no_file_behind(empty_home: Path) -> None:
    uploads = Uploads(empty_home)
    file = uploads.arrivals / "x" / "numbat.txt"
    file.parent.mkdir(parents=True)
    file.write_text("The numbat feeds on termites near Dryandra.")
    with open_chain(Settings(home=empty_home)) as chain:
        adding = cast(Any, Shelf(chain.library, uploads).add(arrived(file)))
        next(adding)
        adding.close()
    assert not list(uploads.arrivals.iterdir())


def test_what_an_upload_reports_is_told_after_its_page_was_left(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "numbat.txt"
    file.write_text("The numbat feeds on termites near Dryandra.")
    left = threading.Event()
    with open_chain(Settings(home=empty_home)) as chain:
        add = chain.library.add

        def slow(paths: Any, progress: Any, **rest: Any) -> Any:
            progress(0.5, "Embedding 0 of 490 passages")
            left.wait(20)
            return add(paths, progress=progress, **rest)

        monkeypatch.setattr(chain.library, "add", slow)
        shelf = Shelf(chain.library, Uploads(empty_home))
        adding = cast(Any, shelf.add(arrived(file, tmp_path)))
        while not next(adding)["progress"]["fraction"]:
            pass
        assert shelf.show()["progress"]["text"] == "Indexing 490 passages"
        adding.close()
        left.set()
        while shelf.show()["progress"]:
            time.sleep(0.05)
        shown = shelf.show()
        assert [report["name"] for report in shown["reports"]] == ["numbat.txt", tmp_path.name]
        # The page may have missed it: it is told until the page has it.
        assert shelf.show() == {**shown, "at": ANY, "listed": ANY}
        confirm(shelf, shown)
        assert shelf.show()["reports"] == []


def test_a_report_says_a_name_once(empty_home: Path, tmp_path: Path) -> None:
    files = [tmp_path / "numbat.txt", tmp_path / "empty.txt"]
    for file, said in zip(files, ("The numbat feeds on termites near Dryandra.", ""), strict=True):
        file.write_text(said)
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))
        *_, shown = shelf.add(arrived(*files))
        confirm(shelf, shown)
        reports = [*shown["reports"], *shelf.remove(shown["documents"][0]["id"])["reports"]]
    assert [(report["name"], report["status"], report["detail"]) for report in reports] == [
        ("numbat.txt", "Added", ""),
        ("empty.txt", "Not added", "it is empty (0 bytes). Check that it was saved or copied completely."),
        ("numbat.txt", "Removed", ""),
    ]


def test_only_who_asked_confirms_what_is_reported(empty_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "numbat.txt"
    file.write_text("The numbat feeds on termites near Dryandra.")
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))
        *_, shown = shelf.add(arrived(file), "one")
        told = [report["id"] for report in shown["reports"]]
        assert shelf.show(told, "another")["reports"] == shown["reports"]
        assert shelf.show(told, "one")["reports"] == []


def test_an_upload_that_waits_for_its_embedder_keeps_its_file(empty_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferry.md"
    file.write_text("# Ferry prices\n\nThe ferry costs 12 pounds.")
    embedder, uploads = Failing(WordEmbedder(), good=10_000), Uploads(empty_home)
    with Library(empty_home, embedder) as library:
        shelf = Shelf(library, uploads)
        *_, shown = shelf.add(arrived(file))
        confirm(shelf, shown)
        embedder.good = 0
        file.write_text("# Ferry prices\n\nThe ferry costs 17 pounds.")
        *_, shown = shelf.add(arrived(file))
        (report,), (document, waiting) = shown["reports"], shown["documents"]
        assert (document["state"], waiting["state"]) == ("ready", "not finished; goes on with the next upload")
        assert report["status"] == (
            "The embeddings server did not answer. Try again. What was read is kept, and is added with the next "
            "documents, once that works again."
        )
        assert "12 pounds" in library.document(document["id"]).text
        embedder.good = 10_000
        other = tmp_path / "pier.txt"
        other.write_text("The pier is open.")
        *_, shown = shelf.add(arrived(other))
        texts = {library.document(own["id"]).text for own in shown["documents"]}
        assert texts == {"# Ferry prices\n\nThe ferry costs 17 pounds.", "The pier is open."}
        (kept,) = uploads.folder.glob("*/ferry.md")
        assert "17 pounds" in kept.read_text()


def test_a_removed_upload_leaves_no_copy(empty_home: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "numbat.txt", tmp_path / "broken.pdf"
    good.write_text("The numbat feeds on termites near Dryandra.")
    bad.write_text("no pdf")
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))
        *_, shown = shelf.add(arrived(good, bad))
        assert [(report["name"], report["bad"]) for report in shown["reports"]] == [
            ("numbat.txt", False),
            ("broken.pdf", True),
        ]
        assert [file.name for file in (empty_home / "uploads").rglob("*.*")] == ["numbat.txt"]
        good.unlink()
        confirm(shelf, shown)
        removed = shown["documents"][0]["id"]
        again = shelf.remove(removed)
        assert again["documents"] == []
        assert not list((empty_home / "uploads").iterdir())
        assert [(report["removed"], report["bad"]) for report in shelf.remove("0000")["reports"]] == [
            (removed, False),
            ("0000", True),
        ]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.txt", "_.._x.txt"),
        ("a\x00b.md", "a_b.md"),
        ("...", "document"),
        ("é" * 300 + ".txt", f"{'é' * 48}…{'é' * 48}.txt"),
        (f"Minutes of {'the harbour ' * 13}of 14 March.txt", f"Minutes of {'the harbour ' * 13}of 14 March.txt"),
    ],
)
def test_an_upload_cannot_leave_its_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_an_upload_leaves_no_second_copy_and_none_after_removal(empty_home: Path) -> None:
    from fastapi.testclient import TestClient

    from ui.chat.app import create_app

    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        with TestClient(create_app(settings, chain), base_url="http://127.0.0.1") as client:
            assert not any("gradio" in path for path in client.get("/openapi.json").json()["paths"])
            assert client.get("/gradio_api/openapi.json").status_code == 404
            assert client.get("/favicon.ico").text == (Path(__file__).parent.parent / "ui/chat/icon.svg").read_text()
            text = f"The numbat {secrets.token_hex(8)} feeds on termites near Dryandra.".encode()
            path = send(client, "numbat.csv", text)
            assert path.is_relative_to(empty_home.resolve())
        (info,) = chain.library.documents()
        assert copies_of(text, empty_home) == [Path(info.source)]
        shelf = Shelf(chain.library, Uploads(empty_home))
        assert shelf.remove(info.id)["documents"] == []
        assert copies_of(text, empty_home) == []
        assert Actions(chain, settings).read(info.id, 0)["reason"] == REMOVED


@pytest.mark.parametrize("text", [b"", b"The numbat feeds on termites near Dryandra."])
def test_nothing_of_an_upload_stays_where_it_arrived(empty_home: Path, text: bytes) -> None:
    from fastapi.testclient import TestClient

    from ui.chat.app import create_app

    settings = Settings(home=empty_home)
    with open_chain(settings) as chain, TestClient(create_app(settings, chain), base_url="http://127.0.0.1") as client:
        before = {*(empty_home / "arrivals").rglob("*")}
        send(client, "numbat.txt", text)
        assert {*(empty_home / "arrivals").rglob("*")} == before


def test_a_long_name_is_kept_as_its_owner_knows_it(empty_home: Path) -> None:
    from fastapi.testclient import TestClient

    from ui.chat.app import create_app

    names = [f"Minutes of {'the harbour ' * 16}of {day} March.txt" for day in (14, 28)]
    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        with TestClient(create_app(settings, chain), base_url="http://127.0.0.1") as client:
            for name in names:
                send(client, name, f"These are the {name}".encode())
        kept = sorted(Path(info.source).name[-15:] for info in chain.library.documents())
    assert kept == ["of 14 March.txt", "of 28 March.txt"]


def send(client: TestClient, name: str, text: bytes) -> Path:
    """Upload a file and add it, as the page does: where it arrived."""
    number = adding(client.get("/config").json()["dependencies"])
    (path,) = client.post("/gradio_api/upload", files={"files": (name, text)}).json()
    file = {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
    session = secrets.token_hex(4)
    request = {"fn_index": number, "data": [[file], "reader"], "session_hash": session}
    assert client.post("/gradio_api/queue/join", json=request).status_code == 200
    assert '"success":true' in client.get("/gradio_api/queue/data", params={"session_hash": session}).text
    return Path(path)


def copies_of(text: bytes, home: Path) -> list[Path]:
    folders = (home / "uploads", home / "arrivals", Path(tempfile.gettempdir()) / "gradio")
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [file for file in files if text in file.read_bytes()]


def adding(steps: list[dict[str, Any]]) -> int:
    """The step that adds files: the one after that in which they leave their field."""
    return 1 + next(int(step["id"]) for step in steps if any(event == "upload" for _, event in step["targets"]))


def test_every_kind_of_file_may_be_uploaded_and_is_reported_by_us(indexed_home: Path) -> None:
    from ui.chat.page import build_page

    settings = Settings(home=indexed_home)
    with open_chain(settings) as chain:
        parts = build_page(chain, settings).config["components"]
    (files,) = [part["props"] for part in parts if part["props"].get("elem_id") == "files"]
    assert files.get("file_types") is None


def test_a_duplicate_is_reported_without_the_servers_path(empty_home: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "numbat.txt", tmp_path / "again.txt"
    for file in (first, second):
        file.write_text("The numbat feeds on termites near Dryandra.")
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))
        *_, shown = shelf.add(arrived(first, second))
    assert shown["reports"][1]["detail"] == "The same text as numbat.txt"


def test_a_request_cannot_add_a_file_that_was_not_uploaded(indexed_home: Path, tmp_path: Path) -> None:
    from fastapi.testclient import TestClient

    from ui.chat.app import create_app

    secret = tmp_path / "secret.txt"
    secret.write_text("The numbat keeps a secret at dusk.")
    settings = Settings(home=indexed_home)
    with open_chain(settings) as chain:
        before = chain.library.documents()
        with TestClient(create_app(settings, chain), base_url="http://127.0.0.1") as client:
            steps = client.get("/config").json()["dependencies"]
            number = adding(steps)
            file = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
            request = {"fn_index": number, "data": [[file], "reader"], "session_hash": "s"}
            assert client.post("/gradio_api/queue/join", json=request).status_code == 200
            told = client.get("/gradio_api/queue/data", params={"session_hash": "s"}).text
        assert "it was not uploaded by a user" in told
        assert chain.library.documents() == before


def test_whoever_asks_while_documents_are_added_hears_of_it(empty_home: Path, tmp_path: Path) -> None:
    settings = Settings(home=empty_home)
    files = [tmp_path / name for name in ("van.txt", "boat.txt")]
    for file in files:
        file.write_text(f"The {file.stem} is red.")
    with open_chain(settings) as chain:
        page = Actions(chain, settings)
        first = page.shelf.add(arrived(files[0]))
        next(first)
        assert "Documents are still being added. Try again when the first is there." in said(page, "Is the van red?")
        list(first)
        assert "still being added" not in said(page, "Who painted the boat in Lisbon?")
        second = page.shelf.add(arrived(files[1]))
        next(second)
        assert "Documents are still being added, and were not searched." in said(page, "Who built the boat in Lisbon?")
        assert "still being added" not in said(page, "What is the colour of the van?")
        list(second)


def said(page: Actions, question: str) -> str:
    *_, view = page.ask(question, "t")
    return str(view.messages[-1]["content"])
