"""A second look at the best sentences by a cross-encoder, which reads question and sentence together.

Optional: it costs far more than all else in an answer, and no model of the kind ships with Footnote. Only the order of
the sentences changes. Their scores are handed out anew in that order, so that the gate and the choice of quotations,
which were fitted on these scores, see what they know, whatever the scale of the model's own.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from index.model.local import Score
from rag.evidence import Evidence, ScoredSentence, by_best_sentence, scaled
from rag.passages.neighbours import around

# How many sentences are read again, the best ones.
READ = 24


def rerank(evidence: Evidence, score: Score) -> Evidence:
    """The same evidence with its best sentences in the order of both opinions, each scaled to 0..1 and added."""
    top, rest = evidence.sentences[:READ], evidence.sentences[READ:]
    # What a rule knows is not read.
    if evidence.known or len(top) < 2:
        return evidence
    read = score(evidence.query.text, [_with_context(item) for item in top])
    own = np.log([max(item.score, 1e-9) for item in top])
    order = np.argsort(-(scaled(read) + scaled(np.asarray(own, np.float32))), kind="stable")
    sentences = (*(replace(top[at], score=item.score) for at, item in zip(order, top, strict=True)), *rest)
    return replace(evidence, sentences=sentences, passages=by_best_sentence(evidence.passages, sentences))


def _with_context(item: ScoredSentence) -> str:
    """The sentence after the one before it: "It rose by 4 percent" tells little alone."""
    return " ".join(own.text for own in around(item.passage, item.sentence, before=1))
