"""A question in one word, a document in another, in languages of Latin letters and in Chinese and Japanese."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from importlib.resources import files

import pytest
from talking import asked

from index.text.terms import is_stop, terms
from rag.chain import Chain
from rag.question import thesaurus
from rag.question.question import analyse
from rag.question.signs import gives_reason, tells_time
from rag.question.thesaurus import other_words
from rag.question.word_forms import heads_of, verb_forms
from rag.ranking.told_otherwise import searched_too, told_otherwise

OF_A_FILE = {
    "cs": "czech", "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "he": "hebrew", "id": "indonesian", "it": "italian", "ja": "japanese", "ko": "korean", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish", "th": "thai",
    "tr": "turkish", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip

FILES = {
    "badehaus.md": """# Das Badehaus am Anger

Das Badehaus steht hinter der Mühle und hat zwei Becken.

Die Gebäude wurden 1822 von der Gräfin Ilse Thorn erworben. Der Kaufpreis betrug 900 Taler. Ihr Vorgänger schied nach
einem Streit aus. Die Decken hat der Italiener Sandri bemalt.

Die Angestellten haben montags frei, und ihr Gehalt wird am Fünften überwiesen.
""",
    "molino.md": """# El molino de Aldehuela

El molino se ve desde la carretera y conserva dos ruedas.

La propiedad fue adquirida por el tintorero Blas Ordóñez en 1790. El tejado se hundió una noche de nieve.

Los operarios perciben su salario los viernes. Los coches se dejan junto a la ermita.
""",
    "phare.md": """# Le phare de Trévignac

Le phare domine la baie et sert encore.

La lanterne fut acquise à Brest par l'armateur Yann Kerdel. Le gardien Loïc Guern décéda pendant la tempête de 1889.

Les salariés touchent leur rémunération le dix. Les chiens restent dehors.
""",
    "forno.md": """# Il forno di Pratolungo

Il forno lavora ogni giorno, tranne la domenica.

La ditta venne istituita dal mugnaio Gino Fabbri nel 1911. Il tetto fu riparato dopo la grandine.

I dipendenti percepiscono la retribuzione il venti. La vettura si lascia dietro la chiesa.
""",
    "olaria.md": """# A olaria de Monforte

A olaria fica junto ao rio e tem três fornos.

A firma foi instituída pelo oleiro Tomé Vaz em 1902. O telhado caiu numa noite de vento.

Os funcionários recebem o ordenado no dia oito. O automóvel fica no largo.
""",
    "dom.md": """# Dom nad Wisłokiem

Dom stoi przy moście i ma dwa piętra.

Budynek wzniósł w 1830 roku cieśla Jan Kępa. Kępa zmarł zimą, a dom przeszedł na córkę.
""",
    "染坊.md": """# 柳河染坊

染坊在柳河边上，院里有两口井。

1920年，布商何文远创办了染坊。井边的老槐树每年五月开花。

职工的薪水在每月十号发放。门口禁止停放车辆。
""",
}

STRIKES = {
    "streik.md": """# Die Weberei

Die Weberei steht am Bach und liefert Tuch bis nach Ulm.

Im Jahr 1904 streikten die Angestellten, weil sie mehr Ruhe verlangten. Nach neun Tagen gab die Leitung nach.
""",
    "greve.md": """# A olaria

A olaria fica junto ao rio e tem três fornos, que ardem todo o ano.

Em 1931 os oleiros fizeram greve, porque o fumo era demasiado. A direção construiu uma chaminé.
""",
    "罢工.md": """# 织布厂

织布厂在河边，有两座高楼。

1931年工人因天热而罢工，三天后复工。厂里后来装了风扇。
""",
    "campana.md": """# La ermita de Robledo

La ermita se alza sobre el río y se abre los domingos.

Un vagabundo quiso llevarse la campana y fue detenido en el puente. Desde entonces la guarda una cadena.
""",
}

LINES = {
    language: files("rag.question").joinpath(f"thesaurus.{language}.txt").read_text(encoding="utf-8").splitlines()
    for language in OF_A_FILE
}


@pytest.fixture(scope="module")
def strikes(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files(STRIKES) as opened:
        yield opened


@pytest.mark.parametrize("language", LINES)
def test_the_lines_of_a_thesaurus(language: str) -> None:
    spoken = OF_A_FILE[language]
    groups = [[tuple(terms(word.replace("_", " "), spoken)) for word in line.split()] for line in LINES[language]]
    for line, group in zip(LINES[language], groups, strict=True):
        assert 2 <= len(group) == len(set(group)), line
        assert all(len(own) <= 2 and not (len(own) == 1 and is_stop(own[0])) for own in group), line
    sets = [frozenset(group) for group in groups]
    for line, own in zip(LINES[language], sets, strict=True):
        assert sum(own <= other for other in sets) == 1, line


@pytest.mark.parametrize(
    ("language", "asked_for", "told"),
    [
        ("german", "kaufte", "erwarb"), ("german", "Lohn", "Gehälter"), ("spanish", "arriendo", "alquiler"),
        ("spanish", "murió", "falleció"), ("french", "acheter", "acquis"), ("french", "salaire", "rémunération"),
        ("italian", "azienda", "ditta"), ("italian", "stipendio", "retribuzione"),
        ("portuguese", "creche", "infantário"), ("portuguese", "começa", "arrancam"),
        ("dutch", "salaris", "loon"), ("polish", "cena", "koszt"),
        ("romanian", "salariu", "leafă"), ("swedish", "lön", "inkomst"), ("turkish", "öğrenci", "talebe"),
        ("czech", "postavil", "vybudovat"), ("danish", "opført", "bygge"), ("finnish", "perusti", "perustaja"),
        ("hungarian", "orvos", "doktor"), ("norwegian", "stiftet", "grunnlegge"),
        ("vietnamese", "bác sĩ", "thầy thuốc"), ("chinese", "建立", "创办"), ("japanese", "値段", "料金"),
        ("korean", "급여는", "월급을"), ("hebrew", "שכר", "משכורת"), ("thai", "ราคา", "ค่า"),
        ("indonesian", "gaji", "upah"), ("french", "bambins", "enfants"), ("german", "Fahrstuhl", "Aufzug"),
    ],
)  # fmt: skip
def test_another_word(language: str, asked_for: str, told: str) -> None:
    assert tuple(terms(told, language)) in other_words(*terms(asked_for, language), language=language)


def test_a_word_is_looked_up_in_the_language_of_the_question() -> None:
    # "Gift" is poison in German, and "fund" is what was founded in Spanish.
    assert ("donat",) in other_words("gift")
    assert other_words("gift", language="german") == frozenset()
    assert other_words("fund", language="spanish") & {("cre",)}


def test_a_question_in_english_reads_no_thesaurus_of_another_language() -> None:
    thesaurus._groups.cache_clear()
    other_words.cache_clear()
    told_otherwise(analyse("When do people get their wages?"))
    assert thesaurus._groups.cache_info().currsize == 0


def test_other_words_are_searched_for_where_the_model_was_not_trained() -> None:
    assert "gehalt" in dict(searched_too(analyse("Wann gibt es den Lohn?")))
    assert "料金" in dict(searched_too(analyse("値段はいくらですか。")))
    assert searched_too(analyse("When do they get their wages?")) == []


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Wer kaufte das Badehaus?", "Ilse Thorn"),
        ("Wann bekommt das Personal den Lohn?", "am Fünften"),
        ("¿Quién compró el molino?", "Blas Ordóñez"),
        ("¿Cuándo cobran el sueldo los trabajadores?", "los viernes"),
        ("Qui a acheté la lanterne ?", "Yann Kerdel"),
        ("Quand Loïc Guern est-il mort ?", "1889"),
        ("Quand les employés reçoivent-ils leur salaire ?", "le dix"),
        ("Chi fondò l'azienda?", "Gino Fabbri"),
        ("Quando percepiscono lo stipendio i lavoratori?", "il venti"),
        ("Quem criou a empresa?", "Tomé Vaz"),
        ("Quando recebem o salário os trabalhadores?", "dia oito"),
        ("Kto wybudował dom?", "Jan Kępa"),
        ("谁建立了染坊？", "何文远"),
        ("员工的工资在每月什么时候发放？", "十号"),
    ],
)
def test_what_is_asked_in_other_words_is_quoted(chain: Chain, question: str, holds: str) -> None:
    answer = asked(chain, question)
    assert answer.answered
    assert holds in answer.citations[0].quote


@pytest.mark.parametrize("question", ["Welche Farbe hat das Dach?", "Qui dirige le pays ?", "村里有多少学校？"])
def test_what_no_document_tells_is_not_found_in_other_words(chain: Chain, question: str) -> None:
    assert not asked(chain, question).answered


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Wer baute das Haus?", "gebaut"),
        ("Was wurde dort gebaut?", "bau"),
        ("Warum hörte er auf?", "aufgehort"),
        ("Wann wurde er eingestellt?", "einstell"),
        ("Wie viel kostet das?", "gekostet"),
    ],
)
def test_forms_of_a_german_verb(question: str, form: str) -> None:
    found = analyse(question)
    assert found.language == "german"
    assert any(form in verb_forms(own.term, question, found.sequence, "german") for own in found.content)


def test_a_noun_has_no_forms_of_a_verb() -> None:
    question = "Wie hoch ist das Gehalt?"
    assert verb_forms("gehalt", question, analyse(question).sequence, "german") == frozenset()
    assert verb_forms("wages", "What wages?", ["what", "wages"], "english") == frozenset()


def test_the_verb_that_a_question_parts_is_found_whole(chain: Chain) -> None:
    assert "bemalt" in asked(chain, "Wer malte die Decken?").citations[0].quote
    assert "schied" in asked(chain, "Wann hörte der Vorgänger im Badehaus auf?").citations[0].quote


@pytest.mark.parametrize(
    ("word", "head"), [("schiffsglock", "glock"), ("kaufpreis", "preis"), ("landungssteg", "steg")]
)
def test_a_longer_noun_ends_as_another(word: str, head: str) -> None:
    assert head in heads_of(word)


@pytest.mark.parametrize(("word", "end"), [("schwein", "wein"), ("verstand", "stand"), ("pflicht", "licht")])
def test_a_word_that_ends_as_another_by_chance_is_none_of_its_kind(word: str, end: str) -> None:
    assert end not in heads_of(word)


def test_a_longer_noun_tells_what_a_question_calls_by_its_end(chain: Chain) -> None:
    assert "900 Taler" in asked(chain, "Wie hoch war der Preis?").citations[0].quote


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (("Wann streikten die Angestellten?", "Warum?"), "mehr Ruhe"),
        (("Quando fizeram greve os oleiros?", "Porquê?"), "fumo"),
        (("工人什么时候罢工？", "为什么？"), "因天热"),
        # In other words, of what was just told.
        (("¿Quién quiso llevarse la campana?", "¿Dónde lo detuvieron?"), "en el puente"),
    ],
)
def test_what_was_just_told_answers_again(strikes: Chain, questions: tuple[str, ...], holds: str) -> None:
    assert holds in asked(strikes, *questions).citations[0].quote


@pytest.mark.parametrize("text", ["À 2 140 mètres d'altitude.", "Das Gehalt beträgt 2.900 Euro.", "CHF 3’250 im Topf"])
def test_the_end_of_a_long_number_is_no_time(text: str) -> None:
    assert not tells_time(text)


@pytest.mark.parametrize(("text", "gives"), [("他因病辞职。", True), ("网络因特网", False), ("基因检测", False)])
def test_a_reason_in_chinese(text: str, gives: bool) -> None:
    assert gives_reason(text) is gives


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("Wieviel kostet der Eintritt?", ["kost", "eintritt"]),
        ("Weswegen schloss die Mühle?", ["schloss", "muhl"]),
        ("¿Adónde llegó el barco?", ["lleg", "barc"]),
        ("Dov'è il museo?", ["muse"]),
        ("Porquê a greve na fábrica?", ["grev", "fabric"]),
    ],
)
def test_a_word_of_asking_is_no_content(question: str, content: list[str]) -> None:
    assert [word.word for word in analyse(question).content] == content
