"""Tables of plain text whose columns are set with blanks; whatever only looks alike stays as it is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from loaded import headings_of, load_bytes

from index.files.readers.aligned import with_aligned_tables
from rag.chain import Chain

FEES = """MOORINGS

The harbour master collects the following fees:

Berth                   Per night   Per month   Per year
Jetty, up to 8 m        EUR 14      EUR 180     EUR 1,400
Jetty, above 8 m        EUR 19      EUR 240     EUR 1,950
Buoy                    EUR 9       EUR 95      EUR 700

Dinghies lie on the beach free of charge.
"""

TABLES = {
    "rule-and-wrapped": (
        "Part    Where it goes              Pieces     Price\n"
        "----------------------------------------------------\n"
        "Cleat   on the foredeck, behind         2     14.50\n"
        "        the anchor locker\n"
        "Fender  along both sides               12    118.00\n"
        "----------------------------------------------------\n"
        "Sum for the whole boat                       132.50\n"
        "Less what was paid on ordering               -50.00\n"
        "To be paid                                    82.50\n"
        "Prices hold until May.",
        "| Part | Where it goes | Pieces | Price |\n|---|---|---|---|\n"
        "| Cleat | on the foredeck, behind the anchor locker | 2 | 14.50 |\n"
        "| Fender | along both sides | 12 | 118.00 |\n\n"
        "| Sum for the whole boat | 132.50 |\n| Less what was paid on ordering | -50.00 |\n| To be paid | 82.50 |\n"
        "Prices hold until May.",
    ),
    "two-line-head": (
        "                First     Second\nMember          boat      boat\n"
        "Junior          EUR 20    EUR 10\nGrown-up        EUR 55    -\nFamily with     EUR 70    EUR 30\nchildren\n",
        "| Member | First boat | Second boat |\n|---|---|---|\n"
        "| Junior | EUR 20 | EUR 10 |\n| Grown-up | EUR 55 | - |\n| Family with children | EUR 70 | EUR 30 |\n",
    ),
    "right-aligned-below-years": (
        "                  2022     2023\nGuest boats      1,204   12,330\nIncome          40,000  410,500\n",
        "|  | 2022 | 2023 |\n|---|---|---|\n| Guest boats | 1,204 | 12,330 |\n| Income | 40,000 | 410,500 |\n",
    ),
    "rules-for-columns": (
        "=====  ==========\nKnot   Used for\n=====  ==========\n"
        "Hitch  fenders\nBend   two ropes\nLoop   mooring\n=====  ==========\n",
        "| Knot | Used for |\n|---|---|\n| Hitch | fenders |\n| Bend | two ropes |\n| Loop | mooring |\n",
    ),
    "words": (
        "Day        Watch    Boat    Crew\nMonday     Anna     Tern    Ole\nTuesday    Bo       Gull    Ida\n"
        "Thursday   Carl     Tern    Eva\nFriday     Anna     Skua    Jan\n",
        "| Day | Watch | Boat | Crew |\n|---|---|---|---|\n| Monday | Anna | Tern | Ole |\n"
        "| Tuesday | Bo | Gull | Ida |\n| Thursday | Carl | Tern | Eva |\n| Friday | Anna | Skua | Jan |\n",
    ),
    "pasted-from-a-sheet": (
        "Name\tBerth\tLength\nTern\t12\t7.5 m\nThe Old Grey Seagull\t\t9 m\nSkua\t14\t\n",
        "| Name | Berth | Length |\n|---|---|---|\n"
        "| Tern | 12 | 7.5 m |\n| The Old Grey Seagull |  | 9 m |\n| Skua | 14 |  |\n",
    ),
    "times-of-one-day": (
        "Day   Hour    Tide\nMon   4.10    low\n      10.30   high\nTue   4.55    low\n",
        "| Day | Hour | Tide |\n|---|---|---|\n| Mon | 4.10 | low |\n|  | 10.30 | high |\n| Tue | 4.55 | low |\n",
    ),
}  # fmt: skip

OTHERS = {
    "addresses": "Tern Sails Ltd             Gull Ropes AS\n12 Quay Street             3 Havnegata\n"
    "Hull HU1 2AB               0150 Oslo\nEngland                    Norway\n",
    "signatures": "For the harbour:           For the club:\nAda Holm                   Olav Prins\n"
    "---------------            ---------------\nMaster                     Chair\n"
    "4 May 2023                 5 May 2023\n",
    "lines-to-sign": "_____________        _____________\nAda Holm             Olav Prins\n"
    "4 May 2023           5 May 2023\n",
    "form": "Name:    Ada Holm        Date:    3 May\nBerth:   12              Phone:   555 0101\n"
    "Boat:    Tern            Length:  7.5 m\n",
    "fields": "Boat:         Tern\nBerth:        12\nLength:       7.5 m\nLast seen:    4 May 2023\n",
    "verse": "The gull cries      over the quay\nthe rope creaks      on the cleat\nthe tide goes      and is gone\n",
    "stanza": "The sea is wide,\n      the boat is small,\n   the stars  above\n      watch over all.\n",
    "stops": "We left at nine.  The wind was fair.  Nobody had slept\nmuch.  Off the point it turned.  Two of us were\n"
    "ill.  The third sang.  We made the harbour at dusk.\n",
    "justified": "It  was the best of  days, it was the  worst\nof days, it  was the  tide of  spring, it  was\n"
    "the ebb  of autumn,  it was the  turning  of a\n",
    "code": "int    berth  = 12;\nchar   boat   = 'T';\nfloat  length = 7.5;\n",
    "comments": "berth = 12     # by the crane\nlength = 7     # in metres\nname = None    # to be told\n",
    "options": "  -h, --help        show what can be said\n  -v, --version     show the version\n"
    "  -q, --quiet       say less\n",
    "drawing": "   /\\        /\\\n  /  \\      /  \\\n /____\\    /____\\\n",
    "items": "1.   20 fenders\n2.   3 anchors\n3.   100 m of rope\n",
    "items-with-times": "1.  Scrub the deck      30 min\n2.  Oil the winch       2 h\n3.  Coil the ropes      15 min\n",
    "bullets": "-   Scrub the deck      30 min\n-   Oil the winch       2 h\n-   Coil the ropes      15 min\n",
    "leaders": "Safety .......... 3\nRigging ......... 7\nSails .......... 12\n",
    "names": "Anna Holm    Ben Carr     Clara Voss\nDan Reed     Eva Lind     Finn Moe\n"
    "Gus Hall     Hana Ito     Ida Brandt\n",
    "two-lines": "Boat      Berth    Price\nTern      12       EUR 9\n",
}  # fmt: skip


@pytest.mark.parametrize(("source", "text"), TABLES.values(), ids=TABLES)
def test_columns_that_are_set_with_blanks_are_a_table(tmp_path: Path, source: str, text: str) -> None:
    assert load_bytes(tmp_path, "a.txt", source.encode()).text == text


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_only_looks_like_a_table_stays_as_it_is(tmp_path: Path, text: str) -> None:
    assert load_bytes(tmp_path, "a.txt", text.encode()).text == text


def test_the_text_around_a_table_and_its_headings_are_kept(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "a.txt", FEES.encode())
    above, _, rest = FEES.partition("Berth")
    assert document.text.startswith(f"{above}| Berth | Per night | Per month | Per year |\n|---|---|---|---|\n| Jetty,")
    assert document.text.endswith(rest[rest.index("\n\nDinghies") :])
    assert headings_of(document) == [("MOORINGS", 1)]


def test_a_row_is_the_answer_and_told_with_its_columns(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"moorings.txt": FEES}) as chain:
        answer = chain.ask("How much is a buoy per month?")
        assert answer.citations[0].quote == "Buoy | EUR 9 | EUR 95 | EUR 700"
        assert "EUR 95 (Per month)" in answer.text


def test_nothing_is_lost_and_reading_again_changes_nothing() -> None:
    chance = random.Random(7)
    pieces = ["a", "bb", "  ", "   ", "\n", "\n", "-", "12", "---", "EUR 3", "\t", "(a) ", "1. ", ".", "|", "Ä"]
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randint(0, 60)))
        again = with_aligned_tables(text)
        assert Counter(filter(str.isalnum, again)) == Counter(filter(str.isalnum, text))
        assert with_aligned_tables(again) == again
