"""The outside of a letter, told by its form: where and when it was written, whom it greets, and how it ends.

In the languages of Western Europe. Here is only what a line looks like; what stands around it is for others to see.
"""

from __future__ import annotations

import re

from index.text.dates import is_date
from index.text.patterns import lazy_pattern

_CAPITAL = r"(?-i:[A-ZÀ-ÞŒ])"
_TITLE = r"(?:Mrs?|Ms|Dr|Prof|St|Sra?|Sig|Hr|Fr|[A-Z])\."
_LINK = r"(?:and|or|of|the|und|von|van|der|den|de|du|di|et|e|y|en)"
# One to six words of a name, with what may stand between them: "Mr. and Mrs. Orr", "Ludwig van der Orr".
_NAME = rf"(?:{_TITLE}|{_CAPITAL}[\w’'-]*)(?: (?:{_LINK} ){{0,2}}(?:{_TITLE}|{_CAPITAL}[\w’'-]*)){{0,5}}"
# Whom it greets without a name, in a word or two: "all", "old friend", "members of the club"; more may be a sentence.
_WORD = r"[^\W\d_]+"
_WHOM = rf"(?:{_NAME}|{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD})?)"
# German has a capital for whom it greets: "Liebe ist alles!" greets nobody.
_GREETED = (
    rf"(?:(?:my )?dear(?:est)?|(?:mon |ma |mes )?ch(?:er|ère)s?|(?:muy )?(?:estimad|querid|prezad|car)[oa]s?|hola|"
    rf"gentil[ei]|egregi[oa]|spettabile|geachte|lieve|hallo) {_WHOM}|"
    rf"(?:hello|hi|hey|good (?:morning|afternoon|evening)|bonjour|guten tag)(?:,? {_WHOM})?|"
    rf"(?:sehr geehrte[rs]?|liebe[rs]?|beste|madame|monsieur) {_NAME}|madame|monsieur|hallo|hola|to whom it may concern"
)
# The whole of a line, up to its mark; what follows a comma can only be another whom it greets.
_SALUTATION = lazy_pattern(rf"(?:{_GREETED})(?:, (?:{_GREETED}))?\s?[,:!]", re.I)
_ENGLISH_CLOSING = (
    r"(?:(?:ever|very|affectionately|respectfully) )*yours(?: very| ever)?"
    r"(?: (?:sincerely|faithfully|truly|ever|affectionately|respectfully))?|sincerely(?: yours)?|respectfully|cheers|"
    r"(?:with |much |lots of |all my |my )*love|(?:all the )?best|your (?:\w+ ){1,3}(?:friend|servant)"
)
_OTHER_CLOSING = (
    r"(?:mit |viele |liebe |beste |herzliche |freundliche )*(?:(?:besten|freundliche[nm]|herzliche[nm]|lieben) )?"
    r"(?:grüßen?|grüssen?|gruß|gruss)|hochachtungsvoll|"
    r"(?:bien |très )?(?:cordialement|amicalement|sincèrement|respectueusement)|(?:meilleures |sincères )?salutations|"
    r"(?:muy )?atentamente|(?:(?:un )?(?:cordial|afectuoso|atento) )?saludos?(?: cordiales)?|un abrazo|"
    r"(?:cordiali|distinti|cari|tanti) saluti|cordialmente|atenciosamente|(?:com os )?(?:melhores )?cumprimentos|"
    r"(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|hoogachtend"
)
_THANKS = (
    r"(?:with )?(?:(?:my |our )?(?:very )?(?:best|kind(?:est)?|warm(?:est)?|many) )?(?:(?:personal|good) )?"
    r"(?:regards|wishes|thanks)(?: again| in advance)?"
)
# Who signs, on one line or on a few; whoever is told to be something there is told of: "Ruth Orr, chair".
_SIGNED = rf"{_NAME}(?:\s*\n\s*{_NAME}){{0,2}}"
_CLOSING = lazy_pattern(
    rf"(?:{_THANKS}|{_OTHER_CLOSING})(?: to (?:you )?(?:all|both))?(?:\W{{0,3}}|\s*[,\n]\s*{_SIGNED})|"
    rf"(?:{_ENGLISH_CLOSING})(?: to (?:you )?(?:all|both))?(?:\s*,|\s*[,\n]\s*{_SIGNED})|"
    r"(?:veuillez (?:agréer|recevoir)|je vous prie d['’]agréer)\b[^?]{0,120}"
    r"\b(?:salutations|sentiments|hommages|considération)\b[^?]{0,40}",
    re.I,
)
_SIGNATURE = lazy_pattern(rf"{_NAME}", re.I)
# "Lindau", "Newcastle upon Tyne", "12 Mill Lane": one to three words with capitals; "Annual meeting" is no place.
_PART = (
    r"(?:\d+[a-z]? )?[A-ZÀ-ÞŒ][^\s.,:;!?]*"
    r"(?: (?:(?:on|upon|by|in|the|le|la|les|sur|am|an|ob|der|de|del|da|do|di) ){0,2}[A-ZÀ-ÞŒ][^\s.,:;!?]*){0,2}"
)
_PARTS = 3
_PLACE = lazy_pattern(rf"{_PART}(?:, {_PART}){{0,{_PARTS - 1}}}")


def is_dateline(line: str) -> bool:
    """Whether a line is a date, or a place and a date: "Lindau, 3 May 1901", "Paris, le 3 mai 1901"."""
    parts = line.strip().split(", ", _PARTS)
    for at in range(1, len(parts)):
        if is_date(", ".join(parts[at:])):
            return _PLACE.fullmatch(", ".join(parts[:at])) is not None
    return is_date(line.strip())


def is_salutation(text: str) -> bool:
    """Whether a text is how a letter opens, and no more: "Dear Anna,"."""
    return text.endswith((",", ":", "!")) and _SALUTATION.fullmatch(text) is not None


def is_closing(text: str) -> bool:
    """Whether a text is how a letter ends, with or without who signs it: "Best regards, Tom"."""
    return _CLOSING.fullmatch(text.strip()) is not None


def is_signature(line: str) -> bool:
    """Whether a line may be the name of who signs a letter, and no more."""
    return _SIGNATURE.fullmatch(line.strip()) is not None
