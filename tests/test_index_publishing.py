"""Questions while documents are being made searchable, which takes a minute for a file of many megabytes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from pathlib import Path

import pytest
from built import write_docs
from scripted import WordEmbedder

from index.library import Library


def test_who_found_what_is_ready_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library, ThreadPoolExecutor(2) as pool:
        library.add([write_docs(tmp_path / "docs")])
        ready = [id_ for info in library.documents() for id_ in library.passage_ids(info.id)]
        assert len(ready) == 2
        with library._open().publishing:  # As a build holds it until its documents are ready.
            assert set(pool.submit(library.stored, ready).result(20)) == set(ready)
            # What is found and not ready may have taken the place of what is: that is looked at again when it is.
            unready = pool.submit(library.stored, [*ready, "a passage that is not ready"])
            with pytest.raises(Late):
                unready.result(0.5)
        assert set(unready.result(20)) == set(ready)
