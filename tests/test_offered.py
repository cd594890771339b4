"""What `rag` offers to programs: every name of it is there, typed, listed, and imported only when it is wanted."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import rag
from index.errors import FootnoteError
from rag.types import Answer, AnswerSentence, Citation, Usage, Verdict

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", rag.__all__)
def test_every_name_is_there_and_has_a_docstring(name: str) -> None:
    assert getattr(rag, name).__doc__
    assert name in dir(rag)


def test_type_checkers_see_the_same_names() -> None:
    module = ast.parse(Path(rag.__file__).read_text(encoding="utf-8"))
    (block,) = [part for part in module.body if isinstance(part, ast.If)]
    imported = [part for part in block.body if isinstance(part, ast.ImportFrom)]
    assert sorted(name.asname or "" for part in imported for name in part.names) == sorted(rag.__all__)
    for part in imported:
        for name in part.names:
            home = __import__(str(part.module), fromlist=[name.name])
            assert getattr(rag, name.name) is getattr(home, name.name)


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'rag' has no attribute 'ask'"):
        rag.ask  # noqa: B018


def test_listing_the_names_imports_nothing_heavy() -> None:
    heavy = {"chromadb", "numpy", "pydantic"}
    code = f"import sys, rag; dir(rag), rag.FootnoteError, rag.Turn; print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_a_program_catches_is_the_root_of_all_errors(empty_home: Path) -> None:
    try:
        with pytest.raises(rag.FootnoteError, match="^The question is empty. Type what") as caught:
            rag.query(" ", settings=rag.load_settings(home=empty_home))
    finally:
        rag.close()
    assert isinstance(caught.value, FootnoteError)


def test_an_answer_goes_to_another_process_and_comes_back_the_same() -> None:
    citation = Citation(1, "d", "Title", "/a.md", None, 0, 2, "é\u2028")
    sentence = AnswerSentence("é [1]", (1,), Verdict.PARTLY, "", (1,))
    answer = Answer(
        "q", "q", "é [1]", True, "model", (sentence,), (citation,), usage=Usage(1, 2, 0.5), timings={"a": 1.0}
    )
    again = pickle.loads(pickle.dumps(answer))
    assert again == answer
    assert hash(again) == hash(answer)
    assert again.sentences[0].verdict is Verdict.PARTLY
