"""What servers send beside the protocol's plain form, and what is still an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest

from index.remote.faults import Kind, RequestError
from rag.model.ending import unmarked
from rag.model.wire import Heard, contents


class Sent:
    """A server's answer, in these blocks of bytes."""

    def __init__(self, *blocks: bytes, kind: str = "text/event-stream") -> None:
        self._blocks = blocks
        self.headers = {"content-type": kind}

    def read(self) -> bytes:
        return b"".join(self._blocks)

    def iter_bytes(self) -> Iterator[bytes]:
        return iter(self._blocks)


def piece(content: str, finish: str | None = None) -> bytes:
    return json.dumps({"choices": [{"delta": {"content": content}, "finish_reason": finish}]}).encode()


def event(content: str, finish: str | None = None) -> bytes:
    return b"data: " + piece(content, finish) + b"\n\n"


DONE = b"data: [DONE]\n\n"


@pytest.mark.parametrize("sent", [
    Sent(b"data:\n\n", event("The pier "), b"data: \n\n", event("closed."), DONE),
    Sent(b"\xef\xbb\xbf" + event("The pier "), event("closed."), DONE),
    Sent(piece("The pier ") + b"\n", piece("closed.", "stop") + b"\n", kind="application/x-ndjson"),
    Sent(event("The pier "), event("closed.</s>"), DONE),
    Sent(event("The pier "), event("closed.<|im"), event("_end|>\n"), DONE),
])  # fmt: skip
def test_an_answer_in_a_form_of_its_own_is_read(sent: Sent) -> None:
    assert "".join(contents(sent, Heard())) == "The pier closed."


def test_a_whole_answer_said_to_be_a_stream_is_read_once() -> None:
    whole = {"choices": [{"message": {"content": "The pier closed."}}]}
    assert list(contents(Sent(json.dumps(whole).encode()), Heard())) == ["The pier closed."]


def test_a_web_page_said_to_be_a_stream_is_one() -> None:
    with pytest.raises(RequestError) as failed:
        list(contents(Sent(b"\n<!DOCTYPE html><html>Log in</html>"), Heard()))
    assert failed.value.kind is Kind.PAGE


@pytest.mark.parametrize("said", ["max_tokens", "MAX_TOKENS", "model_length", "length"])
def test_every_name_of_the_limit_is_one(said: str) -> None:
    heard = Heard()
    assert list(contents(Sent(event("The pier", said), DONE), heard)) == ["The pier"]
    assert heard.finish == "length"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["A.", "</s>"], "A."),
        (["A.<|im_end|>\n<|endoftext|>"], "A."),
        (["A. <", "/", "s", "> B."], "A. </s> B."),
        (["A < ", "B"], "A < B"),
        (["A <"], "A <"),
        (["</s>"], ""),
    ],
)
def test_marks_of_the_end_go_where_nothing_follows_them(pieces: Sequence[str], shown: str) -> None:
    assert "".join(unmarked(pieces)) == shown
    assert "".join(unmarked("".join(pieces))) == shown
