"""The graph of the embedded model in ONNX, node by node: an encoder, or a cross-encoder that weighs tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = "all-MiniLM-L6-v2"
LAYERS, HEADS, WIDTH = 6, 12, 384
# Positions that the model knows. Those of a second segment are counted on from here.
POSITIONS = 512

# The tensor of the head: it has one column, and is kept as it is where the others are quantised.
HEAD = "answer.weight.T"
_EMBEDDINGS = "embeddings."
_EPSILON = 1e-12

Tensors = Mapping[str, "NDArray[np.float32]"]


class Graph:
    """The encoder, node by node. Devlin et al. 2019, with exact GELU as the published model uses it."""

    def __init__(self, tensors: Tensors) -> None:
        """`tensors` have the names of the published weights; those of a changed model are `index.model.adapter`'s."""
        self.tensors = tensors
        self._norm = self._norm_at_once
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def encoder(self) -> Any:
        """A contextual vector for each token: output `hidden`, shape (batch, length, WIDTH)."""
        segments = self.tensors[f"{_EMBEDDINGS}token_type_embeddings.weight"]
        # Only one segment is ever used, so its row is folded into the positions.
        hidden = self._layers(self._positions() + segments[0])
        self.nodes.append(self._node("Identity", [hidden], "hidden"))
        return self._model("hidden", ["batch", "length", WIDTH])

    def cross_encoder(self) -> Any:
        """The log-odds of tokens by the changed model's head: output `log_odds`, shape (batch, weighed, 1).

        The input `weighed` has their places, the same in every row: the last layer works out no others.
        """
        from onnx import TensorProto, helper

        # In a third of the time. Vectors that libraries hold are the encoder's, which stays as it is.
        self._norm = self._norm_by_steps
        segments = self.tensors[f"{_EMBEDDINGS}token_type_embeddings.weight"]
        hidden = self._layers(np.concatenate([self._positions() + row for row in segments]), "weighed")
        bare = self._op("MatMul", [hidden, self._constant(HEAD, self.tensors["answer.weight"].T)])
        self.nodes.append(self._node("Add", [bare, self._weight("answer.bias")], "log_odds"))
        places = helper.make_tensor_value_info("weighed", TensorProto.INT64, ["weighed"])
        return self._model("log_odds", ["batch", "weighed", 1], places)

    def _model(self, output: str, shape: list[str | int], *more: Any) -> Any:
        from onnx import TensorProto, helper

        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
            # Positions come from outside: a Range/Slice pattern inside the graph trips onnxruntime's fusion.
            helper.make_tensor_value_info("positions", TensorProto.INT64, [1, "length"]),
            helper.make_tensor_value_info("bias", TensorProto.FLOAT, ["batch", 1, 1, "length"]),
            *more,
        ]
        outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
        graph = helper.make_graph(self.nodes, MODEL, inputs, outputs, self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)

    def _positions(self) -> NDArray[np.float32]:
        return self.tensors[f"{_EMBEDDINGS}position_embeddings.weight"]

    def _layers(self, positions: NDArray[np.float32], kept: str = "") -> str:
        """The vectors of all tokens behind the last layer, or of those whose places the input `kept` has."""
        words = self._op("Gather", [self._weight(f"{_EMBEDDINGS}word_embeddings.weight"), "ids"])
        places = self._op("Gather", [self._constant("positions_table", positions), "positions"])
        hidden = self._norm(self._op("Add", [words, places]), f"{_EMBEDDINGS}LayerNorm.")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.", kept if layer == LAYERS - 1 else "")
        return hidden

    def _layer(self, hidden: str, name: str, kept: str) -> str:
        key, value = (self._heads(hidden, f"{name}attention.self.{part}.") for part in ("key", "value"))
        if kept:
            hidden = self._op("Gather", [hidden, kept], axis=1)
        query = self._heads(hidden, f"{name}attention.self.query.")
        keys = self._op("Transpose", [key], perm=[0, 1, 3, 2])
        scale = self._constant("scale", np.float32(1 / np.sqrt(WIDTH // HEADS)))
        scores = self._op("Add", [self._op("Mul", [self._op("MatMul", [query, keys]), scale]), "bias"])
        mixed = self._op("MatMul", [self._op("Softmax", [scores], axis=-1), value])
        merged = self._op("Transpose", [mixed], perm=[0, 2, 1, 3])
        joined = self._op("Reshape", [merged, self._constant("joined", np.array([0, 0, WIDTH], np.int64))])
        attended = self._op("Add", [self._linear(joined, f"{name}attention.output.dense."), hidden])
        hidden = self._norm(attended, f"{name}attention.output.LayerNorm.")
        inner = self._op("Gelu", [self._linear(hidden, f"{name}intermediate.dense.")])
        return self._norm(
            self._op("Add", [self._linear(inner, f"{name}output.dense."), hidden]), f"{name}output.LayerNorm."
        )

    def _heads(self, hidden: str, name: str) -> str:
        shape = self._constant("heads", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        return self._op("Transpose", [self._op("Reshape", [self._linear(hidden, name), shape])], perm=[0, 2, 1, 3])

    def _linear(self, hidden: str, name: str) -> str:
        weight = self._constant(f"{name}weight.T", np.ascontiguousarray(self.tensors[f"{name}weight"].T))
        return self._op("Add", [self._op("MatMul", [hidden, weight]), self._weight(f"{name}bias")])

    def _norm_at_once(self, hidden: str, name: str) -> str:
        parts = [hidden, self._weight(f"{name}weight"), self._weight(f"{name}bias")]
        return self._op("LayerNormalization", parts, axis=-1, epsilon=_EPSILON)

    def _norm_by_steps(self, hidden: str, name: str) -> str:
        """The same from operations that onnxruntime works out for many numbers at once, where its own goes by one."""
        last = self._constant("last", np.array([-1], np.int64))
        apart = self._op("Sub", [hidden, self._op("ReduceMean", [hidden, last])])
        squares = self._op("ReduceSumSquare", [apart, last])
        variance = self._op("Mul", [squares, self._constant("share", np.float32(1 / WIDTH))])
        spread = self._op("Sqrt", [self._op("Add", [variance, self._constant("epsilon", np.float32(_EPSILON))])])
        even = self._op("Mul", [self._op("Div", [apart, spread]), self._weight(f"{name}weight")])
        return self._op("Add", [even, self._weight(f"{name}bias")])

    def _weight(self, name: str) -> str:
        return self._constant(name, self.tensors[name])

    def _constant(self, name: str, value: Any) -> str:
        from onnx import numpy_helper

        if all(constant.name != name for constant in self.constants):
            self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def _op(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        output = f"t{len(self.nodes)}"
        self.nodes.append(self._node(kind, inputs, output, **attributes))
        return output

    def _node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> Any:
        from onnx import helper

        return helper.make_node(kind, inputs, [output], name=output, **attributes)
