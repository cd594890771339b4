"""The outside of a letter, told by its form: where and when it was written, whom it greets, and how it ends.

In the languages of Western Europe. Here is only what a line looks like; what stands around it is for others to see.
"""

from __future__ import annotations

import re

from index.naming import is_date
from index.patterns import lazy_pattern

# Words with no mark that ends a sentence, but for the point of an initial or a title.
_WORDS = r"(?:[^.?;:!]|\b(?:Mrs?|Ms|Dr|Prof|St|Sra?|Sig|[A-Z])\.)"
_SALUTATION = lazy_pattern(
    rf"(?:(?:my )?dear(?:est)?|hello|hi|hey|good (?:morning|afternoon|evening))\b(?:{_WORDS}|[:!]){{0,60}}[,!:]?|"
    r"to whom it may concern[,:]?|"
    rf"(?:sehr geehrte[rs]?|liebe[rs]?|guten tag|hallo|(?:mon |ma |mes )?ch(?:er|ère)s?|bonjour|madame|monsieur|"
    rf"(?:muy )?(?:estimad|querid|prezad|car)[oa]s?|hola|gentil[ei]|egregi[oa]|spettabile|geachte|beste|lieve)\b"
    rf"{_WORDS}{{0,80}}[,!:]",
    re.I,
)
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
_CLOSING = lazy_pattern(
    r"(?:(?:best|kind|warm|kindest|many|with)(?: \w+)? )?(?:regards|wishes|thanks)\b"
    rf"{_WORDS}{{0,40}}|"
    rf"(?:{_ENGLISH_CLOSING})\s*[,\n]{_WORDS}{{0,40}}|(?:{_OTHER_CLOSING})(?:\W{{0,3}}|\s*[,\n]{_WORDS}{{0,40}})|"
    r"(?:veuillez (?:agréer|recevoir)|je vous prie d['’]agréer)\b[^?]{0,160}",
    re.I,
)
# "12 Mill Lane, Lindau": up to seven words, the first with a capital.
_PLACE = lazy_pattern(r"(?:\d+ )?[^\W\d_a-zß-ÿ][^\s.:;!?]*(?: [^\s.:;!?]+){0,6}")


def is_dateline(line: str) -> bool:
    """Whether a line is a date, or a place and a date: "Lindau, 3 May 1901", "Paris, le 3 mai 1901"."""
    before, _, after = line.strip().partition(", ")
    while after:
        if is_date(after):
            return _PLACE.fullmatch(before) is not None
        more, _, after = after.partition(", ")
        before = f"{before}, {more}"
    return is_date(line.strip())


def is_salutation(text: str) -> bool:
    """Whether a text is how a letter opens, and no more: "Dear Anna,"."""
    return _SALUTATION.fullmatch(text) is not None


def is_closing(text: str) -> bool:
    """Whether a text is how a letter ends, with or without who signs it: "Best regards, Tom"."""
    return _CLOSING.fullmatch(text.strip()) is not None
