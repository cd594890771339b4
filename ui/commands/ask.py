"""`footnote ask`: one question, the answer with its footnotes and the quoted spans."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.output import AsJson, Done, note, one_line, print_json, say, settings_for

if TYPE_CHECKING:
    from rag.types import Answer, Citation, EvidencePassage

# So much of a nearest passage shows what it is about.
_EXCERPT = 160


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question; `-` reads it from stdin.")],
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents, with footnotes.

    Each footnote gives the place of its quotation: characters START-END of the text that
    `footnote index show ID --text` prints. A question that the documents do not answer is refused, and the nearest
    passages are listed.

    For example:

    \b
      footnote ask 'What does the contract say about notice?'
      echo 'Who wrote it?' | footnote ask -
      footnote ask --json 'When was it signed?' | jq .citations
    """
    # This process lives for one answer: to look for garbage costs 0.2 s of its start and frees nothing that matters.
    gc.disable()
    from rag.wiring import open_chain

    text = sys.stdin.buffer.read().decode("utf-8", "replace") if question == "-" else _decodable(question)
    with open_chain(settings_for(context), say=note) as chain:
        answer = chain.ask(text.strip())
    print_json(answer.to_dict()) if as_json else _print(answer)
    raise Done(0)


def _decodable(argument: str) -> str:
    """An argument with bytes that are no UTF-8 arrives with lone surrogates, which nothing further down can encode."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _print(answer: Answer) -> None:
    say(answer.text)
    for citation in answer.citations:
        say()
        _print_citation(citation)
    if not answer.answered and answer.passages:
        say("\nNearest passages:")
        for passage in answer.passages:
            _print_passage(passage)


def _print_citation(citation: Citation) -> None:
    say(f"[{citation.number}] {_place(citation)}")
    for line in citation.quote.splitlines():
        say(f"    {line}")


def _print_passage(passage: EvidencePassage) -> None:
    text = one_line(passage.text)
    say(f"  - {_place(passage)}")
    say(f"    {text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + '…'}")


def _place(span: Citation | EvidencePassage) -> str:
    from ui.render import place, source_name

    where = place(one_line(span.title), span.page, one_line(span.heading))
    return f"{where}, characters {span.start}-{span.end} of {span.document_id} ({one_line(source_name(span.source))})"
