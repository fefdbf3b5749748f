"""Sampled instruments: a score as a MIDI file, played by fluidsynth with fonts that nothing was tuned on."""

import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from benchmarks.analysis.material.additive import RATE_HZ
from benchmarks.analysis.material.scores import Note

# Debian: timgm6mb-soundfont, musescore-general-soundfont-small. Thresholds were set on FluidR3: it is not used here.
FONTS = (Path("/usr/share/sounds/sf2/TimGM6mb.sf2"), Path("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3"))
DRUMS = -1
PROGRAMS = {
    "violin": (40, 55, 84), "viola": (41, 48, 76), "cello": (42, 36, 64), "guitar": (25, 43, 72), "harp": (46, 43, 79),
    "flute": (73, 62, 91), "oboe": (68, 60, 86), "clarinet": (71, 52, 84), "saxophone": (66, 50, 75),
    "trumpet": (56, 55, 80), "horn": (60, 43, 70), "trombone": (57, 43, 69),
    "piano": (1, 40, 84), "accordion": (21, 55, 79),
}  # fmt: skip
BEFORE_S, ALONE_S = 0.02, 0.18
_TICKS_PER_S = 960


def available() -> bool:
    """Whether fluidsynth and a font are on this machine."""
    return shutil.which("fluidsynth") is not None and any(font.exists() for font in FONTS)


def play(notes: list[Note], program: int, seconds: float, font: int = 0, kit: int = 0) -> np.ndarray:
    """The notes on one General MIDI program (`DRUMS` for that kit), peak about 0.5."""
    out = np.zeros(int(seconds * RATE_HZ))
    mono = rendered(notes, program, font, kit)
    out[: len(mono)] = mono[: len(out)]
    return np.asarray(out * 0.5 / max(float(np.abs(out).max()), 1e-6))


def rendered(notes: list[Note], program: int, font: int = 0, kit: int = 0) -> np.ndarray:
    """The notes as fluidsynth plays them, as loud as they are, dry."""
    fonts = [path for path in FONTS if path.exists()]
    path = fonts[font % len(fonts)]
    with tempfile.TemporaryDirectory() as folder:
        score, wav = Path(folder, "score.mid"), Path(folder, "score.wav")
        score.write_bytes(midi(notes, program, kit))
        command = ["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE_HZ), "-F", str(wav)]
        if path.suffix == ".sf3":  # in a third of the time; of .sf2 it plays what follows a sample in memory: a click
            command += ["-o", "synth.dynamic-sample-loading=1"]
        subprocess.run([*command, str(path), str(score)], check=True, capture_output=True)
        _, samples = wavfile.read(wav)
    return np.asarray(samples.astype(np.float64).mean(axis=1) / 32768)


def alone(notes: list[Note], program: int, font: int = 0, kit: int = 0) -> np.ndarray:
    """The first `ALONE_S` of each note, heard alone, from `BEFORE_S` before it is asked for: (notes, samples).

    Notes that differ by less than a sixteenth in how hard they are played share theirs.
    """
    like = [(note.midi, round(16 * note.velocity) / 16) for note in notes]
    kinds = sorted(set(like))
    spaced = [Note(1 + 2.0 * n, 0.4, midi, velocity) for n, (midi, velocity) in enumerate(kinds)]
    sound = np.pad(rendered(spaced, program, font, kit), (0, RATE_HZ))
    firsts = ((np.asarray([note.start_s for note in spaced]) - BEFORE_S) * RATE_HZ).astype(int)
    heard = sound[firsts[:, None] + np.arange(round((BEFORE_S + ALONE_S) * RATE_HZ))]
    return np.asarray(heard[[kinds.index(one) for one in like]])


def delays_s(heard: np.ndarray) -> np.ndarray:
    """How long after it is asked for each note of `alone` sounds: comes within 30 dB of its loudest, over 2 ms.

    Samples begin with silence, and what is blown or bowed speaks slowly: flutes some 15 ms late.
    """
    width = round(0.002 * RATE_HZ)
    power = np.stack([np.convolve(one**2, np.full(width, 1 / width), "same") for one in heard])
    before = power[:, : round(0.9 * BEFORE_S * RATE_HZ)].mean(axis=1)  # the last one still rings
    sounds = power > np.maximum(0.001 * power.max(axis=1), 4 * before)[:, None]
    return np.asarray(sounds.argmax(axis=1) / RATE_HZ - BEFORE_S)


def midi(notes: list[Note], program: int, kit: int = 0) -> bytes:
    """The notes as a MIDI file for a General MIDI program (`DRUMS` for that kit)."""
    channel = 9 if program == DRUMS else 0
    events = [(0, bytes([0xC0 | channel, kit if program == DRUMS else program]))]
    for note in notes:
        velocity = int(np.clip(note.velocity * 110, 1, 127))
        events.append((round(max(note.start_s, 0) * _TICKS_PER_S), bytes([0x90 | channel, note.midi, velocity])))
        events.append((round(max(note.end_s, 0) * _TICKS_PER_S), bytes([0x80 | channel, note.midi, 0])))
    track, now = bytearray(), 0
    for tick, message in sorted(events, key=lambda event: (event[0], event[1][0] & 0xF0 != 0x80)):
        track += _length(tick - now) + message
        now = tick
    track += b"\x00\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, _TICKS_PER_S // 2) + b"MTrk" + struct.pack(">I", len(track)) + track


def _length(ticks: int) -> bytes:
    """A variable-length number of MIDI."""
    out = [ticks & 0x7F]
    while ticks := ticks >> 7:
        out.append(0x80 | ticks & 0x7F)
    return bytes(reversed(out))
