"""How a bow is drawn in a film, stroke by stroke, and what that sounds like; every turn is known."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter1d

from benchmarks.analysis.material import additive
from benchmarks.analysis.material.scores import Note

FINE_HZ = 240.0  # at which movements are laid out

# Seconds a stroke lasts, the part of the bow it takes, the share of its time that it rests at the end.
STYLES = {
    "détaché": ((0.3, 0.7), (0.25, 0.5), 0.0),
    "long": ((1.0, 2.5), (0.6, 0.85), 0.0),
    "martelé": ((0.4, 0.8), (0.3, 0.6), 0.35),
    "short": ((0.16, 0.3), (0.1, 0.22), 0.0),
    "mixed": ((0.25, 1.6), (0.25, 0.8), 0.05),
}
_STEPS = 201  # a stroke's speed is laid out in
_EDGE_S = 0.25  # so near the ends of a film nothing is asked


@dataclass(frozen=True)
class Strokes:
    """Which part of the bow (0 frog, 1 tip) is on the string and how far it is tilted, at `FINE_HZ`; when it turns."""

    place: np.ndarray
    tilt_deg: np.ndarray
    turns_s: tuple[float, ...]
    notes: tuple[Note, ...]

    @property
    def steadiness(self) -> float:
        """The truth of `bow_steadiness`, as `workers.analysis.bow` defines it, over the strokes between known turns."""
        speed = np.abs(np.diff(self.place))
        parts = [
            speed[int((a + 0.2 * (b - a)) * FINE_HZ) : int((b - 0.2 * (b - a)) * FINE_HZ)] for a, b in self.strokes
        ]
        uneven = float(np.median([part.std() / part.mean() for part in parts]))
        spread = 1.4826 * float(np.median(np.abs(self.tilt_deg - np.median(self.tilt_deg))))
        return (max(0.0, 1 - spread / 20) + max(0.0, 1 - uneven)) / 2

    @property
    def strokes(self) -> list[tuple[float, float]]:
        """From turn to turn, in seconds."""
        return list(pairwise(self.turns_s))

    def at(self, time_s: float) -> tuple[float, float]:
        """Place and tilt at a time."""
        return value(self.place, time_s), value(self.tilt_deg, time_s)


def value(series: np.ndarray, time_s: float) -> float:
    """A laid-out movement at a time."""
    return float(np.interp(time_s * FINE_HZ, np.arange(len(series)), series))


def drawn(rng: np.random.Generator, style: str, seconds: float, wobble_deg: float, crossing_deg: float) -> Strokes:
    """Strokes to and fro in a style; the angle wanders, and steps from string to string."""
    (shortest, longest), (least, most), rest = STYLES[style]
    count = int(seconds * FINE_HZ) + 1
    base, ease, uneven = rng.uniform(shortest, longest), float(rng.uniform(0.1, 0.6)), float(rng.uniform(0, 0.4))
    place, at_s, where, way = np.zeros(count), 0.0, float(rng.uniform(0.1, 0.3)), 1
    turns: list[float] = []
    notes: list[Note] = []
    while at_s < seconds:
        length = base * rng.uniform(0.85, 1.15) if style != "mixed" else rng.uniform(shortest, longest)
        goal = float(np.clip(where + way * rng.uniform(least, most), 0.04, 0.96))  # `least` is always left
        part = (np.arange(count) / FINE_HZ - at_s) / length
        now = (part >= 0) & (part < 1)
        place[now] = where + (goal - where) * _eased(
            np.clip(part[now] / (1 - rest), 0, 1), ease, uneven * _wandering(rng)
        )
        notes += _sounded(rng, at_s, length * (1 - rest))
        where, at_s, way = goal, at_s + length, -way
        turns.append(at_s - rest * length / 2)
    tilt = gaussian_filter1d(rng.standard_normal(count), 0.35 * FINE_HZ, mode="wrap")
    tilt *= wobble_deg / (tilt.std() + 1e-9)
    tilt += gaussian_filter1d(crossing_deg * _strings(rng, count), 0.06 * FINE_HZ)
    place = gaussian_filter1d(place, 0.008 * FINE_HZ, mode="nearest")
    inside = tuple(turn for turn in turns if _EDGE_S < turn < seconds - _EDGE_S)
    return Strokes(place, tilt, inside, tuple(note for note in notes if note.end_s < seconds))


def _eased(part: np.ndarray, ease: float, wandering: np.ndarray) -> np.ndarray:
    """From 0 to 1, gathering speed over `ease` / 2 of the time and losing it over as much; it wanders by shares."""
    steps = np.linspace(0, 1, _STEPS)
    speed = np.clip(np.minimum(steps, 1 - steps) / (ease / 2), 0.02, 1) * np.clip(1 + wandering, 0.1, 1.9)
    way = np.concatenate([[0], np.cumsum((speed[1:] + speed[:-1]) / 2)])
    return np.asarray(np.interp(part, steps, way / way[-1]))


def _wandering(rng: np.random.Generator) -> np.ndarray:
    """How a speed wanders within a stroke: a slow wave of its own, of standard deviation 1."""
    wave = gaussian_filter1d(rng.standard_normal(_STEPS), 0.12 * _STEPS, mode="wrap")
    return np.asarray((wave - wave.mean()) / (wave.std() + 1e-9))


def _strings(rng: np.random.Generator, count: int) -> np.ndarray:
    every = int(FINE_HZ * 0.8)
    return np.repeat(rng.integers(-1, 2, count // every + 1), every)[:count].astype(float)


def _sounded(rng: np.random.Generator, start_s: float, length_s: float) -> list[Note]:
    """One note to a bow, or several slurred on a long one."""
    several = int(rng.integers(2, 5)) if length_s > 0.8 and rng.random() < 0.5 else 1
    each = length_s / several
    return [Note(start_s + n * each, 0.97 * each, int(rng.integers(55, 80)), 0.7) for n in range(several)]


def sound(rng: np.random.Generator, notes: tuple[Note, ...], seconds: float) -> np.ndarray:
    """A violin's, in a room that is not quite silent; without notes that alone."""
    heard = np.zeros(int(seconds * additive.RATE_HZ))
    if notes:
        played, _ = additive.play(list(notes), additive.VIOLIN, seconds, rng)
        heard = 0.2 * played[: len(heard)] / (np.abs(played).max() + 1e-9)
    return np.asarray(heard + 0.002 * rng.standard_normal(len(heard)))


def sway(rng: np.random.Generator, seconds: float, pixels: float) -> np.ndarray:
    """A body's slow wandering, (count, 2)."""
    count = int(seconds * FINE_HZ) + 1
    moved = gaussian_filter1d(rng.standard_normal((count, 2)), 0.7 * FINE_HZ, axis=0, mode="wrap")
    return np.asarray(moved * (pixels / (moved.std() + 1e-9)) * np.array([1.0, 0.4]))
