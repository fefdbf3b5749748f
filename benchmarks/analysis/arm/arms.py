"""Arms that bow: a shoulder, an elbow and a hand that stays on the line of the bow, and a phone strapped between them.

Two links in a plane (the bow's): where the hand is says how both joints stand. The phone on the forearm feels how that
turns in space, as its sensor tells it: noisy, a little wrong at rest, in samples that come unevenly or for a while not
at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.arm.felt import Felt
from workers.analysis.shared.values import Span, SpanKind

Series = NDArray[np.float64]
FINE_HZ = 480
RATE_HZ = 30


@dataclass(frozen=True)
class Bowed:
    """What somebody does: when strokes begin and end, to which side, the notes' beginnings, and what is felt of it."""

    felt: Felt
    starts_s: Series
    ends_s: Series
    onsets_s: Series
    spans: tuple[Span, ...]

    @property
    def per_minute(self) -> float:
        """The truth of the figure."""
        return 60 * len(self.starts_s) / sum(span.length_s for span in self.spans)


@dataclass
class Style:
    """How somebody bows, as ranges that are drawn from: seconds of a stroke, how much lengths differ, the part of the
    bow that is used, rest between strokes as a part of them, notes slurred in one, how readily notes are heard."""

    stroke_s: tuple[float, float] = (0.15, 2.0)
    differ: tuple[float, float] = (0.0, 0.35)
    bow_m: tuple[float, float] = (0.08, 0.55)
    rest: tuple[float, float] = (0.0, 0.3)
    slurred: tuple[float, float] = (0.0, 0.5)
    heard: tuple[float, float] = (0.6, 0.95)
    false: tuple[float, float] = (0.0, 0.15)
    late_s: tuple[float, float] = (-0.15, 0.2)
    sway_deg: tuple[float, float] = (0.0, 5.0)
    crossing_deg: tuple[float, float] = (0.0, 12.0)
    noise_deg_s: tuple[float, float] = (0.2, 1.5)
    jitter_s: tuple[float, float] = (0.0, 0.006)
    missing: tuple[float, float] = (0.0, 0.06)

    def draw(self, rng: np.random.Generator, name: str) -> float:
        """One value of a range; lengths evenly by their logarithm."""
        low, high = getattr(self, name)
        if name in ("stroke_s", "bow_m"):
            return float(np.exp(rng.uniform(np.log(low), np.log(high))))
        return float(rng.uniform(low, high))


def bowing(rng: np.random.Generator, seconds: float, style: Style) -> Bowed:
    """Somebody who bows for so long."""
    starts, ends = _times(rng, seconds, style)
    along = _way(rng, starts, ends, seconds, style)
    felt = felt_of(rng, along, style)
    spans = (Span(SpanKind.PLAYING, float(starts[0]), float(ends[-1])),)
    return Bowed(felt, starts, ends, _notes(rng, starts, ends, style), spans)


def idle(rng: np.random.Generator, seconds: float, kind: str) -> Bowed:
    """A phone on no arm that bows while strokes are heard: it lies, is carried, sways, or bows with somebody else."""
    style = Style()
    starts, ends = _times(rng, seconds, style)
    time = np.arange(round(seconds * FINE_HZ)) / FINE_HZ
    hz, wide = {"lies": (0.0, 0.0), "walks": (1.8, 25.0), "sways": (0.35, 12.0)}.get(kind, (0.0, 0.0))
    phase = 2 * np.pi * hz * time + np.cumsum(rng.standard_normal(len(time))) * 0.3 / FINE_HZ**0.5
    angle = np.radians(wide) * np.sin(phase) if kind != "other" else None
    if angle is None:
        others = bowing(rng, seconds, style)
        return Bowed(others.felt, starts, ends, _notes(rng, starts, ends, style), others.spans)
    felt = _sampled(rng, time, _turned(angle), style)
    return Bowed(felt, starts, ends, _notes(rng, starts, ends, style), (Span(SpanKind.PLAYING, 0.0, seconds),))


IDLE = ("lies", "walks", "sways", "other")


def _times(rng: np.random.Generator, seconds: float, style: Style) -> tuple[Series, Series]:
    usual, differ = style.draw(rng, "stroke_s"), style.draw(rng, "differ")
    rest = style.draw(rng, "rest")
    starts, ends, at = [], [], float(rng.uniform(0.3, 1.0))
    long = rng.random() < 0.3  # long and short ones, as a rhythm has them
    while at < seconds - 0.5:
        length = usual * float(np.exp(differ * rng.standard_normal())) * (2.0 if long and rng.random() < 0.3 else 1.0)
        length = max(0.07, length)
        if at + length > seconds - 0.1:
            break
        starts.append(at)
        ends.append(at + length * (1 - rest))
        at += length
    return np.array(starts), np.array(ends)


def _way(rng: np.random.Generator, starts: Series, ends: Series, seconds: float, style: Style) -> Series:
    """Where on the bow the string is, in metres from its frog, at each fine moment."""
    bow_m, part = style.draw(rng, "bow_m"), rng.uniform(0.15, 0.85)
    middle = 0.06 + part * (0.6 - bow_m) + bow_m / 2
    time = np.arange(round(seconds * FINE_HZ)) / FINE_HZ
    places = middle + bow_m / 2 * (-1.0) ** np.arange(len(starts) + 1) * (1 - 0.4 * rng.random(len(starts) + 1))
    soft = rng.uniform(0.15, 0.5)
    way = np.full(len(time), places[0])
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        gone = np.clip((time - start) / (end - start), 0, 1)
        way = np.where(time >= start, places[n] + (places[n + 1] - places[n]) * _eased(gone, soft), way)
    return way


def _eased(gone: Series, soft: float) -> Series:
    """A stroke that gathers speed in its first part, keeps it, and loses it in its last."""
    speed = 1 / (1 - soft)
    early, late = gone < soft, gone > 1 - soft
    told = speed * (gone - soft / 2)
    told = np.where(early, speed * gone**2 / (2 * soft), told)
    return np.where(late, 1 - speed * (1 - gone) ** 2 / (2 * soft), told)


def felt_of(rng: np.random.Generator, along: Series, style: Style) -> Felt:
    """What the phone feels of a hand that goes along the bow, of which the way is told in metres at `FINE_HZ`."""
    upper, fore = rng.uniform(0.26, 0.33), rng.uniform(0.24, 0.29)
    line = np.radians(rng.uniform(40, 70))  # the bow lies before the player, the hand comes nearer towards the frog
    origin = np.array([0.08, 0.22]) + rng.uniform(-0.03, 0.03, 2)
    hand = origin + along[:, None] * np.array([np.sin(line), np.cos(line) * 0.6])
    reach = np.clip(np.hypot(*hand.T), abs(upper - fore) + 0.01, upper + fore - 0.005)
    bend = np.arccos(np.clip((reach**2 - upper**2 - fore**2) / (2 * upper * fore), -1, 1))
    shoulder = np.arctan2(hand[:, 1], hand[:, 0]) - np.arctan2(fore * np.sin(bend), upper + fore * np.cos(bend))
    time = np.arange(len(along)) / FINE_HZ
    sway = np.radians(style.draw(rng, "sway_deg")) * np.sin(2 * np.pi * rng.uniform(0.15, 0.5) * time)
    lifts = _crossing(rng, len(along), np.radians(style.draw(rng, "crossing_deg")))
    heading = shoulder + bend + sway
    turns = np.stack([np.gradient(lifts, 1 / FINE_HZ), 0 * heading, np.gradient(heading, 1 / FINE_HZ)], 1)
    return _sampled(rng, time, turns, style)


def _crossing(rng: np.random.Generator, count: int, wide: float) -> Series:
    """The elbow goes up and down with the strings, now and then."""
    steps = np.cumsum(rng.exponential(1.2, 1 + count // FINE_HZ) * FINE_HZ).astype(int)
    level = np.zeros(count)
    for at in steps[steps < count]:
        level[at:] = wide * rng.uniform(-1, 1)
    bell = np.hanning(round(0.25 * FINE_HZ))
    return np.convolve(level, bell / bell.sum(), "same")


def _turned(angle: Series) -> Series:
    return np.stack([0 * angle, 0.3 * np.gradient(angle, 1 / FINE_HZ), np.gradient(angle, 1 / FINE_HZ)], 1)


def _sampled(rng: np.random.Generator, time: Series, turns: Series, style: Style) -> Felt:
    """As the sensor and the browser tell it: in the phone's own axes, noisy, uneven, then on an even grid."""
    strapped, _ = np.linalg.qr(rng.standard_normal((3, 3)))
    at, noise = _moments(rng, float(time[-1]), style), style.draw(rng, "noise_deg_s")
    read = np.stack([np.interp(at, time, one) for one in strapped @ np.degrees(turns).T], 1)
    read += noise * rng.standard_normal(read.shape) + 0.2 * noise * rng.standard_normal(3)
    return Felt(RATE_HZ, _binned(at, read, float(time[-1])))


def _moments(rng: np.random.Generator, seconds: float, style: Style) -> Series:
    """When there were samples: about sixty a second, uneven, some missing, a clock that goes a little wrong."""
    at = np.arange(0, seconds, 1 / 60) * (1 + rng.uniform(-5e-5, 5e-5))
    at = at + style.draw(rng, "jitter_s") * rng.standard_normal(len(at))
    missing, out = style.draw(rng, "missing"), np.zeros(len(at), bool)
    while out.mean() < missing:
        first = rng.integers(len(at))
        out[first : first + round(60 * float(rng.exponential(0.3)))] = True
    return np.sort(at[~out])


def _binned(at: Series, read: Series, seconds: float) -> Series:
    """The mean of what came within each thirtieth of a second, as the browser packs it."""
    number = np.clip((at * RATE_HZ).astype(int), 0, round(seconds * RATE_HZ) - 1)
    counts = np.bincount(number, minlength=round(seconds * RATE_HZ)).astype(float)
    counts[counts == 0] = np.nan
    return np.stack([np.bincount(number, one, len(counts)) / counts for one in read.T], 1)


def _notes(rng: np.random.Generator, starts: Series, ends: Series, style: Style) -> Series:
    """When notes are heard to begin: most with a stroke, late by as much throughout, some slurred in it, some not."""
    late, heard = style.draw(rng, "late_s"), style.draw(rng, "heard")
    with_bow = starts[rng.random(len(starts)) < heard] + late
    with_bow = with_bow + 0.015 * rng.standard_normal(len(with_bow))
    slurred = rng.random(len(starts)) < style.draw(rng, "slurred")
    within = (starts + rng.uniform(0.3, 0.7, len(starts)) * (ends - starts))[slurred] + late
    false = rng.uniform(0, ends[-1], rng.poisson(style.draw(rng, "false") * len(starts)))
    return np.sort(np.concatenate([with_bow, within, false]))
