"""Embedder and cross-encoder of sentence-transformers, which is installed for the occasion, with models made there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

# The first step waits for the installation of torch.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

PACKAGES = ("torch==2.13.0", "sentence-transformers==6.2.0")
INSTALLING, RUNNING = 700, 180
SCRIPT = """
import json, sys
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from sentence_transformers.models import Pooling, Transformer
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

from index.model.embed import EmbedInput
from index.model.local.embedder import LocalEmbedder
from index.model.local.reranker import LocalReranker

folder = Path(sys.argv[1])
torch.manual_seed(7)
pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz"]
pieces += ["##" + letter for letter in "abcdefghijklmnopqrstuvwxyz"]
(folder / "vocab.txt").write_text("\\n".join(pieces), encoding="utf-8")
tokenizer = BertTokenizerFast(str(folder / "vocab.txt"))
config = BertConfig(
    vocab_size=len(pieces), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
    num_labels=1,
)
for name, model in (("plain", BertModel(config)), ("cross", BertForSequenceClassification(config))):
    model.save_pretrained(folder / name)
    tokenizer.save_pretrained(folder / name)
words = Transformer(str(folder / "plain"))
SentenceTransformer(modules=[words, Pooling(16)]).save(str(folder / "embedder"))

embedder = LocalEmbedder("sentence-transformers", str(folder / "embedder"))
whole, alone = embedder.embed([EmbedInput("Fees rose. Cranes came.", ((0, 10), (11, 23))), EmbedInput("Cranes came.")])
texts = ["the fees rose", "cranes came", "boats left"]
scores = LocalReranker("sentence-transformers", str(folder / "cross"))("what rose", texts)
expected = CrossEncoder(str(folder / "cross")).predict([("what rose", text) for text in texts])
print(json.dumps({
    "dimension": embedder.dimension,
    "length": float(np.linalg.norm(whole.vector)),
    "same part": float(np.abs(whole.parts[1] - alone.vector).max()),
    "scores": scores.tolist(),
    "expected": expected.tolist(),
}))
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with this environment's packages and, before them, those of sentence-transformers."""
    folder = tmp_path_factory.mktemp("torch") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=120)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, timeout=INSTALLING)
    asked = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    ours = Path(asked.stdout.strip()) / "ours.pth"
    ours.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_both_models_of_sentence_transformers_are_read(python: Path, tmp_path: Path) -> None:
    root = str(Path(__file__).parents[1])
    ran = subprocess.run(
        [python, "-c", SCRIPT, tmp_path], capture_output=True, text=True, timeout=RUNNING,
        env={**os.environ, "PYTHONPATH": root, "HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.strip().splitlines()[-1])
    assert found["dimension"] == 16
    assert found["length"] == pytest.approx(1, abs=1e-5)
    assert found["same part"] < 1e-5
    assert found["scores"] == pytest.approx(found["expected"], abs=1e-5)
    assert len(set(found["scores"])) == 3
