"""Who wrote a document is told by its byline, however it is put."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.types import Passage, Sentence
from rag.question.byline import Asked, Edge, asked_of_document, is_byline, tells
from rag.settings import Settings
from rag.wiring import chain_over, open_library

TEXT = """By: Helen Marsh

The harbour of Lindau was opened in March 1811. By Christmas of that year it was too small. Two cranes came from Genoa.

Leave a Reply
Your email address will not be published.
"""


@pytest.mark.parametrize(
    "question", ["Who wrote the article?", "Who is the author?", "Who was the writer of this text?"]
)
def test_the_byline_answers_who_wrote_it(question: str, new_home: Callable[[], Path], tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([tmp_path / "harbour.txt"]).ok
        answer = chain_over(library, settings).ask(question)
    assert answer.answered
    assert [cited.quote for cited in answer.citations] == ["By: Helen Marsh"]


def edge(question: str) -> Edge | None:
    asked = asked_of_document(question)
    return asked.edge if asked else None


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who wrote it?", Edge.AUTHOR),
        ("Who is the letter to tenants from?", Edge.AUTHOR),
        ("When was the article published?", Edge.DATE),
        ("What is the date of this letter?", Edge.DATE),
        ("Who wrote the constitution?", None),
        ("Who was the author of Hamlet?", None),
        ("Who disagreed with the author?", None),
        ("When was the bridge opened?", None),
    ],
)
def test_what_is_asked_of_the_document_itself(question: str, asked: Edge | None) -> None:
    assert edge(question) is asked


LETTER = """Lindenallee 27, Hamburg, 7 July 2025

Dear tenants,

In the house the old heating is replaced. The work begins on 8 September 2025 and takes five weeks.

Yours sincerely,
Annegret Reimers, managing director
"""
MINUTES = """Minutes of the peace committee, 3 March 2021

The committee spoke of the agreement of Lindau, which was signed by Oskar Vey. The letter of the council was read out.
"""


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who wrote the letter to the tenants?", "Yours sincerely,\nAnnegret Reimers, managing director"),
        ("When was the letter to the tenants written?", "Lindenallee 27, Hamburg, 7 July 2025"),
        ("Who signed the agreement?", "The committee spoke of the agreement of Lindau, which was signed by Oskar Vey."),
    ],
)
def test_a_letter_is_signed_and_dated(question: str, quoted: str, new_home: Callable[[], Path], tmp_path: Path) -> None:
    (tmp_path / "letter-to-tenants.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([tmp_path]).ok
        answer = chain_over(library, settings).ask(question)
    assert answer.answered
    assert answer.citations[0].quote == quoted


def test_a_byline_stands_at_the_head() -> None:
    def at(text: str, start: int) -> bool:
        passage = Passage(
            "p", "d", start, start + len(text), text, None, "", (Sentence(start, start + len(text), text),)
        )
        return tells(Asked(Edge.AUTHOR), (), passage, passage.sentences[0])

    assert at("Written by Helen Marsh", 0)
    assert not at("Written by Helen Marsh", 5000)
    assert not at("The harbour was opened by the council.", 0)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("By Marta Ellison, 14 March 2024", True),
        ("By Marta Ellison and Ole Lund | March 14, 2024", True),
        ("By Marta Ellison", True),
        ("By March 2024 the work must be done.", False),
        ("By Friday, 14 March 2024", False),
    ],
)
def test_a_byline_may_have_its_date(line: str, told: bool) -> None:
    assert is_byline(line) is told
