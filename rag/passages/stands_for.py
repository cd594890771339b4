"""Whom "he", "she" or "it" stands for where a sentence goes on about what an earlier one began with. English.

A report names somebody once and says "she" for a paragraph; what it says there answers questions about her as well as
the sentence that has her name. Only pronouns that come before any name of their own sentence are looked at, and only
those whose meaning is plain: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, is_stop, stem
from index.types import Passage
from rag.passages.english import is_english

# So many sentences back somebody is looked for; a name that nothing tells to be a person's only in the last.
_BACK = 4
_QUOTED = lazy_pattern(r"“[^”]*”|\"[^\"]*\"")
_PRONOUN = lazy_pattern(r"\b(?:(?P<he>he|his|him)|(?P<she>she|her)|(?P<it>it|its))\b", re.I)
_OTHER = {
    "he": lazy_pattern(r"\b(?:she|her|hers)\b", re.I),
    "she": lazy_pattern(r"\b(?:he|him|his)\b", re.I),
    "it": lazy_pattern(r"(?!)"),
}
_OWNED = lazy_pattern(r" [a-z]")
_OWNS = frozenset(("his", "her", "its"))
_ALWAYS_OWNS = frozenset(("his", "its"))
_SPEAKER = lazy_pattern(r"\b(?:I|me|my|we|our|us|My|We|Our)\b(?!\.)")
# What who writes is called by those who ask.
_WRITES = frozenset(map(stem, ("author", "writer", "journalist", "columnist", "reporter")))
# "It is easy to laugh", "It took years": nothing is meant.
_NOTHING = lazy_pattern(
    r"it(?:['’]s| (?:is|was|has been|had been|would be|will be|may be|might be|could be|seems|seemed|remains|appears))"
    r" (?:\w+ly )?[\w-]+ (?:to|that|for|when|if|how|because|who|whether)\b|"
    r"it (?:took|takes|rains|rained|snowed|turned out|seems|seemed|appears|follows|so happens)\b|"
    r"it (?:is|was) (?:not )?(?:the|an?|\d|only|not|in|on|at)\b",
    re.I,
)
# So many characters may stand before the pronoun, where a sentence begins "By Thursday he", "In her opinion".
_LEAD = 45
_MARKS = " ,.;:—–-*#_()“”‘’\"'"
# A word with a capital in the middle of a sentence.
_INNER = lazy_pattern(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w’'-]*\w")
_WORD = r"[A-ZÀ-Þ][\w’'-]*\w"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|Senator|Judge|Captain|Colonel|General|Mayor|President)\.?"
)
_NAME = lazy_pattern(rf"\b(?:{_TITLE} )*{_WORD}(?: (?:de |van |von |al-|bin )?{_WORD})*")
# A word that opens a sentence has its capital for that; it is a name before what somebody does, or a comma and "who".
_DOES = (
    r" (?:himself |herself |itself )?(?:had|will|would|said|can|could|may|might|must|should|did|do|never|also|\w+ed|"
    r"told|spoke|wrote|took|made|went|came|gave|found|knew|led|put|chose|\w+s)\b"
)
_OPENS = lazy_pattern(rf"{_DOES}|, (?:who|whose|an?|the|for (?:his|her|its) part|\d+,)")
# What is somewhere, or belongs to somebody, is not who acts.
_BESIDE = lazy_pattern(r"\b(?:of|on|to|with|than|by|against|for|about) (?:the )?$")
_PLACED = lazy_pattern(
    r"\b(?:in|at|from|near|into|through|across|around|inside|outside|"
    r"(?:city|town|village|port|county|province|state|island|capital|coast|republic|kingdom) of) (?:the )?$",
    re.I,
)
# What opens a sentence and is no part of a name.
_OPENERS = frozenset("by since while after before until although though when if as unlike like without".split())
_SAYS = lazy_pattern(
    r",? (?:himself|herself|who|says?|said|told|tells|argue[ds]?|thinks?|believes?|fears?|wants?|holds|insist(?:s|ed)|"
    r"hopes?|warn(?:s|ed)|claims?|suspects?|thought|asked|replied|wrote|\d+,)(?!\w)|, (?:an?|who)\b"
)
# "Aldous argues that he had no choice."
_OF_HIMSELF = lazy_pattern(r"[^.;:,]* (?:that|because|when|where|as|the [a-z]+) (?P<told>he|she)\b")
_OWN_SUBJECT = frozenset("a an the this that these those some most many no every each one two three".split())
# "The Greens", "its European office": nobody who is called "he".
_GROUP = lazy_pattern(r"\b(?:the|its|his|her|their|an?) $", re.I)
_QUALIFIES = lazy_pattern(r" [a-z]")
_OWNER = lazy_pattern(r"['’]s?\b|['’]s?$")
_HE = lazy_pattern(r"(?:Mr|Sir|Lord)\b")
_SHE = lazy_pattern(r"(?:Mrs|Ms|Miss|Lady|Dame|Sister)\b")
# Who is named with what he is: "Its president, Giulia Sforni"; "Ragna Toft of Nordoy".
_ROLE_BEFORE = lazy_pattern(
    r"\b(?:(?:[a-z][\w-]+ (?:of|for) (?:the )?)?[a-z][\w-]+(?: [a-z][\w-]+){0,2},|[a-z][\w-]+) $"
)
_ROLE_AFTER = lazy_pattern(
    rf" of (?:the )?{_WORD}(?: {_WORD})*|"
    r", (?:an?|the|its|his|her|who heads|who leads) [\w’'-]+(?: [\w’'-]+){0,5}"
)
# What a sentence is about by its first words: "The committee, which", "The first plan led".
_THING = lazy_pattern(
    rf"\W*(?P<thing>(?:The|This|That|Its|His|Her|Their|An?) (?:[\w’'-]+ ){{0,3}}?[\w’'-]*\w)"
    rf"(?={_DOES}|, which|, whose)"
)
_PLURAL = lazy_pattern(r"\w[^s’'i]s$")
_NOBODY = frozenset(
    """somebody someone nobody everybody everyone anybody anyone others another neither both none something nothing
    everything""".split()
) | frozenset(map(str.casefold, (*WEEKDAYS, *MONTHS)))
# What begins a sentence with such an ending is a thing, and no surname.
_NOUN = lazy_pattern(r"(?:tion|sion|ness|ment|ity|ing|ism|ance|ence|ship|s)$")
# "While Aldous blames the rules, she blames a habit": she is not Aldous.
_CONTRAST = lazy_pattern(r"\W*(?:while|whereas|unlike) [^,]+, (?=(?:he|she) )", re.I)
# A line that is no sentence, such as a heading, parts what stands around it.
_ENDED = lazy_pattern(r"[.!?:;…][\W\d]*$")
_INSTITUTION = lazy_pattern(
    r"(?:Office|Board|Party|Union|Court|Council|Committee|Agency|Bank|Company|Institute|University|Academy|Ministry|"
    r"Department|House|Club|Group|Association|Federation|Trust|Line|Street|Convention|League)$"
)


@dataclass(frozen=True, slots=True)
class Stands:
    """A pronoun at `start` to `end` of a sentence, the `name` that it stands for, and the `terms` of all that this was
    called there.
    """

    start: int
    end: int
    name: str
    terms: frozenset[str]
    owns: bool

    def put_into(self, text: str) -> str:
        """The sentence with the name for the pronoun."""
        ending = ("’" if self.name.endswith("s") else "’s") if self.owns else ""
        return text[: self.start] + self.name + ending + text[self.end :]


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    called: str
    told: str = ""  # "he", "she", "it", or empty where nothing tells
    acts: bool = False  # It says or thinks something, or is named with what it is.


def stand_ins(passage: Passage) -> tuple[Stands | None, ...]:
    """For each sentence of a passage what its first pronoun stands for, where that is plain."""
    if not is_english(passage.text):
        return (None,) * len(passage.sentences)
    return _found(tuple(sentence.text for sentence in passage.sentences))


def said_of(passage: Passage) -> tuple[frozenset[str], ...]:
    """For each sentence the terms of whom it speaks of without the name: by a pronoun, or as "I" of who writes."""
    english = is_english(passage.text)
    return tuple(
        (stands.terms if stands else frozenset())
        | (_WRITES if english and _SPEAKER.search(_unquoted(sentence.text)) else frozenset())
        for sentence, stands in zip(passage.sentences, stand_ins(passage), strict=True)
    )


def _unquoted(text: str) -> str:
    """The text with blanks for what it quotes."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=4096)
def _found(texts: tuple[str, ...]) -> tuple[Stands | None, ...]:
    found: list[Stands | None] = []
    called = dict[str, str]()  # How a surname was called before: "he" or "she".
    before: list[list[_Named]] = []
    inner = frozenset(word for text in texts for word in _INNER.findall(text))
    for text in texts:
        bare = _unquoted(text)
        own = _named(bare, inner)
        pronoun = _first_pronoun(bare)
        told = (pronoun.lastgroup or "") if pronoun else ""
        meant = _meant(told, before, called) if told else None
        if meant and not meant.told and _OTHER[told].search(bare) and _alone(before, called):
            meant = None  # "She let him dig": one name tells not which of both it is.
        found.append(_stands(pronoun, bare, meant) if pronoun and meant else None)
        if meant and told != "it":
            called[_surname(meant.name)] = told
        if told:
            # Who is spoken of and not known is not the one who was named before.
            again = replace(meant, told=told) if meant else _Named("", "", told)
            own = [again, *(one for one in own if one.name != again.name)]
        before = [*before, own] if _ENDED.search(text) else []
    return tuple(found)


def _alone(before: Sequence[Sequence[_Named]], called: Mapping[str, str]) -> bool:
    """Whether the last sentence names one alone, of whom nothing tells whether it is a "he"."""
    last = before[-1] if before else ()
    return len(last) == 1 and _surname(last[0].name) not in called


def _stands(pronoun: re.Match[str], text: str, meant: _Named) -> Stands:
    word = pronoun[0].casefold()
    owns = word in _ALWAYS_OWNS or (word == "her" and re.match(r" [a-z]", text[pronoun.end() :]) is not None)
    return Stands(pronoun.start(), pronoun.end(), meant.name, frozenset(content_terms(meant.called)), owns)


def _first_pronoun(text: str) -> re.Match[str] | None:
    """The pronoun that a sentence opens with, before any name."""
    contrast = _CONTRAST.match(text)
    found = _PRONOUN.search(text, contrast.end() if contrast else 0)
    if found is None or contrast:
        return found
    lead = text[: found.start()].strip(_MARKS)
    if found.lastgroup == "it" and (" " in lead or _NOTHING.match(text, found.start())):
        return None
    first, *others = lead.split() or [""]
    owns = found[0].casefold() in _OWNS and _OWNED.match(text, found.end()) and not lead.endswith(" of")
    if owns and first.casefold() in _OWN_SUBJECT:
        # "A woman was walking her dog", and not "Some of her friends".
        return None
    names = [word for word in others if word[:1].isupper() and word.strip(",").casefold() not in _NOBODY]
    opens = not first or not first[0].isupper() or _is_opener(first)
    return found if opens and not names and len(lead) <= _LEAD else None


def _is_opener(word: str) -> bool:
    folded = word.strip(",").casefold()
    return folded in _OPENERS or is_stop(stem(folded))


def _meant(told: str, before: Sequence[Sequence[_Named]], called: Mapping[str, str]) -> _Named | None:
    """What a pronoun stands for, by what the sentences before it named, each with who acts first."""
    if told == "it":
        last = before[-1] if before else ()
        things = [one for one in last if one.told == "it"]
        # "The letter was a mistake that Norrkraft admits. Its director": of two things neither is plain.
        return things[0] if things and all(one is things[0] or one.told in ("he", "she") for one in last) else None
    for back, named in enumerate(list(reversed(before))[:_BACK]):
        for one in named:
            own = one.told or called.get(_surname(one.name), "")
            if own == told or (not own and (not back or one.acts)):
                return one if one.name else None
    return None


def _named(text: str, inner: frozenset[str]) -> list[_Named]:
    """What a sentence names that may be spoken of after it, who acts in it first."""
    found = [(match.start(), _as_named(text, match, inner)) for match in _NAME.finditer(text)]
    named = [(bool(_BESIDE.search(text[:at])), one) for at, one in found if one]
    named.sort(key=lambda pair: pair[0])
    thing = _THING.match(text)
    if thing and not _no_thing(thing["thing"]) and not any(thing["thing"].endswith(one.name) for _, one in named):
        named.insert(0, (False, _Named(thing["thing"], thing["thing"], "it")))
    return [one for _, one in named]


def _no_thing(words: str) -> bool:
    last = words.split()[-1]
    return _PLURAL.search(words) is not None or is_stop(stem(last.casefold()))


def _as_named(text: str, match: re.Match[str], inner: frozenset[str]) -> _Named | None:
    name, before = match[0], text[: match.start()]
    if not before.strip(_MARKS):
        first, _, rest = name.partition(" ")
        if _is_opener(first):
            # "But Pellegrin did not go."
            before, name = f"{first} ", rest
        elif not rest and not (_OPENS.match(text, match.end()) and (name in inner or not _NOUN.search(name))):
            return None
    if not name or _OWNER.search(name) or _is_nobody(name) or _PLACED.search(before):
        return None
    group = _GROUP.search(before) is not None
    if group and " " not in name and _QUALIFIES.match(text, match.end()):
        return None
    role = _ROLE_BEFORE.search(before[-60:])
    own = role[0] if role and not is_stop(stem(role[0].split()[-1].strip(","))) else ""
    after = _ROLE_AFTER.match(text, match.end())
    found = f"{own}{name}{after[0] if after else ''}"
    if group or _INSTITUTION.search(name):
        return _Named(name, found, "it")
    himself = _OF_HIMSELF.match(text, match.end())
    told = himself["told"] if himself else "he" if _HE.match(name) else "she" if _SHE.match(name) else ""
    return _Named(name, found, told, bool(own or told or _SAYS.match(text, match.end())))


def _is_nobody(name: str) -> bool:
    return name.isupper() or not _NOBODY.isdisjoint(name.casefold().split())


def _surname(name: str) -> str:
    return name.split()[-1] if name else ""
