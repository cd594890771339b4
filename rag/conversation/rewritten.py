"""The question in a model's reply to the request to rewrite one; none where the reply is something else.

Small models write around it, answer it, decline, or say that nothing is to be changed. What is taken here is searched
for and shown as the question, so whatever is not clearly one is given up: the rules then do it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Set

from index.errors import QuestionError
from index.text.terms import content_terms
from rag.question.question import clean_question

# No question that people ask is longer; a model that writes more has begun to answer.
LONGEST = 600
_LABEL = re.compile(
    r"^\W*(?:\[\d{1,3}\]\s*)?(?:(?:rewritten|standalone|stand-alone|latest|new|unchanged)\s*(?:question|message|query)?|"
    r"[^:?\n]{0,60}\b(?:question|message|query|version)\b[^:?\n]{0,30})\s*:\s*",
    re.I,
)
_TAG = re.compile(r"</?\w[\w -]{0,20}>|^\s*\[\d{1,3}\]\s*|^\s*(?:```|~~~).*$")
# "Sure! Here it is:", "(It stands alone.)", "Note: …", "I'm sorry, …".
_AROUND = re.compile(
    r"^\W*(?:sure|certainly|of course|okay|ok|here(?:'s| is| are)|note|explanation|reason(?:ing)?|"
    r"this (?:question|message)|the (?:rewritten|standalone|latest)|(?:i am |i['’]m )?sorry|i can(?:not|['’]t)|"
    r"i am unable|i['’]m unable|as an ai|unfortunately)\b.*$|^\(.*\)\W*$|^.*:$",
    re.I,
)
_QUOTES = "\"'“”‘’«»„` "
# Greek asks with what is a semicolon elsewhere.
_MARK = re.compile(r"[?？؟\u037e]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);")
# Japanese and Chinese often ask without a mark.
_ASKING = re.compile(rf"(?:{_MARK.pattern}|[か吗嗎呢][。.]?)$")


def question_in(reply: str, message: str, agreed: str, talk: str) -> str:
    """The one question in a reply, or "".

    `message` is what was to be rewritten; where that says no more than yes, `agreed` is what it says yes to. `talk` is
    all that was said before: a question that has no word of either is one back to the reader.
    """
    line = _one_line(_unpacked(reply))
    try:
        text = clean_question(_LABEL.sub("", line).strip(_QUOTES + "*_"))
    except QuestionError:
        return ""
    if _asks(message) and (marks := list(_MARK.finditer(text))):
        # What follows is an answer, or a remark.
        text = text[: marks[-1].end()]
    own = set(content_terms(message)) or set(content_terms(agreed))
    return text if len(text) <= LONGEST and _is_meant(text, _asks(message), own, talk) else ""


def _unpacked(reply: str) -> str:
    """What JSON holds, where a reply is nothing else and holds one text."""
    try:
        found = json.loads("\n".join(line for line in reply.splitlines() if not line.lstrip().startswith("```")))
    except ValueError:
        return reply
    texts = [each for each in (found.values() if isinstance(found, dict) else ()) if isinstance(each, str)]
    return texts[0] if len(texts) == 1 else reply


def _one_line(reply: str) -> str:
    """The line that asks, or the only one; "" where there are several, or none."""
    lines = [line for line in (_TAG.sub("", line).strip() for line in reply.splitlines()) if line]
    asking = [line for line in lines if _asks(line)]
    told = [line for line in lines if _LABEL.sub("", line) != line or not _AROUND.match(line)]
    found = asking if len(asking) == 1 else told
    return found[0] if len(found) == 1 else ""


def _is_meant(text: str, asked: bool, own: Set[str], talk: str) -> bool:
    """Whether it asks, and of what was spoken of; without a mark only what keeps the words of a message without one."""
    terms = set(content_terms(text))
    if _asks(text):
        return bool(terms & (own | set(content_terms(talk))))
    return not asked and 2 * len(terms & own) >= max(len(own), 1)


def _asks(text: str) -> bool:
    return bool(_ASKING.search(text.rstrip(_QUOTES + "*_")))
