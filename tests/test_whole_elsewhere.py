"""Lists, counts, outlines and overviews in other languages, and what their answers say of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from rag.chain import Chain
from rag.whole.asked_elsewhere import asked_elsewhere
from rag.whole.coverage import told_in
from rag.whole.overview import Shape, Thing, recognise
from rag.whole.told_elsewhere import TOLD

FILES = {
    "moulin.md": """# Le moulin de Carnoët

Le moulin fut bâti en avril 1821. La roue tourne depuis le 3 mai 1902, et la roue de secours est au grenier.

## La visite

On entre par la cour. Le guide attend près du puits.
""",
}
CHINESE = {
    "磨坊.md": """# 石桥磨坊

磨坊建于一九〇二年五月三日。水轮每天转动。

## 参观

游客从院子进入。导游在井边等候。
""",
}


@pytest.mark.parametrize(
    ("question", "shape", "thing", "term"),
    [
        ("Liste toutes les dates", Shape.LIST, Thing.DATES, ""),
        ("Quelles années sont citées dans le texte ?", Shape.LIST, Thing.YEARS, ""),
        ("Welche Zahlen stehen im Text?", Shape.LIST, Thing.NUMBERS, ""),
        ("Jakie daty występują w tekście?", Shape.LIST, Thing.DATES, ""),
        ("Перечисли все даты", Shape.LIST, Thing.DATES, ""),
        ("اذكر كل التواريخ", Shape.LIST, Thing.DATES, ""),
        ("列出所有日期", Shape.LIST, Thing.DATES, ""),
        ("文中提到了哪些年份？", Shape.LIST, Thing.YEARS, ""),
        ("すべての日付を挙げて", Shape.LIST, Thing.DATES, ""),
        ("Combien de fois le mot « roue » apparaît-il ?", Shape.COUNT, None, "roue"),
        ("Wie oft kommt das Wort „Rad“ vor?", Shape.COUNT, None, "Rad"),
        ("¿Cuántas veces aparece la palabra «rueda»?", Shape.COUNT, None, "rueda"),
        ("Сколько раз встречается слово «дом»?", Shape.COUNT, None, "дом"),
        ("كم مرة وردت كلمة كتاب في النص؟", Shape.COUNT, None, "كتاب"),
        ("“水轮”出现了几次？", Shape.COUNT, None, "水轮"),
        ("Combien de sections y a-t-il ?", Shape.OUTLINE, None, ""),
        ("Quels sont les points principaux ?", Shape.POINTS, None, ""),
        ("О чём этот документ?", Shape.GIST, None, ""),
        ("عم يتحدث المستند؟", Shape.GIST, None, ""),
        ("この文書は何について書かれていますか？", Shape.GIST, None, ""),
    ],
)
def test_what_is_asked_of_a_whole_text_is_known(question: str, shape: Shape, thing: Thing | None, term: str) -> None:
    whole = recognise(question)
    assert whole is not None
    assert (whole.shape, whole.thing, whole.term) == (shape, thing, term)


@pytest.mark.parametrize(
    "question",
    [
        "Welche Daten werden von der Firma gespeichert?",
        "Welche Termine gibt es?",
        "¿Cuántas veces sale el barco?",
        "Combien de fois le guide est-il venu ?",
        "Quel est le numéro de téléphone ?",
        "電話番号を教えてください",
        "有哪些数字？",
    ],
)
def test_what_is_asked_of_a_thing_is_an_ordinary_question(question: str) -> None:
    assert recognise(question) is None


def test_after_a_conversation_only_what_names_the_text_asks_for_all_of_it() -> None:
    assert recognise("De quoi s'agit-il ?", talked=True) is None
    assert recognise("Quelles dates figurent dans le texte ?", talked=True) is not None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Liste toutes les dates", "Dates dans le texte\u00a0: 2.\n\n- avril 1821 [1]\n- 3 mai 1902 [2]"),
        (
            "Combien de fois le mot « roue » apparaît-il ?",
            "“roue” dans le texte\u00a0: 2×. Les premiers endroits\u00a0:",
        ),
        ("Combien de fois le mot « lune » apparaît-il ?", "“lune” dans le texte\u00a0: 0×."),
        ("Combien de sections y a-t-il ?", "Sections\u00a0: 1."),
        ("Nenne alle Jahre", "Jahre im Text: 2."),
        ("Перечисли все годы", "Годы в тексте: 2."),
        ("列出所有年份", "文中的年份：2。"),
    ],
)
def test_what_a_list_or_a_count_says_is_in_the_language_of_the_question(chain: Chain, question: str, said: str) -> None:
    answer = asked(chain, question)
    assert answer.text.startswith(said)
    for english in ("found", "text:", "times", "stands", "mentions", "There", "Under"):
        assert english not in answer.text


@pytest.mark.parametrize("question", ["Résume le document", "Fasse den Text zusammen", "Резюмируй документ"])
def test_no_heading_of_an_overview_is_led_in_by_an_english_word(chain: Chain, question: str) -> None:
    answer = asked(chain, question)
    assert answer.answered
    assert "Le moulin de Carnoët" in answer.text
    assert "Under" not in answer.text


def test_an_overview_in_chinese_has_no_english_word(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files(CHINESE) as chain:
        assert asked(chain, "总结一下").text.startswith("石桥磨坊：“")
        assert asked(chain, "列出所有日期").text == "文中的日期：1。\n\n- 一九〇二年五月三日 [1]"


@pytest.mark.parametrize("language", TOLD)
def test_every_language_has_words_for_all_that_can_be_listed(language: str) -> None:
    told = told_in(language)
    assert told is not None
    assert list(told.things) == [thing.value for thing in Thing]
    assert "7" in told.listed(Thing.DATES, told.where(3, complete=False), 7, 7)
    assert "5" in told.listed(Thing.DATES, told.where(1, complete=True), 5, 7)
    assert told.times("x", 4, 2, 3).count("{") == 0


def test_a_language_without_forms_asks_for_nothing_whole() -> None:
    assert asked_elsewhere("Luettele kaikki päivämäärät", "finnish") is None


def test_an_english_question_reads_no_forms_of_other_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rag.whole.asked_elsewhere", raising=False)
    assert recognise("When was the mill built?") is None
    assert recognise("List all dates") is not None
    assert "rag.whole.asked_elsewhere" not in sys.modules
