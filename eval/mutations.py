"""Claims that look like their evidence and are wrong: one table of kinds, each a way to spoil a true sentence.

Everything is drawn from a seed and the sentence itself, so that the same data gives the same claims. A kind that cannot
spoil a sentence fairly (so that it would surely be untrue) gives nothing for it.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from eval.claims import Claim
from eval.truths import Truth
from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.terms import content_terms, is_stop, stem

SEED = 20
PER_KIND = 120


@dataclass(frozen=True, slots=True)
class Mutation:
    """A claim that its citations do not carry. `others` is further evidence; `carried_by` is which of it carries it.

    `half` is "tune", "report" or "held".
    """

    kind: str
    half: str
    claim: str
    cited: tuple[str, ...]
    contexts: tuple[str, ...]
    others: tuple[str, ...] = ()
    carried_by: int | None = None

    @property
    def of_sources(self) -> Claim:
        """A false claim about all that it cites together."""
        return Claim(" ".join(self.cited), self.claim, True, context=" ".join(self.contexts))


@dataclass(frozen=True, slots=True)
class Pool:
    """What mutations are drawn from: all truths of one half, and names by the slot that they stand in."""

    truths: Sequence[Truth]
    names: dict[tuple[str, int, str], list[str]]
    known: frozenset[str]

    @classmethod
    def of(cls, truths: Sequence[Truth]) -> Pool:
        """Names of one corpus that follow the same word and are as long are taken to be of one type."""
        names: defaultdict[tuple[str, int, str], dict[str, None]] = defaultdict(dict)
        for truth in truths:
            for match in _name_matches(truth.text):
                names[_slot(truth, match)][match[2]] = None
        known = frozenset(name for found in names.values() for name in found)
        return cls(truths, {slot: list(found) for slot, found in names.items()}, known)


_DIGITS = re.compile(r"(?<![\w.,/–-])(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/–-]|[.,:]\d)")
_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b(?! (?:of|or|and)\b)")
_YEAR = re.compile(r"(?<![\w$£€,.–-])(1[0-9]\d\d|20[0-3]\d)(?![\w–%-]|,\d|\.\d)")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})(?= \d)")
_UNITS = (
    ("million", "billion"), ("billion", "million"), ("miles", "kilometers"), ("km", "miles"), ("kilometres", "miles"),
    ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("years", "months"), ("hours", "minutes"),
    ("minutes", "hours"), ("feet", "meters"), ("ft", "yards"), ("meters", "feet"), ("metres", "feet"), ("m", "km"),
    ("percent", "million"), ("inches", "feet"), ("yards", "feet"), ("pounds", "kg"), ("acres", "hectares"),
    ("tons", "pounds"), ("kg", "pounds"), ("cm", "km"), ("°F", "°C"), ("°C", "°F"),
    ("square miles", "square kilometers"),
)  # fmt: skip
_NAME = re.compile(r"(\b[a-z]+[,;]? )((?:[A-Z][a-z]{2,}(?: (?=[A-Z][a-z]{2}))?){1,3})(?!\w| [A-Z]|[’']s|-)")
_NO_NAMES = frozenset([*MONTHS, *WEEKDAYS, *"English God Internet".split()])
_NOT_SWAPPED = re.compile(r"\b(and|or|with|between|than|both|met|married|like|as|nor|versus|against)\b|[;:()]")
_VERB = re.compile(
    r"\b(\w{3,}ed|is|was|were|has|had|became|won|lost|gave|took|wrote|led|made|sent|sold|told|beat|left|held)\b"
)
_NEGATIONS = (
    (r"\b(do|does|did)(?: not|n[’']t) (?!only|just|necessarily)", ""), (r"\b(is|are|was|were|has|have|had|could|would|"
    r"should|will|may|might|must) not (?!only|just|necessarily|yet)", r"\1 "),
    (r"\b(is|are|was|were|has|have|had|could|would|should)n[’']t ", r"\1 "),
    (r"\bcan(?:not| not|[’']t) ", "can "), (r"\b(never) (?=[a-z])", ""),
    (r"\b(there (?:is|are|was|were)|has|have|had) no (?=[a-z]+[^t]\b)(?!longer|more|less)", r"\1 a "),
    (r"\bwithout\b", "with"),
)  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|can|could|would|should|must)\b (?!not|n[’']t|no |never)(?=[a-z])"
)
_PAST = re.compile(r"\b(?<=He |It )([a-z]{3,}ed)\b|\b(?<=She )([a-z]{3,}ed)\b|\b(?<=They )([a-z]{3,}ed)\b")
_NEGATIVE = re.compile(
    r"\b(not|never|no|nor|neither|without|cannot|none|nothing|only|unless|hardly|few)\b|n[’']t\b", re.I
)


def mutations(truths: Sequence[Truth], per_kind: int = PER_KIND) -> list[Mutation]:
    """At most `per_kind` claims of each kind and half, spread over the corpora; of the half "report" as many again.

    Those are "held": they are made of other sentences of its documents, and were first checked when all was tuned.
    """
    found: list[Mutation] = []
    for half, wanted in (("tune", per_kind), ("report", 2 * per_kind)):
        pool = Pool.of([truth for truth in truths if truth.half == half])
        for kind, spoil in KINDS.items():
            drawn = _draw(pool, half, kind, spoil, wanted)
            found.extend([*drawn[:per_kind], *(replace(claim, half="held") for claim in drawn[per_kind:])])
    return found


def reworded(text: str, rng: random.Random) -> str:
    """The same claim, not letter for letter: led in, its opening moved to the end, contracted, in plain figures."""
    if rng.random() < 0.4:
        text = re.sub(
            r"^(In|On|At|During|After|Before|By) ([^,]{3,40}), ([A-Z]\w+|the|he|she|it|they|a) ([^,;:]+)\.$",
            _to_the_end,
            text,
        )
    if rng.random() < 0.5:
        text = re.sub(r"\b(is|are|was|were|did|does|has|had) not\b", r"\1n't", text)
        text = re.sub(r"(?<=\d) percent\b", "%", text)
        text = re.sub(r"\b(\d{1,3}),(\d{3})\b(?!,)", r"\1\2", text)
    if rng.random() < 0.5:
        text = re.sub(
            r"^(However|Moreover|Furthermore|Additionally|Also|Indeed|In addition), (\w)", lambda m: m[2].upper(), text
        )
        text = re.sub(r"\b(large|began|also|many|showed|such as|approximately)\b", lambda m: _SAME[m[1]], text)
    if rng.random() < 0.4:
        lead = rng.choice(("According to the text, ", "The source says that ", "As the document notes, "))
        first = text.split()[0]
        text = lead + (text[0].lower() + text[1:] if first.lower() in _LOWERED else text)
    return text


_SAME = {"large": "big", "began": "started", "also": "too", "many": "numerous", "showed": "demonstrated",
         "such as": "like", "approximately": "about"}  # fmt: skip
_LOWERED = frozenset(
    "the a an in on at it he she they this these his her its their there for by after during if".split()
)


def _to_the_end(match: re.Match[str]) -> str:
    subject = match[3] if match[3][0].isupper() else match[3].capitalize()
    return f"{subject} {match[4]} {match[1].lower()} {match[2]}."


Spoil = Callable[[Truth, Pool, random.Random], Mutation | None]


def _draw(pool: Pool, half: str, kind: str, spoil: Spoil, limit: int) -> list[Mutation]:
    order = random.Random(f"{SEED}/{half}/{kind}")
    by_corpus: defaultdict[str, list[Truth]] = defaultdict(list)
    for truth in order.sample(pool.truths, len(pool.truths)):
        by_corpus[truth.corpus].append(truth)
    found: list[Mutation] = []
    while len(found) < limit and any(by_corpus.values()):
        for corpus in sorted(by_corpus):
            while by_corpus[corpus] and len(found) < limit:
                truth = by_corpus[corpus].pop()
                spoiled = spoil(truth, pool, random.Random(f"{SEED}/{kind}/{truth.text}"))
                if spoiled:
                    found.append(spoiled)
                    break
    return found


def _claim(kind: str, truth: Truth, text: str, rng: random.Random) -> Mutation | None:
    """A spoilt sentence, cited to the sentence that it was made from."""
    if text == truth.text:
        return None
    return Mutation(kind, truth.half, reworded(text, rng), (truth.text,), (truth.passage,))


def _put(text: str, match: re.Match[str], new: str, group: int | str = 0) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def _number(truth: Truth, _pool: Pool, rng: random.Random) -> Mutation | None:
    found = [
        match
        for match in _DIGITS.finditer(truth.text)
        if not _YEAR.fullmatch(match[0]) and not _dated(truth.text, match)
    ]
    found += list(_NUMBER_WORD.finditer(truth.text))
    if not found:
        return None
    match = rng.choice(found)
    if not match[0][0].isdigit():
        new = rng.choice([word for word in _WORDS if word not in truth.text.lower()])
    else:
        value = float(match[0].replace(",", ""))
        step = rng.choice((0.5, 0.9, 0.8, 1.1, 1.3, 2, 10))
        changed = value * step if abs(value * step - value) >= 1 or "." in match[0] else value + 1
        new = (
            f"{changed:,.{len(match[0].partition('.')[2])}f}"
            if "," in match[0] or "." in match[0]
            else f"{changed:.0f}"
        )
    return (
        None
        if re.search(rf"(?<!\d){re.escape(new)}(?!\d)", truth.text)
        else _claim("changed number", truth, _put(truth.text, match, new), rng)
    )


def _dated(text: str, match: re.Match[str]) -> bool:
    return bool(re.search(rf"(?:{'|'.join(MONTHS)})\.? $", text[: match.start()])) or bool(
        re.match(rf" (?:{'|'.join(MONTHS)})", text[match.end() :])
    )


def _date(truth: Truth, _pool: Pool, rng: random.Random) -> Mutation | None:
    found = [*_YEAR.finditer(truth.text), *_MONTH.finditer(truth.text)]
    if not found:
        return None
    match = rng.choice(found)
    year = match[0].isdigit()
    new = str(int(match[0]) + rng.choice((-31, -10, -3, -1, 1, 2, 9, 20))) if year else rng.choice(MONTHS)
    return None if new in truth.text else _claim("changed date", truth, _put(truth.text, match, new), rng)


def _unit(truth: Truth, _pool: Pool, rng: random.Random) -> Mutation | None:
    for old, new in rng.sample(_UNITS, len(_UNITS)):
        match = re.search(rf"\d(?P<unit> ?{re.escape(old)})(?!\w)", truth.text)
        if (
            match
            and not re.match(r" (?:\(|or )", truth.text[match.end() :])
            and not re.search(rf"\b{new.strip()}\b", truth.text)
        ):
            unit = match["unit"].replace(old, new)
            return _claim("changed unit", truth, _put(truth.text, match, unit, "unit"), rng)
    return None


def _name_matches(text: str) -> list[re.Match[str]]:
    return [match for match in _NAME.finditer(text) if not set(match[2].split()) & _NO_NAMES]


def _slot(truth: Truth, match: re.Match[str]) -> tuple[str, int, str]:
    return truth.corpus, len(match[2].split()), match[1].strip()


def _name(truth: Truth, pool: Pool, rng: random.Random) -> Mutation | None:
    found = _name_matches(truth.text)
    if not found:
        return None
    match = rng.choice(found)
    stems = {word[:4].lower() for word in truth.text.split()}
    fresh = [
        name for name in pool.names[_slot(truth, match)] if not {word[:4].lower() for word in name.split()} & stems
    ]
    near = [name for name in fresh if name in truth.passage]
    if not fresh:
        return None
    new = rng.choice(near if near and rng.random() < 0.5 else fresh)
    text = _put(truth.text, match, new, 2)
    return None if re.search(rf"\b{match[2]}\b", text) else _claim("changed name", truth, text, rng)


def _roles(truth: Truth, pool: Pool, rng: random.Random) -> Mutation | None:
    """Two names with a verb between them change places; not around a word that holds both ways ("met", "and")."""
    found = list(re.finditer(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*(?![’'\w-])", truth.text))
    for one, two in zip(found, found[1:], strict=False):
        between = truth.text[one.end() : two.start()]
        opener = one.start() == 0 and one[0] not in pool.known
        if opener or _NOT_SWAPPED.search(between) or not _VERB.search(between) or {one[0], two[0]} & _NO_NAMES:
            continue
        if any(is_stop(stem(word.lower())) for word in f"{one[0]} {two[0]}".split()):
            continue
        if one[0] in two[0] or two[0] in one[0] or re.search(r"\bnot\b", between) or len(between) > 80:
            continue
        text = truth.text[: one.start()] + two[0] + between + one[0] + truth.text[two.end() :]
        return _claim("swapped roles", truth, text, rng)
    return None


def _dropped(truth: Truth, _pool: Pool, rng: random.Random) -> Mutation | None:
    if re.search(r"\b(no longer|whether|not only|if not|not just)\b", truth.text):
        return None
    for pattern, replacement in _NEGATIONS:
        text, count = re.subn(pattern, replacement, truth.text, count=1)
        if count:
            return _claim("dropped negation", truth, " ".join(text.split()), rng)
    return None


def _added(truth: Truth, _pool: Pool, rng: random.Random) -> Mutation | None:
    if _NEGATIVE.search(truth.text):
        return None
    match = _AUXILIARY.search(truth.text)
    if match:
        return _claim("added negation", truth, _put(truth.text, match, f"{match[1]} not "), rng)
    past = _PAST.search(truth.text)
    return _claim("added negation", truth, _put(truth.text, past, f"never {past[0]}"), rng) if past else None


def _likeness(a: str, b: str) -> float:
    one, two = set(content_terms(a)), set(content_terms(b))
    return len(one & two) / max(min(len(one), len(two)), 1)


def _elsewhere(truth: Truth, pool: Pool, rng: random.Random, *, near: bool) -> Truth | None:
    """A sentence of another passage: the likest of its document, or any of another document."""
    if near:
        same = [o for o in pool.truths if o.document == truth.document and o.passage != truth.passage]
        same = [o for o in same if _likeness(truth.text, o.text) < 0.5]
        return max(same, key=lambda o: (_likeness(truth.text, o.text), o.text), default=None)
    for other in rng.sample(pool.truths, min(len(pool.truths), 20)):
        if other.document != truth.document and _likeness(truth.text, other.text) < 0.5:
            return other
    return None


def _wrong_document(truth: Truth, pool: Pool, rng: random.Random) -> Mutation | None:
    other = _elsewhere(truth, pool, rng, near=rng.random() < 0.5)
    if other is None:
        return None
    claim = reworded(truth.text, rng)
    return Mutation(
        "quotation from the wrong document", truth.half, claim, (other.text,), (other.passage,), (truth.text,), 0
    )


def _spliced(truth: Truth, pool: Pool, rng: random.Random) -> Mutation | None:
    other = _elsewhere(truth, pool, rng, near=True)
    if other is None:
        return None
    first, second = truth.text.split(), other.text.split()
    joined = " ".join(first[: len(first) // 2] + second[len(second) // 2 :])
    lead = rng.choice(("The text says: “{}”", 'As it is put there, "{}"', "“{}”, the document says.", "It reads: «{}»"))
    cited, contexts = (truth.text, other.text), (truth.passage, other.passage)
    return Mutation("two quotations spliced", truth.half, lead.format(joined.rstrip(".")), cited, contexts)


def _absent(truth: Truth, pool: Pool, rng: random.Random) -> Mutation | None:
    """Cited to its neighbour, itself taken out of the passage; the likest sentence of the document stays at hand."""
    around = [o for o in pool.truths if o.passage == truth.passage and o.text != truth.text]
    around = [o for o in around if _likeness(truth.text, o.text) < 0.5]
    if not around or truth.text not in truth.passage:
        return None
    other = rng.choice(around)
    near = _elsewhere(truth, pool, rng, near=True)
    context = truth.passage.replace(truth.text, "")
    others = (near.text,) if near else ()
    return Mutation(
        "claim absent from the evidence", truth.half, reworded(truth.text, rng), (other.text,), (context,), others
    )


def _half_carried(truth: Truth, pool: Pool, rng: random.Random) -> Mutation | None:
    """A true sentence that goes on with what another one says."""
    other = _elsewhere(truth, pool, rng, near=False)
    opening = re.match(r"(It|He|She|They|The|This) ", other.text) if other else None
    if other is None or opening is None:
        return None
    text = f"{truth.text.rstrip('.')}, and {other.text[0].lower()}{other.text[1:]}"
    return _claim("half of it carried", truth, text, rng)


KINDS: dict[str, Spoil] = {
    "changed number": _number,
    "changed date": _date,
    "changed unit": _unit,
    "changed name": _name,
    "swapped roles": _roles,
    "dropped negation": _dropped,
    "added negation": _added,
    "quotation from the wrong document": _wrong_document,
    "two quotations spliced": _spliced,
    "claim absent from the evidence": _absent,
    "half of it carried": _half_carried,
}
