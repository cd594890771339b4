"""Example questions read like questions, come from the documents, and are answerable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rag.chain import Chain
from rag.examples import example_questions, names_in, question_about
from rag.question.asking import asked
from rag.settings import Settings
from rag.wiring import open_chain

ARTICLE = "The envoy met Moscow’s diplomats. In talks, Moscow and the NATO allies spoke of the agenda, a dual one."


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Moscow’s Dual Agenda", "What does the report say about Moscow’s dual agenda?"),
        ("## 3.2 Breaking with the Allies", "What does the report say about breaking with the allies?"),
        ("Chapter IV: The NATO Allies", "What does the report say about the NATO allies?"),
        ("Introduction: an opening", "What does the report say about an opening?"),
        ("What comes next?", "What comes next?"),
        ("How the agenda changed", "What does the report say about how the agenda changed?"),
        ("How the Agenda Could Fail", "How could the agenda fail?"),
        ("Two Agendas Pursued at Once", "Which two agendas are pursued at once?"),
        # A sentence is no topic.
        ("The Agendas Collide", "What does the report say under “The Agendas Collide”?"),
        ("The Agenda has failed", "What does the report say under “The Agenda has failed”?"),
        ("The Agenda That Has Failed", "What does the report say about the agenda that has failed?"),
        ("The Allies’ Sales Tax", "What does the report say about the allies’ sales tax?"),
        ("USE OF THE AGENDA", "What does the report say about use of the agenda?"),
    ],
)
def test_a_heading_becomes_a_question(heading: str, question: str) -> None:
    assert question_about(heading, names_in(ARTICLE), "the report") == question


@pytest.mark.parametrize(
    "heading",
    [
        "Introduction",
        "Conclusion.",
        "Table of contents",
        "References",
        "1.",
        "* * *",
        "§",
        "12 March 2025",
        "If it fails",
        "Today",
        "A myth?",
    ],
)
def test_a_heading_that_names_nothing_is_passed_over(heading: str) -> None:
    assert question_about(heading) == ""


def test_the_sample_answers_the_questions_that_are_drawn_from_it(indexed_home: Path) -> None:
    with open_chain(Settings(home=indexed_home)) as chain:
        questions = example_questions(chain.library)
        assert len(questions) == 4
        assert len(set(questions)) == 4
        assert questions[-1] == "What are the main points?"
        headings = [{citation.heading for citation in chain.ask(question).citations} for question in questions]
        assert headings[:3] == [
            {"Two goals pursued at once"},
            {"How the plan could backfire in Europe"},
            {"Putin’s gamble and what it leaves open"},
        ]
        assert len(headings[3]) > 3


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The centre is open from 8 am to 9 pm on weekdays.", "When is the centre open?"),
        ("The next meeting is on 9 April at 7.30 pm.", "When is the next meeting?"),
        ("The Garden Room costs £18 an hour.", "How much does the Garden Room cost?"),
        ("The crossing takes about two hours.", "How long does the crossing take?"),
        ("The Ellison Hall holds 140 people.", "How many people does the Ellison Hall hold?"),
        ("The bridge was closed to lorries because its piers had sunk.", "Why was the bridge closed to lorries?"),
        ("The committee decided to ask two more builders.", "What did the committee decide?"),
        ("Moscow wants a neutral Ukraine.", "What does Moscow want?"),
        ("The assembly point is the car park behind the library.", "What is the assembly point?"),
    ],
)
def test_a_sentence_is_asked_for_as_a_person_would(sentence: str, question: str) -> None:
    found = asked(sentence, frozenset({"Moscow", "Garden"}))
    assert found is not None
    assert found.question == question


@pytest.mark.parametrize(
    "sentence",
    [
        "It is open from 8 am.",
        "The first is on 9 April.",
        "The one that leaks costs £18.",
        "Yesterday wants no comment.",
        "The committee decided.",
        "The | table | costs £3 |.",
    ],
)
def test_a_sentence_that_leaves_a_doubt_is_not_asked_for(sentence: str) -> None:
    assert asked(sentence, frozenset()) is None


def test_what_is_drawn_from_sentences_is_answered_by_them(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    files = {
        "handbook.md": "# Staff handbook\n\n## Hours\n\nThe centre is open from 8 am on weekdays.\n\n"
        "## Sick leave\n\nPhone the manager before 8.30 am. A note is needed from the fourth day.\n",
        "minutes.txt": "The committee decided to ask two more builders for offers. The next meeting is on 9 April.",
    }
    with chain_over_files(files) as chain:
        questions = example_questions(chain.library)
        assert {question: chain.ask(question).citations[0].quote for question in questions} == {
            "When is the centre open?": "The centre is open from 8 am on weekdays.",
            "What does the handbook say about sick leave?": "A note is needed from the fourth day.",
            "What did the committee decide?": "The committee decided to ask two more builders for offers.",
            "When is the next meeting?": "The next meeting is on 9 April.",
        }


def test_a_document_in_another_language_is_asked_about_in_no_english(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of("# Heizung\n\n## Neue Pumpe\n\nDie alte Heizung wird im Mai durch eine neue Pumpe ersetzt.") as chain:
        assert example_questions(chain.library) == ["What are the main points?"]


def test_several_documents_take_turns(empty_home: Path, tmp_path: Path) -> None:
    for animal in ("quagga", "bilby"):
        text = "".join(f"## The {animal} and the {thing}\n\nIt ate {thing} daily.\n\n" for thing in ("grass", "seeds"))
        (tmp_path / f"{animal}.md").write_text(text)
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([tmp_path])
        first, second = example_questions(chain.library, count=2)
        assert {"quagga" in first, "quagga" in second} == {True, False}


def test_documents_with_nothing_to_ask_about_are_passed_over(empty_home: Path, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"list {number}.txt").write_text(f"{number} of each")
    (tmp_path / "report.md").write_text("# Report\n\n## Damage to the pier\n\nThe storm tore off nine planks.")
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([tmp_path])
        assert example_questions(chain.library) == ["What does the report say about damage to the pier?"]


def test_a_document_without_headings_is_asked_about_by_name(empty_home: Path, tmp_path: Path) -> None:
    text = "Yesterday the mayor met Ada Lovelace. Later she wrote to Ada Lovelace of the United Nations."
    (tmp_path / "memo.txt").write_text(text)
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([tmp_path])
        assert example_questions(chain.library) == [
            "What does the memo say about Ada Lovelace?",
            "What does the memo say about the United Nations?",
            "What are the main points?",
        ]


def test_an_empty_library_has_no_examples(new_home: Callable[[], Path]) -> None:
    with open_chain(Settings(home=new_home())) as chain:
        assert example_questions(chain.library) == []
