"""What the phone felt, read from what its browser packed (`practice_app.motion`); pure numpy."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from practice_app import motion

Series = NDArray[np.float64]


@dataclass(frozen=True)
class Felt:
    """Even samples from a recording's start on: how fast the phone turns about its own axes, in °/s; NaN: not felt."""

    rate_hz: float
    rotation: Series

    @property
    def times_s(self) -> Series:
        """When each sample is of: the middle of its stretch of time."""
        return np.asarray((np.arange(len(self.rotation)) + 0.5) / self.rate_hz)


def read(path: Path) -> Felt:
    """Read a file; raises ValueError for one that is none."""
    data = path.read_bytes()
    if not motion.is_one(data):
        raise ValueError(f"{path.name} is nothing that a phone felt")
    rate_hz = float(motion.HEADER.unpack_from(data)[2])
    whole = np.frombuffer(data, "<i2", offset=motion.HEADER.size).reshape(-1, motion.CHANNELS)
    felt = np.where(whole == motion.MISSING, np.nan, whole.astype(float))
    return Felt(rate_hz, felt / motion.PER_DEG_S)


def packed(felt: Felt) -> bytes:
    """The same as a file: what the browser does, for whoever has to make one."""
    scaled = felt.rotation * motion.PER_DEG_S
    whole = np.where(np.isnan(scaled), motion.MISSING, np.clip(np.round(scaled), -32_767, 32_767))
    head = motion.HEADER.pack(motion.MARK, motion.VERSION, round(felt.rate_hz))
    return head + whole.astype("<i2").tobytes()
