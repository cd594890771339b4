"""The cross-encoder in PyTorch, to learn with: the published weights, which stay, and small changes to them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from index.model.cross_encoder import Joined
from index.model.graph import HEADS, LAYERS, WIDTH, Tensors
from index.model.weights import published_weights

_EMBEDDINGS = "embeddings."
# Steps in which the learning rate rises, the share of it that is left at the end, and the longest gradient.
_RISING, _LEFT, _LONGEST = 100, 0.05, 1.0
# Pairs that are read at once: with more, padding costs what is won.
_TOGETHER = 8


class Changed(nn.Module):  # type: ignore[misc]
    """A linear layer whose weights W stay, with W + B A in their place (LoRA; Hu et al. 2021)."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, rank: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = nn.Parameter(bias, requires_grad=False)
        self.a = nn.Parameter(torch.randn(rank, weight.shape[1]) * 0.02)
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The layer's output."""
        changed = functional.linear(functional.linear(x, self.a), self.b) * 2
        return functional.linear(x, self.weight, self.bias) + changed


class CrossEncoderModel(nn.Module):  # type: ignore[misc]
    """BERT with six layers and a score for each token; see `index.model.graph`, which builds the same for use."""

    def __init__(self, rank: int, dropout: float, bias: float) -> None:
        """`bias` is every token's score before anything is learnt."""
        super().__init__()
        self.fixed = {name: torch.from_numpy(value.copy()) for name, value in published_weights().items()}
        self.dropout = dropout
        self.segments = nn.Parameter(self.fixed[f"{_EMBEDDINGS}token_type_embeddings.weight"].clone())
        names = [
            f"encoder.layer.{layer}.{part}"
            for layer in range(LAYERS)
            for part in (
                *(f"attention.self.{own}" for own in ("query", "key", "value")),
                "attention.output.dense", "intermediate.dense", "output.dense",
            )
        ]  # fmt: skip
        self.names = {name: name.replace(".", "_") for name in names}
        self.linear = nn.ModuleDict(
            {
                key: Changed(self.fixed[f"{name}.weight"], self.fixed[f"{name}.bias"], rank)
                for name, key in self.names.items()
            }
        )
        self.answer = nn.Linear(WIDTH, 1)
        nn.init.normal_(self.answer.weight, std=0.02)
        nn.init.constant_(self.answer.bias, bias)
        # For what is learnt beside, so that the two help each other; it is not kept.
        self.beside = nn.Linear(WIDTH, 1)

    def begin_with(self, changes: Tensors, *, head: bool = False) -> None:
        """Start from what was learnt, of this rank or a lower one; for the same use also with its `head`."""
        own = {name: torch.from_numpy(value) for name, value in changes.items()}
        with torch.no_grad():
            self.segments.copy_(own[f"{_EMBEDDINGS}token_type_embeddings.weight"])
            for name, key in self.names.items():
                layer, a, b = self.linear[key], own[f"{name}.weight.A"], own[f"{name}.weight.B"]
                layer.a[: len(a)].copy_(a)
                layer.b.zero_()
                layer.b[:, : len(a)].copy_(b / 2)
            if head:
                _copy_head(self.answer, changes)

    def weigh_beside_with(self, changes: Tensors) -> None:
        """Start what is learnt beside with the head of what was learnt for it."""
        with torch.no_grad():
            _copy_head(self.beside, changes)

    def forward(self, pairs: Sequence[Joined], *, beside: bool = False) -> torch.Tensor:
        """Scores of tokens, shape (pairs, tokens of the longest); `beside` for what is learnt beside."""
        length = max(len(both.ids) for both in pairs)
        ids = torch.tensor([both.ids + [0] * (length - len(both.ids)) for both in pairs])
        second = torch.tensor([[int(at >= both.second) for at in range(length)] for both in pairs])
        bias = torch.where(ids > 0, 0.0, -1e9)[:, None, None, :]
        words = self.fixed[f"{_EMBEDDINGS}word_embeddings.weight"][ids]
        places = self.fixed[f"{_EMBEDDINGS}position_embeddings.weight"][:length]
        x = self._dropped(self._norm(words + places + self.segments[second], f"{_EMBEDDINGS}LayerNorm."))
        for layer in range(LAYERS):
            x = self._layer(x, bias, f"encoder.layer.{layer}.")
        return (self.beside if beside else self.answer)(x)[..., 0]

    def each(self, pairs: Sequence[Joined], *, beside: bool = False) -> list[torch.Tensor]:
        """Scores of the tokens of each pair, in the order of the pairs; those of like length are read together."""
        found: dict[int, torch.Tensor] = {}
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].ids))
        for start in range(0, len(order), _TOGETHER):
            own = order[start : start + _TOGETHER]
            found |= dict(zip(own, self([pairs[at] for at in own], beside=beside), strict=True))
        return [found[at] for at in range(len(pairs))]

    def changes(self) -> dict[str, Any]:
        """What was learnt, by the names that `index.model.adapter` reads."""
        found = {
            f"{_EMBEDDINGS}token_type_embeddings.weight": self.segments,
            "answer.weight": self.answer.weight,
            "answer.bias": self.answer.bias,
        }
        for name, key in self.names.items():
            found |= {f"{name}.weight.A": self.linear[key].a, f"{name}.weight.B": self.linear[key].b * 2}
        return {name: value.detach().numpy() for name, value in found.items()}

    def _layer(self, x: torch.Tensor, bias: torch.Tensor, name: str) -> torch.Tensor:
        query, key, value = (
            self._heads(self._linear(x, f"{name}attention.self.{own}")) for own in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        joined = self._linear(mixed.transpose(1, 2).reshape(x.shape), f"{name}attention.output.dense")
        x = self._norm(x + self._dropped(joined), f"{name}attention.output.LayerNorm.")
        inner = functional.gelu(self._linear(x, f"{name}intermediate.dense"))
        inner = self._dropped(self._linear(inner, f"{name}output.dense"))
        return self._norm(x + inner, f"{name}output.LayerNorm.")

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return self.linear[self.names[name]](x)

    def _heads(self, x: torch.Tensor) -> torch.Tensor:
        return x.view(*x.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(x, (WIDTH,), self.fixed[f"{name}weight"], self.fixed[f"{name}bias"], eps=1e-12)

    def _dropped(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, self.dropout, self.training)


def _copy_head(head: Any, changes: Tensors) -> None:
    head.weight.copy_(torch.from_numpy(changes["answer.weight"]))
    head.bias.copy_(torch.from_numpy(changes["answer.bias"]))


class Learning:
    """The steps of one training: AdamW, a rate that rises and then falls with a cosine, gradients cut in length."""

    def __init__(self, model: CrossEncoderModel, steps: int, rate: float) -> None:
        """`rate` is the highest."""
        self._weights = [weight for weight in model.parameters() if weight.requires_grad]
        self._optimiser = torch.optim.AdamW(self._weights, lr=rate, weight_decay=0.01)
        self._steps, self._rate = steps, rate

    def step(self, at: int, loss: torch.Tensor) -> None:
        """Change the weights by a loss; says now and then how it goes."""
        falling = _LEFT + (1 - _LEFT) * (1 + math.cos(math.pi * at / self._steps)) / 2
        for group in self._optimiser.param_groups:
            group["lr"] = self._rate * min(1, (at + 1) / _RISING) * falling
        self._optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._weights, _LONGEST)
        self._optimiser.step()
        if at % 50 == 0:
            print(f"{at} of {self._steps}: loss {loss.item():.3f}", flush=True)
