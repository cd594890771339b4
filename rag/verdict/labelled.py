"""A label and its value, which is how lists tell what is so: "Harbour master: Ingrid Solberg".

What reads claim and evidence together has learnt from sentences, and has little to say of two nouns; so it is given
"The harbour master is Ingrid Solberg."
"""

from __future__ import annotations

import re

# A longer line has a verb of its own, and is a sentence with a title in front.
_LABEL_WORDS, _VALUE_WORDS = 5, 6
_LABELLED = re.compile(r"(?:the )?([^\W\d_][^:–.;,!?\"]*?)(?::| [–-])\s+(?=\w)(.+?)[.\s]*", re.I | re.S)
# "May" is a month.
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did)\b")


def as_sentence(bare: str) -> str:
    """A plain claim that is a label and its value, as a sentence; empty where it is none."""
    parts = _LABELLED.fullmatch(bare)
    if parts is None or _VERB.search(bare):
        return ""
    label, value = parts.groups()
    if len(label.split()) > _LABEL_WORDS or len(value.split()) > _VALUE_WORDS:
        return ""
    name = label if label[:2].isupper() else label[0].lower() + label[1:]
    return f"The {name} is {value}."
