"""The reader: tells where a text holds an answer, and is asked only where it helps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.model.embed import Vector
from index.model.reader import Reader
from index.model.weights import model_folder, reader_folder
from rag.answerer import Statement
from rag.chain import Chain
from rag.evidence import EVEN, Evidence
from rag.quoting.extractive import AS_GOOD, CLOSE, CLOSE_LESS_SURE, CLOSE_UNSURE, Extractive
from rag.ranking.ranker import Reading
from rag.ranking.reread import AROUND, FOUND, PLACES, RIVAL, SURE, place_around, reread
from rag.ranking.retrieve import Parts
from rag.settings import Settings
from rag.wiring import chain_over, open_library

PIER = (
    "The pier of Marlow Bay was built by a local firm. It was opened on 3 May 1884 by the mayor. "
    "In January 1953 a storm destroyed 87 % of the decking."
)
SENTENCES = [(0, 49), (50, 92), (93, 147)]


@pytest.fixture(scope="module")
def reader(new_home: Callable[[], Path]) -> Reader:
    home = new_home()
    return Reader(reader_folder(home), model_folder(home))


def read(reader: Reader, question: str, heading: str, text: str, parts: Sequence[tuple[int, int]]) -> Vector:
    odds = reader(question, heading, text, parts)
    assert odds is not None
    return odds


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("When was the pier opened?", 1),
        ("Who built the pier?", 0),
        ("What did the storm destroy?", 2),
        ("By whom was it opened?", 1),
    ],
)
def test_the_sentence_that_answers_is_told(reader: Reader, question: str, where: int) -> None:
    assert int(np.argmax(read(reader, question, "The pier", PIER, SENTENCES))) == where


def test_a_question_without_an_answer_is_less_likely_answered(reader: Reader) -> None:
    answered = max(read(reader, "When was the pier opened?", "The pier", PIER, SENTENCES))
    assert max(read(reader, "How long is the pier?", "The pier", PIER, SENTENCES)) < answered - 2


def test_what_lies_beyond_the_window_and_odd_text_do_no_harm(reader: Reader) -> None:
    long = "word " * 400
    odds = read(reader, "word " * 30, "heading " * 50, long, [(0, 4), (1990, 1994)])
    assert odds[1] < -10
    assert np.isfinite(odds).all()
    assert len(read(reader, "\U0001f40b?", "", "\U0001f40b", [(0, 1)])) == 1
    assert len(read(reader, "Why?", "", "", [])) == 0


def test_a_question_that_is_longer_than_those_learnt_from_is_not_read(
    reader: Reader, found: Callable[[str], Evidence]
) -> None:
    story = (
        "I have been looking through the old papers of the harbour company, which tell of storms and of workers. " * 3
    )
    assert reader(f"{story}When was the pier opened?", "The pier", PIER, SENTENCES) is None
    evidence = found(QUESTION)
    assert reread(evidence, lambda *_: None, READING) is evidence


@pytest.fixture(scope="module")
def found(indexed_home: Path) -> Callable[[str], Evidence]:
    """Evidence of the sample article as the ranker leaves it."""
    from rag.settings import load_settings

    settings = load_settings().model_copy(update={"home": indexed_home})
    library = open_library(settings)
    chain: Chain = chain_over(library, settings, parts=Parts(reading=False))
    return chain.evidence


class Said:
    """A reader that says the same of every sentence, and of some another thing; remembers what it was given."""

    def __init__(self, usual: float, **others: float) -> None:
        self.usual, self.others, self.texts = usual, others, list[str]()

    def __call__(self, question: str, heading: str, text: str, parts: Sequence[tuple[int, int]]) -> Vector:
        self.texts.append(text)
        told = [next((v for k, v in self.others.items() if k in text[a:b]), self.usual) for a, b in parts]
        return np.array(told, np.float32)


QUESTION = "What does Trump want from Europe?"
READING = Reading(1.0, -4.0)


def test_places_are_read_until_an_answer_is_found(found: Callable[[str], Evidence]) -> None:
    evidence, nowhere = found(QUESTION), Said(-5.0)
    again = reread(evidence, nowhere, READING)
    assert len(nowhere.texts) == PLACES
    assert len(set(nowhere.texts)) == PLACES
    assert {item.sentence for item in again.sentences} == {item.sentence for item in evidence.sentences}
    assert counted(reread(evidence, Said(EVEN), READING)) == first_place(evidence)


def counted(evidence: Evidence) -> set[str]:
    """The sentences for which it counts what was read of them."""
    return {item.sentence.text for item in evidence.sentences if item.read is not None}


def first_place(evidence: Evidence) -> set[str]:
    return {sentence.text for sentence in place_around(evidence.sentences[0], AROUND).sentences}


@pytest.mark.parametrize(("share", "more"), [(RIVAL, True), (RIVAL - 0.1, False)])
def test_of_an_unsure_first_place_only_rivals_are_read_too(
    found: Callable[[str], Evidence], share: float, more: bool
) -> None:
    evidence = found(QUESTION)
    first, *rest = evidence.sentences
    scored = [replace(first, score=1.0), *(replace(item, score=share) for item in rest)]
    own = replace(evidence, sentences=tuple(scored))
    assert (counted(reread(own, Said(FOUND), READING)) > first_place(own)) == more


def test_the_less_sure_the_first_place_the_more_is_quoted_beside_it(found: Callable[[str], Evidence]) -> None:
    evidence = found(QUESTION)
    beside = place_around(evidence.sentences[0], AROUND).sentences
    first, *rest = (item for item in evidence.sentences if item.sentence not in beside[1:])
    second = next(item for item in rest if len(item.sentence.text) < 130)

    def quoted(read: float, share: float) -> int:
        both = (replace(first, score=1.0, read=read), replace(second, score=share, read=read))
        said = [item for item in Extractive(3).answer(replace(evidence, sentences=both)) if isinstance(item, Statement)]
        return len(said)

    unsure, less_sure = (CLOSE_UNSURE + CLOSE_LESS_SURE) / 2, (CLOSE_LESS_SURE + CLOSE) / 2
    assert [quoted(read, unsure) for read in (EVEN - 0.1, EVEN, SURE)] == [2, 1, 1]
    assert [quoted(read, less_sure) for read in (EVEN - 0.1, EVEN, SURE)] == [2, 2, 1]


def test_what_scores_as_well_as_the_best_is_quoted_however_long_it_is(found: Callable[[str], Evidence]) -> None:
    evidence = found(QUESTION)
    first = evidence.sentences[0]
    long = max(evidence.sentences[1:], key=lambda item: len(item.sentence.text))
    # By its length alone it would have to score better than that.
    assert CLOSE * math.sqrt(len(long.sentence.text) / 130) > AS_GOOD
    both = (replace(first, score=1.0, read=SURE), replace(long, score=AS_GOOD, read=SURE))

    said = [item for item in Extractive(3).answer(replace(evidence, sentences=both)) if isinstance(item, Statement)]

    assert {item.quotes[0].text for item in said} == {first.sentence.text, long.sentence.text}


def test_what_reads_as_an_answer_comes_first_and_carries_its_passage(found: Callable[[str], Evidence]) -> None:
    evidence = found(QUESTION)
    beside = place_around(evidence.sentences[0], AROUND).sentences
    second = next(item for item in evidence.sentences if item.sentence not in beside)
    word = second.sentence.text[:30]
    again = reread(evidence, Said(-4.0, **{word: 8.0}), READING)
    assert again.sentences[0].sentence == second.sentence
    assert again.sentences[0].read == 8.0
    assert again.passages[0].passage.id == second.passage.id
    assert [item.score for item in again.sentences] == sorted((item.score for item in again.sentences), reverse=True)


def test_what_is_known_is_not_read(found: Callable[[str], Evidence]) -> None:
    evidence, said = found("Who wrote the article?"), Said(5.0)
    assert evidence.known
    assert reread(evidence, said, READING) is evidence
    assert said.texts == []


def test_questions_in_another_language_are_not_read(found: Callable[[str], Evidence]) -> None:
    said = Said(5.0)
    evidence = found("Was will Trump von Europa und warum ist das so?")
    assert reread(evidence, said, READING) is evidence
    assert said.texts == []


def test_reading_ends_before_a_place_in_another_language(new_home: Callable[[], Path], tmp_path: Path) -> None:
    for name, text in [
        ("en.txt", "The pier of Marlow Bay was opened on 3 May 1884."),
        ("ru.txt", "Пирс Marlow Bay был открыт 3 мая 1884 года."),
    ]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        library.add([tmp_path])
        evidence = chain_over(library, settings, parts=Parts(reading=False)).evidence("When was Marlow Bay opened?")
        said = Said(-5.0)
        reread(evidence, said, READING)
        assert ["pier" in item.sentence.text for item in evidence.sentences] == [True, False]
        assert said.texts == [evidence.sentences[0].sentence.text]


def test_reading_takes_no_version_for_another(new_home: Callable[[], Path], tmp_path: Path) -> None:
    text = """# Changes of Notewell

## 2.5.2 (2025-01-20)

### Fixed

- Synchronisation got stuck when the clock of the telephone was wrong.
- Reminders came twice after the clocks had changed.

## 2.4.1 (2024-05-02)

### Fixed

- The key for a new page makes a new page again.
- Battery drain on tablets.
"""
    (tmp_path / "changes.md").write_text(text, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        library.add([tmp_path])
        asked = "What was fixed in Notewell 2.4.1?"
        evidence = chain_over(library, settings, parts=Parts(reading=False)).evidence(asked)
    again = reread(evidence, Said(-4.0, Reminders=0.0), READING)
    assert max(item.read for item in again.sentences if item.read is not None) == 0.0
    assert again.sentences[0].passage.heading.startswith("2.4.1")


def test_a_list_of_names_is_read_in_an_english_text(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    text = """# Minutes of the bridge committee

The committee met on Tuesday to speak about the lights on the bridge, and nobody was late. Everything was agreed.

Present: Margarita de la Vega (chair), Ana de los Santos (lights), Tom van der Berg (money), Piet van den Brink

The next meeting will be in the hall of the school.
"""
    with chain_of(text) as chain:
        found = chain.evidence("Who was present?")
    assert any(item.read is not None for item in found.sentences if "Vega" in item.sentence.text)


def test_a_place_has_room_for_neighbours_and_stays_in_its_passage(found: Callable[[str], Evidence]) -> None:
    for item in found(QUESTION).sentences:
        place = place_around(item, AROUND)
        assert item.sentence in place.sentences
        assert len(place.sentences) == 1 or len(place.text) <= AROUND
        assert place.text in item.passage.text
        assert [place.text[a:b] for a, b in place.parts()] == [own.text for own in place.sentences]
