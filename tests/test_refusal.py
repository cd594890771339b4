"""A refusal speaks the language of the question."""

from __future__ import annotations

import pytest

from rag.gate.refusal import refusal
from rag.types import REFUSAL


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Wer ist der König?", "Die Dokumente"),
        ("Qui est le roi ?", "Les documents"),
        ("¿Quién es el rey?", "Los documentos"),
        ("谁是国王？", "文档"),
        ("王は誰ですか", "文書"),
        ("왕은 누구입니까?", "문서"),
        ("Кто король?", "Документы не"),
        ("Хто є королем?", "Документи"),
        ("من هو الملك؟", "لا تجيب"),
        ("Ποιος είναι ο βασιλιάς;", "Τα έγγραφα"),
    ],
)
def test_it_is_in_the_language_of_the_question(question: str, begins: str) -> None:
    assert refusal(question).startswith(begins)


@pytest.mark.parametrize(
    "question",
    ["Who is King Müller?", "What does 北京 mean?", "🙂", "Кой е кралят в България?", "پادشاه کیست؟", "Ո՞վ է թագավորը"],
)
def test_english_where_the_language_has_none_or_is_not_sure(question: str) -> None:
    assert refusal(question) == REFUSAL
