"""The sentence that refuses, in the language of the question."""

from __future__ import annotations

import re

from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.stemming import script_language
from index.text.terms import language_of
from index.text.unspaced import HAN, KANA
from rag.types import REFUSAL

_REFUSALS = {
    "arabic": "لا تجيب المستندات عن هذا السؤال.",
    "chinese": "文档没有回答这个问题。",
    "czech": "Dokumenty na tuto otázku neodpovídají.",
    "danish": "Dokumenterne besvarer ikke dette spørgsmål.",
    "dutch": "De documenten beantwoorden deze vraag niet.",
    "finnish": "Asiakirjat eivät vastaa tähän kysymykseen.",
    "french": "Les documents ne répondent pas à cette question.",
    "german": "Die Dokumente beantworten diese Frage nicht.",
    "greek": "Τα έγγραφα δεν απαντούν σε αυτή την ερώτηση.",
    "hebrew": "המסמכים אינם עונים על השאלה הזאת.",
    "hindi": "दस्तावेज़ इस प्रश्न का उत्तर नहीं देते।",
    "hungarian": "A dokumentumok nem válaszolnak erre a kérdésre.",
    "italian": "I documenti non rispondono a questa domanda.",
    "japanese": "文書にはこの質問への答えがありません。",
    "korean": "문서에는 이 질문에 대한 답이 없습니다.",
    "norwegian": "Dokumentene besvarer ikke dette spørsmålet.",
    "polish": "Dokumenty nie odpowiadają na to pytanie.",
    "portuguese": "Os documentos não respondem a esta pergunta.",
    "romanian": "Documentele nu răspund la această întrebare.",
    "russian": "Документы не отвечают на этот вопрос.",
    "spanish": "Los documentos no responden a esta pregunta.",
    "swedish": "Dokumenten besvarar inte den här frågan.",
    "thai": "เอกสารเหล่านี้ไม่ได้ตอบคำถามนี้",
    "turkish": "Belgeler bu soruyu yanıtlamıyor.",
    "ukrainian": "Документи не відповідають на це запитання.",
    "vietnamese": "Các tài liệu không trả lời câu hỏi này.",
}
# The sentence in every language, English first.
REFUSALS = (REFUSAL, *_REFUSALS.values())
_LATIN = lazy_pattern(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_KANA, _HAN = lazy_pattern(f"[{KANA}]"), lazy_pattern(f"[{HAN}]")
_THAI = lazy_pattern("[ก-ฮ]")
_UKRAINIAN = lazy_pattern(r"[іїєґ]", re.IGNORECASE)
# Letters of languages whose script is that of another one: Belarusian, Bulgarian, Serbian; Persian, Urdu.
_OF_NEIGHBOURS = lazy_pattern(r"[ўъђјљњћџѓќѕپچژگکیٹڈڑے]", re.IGNORECASE)


def refusal(question: str, latin: str = "") -> str:
    """The sentence for a question; in English where its language has none or is not sure.

    `latin` is the language of a question in Latin letters; without it, it is guessed.
    """
    return _REFUSALS.get(_language(question, latin), REFUSAL)


def _language(question: str, latin: str) -> str:
    letters = [char for char in question if char.isalpha()]
    if 2 * len(_LATIN.findall(question)) >= len(letters):
        return latin or language_of(question)
    if _KANA.search(question):
        return "japanese"
    if _OF_NEIGHBOURS.search(question):
        return ENGLISH
    if _THAI.search(question):
        return "thai"
    foreign = next((char for char in letters if not _LATIN.match(char)), "")
    language = "chinese" if _HAN.match(foreign) else script_language(foreign)
    return "ukrainian" if language == "russian" and _UKRAINIAN.search(question) else language
