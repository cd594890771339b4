"""Follow-ups that name only what differs, in place of what they replace."""

from __future__ import annotations

import pytest

from rag.conversation.ellipsis import of_the_same, replaced
from rag.conversation.rewrite import stand_alone
from rag.conversation.standalone import Standalone
from rag.types import Turn


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("How many books can I borrow?", "and DVDs?", "How many DVDs can I borrow?"),
        ("Which dogs can I bring?", "And cats?", "Which cats can I bring?"),
        ("Which cabin can I have in May?", "And tent?", "Which tent can I have in May?"),
        ("How much is option A?", "And option B?", "How much is option B?"),
        ("Who is the treasurer?", "and the secretary?", "Who is the secretary?"),
        ("What is the rent?", "What about deposit?", "What is the deposit?"),
        ("When does it open on Monday?", "and at weekends?", "When does it open at weekends?"),
        ("How much snow fell in Bergen in 2019?", "and in 2020?", "How much snow fell in Bergen in 2020?"),
        ("What does the orange light mean?", "and the red one?", "What does the red light mean?"),
        ("How do I make a large cup?", "And an old one?", "How do I make an old cup?"),
        ("How much snow fell in Bergen in 2019?", "and in the 1920s?", "How much snow fell in Bergen in the 1920s?"),
        ("What is the delivery fee below £50?", "And above £75?", "What is the delivery fee above £75?"),
        ("What does clause 3.1 say?", "And 3.3?", "What does clause 3.3 say?"),
        ("What does clause 3.1 say?", "What about clause 7?", "What does clause 7 say?"),
        ("When was the first bridge built?", "and the second?", "When was the second bridge built?"),
        ("Who won the third race?", "And the last one?", "Who won the last race?"),
        ("What does the pea soup need?", "And the bread?", "What does the bread need?"),
        ("What does coffee cost to roast?", "And cocoa?", "What does cocoa cost to roast?"),
        ("How much does parking cost on Sundays?", "what about breakfast?", "How much does breakfast cost on Sundays?"),
        ("Where do otters sleep?", "And badgers?", "Where do badgers sleep?"),
        ("How much snow fell in Bergen?", "And Oslo?", "How much snow fell in Oslo?"),
        ("What is the rent of the small flat?", "And the large flat?", "What is the rent of the large flat?"),
        ("How much snow fell in Bergen?", "And in 2019?", "How much snow fell in Bergen in 2019?"),
        ("When does it open on Monday?", "And in Bergen?", "When does it open on Monday in Bergen?"),
        (
            "How many people work at the harbour?",
            "And at weekends?",
            "How many people work at the harbour at weekends?",
        ),
        ("When was the pier closed?", "And the lighthouse?", "When was the lighthouse closed?"),
        ("How long is the ferry closed?", "And the bridge?", "How long is the bridge closed?"),
        ("What is the fee?", "And next year?", "What is the fee next year?"),
        ("Who is the treasurer?", "And today?", "Who is the treasurer today?"),
        ("How many books can I borrow?", "And next year?", "How many books can I borrow next year?"),
        ("Which rooms are free today?", "And tomorrow?", "Which rooms are free tomorrow?"),
        ("How much does Anna Berg earn?", "And Monday?", "How much does Anna Berg earn on Monday?"),
        (
            "How many days of leave do I get?",
            "and after five years?",
            "How many days of leave do I get after five years?",
        ),
        ("When did the railway come?", "And leave?", "When did the railway leave?"),
        ("How long would the repair of the pump take?", "And the dredging?", "How long would the dredging take?"),
        ("How long is the road of the dam?", "And that of the bridge?", "How long is the road of the bridge?"),
        ("When may hosepipes be used?", "And sprinklers?", "When may sprinklers be used?"),
        ("Who was elected treasurer?", "And chair?", "Who was elected chair?"),
        # Where and when are asked of what was asked with yes or no; why is asked of the answer.
        ("Are bonfires allowed?", "On which days?", "On which days are bonfires allowed?"),
        ("Is the pier open?", "And since when?", "Since when is the pier open?"),
        ("On which days are bonfires allowed?", "And barbecues?", "On which days are barbecues allowed?"),
        # The one of its kind that was spoken of.
        ("When was it opened? (new, workshop)", "And the old one?", "When was the old workshop opened?"),
        ("What is in it? (new, workshop)", "And in the old one?", "What is in the old workshop?"),
        # A person for a person, though "it" may be that of a name.
        ("Where did she come from? (Ada Bell)", "And the founder?", "Where did the founder come from?"),
        # A name for a name, with its article or without, and not beside it.
        ("What is the range of the Kestrel?", "And the Vireo 300?", "What is the range of the Vireo 300?"),
        ("What is the range of the Kestrel?", "And for the Vireo?", "What is the range of the Vireo?"),
        ("How much is the pump P10?", "And the P20?", "How much is the pump P20?"),
        ("Does the Vireo have a lamp?", "Does the Kestrel?", "Does the Kestrel have a lamp?"),
        ("Does the Vireo have a lamp?", "The Kestrel?", "Does the Kestrel have a lamp?"),
        ("What does error E2 mean?", "E4?", "What does error E4 mean?"),
        ("What did the club spend in 2023?", "2022?", "What did the club spend in 2022?"),
        ("What did the club spend in 2023?", "And the year before?", "What did the club spend in 2022?"),
        ("Who was present in March?", "And in May?", "Who was present in May?"),
        ("Who was present in March?", "In May?", "Who was present in May?"),
        ("In which year was Ada born?", "And Ben?", "In which year was Ben born?"),
        ("How many boats came last year?", "And this year?", "How many boats came this year?"),
        # What became of it, and what is done to it.
        ("When was the bridge opened?", "And renovated?", "When was the bridge renovated?"),
        ("Can the bin be washed?", "And the filter?", "Can the filter be washed?"),
        ("Is the bin washable?", "And the filter?", "Is the filter washable?"),
        ("How often must I clean the main brush?", "And the sensors?", "How often must I clean the sensors?"),
        # What was said is put right.
        ("How much is the P10?", "No, the P20.", "How much is the P20?"),
        ("How much is the P10?", "Sorry, I meant the P20", "How much is the P20?"),
        ("How long is the warranty of the Vireo?", "I meant the Kestrel.", "How long is the warranty of the Kestrel?"),
        ("Who was present in March?", "No, I mean in May.", "Who was present in May?"),
        ("How much leave do mothers have?", "Not mothers, fathers.", "How much leave do fathers have?"),
        # Another of its kind, another deed, and another thing with what is done to it.
        ("How much is a half plot?", "and a full one?", "How much is a full plot?"),
        ("How fast are urgent letters answered?", "And normal ones", "How fast are normal letters answered?"),
        ("When does the old bath close?", "And the new one?", "When does the new bath close?"),
        ("Where is the pool?", "And the small one?", "Where is the small pool?"),
        ("When does school start?", "and end?", "When does school end?"),
        ("When does the start list close?", "And open?", "When does the start list open?"),
        ("Can I eat before the test?", "and drink?", "Can I drink before the test?"),
        ("How often is the tray emptied?", "And the tank washed?", "How often is the tank washed?"),
        ("How is the house heated?", "And the barn?", "How is the barn heated?"),
        # On what condition, when and by what means.
        ("What must I do if a lamp comes on?", "And if I have an accident?", "What must I do if I have an accident?"),
        ("If I lose the key, what do I pay?", "And if I smoke?", "If I smoke, what do I pay?"),
        (
            "When is the fee returned?",
            "And if the van breaks down?",
            "When is the fee returned if the van breaks down?",
        ),
        ("How much is the rent in summer?", "And January?", "How much is the rent in January?"),
        ("How much is the rent in July?", "Winter?", "How much is the rent in winter?"),
        ("What was the balance in May 2023?", "And in June?", "What was the balance in June 2023?"),
        ("When is the depot open on weekdays?", "And Saturdays?", "When is the depot open on Saturdays?"),
        ("Can I pay by card?", "And in cash?", "Can I pay in cash?"),
        ("How long is the dam?", "And wide?", "How wide is the dam?"),
        ("How long is the dam?", "And how high?", "How high is the dam?"),
        ("When was the dam built?", "And pulled down?", "When was the dam pulled down?"),
        ("When was the dam built?", "No, the first one.", "When was the first dam built?"),
        # A thing of the same name, and no more of the question than its article.
        ("What is the fee for pets?", "And the cancellation fee?", "What is the cancellation fee for pets?"),
        ("How much is a ticket for adults?", "And a family ticket?", "How much is a family ticket for adults?"),
        ("How high is the dam?", "And the second dam?", "How high is the second dam?"),
        ("When was the dam built?", "I meant the first dam.", "When was the first dam built?"),
        ("How large are start grants?", "And growth grants?", "How large are growth grants?"),
        ("Where does Hale sell fish?", "And smoked fish?", "Where does Hale sell smoked fish?"),
        # A name with what agrees with it, somebody's kin, and who or what does it too.
        ("What do the Europeans want?", "And Kyiv?", "What does Kyiv want?"),
        ("What does Kyiv want?", "And the Europeans?", "What do the Europeans want?"),
        ("When was Ada Bell born?", "And Ada Bell's brother?", "When was Ada Bell's brother born?"),
        ("Did Ada Bell vote for the bridge?", "And did Tom Hale?", "Did Tom Hale vote for the bridge?"),
        ("How many goals did Osei score?", "And how many did Vidal?", "How many goals did Vidal score?"),
        ("Who leads the choir?", "And the orchestra?", "Who leads the orchestra?"),
        ("Who plays Esther?", "And the captain?", "Who plays the captain?"),
        ("Who led the old choir?", "And the new one?", "Who led the new choir?"),
        ("How much salt do I need?", "And how much flour?", "How much flour do I need?"),
        ("How much salt do I need?", "And flour?", "How much flour do I need?"),
        ("Can students apply?", "And pensioners?", "Can pensioners apply?"),
        # What was carried for a pronoun goes with it.
        ("Who built it? (Salt Gallery, paid)", "And the Fishing Gallery?", "Who built the Fishing Gallery?"),
        ("When is it due? (deposit)", "No, I meant the rent.", "When is the rent due?"),
        ("Why was it closed? (first, bridge)", "And the second?", "Why was the second bridge closed?"),
        ("How much is a battery for it? (Kestrel)", "And for the Vireo?", "How much is a battery for the Vireo?"),
        ("How long does it take to charge? (Kestrel)", "And the Vireo's?", "How long does the Vireo take to charge?"),
    ],
)
def test_the_question_before_is_asked_again_with_what_differs(before: str, question: str, asked: str) -> None:
    assert replaced(question, before) == asked
    assert stand_alone(question, [Turn(before, "", before)]) == Standalone(asked)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Who paid?", "and why?"),
        ("What does it cost?", "and who pays it?"),
        ("Where was the first one built?", "And the second one?"),
        # Either of two things may be meant.
        ("What is the notice period for the tenant?", "and the landlord?"),
        ("And Oslo? (snow, Bergen)", "And Kiel?"),
        ("Tell me about the pier.", "and then?"),
        # It has another kind of thing, and the question before must not lose what it is about.
        ("How much is the P10?", "And the delivery time?"),
        ("What is its delivery time? (P10)", "And the order number?"),
        ("Who was present in May?", "And the Kestrel?"),
        ("What does coffee cost?", "And weight?"),
        ("What does coffee cost?", "And usually?"),
        ("What do members pay?", "And parking?"),
        ("Where do they sleep?", "And badgers?"),
        # Where a thing has a name, the charger may be its own.
        ("How heavy is it? (Kestrel)", "And the charger?"),
        ("When is the deposit returned?", "And when does it open?"),
        ("How long does the battery last?", "And to charge?"),
        ("Is the bulb included?", "And the Vireo?"),
        ("When does the pier close?", "And the Vireo?"),
        ("Where is the swimming pool?", "And the other one?"),
        ("How much is a ticket?", "And small ones?"),
        # Whoever lost it is no cup, mothers have leave and fathers are not counted, and before what is not said.
        ("Who won the cup?", "And the loser?"),
        ("How much leave do mothers have?", "And fathers?"),
        ("Since when has Frances run the theatre?", "And before?"),
        ("What does Moscow say about it? (treaty)", "And Kyiv?"),
        # One of a kind is asked for, not which of several.
        ("Which cabin can I have on the ferry?", "What about buses?"),
    ],
)
def test_where_the_form_does_not_tell_what_is_replaced_nothing_is(before: str, question: str) -> None:
    assert replaced(question, before) == ""


@pytest.mark.parametrize(
    ("before", "question", "asked", "carried"),
    [
        ("When was it built? (bridge)", "And repaired?", "When was it repaired?", ("bridge",)),
        ("How long is it? (dam, valley)", "and wide?", "How wide is it?", ("dam", "valley")),
        ("When does it open? (museum)", "And close?", "When does it close?", ("museum",)),
        ("How long does it keep? (soup)", "And in the freezer?", "How long does it keep in the freezer?", ("soup",)),
        ("When was it closed? (pool, Monday)", "And on Tuesday?", "When was it closed on Tuesday?", ("pool",)),
        ("When was it closed? (pool)", "Why?", "Why was it closed?", ("pool",)),
        # Another says something of it.
        ("What does Moscow say about it? (treaty)", "And Kyiv?", "What does Kyiv say about it?", ("treaty",)),
        ("And what does Moscow say? (treaty)", "And Kyiv?", "What does Kyiv say?", ("treaty",)),
        # Without a pronoun it is put anew like any other.
        ("Where's the bar? (seats, theatre)", "And the lift?", "Where's the lift?", ("seats", "theatre")),
    ],
)
def test_what_is_asked_of_it_again_keeps_the_words_beside_it(
    before: str, question: str, asked: str, carried: tuple[str, ...]
) -> None:
    understood = stand_alone(question, [Turn(before.split(" (")[0], "", before)])
    assert understood.asked == asked
    assert understood.carried == carried
    assert understood.text == f"{asked} ({', '.join(carried)})"


@pytest.mark.parametrize("before", ["Why? (bridge, removed)", "For how long? (bridge, closed)", "Delivery time? (P10)"])
def test_what_has_no_verb_is_not_asked_again(before: str) -> None:
    assert of_the_same("And in May?", before) == ""


def test_what_is_counted_of_it_may_be_another_thing() -> None:
    before = "How many batteries does it have? (Vireo)"
    assert of_the_same("And gears?", before) == "How many gears does it have? (Vireo)"


def test_a_mere_why_is_passed_over() -> None:
    assert not replaced("Why?", "Are bonfires allowed?")
    history = [Turn("Were the hens allowed?"), Turn("Why not?", "“Of rats.” [1]", "Why not? (hens, allowed)")]
    assert stand_alone("And the bees?", history) == Standalone("Were the bees allowed?")
