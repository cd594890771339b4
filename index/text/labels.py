"""Labels that open what they name, with a point that ends no sentence: "Theorem 1.", and "MARTA." in a play."""

from __future__ import annotations

from index.text.patterns import lazy_pattern

_NUMBERED = lazy_pattern(
    r"\s*[*_]{0,3}(?i:fig(?:ure|ura|uur|\.)?|tab(?:le|la|el|elle|leau|ella|ela|\.)?|abb(?:ildung|\.)|chart|plate|scheme|exhibit|box|map|"
    r"listing|algorithm(?:us)?|theorem|th[ée]or[èe]me|teorema|satz|lemma|lemme|proposition|corollary|korollar|"
    r"definition|d[ée]finition|definici[óo]n|remark|example|exemple|ejemplo|beispiel|рис(?:унок|\.)|табл(?:ица|\.)|теорема)"
    r"\s+(?:[A-Z]\.?)?\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?\.[*_]{0,3}\s*"
)
# A name in capitals, and in brackets how it is said.
_SPEAKER = lazy_pattern(
    r"\s*(?P<name>[^\W\d_][^\d_()\[\]{}<>|,:;!?/\n]{1,30}?)(?:\s*[(\[][^()\[\]\n]{1,80}[)\]])?\.\s*"
)
# "MRS. PELL", "FIRST OLD MAN"
_MOST_WORDS = 3


def is_label(opening: str) -> bool:
    """Whether the first words of a paragraph, up to a point, name what comes or who says it."""
    if _NUMBERED.fullmatch(opening):
        return True
    speaker = _SPEAKER.fullmatch(opening)
    return speaker is not None and speaker["name"].isupper() and len(speaker["name"].split()) <= _MOST_WORDS
