"""The smoke-test golden set is well formed, and its sample article is a retelling, not a copy."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "index/sample/article.md"
GOLDEN = ROOT / "eval/smoke/golden.jsonl"
ORIGINAL = ROOT.parent / "shared/data/article/article.txt"
KEYS = ["id", "kind", "split", "question", "history", "standalone", "sample", "original"]
COUNTS = {
    "tune": {"answerable": 28, "unanswerable": 16, "followup": 10},
    "report": {"answerable": 58, "unanswerable": 34, "followup": 22},
}


def entries() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def original() -> str:
    if not ORIGINAL.is_file():
        pytest.skip(f"the original article is not on this machine: {ORIGINAL}")
    return ORIGINAL.read_text(encoding="utf-8")


def sequences(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+(?:'\w+)?", text.lower().replace("’", "'"))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_counts_per_kind_and_split() -> None:
    expected = {(kind, split): n for split, kinds in COUNTS.items() for kind, n in kinds.items()}
    assert Counter((e["kind"], e["split"]) for e in entries()) == expected


def test_ids_and_questions_are_unique() -> None:
    found = entries()
    assert len({e["id"] for e in found}) == len(found)
    for key in ("question", "standalone"):
        assert len({e[key].casefold() for e in found}) == len(found)


def test_each_entry_has_the_shape_of_its_kind() -> None:
    for e in entries():
        assert list(e) == KEYS, e["id"]
        assert e["id"][0] == e["kind"][0], e["id"]
        followup = e["kind"] == "followup"
        assert len(e["history"]) in ((1, 2) if followup else (0,)), e["id"]
        assert (e["standalone"] != e["question"]) == followup, e["id"]
        answered = e["kind"] != "unanswerable"
        assert len(e["sample"]) in ((1, 2, 3) if answered else (0,)), e["id"]
        assert bool(e["original"]) == answered, e["id"]


def test_sample_quotations_stand_once_in_the_sample_article() -> None:
    article = SAMPLE.read_text(encoding="utf-8")
    for e in entries():
        for quotation in e["sample"]:
            assert article.count(quotation) == 1, (e["id"], quotation)


def test_original_offsets_match_their_hashes() -> None:
    text = original()
    for e in entries():
        for start, end, sha8 in e["original"]:
            digest = hashlib.sha256(text[start:end].encode("utf-8")).hexdigest()
            assert 0 <= start < end <= len(text), e["id"]
            assert digest[:8] == sha8, e["id"]


def test_sample_article_does_not_copy_the_original() -> None:
    text = original()
    # The attributed quotation is the only wording that may be carried over.
    own, quoted = re.subn("“[^”]*”", "\n", SAMPLE.read_text(encoding="utf-8"))
    assert quoted == 1
    shared = sequences(own, 8) & sequences(text, 8)
    assert not shared, sorted(shared)
