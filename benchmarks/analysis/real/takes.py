"""Practice put together from real phrases and notes: with rests, in rooms and noise, with talk and sounds of a home."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from benchmarks.analysis.material import world
from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.real import truth
from benchmarks.analysis.real.sources import Clip, Material, Sound, read
from benchmarks.analysis.real.truth import Band

_TIMES, _SHORT_S, _NOTES = 3, 15.0, 7
_FADE_S, _LEAST_S = 0.03, 0.3
_LEVEL = 0.06  # of what is loud


@dataclass(frozen=True)
class Way:
    """How a take is heard: what stands for it, dB above the noise, seconds of room, and what happens in the rests."""

    name: str
    snr_db: float
    room_s: float
    beside: str = ""


WAYS = (Way("quiet", 40, 0.15), Way("talk", 25, 0.4, "talk"), Way("home", 22, 0.3, "home"),
        Way("noisy", 8, 0.3), Way("song", 30, 0.3, "song"))  # fmt: skip


@dataclass(frozen=True)
class Take:
    """A recording, of what it was made, and when somebody plays in it."""

    path: Path
    source: str
    instrument: str
    way: str
    seconds: float
    band: Band


def takes(material: Material, folder: Path, seed: int) -> Iterator[Take]:
    """Each phrase and each instrument's notes in a quiet room, and in one of the other ways, in turn."""
    clips = [(clip, False) for clip in material.phrases] + [(clip, True) for clip in material.notes]
    for number, (clip, in_notes) in enumerate(clips):
        for way in (WAYS[0], _other(number, clip.instrument)):
            rng = np.random.default_rng([seed, number, WAYS.index(way)])
            parts = _notes(rng, clip) if in_notes else _rounds(rng, clip)
            if parts and (not way.beside or material.beside[way.beside]):
                yield _take(rng, clip, parts, way, material, folder / f"{number}-{way.name}")


def _other(number: int, instrument: str) -> Way:
    """The other way of that number; who sings beside a voice plays like it, and is nothing that happens in a rest."""
    way = WAYS[1 + number % (len(WAYS) - 1)]
    return WAYS[1] if way.beside == "song" and instrument == "voice" else way


def alone(material: Material, folder: Path, seed: int) -> Iterator[Take]:
    """Nobody plays: each sound of a home, and each talker, again and again."""
    for kind in ("home", "talk"):
        for number, file in enumerate(material.beside[kind][:24]):
            rng = np.random.default_rng([seed, 7, number])
            sound = read(file)[: 8 * RATE_HZ]
            mix, at = np.zeros(30 * RATE_HZ), RATE_HZ
            while len(sound) and at < len(mix):
                part = _LEVEL * (sound / world.rms(sound))[: len(mix) - at]
                mix[at : at + len(part)] += part
                at += len(part) + int(rng.uniform(0.5, 2.5) * RATE_HZ)
            path = _recorded(rng, mix, WAYS[1], folder, f"alone-{kind}{number}")
            yield Take(path, file.parts[-2], file.stem, f"only {kind}", len(mix) / RATE_HZ, Band([], []))


def _rounds(rng: np.random.Generator, clip: Clip) -> list[Sound]:
    """A phrase: once if it is long, else three times, a little faster or slower and louder or softer each time."""
    phrase = read(clip.files[0])
    if len(phrase) > _SHORT_S * RATE_HZ:
        return [phrase]
    rounds = [_otherwise(rng, phrase) for _ in range(_TIMES)]
    return [one for one in rounds if len(one) > _LEAST_S * RATE_HZ]


def _notes(rng: np.random.Generator, clip: Clip) -> list[Sound]:
    """Single notes as a beginner plays them: one, a rest, the next."""
    chosen = rng.permutation(np.resize(np.arange(len(clip.files)), max(_NOTES, len(clip.files))))[:_NOTES]
    notes = [_otherwise(rng, read(clip.files[at])) for at in chosen]
    return [one for one in notes if len(one) > _LEAST_S * RATE_HZ]


def _otherwise(rng: np.random.Generator, phrase: Sound) -> Sound:
    if not len(phrase):
        return phrase
    changed = resample_poly(phrase, 100, int(rng.integers(91, 111)))
    return np.asarray(changed * 10 ** (rng.uniform(-3, 3) / 20))


def _trimmed(sound: Sound) -> tuple[Sound, Band]:
    """The part that sounds, faded at its ends, and when it does, from its start on."""
    band = truth.of(sound)
    if not band.tails:
        return sound[:0], band
    start, end = int(band.tails[0][0] * RATE_HZ), int(band.tails[-1][1] * RATE_HZ)
    part, fade = sound[start:end].copy(), np.linspace(0, 1, int(_FADE_S * RATE_HZ))
    part[: len(fade)] *= fade
    part[-len(fade) :] *= fade[::-1]
    return part, band.moved(-start / RATE_HZ)


def _take(rng: np.random.Generator, clip: Clip, parts: list[Sound], way: Way, material: Material, path: Path) -> Take:
    """The parts one after the other with rests, in which something happens, recorded."""
    loud = float(np.sqrt(np.mean(np.concatenate(parts) ** 2))) + 1e-9
    mix: list[Sound] = [np.zeros(int(rng.uniform(1.5, 4) * RATE_HZ))]
    bands: list[Band] = []
    for part in parts:
        sound, band = _trimmed(_LEVEL * part / loud)
        bands.append(band.moved(sum(map(len, mix)) / RATE_HZ))
        mix += [sound, _rest(rng, way, material)]
    whole = np.concatenate(mix)
    recorded = _recorded(rng, whole, way, path.parent, path.name)
    return Take(recorded, clip.source, clip.instrument, way.name, len(whole) / RATE_HZ, truth.joined(bands))


def _rest(rng: np.random.Generator, way: Way, material: Material) -> Sound:
    """Some seconds in which nobody plays."""
    rest = np.zeros(int(rng.uniform(2.5, 7) * RATE_HZ))
    if way.beside:
        files = material.beside[way.beside]
        sound = read(files[int(rng.integers(len(files)))])
        start = int(rng.integers(max(1, len(sound) - len(rest))))
        part = sound[start:][: len(rest) - int(1.5 * RATE_HZ)]
        gain = _LEVEL * 10 ** (rng.uniform(-10, 0) / 20) / world.rms(part)
        rest[int(1.2 * RATE_HZ) :][: len(part)] += gain * part
    return rest


def _recorded(rng: np.random.Generator, mix: Sound, way: Way, folder: Path, name: str) -> Path:
    wet = world.room(rng, mix, way.room_s)
    noise = _LEVEL * 10 ** (-way.snr_db / 20) * world.noise(rng, len(wet), float(rng.choice([0.0, 1.0, 2.0])))
    hum = 0.1 * _LEVEL * 10 ** (-way.snr_db / 20) * world.hum(len(wet))
    return world.record(world.phone(rng, wet + noise + hum), folder, name)
