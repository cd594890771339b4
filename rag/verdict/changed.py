"""What a word or two that a claim changes of a sentence make of it: "could" to "will", "most" to "all", "by" to "to".

Looked for only where a claim else repeats its evidence (`rag.verdict.edited`), where each of them counts; there one
thing named for another counts too, "cats travel free" for "dogs travel free". Near meanings do not tell that, for cats
are near dogs; but whoever repeats a sentence word for word seldom renames what it is about. English.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.quantities.units import NUMBER_WORDS
from rag.question.nations import SEATS
from rag.verdict.edited import Change, changes
from rag.verdict.forms import akin
from rag.verdict.function_words import ARTICLES, POSSESSIVES, stems
from rag.verdict.opposites import EXCLUDED, TURNED
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token
from rag.verdict.strangers import strangers

_NOT = frozenset("not no never none nobody nothing neither nor without hardly barely unless".split())
# What turns a sentence without a denial.
_TURNING = frozenset("only except excluding until till if few little".split())
# Without one of these a sentence says more than with it.
_HEDGES = frozenset(
    """
    could might may would should likely unlikely probably possibly perhaps maybe allegedly reportedly apparently
    supposedly presumably potentially nearly almost partly
    """.split()
)
_HELD = stems(
    """
    suggest suggests believe believes believed suspect suspects suspected think thinks fear fears hope hopes argue
    argues claim claims allege alleges seem seems appear appears consider considering considers
    """
)
# So does "according to the mayor".
_SAID = frozenset("according accuses accused accusing".split())
_SEEMING = stems("seem seems appear appears appeared")
# What leaves as much open, in whatever words.
_OPEN = _HEDGES | frozenset("can possible seems appears thought believed said expected if whether".split())
# What is true of so many is not true of more.
_PARTS = ("few", "some", "several", "many", "half", "most", "nearly", "almost")
_ALL = frozenset("all every each everyone everybody always entirely completely".split())
_LIMITED = frozenset("former deputy vice acting assistant".split())
_RANKS = frozenset("second third fourth fifth sixth".split())
_SUPERLATIVE = ("est", "most")
_MEASURED_BY = ("by", "to", "from", "until", "since", "before", "after", "above", "below", "over", "under")
# They stand for what was named before, or for anybody.
_STANDS_FOR = frozenset(
    "latter former one ones other others this that these those author report whoever nobody anyone everyone".split()
)
_BEFORE_NOUNS = ARTICLES | POSSESSIVES | frozenset("in on at of for from to by with".split())
# Below this strength two words have nothing to do with each other.
_STRANGE = 0.3
# A shorter sentence is too little to tell that it is repeated.
_FEWEST = 3


def changed(pair: Pair) -> Instead | None:
    """The evidence's words and the claim's in their place, "" for none, where that makes it say something else."""
    found = changes(pair)
    if found is None:
        return None
    claim, (steps, part) = pair.claim, found
    denied = (_denials(part) - _denials(claim.tokens)) % 2 == 1
    if denied:
        return _denial(steps)
    for step in steps:
        others = [other for other in steps if other is not step]
        told = _relation(step, others) or _lost(step, claim) or (None if any(map(_tells, others)) else _opposite(step))
        if told:
            return told
    return None


def _denials(tokens: Sequence[Token]) -> int:
    yet_to = sum(one.low == "yet" and two.low == "to" for one, two in pairwise(tokens))
    return sum(token.low in _NOT for token in tokens) + yet_to


def _denial(steps: Sequence[Change]) -> Instead | None:
    """The denial that one of both has, where nothing else differs that makes up for it: "not open", "closed"."""
    if any(map(_tells, steps)):
        return None
    theirs = next((token.text for step in steps for token in step.theirs if token.low in _NOT), "")
    mine = next((token.text for step in steps for token in step.mine if token.low in _NOT), "")
    return (theirs, mine) if bool(theirs) is not bool(mine) else None


def _tells(step: Change) -> bool:
    """Whether it changes more than a small word, or who is spoken of."""
    words = [token for token in (*step.theirs, *step.mine) if token.low not in _NOT]
    return any((token.tells and not token.name) or token.low in _TURNING for token in words)


def _opposed(step: Change) -> bool:
    """Whether any of its words is the opposite of one in its place."""
    return any(_opposite(Change([theirs], [mine], "")) for theirs in step.theirs for mine in step.mine)


def _opposite(step: Change) -> Instead | None:
    if len(step.theirs) != 1 or len(step.mine) != 1:
        return None
    [theirs], [mine] = step.theirs, step.mine
    rows = (*EXCLUDED.get(mine.stem, ()), *TURNED.get(mine.stem, ()))
    there = any(theirs.stem in two and theirs.stem not in one for one, two in rows)
    there = there or {theirs.low, mine.low} == {"twice", "half"}
    return (theirs.text, mine.text) if there else None


def _relation(step: Change, others: Sequence[Change]) -> Instead | None:
    """As in "fell by 12 percent", "fell to 12 percent"; "open until 9" and "closed from 9" are one."""
    if not step.theirs or not step.mine or not _is_figure(step.after) or any(map(_opposed, [step, *others])):
        return None
    theirs, mine = step.theirs[-1], step.mine[-1]
    both = theirs.low in _MEASURED_BY and mine.low in _MEASURED_BY
    return (theirs.text, mine.text) if both and theirs.low != mine.low else None


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() or word in NUMBER_WORDS


def _lost(step: Change, claim: Reading) -> Instead | None:
    """What the claim leaves out that made the sentence say less."""
    mine = " ".join(token.text for token in step.mine)
    said = set(claim.low)
    after = [*(token.low for token in step.theirs[1:]), step.after]
    for token, following in zip(step.theirs, after, strict=False):
        if token.name or (token.stem in _SEEMING and following != "to"):
            continue
        if (token.low in _HEDGES or token.stem in _HELD) and said.isdisjoint(_OPEN) and not _holds(claim):
            return token.text, mine
        if token.low in _LIMITED and token.low not in said:
            return token.text, mine
        if token.low in _RANKS and any(own.low.endswith(_SUPERLATIVE) for own in claim.tokens):
            return token.text, mine
    parts = [token for token in step.theirs if token.low in _PARTS]
    most = [token for token in step.mine if token.low in (*_ALL, *_PARTS)]
    if parts and most and _extent(most[0]) > _extent(parts[0]):
        return parts[0].text, most[0].text
    return None


def _holds(claim: Reading) -> bool:
    """Whether the claim too says that somebody thinks so; "the suspect" is nobody's thought."""
    if not _SAID.isdisjoint(claim.low):
        return True
    held = (at for at, token in enumerate(claim.tokens) if token.stem in _HELD)
    return any(claim.word(at - 1) not in ("the", "a", "his", "her", "their") for at in held)


def _extent(token: Token) -> int:
    return _PARTS.index(token.low) if token.low in _PARTS else len(_PARTS)


def other_thing(pair: Pair) -> Instead | None:
    """The evidence's word and the claim's, where that is the only telling one that differs."""
    found = changes(pair)
    if found is None:
        return None
    steps, part = found
    # What is left out beside it makes no difference to what the rest is about.
    steps = [step for step in steps if any(token.tells for token in step.mine)]
    telling = [token for token in pair.claim.tokens if token.tells]
    if len(steps) != 1 or len(telling) < _FEWEST:
        return None
    theirs, mine = _single(steps[0].theirs), _single(steps[0].mine)
    if theirs is None or mine is None or akin(theirs.low, mine.low) or mine.stem in pair.evidence.stems:
        return None
    # Of names others tell, and "Moscow" may stand for a government.
    if mine.name or theirs.name or any(strangers(pair)) or mine.low in SEATS or theirs.low in SEATS:
        return None
    at = pair.claim.tokens.index(mine)
    first = telling[0] is mine and next((token for token in part if token.tells), None) is theirs
    first = first and (ARTICLES | POSSESSIVES).issuperset(pair.claim.low[:at])
    strange = pair.alignment.strengths[at] < _STRANGE and _is_thing(pair, theirs, mine)
    return (theirs.text, mine.text) if first or strange else None


def _single(tokens: Sequence[Token]) -> Token | None:
    """The only word of these that says something, where it is no figure and stands for nothing else."""
    telling = [token for token in tokens if token.tells]
    if len(telling) != 1:
        return None
    [token] = telling
    named = token.low.isalpha() and token.low not in NUMBER_WORDS and token.low not in _STANDS_FOR
    return token if named else None


def _is_thing(pair: Pair, theirs: Token, mine: Token) -> bool:
    """Whether both stand where a noun does."""
    before = pair.evidence.word(pair.evidence.tokens.index(theirs) - 1)
    own = pair.claim.word(pair.claim.tokens.index(mine) - 1)
    return before in _BEFORE_NOUNS and before == own
