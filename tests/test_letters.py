"""E-mails and letters: what is told in them is quoted, and neither their outside nor who signs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from loaded import load_bytes

from index.files.readers.plain import plain_headings
from index.text.letters import is_closing, is_dateline, is_salutation
from rag.chain import Chain

MAILS = """From: Ruth Alder
To: Hugo Finch
Date: Mon, 4 March 2024 09:12
Subject: Seed potatoes

Dear Hugo,

The seed potatoes were sown on Friday, and the east field is done. Did the harrow come back?

Ruth

---

From: Hugo Finch <hugo@finch.example>
To: Ruth Alder <ruth@alder.example>
Date: Tue, 5 March 2024 17:40
Subject: Re: Seed potatoes

Ruth,

It came on Saturday morning with a new tooth bar. The auction of the old tractor is set for 19 March; shall we both go?

Best regards,
Hugo
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(MAILS) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Did the harrow come back?",
        "When is the auction of the old tractor?",
        "Who is Hugo's neighbour?",
        "Shall we go?",
    ],
)
def test_who_signs_a_mail_answers_nothing(chain: Chain, question: str) -> None:
    said = [citation.quote for citation in chain.ask(question).citations]
    assert not {"Ruth", "Hugo", "Ruth,", "Dear Hugo,", "Best regards,", "Best regards,\nHugo"} & set(said)


def test_what_is_told_before_it_asks_is_quoted(chain: Chain) -> None:
    assert "19 March" in chain.ask("When is the auction of the old tractor?").citations[0].quote


LETTERS = """Letters about the ferry at Sorrow Point

Sorrow Point, 2 May 1911

My dear Mr. Quill,

The ferry has lost its rudder on the bar. The boatbuilder at Lenn asks for eleven pounds.

Yours truly,
R. Hobb

Lenn, 9 May 1911

Dear Hobb,

I can not come before June because of my knee. The rudder is of elm, and so it will float; let the boys look for it
along the beach.

With love to all,

Silas Quill

Sorrow Point, 30 May 1911

Dear Mr. Quill,

The boys found the rudder in the reeds. It fits as if it had never been away.

Yours ever,
R. Hobb
"""
LETTER = """Lenn, 4 June 1911

Dear Miss Orr,

The rudder hangs on its pins again, and the ferry crosses twice a day.

Yours,
R. Hobb
"""
OUTSIDE = {
    "Sorrow Point, 2 May 1911", "My dear Mr. Quill,", "Yours truly,\nR. Hobb", "Lenn, 9 May 1911", "Dear Hobb,",
    "With love to all,", "Silas Quill", "Sorrow Point, 30 May 1911", "Dear Mr. Quill,", "Yours ever,\nR. Hobb",
}  # fmt: skip


@pytest.fixture(scope="module")
def letters(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"letters.txt": LETTERS, "letter.txt": LETTER}) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Who found the rudder of the ferry at Sorrow Point?",
        "Why could Quill not come before June?",
        "What does the boatbuilder at Lenn ask for?",
        "What wood is the rudder of?",
    ],
)
def test_where_and_when_and_who_signs_a_letter_answer_nothing(letters: Chain, question: str) -> None:
    assert not OUTSIDE & {citation.quote for citation in letters.ask(question).citations}


def test_each_letter_of_several_is_a_section(letters: Chain) -> None:
    answer = letters.ask("When was the rudder found in the reeds?")
    assert answer.citations[0].quote == "The boys found the rudder in the reeds."
    assert "Sorrow Point, 30 May 1911" in answer.text


def test_a_single_letter_tells_its_date(letters: Chain) -> None:
    assert not [*plain_headings(LETTER)]
    assert letters.ask("When was the letter to Miss Orr written?").citations[0].quote == "Lenn, 4 June 1911"


@pytest.mark.parametrize(
    "line",
    ["Sorrow Point, 2 May 1911", "Berlin, den 3. Mai 1911", "Paris, le 3 mai 1911", "London, May 3, 1911", "3 May 1911",
     "12 Mill Lane, Lenn, 3 May 1911", "Stoke on Trent, 3 May 1911"],
)  # fmt: skip
def test_a_place_and_a_date_are_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    ["Rudder, 11 pounds", "He came on 3 May 1911", "Lenn, Ormsby and Wick", "it rained, 3 May", "Spring fair, 3 May"],
)
def test_what_is_more_or_less_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("opens", "ends"),
    [
        ("Dear Dr. Orr,", "Yours,\nBernard Orr"),
        ("Sehr geehrte Frau Orr, sehr geehrter Herr Quill,", "Mit freundlichen Grüßen\nRuth Orr"),
        ("Madame, Monsieur,", "Cordialement,\nÉlodie Orr"),
        ("Estimado Sr. Orr:", "Atentamente,"),
        ("Gentile signora Orr,", "Cordiali saluti"),
        ("Beste Jan,", "Met vriendelijke groet,\nPiet"),
        ("Dear Mr. and Mrs. Orr,", "With kindest regards,\nHugo Finch\nMill Farm"),
        ("Dear members of the club,", "Many thanks in advance,"),
        ("Hi all,", "Thanks!"),
        ("Hello, Tom!", "Best regards, Tom"),
        ("Liebe Eltern und Kinder!", "Viele Grüße\nHanna"),
        ("Chers amis,", "Veuillez agréer, Madame, l'expression de mes sentiments distingués."),
    ],
)
def test_how_letters_open_and_end(opens: str, ends: str) -> None:
    assert is_salutation(opens)
    assert is_closing(ends)


@pytest.mark.parametrize(
    "said",
    ["Dear friends told me so.", "Love is blind.", "Best of all was the rudder.", "Yours is the older boat.",
     "Liebe ist alles.", "Saludos y abrazos no bastan.", "Cheers rose from the quay.", "Hi-vis vests may be borrowed",
     "Best wishes may be left at the desk", "Many thanks to Nora Wick, who mended the sails", "Hello, it is shut!",
     "Warm thanks for the stove are due to the baker", "Madame Bovary, Roman in drei Teilen von Flaubert:",
     "Liebe Nachbarn, der Keller wird am Montag gestrichen!", "Dear seats are at the front of the hall:",
     "Veuillez recevoir les colis au quai 3", "Kind regards,\nNora Wick, treasurer"],
)  # fmt: skip
def test_what_only_begins_like_it_is_said(said: str) -> None:
    assert not is_salutation(said)
    assert not is_closing(said)


NOTICE = """Summer fair, 8 June 2024

Hello all,

The fair opens at ten in the meadow. Mr Dane opened it last year, when it rained.

Warm thanks for the tent are due to the sailing club

Hi-vis vests may be borrowed from the stall by the gate

Best wishes from the meadow,
Nora Wick, treasurer
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is owed thanks for the tent?", "Warm thanks for the tent are due to the sailing club"),
        ("Where can hi-vis vests be borrowed?", "Hi-vis vests may be borrowed from the stall by the gate"),
        ("Who is the treasurer?", "Best wishes from the meadow,\nNora Wick, treasurer"),
        ("When is the summer fair?", "Summer fair, 8 June 2024"),
    ],
)
def test_lines_that_only_begin_like_a_letter_are_quoted(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, first: str
) -> None:
    with chain_of(NOTICE) as opened:
        assert opened.ask(question).citations[0].quote == first


MAIL = (
    'From: "Oda Holm" <oda@example.org>\nTo: facilities@example.org\nSubject: Re: Broken lift\n\n'
    "The technician comes on Thursday at nine.\n\nOda\n\n{answered}\n\nThe lift has been stuck since Sunday evening.\n"
)


@pytest.mark.parametrize(
    "answered",
    [
        "On Mon, 2 Mar 2026 at 17:40, Jan Orr <jan@example.org> wrote:\n> Who comes?",
        "Am 02.03.2026 um 17:40 schrieb Jan Orr:\n> Wer kommt?",
        "> Who comes?\n> And when?",
        "-----Original Message-----\nFrom: Jan Orr",
        "-- \nOda Holm, room C 0.12",
    ],
)
def test_who_signs_a_mail_is_no_heading_and_its_subject_is_its_title(tmp_path: Path, answered: str) -> None:
    document = load_bytes(tmp_path, "mail.txt", MAIL.format(answered=answered).encode())
    assert document.title == "Re: Broken lift"
    assert "Oda" not in [heading.text for heading in document.headings]
