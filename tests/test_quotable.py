"""What a reader is shown as a quotation: rows and items, never a table's head or a bare heading; the right number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from index.text.sentences import sentence_spans
from index.types import Passage, Sentence
from rag.chain import Chain
from rag.passages.quotable import is_envelope, is_quotable
from rag.settings import Settings
from rag.wiring import chain_over, open_library

MANUAL = """# AquaPure X200 Manual

## Technical data

| Property | X200 | X200 Pro |
|----------|-----:|---------:|
| Price | €89 | €149 |
| Flow rate | 2.1 litres a minute | 3.4 litres a minute |
| Weight | 1.8 kg | 2.2 kg |

## Deliveries

Do you deliver on Sundays?
No. Parcels leave the warehouse from Monday to Friday.

## 3. Actions

- Tom: submit the revised drawings to the council by 12 May.
- Priya: ask the electrician for a written offer.
"""

NEWS = """Ferry runs aground off Skerholm; all passengers safe

The ferry Astrid ran aground off Skerholm on Friday because its radar had failed. All 61 passengers were taken ashore.
"""
INTERVIEW = """# The orchard

**You refused an offer from a chain of shops. Why?**

They wanted the apples a month before they are ripe.

**What comes next?**

A press for cider.
"""
GUIDE = """# The heater

**Guarantee.** The tank of the heater is guaranteed for five years. **Care.** Drain the tank of the heater each spring.
"""
STUDY = """Heat and sleep in three towns of the north

Results

The mean bedroom temperature in July was 25.3 degrees in Arvo, 23.9 in Belt and 22.1 in Corran.
"""


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("manual")
    for name, text in (
        ("manual.md", MANUAL),
        ("news.txt", NEWS),
        ("talk.md", INTERVIEW),
        ("guide.md", GUIDE),
        ("study.txt", STUDY),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    for number in range(1, 31):
        text = f"Report {number}\n\nThe code word of report {number} is {'aeioubcdfg'[number % 10] * 3}{number}x.\n"
        (folder / f"report-{number}.txt").write_text(text, encoding="utf-8")
    settings = Settings(home=new_home(), threshold=0.0)
    with open_library(settings) as library:
        assert library.add([folder]).ok
        yield chain_over(library, settings)


def quotes(chain: Chain, question: str) -> list[str]:
    return [cited.quote for cited in chain.ask(question).citations]


def test_a_row_is_quoted_with_the_head_of_its_table_before_it(chain: Chain) -> None:
    answer = chain.ask("What is the flow rate of the X200 Pro?")
    assert answer.citations[0].quote == "Flow rate | 2.1 litres a minute | 3.4 litres a minute"
    told = "Flow rate: 2.1 litres a minute (X200), 3.4 litres a minute (X200 Pro) [1]"
    assert answer.text.startswith(f"Under “Technical data”: {told}")


def test_neither_the_head_of_a_table_nor_its_rule_is_an_answer(chain: Chain) -> None:
    found = quotes(chain, "How much does the X200 cost?") + quotes(chain, "What is the price of the X200 Pro?")
    assert "Price | €89 | €149" in found
    assert not [quote for quote in found if "---" in quote or "Property |" in quote]


def test_an_item_is_quoted_without_its_mark_and_a_heading_never_alone(chain: Chain) -> None:
    found = quotes(chain, "What actions were agreed on the revised drawings?")
    assert found[0] == "Tom: submit the revised drawings to the council by 12 May."
    assert not [quote for quote in found if quote.strip("# ") == "3. Actions"]


def test_a_bare_no_is_no_quotation(chain: Chain) -> None:
    found = quotes(chain, "Do you deliver on Sundays?")
    assert "No." not in found
    assert any("Parcels leave the warehouse from Monday to Friday." in quote for quote in found)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Why did the ferry run aground off Skerholm?", "The ferry Astrid ran aground"),
        ("Why did you refuse the offer from a chain of shops?", "They wanted the apples"),
        ("What is the guarantee of the heater?", "The tank of the heater is guaranteed"),
        ("Which of the three towns was the warmest?", "The mean bedroom temperature"),
    ],
)
def test_a_headline_a_question_in_bold_or_a_label_is_no_answer(chain: Chain, question: str, first: str) -> None:
    found = quotes(chain, question)
    assert found[0].startswith(first)
    assert not [quote for quote in found if "safe" in quote or "**" in quote or "three towns" in quote]


def test_a_numbered_title_at_the_head_of_its_clause_is_no_quotation_and_a_short_step_is_one() -> None:
    text = (
        "6. Use of Trademarks. This licence gives nobody the right to use the trademarks of the owner.\n\n"
        "7. Trademarks. Ask the owner first.\n\n8. Rinse the valve. Leave it to dry.\n\n9. The Owner.\n"
    )
    sentences = [Sentence(span.start, span.end, text[span.start : span.end]) for span in sentence_spans(text)]
    passage = Passage("p", "d", 0, len(text), text, None, "", tuple(sentences))
    assert [own.text for own in sentences if not is_quotable(passage, own)] == [
        "6. Use of Trademarks.",
        "7. Trademarks.",
    ]


def test_who_wrote_a_text_and_what_it_is_about_is_no_answer_to_anything_else() -> None:
    above = "author: M. Hartley\ntags: [bridges, Chile]"
    text = f"{above}\n\nAda Holm built bridges.\n\nauthor: is a word too."
    lines = [line for line in text.split("\n") if line]
    sentences = [Sentence(text.index(line), text.index(line) + len(line), line) for line in lines]
    passage = Passage("p", "d", 0, len(text), text, None, "", tuple(sentences))
    assert [is_envelope(passage, sentence) for sentence in sentences] == [True, True, False, False]


def test_a_question_for_a_person_is_not_answered_by_what_stands_above_the_text(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    life = "Ada Holm-Berg built bridges over three rivers. In 1920 she married a botanist. She taught in Bergen."
    above = "---\ntitle: Ada Holm-Berg\nauthor: M. Hartley\ntags: [bridges, Norway]\n---\n\n"
    with chain_over_files({"life.md": f"{above}# Ada Holm-Berg (1889-1971)\n\n{life}"}) as chain:
        found = [cited.quote for cited in chain.ask("What did Ada Holm-Berg do?").citations]
        assert found
        assert not [quote for quote in found if "Hartley" in quote or "tags" in quote]


def test_the_number_that_is_asked_about_decides_between_texts_that_read_alike(chain: Chain) -> None:
    answer = chain.ask("What is the code word of report 17?")
    assert answer.citations[0].quote == "The code word of report 17 is ddd17x."
    assert answer.passages[0].title == "Report 17"
