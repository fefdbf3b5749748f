"""Real performances whose notes are annotated: the single instruments of TRIOS, each with the notes as MIDI.

How exactly they are annotated differs: drums and pianos by some 10 ms, soft attacks by up to 50, mostly late. Strokes
within 30 ms are one.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PLACE, LICENCE = "isthimus/nmf-source-separation", "TRIOS: CC BY-NC-SA 2.0 UK, measured only"
_FILES = {
    "brahms/horn": "blown", "brahms/violin": "bowed", "brahms/piano": "piano", "lussier/bassoon": "blown",
    "lussier/trumpet": "blown", "lussier/piano": "piano", "mozart/clarinet": "blown", "mozart/viola": "bowed",
    "mozart/piano": "piano", "take_five/saxophone": "blown", "take_five/piano": "piano", "take_five/kick": "drums",
    "take_five/snare": "drums", "take_five/ride": "drums",
}  # fmt: skip
_TOGETHER_S = 0.03
_SHORT = (0xC0, 0xD0)  # events of one byte


@dataclass(frozen=True)
class Performance:
    """A recording, who plays in it, and when the notes are annotated to begin."""

    path: Path
    family: str
    instrument: str
    begins_s: np.ndarray


def performances(folder: Path) -> tuple[list[Performance], list[str]]:
    """What lies in the folder, and what could not be got."""
    found, missing = [], []
    for name, family in _FILES.items():
        path = folder / PLACE / "datasets/TRIOS" / f"{name}.wav"
        if not (path.exists() and path.with_suffix(".mid").exists()):
            missing.append(f"{PLACE}: {name}")
            continue
        starts_s = apart(begins(path.with_suffix(".mid").read_bytes()))
        instrument = "drums" if family == "drums" else path.stem
        found.append(Performance(path, family, instrument, starts_s))
    return found, missing


def apart(starts_s: np.ndarray) -> np.ndarray:
    """Of notes, seconds in order, those that do not begin within 30 ms of the one before."""
    return np.asarray(starts_s[np.diff(starts_s, prepend=-1.0) > _TOGETHER_S])


def begins(data: bytes) -> np.ndarray:
    """When the notes of a MIDI file begin, in seconds, in order."""
    ticks, tempi = [], [(0, 500_000)]
    for tick, kind, body in _events(data):
        if kind & 0xF0 == 0x90 and body[1]:
            ticks.append(tick)
        elif kind == 0xFF and body[0] == 0x51:
            tempi.append((tick, int.from_bytes(body[1:], "big")))
    per_quarter = struct.unpack(">H", data[12:14])[0]
    at, microseconds = (np.asarray(column) for column in zip(*sorted(tempi), strict=True))
    passed_s = np.concatenate([[0.0], np.cumsum(np.diff(at) * microseconds[:-1])]) / 1e6 / per_quarter
    asked = np.sort(np.asarray(ticks, np.int64))
    last = np.searchsorted(at, asked, side="right") - 1
    return np.asarray(passed_s[last] + (asked - at[last]) * microseconds[last] / 1e6 / per_quarter)


def _events(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each event of a MIDI file: its tick, its kind, and what it says."""
    start = 14
    while start < len(data):
        end = start + 8 + struct.unpack(">I", data[start + 4 : start + 8])[0]
        at, tick, kind = start + 8, 0, 0
        while at < end:
            wait, at = _number(data, at)
            tick += wait
            if data[at] & 0x80:
                kind, at = data[at], at + 1
            first = at
            if kind >= 0xF0:
                at += kind == 0xFF
                length, body = _number(data, at)
                at = body + length
                yield tick, kind, data[first : first + (kind == 0xFF)] + data[body:at]
            else:
                at += 1 if kind & 0xF0 in _SHORT else 2
                yield tick, kind, data[first:at]
        start = end


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    value = 0
    while True:
        value, more, at = value << 7 | data[at] & 0x7F, data[at] & 0x80, at + 1
        if not more:
            return value, at
