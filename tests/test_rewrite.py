"""Follow-ups: what of an earlier answer is recognised as a quotation, and what a long conversation costs."""

from __future__ import annotations

import time

import pytest

from rag.conversation.rewrite import MOST_CARRIED, is_whole, names_a_thing, names_nothing_beside, stand_alone
from rag.conversation.standalone import Standalone
from rag.passages.said import quotations
from rag.types import Turn


def test_quotations_are_read_without_their_lead_ins_and_whole() -> None:
    answer = "Under “The agenda”: “It wants land.” [1]\n\nAlso: “He said “yes” [3] and left.” [2]\n\nOn land: “No.” [3]"
    assert quotations(answer) == ["It wants land.", "He said “yes” [3] and left.", "No."]


def test_words_are_carried_over_once_and_not_too_many() -> None:
    turn = Turn("Moscow demands demand talks treaty border army fleet harbour winter?")
    carried = stand_alone("And what does it want?", [turn]).carried
    assert carried == ("Moscow", "demands", "talks", "treaty", "border", "army")
    assert len(carried) == MOST_CARRIED


def test_words_of_a_subject_that_was_left_are_not_carried_over() -> None:
    pump = Turn("What is the flow rate of the X200 Pro?", "4 litres.", "What is the flow rate of the X200 Pro?")
    moscow = Turn("What does Moscow demand?", "Land.", "What does Moscow demand?")
    assert stand_alone("And why does Europe worry?", [pump, moscow]).carried == ("Moscow", "demand")
    follow_up = Turn("And why?", "For safety.", "And why? (Moscow, demand)")
    assert stand_alone("Who says so?", [moscow, follow_up]).carried == ("Moscow", "demand")


def test_what_the_follow_up_sets_against_it_gives_way() -> None:
    opens = Turn("When does the museum open on Mondays?")
    assert stand_alone("Is it Sundays too?", [opens]).carried == ("museum", "open")
    verges = Turn("How many bees survived on wide verges?")
    assert stand_alone("And on narrow ones?", [verges]).carried == ("bees", "survived", "verges")


def test_a_figure_gives_way_to_the_follow_up_s_own() -> None:
    rates = Turn("What is the delivery fee below £50?")
    assert stand_alone("Is it higher above £75?", [rates]).carried == ("delivery", "fee")
    assert stand_alone("And why?", [rates]).carried == ("delivery", "fee", "below", "50")
    pump = Turn("How heavy is the X200 pump?")
    assert "X200" in stand_alone("How much does it deliver at 20 degrees?", [pump]).carried


WAR = Turn("What does Russia want?", "“It wants its gains recognized.” [1]", "What does Russia want?")


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote this article?",
        "Who is the author?",
        "When was this article written?",
        "What is this document about?",
        "Summarise the article",
        "Which documents do you have?",
    ],
)
def test_a_question_about_the_text_itself_leans_on_nothing(question: str) -> None:
    assert stand_alone(question, [WAR]).carried == ()


@pytest.mark.parametrize("question", ["And in this article?", "What does it want in this article?", "Who wrote it?"])
def test_but_it_may_lean_by_other_words(question: str) -> None:
    assert "Russia" in stand_alone(question, [WAR]).carried


@pytest.mark.parametrize("question", ["Delivery time?", "guarantee period", "e-mail address?"])
def test_a_few_words_may_name_a_thing_of_what_was_spoken_of(question: str) -> None:
    assert names_a_thing(question)


@pytest.mark.parametrize(
    "question",
    ["Opening of Belém Tower", "error E2", "show fish recipes", "Who signs contracts?", "the fees of the harbour"],
)
def test_a_thing_with_a_name_or_a_verb_is_its_own(question: str) -> None:
    assert stand_alone(question, [WAR]).carried == ()
    assert not names_a_thing(question)


@pytest.mark.parametrize(
    "question",
    [
        "Is there a fee for young members?",
        "Is it allowed to paint the fence?",
        "How long does it take to charge the lamp?",
        "What is the fee that members pay?",
        "Is the fair open this year?",
        "What if it rains on Sunday?",
        "Why is the bridge closed?",
        "Why wasn't the bridge closed?",
        "why shouldnt I paint the fence",
        "When is the next meeting?",
        "Who is Moreau?",
        "When was the harbour bridge built and what did it cost?",
        "Where did Ada Bell go after she left the harbour?",
        "What does Norbrook say about its warranty?",
        "Can members have their fee back?",
        "What does one day cost in July?",
        "How much is one child seat?",
        "Can one smoke in the van?",
        "What exhibitions are there?",
        "How many beds are there?",
    ],
)
def test_a_complete_question_leans_on_nothing_whatever_its_form(question: str) -> None:
    assert stand_alone(question, [WAR]) == Standalone(question)


@pytest.mark.parametrize(
    "question",
    [
        "Is there one?",
        "Which one is cheaper?",
        "How many are there?",
        "Is it safe?",
        "How long does it take to charge?",
        "Why is that a rule?",
        "Who owns that boat?",
        "What came after that?",
        "When was the harbour bridge closed after that?",
        "When did Norway and Sweden sign it?",
        "What is the price of its battery?",
        "Did Ada Bell meet her?",
        "What happens if it breaks?",
        "Why?",
        "Why not Sweden?",
        "I meant the treaty.",
        "Sorry, the other one.",
    ],
)
def test_what_refers_to_something_else_leans(question: str) -> None:
    assert stand_alone(question, [WAR]).carried


def test_what_was_asked_about_the_text_itself_is_no_subject() -> None:
    between = [
        Turn("Summarise the article", "…"),
        Turn("What is it about?", "…"),
        Turn("What are its main points?", "…"),
    ]
    assert stand_alone("And what does it want?", [WAR, *between]).carried == ("Russia",)
    written = Turn("When was this article written?", "…", "When was this article written?")
    assert stand_alone("And what does it want?", [WAR, written]).carried == ("written", "Russia")


def test_a_summary_of_something_named_is_a_subject() -> None:
    for asked in ("Tell me about the Apollo program", "Summarise the Apollo program", "What is Apollo about?"):
        assert "Apollo" in stand_alone("When did it begin?", [Turn(asked)]).carried


def test_the_parts_of_a_name_are_not_carried_beside_it() -> None:
    author = Turn("Who wrote the report?", "“It is by Ada Byron Lovelace, an engineer.” [1]", "Who wrote the report?")
    asked = Turn("Where did Ada Lovelace work?", "…", "Where did Ada Lovelace work?")
    assert stand_alone("And yet?", [author, asked]).carried[0] == "Ada Lovelace"
    assert stand_alone("Where did she live?", [author]).carried == ("Ada Byron Lovelace", "wrote", "report")


def test_he_is_whom_the_question_named_or_who_stands_beside_its_words() -> None:
    adler = Turn("Who is Jonas Adler?", "“He keeps bees; my sister Hanna painted one.” [1]", "Who is Jonas Adler?")
    assert stand_alone("What did he do before?", [adler]).carried == ("Jonas Adler",)
    said = "“On Tuesday Joan Metcalfe asked for leave, and the clerk of the council, Miriam Stone, agreed.” [1]"
    clerk = Turn("Who is the clerk of the council?", said, "Who is the clerk of the council?")
    assert stand_alone("Why did she agree?", [clerk]).carried[0] == "Miriam Stone"


@pytest.mark.parametrize(
    ("question", "quoted", "name"),
    [
        ("Who runs the mill?", "Master Hale has run the mill since May in place of Joan Metcalfe.", "Hale"),
        ("Who was elected to the board?", "Mrs Stone takes the seat on the board of the late Abel Roth.", "Stone"),
        # Beside the subject another clause, an owner, or whom somebody acts upon.
        ("Who runs the mill?", "Master Hale is in Rome, and his niece Joan Metcalfe runs the mill.", "Joan Metcalfe"),
        ("Who runs the mill?", "After Master Hale’s death the mill was run by Joan Metcalfe.", "Joan Metcalfe"),
        ("Who was the mill sold by?", "In the spring Anna Thorn was rid of the mill, sold by Abel Roth.", "Abel Roth"),
        ("Who is the head?", "Mrs Stone advised the head Abel Roth.", "Abel Roth"),
    ],
)
def test_who_does_something_is_the_one_of_whom_it_is_said(question: str, quoted: str, name: str) -> None:
    asked = Turn(question, f"“{quoted}” [1]", question)
    assert stand_alone("What is their address?", [asked]).carried[0] == name


@pytest.mark.parametrize(
    ("questions", "carried"),
    [
        (("What did the pool cost?", "And the skate park?", "Who paid for it?"), ("skate", "park", "cost")),
        (("How heavy is the K40?", "and the K60?", "How loud is it?"), ("K60",)),
        (("Who is the treasurer?", "And the secretary?", "What is her number?"), ("secretary",)),
        # Beside words that were carried, and by a name in the place of "she", nothing was replaced.
        (("What does Bell demand?", "What does she offer?", "And why?"), ("Bell", "offer", "demand")),
        (("What does the lease say of pets?", "And the rent?", "When is it due?"), ("rent", "lease", "pets")),
        # A thing in the place of another, and a deed of another.
        (("Can I keep chickens?", "What about bees?", "And dogs?"), ("keep", "chickens")),
        (("What was said of the café?", "Who voted against it?", "And who proposed it?"), ("café",)),
        (("When was the mill sold?", "What does it cost?", "And what does it include?"), ("mill", "sold")),
        # But "the airport" may be that of the town.
        (("How do I get there?", "What about Tarn?", "And the airport?"), ("Tarn",)),
        (("How do I get there?", "What about Tarn?", "And parking?"), ("Tarn",)),
    ],
)
def test_what_was_replaced_does_not_come_back(questions: tuple[str, ...], carried: tuple[str, ...]) -> None:
    history = list[Turn]()
    for question in questions:
        understood = stand_alone(question, history)
        history.append(Turn(question, "…", understood.text))
    assert understood.carried == carried


@pytest.mark.parametrize(
    ("questions", "asked"),
    [
        (["What is the rent in July?", "Thank you!", "And in winter?"], "What is the rent in winter?"),
        (["How high is the dam?", "Nice!", "And the van?"], "How high is the van?"),
        (["What is the price for adults?", "Great, and for children?"], "What is the price for children?"),
    ],
)
def test_thanks_are_no_question_that_one_goes_on_from(questions: list[str], asked: str) -> None:
    turns: list[Turn] = []
    for question in questions[:-1]:
        turns.append(Turn(question, "“…” [1]", stand_alone(question, turns).text))
    assert stand_alone(questions[-1], turns) == Standalone(asked)


@pytest.mark.parametrize(
    ("questions", "carried"),
    [
        # Words of the latest turn, and of the one that began the subject.
        (["What does the insurance cover?", "What is the excess?", "Can I reduce it?", "How much is that?"],
         ("reduce", "excess", "insurance", "cover")),
        (["What is the first exhibition about?", "And the second one?", "How long is it on?"],
         ("second", "exhibition")),
        (["Where is the office of the firm?", "How many people work there?", "Who leads it?"],
         ("people", "work", "office", "firm")),
    ],
)  # fmt: skip
def test_in_a_long_conversation_its_subject_is_not_lost(questions: list[str], carried: tuple[str, ...]) -> None:
    turns: list[Turn] = []
    for question in questions[:-1]:
        turns.append(Turn(question, "“…” [1]", stand_alone(question, turns).text))
    assert stand_alone(questions[-1], turns).carried == carried


def test_no_courtesy_takes_long_to_judge() -> None:
    started = time.process_time()
    stand_alone("thank you " * 60 + "what else?", [Turn("When was the pier closed?", "In 1994.")])
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("When was Elena Marchetti born?", "Where?", "Where was Elena Marchetti born?"),
        ("When was Elena Marchetti born?", "And where?", "Where was Elena Marchetti born?"),
        ("When did the pump break down?", "But why?", "Why did the pump break down?"),
        ("When was Elena Marchetti born?", "When did she die?", "When did Elena Marchetti die?"),
        ("When was Elena Marchetti born?", "Who was her mother?", "Who was Elena Marchetti's mother?"),
        ("Can I put the tank in the dishwasher?", "What about the jug?", "Can I put the jug in the dishwasher?"),
        # He is the husband, and she is not.
        ("And Elena Marchetti's husband?", "what did he do", "what did Elena Marchetti's husband do"),
        ("When did Elena Marchetti's brother go?", "Where did he live?", "Where did Elena Marchetti's brother live?"),
        ("How did Elena Marchetti's husband die?", "Did she remarry?", "Did Elena Marchetti remarry?"),
        ("When was Tom Hale's mother born?", "What was her name?", "What was Tom Hale's mother's name?"),
    ],
)
def test_a_short_question_is_asked_in_full(before: str, question: str, asked: str) -> None:
    assert stand_alone(question, [Turn(before, "“…” [1]", before)]).text == asked


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("What does Russia want?", "What did she say?"),
        ("Who wrote the book with Ada Bell?", "When was she born?"),
        ("Did Ada Bell meet Bo Li?", "When was she born?"),
        ("What did Ada Bell publish?", "What did she do then?"),
        ("Who voted against?", "Why?"),
    ],
)
def test_a_name_takes_no_place_where_it_may_be_another_s(before: str, question: str) -> None:
    assert stand_alone(question, [Turn(before, "“…” [1]", before)]).text.startswith(question)


def test_how_long_something_takes_is_no_subject() -> None:
    assert stand_alone("is it paid?", [Turn("how long can a sabbatical be")]).carried == ("sabbatical",)
    assert stand_alone("how much is it", [Turn("how often is the boiler serviced")]).carried == ("boiler", "serviced")
    assert stand_alone("is it new", [Turn("since when has the mill run")]).carried == ("mill", "run")
    assert stand_alone("is it new", [Turn("why shouldnt the mill run")]).carried == ("mill", "run")


def test_the_number_of_a_row_is_no_name() -> None:
    row = Turn("who orders the sand", "Under “Tasks”: 2: Order sand (Task), Ida (Who), 15 March (By) [1]")
    assert stand_alone("by when?", [row]).carried == ("orders", "sand")


def test_a_place_that_an_answer_names_is_nobody() -> None:
    asked = [Turn("where was she born", "“Holm was born in Leeds and went to Ghent.” [1]", "where was she born (Holm)")]
    assert stand_alone("and her husband?", asked).carried == ("Holm",)
    assert "Leeds" in stand_alone("and how big is it?", asked).carried


def test_a_name_is_carried_once() -> None:
    who = Turn("who is the coach", "“The coach is Piet Vroom.” [1]", "who is the coach (Piet, Vroom)")
    assert stand_alone("and what did he win", [who]).carried == ("Piet Vroom",)


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        (
            [("When was Ada Holm born?", ""), ("And Emil?", "When was Emil born?"), ("What did he study?", "")],
            "Where did she teach?",
            "Where did Ada Holm teach?",
        ),
        (
            [("When was Ada Holm born?", ""), ("When did her husband die?", "When did Ada Holm's husband die?")],
            "Where did she live?",
            "Where did Ada Holm live?",
        ),
        # As far as anybody said, she is Emil.
        (
            [("When was Ada Holm born?", ""), ("When was Emil born?", "")],
            "Where did she teach?",
            "Where did Emil teach?",
        ),
    ],
)
def test_who_was_he_a_question_ago_is_not_she(before: list[tuple[str, str]], question: str, asked: str) -> None:
    turns = [Turn(own, "“…” [1]", full or own.replace("he ", "Emil ")) for own, full in before]
    assert stand_alone(question, turns).text == asked


@pytest.mark.parametrize("question", ["What does the minister answer?", "How did the court respond?"])
def test_an_answer_is_one_to_what_was_said(question: str) -> None:
    assert "Brandeis" in stand_alone(question, [Turn("What does Brandeis criticise?")]).carried


def test_who_is_honoured_by_a_college_is_not_the_college() -> None:
    asked = stand_alone("How did she respond?", [Turn("Did Girton ever honour her?")])
    assert asked.text.startswith("How did she respond?")


@pytest.mark.parametrize(
    ("questions", "asked"),
    [
        (["What does Tom Brady think?", "What about his deputy?", "What does she fear?"],
         "What does Tom Brady's deputy fear?"),
        (["What does Peter Lund think?", "What about his sister?", "What did she say?"],
         "What did Peter Lund's sister say?"),
        (["When was Ada Holm born?", "What about her husband?", "Where did she live?"], "Where did Ada Holm live?"),
        (["When was Ada Holm born?", "And her brother?", "Where did he live?"], "Where did Ada Holm's brother live?"),
    ],
)  # fmt: skip
def test_she_is_the_deputy_that_was_just_asked_about(questions: list[str], asked: str) -> None:
    turns: list[Turn] = []
    for question in questions[:-1]:
        turns.append(Turn(question, "“…” [1]", stand_alone(question, turns).text))
    assert stand_alone(questions[-1], turns).text == asked


@pytest.mark.parametrize(
    "question",
    ["When is the training?", "Who benefited most?", "do I have to book", "Is there a café?", "How did Kiel react?"],
)
def test_a_short_question_may_be_whole(question: str) -> None:
    assert is_whole(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is the price?",
        "How much notice?",
        "And who is the chairman?",
        "Who is she?",
        "Is the other one open?",
        "Why not?",
        "Can he answer?",
        "Wer ist der Direktor?",
    ],
)
def test_or_it_is_about_something_that_it_does_not_name(question: str) -> None:
    assert not is_whole(question)


def test_a_short_question_that_was_taken_as_it_was_began_a_subject() -> None:
    rent = Turn("When is the rent due?", "“On the first.” [1]", "When is the rent due?")
    bare = Turn("Who is the manager?", "“Dana Bell is.” [1]", "Who is the manager?")
    lent = Turn("Who is the manager?", "“Dana Bell is.” [1]", "Who is the manager? (rent, due)")
    assert stand_alone("Since when?", [rent, bare]).carried == ("Dana Bell", "manager")
    assert "rent" in stand_alone("Since when?", [rent, lent]).carried


@pytest.mark.parametrize("asked", ["Can he fly? (scan, day)", "Who did the set? (run, theatre)"])
def test_a_whole_question_may_be_taken_without_words_that_name_nothing(asked: str) -> None:
    assert names_nothing_beside(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "What was repaired? (new, 2.4.0)",
        "Can he fly? (Hale, scan)",
        "Who did the set?",
        "Who did it? (set)",
        "And he? (scan)",
    ],
)
def test_but_not_without_a_name_or_what_it_stands_for(asked: str) -> None:
    assert not names_nothing_beside(asked)
