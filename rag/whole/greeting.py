"""Greetings and thanks in the languages that refusals are written in, and what is said to them; and to calls for help
and to wishes that only a model fulfils.

A line of our own that names documents: nothing is quoted, and nothing is claimed of what they say. How the English ones
are told stands in `rag.whole.wording`, with the other things that are said to a library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text.patterns import lazy_pattern
from index.text.unspaced import is_unspaced

# Documents that are named, and so many characters of a name.
_NAMED, _LONGEST = 5, 60


@dataclass(frozen=True, slots=True)
class _Manners:
    """`hello` and `thanks` are what a reader says, forms parted by a bar; the others what is said back."""

    hello: str
    thanks: str
    greeting: str
    pleasure: str


ENGLISH = _Manners("", "", "Hello! You can ask about {}.", "Glad to help. Ask on whenever you like.")
_HELP = (
    "Ask a question in your own words: the answer comes from your documents, and each sentence has a footnote that "
    "leads to the exact words. You can also ask for a summary, or for a list such as “List all dates”. "
    "Your documents: {}."
)
_WRITING = (
    "That has to be written, and without a model answers are quotations. "
    "Ask what the documents say, or for a summary; how to use a model is told in the README."
)
_MANNERS = (
    _Manners("مرحبا|أهلا|اهلا|السلام عليكم|صباح الخير|مساء الخير", "شكرا|شكرا لك|شكرا جزيلا",
             "مرحبا! يمكنك أن تسأل عن {}.", "على الرحب والسعة. اسأل متى شئت."),
    _Manners("你好|您好|嗨|早上好|下午好|晚上好", "谢谢|谢谢你|多谢|感谢|謝謝",
             "你好！您可以就以下文档提问：{}。", "不客气，随时可以继续提问。"),
    _Manners("ahoj|dobrý den|dobré ráno|dobrý večer|čau", "děkuji|díky|děkuju|mockrát děkuji",
             "Dobrý den! Můžete se ptát na {}.", "Rádo se stalo. Ptejte se kdykoli dál."),
    _Manners("hej|goddag|godmorgen|god aften|godaften", "tak|mange tak|tusind tak|tak for hjælpen",
             "Hej! Du kan spørge om {}.", "Selv tak. Spørg endelig videre."),
    _Manners("hallo|hoi|goedemorgen|goedemiddag|goedenavond|goedendag",
             "dank je|dank je wel|dank u|dank u wel|dankjewel|bedankt|hartelijk bedankt",
             "Hallo! U kunt vragen stellen over {}.", "Graag gedaan. Vraag gerust verder."),
    _Manners("hei|moi|terve|hyvää päivää|hyvää huomenta|hyvää iltaa", "kiitos|kiitti|kiitos paljon|paljon kiitoksia",
             "Hei! Voit kysyä näistä: {}.", "Ole hyvä. Kysy lisää milloin vain."),
    _Manners("bonjour|bonsoir|salut|coucou", "merci|merci beaucoup|merci bien",
             "Bonjour ! Vous pouvez poser des questions sur {}.", "Avec plaisir. Continuez quand vous voulez."),
    _Manners("hallo|guten tag|guten morgen|guten abend|grüß gott|servus|moin|grüezi|hilfe",
             "danke|danke schön|danke sehr|vielen dank|besten dank|herzlichen dank|danke dir",
             "Hallo! Fragen Sie nach {}.", "Gern geschehen. Fragen Sie jederzeit weiter."),
    _Manners("γεια|γεια σου|γεια σας|καλημέρα|καλησπέρα", "ευχαριστώ|ευχαριστώ πολύ",
             "Γεια σας! Μπορείτε να ρωτήσετε για: {}.", "Παρακαλώ. Ρωτήστε ξανά όποτε θέλετε."),
    _Manners("שלום|היי|בוקר טוב|ערב טוב", "תודה|תודה רבה",
             "שלום! אפשר לשאול על {}.", "בשמחה. אפשר לשאול עוד בכל עת."),
    _Manners("नमस्ते|नमस्कार|हैलो", "धन्यवाद|शुक्रिया|बहुत धन्यवाद",
             "नमस्ते! आप इनके बारे में पूछ सकते हैं: {}।", "आपका स्वागत है। जब चाहें, और पूछें।"),
    _Manners("szia|sziasztok|helló|jó napot|jó reggelt|jó estét", "köszönöm|köszönöm szépen|köszi|kösz",
             "Üdvözlöm! Ezekről kérdezhet: {}.", "Szívesen. Kérdezzen bármikor tovább."),
    _Manners("ciao|buongiorno|buonasera|buon giorno|salve", "grazie|grazie mille|molte grazie",
             "Buongiorno! Si possono fare domande su {}.", "Prego. Continui pure quando vuole."),
    _Manners("こんにちは|こんばんは|おはよう|おはようございます|はじめまして",
             "ありがとう|ありがとうございます|ありがとうございました|どうも",
             "こんにちは。次の文書について質問できます：{}。", "どういたしまして。いつでも続けて質問してください。"),
    _Manners("안녕|안녕하세요|안녕하십니까", "감사합니다|고맙습니다|고마워|고마워요",
             "안녕하세요! 다음 문서에 대해 질문할 수 있습니다: {}.", "천만에요. 언제든지 더 질문하세요."),
    _Manners("hei|hallo|god dag|god morgen|god kveld", "takk|tusen takk|mange takk|takk for hjelpen",
             "Hei! Du kan spørre om {}.", "Bare hyggelig. Spør gjerne mer."),
    _Manners("cześć|dzień dobry|dobry wieczór|witam", "dziękuję|dzięki|dziękuję bardzo",
             "Dzień dobry! Można pytać o: {}.", "Proszę bardzo. Można pytać dalej."),
    _Manners("olá|oi|bom dia|boa tarde|boa noite", "obrigado|obrigada|muito obrigado|muito obrigada|valeu",
             "Olá! Pode perguntar sobre {}.", "De nada. Pergunte mais quando quiser."),
    _Manners("bună|bună ziua|bună dimineața|bună seara|salut", "mulțumesc|mulțumesc mult|mersi|multumesc",
             "Bună ziua! Puteți întreba despre {}.", "Cu plăcere. Întrebați oricând mai departe."),
    _Manners("привет|здравствуйте|здравствуй|добрый день|доброе утро|добрый вечер", "спасибо|большое спасибо|благодарю",
             "Здравствуйте! Можно спросить о документах: {}.", "Пожалуйста. Спрашивайте ещё."),
    _Manners("hola|buenos días|buenas tardes|buenas noches|buenas|ayuda", "gracias|muchas gracias|mil gracias",
             "¡Hola! Puede preguntar sobre {}.", "De nada. Siga preguntando cuando quiera."),
    _Manners("hej|hejsan|god dag|god morgon|god kväll", "tack|tack så mycket|tusen tack|tack för hjälpen",
             "Hej! Du kan fråga om {}.", "Varsågod. Fråga gärna vidare."),
    _Manners("merhaba|selam|günaydın|iyi günler|iyi akşamlar", "teşekkürler|teşekkür ederim|çok teşekkürler|sağ ol",
             "Merhaba! Şunlar hakkında soru sorabilirsiniz: {}.", "Rica ederim. İstediğiniz zaman yine sorun."),
    _Manners("привіт|вітаю|добрий день|доброго ранку|добрий вечір", "дякую|щиро дякую|дуже дякую",
             "Вітаю! Можна запитати про документи: {}.", "Будь ласка. Запитуйте ще."),
    _Manners("xin chào|chào bạn|chào", "cảm ơn|cám ơn|cảm ơn bạn|cảm ơn nhiều",
             "Xin chào! Bạn có thể hỏi về {}.", "Không có gì. Cứ hỏi tiếp khi bạn muốn."),
)  # fmt: skip
_PARTS = lazy_pattern(r"[\s,.!?¡¿…:;،؟。！？、]+")


def small_talk(text: str) -> str:
    """Which of them `text` is, in a language other than English: "greeting", "thanks" or, empty, neither."""
    said = _said(text)
    if any(said in _forms(manners.hello) for manners in _MANNERS):
        return "greeting"
    return "thanks" if any(said in _forms(manners.thanks) for manners in _MANNERS) else ""


def greeting(text: str, titles: Sequence[str]) -> str:
    """What is said to a greeting, in its language; in English where it is one of several."""
    return _with(_manners(text).greeting, titles)


def thanked(text: str, _: Sequence[str]) -> str:
    """What is said to thanks."""
    return _manners(text).pleasure


def helped(_: str, titles: Sequence[str]) -> str:
    """What is said to a call for help."""
    return _with(_HELP, titles)


def asked_to_write(_: str, __: Sequence[str]) -> str:
    """What is said to a wish that quotations cannot fulfil: a translation, a poem, a quiz."""
    return _WRITING


def _manners(text: str) -> _Manners:
    said = _said(text)
    spoken = [row for row in _MANNERS if said in _forms(row.hello) or said in _forms(row.thanks)]
    return spoken[0] if len(spoken) == 1 else ENGLISH


def _forms(row: str) -> list[str]:
    return row.split("|")


def _said(text: str) -> str:
    return " ".join(_PARTS.sub(" ", text.casefold()).split())


def _with(line: str, titles: Sequence[str]) -> str:
    """The line with the documents by name; of many the first ones, and dots that need no language."""
    # Chinese and Japanese have a comma of their own for what is listed.
    comma = "、" if any(map(is_unspaced, line)) else ", "
    names = comma.join(f"“{_short(title)}”" for title in titles[:_NAMED])
    return line.format(names + (" …" if len(titles) > _NAMED else "")).replace("….", "…")


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else re.sub(r"\W+\w*$", "", title[:_LONGEST]) + "…"
