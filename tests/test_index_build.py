"""A build: what becomes of each file, what is embedded again, and what is left alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest
from built import assert_consistent, found, of_an_earlier_version, statuses, write_docs
from printed import Piece, placed
from scripted import Recording, WordEmbedder

from index.files.readers import READERS
from index.library import Library
from index.types import Status


@pytest.fixture
def embedder() -> Recording:
    return Recording(WordEmbedder())


@pytest.fixture
def library(tmp_path: Path, embedder: Recording) -> Iterator[Library]:
    with Library(tmp_path / "home", embedder, max_bytes=100_000) as library:
        yield library


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_docs(tmp_path / "docs")


def test_new_files_are_added_and_found_by_both_searches(library: Library, docs: Path) -> None:
    report = library.add([docs])
    assert statuses(report) == {"bees.txt": Status.ADDED, "cats.md": Status.ADDED}
    assert [file.passages for file in report.files] == [1, 1]
    assert found(library, "honey") == ["bees.txt"]
    assert found(library, "mice") == ["cats.md"]
    assert_consistent(library)


def test_the_same_folder_again_changes_and_embeds_nothing(library: Library, docs: Path, embedder: Recording) -> None:
    library.add([docs])
    before = embedder.embedded.copy()
    assert statuses(library.add([docs])) == {"bees.txt": Status.KEPT, "cats.md": Status.KEPT}
    assert embedder.embedded == before
    assert_consistent(library)


def test_all_passages_of_a_document_come_in_order_with_their_vectors(library: Library, docs: Path) -> None:
    sections = [f"## Part {n}\n\n" + f"This is about topic{n} and more. " * 12 for n in range(8)]
    (docs / "long.md").write_text("\n\n".join(sections))
    library.add([docs])
    document = next(d.id for d in library.documents() if d.source.endswith("long.md"))
    stored = library.all_stored(document)
    assert [item.passage for item in stored] == library.passages(document)
    assert [item.passage.id for item in stored] == library.passage_ids(document)
    assert [item.passage.heading for item in stored] == [f"Part {n}" for n in range(8)]
    assert all(len(item.parts) == len(item.passage.sentences) == 12 for item in stored)
    assert all(0.99 < float(item.vector @ item.vector) < 1.01 for item in stored)


def test_a_file_whose_bytes_are_known_is_not_parsed(library: Library, docs: Path) -> None:
    """A PDF that no parser can take is kept all the same, once its bytes are those of a document."""
    from index.storage.catalog import Catalog

    library.add([docs])
    broken = docs / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing that could be parsed")
    assert statuses(library.add([broken])) == {"broken.pdf": Status.FAILED}
    import hashlib

    catalog = Catalog(f"sqlite:///{library.home / 'catalog.sqlite3'}")
    bees = next(d for d in library.documents() if d.source.endswith("bees.txt"))
    catalog.set_source(bees.id, str(broken), "Bees", hashlib.sha256(broken.read_bytes()).hexdigest())
    catalog.close()
    assert statuses(library.add([broken])) == {"broken.pdf": Status.KEPT}


def test_an_edited_paragraph_is_the_only_one_that_is_embedded_again(
    library: Library, docs: Path, embedder: Recording
) -> None:
    sections = [f"## Part {n}\n\n" + f"This is about topic{n} and more. " * 12 for n in range(8)]
    (docs / "long.md").write_text("\n\n".join(sections))
    library.add([docs])
    embedder.embedded.clear()
    sections[3] = sections[3].replace("topic3", "zebras")
    (docs / "long.md").write_text("\n\n".join(sections))
    assert statuses(library.add([docs]))["long.md"] is Status.UPDATED
    assert len(embedder.embedded) == 1
    assert "zebras" in embedder.embedded[0]
    assert found(library, "topic3") == []
    assert found(library, "zebras") == ["long.md"]
    assert_consistent(library)


def test_a_file_that_is_gone_from_a_folder_is_removed(library: Library, docs: Path) -> None:
    library.add([docs])
    (docs / "cats.md").unlink()
    assert statuses(library.add([docs])) == {"bees.txt": Status.KEPT, "cats.md": Status.REMOVED}
    assert found(library, "mice") == []
    assert_consistent(library)


def test_nothing_is_removed_when_the_folder_itself_is_gone(library: Library, docs: Path) -> None:
    library.add([docs])
    shutil.rmtree(docs)
    report = library.add([docs])
    assert statuses(report) == {"docs": Status.FAILED}
    assert found(library, "mice") == ["cats.md"]


def test_a_folder_does_not_remove_what_lies_beside_it(library: Library, docs: Path) -> None:
    other = docs.with_name("docs-old")
    other.mkdir()
    (other / "dogs.txt").write_text("Dogs bark at night.")
    library.add([docs, other])
    (other / "dogs.txt").unlink()
    assert Status.REMOVED not in statuses(library.add([docs])).values()
    assert found(library, "bark") == ["dogs.txt"]


def test_a_file_renamed_to_another_format_is_read_anew(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "guide.txt").write_text("# The guide\n\n## Wells\n\nThe well of Lindby was dug in 1871.\n")
    library.add([folder])
    [before] = library.documents()
    assert not library.document(before.id).headings
    (folder / "guide.txt").rename(folder / "guide.md")
    assert statuses(library.add([folder])) == {"guide.md": Status.MOVED}
    [after] = library.documents()
    assert [heading.text for heading in library.document(after.id).headings] == ["The guide", "Wells"]
    assert "Wells" in library.passages(after.id)[0].heading
    assert statuses(library.add([folder])) == {"guide.md": Status.KEPT}


def test_a_file_whose_name_is_no_text_is_there_and_has_copies(library: Library, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.txt")
    odd.write_text("The café opens at nine.")
    library.add([odd])
    (tmp_path / "zz.txt").write_text("The café opens at nine.")
    report = library.add([odd, tmp_path / "zz.txt"])
    assert [file.status for file in report.files] == [Status.KEPT, Status.DUPLICATE]


def test_a_renamed_file_is_moved_and_not_embedded_again(library: Library, docs: Path, embedder: Recording) -> None:
    library.add([docs])
    embedder.embedded.clear()
    (docs / "cats.md").rename(docs / "felines.md")
    report = library.add([docs])
    assert statuses(report) == {"bees.txt": Status.KEPT, "felines.md": Status.MOVED}
    assert report.files[1].detail == f"Formerly {docs / 'cats.md'}"
    assert embedder.embedded == []
    assert found(library, "mice") == ["felines.md"]
    assert_consistent(library)


@pytest.mark.parametrize("name", ["a?b", "a?mode=ro", "a%20b", "a#b"])
def test_a_home_may_be_called_anything(tmp_path: Path, docs: Path, name: str) -> None:
    home = tmp_path / "homes" / name
    with Library(home, WordEmbedder()) as library:
        library.add([docs])
        assert_consistent(library)
    assert (home / "catalog.sqlite3").exists()
    assert [path.name for path in home.parent.iterdir()] == [name]


def test_a_repair_does_not_pass_for_reading_anew(library: Library, docs: Path) -> None:
    library.add([docs])
    of_an_earlier_version(library)
    library.rebuild()
    assert statuses(library.add([docs])) == {"bees.txt": Status.UPDATED, "cats.md": Status.UPDATED}
    assert_consistent(library)


def test_a_file_renamed_since_an_upgrade_is_read_anew_and_stays(library: Library, docs: Path) -> None:
    library.add([docs])
    of_an_earlier_version(library)
    (docs / "cats.md").rename(docs / "felines.md")
    report = library.add([docs])
    assert statuses(report) == {"bees.txt": Status.UPDATED, "felines.md": Status.MOVED}
    assert report.files[1].detail == f"Formerly {docs / 'cats.md'}"
    assert found(library, "mice") == ["felines.md"]
    assert statuses(library.add([docs])) == {"bees.txt": Status.KEPT, "felines.md": Status.KEPT}
    assert_consistent(library)


def test_a_copy_does_not_take_over_what_an_upgrade_makes_again(library: Library, docs: Path, tmp_path: Path) -> None:
    library.add([docs / "bees.txt"])
    of_an_earlier_version(library)
    copy = Path(shutil.copy(docs / "bees.txt", tmp_path / "copy.txt"))
    assert statuses(library.add([copy])) == {"bees.txt": Status.UPDATED, "copy.txt": Status.DUPLICATE}
    assert found(library, "honey") == ["bees.txt"]
    assert statuses(library.add([docs / "bees.txt", copy])) == {"bees.txt": Status.KEPT, "copy.txt": Status.DUPLICATE}
    assert_consistent(library)


def test_of_two_copies_one_is_indexed_and_the_other_takes_over(
    library: Library, docs: Path, embedder: Recording
) -> None:
    shutil.copy(docs / "bees.txt", docs / "copy.txt")
    report = library.add([docs])
    assert statuses(report) == {"bees.txt": Status.ADDED, "cats.md": Status.ADDED, "copy.txt": Status.DUPLICATE}
    assert statuses(library.add([docs]))["copy.txt"] is Status.DUPLICATE
    assert len(library.documents()) == 2
    embedder.embedded.clear()
    (docs / "bees.txt").unlink()
    assert statuses(library.add([docs])) == {"cats.md": Status.KEPT, "copy.txt": Status.MOVED}
    assert embedder.embedded == []
    assert found(library, "honey") == ["copy.txt"]
    assert_consistent(library)


@pytest.mark.parametrize("change", ["gone", "edited", "a copy of another"])
def test_a_document_passes_to_its_copy_when_its_file_is_gone_or_changed(
    library: Library, docs: Path, tmp_path: Path, embedder: Recording, change: str
) -> None:
    copy = tmp_path / "elsewhere" / "copy.txt"
    copy.parent.mkdir()
    shutil.copy(docs / "bees.txt", copy)
    library.add([docs])
    assert statuses(library.add([copy])) == {"copy.txt": Status.DUPLICATE}
    bees = next(document.id for document in library.documents() if document.source.endswith("bees.txt"))
    assert library.copies(bees) == [str(copy)]
    embedder.embedded.clear()
    if change == "gone":
        (docs / "bees.txt").unlink()
    else:
        (docs / "bees.txt").write_text("Wasps sting." if change == "edited" else (docs / "cats.md").read_text())
    report = library.add([docs])
    assert statuses(report)["copy.txt"] is Status.MOVED
    assert "removed" not in [file.status for file in report.files]
    assert not any("honey" in text for text in embedder.embedded)
    assert found(library, "honey") == ["copy.txt"]
    assert library.copies(bees) == []
    assert_consistent(library)
    assert statuses(library.add([copy])) == {"copy.txt": Status.KEPT}


def test_a_copy_that_is_gone_or_changed_takes_nothing_over(library: Library, docs: Path, tmp_path: Path) -> None:
    gone, changed = tmp_path / "gone.txt", tmp_path / "changed.txt"
    for copy in (gone, changed):
        shutil.copy(docs / "bees.txt", copy)
    library.add([docs, gone, changed])
    gone.unlink()
    changed.write_text("Wasps sting.")
    (docs / "bees.txt").unlink()
    assert statuses(library.add([docs]))["bees.txt"] is Status.REMOVED
    assert found(library, "honey") == []
    assert found(library, "wasps") == []
    assert_consistent(library)


def test_a_copy_of_another_format_takes_over_with_its_headings(library: Library, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, name in ((one, "guide.txt"), (other, "guide.md")):
        folder.mkdir()
        (folder / name).write_text("# The guide\n\n## Wells\n\nThe well of Lindby was dug in 1871.\n")
    library.add([one, other])
    (one / "guide.txt").unlink()
    assert statuses(library.add([one])) == {"guide.md": Status.MOVED}
    [document] = library.documents()
    assert "Wells" in library.passages(document.id)[0].heading
    assert_consistent(library)


def test_two_files_that_swap_their_contents_both_stay(library: Library, docs: Path) -> None:
    library.add([docs])
    (docs / "cats.txt").write_text("Cats swim.")
    library.add([docs])
    one, other = docs / "bees.txt", docs / "cats.txt"
    first, second = one.read_text(), other.read_text()
    one.write_text(second)
    other.write_text(first)
    library.add([docs])
    assert found(library, "swim") == ["bees.txt"]
    assert found(library, "honey") == ["cats.txt"]
    assert_consistent(library)


def test_a_file_that_takes_the_text_of_another_leaves_one_document(library: Library, docs: Path) -> None:
    library.add([docs])
    (docs / "cats.md").write_text((docs / "bees.txt").read_text())
    assert statuses(library.add([docs])) == {"bees.txt": Status.KEPT, "cats.md": Status.DUPLICATE}
    assert found(library, "mice") == []
    assert_consistent(library)


def test_other_bytes_of_the_same_text_keep_the_document(library: Library, docs: Path, embedder: Recording) -> None:
    library.add([docs])
    embedder.embedded.clear()
    (docs / "bees.txt").write_bytes(b"\xef\xbb\xbfBees make honey. They live in hives.\r\n\r\n")
    library.add([docs])
    assert len(library.documents()) == 2
    assert found(library, "honey") == ["bees.txt"]
    assert_consistent(library)


def test_a_file_that_turns_bad_keeps_its_earlier_version(library: Library, docs: Path) -> None:
    library.add([docs])
    (docs / "bees.txt").write_text("")
    (docs / "cats.md").write_bytes(os.urandom(5000))
    report = library.add([docs])
    assert statuses(report) == {"bees.txt": Status.EMPTY, "cats.md": Status.FAILED}
    assert all(file.detail.endswith("The earlier version stays in the library.") for file in report.files)
    assert found(library, "honey") == ["bees.txt"]
    assert found(library, "mice") == ["cats.md"]


def test_a_file_that_becomes_too_large_keeps_its_earlier_version(library: Library, docs: Path) -> None:
    library.add([docs])
    (docs / "bees.txt").write_text("Wasps sting. " * 10_000)
    report = library.add([docs])
    assert statuses(report)["bees.txt"] is Status.FAILED
    assert "130,000 bytes, more than the limit of 100,000" in report.files[0].detail
    assert found(library, "honey") == ["bees.txt"]


def test_bad_files_do_not_keep_the_good_ones_out(library: Library, docs: Path) -> None:
    (docs / "empty.txt").touch()
    (docs / "blank.md").write_text(" \n\n\t\n")
    (docs / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (docs / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (docs / "broken.docx").write_bytes(b"PK\x03\x04broken")
    (docs / "large.txt").write_bytes(b"word " * 30_000)
    (docs / "picture.png").write_bytes(b"\x89PNG")
    (docs / "folder.txt").mkdir()
    (docs / "around.txt").symlink_to("around.txt")
    (docs / "loop").symlink_to(docs)
    (docs / "nowhere.txt").symlink_to("gone.txt")
    os.mkfifo(docs / "pipe.txt")
    names = ['it\'s "quoted".txt', "two\nlines.txt", "..md", "ünïcode 文.txt", "%s{}.txt", "a" * 200 + ".txt"]
    for number, name in enumerate(names):
        (docs / name).write_text(f"File number {number} holds marker{number}.")
    report = library.add([docs])
    by_name = statuses(report)
    assert by_name["bees.txt"] is by_name["cats.md"] is Status.ADDED
    assert {by_name[name] for name in names if not name.startswith(".")} == {Status.ADDED}
    assert {by_name[name] for name in ("empty.txt", "blank.md")} == {Status.EMPTY}
    for name in ("binary.txt", "broken.pdf", "broken.docx", "large.txt"):
        assert by_name[name] is Status.FAILED, name
    for name in ("picture.png", "loop", "pipe.txt", "around.txt", "nowhere.txt"):
        assert by_name[name] in (Status.SKIPPED, Status.FAILED), name
    assert "folder.txt" not in by_name
    assert all(file.detail for file in report.files if file.status is not Status.ADDED)
    assert not report.ok
    assert found(library, "marker1") == ["two\nlines.txt"]
    assert_consistent(library)


def test_a_path_with_dots_is_the_same_file_as_without(library: Library, docs: Path) -> None:
    library.add([docs / "bees.txt"])
    dotted = docs / ".." / "docs" / "bees.txt"
    assert statuses(library.add([dotted])) == {"bees.txt": Status.KEPT}
    dotted.write_text("Wasps make paper.")
    assert statuses(library.add([dotted])) == {"bees.txt": Status.UPDATED}
    assert found(library, "honey") == []
    (docs / "bees.txt").unlink()
    assert statuses(library.add([docs / ".." / "docs"]))["bees.txt"] is Status.REMOVED


def test_a_name_that_is_not_valid_unicode_is_kept_not_removed(library: Library, docs: Path) -> None:
    with open(os.fsencode(docs) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123 - a name that no str can hold
        file.write("Coffee is served.")
    assert "caf\\xe9.txt" in statuses(library.add([docs]))
    assert statuses(library.add([docs]))["caf\\xe9.txt"] is Status.KEPT
    assert found(library, "coffee") == ["caf\\xe9.txt"]


def test_a_file_that_vanishes_before_it_is_read_fails_alone(library: Library, docs: Path) -> None:
    def progress(_fraction: float, text: str) -> None:
        if text == "Reading bees.txt":
            (docs / "cats.md").unlink(missing_ok=True)

    report = library.add([docs], progress=progress)
    assert statuses(report) == {"bees.txt": Status.ADDED, "cats.md": Status.FAILED}
    assert "There is no file at" in report.files[1].detail


def test_a_fault_of_a_reader_keeps_no_other_file_out(
    library: Library, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(raw: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("index.files.load.READERS", {**READERS, ".md": broken})
    report = library.add([docs])
    assert statuses(report) == {"bees.txt": Status.ADDED, "cats.md": Status.FAILED}
    assert "cats.md cannot be read (ZeroDivisionError). Save it anew" in report.files[1].detail
    assert found(library, "honey") == ["bees.txt"]


def test_of_a_file_with_two_names_no_outdated_text_stays(library: Library, docs: Path) -> None:
    library.add([docs])
    (docs / "0-latest.txt").symlink_to("bees.txt")
    assert statuses(library.add([docs]))["0-latest.txt"] is Status.DUPLICATE
    (docs / "bees.txt").write_text("Bees dance. They live in hives.")
    assert statuses(library.add([docs])) == {
        "0-latest.txt": Status.ADDED, "bees.txt": Status.REMOVED, "cats.md": Status.KEPT,
    }  # fmt: skip
    assert found(library, "honey") == []
    assert found(library, "dance") == ["0-latest.txt"]
    assert_consistent(library)


def test_what_is_named_and_is_no_file_fails(library: Library, docs: Path) -> None:
    os.mkfifo(docs / "pipe.txt")
    assert statuses(library.add([docs]))["pipe.txt"] is Status.SKIPPED
    assert not library.add([docs / "pipe.txt"]).ok


def test_progress_grows_to_one(library: Library, docs: Path) -> None:
    told: list[float] = []
    library.add([docs], progress=lambda fraction, _text: told.append(fraction))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert 0.0 <= told[0] < 1.0


def test_embedding_has_a_part_of_the_progress(library: Library, docs: Path) -> None:
    told: list[tuple[float, str]] = []
    library.add([docs], progress=lambda fraction, text: told.append((fraction, text)))
    embedding = [fraction for fraction, text in told if text.startswith("Embedding")]
    assert embedding[0] < 0.5


def test_an_id_may_be_shortened_while_it_is_unique(library: Library, docs: Path) -> None:
    library.add([docs])
    bees = next(d for d in library.documents() if d.source.endswith("bees.txt"))
    assert library.document(bees.id[:6]).id == bees.id


def test_a_file_whose_text_is_on_other_pages_now_is_updated(library: Library, docs: Path) -> None:
    def write(*pages: Sequence[Piece]) -> None:
        (docs / "report.pdf").write_bytes(placed(*pages))

    text = [[(72, 1, "Bees gather honey in summer.")], [(72, 1, "Cats hunt mice at night.")]]
    write(*text)
    library.add([docs / "report.pdf"])
    write(text[0], [], text[1])
    assert statuses(library.add([docs / "report.pdf"])) == {"report.pdf": Status.UPDATED}
    (document,) = library.documents()
    whole = library.document(document.id)
    assert whole.page_at(whole.text.index("mice")) == 3
    assert found(library, "mice") == ["report.pdf"]
    assert statuses(library.add([docs / "report.pdf"])) == {"report.pdf": Status.KEPT}
    assert_consistent(library)


def test_a_file_whose_line_is_a_heading_now_is_updated(library: Library, docs: Path) -> None:
    def write(style: str) -> None:
        source = docx.Document()
        source.add_paragraph("Night work", style=style)
        source.add_paragraph("Cats hunt mice.")
        source.save(str(docs / "cats.docx"))

    write("Normal")
    library.add([docs / "cats.docx"])
    write("Heading 1")
    assert statuses(library.add([docs / "cats.docx"])) == {"cats.docx": Status.UPDATED}
    (document,) = library.documents()
    assert [passage.heading for passage in library.passages(document.id)] == ["Night work"]
    assert_consistent(library)
