"""How a person is told of what went wrong at a model's server: what happened, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.errors import FootnoteError
from index.remote.faults import Kind, RequestError, said
from rag.addresses import shown_address

# Models that an error lists at most.
LISTED = 20
# Characters of a name in that list.
_LONGEST_NAME = 100
_FILTERED = re.compile(
    r"content[_ ]?(?:management policy|filter)|ResponsibleAIPolicy|\bflagged\b|inappropriate content"
    r"|data_inspection_failed|content exists risk|usage polic(?:y|ies)|敏感内容",
    re.I,
)
# A 404 that says no more than that, or speaks of the address: else the server knows the address, and minds the rest.
_NOWHERE = re.compile(r"\A[\W\d]*\Z|not.?found[\W\d]*\Z|\b(?:url|path|route|page)s?\b|cannot (?:post|get)", re.I)
_BAD_KEY = re.compile(r"api[_ ]key (?:not valid|invalid|expired)|invalid[_ ]api[_ ]key|incorrect api key", re.I)


class ModelError(FootnoteError):
    """The model gave no answer, or not all of it."""


class ContextLengthError(ModelError):
    """What the model was given is longer than it can read. Less evidence may do."""


class NothingError(ModelError):
    """The model's answer is complete, and has no text that can be shown."""


def explain(fault: RequestError, address: str, model: str, key: str, models: Sequence[str] = ()) -> ModelError:
    """What a person reads of a fault. `models` are those that the server has."""
    where = shown_address(address)
    if fault.too_long:
        return ContextLengthError(
            f"The question and its evidence are longer than the model {model} reads at once. "
            "Set FOOTNOTE_MODEL_CONTEXT to the number of tokens that it reads, or use another FOOTNOTE_MODEL."
        )
    if fault.missing_model:
        return ModelError(f"The server at {where} has no model {model!r}. {_choose(models)}")
    if fault.out_of_credit:
        return ModelError(f"The account at {where} has no credit left. Top it up, or use another OPENAI_API_KEY.")
    if fault.status in (400, 403) and _FILTERED.search(fault.text):
        return ModelError(f"A filter at {where} does not let the question or its evidence pass. Ask in other words.")
    if fault.status == 400 and _BAD_KEY.search(fault.text):
        return ModelError(_STATUS[401].format(where=where))
    told = said(fault.text, key)
    row = _STATUS.get(fault.status) if fault.kind is Kind.STATUS else _KINDS[fault.kind]
    if fault.kind is Kind.STATUS and fault.status == 404 and not _NOWHERE.search(fault.text):
        row = _NOT_HERE
    if row is None:
        row = _BROKEN if fault.status >= 500 else _REFUSED
    if fault.retry_after:
        told = "; ".join(filter(None, [told, f"it asks to wait {fault.retry_after:.0f} seconds"]))
    return ModelError(row.format(where=where, model=model, said=f" ({told})" if told else "", status=fault.status))


def several(address: str, models: Sequence[str]) -> ModelError:
    """No model is set, and the server does not decide it."""
    count = f"{len(models)} models" if models else "no models"
    return ModelError(f"The server at {shown_address(address)} lists {count} and none is set. {_choose(models)}")


def unlisted(address: str) -> ModelError:
    """No model is set, and the server has no list of them; or there is none at this address."""
    return ModelError(
        f"At {shown_address(address)} no models are listed, and none is set. "
        "Set FOOTNOTE_MODEL to one that the server has, or correct OPENAI_BASE_URL: mostly it ends in /v1."
    )


def nothing(model: str, finish: str, called_tool: bool, max_tokens: int) -> NothingError:
    """The answer is complete, and there is no text in it that can be shown."""
    if called_tool:
        return NothingError(f"The model {model} called a tool instead of answering. Use another FOOTNOTE_MODEL.")
    if finish == "length":
        return NothingError(
            f"The model {model} spent its {max_tokens} tokens before it came to an answer. Raise FOOTNOTE_MODEL_ANSWER."
        )
    if finish == "content_filter":
        return NothingError(f"A filter at the server withheld what the model {model} wrote. Ask in other words.")
    return NothingError(f"The model {model} answered with nothing. Ask again, or use another FOOTNOTE_MODEL.")


_STATUS = {
    401: "The server at {where} does not accept the key. Check OPENAI_API_KEY.",
    403: "The server at {where} does not allow this{said}. Check what OPENAI_API_KEY may do, and FOOTNOTE_MODEL.",
    404: "There is no chat API at {where}. Check OPENAI_BASE_URL: mostly it ends in /v1.",
    405: "There is no chat API at {where}. Check OPENAI_BASE_URL: mostly it ends in /v1.",
    429: "The server at {where} takes no more requests for now{said}. Wait a little, then ask again.",
}
_BROKEN = "The server at {where} failed with status {status}{said}. Ask again, or look at the server's own messages."
_REFUSED = "The server at {where} refused the request with status {status}{said}. Check FOOTNOTE_MODEL and the server."
_NOT_HERE = (
    "The server at {where} refused the request with status {status}{said}. "
    "Check FOOTNOTE_MODEL, and OPENAI_BASE_URL: mostly it ends in /v1."
)
_KINDS = {
    Kind.UNREACHABLE: "No model server answers at {where}{said}. Start it, or correct OPENAI_BASE_URL.",
    Kind.LOST: "The connection to {where} broke off before the answer was complete. Ask again.",
    Kind.TIMEOUT: "The model {model} at {where} did not answer in time. Ask again, or raise FOOTNOTE_MODEL_TIMEOUT.",
    Kind.GARBLED: "The server at {where} sent something that is not a chat answer. "
    "Check that OPENAI_BASE_URL is the address of an OpenAI-compatible API.",
    Kind.PAGE: "The address {where} gives a web page, not an OpenAI-compatible API. "
    "Check OPENAI_BASE_URL: mostly it ends in /v1.",
    Kind.ELSEWHERE: "The server at {where} sends the request on to another address{said}, which gets no question and "
    "no passage. Set OPENAI_BASE_URL to that one if you trust it.",
}


def _choose(models: Sequence[str]) -> str:
    if not models:
        return "Set FOOTNOTE_MODEL to one that it has."
    more = f" and {len(models) - LISTED} more" if len(models) > LISTED else ""
    names = ", ".join(name[:_LONGEST_NAME] for name in models[:LISTED])
    return f"Set FOOTNOTE_MODEL to one of: {names}{more}."
