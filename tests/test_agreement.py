"""Of several persons in a document the one that is asked about is told of: by "he" or "she", and by name."""

from __future__ import annotations

import numpy as np
import pytest
from talking import asked

from index.model.embed import NO_TOKENS
from index.storage.catalog import StoredPassage
from index.types import Passage, Sentence
from rag.chain import Chain
from rag.ranking.agreement import of_another

FILES = {
    "wren.txt": """Idris Wren, builder of organs

Idris Wren was born in 1871 at Holm, where his father kept an inn. He learned his trade in Leeds and opened a workshop
of his own in 1899.

In Leeds he met Clara Dunn, who sold sheet music. They were married in 1902 and had a son. She opened a shop for violins
in 1910, and it soon earned more than his organs. She died in 1931 of pneumonia.

Wren went on building until his hands failed him. In 1938 he gave the workshop to the town. He died on 4 March 1944.
""",
    "mill.md": """# Holm mill: a history

The mill was built in 1780. Anna Thorn took it over in 1851 and she doubled its output within ten years. When he moved
to Rome in 1849, her uncle Abel Roth had left it to her in debt. Thorn put in a steam engine in 1860, although her
neighbours complained.

Her nephew Piet Voss ran the mill after that. He sold it to a brewery in 1901. Voss was no miller; he preferred horses,
and his wife kept the books. He died in 1915 and lies in the churchyard.
""",
}


def quotes(chain: Chain, *questions: str) -> list[str]:
    return [" ".join(citation.quote.split()) for citation in asked(chain, *questions).citations]


@pytest.mark.parametrize(
    ("questions", "first"),
    [
        (("When did Idris Wren die?",), "He died on 4 March 1944."),
        (("Where did Wren learn his trade?", "When did he die?"), "He died on 4 March 1944."),
        # His wife is asked about, and who did something is not told by a name.
        (("When did Wren's wife die?",), "She died in 1931 of pneumonia."),
        (("When did Abel Roth move to Rome?",), "When he moved to Rome in 1849, her uncle Abel Roth had left it"),
        (("Who opened a shop for violins?",), "She opened a shop for violins"),
    ],
)
def test_the_one_asked_about_is_told_of(chain: Chain, questions: tuple[str, ...], first: str) -> None:
    assert quotes(chain, *questions)[0].startswith(first)


def test_another_s_death_is_no_answer(chain: Chain) -> None:
    assert "He died in 1915 and lies in the churchyard." not in quotes(chain, "When did Thorn die?")
    assert "He died in 1915 and lies in the churchyard." in quotes(chain, "When did Voss die?")


def test_who_it_was_stands_in_the_sentence_before(chain: Chain) -> None:
    assert quotes(chain, "Who gave the workshop to the town?")[:2] == [
        "In 1938 he gave the workshop to the town.",
        "Wren went on building until his hands failed him.",
    ]
    # When it was, the sentence tells by itself.
    assert "Wren went on building until his hands failed him." not in quotes(chain, "When was the workshop given away?")


FINCH = [
    "Nora Finch grew up at Dunmore, where her mother taught music.",
    "Finch sold her first drawings there, and she never lacked buyers.",
    "Her brother Owen Finch taught her to shoot.",
    "He drowned in 1904.",
    "Finch kept a boat until her death.",
    "She drowned in 1921.",
]


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("When did Nora drown?", ["He drowned in 1904."]),
        # A surname alone does not tell which of the two it is, and "her" before it is another than he.
        ("When did Owen Finch drown?", []),
        ("When did Finch drown?", []),
    ],
)
def test_a_surname_that_two_have_does_not_tell_who_it_is(question: str, others: list[str]) -> None:
    text = " ".join(["Nora left home at twelve, and she never went back.", *FINCH, "Nora kept her maiden name."])
    lines = [f"{line}." for line in text.removesuffix(".").split(". ")]
    none = np.zeros(0, np.float32)
    sentences = tuple(Sentence(text.index(line), text.index(line) + len(line), line) for line in lines)
    passage = Passage("p", "d", 0, len(text), text, None, "", sentences)
    kept = of_another(question, [StoredPassage(passage, none, none, NO_TOKENS)])
    assert [line for line, share in zip(lines, kept, strict=True) if share < 1] == others
