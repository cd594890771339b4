"""Whose role "the mayor" or "the company" is, where a document gives it to one name. English.

A report names somebody with what he is ("Mayor Ada Quill", "its chairman, Tom Hale") and calls him by that alone
further on. Such a role then counts for the name, and the name for the role. Nothing is read into a role that two names
have, or that is told more closely than any name has it ("the former mayor").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from index.text.patterns import lazy_pattern, right_before
from index.text.terms import content_terms, is_stop, stem
from index.types import Passage
from rag.passages.english import is_english

_WORD = r"[A-ZÀ-Þ][\w’'-]*\w"
_NAME = rf"(?P<name>{_WORD}(?: (?:de |van |von |al-|bin |& )?{_WORD}){{0,3}})"
_LOWER = r"[a-z][a-z-]*[a-z]"
_ROLE = rf"(?P<role>(?:{_LOWER} ){{0,3}}{_LOWER})"
_OWNED = r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[\w-]+['’]s?) "
# What somebody is called without "the": "Mayor Quill", "culture minister Hale".
_TITLES = frozenset(
    """president minister mayor governor chancellor senator judge bishop professor general admiral colonel captain
    commissioner ambassador secretary chairman chairwoman director spokesman spokeswoman company firm conductor
    economist historian geologist biologist engineer lawyer architect coach farmer""".split()
)
_BEFORE_A_NAME = lazy_pattern(r"\b([A-Za-z][a-z]+) (?=[A-ZÀ-Þ])")
_A_NAME = lazy_pattern(_NAME)
# "Its chairman, Tom Hale, is"; "the chairman is Tom Hale, who".
_BEFORE = lazy_pattern(rf"{_OWNED}{_ROLE}(?: of (?:the )?{_WORD}(?: {_WORD})*)?(?:,| is) {_NAME}(?=,|\.|;| of\b)")
_NAME_BEHIND = lazy_pattern(r"(?:,| is) [A-ZÀ-Þ]")
# "Tom Hale, a retired pilot who"; "Norrfleet, the owner of".
_AFTER = lazy_pattern(
    rf"\b{_NAME}, (?:an?|the|its|his|her|their) (?P<role>(?:{_LOWER} ){{0,3}}?{_LOWER})"
    r"(?= (?:who|which|of|at|with|from|in|for)\b|,|\.)"
)
# Not "in the summer, Hale, who".
_PLACED = lazy_pattern(
    r"\b(?:in|at|on|from|near|into|during|after|before|since|under|through|across|along|beside|behind|above|below) $",
    re.I,
)
# What has its kind in its name: "the Harbour Board", "the Association of Bakers".
_KINDS = tuple(
    """Office Board Party Union Court Council Committee Commission Agency Bureau Bank Company Institute University
    Academy Ministry Department Association Federation Trust Observatory Museum Foundation Authority Chamber Convention
    Treaty Pact League Society Hospital College Orchestra Choir Alliance""".split()
)
_OF_A_KIND = lazy_pattern(
    rf"{_OWNED}(?P<name>(?P<kept>(?:{_WORD} ){{0,3}}?)(?P<role>{'|'.join(_KINDS)})\b"
    rf"(?P<of>(?: (?:of|for|on) (?:the )?{_WORD}(?: {_WORD})*)?))"
)
# "Norrfleet, which owns it, was silent. The company": the one that was just named.
_WHICH = lazy_pattern(rf"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bfrom )(?<!\bthe )\b{_NAME}, (?:which|whose)\b")
_GOES_ON = lazy_pattern(
    r"\W*The (?P<role>company|firm|group|bank|club|charity|newspaper|paper|brand|start-up)\b(?! of\b)"
)
_DEFINITE = lazy_pattern(rf"\b[Tt]he (?P<words>{_LOWER}(?: {_LOWER}){{0,2}})")
_OF = lazy_pattern(rf" (?:of|for) (?:the )?(?P<what>{_WORD}|{_LOWER})")
_CAPITAL = lazy_pattern(_WORD)
_OWNER = lazy_pattern(r"['’]s?$")
# "The prime minister" is another than "the minister".
_ANOTHER = frozenset(map(stem, "prime vice deputy assistant former acting".split()))
# What stands behind a role's noun: "the minister of finance", "a judge in the capital".
_BEHIND = lazy_pattern(r" (?:of|in|at|for|on|from|with|under)\b.*")
# What tells of a time or of anybody.
_NO_ROLE = frozenset(
    map(
        stem,
        """day week month year time morning evening night summer winter last first one others place thing man
        woman""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A `name` that has a role, by whose `last` word it may be called. `terms` are those of the name, `role` those of
    the role, and `noun` is the role's noun.
    """

    name: str
    last: str
    terms: frozenset[str]
    role: frozenset[str]
    noun: str

    @property
    def head(self) -> str:
        """The noun as a term."""
        return stem(self.noun)

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """What no two may be in a document for either to be called by it."""
        return self.noun, (self.role & _ANOTHER) - {self.head}


def bearers_in(passage: Passage) -> tuple[Bearer, ...]:
    """Who has a role by a passage; nobody where it is not English."""
    return _told(tuple(own.text for own in passage.sentences)) if is_english(passage.text) else ()


def asked_of(bearers: Iterable[Bearer], question: str, asked: Collection[str]) -> tuple[Bearer, ...]:
    """Those of a document whose name or role a question with the terms `asked` is about, and no other has that role.

    Asked about the first captain, it is not the captain who is named.
    """
    of_kind: dict[tuple[str, frozenset[str]], list[Bearer]] = {}
    for one in bearers:
        of_kind.setdefault(one.kind, []).append(one)
    found = list[Bearer]()
    for own in of_kind.values():
        joined = _joined(own)
        if len(joined) == 1 and _is_asked(joined[0], question, asked):
            found += joined
    return tuple(found)


def asked_among(
    passages: Iterable[Passage], document: str, question: str, asked: Collection[str]
) -> tuple[Bearer, ...]:
    """Those of the document with an id, by its passages."""
    own = (bearers_in(passage) for passage in passages if passage.document_id == document)
    return asked_of(chain.from_iterable(own), question, asked)


def told_by_roles(
    texts: Sequence[str], meant: Sequence[frozenset[str]], bearers: Iterable[Bearer], *, roles_too: bool
) -> list[frozenset[str]]:
    """For each sentence the terms of whom it speaks of: of those that are `meant` by a pronoun, and of the `bearers`.

    With `roles_too`, the name counts for the role as well.
    """
    found = list(meant)
    for one in bearers:
        last, term = one.name.split()[-1], stem(one.last)
        for at, text in enumerate(texts):
            if one.noun in text and role_at(text, one):
                found[at] |= one.terms | one.role
            elif term in meant[at] or (last in text and last in _CAPITAL.findall(text)):
                found[at] |= one.terms | one.role if roles_too else one.terms
    return found


def put_into(text: str, bearers: Iterable[Bearer], asked: Collection[str]) -> str:
    """A sentence with the name that is `asked` for a role, or with the role before a name."""
    for one in bearers:
        at = role_at(text, one)
        if at and one.head not in asked and not one.terms.isdisjoint(asked):
            return text[: at[0]] + one.name + text[at[1] :]
        last = one.name.split()[-1]
        if not at and one.head in asked and one.terms.isdisjoint(asked) and one.noun not in text.casefold():
            return re.sub(rf"\b{re.escape(last)}\b", f"{one.noun} {last}", text, count=1)
    return text


@lru_cache(maxsize=1 << 14)
def role_at(text: str, one: Bearer, *, of_any: bool = False) -> tuple[int, int] | None:
    """Where a sentence calls somebody by his role alone: "the mayor", and not "the former mayor" or "mayor Hale".

    With `of_any` it may be told of what he is that: "the mayor of Holm".
    """
    for found in _DEFINITE.finditer(text.replace("\n", " ")):
        end, told = found.start("words"), set[str]()
        for word in found["words"].split():
            end += len(word) + 1
            term = stem(word)
            if word == one.noun:
                if not one.kind[1] <= told:
                    return None
                return (found.start(), end - 1) if of_any or _is_whole(text, end - 1, one) else None
            if term not in one.role:
                break
            told.add(term)
    return None


def _is_whole(text: str, end: int, one: Bearer) -> bool:
    """Whether nothing behind a role tells that it is another's: "the mayor of Holm", "the mayor, Tom Hale"."""
    after = text[end : end + 60].replace("\n", " ")
    named = _CAPITAL.match(after.lstrip(" ,"))
    if named and after[:1] in " ,":
        return False
    of = _OF.match(after)
    return of is None or stem(of["what"].casefold()) in one.role


def _is_asked(one: Bearer, question: str, asked: Collection[str]) -> bool:
    return not one.terms.isdisjoint(asked) or (one.head in asked and role_at(question, one, of_any=True) is not None)


def _joined(bearers: Iterable[Bearer]) -> list[Bearer]:
    """Each name once, with all that is told of it: "Hedda Quill" and "Quill" are one."""
    found: dict[str, Bearer] = {}
    for one in bearers:
        own = found.get(one.last)
        if own:
            name = max(own.name, one.name, key=len)
            one = Bearer(name, one.last, own.terms | one.terms, own.role | one.role, one.noun)
        found[one.last] = one
    return list(found.values())


@lru_cache(maxsize=4096)
def _told(texts: tuple[str, ...]) -> tuple[Bearer, ...]:
    lines = [text.replace("\n", " ") for text in texts]
    return (*(one for line in lines for one in _bearers(line)), *_gone_on_about(lines))


def _bearers(line: str) -> Iterator[Bearer]:
    """Who has a role by a sentence. What can be told by few letters keeps most sentences from the longer patterns."""
    for at in _BEFORE_A_NAME.finditer(line):
        if at[1].casefold() in _TITLES and (found := _A_NAME.match(line, at.end())):
            kind = line[: at.start()].split()[-1:]
            yield from _bearer(found["name"], " ".join((*(word for word in kind if word.isalpha()), at[1])))
    for pattern, may_be in ((_BEFORE, _NAME_BEHIND.search(line)), (_AFTER, ", " in line)):
        for found in pattern.finditer(line) if may_be else ():
            if not right_before(_PLACED, line, found.start()):
                yield from _bearer(found["name"], found["role"])
    for found in _OF_A_KIND.finditer(line) if any(kind in line for kind in _KINDS) else ():
        if found["kept"] or found["of"]:
            yield from _bearer(found["name"], found["role"], of_a_kind=True)


def _gone_on_about(lines: Sequence[str]) -> Iterator[Bearer]:
    """What one sentence names and the next calls by its kind alone."""
    for line, after in pairwise(lines):
        if (told := _GOES_ON.match(after)) and len(found := list(_WHICH.finditer(line))) == 1:
            yield from _bearer(found[0]["name"], told["role"])


def _bearer(name: str, role: str, *, of_a_kind: bool = False) -> Iterator[Bearer]:
    name, terms = _OWNER.sub("", name), frozenset(content_terms(name))
    told, noun = frozenset(_terms(role)), _BEHIND.sub("", role).split()[-1].casefold()
    first, head = stem(name.split()[0].casefold()), stem(noun)
    # Asked about "the board", it is not asked about it by its name.
    terms = terms - {head} if of_a_kind else terms
    if terms and not is_stop(first) and not is_stop(head) and head not in _NO_ROLE:
        # Of two boards the last word of the name is the same.
        last = name.casefold() if of_a_kind else name.split()[-1].casefold()
        yield Bearer(name, last, terms, told, noun)


def _terms(text: str) -> list[str]:
    return [stem(word.casefold()) for word in text.split()]
