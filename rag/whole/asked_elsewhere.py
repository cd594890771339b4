"""Questions about whole documents in other languages than English: lists, counts, outlines, summaries.

`rag.whole.overview` has the English ones and the forms that many languages share, and asks here last, of a question in
another language. Only what needs no grammar can be listed: a date and a number are told by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.text.unspaced import is_unspaced


class Asked(NamedTuple):
    """What is asked for: the shape, and what is listed or the word that is counted."""

    shape: str
    thing: str = ""
    term: str = ""


class _Words(NamedTuple):
    """How a language asks. `text` is the document as a whole, which may stand behind all forms.

    `lists` tells to list, `which` asks and `named` says that things stand in a text, with a verb of `verbs` before it;
    `things` has the words for them, in the order of `_LISTED`. The other forms are whole questions but for the name of
    the text; in `counts` what a word is called stands in braces.
    """

    text: str
    lists: str
    which: str
    verbs: str
    named: str
    things: str
    counts: str
    outline: str
    sections: str
    summary: str
    gist: str
    points: str


_LISTED = ("dates", "years", "numbers", "percentages", "e-mail addresses", "phone numbers", "addresses")
# A word is counted where it is called one, or stands in quotation marks.
_OPENING, _CLOSING = '"“”„«»‘’「『', '"“”„«»‘’」』'
_INNER = f"[^{_OPENING}{_CLOSING}?]+?"
_COUNTED_WORD = re.compile(r"\{(?P<called>[^{}]+)\}")
_WORDS = {
    "german": _Words(
        r"(?:in |aus |von |für )?(?:de[mnrs]|das|im|diese[ms])?\s*(?:ganzen )?(?:text|dokument|artikel|bericht)e?s?",
        r"(?:nenne|liste|zeige?|gib)(?: mir| uns)?(?: bitte)?(?: alle| die| sämtliche)+",
        r"welche", "werden|sind|stehen|kommen|gibt es", "genannt|erwähnt|vor",
        "daten|datumsangaben/jahre|jahreszahlen/zahlen/prozentzahlen|prozentangaben/e-mail-adressen|mailadressen/"
        "telefonnummern|rufnummern/links|webadressen",
        r"wie oft (?:kommt|steht|wird|erscheint) {das wort|der name|der begriff}(?: vor| genannt| erwähnt)?",
        r"(?:wie (?:ist|lautet) (?:die |der )?)?(?:gliederung|aufbau|inhaltsverzeichnis)|wie ist (?:er|es) aufgebaut",
        r"(?:wie viele|welche) (?:abschnitte|kapitel)(?: gibt es| hat| sind)?",
        r"(?:gib mir |mach )?(?:bitte )?(?:eine )?(?:kurze )?zusammenfassung",
        r"(?:worum|um was) geht(?: e|')s(?: hier)?|wovon handelt(?: er| es)?",
        r"(?:was sind |nenne )?die (?:haupt|kern)(?:punkte|aussagen|themen)",
    ),
    "french": _Words(
        r"(?:dans |de |du |à )?(?:le|la|ce|cet|cette|l')?\s*(?:texte|document|article|rapport)",
        r"(?:listez?|énumérez?|citez?|donnez?|cherchez?|relevez?|fai(?:s|tes) la liste)(?:-moi)?"
        r"(?: de| des| toutes?| tous| les)+",
        r"quel(?:le)?s(?: sont les?)?", "sont|y a-t-il|figurent|apparaissent", "mentionnée?s|citée?s|indiquée?s",
        "dates/années/nombres|chiffres/pourcentages/adresses (?:e-?mail|électroniques)|courriels/numéros de téléphone/"
        "liens|adresses web",
        r"combien de fois {le mot|le nom|le terme|l'expression} (?:apparaît|figure|est|revient|paraît)"
        r"(?:-t)?(?:-il|-elle)?(?: mentionnée?| citée?)?",
        r"(?:quel(?:le)? est )?(?:le |la )?(?:structure|plan|table des matières|sommaire)|comment est structuré",
        r"(?:combien de|quelles sont les) (?:sections|parties|chapitres)(?: y a-t-il| compte| contient| a)?",
        r"(?:fai(?:s|tes)(?:-moi)? )?(?:un )?(?:bref )?(?:résumé|résume[rz]?)",
        r"de quoi (?:s'agit-il|parle|traite|est-il question)(?: ici)?|quel est le (?:sujet|thème)",
        r"(?:quels sont )?les (?:points|idées|thèmes) (?:principaux|principales|essentiels|clés?)",
    ),
    "spanish": _Words(
        r"(?:en |de |del )?(?:el|la|este|esta)?\s*(?:texto|documento|artículo|informe)",
        r"(?:lista|enumera|menciona|dame|muestra|haz una lista de)(?: todas?| todos| las| los)+",
        r"(?:qué|cuáles son (?:las|los))", "se|hay|aparecen|son|están", "mencionan|citan|mencionad[ao]s",
        "fechas/años/números|cifras/porcentajes/correos electrónicos|direcciones de correo/números de teléfono|"
        "teléfonos/enlaces|direcciones web",
        r"cuántas veces (?:aparece|sale|se menciona|figura) {la palabra|el nombre|el término}",
        r"(?:cuál es )?(?:la |el )?(?:estructura|esquema|índice)|cómo está estructurado",
        r"(?:cuántas|qué) (?:secciones|partes)(?: hay| tiene)?|cuántos capítulos (?:hay|tiene)",
        r"(?:haz(?:me)? )?(?:un )?(?:breve )?(?:resumen|resume|resumir)",
        r"de qué (?:trata|va|habla)(?: esto)?|cuál es el tema",
        r"(?:cuáles son )?(?:los|las) (?:puntos|ideas|temas) (?:principales|clave|más importantes)",
    ),
    "italian": _Words(
        r"(?:in |di |del |nel |dell'|nell')?(?:il|lo|la|quest[oa])?\s*(?:testo|documento|articolo|rapporto|relazione)",
        r"(?:elenca|elencami|cita|dammi|mostra|fai un elenco di)(?: tutte| tutti| le| i| gli)+",
        r"(?:quali|che)(?: sono (?:le|i|gli))?", "sono|ci sono|vengono|compaiono", "menzionat[ei]|citat[ei]",
        "date/anni/numeri|cifre/percentuali/indirizzi e-?mail/numeri di telefono/link|indirizzi web",
        r"quante volte (?:compare|appare|ricorre|è menzionat[ao]) {la parola|il nome|il termine}",
        r"(?:qual è )?(?:la |l'|lo )?(?:struttura|indice|schema)|com'è strutturato",
        r"(?:quante|quali) (?:sezioni|parti)(?: ci sono| ha)?|quanti capitoli (?:ci sono|ha)",
        r"(?:fai(?:mi)? )?(?:un )?(?:breve )?(?:riassunto|riassumi|riassumere|sintesi)",
        r"di (?:che )?cosa (?:si )?(?:tratta|parla)|qual è (?:il tema|l'argomento)",
        r"(?:quali sono )?(?:i|le|gli) (?:punti|idee|temi|argomenti) (?:principali|chiave|essenziali|più importanti)",
    ),
    "portuguese": _Words(
        r"(?:em |de |do |no |deste |neste )?(?:o|a|este|esta)?\s*(?:texto|documento|artigo|relatório)",
        r"(?:liste|lista|enumere|cite|mostre|dê-me|faça uma lista de)(?: todas| todos| as| os)+",
        r"(?:que|quais)(?: são (?:as|os))?", "são|há|aparecem|estão", "mencionad[ao]s|citad[ao]s",
        "datas/anos/números|cifras/percentagens|porcentagens/e-?mails|endereços de e-?mail/números de telefone|"
        "telefones/links|ligações|endereços web",
        r"quantas vezes (?:aparece|surge|ocorre|é mencionad[ao]) {a palavra|o nome|o termo}",
        r"(?:qual é )?(?:a |o )?(?:estrutura|esquema|índice|sumário)|como está estruturado",
        r"(?:quantas|quais) (?:secções|seções|partes)(?: há| tem)?|quantos capítulos (?:há|tem)",
        r"(?:faça |faz )?(?:um )?(?:breve )?(?:resumo|resume|resuma|resumir)",
        r"de que (?:se )?(?:trata|fala)|qual é (?:o tema|o assunto)|sobre o que é",
        r"(?:quais são )?(?:os|as) (?:pontos|ideias|temas) (?:principais|chave|mais importantes)",
    ),
    "dutch": _Words(
        r"(?:in |van |uit )?(?:de|het|dit|deze)?\s*(?:tekst|document|artikel|verslag|rapport)",
        r"(?:noem|geef|toon|maak een lijst van)(?: me)?(?: alle| de)+",
        r"welke", "worden|staan|zijn(?: er)?|komen", "genoemd|vermeld|voor",
        "data|datums/jaren|jaartallen/getallen|cijfers/percentages/e-mailadressen|mailadressen/telefoonnummers/links|"
        "webadressen",
        r"hoe vaak (?:komt|staat|wordt) {het woord|de naam|de term}(?: voor| genoemd)?",
        r"(?:wat is )?(?:de )?(?:indeling|structuur|opbouw|inhoudsopgave)|hoe is (?:het )?opgebouwd",
        r"(?:hoeveel|welke) (?:secties|hoofdstukken|delen)(?: zijn er| heeft)?",
        r"(?:geef |maak )?(?:een )?(?:korte )?(?:samenvatting)|vat (?:het |de )?samen",
        r"waar gaat (?:het|dit) over|waarover gaat",
        r"(?:wat zijn )?de (?:hoofdpunten|belangrijkste (?:punten|thema's|ideeën))",
    ),
    "polish": _Words(
        r"(?:w |z |ze )?(?:tym |tego |ten |całego )?(?:tek(?:st|ście|stu)|dokumen(?:t|cie|tu)|artyku(?:ł|le|łu))",
        r"(?:wymień|wypisz|podaj|pokaż|znajdź)(?: wszystkie| wszystkich)*",
        r"jakie", "są", "występują|pojawiają się|wymieniono|podano|wymienione|podane",
        "daty|dat/lata/liczby/procenty/adresy e-?mail/numery telefon(?:u|ów)/linki|adresy internetowe",
        r"ile razy (?:występuje|pojawia się|pada|jest) {słowo|nazwa|nazwisko}",
        r"(?:jaka jest )?(?:struktura|budowa|spis treści)",
        r"(?:ile jest|jakie są) (?:sekcji|sekcje|rozdziałów|rozdziały)|ile (?:sekcji|rozdziałów)(?: ma| jest)?",
        r"(?:zrób |podaj )?(?:krótkie )?(?:streszczenie|podsumowanie|streść|podsumuj)",
        r"o czym (?:jest|mówi|opowiada)|jaki jest temat",
        r"(?:jakie są )?(?:główne|najważniejsze) (?:punkty|tezy|tematy|myśli)",
    ),
    "russian": _Words(
        r"(?:в |из |о )?(?:этом |этого |этот |всего |весь )?(?:текст[еа]?|документ[еа]?|стать[еиюя]|отч[её]т[еа]?)",
        r"(?:перечисли|назови|выпиши|покажи|найди|дай список)(?:те)?(?: мне)?(?: все| всех)*",
        r"какие", "есть", "упоминаются|указаны|названы|встречаются|упомянуты",
        "даты|дат/годы/числа|цифры/проценты/адреса электронной почты|e-?mail/номера телефонов|телефоны/ссылки",
        r"сколько раз (?:встречается |упоминается |стоит )?{слово|имя|название}"
        r"(?: встречается| упоминается| стоит)?",
        r"(?:какова )?(?:структура|план|оглавление|содержание)|как построен",
        r"(?:сколько|какие) (?:разделов|разделы|глав|главы)(?: есть)?",
        r"(?:сделай )?(?:краткое )?(?:резюме|изложение|кратко изложи|резюмируй|перескажи|обобщи)",
        r"о ч[её]м (?:говорится|идёт речь|этот|эта|здесь)?|какова тема",
        r"(?:каковы |назови )?(?:главные|основные) (?:мысли|пункты|темы|идеи|тезисы)",
    ),
    "arabic": _Words(
        r"(?:في |من |عن )?(?:هذا |هذه )?(?:ال|لل)?(?:نص|مستند|وثيقة|مقال|مقالة|تقرير)",
        r"(?:اذكر|عدد|اسرد|استخرج|أعطني)(?: كل| جميع| قائمة)*",
        r"ما(?: هي)?", "", "المذكورة|الواردة|التي ذكرت|الموجودة",
        "التواريخ/السنوات|الأعوام/الأرقام|الأعداد/النسب(?: المئوية)?/عناوين البريد(?: الإلكتروني)?/"
        "أرقام (?:الهاتف|الهواتف)/الروابط",
        r"كم مرة (?:ورد|وردت|ذكر|ذكرت|تكرر|تكررت|ترد|تظهر) {كلمة|اسم|لفظ}",
        r"(?:ما(?: هي| هو)? )?(?:بنية|هيكل|فهرس|محتويات)",
        r"(?:كم عدد|ما(?: هي)?) (?:الأقسام|الفصول|أقسام|فصول)|كم (?:قسما|فصلا)(?: في)?",
        r"(?:لخص(?: لي)?|ملخص|أعطني ملخصا|اكتب ملخصا)",
        r"(?:عم|عما|عماذا|عن ماذا) (?:يتحدث|يتكلم|تتحدث|يدور)|ما(?: هو)? موضوع",
        r"(?:ما(?: هي)? )?(?:النقاط|الأفكار) (?:الرئيسية|الأساسية)|ما(?: هي)? أهم (?:النقاط|الأفكار)",
    ),
    "chinese": _Words(
        r"(?:这|這|本|该|該)?(?:篇|份|个|個)?(?:文章|文档|文件|报告|文本|全文|文中|文檔|報告)(?:中|里|裡|里面|内)?(?:的)?",
        r"(?:请|請)?(?:列出|列举|列舉|找出|说出|给出|提取)(?:所有|全部)?(?:的)?",
        r"(?:有|提到了?|出现了?)(?:哪些|什么)", "", "被?(?:提到|提及|出现)",
        "日期/年份/数字|數字/百分比/(?:电子)?(?:邮件|邮箱)地址?/电话号码|電話號碼/链接|网址",
        r"{词语|单词|词}(?:一词|这个词)?(?:出现|提到|提及)了?(?:多少|几)次",
        r"(?:结构|大纲|目录|提纲)(?:是什么|是怎样的)?",
        r"有(?:多少|几|哪些)(?:个)?(?:章节|章|节|部分)",
        r"(?:请)?(?:总结|概括|概述|摘要|總結)(?:一下)?",
        r"(?:主要)?(?:讲|講|说|說|介绍|谈)(?:的是|了|的)?(?:些)?什么|主题是什么",
        r"(?:有哪些)?(?:要点|主要观点|重点|主要内容)(?:是什么|有哪些)?",
    ),
    "japanese": _Words(
        r"(?:この|本|その)?(?:文書|文章|記事|資料|テキスト|報告書|本文)(?:の|に|で|にある|に出てくる|は|を)*(?:中の|中に)?",
        "(?:すべての|全ての|全部の)", "(?:どの|どんな|何の)", "", "(?:が|は)(?:ありますか|出てきますか)",
        "日付/年号?/数字|数値/割合|パーセンテージ/メールアドレス/電話番号/リンク|url",
        r"{単語|言葉}(?:という(?:言葉|語|単語))?(?:は|が)?何回(?:出て|登場|使われ|あらわれ)\S*",
        r"(?:構成|目次|アウトライン)(?:は|を)?(?:何ですか|教えてください|どうなっていますか|示して(?:ください)?)?",
        r"(?:いくつの)?(?:章|節|セクション)(?:は|が)?(?:いくつ|何個)?(?:ありますか)?",
        r"(?:簡単に)?(?:要約|まとめ)(?:して|を)?(?:ください|お願いします)?",
        r"何について(?:書かれて|述べて)?(?:いますか|ですか|の(?:文書|文章|記事)ですか)?|(?:主題|テーマ)は何ですか",
        r"(?:主な|重要な)(?:点|ポイント|論点)(?:は何ですか|を挙げてください)?|要点(?:は何ですか|を教えてください)?",
    ),
}  # fmt: skip


def asked_elsewhere(question: str, language: str, *, talked: bool = False) -> Asked | None:
    """What a question about whole documents asks for, if it is one.

    After a conversation (`talked`) "De quoi s'agit-il ?" asks of what was said last, unless it names the text.
    """
    return next(_readings(question, language, talked), None)


def _readings(question: str, language: str, talked: bool) -> Iterator[Asked]:
    words = _WORDS.get(language)
    if words is None or (talked and not re.search(words.text, question, re.I)):
        return
    for shape, thing, form in _forms(language):
        if match := form.fullmatch(question):
            yield Asked(shape, thing, (match["term"] or match["quoted"]).strip() if shape == "count" else "")


@cache
def _forms(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Of each shape its forms, with the thing that is listed."""
    words = _WORDS[language]
    listed = [("list", thing, _listing(words, own)) for thing, own in _things(words)]
    counted = ("count", "", _COUNTED_WORD.sub(_counted, words.counts))
    others = [(shape, "", getattr(words, shape)) for shape in ("outline", "sections", "summary", "gist", "points")]
    text = _behind(words)
    before = text if _is_unspaced(words) else ""
    return tuple(
        (shape, thing, re.compile(rf"{before}\s*(?:{asked}){text}", re.I))
        for shape, thing, asked in (*listed, counted, *others)
    )


def _things(words: _Words) -> Iterator[tuple[str, str]]:
    return zip(_LISTED, words.things.split("/"), strict=True)


def _listing(words: _Words, things: str) -> str:
    """All of them are asked for, or which of them stand in the text."""
    if not _is_unspaced(words):
        verbs = rf"(?:\s+(?:{words.verbs}))?" if words.verbs else ""
        asked = rf"(?:{words.which})\s+(?:{things}){verbs}"
        return rf"(?:{words.lists})\s+(?:{things})|{asked}(?:{_behind(words)}\s+(?:{words.named})|\s+(?:{words.text}))"
    told = r"(?:を)?(?:挙げて|列挙して|抜き出して|教えて)?(?:ください|下さい)?"
    # Chinese has what is asked before the thing, and the text before both.
    asked = rf"(?:{words.text})(?:{words.which})(?:{things})(?:{words.named})?"
    return rf"(?:{words.lists})(?:{words.text})?(?:{things}){told}|{asked}"


def _counted(match: re.Match[str]) -> str:
    blank = r"\s*"
    marks = f"[{_OPENING}]{blank}", f"{blank}[{_CLOSING}]"
    called = rf"(?:{match['called']}){blank}(?:{marks[0]})?(?P<term>{_INNER})(?:{marks[1]})?"
    return rf"(?:{called}|{marks[0]}(?P<quoted>{_INNER}){marks[1]})"


def _behind(words: _Words) -> str:
    """The name of the text, which may stand behind a form."""
    return rf"(?:{words.text})?" if _is_unspaced(words) else rf"(?:\s+(?:{words.text}))?"


def _is_unspaced(words: _Words) -> bool:
    return any(map(is_unspaced, words.text))
