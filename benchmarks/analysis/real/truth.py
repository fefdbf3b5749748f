"""When a phrase sounds, measured on it alone: surely, and with what rings on.

Where a note that dies away ends is a matter of definition, so that the truth is a band: *surely* within 20 dB of what
is loud in the phrase, *with tails* within 40 dB, and above its own noise. Gaps up to a second belong to playing.
Unit: s.
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.analysis.material.additive import RATE_HZ

Spans = list[tuple[float, float]]
STEP_S, BRIDGE_S = 0.02, 1.0
_SURELY_DB, _TAILS_DB, _OVER_NOISE_DB = 20.0, 40.0, 8.0


@dataclass(frozen=True)
class Band:
    """When somebody plays, at least and at most."""

    surely: Spans
    tails: Spans

    def moved(self, by_s: float) -> "Band":
        """The same, so many seconds later."""
        return Band(*([(start + by_s, end + by_s) for start, end in spans] for spans in (self.surely, self.tails)))

    @property
    def seconds(self) -> tuple[float, float]:
        """How long, at least and at most."""
        least, most = (sum(end - start for start, end in spans) for spans in (self.surely, self.tails))
        return min(least, most), most

    def off_s(self, heard_s: float) -> float:
        """By how much a length lies outside: less than surely (negative), more than with tails."""
        least, most = self.seconds
        return heard_s - least if heard_s < least else max(0.0, heard_s - most)


def joined(bands: list[Band]) -> Band:
    """Several in order of time as one, gaps up to a second bridged."""
    return Band(_bridged([s for one in bands for s in one.surely]), _bridged([s for one in bands for s in one.tails]))


def of(phrase: np.ndarray) -> Band:
    """When a clean phrase sounds."""
    hop = int(STEP_S * RATE_HZ)
    count = len(phrase) // hop
    power = np.square(phrase[: count * hop]).reshape(count, hop).mean(axis=1)
    level_db = 10 * np.log10(power + 1e-12)
    loud_db = float(np.percentile(level_db, 95))
    noise_db = float(np.percentile(level_db, 2)) + _OVER_NOISE_DB
    if noise_db > loud_db - _SURELY_DB:  # nothing of it is quiet: it does not tell its noise
        noise_db = -120.0
    surely, tails = (level_db > max(loud_db - below, noise_db) for below in (_SURELY_DB, _TAILS_DB))
    return Band(_bridged(_runs(surely)), _bridged(_runs(tails)))


def _runs(mask: np.ndarray) -> Spans:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(int), [0]])))
    return [(float(start) * STEP_S, float(end) * STEP_S) for start, end in edges.reshape(-1, 2)]


def _bridged(spans: Spans) -> Spans:
    out: Spans = []
    for start, end in sorted(spans):
        if out and start - out[-1][1] <= BRIDGE_S:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
