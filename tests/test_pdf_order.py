"""The order of a printed page, and what a line end or a margin must not do to its sentences."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from loaded import load_bytes
from printed import Piece, placed
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

LEFT = [
    "The tower was begun in 1388, and its spire",
    "was struck by lightning in 1702. Visitors",
    "climb to a gallery, from which on clear",
]
RIGHT = [
    "days the sea can be seen. The largest bell",
    "weighs four tons, and was cast in Lubeck",
    "in the year of 1475.",
]
TOLD = (
    "The tower was begun in 1388, and its spire was struck by lightning in 1702. Visitors climb to a gallery, from "
    "which on clear days the sea can be seen. The largest bell weighs four tons, and was cast in Lubeck in the year "
    "of 1475."
)
# A font whose letters are all alike, and have the names that a table gives.
LETTERS = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length %d>> stream
%s
endstream endobj
5 0 obj <</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 500 700]/FirstChar 1/LastChar %d
/Widths[%s]/CharProcs<</a 6 0 R>>/Encoding<</Type/Encoding/Differences[1 %s]>>/ToUnicode 7 0 R>> endobj
6 0 obj <</Length 37>> stream
500 0 0 0 500 700 d1 0 0 500 700 re f
endstream endobj
7 0 obj <</Length %d>> stream
%s
endstream endobj
trailer <</Root 1 0 R>>
"""


def text_of(folder: Path, *pages: list[Piece]) -> str:
    return load_bytes(folder, "a.pdf", placed(*pages)).text


def column(left: float, lines: list[str], first: float = 0.0) -> list[Piece]:
    return [(left, first + at, line) for at, line in enumerate(lines)]


def printed_from_left(*lines: str) -> bytes:
    """A PDF with these signs as they are printed, each line from the left."""
    signs = sorted({sign for line in lines for sign in line})
    shown = b"".join(
        b"1 0 0 1 50 %d Tm <%s> Tj " % (700 - 14 * at, bytes(signs.index(sign) + 1 for sign in line).hex().encode())
        for at, line in enumerate(lines)
    )
    content = b"BT /F1 10 Tf %s ET" % shown
    names = "".join(f"<{code:02x}> <{ord(sign):04x}>\n" for code, sign in enumerate(signs, 1)).encode()
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"%d beginbfchar\n%sendbfchar endcmap end" % (len(signs), names)
    )
    count = len(signs)
    return LETTERS % (len(content), content, count, b"500 " * count, b"/a " * count, len(cmap), cmap)


@pytest.mark.parametrize(
    "page",
    [
        [*column(310, RIGHT, 4), *column(50, LEFT, 4), (50, 0, "Saint Olave")],
        [(50, 20, "Guide to churches"), *column(50, LEFT, 4), *column(310, RIGHT, 4), (50, 0, "Saint Olave")],
    ],
    ids=["the right column first", "the foot first"],
)
def test_a_page_is_read_from_above_whatever_was_drawn_first(tmp_path: Path, page: list[Piece]) -> None:
    text = text_of(tmp_path, page)
    assert text.startswith(f"Saint Olave\n\n{TOLD}")
    assert text.removeprefix(f"Saint Olave\n\n{TOLD}") in ("", "\n\nGuide to churches")


def test_a_caption_across_two_columns_parts_no_sentence_of_theirs(tmp_path: Path) -> None:
    below = [f"{line} and so on" for line in LEFT]
    page = [*column(50, LEFT), *column(50, below, 8), *column(310, RIGHT), *column(310, RIGHT, 8)]
    caption = "Figure 1. The tower of the church, and the sea that is seen from its gallery."
    text = text_of(tmp_path, [*page, (60, 5, caption)])
    places = [text.index(told) for told in ("which on clear", "spire and so on", "days the sea", caption)]
    assert places == sorted(places)


def test_numbers_of_lines_stand_in_no_sentence(tmp_path: Path) -> None:
    lines = [
        "This Act applies to all waters of the land other",
        "than harbours and canals that are of the state. It",
        "does not apply to ponds that are small and have",
        "no outflow, unless they are fished by several",
        "persons, of whom none has a permit of the office.",
    ]
    numbered = [
        piece for at, line in enumerate(lines) for piece in ((40.0, float(at), str(at + 1)), (60.0, float(at), line))
    ]
    assert text_of(tmp_path, numbered) == " ".join(lines)
    fifths = [
        piece
        for at, line in enumerate(lines * 3)
        for piece in ((60.0, float(at), line), (40.0, float(at), str(at + 1)))
    ]
    fifths = [piece for piece in fifths if piece[0] == 60 or int(piece[2]) % 5 == 0]
    assert text_of(tmp_path, fifths) == " ".join(lines * 3)


def test_numbers_of_a_list_stay(tmp_path: Path) -> None:
    steps = [
        "Open the lid of the tank",
        "Fill in five litres of water",
        "Close it and wait a minute",
        "Press the lever down",
        "Switch the machine off",
    ]
    numbered = [
        piece for at, line in enumerate(steps) for piece in ((40.0, float(at), f"{at + 1}"), (60.0, float(at), line))
    ]
    text = text_of(tmp_path, numbered)
    assert all(f"{at} " in text or f"{at} |" in text for at in range(1, 6))


def test_lines_of_an_address_do_not_run_into_one_another(tmp_path: Path) -> None:
    address = ["Bellweather Storage Ltd", "4 Quarry Road", "Portwick PW1 2AA", "Tel. 01632 960 771"]
    assert text_of(tmp_path, column(50, address)) == "\n".join(address)


def test_lines_without_spaces_are_joined_without_one(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("STSong-Light", 12)
    for at, line in enumerate(["图书馆星期一至星期五上午九点至下午六点开放，星期六只", "开放到中午十二点。"]):
        canvas.drawString(60, 700 - 16 * at, line)
    canvas.save()
    text = load_bytes(tmp_path, "a.pdf", buffer.getvalue()).text
    assert text == "图书馆星期一至星期五上午九点至下午六点开放，星期六只开放到中午十二点。"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Sie können den Vertrag mit uns bis zum 30. Septem-", "ber ohne Frist kündigen."], "zum 30. September ohne"),
        (
            ["The results are inter-", "preted below, and re-", "ported, since co-", "occurrence is rare."],
            "since co-occurrence",
        ),
        (["Il est possible de choisir celle-ci, et celle-", "là aussi, dans les deux cas."], "et celle-là aussi"),
    ],
)
def test_a_hyphen_goes_where_the_language_has_none(tmp_path: Path, lines: list[str], text: str) -> None:
    assert text in text_of(tmp_path, column(50, lines)).replace("\n", " ")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (".19:00-ל תכירבה", "הבריכת ל-19:00."),
        (")ןויקינ( ינש םויב הרוגס", "סגורה ביום שני (ניקיון)"),
        ("14% החנה רכומ GPS ,רבד", "דבר, GPS מוכר הנחה 14%"),
    ],
)
def test_marks_of_a_line_from_the_right_stand_where_they_are_read(tmp_path: Path, printed: str, read: str) -> None:
    assert load_bytes(tmp_path, "a.pdf", printed_from_left(printed)).text == read


def test_a_paragraph_may_end_with_the_mark_of_a_note(tmp_path: Path) -> None:
    lines = [
        "How long the carbon stays is disputed.1",
        "This thesis asks how much is lost when a dike is opened to the sea.",
    ]
    assert text_of(tmp_path, column(50, lines)) == "\n\n".join(lines)
