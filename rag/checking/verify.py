"""The verdict on one sentence of an answer: what its quotations carry of it, and what speaks against it.

First what can be wrong outright (quotation marks, figures, names, yes and no, who did what), then how much of what is
said stands in the quotations at all. Then both are read together (`index.model.entailment`), which frees what is only
said in other words and doubts what no rule finds; in languages that it does not read, the embedded model is asked how
alike both are where the words are too few to tell. No language model is asked. What fails is held against the other
evidence, so that a wrong footnote is told from a wrong claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.model.embed import Embedder
from index.model.entailment import Doubt
from index.model.words import Words
from index.text.languages import ENGLISH, guess_language
from index.text.terms import STOPWORDS, is_readable
from rag.checking.declining import declines, told_after_all
from rag.types import NO_CLAIM, Verdict
from rag.verdict.additions import insertion
from rag.verdict.against import Against, contradictions, weaknesses
from rag.verdict.carried import absent, alien, coverage, gap, says_little, strange, told
from rag.verdict.changed import changed, other_thing
from rag.verdict.claims import as_sentence, claim_of, is_claim, plain, quoted, stands_in
from rag.verdict.derived import is_anew
from rag.verdict.edited import changes
from rag.verdict.entailed import Found, is_certain, is_doubted, limit
from rag.verdict.figures import wrong_figures
from rag.verdict.known import known_parts
from rag.verdict.likeness import Likeness
from rag.verdict.pair import Pair, instead, shortened, unquoted
from rag.verdict.reading import Reading, read

# Coverage from which a claim's words carry it by themselves; where no model can be asked how alike both are, less must
# do. Below the last of these a claim is not carried at all.
CARRIED, UNREAD, PARTLY = 0.7, 0.5, 0.35
# What is said of the names of a claim: below the first of these nothing of it is carried, below the other a part.
NOTHING, TOLD = 0.1, 0.3
# Likeness as a whole makes up for words that are not there, where it comes to so much with a share of the coverage.
ENOUGH, _SHARE = 0.7, 0.25
VERBATIM, SAYS, REWORDED = "verbatim quotation", "the quotation says this", "the quotation says this in other words"
TOLD_AFTER_ALL = "the quotation seems to tell what is said to be missing"
TOO_LONG = "too long to be checked as one sentence"
FOREIGN = "in another language than its quotation, so only figures and names are compared"
# So many of the other evidence's sentences are looked into for a better footnote, the likest first.
_LOOKED_INTO = 3
# So many quotations of one claim are also looked at one by one.
_APART = 4
# A longer claim, in characters, is no sentence but a table or a list in one: each of its words would be held against
# each of its quotation. The sentences of documents are at most half as long (`index.text.sentences`).
LONGEST_CLAIM = 1200
# What a word or two can make of a sentence: its denial, less of a doubt, another name, another subject.
_EDITABLE = (Found.CONTRADICTION, Found.LESS, Found.NAME, Found.OF_ANOTHER)
# What speaks against a claim outright: who did what, who it was, yes or no.
_WRONG = (Found.EXCHANGED, Found.OF_ANOTHER, Found.CONTRADICTION, Found.NAME, Found.EDITED)
_BLIND = Likeness(None)

# What is to be doubted of a claim beside a text, parts of it that are right left out, as (start, end); None where that
# cannot be told.
Entails = Callable[[str, str, Sequence[tuple[int, int]]], Doubt | None]


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation, and the text around it, which may say who "he" is."""

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict and its reason for the reader. `better` are the places in `others` of what carries the claim."""

    verdict: Verdict
    reason: str
    better: tuple[int, ...] = ()


class Verifier:
    """Checks sentences. Deterministic: the same arguments always give the same verdict."""

    def __init__(
        self, words: Words | None = None, embedder: Embedder | None = None, entails: Entails | None = None
    ) -> None:
        """`words` tell near meanings; without them only the same words, and forms of them, count as carried.

        `entails` reads a claim and its evidence together. `embedder`, one on this machine, is asked about those few
        claims whose words alone do not tell, where `entails` does not read them.
        """
        self._words = words
        self._entails = entails
        self._likeness = Likeness(embedder)
        self._enough = CARRIED if embedder else UNREAD

    def check(self, claim: str, cited: Sequence[Cited], others: Sequence[Cited] = ()) -> Check:
        """The verdict on a sentence, markup and markers included, by the texts that it cites.

        A sentence that claims nothing (a heading, a question, "the documents do not say") is supported, with the reason
        "no claim"; only partly where "the documents do not say" cites what tells it. Of a claim of more than 1,200
        characters it is only seen whether it repeats a quotation. `others` are further sentences of the evidence.
        """
        if not is_claim(claim):
            if told_after_all(claim, [item.text for item in cited]):
                return Check(Verdict.PARTLY, TOLD_AFTER_ALL)
            return Check(Verdict.SUPPORTED, NO_CLAIM)
        if not cited and declines(claim):
            return Check(Verdict.SUPPORTED, NO_CLAIM)
        # Also with the words that only lead in, which the claim is judged without.
        if cited and _trimmed(plain(claim)) in (_trimmed(plain(item.text)) for item in cited):
            return Check(Verdict.SUPPORTED, VERBATIM)
        if cited and len(claim) > LONGEST_CLAIM:
            return Check(Verdict.PARTLY, TOO_LONG)
        bare = claim_of(claim)
        found, certain = self._judge_all(bare, cited) if cited else (Check(Verdict.UNCITED, "no footnote"), True)
        # What is only doubted may have the right footnote, and another that is as near would be doubted too.
        if found.verdict is Verdict.SUPPORTED or not certain or not others:
            return found
        better = self._better(bare, others, self._reach(bare, cited))
        if not better:
            return found
        if found.verdict is Verdict.UNCITED:
            return replace(found, reason="another quotation says it", better=better)
        return Check(
            Verdict.UNSUPPORTED,
            f"wrong footnote: another quotation says this; here {found.reason}",
            better,
        )

    def _better(self, bare: str, others: Sequence[Cited], reach: float) -> tuple[int, ...]:
        """What carries a claim, and no less of it than `reach`: a sentence that is nearer speaks for what it says."""
        shared = [len(read(bare).content & read(plain(other.text)).stems) for other in others]
        likest = sorted((at for at, count in enumerate(shared) if count), key=lambda at: (-shared[at], at))[
            :_LOOKED_INTO
        ]
        # By its words alone: what only resembles a claim is no better than what is cited.
        carrying = [at for at in likest if self._by_rules(bare, [others[at]], _BLIND)[1].verdict is Verdict.SUPPORTED]
        return tuple(at for at in carrying if self._reach(bare, [others[at]]) >= reach)

    def _reach(self, bare: str, cited: Sequence[Cited]) -> float:
        """The share of a claim's words that stand in what is cited, whatever speaks against it."""
        if not cited:
            return 0.0
        evidence = read(_evidence(cited))
        return coverage(Pair(read(bare), evidence, lambda: evidence, self._words))

    def findings(self, claim: str, cited: Sequence[Cited]) -> tuple[Found | None, float | None]:
        """What the rules find in a claim, and the log-odds that it is false as read; None where either does not say."""
        bare = claim_of(claim)
        found, _ = self._by_rules(bare, cited, _BLIND)
        doubt = self._read_together(bare, cited) if self._reads(bare, cited) else None
        return found, doubt.odds if doubt else None

    def _judge_all(self, bare: str, cited: Sequence[Cited]) -> tuple[Check, bool]:
        """All quotations together; where something in them speaks against the claim, each that may carry it alone.

        What is quoted besides must not make a claim wrong that one quotation holds in full, nor right what one turns
        round: "the pilot survived", of whom one says that he died and the other that the passengers survived.
        """
        check, certain = self._judge(bare, cited)
        if not 1 < len(cited) <= _APART:
            return check, certain
        apart = _apart(bare, cited)
        if check.verdict is Verdict.SUPPORTED:
            return self._turned_by_one(bare, cited, apart) or (check, certain)
        wrong = self._by_rules(bare, cited, _BLIND)[0] in _WRONG
        for item, (lacks, elsewhere) in zip(cited, apart, strict=True):
            # With a word that only another quotation has, it is not held in full.
            if wrong and lacks & elsewhere:
                continue
            alone, by_rule = self._judge(bare, [item])
            if alone.verdict is Verdict.SUPPORTED:
                return alone, by_rule
        return check, certain

    def _turned_by_one(
        self, bare: str, cited: Sequence[Cited], apart: Sequence[tuple[frozenset[str], frozenset[str]]]
    ) -> tuple[Check, bool] | None:
        """What a rule has for sure against a claim beside one quotation, which has all its words but the one turned."""
        if any(not lacks for lacks, _ in apart):
            return None
        for item, (lacks, elsewhere) in zip(cited, apart, strict=True):
            if len(lacks) == 1 and lacks <= elsewhere:
                found, check = self._by_rules(bare, [item], _BLIND)
                if found is Found.EXCHANGED:
                    return check, True
        return None

    def _judge(self, bare: str, cited: Sequence[Cited]) -> tuple[Check, bool]:
        """By the rules first, then by reading claim and evidence together, or where that cannot be, by likeness.

        With it comes whether a rule speaks for it: what no rule objects to is only doubted.
        """
        reads = self._reads(bare, cited)
        found, check = self._by_rules(bare, cited, _BLIND if reads else self._likeness)
        if not reads or found is None or is_certain(found):
            return check, True
        doubt = self._read_together(bare, cited)
        if doubt is None:
            return self._by_rules(bare, cited, self._likeness)[1], True
        if is_doubted(found, doubt.odds, brief=bool(as_sentence(bare))) is (check.verdict is not Verdict.SUPPORTED):
            return check, True
        if check.verdict is not Verdict.SUPPORTED:
            return Check(Verdict.SUPPORTED, REWORDED), True
        words = f"“{shortened(doubt.words)}”" if doubt.words else "this"
        return Check(Verdict.PARTLY, f"read together, the quotation does not seem to say {words}"), False

    def _reads(self, bare: str, cited: Sequence[Cited]) -> bool:
        return self._entails is not None and all(map(_is_english, (bare, *(plain(item.text) for item in cited))))

    def _read_together(self, bare: str, cited: Sequence[Cited]) -> Doubt | None:
        assert self._entails is not None
        evidence, around = _evidence(cited), " ".join(plain(item.context) for item in cited)
        sentence = as_sentence(bare)
        claim = sentence or bare
        doubt = self._entails(evidence, claim, known_parts(claim, evidence, around))
        # A reader is shown words that the answer has.
        return replace(doubt, words="") if doubt and sentence and doubt.words not in bare else doubt

    def _by_rules(self, bare: str, cited: Sequence[Cited], likeness: Likeness) -> tuple[Found | None, Check]:
        """What the rules found, and the verdict by it; None where there is nothing to be read together.

        That is so of verbatim quotations, of quotation marks, across languages, and where too little is said.
        """
        texts = [plain(item.text) for item in cited]
        contexts = [plain(item.context) for item in cited]
        for quote in quoted(bare):
            if not any(stands_in(quote, text) for text in [*texts, *contexts]):
                reason = f"the quotation “{shortened(quote)}” does not stand in what is cited"
                return None, Check(Verdict.UNSUPPORTED, reason)
        if _trimmed(bare) in map(_trimmed, texts):
            return None, Check(Verdict.SUPPORTED, VERBATIM)
        pair = Pair(read(bare), read(" ".join(texts)), lambda: read(" ".join([*texts, *contexts])), self._words)
        carried = coverage(pair)
        against = _objection(pair, carried)
        if (against or carried < PARTLY) and _foreign(pair, texts) and not any(wrong_figures(pair, alone=True)):
            # Nothing speaks against it: the reader has to compare.
            return None, Check(Verdict.PARTLY, FOREIGN)
        if against:
            partly = against.found in (Found.LESS, Found.SUPPOSED)
            return _surer(against.found, pair), Check(Verdict.PARTLY if partly else Verdict.UNSUPPORTED, against.reason)
        return self._unopposed(pair, carried, likeness)

    def _unopposed(self, pair: Pair, carried: float, likeness: Likeness) -> tuple[Found | None, Check]:
        """The same of a claim that nothing speaks against outright: whether the quotation says it, and all of it."""
        of_names = told(pair)
        short = carried < self._enough or of_names < TOLD
        reworded = short and _SHARE * carried + likeness.whole(pair.claim.text, pair.evidence.text) >= ENOUGH
        # With a date or a measure that is right, a word or two in other words are not nothing.
        if ((carried < PARTLY and not reworded) or of_names < NOTHING) and not says_little(pair):
            # Of who is only named nothing is said, however short the rest is.
            found = Found.LITTLE if of_names >= NOTHING else None
            return found, Check(Verdict.UNSUPPORTED, "the quotation does not say this")
        if not pair.figures and not pair.claim.content:
            return None, Check(Verdict.PARTLY, "says too little to be checked")
        # What is surest speaks.
        weaker = min(weaknesses(pair), key=lambda objection: limit(objection.found), default=None)
        if weaker:
            return _surer(weaker.found, pair), Check(Verdict.PARTLY, weaker.reason)
        if edit := changed(pair) or other_thing(pair):
            return Found.EDITED, Check(Verdict.PARTLY, instead(edit))
        if lacking := _lacking(pair, carried, likeness):
            return Found.LESS, Check(Verdict.PARTLY, lacking)
        if short and not reworded:
            return Found.ABSENT, Check(Verdict.PARTLY, _absent(pair))
        return Found.NOTHING, Check(Verdict.SUPPORTED, SAYS)


def _objection(pair: Pair, carried: float) -> Against | None:
    """What speaks against a claim outright, and how sure that is; None where nothing does."""
    objections = contradictions(pair)
    first = next(objections, None)
    if first is None:
        return None
    # In a label's value there are no other words that a figure could be told in.
    if first.found is Found.FIGURE and (as_sentence(pair.claim.text) or not is_anew(pair.claim, pair.evidence)):
        first = replace(first, found=Found.REPEATED)
    if not is_certain(first.found):
        # What is only doubted must not hide what is surer.
        surest = min((first, *objections, *weaknesses(pair)), key=lambda objection: limit(objection.found))
        # Both tell of whom it is said, the first of them better.
        both = first.found is Found.OF_ANOTHER and surest.found in (Found.EXCHANGED, Found.SUPPOSED)
        first = replace(first, found=Found.EXCHANGED) if both else surest
    # Where next to nothing is said, a figure is not only worked out.
    return replace(first, found=Found.REPEATED) if first.found is Found.ADDED and carried < PARTLY else first


def _lacking(pair: Pair, carried: float, likeness: Likeness) -> str:
    """A word or a clause of a claim that is not in the evidence, as a reason; empty where all are."""
    if words := strange(pair, likeness):
        return instead(words)
    added = alien(pair, likeness) or insertion(pair) or gap(pair, carried, likeness)
    return unquoted(added) if added else ""


def _absent(pair: Pair) -> str:
    """The words of a claim that are not in the evidence, as a reason."""
    words = ", ".join(f"“{word}”" for word in absent(pair)[:3])
    return f"not in the quotation: {words}" if words else "the quotation says only a part of this"


def _apart(bare: str, cited: Sequence[Cited]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each quotation the claim's telling words that it lacks, and those that another one has."""
    own = read(bare).content
    held = [own & read(plain(item.text)).stems for item in cited]
    others = [frozenset[str]().union(*(held[:at] + held[at + 1 :])) for at in range(len(held))]
    return [(own - mine, other) for mine, other in zip(held, others, strict=True)]


def _surer(found: Found, pair: Pair) -> Found:
    """What was found, surer where the claim else repeats its evidence."""
    return Found.EDITED if found in _EDITABLE and changes(pair) else found


def _foreign(pair: Pair, texts: Sequence[str]) -> bool:
    """Whether a claim and its evidence, or a part of that, are in different languages, as far as small words tell."""
    own = _language(pair.claim)
    # A short text without small words counts as English, so that this alone sets no part of it apart.
    apart = (_language(read(text)) not in (own, ENGLISH) or not is_readable(text) for text in texts)
    if is_readable(pair.claim.text) != all(map(is_readable, texts)):
        return True
    return own != _language(pair.evidence) or (is_readable(pair.claim.text) and any(apart))


def _evidence(cited: Sequence[Cited]) -> str:
    return " ".join(plain(item.text) for item in cited)


def _is_english(text: str) -> bool:
    return is_readable(text) and _language(read(text)) == ENGLISH


def _language(text: Reading) -> str:
    return guess_language(text.low, STOPWORDS)


def _trimmed(text: str) -> str:
    """A text without what may end it in one place and not in another."""
    return text.strip(' ."')
