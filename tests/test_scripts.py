"""Words of Arabic, Greek, Hindi and Russian: which forms and spellings are one word, and how else a word is told."""

from __future__ import annotations

from importlib.resources import files

import pytest
from talking import asked

from index.text.sentences import sentence_spans
from index.text.terms import content_terms, is_stop, terms
from rag.chain import Chain
from rag.question.kinds import Kind, kind_of
from rag.question.question import analyse
from rag.question.signs import asks_reason, gives_reason, is_question, tells_count, tells_time
from rag.question.thesaurus import other_words
from rag.ranking.told_otherwise import searched_too


@pytest.mark.parametrize(
    "forms",
    [
        # Hindi: with and without the dot of Persian sounds, a nasal as a letter or a dot, and a glide or none.
        "जहाज़ जहाज", "फ़रवरी फरवरी", "हिन्दी हिंदी", "सितम्बर सितंबर", "सम्बन्ध संबंध", "गयी गई", "रुपये रुपए",
        "कंपनी कंपनियाँ कंपनियों",
        # Arabic: the present of a verb.
        "يكتب كتب", "يستخدم استخدم",
        # Russian: a vowel that only some forms have.
        "окно окон", "гонка гонок гонки", "отец отца", "деревня деревень", "пришёл пришла", "ребёнок ребёнка",
        "точность точный",
        # Greek: neuters and their plurals, and a verb's tenses with its noun.
        "παιδί παιδιά παιδιών", "ταξίδι ταξίδια", "βιβλίο βιβλία βιβλίου", "βασιλιάς βασιλιά βασιλείς",
        "εταιρεία εταιρία εταιρειών", "έγραψε γράφτηκε γράφει", "ίδρυσε ιδρύθηκε ίδρυση", "αγόρασε αγοράζει",
        "άλλαξε αλλαγή", "έχασε χάσει", "ίδια ίδιο ίδιος",
    ],
)  # fmt: skip
def test_forms_of_one_word_are_one_term(forms: str) -> None:
    assert len({*terms(forms)}) == 1, terms(forms)


@pytest.mark.parametrize("words", ["άλλα άλογα", "έργο έτος", "ταξίδι τάξη", "लड़का लडका", "घोड़ा घोडा"])
def test_other_words_are_other_terms(words: str) -> None:
    assert len({*terms(words)}) == 2, terms(words)


def test_a_word_that_a_stemmer_cuts_to_nothing_keeps_a_term() -> None:
    # Snowball has no stem for "same".
    assert all(terms("Την ίδια χρονιά, το ίδιο μέρος"))
    assert content_terms("η ίδια πόλη")


@pytest.mark.parametrize(
    "text",
    [
        "могила", "менять",  # grave, change: cut to "could", "me"
        "ναός",  # temple: cut to "to"
        "नई",  # new: cut to "not"
        "الولايات",  # states: cut to "nor"
    ],
)  # fmt: skip
def test_a_word_whose_stem_is_a_function_word_is_content(text: str) -> None:
    assert content_terms(text)


@pytest.mark.parametrize(
    "text", ["وبعد", "عليهم", "لكنها", "самая нашей каково", "τη έναν πόσους", "किसको थीं जाने", "बिना"]
)
def test_function_words_are_none(text: str) -> None:
    assert content_terms(text) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Какова глубина колодца?", Kind.NUMBER),
        ("На какой срок сдан дом?", Kind.TIME),
        ("В какое время закрыт музей?", Kind.TIME),
        ("Πόσο διάστημα έμεινε κλειστή;", Kind.TIME),
        ("Ποιος είναι ο σκοπός του πύργου;", Kind.OTHER),
        ("Ποιος έχτισε τον πύργο;", Kind.NAME),
        ("Για ποιον λόγο έκλεισε το σχολείο;", Kind.OTHER),
        ("ما مدى عمق البئر؟", Kind.NUMBER),
        ("ما المدة التي استغرقها البناء؟", Kind.TIME),
        ("मेला कितने दिन चलता है?", Kind.TIME),
        ("दुकान किस समय खुलती है?", Kind.TIME),
    ],
)
def test_the_kind_that_is_asked_for(question: str, kind: Kind) -> None:
    assert kind_of(question, analyse(question).language) is kind


@pytest.mark.parametrize(
    "question",
    ["Из-за чего закрыли мост?", "По какой причине закрыли мост?", "Για ποιον λόγο έκλεισε;", "لأي سبب أغلق الجسر؟",
     "पुल किस वजह से बंद हुआ?"],
)  # fmt: skip
def test_it_asks_why(question: str) -> None:
    assert asks_reason(question)


def test_since_is_no_why() -> None:
    assert not asks_reason("पुल बंद है क्योंकि पानी ऊँचा है।")


@pytest.mark.parametrize("text", ["Ведь лёд был тонок.", "Έκλεισε, αφού έλειπε νερό.", "ولأن الجسر ضيق", "إذ كان ضيقا"])
def test_it_gives_a_reason(text: str) -> None:
    assert gives_reason(text)


@pytest.mark.parametrize(
    ("text", "time", "count"),
    [
        ("Поезд ушёл через час.", True, False),
        ("Часть семьи и сотрудники остались.", False, False),
        ("Однако пятно осталось.", False, False),
        ("В семье семь братьев.", False, True),
        ("Άνοιξε τον Μάιο.", True, False),
        ("बाद में उसने शासन किया।", False, False),
        ("मसालों की नौकरी", False, False),
        ("नौ लोग आए।", False, True),
        ("وصل بعد عامين.", True, False),
        ("استخدم العمال رسالة.", False, False),
        ("حضر ستة عمال.", False, True),
        ("وبعد ثلاثة أشهر", True, True),
    ],
)
def test_what_a_sentence_tells(text: str, time: bool, count: bool) -> None:
    assert (tells_time(text), tells_count(text)) == (time, count)


def test_greek_asks_with_a_semicolon() -> None:
    assert is_question("Πού είναι ο πύργος;")
    assert is_question("«Πού είναι;»")
    assert not is_question("The tower is tall;")


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ο Α. Σ. Πούσκιν ήταν ποιητής.", "Έζησε στη Ρωσία."],
        ["Δες τη σελ. 12 του βιβλίου.", "Πού είναι;", "Εδώ."],
        ["कीमत रु. 500 थी।", "एम. एस. राव आए।", "ई. पू. 44 में राजा मरे।", "वे गए।"],
    ],
)
def test_no_sentence_ends_at_a_short_form(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in sentence_spans(text)] == sentences


LINES = {
    language: files("rag.question").joinpath(f"thesaurus.{language}.txt").read_text(encoding="utf-8").splitlines()
    for language in ("ar", "el", "hi", "ru")
}


@pytest.mark.parametrize("language", LINES)
def test_the_lines_of_a_thesaurus(language: str) -> None:
    groups = [[tuple(terms(word.replace("_", " "))) for word in line.split()] for line in LINES[language]]
    for line, group in zip(LINES[language], groups, strict=True):
        assert 2 <= len(group) == len(set(group)), line
        assert all(len(own) <= 2 and not (len(own) == 1 and is_stop(own[0])) for own in group), line
    sets = [frozenset(group) for group in groups]
    for line, own in zip(LINES[language], sets, strict=True):
        assert sum(own <= other for other in sets) == 1, line


@pytest.mark.parametrize(
    ("asked_for", "told"),
    [("фирма", "компания"), ("скончался", "умер"), ("ιατρός", "γιατρός"), ("σκάφος", "πλοίο"), ("नगर", "शहर"),
     ("पुस्तक", "किताब"), ("بلدة", "مدينة"), ("وفاة", "مات")],
)  # fmt: skip
def test_another_word(asked_for: str, told: str) -> None:
    assert tuple(terms(told)) in other_words(*terms(asked_for))


def test_other_words_are_searched_for_where_the_model_cannot_read() -> None:
    (company,) = terms("компания")
    assert company in dict(searched_too(analyse("Где стоит фирма?")))
    assert searched_too(analyse("Where is the firm?")) == []


FILES = {
    "мельница.md": """# Мельница на Быстрице

Мельница стоит у старого брода, и её видно с дороги.

Плотник Савелий Дроздов возвёл её в 1811 году. Жернова привезли из соседней губернии.

Скончался Дроздов в 1849 году, а дело перешло к его дочери.
""",
    "μύλος.md": """# Ο μύλος της Πέρα Βρύσης

Ο μύλος φαίνεται από τον δρόμο και έχει δύο πατώματα.

Τον ανήγειρε ο μάστορας Ζήσης Καρράς, και η ανέγερσή του κράτησε τρία χρόνια. Την ίδια χρονιά ήρθαν οι πέτρες.

Ο Καρράς απεβίωσε το 1849 και τον θρήνησε όλη η περιοχή.
""",
}


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Кто построил мельницу?", "Дроздов"),
        ("В каком году умер Дроздов?", "1849"),
        ("Πότε πέθανε ο Καρράς;", "1849"),
        ("Τι ήρθε την ίδια χρονιά;", "πέτρες"),
    ],
)
def test_what_is_asked_in_other_words_is_quoted(chain: Chain, question: str, holds: str) -> None:
    assert holds in asked(chain, question).citations[0].quote
