"""The base form of a Greek word: Snowball's stem, and what forms of one verb or noun have in common beyond it.

Snowball keeps the mark of a verb's tense: "wrote", "was written" and "writes" are three stems to it, and "founded",
"was founded" and "foundation" three others.
"""

from __future__ import annotations

from collections.abc import Callable

from index.text.patterns import lazy_pattern

# "-idia" is more often the plural of "-idi" than a diminutive; alone, Snowball cuts "same" to nothing.
_PLURAL = lazy_pattern(r"(?<=[ιί]δ)[ιί](?:[αάοό]|[ωώ]ν|[οό][υύ])$")
# The past tense puts an "e" with an accent before a verb that begins with a consonant: "egrapse". Nouns that begin so
# end otherwise ("ergo", "etos"), but for plurals in "-a", which have no sound of the past tense before it.
_AUGMENT = lazy_pattern(r"^έ(?=[^αεηιουωάέήίόύώ].*(?:[^αεηιουωάέήίόύώ](?:ε|αν)|[σψξ](?:α|εσ|αμε|ατε))$)")
# The "i" of neuters and of feminines in "-ia": "biblio", "biblia".
_VOWEL = lazy_pattern(r"(?<=..)ε?ι$")
# Sounds of the past tense, of the passive and of nouns of action, which hide the last sound of the verb; and those of
# verbs in a vowel, which are put behind it.
_SOUNDS = (
    (lazy_pattern(r"(?<=..)(?:ψ|φτ|φθ)$"), "φ"),
    (lazy_pattern(r"(?<=..)(?:ξ|χτ|χθ)$"), "γ"),
    (lazy_pattern(r"(?<=..[αεηιουω])(?:στ|[σθζ])$"), ""),
)


def greek_stem(word: str, snowball: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """The stem of a folded word, never empty; `snowball` stems, and `plain` takes accents off."""
    bare = _AUGMENT.sub("", _PLURAL.sub("ι", word))
    stemmed = _VOWEL.sub("", plain(snowball(bare) or bare))
    for sound, usual in _SOUNDS:
        stemmed = sound.sub(usual, stemmed)
    return stemmed
