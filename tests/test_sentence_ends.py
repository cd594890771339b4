"""Where sentences of other languages end, and where what looks like an end is none."""

from __future__ import annotations

import pytest

from index.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Der Altar ist dem hl. Martin geweiht.", "Er wird nicht mehr benutzt."),
        ("Das Archiv liegt im 2. OG rechts.", "Es ist nur nach Anmeldung offen."),
        ("La conférence du Pr. Vasseur a plu.", "Elle est à lire avec Mgr. Aubry."),
        ("La bottega è al n. 12 della piazza.", "Non è più aperta."),
        ("Il tempio fu eretto nel 210 a.C. dai coloni.", "Non è più in piedi."),
        ("أسست القلعة سنة 210 ق.م. على يد القائد.", "العنوان هو ص.ب. 91 في المدينة."),
        ("De bakker is er niet.", "'s Avonds is er wel soep voor iedereen."),
        ("The max. load is 5 kg.", "Use approx. five eggs and 2 kg. of sugar."),
        ("(2) The tenant pays the rent.", "It is due in May."),
        ("Work by Smith et al. [12] showed that tea is healthy.", "In ref. [12], others deny it."),
        ("Facts matter.[^1]", "Prices fall.[^2]"),
        ("It runs on .NET and ASP.NET.", "Click ![Save](save.png) in the toolbar."),
        ("2.1. This agreement begins in May.", "It ends in June."),
        ("That was all!", "[Here](more.md) is more."),
        ("Theorem 1. If the bed is stable, the yield grows.", "The proof is short."),
        ("Figure 2.3. Yield against flow.", "The line is fitted."),
        ("MRS. PELL (dropping the knife). Sold?", "That organ cost nine pounds."),
        ("Then java.sql.SQLException was thrown by c.velm.App.", "Backup was not touched."),
        ("It opens (1) by day, (2) by night.", "It is never closed."),
    ],
)
def test_a_short_form_ends_no_sentence(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


RUSSIAN = "Это договор аренды, который был заключён между сторонами и действует до конца года."
SPANISH = "Este es el contrato de alquiler que se firmó entre las partes y que vale para todo el año."
POLISH = "Umowa została podpisana przez strony i obowiązuje przez cały rok, który zaczyna się w maju."
FRENCH = "Le contrat a été signé par les parties et il vaut pour toute l'année qui commence au mois de mai."
ENGLISH = "The board met on Monday and the report was read by everyone who was there that day."


@pytest.mark.parametrize(
    ("before", "own"),
    [
        (RUSSIAN, "Срок указан в п. 3 ст. 12 Закона, см. рис. 4 и табл. 2."),
        (RUSSIAN, "Пл. Победы и ул. Ленина закрыты, св. Николай почитается здесь."),
        (RUSSIAN, "Мы помогли им."),
        (SPANISH, "La Ctra. Nacional mide aprox. 40 km y pasa por la Pza. Mayor."),
        (POLISH, "Zgodnie z art. 3 ust. 2 pkt. 1 ustawy z dn. 5 maja cena wynosi ok. 40 zł."),
        (POLISH, "Obecni byli dr. Kowalski, ks. Nowak i inż. Wilk."),
        (FRENCH, "Elle a fermé le 3 janv. 2019 et a rouvert le 5 févr. 2020."),
        (ENGLISH, "MS. OKAFOR: We had three quotations."),
        (ENGLISH, "SGT. BELL: The street was empty."),
        (ENGLISH, "She has MS."),
    ],
)
def test_the_short_forms_of_a_language_end_none_of_its_sentences(before: str, own: str) -> None:
    assert sentences(f"{before} {own} {before}") == [before, own, before]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Die Brücke hat eine Breite von 2,6 m.", "Unter ihr fließt der Bach."),
        ("Le sentier fait 14 km.", "Il est ouvert toute l'année."),
        ("Davor war es nur ein Feldlager.", "1733 wurde es zur Stadt erhoben."),
        ("Das Treffen begann um 18 Uhr.", "31 Gäste waren dabei."),
    ],
)
def test_a_measure_an_hour_or_a_year_stands_at_an_end(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Er kam im Dez. 1828 nach Hause und blieb.",
        "Le car part à 9 h. 30 et arrive à midi.",
        "Sie liegt 5 m. tief im See.",
        "Der Zug fährt um 9.15 Uhr. nach Norden",
    ],
)
def test_where_the_sentence_goes_on_it_is_whole(text: str) -> None:
    assert sentences(text) == [text]


def test_what_a_mail_answers_is_parted_from_what_that_answered() -> None:
    mail = "> On Monday Oda wrote:\n>> The lift has been stuck since\n>> Sunday evening.\n> Who comes?\nA man.\n"
    assert sentences(mail) == [
        "On Monday Oda wrote:",
        "The lift has been stuck since\n>> Sunday evening.",
        "Who comes?",
        "A man.",
    ]


def test_the_number_of_a_reference_stands_with_it() -> None:
    text = "[1] Smith (2019). Oxford University Press.\n[2] Lee (2018). Cambridge."
    assert [part for part in sentences(text) if "[2]" in part] == ["[2] Lee (2018)."]


def test_marks_without_end_are_no_fault() -> None:
    text = "(a)  " * 3000
    assert "".join(sentences(text)).count("(a)") == 3000
    assert sentences(f"{text}It ends.")[-1].endswith("It ends.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("How long it stays is disputed.1", "This thesis asks more."),
        ("Sie sind selten.2,3", "Über ihre Zahl ist nichts bekannt."),
        ("They are rare (see above).4", "We found eleven."),
        ("They are rare.¹", "We found eleven."),
    ],
)
def test_the_mark_of_a_note_ends_the_sentence_before_it(first: str, second: str) -> None:
    text = f"{first} {second}"
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [first, second]


@pytest.mark.parametrize("text", ["Siehe Ziff.2 Buchstabe a und Abs.3 Satz 2.", "It cost 4.50 Euros in 2019."])
def test_a_number_behind_a_short_form_or_a_point_ends_none(text: str) -> None:
    assert [text[span.start : span.end] for span in sentence_spans(text)] == [text]


def test_words_in_capitals_end_a_sentence_that_they_do_not_open() -> None:
    assert sentences("The sign said STOP. We stopped.") == ["The sign said STOP.", "We stopped."]
    assert sentences("Call NATO HQ AT ONCE. They will answer.") == ["Call NATO HQ AT ONCE.", "They will answer."]


def test_items_that_restructured_text_counts_are_parted() -> None:
    assert sentences("#. Shut the damper.\n#. Wait.") == ["#. Shut the damper.", "#. Wait."]
