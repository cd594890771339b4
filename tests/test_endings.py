"""Words of Turkish, Romanian, Vietnamese and Thai: their endings and spellings, and what their questions ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest

from index.text.sentences import sentence_spans
from index.text.terms import content_terms, language_of, terms
from rag.chain import Chain
from rag.gate.refusal import refusal
from rag.question.kinds import Kind
from rag.question.question import analyse
from rag.question.signs import asks_reason, gives_reason, tells_count, tells_time

LIBRARY = {
    "หอนาฬิกา.md": """# หอนาฬิกาเมืองทรายขาว

หอนาฬิกาเมืองทรายขาวสร้างขึ้นโดยช่างไม้บุญมา ศรีสุข เมื่อปี 2468 ด้วยไม้สักจากป่าทางเหนือ ระฆังของหอหนักเจ็ดร้อยกิโลกรัม
และหล่อขึ้นที่โรงหล่อริมแม่น้ำ

## ตลาดปลา

ตลาดปลาเปิดทุกเช้าตั้งแต่ตีสี่ ชาวประมงกว่าสองร้อยคนนำปลามาขายที่นี่ เนื่องจากท่าเรือเก่าถูกพายุพัดพัง ตลาดจึงย้ายมาอยู่หลังวัด
""",
}


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "forms",
    [
        # Turkish: case, owner and plural; a verb with its nouns and participles; a vowel that an ending takes away.
        "köprü köprüye köprüde köprünün köprüler köprüsü", "kent kente kenti kentin kentte kentler",
        "kuruldu kuran kuruluş kurulmuştur", "yüksekliği yüksek", "nehir nehri nehrin", "kitap kitabı kitaplar",
        "nüfus nüfusu nüfusun", "liman limana limandan",
    ],
)  # fmt: skip
def test_endings_of_turkish_come_off(forms: str) -> None:
    assert len({*terms(forms, "turkish")}) == 1, terms(forms, "turkish")


@pytest.mark.parametrize(
    "forms",
    [
        "murit murind muri", "mor moare", "auzit auzea auzi", "strada străzi",
        "viață vieți", "lucrat lucrează lucrarea",
        "durat durează", "fondat fondarea", "nasc naște", "port poartă",
    ],
)  # fmt: skip
def test_forms_of_a_romanian_root_are_one_term(forms: str) -> None:
    assert len({*terms(forms, "romanian")}) == 1, terms(forms, "romanian")


@pytest.mark.parametrize("words", ["stat sat", "armata arma", "depinde depozit", "minut minte", "sare soare"])
def test_other_roots_of_romanian_stay_others(words: str) -> None:
    assert len({*terms(words, "romanian")}) == 2


@pytest.mark.parametrize("words", ["kapı kaza", "dil deniz", "gemi göl", "asker eser"])
def test_other_words_of_turkish_stay_others(words: str) -> None:
    assert len({*terms(words, "turkish")}) == 2


def test_what_a_turkish_name_has_behind_its_apostrophe_is_no_word() -> None:
    assert content_terms("Ankara'da ve İzmir'in limanında", "turkish") == content_terms(
        "Ankara ve İzmir limanı", "turkish"
    )
    assert terms("1923'te", "turkish") == ["1923"]
    # A name that has one itself stays whole.
    assert len(terms("O'Hara", "turkish")) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("kỹ", "kĩ"), ("quý", "quí"), ("khoẻ", "khỏe")]
)
def test_a_vietnamese_syllable_has_one_spelling(one: str, other: str) -> None:
    assert terms(one, "vietnamese") == terms(other, "vietnamese")


@pytest.mark.parametrize("words", ["ma má", "toán toàn", "tay tai", "cay cai", "thuy thúy"])
def test_other_syllables_are_others(words: str) -> None:
    assert len({*terms(words, "vietnamese")}) == 2


def test_romanian_is_the_same_with_commas_and_cedillas() -> None:
    commas, cedillas = "În ce oraș și în ce țară a fost construită?", "În ce oraş şi în ce ţară a fost construită?"
    assert content_terms(commas) == content_terms(cedillas)
    assert analyse(commas).kind is analyse(cedillas).kind is Kind.NAME
    assert [word.term for word in analyse(commas).content] == [word.term for word in analyse(cedillas).content]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Okyanus'un çevresindeki kuşağa ne ad verilir?", "turkish"),
        ("Konstantinopolis'i kim kurdu?", "turkish"),
        ("Kim był król?", "polish"),
        ("Ce carte a vândut Ana la Cluj?", "romanian"),
        ("De ce s-a închis podul?", "romanian"),
        ("Ce livre a-t-elle vendu à la gare ?", "french"),
        ("Quel livre a vendu la gare ?", "french"),
    ],
)
def test_a_question_with_words_of_two_languages_is_of_the_right_one(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Köprünün yapımı ne kadar sürdü?", Kind.TIME),
        ("Kale hangi yılda yapıldı?", Kind.TIME),
        ("Kulenin yüksekliği nedir?", Kind.NUMBER),
        ("Kaç gemi battı?", Kind.NUMBER),
        ("Hangi kentte doğdu?", Kind.NAME),
        ("Geminin kaptanı kimdi?", Kind.NAME),
        ("Cât a durat asediul?", Kind.TIME),
        ("Ce înălțime are turnul?", Kind.NUMBER),
        ("Cum se numea corabia?", Kind.NAME),
        ("Chiếc cầu được xây vào năm nào?", Kind.TIME),
        ("Việc xây cầu mất mấy năm?", Kind.TIME),
        ("Ngọn tháp cao cỡ nào?", Kind.NUMBER),
        ("Con tàu tên là gì?", Kind.NAME),
        ("สะพานสร้างเสร็จในเดือนใด", Kind.TIME),
        ("เรือจมกี่ลำ", Kind.NUMBER),
        # "About" has the letters of "how many" in it.
        ("หนังสือเล่มนี้เกี่ยวกับอะไร", Kind.OTHER),
    ],
)
def test_the_kind_that_is_asked_for(question: str, kind: Kind) -> None:
    assert analyse(question).kind is kind


def test_a_decomposed_question_asks_for_the_same() -> None:
    assert analyse("Chiếc cầu dài bao nhiêu?").kind is Kind.NUMBER
    assert analyse("Chiếc cầu được xây khi nào?").kind is Kind.TIME


@pytest.mark.parametrize(
    "text",
    [
        "Köprü yıkıldığından gemiler geçemedi.",
        "Podul a fost închis ca să fie reparat.",
        "Người ta đóng cầu nhằm sửa chữa.",
        "เนื่องจากสะพานพัง เรือจึงผ่านไม่ได้",
    ],
)
def test_words_of_reason(text: str) -> None:
    assert gives_reason(text)


def test_what_a_thing_depends_on_is_no_reason() -> None:
    assert asks_reason("De ce s-a închis podul?")
    assert not asks_reason("De ce depinde prețul biletului?")


def test_thai_words_that_hold_a_number_word_are_none() -> None:
    assert tells_count("มีเรือห้าลำ")
    assert not tells_count("ที่นี่ห้ามจอดเรือ")
    assert tells_time("เรือออกทุกสิบนาที")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # Turkish ordinals: a ruler, a war, a century.
        ("Bu sarayı II. Selim yaptırdı. Bahçe çok küçüktü.", "Bu sarayı II. Selim yaptırdı."),
        ("O köprü I. Dünya Savaşı'nda yıkıldı. Daha sonra onarıldı.", "O köprü I. Dünya Savaşı'nda yıkıldı."),
        ("Bu kale M.Ö. 300'de yapıldı. Kule daha sonradır.", "Bu kale M.Ö. 300'de yapıldı."),
        ("Bu müzeyi Doç. Ayşe Er yönetir. Giriş herkes için ücretsizdir.", "Bu müzeyi Doç. Ayşe Er yönetir."),
        # A year ends one.
        ("Bu köprü için en önemli yıl 1923. Daha sonra yıkıldı.", "Bu köprü için en önemli yıl 1923."),
    ],
)
def test_an_ordinal_or_a_title_ends_no_turkish_sentence(text: str, first: str) -> None:
    assert _sentences(text)[0] == first


def test_a_thai_sentence_ends_before_a_word_that_opens_one_and_not_within_a_list() -> None:
    one = "ร้านค้าริมน้ำขายผลไม้หลายชนิดตลอดทั้งวัน เช่น มะม่วง มังคุด และทุเรียนจากสวนของชาวบ้านในหมู่บ้านใกล้เคียง"
    two = "ในฤดูฝนร้านค้าส่วนใหญ่ปิดเพราะน้ำท่วมถนนริมฝั่งแม่น้ำเกือบทุกปี"
    assert _sentences(f"{one} {two}") == [one, two]


def test_thai_words_that_join_are_no_content() -> None:
    assert content_terms("เกี่ยวกับเพื่อน") == content_terms("เพื่อน")
    assert content_terms("การสร้างสะพาน") == content_terms("สร้างสะพาน")


def test_a_refusal_of_a_thai_question_is_thai() -> None:
    assert refusal("ใครเป็นเจ้าของเรือ").startswith("เอกสาร")


def test_thai_is_answered_though_the_model_knows_no_letter_of_it(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files(LIBRARY) as chain:
        for question, quoted in (
            ("ใครสร้างหอนาฬิกาเมืองทรายขาว", "บุญมา"),
            ("ระฆังของหอนาฬิกาหนักเท่าไร", "เจ็ดร้อยกิโลกรัม"),
            ("ทำไมตลาดปลาจึงย้ายมาอยู่หลังวัด", "พายุ"),
        ):
            answer = chain.ask(question)
            assert quoted in "".join(citation.quote for citation in answer.citations), question
        assert not chain.ask("นายกรัฐมนตรีของญี่ปุ่นชื่ออะไร").answered
