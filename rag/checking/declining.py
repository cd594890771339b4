"""An uncited sentence that says nothing was found, in words that models use in many languages, or only what is polite.

What `rag.verdict.unsaid` knows is known of cited sentences too; here a sentence has no footnote, so that nothing which
a document says can be meant. One that goes on to tell something stays a claim. Where such a sentence has a footnote
after all, the quotation may tell what is said to be missing: all words of that stand there, with what answers to "when"
or "who".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.quantities.quantities import quantities
from rag.verdict.claims import is_claim, left_out, plain
from rag.verdict.denying import denials
from rag.verdict.reading import Reading, read

_INFORMATION = r"(?:information|details?|data|mention|answers?|evidence|references?)"
_ENGLISH = (
    rf"(?:there (?:is|was) )?(?:no|insufficient|not enough) (?:\w+ )?{_INFORMATION}(?: (?:is|was|were|are|could be))?"
    r"(?: (?:found|available|provided|given))?(?: (?:on|about|for|regarding|in|from) [^.;]{1,60})?",
    rf"(?:the )?(?:answer|{_INFORMATION}) (?:is |was |could )?not (?:be )?(?:found|available|given|provided)"
    r"(?: (?:in|on|about|from|regarding) [^.;]{1,60})?",
    rf"there (?:is|are) not any (?:\w+ )?{_INFORMATION}\b[^.;]{{0,80}}",
    r"(?:the|these|my|your) (?:\w+ )?(?:sources|documents|passages|texts|excerpts|context)"
    rf" (?:(?:contain|provide|give|offer|include|have)s? (?:no|little) (?:\w+ )?{_INFORMATION}|(?:are|is) silent)\b"
    r"[^.;]{0,80}",
    r"(?:that is |what )?(?:an? )?(?:great|good|excellent|interesting) question",
    r"it is not (?:stated|mentioned|specified|given|said|known|clear)(?: (?:here|there|anywhere))?",
    # Behind "they do not answer this": what they are about instead.
    r"(?:they|(?:the|these) (?:sources|documents|passages|texts|excerpts)) (?:only|merely|just|instead|mainly|mostly) "
    r"(?:describe|mention|discuss|cover|address|talk about|deal with|focus on|speak of|refer to|contain|concern)s?\b"
    r"[^.;,:]{1,100}",
    rf"i (?:have|found|see) no (?:\w+ )?{_INFORMATION}\b[^.;]{{0,60}}",
    r"(?:we|i) (?:are|am|was|were) not (?:told|given|informed|shown)\b[^.;]{0,80}",
    r"(?:i apologi[sz]e|(?:my )?apologies|(?:i am |i'm )?sorry)\b[^.;,]{0,60}",
    r"please (?:consult|check|contact|refer to|see|visit|look at)\b[^.;]{0,80}\b(?:website|web site|directly|officials?"
    r"|professionals?|(?:more|further|accurate) (?:information|details))\b[^.;]{0,20}",
    r"if you\b[^.;]{1,80}\bi(?:'d|'ll| would| will| can| could)(?: be)? (?:happy|glad|pleased|able|help|try|look)"
    r"\b[^.;]{0,60}",
)
_ANGABEN = r"(?:angaben?|informationen|hinweise?|daten|antwort)"
_GERMAN = (
    r"ich (?:weiß|kann|habe|finde|konnte)\b[^.;]{0,80}\b(?:nicht|keine?n?|nichts)\b[^.;]{0,40}",
    r"(?:dazu|hierzu|darüber|es|dort|in \w+ \w+) (?:liegen|liegt|gibt|finden|findet|enthalten|sind)\b"
    rf"[^.;]{{0,60}}\bkeine\b[^.;]{{0,30}}\b{_ANGABEN}\b[^.;]{{0,40}}",
    r"(?:dazu|hierzu|darüber) (?:steht|wird|ist)\b[^.;]{0,40}\bnichts?\b[^.;]{0,30}",
    rf"(?:keine {_ANGABEN}|nicht (?:angegeben|bekannt|erwähnt))\b[^.;]{{0,60}}",
    r"(?:die|diese) (?:\w+ )?(?:quellen|dokumente|texte|unterlagen|auszüge) (?:nennen|enthalten|sagen|geben|machen|"
    r"beantworten|erwähnen|liefern|bieten)\b[^.;]{0,60}\b(?:nicht|keine?n?|nichts)\b[^.;]{0,40}",
)
_ROMANCE = (
    # French
    r"je (?:ne|n')\s?[^.;]{0,80}\b(?:pas|aucune?)\b[^.;]{0,80}",
    r"(?:les|ces|le|ce) (?:documents?|sources?|textes?|extraits?|passages?)\b[^.;]{0,30} ne (?:permet|contien|mentionn|"
    r"donn|précis|fourni|répond|di[st]|indiqu|parl|comport|spécifi)[^.;]{1,80}",
    r"(?:il n'y a (?:pas|aucune)|aucune) (?:d'|de )?(?:informations?|mention|réponse|donnée)\b[^.;]{0,80}",
    r"(?:ce|cela|ceci) n'est pas (?:mentionné|précisé|indiqué)\b[^.;]{0,60}",
    # Spanish and Portuguese
    r"(?:no|não) (?:(?:lo )?sé|sei|puedo|posso|encuentro|encontr[eé]i?|tengo|tenho|dispongo)\b[^.;]{0,80}",
    r"(?:no|não) (?:hay|há|existe) (?:\w+ )?(?:informaci|informaç|menci|menç|datos|dados|respuesta|resposta)"
    r"[^.;]{0,80}",
    r"(?:no se|não (?:é|se)) (?:menciona|indica|especifica|dice|mencionad|indicad|especificad)\w*"
    r"(?: (?:en|no|nos|nas|na) [^.;]{1,60})?",
    r"(?:las|los|as|os) (?:fuentes?|documentos?|textos?|fontes?|fragmentos?)\b[^.;]{0,30} (?:no|não) (?:contien|contêm|"
    r"mencion|di[czg]|indic|respond|especific|dan|dão|proporcion|inclu|ofrec|aclar|fornec|inform)[^.;]{1,80}",
    # Italian
    r"(?:le|i) (?:fonti|documenti|testi|brani)\b[^.;]{0,30} non (?:conten|menzion|rispond|fornis|indic|dic|riport|"
    r"specific|parl)[^.;]{1,80}",
    r"non (?:lo so|ho (?:informazion|trovat)|posso|trovo|riesco|è (?:menzionat|indicat|specificat|riportat)\w)\b"
    r"[^.;]{0,80}",
    r"non (?:ci sono|c'è) (?:\w+ )?(?:informazion|dat[io]|rispost|menzion)[^.;]{0,80}",
)
_OTHERS = (
    # Dutch
    r"(?:de|deze) (?:\w+ )?(?:bronnen|documenten|teksten|fragmenten) (?:vermelden|bevatten|noemen|zeggen|geven|"
    r"beantwoorden)\b[^.;]{0,60}\b(?:niet|geen|niets)\b[^.;]{0,60}",
    r"ik (?:weet|kan|heb|vind)\b[^.;]{0,60}\b(?:niet|geen|niets)\b[^.;]{0,60}",
    r"er (?:is|zijn|staat)\b[^.;]{0,30}\b(?:geen|niets)\b[^.;]{0,20}\b(?:informatie|gegevens|antwoord|over)\b"
    r"[^.;]{0,60}",
    # Russian
    r"(?:в )?(?:\w+ )?(?:источник|документ|текст|материал)\w*\b[^.;]{0,40}\bне (?:содерж|упомин|указ|говор|сообща"
    r"|да[её]т|привод|отвеча)[^.;]{0,60}",
    r"(?:в \w+ )?(?:\w+ )?нет (?:\w+ )?(?:информации|данных|сведений|ответа)[^.;]{0,80}",
    r"я не (?:знаю|могу|наш)[^.;]{0,80}",
    # Chinese and Japanese
    r"(?:根据|在)?[^。;]{0,10}(?:文档|文件|资料|来源|原文|文中|上下文|材料|文檔|資料|來源)[^。;]{0,20}(?:没有|沒有|未|无法|無法|不)"
    r"[^。;]{0,15}(?:提及|提到|说明|包含|信息|回答|提供|答案|记载|给出|內容|内容|說明)[^。;]{0,20}",
    r"(?:我)?(?:不知道|无法(?:回答|确定|得知)|無法(?:回答|確定)|没有(?:找到)?相关)[^。;]{0,30}",
    r"[^。;]{0,20}(?:文書|資料|情報源|ソース|テキスト|文脈)[^。;]{0,20}(?:記載|情報|言及|書かれて|含まれて|答え|回答|載って)"
    r"[^。;]{0,10}(?:ありません|いません|できません|ない|なし)",
    r"[^。;]{0,20}(?:わかりません|分かりません|回答できません|お答えできません|答えることはできません)",
)
_DECLINES = re.compile(rf"(?:{'|'.join((*_ENGLISH, *_GERMAN, *_ROMANCE, *_OTHERS))})\s*[.!。]?", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:(?:i am|i'm) (?:very )?sorry|sorry|unfortunately|leider|es tut mir leid|désolée?|je suis désolée?|"
    r"malheureusement|lo siento|lamentablemente|desafortunadamente|mi dispiace|purtroppo|lamento|infelizmente|helaas|"
    r"к сожалению|извините|抱歉|对不起|很抱歉|遗憾的是|申し訳ありません(?:が)?|残念ながら)"
    r"\s*[,，、:.]?\s*(?:(?:but|aber|mais|pero|ma|mas|maar|но)\s+)?(?:that )?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\A\W*(?:final |short )?(?:answer|antwort|réponse|respuesta|risposta|resposta)\s*:\s*", re.IGNORECASE
)
# After it something is told: "nothing is said of the price, but dogs travel free".
_TELLS = re.compile(
    r"[,;:–—，；]\s*(?:but|though|although|however|only|instead|which|and|aber|jedoch|sondern|doch|und|mais|cependant|"
    r"pero|sino|aunque|sin embargo|ma|però|mas|porém|maar|но|однако|但|不过|只|ただし)|[;；]|\d|"
    r"\b(?:because|since|whereas|weil|parce que|car|porque|perché|poiché|omdat)\b|,\s*da\b|потому что|因为|ため",
    re.IGNORECASE,
)

# Fewer words than these may stand anywhere.
_FEWEST = 2
_COUNTED = re.compile(r"\A(?:when|how (?:many|much|long|far|old|often|high|deep|large|big))\b", re.I)
_PERSON = re.compile(r"who(?:m|se)?\b", re.I)
_REASON = re.compile(r"(?:why|how)\b", re.I)


def declines(text: str) -> bool:
    """Whether a sentence without footnotes claims nothing, but that nothing was found, or something polite."""
    bare = _LABEL.sub("", plain(text), count=1)
    told = _POLITE.sub("", bare, count=1) if _POLITE.match(bare) else bare
    if not told or _TELLS.search(told):
        return False
    return bool(_DECLINES.fullmatch(told)) or (bare != plain(text) and not is_claim(bare))


def told_after_all(claim: str, texts: Sequence[str]) -> bool:
    """Whether one of these texts, as they stand in a document, seems to tell what a claim says that is not told."""
    missing = left_out(claim)
    sought = {token.stem for token in read(_COUNTED.sub("", missing)).tokens if token.content}
    return len(sought) >= _FEWEST and any(_tells(missing, sought, read(plain(text))) for text in texts)


def _tells(missing: str, sought: set[str], text: Reading) -> bool:
    # "The report does not say what the repairs cost": so it is.
    if not sought <= text.stems or denials(text):
        return False
    if _COUNTED.match(missing):
        return bool(quantities(text.text))
    if _PERSON.match(missing):
        return any(token.name for token in text.tokens)
    # Why it is so, no single word tells.
    return not _REASON.match(missing)
