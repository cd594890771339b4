"""What each measure says of outcomes that were written by hand, and that what cannot be scored has no score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from eval.cases import Case, Place, Variant
from eval.figures import FIGURES, curve
from eval.measures import is_right, measured, values
from eval.metrics import Mean
from eval.ranked import ranking
from eval.records import Example, Sentence, Shown
from eval.refusal import auroc, curve_area, refused_at_price, risk_coverage
from eval.strings import exact_match, holds, token_f1
from rag.checking.verify import Cited, Verifier
from rag.types import Verdict

TEXT = "Ada Holm kept the lamp. The harbour was dug in 1871. Herring is landed on Mondays."
TEXTS = {("all", "a"): TEXT, ("all", "b"): "Pears are picked in September."}
FIRST, SECOND, THIRD = Place("a", 0, 23), Place("a", 24, 52), Place("a", 53, 82)
OTHER = Place("b", 0, 30)


def case(**changes: Any) -> Case:
    return replace(Case("1", "When was it dug?", "all", answerable=True), **changes)


def shown(**changes: Any) -> Shown:
    return replace(Shown((), answered=True, confidence=0.9), **changes)


def value(name: str, examples: list[Example]) -> Mean:
    return FIGURES[name].compute(measured(examples, TEXTS))


def test_gold_spans_are_ranked_at_the_first_passage_that_holds_them_whole() -> None:
    asked = case(gold=(Place("a", 24, 30), Place("a", 53, 60)))
    passages = (OTHER, Place("a", 26, 40), SECOND, THIRD)
    found = [Example(asked, shown(passages=passages))]
    assert value("MRR", found).value == pytest.approx(1 / 3)
    assert value("MAP", found).value == pytest.approx((1 / 3 + 2 / 4) / 2)
    assert value("hit@1", found).value == 0.0
    assert value("hit@5", found).value == 1.0


def test_gold_spans_found_in_one_passage_count_as_one() -> None:
    found = ranking(case(gold=(FIRST, SECOND)), (Place("a", 0, 52),))
    assert (list(found.ids), dict(found.grades)) == (["a:0-23"], {"a:0-23": 1})


def test_documents_are_ranked_once_each_by_their_grades() -> None:
    asked = case(relevant={"b": 2, "c": 0})
    found = [Example(asked, shown(passages=(FIRST, SECOND, OTHER)))]
    assert value("MRR", found).value == pytest.approx(0.5)
    # The gain at rank 2 of what could have been had at rank 1.
    assert value("nDCG@10", found).value == pytest.approx(0.6309, abs=1e-4)


def test_span_recall_is_the_share_of_gold_characters_that_the_first_five_passages_cover_together() -> None:
    asked = case(gold=(Place("a", 0, 20), Place("a", 40, 60)))
    passages = (Place("a", 0, 10), Place("a", 5, 15), OTHER, OTHER, Place("a", 40, 45), Place("a", 45, 60))
    got = values(asked, shown(passages=passages), TEXTS)
    assert got["span recall@5"] == pytest.approx(20 / 40)
    assert got["span precision@5"] == pytest.approx(20 / 50)
    assert got["span IoU@5"] == pytest.approx(20 / 70)


def test_citations_are_compared_in_characters_document_by_document() -> None:
    asked = case(gold=(Place("a", 0, 20),))
    got = values(asked, shown(cited=(Place("a", 10, 30), Place("b", 0, 10))), TEXTS)
    assert got["citation recall"] == pytest.approx(0.5)
    assert got["citation precision"] == pytest.approx(10 / 30)
    assert got["citation F1"] == pytest.approx(0.4)


def test_one_of_several_answer_spans_is_enough() -> None:
    asked = case(gold=(Place("a", 47, 51), Place("a", 44, 51)), one_of=True, answers=("1871", "in 1871"))
    got = values(asked, shown(cited=(FIRST, SECOND)), TEXTS)
    assert (got["answer span in quotation@1"], got["answer span in quotation@3"]) == (0.0, 1.0)
    assert (got["answer in quotation@1"], got["answer in quotation@3"]) == (0.0, 1.0)
    assert "citation precision" not in got


def test_a_refusal_shows_nothing_and_the_open_gate_tells_what_it_hid() -> None:
    asked = case(gold=(Place("a", 47, 51),), one_of=True, answers=("1871",))
    got = values(asked, shown(cited=(SECOND,), text="It was dug in 1871 [1].", answered=False), TEXTS)
    assert (got["answer in quotation@1"], got["answer in quotation@1, gate open"]) == (0.0, 1.0)
    assert got["token F1"] == 0.0


def test_what_cannot_be_scored_has_no_score() -> None:
    assert values(case(), shown(cited=(FIRST,)), TEXTS) == {}
    never = [Example(case(gold=(FIRST,)), Shown((FIRST,), cited=(FIRST,)))]
    assert value("answerable refused", never) == Mean(None, 0)
    assert value("AUROC, near-miss", never) == Mean(None, 0)
    assert value("citation F1", never) == Mean(1.0, 1)
    assert value("citation F1, gate open", never) == Mean(None, 0)
    assert value("cost per answer", never) == Mean(None, 0)


def test_what_answers_cost_is_measured_of_the_questions_as_they_were_asked_as_their_seconds_are() -> None:
    def paid(variant: Variant, cost: float) -> Example:
        return Example(
            case(variant=variant, gold=(FIRST,)), shown(cost=cost, tokens=int(cost), timings={"answer": cost})
        )

    examples = [paid(Variant.ASKED, 2.0), paid(Variant.STANDALONE, 4.0), paid(Variant.NEAR_MISS, 9.0)]
    for name in ("cost per answer", "tokens per answer", "seconds per answer, p50"):
        assert value(name, examples) == Mean(2.0, 1), name


def test_a_crash_is_in_no_figure() -> None:
    broken = Example(case(gold=(FIRST,)), None, "ValueError: lost")
    sound = Example(case(gold=(FIRST,)), shown(passages=(FIRST,), cited=(FIRST,)))
    for row in FIGURES.values():
        assert row.compute(measured([broken, sound], TEXTS)) == row.compute(measured([sound], TEXTS)), row.name


def asked(confidence: float, *, answerable: bool, variant: Variant = Variant.ASKED, cited: Place = FIRST) -> Example:
    own = case(id=f"{confidence}", answerable=answerable, variant=variant, gold=(FIRST,) if answerable else ())
    return Example(own, shown(confidence=confidence, answered=confidence >= 0.5, cited=(cited,)))


def test_refusal_figures_count_each_kind_of_unanswerable_question_apart() -> None:
    examples = [
        *(asked(confidence, answerable=True) for confidence in (0.4, 0.6, 0.7, 0.9)),
        asked(0.1, answerable=False),
        asked(0.65, answerable=False, variant=Variant.NEAR_MISS),
        asked(0.3, answerable=False, variant=Variant.NEAR_MISS),
    ]
    assert value("answerable refused", examples) == Mean(0.25, 4)
    assert value("refused, unanswerable", examples) == Mean(1.0, 1)
    assert value("refused, near-miss", examples) == Mean(0.5, 2)
    assert value("refused, other-topic", examples) == Mean(None, 0)
    assert value("AUROC, near-miss", examples) == Mean(pytest.approx((2 + 4) / 8), 6)  # type: ignore[arg-type]
    assert value("refusal precision", examples) == Mean(pytest.approx(2 / 3), 3)  # type: ignore[arg-type]
    assert value("refusal recall", examples) == Mean(pytest.approx(2 / 3), 3)  # type: ignore[arg-type]


def test_auroc_counts_ties_half() -> None:
    ones = np.ones((1, 2))
    assert auroc([0.5, 0.9], [0.5, 0.1], ones, ones)[0] == pytest.approx(3.5 / 4)
    # The second positive counts twice, the first negative not at all.
    assert auroc([0.5, 0.05], [0.5, 0.1], np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]]))[0] == pytest.approx(1 / 3)


def test_the_price_is_never_exceeded() -> None:
    positive = [number / 100 for number in range(1, 101)]
    # Five of a hundred may be refused: those below 0.06.
    assert refused_at_price(positive, [0.01, 0.055, 0.06, 0.5], np.ones((1, 100)), np.ones((1, 4)))[0] == 0.5
    assert refused_at_price([0.2, 0.8], [0.1, 0.3], np.ones((1, 2)), np.ones((1, 2)))[0] == 0.5
    # The lowest of sixty may be refused three times: 0.05 of 60 are 3, whatever floating point makes of it.
    assert refused_at_price([0.2, 0.8], [0.3], np.array([[3.0, 57.0]]), np.ones((1, 1)))[0] == 1.0


def test_risk_is_the_share_of_wrong_answers_among_the_surest() -> None:
    assert risk_coverage([(0.9, 1.0), (0.5, 0.0), (0.5, 1.0), (0.1, 0.0)]) == [
        (0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5),
    ]  # fmt: skip


def test_the_area_below_the_curve_is_the_mean_over_all_orders_of_what_is_equally_sure() -> None:
    items = [(0.9, 1.0), (0.5, 0.0), (0.5, 1.0), (0.1, 0.0)]
    # The wrong one of both comes second or third: a risk of 1/2 or of none, then of 1/3.
    assert curve_area(items, np.ones((1, 4)))[0] == pytest.approx((0 + (1 / 2 + 0) / 2 + 1 / 3 + 2 / 4) / 4)
    # Drawn twice, it is two items that are wrong; what is not drawn takes no room.
    assert curve_area(items, np.array([[1.0, 0.0, 0.0, 2.0]]))[0] == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)


def test_an_answer_to_what_has_none_is_wrong_and_an_unclear_question_is_left_out() -> None:
    right, wrong = asked(0.9, answerable=True), asked(0.8, answerable=True, cited=OTHER)
    missed = asked(0.7, answerable=False, variant=Variant.NEAR_MISS)
    unclear = Example(case(answerable=None), shown())
    scored = measured([right, wrong, missed, unclear], TEXTS)
    assert [is_right(item) for item in scored] == [1.0, 0.0, 0.0, None]
    assert [point[1] for point in curve(scored)] == [0.0, 0.5, pytest.approx(2 / 3)]


def test_a_citation_of_the_gold_sentence_is_right_whatever_the_known_answer_is_called() -> None:
    put = Example(case(gold=(SECOND,), answers=("In the seventies",)), shown(cited=(SECOND,)))
    elsewhere = Example(replace(put.case, answers=("the lamp",)), shown(cited=(FIRST,)))
    assert [is_right(item) for item in measured([put, elsewhere], TEXTS)] == [1.0, 0.0]
    no_span = Example(case(answers=("1871",)), shown(cited=(SECOND,)))
    assert [is_right(item) for item in measured([no_span], TEXTS)] == [1.0]


def test_a_sentence_is_carried_by_what_it_cites_or_not() -> None:
    sentences = (
        Sentence("The harbour was dug in 1871 [1].", (0,)),
        Sentence("Ada Holm kept the lamp [1].", (0,)),
        Sentence("Ada Holm kept the lamp [1][2].", (0, 1)),
    )
    got = values(case(), shown(cited=(SECOND, FIRST), sentences=sentences), TEXTS, Verifier())
    assert got["ALCE citation recall"] == pytest.approx(2 / 3)
    # Of the four citations, the second sentence's carries nothing and the third's first one is not needed.
    assert got["ALCE citation precision"] == pytest.approx(2 / 4)
    assert values(case(), shown(cited=(FIRST,), sentences=sentences[:0]), TEXTS, Verifier()) == {}


def test_a_quotation_is_carried_whatever_leads_in_to_it_and_only_where_its_answerer_says_so() -> None:
    led = "On the harbour: “The harbour was dug in 1871.” [1]"
    told = {quoted: Sentence(led, (0,), quoted) for quoted in (True, False)}
    got = {
        quoted: values(case(), shown(cited=(SECOND,), sentences=(told[quoted],)), TEXTS, Verifier()) for quoted in told
    }
    assert (got[True]["ALCE citation recall"], got[True]["ALCE citation precision"]) == (1.0, 1.0)
    # Of any other system the whole sentence is judged, as a reader would see it marked.
    judged = Verifier().check(led, [Cited(TEXT[SECOND.start : SECOND.end])])
    assert got[False]["ALCE citation recall"] == float(judged.verdict is Verdict.SUPPORTED)


def test_the_words_of_quotations_are_not_compared_with_those_of_a_known_answer() -> None:
    known = case(answers=("1871",))
    assert "token F1" in values(known, shown(text="In 1871 [1]."), TEXTS)
    for answered in (True, False):
        got = values(known, shown(text="On it: “Dug in 1871.” [1]", answered=answered, written=False), TEXTS)
        assert not {"exact match", "token F1"} & set(got)


def test_what_is_judged_by_document_stands_apart_where_other_questions_have_spans() -> None:
    span = Example(case(gold=(SECOND,)), shown(passages=(FIRST, SECOND)))
    document = Example(case(id="2", relevant={"a": 1}), shown(passages=(FIRST, SECOND)))
    both = [span, document]
    assert (value("hit@1", both), value("hit@1, by document", both)) == (Mean(0.0, 1), Mean(1.0, 1))
    assert (value("passage hit@1", both), value("passage hit@1, by document", both)) == (Mean(0.0, 1), Mean(1.0, 1))
    assert (value("hit@1", [document]), value("passage hit@1", [document])) == (Mean(1.0, 1), Mean(1.0, 1))
    # As in MultiHop-RAG: ranks are of documents in both, passages are looked into where the words are known.
    known = Example(case(relevant={"a": 1}, gold=(SECOND,)), shown(passages=(FIRST, SECOND)))
    assert value("hit@1", [known, document]) == Mean(1.0, 2)
    assert value("passage hit@1", [known, document]) == Mean(0.0, 1)


def test_to_refuse_what_is_answered_in_part_or_not_clear_is_neither_right_nor_wrong() -> None:
    unclear = case(answerable=None, relevant={"a": 1})
    got = {answered: values(unclear, shown(cited=(OTHER,), answered=answered), TEXTS) for answered in (True, False)}
    assert got[True]["cites a gold document"] == 0.0
    assert "cites a gold document" not in got[False]
    assert got[False]["cites a gold document, gate open"] == 0.0


def test_seconds_are_those_of_the_questions_as_they_were_asked() -> None:
    made = replace(case(), variant=Variant.OTHER_TOPIC, answerable=False)
    found = [Example(case(), shown(timings={"answer": 1.0})), Example(made, shown(timings={"answer": 9.0}))]
    assert value("seconds per answer, p50", found) == Mean(1.0, 1)


def test_follow_up_loss_is_taken_over_pairs() -> None:
    plain = case(relevant={"b": 1})
    examples = [
        Example(plain, shown(passages=(FIRST,))),
        Example(replace(plain, variant=Variant.STANDALONE), shown(passages=(OTHER,))),
        Example(replace(plain, id="2"), shown(passages=(OTHER,))),
        Example(replace(plain, id="2", variant=Variant.STANDALONE), shown(passages=(OTHER,))),
        Example(replace(plain, id="3"), shown(passages=(OTHER,))),
    ]
    assert value("follow-up loss, hit@5", examples) == Mean(0.5, 2)
    assert value("follow-up against stand-alone, hit@5", examples) == Mean(0.5, 2)
    assert value("hit@5", examples).n == 3


@pytest.mark.parametrize(
    ("text", "answers", "inside"),
    [
        ("The Panthers had 308 points.", ["the 308"], True),
        ("In 37 games", ["3"], False),
        ("Er wurde 1871, im Herbst, gegraben.", ["1871 im herbst"], True),
        ("港口于1871年开挖。", ["１８７１年"], True),
        ("حُفر الميناء في عام 1871", ["الميناء"], True),
        ("Nothing.", [""], False),
        ("It ended on the 24-yard line (1914–1918).", ["24"], True),
        ("It ended on the 24-yard line (1914–1918).", ["1914"], True),
        ("It ended on the 24-yard line (1914–1918).", ["19141918"], False),
        ("In spite of Manning's problems", ["Manning"], True),
        ("The U.S. paid 1,000 dollars.", ["1000"], True),
        ("The U.S. paid 1,000 dollars.", ["US"], True),
        ("He got an A in maths.", ["A"], True),
        ("He got a B in maths.", ["C"], False),
        ("About 20% of it", ["20 %"], True),
        ("Müller came", ["M"], False),
        ("Im Größten Saal", ["ten"], False),
        ("الرقم ٣٧", ["٣"], False),
        ("الرقم ٣٧", ["٣٧"], True),
        ("والميناء قديم", ["الميناء"], True),
        ("بالميناء القديم", ["الميناء"], True),
        ("항구는 1871년에 팠다.", ["항구"], True),
        ("항구는 1871년에 팠다.", ["1871"], True),
        ("It cost 1,914 crowns.", ["914"], False),
        ("It cost 1,914 crowns.", ["1,914"], True),
        ("The wall is 10.5 km long.", ["10"], False),
        ("The wall is 10.5 km long.", ["5"], False),
        ("The wall is 10.5 km long.", ["10.5 km"], True),
        ("Am 12.10.1871 begonnen.", ["1871"], True),
        ("Το ΣΠΙΤΙ είναι παλιό.", ["σπίτι"], True),
        ("الرقم ٣٧", ["37"], True),
    ],
)
def test_an_answer_is_found_in_any_script(text: str, answers: list[str], inside: bool) -> None:
    assert holds(text, answers) is inside


def test_only_in_english_is_an_article_no_part_of_an_answer() -> None:
    assert not holds("El año 1999 fue", ["a"], "es")
    assert holds("Empieza por a y b", ["a"], "es")


def test_no_answer_is_as_good_as_an_answer_of_one_article_or_mark() -> None:
    assert exact_match("", ["A"]) == exact_match("", ["%"]) == token_f1("", ["A"]) == 0.0
    assert exact_match("A.", ["A"]) == exact_match("", [""]) == 1.0


def test_a_quotation_around_an_answer_that_is_cut_out_of_a_word_holds_it() -> None:
    asked = case(gold=(Place("a", 55, 60),), one_of=True, answers=("rring",))
    assert values(asked, shown(cited=(THIRD,)), TEXTS)["answer in quotation@1"] == 1.0
    assert values(asked, shown(cited=(FIRST,)), TEXTS)["answer in quotation@1"] == 0.0


def test_answers_are_compared_as_words_or_where_there_are_none_as_characters() -> None:
    assert exact_match("The Lamp!", ["lamp"]) == 1.0
    assert token_f1("Ada Holm kept it", ["Holm", "Ada Holm"]) == pytest.approx(4 / 6)
    assert token_f1("港口很深", ["港口"]) == pytest.approx(4 / 6)
    # Lao and Khmer put no spaces between words either.
    assert token_f1("ຢູ່ວຽງຈັນ", ["ວຽງຈັນ"]) == pytest.approx(12 / 15)
    assert token_f1("ភ្នំពេញធំ", ["ភ្នំពេញ"]) > 0.8
    assert exact_match("die Lampe", ["Lampe"], "de") == 0.0
