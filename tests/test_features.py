"""What is measured of a sentence beside a question, with the embedded model's own vectors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.model.embed import EmbedInput
from index.model.minilm import MiniLM
from index.model.weights import model_folder
from index.model.words import Words
from rag.chain import Chain
from rag.ranking.features import FEATURES, question_tokens, question_words
from rag.settings import Settings
from rag.wiring import open_chain

BRIDGE = {
    "age": "The old bridge over the Ems was opened to traffic in 1932.",
    "cause": "The old bridge over the Ems was closed because its piers had sunk.",
    "people": "The old bridge over the Ems was planned by the engineer Karla Voss.",
}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In which year did the old bridge over the Ems open?", "age"),
        ("Why was the old bridge over the Ems closed?", "cause"),
        ("Who planned the old bridge over the Ems?", "people"),
    ],
)
def test_an_answer_resembles_what_asks_for_it(empty_home: Path, question: str, answer: str) -> None:
    for name, text in BRIDGE.items():
        (empty_home / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([empty_home / f"{name}.txt" for name in BRIDGE])
        found = chain.evidence(question).sentences
    asking = {item.sentence.text: float(item.features[FEATURES.index("late_asking")]) for item in found}
    assert max(asking, key=lambda text: asking[text]) == BRIDGE[answer]
    back = [item.features[FEATURES.index("late_back")] for item in found]
    assert all(0 < value <= 1 for value in back)


def test_the_words_that_ask_are_marked_and_all_are_where_none_does(empty_home: Path) -> None:
    words, embedder = Words(model_folder(empty_home)), MiniLM(empty_home)

    def asking(text: str) -> list[str]:
        spans = question_words(text)
        tokens = embedder.embed([EmbedInput(text, spans)])[0].tokens
        read = question_tokens(text, tokens, words)
        owners = tokens.owners[np.flatnonzero(read.asking)]
        return [text[start:end] for start, end in (spans[owner] for owner in dict.fromkeys(owners))]

    assert asking("How many people cross it each day?") == ["How", "many"]
    assert asking("And in which year?") == ["which", "year"]
    assert asking("Name the engineer.") == ["Name", "the", "engineer"]


PORT = (
    "Rome and Paris want the port of Bendigo. The National Security Council met there, said a Chilean official. "
    "The Kite 2 lay there."
)


@pytest.mark.parametrize("name", ["Italy", "France", "Bedigo", "NSC", "Chile", "Kite2"])
def test_a_name_in_another_form_is_known(port: Chain, name: str) -> None:
    assert port.evidence(f"What does {name} want with the port?").unknown == ()


@pytest.mark.parametrize("name", ["Spain", "Madrid", "Zelensky", "NATO", "EU", "Paris3", "Kite4"])
def test_a_name_that_stands_nowhere_is_told(port: Chain, name: str) -> None:
    assert port.evidence(f"What does {name} want with the port?").unknown == (name.casefold(),)


@pytest.fixture
def port(empty_home: Path) -> Iterator[Chain]:
    (empty_home / "port.txt").write_text(PORT, encoding="utf-8")
    with open_chain(Settings(home=empty_home)) as chain:
        chain.library.add([empty_home / "port.txt"])
        yield chain
