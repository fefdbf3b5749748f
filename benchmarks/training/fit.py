"""Fits the networks of `workers.analysis.playing.recogniser`: gradient descent in numpy, from a seed."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.playing import recogniser
from workers.analysis.playing.features import COLOURS, surroundings, whole_pieces
from workers.analysis.playing.finding import FOURTH, KNOWN, SOUNDING
from workers.analysis.playing.recogniser import NOTHING, PLAYING, SINGING, SOUNDS, TALKING, THIRD
from workers.analysis.shared import networks
from workers.analysis.shared.networks import Weights
from workers.analysis.shared.spectrum import Floats

_HIDDEN = (96, 48)
MEMBERS, _PARTS = 4, 3
PARTING_MEMBERS, _MOST_TO_ONE = 3, 1.5  # of the third kind; moments of playing to those of singing, or the reverse
_LIKE = {"keys": ("plucked", "keys")}  # a piano's notes die away as those of strings do
FINDING_MEMBERS, _FINDING_HIDDEN = 2, (48, 24)  # of the fourth kind
_BATCH, _EPOCHS, _RATE, _DECAY = 512, 12, 1.5e-3, 2e-4
_DROPPED_INPUTS, _DROPPED_UNITS, _SMOOTHING = 0.1, 0.15, 0.04
_UNKNOWN = 0.4  # of the recordings, of whose instrument nothing is known
_EVERY = 3  # moments: neighbours say the same

Labels = NDArray[np.int8]


@dataclass(frozen=True)
class Example:
    """A recording as the networks see it."""

    moment: Floats
    truth: Labels  # below 0: nothing is said of the moment
    family: str | None


def fit(examples: list[Example], seed: int, members: int = MEMBERS, say: bool = True) -> Weights:
    """Both kinds of network; the second kind learns from firsts that have not met its recordings."""
    rng = np.random.default_rng(seed)
    examples = [_maybe_unknown(rng, one) for one in examples]
    seen = [_seen(one) for one in examples]
    parts = [range(number, len(examples), _PARTS) for number in range(_PARTS)]
    about: dict[int, Floats] = {}
    for part in parts:
        others = [number for number in range(len(examples)) if number not in part]
        stranger = network(rng, "first", 0, *_chosen(seen, examples, others))
        for number in part:
            one = examples[number]
            about[number] = _about(one, _first(stranger, one))[::_EVERY]
    fitted: Weights = {}
    every = list(range(len(examples)))
    for member in range(members):
        fitted |= network(rng, "first", member, *_chosen(seen, examples, every))
        fitted |= network(rng, "second", member, *_chosen([about[number] for number in every], examples, every))
        if say:
            print(f"fitted {member + 1} of {members}", flush=True)
    return fitted


def fit_parting(examples: list[Example], seed: int) -> Weights:
    """The third kind, for each family of `THIRD`: what is played on such instruments against all that is sung."""
    rng = np.random.default_rng([seed, 3])
    sung = np.concatenate([_moments_of(one, SINGING) for one in examples])
    fitted: Weights = {}
    for family in THIRD:
        played = np.concatenate(
            [_moments_of(one, PLAYING) for one in examples if one.family in _LIKE.get(family, (family,))]
        )
        most = int(_MOST_TO_ONE * min(len(played), len(sung)))
        for member in range(PARTING_MEMBERS):
            x = [rows[rng.permutation(len(rows))[:most]] for rows in (played, sung)]
            y = np.repeat([PLAYING, SINGING], [len(rows) for rows in x])
            fitted |= network(rng, family, member, np.concatenate(x), y)
    return fitted


def fit_finding(generated: list[Example], heard: list[Example], seed: int) -> Weights:
    """The fourth kind: instruments of each of `FOURTH` against real sounds of a home; singers against talk, too."""
    rng, both = np.random.default_rng([seed, 4]), generated + heard
    home = _joined([_moments_of(one, NOTHING, aloud=True) for one in heard])
    talk = _joined([_moments_of(one, TALKING, aloud=True) for one in both])
    fitted: Weights = {}
    for net in FOURTH:
        sound = SINGING if net == KNOWN["voice"] else PLAYING  # whoever sings sings, whatever is practised
        shown = [one for one in both if sound == SINGING or KNOWN.get(one.family or "") == net]
        own = _joined([_moments_of(one, sound) for one in shown])
        most = int(_MOST_TO_ONE * min(len(own), len(home)))
        against = (own, most), (home, most), (talk, most // 2 if sound == SINGING else 0)
        for member in range(FINDING_MEMBERS if most else 0):
            x = [rows[rng.permutation(len(rows))[:count]] for rows, count in against]
            y = np.repeat([PLAYING, NOTHING, TALKING], [len(rows) for rows in x])
            fitted |= network(rng, net, member, np.concatenate(x), y, (*_FINDING_HIDDEN, len(SOUNDS)))
    return fitted


def _joined(parts: list[Floats]) -> Floats:
    """Rows of several one after the other; none of none."""
    return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)


def _moments_of(one: Example, sound: int, *, aloud: bool = False) -> Floats:
    """Every third moment of that sound, or of what of it is near what is loud, with what is around it."""
    seen = np.concatenate([surroundings(one.moment, piece) for piece in whole_pieces(len(one.moment))])
    chosen = one.truth == sound
    if aloud:
        chosen &= one.moment[:, COLOURS] > SOUNDING
    return seen[::_EVERY][chosen[::_EVERY]]


def _chosen(seen: list[Floats], examples: list[Example], which: list[int]) -> tuple[Floats, NDArray[np.int_]]:
    truth = np.concatenate([examples[number].truth[::_EVERY] for number in which])
    said = truth >= 0
    return np.concatenate([seen[number] for number in which])[said], truth[said].astype(int)


def _maybe_unknown(rng: np.random.Generator, one: Example) -> Example:
    return Example(one.moment, one.truth, None if rng.random() < _UNKNOWN else one.family)


def _seen(one: Example) -> Floats:
    known = recogniser.known_as(one.family)
    parts = [recogniser.inputs(one.moment, piece, known) for piece in whole_pieces(len(one.moment))]
    return np.concatenate(parts)[::_EVERY]


def _first(fitted: Weights, one: Example) -> Floats:
    known = recogniser.known_as(one.family)
    parts = [recogniser.inputs(one.moment, piece, known) for piece in whole_pieces(len(one.moment))]
    return np.concatenate([networks.shares(fitted, "first", part) for part in parts])


def _about(one: Example, first: Floats) -> Floats:
    played = recogniser.counted(first, one.family)
    return recogniser.context(one.moment, first, played, one.family, slice(0, len(one.moment)))


def network(
    rng: np.random.Generator,
    net: str,
    member: int,
    x: Floats,
    y: NDArray[np.int_],
    shape: tuple[int, ...] = (*_HIDDEN, len(SOUNDS)),
    epochs: int = _EPOCHS,
) -> Weights:
    """One network, by Adam (D. P. Kingma, J. Ba, 2015) with dropout, weight decay and a rate that falls to nothing."""
    mean, spread, layers = _begun(rng, x, shape)
    x = np.clip((x - mean) / spread, -5, 5).astype(np.float32)
    moving = [[np.zeros_like(p), np.zeros_like(p)] for layer in layers for p in layer]
    steps, step = epochs * (len(x) // _BATCH), 0
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x) - _BATCH + 1, _BATCH):
            rows, step = order[start : start + _BATCH], step + 1
            gradients = _gradients(rng, layers, x[rows], y[rows])
            _descend(layers, gradients, moving, _RATE * 0.5 * (1 + np.cos(np.pi * step / steps)), step)
    fitted: Weights = {
        f"{net}.mean{member}": mean.astype(np.float32),
        f"{net}.spread{member}": spread.astype(np.float32),
    }
    for depth, (weight, offset) in enumerate(layers):
        fitted |= {f"{net}.weights{depth}_{member}": weight, f"{net}.offset{depth}_{member}": offset}
    return fitted


def _begun(rng: np.random.Generator, x: Floats, shape: tuple[int, ...]) -> tuple[Floats, Floats, list[list[Floats]]]:
    """A network that has learned nothing yet: how its inputs are scaled, and its layers."""
    sizes = [x.shape[1], *shape]
    layers = [
        [rng.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32), np.zeros(b, np.float32)]
        for a, b in itertools.pairwise(sizes)
    ]
    return x.mean(axis=0), x.std(axis=0) + np.float32(0.02), layers


def _gradients(rng: np.random.Generator, layers: list[list[Floats]], x: Floats, y: NDArray[np.int_]) -> list[Floats]:
    """How the loss of a batch changes with each weight."""
    kept = (rng.random(x.shape, np.float32) > _DROPPED_INPUTS) / np.float32(1 - _DROPPED_INPUTS)
    inputs, active = [x * kept], []
    for number, (weight, offset) in enumerate(layers):
        out = inputs[-1] @ weight + offset
        if number < len(layers) - 1:
            mask = (out > 0) * (rng.random(out.shape, np.float32) > _DROPPED_UNITS) / np.float32(1 - _DROPPED_UNITS)
            active.append(mask)
            inputs.append((out * mask).astype(np.float32))
    odds = np.exp(out - out.max(axis=1, keepdims=True))
    p = odds / odds.sum(axis=1, keepdims=True)
    target = np.full(p.shape, _SMOOTHING / p.shape[1], np.float32)
    target[np.arange(len(y)), y] += 1 - _SMOOTHING
    back, gradients = (p - target) / len(y), []
    for number in range(len(layers) - 1, -1, -1):
        gradients[:0] = [inputs[number].T @ back, back.sum(axis=0)]
        if number:
            back = (back @ layers[number][0].T) * active[number - 1]
    return gradients


def _descend(
    layers: list[list[Floats]], gradients: list[Floats], moving: list[list[Floats]], rate: float, step: int
) -> None:
    parameters = [(layer, k) for layer in layers for k in range(2)]
    for (layer, k), gradient, pair in zip(parameters, gradients, moving, strict=True):
        pair[0] = 0.9 * pair[0] + 0.1 * gradient
        pair[1] = 0.999 * pair[1] + 0.001 * gradient**2
        change = (pair[0] / (1 - 0.9**step)) / (np.sqrt(pair[1] / (1 - 0.999**step)) + 1e-8)
        layer[k] = (layer[k] - rate * (change + (_DECAY / 1e-2 * layer[k] if k == 0 else 0))).astype(np.float32)
