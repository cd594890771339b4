"""The marker parser: what is a marker, and what is not."""

from __future__ import annotations

import pytest
from marked import read

from rag.citing import grammar
from rag.citing.markers import MarkerParser


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("[1]", (1,)),
        ("[1, 2]", (1, 2)),
        ("[1,2]", (1, 2)),
        ("[1; 2]", (1, 2)),
        ("[ 1 ]", (1,)),
        ("[1-3]", (1, 2, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[3-1]", (1, 2, 3)),
        ("[7-99]", (7, 8, 9)),
        ("[2, 2]", (2,)),
        ("[0]", ()),
        ("[99]", ()),
        ("[99, 2]", (2,)),
        ("[[1]]", (1,)),
        ("\\[1\\]", (1,)),
        ("【1】", (1,)),
        ("【1†source】", (1,)),
        ("【4:0†report.pdf】", (4,)),
        ("［1］", (1,)),
        ("[１]", (1,)),
        ("[^1]", (1,)),
        ("(Source 1)", (1,)),
        ("(source: 1)", (1,)),
        ("(Sources 1 and 2)", (1, 2)),
        ("(Sources 1, 2, and 4)", (1, 2, 4)),
        ("[Source 1]", (1,)),
        ("[Passage 2]", (2,)),
        ("[Source 1, Source 3]", (1, 3)),
        ("[source 2: The title, 2019]", (2,)),
        ("[Document 2 - The title]", (2,)),
        ("[Doc 3]", (3,)),
        ("[Ref. 3]", (3,)),
        ("[cite: 1, 3]", (1, 3)),
        ("[3, p. 30]", (3,)),
        ("[3, pages 2-4; 5]", (3, 5)),
        ("[see 2]", (2,)),
        ("(see 3)", (3,)),
        ("(see source 3, page 2)", (3,)),
        ("[1 to 3]", (1, 2, 3)),
        ("[source 1 - 3]", (1, 2, 3)),
        ("[#2]", (2,)),
        ("[^1^]", (1,)),
        ("[Quelle 2]", (2,)),
        ("（来源1）", (1,)),
        ("（来源：1）", (1,)),
        ("[1](#1)", (1,)),
        ("[[1]](#ref-1)", (1,)),
        ("**[1]**", (1,)),
        ("**[1][2]**", (1, 2)),
        ("_[1]_", (1,)),
        ("([1])", (1,)),
        ("([1], [3])", (1, 3)),
        ("(Source: [1] and [2].)", (1, 2)),
        ("（[1]）", (1,)),
        ("(see [99])", ()),
        ("*([1])*", (1,)),
        ("<sup>[1]</sup>", (1,)),
        ("<sup>1, 2</sup>", (1, 2)),
        ("^[1]^", (1,)),
        ("$^{1}$", (1,)),
        ("<cite>2</cite>", (2,)),
        ("[1]-[3]", (1, 2, 3)),
        ("[1]–[3]", (1, 2, 3)),
        ("[1 or 4]", (1, 4)),
        ("[1/2]", (1, 2)),
        ("[1 | The harbour of Lindau]", (1,)),
        ("[1: “Fees rose by 3 percent”]", (1,)),
        ("[1.]", (1,)),
        ("[1, Section 2]", (1,)),
        ("[1, para. 2]", (1,)),
        ("[1, § 2; 3]", (1, 3)),
        ("[1, lines 3-4]", (1,)),
        ("[1 (p. 3)]", (1,)),
        ("[1†L1-L3]", (1,)),
        ("[S1, S2]", (1, 2)),
        ("[Source #1]", (1,)),
        ("[source_1]", (1,)),
        ("[Источник 2]", (2,)),
        ("[ID: 2]", (2,)),
        ("[src 1]", (1,)),
        ("[Context: 3]", (3,)),
        ("[Evidence 1, Evidence 2]", (1, 2)),
        ("[n°1]", (1,)),
        ("[No. 2]", (2,)),
        ("[Source number 2]", (2,)),
        ("[Source 2, Fees of 2021]", (2,)),
        ("[Source: 1, harbour.md]", (1,)),
        ('<source id="2"/>', (2,)),
    ],
)
def test_a_marker_is_read_wherever_it_is_cut(written: str, numbers: tuple[int, ...]) -> None:
    text = f"Fees rose {written}."
    expected = [("prose", "Fees rose "), numbers, ("prose", ".")]
    assert read(list(text)) == expected
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == expected


@pytest.mark.parametrize(
    "written",
    [
        '<cite index="2">Fees rose</cite>. Boats were exempt.',
        "<co: 2>Fees rose</co: 2>. Boats were exempt.",
        'Fees rose<ref id="2">2</ref>. Boats were exempt.',
    ],
)
def test_a_tag_around_words_cites_them_at_their_end(written: str) -> None:
    expected = [("prose", "Fees rose"), (2,), ("prose", ". Boats were exempt.")]
    for cut in range(len(written) + 1):
        assert read([written[:cut], written[cut:]]) == expected


def test_a_tag_that_cites_nothing_stays_as_it_is() -> None:
    for text in ("The book <cite>Harbours</cite> says so.", '<cite title="Of 2021">Fees</cite> rose.', "a <b 1> c"):
        assert read([text]) == [("prose", text)]


def test_a_mark_that_a_sentence_begins_is_no_word_of_it() -> None:
    text = "[cite_start]Fees rose. [cite: 1]"
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == [("prose", "Fees rose. "), (1,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fees rose.^1 Boats", [("prose", "Fees rose."), (1,), ("prose", " Boats")]),
        ("Fees rose ^12.", [("prose", "Fees rose ^12.")]),
        ("the price^2 rose", [("prose", "the price^2 rose")]),
        ("10^6 boats, m^2", [("prose", "10^6 boats, m^2")]),
        ("Fees rose. *Source: 1*", [("prose", "Fees rose. "), (1,)]),
        ("Fees rose. Sources: 1, 2\n", [("prose", "Fees rose. "), (1, 2), ("prose", "\n")]),
        ("Fees rose.\n\n**Sources:** 3", [("prose", "Fees rose.\n\n"), (3,)]),
        ("Fees rose. Source: 2 boats", [("prose", "Fees rose. Source: 2 boats")]),
        ("Documents: 3\nBoats: 2", [("prose", "Documents: 3\nBoats: 2")]),
        ("in brackets (text 3), (ID 7)", [("prose", "in brackets (text 3), (ID 7)")]),
    ],
)
def test_numbers_behind_a_caret_or_a_label_are_markers_where_nothing_else_is_meant(
    text: str, expected: list[object]
) -> None:
    assert read([text]) == expected
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Source 1, fees rose", [("prose", "According to Source "), (1,), ("prose", ", fees rose")]),
        ("Sources 1, 2 and 3", [("prose", "Sources "), (1,), ("prose", ", "), (2,), ("prose", " and "), (3,)]),
        ("It ends with (source 2", [("prose", "It ends with (source "), (2,)]),
        ("As in Document 1, fees rose", [("prose", "As in Document "), (1,), ("prose", ", fees rose")]),
        ("Laut Quelle 4.", [("prose", "Laut Quelle "), (4,), ("prose", ".")]),
    ],
)
def test_the_number_of_a_source_that_is_spoken_of_is_a_marker(text: str, expected: list[object]) -> None:
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == expected
    assert read(list(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fees rose¹.", [("prose", "Fees rose"), (1,), ("prose", ".")]),
        ("Fees rose.² Boats", [("prose", "Fees rose."), (2,), ("prose", " Boats")]),
        ("Fees rose ¹,² or ¹ ³", [("prose", "Fees rose "), (1, 2), ("prose", " or ¹ ³")]),
        ("Fees rose²³", [("prose", "Fees rose"), (2, 3)]),
        ("**Fees**¹ by 4%²", [("prose", "**Fees**"), (1,), ("prose", " by 4%"), (2,)]),
        ("a pier of five miles¹", [("prose", "a pier of five miles"), (1,)]),
        ("费用上涨了。¹", [("prose", "费用上涨了。"), (1,)]),
    ],
)
def test_a_raised_number_after_a_word_is_a_marker(text: str, expected: list[object]) -> None:
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == expected
    assert read(list(text)) == expected


@pytest.mark.parametrize(
    ("behind", "numbers"),
    [
        ("— [1]", (1,)),
        ("[1], [3]", (1, 3)),
        ("[1]; [3]", (1, 3)),
        ("[1] and [3]", (1, 3)),
        ("Source: [1]", (1,)),
        ("Sources: [1], [3].", (1, 3)),
        ("**Source:** [1]", (1,)),
        ("*Source: [1]*", (1,)),
        ("See [1].", (1,)),
    ],
)
def test_what_only_holds_markers_behind_a_sentence_goes_with_them(behind: str, numbers: tuple[int, ...]) -> None:
    for text, rest in (
        (f"Fees rose. {behind} Boats too.", "Boats too."),
        (f"Fees rose.\n\n{behind}\n\nBoats too.", "Boats too."),
        (f"Fees rose. {behind}", ""),
    ):
        if "—" in behind and "\n" in text:
            continue
        for cut in range(len(text) + 1):
            before, marker, *after = read([text[:cut], text[cut:]])
            assert (str(before[1]).strip(), marker) == ("Fees rose.", numbers)
            assert "".join(str(part[1]) for part in after).strip() == rest


@pytest.mark.parametrize(
    "text",
    ["Fees rose. [1] and [2] say so.", "Fees rose. See [1] for more.", "Fees rose. Source: he.", "The source: [1]"],
)
def test_markers_that_are_words_of_a_sentence_stay_in_it(text: str) -> None:
    found = read(list(text))
    assert "".join(f"[{part[0]}]" if isinstance(part[0], int) else str(part[1]) for part in found) == text


def test_raised_digits_are_one_number_where_there_are_so_many() -> None:
    assert grammar.raised_numbers("¹²", 12) == (12,)
    assert grammar.raised_numbers("¹²", 11) == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "40 m², 3 km², 10³ and 2²",
        "x² + ab² = mc², sin²(x), 5 square metres² and 9 feet³",
        "Ca²⁺, Iron³⁺, R² of 0.9 and chi² of 4",
        "H²O and the 1º and 2ª and 1ᵉʳ",
        "Word⁹⁰ and 10¹,² and word⁰ and half²0",
        "¹ The title",
    ],
)
def test_powers_and_charges_are_no_markers(text: str) -> None:
    assert read(list(text)) == [("prose", text)]


@pytest.mark.parametrize(
    "text",
    [
        "In [2024] and (2024), (1) and (a).",
        "The interval [0, 1] and the slice a[1:3].",
        "See [the list] and [x] and [1.5] and [p. 3].",
        "It ends with [1",
        "Source 3.5 and source 1:30, sources 12 and 0, source 2a and Source 40 % of it",
        "resource 2 and the open source 3D printer",
        "Sources: several, he said.",
        "Paris (France) [sic].",
        "See [1 today] and (see below), [12 March], [3 km] and [page 3].",
        "See ([the list]), (x [a]) and [3, which is old], [1, n] and 5 < 6 for $5 ^ 2.",
        "a km<sup>2</sup>, 10<sup>3</sup>, mc$^2$ and the 4<sup>th</sup>",
    ],
)
def test_what_only_looks_like_a_marker_stays_as_it_is(text: str) -> None:
    assert read(list(text)) == [("prose", text)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("use a[1] here", "use a[ 1 ] here"),
        ("use list[0] here", "use list[ 0 ] here"),
        ("use my_rows[1][2] here", "use my_rows[ 1 ][ 2 ] here"),
        ("see [1](page.html)", "see [ 1 ](page.html)"),
    ],
)
def test_an_index_or_link_gets_room_so_that_it_is_no_footnote(text: str, shown: str) -> None:
    assert read(list(text)) == [("prose", shown)]


def test_a_marker_may_touch_the_word_before_it() -> None:
    assert read(["It is Paris[1].[2]"]) == [("prose", "It is Paris"), (1,), ("prose", "."), (2,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so `a [1]` is", [("prose", "so "), ("code", "`a [1]`"), ("prose", " is")]),
        ("``b`[1]`` is", [("code", "``b`[1]``"), ("prose", " is")]),
        ("a ` stray [1]", [("prose", "a ` stray "), (1,)]),
        ("```py\nx [1]\n```\ny [1]", [("block", "```py\nx [1]\n```"), ("prose", "\ny "), (1,)]),
        ("~~~\n[1]\n```\n~~~~\n[2]", [("block", "~~~\n[1]\n```\n~~~~"), ("prose", "\n"), (2,)]),
        ("```\n[1]", [("block", "```\n[1]")]),
        (
            "- ```sh\n  a[1]\n  ```\n- b [2]",
            [("prose", "- "), ("block", "```sh\n  a[1]\n  ```"), ("prose", "\n- b "), (2,)],
        ),
        ("```\r\na [1]\r\n```\r\nb [2]", [("block", "```\na [1]\n```"), ("prose", "\nb "), (2,)]),
        ("```x``` [1]\n[2]", [("code", "```x```"), ("prose", " "), (1,), ("prose", "\n"), (2,)]),
    ],
)
def test_code_is_left_alone(text: str, expected: list[object]) -> None:
    assert read(list(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A [1].\n[^1]: The title\n", [("prose", "A "), (1,), ("prose", ".\n")]),
        ("Fees rose [1](https://a.b/c?d=1).", [("prose", "Fees rose "), (1,), ("prose", ".")]),
        ("A [1].\n[1]: https://a.b\nB", [("prose", "A "), (1,), ("prose", ".\nB")]),
        ("A [1].\n\nSources:\n[1] Title\n- [2] Other\n", [("prose", "A "), (1,), ("prose", ".\n\n")]),
        ("**References**\n\n1. [1] Title\n\nRest [1]", [("prose", "Rest "), (1,)]),
        ("A [1].\n\n**Sources:** [1], [2]\nB", [("prose", "A "), (1,), ("prose", ".\n\n\nB")]),
        ("A [1].\nQuellen:\n[1] Titel", [("prose", "A "), (1,), ("prose", ".\n")]),
    ],
)
def test_the_models_own_list_of_sources_is_dropped(text: str, expected: list[object]) -> None:
    assert read(list(text)) == expected


def test_a_line_of_sources_is_the_footnote_of_a_paragraph_without_one() -> None:
    text = "Fees rose.\n\nSource: [1]\n\nBoats too.\n*Sources: [2], [3]*\n"
    expected = [("prose", "Fees rose.\n\n"), (1,), ("prose", "\n\nBoats too.\n"), (2, 3), ("prose", "\n")]
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == expected
    assert read([text.replace("too.", "too [2].")])[-2:] == [(2,), ("prose", ".\n\n")]


@pytest.mark.parametrize(
    ("opening", "is_packaging"),
    [
        ("```markdown\nFees rose [1].", True),
        ("\n~~~ md\nFees rose.\n\nThey did [1].", True),
        ("```\nFees rose [1].", True),
        ("```text\nFees rose. [1]", True),
        ("```\nfees = [1]", False),
        ("```\nrows[1]", False),
        ("```\nFees rose.\nThey did [1].", False),
        ("```python\nFees rose [1].", False),
        ("So:\n```markdown\nFees rose [1].", False),
    ],
)
def test_a_fence_around_the_whole_answer_is_packaging(opening: str, is_packaging: bool) -> None:
    text = f"{opening}\n{'~~~' if '~~~' in opening else '```'}"
    found = read(list(text))
    assert ("block" not in dict(part for part in found if isinstance(part[0], str))) is is_packaging
    assert ((1,) in found) is is_packaging
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == found


def test_tags_of_paragraphs_and_items_are_told_from_text() -> None:
    found = read(list("<p>Fees <b>rose</b> [1].</p>\n<li class='a'>5 <p"))
    assert found == [
        ("block", "<p>"),
        ("prose", "Fees <b>rose</b> "),
        (1,),
        ("prose", "."),
        ("block", "</p>"),
        ("prose", "\n"),
        ("block", "<li class='a'>"),
        ("prose", "5 <p"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "[1] The harbour of Lindau, p. 3\n[2] Notes on the ferry\n",
        "[1]: The Harbour of Lindau: Fees\n[2]: Notes on the ferry",
        "- [1] *The harbour of Lindau*\n- [2] “Notes on the Ferry”, pp. 3-4",
        "**[1]** The harbour of Lindau",
        "Source 1: The harbour of Lindau\nSource 2: Notes on the ferry",
        "Sources:\n- The harbour of Lindau, p. 3\n- Notes on the ferry",
        "**Sources**\n\n1. The harbour of Lindau\n2. Notes on the ferry, page 4\n",
        "Sources: The harbour of Lindau, p. 3; Notes on the ferry",
    ],
)
def test_lines_that_only_name_sources_are_dropped(listed: str) -> None:
    text = f"A [1].\n\n{listed}"
    for cut in range(len(text) + 1):
        assert read([text[:cut], text[cut:]]) == [("prose", "A "), (1,), ("prose", ".\n\n")]


@pytest.mark.parametrize(
    "line",
    [
        "[1] The harbour of Lindau was closed",
        "[1] The harbour of the ferry",
        "Sources:\n- Fees of the harbour [1]",
        "Sources: fees and rents",
        "[1] p. 3",
        "- The harbour of Lindau",
        "Source 1: The harbour opened",
    ],
)
def test_lines_that_say_more_than_a_name_stay(line: str) -> None:
    read_again = "".join("[1]" if event == (1,) else str(event[1]) for event in read([f"A [1].\n\n{line}"]))
    assert read_again == f"A [1].\n\n{line.replace('Source 1', 'Source [1]')}"


def test_a_name_alone_is_an_answer() -> None:
    assert read(["[1] The harbour of Lindau"]) == [(1,), ("prose", " The harbour of Lindau")]


def test_a_line_that_a_marker_opens_is_no_definition() -> None:
    assert read(["[1]: The law passed"]) == [(1,), ("prose", " The law passed")]


@pytest.mark.parametrize("word", ["40 kWh", "an mRNA", "the waiting list", "the pH", "12 dB", "at 5 kHz", "the siRNA"])
def test_a_marker_right_behind_a_unit_or_a_name_is_one(word: str) -> None:
    assert (1,) in read([f"It is {word}[1]."])


def test_what_the_model_cited_and_was_not_given_is_known() -> None:
    parser = MarkerParser(3)
    parser.feed("It is so [1]. ")
    assert not parser.invented
    parser.feed("It is [9]. ")
    assert parser.invented
