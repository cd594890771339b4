"""The claims that the verifier is measured with: fair, repeatable, and never of both halves at once."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from eval.claims import Falsehood, Paraphrase, falsehoods, mutated, paraphrases
from eval.mutations import KINDS, mutations, reworded
from eval.report import Figure
from eval.truths import Truth, TruthsError, half_of, truths
from eval.verifier import Checked, figures
from rag.checking.verify import Check
from rag.types import Verdict

SENTENCES = [
    "The council of Arlen approved the new tram line on 14 March 2022 by nine votes.",
    "It was not the first plan that the mayor of Arlen had seen in 1998.",
    "Marchetti told Solberg that the tunnel would be 12 km long and cost 40 million.",
    "The museum never asked its visitors in Vienna for a fee before 2015.",
    "She was the director of the hospital in Trieste for more than 27 years.",
    "The ferry between Bristol and Lisbon was sold in May to a firm in Norway.",
]


def _corpus(folder: Path) -> Path:
    articles = [
        {"title": f"Town {number}", "paragraphs": [{"context": " ".join(SENTENCES)}, {"context": " ".join(shuffled)}]}
        for number in range(6)
        for shuffled in [[sentence.replace("Arlen", f"Brenton{number}") for sentence in SENTENCES]]
    ]
    (folder / "xquad").mkdir()
    (folder / "xquad" / "xquad.en.json").write_text(json.dumps({"data": articles}), encoding="utf-8")
    return folder


def test_a_document_lies_in_one_half_whole(tmp_path: Path) -> None:
    found = truths(_corpus(tmp_path))
    assert len({(truth.document, truth.half) for truth in found}) == len({truth.document for truth in found})
    assert half_of("xquad/Town 0") == half_of("xquad/Town 0")


def test_the_same_data_gives_the_same_claims(tmp_path: Path) -> None:
    found = truths(_corpus(tmp_path))
    assert mutations(found) == mutations(found)
    assert len(mutations(found)) > 10


def test_what_is_held_back_is_made_of_other_sentences_than_what_is_reported(tmp_path: Path) -> None:
    few = mutations(truths(_corpus(tmp_path)), per_kind=1)
    claims = [{claim.claim for claim in few if claim.half == half} for half in ("report", "held")]
    assert all(claims)
    assert not claims[0] & claims[1]


def test_a_folder_without_corpora_is_named(tmp_path: Path) -> None:
    with pytest.raises(TruthsError, match="There are no corpora in"):
        truths(tmp_path)


def _spoilt(kind: str, text: str) -> str | None:
    truth = Truth(text, text, "d", "c", "tune")
    other = Truth("The lake in Norway froze in Lisbon, said the Kestrel Bank in 1931.", "p", "d", "c", "tune")
    found = [claim for claim in mutations([truth, other]) if claim.kind == kind and claim.cited == (text,)]
    return found[0].claim if found else None


def test_a_negation_that_is_dropped_was_there() -> None:
    claim = _spoilt("dropped negation", "The museum was never asked to charge its visitors a fee.")
    assert claim is not None
    assert "never" not in claim
    assert _spoilt("dropped negation", "The museum was asked to charge its visitors a fee.") is None


def test_a_changed_date_is_not_in_the_sentence() -> None:
    claim = _spoilt("changed date", "The old bridge over the river was opened to all in 1912.")
    assert claim is not None
    assert "1912" not in claim


def test_roles_are_not_swapped_where_both_ways_are_true() -> None:
    assert _spoilt("swapped roles", "In the end it was Marchetti who met Solberg at the old station.") is None


def test_rewording_keeps_figures() -> None:
    text = "In 1998, the town had 950 people."
    found = {reworded(text, random.Random(seed)) for seed in range(40)}
    assert "The town had 950 people in 1998." in found
    assert all("1998" in other and "950" in other for other in found)


def _sources(rows: Sequence[Paraphrase] | Sequence[Falsehood], split: str) -> set[str]:
    return {row.source for row in rows if row.split == split}


def test_each_half_has_paraphrases_written_by_hand_of_every_genre() -> None:
    counted = Counter(row.split for row in paraphrases())
    assert counted == {"tune": 5407, "report": 522, "unread": 222, "held": 782}
    genres = {"news", "science", "finance", "history", "law", "support", "biography", "policy", "sport"}
    genres |= {"medicine", "engineering", "culture", "minutes", "product", "travel", "article"}
    assert {row.genre for row in paraphrases() if row.split == "report"} >= genres
    for one, two in combinations(counted, 2):
        assert not _sources(paraphrases(), one) & _sources(paraphrases(), two)
    assert all(len({row.source, row.paraphrase, row.twin}) == 3 and row.way for row in paraphrases())


def test_falsehoods_in_plain_words_have_halves_that_share_no_source() -> None:
    assert Counter(row.split for row in falsehoods()) == {"tune": 433, "report": 150}
    assert not _sources(falsehoods(), "tune") & _sources(falsehoods(), "report")


def test_mutations_written_by_hand_are_of_the_kinds_that_are_made() -> None:
    counted = Counter(row.split for row in mutated())
    assert counted == {"tune": 543, "unread": 192, "held": 264}
    assert not any(_sources(mutated(), one) & _sources(mutated(), two) for one, two in combinations(counted, 2))
    assert {row.way for row in mutated()} <= set(KINDS)


def test_figures_count_what_is_flagged_per_kind_and_set_targets_for_the_reported_half_alone() -> None:
    checked = [
        Checked("changed number", "a", "b", Check(Verdict.UNSUPPORTED, "x"), 0.001),
        Checked("changed number", "a", "b", Check(Verdict.SUPPORTED, "x"), 0.001),
        Checked("mutations written by hand: changed date", "a", "b", Check(Verdict.UNSUPPORTED, "x"), 0.001),
        Checked("faithful paraphrase", "a", "b", Check(Verdict.PARTLY, "x"), 0.001),
    ]
    found = {figure.name: figure for figure in figures(checked, targets=True)}
    assert found["flagged, changed number"].mean.value == 0.5
    assert found["flagged, changed number"].mean.n == 2
    assert found["flagged, changed date"].mean.n == 0
    assert (found["flagged, mutations written by hand"].mean.value, found["flagged, all kinds of mutation"].mean.n) == (
        1.0,
        2,
    )
    assert found["false alarms, faithful paraphrase"].mean.value == 1.0
    assert found["false alarms, faithful paraphrase"].reached is False
    assert all(isinstance(figure, Figure) and figure.target is None for figure in figures(checked, targets=False))
    assert {*KINDS, "false in plain words", "false twin of a paraphrase"} == {
        name.removeprefix("flagged, ") for name in found if name.startswith("flagged, ")
    } - {"all kinds of mutation", "mutations written by hand"}
