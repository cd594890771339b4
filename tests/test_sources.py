"""Sources that a program makes pages of, saved as text: they are read as those pages, LaTeX, MediaWiki and Org mode."""

from __future__ import annotations

from pathlib import Path

import pytest
from loaded import load_bytes

PAPER = r"""% -*- latex -*-
\documentclass[11pt]{article}
\usepackage[utf8]{inputenc} % the encoding
\title{Silt in the \emph{Orrin}}
\author{Ada Keller\thanks{University of Velm} \and Jan Mo\ss}
\begin{document}
\maketitle
\begin{abstract}
The mean rate was 4.2~mm a year.
\end{abstract}
\section{Methods}\label{sec:methods}
Cores were taken with a corer~\cite{holm} from a raft, % TODO check
and kept at 4\,\textdegree C\footnote{Except core 7.}. About 35\% held M\"uller's ``diatoms''.

\begin{enumerate}
  \item Weigh the core.
  \item Cut it into slices of at most
        two centimetres.
\end{enumerate}
\begin{table}[h]
\centering
\begin{tabular}{l|rr}
\toprule
Station & Depth (m) & Rate \\
\midrule
Dam & 31 & 6.5 \\
Delta \& bay & \multicolumn{2}{c}{none} \\ \bottomrule
\end{tabular}
\caption{Rates at two stations.}
\end{table}
\begin{equation} r = \frac{m}{A t} \label{eq:r} \end{equation}
\begin{verbatim}
% kept
\end{verbatim}
\end{document}
Nobody sees this.
"""
PAPER_TOLD = """Silt in the Orrin

Ada Keller, Jan Moß

University of Velm

The mean rate was 4.2 mm a year.

Methods

Cores were taken with a corer [holm] from a raft, and kept at 4 °C. About 35% held Müller's “diatoms”.

Except core 7.

1. Weigh the core.
2. Cut it into slices of at most two centimetres.

| Station | Depth (m) | Rate |
|---|---|---|
| Dam | 31 | 6.5 |
| Delta & bay | none | none |

Rates at two stations.

r = m/(A t)

% kept"""


def test_a_latex_source_reads_as_it_prints(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "paper.txt", PAPER.encode())
    assert document.text == PAPER_TOLD
    assert document.title == "Silt in the Orrin"
    assert [(heading.level, heading.text) for heading in document.headings] == [
        (1, "Silt in the Orrin"),
        (2, "Methods"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Write \\documentclass{article} on the first line.\n\nThen \\section{One} begins a section.",
        "\\section{One}\nA part of a source that is no document, with 5\\% left.",
    ],
    ids=["a text about LaTeX", "a part"],
)
def test_a_text_that_is_no_whole_latex_document_stays_as_it_is(tmp_path: Path, text: str) -> None:
    assert load_bytes(tmp_path, "a.txt", text.encode()).text == text


@pytest.mark.parametrize("source", ["\\begin{tabular}{l", "\\section{One", "\\emph{" * 90, "\\item[", "$$ x", "\\'"])
def test_an_unfinished_latex_source_is_read(tmp_path: Path, source: str) -> None:
    text = f"\\documentclass{{a}}\n\\begin{{document}}\nThe pier is long.\n\n{source}"
    assert load_bytes(tmp_path, "a.txt", text.encode()).text.startswith("The pier is long.")


ARTICLE = """{{Infobox bridge
| name   = Tarn Bridge
| length = 412 m
| crosses = [[Tarn (river)|Tarn]]
| closed =
}}
'''Tarn Bridge''' is an [[arch bridge]] in [[Norvik]].<ref>{{cite book|last=Holm}}</ref>
It carries ''two'' lanes.<ref name="b"/>

== History ==
[[File:Tarn.jpg|thumb|left|The bridge in [[1935]]]]
The engineer [[Ole Brandt]] drew it.{{Citation needed|date=May 2020}} It weighs {{convert|3900|t}},
says [https://a.example a list].
* It was painted in 1956.
** It was painted grey.
# First toll: two crowns
; Keeper
: Hans Moll
{| class="wikitable sortable"
|+ Daily traffic
|-
! Year !! Cars
|-
| style="text-align:right" | 2010
| 8,400
|}
<!-- for editors -->
[[Category:Bridges]]
[[de:Tarnbrücke]]
"""
ARTICLE_TOLD = """| name | Tarn Bridge |
| length | 412 m |
| crosses | Tarn |

Tarn Bridge is an arch bridge in Norvik.
It carries two lanes.

== History ==

(The bridge in 1935)

The engineer Ole Brandt drew it. It weighs 3900 t,
says a list.
* It was painted in 1956.
* It was painted grey.
#. First toll: two crowns

Keeper: Hans Moll
Daily traffic

| Year | Cars |
|---|---|
| 2010 | 8,400 |"""


def test_the_source_of_a_wiki_page_reads_as_the_page(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "bridge.txt", ARTICLE.encode())
    assert document.text == ARTICLE_TOLD
    assert [heading.text for heading in document.headings] == ["History"]


def test_brackets_and_apostrophes_alone_make_no_wiki_page(tmp_path: Path) -> None:
    text = "The matrix [[1, 2], [3, 4]] and [[a]] are given.\n\nRock 'n' roll is '''loud'''."
    assert load_bytes(tmp_path, "a.txt", text.encode()).text == text


OUTLINE = """#+TITLE: Boat club
#+STARTUP: overview
* Boats                                     :hulls:
:PROPERTIES:
:CUSTOM_ID: boats
:END:
The club owns six boats in the [[https://a.example/shed][north shed]].
** TODO Booking
- [X] Pay the deposit
# a comment for the editor
#+BEGIN_SRC sh
# launch
#+END_SRC
#+BEGIN_QUOTE
A boat is as good as its rope.
#+END_QUOTE
"""


def test_an_outline_of_org_mode_reads_without_what_the_editor_reads(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "club.txt", OUTLINE.encode())
    assert document.text == (
        "Boat club\n\nBoats\n\nThe club owns six boats in the north shed.\n\nBooking\n\n"
        "- [X] Pay the deposit\n\n# launch\n\nA boat is as good as its rope."
    )
    headings = [(heading.level, heading.text) for heading in document.headings]
    assert headings == [(1, "Boat club"), (2, "Boats"), (3, "Booking")]
