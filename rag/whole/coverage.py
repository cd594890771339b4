"""What is said of the documents that an overview is drawn from, in the language of the question.

English where a language has no row. Numbers stand in figures, so that no language has to bend a word for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.text.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class _Wording:
    """`{title}` of the document; `{n}` documents, `{some}` of them shown or drawn from."""

    one: str
    many: str
    first: str
    title: str
    part: str
    all: str
    all_in_part: str
    some: str


_ENGLISH = _Wording(
    "There is one document, “{title}”. It begins:",
    "There are {n} documents, each with what it begins with.",
    "There are {n} documents, the first {some} of them here, each with what it begins with.",
    "From “{title}”:",
    "Drawn from a part of the document, spread evenly over it.",
    "Drawn from all {n} documents.",
    "Drawn from {n} documents, a part of some.",
    "Drawn from {some} of {n} documents.",
)
_WORDINGS = {
    "german": _Wording(
        "Es gibt ein Dokument: “{title}”. Es beginnt so:",
        "Es gibt {n} Dokumente, hier jeweils mit ihrem Anfang.",
        "Es gibt {n} Dokumente, hier die ersten {some}, jeweils mit ihrem Anfang.",
        "Aus “{title}”:",
        "Aus einem Teil des Dokuments, gleichmäßig darüber verteilt.",
        "Aus allen {n} Dokumenten.",
        "Aus {n} Dokumenten, von manchen nur ein Teil.",
        "Aus {some} von {n} Dokumenten.",
    ),
    "french": _Wording(
        "Il y a un seul document, “{title}”. En voici le début :",
        "Il y a {n} documents, présentés chacun par leur début.",
        "Il y a {n} documents, dont voici les {some} premiers, présentés chacun par leur début.",
        "Extrait de “{title}” :",
        "Tiré d’une partie du document, répartie sur l’ensemble.",
        "Tiré des {n} documents.",
        "Tiré de {n} documents, lus en partie pour certains.",
        "Tiré de {some} des {n} documents.",
    ),
    "spanish": _Wording(
        "Hay un documento, “{title}”. Empieza así:",
        "Hay {n} documentos; de cada uno se muestra el comienzo.",
        "Hay {n} documentos; aquí están los {some} primeros, con el comienzo de cada uno.",
        "De “{title}”:",
        "A partir de una parte del documento, repartida por todo él.",
        "A partir de los {n} documentos.",
        "A partir de {n} documentos, de algunos solo una parte.",
        "A partir de {some} de los {n} documentos.",
    ),
    "italian": _Wording(
        "C’è un documento, “{title}”. Comincia così:",
        "Ci sono {n} documenti; di ciascuno si mostra l’inizio.",
        "Ci sono {n} documenti; ecco i primi {some}, con l’inizio di ciascuno.",
        "Da “{title}”:",
        "Da una parte del documento, distribuita su tutto il testo.",
        "Da tutti i {n} documenti.",
        "Da {n} documenti, di alcuni solo una parte.",
        "Da {some} documenti su {n}.",
    ),
    "portuguese": _Wording(
        "Há um documento, “{title}”. Começa assim:",
        "Há {n} documentos; de cada um mostra-se o início.",
        "Há {n} documentos; aqui estão os primeiros {some}, com o início de cada um.",
        "De “{title}”:",
        "A partir de uma parte do documento, distribuída por todo o texto.",
        "A partir dos {n} documentos.",
        "A partir de {n} documentos, de alguns só uma parte.",
        "A partir de {some} dos {n} documentos.",
    ),
    "dutch": _Wording(
        "Er is één document: “{title}”. Het begint zo:",
        "Er zijn {n} documenten, hier elk met het begin.",
        "Er zijn {n} documenten; dit zijn de eerste {some}, elk met het begin.",
        "Uit “{title}”:",
        "Uit een deel van het document, gelijkmatig verspreid.",
        "Uit alle {n} documenten.",
        "Uit {n} documenten, van sommige een deel.",
        "Uit {some} van de {n} documenten.",
    ),
    "polish": _Wording(
        "Jest jeden dokument: “{title}”. Zaczyna się tak:",
        "Liczba dokumentów: {n}. Oto początek każdego z nich.",
        "Liczba dokumentów: {n}, pokazane: {some}. Oto początek każdego z nich.",
        "Z dokumentu “{title}”:",
        "Na podstawie części dokumentu, równomiernie wybranej z całości.",
        "Na podstawie wszystkich dokumentów ({n}).",
        "Na podstawie dokumentów ({n}), niektórych tylko w części.",
        "Na podstawie części dokumentów ({some} z {n}).",
    ),
    "chinese": _Wording(
        "共有一份文档：“{title}”。开头如下：",
        "共有{n}份文档，以下是每份的开头。",
        "共有{n}份文档，以下是前{some}份的开头。",
        "摘自“{title}”：",
        "摘自文档中均匀分布的一部分。",
        "摘自全部{n}份文档。",
        "摘自{n}份文档，其中有些只取一部分。",
        "摘自{n}份文档中的{some}份。",
    ),
    "japanese": _Wording(
        "文書は“{title}”の1件です。次のように始まります。",
        "文書は{n}件あります。それぞれの冒頭を示します。",
        "文書は{n}件あります。最初の{some}件の冒頭を示します。",
        "“{title}”より：",
        "文書全体から均等に選んだ一部によります。",
        "{n}件すべての文書によります。",
        "{n}件の文書によります。一部だけを読んだものもあります。",
        "{n}件のうち{some}件の文書によります。",
    ),
}


def holdings(titles: list[str], shown: int, language: str = ENGLISH) -> str:
    """What is said before the documents, of which so many are shown, with what each begins with."""
    own = _wording(language)
    form = own.one if len(titles) == 1 else own.many if shown == len(titles) else own.first
    return form.format(title=titles[0], n=f"{len(titles):,}" if own is _ENGLISH else len(titles), some=shown)


def covered(drawn: int, of: int, *, complete: bool, language: str = ENGLISH) -> str:
    """From how many of the documents an overview is drawn; nothing where that goes without saying."""
    own = _wording(language)
    if of == 1:
        return "" if complete else own.part
    if own is _ENGLISH and (drawn, of, complete) == (2, 2, True):
        return "Drawn from both documents."
    form = own.some if drawn != of else own.all if complete else own.all_in_part
    return form.format(n=of, some=drawn)


def from_title(title: str, language: str = ENGLISH) -> str:
    """What stands before the lines that are from a document."""
    return _wording(language).title.format(title=title)


def _wording(language: str) -> _Wording:
    return _WORDINGS.get(language, _ENGLISH)
