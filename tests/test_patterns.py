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


def test_a_mistake_in_a_pattern_is_raised_at_first_use() -> None:
    lazy = lazy_pattern("(")
    with pytest.raises(re.error):
        lazy.match("x")
