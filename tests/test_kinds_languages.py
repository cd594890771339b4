"""What kind of answer a question in another language wants, and which sentences have one."""

from __future__ import annotations

import pytest

from rag.question.question import Kind, analyse
from rag.question.signs import tells_count, tells_time


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Was kostet ein Platz im Chor?", Kind.NUMBER),
        ("Wie dick ist die Mauer?", Kind.NUMBER),
        ("Wat kost een kamer?", Kind.NUMBER),
        ("Hoe laat vertrekt de boot?", Kind.TIME),
        ("¿A qué hora cierra la sala?", Kind.TIME),
        ("¿A partir de qué edad se puede entrar?", Kind.NUMBER),
        ("Quel est le prix du repas ?", Kind.NUMBER),
        ("Quelle profondeur a le puits ?", Kind.NUMBER),
        ("A che ora apre il museo?", Kind.TIME),
        ("Que profundidade tem o poço?", Kind.NUMBER),
        ("图书馆几点开门？", Kind.TIME),
        ("How deep is the well?", Kind.NUMBER),
        # They ask for something else.
        ("Was steht im Brief?", Kind.OTHER),
        ("Wat staat er in de brief?", Kind.OTHER),
        ("¿Qué vende la tienda?", Kind.OTHER),
    ],
)
def test_the_kind_that_is_asked_for(question: str, kind: Kind) -> None:
    assert analyse(question).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Das Tor schließt um 9 Uhr und wird dann nicht mehr geöffnet.",
        "La porte est fermée à 7 h et ne sera plus ouverte.",
        "El viaje dura cinco minutos y es para todos.",
        "De overtocht duurt tien minuten en is voor iedereen.",
        "图书馆早上九点开门。",
        "تستغرق الرحلة عشر دقائق.",
    ],
)
def test_hours_and_minutes_are_times(text: str) -> None:
    assert tells_time(text)


def test_what_only_has_the_sign_of_an_hour_is_none() -> None:
    assert not tells_time("这里的景点很多，天气也好。")
    assert not tells_time("La lettre H est muette et ne se dit pas.")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("La sala tiene treinta sillas para los que vienen.", True),
        ("La salle a trente chaises pour ceux qui viennent.", True),
        ("De zaal heeft dertig stoelen voor wie er komt.", True),
        ("La sala ha trenta sedie per chi non sta in piedi.", True),
        ("La sala di Trento non ha sedie per chi viene.", False),
    ],
)
def test_tens_are_numbers(text: str, counts: bool) -> None:
    assert tells_count(text) is counts
