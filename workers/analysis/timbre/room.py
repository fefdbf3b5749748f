"""The noise of the room, read where nobody plays: what of the noise in a note is not the note's.

Definition: the median level of each mel band (`playing.tone`) over the frames in which nothing is played; between the
middles of bands it goes in straight lines of dB. Unit: power per bin, full scale 1.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.playing import BANDS, bands_hz
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import WIDE_STEP_S
from workers.analysis.shared.values import Span, SpanKind
from workers.analysis.timbre.colour import BIN_HZ, MEAN_SQUARE

_FEWEST_FRAMES = 40  # a second
_MOST_FRAMES = 4000
_UNHEARD_DB, _HEARD_DB = 2.0, 0.5  # what the ratio may be off by when the room was never heard alone, and when it was


class Room:
    """What the room alone sounds like; nothing where it is never heard alone."""

    def __init__(self, levels_db: NDArray[np.float64] | None = None) -> None:
        self._levels_db, self._hz = levels_db, bands_hz()
        self.unsure_db = _UNHEARD_DB if levels_db is None else _HEARD_DB

    def power(self, hz: float, harmonics: int) -> float:
        """The mean square of its noise about so many harmonics of a fundamental."""
        if self._levels_db is None:
            return 0.0
        level_db = np.interp(hz * np.arange(1, harmonics + 1), self._hz, self._levels_db)
        return float((10 ** (level_db / 10)).sum() * hz / BIN_HZ / MEAN_SQUARE)


def room_of(bands_db: Series, spans: tuple[Span, ...]) -> Room:
    """Hear the room where it is silent."""
    silent = [span for span in spans if span.kind is SpanKind.SILENCE and span.length_s > 0.5]
    parts, left = [np.zeros((0, BANDS))], _MOST_FRAMES
    for span in silent:
        first, last = int(span.start_s / WIDE_STEP_S) + 6, int(span.end_s / WIDE_STEP_S) - 4
        found = bands_db[max(0, first) : max(0, min(last, first + left))]
        parts.append(found.astype(np.float64).reshape(-1, BANDS))
        left -= len(found)
        if left <= 0:
            break
    heard = np.concatenate(parts)
    return Room(np.median(heard, axis=0)) if len(heard) >= _FEWEST_FRAMES else Room()
