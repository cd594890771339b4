"""The two embedders keep one promise; the second one over HTTP, with a server that may misbehave."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.errors import EmbedderError
from index.library import QUESTION_TOKENS, Library
from index.model.embed import Embedder, EmbedInput, Vector
from index.model.minilm import MiniLM
from index.model.openai_embedder import OpenAIEmbedder
from index.types import Status

Reply = Callable[[list[str]], tuple[int, Any]]
DIMENSION = 16
KEY = "sk-loopback-4711"


def vector(text: str) -> list[float]:
    """Letters counted: like texts have like vectors."""
    row = [0.01] * DIMENSION
    for letter in text.lower():
        row[ord(letter) % DIMENSION] += 1.0
    return row


def ok(texts: list[str]) -> tuple[int, Any]:
    # Out of order, as the API allows.
    data = [{"object": "embedding", "index": n, "embedding": vector(text)} for n, text in enumerate(texts)]
    return 200, {
        "object": "list",
        "model": "letters",
        "data": data[::-1],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


def changed(change: Callable[[list[dict[str, Any]]], Any]) -> Reply:
    def reply(texts: list[str]) -> tuple[int, Any]:
        status, body = ok(texts)
        return status, body | {"data": change(body["data"])}

    return reply


class Server:
    """A real server on loopback; `reply` is the script, `requests` what came in."""

    def __init__(self) -> None:
        self.reply: Reply = ok
        self.requests: list[dict[str, Any]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append(body | {"path": self.path, "key": self.headers["Authorization"]})
                status, answer = server.reply(body["input"])
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def over_http(server: Server) -> OpenAIEmbedder:
    return OpenAIEmbedder("letters", base_url=server.url, api_key=KEY, timeout=5, sleep=lambda _: None)


@pytest.fixture(scope="session")
def minilm(new_home: Callable[[], Path]) -> MiniLM:
    return MiniLM(new_home())


@pytest.fixture(params=["minilm", "openai"])
def embedder(request: pytest.FixtureRequest, server: Server) -> Embedder:
    made: Embedder = over_http(server) if request.param == "openai" else request.getfixturevalue("minilm")
    return made


def test_there_is_one_result_per_input_in_order(embedder: Embedder) -> None:
    texts = [f"Text number {n} " + "is longer. " * (n % 7) for n in range(150)]
    together = embedder.embed([EmbedInput(text) for text in texts])
    assert len(together) == 150
    for n in (0, 64, 149):
        alone = embedder.embed([EmbedInput(texts[n])])[0].vector
        assert float(alone @ together[n].vector) > 0.97
        assert max(range(150), key=lambda k: float(alone @ together[k].vector)) % 7 == n % 7


def test_vectors_have_length_one_and_the_dimension_that_is_promised(embedder: Embedder) -> None:
    result = embedder.embed([EmbedInput("One sentence. And two.", ((0, 13), (14, 22)))])[0]
    assert result.vector.shape == (embedder.dimension,)
    assert result.parts.shape == (2, embedder.dimension)
    assert result.vector.dtype == result.parts.dtype == np.float32
    assert np.allclose(np.linalg.norm(result.parts, axis=1), 1, atol=1e-4)
    assert abs(float(np.linalg.norm(result.vector)) - 1) < 1e-4


def test_nothing_in_is_nothing_out(embedder: Embedder) -> None:
    assert embedder.embed([]) == []
    assert embedder.count_tokens([]) == []


@pytest.mark.parametrize("text", ["", " ", "\n", "😀👨‍👩‍👧", "北京", "x" * 5000, "word " * 3000, "\u200b", "a\x00b"])
def test_any_text_has_a_finite_vector(embedder: Embedder, text: str) -> None:
    result = embedder.embed([EmbedInput(text, ((0, len(text)),) if text else ())])[0]
    assert np.isfinite(result.vector).all()
    assert np.isfinite(result.parts).all()
    assert len(embedder.count_tokens([text])) == 1


def test_the_embedded_model_knows_meaning(minilm: MiniLM) -> None:
    texts = ["How old is the castle?", "The fortress was built in 1280.", "Bananas are rich in potassium."]
    question, castle, banana = (item.vector for item in minilm.embed([EmbedInput(text) for text in texts]))
    assert float(question @ castle) > float(question @ banana) + 0.2


def test_the_vector_of_a_sentence_knows_its_surroundings(minilm: MiniLM) -> None:
    def part(context: str) -> Vector:
        text = context + " It was built in 1280."
        parts: Vector = minilm.embed([EmbedInput(text, ((len(context) + 1, len(text)),))])[0].parts
        return np.asarray(parts[0], np.float32)

    question = minilm.embed([EmbedInput("When was the castle built?")])[0].vector
    assert float(question @ part("The castle stands on a rock.")) > float(question @ part("The boat lies at sea."))


@pytest.mark.parametrize("unit", ["castle ", "城", "x" * 90 + " "])
def test_of_a_long_question_the_beginning_is_read_and_of_a_document_all(minilm: MiniLM, unit: str) -> None:
    text = (unit * 20_000)[:18_000]
    parts = tuple((match.start(), match.end()) for match in re.finditer(r"\w+", text))
    whole, begun = minilm.embed([EmbedInput(text, parts), EmbedInput(text, parts, 512)])
    assert len(begun.tokens.vectors) == len(begun.tokens.owners) <= 511 < len(whole.tokens.owners) or len(parts) < 512
    assert begun.parts.shape == (len(parts), minilm.dimension)
    assert list(begun.tokens.owners) == list(whole.tokens.owners[: len(begun.tokens.owners)])
    assert np.array_equal(minilm.embed([EmbedInput("Short.", ((0, 5),), 512)])[0].parts,
                          minilm.embed([EmbedInput("Short.", ((0, 5),))])[0].parts)  # fmt: skip


def test_a_question_is_read_up_to_the_cap_by_the_library(minilm: MiniLM, new_home: Callable[[], Path]) -> None:
    words = "castle rock boat sea " * 900
    spans = tuple((match.start(), match.end()) for match in re.finditer(r"\w+", words))
    with Library(new_home(), minilm) as library:
        # The mark at the beginning is a token too, of no part.
        assert len(library.embed(words, spans).tokens.owners) == QUESTION_TOKENS - 1


def test_the_server_is_asked_for_the_beginning_of_a_long_question(server: Server) -> None:
    result = over_http(server).embed([EmbedInput("castle boat", ((0, 6), (7, 11)), 2), EmbedInput("sea", ((0, 3),))])
    assert server.requests[0]["input"] == ["castle b", "castle", "sea", "sea"]
    assert [len(item.parts) for item in result] == [2, 1]
    assert np.array_equal(result[0].parts[1], result[0].vector)


def test_the_server_is_asked_for_floats_with_the_key(server: Server) -> None:
    over_http(server).embed([EmbedInput("One. Two.", ((0, 4), (5, 9)))])
    assert server.requests == [
        {
            "model": "letters", "input": ["One. Two.", "One.", "Two."], "encoding_format": "float",
            "path": "/v1/embeddings", "key": f"Bearer {KEY}",
        }
    ]  # fmt: skip


def test_no_key_and_no_address_is_said_before_anything_is_sent() -> None:
    with pytest.raises(EmbedderError, match="neither a key nor an address"):
        OpenAIEmbedder("letters").embed([EmbedInput("text")])


FAULTS: dict[str, tuple[Reply, str]] = {
    "one vector too few": (changed(lambda data: data[1:]), "returned 2 usable vectors for 3 texts"),
    "no vectors": (changed(lambda data: []), "0 usable vectors"),
    "unlike lengths": (changed(lambda d: [d[0] | {"embedding": [1.0]}, *d[1:]]), "0 usable vectors"),
    "null vectors": (changed(lambda data: [item | {"embedding": None} for item in data]), "0 usable vectors"),
    "words for numbers": (changed(lambda data: [item | {"embedding": ["a"]} for item in data]), "0 usable vectors"),
    "not a number": (changed(lambda d: [i | {"embedding": [float("nan")] * 16} for i in d]), "0 usable vectors"),
    "figures in quotation marks": (changed(lambda d: [i | {"embedding": ["1.5"] * 16} for i in d]), "0 usable vectors"),
    "beyond all numbers": (changed(lambda d: [i | {"embedding": [1e300] * 16} for i in d]), "0 usable vectors"),
    "a number of 400 digits": (changed(lambda d: [i | {"embedding": [10**400] * 16} for i in d]), "0 usable vectors"),
    "zeros": (changed(lambda data: [i | {"embedding": [0] * 16} for i in data]), "nothing but zeros"),
    "no index": (changed(lambda data: [item | {"index": None} for item in data]), "0 usable vectors"),
    "data is a word": (changed(lambda data: "none"), ""),
    "another format": (lambda texts: (200, {"embeddings": [[1.0]]}), ""),
    "a list": (lambda texts: (200, [1, 2, 3]), ""),
    "no JSON": (lambda texts: (200, b"<html>Welcome</html>"), "a web page"),
    "cut short": (lambda texts: (200, b'{"data": [{"emb'), ""),
    "nothing": (lambda texts: (200, b""), ""),
    "a wrong key": (lambda texts: (401, {"error": {"message": f"Incorrect API key: {KEY}"}}), "Incorrect API key"),
    "no such model": (lambda texts: (404, {"error": {"message": "model not found"}}), "model not found"),
    "too many texts": (lambda texts: (413, b"too large\nsecond line"), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_misbehaves_is_one_error(server: Server, fault: str) -> None:
    server.reply, words = FAULTS[fault]
    with pytest.raises(EmbedderError) as caught:
        over_http(server).embed([EmbedInput("One. Two.", ((0, 4), (5, 9)))])
    message = str(caught.value)
    assert message.startswith("The embeddings server ")
    assert words in message
    assert "\n" not in message
    assert KEY not in message
    assert message.endswith(("then try again.", "or server."))


def test_a_server_that_is_down_or_failing_is_one_error(server: Server) -> None:
    server.reply = lambda texts: (500, {"error": {"message": "out of memory"}})
    with pytest.raises(EmbedderError, match="out of memory"):
        over_http(server).embed([EmbedInput("text")])
    assert len(server.requests) == 4
    gone = OpenAIEmbedder("letters", base_url="http://127.0.0.1:9/v1", timeout=2, sleep=lambda _: None)
    with pytest.raises(EmbedderError, match="Check OPENAI_BASE_URL"):
        gone.embed([EmbedInput("text")])


def test_a_failure_that_passes_is_not_noticed(server: Server) -> None:
    def once_busy(texts: list[str]) -> tuple[int, Any]:
        return ok(texts) if len(server.requests) > 1 else (503, {"error": {"message": "busy"}})

    server.reply = once_busy
    assert len(over_http(server).embed([EmbedInput("text")])) == 1


def test_a_server_that_changes_its_dimension_is_one_error(server: Server) -> None:
    embedder = over_http(server)
    assert embedder.dimension == DIMENSION
    server.reply = changed(lambda data: [item | {"embedding": [1.0, 2.0]} for item in data])
    with pytest.raises(EmbedderError, match="of unlike lengths"):
        embedder.embed([EmbedInput("text")])


def test_a_library_is_indexed_and_searched_over_http(server: Server, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("zzz", "qqq", "bbb"):
        (tmp_path / "docs" / f"{name}.txt").write_text(f"{name} {name} {name}. Once more {name}.")
    with Library(tmp_path / "home", over_http(server)) as library:
        assert library.add([tmp_path / "docs"]).ok
        best = library.search_vectors(library.embed("qqq").vector, 1)[0][0]
        assert library.stored([best])[best].passage.text == "qqq qqq qqq. Once more qqq."
        server.reply = lambda texts: (401, {"error": {"message": "expired"}})
        (tmp_path / "docs" / "new.txt").write_text("Something new.")
        with pytest.raises(EmbedderError, match="expired"):
            library.add([tmp_path / "docs"])
        assert len(library.documents()) == 3
    with Library(tmp_path / "home", over_http(server)) as library:
        assert library.size() == 3
        server.reply = ok
        assert library.add([tmp_path / "docs"]).ok
        assert len(library.documents()) == library.size() == 4


def test_a_text_that_the_server_refuses_fails_its_file_alone(server: Server, tmp_path: Path) -> None:
    def short_ones_only(texts: list[str]) -> tuple[int, Any]:
        long = any(len(text) > 300 for text in texts)
        return (400, {"error": {"message": "maximum context length is 64 tokens"}}) if long else ok(texts)

    server.reply = short_ones_only
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Document {number} tells of bees. Once more: bees.")
    (folder / "5.txt").write_text("Bees " * 100)
    with Library(tmp_path / "home", over_http(server)) as library:
        report = library.add([folder])
        (failed,) = [file for file in report.files if file.status is not Status.ADDED]
        assert (failed.source, failed.status) == (str(folder / "5.txt"), Status.FAILED)
        assert "maximum context length" in failed.detail
        assert len(library.documents()) == library.size() == 8
        (folder / "4.txt").write_text("Wasps " * 100)
        report = library.add([folder])
        assert [Path(file.source).name for file in report.files if file.status is Status.FAILED] == ["4.txt", "5.txt"]
        assert report.files[4].detail.endswith("The earlier version stays in the library.")
        assert len(library.documents()) == library.size() == 8


def test_a_text_that_gets_a_vector_of_zeros_fails_its_file_alone(server: Server, tmp_path: Path) -> None:
    def deaf(texts: list[str]) -> tuple[int, Any]:
        status, body = ok(texts)
        rows = [[0.0] * DIMENSION if "wasp" in texts[i["index"]] else i["embedding"] for i in body["data"]]
        return status, body | {"data": [i | {"embedding": row} for i, row in zip(body["data"], rows, strict=True)]}

    server.reply = deaf
    for name in ("bee", "wasp", "moth"):
        (tmp_path / f"{name}.txt").write_text(f"A {name} flies.")
    with Library(tmp_path / "home", over_http(server)) as library:
        report = library.add(sorted(tmp_path.glob("*.txt")))
        (failed,) = [file for file in report.files if file.status is not Status.ADDED]
        assert (Path(failed.source).name, failed.status) == ("wasp.txt", Status.FAILED)
        assert "nothing but zeros" in failed.detail
        assert len(library.documents()) == library.size() == 2
        server.reply = ok
        assert library.add(sorted(tmp_path.glob("*.txt"))).ok
        assert len(library.documents()) == library.size() == 3


def test_a_server_that_takes_nothing_at_all_fails_no_single_file(server: Server, tmp_path: Path) -> None:
    server.reply = lambda texts: (400, {"error": {"message": "no such model"}})
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"Document {number} tells of bees.")
    with Library(tmp_path / "home", over_http(server)) as library:
        with pytest.raises(EmbedderError, match="no such model"):
            library.add(sorted(tmp_path.glob("*.txt")))
        assert len(server.requests) < 4


def test_a_server_that_is_down_is_tried_once_for_all_that_waits(server: Server, tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"Document {number} tells of bees.")
    server.reply = lambda texts: (401, {"error": {"message": "expired"}})
    with Library(tmp_path / "home", over_http(server)) as library, pytest.raises(EmbedderError):
        library.add(sorted(tmp_path.glob("*.txt")))
    server.requests.clear()
    with Library(tmp_path / "home", over_http(server)) as library:
        assert library.size() == 0
        assert len(server.requests) == 1
        server.reply = ok
        assert library.add(sorted(tmp_path.glob("*.txt"))).ok
        assert len(library.documents()) == library.size() == 9
