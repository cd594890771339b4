"""Words of a text that deny, and what each speaks of: "not", "without", "failed to", "unbroken".

English; other languages have none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.text.terms import stem
from rag.quantities.units import NUMBER_WORDS
from rag.verdict.function_words import stems
from rag.verdict.opposites import EXCLUDED
from rag.verdict.reading import Reading

NEGATORS = frozenset("not no never neither nor none nobody nothing nowhere without".split())
# They deny in their own way, and may stand for "not"; one that the other side lacks is no finding.
DENIALS = stems(
    """
    fail failed failure refuse deny lack lacking prevent avoid bar barred forbidden forbade silent earliest but reject
    decline miss missing absence absent unable impossible unlikely doubt ban forbid prohibit stop only until unless
    except hardly rarely barely scarcely seldom few fewer less little end lose lost dislike free void exclude instead
    rather than unknown unchanged died before dismiss abandon cancel abolish halt cease suspend resist resistant
    immune cease forget forgotten ignore withhold deprive block freeze expire lapse escape differ different still yet
    abstain abstained dropout withdrew withdraw false ineffective wrong against too exempt nonetheless late beyond
    outside rule unclear reject turned dispute contrary otherwise zero leave omit skip bypass postpone defer put spare
    first
    """
)
FAILING = frozenset("fail fails failed failing refuse refuses refused decline declines declined unable".split())
_DENYING = frozenset("deny denies denied denying".split())
_WITHOUT = frozenset("lack lacks lacked lacking".split())
_YET, _IS_YET = frozenset(("yet",)), frozenset("has have had having is are was were be remains remain".split())
# With a "without" so near behind it, each of these comes to a yes.
_DOUBLED, _REACH = frozenset("never not no nobody none".split()), 9
_COMPARED = frozenset(
    """
    more less fewer later sooner larger smaller bigger higher lower better worse older younger shorter greater drier
    wetter hotter colder warmer cheaper faster slower heavier lighter richer poorer stronger weaker
    """.split()
)
# Behind a "not" they bound or stress what follows.
_STRESSING = frozenset("only just merely least long far unlike surprisingly".split())
TOO = re.compile(r"\btoo \w+(?: \w+){0,3} to\b", re.I)
_SCOPE = 3
# So far behind a "never" stands what it bounds.
_WITHIN = 6
PREFIX = re.compile(r"^(?:un|in|im|dis|de|non|ir|il)")
# Before so long a word these turn its meaning: "demilitarized", but not "discover".
_TURNS = re.compile(
    r"(?:un|dis|de|non)\w{6,}|(?:in|ir|il)\w{5,}|im(?:poss|pat|perf|pol|pract|prec|prop|prob|pur|mor|mat|mob)\w+"
)
UN = re.compile(r"un(?!der|i|til|cle|like|less)\w{4,}")
LESS = re.compile(r"\w{3,}less")
_TO_COME = stems("will shall later soon pending awaited awaits")
_GOING_ON = stems("still remain remains")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that turns or softens what follows it; `scope` are the places of the words that it speaks of."""

    at: int
    word: str
    scope: tuple[int, ...]
    plain: bool = True


def denials(text: Reading) -> int:
    """How many words of a text deny."""
    return sum(word in NEGATORS and not _no_denial(text, at) for at, word in enumerate(text.low))


def denied(text: Reading, at: int) -> bool:
    """Whether a negation stands right before a word."""
    return not NEGATORS.isdisjoint(text.low[max(0, at - 4) : max(0, at)])


def cues(text: Reading, cue_words: frozenset[str], *, plain: bool) -> Iterator[Cue]:
    """The words of a text that are among `cue_words`, each with what it speaks of."""
    for at, token in enumerate(text.tokens):
        if token.low not in cue_words and token.stem not in cue_words:
            continue
        if not (plain and token.low in NEGATORS and _no_denial(text, at)):
            yield Cue(at, token.low, _scope(text, at), plain)


def _scope(text: Reading, at: int) -> tuple[int, ...]:
    """The telling words behind a cue in its clause; where there are none those before it, or in the clause behind."""
    clause = text.clause(at)
    for places in (
        range(at + 1, min(at + 9, clause.stop)),
        range(at - 1, max(at - 6, clause.start - 1), -1),
        range(at + 1, min(at + 5, len(text.low))),
    ):
        telling = [place for place in places if text.tokens[place].content and text.low[place] not in _YET]
        if telling:
            return tuple(telling[:_SCOPE])
    return ()


def plain_denials(text: Reading) -> list[Cue]:
    """What denies whatever follows it: "not", "without", "failed to" and "has yet to"."""
    # The other half of "neither … nor" is no finding, but stands for a "not".
    nor = (Cue(at, "nor", (at + 1,), plain=False) for at, word in enumerate(text.low[:-1]) if word == "nor")
    failing = (replace(cue, plain=True) for cue in cues(text, FAILING, plain=False) if _goes_on_to(text, cue.at))
    yet = (
        cue for cue in cues(text, _YET, plain=True) if text.word(cue.at - 1) in _IS_YET and _goes_on_to(text, cue.at)
    )
    # "Denied that it had paid"
    denying = (cue for cue in cues(text, _DENYING, plain=True) if text.word(cue.at + 1) in ("that", "having"))
    negators, without = cues(text, NEGATORS, plain=True), cues(text, _WITHOUT, plain=True)
    return _without_doubled([*negators, *nor, *failing, *without, *yet, *denying])


def _goes_on_to(text: Reading, at: int) -> bool:
    return text.word(at + 1) == "to" and text.word(at + 2).isalpha()


def _without_doubled(found: list[Cue]) -> list[Cue]:
    """The cues without a "never" or "not" and the "without" behind it, which come to a yes: "never run without it"."""
    gone: set[int] = set()
    plain = [cue for cue in found if cue.plain]
    for one, two in pairwise(sorted(plain, key=lambda cue: cue.at)):
        if one.word in _DOUBLED and two.word == "without" and two.at - one.at <= _REACH:
            gone |= {one.at, two.at}
    return [cue for cue in found if cue.at not in gone]


def prefixed(text: Reading, other: Reading) -> Iterator[Cue]:
    """Words like "unbroken" and "childless" that the other text has not."""
    for at, token in enumerate(text.tokens):
        if token.stem in other.stems or not token.content:
            continue
        rest = PREFIX.sub("", token.low)
        bare = rest != token.low and len(rest) > 3 and stem(rest) in other.stems
        un = UN.fullmatch(token.low)
        if bare or un or LESS.fullmatch(token.low):
            yield Cue(at, token.low, (at,), bare and bool(un or _TURNS.fullmatch(token.low)))


def is_contrary(cue: Cue, own: Reading, other: Reading) -> bool:
    """Whether what one text denies is the contrary of what the other says, and it does not: "not open", "closed"."""
    said = other.stems - own.stems
    after = own.low[cue.at + 1 : cue.at + 3]
    # "Yet to be announced", "will be announced".
    if (cue.word == "yet" or "yet" in after[:1]) and _TO_COME & other.stems:
        return True
    # "Not yet left", "still in".
    if _GOING_ON & said and ("yet" in after or "longer" in after):
        return True
    return any(two & said for at in cue.scope[:2] for _, two in EXCLUDED.get(own.tokens[at].stem, ()))


def _no_denial(text: Reading, at: int) -> bool:
    """As in "not only", "no. 5", "neither … nor" (counted once), "no doubt", "than those who did not"."""
    low, word, after = text.low, text.low[at], text.word(at + 1)
    if word == "not":
        return (
            after in _STRESSING
            or after.startswith("exceed")
            or (after in _COMPARED and bounds_amount(text, at))
            or (text.word(at - 1) == "or" and "whether" in low[:at])
            or ("who" in low[max(0, at - 2) : at] and text.ends_clause(at))
        )
    if word == "no":
        answers = text.tokens[at].opens and text.ends_clause(at)
        return answers or after[:1].isdigit() or after == "doubt" or after in _COMPARED
    if word == "never":
        return after.startswith("exceed") or bounds_amount(text, at)
    if word == "neither":
        return "not" in low[max(0, at - 8) : at]
    return word == "nor" and "neither" in low[max(0, at - 12) : at]


def bounds_amount(text: Reading, at: int) -> bool:
    """As in "never free for more than ten weeks", which says how much at most."""
    low = text.low
    return any(
        low[i] in _COMPARED and low[i + 1] == "than" and (low[i + 2][0].isdigit() or low[i + 2] in NUMBER_WORDS)
        for i in range(at + 1, min(at + _WITHIN, len(low) - 2))
    )
