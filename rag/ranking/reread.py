"""A second look at the best sentences by the reader, which sees question and sentence, with its neighbours, at once.

It tells better than likeness whether an answer is there, and costs more: so the likeliest place is read first, and
others only while no answer was found. What it reads counts beside the ranker's score for the order of the sentences,
and the gate hears of it. It reads English.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.model.embed import Vector
from index.types import Sentence
from rag.evidence import Evidence, ScoredSentence, by_best_sentence
from rag.passages.contents import documents_alike
from rag.passages.english import is_english
from rag.passages.neighbours import place_of
from rag.passages.roles import Bearer, asked_among, put_into
from rag.passages.stands_for import stand_ins
from rag.ranking.ahead import ahead
from rag.ranking.compared import of_both
from rag.ranking.kept import NOT_MEANT, meant_shares, number_shares
from rag.ranking.ranker import Reading

# Places that are read at most, and the log-odds of an answer from which no other is looked for; below those of a sure
# one, a place that scores at least this share of the first is read too.
PLACES, FOUND = 12, -2.0
SURE, RIVAL = 1.0, 0.5
# Of so many places the gate hears: the more are read, the likelier one sounds like an answer that is none.
HEARD = 5
# Characters that are read around a sentence, its own included.
AROUND = 120

# The log-odds of each part of a text to hold the answer, from question, heading, text, and the parts as (start, end);
# None where the question cannot be read.
Read = Callable[[str, str, str, Sequence[tuple[int, int]]], Vector | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences of one passage that stand together."""

    item: ScoredSentence
    sentences: Sequence[Sentence]

    @property
    def text(self) -> str:
        """Their text, as it stands in the passage."""
        start = self.item.passage.start
        return self.item.passage.text[self.sentences[0].start - start : self.sentences[-1].end - start]

    @property
    def heading(self) -> str:
        """The section that they stand in."""
        return self.item.passage.heading

    def parts(self) -> list[tuple[int, int]]:
        """Where in the text each sentence stands."""
        first = self.sentences[0].start
        return [(sentence.start - first, sentence.end - first) for sentence in self.sentences]

    def keys(self) -> list[tuple[str, int]]:
        """Passage and start of each sentence."""
        return [(self.item.passage.id, sentence.start) for sentence in self.sentences]


def reread(evidence: Evidence, read: Read, reading: Reading) -> Evidence:
    """The same evidence, with what was read at its best places, in the order of both scores.

    Nothing is read where the question is in another language, where the best sentence is known, or where two sentences
    answer together, each of which alone reads as none.
    """
    question = evidence.query.question
    if not evidence.sentences or evidence.known or not question.english or not question.readable:
        return evidence
    if of_both(question.text, evidence.sentences, evidence.called):
        return evidence
    found: dict[tuple[str, int], float] = {}
    fresh = heard = -math.inf
    best = evidence.sentences[0].score
    passages = [item.passage for item in evidence.passages]
    others = documents_alike(question, passages, evidence.called)
    roles: dict[str, tuple[Bearer, ...]] = {}

    def read_of(place: Place) -> Vector | None:
        id_ = place.item.passage.document_id
        if id_ not in roles:
            roles[id_] = asked_among(passages, id_, question.text, question.terms)
        asked = evidence.unnamed.get(id_, evidence.query.text)
        return read(asked, place.heading, *_named(place, question.terms, roles[id_]))

    def is_wanted(place: Place) -> bool:
        share = place.item.score / best if best else 0.0
        share = share / NOT_MEANT if place.item.passage.document_id in others else share
        return fresh < (SURE if share >= RIVAL else FOUND)

    for count, (place, odds) in enumerate(ahead(read_of, _places(_in_turn(evidence, others)), is_wanted)):
        if odds is None:
            return evidence
        found |= dict(zip(place.keys(), map(float, odds), strict=True))
        # What another document says of the same is no answer, however well it reads as one.
        if place.item.passage.document_id in others:
            continue
        # What the answer before began with may answer again, and does not keep others from being read.
        new = [one for one, own in zip(odds, place.sentences, strict=True) if not evidence.query.was_told(own)]
        fresh = max([fresh, *map(float, new)])
        # Rivals are read for the order alone: a gate that hears of them too tells less surely what has no answer.
        heard = max(heard, float(max(odds))) if heard < FOUND and count < HEARD else heard
    if not found:
        return evidence
    heard = heard if math.isfinite(heard) else max(found.values())
    told = [found.get((item.passage.id, item.sentence.start)) for item in evidence.sentences]
    scores = reading.scores(np.array([item.score for item in evidence.sentences]), told)
    kept = _kept(evidence)
    items = [
        # Written out: there are hundreds, and `replace` takes three times as long.
        ScoredSentence(
            item.passage, item.sentence, float(score) * kept[item.passage.id], item.features, item.score, odds
        )
        for item, score, odds in zip(evidence.sentences, scores, told, strict=True)
    ]
    items.sort(key=lambda item: (-item.score, item.passage.document_id, item.sentence.start))
    return replace(evidence, sentences=tuple(items), passages=by_best_sentence(evidence.passages, items), heard=heard)


def _named(place: Place, asked: Collection[str], bearers: Sequence[Bearer]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a place and its parts; where a pronoun or a role stands for one of whom is `asked`, with the name.

    Alone, "she" tells of nobody, and "the mayor" of any.
    """
    text, last = place.text, 0
    said, parts = "", list[tuple[int, int]]()
    first = place_of(place.item.passage, place.sentences[0])
    for (start, end), stands in zip(place.parts(), stand_ins(place.item.passage)[first:], strict=False):
        own = text[start:end]
        if stands and not stands.terms.isdisjoint(asked):
            own = stands.put_into(own)
        elif bearers:
            own = put_into(own, bearers, asked)
        said += text[last:start] + own
        parts.append((len(said) - len(own), len(said)))
        last = end
    return said, parts


def _kept(evidence: Evidence) -> dict[str, float]:
    """What is left of each passage's scores by numbers and names asked for: the reader takes one for another."""
    passages = [item.passage for item in evidence.passages]
    asked = evidence.query.question, passages, evidence.called
    shares = number_shares(*asked) * meant_shares(*asked)
    return {passage.id: float(share) for passage, share in zip(passages, shares, strict=True)}


def _in_turn(evidence: Evidence, others: Collection[str]) -> Sequence[ScoredSentence]:
    """The sentences, best first; the best of the `others` that read like a document named comes second, if as likely.

    What reads as an answer there, where the same is told, tells that what was found here is none.
    """
    items = evidence.sentences
    rival = next((item for item in items if item.passage.document_id in others), items[0])
    if rival is items[0] or rival.score / NOT_MEANT < items[0].score * RIVAL:
        return items
    return [items[0], rival, *(item for item in items[1:] if item is not rival)]


def _places(items: Sequence[ScoredSentence]) -> Iterator[Place]:
    """The likeliest places before the first in another language, none around a sentence that another holds.

    What is likelier than a place that is read must have been read too.
    """
    held: set[tuple[str, int]] = set()
    count = 0
    for item in items:
        key = item.passage.id, item.sentence.start
        if key in held:
            continue
        place = place_around(item, AROUND)
        # A short line, a row or a list of names has no language of its own: its passage tells.
        if not (is_english(place.text) or is_english(item.passage.text)):
            return
        yield place
        held |= set(place.keys())
        count += 1
        if count == PLACES:
            return


def place_around(item: ScoredSentence, room: int, *, before: bool = True) -> Place:
    """A sentence with as many neighbours, `before` and after it in turn, as make no more than `room` characters."""
    own = item.passage.sentences
    first = last = place_of(item.passage, item.sentence)
    for _ in range(len(own)):
        sides = [(first - 1, last), (first, last + 1)]
        for low, high in sides if before else sides[::-1]:
            if low >= 0 and high < len(own) and own[high].end - own[low].start <= room:
                first, last = low, high
                break
        else:
            break
        before = not before
    return Place(item, own[first : last + 1])
