"""Numbered sections of a by-law are no list of items; what stands below one of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.types import Turn

BYLAW = """COUNTY OF ELDERBROOK

STREET MARKET BY-LAW

A by-law to govern the weekly street market

PART I - STALLS

1. No person shall set up a stall without a licence from the Market Warden.

2. (1) A licence may be had at the Guildhall on any weekday. It costs 35 euros for a month.
(2) A licence is valid for one stall only.

3. A stall shall
(a) be no wider than three metres;
(b) leave a passage of two metres for walkers; and
(c) be taken down by six in the evening.

4. Stall holders need the consent of the warden before they sell live animals.

PART II - PENALTIES

7. The warden may enter any stall at any time. A tent that is closed may be entered with the holder's consent only.

8. Whoever breaks this by-law pays up to 400 euros.

9. A penalty may be contested before the Market Court within ten days. The court sits on Mondays.
"""
RULES = """# Absence and Holiday Rules of Tarn Mills

## 1. Illness absence

Ring the gate before six in the morning if you cannot come.

| Years at the mill | Full wages | Half wages |
|---|---|---|
| Less than 1 | 2 weeks | none |
| More than 1 | 13 weeks | 13 weeks |

## 2. Leave for mothers

Mothers may stay at home for a year. Full wages are paid for 20 weeks.

## 3. Leave for fathers

Fathers have three weeks. They are paid in full. The weeks may be split.

## 4. Further absences

- Funeral: two paid days.
- Wedding: one paid day, and three for your own.
- Fire service: as long as the fire lasts, fully paid.

## 5. Who does what

Foremen write down absences. The nurse monitors illness each quarter and tells the owner.
"""
NOTES = """# Release notes of Harrow

## 2.4.0 (9 June 2023)

### New
- Maps can be printed on A3.
- A ruler measures distances along a road.

### Repaired
- Lakes were drawn twice.
- The search box lost its focus after a click.

## 2.3.1 (2 March 2023)

### Repaired
- Crash while saving a map without a name.
- Contour lines had the wrong colour at night.

## Moving from 1.x to 2.x

1. Export all maps as packages.
2. Remove Harrow 1.x.
3. Import the packages.

Packages of 1.x with layers of text need a font. Going back to 1.x is not possible.
"""
MINUTES = """# Minutes of the Orchard Trust Council

Held on 4 October in the cider barn.

## Harvest

Petra said that the pears were late, and asked the meeting for help.

## Action points

| No. | Task | Who |
|---|---|---|
| 1 | Order crates | Owen |
| 2 | Mend the press | Lowri |
"""
BOILER = """# Calora 40 boiler

## Warnings

- Never cover the flue.
- Have the gas valve checked once a year.
- Pets must be kept away from the burner. Cats like the warmth.
- Hot pipes burn the skin.
"""


@pytest.fixture(scope="module")
def chain(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    files = {"market.txt": BYLAW, "rules.md": RULES, "notes.md": NOTES, "minutes.md": MINUTES, "boiler.md": BOILER}
    with chain_over_files(files) as chain:
        yield chain


def quotes(chain: Chain, question: str) -> list[str]:
    return [citation.quote for citation in chain.ask(question).citations]


CRATES = ["1 | Order crates | Owen", "2 | Mend the press | Lowri"]
STALL = [
    "3. A stall shall",
    "(a) be no wider than three metres;",
    "(b) leave a passage of two metres for walkers; and",
    "(c) be taken down by six in the evening.",
]


@pytest.mark.parametrize(
    "question",
    [
        "How must a stall be built?",
        "What must a stall look like?",
    ],
)
def test_what_stands_below_a_section_is_a_list_with_that_as_its_lead(chain: Chain, question: str) -> None:
    found = quotes(chain, question)
    start = found.index(STALL[0])
    assert found[start : start + 4] == STALL


def test_sections_are_no_items_of_a_list_around_the_one_that_answers(chain: Chain) -> None:
    contested = quotes(chain, "How do I contest a penalty?")
    assert contested[0] == "9. A penalty may be contested before the Market Court within ten days."
    assert not any("enter any stall" in quote for quote in contested)
    allowed = quotes(chain, "What are stall holders not allowed to do?")
    assert "4. Stall holders need the consent of the warden before they sell live animals." in allowed
    assert not set(STALL) & set(allowed)


def test_sections_that_are_asked_for_by_their_heading_keep_their_marks(chain: Chain) -> None:
    text = chain.ask("What are the rules for stalls?").text
    assert "\n- “2. (1) A licence may be had" in text
    assert "\n- “(2) A licence is valid for one stall only.”" in text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who monitors illness?", "The nurse monitors illness each quarter and tells the owner."),
        ("What are the pets called?", "Pets must be kept away from the burner."),
    ],
)
def test_a_list_is_not_shown_for_one_thing_in_or_beside_it(chain: Chain, question: str, first: str) -> None:
    found = quotes(chain, question)
    assert found[0] == first
    assert not any("|" in quote or "flue" in quote for quote in found)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("How do I move from 1.x?", ["Export all maps as packages.", "Remove Harrow 1.x.", "Import the packages."]),
        (
            "What are the action points of the council meeting?",
            ["1 | Order crates | Owen", "2 | Mend the press | Lowri"],
        ),
        (
            "What kinds of further absences are there?",
            [
                "Funeral: two paid days.",
                "Wedding: one paid day, and three for your own.",
                "Fire service: as long as the fire lasts, fully paid.",
            ],
        ),
    ],
)
def test_a_list_is_found_by_a_part_of_its_heading_or_with_its_document(
    chain: Chain, question: str, items: list[str]
) -> None:
    answer = chain.ask(question)
    assert [citation.quote for citation in answer.citations][: len(items)] == items
    assert answer.confidence > 0.5


def test_a_list_is_that_of_the_version_spoken_of(chain: Chain) -> None:
    first = chain.ask("What is new in 2.4.0?")
    history = [Turn(first.question, first.text, first.standalone_question)]
    answer = chain.ask("What was repaired?", history)
    assert [citation.quote for citation in answer.citations] == [
        "Lakes were drawn twice.",
        "The search box lost its focus after a click.",
    ]


LEASE = """# Lease of the boathouse

## 5. Use

5.2 Boats may be launched from seven in the morning.

5.3 Damage must be told to the owner within a day.

5.4 If the slipway is under ice for more than a week, a quarter of the rent is paid back.
"""


@pytest.mark.parametrize("question", ["clause 5.3", "5.3", "Section 5.3 of the lease"])
def test_a_clause_is_asked_for_by_nothing_but_its_number(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str
) -> None:
    with chain_of(LEASE) as lease:
        assert quotes(lease, question) == ["5.3 Damage must be told to the owner within a day."]
