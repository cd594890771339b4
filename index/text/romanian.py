"""What Snowball's stemmer leaves of a Romanian word, with the forms of one root made alike.

It takes endings off long words only: "a murit" and "murind" (died, dying) keep theirs. They come off here where a word
ends with them: "armata" (the army) is no participle of "arma" (the weapon). And a root changes with its ending: o and
oa, e and ea, ie and ia, d and z, sc and st take each other's place ("moare", "mor"; "stradă", "străzi").
"""

from __future__ import annotations

from index.text.patterns import lazy_pattern

# Of the past, of gerunds and of the present "lucrează"; accents are off.
_HAS_ENDING = lazy_pattern("(?:[aiu]t|[iâ]nd|ează)$")
_ENDING = lazy_pattern("(?<=.{3})(?:(?<=[aeiou][^aeiou])|(?<=[aeiou][^aeiou]{2}))(?:[aiu]t|[ai]nd|eaz)$")
_CHANGES = (
    (lazy_pattern("oa(?=[^aeiou]+$)"), "o"),
    (lazy_pattern("(?<=[^aeiou])ea(?=[^aeiou]+$)"), "e"),
    (lazy_pattern("ia(?=[^aeiou]+$)"), "ie"),
    (lazy_pattern("(?<=.{3})z$"), "d"),
    (lazy_pattern("(?<=.{2})sc$"), "st"),
)


def one_root(stem: str, word: str) -> str:
    """The stem of a word, which is given without accents, as it is in every form of the word."""
    found = _ENDING.sub("", stem) if _HAS_ENDING.search(word) else stem
    for pattern, usual in _CHANGES:
        found = pattern.sub(usual, found)
    return found
