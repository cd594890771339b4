"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from index.text.patterns import lazy_pattern


def test_a_lazy_pattern_is_used_as_a_compiled_one() -> None:
    lazy = lazy_pattern(r"(?P<year>\d{4})", re.I)
    found = lazy.search("in 1914")
    assert found is not None
    assert found["year"] == "1914"
    assert lazy.sub("then", "in 1914") == "in then"
    assert lazy.pattern == r"(?P<year>\d{4})"
    assert lazy.flags & re.I


def test_a_lazy_pattern_costs_nothing_until_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    original = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return original(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    lazy = lazy_pattern("a+")
    assert compiled == []
    assert lazy.match("aa")
    assert lazy.match("aaa")
    assert compiled == ["a+"]


def test_a_text_without_the_words_that_a_pattern_needs_is_not_looked_through() -> None:
    # No pattern at all: whatever compiles it fails.
    never = lazy_pattern("(", only_with=("born", "died"))
    assert never.search("Where does she live?") is None
    assert never.fullmatch("") is None
    with pytest.raises(re.error):
        never.search("When was she BORN?")


def test_a_text_with_one_of_the_words_is_matched_as_ever() -> None:
    told = lazy_pattern(r"\b(?:born|died) in (\d+)\W*", re.I, only_with=("born", "died"))
    assert (match := told.search("She was Born in 1901.")) and match[1] == "1901"
    assert told.fullmatch("died in 1960") and not told.fullmatch("She died in 1960")
    assert told.search("born here") is None
    assert told.sub("lived", "born in 1901") == "lived"


def test_a_mistake_in_a_pattern_is_raised_at_first_use() -> None:
    lazy = lazy_pattern("(")
    with pytest.raises(re.error):
        lazy.match("x")
