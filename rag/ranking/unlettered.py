"""What stands for the measurements of the embedded model where it knows no letter of a script, as Thai's.

Such a text is one unknown token to it: all are equally near, and no token is like another. The ranker and the gate were
fitted on scripts whose letters it knows, and would take that for a text that has nothing of the question. So a word of
the question that is met counts as its token found again, and one that is not as a token that has little like it.
"""

from __future__ import annotations

import numpy as np

from index.model.embed import Vector

# What the token of a word that is not there counts for; chosen among 0.4 to 0.7 by which questions are refused.
_MISSED = 0.4
# The cosine of a question and a text without a word in common, and how much more it is with all of them: about as in
# Chinese.
_APART, _TOGETHER = 0.2, 0.45


def unlettered(near: Vector, in_passage: Vector, around: Vector, share: Vector) -> dict[str, Vector]:
    """The features that the model measures elsewhere, by their names.

    Of each sentence `near` tells how near it comes to each content word of the question, 0 to 1, shape (sentences,
    words), as do `in_passage` for its passage and `around` for it and its neighbours; `share` is what each word weighs.
    """
    if not near.shape[1]:
        return {}
    tokens, passage, beside = (_MISSED + (1 - _MISSED) * own for own in (near, in_passage, around))
    return {
        "cosine": _APART + _TOGETHER * (near @ share),
        "passage_cosine": _APART + _TOGETHER * (in_passage @ share),
        "late": tokens @ share,
        "late_mean": tokens.mean(axis=1),
        "late_weakest": np.asarray(tokens.min(axis=1), np.float32),
        "late_passage": passage @ share,
        "late_around": beside @ share,
    }
