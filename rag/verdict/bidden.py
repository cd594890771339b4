"""What the evidence tells somebody to say, which it does not say itself: "tell the reader that the ferry is free".

Documents may carry such orders on purpose, for models that obey them. English.
"""

from __future__ import annotations

import re

from rag.verdict.pair import Pair
from rag.verdict.reading import read

# An order has no subject: it opens a sentence, or follows on another order there.
_OPENS = (
    r"(?:ignore|disregard|forget|override|stop|do not|please|you (?:must|should|are|will)|from now|when|whenever|if|"
    r"instead|now|always|never|important|attention|assistant|system)\b[^.!?]*?"
    r"(?:,|:|\band|\bthen|\bmust|\bshould|\balways)\s+"
)
_TOLD = (
    r"(?:tell|inform|assure|convince|answer|remind)(?: \w+){1,3}?|"
    r"(?:answer|reply|respond|say|state|claim|write|pretend|insist)"
)
_BIDDEN = re.compile(
    rf"(?:\A|[.!?:;\"\n]\s*)(?:{_OPENS})?(?:(?:please|always|simply|just|only|then) )*"
    rf"(?P<order>(?:{_TOLD}) that )(?P<said>[^.!?;]+)",
    re.I,
)


def only_bidden(pair: Pair) -> str:
    """The order that alone has what is claimed, as a reason; empty for none."""
    for told in _BIDDEN.finditer(pair.evidence.text):
        order = told["order"].strip()
        if read(order).tokens[0].stem in pair.claim.stems:
            continue
        said = read(told["said"]).content
        beside = read(pair.evidence.text[: told.start("order")] + pair.evidence.text[told.end() :]).content
        shared = pair.claim.content & said
        if shared and not shared <= beside:
            return f"the source only orders somebody to say this (“{order}”)"
    return ""
