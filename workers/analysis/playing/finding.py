"""Whether the instrument somebody named is there at all: a fourth kind of network, beside those that say who sounds.

Definition: each was fitted to nothing but instruments of one kind (or singers) and real sounds of a home (singers: and
talk); its log odds say how surely a moment is such an instrument. Where it is sure, *nothing* and *talk* are less
likely. Where it is sure of no two seconds within two minutes either way, nor another very sure of its own, nor any tone
there as pure and steady as a long note, playing and singing are less likely: a door that slams is no violin.
Unit: shares. Source: own. Confidence: the shares themselves.
"""

import numpy as np

from workers.analysis.playing.features import COLOURS, surroundings, whole_pieces
from workers.analysis.playing.recogniser import (
    LEAST_SHARE,
    NOTHING,
    PLAYING,
    SINGING,
    TALKING,
    ramp,
    weights,
)
from workers.analysis.shared.frames import Values, centred_max, moving_mean
from workers.analysis.shared.networks import Weights, shares
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import Floats

# Which network knows a family, and from how many log odds on it begins to be sure, within one more.
KNOWN = {"bowed": "sustained", "blown": "sustained", "reeds": "sustained", "plucked": "struck", "keys": "struck",
         "voice": "sung", "percussion": "beaten"}  # fmt: skip
FOURTH = {"sustained": 0.5, "struck": 0.5, "sung": -1.0, "beaten": -1.5}
_ANOTHER = 3.6  # log odds from which on another network is sure of its own: somebody may play what was not named
SOUNDING = -2.5  # tens of dB, against what is loud
_LEVEL, _LASTING, _TONAL = COLOURS, COLOURS + 2, COLOURS + 3  # columns of a moment
_THERE_FOR, _MOST, _ABSENT_AGAINST = 0.5, 4.0, 4.0  # of its log odds so much counts, up to so many; log odds
_SECOND, _TWO_S, _NEAR = 21, 41, 4801  # moments; the last is two minutes either way
_PURE, _PURE_WIDTH, _STEADY, _STEADY_WIDTH = 0.8, 0.08, 0.9, 0.05


def found(told: Floats, moment: Series | Floats, family: str | None, fitted: Weights | None = None) -> Floats:
    """The shares of `SOUNDS` with what says that such an instrument surely is there, or no instrument anywhere near."""
    if family not in KNOWN:
        return told
    net, weighed = KNOWN[family], told.astype(np.float64)
    odds = _odds(moment, weights() if fitted is None else fitted)
    if family != "percussion":
        surely = np.clip(moving_mean(odds[net], _SECOND), 0, _MOST)
        weighed[:, [NOTHING, TALKING]] *= np.exp(-_THERE_FOR * surely)[:, None]
    absent = 1 - centred_max(_there(odds, net, moment), _NEAR)
    weighed[:, [PLAYING, SINGING]] *= np.exp(-_ABSENT_AGAINST * absent)[:, None]
    return np.asarray(weighed / weighed.sum(axis=1, keepdims=True), np.float32)


def _odds(moment: Series | Floats, fitted: Weights) -> dict[str, Values]:
    """The log odds of what each network knows against sounds of a home and talk."""
    told: dict[str, list[Floats]] = {net: [] for net in FOURTH}
    for piece in whole_pieces(len(moment)):
        seen = surroundings(moment, piece)
        for net, parts in told.items():
            parts.append(shares(fitted, net, seen)[:, [NOTHING, PLAYING, TALKING]])
    return {net: _own_odds(np.concatenate(parts).astype(np.float64)) for net, parts in told.items()}


def _own_odds(parts: Values) -> Values:
    own = np.clip(parts[:, 1] / np.maximum(parts.sum(axis=1), 1e-9), LEAST_SHARE, 1 - LEAST_SHARE)
    return np.asarray(np.log(own / (1 - own)))


def _there(odds: dict[str, Values], named: str, moment: Series | Floats) -> Values:
    """How surely such an instrument sounds, or surely another, or a long note of any, from 0 to 1."""
    pieces = whole_pieces(len(moment))
    columns = np.concatenate([moment[piece][:, [_LEVEL, _LASTING, _TONAL]] for piece in pieces])
    level, lasting, tonal = columns.T.astype(np.float64)
    held = moving_mean(ramp(tonal, _PURE, _PURE_WIDTH) * ramp(lasting, _STEADY, _STEADY_WIDTH), _TWO_S)
    ways = [ramp(held, 0.5, 0.5)]
    for net, one in odds.items():
        ways.append(ramp(moving_mean(one, _TWO_S), FOURTH[net] if net == named else _ANOTHER, 1.0))
    return np.where(level > SOUNDING, np.max(ways, axis=0), 0.0)
