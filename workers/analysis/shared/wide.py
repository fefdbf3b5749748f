"""The spectrum that tone, pitch and the telling of sounds share: computed once per 85 ms frame, kept by none of them.

Definition: power per bin of frames of 85 ms every 25 ms (a full-scale sine peaks at 1), and the coarse pitch read from
it. The first frame is centred on the first sample.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workers.analysis.shared.coarse_pitch import Coarse, PitchFinder
from workers.analysis.shared.spectrum import WIDE_HOP, WIDE_WINDOW, Floats, Framer, hann, power


@dataclass(frozen=True)
class Wide:
    """Frames in order: their power, shape (n, WIDE_WINDOW // 2 + 1), and the coarse pitch of each."""

    power: Floats
    coarse: Coarse


class WideReader:
    """Cuts a recording into wide frames, block by block."""

    def __init__(self) -> None:
        self._framer, self._window, self._finder = Framer(WIDE_WINDOW, WIDE_HOP), hann(WIDE_WINDOW), PitchFinder()

    def push(self, block: Floats) -> Iterator[Wide]:
        """The frames that this block makes possible."""
        for frames in self._framer.push(block):
            spectrum = power(frames, self._window)
            yield Wide(spectrum, self._finder.find(spectrum))
