"""Real rooms: measured responses that lie in a folder, each in one or two places of its room.

Rooms are measured some metres from the loudspeaker; who practises has the phone before him. The reverberation is as
measured, the direct sound as strong beside it as it is where the phone stands: 8 dB above it half a metre away, 4 dB
below it at two metres, for a room whose two are alike at 1.3 m.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import fftconvolve, resample_poly

from benchmarks.analysis.material import world
from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.real.sources import Sound

_DIRECT_S, _ARRIVES = 0.0025, 0.3  # of the response; of its peak
NEAR_DB, FAR_DB = 8.0, -4.0  # the direct sound above the reverberation
ROOMS = (
    ("csteinmetz1/pymixconsole", "OpenAIR: CC BY", "pymixconsole/irs/small_room.wav"),
    ("csteinmetz1/pymixconsole", "OpenAIR: CC BY", "pymixconsole/irs/medium_room.wav"),
    ("iver56/audiomentations", "MIT; by file", "demo/ir/impulse_response_0.wav"),
    ("iver56/audiomentations", "MIT; by file", "demo/ir/rir48000.wav"),
    ("spatialaudio/selected-topics-in-audio-signal-processing-exercises", "CC0", "data/rir_clap.wav"),
)


@dataclass(frozen=True)
class Room:
    """A room's responses, (places, samples), from when the direct sound arrives."""

    name: str
    places: tuple[Sound, ...]

    def heard(self, sound: Sound, place: int, direct_db: float) -> Sound:
        """A sound from a place of the room, as loud as it is, its direct sound so far above the reverberation."""
        response = self.places[place % len(self.places)].copy()
        direct = response[: round(_DIRECT_S * RATE_HZ)]
        around = np.sum(response[len(direct) :] ** 2)
        direct *= np.sqrt(around * 10 ** (direct_db / 10) / np.sum(direct**2))
        response /= np.sqrt(np.sum(response**2))
        return np.asarray(fftconvolve(sound, response)[: len(sound)])


def rooms(folder: Path) -> tuple[list[Room], list[str]]:
    """The rooms that lie in the folder, and what could not be got."""
    found, missing = [], []
    for place, _, file in ROOMS:
        path = folder / place / file
        if path.exists():
            found.append(_read(path))
        else:
            missing.append(f"{place}: {file}")
    return found, missing


def _read(path: Path) -> Room:
    rate, samples = wavfile.read(path)
    channels = np.atleast_2d(samples.astype(np.float64).T)
    places = []
    for one in channels:
        response = resample_poly(one, RATE_HZ, rate)
        arrives = int(np.argmax(np.abs(response) > _ARRIVES * np.abs(response).max()))
        places.append(response[max(0, arrives - round(0.0005 * RATE_HZ)) :])
    return Room(path.stem, tuple(places))


def recorded(rng: np.random.Generator, sound: Sound, snr_db: float, folder: Path, name: str) -> Path:
    """What is heard in a room with its noise, through a phone, as a file."""
    loud = world.rms(sound)
    noise = loud * 10 ** (-snr_db / 20) * world.noise(rng, len(sound), float(rng.choice([0.0, 1.0, 2.0])))
    level = 10 ** (rng.uniform(-26, -16) / 20) / loud
    return world.record(world.phone(rng, level * (sound + noise)), folder, name, kbps=int(rng.choice([32, 48])))
