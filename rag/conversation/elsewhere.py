"""Which short questions of other languages than English are whole: "Combien de salles ?", and not "Quel âge ?".

Told by what asks and by what it asks for: how many, or which, of a thing that has a name. Languages without a row have
none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class _Words(NamedTuple):
    """`links` begin a follow-up. `counts` asks for how many of a thing or for which.

    `attributes` are what it asks of another thing, as a price is.
    """

    links: str
    counts: str
    attributes: str


_WORDS = {
    "german": _Words(
        "und|aber|oder",
        "wie ?viele?|welche[rsnm]?|was für",
        "preis|kosten|farbe|alter|tag|jahr|uhrzeit|zeit|grund|name|größe|gewicht|höhe|länge|breite|adresse|datum|monat|nummer",
    ),
    "french": _Words(
        "et|mais|ou",
        "combien d(?:e |es |')|quel(?:le)?s?(?: est| sont)?",
        "prix|tarif|coût|couleur|âge|jour|année|heure|raison|nom|taille|poids|hauteur|longueur|largeur|adresse|date|mois|"
        "numéro|durée",
    ),
    "spanish": _Words(
        "y|e|pero|o",
        "cuánt[oa]s|qué|cuál(?:es)?(?: es| son)?",
        "precio|coste|tarifa|color|edad|día|año|hora|razón|motivo|nombre|tamaño|peso|altura|longitud|dirección|fecha|mes|"
        "número|duración|años|días|horas",
    ),
    "italian": _Words(
        "e|ed|ma|o",
        "quant[ie]|che|qual[ei](?: è| sono)?",
        "prezzo|costo|tariffa|colore|età|giorno|anno|ora|motivo|nome|grandezza|peso|altezza|lunghezza|indirizzo|data|mese|"
        "numero|durata|anni|giorni|ore",
    ),
    "portuguese": _Words(
        "e|mas|ou",
        "quant[oa]s|que|qua(?:l|is)(?: é| são)?",
        "preço|custo|tarifa|cor|idade|dia|ano|hora|motivo|nome|tamanho|peso|altura|comprimento|endereço|morada|data|mês|"
        "número|duração|anos|dias|horas",
    ),
    "dutch": _Words(
        "en|maar|of",
        "hoeveel|welke?|wat voor",
        "prijs|kosten|kleur|leeftijd|dag|jaar|tijd|reden|naam|grootte|gewicht|hoogte|lengte|breedte|adres|datum|maand|nummer",
    ),
}  # fmt: skip


def asks_of_its_own(question: str, language: str) -> bool:
    """Whether it asks for a thing and not for what a thing is like."""
    if language not in _WORDS:
        return False
    asked, attribute = _forms(language)
    found = asked.fullmatch(question)
    return found is not None and attribute.search(found["thing"]) is None


@cache
def _forms(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _WORDS[language]
    before = rf"\W*(?:(?:{words.links})\s+)?(?:{words.counts})\s*"
    return (
        re.compile(rf"{before}(?P<thing>[^\s?!.][^?!.]*?)[\s?!.]*", re.I),
        re.compile(rf"(?<!\w)(?:{words.attributes})(?!\w)", re.I),
    )
