"""Whether two words of a claim stand where the other one stands in the evidence: "Poland sold tanks to Germany".

Judged by their neighbours: where exchanging the two would make the claim agree with the evidence, and as it stands it
does not, they have changed places. A passive ("was beaten by") has neighbours of its own and raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.quantities.units import NUMBER_WORDS
from rag.verdict.alignment import Alignment, akin, literal
from rag.verdict.reading import Reading, Token

_ARTICLES = frozenset("the a an".split())
_JOINING = frozenset("and or with nor both between as like than".split())
# In a freer wording everything has other neighbours.
_LITERAL = 0.85
_EDGE = frozenset(["^"])
# How many neighbours must speak for the exchange; names change places more often than other words.
_NAMES, _WORDS = 2.0, 3.0
# Beginning or end of the sentence says less than a word.
_EDGE_WEIGHT = 0.5

_BE = frozenset("is are was were be been being got gets get".split())
_HELPING = frozenset("has have had will would may might can could should must also".split())
# They stand between a verb and what it helps: "have so far been confirmed".
_STILL = frozenset("so far already also now then still yet just since once first later never not always often".split())
_TAKEN = frozenset("the a an his her its their some any all both every each".split())
_VERB = re.compile(r"(?:ed|en|id|ld|un|ht|ot|nt)\Z")
_DONE = re.compile(r"(?:ed|en|ght|[wl]n|ld|built|made|led|won|lost|held|paid|sent|shot|hit|run|cut|set|put)\Z")
# "They were granted visas", "visas were granted to them"
_DEALT = re.compile(r"\b(?:granted|given|awarded|offered|paid|sent|denied|promised|shown|lent|issued|allotted)\b", re.I)
_DEALT_TO = re.compile(_DEALT.pattern + r" to\b", re.I)
_PERSONS = frozenset("i you he she it we they".split())
# From this strength of alignment on, two verbs are taken for each other: "supplied" and "provided".
_NEAR_VERB = 0.5
# So far from its verb a subject or object is looked for.
_NEAR = 6
# Right behind a verb these begin a place, and no object.
_PLACING = frozenset("along beside near next at on in under over behind around between".split())
# Characters from the first word of who did something to the last.
_NAMED = 30

Unit = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Units:
    """A text without articles, a run of capitalised words being one unit; `names` says which are such runs."""

    stems: tuple[Unit, ...]
    shown: tuple[str, ...]
    names: tuple[bool, ...]
    content: tuple[bool, ...]
    joins: tuple[bool, ...]


def swapped(claim: Reading, cited: Reading) -> tuple[str, str] | None:
    """The two words of the claim that have changed places, or None."""
    if literal(claim, cited) < _LITERAL:
        return None
    mine, theirs = _units(claim), _units(cited)
    follows = _neighbours(theirs)
    shared = [at for at in range(len(mine.stems)) if _may_swap(mine, at) and _places(mine.stems[at], theirs)]
    for a, b in _pairs(shared, mine, theirs):
        # What both are called ("coach") tells neither from the other.
        own, other = mine.stems[a] - mine.stems[b], mine.stems[b] - mine.stems[a]
        straight = _agreement(mine, a, own, follows) + _agreement(mine, b, other, follows)
        one, two = _agreement(mine, a, other, follows), _agreement(mine, b, own, follows)
        # "Lerwick-bound ferries"
        if f"{mine.shown[a]}-" in claim.text or f"{mine.shown[b]}-" in claim.text:
            continue
        if _DEALT.search(claim.text) and bool(_DEALT_TO.search(claim.text)) != bool(_DEALT_TO.search(cited.text)):
            continue
        needed = _NAMES if mine.names[a] and mine.names[b] else _WORDS
        if one and two and one + two - straight >= needed:
            return mine.shown[a], mine.shown[b]
    return None


def _may_swap(text: _Units, at: int) -> bool:
    """Whether a unit may be somebody or something: an adverb or a number stands anywhere."""
    word = text.shown[at].casefold()
    return text.content[at] and not word.endswith("ly") and word not in NUMBER_WORDS


def turned(claim: Reading, cited: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """The two sides of a verb, or of a comparison, that have been exchanged: "X beat Y", "X was beaten by Y"."""
    near = {(at, place) for at, place in enumerate(alignment.places) if alignment.strengths[at] >= _NEAR_VERB}
    back = {(place, at) for at, place in near}
    return (
        _voice(claim, cited, near)
        or _voice(cited, claim, back)
        or _suffers(claim, cited)
        or _crossed(claim, cited, near)
        or _compared(claim, cited)
    )


def _voice(passive: Reading, active: Reading, near: set[tuple[int, int]]) -> tuple[str, str] | None:
    for verb, subject, agent in _passives(passive):
        for at, token in enumerate(active.tokens):
            another = (verb, at) in near and _VERB.search(token.low) and passive.tokens[subject].content
            if not (akin_or_same(token, passive.tokens[verb]) or another) or is_passive(active, at):
                continue
            # "Trees planted along the towpath" are planted by it.
            if any(other.low in _PLACING for other in active.tokens[at + 1 : at + 2]):
                continue
            before = [other.stem for other in active.tokens[max(0, at - _NEAR) : at]]
            after = [other.stem for other in active.tokens[at + 1 : at + 1 + _NEAR]]
            one, two = passive.tokens[subject], passive.tokens[agent]
            if one.stem in before and two.stem in after and one.stem not in after and two.stem not in before:
                return one.text, two.text
    return None


def other_doer(claim: Reading, cited: Reading) -> tuple[str, str] | None:
    """Who did something in the claim, where the evidence names who did it, and them for another deed: (its, claim's).

    "Conducted by Meyer", "conducted by Lund", who composed it.
    """
    told = [(verb, cited.tokens[agent]) for verb, _, agent in _passives(cited)]
    for verb, _, agent in _passives(claim):
        mine = claim.tokens[agent]
        own = [doer for at, doer in told if cited.tokens[at].stem == claim.tokens[verb].stem]
        others = {doer.stem for at, doer in told if cited.tokens[at].stem != claim.tokens[verb].stem}
        # "By his son Joseph"
        near = {after.stem for doer in own for after in cited.tokens if 0 <= after.start - doer.start < _NAMED}
        if own and mine.stem in others and mine.stem not in near:
            return f"by {own[0].text}", f"by {mine.text}"
    return None


def _crossed(claim: Reading, cited: Reading, near: set[tuple[int, int]]) -> tuple[str, str] | None:
    """Doer and receiver exchanged around verbs that say much the same: "X granted Y a loan", "Y gave X a loan"."""
    for at, place in sorted(near):
        mine, theirs = claim.tokens[at], cited.tokens[place]
        if not all(_VERB.search(token.low) for token in (mine, theirs)) or is_passive(claim, at) != is_passive(
            cited, place
        ):
            continue
        doer, receiver = _before(claim, at), _after(claim, at)
        # "The strike ended", "they ended the strike": nothing is done to anybody in the one.
        if doer is None or receiver is None or not claim.tokens[doer].content or _after(cited, place) is None:
            continue
        before = {token.stem for token in cited.tokens[max(0, place - _NEAR) : place]}
        after = {token.stem for token in cited.tokens[place + 1 : place + 1 + _NEAR]}
        one, two = claim.tokens[doer].stem, claim.tokens[receiver].stem
        # "The bakers obtained from the abbot", "is given to the landlord": the small word says who does.
        governed = {cited.tokens[at].stem for at in range(1, len(cited.tokens)) if _is_governed(cited, at)}
        if one in after - before - governed and two in before - after:
            return claim.tokens[doer].text, claim.tokens[receiver].text
    return None


def _is_governed(text: Reading, at: int) -> bool:
    """Whether "from", "to" or "by" stands right before a word, articles and adjectives aside."""
    before = [token.low for token in text.tokens[max(0, at - 3) : at] if token.low not in _TAKEN]
    return before[-1:] in (["from"], ["to"], ["by"])


def _after(text: Reading, verb: int) -> int | None:
    """The last word of what a verb is done to, right after it."""
    at = verb + 1 + (text.tokens[verb + 1].low in _TAKEN if verb + 1 < len(text.tokens) else 0)
    end = at
    while end < len(text.tokens) and text.clauses[end] == text.clauses[verb] and text.tokens[end].content:
        end += 1
    return end - 1 if end > at else None


def _suffers(claim: Reading, cited: Reading) -> tuple[str, str] | None:
    """Who does something in the evidence and has it done to them in the claim: "X paid a fine", "X was paid a fine"."""
    for at, token in enumerate(claim.tokens):
        if not token.content or not _VERB.search(token.low) or not is_passive(claim, at):
            continue
        subject = _before(claim, at)
        if subject is None or [t.low for t in claim.tokens[at + 1 : at + 2]] == ["by"]:
            continue
        for place, other in enumerate(cited.tokens):
            if other.stem != token.stem or is_passive(cited, place) or place + 1 >= len(cited.tokens):
                continue
            doer, object_ = _before(cited, place), cited.tokens[place + 1]
            takes = cited.clauses[place + 1] == cited.clauses[place] and (object_.low in _TAKEN or object_.name)
            if doer is not None and takes and cited.tokens[doer].stem == claim.tokens[subject].stem:
                return claim.tokens[subject].text, object_.text
    return None


def _before(text: Reading, verb: int) -> int | None:
    """The telling word, or person, right before a verb and its auxiliaries."""
    at = verb - 1
    while at >= 0 and (text.tokens[at].low in _BE | _HELPING | _STILL or text.tokens[at].low.endswith("ly")):
        at -= 1
    if at < 0 or text.clauses[at] != text.clauses[verb]:
        return None
    return at if text.tokens[at].content or text.tokens[at].low in _PERSONS else None


def _passives(text: Reading) -> Iterator[tuple[int, int, int]]:
    """Verb, subject and agent of each "was … by …"."""
    for by, token in enumerate(text.tokens):
        verb = by - 1
        if token.low != "by" or verb < 0 or not is_passive(text, verb):
            continue
        before = range(verb - 1, max(-1, verb - 6), -1)
        subject = next((at for at in before if text.tokens[at].content or text.tokens[at].low in _PERSONS), None)
        agent = next((at for at in range(by + 1, min(by + 5, len(text.tokens))) if text.tokens[at].content), None)
        if subject is not None and agent is not None:
            yield verb, subject, agent


def is_passive(text: Reading, at: int) -> bool:
    """Whether a verb is in the passive, as far as the words beside it tell: "was sold", "systems designed by Tesla"."""
    if [token.low for token in text.tokens[at + 1 : at + 2]] == ["by"] and _DONE.search(text.tokens[at].low):
        return True
    before = range(max(0, at - 3), at)
    return any(text.tokens[i].low in _BE and text.clauses[i] == text.clauses[at] for i in before)


def _compared(claim: Reading, cited: Reading) -> tuple[str, str] | None:
    """The sides of "than" exchanged, where both compare with the same words."""
    mine, theirs = _sides(claim), _sides(cited)
    if not mine or not theirs or mine[2] != theirs[2]:
        return None
    one, two = mine[0] - mine[1], mine[1] - mine[0]
    if one & theirs[1] - theirs[0] and two & theirs[0] - theirs[1] and not (one & theirs[0] - theirs[1] - mine[2]):
        shown = {token.stem: token.text for token in claim.tokens}
        return shown[min(one & theirs[1])], shown[min(two & theirs[0])]
    return None


def _sides(text: Reading) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """What stands before "than" next to the comparing word, what after it, and the comparing words."""
    low = [token.low for token in text.tokens]
    if low.count("than") != 1:
        return None
    than = low.index("than")
    words = frozenset(
        t.stem
        for t in text.tokens[max(0, than - 3) : than]
        if t.low in ("more", "less", "fewer", "worse") or t.low.endswith("er")
    )
    # What is compared stands in front; the verb and what it does may stand on either side.
    subject = next((at for at, token in enumerate(text.tokens) if token.content), 0)
    before = frozenset([text.tokens[subject].stem])
    after = frozenset(token.stem for token in text.tokens[than + 1 :] if token.content)
    return before, after, words


def akin_or_same(one: Token, two: Token) -> bool:
    """Whether two words are forms of one verb."""
    return one.stem == two.stem or akin(one.low, two.low)


def _units(text: Reading) -> _Units:
    runs: list[list[int]] = []
    for at, token in enumerate(text.tokens):
        if token.low in _ARTICLES:
            continue
        goes_on = runs and runs[-1][-1] == at - 1 and text.clauses[at] == text.clauses[at - 1]
        if goes_on and token.name and _large(text, runs[-1]):
            runs[-1].append(at)
        else:
            runs.append([at])
    stems = tuple(frozenset(text.tokens[at].stem for at in run) for run in runs)
    shown = tuple(" ".join(text.tokens[at].text for at in run) for run in runs)
    content = tuple(any(text.tokens[at].content for at in run) for run in runs)
    joins = tuple(text.tokens[run[0]].low in _JOINING for run in runs)
    return _Units(stems, shown, tuple(_large(text, run) for run in runs), content, joins)


def _large(text: Reading, run: Sequence[int]) -> bool:
    return all(text.tokens[at].text[0].isupper() and text.tokens[at].content for at in run)


def _neighbours(units: _Units) -> set[tuple[str, str]]:
    """Every word with each word of the unit after it; "^" stands for both ends of the text."""
    chain = [_EDGE, *units.stems, _EDGE]
    return {(x, y) for one, two in zip(chain, chain[1:], strict=False) for x in one for y in two}


def _places(unit: Unit, text: _Units) -> list[int]:
    same = [at for at, other in enumerate(text.stems) if unit == other]
    return same or [at for at, other in enumerate(text.stems) if unit <= other or other <= unit]


def _pairs(shared: Sequence[int], mine: _Units, theirs: _Units) -> Iterator[tuple[int, int]]:
    for i, a in enumerate(shared):
        for b in shared[i + 1 :]:
            if mine.stems[a] <= mine.stems[b] or mine.stems[b] <= mine.stems[a] or _joined(mine, a, b):
                continue
            places = [(x, y) for x in _places(mine.stems[a], theirs) for y in _places(mine.stems[b], theirs)]
            if not any(_joined(theirs, min(x, y), max(x, y)) for x, y in places):
                yield a, b


def _joined(text: _Units, a: int, b: int) -> bool:
    """Whether two units stand side by side or are members of one list."""
    between = text.joins[a + 1 : b]
    return not between or (len(between) <= 4 and any(between))


def _agreement(text: _Units, at: int, unit: Unit, follows: set[tuple[str, str]]) -> float:
    """How many neighbours of a place the evidence has beside a unit too."""
    before = text.stems[at - 1] if at else _EDGE
    after = text.stems[at + 1] if at + 1 < len(text.stems) else _EDGE
    left = any((x, y) in follows for x in before for y in unit) * (_EDGE_WEIGHT if before is _EDGE else 1.0)
    right = any((x, y) in follows for x in unit for y in after) * (_EDGE_WEIGHT if after is _EDGE else 1.0)
    return left + right
