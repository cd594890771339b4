"""Passages and sentences are verbatim spans of the text, in order, none missing and none too large."""

from __future__ import annotations

import time
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.chunk import PASSAGE_TOKENS, chunk
from index.files.load import load
from index.files.readers.markdown import markdown_headings
from index.sample import sample_path
from index.text.interview import asking_turns, is_asking_turn
from index.text.sentences import LONGEST, sentence_spans
from index.types import Document, Heading, Page, Passage

PIECES = st.sampled_from(
    ["Bees make honey. ", "Dr. Smith left at 5 p.m. ", "He said: “Go.” ", "\n", "\n\n", "# Title\n", "- item\n",
     "| a | b |\n", "北京是首都。", "吾輩は猫である", "مرحبا بالعالم. ", "😀👨‍👩‍👧", "word ", "  ", "\t",
     "e\u0301",      "\u200b", "1. ", "3.14 ", "...", "?!",
     "x" * 700, "a, b; c: ", "“", "。", "\u00a0", "\u2028", "\x0b"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join))


def words(texts: list[str] | tuple[str, ...]) -> list[int]:
    """A tokenizer: words, and every character of a script without spaces."""
    return [sum(1 if part.isascii() else len(part) for part in text.split()) for text in texts]


def document(text: str, headings: tuple[Heading, ...] = (), pages: tuple[Page, ...] = ()) -> Document:
    return Document("d0", "title", "/d", text, "00", pages, headings)


def passages_of(document: Document) -> list[Passage]:
    return chunk(document, lambda texts: words(list(texts)))


def assert_exact(document: Document, passages: list[Passage]) -> None:
    """Every span quotes the document, and spans follow each other.

    Nothing is left out but white space, headings and the marks of quoted lines.
    """
    text, at, covered = document.text, 0, [False] * len(document.text)
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.start >= at
        at = passage.start
        assert passage.sentences
        for sentence in passage.sentences:
            assert text[sentence.start : sentence.end] == sentence.text
            assert sentence.text.strip() == sentence.text != ""
            assert sentence.start >= at
            at = sentence.end
            covered[sentence.start : sentence.end] = [True] * len(sentence.text)
        assert at == passage.end
        assert (passage.sentences[0].start, passage.sentences[-1].end) == (passage.start, passage.end)
    for heading in document.headings if len(passages) else ():
        covered[heading.start : heading.end] = [True] * (heading.end - heading.start)
    assert all(covered[n] or character.isspace() or character == ">" for n, character in enumerate(text))
    assert len({passage.id for passage in passages}) == len(passages)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example("The same. The same. The same. The same.")
@example("no stop at all " * 200)
@example("# Only\n## Headings\n### Here")
@example("\n\n\n")
@example("\n|")
@example(",")
@example("\\n\\n")
@example(">")
@example("> One.\n>\n>0\n")
@example("One.\\n\\nTwo {'a': 1}, {'b': 2}\\n")
def test_any_text_is_covered_by_exact_spans(text: str) -> None:
    whole = document(text)
    passages = passages_of(whole)
    assert bool(passages) == bool(text.replace(">", "").strip())
    assert_exact(whole, passages)
    assert all(sum(words([s.text for s in p.sentences])) <= PASSAGE_TOKENS for p in passages)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["One", "Two", "北京"]), TEXTS), max_size=6))
def test_no_passage_crosses_a_heading(sections: list[tuple[str, str]]) -> None:
    text, headings = "", []
    for title, body in sections:
        headings.append(Heading(title, len(text), len(text) + len(title)))
        text += f"{title}\n\n{body}\n\n"
    whole = document(text, tuple(headings))
    passages = passages_of(whole)
    assert_exact(whole, passages)
    for passage in passages:
        above = [heading for heading in headings if heading.start <= passage.start]
        assert passage.heading in ("", above[-1].text if above else "")
        if any(body.strip() for _, body in sections):
            assert not any(passage.start < heading.start < passage.end for heading in headings)


@pytest.mark.parametrize(
    "text",
    [
        "北京是中华人民共和国的首都。" * 300,
        "北京是中华人民共和国的首都" * 300,
        "lorem ipsum dolor " * 5000,
        "QUJDREVGR0hJSktMTU5P" * 1000,
        "😀" * 5000,
        "\n".join(f"{n},{n * 3},{n * 7},value {n}" for n in range(1500)),
        "Yes. " * 3000,
    ],
    ids=["chinese", "chinese-without-stops", "no-stops", "base64", "emoji", "csv", "short-sentences"],
)
def test_no_passage_is_far_above_the_size_that_the_model_reads(text: str) -> None:
    whole = document(text)
    passages = passages_of(whole)
    assert_exact(whole, passages)
    assert max(sum(words([s.text for s in p.sentences])) for p in passages) <= PASSAGE_TOKENS
    assert max(len(passage.text) for passage in passages) <= 12 * PASSAGE_TOKENS


def test_a_long_section_is_divided_evenly() -> None:
    text = "This sentence has exactly seven small words. " * 60
    sizes = [sum(words([p.text])) for p in passages_of(document(text))]
    assert len(sizes) == 3
    assert min(sizes) > 0.5 * max(sizes)


def test_a_repeated_sentence_has_a_place_of_its_own_each_time() -> None:
    spans = sentence_spans("The same. The same. The same.")
    assert [(span.start, span.end) for span in spans] == [(0, 9), (10, 19), (20, 29)]


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "Dr. Smith paid $3.50 to A. B. Jones. “Why?” he asked.\nNo answer came.\n\n- one item\n- another item"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "Dr. Smith paid $3.50 to A. B. Jones.",
        "“Why?” he asked.",
        "No answer came.",
        "- one item",
        "- another item",
    ]


def test_a_long_table_is_cut_between_its_lines() -> None:
    text = "\n".join(f"{n},alpha,beta,gamma" for n in range(200))
    pieces = [text[span.start : span.end] for span in sentence_spans(text)]
    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.split(",")[0].isdigit() and piece.endswith("gamma") for piece in pieces)


def test_a_line_of_a_million_characters_is_cut_in_no_time() -> None:
    text = "word " * 200_000
    assert len(sentence_spans(text)) > 1000


@pytest.mark.parametrize("mark", ["“", "(", "[", "«", '"', "'", "‘", "「"])
@pytest.mark.parametrize("pattern", ["{} ", "{}", "{}He went home and saw. ", "{}\n"])
def test_marks_that_are_never_closed_cost_no_time(mark: str, pattern: str) -> None:
    began = time.perf_counter()
    sentence_spans("It is a plain sentence. " * 8_000)
    plain = time.perf_counter() - began
    unit = pattern.format(mark)
    text = unit * (200_000 // len(unit))
    began = time.perf_counter()
    spans = sentence_spans(text)
    assert time.perf_counter() - began < 2 + 100 * plain
    covered = "".join(text[span.start : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_long_paragraph_has_the_sentences_of_a_short_one() -> None:
    sentences = [f"Dr. Brown of St. Ives paid ${n}.50 to A. B. Jones, half of it." for n in range(400)]
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in sentence_spans(text)] == sentences


def test_a_document_of_nothing_but_headings_can_be_asked_about() -> None:
    text = "# One\n\n## Two"
    passages = passages_of(document(text, (Heading("One", 0, 5), Heading("Two", 7, 13, 2))))
    assert [passage.text for passage in passages] == [text]


def test_a_passage_knows_its_page() -> None:
    text = "First page here.\n\nSecond page here."
    whole = document(text, (Heading("Second page here.", 18, 18),), (Page(1, 0, 18), Page(2, 18, 36)))
    assert [(p.page, p.text) for p in passages_of(whole)] == [(1, "First page here."), (2, "Second page here.")]


def test_the_same_document_is_always_cut_alike() -> None:
    whole = load(sample_path(), max_bytes=1_000_000)
    assert passages_of(whole) == passages_of(whole)


def write_pdf(path: Path, paragraphs: list[str]) -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    flow = [item for text in paragraphs for item in (Paragraph(text, styles["BodyText"]), PageBreak())]
    SimpleDocTemplate(str(path)).build(flow)


def write_docx(path: Path, paragraphs: list[str]) -> None:
    import docx

    written = docx.Document()
    for number, text in enumerate(paragraphs):
        written.add_heading(f"Part {number}")
        written.add_paragraph(text)
    written.save(str(path))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx"])
def test_spans_are_exact_in_every_format(tmp_path: Path, suffix: str) -> None:
    paragraphs = [f"Chapter {n} begins. It costs $3.50, says Dr. No. “Why?” It ends! " * 9 for n in range(4)]
    path = tmp_path / f"file{suffix}"
    if suffix == ".pdf":
        write_pdf(path, paragraphs)
    elif suffix == ".docx":
        write_docx(path, paragraphs)
    elif suffix == ".html":
        path.write_text("".join(f"<h2>Part {n}</h2><p>{text}</p>" for n, text in enumerate(paragraphs)))
    else:
        path.write_text("\n\n".join(f"## Part {n}\n\n{text}" for n, text in enumerate(paragraphs)))
    whole = load(path, max_bytes=1_000_000)
    passages = passages_of(whole)
    assert len(passages) >= 4
    assert_exact(whole, passages)
    assert {passage.page for passage in passages} == ({1, 2, 3, 4} if suffix == ".pdf" else {None})


ENGLISH = "The committee met in the old hall and the members were asked to bring their own chairs. "
GERMAN = "Der Ausschuss hat sich in der Halle getroffen und die Mitglieder sollten ihre Stühle mitbringen. "
FRENCH = "Le comité s'est réuni dans la vieille salle et les membres devaient apporter leurs chaises. "
SPANISH = "El comité se reunió en la sala vieja y los miembros tenían que traer sus propias sillas. "
ITALIAN = "Il comitato si è riunito nella vecchia sala e i membri dovevano portare le proprie sedie. "
HINDI = "समिति पुराने हॉल में मिली और सदस्यों को अपनी कुर्सियाँ लाने को कहा गया। "
ARABIC = "اجتمعت اللجنة في القاعة القديمة وطلب من الأعضاء إحضار كراسيهم. "


@pytest.mark.parametrize(
    ("before", "sentences"),
    [
        (ENGLISH, ["The meeting was chaired by Ms. Alvarez."]),
        (ENGLISH, ["It is open from 9 a.m. Monday to 5 p.m. Friday.", "It closes at 5 p.m.", "The bank is next door."]),
        (ENGLISH, ["Mix 2 tbsp. sugar with 1 tsp. salt at 40 deg. C for an hour."]),
        (ENGLISH, ["See para. 5 of the deed and Ch. 4 of the book.", "Give it to Ch.", "He keeps it in Apt. 4."]),
        (ENGLISH, ["Open Mon.-Fri. from nine, and on Sat. 9 May."]),
        (ENGLISH, ["Tel.: 555-1234 at any hour.", "He sat.", "Then he left."]),
        (ENGLISH, ["She has MS.", "Treatment began in May.", "He came to me.", "Nobody else did."]),
        (GERMAN, ["Die Fa. Meier kommt inkl. Versand.", "Er ist Dipl.-Ing. Karl Huber.", "Sie ist 1. Vorsitzende."]),
        (FRENCH, ["Me. Durand et le prof. Martin arrivent à 9 h. 30 chez J.-P. Petit.", "Il est 9 h.", "Il part."]),
        (SPANISH, ["Dña. Ana vive en la Av. Central.", "D. José llegó."]),
        (ITALIAN, ["Il D.Lgs. 81 è in vigore.", "La chiesa di S. Pietro è grande."]),
        (HINDI, ["डॉ. शर्मा ने भाषण दिया।"]),
        (ARABIC, ["قال د. أحمد إن الاجتماع انتهى."]),
    ],
)
def test_no_sentence_ends_with_a_short_form(before: str, sentences: list[str]) -> None:
    text = before + " ".join(sentences)
    assert [text[span.start : span.end] for span in sentence_spans(text)][1:] == sentences


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_item() -> None:
    text = (
        "The mill was built by the Carter brothers, whose sawmill employed some\n"
        "120. They paid two dollars a day. The mill burned down in the winter of\n"
        "1903. Nobody was hurt. In that year there lived in the valley roughly\n"
        "3.5 Million sheep. The road to the mill was closed and all the carters\n"
        "– as they said – went round.\n"
    )
    assert [" ".join(text[span.start : span.end].split()) for span in sentence_spans(text)] == [
        "The mill was built by the Carter brothers, whose sawmill employed some 120.",
        "They paid two dollars a day.",
        "The mill burned down in the winter of 1903.",
        "Nobody was hurt.",
        "In that year there lived in the valley roughly 3.5 Million sheep.",
        "The road to the mill was closed and all the carters – as they said – went round.",
    ]


def test_items_below_a_long_line_are_items() -> None:
    text = (
        "What everyone who comes to the summer camp by the lake is asked to bring\n"
        "1. shoes\n2. a hat\n\nMembers\n5. Anna Berg\n\n"
        "The keeper who lives in the lighthouse on the northern pier has to\n"
        "– open the gate\n– feed the goats\n\nThe landlord provides\n(a) a fence\n▪ two keys\n☐ a lamp\n"
    )
    pieces = [text[span.start : span.end] for span in sentence_spans(text)]
    assert pieces == [line for line in text.split("\n") if line]


def test_a_list_on_one_line_is_parted_before_its_numbers() -> None:
    text = "The steps are: 1. Open the lid. 2. Pour water. How many were there? They were 3. Nobody was hurt."
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "The steps are:",
        "1. Open the lid.",
        "2. Pour water.",
        "How many were there?",
        "They were 3.",
        "Nobody was hurt.",
    ]


def test_a_list_number_is_no_sentence() -> None:
    text = "Steps:\n1. Log in to your store. Then wait.\n12. Save it."
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "Steps:",
        "1. Log in to your store.",
        "Then wait.",
        "12. Save it.",
    ]


def test_lines_and_records_that_were_written_as_literals_end_sentences() -> None:
    text = "[{'content': 'Which one?\\nThe first is C:\\new', 'role': 'user'}, {'content': 'Yes'}]"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "[{'content': 'Which one?\\n",
        "The first is C:\\new', 'role': 'user'},",
        "{'content': 'Yes'}]",
    ]


def test_a_heading_is_no_part_of_the_sentence_right_below_it() -> None:
    text = "# Manual\n## Warranty\nIt lasts two years.\n= Wiki =\nIt is on.\n"
    headings = tuple(markdown_headings(text))
    assert [heading.text for heading in headings] == ["Manual", "Warranty", "Wiki"]
    found = [(passage.heading, passage.text) for passage in passages_of(document(text, headings))]
    assert found == [("Manual › Warranty", "It lasts two years."), ("Wiki", "It is on.")]


def test_a_heading_comes_after_those_above_it_without_the_title() -> None:
    text = "# Soups\nHot.\n## Fish\nGood.\n### Method\nBoil it.\n## Carrot\n### Method\nBake it.\n"
    passages = passages_of(document(text, tuple(markdown_headings(text))))
    assert [passage.heading for passage in passages] == ["Soups", "Fish", "Fish › Method", "Carrot › Method"]


def test_numbered_clauses_are_not_run_together_with_their_titles() -> None:
    text = "2. Fees\n2.1 The Client pays EUR 500.\n2.2 Late payments bear\ninterest.\n\nPrices rose to\n3.5 million.\n"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "2. Fees",
        "2.1 The Client pays EUR 500.",
        "2.2 Late payments bear\ninterest.",
        "Prices rose to\n3.5 million.",
    ]


def test_what_a_speaker_says_goes_on_in_the_next_line() -> None:
    said = "Mary: It cost two million crowns, which was a great deal of money at that\ntime."
    text = f"Tom: What did it cost?\n{said}\nTom: And now?\n"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "Tom: What did it cost?",
        said,
        "Tom: And now?",
    ]


def test_a_line_of_other_blanks_is_no_word() -> None:
    said = "Mary: It cost two million crowns, which was a great deal of money at that"
    text = f"Tom: What did it cost?\n{said}\n\u00a0\nTom: Well.\n"
    assert [text[span.start : span.end] for span in sentence_spans(text)][:2] == ["Tom: What did it cost?", said]


def test_a_line_below_a_table_is_no_part_of_its_last_row() -> None:
    text = "Prices\n| Van | 62 |\n| Car | 35 |\nExtras are paid\non the spot.\n"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [
        "Prices",
        "| Van | 62 |",
        "| Car | 35 |",
        "Extras are paid\non the spot.",
    ]


def test_long_texts_are_parted_and_looked_through_in_time_and_room_that_grow_with_them() -> None:
    paragraph = "The harbour of Lindby was dug in 1871. Ada Holm kept its lighthouse for forty years. " * 5

    def cost(size: int) -> tuple[float, int]:
        prose, lines = f"{paragraph}\n\n" * size, "id;name;price\n" * (size * 30)
        tracemalloc.start()
        began = time.process_time()
        assert sentence_spans(prose)
        assert sentence_spans(paragraph * size)
        asking_turns(lines)
        spent, (_, most) = time.process_time() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return spent, most

    assert not is_asking_turn("Anna: " + "?" * 20_000 + " x")
    cost(10)
    (little, room), (much, more) = cost(250), cost(1000)
    assert much < 10 * little
    assert more < 10 * max(room, 1_000_000)


def test_headings_that_nothing_stands_under_can_be_quoted() -> None:
    lines = ["# Hotel", "## Closed on all Mondays", "## Open on Sundays from 9", "## Contact", "Call us.", "## Index"]
    text = "\n\n".join(lines)
    whole = document(text, tuple(markdown_headings(text)))
    passages = passages_of(whole)
    assert [(own.heading, [sentence.text for sentence in own.sentences]) for own in passages] == [
        ("", ["## Closed on all Mondays", "## Open on Sundays from 9"]),
        ("Contact", ["Call us."]),
    ]
    assert_exact(whole, passages)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("**Date:** 3 May\n**Place:** Boat shed\n**There**: Ada Holm (chair), Olav\n__Away:__ Mia",
         ["**Date:** 3 May", "**Place:** Boat shed", "**There**: Ada Holm (chair), Olav", "__Away:__ Mia"]),
        ('1. In these rules:\n"tender" means a boat that is rowed from\nthe ship to the shore;\n'
         '"guest" means who stays one night; and\n"quay" means the long one.',
         ["1. In these rules:", '"tender" means a boat that is rowed from\nthe ship to the shore;',
          '"guest" means who stays one night; and', '"quay" means the long one.']),
        ("The harbour shall pay for the paint and for the rope;\nthe club pays for all that it breaks, and\n"
         "that is all.",
         ["The harbour shall pay for the paint and for the rope;\nthe club pays for all that it breaks, and\n"
          "that is all."]),
        ("open(a, b, c, d);\nshut(e, f, g, h);\nlock(a, b, c, d);",
         ["open(a, b, c, d);\nshut(e, f, g, h);\nlock(a, b, c, d);"]),
        ("Monday        9.00 - 17.00\nSaturday      by appointment\nSunday        closed\nRing the bell.",
         ["Monday        9.00 - 17.00", "Saturday      by appointment", "Sunday        closed", "Ring the bell."]),
        ("Tomato soup ......... £4.50\nSmoked eel .... £8.00\nBookings . . . . . . . 01632 960 118\nAll day.",
         ["Tomato soup ......... £4.50", "Smoked eel .... £8.00", "Bookings . . . . . . . 01632 960 118", "All day."]),
        ("He waited.... Then he left the\nhouse. It was . . . . too late.",
         ["He waited....", "Then he left the\nhouse.", "It was . . . . too late."]),
        ("They rowed      on and\nnever came back.", ["They rowed      on and\nnever came back."]),
        ("Turn the dial and press OK. Open the lid.", ["Turn the dial and press OK.", "Open the lid."]),
        ("VAT Reg. No. GB 318 55 is ours. Call us.", ["VAT Reg. No. GB 318 55 is ours.", "Call us."]),
        ("Ask.\n<details>\n<summary>How do I drain it?</summary>\nRun it.</details>\n<tr><td>ada</td></tr>\n"
         "<tr><td>bob</td></tr>\n\nIf a<b,\nthen <b>it</b> ends.",
         ["Ask.", "<details>", "<summary>How do I drain it?</summary>", "Run it.</details>", "<tr><td>ada</td></tr>",
          "<tr><td>bob</td></tr>", "If a<b,\nthen <b>it</b> ends."]),
    ],
    ids=[
        "bold-fields", "definitions", "one-clause", "code", "set-apart", "led", "trailing-off", "blanks", "ok",
        "reg-no", "html",
    ],
)  # fmt: skip
def test_lines_that_are_units_stand_alone_and_others_do_not(text: str, sentences: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentence_spans(text)] == sentences
