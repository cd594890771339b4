"""Which questions are about documents as a whole: in the words that people use, and no others."""

from __future__ import annotations

import time

import pytest

from rag.whole.overview import Shape, Thing, Whole, recognise

SUMMARIES = """
Summarise the article | summarize | Summarize this document in three sentences, please | tl;dr | TLDR of this paper
Can you give me a short summary of the text? | Sum up the report | sum it up for me | Please provide an overview
overview of the documents | executive summary | I need a brief summary of everything | walk me through the article
Can you summarise what is in this document? | summarise the whole thing | Summarise all documents | a quick recap please
Could you please summarise the article for me in bullet points? | Give me a one-paragraph summary | summerize the pdf
Fasse den Artikel zusammen | Fass das Dokument bitte kurz zusammen | Zusammenfassung | Resume el artículo
summarise the article in German | Résume l'article | Riassumi l'articolo | Resuma o artigo | Vat het artikel samen
总结这篇文章 | この記事を要約してください | Кратко изложи статью | لخص المقال
Hey, can you sum this document up for me? | write me a 100 word summary | give me the tldr | make a summary
Hazme un resumen del texto
"""
GISTS = """
What is this about? | What's the article about? | whats it about | What is the gist? | what's the gist of this text
in a nutshell, what is the article about? | the article in a nutshell | What does the article say?
what is in the file? | What is this? | What is this document? | what kind of document is this
What is the main idea of the text? | What is the purpose of this document? | describe the document
what's the main topic
What's this article saying? | What is the article's main point? | tell me what this is about
What happened in the text?
Explain the article in simple terms | Worum geht es in dem Artikel? | ¿De qué trata el artículo?
what is the bottom line
"""
POINTS = """
what are the main points | What are its main points? | key takeaways | List the five key takeaways from this report
Main findings? | What topics are covered in the document? | What themes does the article discuss?
Give me the key facts
What are the highlights? | what should I take away from the article | Bullet points please | summarise each section
What should I know about this article? | Provide a concise summary of the key points | the report's main findings
Was sind die wichtigsten Punkte? | what are the most important conclusions of the paper | What are the main findings?
"""
OUTLINES = """
Which stories are there in this book?
give me an outline | Give me an outline of the article | How is the article structured? | table of contents
List all sections | what are the headings | outline the document | How many chapters are there?
"""
LISTS = {
    Thing.COUNTRIES: """List every country named in the article | list all countries mentioned
            Which countries are mentioned?
        What countries does the article mention? | how many countries are named? | Welche Länder werden genannt?
        ¿Qué países se mencionan?""",
    Thing.PEOPLE: """which people are mentioned? | who is mentioned | Who are the people named in this text?
        who does the article quote? | Could you please list the names of people in the article? | who's mentioned""",
    Thing.DATES: """what dates are given | List all dates | are there any dates in the article?
        give me every date in the text""",
    Thing.NUMBERS: "all the numbers | Show me all numbers in the text | list the figures given in the report",
    Thing.ORGANISATIONS: "Which organisations are named? | list of all organizations mentioned in the article",
    Thing.PERCENTAGES: "extract every percentage from the report",
    Thing.PLACES: "Name all the places mentioned",
    Thing.QUOTATIONS: "What quotes are in the article? | list all quotations",
    Thing.YEARS: "Which years are mentioned",
    Thing.ABBREVIATIONS: "list all acronyms used in the document",
}  # fmt: skip
ORDINARY = """
What does the article say about bread? | What is the main argument of Smith against Jones? | List every planet
List the reasons Putin gave for the invasion | What does Moscow demand? | Who is Putin? | Who was named CEO?
Which countries border Russia? | List all countries in NATO | How many people died?
List the countries that support Ukraine | How many people were there? | How often is the pump used?
How often do earthquakes occur? | How many times did Trump visit Moscow? | How many times did Trump mention NATO?
What are the main causes of the war? | What are the key features of the product? | What is NATO about?
What is the purpose of NATO? | When was the article written? | Who wrote this article? | What is the date of the treaty?
Name the company | Name the country | What is the point of sanctions? | Summarise what Putin wants
Summarise why the war began | What are the main findings on sanctions? | How is NATO structured? | Is NATO mentioned?
What parts does the engine have? | Tell me about sanctions | Explain the ceasefire | describe Putin's approach
What does it mean? | What does this imply for Europe? | Who mentioned the ceasefire? | What year was it published?
Which article of the treaty covers defence? | What does the report conclude about Europe?
Which companies are covered by the law? | How many countries are in the union? | What numbers does the model predict?
Outline the reasons for the war | List the steps to install the theme | What is the title of the article?
who is quoted on nuclear weapons? | explain the document retention policy | What is the contract value?
what is the point?
Which places did Tesla live in? | How many pages does the report have? | What is a gist?
What names did Putin call Trump? | What is the key to success? | What are the limits of the rapprochement?
Does the article mention bread? | Where is Ukraine mentioned? | What is the summary judgment? | Why is China mentioned?
Who are the people of Gallia? | What does the gold tariff not cover? | What does the policy cover? | What is in the kit?
"""
TITLES_TELL = """
Who was named in the lawsuit? | What is the ceasefire about? | How many sections of the wall fell?
What is the theme of the game? | what recipes are in here? | what dishes do you have | how many recipes are there?
"""


def each(table: str) -> list[str]:
    return [question.strip() for line in table.splitlines() for question in line.split("|") if question.strip()]


FORMS = [
    (question, shape)
    for shape, table in (
        (Shape.SUMMARY, SUMMARIES),
        (Shape.GIST, GISTS),
        (Shape.POINTS, POINTS),
        (Shape.OUTLINE, OUTLINES),
    )
    for question in each(table)
]


@pytest.mark.parametrize(("question", "shape"), FORMS)
def test_a_question_about_the_whole_is_recognised_however_it_is_put(question: str, shape: Shape) -> None:
    assert recognise(question) == Whole(shape)


@pytest.mark.parametrize(("question", "thing"), [(q, thing) for thing, table in LISTS.items() for q in each(table)])
def test_a_list_of_everything_of_a_kind_is_recognised(question: str, thing: Thing) -> None:
    assert recognise(question) == Whole(Shape.LIST, thing)


@pytest.mark.parametrize("question", each(ORDINARY))
def test_a_question_about_something_in_the_text_is_an_ordinary_one(question: str) -> None:
    assert recognise(question) is None


@pytest.mark.parametrize("question", each(TITLES_TELL))
def test_what_may_be_called_so_is_left_to_the_titles(question: str) -> None:
    found = recognise(question)
    assert found is not None
    assert found.sole


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("How many times is NATO mentioned?", "NATO"),
        ('How often does the word "sanctions" appear?', "sanctions"),
        ("how many times does the article mention Vladimir Putin", "Vladimir Putin"),
        ("count the mentions of Ukraine", "Ukraine"),
        ("how many mentions of the ceasefire are there", "ceasefire"),
        ("How often is Trump named in the text?", "Trump"),
    ],
)
def test_what_is_to_be_counted_keeps_its_spelling(question: str, term: str) -> None:
    assert recognise(question) == Whole(Shape.COUNT, term=term)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Summarise the section on sanctions", Whole(Shape.SUMMARY, part="sanctions")),
        ("What does section 4 of the handbook say?", Whole(Shape.GIST, part="section 4", named="handbook")),
        ("What happens in Chapter Seven?", Whole(Shape.GIST, part="chapter seven")),
        ("What does clause 5.2 of the contract say?", Whole(Shape.GIST, part="clause 5.2", kind="contract")),
        ("What is said about Termination?", Whole(Shape.SUMMARY, part="termination", loose=True)),
        (
            "What is said about pay in “The Lease”?",
            Whole(Shape.SUMMARY, part="pay", named="the lease", loose=True),
        ),
        ("Summarise the conclusion of the article", Whole(Shape.SUMMARY, part="conclusion")),
        ("list the people named in the chapter on Europe", Whole(Shape.LIST, Thing.PEOPLE, part="europe")),
        ("key points of the introduction", Whole(Shape.POINTS, part="introduction")),
        ("summarise report.pdf", Whole(Shape.SUMMARY, named="report.pdf")),
        ("main points of the Apollo program article", Whole(Shape.POINTS, named="apollo program")),
        ("What is the report on oil prices about?", Whole(Shape.GIST, named="oil prices")),
        ("Summarise the annual report (2023)", Whole(Shape.SUMMARY, named="the annual report (2023)", loose=True)),
        ("Summarise Putin's goals", Whole(Shape.SUMMARY, named="putin's goals", loose=True)),
    ],
)
def test_the_part_or_document_that_is_named_is_passed_on(question: str, whole: Whole) -> None:
    assert recognise(question) == whole


def test_after_a_conversation_a_bare_pronoun_is_not_taken_for_the_document() -> None:
    assert recognise("What is it about?", talked=True) is None
    assert recognise("What is it about? (NATO, Putin)", talked=True) is None
    assert recognise("Summarise the article (NATO, Putin)", talked=True) == Whole(Shape.SUMMARY)
    assert recognise("What is the article about?", talked=True) == Whole(Shape.GIST)
    assert recognise("tl;dr", talked=True) == Whole(Shape.SUMMARY)


@pytest.mark.parametrize(
    "text",
    [
        "( " * 9000,
        "list all " * 2000,
        "a" * 20_000,
        "summarise " * 29,
        "the " * 74,
        "((((?)",
        "x" + " in 1 word" * 27 + " zq",
    ],
)
def test_no_text_takes_long_to_judge(text: str) -> None:
    started = time.process_time()
    recognise(text)
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("Hi there!", Shape.GREETING),
        ("good morning", Shape.GREETING),
        ("thank you so much", Shape.THANKS),
        ("OK", Shape.THANKS),
        ("Which documents are in the library?", Shape.DOCUMENTS),
        ("How many documents are there?", Shape.DOCUMENTS),
        ("How many files have I uploaded?", Shape.DOCUMENTS),
        ("list all my files", Shape.DOCUMENTS),
        ("What can I ask?", Shape.DOCUMENTS),
    ],
)
def test_what_is_said_to_the_library_is_told_from_a_question_about_a_text(question: str, shape: Shape) -> None:
    assert recognise(question) == Whole(shape)


@pytest.mark.parametrize(
    "question", ["What documents do I need for a visa?", "What can I ask my doctor about?", "Good morning Vietnam"]
)
def test_what_only_begins_like_it_is_an_ordinary_question(question: str) -> None:
    found = recognise(question)
    assert found is None or found.shape not in (Shape.DOCUMENTS, Shape.GREETING, Shape.THANKS)
