"""The gate: what was found is no answer where it has nothing of the kind that is asked for and does not read as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

CLOCKS = """# The clock room at Averley

The long-case clock by the door has a painted dial with a view of the harbour. Visitors can still see the scratches that
the flood left on its base.

The striking train was taken apart and cleaned in the winter of 2009. Two wheels had to be made anew by Orla Finch, who
works in the yard behind the chapel.

The founder's son, Luc Averley, was the first keeper of the room. He wound the clocks by candlelight before breakfast.

The clock gains four seconds a week in summer, and it is put right on Saturdays before the room is opened.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(CLOCKS) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Who scratched the base of the long-case clock?",
        pytest.param(
            "In which year was the harbour on the dial painted?",
            marks=pytest.mark.xfail(reason="the reader takes the year of the cleaning for it", strict=True),
        ),
    ],
)
def test_a_name_or_a_time_that_is_not_there_is_refused(chain: Chain, question: str) -> None:
    assert not chain.ask(question).answered


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who made the new wheels?", "Orla Finch"),
        ("Who wound the clocks by candlelight?", "He wound the clocks"),
        ("When was the striking train cleaned?", "2009"),
        ("When is the clock put right?", "Saturdays"),
    ],
)
def test_what_is_there_is_answered(chain: Chain, question: str, quoted: str) -> None:
    assert quoted in chain.ask(question).citations[0].quote


MILL = """# Wassermühle Dornach

Die Wassermühle Dornach steht am Fluss und wurde von einem Müller aus Basel gebaut. Sie ist seit langem ein Museum, und
ihre Türen sind im Sommer für alle offen.

Das Rad der Mühle ist aus Eiche. Es wurde im Winter erneuert, weil das Eis es beschädigt hatte. Direktor ist Urs Amrein.
"""


@pytest.fixture(scope="module")
def mill(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(MILL) as opened:
        yield opened


@pytest.mark.parametrize("question", ["Who is the owner of Wassermühle Dornach?", "Who built Wassermühle Dornach?"])
def test_a_text_in_another_language_that_has_only_the_name_does_not_answer(mill: Chain, question: str) -> None:
    assert not mill.ask(question).answered


def test_what_is_spelled_alike_in_both_languages_is_found(mill: Chain) -> None:
    assert "im Winter erneuert" in mill.ask("What happened at Dornach in winter?").text


RULES = """# The allotments at Fenwell

Barbecues are welcome on the paved square beside the pump, until ten at night.

Sheds may be put up at the northern fence.
"""


def test_what_reads_as_an_answer_need_not_have_any_word_like_those_of_the_question(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(RULES) as chain:
        assert "paved square" in chain.ask("Where can we have a BBQ?").citations[0].quote
        # What is asked whether it is there must be named.
        assert not chain.ask("Do the rules mention a sauna?").answered


MUSEUM = """# The Harbour Museum

## Access

All floors but the tower can be reached by lift. There are two wheelchairs to borrow at the desk. Assistance dogs are
welcome; other animals must stay outside.

## Good to know

Tripods must be left at the desk. Bags larger than a sheet of A3 go into the lockers, which take a £1 coin and give it
back. The café Mermaid on the first floor opens at 10:30; its speciality is fish soup. Picnics may be eaten in the
courtyard, but not in the galleries. Free wireless internet is available in the entrance hall and the café. Lost
property is kept for three months.

## Birds of the bay

We counted nests on 37 rocks. The commonest bird was the gull with 1,104 nests, followed by the tern with 871. In all,
5,316 nests of 23 species were found.

## Who we are

The trust employs 38 people. Of the yearly budget of £2.1 million a third comes from the county. Send questions to
Harbour Museum, Box 212, Norwich. The whale is 19 metres long.
"""


@pytest.fixture(scope="module")
def museum(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(MUSEUM) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        # A price stands nearby, of something else.
        "How much does the fish soup cost?",
        # Nests were counted, but none of these, nor is anybody named who is that.
        "How many skylarks were counted?",
        "Who is the managing director of the Harbour Museum?",
        "Is there any chocolate in it?",
    ],
)
def test_what_has_the_measure_or_the_name_of_another_thing_is_refused(museum: Chain, question: str) -> None:
    assert not museum.ask(question).answered


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Is there wifi?", "Free wireless internet"),
        ("How many kinds of birds were found?", "23 species"),
        ("How long is the whale?", "19 metres"),
    ],
)
def test_what_goes_by_another_name_is_there(museum: Chain, question: str, quoted: str) -> None:
    assert quoted in " ".join(museum.ask(question).citations[0].quote.split())
