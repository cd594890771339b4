"""A question in one word, a document in another, in Czech, Danish, Finnish, Hungarian and Norwegian."""

from __future__ import annotations

import pytest
from talking import asked

from rag.chain import Chain

FILES = {
    "mlýn.md": """# Mlýn v Bělé

Mlýn stojí u potoka a mele dosud.

Budovu postavil roku 1844 tesař Jan Hruška. Pracovníci dostávají výplatu v pátek.
""",
    "møllen.md": """# Møllen ved Skarnæs

Møllen ligger ved åen og maler endnu.

Bygningen blev opført i 1861 af tømreren Peder Lund. Personalet får gage om fredagen.
""",
    "mylly.md": """# Kivikosken mylly

Mylly on joen rannalla ja jauhaa yhä.

Myllyn hankki vuonna 1870 kauppias Eero Salmi. Henkilökunta saa palkkansa perjantaina.
""",
    "malom.md": """# A kövesdi malom

A malom a patak mellett áll, és ma is őröl.

Az épületet 1852-ben Kis Péter ács emelte. A személyzet pénteken kapja a bérét.
""",
    "sagbruket.md": """# Sagbruket i Lidal

Sagbruket ligger ved elva og brukes ennå.

Bruket ble stiftet i 1888 av tømmermannen Ola Vik. Staben får lønningen på fredager.
""",
}


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Kdo vybudoval mlýn?", "Jan Hruška"),
        ("Kdy dostávají zaměstnanci mzdu?", "v pátek"),
        ("Hvem byggede møllen?", "Peder Lund"),
        ("Hvornår får de ansatte løn?", "om fredagen"),
        ("Kuka osti myllyn?", "Eero Salmi"),
        ("Milloin työntekijät saavat palkan?", "perjantaina"),
        ("Ki építette a malmot?", "Kis Péter"),
        ("Mikor kapják az alkalmazottak a fizetést?", "pénteken"),
        ("Hvem grunnla sagbruket?", "Ola Vik"),
        ("Hvem etablerte sagbruket i Lidal?", "Ola Vik"),
    ],
)
def test_what_is_asked_in_other_words_is_quoted(chain: Chain, question: str, holds: str) -> None:
    answer = asked(chain, question)
    assert answer.answered
    assert holds in answer.citations[0].quote
