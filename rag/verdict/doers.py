"""Who does it, where the claim names somebody else: "Dahl blamed the winter", of whom the quotation says it of Marsh.

Told by form, of four kinds: a name that opens the claim, before the only such verb of the evidence; the deed in one
sentence of the evidence and the claim's doer in another ("built by the engineer Arkwright", where one quotation says
that Lindqvist built it); who was taught and who taught ("studied under Hallin"); and a clause with a subject of its own
("Halden fell and Moss climbed on"). English.
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
# Who is named stands so far behind "by": "by the Danish engineer Tom Arkwright".
_ROLE = 4
# Of who does a thing to whom, with one of these behind the verb.
_TOWARDS = frozenset("under for from against to".split())
_FIRST_WORDS = 3
_PARTICIPLES = ("ed", "ght", "ought", "wn", "lt", "ot")
_HELPING = frozenset("has have had was were is are been being also".split())
_BETWEEN = frozenset("had has have later also then first himself herself alone once soon never already".split())
_LONGEST = 3
_PAST = ("ed", "ght", "ilt", "ote", "ade", "old", "eft", "rew", "ook", "ave", "ang")


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


def agent_elsewhere(pair: Pair) -> Instead | None:
    """Whom the evidence names in the sentence of the deed, and the claim's doer, who is named in another one only."""
    claim, evidence = pair.claim, pair.evidence
    for by in (at for at, word in enumerate(claim.low) if word == "by" and at > 1):
        verb = _deed(claim, by)
        place = evidence.only(verb.stem) if verb else -1
        name = _name_behind(claim, by)
        if place < 0 or not name:
            continue
        sentence = evidence.sentence(place)
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
    name = [token for token in claim.tokens[:_FIRST_WORDS] if token.text[:1].isupper() and token.content]
    behind = claim.place(name[-1].end) if name else 0
    if not name or claim.word(behind) in BE or name[0].start > claim.tokens[1 if len(claim.tokens) > 1 else 0].start:
        return None
    verb = next((token for token in claim.tokens[behind : behind + 2] if token.content and not token.name), None)
    place = evidence.only(verb.stem) if verb else -1
    if verb is None or place < 0 or evidence.word(place - 1) in BE or not verb.low.endswith(_PARTICIPLES):
        return None
    sentence = evidence.sentence(place)
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
    first = next((at for at in range(by + 1, min(by + 1 + _ROLE, len(claim.tokens))) if _is_named(claim, at)), -1)
    if first < 0 or claim.clauses[first] != claim.clauses[by]:
        return ()
    return _run(claim, first)


def _doer(evidence: Reading, sentence: range, place: int) -> Sequence[Token]:
    """Who does it by name: behind "by", or in the active the only name before the verb."""
    by = next((at for at in range(place + 1, sentence.stop) if evidence.low[at] == "by"), -1)
    if not BE.isdisjoint(evidence.low[max(sentence.start, place - 3) : place]):
        return _name_behind(evidence, by) if by > 0 else ()
    named = [at for at in range(sentence.start, place) if _is_named(evidence, at) or at == sentence.start]
    named = [at for at in named if evidence.tokens[at].content]
    run = _run(evidence, named[0]) if named else ()
    if not run or len(run) != len(named):
        return ()
    rest = evidence.low[evidence.place(run[-1].end) : place]
    return run if _HELPING.issuperset(rest) else ()


def _is_named(text: Reading, at: int) -> bool:
    token = text.tokens[at]
    return token.name and token.content and token.low not in _MONTHS


def _run(text: Reading, first: int) -> Sequence[Token]:
    last = first
    while last + 1 < len(text.tokens) and _is_named(text, last + 1) and text.clauses[last + 1] == text.clauses[first]:
        last += 1
    return text.tokens[first : last + 1]


def own_subject(pair: Pair) -> Instead | None:
    """Whom or what the evidence has right before the only verb that the claim begins with, and the claim's subject."""
    claim, evidence = pair.claim, pair.evidence
    mine, verb = _subject_and_verb(claim)
    place = evidence.only(verb.stem) if verb else -1
    if not mine or place < 1 or not BE.isdisjoint(evidence.low[max(0, place - 2) : place]):
        return None
    theirs = _subject(evidence, place)
    own, others = {token.stem for token in mine}, {token.stem for token in theirs}
    # Who is told of elsewhere in the evidence, and nobody that the claim names too.
    if not theirs or own <= others or others <= own or not own <= evidence.stems:
        return None
    if not (others - own).isdisjoint(claim.stems) or _is_beside(evidence, own, theirs):
        return None
    return " ".join(token.text for token in theirs), " ".join(token.text for token in mine)


def _is_beside(evidence: Reading, own: set[str], theirs: Sequence[Token]) -> bool:
    """As in "the historian Celia Drum": both are the same."""
    start = evidence.place(theirs[0].start)
    near = evidence.tokens[max(0, start - 1) : start] + evidence.tokens[start + len(theirs) :][:1]
    return any(token.stem in own for token in near)


def _subject_and_verb(claim: Reading) -> tuple[Sequence[Token], Token | None]:
    """What a claim begins with, and the verb right behind it; none where it is in the passive."""
    start = int(claim.word(0) in _ARTICLES or claim.word(0) in ("mr", "mrs", "ms", "dr"))
    end = start
    # "Lena Orr founded": names go together, other subjects are one word.
    while end < len(claim.tokens) and claim.tokens[end].content and claim.clauses[end] == claim.clauses[0]:
        if end > start and not claim.tokens[end].name:
            break
        end += 1
    at = end
    while claim.word(at) in _BETWEEN:
        at += 1
    if end == start or at >= len(claim.tokens) or claim.clauses[at] != claim.clauses[0]:
        return (), None
    verb = claim.tokens[at]
    return (claim.tokens[start:end], verb) if verb.content and verb.low.endswith(_PAST) else ((), None)


def _subject(evidence: Reading, place: int) -> Sequence[Token]:
    """The subject right before a verb: a name behind a joining word, a noun behind "that", or whom "who" stands for."""
    end = place
    while end and evidence.low[end - 1] in _BETWEEN:
        end -= 1
    if end and evidence.low[end - 1] == "who":
        # "Her uncle, Piet Orr, who": the name right before.
        return _names_before(evidence, end - 1)
    named = _names_before(evidence, end)
    if named:
        before = evidence.word(evidence.place(named[0].start) - 1)
        return named if before in ("and", "but", "while", "that", "which") else ()
    noun = evidence.tokens[end - 1]
    relative = evidence.word(end - 2) in ARTICLES and evidence.word(end - 3) in ("that", "which")
    return [noun] if relative and noun.content and end - 4 >= 0 and evidence.tokens[end - 4].content else ()


def _names_before(text: Reading, end: int) -> Sequence[Token]:
    start = end
    while start and end - start < _LONGEST and text.tokens[start - 1].name and text.tokens[start - 1].content:
        start -= 1
    return text.tokens[start:end]
