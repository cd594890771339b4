"""An event that is asked for by when or where it came to pass, and whether a text tells of it."""

from __future__ import annotations

import pytest

from rag.question.events import lacks_event


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did Samuel Orme die?", "Samuel Orme, a grocer's son, set up a brewery beside the station in 1863."),
        (
            "How many people were killed in the leak at Molde?",
            "A leak at a plant in Molde sent 23 to hospital.",
        ),
        ("Where was Ada Quill born?", "Ada Quill joined the board in October and took minutes from then on."),
        ("In what year did Ines Marsh marry?", "Ines Marsh joined the choir in 1988."),
        ("When did Tor Hegge resign as mayor?", "Tor Hegge, who opposed the plan, changed his mind in 2019."),
        ("When was the works in Selby opened?", "The works in Selby ran at 94 per cent of its capacity in 2023."),
        ("When did the line to Hadley close?", "The railway reached Hadley in 1859."),
        ("In which year did the strike begin?", "In 1907 the strike spread to the docks."),
        ("Who designed the first shirt?", "On the wall hangs the first shirt, from 1931."),
        ("Who founded the Orme brewery?", "The Orme brewery went bankrupt and owed 5.1 million."),
        ("How old is Ada Quill?", "Ada Quill won 52.3 per cent of the votes."),
        ("How old is Ada Quill?", "Ada Quill sent 61 ships in eleven weeks."),
        (
            "Where does Samuel Orme live?",
            "Encouraged by a retreat from the game, Samuel Orme is working on a new stand.",
        ),
        ("Where does Samuel Orme live?", "Samuel Orme bought the club with the money he had made in beer."),
        ("Which party does Ada Quill belong to?", "Mayor Ada Quill said that nobody had asked her."),
        ("What did Ada Quill study?", "Ada Quill heads the food agency."),
        ("What is the name of Orme's wife?", "The golf course belongs to Orme's brother-in-law."),
        ("Who is Orme's daughter?", "Orme's brother-in-law owns the golf course."),
    ],
)
def test_a_year_beside_the_name_is_not_the_year_of_the_event(question: str, text: str) -> None:
    assert lacks_event(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did Samuel Orme die?", "Samuel Orme (1831–1904) was a brewer."),
        ("When did Samuel Orme die?", "Orme, d. 1904, left the town its baths."),
        ("How many people died in the flood?", "Six people drowned."),
        ("How many people died at sea?", "Thornwick lost 212 men."),
        ("Where was Ada Quill born?", "Ada Quill, a native of Hull, is a baker."),
        ("Where was Ada Quill born?", "Ada Quill, from Hull, is a baker."),
        ("When did Ines Marsh marry?", "Her wedding was in 1988."),
        ("When did Hegge retire?", "His successor took office in 2019."),
        ("When was the works in Selby opened?", "The works dates from 1931."),
        ("When was the railway opened?", "The railway reached the town in 1859."),
        ("When did the shop close?", "Its last day was 3 May 1999."),
        ("When did the war start?", "War broke out in 1914."),
        ("Who designed the first shirt?", "Its architect, as he called himself, was the goalkeeper."),
        ("Who founded the brewery?", "It goes back to Samuel Orme."),
        ("How old is Ada Quill?", "Ada Quill, 61, is a baker."),
        ("How old was Ada Quill when the war came?", "Quill was seven then."),
        ("How old is the press?", "The press dates from 1974."),
        ("Where does Samuel Orme live?", "Samuel Orme rents a room above the baths."),
        ("Which party does Ada Quill belong to?", "Quill, a Liberal, lost."),
        ("What did Ada Quill study?", "She has a degree in law."),
        ("What does Quill make of the study?", "She regards it as homework."),
        ("Who is Orme's wife?", "Orme married Ines Marsh."),
        # Opening hours, another clause, and what asks for something else.
        ("When does the shop close?", "We are there from nine to five."),
        ("Where did they meet while the hall was closed?", "They met in private flats."),
        ("Why did Samuel Orme die?", "Samuel Orme set up a brewery in 1863."),
        ("What did Orme build?", "The baths, in 1871."),
        ("Wann starb Orme?", "Orme gründete 1863 eine Brauerei."),
    ],
)
def test_it_is_told_in_many_words(question: str, text: str) -> None:
    assert not lacks_event(question, text)
