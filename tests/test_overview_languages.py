"""Questions about whole documents in other languages, and documents that are named there by what they are."""

from __future__ import annotations

import pytest
from talking import asked

from rag.chain import Chain
from rag.whole.overview import Shape, recognise

FILES = {
    "a.md": "# Protokoll der Gartenversammlung\n\nDie Versammlung wählte Edda Brand zur Kassenwartin. "
    "Der Zaun wird im Mai erneuert. Die Wasseruhr zählt wieder.\n",
    "b.md": "# Mietvertrag über eine Werkstatt\n\nDer Mieter zahlt 300 Euro. Das Tor ist nachts zu schließen.\n",
    "c.md": "# Règlement des bains\n\nLes enfants sont accompagnés. Le plongeoir ferme à midi.\n",
    "d.md": "# El archivo de Valdemora\n\nEl archivo guarda cartas de pastores. La sala abre los lunes.\n",
}


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("¿Qué documentos hay?", Shape.DOCUMENTS),
        ("Welche Dokumente gibt es?", Shape.DOCUMENTS),
        ("Quels documents y a-t-il ?", Shape.DOCUMENTS),
        ("Welke documenten zijn er?", Shape.DOCUMENTS),
        ("有哪些文档？", Shape.DOCUMENTS),
        ("Waar gaat de tekst over?", Shape.GIST),
        ("Di cosa parla il documento?", Shape.GIST),
        ("这篇文章讲什么？", Shape.GIST),
        ("该报告主要介绍了什么内容？", Shape.GIST),
        ("Worum geht es im Text?", Shape.GIST),
    ],
)
def test_a_question_about_whole_documents_is_known_in_other_languages(question: str, shape: Shape) -> None:
    whole = recognise(question)
    assert whole is not None
    assert whole.shape is shape


@pytest.mark.parametrize("question", ["¿Qué documentos necesito?", "Waar gaat de boot heen?", "文章里谁讲话？"])
def test_a_question_of_a_thing_is_none(question: str) -> None:
    assert recognise(question) is None


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Fasse das Protokoll zusammen", "a.md"),
        ("Worum geht es in dem Protokoll?", "a.md"),
        ("Worum geht es im Mietvertrag?", "b.md"),
        ("De quoi parle le règlement ?", "c.md"),
        ("¿De qué trata el archivo?", "d.md"),
    ],
)
def test_a_document_is_named_by_what_it_is(chain: Chain, question: str, file: str) -> None:
    answer = asked(chain, question)
    assert answer.confidence == 1.0
    assert {citation.source[-4:] for citation in answer.citations} == {file}


def test_what_no_document_is_called_is_an_ordinary_question(chain: Chain) -> None:
    assert not asked(chain, "Worum geht es in dem Roman?").answered
