"""What a question in another language asks for: which words carry its form alone, and what a bare "when?" wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from index.text.terms import language_of
from rag.chain import Chain
from rag.conversation.standalone import language_among
from rag.question.question import analyse

FILES = {
    "faro.md": """# El faro de Peñas Rubias

El faro está en la punta del cabo y se ve desde muy lejos.

La campana del faro fue encontrada por la buceadora Inés Carrasco en 1988. Se guarda en la sala de máquinas del puerto.
En 1903 se apagó la luz durante una semana de niebla. Hoy lo cuida una cooperativa de pescadores.

## ¿Cuánto vale subir?

Subir a la linterna vale 4 euros.
""",
    "moulin.md": """# Le moulin de la Sarcelle

Le moulin a été bâti par le meunier Anselme Thoury en 1764. Il tourne encore le dimanche.

La grande roue a été remplacée en 1921. Les visiteurs sont priés de ne pas toucher aux courroies.
""",
    "huayuan.md": """# 梅园小记

梅园在城北，园中种着三百株老树，其中最老的一株是宋代留下的。

停车费为12元，周末不收。石桥长64米，是光绪年间修的。
""",
}

TOWER = """# Der Wasserturm von Brakenhof

Der Wasserturm wurde aus gelbem Klinker errichtet und versorgte drei Dörfer.

## Das Unglück

Am 3. April 1911 brach der Kessel und das Wasser lief auf den Markt. Niemand wurde verletzt.
"""


@pytest.fixture(scope="module")
def german(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"turm.md": TOWER}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("Combien de chats a-t-on ?", ["chat"]),
        ("Que va-t-il faire du moulin ?", ["moulin"]),
        ("Ab wann gilt die Karte?", ["gilt", "kart"]),
        ("Worum geht es im Brief?", ["brief"]),
        ("¿Qué tenían aquí los monjes?", ["monj"]),
        ("Cosa vuole fare il sindaco?", ["sindac"]),
        ("Quem teve outra casa nesta rua?", ["cas", "rua"]),
        ("Vanaf wanneer gaat de boot?", ["boot"]),
    ],
)
def test_particles_and_helping_verbs_are_no_content(question: str, content: list[str]) -> None:
    assert [word.word for word in analyse(question).content] == content


@pytest.mark.parametrize("text", ["fare prices", "haber process", "outro music", "verso pages", "VA benefits"])
def test_a_word_of_another_language_makes_no_english_word_foreign(text: str) -> None:
    assert language_of(text) == "english"
    assert len(analyse(text).content) == 2


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (("¿Quién encontró la campana?", "¿Cuándo?"), "en 1988"),
        (("Qui a bâti le moulin ?", "Et quand ?"), "en 1764"),
        # The sentence that was just quoted tells no time.
        (("¿Dónde se guarda la campana?", "¿Cuándo la encontraron?"), "en 1988"),
    ],
)
def test_a_bare_when_is_answered_by_the_sentence_just_quoted_if_it_tells_a_time(
    chain: Chain, questions: tuple[str, ...], holds: str
) -> None:
    assert holds in asked(chain, *questions).citations[0].quote


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("停车费多少钱？", ["停车", "车费"]),
        ("石桥有多长？", ["石桥"]),
        ("老树能活多久？", ["老树", "树能", "能活"]),
        ("请问周末几点关门？", ["周末", "关门"]),
        ("可以拍照吗？", ["拍照"]),
        ("有没有餐厅", ["餐厅"]),
        # Here they ask nothing.
        ("许多高楼", ["许多", "高楼"]),
        ("她的功能", ["功能"]),
    ],
)
def test_chinese_words_of_asking_are_no_content(question: str, content: list[str]) -> None:
    assert [word.word for word in analyse(question).content] == content


def test_a_chinese_price_and_the_length_of_what_was_spoken_of_are_found(chain: Chain) -> None:
    assert "12元" in asked(chain, "停车费多少钱？").citations[0].quote
    assert "64米" in asked(chain, "石桥是什么时候修的？", "它有多长？").citations[0].quote
    assert not asked(chain, "多少钱？").citations


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿Admiten perros?", "spanish"),
        ("Hola, ¿venden postales?", "spanish"),
        ("What does “¿Admiten perros?” mean?", "english"),
        ("Postcards?", "english"),
    ],
)
def test_the_mark_that_opens_a_question_tells_spanish(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Was verdiente der Flugzeugpilot Kowalski?", "Die Dokumente"),
        ("¿Aceptan helicópteros?", "Los documentos"),
        ("Who sold the aeroplane?", "The documents"),
        ("Was the aeroplane insured?", "The documents"),
    ],
)
def test_where_no_word_tells_a_refusal_is_in_the_language_of_what_was_found(
    german: Chain, question: str, begins: str
) -> None:
    assert asked(german, question).text.startswith(begins)


def test_nor_is_there_a_word_of_english_before_the_quotation(german: Chain) -> None:
    answer = asked(german, "Was passierte am 3. April 1911?")
    assert answer.text.startswith("Das Unglück: “Am 3. April 1911 brach")


GERMAN, FRENCH, ENGLISH = "Der Turm ist aus Holz.", "La tour est en bois.", "The tower is made of wood."


@pytest.mark.parametrize(
    ("question", "found", "language"),
    [
        ("Was passierte 1525?", [FRENCH, GERMAN], "german"),
        ("Kessel?", [GERMAN, GERMAN], "german"),
        ("Kessel?", [FRENCH, GERMAN], "english"),
        ("Was Ada Bell arrested?", [GERMAN, ENGLISH], "english"),
        ("What happened 1525?", [GERMAN], "english"),
        ("Kessel?", [], "english"),
    ],
)
def test_what_was_found_tells_the_language_where_it_agrees_or_has_a_word(
    question: str, found: list[str], language: str
) -> None:
    assert language_among(question, found) == language


def test_a_heading_that_asks_gets_no_second_mark(chain: Chain) -> None:
    assert asked(chain, "¿Cuánto vale subir?").text.startswith("¿Cuánto vale subir? “Subir")


def test_a_bare_why_is_not_answered_by_it(chain: Chain) -> None:
    first = asked(chain, "¿Quién encontró la campana?").citations[0].quote
    again = asked(chain, "¿Quién encontró la campana?", "¿Por qué?")
    assert not again.citations or again.citations[0].quote != first
