"""What is asked to be measured, and where no such measure stands."""

from __future__ import annotations

import pytest

from rag.question.counted import lacks_count
from rag.question.measures import lacks_measure


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much does the AeroDry 12 cost?", "The AeroDry 12 removes up to 12 litres of water a day."),
        ("What is the price of a ticket?", "The ticket is valid for 24 hours."),
        ("What is the price of a ticket?", "In 2019 the price was announced, and 120 members pay it."),
        ("price of the AeroDry 12", "The AeroDry 12 is white or grey."),
        ("bus fare", "The bus takes an hour."),
        ("What is Dr Ida Marlow's fee?", "Ida Marlow speaks at noon."),
        ("How much is the bus to Leeds?", "Leeds is an hour away by bus."),
        ("How deep is the lake?", "The lake holds 38 million fish."),
        ("How old is Anna?", "Anna lives in Leeds with two cats."),
        ("How many calories has the cake?", "Beat 200 g of butter for five minutes."),
        ("How loud is the kettle?", "The kettle boils in four minutes."),
        ("How heavy is the bike?", "The bike has 21 gears and two brakes."),
        ("What does the bike weigh?", "The bike has 21 gears and two brakes."),
        ("How fast does the bike go?", "The bike is lent for 30 minutes or longer."),
        ("How long does the crossing take?", "The ferry sails from 8 January."),
        (
            "How much does the lathe cost?",
            "Leave 40 cm of free space behind the lathe, and oil it with 5 per cent wax.",
        ),
        ("What does a lesson cost?", "A lesson begins at nine and ends at ten."),
        ("How much is admission?", "Admission is through the north gate."),
        ("How fast does the scooter go?", "The scooter is lent for 12 cents a minute."),
    ],
)
def test_a_measure_that_is_asked_for_and_stands_nowhere(question: str, text: str) -> None:
    assert lacks_measure(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much does the AeroDry 12 cost?", "It sells for £189."),
        ("How much is the rent?", "The rent is 1,340 pounds a month."),
        ("How much is the rent?", "The rent is 2,900 zlotys a month."),
        ("What does the mill cost?", "The claimant asks 24,000 marks for it."),
        # A row with its heads, as `rag.passages.tables.told` has it.
        ("How much is the lamp?", "Lamp Article, 1,340 Price, 2 weeks Delivery time"),
        ("How much does a swim cost?", "Adults Class, 120 Yearly fee per person"),
        ("What is the price of a ticket?", "Entry is free."),
        ("How much is Sunday work paid?", "Sunday work is paid at double rate."),
        ("How much does the boiler service cost?", "The boiler is serviced at the landlord's expense."),
        ("Who sets the price?", "The board does."),
        ("price list", "See page 4."),
        ("How deep is the lake?", "It is 38 m deep."),
        ("What does the bike weigh?", "It has 14 kg with its battery."),
        ("How fast does the bike go?", "It does 25 km/h."),
        ("How fast does the wheel turn?", "It makes 90 turns a minute."),
        ("How much is the commission?", "The agent takes 3 per cent of the price."),
        ("How much is the deposit?", "Members pay 20%."),
        ("How much is admission?", "Admission is free."),
        ("What did the mistake cost the crew?", "The crew lost a day and a sail."),
        ("How fast is a parcel delivered?", "It comes within two days."),
        ("How long is the shop closed?", "It opens no longer."),
        ("How old is the bridge?", "The bridge was built in 1871."),
        ("How far is the station?", "It takes ten minutes on foot."),
        ("What was the cost of living?", "Prices rose."),
        ("What are some ways to reduce the cost of the service?", "There are four ways to do so."),
        ("How much water does it hold?", "It holds a lot."),
        ("Wie tief ist der See?", "Der See ist schön."),
    ],
)
def test_nothing_is_missing(question: str, text: str) -> None:
    assert not lacks_measure(question, text)


@pytest.mark.parametrize(
    ("question", "sentence", "lacking"),
    [
        ("How many plots are there?", "Owen found a leak below plot 17.", True),
        ("How many members does the club have?", "1.1 Anyone over the age of eight may become a member.", True),
        ("How many people came?", "It began at 7:30 p.m. on 3 May 2024 and cost £12.", True),
        ("How many families took part?", "Families, 210 euros a year, less 12 %.", True),
        ("How many people work there?", "Its cranes date from the 1980s.", True),
        ("How many biscuits were sold?", "Volumes fell by 2 percent.", True),
        ("How many members wanted it?", "It was asked for by 83 percent of them.", False),
        ("How many other things do the police use dogs for?", "Dogs look for drugs and the missing.", False),
        ("How many plots are there?", "The 42 plots are let by the year.", False),
        ("How many homes were studied?", "412 homes were studied.", False),
        ("How many plums?", "- 1.2 kg plums", False),
        ("How many people live there?", "At the last census there were 14,208 inhabitants.", False),
        ("How many children did they have?", "They had twins.", False),
        ("How many people came?", "Nobody came.", False),
        ("How much does it cost?", "Owen found a leak below plot 17.", False),
    ],
)
def test_a_number_of_things_is_told_by_what_counts(question: str, sentence: str, lacking: bool) -> None:
    assert lacks_count(question, sentence) is lacking
