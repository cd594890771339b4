"""By whom something was done, where the deed and the claim's doer stand in different sentences of the evidence.

"Built by the engineer Arkwright", where one quotation says that Lindqvist built it and another that Arkwright is an
engineer. And who was taught and who taught: "studied under Hallin". Told by form. English.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.text.calendar_names import MONTHS
from rag.verdict.function_words import BE
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_MONTHS = frozenset(map(str.casefold, MONTHS))
# Who is named stands so far behind "by": "by the Danish engineer Tom Arkwright".
_ROLE = 4
# Of who does a thing to whom, with one of these behind the verb.
_TOWARDS = frozenset("under for from against to".split())
_OPENING = 3
_PAST = ("ed", "ght", "ought", "wn", "lt", "ot")
_HELPING = frozenset("has have had was were is are been being also".split())


def agent_elsewhere(pair: Pair) -> Instead | None:
    """Whom the evidence names in the sentence of the deed, and the claim's doer, who is named in another one only."""
    claim, evidence = pair.claim, pair.evidence
    for by in (at for at, word in enumerate(claim.low) if word == "by" and at > 1):
        verb = _deed(claim, by)
        place = evidence.only(verb.stem) if verb else -1
        name = _name_behind(claim, by)
        if place < 0 or not name:
            continue
        sentence = next(sentence for sentence in evidence.sentences() if place in sentence)
        own = {token.stem for token in name}
        told = [evidence.tokens[at] for at in sentence]
        if own & {token.stem for token in told} or not own <= evidence.stems:
            continue
        doer = _doer(evidence, sentence, place)
        if doer and not {token.stem for token in doer} & claim.stems:
            return _shown(evidence, doer), _shown(claim, name)
    return None


def towards_turned(pair: Pair) -> Instead | None:
    """Who did it towards whom, turned: "she studied under Hallin", "Hallin studied under her"."""
    claim, evidence = pair.claim, pair.evidence
    name = [token for token in claim.tokens[:_OPENING] if token.text[:1].isupper() and token.content]
    behind = claim.place(name[-1].end) if name else 0
    if not name or claim.word(behind) in BE or name[0].start > claim.tokens[1 if len(claim.tokens) > 1 else 0].start:
        return None
    verb = next((token for token in claim.tokens[behind : behind + 2] if token.content and not token.name), None)
    place = evidence.only(verb.stem) if verb else -1
    if verb is None or place < 0 or evidence.word(place - 1) in BE or not verb.low.endswith(_PAST):
        return None
    sentence = next(sentence for sentence in evidence.sentences() if place in sentence)
    own = [token.stem for token in name]
    before = {evidence.tokens[other].stem for other in range(sentence.start, place)}
    for at in range(place + 1, sentence.stop):
        to = evidence.low[at]
        behind_it = [token.stem for token in evidence.tokens[at + 1 : at + 2 + len(own)]]
        towards = own in (behind_it[: len(own)], behind_it[1:])
        if to in _TOWARDS and towards and to in claim.low[behind:] and not before & set(own):
            return f"{to} {_shown(evidence, evidence.tokens[at + 1 : at + 1 + len(own)])}", _shown(claim, name)
    return None


def _deed(claim: Reading, by: int) -> Token | None:
    """The verb of a passive right before "by"."""
    verb = claim.tokens[by - 1]
    passive = not BE.isdisjoint(claim.low[max(0, by - 4) : by - 1])
    return verb if passive and verb.content and not verb.name else None


def _name_behind(claim: Reading, by: int) -> Sequence[Token]:
    """Who did it by name, with who that is before it: "the engineer Tom Arkwright"."""
    first = next((at for at in range(by + 1, min(by + 1 + _ROLE, len(claim.tokens))) if _is_name(claim, at)), -1)
    if first < 0 or claim.clauses[first] != claim.clauses[by]:
        return ()
    return _run(claim, first)


def _doer(evidence: Reading, sentence: range, place: int) -> Sequence[Token]:
    """Who does it by name: behind "by", or in the active the only name before the verb."""
    by = next((at for at in range(place + 1, sentence.stop) if evidence.low[at] == "by"), -1)
    if not BE.isdisjoint(evidence.low[max(sentence.start, place - 3) : place]):
        return _name_behind(evidence, by) if by > 0 else ()
    named = [at for at in range(sentence.start, place) if _is_name(evidence, at) or at == sentence.start]
    named = [at for at in named if evidence.tokens[at].content]
    run = _run(evidence, named[0]) if named else ()
    if not run or len(run) != len(named):
        return ()
    rest = evidence.low[evidence.place(run[-1].end) : place]
    return run if _HELPING.issuperset(rest) else ()


def _is_name(text: Reading, at: int) -> bool:
    token = text.tokens[at]
    return token.name and token.content and token.low not in _MONTHS


def _run(text: Reading, first: int) -> Sequence[Token]:
    last = first
    while last + 1 < len(text.tokens) and _is_name(text, last + 1) and text.clauses[last + 1] == text.clauses[first]:
        last += 1
    return text.tokens[first : last + 1]


def _shown(text: Reading, tokens: Sequence[Token]) -> str:
    return text.text[tokens[0].start : tokens[-1].end]
