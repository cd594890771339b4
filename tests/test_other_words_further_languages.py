"""Other words in Hebrew and Indonesian; turns of a life, and short questions, in other languages than English."""

from __future__ import annotations

import pytest
from talking import asked

from index.text.terms import terms
from rag.chain import Chain
from rag.conversation.rewrite import is_whole, stand_alone
from rag.question.properties import property_asked
from rag.question.question import analyse
from rag.types import Turn

FILES = {
    "tachana.md": """# טחנת הקמח בעמק

הטחנה עומדת ליד הנחל.

העובדים מקבלים משכורת בחמישי לחודש. הגג עשוי רעפים. בחצר יש באר.
""",
    "penggilingan.md": """# Penggilingan Sukamaju

Penggilingan itu berdiri di tepi kali.

Para karyawan menerima upah pada tanggal lima. Gentengnya merah. Di halaman ada sumur.
""",
    "mühle.md": """# Die Mühle am Erlbach

Die Mühle gehörte dem Müller Anton Reger, der sie 1871 von dem Bauern Klee kaufte. Sein Bruder half ihm im Herbst.

Der Lehrling Josef Brand wurde 1880 in Ried geboren.
""",
    "молин.md": """# Мельница у Ольховки

Мельница принадлежала купцу Ивану Рогову, который перестроил её в 1871 году. Осенью ему помогал брат.
""",
    "水坊.md": """# 柳溪水坊

水坊的主人是木匠郑大河，他在一九七一年翻修了水轮。秋天弟弟来帮忙。院里有一座木桥。
""",
}


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("מתי מקבל הצוות שכר?", "בחמישי לחודש"),
        ("Kapan pegawai menerima gaji?", "tanggal lima"),
    ],
)
def test_what_is_asked_in_other_words_is_quoted(chain: Chain, question: str, holds: str) -> None:
    answer = asked(chain, question)
    assert answer.answered
    assert holds in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Wann starb Anton Reger?",
        "Wo wurde Anton Reger geboren?",
        "Wo hat Anton Reger studiert?",
        "Когда умер Иван Рогов?",
        "Где родился Иван Рогов?",
        "郑大河是什么时候去世的？",
        "院里的木桥有多长？",
    ],
)
def test_a_turn_of_a_life_that_is_told_nowhere_near_is_refused(chain: Chain, question: str) -> None:
    assert not asked(chain, question).answered


def test_a_turn_of_a_life_that_is_told_is_quoted(chain: Chain) -> None:
    assert "in Ried geboren" in asked(chain, "Wo wurde Josef Brand geboren?").citations[0].quote


@pytest.mark.parametrize(
    ("language", "question", "told", "untold"),
    [
        ("french", "Où est né Luc Favre ?", "Il a grandi à Brest.", "Il a bâti la tour en 1890."),
        ("spanish", "¿Dónde nació Elvira Sanz?", "Es natural de Soria.", "Ocupó el cargo quince años."),
        ("italian", "Quando è morto Gino Fabbri?", "La vedova vendette il forno.", "Comprò il forno nel 1911."),
        ("polish", "Ile kosztuje szarlotka?", "Kawałek za dziesięć złotych.", "Piecze ją Halina."),
        ("polish", "Ile lat ma Halina?", "Ma sześćdziesiąt lat.", "Piecze ciasto."),
        ("russian", "Сколько стоит вход?", "Двадцать рублей.", "Вход со двора."),
        ("arabic", "كم عمر كريم؟", "ولد كريم في دمشق.", "يدير المكتبة منذ عام 2015."),
        ("japanese", "郑さんはどこで生まれましたか？", "京都の出身です。", "水車を直した。"),
    ],
)
def test_what_tells_a_property(language: str, question: str, told: str, untold: str) -> None:
    property_ = property_asked(question, language)
    assert property_ is not None
    assert property_.told.search(told)
    assert not property_.told.search(untold)


def test_when_something_happened_asks_for_no_birth() -> None:
    assert property_asked("洪水发生于什么时候？", "chinese") is None


@pytest.mark.parametrize("question", ["Wie viele Menschen kamen ums Leben?", "Wie viele Leute starben?"])
def test_how_many_died_does_not_ask_when(question: str) -> None:
    assert property_asked(question, "german") is None


@pytest.mark.parametrize(
    ("question", "term"), [("Combien coûte l'entrée ?", "entrée"), ("Wer sorgt für die Sicherheit?", "Sicherheit")]
)
def test_a_word_that_is_cut_to_a_function_word_still_counts(question: str, term: str) -> None:
    asked_for = analyse(question)
    assert set(terms(term, asked_for.language)) <= asked_for.terms


def test_what_a_conversation_lends_in_other_languages() -> None:
    opening = Turn("Quand la piscine ouvre-t-elle ?", "", "")
    assert stand_alone("Et le prix ?", [opening]).carried == ("piscine", "ouvre")
    dogs = [Turn("Wie lange dauern die Führungen?", "", ""), Turn("Und Hunde?", "", "")]
    assert "Und" not in stand_alone("Und wann?", dogs).carried


@pytest.mark.parametrize("question", ["Combien de salles ?", "Welcher Rabatt?", "¿Qué premio?", "Hoeveel leden?"])
def test_a_short_question_for_a_thing_is_whole(question: str) -> None:
    assert is_whole(question)


@pytest.mark.parametrize("question", ["Quel âge ?", "Welcher Tag?", "¿Qué precio?", "Et le prix ?"])
def test_a_short_question_for_what_a_thing_is_like_leans_on_the_conversation(question: str) -> None:
    assert not is_whole(question)
