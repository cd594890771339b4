"""The embedder's client before a hostile or broken server: it floods, drips, packs, sends elsewhere, or has us wait."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from raw_server import JSON, dripping, raw

from index.errors import EmbedderError, TextRefusedError
from index.library import Library
from index.model.embed import EmbedInput
from index.model.openai_embedder import OpenAIEmbedder
from index.remote.limits import MOST_BYTES

KEY = "sk-loopback-4711"
GOOD = json.dumps({"data": [{"index": 0, "embedding": [1.0, 2.0]}]}).encode()
# It would be read well, if it were read.
MUCH = GOOD + b" " * (MOST_BYTES + 1_000_000)


class Pauses(list[float]):
    """Remembers how long it was asked to sleep, and does not."""

    __call__ = list.append


def http(status: bytes, body: bytes = b"", *headers: bytes) -> bytes:
    lines = [b"HTTP/1.1 " + status, b"Content-Type: application/json", b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join([*lines, b"Connection: close", b"", body])


def saying(*replies: bytes) -> Callable[[socket.socket], None]:
    """The replies in turn, the last one again and again."""
    left = list(replies)

    def answer(connection: socket.socket) -> None:
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    return answer


def failure(address: str, *, timeout: float = 5.0, pauses: Pauses | None = None) -> str:
    """The message of the error that one text ends in, fit to be read."""
    embedder = OpenAIEmbedder(
        "letters", base_url=address, api_key=KEY, timeout=timeout, sleep=Pauses() if pauses is None else pauses
    )
    with pytest.raises(EmbedderError) as caught:
        embedder.embed([EmbedInput("text")])
    message = str(caught.value)
    assert "\n" not in message
    assert KEY not in message
    assert message.startswith("The embeddings server did not answer as it should (")
    assert message.endswith("FOOTNOTE_EMBEDDING_MODEL, then try again.")
    return message


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", JSON % b"200 OK", JSON % b"500 Oops"],
                         ids=["head", "reply", "error"])  # fmt: skip
def test_a_reply_that_drips_in_ends_in_time(head: bytes) -> None:
    with raw(dripping(head)) as address:
        began = time.perf_counter()
        assert "it took too long" in failure(address, timeout=0.2)
        assert time.perf_counter() - began < 6


@pytest.mark.parametrize("reply", [
    http(b"200 OK", MUCH),
    http(b"200 OK", gzip.compress(MUCH, 1), b"Content-Encoding: gzip"),
    http(b"200 OK", gzip.compress(gzip.compress(MUCH, 1), 1), b"Content-Encoding: gzip, gzip"),
], ids=["plain", "packed", "packed twice"])  # fmt: skip
def test_a_flood_is_not_read_to_its_end(reply: bytes) -> None:
    with raw(saying(reply)) as address:
        assert "no list of vectors" in failure(address)


def test_an_error_without_end_is_read_at_its_beginning() -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(JSON % b"401 No" + b'{"error": "boom"}')
        for _ in range(500):
            connection.sendall(b" " * 100_000)
        told.append("all of it was read")

    told: list[str] = []
    with raw(answer) as address:
        assert "(status 401; boom)" in failure(address)
    assert told == []


def test_texts_are_sent_to_no_other_host() -> None:
    asked: list[bytes] = []

    def other(connection: socket.socket) -> None:
        asked.append(b"asked")
        connection.sendall(http(b"200 OK", GOOD))

    with raw(other) as elsewhere:
        away = elsewhere.replace("127.0.0.1", "localhost").encode() + b"/embeddings?secret"
        with raw(saying(http(b"307 Elsewhere", b"", b"Location: " + away))) as address:
            message = failure(address)
    assert "to another address, which gets none; http://localhost:" in message
    assert "secret" not in message
    assert asked == []


def test_a_server_that_has_us_wait_a_year_is_not_waited_for() -> None:
    pauses = Pauses()
    with raw(saying(http(b"429 Wait", b'{"error": {"message": "slow down"}}', b"Retry-After: 31536000"))) as address:
        assert "(status 429; slow down; it asks to wait 31536000 seconds)" in failure(address, pauses=pauses)
    assert pauses == []


def test_a_minute_is_waited() -> None:
    pauses = Pauses()
    with raw(saying(http(b"429 Wait", b"", b"Retry-After: 60"), http(b"200 OK", GOOD))) as address:
        OpenAIEmbedder("letters", base_url=address, sleep=pauses).embed([EmbedInput("text")])
    assert pauses == [60]


def test_a_reply_that_breaks_off_is_asked_for_again() -> None:
    cut = http(b"200 OK", GOOD)[:-9]
    with raw(saying(cut, http(b"200 OK", GOOD))) as address:
        assert OpenAIEmbedder("letters", base_url=address, sleep=Pauses()).dimension == 2
    with raw(saying(cut)) as address:
        assert "the connection broke off" in failure(address)


@pytest.mark.parametrize("body, said", [
    (b"[" * 100_000, "no list of vectors"),
    (b'<!doctype html><title>Log in</title>', "a web page"),
    (b'{"data": [{"index": 0, "embedding": [1.0', "no list of vectors"),
])  # fmt: skip
def test_what_is_no_list_of_vectors_is_told(body: bytes, said: str) -> None:
    with raw(saying(http(b"200 OK", body))) as address:
        assert said in failure(address)


@pytest.mark.parametrize("host", ["xn--a.example", "a_ü.example"])
def test_a_host_whose_name_cannot_be_read_is_told(host: str) -> None:
    assert "there is no connection" in failure(f"http://{host}/v1")


def test_a_flood_in_the_middle_of_a_build_leaves_nothing_by_half(tmp_path: Path) -> None:
    two = json.dumps({"data": [{"index": at, "embedding": [1.0, at]} for at in range(2)]}).encode()
    (tmp_path / "one.txt").write_text("Bees dance.")
    with raw(saying(http(b"200 OK", two), http(b"200 OK", MUCH))) as address:
        embedder = OpenAIEmbedder("letters", base_url=address, sleep=Pauses())
        with Library(tmp_path / "home", embedder) as library:
            assert library.add([tmp_path / "one.txt"]).ok
            (tmp_path / "one.txt").write_text("Wasps sting.")
            with pytest.raises(EmbedderError, match="no list of vectors") as caught:
                library.add([tmp_path / "one.txt"])
            assert not isinstance(caught.value, TextRefusedError)
            assert library.size() == len(library.documents()) == 1
            (id_,) = [hit for hit, _ in library.search_terms([("bee", 1.0)], 5)]
            assert library.stored([id_])[id_].passage.text == "Bees dance."
