"""Refusal: does the evidence hold an answer at all? Decided before a word is written, from what was found."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np

from index.model.embed import Vector
from index.text.languages import ENGLISH
from index.text.unspaced import is_unspaced
from rag.evidence import Evidence, ScoredSentence
from rag.gate.beside import is_beside_the_point, is_of_another_document, told_around
from rag.gate.contacts import lacks_contact
from rag.gate.count_beside import count_first
from rag.gate.thing import lacks_thing
from rag.gate.unlisted import is_unlisted
from rag.passages.apart import is_in_its_band, lacks_value
from rag.passages.listings import is_item
from rag.passages.neighbours import around, next_to
from rag.passages.tables import told_with_heading
from rag.question.byline import asked_of_document, names_nobody, tells
from rag.question.counted import lacks_count
from rag.question.measures import lacks_measure
from rag.question.properties import property_asked
from rag.question.question import Kind
from rag.question.signs import asks_reason, gives_reason, tells_time
from rag.ranking.features import FEATURES
from rag.ranking.lists import is_list_by_name
from rag.ranking.numbered_steps import is_another_step
from rag.ranking.other_rows import is_of_another
from rag.ranking.ranker import Ranker
from rag.ranking.told_otherwise import spoken_in

# What the gate sees, and which way each may count: +1 never against an answer, -1 never for one, 0 either way.
# Without these bounds a fit on hard near misses learns to suspect the text's own words, and refuses plain questions.
_BEST_OF_TOP = (
    "cosine", "passage_cosine", "soft", "passage_soft", "around_soft", "heading", "exact", "passage_exact", "weakest",
    "weakest_around", "bigrams", "kind_met", "late", "late_mean", "late_weakest", "late_passage", "late_around",
    "focus", "focus_around", "region_soft",
)  # fmt: skip
_COLUMNS = [FEATURES.index(name) for name in _BEST_OF_TOP]
_LARGE = ("score", "cosine", "soft", "exact", "late", "late_mean", "late_weakest")
GATE_SIGNS = {
    "score": +1,  # what the ranker thinks of the best sentence, as log-odds; then how far it stands above others
    "above_second": +1,
    "above_tenth": +1,
    "above_median": +1,
    "above_mean": +1,  # in standard deviations
    **dict.fromkeys(_BEST_OF_TOP, +1),  # the ranker's measurements, the best of the top three
    "read": +1,  # the best that the reader says of a sentence, as log-odds; 0 where it read none
    "names_missing": -1,  # a name in the question is nowhere near anything that was found, unless that says "I"
    "kind_missing": -1,  # a number, time or name is asked for, and none is there
    "reason_missing": -1,  # "why" is asked, and no word of reason is there
    **{f"large_{name}": +1 for name in _LARGE},  # in a large library nearness says more: not all is on the subject
    "words": 0,  # log of the question's content words: a long question never has all of them met
    "one_word": 0,
    "carried": 0,  # some came from earlier turns
    "kind": 0,  # a number, time or name is asked for
    "unread": 0,  # the embedded model cannot read the script
    "foreign": 0,  # it can, but was not trained on the language
    "unread_words": 0,  # it cannot read the script, whose words stand apart: common ones are met by chance
}
GATE_FEATURES = tuple(GATE_SIGNS)
_FIRST_PERSON = re.compile(r"\b(?:I|my|My|myself)\b(?![.)])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TOP = 3
_CONSIDERED, _NEAREST = 5, 2
# What is left of the estimate where a price or an address, say, is asked for and nothing that was found has one.
_WITHOUT_MEASURE = 0.1
# Where the thing that is asked for is not there.
_WITHOUT_THING = 0.1
# What reads as an answer with less than these log-odds, and has no name or time where one is asked for, is none.
_HARDLY = -3.5
# With less than these its measure has to stand next to it.
_UNLIKELY = -1.5
_STANDS_FOR_A_NAME = re.compile(r"\b(?:I|we|he|she|they|him|her|them)\b", re.I)
# Things that are told one by one are counted without a number.
_COUNTS = re.compile(r"\bhow many\b", re.I)
# A list that is asked for by its whole name, and rows that are picked.
_BY_NAME = 0.9


def confidence(evidence: Evidence, ranker: Ranker) -> float:
    """The estimate, 0 to 1, that the evidence answers; 0 where there is none."""
    known = _known(evidence)
    return _estimate(evidence, ranker) if known is None else known


def _known(evidence: Evidence) -> float | None:
    """What a rule tells of the evidence; None where it has to be estimated."""
    if not evidence.sentences:
        return 0.0
    if evidence.picked:
        return _BY_NAME if evidence.picked.rows else 0.0
    question, best = evidence.query.question, evidence.sentences[0]
    asked = asked_of_document(question.text)
    if asked and tells(asked, evidence.called.get(best.passage.document_id, ()), best.passage, best.sentence):
        return 1.0
    if is_of_another(evidence, best) or (asked and names_nobody(asked, best.sentence.text)):
        return 0.0
    if is_list_by_name(evidence) or is_in_its_band(question.text, question.own_terms, best.passage, best.sentence):
        return _BY_NAME
    return None


def _estimate(evidence: Evidence, ranker: Ranker) -> float:
    """What the fitted gate says, and what of that is left where a thing that is asked for is not there."""
    question, best = evidence.query.question, evidence.sentences[0]
    gate = ranker.gate_unread if evidence.heard is None else ranker.gate
    sure = float(gate(gate_features(evidence)[None, :])[0])
    # What reads as an answer tells the measure in words that no pattern has. Of what hardly does, a measure that stands
    # further off is of another thing.
    near = told_around(best) if (best.read or 0.0) < _UNLIKELY else _found_text(evidence)
    texts = near, told_with_heading(best.passage, best.sentence)
    if (best.read or 0.0) <= 0 and all(lacks_measure(question.text, text) for text in texts):
        sure *= _WITHOUT_MEASURE
    if question.english and (lacks_contact(evidence) or _lacks_count(evidence)):
        sure *= _WITHOUT_MEASURE
    return sure * _WITHOUT_THING if any(lacks(evidence) for lacks in _LACKS) else sure


def _lacks_kind(evidence: Evidence) -> bool:
    """Whether the best sentence lacks the name, time, amount or measure asked for, and hardly reads as an answer.

    Who speaks is named by others: "I will not wait". What leads in to an item has it for the item ("The tenant
    agrees:"), a heading tells when ("Lenn, 9 May 1911"), and the sentence before has the name that "she" stands for.
    """
    question, best = evidence.query.question, evidence.sentences[0]
    if best.read is None or best.read >= _HARDLY or question.kind is Kind.OTHER or _COUNTS.search(question.text):
        return False
    if is_item(best.passage, best.sentence) or (question.kind is Kind.TIME and tells_time(best.passage.heading)):
        return False
    if question.kind is Kind.NAME and _STANDS_FOR_A_NAME.search(best.sentence.text):
        return False
    if lacks_measure(question.text, f"{told_with_heading(best.passage, best.sentence)} {_next_to(best)}"):
        return True
    return not best.features[FEATURES.index("kind_met")]


def _next_to(best: ScoredSentence) -> str:
    """The sentence after the best one: it may tell the measure of what that names."""
    after = next_to(best.passage, best.sentence)
    return told_with_heading(best.passage, after) if after else ""


def _lacks_count(evidence: Evidence) -> bool:
    question = evidence.query.question.text
    return lacks_count(question, count_first(question, evidence.sentences)[0].sentence.text)


def _lacks_value(evidence: Evidence) -> bool:
    question, found = evidence.query.question, [item.passage for item in evidence.passages]
    return question.english and lacks_value(question.text, evidence.sentences[0].passage, found)


def _is_of_another_step(evidence: Evidence) -> bool:
    question = evidence.query.question
    return question.english and is_another_step(question.text, evidence.sentences[0].sentence.text)


def _lacks_property(evidence: Evidence) -> bool:
    """Whether a colour or a price, say, is asked for in another language, and told nowhere near what was found."""
    question, best = evidence.query.question, evidence.sentences[0]
    if question.english or evidence.known:
        return False
    asked = property_asked(question.text, spoken_in(question))
    return asked is not None and not asked.told.search(_found_text(evidence) if asked.anywhere else told_around(best))


def _found_text(evidence: Evidence) -> str:
    """The passages of the best sentences, under their headings; of another document than the best one none.

    What that measures is another thing.
    """
    own = evidence.sentences[0].passage.document_id
    best = (item.passage for item in evidence.sentences[:_TOP])
    found = {passage.id: passage for passage in best if passage.document_id == own}
    return " ".join(f"{passage.heading} {passage.text}" for passage in found.values())


# Each tells that the thing itself is not there, and one is enough; to switch one off, take it out.
_LACKS = (
    _lacks_kind,
    is_beside_the_point,
    is_of_another_document,
    lacks_thing,
    is_unlisted,
    _lacks_property,
    _lacks_value,
    _is_of_another_step,
)


def gate_features(evidence: Evidence) -> Vector:
    """One row, shape (len(GATE_FEATURES),), for evidence that is not empty."""
    evidence = _as_ranked(evidence)
    found = {**_standing(evidence), **_measured(evidence), **_asked(evidence)}
    small = 1 / math.log10(10 + evidence.searched)
    found |= {f"large_{name}": (1 - small) * found[name] for name in _LARGE}
    return np.array([found[name] for name in GATE_FEATURES], np.float32)


def _as_ranked(evidence: Evidence) -> Evidence:
    """The evidence in the order of before anything was read: what was read is a measurement of its own."""
    if evidence.sentences[0].ranked is None:
        return evidence
    return replace(evidence, sentences=tuple(sorted(evidence.sentences, key=lambda item: -_before(item))))


def _before(item: ScoredSentence) -> float:
    """A sentence's score before anything was read."""
    return item.score if item.ranked is None else item.ranked


def _standing(evidence: Evidence) -> dict[str, float]:
    """The best score, and how it stands among those of the other candidates."""
    scores = _log_odds(np.array([_before(item) for item in evidence.sentences]))
    # Best first, so that the middle is known; numpy's median takes as long as all else here.
    best, last = scores[0], len(scores) - 1
    middle = (scores[last // 2] + scores[(last + 1) // 2]) / 2
    return {
        "score": float(best),
        "above_second": float(best - scores[min(1, last)]),
        "above_tenth": float(best - scores[min(9, last)]),
        "above_median": float(best - middle),
        "above_mean": float((best - scores.mean()) / (scores.std() + 0.1)),
        "read": evidence.heard or 0.0,
    }


def _measured(evidence: Evidence) -> dict[str, float]:
    best = np.stack([item.features for item in evidence.sentences[:_TOP]])[:, _COLUMNS].max(axis=0)
    return dict(zip(_BEST_OF_TOP, map(float, best), strict=True))


def _asked(evidence: Evidence) -> dict[str, float]:
    """What the question wants, and whether any of it is missing."""
    question = evidence.query.question
    wants_kind = question.kind is not Kind.OTHER
    wants_reason = asks_reason(question.text)
    return {
        "names_missing": float(bool(evidence.unknown) and not _speaks_for_itself(evidence)),
        "kind_missing": float(wants_kind and not _kind_on_topic(evidence)),
        "reason_missing": float(wants_reason and not gives_reason(_text_around(evidence))),
        "words": math.log1p(len(question.content)),
        "one_word": float(len(question.content) <= 1),
        "carried": float(bool(question.carried_terms)),
        "kind": float(wants_kind),
        "unread": float(not question.readable),
        "foreign": float(question.language != ENGLISH),
        "unread_words": float(not question.readable and not any(map(is_unspaced, question.sequence))),
    }


def _kind_on_topic(evidence: Evidence) -> bool:
    """Whether a number, time or name stands where the subject is spoken of.

    The ranker likes sentences that have one, whatever they speak of: so the nearest of the best are asked.
    """
    topic = [FEATURES.index(name) for name in ("cosine", "soft")]
    met = FEATURES.index("kind_met")
    nearest = sorted(evidence.sentences[:_CONSIDERED], key=lambda item: -float(item.features[topic].sum()))[:_NEAREST]
    return any(item.features[met] > 0 for item in nearest)


def _speaks_for_itself(evidence: Evidence) -> bool:
    """Whether what was found says "I": a speech or a letter does not name who speaks, and questions about it do."""
    return any(_FIRST_PERSON.search(_QUOTED.sub(" ", item.passage.text)) for item in evidence.sentences[:_TOP])


def _text_around(evidence: Evidence) -> str:
    """The best sentences, each with the one that follows it: a reason is often given there."""
    near = (around(item.passage, item.sentence, after=1) for item in evidence.sentences[:_TOP])
    return " ".join(sentence.text for own in near for sentence in own)


def _log_odds(p: Vector) -> Vector:
    p = np.clip(p, 1e-9, 1 - 1e-7)
    return np.asarray(np.log(p / (1 - p)))
