"""From a model's text to footnotes: sentences, exact spans, quotations, and that no cut of the stream changes any."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marked import ANSWERS

from index.text.sentences import sentence_spans
from index.types import Passage, Sentence
from rag.answerer import Quote, Statement
from rag.citing.cite import NOT_CHECKED, CitedWriter
from rag.citing.grammar import CODE_SPAN
from rag.citing.quotations import unfound_quotations
from rag.types import Delta, Verdict

HARBOUR = (
    "The harbour board raised fees by 4 percent in 2021. Fishing boats were exempt from the change. "
    "The mayor, Anna Berg, said the port “must pay for itself within ten years”. Nobody objected. "
    "Two cranes were bought from Genoa, and a third was leased."
)
CITY = (
    "Oslo has 700,000 inhabitants. It was founded in 1048 by King Harald. The city’s port — the oldest — is small. "
    "东京很大。"
)
ENVOY = (
    "The article closes with a former envoy of the port council, who spoke on condition of anonymity. "
    "The envoy said: “The port is no rival but a bargaining chip.”"
)
DOCUMENTS = {"harbour": "Preface.\n\n" + HARBOUR, "city": CITY, "envoy": ENVOY}


def passage(document_id: str, text: str) -> Passage:
    base = DOCUMENTS[document_id].index(text)
    sentences = tuple(
        Sentence(base + span.start, base + span.end, text[span.start : span.end]) for span in sentence_spans(text)
    )
    return Passage(f"{document_id}-1", document_id, base, base + len(text), text, None, "", sentences)


PASSAGES = (passage("harbour", HARBOUR), passage("city", CITY))


def write(pieces: Sequence[str]) -> list[Delta | Statement]:
    writer = CitedWriter(PASSAGES)
    return [item for piece in pieces for item in writer.feed(piece)] + writer.close()


def shown(items: Sequence[Delta | Statement]) -> str:
    return "".join(item.text for item in items if isinstance(item, Delta))


def statements(items: Sequence[Delta | Statement]) -> list[Statement]:
    return [item for item in items if isinstance(item, Statement)]


def sentences(text: str) -> list[str]:
    return [statement.sentence.text for statement in statements(write(list(text)))]


def quoted(text: str) -> list[list[str]]:
    return [[quote.text for quote in statement.quotes] for statement in statements(write(list(text)))]


def test_markers_get_our_numbers_in_order_of_first_use() -> None:
    items = write(["Harald founded Oslo in 1048 [2]. Fees rose by 4 percent [1]. King Harald did it in 1048 【2】."])
    assert (
        shown(items)
        == "Harald founded Oslo in 1048 [1][2]. Fees rose by 4 percent [3]. King Harald did it in 1048 [2]."
    )
    assert [statement.sentence.citations for statement in statements(items)] == [(1, 2), (3,), (2,)]


def test_sources_that_are_spoken_of_get_our_numbers() -> None:
    text = (
        "Source 2 says that it was founded by King Harald, while Source 1 adds that two cranes were bought from Genoa."
    )
    items = write(list(text))
    said = shown(items)
    assert said == text.replace("Source 2", "Source [1]").replace("Source 1", "Source [2]")
    assert [quote.text for quote in statements(items)[0].quotes] == [
        "It was founded in 1048 by King Harald.",
        "Two cranes were bought from Genoa, and a third was leased.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fees rose 4 percent [1]. Boats were exempt.", ["Fees rose 4 percent [1].", "Boats were exempt."]),
        ("Fees rose 4 percent.[1] Boats too.", ["Fees rose 4 percent.[1]", "Boats too."]),
        ("Fees rose 4 percent. [1] Boats too.", ["Fees rose 4 percent. [1]", "Boats too."]),
        (
            "Dr. Li of the U.S. Senate paid 3.5 percent. He left.",
            ["Dr. Li of the U.S. Senate paid 3.5 percent.", "He left."],
        ),
        ("It grew, e.g. by fees. See p. 4.", ["It grew, e.g. by fees.", "See p. 4."]),
        ("She said “One. Two.” Then she left.", ["She said “One. Two.”", "Then she left."]),
        ("**Fees rose.** **Boats paid.** Yes", ["**Fees rose.**", "**Boats paid.**", "Yes"]),
        ("One line\ngoes on here. Two.", ["One line\ngoes on here.", "Two."]),
        ("- One\n- Two [1]\n3. Three", ["One", "Two [1]", "Three"]),
        ("## Title\n\nFees rose.", ["Fees rose."]),
        ("**Title**\nFees rose.", ["Fees rose."]),
        ("The board wants:\n\n- higher fees", ["higher fees"]),
        ("东京很大。大阪也大。", ["东京很大。", "大阪也大。"]),
        ("Say `a. B` now. Then go.", ["Say `a. B` now.", "Then go."]),
        ("> Quoted line.\n> Second line.", ["Quoted line.", "Second line."]),
        # What follows an ordinal tells whether it ends a sentence.
        (
            "Am 3. Mai 1990 stieg die Gebühr. Im 19. Jahrhundert stieg sie nicht.",
            ["Am 3. Mai 1990 stieg die Gebühr.", "Im 19. Jahrhundert stieg sie nicht."],
        ),
        ("Vom 1. bis 5. Juli ruht der Hafen. So ist es.", ["Vom 1. bis 5. Juli ruht der Hafen.", "So ist es."]),
        ("Sie sank am 4. August.", ["Sie sank am 4. August."]),
        ("Ludwig XIV. war König von Frankreich.", ["Ludwig XIV. war König von Frankreich."]),
        ("Havnen ble stengt den 4. mars 2021.", ["Havnen ble stengt den 4. mars 2021."]),
        ("It has 4. The fees did not rise. So be it.", ["It has 4.", "The fees did not rise.", "So be it."]),
        ("It has 4.", ["It has 4."]),
    ],
)
def test_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    assert [re.sub(r"(?:\[\d\])+", "[1]", sentence) for sentence in sentences(text)] == expected


def test_a_row_is_one_sentence_and_a_tables_head_is_none() -> None:
    head = "| City | Founded |\n|---|---|\n"
    items = write(list(head + "| Oslo. A port | 1048 by Harald [2] |\n| Bergen | 1070 [9] |\n"))
    rows = ["| Oslo. A port | 1048 by Harald [1][2] |", "| Bergen | 1070 |"]
    assert [item.sentence.text for item in statements(items)] == rows
    assert shown(items) == head + "\n".join(rows) + "\n"


def test_a_marker_at_the_head_of_a_sentence_is_shown_at_its_end() -> None:
    items = write(["[1] Anna Berg is the mayor. Oslo is small."])
    assert shown(items) == "Anna Berg is the mayor. [1] Oslo is small."
    assert statements(items)[0].quotes[0].text.startswith("The mayor, Anna Berg")


def test_where_markers_stand_in_front_each_belongs_to_the_sentence_after_it() -> None:
    text = "[1] Anna Berg is the mayor. [2] Oslo has 700,000 inhabitants. [1] Fishing boats were exempt."
    assert [quotes[0].split()[0] for quotes in quoted(text)] == ["The", "Oslo", "Fishing"]
    assert shown(write(list(text))).endswith("inhabitants. [2] Fishing boats were exempt. [3]")
    after = "Anna Berg is the mayor. [1] Oslo has 700,000 inhabitants. [2] Fishing boats were exempt. [1]"
    assert shown(write(list(after))) == shown(write(list(text)))


@pytest.mark.parametrize(
    "marker",
    ["([1])", "(Source: [1])", "(see [1])", "— [1]", "*([1])*", "<sup>[1]</sup>", "^[1]^", "Source: [1]", "[1], [1]"],
)
def test_markers_in_packaging_belong_to_the_sentence_before_them(marker: str) -> None:
    text = f"Boats were exempt. {marker} Anna Berg is the mayor. {marker} Nobody objected. {marker}"
    items = write(list(text))
    assert shown(items) == "Boats were exempt. [1] Anna Berg is the mayor. [2] Nobody objected. [3]"
    assert [quotes[0].split()[0] for quotes in quoted(text)] == ["Fishing", "The", "Nobody"]


def test_a_source_in_its_own_line_is_the_footnote_of_the_line_above() -> None:
    text = "Boats were exempt.\n\nSource: [1]\n\nOslo is small.\n*Source: [2]*\n"
    assert sentences(text) == ["Boats were exempt.\n\n[1]", "Oslo is small.\n[2]"]


def test_items_below_a_cited_lead_in_are_cited_each_with_its_own_words() -> None:
    text = (
        "The board decided this [1]:\n\n- Fees rose by 4 percent\n  - Boats were exempt\n- Two cranes\n\nNobody knows."
    )
    items = write(list(text))
    assert [[quote.text for quote in statement.quotes] for statement in statements(items)[1:]] == [
        ["The harbour board raised fees by 4 percent in 2021."],
        ["Fishing boats were exempt from the change."],
        ["Two cranes were bought from Genoa, and a third was leased."],
        [],
    ]
    assert shown(items).startswith(
        "The board decided this [1]:\n\n- Fees rose by 4 percent [1]\n  - Boats were exempt [2]\n"
    )


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Decided [1][2]:\n- King Harald founded it\n- Boats were exempt", [("It",), ("Fishing",)]),
        ("Decided [1]:\n- King Harald founded it [2]\n- Nobody objected [99]", [("It",), ("Nobody",)]),
        ("- Decided [1]:\n  - Nobody objected\n- It is so", [("Nobody",), ()]),
        ("Decided [1]:\n- Nobody objected\n## Oslo\n- It is so", [("Nobody",), ()]),
        ("Decided [99]:\n- Nobody objected", [()]),
        ("They decided [1].\n- Nobody objected", [()]),
    ],
)
def test_a_lead_in_lends_its_markers_to_what_stands_below_it_and_has_none(
    text: str, cited: list[tuple[str, ...]]
) -> None:
    found = [tuple(quote.split()[0] for quote in quotes) for quotes in quoted(text)]
    assert found[-len(cited) :] == cited


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("✅ Fees rose [1] 🎉\n👉 Boats too [1]", ["✅ Fees rose [1] 🎉", "👉 Boats too [1]"]),
        ("→ Fees rose\n→ Boats too", ["→ Fees rose", "→ Boats too"]),
        ("1️⃣ Fees rose\n2️⃣ Boats too", ["1️⃣ Fees rose", "2️⃣ Boats too"]),
        ("Fees rose [1] 🎉\nBoats too", ["Fees rose [1] 🎉", "Boats too"]),
        ("It is 20\n°C and\n5 € there", ["It is 20\n°C and\n5 € there"]),
        ("<p>Fees rose [1].</p>\n<p>Boats too.</p>", ["Fees rose [1].", "Boats too."]),
        ("<ul>\n<li>Fees rose [1]</li>\n<li>Boats <b>too</b></li>\n</ul>", ["Fees rose [1]", "Boats <b>too</b>"]),
    ],
)
def test_a_symbol_or_tag_at_the_head_of_a_line_opens_a_sentence(text: str, expected: list[str]) -> None:
    assert [re.sub(r"(?:\[\d\])+", "[1]", sentence) for sentence in sentences(text)] == expected


def test_an_answer_that_comes_as_a_block_of_markdown_has_its_footnotes() -> None:
    bare = "Boats were exempt [1].\n\n- Nobody objected [1]\n"
    items = write(list(f"```markdown\n{bare}```"))
    assert shown(items) == shown(write([bare])) == "Boats were exempt [1].\n\n- Nobody objected [2]\n"


def test_a_marker_alone_in_its_line_belongs_to_the_line_before() -> None:
    assert sentences("Boats were exempt.\n[1]\n\nOslo is small.") == ["Boats were exempt.\n[1]", "Oslo is small."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fees rose [99].", "Fees rose."),
        ("Fees [0] rose [99] and fell.", "Fees rose and fell."),
        ("[99] Fees rose.", "Fees rose."),
        ("Boats were exempt [1][1] [1].", "Boats were exempt [1]."),
        ("Boats were exempt [1]. [1]", "Boats were exempt [1]."),
        ("Open [[99]1] stays", "Open [ 1] stays"),
        ("## Fees [99]\n\nFees rose.", "## Fees\n\nFees rose."),
        ("Fees rose ([99]) and fell (see [0]). ([98])", "Fees rose and fell."),
        ("Fees rose. Source: [99]\n\nBoats too. — [99]", "Fees rose.\n\nBoats too."),
    ],
)
def test_markers_that_say_nothing_go_with_their_blank(text: str, expected: str) -> None:
    assert shown(write(list(text))) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            "Charges went up four points, by 4 percent, that year [1].",
            ["The harbour board raised fees by 4 percent in 2021."],
        ),
        ("Boats that fish did not have to follow the change [1].", ["Fishing boats were exempt from the change."]),
        (
            "A third of its cranes is on lease, and Genoa sold them two [1].",
            ["Two cranes were bought from Genoa, and a third was leased."],
        ),
        (
            "Fees rose by 4 percent in 2021 but fishing boats were exempt [1].",
            ["The harbour board raised fees by 4 percent in 2021.", "Fishing boats were exempt from the change."],
        ),
        ("King Harald founded it [2].", ["It was founded in 1048 by King Harald."]),
        ("Some 700000 inhabitants live there [2].", ["Oslo has 700,000 inhabitants."]),
        (
            "Fishing boats were exempt from it [1], and King Harald founded the city [2].",
            ["Fishing boats were exempt from the change.", "It was founded in 1048 by King Harald."],
        ),
    ],
)
def test_a_paraphrase_is_located(claim: str, expected: list[str]) -> None:
    assert quoted(claim) == [expected]


def test_a_figure_is_found_in_another_writing() -> None:
    text = "Held items are kept for you for seven days. Books may be kept for three weeks. Films go back at once."
    sentences = tuple(Sentence(at.start, at.end, text[at.start : at.end]) for at in sentence_spans(text))
    writer = CitedWriter((Passage("library-1", "library", 0, len(text), text, None, "", sentences),))
    [statement] = statements([*writer.feed("Items can be kept for 21 days [1]."), *writer.close()])
    assert "Books may be kept for three weeks." in [quote.text for quote in statement.quotes]


def test_a_claim_that_shares_nothing_still_gets_one_sentence_of_the_passage() -> None:
    [quotes] = quoted("Completely different matters entirely [2].")
    assert len(quotes) == 1
    assert quotes[0] in CITY


def test_meaning_decides_where_words_do_not() -> None:
    def similar(claim: str, passage: Passage) -> list[float]:
        return [0.9 if "objected" in sentence.text else 0.1 for sentence in passage.sentences]

    writer = CitedWriter(PASSAGES, similar)
    items = writer.feed("Everyone agreed [1].") + writer.close()
    assert [quote.text for quote in statements(items)[0].quotes] == ["Nobody objected."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report has “fees by 4 percent” [1].", ["fees by 4 percent"]),
        ('It is said to "must pay for itself" [1].', ["must pay for itself"]),
        ("«Must pay … ten years.» [1]", ["must pay for itself within ten years"]),
        ("He wrote „the city's port - the oldest“ [2].", ["The city’s port — the oldest"]),
        # Found where no marker points: there.
        ("“Two cranes were bought” is so.", ["Two cranes were bought"]),
        # What is told around it stands around it too.
        (
            "Anna Berg said it “must pay for itself” [1].",
            ["The mayor, Anna Berg, said the port “must pay for itself within ten years”."],
        ),
    ],
)
def test_a_quotation_is_cited_where_it_stands(text: str, expected: list[str]) -> None:
    assert quoted(text) == [expected]


@pytest.mark.parametrize(
    ("text", "unfound"),
    [
        ("He said “must pay for itself” [1].", ()),
        ("He said “must pay for itself ... ten years”.", ()),
        ("He said “ten years ... must pay for itself”.", ("ten years ... must pay for itself",)),
        ("He said “must pay for us all” [1].", ("must pay for us all",)),
        ("He said “ust pay for itself”.", ("ust pay for itself",)),
        ('Two “big words” and `print("one two three")`.', ()),
        ("He “**must** pay [1] for itself”.", ()),
        ("“[F]ishing boats were exempt.”", ()),
        ("“the port must pay for itself”", ()),
        ("“东京很大”", ()),
        ("“东京很小”", ("东京很小",)),
        ('The 5" and 6" pipes of the port 7".', ()),
    ],
)
def test_quotations_that_stand_nowhere_are_told(text: str, unfound: tuple[str, ...]) -> None:
    assert unfound_quotations(text, PASSAGES) == unfound


def test_who_said_it_is_cited_beside_the_quotation() -> None:
    said = "A former envoy of the port council said that “the port is no rival but a bargaining chip” [1]."
    writer = CitedWriter([passage("envoy", ENVOY)])
    items = [*writer.feed(said), *writer.close()]
    (statement,) = [item for item in items if isinstance(item, Statement)]
    assert [quote.text for quote in statement.quotes] == [
        "The port is no rival but a bargaining chip",
        "The article closes with a former envoy of the port council, who spoke on condition of anonymity.",
    ]


def test_raised_digits_become_footnotes_unless_the_document_has_its_own() -> None:
    text = "Fees rose by 4 percent.¹ King Harald founded Oslo². Boats were exempt.¹"
    assert quoted(text) == quoted(text.replace("¹", "[1]").replace("²", "[2]"))
    own = "The board decided¹ this."
    writer = CitedWriter([Passage("n-1", "n", 0, len(own), own, None, "", (Sentence(0, len(own), own),))])
    assert shown([*writer.feed("It says “decided¹ this”."), *writer.close()]) == "It says “decided¹ this”."


def test_a_footnote_never_becomes_a_link_of_the_model_s() -> None:
    for marker in ("[1](http://evil.example)", "[[1]](http://evil.example)", "【1】(http://evil.example)"):
        items = write([f"The board raised fees in 2021 {marker}."])
        shown = "".join(item.text for item in items if isinstance(item, Delta))
        assert shown == "The board raised fees in 2021 [1]."


def test_sentences_without_markers_are_uncited_and_cited_ones_wait_for_the_verifier() -> None:
    found = [(item.sentence.verdict, item.sentence.reason) for item in statements(write(["Fees rose. Fees rose [1]."]))]
    assert found == [(Verdict.UNCITED, ""), (Verdict.UNSUPPORTED, NOT_CHECKED)]


def test_code_at_the_end_is_no_sentence() -> None:
    text = "Fees rose [1]. So:\n\n```\na[1]\n```\n"
    items = write(list(text))
    assert shown(items) == text
    assert [item.sentence.text for item in statements(items)] == ["Fees rose [1].", "So:"]


def test_an_answer_of_code_alone_is_a_sentence_without_footnotes() -> None:
    assert sentences("```\na[1]\n```\n") == ["```\na[1]\n```"]


def test_text_before_the_first_marker_of_a_sentence_does_not_wait() -> None:
    writer = CitedWriter(PASSAGES)
    assert writer.feed("The harbour board raised") == [Delta("The harbour board raised")]


def check(items: Sequence[Delta | Statement]) -> None:
    """What holds for every answer."""
    pending, numbers = "", dict[int, Quote]()
    for item in items:
        if isinstance(item, Delta):
            pending += item.text
            continue
        assert item.sentence.text in pending
        assert pending.rstrip().endswith(item.sentence.text) or (
            item.sentence.reason == NOT_CHECKED and not item.quotes
        )
        assert item.sentence.citations == tuple(quote.number for quote in item.quotes)
        assert set(item.sentence.citations) <= {int(n) for n in re.findall(r"\[(\d+)\]", item.sentence.text)}
        pending = ""
        for quote in item.quotes:
            assert DOCUMENTS[quote.document_id][quote.start : quote.end] == quote.text != ""
            assert numbers.setdefault(quote.number, quote) == quote
    assert not pending.strip() or any(mark in pending for mark in ("```", "~~~", "<"))
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert set(_footnotes(shown(items))) <= set(numbers)


def _footnotes(text: str) -> list[int]:
    fences = re.sub(
        r"^[ \t]*(`{3,}|~{3,})[^`\n]*\n(?:.*?^[ \t]*\1[`~]*[ \t]*$|.*\Z)", "", text, flags=re.DOTALL | re.MULTILINE
    )
    return [int(number) for number in re.findall(r"\[(\d{1,3})\]", CODE_SPAN.sub("", fences))]


CLAIMS = st.sampled_from(
    [
        *(
            "Fees rose by 4 percent",
            "King Harald founded Oslo",
            "Anna Berg “must pay for itself”",
            "“东京很大”",
            "Nobody",
        ),
        *(
            " [1].",
            " [2].",
            ". [1] ",
            ".[1][2] ",
            " [1, 2]",
            " [3].",
            ". ",
            ".\n\n",
            "\n- ",
            "\n| ",
            " | ",
            "\n## ",
            ":\n",
            "[2] ",
            " [1]:\n- ",
            "\n  - ",
            "\n✅ ",
            " 🎉",
            "<li>",
            " ([1])",
            " Source: [2]\n",
            " am 4. ",
            "Mai XIV. ",
        ),
    ]
)
WRITTEN = ANSWERS | st.lists(CLAIMS, max_size=20).map("".join)


@settings(max_examples=500, deadline=None)
@given(WRITTEN, st.lists(st.integers(0, 200), max_size=8))
@example("[[99]1]", [3])
def test_no_cut_changes_the_answer(text: str, cuts: list[int]) -> None:
    at = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    whole, pieces, single = (
        write(parts) for parts in ([text], [text[a:b] for a, b in zip(at, at[1:], strict=False)], list(text))
    )
    check(whole)
    check(single)
    assert shown(whole) == shown(pieces) == shown(single)
    assert statements(whole) == statements(pieces) == statements(single)


@settings(max_examples=200, deadline=None)
@given(WRITTEN, st.integers(0, 400))
def test_no_cut_between_two_bytes_changes_the_answer(text: str, cut: int) -> None:
    raw, decoder = text.encode(), codecs.getincrementaldecoder("utf-8")()
    items = write([decoder.decode(raw[:cut]), decoder.decode(raw[cut:], final=True)])
    assert shown(items) == shown(write([text]))


@pytest.mark.slow
def test_a_long_answer_in_single_characters_takes_little_time() -> None:
    for unit in (
        "The board raised fees by 4 percent [1]. Oslo [2] is big. ",
        "> ",
        "e.g. x ",
        "“a. B ",
        "\n",
        "- ",
        "am 4. ",
    ):
        text = unit * (20_000 // len(unit))
        start = process_time()
        write(list(text))
        assert process_time() - start < 3, unit
