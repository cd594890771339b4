"""What of a sentence is claimed, and whether anything is: without what leads in to it, is asked beside it, or marks it.

Markdown, footnote markers and lead-ins ("According to the report, …") are no part of what is claimed. A label and its
value, which is how lists tell what is so ("Harbour master: Ingrid Solberg"), are made a sentence for what has learnt
from sentences.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rag.quantities.quantities import quantities
from rag.quantities.quantity import is_year
from rag.verdict.function_words import AUXILIARIES
from rag.verdict.reading import is_unspaced, read
from rag.verdict.unsaid import NUMBERED, SOURCE, finds_nothing, withheld, without_courtesy

_MARKER = re.compile(
    r"\s*(?:[\[［【]\^?\d+(?:\s*[,–-]\s*\d+)*[\]］】]|\((?:[Ss]ources?|[Ff]ootnotes?) \d+(?:, ?\d+)*\))"
)
_MARKUP = re.compile(
    r"^\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+|>\s+|#{1,6}\s+)|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`", re.M
)
# Marks of mathematics around a figure: "\\(2.4\\)", "$2.4$".
_MATHS = re.compile(r"\\[(\[]\s*([^\\]{1,40}?)\s*\\[)\]]|(?<![\w$])\$(\d[\d.,]*)\$(?![\w$])")
_FITTED = re.compile(r"(?<!\w)\[([^\W\d_])\](?=[^\W\d_])")
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‑": "-", "\u00a0": " ", "\u202f": " "}
)
_CONTRACTIONS = (
    (re.compile(r"\b(c)an(?:not|'t)\b", re.I), r"\1an not"),
    (re.compile(r"\b(w)on't\b", re.I), r"\1ill not"),
    (re.compile(r"\b(sha)n't\b", re.I), r"\1ll not"),
    (re.compile(r"(?<=\w)n't\b", re.I), " not"),
)
_FIRST = r"(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_WRITTEN_SHORT = (
    (
        re.compile(
            rf"\b(?:the )?{_FIRST} (?:day )?of (?=(?:Jan|Febr)uary|March|April|May|June|July|August|\w+ember|October)",
            re.I,
        ),
        lambda match: f"{_FIRST[1:-1].split('|').index(match[1].lower()) + 1} ",
    ),
    (re.compile(r"\bCO2\b"), "carbon dioxide"),
    (re.compile(r"\bet al\b\.?", re.I), "and colleagues"),
)
_STATED = r"(?:stated|noted|mentioned|described|explained|reported|shown|indicated|given) in"
_SAYS = re.compile(
    r"(?<=[,;] )(?:(while|and|but) )?(?:Source|Passage|Excerpt|Document) (?:says|states|notes|adds|reports) that "
)
_SPOKEN_OF = re.compile(rf"[\s,]*\(?\b(?:according to|as (?:{_STATED}|per)) {NUMBERED}\s*\)?(?=\s*[.!]?\s*$)", re.I)
_LEAD_IN = re.compile(
    rf"\s*(?:according to {NUMBERED}[\s,]*,\s*|(?:as )?{NUMBERED}\s+(?:both |all )?(?:says?|states?|notes?|mentions?|"
    r"explains?|adds?|reports?|agrees?|confirms?|indicates?|shows?)(?: that\b|,|:)\s*|"
    # "As stated in Source 1, …" and "As stated in [1], …"; but "in documents, …" is no source of ours.
    rf"(?:(?:(?:as )?{_STATED}|as per|based on)(?: {NUMBERED})?|"
    rf"(?:per|from|in) (?!(?:sources|passages|excerpts|documents),){NUMBERED})[\s,]*,\s*"
    r"(?:it is (?:stated|said|noted|mentioned) that |we (?:learn|read|see) that )?|"
    rf"according to (?:the|this) {SOURCE},\s*|(?:as )?(?:the|this) {SOURCE} (?:says?|states?|notes?|mentions?|"
    r"explains?|adds?|reports?)(?: that\b|,|:)\s*|the (?:speaker|author|writer|narrator) (?:says?|said|states?|stated|"
    r"notes?|noted|writes?|wrote|adds?|added|explains?|explained|claims?|claimed) that\s+|"
    r"as (?:it is )?(?:noted|stated|mentioned|described) (?:there|above|in "
    r"the \w+),\s*)",
    re.I,
)
# "As an AI language model, I cannot book it, but …"
_OF_ITSELF = re.compile(
    r"\A\W*as an? (?:ai|artificial intelligence|language model|chatbot)\b[^.;,]*, i [^.;:–—]*?[,;] (?:but|however,?) ",
    re.I,
)
# "Afternoon: the ferry sails at 16:40": said again by the time, where that is so.
_PART_OF_DAY = re.compile(r"\A\W*(?:in the |at )?(?P<part>morning|noon|afternoon|evening|night)s?\s*:\s+(?=\S)", re.I)
_CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])[:.][0-5]\d\b(?! ?[ap]\.?m)")
_HOURS = {
    "morning": range(4, 12),
    "noon": range(11, 14),
    "afternoon": range(12, 18),
    "evening": range(17, 24),
    "night": (*range(20, 24), *range(6)),
}
# Before a colon they only say what sort of thing follows: "Location: Lindby", "Step 2: Press the button".
_LABEL = re.compile(
    r"\A\W*(?:(?:step|point|item|part|phase|reason|example|option|no\.?)\s*\d*|(?:short |direct |final )?answer|"
    r"summary|in short|"
    r"conclusion|note|result|location|place|where|date|year|time|when|size|power|capacity|output|cost|price|"
    r"amount|number|total|length|height|weight|duration|period|type|topic|purpose|key (?:point|fact)s?)\s*:\s+(?=\S)",
    re.I,
)
# "No, the tree is not felled": the word answers the question and denies nothing of the rest.
_ANSWER = re.compile(r"\A(?:yes|no)\s?[,.:;–—]\s+(?=\w)", re.I)
_QUOTED = re.compile(r'"([^"]{2,})"')
_ELLIPSIS = re.compile(r"\s*(?:\[(?:\.{3}|…)\]|\(\.{3}\)|\.{3}|…)\s*")
# A quotation in fewer words is a name or a manner of speaking.
_QUOTED_WORDS = 3
# "Did you know that the pier was closed?" tells that it was.
_TELLING_QUESTION = re.compile(
    r"\W*(?:did|do) you know (?:that )?(?!(?:how|what|why|who|when|where|which|whether|if)\b)(.+?)\?*$", re.I
)
_ASKING = re.compile(r"\W*(?:how|what|why|who|when|where|which|whether|here)\b", re.I)
# Before a list nothing is said with these: "The main aims are as follows", "Russia has three goals".
_ANNOUNCING = re.compile(
    r"\bfollow(?:s|ing)\b|\b(?:has|have|had) (?:\w+ly )?(?:an?|the|its|their|many|some|several|\w+ \w+:$)", re.I
)
# After one of these a question may begin; what stands before it is told, unless it is a question as well.
_TURNS_TO_ASK = re.compile(r"[;,:–—]\s|\s-\s|[.!)”\"»]\s+(?=\w)|[。！；，](?=.)")
_OPENS_QUESTION = re.compile(
    r"\W*(?:(?:and|but|or|so|und|aber|y|et)\s+)?(?:(?:in|at|on|by|for|to|from|with|of|seit|à|de|en)\s+)?(?:"
    r"how|what|why|who|whose|whom|when|where|which|whether|if|is|are|was|were|am|do|does|did|has|have|had|can|could|"
    r"will|would|shall|should|may|might|must|want|need|anything|"
    r"wer|wem|wen|wann|wo|woher|wohin|warum|wieso|wie|welche\w*|ist|sind|war|waren|hat|haben|kann|können|soll\w*|"
    r"möchte\w*|wollen|gibt|qué|quién\w*|cuándo|dónde|cómo|cuál\w*|cuánt\w*|quiere\w*|desea\w*|"
    r"que|qui|quand|où|pourquoi|comment|quel\w*|combien|est-ce|souhaitez|voulez|"
    r"cosa|chi|dove|perché|quale|quanto|vuoi|vuole|quem|onde|quando|wat|waar|waarom|hoe|wilt)\b|\W*¿",
    re.I,
)
_ASKS = ("?", "؟")
# Words of what is told at least; in a script without spaces, more characters than an "If you like, " has.
_FEWEST_BEFORE, _LONGEST_OPENER = 3, 6
# "Lindholm sold the pier": somebody, a verb, and what is done to something.
_DOES = re.compile(
    r"\b[A-Z]\w+ (?:\w{2,}ed|sold|stole|won|lost|bought|took|gave|left|made|built|broke|paid|led|ran|hit|beat|"
    r"shut|held|kept|sent|fought|caught|found) (?:the|an?|his|her|its|their|all|[A-Z]\w)"
)
_PERSONS = frozenset("he she they".split())
# A title may have "do" in it: "What farmers do".
_AUXILIARY = (AUXILIARIES | {"might"}) - {"do"}
_TITLE = re.compile(r"\s*\*\*([^*]+)\*\*:?\s*")
# A label may count what follows: "Ten reasons", "The 12 members".
_FEW = 50
# In bold, a line that ends with a full stop is a sentence from so many words on.
_FEWEST_TOLD = 4


# A longer line has a verb of its own, and is a sentence with a title in front.
_LABEL_WORDS, _VALUE_WORDS = 5, 6
_LABELLED = re.compile(r"(?:the )?([^\W\d_][^:–.;,!?\"]*?)(?::| [–-])\s+(?=\w)(.+?)[.\s]*", re.I | re.S)
# "May" is a month.
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did)\b")

# Corpora of single tokens part the marks from the words, and write "@-@" for a hyphen within one.
_TOKENISED = re.compile(r"\w [,.;:] |@[-.,]@")
_TOKENS = (
    (re.compile(r" ?@([-.,])@ ?"), r"\1"),
    (re.compile(r"(?<=\d) : (?=\d)"), ":"),
    (re.compile(r" (?=[,.;:!?)](?:\s|$)|'s\b|n't\b)"), ""),
    (re.compile(r"(?<=\() "), ""),
)


@lru_cache(maxsize=4000)
def plain(text: str) -> str:
    """The text without markup and markers, with one kind of apostrophe and quotation mark and contractions undone."""
    text = _MARKUP.sub("", _MARKER.sub("", _MATHS.sub(lambda match: match[1] or match[2], text)))
    for parted, joined in _TOKENS if _TOKENISED.search(text) else ():
        text = parted.sub(joined, text)
    # "[T]he board": the writer changed the case of a letter.
    text = _FITTED.sub(r"\1", text)
    text = re.sub(r"(?<=\d)½", ".5", text).replace("½", " half ")
    text = unicodedata.normalize("NFKC", text.translate(_FOLD)).translate(_FOLD)
    for pattern, replacement in (*_CONTRACTIONS, *_WRITTEN_SHORT):
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def claim_of(text: str) -> str:
    """What a sentence of an answer claims: plain, without a lead-in that names the source, or a question after it."""
    text = _LABEL.sub("", _ANSWER.sub("", plain(_told_before(text) or text), count=1), count=1)
    text = _without_part_of_day(_OF_ITSELF.sub("", text, count=1))
    if told := _TELLING_QUESTION.match(text):
        text = told[1]
    return _SPOKEN_OF.sub("", _SAYS.sub(r"\1 ", _LEAD_IN.sub("", text, count=1))) or text


def _without_part_of_day(text: str) -> str:
    label = _PART_OF_DAY.match(text)
    hours = [int(found["hour"]) for found in _CLOCK.finditer(text)] if label else []
    if label and hours and all(hour in _HOURS[label["part"].lower()] for hour in hours):
        return text[label.end() :]
    return text


def is_claim(text: str) -> bool:
    """Whether there is anything to check: no question, announcement, or word that nothing was found.

    A heading and a line that leads in to a list ("The report names three aims:") are labels, unless they assert
    something by themselves ("The pier was closed for good:").
    """
    bare = plain(text)
    if bare.endswith(_ASKS) and not _TELLING_QUESTION.match(bare):
        told_first = _told_before(text)
        return bool(told_first) and is_claim(told_first)
    if sum(character.isalnum() for character in bare) < 2:
        return False
    if finds_nothing(_without_lead_in(bare)):
        return False
    is_label = bare.endswith(":") or text.lstrip().startswith("#") or is_title(text)
    # Nobody puts a footnote to a label.
    return not is_label or _asserts(bare) or _MARKER.search(text) is not None


def left_out(text: str) -> str:
    """What a sentence says that the sources do not tell; empty where it says no such thing."""
    return withheld(_without_lead_in(plain(text)))


def _without_lead_in(bare: str) -> str:
    return _LEAD_IN.sub("", without_courtesy(bare), count=1)


def _told_before(text: str) -> str:
    """What a sentence tells before it asks: "It cost 9 million; would you like more?". Empty where it only asks."""
    if not plain(text).endswith(_ASKS) or _TELLING_QUESTION.match(plain(text)):
        return ""
    ends = [match.end() for pattern in (_MARKER, _TURNS_TO_ASK) for match in pattern.finditer(text)]
    told = text[: max((end for end in ends if end < len(text.rstrip(" *_?？؟"))), default=0)]
    enough = len(plain(told).split()) >= _FEWEST_BEFORE or (is_unspaced(told) and len(told) > _LONGEST_OPENER)
    return told if enough and not _OPENS_QUESTION.match(plain(told)) else ""


def _asserts(bare: str) -> bool:
    """Whether a line has a verb with something on both sides of it, or a measured figure; a year alone is a label."""
    if _ASKING.match(bare) or _ANNOUNCING.search(bare):
        return False
    if _DOES.search(bare):
        return True
    tokens = read(bare).tokens
    said = [at for at, token in enumerate(tokens) if token.content]
    verbs = [at for at, token in enumerate(tokens) if token.low in _AUXILIARY and not token.opens]
    begins = -1 if tokens[0].low in _PERSONS else said[0] if said else 0
    if any(begins < at < said[-1] for at in verbs if said):
        return True
    return any(found.unit or (found.value > _FEW and not (found.date or is_year(found))) for found in quantities(bare))


def is_title(text: str) -> bool:
    """Whether a line is a title in bold, and no sentence: "**Aims**", but not "**The pier was closed.**"."""
    title = _TITLE.fullmatch(text.replace("__", "**"))
    if title is None:
        return False
    return not title[1].rstrip().endswith((".", "!")) or len(title[1].split()) < _FEWEST_TOLD


def quoted(text: str) -> list[str]:
    """What stands in quotation marks in a plain text, where it is long enough to be a quotation."""
    found = [match[1] for match in _QUOTED.finditer(text)]
    return [quote for quote in found if len(quote.split()) >= _QUOTED_WORDS or is_unspaced(quote)]


def stands_in(quote: str, text: str) -> bool:
    """Whether a quotation is verbatim in a plain text; an ellipsis may leave out what stands between its parts."""
    at, where = 0, f" {_bare(text)} "
    for part in _ELLIPSIS.split(quote):
        bare = _bare(part)
        at = where.find(bare if is_unspaced(part) else f" {bare} ", at)
        if at < 0:
            return False
        at += len(bare)
    return True


def _bare(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def as_sentence(bare: str) -> str:
    """A plain claim that is a label and its value, as a sentence; empty where it is none."""
    parts = _LABELLED.fullmatch(bare)
    if parts is None or _VERB.search(bare):
        return ""
    label, value = parts.groups()
    if len(label.split()) > _LABEL_WORDS or len(value.split()) > _VALUE_WORDS:
        return ""
    name = label if label[:2].isupper() else label[0].lower() + label[1:]
    return f"The {name} is {value}."
