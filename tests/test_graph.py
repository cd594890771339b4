"""The cross-encoder leaves out of its last layer what nobody asks for, and says the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime

from index.model.adapter import adapted
from index.model.graph import Graph
from index.model.weights import published_weights


def ran(model: Any, **feed: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(None, feed)[0][0]


def test_the_tokens_that_are_weighed_have_the_log_odds_of_the_whole_encoder() -> None:
    tensors = adapted(published_weights(), "reader")
    ids = np.array([[101, 2043, 2001, 1996, 15319, 2441, 102, 2009, 2441, 1999, 2233, 8588, 102]], np.int64)
    length = ids.shape[1]
    feed = {
        "ids": ids,
        "positions": np.arange(length, dtype=np.int64)[None, :],
        "bias": np.zeros((1, 1, 1, length), np.float32),
    }
    hidden = ran(Graph(tensors).encoder(), **feed)
    whole = hidden @ tensors["answer.weight"].T + tensors["answer.bias"]
    weighed = np.array([7, 8, 9, 11])
    found = ran(Graph(tensors).cross_encoder(), **feed, weighed=weighed)
    assert np.ptp(whole) > 1
    np.testing.assert_allclose(found, whole[weighed], atol=1e-3)
