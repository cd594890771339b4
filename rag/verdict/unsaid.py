"""What a model says in place of a claim: that the sources do not say, that it cannot tell, that it hopes to help.

What is said of the world stays a claim: "the price was not disclosed" is the document's to say, "the price is not
mentioned in the documents" is not.
"""

from __future__ import annotations

import re

SOURCE = r"(?:texts?|documents?|contexts?|sources?|articles?|reports?|passages?|evidence|authors?|excerpts?|footnotes?)"
# What is left of "Source 1 and Source 2" without the numbers, which are markers.
_ONE = "(?:sources?|passages?|excerpts?|documents?)"
NUMBERED = rf"{_ONE}(?:\s*(?:,|and|&|or|{_ONE})(?=[\s,]))*"
# What may stand before the words that matter.
_COURTESY = re.compile(
    r"(?:(?:i am|i'm) (?:very )?sorry|sorry|i apologi[sz]e|my apologies|unfortunately|however|but|also|note that|sure|"
    r"certainly|of course|"
    rf"(?:based on|from) (?:the|these|your) (?:provided |given )?{SOURCE}(?: (?:provided|given|alone))?)"
    r"\b[,.!:;]*\s*(?:but |that )?",
    re.I,
)
_TEXTS = (
    rf"(?:the|these|those|this|your|any of the|any) (?:provided |given |available |supplied )?{SOURCE}"
    r"(?: provided| given)?"
)
_UNSAID = (
    r"(?:mentioned|specified|stated|given|provided|included|available|found|addressed|discussed|contained|covered|said)"
)
_TELL = "(?:answer|say|mention|contain|state|specify|provide|address|give|cover|include|discuss|describe|tell|name)"
_NO_CLAIM = re.compile(
    r"here (?:is|are) (?!(?:why|how|what)\b)[^:;,\d]*[:.]?$|in (?:summary|short|conclusion)[,:]?$|"
    r"i (?:could not|can not|did not) find|"
    r"i (?:do not know|(?:can not|could not|am (?:not able|unable) to) (?:answer|say|tell|determine|help))|"
    r"i do not have (?:any |enough |the )?(?:information|details|data|access)|"
    rf"(?:{_TEXTS}|{NUMBERED}) (?:do|does) not (?:seem to )?{_TELL}\b|"
    rf"none of {_TEXTS} "
    r"(?:answers?|says?|mentions?|contains?|states?|specif(?:y|ies)|provides?|gives?|covers?|tells?)\b|"
    r"there(?: is| are|'s) no (?:information|answer|mention|details?|data|indication)\b|"
    # Who was given none, or by whom, is the document's to say.
    rf"no (?:information|mention|details?|data|answer)\b[^.;]*\b{_UNSAID}\b(?! by (?!{_TEXTS}))"
    r"(?! to (?:the|an?|any|all|its|his|her|their|our|[a-z]+s)\b(?! question))|no answer\b[.!]?$|"
    # What somebody asked is no claim, unless it goes on.
    r"you (?:asked|ask|are asking|were asking|want(?:ed)? to know|would like to know|wondered)(?: me)? "
    r"(?:when|what|who|where|why|how|which|whether|if|about)\b[^.;:,–—\d]*[.?!]?$|"
    r"as an? (?:ai|artificial intelligence|language model|chatbot)\b[^.;,]*, i [^.;,:–—]*[.!]?$|"
    # What is not told by whom is the document's to say: "the price was not disclosed".
    rf"[^.;]{{0,100}}\b(?:is|are|was|were) not {_UNSAID}\b[^.;]{{0,20}}\b(?:in|by|from) {_TEXTS}(?=[.!,;]|$)|"
    rf"(?:not|nothing) {_UNSAID}\b(?: (?:in|by) {_TEXTS})?[.!]?$|"
    rf"it is (?:not|nowhere) {_UNSAID}\b (?:who|what|when|where|why|how|whether|which|in {_TEXTS})|"
    rf"[^.;]{{0,60}}\b(?:can not|could not) be (?:answered|determined|found|told)\b[^.;]{{0,20}}\b"
    rf"(?:in|by|from|with) {_TEXTS}|"
    rf"the answer is not in {_TEXTS}|what is missing is\b|n/?a[.!]?$|none[.!]?$|unknown[.!]?$|"
    r"let me know\b|feel free to\b|i hope (?:this|that|it) helps|confidence\s*:|"
    # The commonest forms of the prompt's sentence in other languages.
    r"(?:leider )?(?:(?:in )?(?:den|die|der|dem|das) (?:\w+ )?"
    r"(?:quellen?|dokumente?n?|texte?n?|artikel|unterlagen)|es)\b[^.;]*"
    r"\b(?:nicht|keine?n?|nichts)\b[^.;]*\b(?:genannt|erwähnt|angegeben|enthalten|beantwortet|gesagt)\b|"
    r"(?:leider )?(?:(?:nenn|enthalt|enthält|sag|beantwort|erwähn|geb|gib|mach)\w* )?(?:die|das|der) (?:\w+ )?"
    r"(?:quellen?|dokumente?|texte?|artikel|unterlagen) "
    r"(?:(?:nenn|enthalt|enthält|sag|beantwort|erwähn|geb|gib|mach)\w*\b"
    r"[^.;]*\b)?(?:nicht|keine?n?|nichts)\b|"
    r"(?:las|los|el) (?:fuentes?|documentos?|textos?|artículo) no "
    r"(?:menciona|dice|contiene|indica|responde|especifica|da)n?\b|"
    r"(?:les|le) (?:sources?|documents?|textes?|article) ne (?:mentionn|di|contien|indiqu|répond|précis|donn)\w*\b",
    re.I,
)
# Of what a sentence says that it is not told: "what the repairs cost".
_WITHHELD = re.compile(
    rf"(?:(?:{_TEXTS}|{NUMBERED}) (?:do|does) not (?:seem to )?{_TELL}|it is not {_UNSAID}|"
    r"there is no (?:information|mention|details?|data) (?:of|on|about))\s+(.+)",
    re.I,
)
# After it something is claimed: "do not say when it was built, but it was rebuilt in 1950".
_GOES_ON = re.compile(
    r"[,;:–—]\s*(?:and|but|though|although|however|yet|only|instead|which|"
    r"aber|jedoch|doch|sondern|allerdings|und|mais|cependant|et|pero|sino|y|ma|però|e|mas|porém|maar|en)\b|[;–—]|"
    r"\b(?:and|but)\s+(?:[A-Z]|(?:he|she|it|they|this|that|there)\b)|"
    r"\b(?:because|since)\s+(?:[A-Z]|(?:he|she|it|they)\b)"
)


def without_courtesy(bare: str) -> str:
    """A plain sentence without what stands before the words that matter: "Unfortunately, …"."""
    return _COURTESY.sub("", bare, count=1) if _COURTESY.match(bare) else bare


def finds_nothing(told: str) -> bool:
    """Whether a plain sentence, courtesy and lead-in aside, only says that nothing was found; or says nothing."""
    return not told or bool(_NO_CLAIM.match(told) and not _GOES_ON.search(told))


def withheld(told: str) -> str:
    """What a plain sentence, courtesy and lead-in aside, says that is not told; empty where it does not say what."""
    found = _WITHHELD.match(told)
    return found[1] if found else ""
