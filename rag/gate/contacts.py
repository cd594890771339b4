"""How somebody is reached, where that is asked for: a telephone number, an e-mail address, a web address have a form.

English questions; asked in another language, nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.patterns import BETWEEN, lazy_pattern
from rag.evidence import Evidence, ScoredSentence
from rag.passages.tables import told
from rag.ranking.put_first import told_first

_CALLED = r"line|tel|telephone|phone|call|dial|ring|hotline|helpline|mobile|fax|extension|ext"
# How it is asked for, and what the sentence has that tells it.
_CONTACTS = tuple(
    (lazy_pattern(asked, re.I), lazy_pattern(told, re.I))
    for asked, told in (
        (
            r"\b(?:(?:tele)?phone|mobile|fax|emergency|hotline|helpline) numbers?\b|"
            rf"\b(?:what|which) number\b{BETWEEN}\b(?:call|ring|dial|phone)\b",
            # With a code before it, in groups, or called a number: "112"; a date is none.
            rf"(?!\b\d\d?[./-]\d\d?[./-]\d)(?:\+|(?<![\d./-])\b0|\(0)\d[\d ()/.–-]{{4,}}\d|\b\d{{3}}[-.]\d{{3,4}}\b|"
            rf"\b(?:{_CALLED})\b[^.\n]{{0,40}}?\d{{3}}|"
            # A row with its heads: "311 Extension".
            rf"(?:^|, )\d[\d ()/.–-]+ (?:{_CALLED}|direct|internal)\b|"
            # "The batch number is 4711" tells how to reach nobody.
            r"(?:(?:^|[.;:,(])\s*|\b(?:the|this|our|their|your|my|its|his|her|by|on|under|emergency|central|office) )"
            r"numbers?\b[^.\n]{0,20}?\d{3}",
        ),
        (
            r"\be-?mail address\b|['’]s e-?mail\W*$|"
            r"^\W*(?:what(?:'s|’s| is) )?(?:the )?e-?mail (?:of|for)\b(?!.*\babout\b)",
            r"[\w.+-]+@[\w-]+\.\w",
        ),
        (
            r"\b(?:web(?: ?site)? address|url)\b|"
            r"\bwhat(?:'s|’s| is) (?:(?:the|your|their|its) )?(?:[\w'’-]+ ){0,3}(?:web ?site|homepage)"
            r"(?: of (?:[\w'’-]+ ?){1,5})?\W*$",
            r"https?://|\bwww\.|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b",
        ),
    )
)
# What may have it instead of the best sentence: of so many, those of its document that score this share.
_CONSIDERED, _SHARE = 20, 0.01


def contact_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; where a contact is asked for, before all others the first that has one."""
    form = _asked(question)
    if form is None:
        return list(items)
    return told_first(items, lambda item: _has(form, item), share=_SHARE, among=_CONSIDERED)


def lacks_contact(evidence: Evidence) -> bool:
    """Whether a contact is asked for that neither the best sentence has nor another near it in its document."""
    question = evidence.query.question.text
    form = _asked(question)
    return form is not None and not _has(form, contact_first(question, evidence.sentences)[0])


def has_contact(question: str, item: ScoredSentence) -> bool:
    """Whether a contact is asked for that a sentence has."""
    form = _asked(question)
    return form is not None and _has(form, item)


def _has(form: re.Pattern[str], item: ScoredSentence) -> bool:
    """Whether a sentence, or a row with the heads of its columns, has what looks like that."""
    texts = item.sentence.text, told(item.passage, item.sentence)
    return any(form.search(text) is not None for text in texts)


def _asked(question: str) -> re.Pattern[str] | None:
    """What the contact that a question asks for looks like; None where it asks for none."""
    return next((told for asked, told in _CONTACTS if asked.search(question)), None)
