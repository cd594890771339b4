"""Who does something and to whom it is done, told by the voice of the verb: "X beat Y", "X was beaten by Y".

And what stands on the two sides of a "than".

English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rag.quantities.units import NUMBER_WORDS
from rag.verdict.forms import akin
from rag.verdict.function_words import ARTICLES, PASSIVE, POSSESSIVES
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_HELPING = frozenset("has have had will would may might can could should must also".split())
# They stand between a verb and what it helps: "have so far been confirmed".
_STILL = frozenset("so far already also now then still yet just since once first later never not always often".split())
_TAKEN = ARTICLES | POSSESSIVES | frozenset("some any all both every each".split())
_VERB = re.compile(r"(?:ed|en|id|ld|un|ht|ot|nt)\Z")
_DONE = re.compile(r"(?:ed|en|ght|[wl]n|ld|built|made|led|won|lost|held|paid|sent|shot|hit|run|cut|set|put)\Z")
_PERSONS = frozenset("i you he she it we they".split())
# From this strength of alignment on, two verbs are taken for each other: "supplied" and "provided".
_NEAR_VERB = 0.5
# So far from its verb a subject or object is looked for.
_NEAR = 6
# Right behind a verb these begin a place, and no object.
_PLACING = frozenset("along beside near next at on in under over behind around between".split())
# Characters from the first word of who did something to the last.
_NAMED = 30
_COMPARING = frozenset("more less fewer worse better rather".split())
_BEFORE_THAN = 3


def turned(pair: Pair) -> tuple[str, str] | None:
    """The two sides of a verb, or of a comparison, that have been exchanged."""
    claim, evidence = pair.claim, pair.evidence
    near = {(at, place) for at, place in enumerate(pair.alignment.places) if pair.alignment.strengths[at] >= _NEAR_VERB}
    back = {(place, at) for at, place in near}
    return (
        _voice(claim, evidence, near)
        or _voice(evidence, claim, back)
        or _suffers(claim, evidence)
        or _crossed(claim, evidence, near)
        or _compared(claim, evidence)
    )


def _voice(passive: Reading, active: Reading, near: Collection[tuple[int, int]]) -> tuple[str, str] | None:
    """Doer and receiver exchanged between a passive and an active: "X was beaten by Y", "X beat Y"."""
    for verb, subject, agent in _passives(passive):
        one, two = passive.tokens[subject], passive.tokens[agent]
        for at, token in enumerate(active.tokens):
            another = (verb, at) in near and _VERB.search(token.low) and one.content
            if not (_is_same(token, passive.tokens[verb]) or another) or is_passive(active, at):
                continue
            before, after = _around(active, at)
            exchanged = one.stem in before - after and two.stem in after - before
            # "Trees planted along the towpath" are planted by it.
            if exchanged and active.word(at + 1) not in _PLACING:
                return one.text, two.text
    return None


def _around(text: Reading, verb: int) -> tuple[set[str], set[str]]:
    """The stems of the words before a verb and behind it."""
    before, after = text.tokens[max(0, verb - _NEAR) : verb], text.tokens[verb + 1 : verb + 1 + _NEAR]
    return {token.stem for token in before}, {token.stem for token in after}


def _is_same(one: Token, two: Token) -> bool:
    """Whether two words are forms of one verb."""
    return one.stem == two.stem or akin(one.low, two.low)


def other_doer(pair: Pair) -> Instead | None:
    """Who did something in the claim, where the evidence names who did it, and them for another deed.

    "Conducted by Meyer", "conducted by Lund", who composed it.
    """
    claim, evidence = pair.claim, pair.evidence
    told = [(evidence.tokens[verb].stem, evidence.tokens[agent]) for verb, _, agent in _passives(evidence)]
    for verb, _, agent in _passives(claim):
        mine, deed = claim.tokens[agent], claim.tokens[verb].stem
        own = [doer for other, doer in told if other == deed]
        others = {doer.stem for other, doer in told if other != deed}
        # "By his son Joseph"
        near = {after.stem for doer in own for after in evidence.tokens if 0 <= after.start - doer.start < _NAMED}
        if own and mine.stem in others - near:
            return f"by {own[0].text}", f"by {mine.text}"
    return None


def _crossed(claim: Reading, evidence: Reading, near: Collection[tuple[int, int]]) -> tuple[str, str] | None:
    """Doer and receiver exchanged around verbs that say much the same: "X granted Y a loan", "Y gave X a loan"."""
    for at, place in sorted(near):
        verbs = _VERB.search(claim.low[at]) and _VERB.search(evidence.low[place])
        if not verbs or is_passive(claim, at) != is_passive(evidence, place):
            continue
        doer, objects = _before(claim, at), object_of(claim, at, _TAKEN)
        # "The strike ended", "they ended the strike": nothing is done to anybody in the one.
        if doer is None or not doer.content or not objects or not object_of(evidence, place, _TAKEN):
            continue
        receiver, (before, after) = claim.tokens[objects[-1]], _around(evidence, place)
        if doer.stem in after - before - _governed(evidence) and receiver.stem in before - after:
            return doer.text, receiver.text
    return None


def _governed(text: Reading) -> set[str]:
    """The stems of what "from", "to" or "by" stands right before, articles aside, which says itself who does.

    "The bakers obtained from the abbot", "is given to the landlord".
    """
    found = set[str]()
    for at, token in enumerate(text.tokens):
        before = [word for word in text.low[max(0, at - 3) : at] if word not in _TAKEN]
        if before and before[-1] in ("from", "to", "by"):
            found.add(token.stem)
    return found


def object_of(text: Reading, verb: int, skipped: Collection[str]) -> range:
    """The places of the telling words right behind a verb in its clause, one of the `skipped` words aside."""
    at = verb + 1 + (text.word(verb + 1) in skipped)
    return text.run(at) if at in text.clause(verb) else range(0)


def _suffers(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """Who does something in the evidence and has it done to them in the claim: "X paid a fine", "X was paid a fine"."""
    for at, token in enumerate(claim.tokens):
        if not token.content or not _VERB.search(token.low) or not is_passive(claim, at):
            continue
        subject = _before(claim, at)
        if subject is None or claim.word(at + 1) == "by":
            continue
        for place, other in enumerate(evidence.tokens):
            if other.stem != token.stem or is_passive(evidence, place) or evidence.ends_clause(place):
                continue
            doer, object_ = _before(evidence, place), evidence.tokens[place + 1]
            if doer and doer.stem == subject.stem and (object_.low in _TAKEN or object_.name):
                return subject.text, object_.text
    return None


def _before(text: Reading, verb: int) -> Token | None:
    """The telling word, or person, right before a verb and its auxiliaries."""
    at = verb - 1
    while at >= 0 and (text.low[at] in PASSIVE | _HELPING | _STILL or text.low[at].endswith("ly")):
        at -= 1
    if at not in text.clause(verb):
        return None
    return text.tokens[at] if text.tokens[at].content or text.low[at] in _PERSONS else None


def _passives(text: Reading) -> Iterator[tuple[int, int, int]]:
    """Verb, subject and agent of each "was … by …"."""
    for by, token in enumerate(text.tokens):
        verb = by - 1
        if token.low != "by" or verb < 0 or not is_passive(text, verb):
            continue
        before = range(verb - 1, max(-1, verb - 6), -1)
        subject = next((at for at in before if text.tokens[at].content or text.low[at] in _PERSONS), None)
        # "Down by 23 since January": so much, and nobody.
        if text.word(by + 1)[:1].isdigit() or text.word(by + 1) in NUMBER_WORDS:
            continue
        agent = next((at for at in range(by + 1, min(by + 5, len(text.tokens))) if text.tokens[at].content), None)
        if subject is not None and agent is not None:
            yield verb, subject, agent


def is_passive(text: Reading, at: int) -> bool:
    """Whether a verb is in the passive, as far as the words beside it tell: "was sold", "systems designed by Tesla"."""
    if text.word(at + 1) == "by" and _DONE.search(text.low[at]):
        return True
    return not PASSIVE.isdisjoint(text.low[max(text.clause(at).start, at - 3) : at])


def _compared(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """The sides of "than" exchanged, where both compare with the same words."""
    mine, theirs = _sides(claim), _sides(evidence)
    if not mine or not theirs or mine[2] != theirs[2]:
        return None
    one, two = mine[0] - mine[1], mine[1] - mine[0]
    if one & theirs[1] - theirs[0] and two & theirs[0] - theirs[1] and not (one & theirs[0] - theirs[1] - mine[2]):
        shown = {token.stem: token.text for token in claim.tokens}
        return shown[min(one & theirs[1])], shown[min(two & theirs[0])]
    return None


def _sides(text: Reading) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """What stands before "than" next to the comparing word, what after it, and the comparing words."""
    if text.low.count("than") != 1:
        return None
    than = text.low.index("than")
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


def turned_than(pair: Pair) -> tuple[str, str] | None:
    """Words that stand before "than" in the claim and behind it in the evidence, and the other way round."""
    mine, theirs = _around_than(pair.claim), _around_than(pair.evidence)
    if mine is None or theirs is None or mine[2] != theirs[2] or not pair.denies_alike:
        return None
    if pair.literal < 1 or not mine[2] or not {"no", "not"}.isdisjoint(pair.claim.low):
        return None
    before, behind = (mine[0] - mine[1]) & (theirs[1] - theirs[0]), (mine[1] - mine[0]) & (theirs[0] - theirs[1])
    if not before or not behind:
        return None
    shown = {token.stem: token.text for token in pair.claim.tokens}
    return shown[min(before)], shown[min(behind)]


def _around_than(text: Reading) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """The telling words before the only "than" of a text and behind it, and the words that compare."""
    if text.low.count("than") != 1:
        return None
    than = text.low.index("than")
    sentence = text.sentence(than)
    words = range(max(sentence.start, than - _BEFORE_THAN), than)
    comparing = {text.tokens[at].stem for at in words if text.low[at] in _COMPARING or text.low[at].endswith("er")}
    before = {text.tokens[at].stem for at in range(sentence.start, than) if text.tokens[at].tells}
    behind = {text.tokens[at].stem for at in range(than + 1, sentence.stop) if text.tokens[at].tells}
    return frozenset(before), frozenset(behind), frozenset(comparing)
