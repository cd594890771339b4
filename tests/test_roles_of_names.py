"""Whom "the mayor" and "the company" stand for, where a document gives the role to one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from index.types import Passage, Sentence
from rag.chain import Chain
from rag.passages.roles import asked_among, put_into, told_by_roles

LIGHTHOUSE = """# Who keeps the light

The lighthouse of Skarn has been dark since the storm of last November. Its lamp lies in a shed, and the rock can be
reached on foot at low tide only. Nobody has worked there since the stairs came down.

Mayor Tilda Vorm, who took office in the spring, has put aside two million crowns for repairs that nobody has begun. The
mayor fears that the ferries will stop calling before the next winter. Last week she had the road swept for visitors.

Its harbour master, Jory Penn, has kept the log of the port for thirty years and knows every rock by its name. The
harbour master would rather have a floating beacon, as other ports do. Penn has drawn one on the back of a chart.

Brask & Sons, which built the tower in 1911, has sent a letter with two stamps. The company offers to rebuild the stairs
for nothing. Nobody knows what it hopes for in return.

The Coast Board is slow to answer and owns the rock. The board insists that a tower without a keeper be sold. Visitors
from Holm are welcome in the summer, and Holm's paper prints the tides. Holm's fishermen doubt that anybody would buy a
tower.

The fair is held on the quay on the first Sunday of June, with a band. There is no charge for children. If it rains, the
stalls are moved to the fish hall.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(LIGHTHOUSE) as opened:
        yield opened


def passage_of(*lines: str) -> Passage:
    text = " ".join(lines)
    sentences = tuple(Sentence(text.index(line), text.index(line) + len(line), line) for line in lines)
    return Passage("p", "d", 0, len(text), text, None, "", sentences)


def named(asked: str, *lines: str) -> str:
    """The last sentence as it reads for a question that has a word; as it is, where nobody is plain."""
    question = f"What does the {asked} want?"
    return put_into(lines[-1], asked_among([passage_of(*lines)], "d", question, {asked}), {asked})


@pytest.mark.parametrize(
    ("asked", "before", "sentence", "told"),
    [
        ("quill", "Mayor Ada Quill spoke.", "The mayor left.", "Ada Quill left."),
        ("quill", "Its chief engineer, Ada Quill, spoke.", "The engineer left.", "Ada Quill left."),
        ("quill", "They met Ada Quill, a retired pilot with a dog.", "The pilot left.", "Ada Quill left."),
        ("quill", "The owner is Ada Quill, who spoke.", "Only the owner left.", "Only Ada Quill left."),
        ("quill", "The minister of trade, Ada Quill, spoke.", "The minister left.", "Ada Quill left."),
        ("harbour", "We wrote to the Harbour Board.", "The board slept.", "Harbour Board slept."),
        ("norrfleet", "Norrfleet, which owns it, was silent.", "The company slept.", "Norrfleet slept."),
        ("mayor", "Mayor Ada Quill spoke.", "Quill left the town.", "mayor Quill left the town."),
    ],
)
def test_a_role_stands_for_the_one_name_that_has_it(asked: str, before: str, sentence: str, told: str) -> None:
    assert named(asked, before, sentence) == told


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Mayor Ada Quill met Mayor Tom Hale.", "The mayor left."),
        ("Mayor Ada Quill spoke.", "The former mayor left."),
        ("Mayor Ada Quill spoke.", "The mayor of Holm left."),
        ("Mayor Ada Quill spoke.", "The mayor, Tom Hale, left."),
        ("Mayor Ada Quill spoke.", "The mayors left."),
        ("Prime Minister Ada Quill spoke.", "The minister left."),
        ("In the last summer, Quill, who was late, spoke.", "The summer ended."),
        ("Bürgermeisterin Ada Quill, die Chefin, sprach und ging nach Hause.", "The mayor left."),
    ],
)
def test_where_the_role_may_be_of_another_it_stands_for_nobody(before: str, sentence: str) -> None:
    assert named("quill", before, sentence) == sentence


def test_a_name_counts_for_its_role_where_that_is_wanted() -> None:
    passage = passage_of("Mayor Ada Quill spoke.", "Quill left.", "The town slept.")
    texts, bearers = (
        [own.text for own in passage.sentences],
        asked_among([passage], "d", "Did the mayor go?", {"mayor"}),
    )
    for roles_too in (True, False):
        told = told_by_roles(texts, [frozenset()] * 3, bearers, roles_too=roles_too)
        assert ["mayor" in terms for terms in told] == [roles_too, roles_too, False]
        assert ["quill" in terms for terms in told] == [True, True, False]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did the mayor do?", ["Ada Quill"]),
        ("What did the mayor of Holm do?", ["Ada Quill"]),
        ("What did the first mayor do?", []),
        ("What did Ada Quill do?", ["Ada Quill"]),
    ],
)
def test_asked_about_is_who_has_the_role_as_the_question_tells_it(question: str, found: list[str]) -> None:
    passage = passage_of("Mayor Ada Quill spoke to the town.")
    asked = {word.casefold() for word in question.rstrip("?").split()}
    assert [one.name for one in asked_among([passage], "d", question, asked)] == found


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What is Tilda Vorm afraid of?", "The mayor fears that the ferries"),
        ("What would Jory Penn prefer?", "The harbour master would rather have"),
        ("What does Brask & Sons offer?", "The company offers to rebuild"),
        ("What has the harbour master drawn?", "Penn has drawn one"),
    ],
)
def test_what_is_told_of_a_role_answers_for_the_name(chain: Chain, question: str, first: str) -> None:
    found = chain.ask(question)
    assert found.citations[0].quote.replace("\n", " ").startswith(first)


def test_what_somebody_thinks_of_another_is_not_told_by_what_his_role_thinks_of_a_thing(chain: Chain) -> None:
    assert not chain.ask("What does Jory Penn think of Tilda Vorm?").answered


def test_a_group_is_spoken_of_where_it_is_who_acts(chain: Chain) -> None:
    found = chain.ask("What do the Holmers doubt?")
    assert found.citations[0].quote.replace("\n", " ").startswith("Holm's fishermen doubt")


def test_what_happens_if_it_rains_is_quoted_without_what_stands_before_it(chain: Chain) -> None:
    found = chain.ask("Where is the fair if it rains?")
    assert found.citations[0].quote.replace("\n", " ").startswith("If it rains, the stalls")
