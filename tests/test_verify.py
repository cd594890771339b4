"""Verdicts on single sentences, with the reason that a reader is shown."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.model.minilm import MiniLM
from index.model.weights import model_folder
from index.model.words import Words
from rag.checking.verify import Check, Cited, Verifier
from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.types import Verdict
from rag.verdict.likeness import Likeness

S, P, U = Verdict.SUPPORTED, Verdict.PARTLY, Verdict.UNSUPPORTED
SAYS = "the quotation says this"


@pytest.fixture
def reading(empty_home: Path) -> Verifier:
    """A verifier that can ask the embedded model."""
    return Verifier(Words(model_folder(empty_home)), MiniLM(empty_home))


# What the evidence says, what the answer says, the reason.
WRONG = [
    ("Support stood at 87 % in May.", "Support stood at 85 % in May.", "87 % in the source, 85 % in the answer"),
    ("The firm was founded in 1998.", "The firm was founded in 1989.", "1998 in the source, 1989 in the answer"),
    (
        "It was signed on 3 May 2024.",
        "It was signed on May 4, 2024.",
        "3 May 2024 in the source, May 4, 2024 in the answer",
    ),
    ("Profit peaked in Q3.", "Profit peaked in Q4.", "Q3 in the source, Q4 in the answer"),
    ("The trail is 50 km long.", "The trail is 50 miles long.", "50 km in the source, 50 miles in the answer"),
    ("The firm is worth $3bn.", "The firm is worth $3m.", "$3bn in the source, $3m in the answer"),
    ("The shop opens at 9 am.", "The shop opens at 9 pm.", "9 am in the source, 9 pm in the answer"),
    ("Bake it at 180 °C.", "Bake it at 180 °F.", "180 °C in the source, 180 °F in the answer"),
    (
        "It cost $80–90 million.",
        "It cost $80–90 billion.",
        "$80–90 million in the source, $80–90 billion in the answer",
    ),
    ("Five and seven were sold.", "Five and nine were sold.", "seven in the source, nine in the answer"),
    ("It cost 5 euros.", "It cost $5.", "5 euros in the source, $5 in the answer"),
    ("A fifth of voters agreed.", "80% of voters agreed.", "fifth in the source, 80% in the answer"),
    (
        "The fee is at least 5 euros.",
        "The fee is at most 5 euros.",
        "the source says “at least 5 euros”, the answer says “at most 5 euros”",
    ),
    ("He had 5 sacks in 9 starts.", "He had 9 sacks in 5 starts.", "5 sacks in the source, 9 in the answer"),
    (
        "The summit took place in Paris.",
        "The summit took place in London.",
        "the source says “Paris”, the answer says “London”",
    ),
    ("Smith praised the report.", "Jones praised the report.", "the source says “Smith”, the answer says “Jones”"),
    (
        "Germany sold tanks to Poland.",
        "Poland sold tanks to Germany.",
        "“Poland” and “Germany” have changed places",
    ),
    (
        "Ajax beat Lyon in the final.",
        "Ajax was beaten by Lyon in the final.",
        "“Ajax” and “Lyon” have changed places",
    ),
    (
        "Copper conducts electricity better than iron.",
        "Iron conducts electricity better than copper.",
        "“Iron” and “copper” have changed places",
    ),
    (
        "The envoy is skeptical of the pact.",
        "The envoy is enthusiastic about the pact.",
        "the source says “skeptical”, the answer says “enthusiastic”",
    ),
    (
        "Holm may engage, but officials are cautious because Berg is unpredictable.",
        "Officials are cautious because Holm is unpredictable.",
        "the source says “Berg”, the answer says “Holm”",
    ),
    (
        "They want a demilitarized border zone.",
        "They want a militarized border zone.",
        "“demilitarized” in the source is missing",
    ),
    ("The drug was not approved.", "The drug was approved.", "“not” in the source is missing"),
    ("The drug was approved in May.", "The drug wasn't approved in May.", "“not” is not in the source"),
    ("Sales rose in spring.", "Sales fell in spring.", "the source says “rose”, the answer says “fell”"),
    (
        "Mercury is smaller than Mars.",
        "Mercury is larger than Mars.",
        "the source says “smaller”, the answer says “larger”",
    ),
    (
        "He left before the vote.",
        "He left after the vote.",
        "in the source “vote” comes after “left”, in the answer before it",
    ),
    (
        "The mechanic taught the apprentice to weld.",
        "The apprentice taught the mechanic to weld.",
        "“apprentice” and “mechanic” have changed places",
    ),
    (
        "Although the plan is credited to the mayor, it was an engineer who drew the first map.",
        "It was the mayor who drew the first map.",
        "the source says “drew” of “engineer”, the answer of “mayor”",
    ),
    (
        "The guards locked the gate but left the tower open.",
        "The guards locked the tower.",
        "the source says “locked” of “gate”, the answer of “tower”",
    ),
    (
        "The dam burst because the spillway was blocked.",
        "The spillway was blocked because the dam burst.",
        "in the source “dam” comes after “spillway”, in the answer before it",
    ),
    (
        "The river runs north.",
        "As one reads: “the river runs south to the sea”.",
        "the quotation “the river runs south to the sea” does not stand in what is cited",
    ),
]

WEAKER = [
    ("The company may cut jobs.", "The company will cut jobs.", "the source says “may”, the answer says “will”"),
    ("The ferry was reportedly sold.", "The ferry was sold.", "“reportedly” in the source is missing"),
    ("The minister plans to resign.", "The minister resigned.", "the source says “plans”, the answer says “resigned”"),
    (
        "The envoys of Russia arrived early.",
        "The envoys of Moscow arrived early.",
        "the source says “Russia”, the answer says “Moscow”",
    ),
    ("Some growers doubt it.", "Growers doubt it.", "“some” in the source is missing"),
    ("The pool is open to guests.", "The whole pool is open to guests.", "“whole” is not in the source"),
    (
        "The court may fine the owner.",
        "The court must fine the owner.",
        "the source says “may”, the answer says “must”",
    ),
    ("Engineers believe that rust broke the cable.", "Rust broke the cable.", "“believe” in the source is missing"),
    ("The pier was closed in winter.", "Yes.", "says too little to be checked"),
    ("Some members opposed it.", "All members opposed it.", "the source says “some”, the answer says “all”"),
    ("The union may strike if wages are not raised.", "The wages were not raised.", "“if” in the source is missing"),
    (
        "The pier was closed in May 2024.",
        "The pier was closed before May 2024.",
        "the source says “in May 2024”, the answer says “before May 2024”",
    ),
    (
        "The harbour handled 1,204 ships.",
        "The harbour handled more than 1,204 ships.",
        "the source says “1,204”, the answer says “more than 1,204”",
    ),
    (
        "The pier was closed in May because of rotten timber.",
        "The pier was closed in May because of rotten timber and killed two people.",
        "“and killed two people” is not in the quotation",
    ),
    (
        "She studied law in Ghent.",
        "She studied law in Ghent, and the orchestra rehearsed a cheerful symphony.",
        "“and the orchestra rehearsed a cheerful symphony” is not in the quotation",
    ),
]

FAITHFUL = [
    ("The treaty was signed on 3 May 2024.", "The treaty was signed on 2024-05-03."),
    ("The town has 1,200,000 inhabitants.", "The town has 1.2 million inhabitants."),
    ("He sold only a dozen paintings.", "He sold only 12 paintings."),
    ("Half of the voters agreed.", "50% of the voters agreed."),
    ("It measured 99.86 percent.", "It measured about 99.9 %."),
    ("Lyon was beaten by Ajax.", "Ajax beat Lyon."),
    ("Iron conducts less well than copper.", "Copper conducts better than iron."),
    ("The trial did not succeed.", "The trial failed."),
    ("Unemployment was lower in 2019 than in 2018.", "Unemployment was higher in 2018 than in 2019."),
    ("It was a hedge against domination by the West.", "It was a hedge against Western domination."),
    ("The plan leaves Brussels out.", "The plan goes on without Brussels."),
    ("The United States left the pact.", "America left the pact."),
    ("Moscow wants a treaty.", "Russia wants a treaty."),
    ("She ran the farm for a decade.", "She ran the farm for ten years."),
    ("The climb takes 90 minutes.", "The climb takes an hour and a half."),
    ("Three of twelve wells were dry.", "A quarter of the wells were dry."),
    ("If it rains, the match is moved.", "The match is moved if it rains."),
    ("The road opens in 2028 at the earliest.", "The road does not open before 2028."),
    ("The treaty of 1494 split the lands.", "Under the 1494 treaty the lands were split."),
    ("About 1,200 people came.", "More than 1,100 people came."),
    ("The price fell from 100 to 80 euros.", "The price fell by 20 percent, to 80 euros."),
    ("The old pumps used twice as much power.", "The new pumps need half the power of the old ones."),
    ("The museum is closed on Monday.", "The museum is not open on Monday."),
    ("The guard never missed a shift.", "The guard was there for every shift."),
    ("A rash appeared.", "There was a rash."),
    ("Bake it at 180 °C.", "Bake it at 180 degrees Celsius."),
    ("It will cost between $80 million and $90 million.", "The cost will be $80–90 million."),
    ("Stir in 250 ml of milk.", "Stir in a quarter of a litre of milk."),
    ("The neighbours share the costs equally.", "Each of the neighbours bears half of the costs."),
    ("The vase was made in a nineteenth-century workshop.", "The vase was made in a workshop of the 1800s."),
    ("The walls were pulled down in 1861.", "The walls were pulled down in the 1860s."),
    ("About 60% of the people live on the coast.", "Six in ten of the people live on the coast."),
    ("The trial lasts 18 months.", "The trial lasts a year and a half."),
    ("Oil it every 200 miles.", "Oil it every 200 miles (about 320 km)."),
    ("Rain exceeds 3,000 mm here and 500 mm there.", "Here rain is six times as much as there."),
    ("The fall of 2010 to 2015 took 54% of the jobs.", "The fall took more than half of the jobs."),
    ("The road is closed from 2300 to 0500.", "The road is closed from 11 pm to 5 am."),
    ("The meeting opened at 18.05.", "The meeting opened at 6:05 pm."),
    ("He left in 1967 and came back two years later.", "He left in 1967 and came back in 1969."),
    ("He served until 2002 and retired the following year.", "He served until 2002 and retired in 2003."),
    ("The bins are emptied fortnightly.", "The bins are emptied every two weeks."),
    ("The tree is not felled.", "No, the tree is not felled."),
    ("Damage is covered only with the supplement.", "Damage is not covered without the supplement."),
    ("He died two years before the wing was finished.", "The wing was finished two years after he died."),
    ("The annual general meeting was moved.", "The AGM was moved."),
    ("It is visited by about 240,000 people a year.", "About 240,000 people visit it a year."),
    ("The seal is not broken.", "The seal is unbroken."),
    ("Russian troops crossed the river.", "Troops from Russia crossed the river."),
    ("The World Health Organization warned of mosquitoes.", "The WHO warned of mosquitoes."),
    ("Robert J. Mallory joined the firm.", "Mallory joined the firm."),
    ("The pact may fail, the envoy said.", "The pact might fail, the envoy said."),
    ("Der Umsatz stieg 2019 um 5 %.", "Der Umsatz stieg 2019 um 5 %, heißt es."),
    ("他于1998年创立了这家公司。", "他于1998年创立了这家公司"),
]


@pytest.mark.parametrize(("source", "claim", "reason"), WRONG)
def test_what_the_source_does_not_say_is_unsupported(source: str, claim: str, reason: str) -> None:
    assert Verifier().check(claim, [Cited(source)]) == Check(U, reason)


@pytest.mark.parametrize(("source", "claim", "reason"), WEAKER)
def test_what_says_more_than_the_source_is_partly_supported(source: str, claim: str, reason: str) -> None:
    assert Verifier().check(claim, [Cited(source)]) == Check(P, reason)


@pytest.mark.parametrize(("source", "claim"), FAITHFUL)
def test_other_words_for_the_same_are_supported(source: str, claim: str) -> None:
    assert Verifier().check(claim, [Cited(source)]).verdict is S


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but the provided sources do not contain information about that.",
        "Unfortunately, the documents do not say when it was built.",
        "Based on the provided sources, I cannot answer this question.",
        "Sure!",
        "Here are the three aims.",
        "**Main aims**",
    ],
)
def test_what_finds_nothing_or_only_leads_in_claims_nothing(text: str) -> None:
    assert Verifier().check(text, []) == Check(S, "no claim")


@pytest.mark.parametrize(
    "text",
    [
        "The documents do not mention it, and the mayor died in 2020.",
        "The sources do not say when it was built, but it was rebuilt in 1950.",
        "The sources do not mention it and he died in Berlin.",
        "Sure, the mayor died in 2020.",
        "Here is what happened: the mayor died.",
        "**The mayor has resigned.**",
    ],
)
def test_a_claim_does_not_pass_behind_words_that_claim_nothing(text: str) -> None:
    assert Verifier().check(text, []) == Check(Verdict.UNCITED, "no footnote")


@pytest.mark.parametrize(
    "text",
    ["The report names three aims:", "The main points are as follows:", "Russia has three goals:", "## Budget 2024"],
)
def test_a_label_that_asserts_nothing_is_no_claim(text: str) -> None:
    assert Verifier().check(text, []) == Check(S, "no claim")


@pytest.mark.parametrize(
    "text",
    [
        "The pier was closed for good:",
        "## The mayor was fined",
        "**Costs: 3 million euros**",
        "**He has resigned**",
        "Traffic of 9,999 ships:",
        "Did you know that the pier was closed for good?",
        "## Lindholm sold the plant to Orlin",
        "**Enova stole the money:**",
        "Here is why the plant burned down and killed the engineer.",
    ],
)
def test_a_label_that_asserts_something_is_checked(text: str) -> None:
    assert Verifier().check(text, []) == Check(Verdict.UNCITED, "no footnote")


def test_another_language_than_the_quotation_s_is_the_reason_that_is_given() -> None:
    check = Verifier().check("Die Kontrolle über den Hafen ist das Ziel.", [Cited("The aim is to control the port.")])
    assert check == Check(P, "in another language than its quotation, so only figures and names are compared")


def test_the_embedded_model_tells_other_words_for_the_same(reading: Verifier) -> None:
    cited = [Cited("The concert had to be called off because the singer fell ill.")]
    claim = "Since the vocalist got sick, the show was cancelled."
    assert reading.check(claim, cited) == Check(S, SAYS)
    assert reading.check(claim, [Cited("The singer was ill as a child and gave few concerts.")]).verdict is not S


def test_the_embedded_model_tells_another_sentence_on_the_same_subject(reading: Verifier) -> None:
    source = "The harbour has adopted strict rules on noise, and it pays for quiet engines, covers and walls."
    claim = "The harbour has set up many schemes to make less noise, with walls and the use of quiet engines."
    assert Verifier().check(claim, [Cited(source)]).verdict is not U
    assert reading.check(claim, [Cited(source)]).verdict is S
    other = "The harbour pays its pilots well, and many of them stay until they are old."
    assert reading.check(claim, [Cited(other)]).verdict is U


def test_what_was_asked_before_moves_no_verdict(empty_home: Path) -> None:
    words, embedder = Words(model_folder(empty_home)), MiniLM(empty_home)
    claim, cited = "In foggy weather, the boat stays in the harbour.", "The ferry does not sail when there is fog."
    fresh, asked = Likeness(embedder), Likeness(embedder)
    for other in ("A boat.", "Fog lay over the harbour for so many days that the ferry stayed where it was."):
        asked.whole(other, cited)
    assert asked.whole(claim, cited) == fresh.whole(claim, cited)
    assert asked.clause(claim, range(4), cited) == fresh.clause(claim, range(4), cited)
    verifier = Verifier(words, embedder)
    assert len({verifier.check(claim, [Cited(cited)]) for _ in range(3)}) == 1


def test_the_embedded_model_tells_a_word_that_has_nothing_to_do_with_the_evidence_s(reading: Verifier) -> None:
    cited = [Cited("The permit covers the sale of food from a stall on the market square.")]
    wrong = reading.check("The permit covers the sale of alcohol from a stall on the market square.", cited)
    assert wrong == Check(P, "the source says “food”, the answer says “alcohol”")
    same = reading.check("The permit covers the selling of food from a stall on the market place.", cited)
    assert same == Check(S, SAYS)


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("The harbour board stole 4.2 million euros.", "stole"),
        ("The harbour board lost 4.2 million euros.", "lost"),
    ],
)
def test_the_embedded_model_tells_a_word_that_nothing_in_the_evidence_is_near_to(
    reading: Verifier, claim: str, word: str
) -> None:
    checked = reading.check(claim, [Cited("The harbour board approved a budget of 4.2 million euros.")])
    assert checked.verdict is Verdict.PARTLY
    assert word in checked.reason


def test_figures_count_in_every_language() -> None:
    german = Verifier().check("Der Umsatz stieg um 6 %.", [Cited("Der Umsatz stieg um 5 %.")])
    chinese = Verifier().check("他于1989年创立了这家公司。", [Cited("他于1998年创立了这家公司。")])
    arabic = Verifier().check("ارتفعت المبيعات 7 %", [Cited("ارتفعت المبيعات 5 %")])
    assert german == Check(U, "5 % in the source, 6 % in the answer")
    assert chinese == Check(U, "1998 in the source, 1989 in the answer")
    assert arabic == Check(U, "5 % in the source, 7 % in the answer")


def test_a_false_claim_is_not_offered_a_sentence_that_says_less_of_it() -> None:
    cited = Cited("The council has made the security of the old port less stable.")
    other = Cited("The council spoke of the old port, its security and its trade.")
    check = Verifier().check("The council has made the security of the old port more stable.", [cited], [other])
    assert check == Check(U, "the source says “less”, the answer says “more”")


def test_two_quotations_joined_are_found_in_no_document() -> None:
    cited = [Cited("The harbour was closed at noon."), Cited("The market was full of visitors.")]
    check = Verifier().check("It says: “The harbour was closed full of visitors”.", cited)
    assert check == Check(U, "the quotation “The harbour was closed full of visitors” does not stand in what is cited")


def test_a_quotation_may_leave_out_words_that_it_marks() -> None:
    cited = [Cited("The harbour was, to everyone's surprise, closed at noon.")]
    assert Verifier().check("“The harbour was … closed at noon.” [1]", cited).verdict is S


def test_the_text_around_a_quotation_says_who_he_is() -> None:
    cited = Cited("He wants a treaty before winter.", "Putin spoke on Monday. He wants a treaty before winter.")
    assert Verifier().check("Putin wants a treaty before winter.", [cited]).verdict is S
    assert Verifier().check("Putin wants a treaty before winter.", [Cited(cited.text)]) == Check(
        U, "the quotation does not name “Putin”"
    )


def test_a_right_claim_with_the_wrong_footnote_is_told_so_and_shown_a_better_one() -> None:
    others = [Cited("The lake froze in March."), Cited("The bridge was opened in 1912.")]
    check = Verifier().check("The bridge was opened in 1912. [1]", [Cited("The harbour is deep.")], others)
    assert check == Check(
        U,
        "wrong footnote: another quotation says this; here 1912 is not in the quotation",
        (1,),
    )


def test_a_claim_without_footnote_is_uncited_and_is_shown_what_would_carry_it() -> None:
    verifier = Verifier()
    assert verifier.check("The bridge is old.", []) == Check(Verdict.UNCITED, "no footnote")
    assert verifier.check("The bridge is old.", [], [Cited("The bridge is old.")]) == Check(
        Verdict.UNCITED, "another quotation says it", (0,)
    )


@pytest.mark.parametrize(
    "text",
    ["## Main points", "Here is a summary:", "Who paid for it?", "The documents do not answer this.", "**Costs**", "-"],
)
def test_what_claims_nothing_raises_no_alarm(text: str) -> None:
    assert Verifier().check(text, []) == Check(S, "no claim")


def test_markup_and_markers_are_no_part_of_a_claim() -> None:
    claim = "- **The bridge** was opened in _1912_ [1][2]."
    assert Verifier().check(claim, [Cited("The bridge was opened in 1912.")]) == Check(S, "verbatim quotation")


@given(st.text(min_size=1, max_size=80))
@example("THE TEXT SAY:;")
def test_any_sentence_supports_itself(text: str) -> None:
    # Quotation marks aside, which promise that the words stand elsewhere.
    assert Verifier().check(text, [Cited(text)]).verdict is S


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_the_same_question_gets_the_same_verdict(claim: str, cited: str, other: str) -> None:
    first = Verifier().check(claim, [Cited(cited)], [Cited(other)])
    assert first == Verifier().check(claim, [Cited(cited)], [Cited(other)])


def test_every_source_written_for_the_suite_supports_itself() -> None:
    rows = files("eval").joinpath("verifier/faithful.jsonl").read_text(encoding="utf-8").splitlines()
    sources = [json.loads(row)["source"] for row in rows]
    assert [
        text for text in sources if Verifier().check(f"The report says that {text}", [Cited(text)]).verdict is not S
    ] == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("3 May 2024", "May 3, 2024"),
        ("3 May 2024", "2024-05-03"),
        ("in 2024", "3 May 2024"),
        ("1.2 million", "1,200,000"),
        ("a dozen", "12"),
        ("half", "50 percent"),
        ("a third", "33%"),
        ("two thirds", "67 %"),
        ("the sixth", "6th"),
        ("$3.4 billion", "3.4bn dollars"),
        ("twenty-five", "25"),
        ("a thousand", "1,000"),
        ("6½", "6.5"),
        ("Q1", "the first quarter"),
        ("half past midnight", "00:30"),
        ("a quarter to noon", "11:45"),
    ],
)
def test_one_quantity_written_in_two_ways_is_the_same(one: str, two: str) -> None:
    from rag.verdict.claims import plain

    [a], [b] = quantities(plain(one)), quantities(plain(two))
    assert same(a, b)
