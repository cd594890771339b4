"""Which questions are short enough to be told by their form as a whole: "What is a weir?", "Is X larger than Y?".

Such a form has names of a few words. In a text that somebody pastes with a question it would be sought in vain, and
whatever may stand for a name be tried in every length. What is asked with such a text stands before or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.text.sentences import sentence_spans
from index.text.terms import is_stop, stem, words

# In characters. Two names of six words and what stands around them are no longer.
BRIEF = 400
_ASKS = ("?", "\uff1f", "\u061f")
# "Dear team, how are you?"
_COURTESY = re.compile(r"\bhow (?:are|have) you\b|\bhow (?:are|is) (?:things|everything|it going)\b", re.I)
# So many sentences in a row ask for something; what has more is a list of questions that somebody pasted.
_MOST = 3


def is_brief(question: str) -> bool:
    """Whether a question is no longer than `BRIEF`."""
    return len(question) <= BRIEF


def asked_of(text: str) -> str:
    """What a text that is not brief asks, in brief sentences at its beginning and its end; all of it where none does.

    Both, for an e-mail behind a question may end with one of its own, and one before it begin so.
    """
    if is_brief(text):
        return text
    sentences = [text[span.start : span.end] for span in sentence_spans(text)]
    first, last = _asking(sentences), _asking(reversed(sentences))[::-1]
    asked = [*first, *last] if len(first) + len(last) < len(sentences) else []
    return " ".join(asked) if any(_tells(sentence) for sentence in asked) else text


def _tells(sentence: str) -> bool:
    """Whether there is a word to look for in a sentence: not in "How are you?"."""
    return any(not is_stop(stem(word)) for word in words(sentence))


def _asking(sentences: Iterable[str]) -> list[str]:
    """The first of some sentences, as long as they ask and are brief; none where they are too many."""
    found: list[str] = []
    for sentence in sentences:
        asks = sentence.rstrip(" \"'”’»*_)").endswith(_ASKS) and not _COURTESY.search(sentence)
        if not (asks and is_brief(sentence)):
            break
        found.append(sentence)
    return found if len(found) <= _MOST else []
