"""Small networks of rectified linear units, kept as plain arrays: what they answer.

Of a kind of network there are members, each with its own scaling of the inputs (`kind.mean0`, `kind.spread0`) and
layers (`kind.weights0_0`, `kind.offset0_0`, …); the answer is the mean of theirs. Nothing but sums and products: the
same input gives the same shares.
"""

from pathlib import Path

import numpy as np

from workers.analysis.shared.spectrum import Floats

LAYERS = 3

Weights = dict[str, Floats]


def read(path: Path) -> Weights:
    """The networks of a file of arrays."""
    with np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


def shares(fitted: Weights, net: str, seen: Floats) -> Floats:
    """The answer of one kind of network: the mean of what its members say."""
    members = sum(name.startswith(f"{net}.mean") for name in fitted)
    return np.asarray(
        sum(_answer(fitted, f"{net}.{{}}{number}", seen) for number in range(members)) / members, np.float32
    )


def _answer(fitted: Weights, name: str, seen: Floats) -> Floats:
    layer = np.clip((seen - fitted[name.format("mean")]) / fitted[name.format("spread")], -5, 5)
    for depth in range(LAYERS):
        layer = layer @ fitted[name.format(f"weights{depth}_")] + fitted[name.format(f"offset{depth}_")]
        if depth < LAYERS - 1:
            layer = np.maximum(layer, 0)
    odds = np.exp(layer - layer.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)
