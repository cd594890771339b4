"""Who does it, where the claim names somebody else: "Dahl blamed the winter", of whom the quotation says it of Marsh.

Told by form: the claim begins with a name and a verb, the evidence has that verb once, and the only name before it in
its sentence is another's. Where the claim's name stands in that sentence too, nothing is told. English.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.text.calendar_names import MONTHS
from index.text.terms import stem
from rag.verdict.function_words import ARTICLES, BE, POSSESSIVES
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

# A name stands among so many first words: "The consultant Rune Dahl".
_OPENING = 4
_MONTHS = frozenset(map(str.casefold, MONTHS))
_AUXILIARY = frozenset(
    "is are was were be been being has have had will would can could may might must should do does did not never also "
    "then later first already still only just".split()
)

_ARTICLES = ARTICLES | POSSESSIVES
# How a verb stands behind "was", where that is another form.
_DONE = {
    "wrote": stem("written"),
    "drew": stem("drawn"),
    "gave": stem("given"),
    "took": stem("taken"),
    "chose": stem("chosen"),
}


def named_doer(pair: Pair) -> Instead | None:
    """Whom the evidence names before a verb, and whom the claim does; None where it is the same, or not plain."""
    evidence = pair.evidence
    opening = _opening_name(pair.claim)
    if opening is None:
        return None
    name, verb = opening
    place = evidence.only(verb.stem)
    if place < 0:
        return None
    sentence = _sentence_around(evidence, place)
    own = {token.stem for token in name}
    if any(token.stem in own for token in sentence):
        return None
    ahead = [token for token in sentence if token.start < evidence.tokens[place].start]
    before = [token for token in ahead if token.name and token.low not in _MONTHS]
    if len(ahead) == 1 and _is_name(ahead[0]):
        before = ahead
    named = _last_run(before)
    if not named or len(before) != len(named) or not any(token.stem in evidence.stems for token in name):
        return None
    return " ".join(token.text for token in named), " ".join(token.text for token in name)


def other_agent(pair: Pair) -> Instead | None:
    """By whom it is done, where the evidence says "designed by Koss and built by Ahl" and the claim "built by Koss"."""
    claim, evidence = pair.claim, pair.evidence
    told = _agents(evidence)
    mine = {verb.stem: names for verb, names in _agents(claim)}
    deeds = claim.stems | {_DONE.get(token.low, "") for token in claim.tokens}
    for verb, names in told:
        own = {token.stem for token in names}
        if claim.stems & own or evidence.only(verb.stem) < 0:
            continue
        for other, others in told:
            theirs = {token.stem for token in others}
            if other.stem in deeds or own & theirs:
                continue
            doer = mine[verb.stem] if verb.stem in mine else _before(claim, verb.stem)
            if doer and {token.stem for token in doer} <= theirs:
                return _shown(evidence, names), _shown(claim, doer)
    return None


def _agents(text: Reading) -> list[tuple[Token, Sequence[Token]]]:
    """What is done "by" somebody or something, and by whom."""
    found = list[tuple[Token, Sequence[Token]]]()
    for at in range(1, len(text.tokens) - 1):
        verb = text.tokens[at - 1]
        if text.low[at] != "by" or not verb.content or verb.name:
            continue
        start = at + 1 + (text.low[at + 1] in _ARTICLES)
        names = text.run(start)
        if names:
            found.append((verb, text.tokens[start : names.stop]))
    return found


def _before(claim: Reading, verb: str) -> Sequence[Token]:
    """The telling words right before a verb that has an object: "Koss built the"."""
    at = next((at for at, token in enumerate(claim.tokens) if verb in (token.stem, _DONE.get(token.low))), 0)
    end = at
    while end and claim.low[end - 1] in _AUXILIARY:
        end -= 1
    # "Was built" is a passive.
    if claim.word(at + 1) not in _ARTICLES or BE.intersection(claim.low[end:at]):
        return ()
    start = end
    while start and claim.tokens[start - 1].content and claim.clauses[start - 1] == claim.clauses[at]:
        start -= 1
    return claim.tokens[start:end]


def _shown(text: Reading, tokens: Sequence[Token]) -> str:
    return text.text[tokens[0].start : tokens[-1].end]


def _is_name(token: Token) -> bool:
    """Whether a sentence's first word, with a verb behind it, may be a name: "Farmers" is none."""
    return token.content and token.text[:1].isupper() and not token.low.endswith("s")


def _opening_name(claim: Reading) -> tuple[Sequence[Token], Token] | None:
    """The name that a claim begins with, and the verb after it."""
    first = next((at for at, token in enumerate(claim.tokens[:_OPENING]) if token.name and token.content), None)
    # Before it stands no more than who it is: "The consultant Rune Dahl", and not "Yale bought Fisher".
    if first is None or (first > 1 and claim.low[0] not in ("the", "a", "an")):
        return None
    last = first
    # The first word of a sentence is large anyway; before a name it is the beginning of it.
    first -= first == 1 and claim.tokens[0].content and claim.tokens[0].text[:1].isupper()
    while last + 1 < len(claim.tokens) and claim.tokens[last + 1].name:
        last += 1
    rest = (token for token in claim.tokens[last + 1 :] if token.low not in _AUXILIARY)
    verb = next(rest, None)
    if verb is None or not verb.content or verb.name:
        return None
    return claim.tokens[first : last + 1], verb


def _sentence_around(text: Reading, at: int) -> Sequence[Token]:
    """The sentence of a word; what stands before a semicolon is another."""
    starts = [n for n, token in enumerate(text.tokens) if token.opens or ";" in text.gap(n - 1, n)]
    first = max((n for n in starts if n <= at), default=0)
    last = min((n for n in starts if n > at), default=len(text.tokens))
    return text.tokens[first:last]


def _last_run(tokens: Sequence[Token]) -> Sequence[Token]:
    """The last of these that stand together, as the words of one name do."""
    run = list(tokens[-1:])
    for token in reversed(tokens[:-1]):
        if run[0].start - token.end > 1:
            break
        run.insert(0, token)
    return run
