"""Who wrote a document is told by its byline, however it is put."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.byline import asks_for_author, is_head_byline
from rag.settings import Settings
from rag.wiring import chain_over, open_library

TEXT = """By: Helen Marsh

The harbour of Lindau was opened in March 1811. By Christmas of that year it was too small. Two cranes came from Genoa.

Leave a Reply
Your email address will not be published.
"""


@pytest.mark.parametrize(
    "question", ["Who wrote the article?", "Who is the author?", "Who was the writer of this text?"]
)
def test_the_byline_answers_who_wrote_it(question: str, new_home: Callable[[], Path], tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([tmp_path / "harbour.txt"]).ok
        answer = chain_over(library, settings).ask(question)
    assert answer.answered
    assert [cited.quote for cited in answer.citations] == ["By: Helen Marsh"]


def test_only_the_author_of_the_document_is_asked_of_its_byline() -> None:
    assert asks_for_author("Who wrote it?")
    assert not asks_for_author("Who wrote the constitution?")
    assert not asks_for_author("Who was the author of Hamlet?")
    assert is_head_byline("Written by Helen Marsh", 0)
    assert not is_head_byline("Written by Helen Marsh", 5000)
    assert not is_head_byline("The harbour was opened by the council.", 0)
