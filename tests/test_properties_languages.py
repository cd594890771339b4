"""A colour, a price, a telephone number: what a question in another language than English asks of a thing, and is told.

Each document has its subject, and much about it beside what is asked.
"""

from __future__ import annotations

import pytest
from talking import asked

from rag.chain import Chain
from rag.conversation.of_the_other import Swap, swapped
from rag.question.properties import property_asked
from rag.question.property_words import PROPERTY_WORDS
from rag.question.question import analyse
from rag.question.thesaurus import other_words
from rag.quoting.lead_in import heading_before
from rag.ranking.across_words import across_words
from rag.types import Turn

FILES = {
    "fähre.md": """# Die Fähre von Lohnau

Die Fähre von Lohnau setzt seit 1911 über den Fluss. Die Kapitänin Grete Holm steuert sie.

## Überfahrt

Die Überfahrt dauert neun Minuten und kostet 2 Euro. Fotografieren ist an Deck gestattet. Das Geländer ist grün.

## Wirtschaft

Im Kiosk an der Anlegestelle gibt es Suppe und Brot. Das Telefon des Kiosks hat die Nummer 0471 88 21 30.
""",
    "rifugio.md": """# Il rifugio Cima Lovara

Il rifugio Cima Lovara si raggiunge a piedi in due ore. Lo gestisce la guida Piera Nardi.

## La visita

È vietato fare fotografie nella sala delle mappe. La cena si serve alle sette. La porta è di legno di larice.
""",
    "posada.md": """# La posada de Cerral

La posada de Cerral tiene ocho habitaciones. La posadera Elvira Sanz cocina ella misma.

## Las normas

Se pueden hacer fotos en el patio. La cena se sirve a las nueve. La puerta es de roble y pesa 90 kilos.
""",
    "auberge.md": """# L'auberge de Brézins

L'auberge de Brézins accueille les marcheurs depuis 1954. Le cuisinier Luc Favre y prépare la soupe.

## Le séjour

La nuit coûte 31 euros. Le toit a été refait par un charpentier de Vienne. Les draps sont prêtés.
""",
    "estalagem.md": """# A estalagem de Vilar

A estalagem de Vilar fica junto à ponte. A dona, Rita Moura, abriu-a com a irmã.

## A casa

O jantar serve-se na varanda. O telhado foi refeito depois de uma tempestade.
""",
    "客栈.md": """# 竹溪客栈

竹溪客栈在山脚下，由木匠郑大河建造。老板娘林秋月每天早上煮粥。

## 住宿

客房一晚八十元，老人半价。大门用杉木做成，去年修过。院里能停十辆车。
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "Welche Farbe hat die Fähre?",
        "Was kostet die Suppe im Kiosk?",
        "Wie alt ist Grete Holm?",
        "Wie lautet die E-Mail-Adresse der Fähre?",
        "Di che colore è la porta del rifugio?",
        "Quanto costa la cena al rifugio?",
        "Qual è il numero di telefono del rifugio?",
        "¿De qué color es la puerta de la posada?",
        "¿Qué edad tiene Elvira Sanz?",
        "¿Cuánto cuesta la cena en la posada?",
        "De quelle couleur est le toit de l'auberge ?",
        "Quel âge a Luc Favre ?",
        "Combien d'habitants compte Brézins ?",
        "De que cor é o telhado da estalagem?",
        "Quanto custa o jantar na estalagem?",
        "大门是什么颜色？",
        "林秋月的丈夫叫什么名字？",
        "客栈的电话号码是多少？",
    ],
)
def test_a_property_that_is_told_nowhere_near_is_refused(chain: Chain, question: str) -> None:
    assert not asked(chain, question).answered


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Welche Farbe hat das Geländer?", "grün"),
        ("Was kostet die Überfahrt?", "2 Euro"),
        ("Wie lautet die Telefonnummer des Kiosks?", "0471 88 21 30"),
        ("¿Cuál es el peso de la puerta?", "90 kilos"),
        ("Combien coûte la nuit ?", "31 euros"),
        ("客房多少钱？", "八十元"),
    ],
)
def test_a_property_that_is_told_is_quoted(chain: Chain, question: str, holds: str) -> None:
    answer = asked(chain, question)
    assert answer.answered
    assert holds in answer.citations[0].quote


@pytest.mark.parametrize(
    ("language", "question", "told", "beside"),
    [
        ("german", "Wie hoch ist die Miete?", "Sie zahlt 300 Franken.", "Sie zahlt am Ersten."),
        ("german", "Wie hoch ist der Turm?", "Er misst 30 Meter.", "Er hat 200 Stufen."),
        ("german", "Wie heißt der Mann der Wirtin?", "Ihr Gatte ist Koch.", "Sie kocht für ihn."),
        ("spanish", "¿De qué color es el muro?", "Es azulado.", "Lo cuida Rosa."),
        ("french", "Quel est le poids de la cloche ?", "Elle pèse deux tonnes.", "Elle sonne à midi."),
        ("italian", "Quanti abitanti ha il paese?", "Ci abitano in 300.", "Ci sono 300 case."),
        ("portuguese", "Há wi-fi na estalagem?", "A internet é gratuita.", "A rede de pesca seca ali."),
        ("dutch", "Hoe oud is de molen?", "Hij is gebouwd in 1740.", "Hij draait op maandag."),
        ("japanese", "人口は何人ですか", "三千人です。", "三千本の桜。"),
        ("chinese", "老板多大年纪？", "她今年四十岁。", "她早上煮粥。"),
    ],
)
def test_what_tells_a_property(language: str, question: str, told: str, beside: str) -> None:
    asked_for = property_asked(question, language)
    assert asked_for is not None
    assert asked_for.told.search(told)
    assert not asked_for.told.search(beside)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("german", "Wie viele Menschen zahlten Eintritt?"),
        ("german", "Wer unterschrieb auf der Website des Parlaments?"),
        ("german", "Wie hoch ist die Anzahl der Arten?"),
        ("french", "Combien de visiteurs paient leur entrée ?"),
        ("chinese", "谁在网站上签名？"),
        ("english", "What colour is the roof?"),
    ],
)
def test_what_asks_for_no_property(language: str, question: str) -> None:
    assert property_asked(question, language) is None


def test_every_pattern_of_a_property_can_be_read() -> None:
    for language in PROPERTY_WORDS:
        assert property_asked("?", language) is None
        assert len(PROPERTY_WORDS[language]) == len(PROPERTY_WORDS["german"])


def test_of_two_languages_that_of_the_question_answers(chain: Chain) -> None:
    assert "fotografie" in asked(chain, "Si possono fare foto?").citations[0].quote
    assert "fotos en el patio" in asked(chain, "¿Se pueden hacer fotos?").citations[0].quote
    assert "a las nueve" in asked(chain, "¿A qué hora se sirve la cena?").citations[0].quote
    assert "alle sette" in asked(chain, "A che ora si serve la cena?").citations[0].quote


def test_what_a_follow_up_asks_about_is_known_with_its_language() -> None:
    before = Turn("Was kostet ein Zelt?", "“Ein Zelt kostet 6 Euro.” [1]")
    zelt, bett = frozenset({"zelt"}), frozenset({"bett"})
    # Its other words are looked up in that language: a bed is a "Schlafplatz", too.
    assert swapped("Was kostet ein Bett?", [before]) == Swap(zelt, bett, language="german")
    assert ("schlafplatz",) in other_words("bett", language="german")


def test_a_heading_is_led_in_as_the_language_sets_it(chain: Chain) -> None:
    assert asked(chain, "Combien coûte la nuit ?").text.startswith("Le séjour\u00a0: “")
    assert heading_before("住宿") == "住宿："
    assert heading_before("Die Überfahrt", "german") == "Die Überfahrt: "
    assert heading_before("Où dormir ?", "french") == "Où dormir ? "


@pytest.mark.parametrize(
    ("question", "begins", "of_a_document"),
    [
        ("Welche Dokumente gibt es?", "Es gibt 6 Dokumente", "Aus “Die Fähre von Lohnau”:"),
        ("Quels documents y a-t-il ?", "Il y a 6 documents", "Extrait de “L'auberge de Brézins” :"),
        ("¿Qué documentos hay?", "Hay 6 documentos", "De “La posada de Cerral”:"),
        ("有哪些文件？", "共有6份文档", "摘自“竹溪客栈”："),
        ("Which documents are there?", "There are 6 documents", "From “竹溪客栈”:"),
    ],
)
def test_the_documents_are_named_in_the_language_of_the_question(
    chain: Chain, question: str, begins: str, of_a_document: str
) -> None:
    text = asked(chain, question).text
    assert text.startswith(begins)
    assert of_a_document in text


def test_a_pair_across_two_words_is_no_word() -> None:
    question = analyse("客栈老板有优惠吗？")
    assert across_words(question, {"客栈", "老板"}.__contains__) == {"栈老", "板有", "有优"}
    # What may be a word that no document has counts as ever.
    assert across_words(analyse("客栈的颜色"), {"客栈"}.__contains__) == frozenset()
    assert across_words(analyse("1938年发生了什么？"), {"客栈"}.__contains__) == {"发生"}
    assert across_words(analyse("Hat die Hütte Betten?"), {"hutt"}.__contains__) == frozenset()


@pytest.mark.parametrize(
    ("question", "holds"),
    [("老年人住店有优惠吗？", "半价"), ("老板娘早晨给客人做什么吃？", "煮粥"), ("大门上次是哪年修的？", "去年修过")],
)
def test_a_question_in_chinese_is_not_refused_for_a_pair_across_words(chain: Chain, question: str, holds: str) -> None:
    answer = asked(chain, question)
    assert answer.answered
    assert holds in answer.text
