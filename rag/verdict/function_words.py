"""English words by what they do in a sentence, for the rules that go by them; folded."""

from __future__ import annotations

from index.text.terms import stem


def stems(words: str) -> frozenset[str]:
    """The stems of some words, which stand for all their forms."""
    return frozenset(map(stem, words.split()))


ARTICLES = frozenset("the a an".split())
POSSESSIVES = frozenset("his her its their".split())
BE = frozenset("is are was were be been being".split())
# With one of these before it a verb is in the passive.
PASSIVE = BE | frozenset("got gets get".split())
AUXILIARIES = frozenset("is are was were do does did has have had can could will would may might must should".split())
# They say nothing of who does what, and come and go in a paraphrase.
LIGHT = ARTICLES | frozenset("will would shall should must may might can could has have had also".split())
# What may stand before a noun.
DETERMINERS = ARTICLES | POSSESSIVES | frozenset("this that these those our my your no any each every".split())
