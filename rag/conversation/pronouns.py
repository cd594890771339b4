"""Whether a question has a pronoun that refers to something said before it. English.

"Is there a ferry?" points at no place and "Is it allowed to swim?" at no thing; and in "When was the bridge built, and
what did it cost?" the bridge is named. Where that is not plain from the form, the pronoun is taken to refer back.
"""

from __future__ import annotations

import re

from index.text.patterns import BETWEEN, lazy_pattern
from index.text.terms import content_terms

_ANY = "he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there|one|ones|then|former|latter"
# "Her" is hers before a noun.
HERS = r"her(?= \w)(?! (?:for|in|on|at|to|from|by|with|when|after|before)\b)"
_SUBJECT = "he|she|it|they"
_BE = "is|are|was|were"
_DOES = "do|does|did|has|have|had|can|could|may|must|shall|should|will|would"
_WH = "who|what|when|where|why|how"
_PLURAL = r"\w+[^\Wsui]s"
_NAME = r"(?-i:[A-Z])[\w’'-]+"
_PRONOUN = re.compile(rf"\b(?:{_ANY})\b", re.I)
# Pronouns that refer to nothing, or to what follows them.
_FORMAL = lazy_pattern(
    rf"\b(?:{_BE}|be|been) there(?= \w)|\b(?:what|which|how many) [\w -]+ (?:{_BE}) there(?=\W*$)|"
    # One of a number, and anybody.
    rf"\b(?:{_BE}|{_DOES}|of|for|with|in|at|than|costs?|pay|buy|get|about) one"
    rf"(?= (?!(?:{_BE}|{_DOES}|{_WH}|of|for|in|on|with|that|which|and|or|to|from|by|at)\b)\w)|"
    rf"\bthere (?:{_BE}|has|have|will|must)\b|"
    r"\bit (?:true|allowed|permitted|forbidden|possible|necessary|compulsory|safe|legal|worth) (?:to|that|for)\b|"
    # "How long does it take to charge the lamp?", and not "How long does it take to charge?", which is about a thing.
    rf"\bit (?:take|takes|took|cost|costs|need) to (?=\w+ (?:\w+ )?(?:the|an?|my|our|your|{_NAME})\b)|"
    # "The fee that members pay", "the rule that was changed"; and not "Why is that a rule?", "after that the rule".
    rf"\b(?!(?:{_BE}|{_DOES}|{_WH}|and|or|but|about|after|before|by|for|from|in|like|of|on|than|to|with)\b)\w+ that "
    rf"(?=(?:{_BE}|{_DOES}|the|an?|i|we|you|{_SUBJECT}|there|{_PLURAL}|{_NAME})\b)|"
    r"\bit (?:(?:is|was|will|should|starts? to) )?(?:rain|snow|hail|thunder|freez)(?:s|es|ed|ing)?\b|"
    r"\bthose (?:who|that|which)\b|"
    r"\bthis (?:year|month|week|weekend|morning|afternoon|evening|season|summer|winter|spring|autumn)\b",
    re.I,
)
# Whose it is, where that is named or many: "What does Norbrook say about its warranty?"
_OWNED = lazy_pattern(
    rf"\b(?:{_DOES}) (?:the )?(?:{_NAME} (?:{BETWEEN}? )?(?:its|his|her|their)|{_PLURAL} (?:{BETWEEN}? )?their|"
    r"(?<=the )\w+ (?:\w+ )*?its) \w",
    re.I,
)
# Who somebody is, by a word for people.
ROLE = (
    r"\w+(?:ist|ian|man|men|woman|women)|(?!(?:pap|lett|chapt|ord|newspap|regist|post|fold|calend|tow|riv|numb|wat|cov|"
    r"print|comput|charg|bould|weath|pow|fact|hold|corn|fing|cent|theat|semest|quart|summ|wint|buff|coll?|"
    r"offe?|answ|matt|lay|filt|boil|heat|mot|sens|mirr|err|sect|fact|harb|do|flo)(?:er|or|our)\b)\w{2,}(?:er|or)|"
    "deputy|neighbour|neighbor|chief|judge|king|queen|prince|princess|lord|lady|nurse|guide|boss|head|clerk|captain|"
    "president|tenant|student|patient|client|agent|resident|assistant|accountant|consultant|applicant|participant|"
    "witness|widow|wife|husband|son|uncle|aunt|child|boy|girl|guest|friend|colleague|poet|priest|pilot|monk|nun|bishop|"
    "pope|hero|secretary|chair|candidate|delegate|expert|official|representative|athlete|victim|refugee|employee|"
    "trainee|nominee|attorney|mayor|cook|coach|host|thief|spy|person"
)
# What the person who does it has: "What did the geologist find in his report?", and not "… say about her?"
_OF_SOMEBODY = lazy_pattern(
    rf"\b(?:the|an?|which|what|any|every|each) (?:[\w-]+ ){{0,2}}?(?:{ROLE})\b{BETWEEN} "
    rf"(?:his|{HERS}|he|she)\b",
    re.I,
)
# The beginning of a clause whose pronoun is likely to stand for what the clause before it names.
_CLAUSE = lazy_pattern(
    rf"\W+(?:(?:and|or|but)(?: (?:{_WH}|{_BE}|{_DOES})\b(?: [\w’'-]+){{0,3}}?)? (?:{_ANY})|"
    rf"(?:if|when|where|why|because|while|after|before|until|once) (?:{_SUBJECT}))$",
    re.I,
)
_INNER_NAME = lazy_pattern(rf"(?<=\w ){_NAME}")
# So many content words name a thing, as "harbour bridge" does; one may be a verb.
_SEVERAL = 2


def points_back(question: str) -> bool:
    """Whether the first pronoun, if there is any, stands for something that the question does not name before it."""
    plain = _FORMAL.sub(" ", question)
    found = _PRONOUN.search(plain)
    if found is None:
        return False
    for pattern in (_OWNED, _OF_SOMEBODY):
        owned = pattern.search(plain)
        if owned and owned.start() < found.start() < owned.end():
            return False
    clause = _CLAUSE.search(plain[: found.end()])
    goes_on = bool(plain[found.end() :].strip(" ?"))
    return not (clause and goes_on and _names_a_thing(plain[: clause.start()]))


def _names_a_thing(text: str) -> bool:
    return _INNER_NAME.search(text) is not None or len(content_terms(text)) >= _SEVERAL
