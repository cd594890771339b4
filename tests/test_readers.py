"""Markdown and plain text as they are read: headings where they stand, paragraphs whole, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loaded import headings_of, load_bytes

from index.files.readers.markdown import markdown_headings
from index.files.readers.plain import plain_headings
from index.text.sentences import sentence_spans


def test_markdown_headings_are_found_outside_code(tmp_path: Path) -> None:
    source = (
        "# One #\n\n```sh\n# a comment\n```\n\nTwo\n===\n\n"
        "### [Three](x.html) `code`\n\nText\nof two lines\n---\n\n- item\n---\n"
    )
    document = load_bytes(tmp_path, "a.md", source.encode())
    assert document.text == source
    assert headings_of(document) == [("One", 1), ("Two", 1), ("Three code", 3)]
    assert [document.text[h.start : h.end] for h in document.headings] == [
        "# One #",
        "Two\n===",
        "### [Three](x.html) `code`",
    ]


def test_of_front_matter_its_readers_part_is_text(tmp_path: Path) -> None:
    source = (
        '---\n# comment\ntitle: "Guide: the API"\nlayout: post\nauthor: Ada Holm\ndraft: false\n'
        "tags:\n  - boats\n---\n\n# Setup\n\nText.\n"
    )
    document = load_bytes(tmp_path, "a.md", source.encode())
    assert document.text == "Guide: the API\n\nauthor: Ada Holm\ntags:\n  - boats\n\n\n# Setup\n\nText.\n"
    assert document.title == "Guide: the API"
    assert headings_of(document) == [("Guide: the API", 1), ("Setup", 1)]
    assert [document.text[h.start : h.end] for h in document.headings] == ["Guide: the API", "# Setup"]
    again = load_bytes(tmp_path, "b.md", b"+++\ntitle = 'Setup'\n+++\n# Setup\n\nText.\n")
    assert again.text == "# Setup\n\nText.\n"


@pytest.mark.parametrize("text", ["---\nNote: so it is\nWe met on Monday.\n---\n", "---\n\nWe met.\n\n---\n\nAgain.\n"])
def test_a_text_between_rules_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert load_bytes(tmp_path, "a.md", text.encode()).text == text


def test_comments_of_markdown_are_not_read_and_those_of_code_are(tmp_path: Path) -> None:
    source = "# T\n<!-- the\nkey -->\nOne <!-- x -->two, `<!-- y -->`.\n\n```html\n<!-- z -->\n```\n\n## Last <!--\n"
    document = load_bytes(tmp_path, "a.md", source.encode())
    assert document.text == "# T\n\nOne two, `<!-- y -->`.\n\n```html\n<!-- z -->\n```\n\n## Last <!--\n"
    assert headings_of(document) == [("T", 1), ("Last <!--", 2)]
    assert document.text[document.headings[1].start :] == "## Last <!--\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1. Paste this:\n\n    <!-- widget 42 -->\n    <div id=w></div>\n",
         "1. Paste this:\n\n    <!-- widget 42 -->\n    <div id=w></div>\n"),
        ("- So:\n\n     ```\n\n     <!-- z -->\n     ```\n", "- So:\n\n     ```\n\n     <!-- z -->\n     ```\n"),
        ("One <!--> two.\n\nThree <!-- x --> four.\n", "One  two.\n\nThree  four.\n"),
        ("A line\n    that goes on <!-- x --> here.\n", "A line\n    that goes on  here.\n"),
    ],
    ids=["indented", "fence-in-a-list", "short", "no-code"],
)  # fmt: skip
def test_comments_that_are_code_stay(tmp_path: Path, source: str, text: str) -> None:
    assert load_bytes(tmp_path, "a.md", source.encode()).text == text


def test_a_title_of_front_matter_may_be_folded(tmp_path: Path) -> None:
    for sign in (">-", "|", ">"):
        source = f"---\ntitle: {sign}\n  The long title\n  of a page\ndate: 2020\n---\n\nText.\n"
        assert load_bytes(tmp_path, "a.md", source.encode()).title == "The long title of a page"


def test_short_lines_that_stand_alone_are_headings_of_plain_text(tmp_path: Path) -> None:
    source = (
        "The Title\n\nA first paragraph that is long enough.\n\nA Reversal of Policy\n\nA second paragraph, longer.\n\n"
        "Not a heading.\n\nA third paragraph, longer still.\n\nlower case\n\nA fourth paragraph, as long.\n\n"
        "1. item of a list\n\nA fifth paragraph, as long.\n\n第二章\n\n吾輩は猫である。名前はまだ無い。\n\n"
        "The last line"
    )
    document = load_bytes(tmp_path, "a.txt", source.encode())
    assert headings_of(document) == [("The Title", 1), ("A Reversal of Policy", 2), ("第二章", 2)]
    assert document.title == "The Title"
    assert [document.text[h.start : h.end] for h in document.headings] == [h.text for h in document.headings]


def test_underlined_lines_are_headings_of_plain_text(tmp_path: Path) -> None:
    document = load_bytes(
        tmp_path, "a.rst", b"=====\nTitle\n=====\n\nText here.\n\nPart one\n--------\nText.\n\nx\n----------\n"
    )
    assert headings_of(document) == [("Title", 1), ("Part one", 2)]
    assert document.text[document.headings[1].start : document.headings[1].end] == "Part one\n--------"


@settings(deadline=None)
@given(text=st.text(alphabet="#=-`~ \nABcd.é*[]()<>_1", max_size=200))
def test_headings_lie_where_they_say_and_in_order(text: str) -> None:
    for found in (list(markdown_headings(text)), list(plain_headings(text))):
        ends = [0]
        for heading in found:
            span = text[heading.start : heading.end]
            assert heading.start >= ends[-1]
            assert heading.text == heading.text.strip() != ""
            assert "\n" not in heading.text
            assert heading.start == 0 or text[heading.start - 1] == "\n"
            assert heading.end == len(text) or text[heading.end] == "\n"
            assert span.count("\n") <= 1
            ends.append(heading.end)
    assert all(heading.text in text[heading.start : heading.end] for heading in plain_headings(text))


RESULTS = "Total sleep time was 346 minutes with amber and 323 minutes with clear glasses."


@pytest.mark.parametrize("heading", ["Abstract", "3 Results", "2. Footbridge over the Wendle", "Café & Küche"])
def test_a_short_line_right_above_its_text_is_a_heading(heading: str) -> None:
    text = f"A study of sleep\n\n{heading}\n{RESULTS}\nAnd more."
    assert [found.text for found in plain_headings(text)] == ["A study of sleep", heading]


def test_a_numbered_line_alone_above_a_text_is_a_heading_and_a_list_of_them_is_none() -> None:
    minutes = f"Minutes\n\n1. POLICE REPORT\n\n{RESULTS}\n\n2. Traffic: Mill Lane\n\n{RESULTS}"
    assert [found.text for found in plain_headings(minutes)][1:] == ["1. POLICE REPORT", "2. Traffic: Mill Lane"]
    listed = f"To do\n\n1. Wash the wool\n\n2. Dry the wool in the shade of the old pear tree\n\n{RESULTS}"
    assert "1. Wash the wool" not in [found.text for found in plain_headings(listed)]
    german = f"Die Mauer\n\nVon Anna Holm\n\n{RESULTS}"
    assert [found.text for found in plain_headings(german)] == ["Die Mauer"]


def test_a_numbered_heading_stands_above_its_own_clauses() -> None:
    lease = (
        "BOATHOUSE LEASE\n\nThis lease is made between the harbour and the rowing club.\n\n1. THE BOATHOUSE\n\n"
        "1.1 The harbour lets the boathouse to the club.\n\n2) THE CLUB'S DUTIES\n\n2.1 The club shall:\n"
        "(a) sweep the slipway;\n(b) keep the doors shut.\n2.2 The club shall report leaks.\n\n"
        "3. WORKS\n\n3.1 Painting\n\nThe harbour paints the doors.\n\nSchedule\n\nNone of it is due before May."
    )
    assert [(found.text, found.level) for found in plain_headings(lease)] == [
        ("BOATHOUSE LEASE", 1), ("1. THE BOATHOUSE", 2), ("2) THE CLUB'S DUTIES", 2), ("3. WORKS", 2),
        ("3.1 Painting", 3), ("Schedule", 2),
    ]  # fmt: skip
    listed = "To do\n\n1. Wash the wool\n\n11.5 metres of twine are in the old barn\n\nThat is all there is to do here."
    assert [found.text for found in plain_headings(listed)] == ["To do"]


def test_numbered_sections_are_titled_right_above_their_text() -> None:
    contract = (
        "HOSTING AGREEMENT\n\n1. Terms 2\n2. Fees 3\n\n1. Terms\n1.1 “Day” means a day of 24 hours.\n2. Fees\n"
        "2.1 The fee is 90 euros a month.\n2.1.1 It is paid on the first.\n2.2 Nothing is repaid, whatever the\n"
        "reason.\n3. Notice\nWrite to the office in Kiel.\n4. The Supplier shall tell the Customer of faults and\n"
        "mend them.\n\nSCHEDULE 1\nListed machines\nHarbour 12\n"
    )
    assert [(found.text, found.level) for found in plain_headings(contract)] == [
        ("HOSTING AGREEMENT", 1), ("1. Terms", 2), ("2. Fees", 2), ("3. Notice", 2),
        ("SCHEDULE 1", 2), ("Listed machines", 3),
    ]  # fmt: skip
    law = (
        "CHAPTER I\nLabels\n\nArticle 1\nNoise\n1. Each mower bears a label.\n2. It says what the law in\n"
        "Article 2 of this chapter asks for.\n\nArticle 2\nThe label is white.\n\n"
        "Article 3\nDealers pay what\nthe law says.\n"
    )
    assert [(found.text, found.level) for found in plain_headings(law)] == [
        ("CHAPTER I", 2), ("Labels", 3), ("Article 1", 3), ("Noise", 4), ("Article 2", 3), ("Article 3", 3),
    ]  # fmt: skip
    lease = (
        f"Mietvertrag\n\n§ 1 Miete\n(1) Die Miete beträgt 780 Euro.\n\n§ 2 Tiere\n{RESULTS}\n\nSection 3. Pets.\nNo."
    )
    assert [found.text for found in plain_headings(lease)][1:] == ["§ 1 Miete", "§ 2 Tiere", "Section 3. Pets"]


def test_items_of_a_list_and_entries_of_contents_are_no_titles() -> None:
    steps = (
        "1. Preparation\n1.1 Wash your hands\n1.2 Put on gloves\n2. Sampling\n2.1 Open the tube\n2.2 Label the tube\n"
        "Store all tubes in the dark.\n"
    )
    assert [found.text for found in plain_headings(steps)] == ["1. Preparation", "2. Sampling"]
    contents = "Article 1 Rent\nArticle 2 Pets\nArticle 3 Notice\n\nThe articles stand on the pages that follow.\n"
    assert [*plain_headings(contents)] == []
    recipe = "1. Boil the water\nUse the big kettle for this.\n2. Add the tea\nOne spoon for each cup.\n3. Wait"
    assert [*plain_headings(recipe)] == []


@pytest.mark.parametrize(
    "text",
    [
        f"Results:\n{RESULTS}",
        f"- Results\n{RESULTS}",
        f"3.\n{RESULTS}",
        "Mr A. Smith\n12 High Street\nLeeds",
        "We met in the hall and talked about the town’s\nFootbridge Committee, which had put off its plan in May.",
        "He left at\nnine and went along the brook to the mill, where he found nobody but the dog and the cat.",
        f"By Ada Holm\n{RESULTS}",
        f"Annual report            Page 4\n\n{RESULTS}",
        f"By our science correspondent\n\n{RESULTS}",
    ],
)
def test_and_no_other_line_is(text: str) -> None:
    assert [found.text for found in plain_headings(f"A study of sleep\n\n{text}")][1:] == []


def test_paragraphs_on_a_line_each_do_not_run_into_one_another(tmp_path: Path) -> None:
    text = (
        "Staff handbook\nHolidays\nEvery employee has 25 days of holiday a year. They are booked with the manager at "
        "least two weeks ahead of the first day.\nUnused days lapse on 31 March.\nSick leave\nCall the office before "
        "9 am on the first day. A doctor's note is needed from the third day of the illness on.\n"
        "Harbour Street 12\nOslo\nPay\nSalaries are paid monthly.\n"
    )
    document = load_bytes(tmp_path, "a.txt", text.encode())
    assert headings_of(document) == [("Staff handbook", 1), ("Holidays", 2), ("Sick leave", 2)]
    sentences = [document.text[span.start : span.end] for span in sentence_spans(document.text)]
    assert "Every employee has 25 days of holiday a year." in sentences
    assert sentences[-2:] == ["Harbour Street 12\nOslo\nPay", "Salaries are paid monthly."]


def test_a_paragraph_of_lines_that_were_broken_is_whole() -> None:
    broken = (
        "Holidays are booked with the manager of the department that one works in at\nNorth Quay two weeks ahead.\n\n"
    )
    text = broken + "Salaries are paid monthly. " * 20
    assert [text[span.start : span.end] for span in sentence_spans(text)][0] == broken.strip()
    assert list(plain_headings(text)) == []


def test_headings_as_wikis_write_them_are_found_in_text_and_markdown() -> None:
    text = " = Little Rock = \n The arsenal stands in a park .\n = = Construction = = \n It was built in 1840 .\n"
    for find in (plain_headings, markdown_headings):
        found = [(heading.text, heading.level) for heading in find(text)]
        assert found == [("Little Rock", 1), ("Construction", 2)]
