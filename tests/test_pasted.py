"""A question before or behind a long text that is pasted with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.chain import Chain
from rag.question.brief import asked_of
from rag.question.question import analyse
from rag.settings import Settings
from rag.wiring import open_chain

FOLDER = {
    "shop.md": "# Returns\n\nGoods may be returned within 28 days of delivery. The buyer pays the postage unless the "
    "goods are faulty.\n\n# Repairs\n\nKettles are repaired in Leith. The guarantee on kettles lasts three years.\n",
    "travel.md": "# Travel\n\nStaff book second class on trains. A hotel may cost up to 140 pounds a night in London. "
    "Taxis are paid for only after 10 p.m.\n",
    "school.md": "# Absence\n\nLeave in term time is granted by the head teacher only. A doctor's note is needed from "
    "the fifth day on.\n",
}
MAIL = (
    "Dear team, how are you? My sister Fiona moved to the coast and gave me her blue enamel pot, two trays, a set "
    "of copper pans and the old radio. We spent a week in the mountains near Aviemore with the children, their "
    "cousins and both dogs, in spite of the midges. At a farm shop we bought cheese, honey and a jar of pickled "
    "onions, and admired a tractor. My husband painted the shed green, mended the gate, sharpened the mower and "
    "cleaned the gutters. The piano was tuned by a man from Perth, who told us of his apprenticeship, his "
    "brothers, a violin and a storm at sea. The neighbours watered our tomatoes, fed the cat, collected parcels "
    "and looked after the greenhouse. "
) * 3 + "Kind regards, Morag Sinclair. "


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("pasted")
    for name, text in FOLDER.items():
        (folder / name).write_text(text)
    with open_chain(Settings(home=new_home())) as chain:
        assert chain.library.add([folder]).ok
        yield chain


@pytest.mark.parametrize(("question", "answer"), [
    (MAIL + "How long does the guarantee on kettles last?", "three years"),
    (MAIL + "Within how many days may goods be returned?", "28 days"),
    (MAIL + "What may a hotel in London cost?", "140 pounds"),
    (MAIL + "When are taxis paid for? And who grants leave in term time?", "head teacher"),
    ("When is a doctor's note needed? " + MAIL, "fifth day"),
    ("Who pays the postage for a return? Here is the e-mail: " + MAIL, "buyer pays"),
    ("Who grants leave in term time? " + MAIL, "head teacher"),
    ("Where are kettles repaired? " + MAIL + "Could you let me know by Friday?", "Leith"),
], ids=lambda text: text[-40:] if text.endswith("?") else text[:20])  # fmt: skip
def test_what_is_asked_beside_a_pasted_text_is_answered(chain: Chain, question: str, answer: str) -> None:
    found = chain.ask(question)
    assert found.answered
    assert answer in " ".join(sentence.text for sentence in found.sentences)
    assert found.question == question.strip()


def test_what_the_documents_do_not_tell_is_refused_beside_a_pasted_text_too(chain: Chain) -> None:
    assert not chain.ask(MAIL + "What is the telephone number of the dentist?").answered
    assert not chain.ask("Which wine goes with haddock? " + MAIL).answered


def test_the_rest_of_a_pasted_text_lends_words_that_weigh_little() -> None:
    asked = analyse(MAIL + "What may a hotel in London cost?")
    assert asked.own_terms >= {"hotel", "london", "cost"}
    assert asked.names == ("london",)
    assert sum(word.weight for word in asked.content if word.weight < 1) < 2


@pytest.mark.parametrize(
    "text", ["Is it open? Ask Ada.", MAIL, "Is it open? " * 60, MAIL + "So?"], ids=["brief", "none", "all", "no word"]
)
def test_a_text_that_is_brief_or_asks_nothing_apart_is_asked_as_a_whole(text: str) -> None:
    assert asked_of(text) == text
