"""A model that says in words of its own, in whatever language, that nothing was found: no claim, and no answer."""

from __future__ import annotations

import pytest

from rag.checking.declining import declines
from rag.checking.verify import Cited, Verifier
from rag.types import NO_CLAIM, Verdict


@pytest.mark.parametrize(
    "said",
    [
        "No relevant information was found.",
        "Insufficient information.",
        "It is not stated.",
        "Answer not found in sources.",
        "I have no information on this.",
        "We are not told when the ferry sails.",
        "**Answer:** The documents do not answer this question.",
        "Ich kann diese Frage anhand der Quellen nicht beantworten.",
        "Dazu liegen in den Dokumenten keine Angaben vor.",
        "Es tut mir leid, ich habe dazu keine Informationen.",
        "Je ne trouve pas cette information dans les sources.",
        "Les documents fournis ne permettent pas de répondre.",
        "No se menciona en los documentos.",
        "Lo siento, pero no puedo responder a esta pregunta.",
        "Os documentos não mencionam isso.",
        "Le fonti non contengono informazioni al riguardo.",
        "De documenten geven hier geen antwoord op.",
        "В документах нет информации об этом.",
        "文档中没有相关信息。",
        "この資料には記載がありません。",
        "There isn't any mention of ferry times in these passages.",
        "The given passages contain no details regarding the times.",
        "My sources are silent on this point.",
        "Great question!",
        "I apologize for any confusion.",
        "Please consult the harbour's website.",
        "If you can share more documents, I'd be happy to help!",
    ],
)
def test_that_nothing_was_found_is_no_claim_in_whatever_words(said: str) -> None:
    check = Verifier().check(said, [])
    assert (check.verdict, check.reason) == (Verdict.SUPPORTED, NO_CLAIM)


@pytest.mark.parametrize(
    "said",
    [
        "No dogs were found on the quay.",
        "The documents contain no red ink.",
        "The answer was not given to the passengers.",
        "It is not known who built the pier, but it opened in 1884.",
        "We are not told the price, but dogs travel free.",
        "Please contact the harbour master for a permit.",
        "Es gibt keine Hunde auf dem Gelände.",
        "Die Dokumente dürfen nicht kopiert werden.",
        "Nos documents sont gratuits.",
        "Les documents ne sont pas remboursés.",
        "No hay perros en el puerto.",
        "Er zijn geen honden toegestaan.",
        "文件不得复印。",
        "この資料は配布できません。",
        "Sorry, the ferry sails daily.",
        "Unfortunately, the pier was closed.",
    ],
)
def test_what_is_said_of_the_world_stays_a_claim_without_a_footnote(said: str) -> None:
    assert not declines(said)
    assert Verifier().check(said, []).verdict is Verdict.UNCITED


def test_what_cites_a_document_may_be_what_that_says() -> None:
    said = "We are not told when the ferry sails [1]."
    cited = Cited("The islanders complain: we are not told when the ferry sails.", "")
    assert Verifier().check(said, [cited]).reason != NO_CLAIM
