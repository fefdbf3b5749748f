"""Sampled instruments: a score as a MIDI file, played by fluidsynth with fonts that nothing was tuned on."""

import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from benchmarks.analysis.additive import RATE_HZ
from benchmarks.analysis.scores import Note

# Debian: timgm6mb-soundfont, musescore-general-soundfont-small. Thresholds were set on FluidR3: it is not used here.
FONTS = (Path("/usr/share/sounds/sf2/TimGM6mb.sf2"), Path("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3"))
DRUMS = -1
PROGRAMS = {
    "violin": (40, 55, 84), "viola": (41, 48, 76), "cello": (42, 36, 64), "guitar": (25, 43, 72), "harp": (46, 43, 79),
    "flute": (73, 62, 91), "oboe": (68, 60, 86), "clarinet": (71, 52, 84), "saxophone": (66, 50, 75),
    "trumpet": (56, 55, 80), "horn": (60, 43, 70), "trombone": (57, 43, 69),
    "piano": (1, 40, 84), "accordion": (21, 55, 79),
}  # fmt: skip
_TICKS_PER_S = 960


def available() -> bool:
    """Whether fluidsynth and a font are on this machine."""
    return shutil.which("fluidsynth") is not None and any(font.exists() for font in FONTS)


def play(notes: list[Note], program: int, seconds: float, font: int = 0) -> np.ndarray:
    """The notes on one General MIDI program (`DRUMS` for the kit), peak about 0.5."""
    fonts = [path for path in FONTS if path.exists()]
    with tempfile.TemporaryDirectory() as folder:
        score, wav = Path(folder, "score.mid"), Path(folder, "score.wav")
        score.write_bytes(midi(notes, program))
        command = ["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE_HZ), "-F", str(wav)]
        command += ["-o", "synth.dynamic-sample-loading=1"]  # the same sound, in a third of the time
        subprocess.run([*command, str(fonts[font % len(fonts)]), str(score)], check=True, capture_output=True)
        _, samples = wavfile.read(wav)
    mono = samples.astype(np.float64).mean(axis=1) / 32768
    out = np.zeros(int(seconds * RATE_HZ))
    out[: len(mono)] = mono[: len(out)]
    return np.asarray(out * 0.5 / max(float(np.abs(out).max()), 1e-6))


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
