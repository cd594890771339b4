"""Example questions read like questions, come from the documents, and are answerable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.examples import example_questions, names_in, question_about
from rag.settings import Settings
from rag.wiring import open_chain

ARTICLE = "The envoy met Moscow’s diplomats. In talks, Moscow and the NATO allies spoke of the agenda, a dual one."


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Moscow’s Dual Agenda", "What is said about Moscow’s dual agenda?"),
        ("## 3.2 Breaking with the Allies", "What is said about breaking with the allies?"),
        ("Chapter IV: The NATO Allies", "What is said about the NATO allies?"),
        ("Introduction: an opening", "What is said about an opening?"),
        ("What comes next?", "What comes next?"),
        ("How the agenda changed", "What is said about “How the agenda changed”?"),
    ],
)
def test_a_heading_becomes_a_question(heading: str, question: str) -> None:
    assert question_about(heading, names_in(ARTICLE)) == question


@pytest.mark.parametrize(
    "heading", ["Introduction", "Conclusion.", "Table of contents", "References", "1.", "* * *", "§"]
)
def test_a_heading_that_names_nothing_is_passed_over(heading: str) -> None:
    assert question_about(heading) == ""


def test_the_sample_answers_the_questions_that_are_drawn_from_it(indexed_home: Path) -> None:
    with open_chain(Settings(home=indexed_home)) as chain:
        questions = example_questions(chain.library)
        assert len(questions) == 4
        assert len(set(questions)) == 4
        assert all(chain.ask(question).answered for question in questions)


def test_several_documents_take_turns(empty_home: Path, tmp_path: Path) -> None:
    for animal in ("quagga", "bilby"):
        text = "".join(f"## The {animal} and the {thing}\n\nIt ate {thing} daily.\n\n" for thing in ("grass", "seeds"))
        (tmp_path / f"{animal}.md").write_text(text)
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([tmp_path])
        first, second = example_questions(chain.library, count=2)
        assert {"quagga" in first, "quagga" in second} == {True, False}


def test_a_document_without_headings_is_asked_about_by_name(empty_home: Path, tmp_path: Path) -> None:
    text = "Yesterday the mayor met Ada Lovelace. Later she wrote to Ada Lovelace of the United Nations."
    (tmp_path / "memo.txt").write_text(text)
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([tmp_path])
        assert example_questions(chain.library) == [
            "What is said about Ada Lovelace?",
            "What is said about the United Nations?",
        ]


def test_an_empty_library_has_no_examples(new_home: Callable[[], Path]) -> None:
    with open_chain(Settings(home=new_home())) as chain:
        assert example_questions(chain.library) == []
