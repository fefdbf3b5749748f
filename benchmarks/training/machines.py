"""What sounds in a home and is nobody's playing, though it has a pitch: whines, beeps, rings, chimes, knocks."""

import numpy as np
from scipy.signal import square

from benchmarks.training.sources import RATE_HZ, Rng, Sound


def machine(rng: Rng, seconds: float) -> Sound:
    """One of these, again and again; peak about 1."""
    kind = (_whines, _beeps, _rings, _chimes, _knocks)[int(rng.integers(5))]
    return kind(rng, seconds)


def drone(rng: Rng, seconds: float) -> Sound:
    """A transformer, a lamp, a whistling pipe: mains or any tone, that hardly sways and does not end."""
    t = _times(seconds)
    hz = float(rng.choice([50, 60, 100, 120]) if rng.random() < 0.4 else np.exp(rng.uniform(np.log(80), np.log(6000))))
    partials = hz * np.arange(1, int(rng.integers(2, 12))) if rng.random() < 0.6 else rng.uniform(80, 6000, 3)
    slope, sway = float(rng.uniform(0.3, 2)), float(rng.choice([0, 0, 2e-4])) / float(rng.uniform(0.1, 1))
    turns = np.cumsum(1 + sway * np.sin(2 * np.pi * rng.uniform(0.05, 0.5) * t)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * hz * turns + n) / n**slope for n, hz in enumerate(partials, 1) if hz < 11000)
    starts_s = float(rng.choice([0, 0, 1])) * float(rng.uniform(0, 0.7)) * seconds
    return np.asarray(tone * np.clip((t - starts_s) / 0.05 + (starts_s == 0), 0, 1))


def telephone(rng: Rng, seconds: float) -> Sound:
    """A telephone that rings: bells that are struck some twenty times a second, or a tone rich in overtones that
    warbles, for a second or two, and again; peak about 1."""
    length, pause = float(rng.uniform(0.4, 2.5)), float(rng.choice([0.1, 0.5, 2]) * rng.uniform(0.5, 2))
    t, out = _times(length), np.zeros(int(seconds * RATE_HZ))
    ring = _bells(rng, t) if rng.random() < 0.5 else _warble(rng, t)
    ring = ring / max(float(np.abs(ring).max()), 1e-9)
    for at in np.arange(float(rng.uniform(0, 1)), max(0.1, seconds - 0.3), length + pause):
        _put(out, ring, float(at))
    return out


def _bells(rng: Rng, t: Sound) -> Sound:
    """One or two gongs with modes of their own, each struck in turn by a clapper."""
    strokes_hz, ring = float(rng.uniform(12, 35)), np.zeros(len(t))
    for gong in range(int(rng.integers(1, 3))):
        lowest, decay = float(np.exp(rng.uniform(np.log(450), np.log(2500)))), float(np.exp(rng.uniform(0.7, 3)))
        struck = np.maximum(0, (t * strokes_hz + gong / 2) % 1) / strokes_hz
        for ratio in (1.0, *np.cumprod(rng.uniform(1.2, 2.2, int(rng.integers(2, 6))))):
            level = float(rng.uniform(0.2, 1)) * (0.7 + 0.3 * np.exp(-struck * 60))
            mode = np.sin(2 * np.pi * lowest * ratio * t + rng.uniform(0, 6.28)) * (1 - np.exp(-t * 30))
            ring += level * mode * (lowest * ratio < 11000)
        ring += float(rng.uniform(0, 0.5)) * np.exp(-struck * 300) * rng.standard_normal(len(t))
        ring *= 1 - np.clip((t - t[-1] + 1 / decay) * decay, 0, 1) ** 2
    return ring


def _warble(rng: Rng, t: Sound) -> Sound:
    """Two tones with overtones that change places ten to thirty times a second."""
    low, fast = float(np.exp(rng.uniform(np.log(350), np.log(2200)))), float(rng.uniform(8, 30))
    high, slope = low * float(rng.uniform(1.05, 1.6)), float(rng.uniform(0.3, 1.5))
    first, ring = np.sin(2 * np.pi * fast * t) > float(rng.uniform(-0.5, 0.5)), np.zeros(len(t))
    for n in range(1, int(rng.integers(3, 12))):
        for hz, there in ((low, first), (high, ~first)):
            ring += there * np.sin(2 * np.pi * hz * n * t) / n**slope * (hz * n < 11000)
    return _faded(ring, 0.01)


def _times(length_s: float) -> Sound:
    return np.arange(int(length_s * RATE_HZ)) / RATE_HZ


def _put(out: Sound, sound: Sound, at_s: float) -> None:
    fits = out[int(at_s * RATE_HZ) :][: len(sound)]
    fits += sound[: len(fits)]


def _faded(sound: Sound, fade_s: float) -> Sound:
    """With so many seconds of beginning and of end."""
    t, end = _times(len(sound) / RATE_HZ), len(sound) / RATE_HZ
    return np.asarray(sound[: len(t)] * np.clip(np.minimum(t, end - t) / fade_s, 0, 1))


def _whines(rng: Rng, seconds: float) -> Sound:
    """A fan, a kettle, a drill, a lamp: starts and stops, may speed up as it starts."""
    out, at = np.zeros(int(seconds * RATE_HZ)), float(rng.uniform(0, 3))
    partials = rng.uniform(90, 6000, int(rng.integers(1, 5)))
    if rng.random() < 0.5:
        partials = partials[0] * np.arange(1, len(partials) + 1)
    while at < seconds - 0.3:
        t = _times(min(seconds - at, float(rng.choice([0.5, 1, 2, 5, 10, 20]) * rng.uniform(0.7, 1.3))))
        run_up = 1 - float(rng.choice([0, 0, 0.1, 0.5])) * np.exp(-t / rng.uniform(0.1, 1))
        turns = np.cumsum(run_up) / RATE_HZ
        tone = sum(np.sin(2 * np.pi * hz * turns) / n for n, hz in enumerate(partials, 1))
        _put(out, _faded(np.asarray(tone), float(rng.choice([0.005, 0.05, 0.4]))), at)
        at += len(t) / RATE_HZ + float(rng.uniform(0.2, 5))
    return out


def _beeps(rng: Rng, seconds: float) -> Sound:
    """A microwave, an alarm clock, a van that backs up: a tone or two, exactly alike, in groups."""
    tones = rng.uniform(350, 4200, int(rng.choice([1, 1, 1, 2, 3])))
    length, gap = float(np.exp(rng.uniform(-3.5, -0.4))), float(rng.uniform(0.05, 0.8))
    group, pause = int(rng.choice([1, 2, 3, 4, 5, 1000])), float(rng.uniform(0.5, 8))
    even, t = float(rng.choice([0, 0, 1])), _times(length)
    made = []
    for hz in tones:
        tone = even * square(2 * np.pi * hz * t) + (1 - even) * np.sin(2 * np.pi * hz * t)
        made.append(_faded(tone, float(rng.choice([0.001, 0.005, 0.02]))))
    out, at, number = np.zeros(int(seconds * RATE_HZ)), float(rng.uniform(0, 3)), 0
    while at < seconds - length:
        _put(out, made[number % len(made)], at)
        number += 1
        at += length + (pause if number % group == 0 else gap)
    return out


def _rings(rng: Rng, seconds: float) -> Sound:
    """A telephone, a doorbell: two tones that alternate fast, or together."""
    low = float(rng.uniform(400, 2500))
    high, fast = low * float(rng.choice([1.25, 1.33, 1.5, 1.1])), float(rng.choice([0, 8, 16, 25]))
    length, pause = float(rng.uniform(0.4, 2)), float(rng.uniform(1, 4))
    t = _times(length)
    first = np.sin(2 * np.pi * fast * t) > 0 if fast else np.full(len(t), 0.5)
    ring = _faded(first * np.sin(2 * np.pi * low * t) + (1 - first) * np.sin(2 * np.pi * high * t), 0.01)
    out = np.zeros(int(seconds * RATE_HZ))
    for at in np.arange(float(rng.uniform(0, 3)), seconds - length, length + pause):
        _put(out, ring, float(at))
    return out


def _chimes(rng: Rng, seconds: float) -> Sound:
    """What a telephone says when a message comes: up to four tones that die away, seldom."""
    t = _times(float(rng.uniform(0.2, 1.2)))
    partials = ((1, 2, 3), (1, 2.76, 5.4), (1, 3, 5))[int(rng.integers(3))]
    decay, apart = float(rng.uniform(3, 15)), float(rng.uniform(0.07, 0.3))
    tones = float(rng.uniform(300, 1500)) * 2 ** (rng.choice([0, 3, 4, 5, 7, 9, 12], int(rng.integers(1, 5))) / 12)
    out, at = np.zeros(int(seconds * RATE_HZ)), float(rng.uniform(0, 4))
    while at < seconds - 0.5:
        for n, hz in enumerate(tones):
            tone = sum(np.exp(-t * decay * k) * np.sin(2 * np.pi * hz * k * t) / k for k in partials if hz * k < 11000)
            _put(out, _faded(np.asarray(tone), 0.004), at + n * apart)
        at += len(tones) * apart + float(rng.uniform(2, 9))
    return out


def _knocks(rng: Rng, seconds: float) -> Sound:
    """On wood, glass, metal: modes that die away, mostly anew each time."""
    out, at = np.zeros(int(seconds * RATE_HZ)), float(rng.uniform(0, 2))
    t, body = _times(0.5), _modes(rng)
    while at < seconds - 0.2:
        if rng.random() < 0.6:
            body = _modes(rng)
        knock = sum(loud * np.exp(-t * decay) * np.sin(2 * np.pi * hz * t) for hz, decay, loud in body)
        knock = knock + np.exp(-t * 250) * rng.standard_normal(len(t))
        _put(out, np.asarray(knock) * float(10 ** (rng.uniform(-12, 0) / 20)), at)
        at += float(np.exp(rng.uniform(-1.6, 1.2)))
    return out


def _modes(rng: Rng) -> list[tuple[float, float, float]]:
    """Frequency (Hz), decay (per s) and strength of what is knocked on."""
    lowest, ring = float(rng.uniform(90, 1200)), float(np.exp(rng.uniform(np.log(12), np.log(90))))
    return [
        (lowest * float(rng.uniform(1, 1 + n)), ring * float(rng.uniform(0.7, 2)), float(rng.uniform(0.2, 1)))
        for n in range(int(rng.integers(1, 7)))
    ]
