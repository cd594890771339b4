"""Sentences that come before all others because they say, in so many words, what is asked for. English.

What something is ("What is a weir?"), who somebody is by what he is ("The director is Dr Pascoe"), what happens if
something does and why it did (told beside the sentence that names it), how many there are and how somebody is reached
(`rag.gate`, which also hears of what is missing). Elsewhere, and where no rule knows, the order is the ranker's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache, partial

from index.text.patterns import lazy_pattern
from index.text.stemming import CAPITALS
from index.text.terms import terms
from rag.evidence import Evidence, ScoredSentence
from rag.gate.contacts import contact_first
from rag.gate.count_beside import count_first
from rag.passages.neighbours import around, place_of
from rag.question.brief import is_brief
from rag.question.signs import asks_reason, gives_reason
from rag.quoting.of_a_group import of_a_group_first
from rag.ranking.put_first import put_first, told_first

_ASKS_WHAT = lazy_pattern(
    r"\W*(?:(?:so|and|but|then),? )?(?:"
    r"what(?:'s|’s| is| are) (?:meant by |the meaning of )?(?P<is>[^?]+?)(?P<use> (?:used |good )?for)?"
    r"|what (?:does|do) (?P<mean>[^?]+?) (?:mean|stand for)|what counts as (?P<counts>[^?]+?)|define (?P<define>[^?]+?)"
    r")\W*",
    re.I,
)
_ARTICLE = lazy_pattern(r"^(?:an?|the) ", re.I)
# What has other words than these asks for something of X: "the price of oil", "your refund policy", "the best time".
_LONGEST_NAME = 3
_OF_ANOTHER = lazy_pattern(
    r"\b(?:of|in|on|at|for|to|from|by|about|with|his|her|its|their|your|my|our|and|or|this|that|it|they|best|most|main|"
    r"name|title|date|number|wrong|there|you|said)\b|\w+est\b",
    re.I,
)
_SAYS = r"(?:is|are|means?|refers? to|stands? for|describes?|denotes?|consists? of)\b(?! (?:not|also|still)\b)"
_FOR = r"(?:is|are) (?:a |an )?(?:[\w-]+ ){0,3}?(?:used|taken|meant|intended|prescribed|designed|for)\b"
_ASKS_WHO = lazy_pattern(
    r"\W*(?:(?:so|and|but|then),? )?who(?:['’]?s| is| was| are| were) "
    r"(?:(?:the|your|our|his|her|their|its|my) (?:current |present |former |new )?|(?:[\w’'-]+ ){0,3}[\w-]+['’]s? )"
    r"(?P<role>[a-z][\w-]*(?: [a-z][\w-]*){0,2}?)"
    r"(?: (?:of|in|at|for|on|before|after|during|when|now|today|then)\b[^?]*)?\W*",
    re.I,
)
# Who is that of all is not told by a name beside the word; and who did something is asked otherwise.
_NO_ROLE = lazy_pattern(
    r"\b(?:first|last|next|only|other|one|person|people|man|woman|name|most|best|\w+est|\w+ing)\b", re.I
)
_NAME = (
    rf"(?-i:(?:(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Prof|Professor|Captain|Judge)\.? )?"
    rf"[{CAPITALS}][\w’'-]+(?: (?:[{CAPITALS}][\w’'.-]*|de|da|van|von|der|la|le))*)"
)
_MARRIED = frozenset(("husband", "wife", "spouse"))
_ASKS_WHAT_IF = lazy_pattern(
    r"\W*(?:(?:and|but|so) )?what(?:['’]s| (?:if|(?:will |would |can |might |may )?happens?|follows?|comes? next|"
    r"(?:will|would|do|does|must|should|can) (?:[\w’'-]+ ){1,3}(?:do|face|get|risk))\b).*?\b(?:if|when|once|unless)\b|"
    r"\W*(?:(?:and|but|so) )?what if\b"
)
# It tells already what follows.
_TELLS_WHAT_IF = lazy_pattern(
    r"\b(?:if|unless|should|would|will|when|whenever|once|otherwise|must|may|can|case|anyone|whoever|those who)\b"
)
# It tells what follows from what was just said.
_FOLLOWS = lazy_pattern(
    r"\W*(?:(?:but|and|so|even) )?(?:should (?:it|this|that|they|he|she|the)\b|"
    r"(?:if|when|once) (?:it|this|that|they|he|she|so|not|granted|successful|approved|either|both|the)\b|"
    r"in (?:that|this|such a|either) (?:case|event)\b|otherwise\b|then\b)"
)
# It stands so many sentences behind, and must score this share of what names the condition, which it leaves unsaid.
_FOLLOWS_WITHIN, _SHARE_FOLLOWING = 3, 0.005
# A reason stands at most one sentence before what it is the reason of, or three behind.
_BEFORE, _BEHIND = 1, 3
# What comes first must score this share of the best sentence, and what has the form asked for be among so many of the
# best. A reason leaves unsaid what it is the reason of.
_SHARE, _CONSIDERED = 0.01, 20
# Words that tell a reason and hardly anything else; "as" and "since" tell times as well.
_PLAINLY = lazy_pattern(
    r"\b(?:because|causes?|caused|reasons?|blam(?:ed|es|ing)|due to|owing to|thanks to|as a result|that is why|"
    r"explain(?:s|ed)?|put (?:it|this) down to)\b",
    re.I,
)
# It gives the reason of what was just said: it opens with the reason, or leaves its subject to the sentence before.
_GOES_ON = lazy_pattern(
    r"\W*(?:(?:and|but|so|mainly|mostly|partly|in part|perhaps|probably|simply|just|all) )*"
    r"(?:(?:the|its|their|his|her|our|my|one|another|a|an|main|chief|only|real|official|given|first|second|other) )*"
    r"(?:because|cause[sd]?|causes|reasons?|blame|due to|owing to|thanks to|as a result|explanation|"
    r"it|its|this|that|these|those|he|she|his|her|they|their|we|i)\b",
    re.I,
)


def to_the_point(items: list[ScoredSentence], evidence: Evidence) -> list[ScoredSentence]:
    """The sentences, best first, with the one before all others that has what is asked for."""
    question = evidence.query.question
    if asks_reason(question.text):
        called = evidence.called.get(items[0].passage.document_id, frozenset()) if items else frozenset()
        return _reason_first(items, question.terms - called)
    for rule in (count_first, contact_first, _consequence_first, _said_first, of_a_group_first):
        items = rule(question.text, items)
    return items


def _said_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences; before all others one that has the form of what is asked for, if the best one has not."""
    for pattern_of, place_first in _FORMS:
        said = pattern_of(question)
        if said is not None and items and not _says(said, items[0]):
            items = place_first(items, partial(_says, said), share=_SHARE, among=_CONSIDERED)
    return list(items)


def _says(said: re.Pattern[str], item: ScoredSentence) -> bool:
    return said.search(" ".join(item.sentence.text.split())) is not None


@lru_cache(maxsize=64)
def _definition(question: str) -> re.Pattern[str] | None:
    """What a sentence that defines looks like; None where no definition is asked for."""
    asked = _ASKS_WHAT.fullmatch(question) if is_brief(question) else None
    name = next((found for found in asked.group("is", "mean", "counts", "define") if found), "") if asked else ""
    name = _ARTICLE.sub("", name)
    if asked is None or not name or len(name.split()) > _LONGEST_NAME or _OF_ANOTHER.search(name):
        return None
    x = r"[\"“‘'*_]*" + r"\s+".join(map(re.escape, name.split())) + r"(?:e?s)?[\"”’'*_]*"
    begins = r"^\W*(?:\(?\w{1,2}[.)] )?(?:(?:in this \w+,? )?(?:an?|the) )?"
    if asked["use"]:
        return re.compile(rf"{begins}(?:{x}|it|they) {_FOR}", re.I)
    return re.compile(
        rf"{begins}{x}(?:,[^,.;]{{1,40}},| \([^)]{{1,40}}\))? (?:{_SAYS})|"
        rf"{begins}{x}, (?:an?|the|our|which (?:is|are)) |"
        rf"\b(?:called|known as|named|under the name(?: of)?) {x}\W|^\W*{x}: \w",
        re.I,
    )


@lru_cache(maxsize=64)
def _naming(question: str) -> re.Pattern[str] | None:
    """What a sentence that names looks like; None where nobody is asked for by what he is."""
    asked = _ASKS_WHO.fullmatch(question)
    if asked is None or _NO_ROLE.search(asked["role"]):
        return None
    role = r"\b" + r"\s+".join(map(re.escape, asked["role"].split())) + r"\b"
    married = rf"|\bmarri(?:ed|es)(?: to)?(?: (?:the|an?|his|her))?(?: [a-z]+)?,? {_NAME}"
    return re.compile(
        rf"{role}(?: (?:of|for|at) (?:the )?[\w’'-]+(?: [\w’'-]+)?)?"
        rf"(?:[,:]|,? (?:is|was|are|were|has been|remains)(?: (?:now|still))?)? {_NAME}|"
        rf"{_NAME}(?:,| \(|,? (?:is|was|became|who is|who was|as))+ ?(?:(?:the|our|his|her|its|their|an?) )?"
        rf"(?:[\w-]+ ){{0,2}}?{role}{married if asked['role'].casefold() in _MARRIED else ''}",
        re.I,
    )


# What the sentence looks like, and of which documents it may be: a definition may stand in another one.
_FORMS = ((_definition, put_first), (_naming, told_first))


def _consequence_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; before one that only names what is supposed, the one behind that goes on from it."""
    best = items[0] if items else None
    if (
        best is None
        or not _ASKS_WHAT_IF.match(question.casefold())
        or _TELLS_WHAT_IF.search(best.sentence.text.casefold())
    ):
        return list(items)
    behind = {own.start for own in around(best.passage, best.sentence, after=_FOLLOWS_WITHIN)[1:]}

    def goes_on(item: ScoredSentence) -> bool:
        here = item.passage.id == best.passage.id and item.sentence.start in behind
        return here and _FOLLOWS.match(item.sentence.text.casefold()) is not None

    return put_first(items, goes_on, share=_SHARE_FOLLOWING)


def _reason_first(items: Sequence[ScoredSentence], topic: Collection[str]) -> list[ScoredSentence]:
    """The sentences, best first; before one that gives no reason that one beside it which does.

    One that opens with a subject of its own, and has none of the terms that are the `topic`, is a reason of that.
    """
    if not items or gives_reason(items[0].sentence.text):
        return list(items)
    best = items[0]
    here = place_of(best.passage, best.sentence)

    def tells(item: ScoredSentence) -> bool:
        text = item.sentence.text
        return (
            item.passage.id == best.passage.id
            and -_BEFORE <= place_of(item.passage, item.sentence) - here <= _BEHIND
            and _PLAINLY.search(text) is not None
            and (_GOES_ON.match(text) is not None or not set(topic).isdisjoint(terms(text)))
        )

    return put_first(items, tells, share=_SHARE)
