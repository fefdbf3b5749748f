"""How fast the arm turns to and fro, as one series: the rotation of the phone about the axis that most of it is about.

A phone that is strapped to the forearm turns with it about an axis that stays the same in the phone, whatever that is:
the first principal component of its rotation (K. Pearson, *On lines and planes of closest fit*, 1901). Which way about
it is the down-bow can't be told. A strap slips: the axis is found anew each minute.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.arm.felt import Felt, Series

_GAP_S = 0.25  # what is missing for no longer is bridged
_SHORTEST_S = 4.0
_BLOCK_S = 60.0
_SMOOTH_S = 0.04


@dataclass(frozen=True)
class Moving:
    """A stretch in which the phone felt something throughout: times in seconds, and how fast the arm turns, in °/s."""

    times_s: Series
    speed: Series

    @property
    def length_s(self) -> float:
        """How long it is."""
        return float(self.times_s[-1] - self.times_s[0])


def moving(felt: Felt, sounding: NDArray[np.bool_]) -> list[Moving]:
    """The stretches of a recording in which something was felt; the axis is that of the movement while it sounds."""
    found = []
    for first, last in _stretches(felt):
        inside = slice(first, last)
        speed = _about_axis(_bridged(felt.rotation[inside]), sounding[inside], felt.rate_hz)
        found.append(Moving(felt.times_s[inside], speed))
    return found


def _stretches(felt: Felt) -> Iterator[tuple[int, int]]:
    """From where to where there is something, but for short gaps."""
    there = np.flatnonzero(np.isfinite(felt.rotation).all(1))
    for part in np.split(there, np.flatnonzero(np.diff(there) > _GAP_S * felt.rate_hz) + 1):
        if len(part) and part[-1] - part[0] >= _SHORTEST_S * felt.rate_hz:
            yield int(part[0]), int(part[-1]) + 1


def _bridged(rotation: Series) -> Series:
    """Without gaps, and without what a resting phone says."""
    at, there = np.arange(len(rotation)), np.isfinite(rotation).all(1)
    whole = np.stack([np.interp(at, at[there], one[there]) for one in rotation.T], 1)
    return np.asarray(whole - np.median(whole, 0))


def _about_axis(rotation: Series, sounding: NDArray[np.bool_], rate_hz: float) -> Series:
    """How fast it turns about the axis of each block, to the same side throughout."""
    smooth = np.stack([_smoothed(one, _SMOOTH_S * rate_hz) for one in rotation.T], 1)
    count = max(1, round(len(rotation) / (_BLOCK_S * rate_hz)))
    speeds = []
    last: Series | None = None
    for block, heard in zip(np.array_split(smooth, count), np.array_split(sounding, count), strict=True):
        axis = _axis(block[heard] if heard.sum() > rate_hz else block)
        last = -axis if last is not None and axis @ last < 0 else axis
        speeds.append(block @ last)
    return np.concatenate(speeds)


def _axis(rotation: Series) -> Series:
    """About what most of it turns."""
    return np.asarray(np.linalg.eigh(rotation.T @ rotation)[1][:, -1])


def _smoothed(series: Series, width: float) -> Series:
    """Weighted by a bell so many samples wide."""
    reach = int(np.ceil(3 * width))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    return np.asarray(np.convolve(np.pad(series, reach, mode="edge"), bell / bell.sum(), "valid"))
