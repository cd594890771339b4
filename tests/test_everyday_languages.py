"""House rules in German and in French, and what people ask about them: in small letters, briefly, one after another."""

from __future__ import annotations

import pytest
from talking import asked

from index.text.terms import content_terms, language_of
from rag.chain import Chain
from rag.conversation.standalone import language_in
from rag.gate.refusal import refusal
from rag.question.question import analyse
from rag.types import Turn

FILES = {
    "garten.md": """# Gartenordnung der Kolonie Abendrot

Die Ordnung gilt für alle Parzellen und wurde im März beschlossen.

## Ruhe

Von 13 bis 15 Uhr ist es in der Kolonie still. An Sonntagen sind Motorgeräte ganztägig verboten.

## Tiere

Für Hühner und Bienen ist die Zustimmung des Vorstands erforderlich. Kaninchen sind ohne Erlaubnis gestattet.

## Wasser

Um Pilze zu vermeiden, sollen die Beete zweimal in der Woche aufgelockert werden. Der Haupthahn darf nur vom Wasserwart
geöffnet werden. Wer verreist, muss selbst für Vertretung sorgen.

## Grünschnitt

| Behälter | Leerung | Inhalt |
|---|---|---|
| Häcksel (grün) | jeden Mittwoch | Äste, Hecken |
| Kompost (braun) | jeden Samstag | Laub, Gras |

Wurzeln werden nur nach Anmeldung geleert und dürfen nicht am Weg liegen.
""",
    "bain.md": """# Règlement du bassin des Aulnes

## Horaires

Le bassin est fermé le mardi et pendant les fêtes.

## Tarifs

Les leçons coûtent 12 euros en groupe et 30 euros seul.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "darf ich das?", "muss man das?", "sollen wir das?", "peut-on ?", "dois-je ?", "faut-il ?",
        "¿puedo yo?", "¿debemos nosotros?", "posso io?", "devono loro?", "pode você?", "moet ik dat?", "mogen wij dat?",
        "trebuie să?", "czy muszę?", "czy można?", "måste jag det?", "må jeg det?", "skal jeg det?", "täytyykö minun?",
        "musím to?", "kell ez?", "harus saya?", "можно ли мне?", "должен ли я?", "μπορώ εγώ;", "πρέπει;",
        "יכול אני?", "هل يجب أن", "क्या मैं चाहिए",
    ],
)  # fmt: skip
def test_verbs_that_ask_what_one_may_or_must_are_no_content(question: str) -> None:
    assert [word.word for word in analyse(question).content] in ([], ["sa"])


def test_words_of_other_languages_stay_content_in_english() -> None:
    assert content_terms("Devon, a bent deed, the Avon") == ["devon", "bent", "deed", "avon"]


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("darf ich hühner halten", "Für Hühner"),
        ("Wie oft muss man die Beete gießen?", "zweimal in der Woche"),
        # The cell has no word that tells its language, and the noun of its column is not the question's verb.
        ("wann wird der häcksel geleert", "jeden Mittwoch"),
    ],
)
def test_what_is_asked_is_found_and_not_what_shares_the_verb(chain: Chain, question: str, holds: str) -> None:
    assert holds in asked(chain, question).citations[0].quote


def test_what_one_may_do_is_not_answered_by_what_another_may_do(chain: Chain) -> None:
    answer = asked(chain, "darf ich auf der Parzelle zelten")
    assert "Haupthahn" not in answer.text


@pytest.mark.parametrize(
    ("questions", "begins"),
    [
        (("prix des leçons",), "Tarifs\u00a0: “"),
        (("darf ich hühner halten", "und kaninchen?"), "Tiere: “"),
        (("Wann ist es still?", "und am sonntag?"), "Ruhe: “"),
    ],
)
def test_few_words_are_answered_without_a_word_of_english(
    chain: Chain, questions: tuple[str, ...], begins: str
) -> None:
    assert asked(chain, *questions).text.startswith(begins)


def test_a_document_is_named_with_an_article_that_its_title_lacks(chain: Chain) -> None:
    answer = asked(chain, "fasse die gartenordnung zusammen")
    assert answer.confidence == 1.0
    assert {citation.source[-9:] for citation in answer.citations} == {"garten.md"}
    assert "Under" not in answer.text


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [
        ("und am sonntag?", ["Wann ist es still?"], "german"),
        ("Hamster?", ["Darf ich Hunde halten?", "und Katzen?"], "german"),
        ("et le jeudi ?", ["Quand est-ce ouvert ?"], "french"),
        # "Et" and "end" are Danish as well.
        ("et le week-end ?", ["Quand est-ce ouvert ?"], "french"),
        ("and when is that?", ["Wann ist es still?"], "english"),
        ("Hamster?", ["Wann ist es still?", "What is it about?"], "english"),
        ("Und wann?", ["When is it quiet?"], "german"),
        ("кролики?", ["Wann ist es still?"], "english"),
        ("Hamster?", [], "english"),
    ],
)
def test_where_no_word_tells_a_conversation_goes_on_in_its_language(
    question: str, before: list[str], language: str
) -> None:
    assert language_in(question, [Turn(text) for text in before]) == language


def test_a_refusal_goes_on_in_it_too(chain: Chain) -> None:
    assert language_of("und Segelflugzeuge?") == "english"
    assert asked(chain, "Wann ist es still?", "und Segelflugzeuge?").text == refusal("Wann ist es still?")


def test_a_sentence_that_tells_two_things_is_quoted_for_the_second_too(chain: Chain) -> None:
    first = asked(chain, "combien coûte une leçon en groupe").citations[0].quote
    assert first == "Les leçons coûtent 12 euros en groupe et 30 euros seul."
    assert asked(chain, "combien coûte une leçon en groupe", "et seul ?").citations[0].quote == first
