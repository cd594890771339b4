"""Embedders and cross-encoders of libraries that the user adds: fastembed with tiny models that are made here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from harbour import QUESTION, write_files
from tiny_models import WIDTH, write_cross_encoder, write_embedder

from index.errors import EmbedderError, SettingsError
from index.model.embed import EmbedInput
from index.model.local import LocalLibrary
from index.model.local.embedder import LocalEmbedder
from index.model.local.reranker import LocalReranker
from rag.chain import Chain
from rag.evidence import Evidence
from rag.ranking.rerank import READ, rerank
from rag.settings import Settings
from rag.wiring import chain_over, open_library

Home = Callable[[], Path]


@pytest.fixture(scope="module")
def embedder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_embedder(tmp_path_factory.mktemp("models") / "embedder")


@pytest.fixture(scope="module")
def cross_encoder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "cross-encoder")


def test_parts_are_embedded_by_themselves(embedder_folder: Path) -> None:
    embedder = LocalEmbedder("fastembed", str(embedder_folder))
    text = "The fees rose. Cranes came."
    whole, alone = embedder.embed([EmbedInput(text, ((0, 14), (15, 27))), EmbedInput("Cranes came.")])
    assert embedder.dimension == WIDTH
    assert np.allclose(np.linalg.norm(whole.parts, axis=1), 1, atol=1e-5)
    assert np.allclose(whole.parts[1], alone.vector, atol=1e-5)
    assert not np.allclose(whole.parts[0], whole.parts[1], atol=0.1)


def test_a_question_is_answered_with_an_embedder_of_the_users(
    embedder_folder: Path, new_home: Home, tmp_path: Path
) -> None:
    settings = Settings(home=new_home(), embedder="fastembed", embedding_model=str(embedder_folder), threshold=0.0)
    with open_library(settings) as library:
        assert library.add([write_files(tmp_path / "files")]).ok
        answer = chain_over(library, settings).ask(QUESTION)
        texts = {info.id: library.document(info.id).text for info in library.documents()}
    assert answer.citations
    assert all(texts[cited.document_id][cited.start : cited.end] == cited.quote for cited in answer.citations)


def test_a_library_of_another_embedder_is_not_mixed_with_it(
    embedder_folder: Path, new_home: Home, tmp_path: Path
) -> None:
    home = new_home()
    with open_library(Settings(home=home)) as library:
        assert library.add([write_files(tmp_path / "files")]).ok
    with (
        pytest.raises(EmbedderError, match="embedder"),
        open_library(Settings(home=home, embedder="fastembed", embedding_model=str(embedder_folder))) as library,
    ):
        library.search_vectors(np.ones(WIDTH, np.float32), 1)


def test_a_cross_encoder_puts_the_best_sentences_in_its_order(
    cross_encoder_folder: Path, new_home: Home, tmp_path: Path
) -> None:
    home = new_home()
    with open_library(Settings(home=home)) as library:
        assert library.add([write_files(tmp_path / "files")]).ok
        plain = chain_over(library, Settings(home=home)).evidence(QUESTION)
        named = Settings(home=home, reranker="fastembed", reranker_model=str(cross_encoder_folder))
        chain = chain_over(library, named)
        found = chain.evidence(QUESTION)
        again = rerank(plain, LocalReranker("fastembed", str(cross_encoder_folder)))
        assert [item.sentence for item in found.sentences] == [item.sentence for item in again.sentences]
        _is_reordered(plain, found)
        _quotes_stand_in_their_documents(chain)


def test_what_the_cross_encoder_likes_comes_first_and_its_passage_too(new_home: Home, tmp_path: Path) -> None:
    home = new_home()
    with open_library(Settings(home=home)) as library:
        assert library.add([write_files(tmp_path / "files")]).ok
        plain = chain_over(library, Settings(home=home)).evidence(QUESTION)
    wanted = plain.sentences[1].sentence.text
    found = rerank(plain, lambda _, texts: np.array([10.0 * text.endswith(wanted) for text in texts], np.float32))
    assert found.sentences[0].sentence.text == wanted
    _is_reordered(plain, found)
    assert found.passages[0].passage.id == found.sentences[0].passage.id


def test_one_sentence_needs_no_second_look(new_home: Home, tmp_path: Path) -> None:
    home = new_home()
    path = tmp_path / "one.txt"
    path.write_text("The harbour board raised the fees by 4 percent in 2021.", encoding="utf-8")
    with open_library(Settings(home=home)) as library:
        assert library.add([path]).ok
        plain = chain_over(library, Settings(home=home)).evidence(QUESTION)

    def never(question: str, texts: object) -> np.ndarray:
        raise AssertionError("nothing is to be ordered")

    assert rerank(plain, never) == plain


def test_a_library_that_is_not_installed_is_said_in_one_line() -> None:
    row = LocalLibrary("no-such-library", "no_such_library", "a", "b", "index.model.local.fast")
    with pytest.raises(SettingsError, match="pip install no-such-library"):
        row.encoder("")
    with pytest.raises(SettingsError, match="pip install no-such-library"):
        row.scorer("")


def test_a_model_that_cannot_be_loaded_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for model in ("no-such-model", str(tmp_path / "empty")):
        with pytest.raises(
            EmbedderError, match=r"fastembed cannot load the model '.*' \(.+\)\. Name a model"
        ) as raised:
            LocalEmbedder("fastembed", model).warm()
        assert "\n" not in str(raised.value)
        with pytest.raises(EmbedderError, match="fastembed cannot load the model"):
            LocalReranker("fastembed", model)("q", ["a", "b"])


def test_a_reranker_that_nobody_knows_is_named_with_those_that_there_are(new_home: Home) -> None:
    home = new_home()
    with open_library(Settings(home=home)) as library, pytest.raises(SettingsError) as raised:
        chain_over(library, Settings(home=home, reranker="colbert"))
    assert "'colbert'" in str(raised.value)
    assert "fastembed, sentence-transformers" in str(raised.value)


def _is_reordered(plain: Evidence, found: Evidence) -> None:
    """Another order of the same sentences, with the scores handed out from the top as before."""
    before, after = ([item.sentence for item in evidence.sentences] for evidence in (plain, found))
    assert before != after
    assert sorted(before[:READ], key=str) == sorted(after[:READ], key=str)
    assert before[READ:] == after[READ:]
    assert [item.score for item in plain.sentences] == [item.score for item in found.sentences]


def _quotes_stand_in_their_documents(chain: Chain) -> None:
    answer = chain.ask(QUESTION)
    texts = {info.id: chain.library.document(info.id).text for info in chain.library.documents()}
    assert all(texts[cited.document_id][cited.start : cited.end] == cited.quote for cited in answer.citations)
