"""Loading: which bytes become which canonical text, and what a person is told when they do not."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loaded import LIMIT, load_bytes
from unprivileged import reachable_folder, unprivileged

from index.errors import DocumentError, EmptyDocumentError
from index.files.load import READERS, load


def refusal(path: Path, *, max_bytes: int = LIMIT) -> str:
    with pytest.raises(DocumentError) as caught:
        load(path, max_bytes=max_bytes)
    return str(caught.value)


def test_text_is_kept_verbatim_and_identified_by_its_content(tmp_path: Path) -> None:
    data = b"First  line.\n\n\tIndented \xe2\x80\x9cquote\xe2\x80\x9d.\n"
    document = load_bytes(tmp_path, "a_note.txt", data)
    assert document.text == "First  line.\n\n\tIndented “quote”.\n"
    assert document.id == hashlib.sha256(data).hexdigest()[:16]
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source == str(tmp_path / "a_note.txt")
    assert document.title == "a note"
    assert document.notes == ()


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        # "12 March 2025" alone would not tell the minutes of a year from its letters.
        (
            "minutes.txt",
            "12 March 2025\n\nPresent: Ann Bowles and Peter Marsh, who took the chair.\n",
            "minutes, 12 March 2025",
        ),
        (
            "minutes 12 March.txt",
            "12 March 2025\n\nPresent: Ann Bowles and Peter Marsh, in the chair.\n",
            "minutes 12 March",
        ),
        ("scan_001.txt", "Dear Mrs Calloway,\n\nthank you for your letter.\n", "scan 001: Dear Mrs Calloway"),
        ("IMG_2034.txt", "3.2.2025\n\nThe roof leaks.\n", "3.2.2025: The roof leaks"),
        (
            "2025-03-12.md",
            "# Wednesday, 12th March 2025\n\nRain until noon.\n",
            "Wednesday, 12th March 2025: Rain until noon",
        ),
        ("scan 7.txt", "word " * 40, "scan 7: word word word word word word word word word word…"),
        ("scan_002.md", "# The lease\n\nIt ends in May.\n", "The lease"),
        ("document review.txt", "It ends in May.\n", "document review"),
        ("may.txt", "May\n\nIn this month the garden is open on all days but Mondays.\n", "May"),
        ("scan.txt", "1\n", "scan"),
    ],
)
def test_a_title_tells_what_the_document_is(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert load_bytes(tmp_path, name, text.encode()).title == title


def test_line_ends_marks_and_control_characters_are_made_canonical(tmp_path: Path) -> None:
    data = "\ufeffone\r\ntwo\rthree\x07\x1b[31m red\x1b[0m\x85four\n\n \n".encode()
    document = load_bytes(tmp_path, "a.txt", data)
    assert document.text == "one\ntwo\nthree red\nfour\n"
    # Marks without width part no word of Latin letters; of others they may.
    marked = "four\u200cteen pass\u200bword می\u200cخواهم"
    assert load_bytes(tmp_path, "b.txt", marked.encode()).text == "fourteen password می\u200cخواهم"


def test_the_same_text_with_other_line_ends_is_the_same_document(tmp_path: Path) -> None:
    unix = load_bytes(tmp_path, "a.txt", b"one\ntwo\n")
    windows = load_bytes(tmp_path, "b.txt", b"\xef\xbb\xbfone\r\ntwo\r\n\r\n")
    assert unix.id == windows.id
    assert unix.sha256 != windows.sha256


@pytest.mark.parametrize(
    ("encoding", "text", "note"),
    [
        ("utf-16", "Plain words.", "read as utf-16-le"),
        ("utf-16-be", "Without a mark.", "read as utf-16-be"),
        ("utf-32", "Plain words.", "read as utf-32-le"),
        ("cp1252", "Le café était fermé à l’été – “déjà vu”.", "read as cp1252"),
        ("latin-1", "El niño comió jamón en la montaña.", "read as cp1252"),
        ("shift_jis", "吾輩は猫である。名前はまだ無い。", "read as cp932"),
        ("gb18030", "北京是中华人民共和国的首都，是全国的政治中心。", "read as gb18030"),
        ("euc-jp", "吾輩は猫である。", "read as euc_jis_2004"),
        ("koi8-r", "Москва является столицей России.", "read as koi8-r"),
        ("cp1251", "Привет, мир", "read as cp1251"),
        ("cp1250", "Příliš žluťoučký kůň. Zażółć gęślą jaźń.", "read as cp1250"),
        ("cp1250", "A híd hosszú, és az őrök őszig őrzik. Ősszel a tűz is ég.", "read as cp1250"),
        ("iso8859-2", "Příliš žluťoučký kůň. Návštěvní řád zahrady platí i pro psy.", "read as iso8859-2"),
        ("iso8859-2", "Wypożyczalnia jest czynna do 30 września, a kaucja wynosi sto złotych.", "read as iso8859-2"),
        ("cp850", "Die Mülltonnen stehen im Hof. Größere Gegenstände dürfen nicht in den Flur.", "read as cp850"),
        ("cp852", "Zahrada je otevřena denně. Květiny se nesmějí trhat.", "read as cp852"),
        ("cp1252", "Þetta er íslenska með öllum sínum stöfum, æði mörgum og ágætum.", "read as cp1252"),
        ("cp1252", "Pääsymaksu on 12 €. Lapset pääsevät sisään ilmaiseksi, kun äiti on mukana.", "read as cp1252"),
        ("cp1252", "It’s 21 °C in the hall – and 40 m² of it are free.", "read as cp1252"),
        ("cp1255", "הספרייה סגורה ביום שני. אפשר לשאול ספר לשבועיים.", "read as cp1255"),
        ("cp949", "도서관은 월요일에 쉽니다. 책은 두 주 동안 빌릴 수 있습니다.", "read as cp949"),
        ("iso2022_jp", "図書館は月曜日に休みます。", "read as iso2022_jp"),
        ("cp1254", "Kapı sabah açılır ve akşam kapanır. Işıklar söndü, çocuklar eve gitti.", "read as cp1254"),
    ],
)
def test_an_encoding_other_than_utf8_is_found_and_named(tmp_path: Path, encoding: str, text: str, note: str) -> None:
    document = load_bytes(tmp_path, "a.txt", text.encode(encoding))
    assert document.text == text
    assert document.notes == (note,)


def test_damaged_utf8_stays_utf8_and_the_damage_is_counted(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "a.txt", "Größe, Straße, ".encode() + b"\xff and caf\xc3")
    assert document.text == "Größe, Straße, \ufffd and caf\ufffd"
    assert document.notes == ("2 undecodable places replaced by \ufffd",)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest of an archive",
        b"\x89PNG\r\n\x1a\n",
        b"\x7fELF\x02\x01\x01",
        b"%PDF-1.7\n",
        b"words\x00and\x01numbers",
        bytes(range(32)) * 4,
    ],
)
def test_binary_content_in_a_text_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert "looks binary" in refusal(tmp_path / "a.txt")


def test_a_stray_nul_in_a_long_text_is_removed(tmp_path: Path) -> None:
    assert load_bytes(tmp_path, "a.log", b"word " * 100 + b"\x00end").text == "word " * 100 + "end"


def test_a_file_of_unknown_type_is_tried_as_text(tmp_path: Path) -> None:
    assert load_bytes(tmp_path, "README", b"Read me first.").text == "Read me first."


def test_the_error_for_an_unknown_type_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    message = refusal(tmp_path / "a.zip")
    assert "is of the unknown type .zip and does not read as text." in message
    assert ".txt, .text, .rst, .csv, .tsv, .log, .md, .markdown, .html, .htm, .pdf, .docx, .vtt, .srt." in message
    assert list(READERS)[-1] == ".srt"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xe2\x80\x83\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_without_text_is_empty(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(EmptyDocumentError, match="Check that it was saved"):
        load(tmp_path / name, max_bytes=LIMIT)


def test_a_file_over_the_limit_is_refused_with_both_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1001)
    assert "1,001 bytes, more than the limit of 1,000." in refusal(tmp_path / "a.txt", max_bytes=1000)
    assert load(tmp_path / "a.txt", max_bytes=1001).text == "x" * 1001


def test_what_is_not_a_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert "is a named pipe" in refusal(tmp_path / "pipe.txt")
    assert "is a device" in refusal(Path("/dev/zero"))
    assert "is a directory" in refusal(tmp_path)
    assert "leads back to itself" in refusal(tmp_path / "loop.txt")
    assert "There is no file at" in refusal(tmp_path / "gone.txt")
    assert "There is no file at" in refusal(tmp_path / "pipe.txt" / "below.txt")
    assert "cannot be read" in refusal(tmp_path / ("x" * 300 + ".txt"))
    assert "cannot be read" in refusal(Path("a\x00b.txt"))


def test_a_file_that_may_not_be_read_is_refused() -> None:
    with reachable_folder() as folder:
        path = folder / "secret.txt"
        path.write_bytes(b"secret")
        path.chmod(0)
        with unprivileged():
            assert "may not be read by this user" in refusal(path)


@pytest.mark.slow
def test_a_file_rewritten_during_reading_is_never_a_mixture(tmp_path: Path) -> None:
    path = tmp_path / "busy.txt"
    size = 2_000_000
    path.write_bytes(b"a" * size)
    stop = threading.Event()

    def rewrite() -> None:
        with path.open("r+b", buffering=0) as file:
            for letter in (b"b", b"a") * 10_000:
                if stop.wait(0.06):
                    return
                file.seek(0)
                file.write(letter * size)

    writer = threading.Thread(target=rewrite)
    writer.start()
    loaded = 0
    try:
        for _ in range(30):
            try:
                assert len(set(load(path, max_bytes=LIMIT).text)) == 1
                loaded += 1
            except DocumentError as error:
                assert "changed while it was being read" in str(error)  # noqa: PT017 - either outcome is right
    finally:
        stop.set()
        writer.join()
    assert loaded > 0


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("annual_report-2024.txt", "annual report-2024"),
        ("covid-19-in-europe.txt", "covid-19-in europe"),
        ("..\\..\\etc 'quoted' \"name\".txt", "..\\..\\etc 'quoted' \"name\""),
        ("two\nlines\t.txt", "two lines"),
        ("back\u202etxt.txt", "back txt"),
        ("_.txt", "_"),
    ],
)
def test_a_title_from_any_file_name_is_one_printable_line(tmp_path: Path, name: str, title: str) -> None:
    assert load_bytes(tmp_path, name, b"Some text.").title == title


def test_a_name_that_is_not_unicode_gives_a_printable_source_and_title(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"Some text.")
    document = load(path, max_bytes=LIMIT)
    assert document.source == f"{tmp_path}/caf\\xe9.txt"
    assert document.title == "caf\\xe9"


def test_an_error_shows_a_strange_name_on_one_line(tmp_path: Path) -> None:
    assert f"There is no file at {tmp_path}/a\\nb.txt." in refusal(tmp_path / "a\nb.txt")


def test_a_heading_of_the_first_level_is_the_title(tmp_path: Path) -> None:
    assert load_bytes(tmp_path, "a.md", b"## Part\n\n# The *Whole* Story\n\nText.\n").title == "The Whole Story"
    assert load_bytes(tmp_path, "b.md", b"---\ntitle: 'From the Front'\n---\n\nText.\n").title == "From the Front"


def test_importing_the_loader_imports_no_vendor() -> None:
    vendors = {"bs4", "docx", "pypdfium2", "lxml", "chardet"}
    code = f"import sys, index.files.load; print({vendors} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx", ".unknown"])
@settings(deadline=None)
@given(data=st.binary(max_size=300) | st.text(alphabet="#=-` \nAé<p>&\x00", max_size=80).map(str.encode))
def test_any_bytes_load_or_are_refused(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        os.utime(path, (0, 0))  # a new file would be left to settle, for every example
        try:
            document = load(path, max_bytes=LIMIT)
        except DocumentError as error:
            assert str(error).count(". ") >= 1
        else:
            assert document.text.strip()
            assert not set(document.text) & set(map(chr, [*range(9), *range(11, 32), *range(127, 160), 0xFEFF]))
            for heading in document.headings:
                assert heading.text
                assert document.text[heading.start : heading.end].strip("\n") != ""


# Each of these took minutes, at ten times its length hours: every place was looked at from every other one.
@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".txt", f"Fee {'.' * 60_000} page"),
        (".txt", f"a{' ' * 60_000}b"),
        (".txt", f"{'1.' * 40_000}\n\n{'The text is longer. ' * 5_000}"),
        (".txt", f"Title\n\n{'wrote ' * 40_000}"),
        (".txt", f"{'a, ' * 20_000}\n\nDear Anna,\n\nThank you for the letter.\n"),
        (".txt", "==  ==\n" * 10_000),
        (".md", f"| a |\n{' ' * 60_000}x"),
        (".md", "x <!-- a --> " * 20_000),
        (".html", f"text{'<sup>1' * 6_000}"),
        (".html", f"<main>text{'<aside>a ' * 6_000}"),
        (".html", "a<script></script>" * 20_000),
        (".csv", f"{','.join(f'h{n}' for n in range(8_000))}\n" + "c,d\n" * 10_000),
    ],
    ids=range(12),
)
def test_no_text_takes_time_that_grows_faster_than_it(tmp_path: Path, suffix: str, data: str) -> None:
    began = time.thread_time()
    assert load_bytes(tmp_path, f"a{suffix}", data.encode()).text
    assert time.thread_time() - began < 4


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        # A cell that reaches down over all rows, cells over a thousand columns, a long name of a column, and a wide
        # head: each is said again in every row.
        (".html", f"<table><tr><td rowspan=99999>{'abc ' * 2_000}<td>b{'<tr><td>c' * 2_000}</table>"),
        (".html", f"<table>{'<tr><td>a<td colspan=1000>b' * 2_000}</table>"),
        (".csv", f"a,{'long ' * 2_000}\n" + "c,d\n" * 4_000),
        (".md", f"| a{' ' * 8_000}| b |\n|---|---|\n" + "|c|d|\n" * 10_000),
    ],
    ids=range(4),
)
def test_no_file_unpacks_to_far_more_text(tmp_path: Path, suffix: str, data: str) -> None:
    assert 0 < len(load_bytes(tmp_path, f"a{suffix}", data.encode()).text) < 10 * len(data) + 100_000
