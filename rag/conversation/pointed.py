"""What a question points at in the answer before: "Tell me more about [2]", "the second point", "Go on".

Footnotes are what a reader sees and speaks of. Whoever names one wants what stands around its quotation, and whoever
bids the answer go on what stands after its last; the documents hold both. Without a model; one is told the conversation
and puts such a question in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.patterns import lazy_pattern
from rag.conversation.returning import returns_to
from rag.conversation.shown_before import numbered
from rag.types import Turn
from rag.whole.overview import Manner, Shape, Whole

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_LAST = "last"
_POINT = r"(?:foot ?note|citation|quote|quotation|point|statement|take-?away|bullet(?: point)?)"
# "Note 3" and "reference 3" may be those of a document, as "item 3" is.
_POINTED = (
    rf"(?:(?:the |your )?{_POINT} (?:no\.? |number )?#?(?P<number>\d{{1,3}})|"
    rf"(?:(?:the |your )?{_POINT} )?\[(?P<marker>\d{{1,3}})\]|"
    rf"(?:the |your )?(?P<ordinal>{'|'.join(_ORDINALS)}|{_LAST}) {_POINT}(?: (?:above|you \w+))?)"
)
_BIDS = (
    r"(?:(?:and|so|ok(?:ay)?|please|now|but|then)\b[ ,]*)*(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:i (?:want|would like|'d like) to (?:know|read|hear|see) )?"
)
_MORE = (
    r"(?:(?:(?:tell|give|show) (?:me|us) )?(?:(?:some |a (?:bit|little) )?(?:more|further)(?: details?)? )?"
    r"(?:about|on|of)|explain|elaborate(?: on| upon)?|expand(?: on| upon)?|say more (?:about|on)|"
    r"go (?:deeper |further |more )?into|(?:(?:show|read|give)(?: me| us)? |what(?:'s| is) )?(?:the )?"
    r"(?:context|surroundings) (?:of|for|around)|(?:what|how) about|"
    r"what (?:does|is|was|stands|comes)(?: said| written)?(?: around| near)?|read(?: me)?|show(?: me)?)"
)
_TAIL = (
    r"(?: (?:means?|says?|about|refers? to|in (?:more |full )?detail|in (?:full )?context|further|more|again|please))*"
)
_AROUND = lazy_pattern(rf"\W*{_BIDS}(?:{_MORE} )?{_POINTED}{_TAIL}\W*", re.I)
# "Point 9" may be one of a document.
_FOOTNOTE = lazy_pattern(r"\b(?:foot ?note|citation)\b", re.I)
# In any language: a footnote and a few words that bid tell of it.
_A_MARKER = lazy_pattern(r"[^\[\]]*\[(?P<marker>\d{1,3})\][^\[\]]*")
_FEW = 4
_THAT = r"(?: (?:that|this|it))?"
_AFTER = lazy_pattern(
    rf"\W*{_BIDS}(?:go on|continue|read on|carry on|keep (?:going|reading)|proceed|go ahead|"
    rf"what (?:comes|follows|stands|is said|is written|does (?:it|the (?:text|article|document)) say) "
    rf"(?:next|then|afterwards?|(?:right |just |directly )?(?:after|below){_THAT})|"
    r"(?:lies |mach )?weiter|fahr fort|was kommt (?:danach|als nächstes)|continuez?|et (?:ensuite|après)|"
    r"sigue|continúa|qué viene después)(?: reading| from there| please| bitte)*\W*",
    re.I,
)
_BEFORE = lazy_pattern(
    rf"\W*{_BIDS}what (?:comes|came|stands|stood|is said|was said|is written|"
    rf"does (?:it|the (?:text|article|document)) say) (?:right |just |directly )?(?:before|above){_THAT}\W*",
    re.I,
)


# After "the second point": "And the third?", "And number 4?".
_ANOTHER = lazy_pattern(
    rf"\W*(?:(?:and|now|what about|how about)\b[ ,]*)*(?:(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}|{_LAST})(?: one)?|"
    r"(?:number |no\.? |#)?(?P<number>\d{1,3}))\W*",
    re.I,
)


def pointed_at(question: str, history: Sequence[Turn]) -> Whole | None:
    """What is to be read around a quotation of the latest answer that has any; None for every other question."""
    if returning := returns_to(question, history):
        return returning
    quotes = next((own for turn in reversed(history) if (own := list(numbered(turn.answer).items()))), None)
    if not quotes:
        return None
    if _AFTER.fullmatch(question):
        return Whole(Shape.AFTER, term=quotes[-1][1])
    if _BEFORE.fullmatch(question):
        return Whole(Shape.BEFORE, term=quotes[0][1])
    if found := _AROUND.fullmatch(question):
        missing = bool(found["marker"]) or _FOOTNOTE.search(question) is not None
        return _around(found["ordinal"], found["number"] or found["marker"], quotes, missing=missing)
    if (found := _ANOTHER.fullmatch(question)) and (before := _pointed_before(history)):
        return _around(found["ordinal"], found["number"], before)
    found = _A_MARKER.fullmatch(question) if len(question.split()) <= _FEW + 1 else None
    return _around("", found["marker"], quotes, missing=True) if found else None


def without_pointing(history: Sequence[Turn]) -> list[Turn]:
    """The turns that say what the conversation is about; those that only point at an answer do not."""
    return [turn for at, turn in enumerate(history) if pointed_at(turn.question, history[:at]) is None]


def _pointed_before(history: Sequence[Turn]) -> Sequence[tuple[int, str]]:
    """The quotations of the answer at which the turns right before point; none where they do not."""
    at = len(history)
    while at and (pointed := pointed_at(history[at - 1].question, history[: at - 1])) and pointed.shape is Shape.AROUND:
        at -= 1
    return list(numbered(history[at - 1].answer).items()) if 0 < at < len(history) else []


def _around(
    ordinal: str | None, number: str | None, quotes: Sequence[tuple[int, str]], *, missing: bool = False
) -> Whole | None:
    """Around which quotation is read; with `missing` that a footnote of this number is none is told too."""
    if ordinal:
        at = -1 if ordinal.casefold() == _LAST else _ORDINALS.index(ordinal.casefold())
        quote = quotes[at][1] if at < len(quotes) else ""
    else:
        quote = dict(quotes).get(int(number or 0), "")
    if not quote and number and missing:
        return Whole(Shape.AROUND, manner=Manner.MISSING, term=number, most=max(own for own, _ in quotes))
    return Whole(Shape.AROUND, term=quote) if quote else None
