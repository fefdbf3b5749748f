"""Prints the table; see the package."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.analysis.arm import rows as arm_rows
from benchmarks.analysis.bow import real as film_rows
from benchmarks.analysis.bow import rows as bow_rows
from benchmarks.analysis.material import soundfont, world
from benchmarks.analysis.pitch import rows as pitch_rows
from benchmarks.analysis.playing import rows as playing_rows
from benchmarks.analysis.repeats import rows as repeats_rows
from benchmarks.analysis.table import HEAD, Calibration, Line
from benchmarks.analysis.tempo import rows as tempo_rows
from benchmarks.analysis.timing import rows as timing_rows

Row = Callable[[np.random.Generator, Path, int, Calibration], list[Line]]

# Name, what makes it, recordings in a standard and in a quick run, whether it needs fluidsynth and espeak-ng.
ROWS: dict[str, tuple[Row, int, int, bool]] = {
    "playing": (playing_rows.playing, 28, 8, True),
    "talk": (playing_rows.talk, 8, 3, True),
    "humming": (playing_rows.humming, 12, 3, True),
    "music": (playing_rows.music, 12, 3, True),
    "tempo": (tempo_rows.tempo, 20, 6, True),
    "blind": (tempo_rows.blind, 60, 15, True),
    "onsets": (timing_rows.onsets, 30, 10, True),
    "click": (timing_rows.click, 24, 9, True),
    "pitch": (pitch_rows.pitch, 16, 5, False),
    "vibrato": (pitch_rows.vibrato, 12, 4, False),
    "single": (playing_rows.single, 10, 4, True),
    "loudness": (playing_rows.loudness, 6, 2, False),
    "codecs": (playing_rows.codecs, 5, 2, False),
    "cost": (playing_rows.cost, 3, 1, False),
    "singing": (playing_rows.singing, 8, 2, True),
    "repeats": (repeats_rows.repeats, 24, 8, True),
    "bow": (bow_rows.bow, 30, 10, False),
    "arm": (arm_rows.arm, 30, 10, False),
    "rooms": (film_rows.rooms, 35, 10, False),
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.analysis", description=__doc__)
    parser.add_argument("--rows", default=",".join(ROWS), help="which rows, comma-separated: %(default)s")
    parser.add_argument("--quick", action="store_true", help="a third of the recordings")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--keep", type=Path, help="keep the recordings in this folder")
    return parser.parse_args()


def _run(names: list[str], args: argparse.Namespace, folder: Path) -> None:
    calibration = Calibration()
    print(HEAD)
    for name in names:
        row, standard, quick, sampled = ROWS[name]
        if sampled and not (soundfont.available() and world.can_talk()):
            print(f"| {name} | – | – | – | 0 | needs fluidsynth, a soundfont and espeak-ng |")
            continue
        rng = np.random.default_rng([args.seed, list(ROWS).index(name)])
        for line in row(rng, folder, quick if args.quick else standard, calibration):
            print(line.text(), flush=True)
    for line in calibration.lines():
        print(line.text())


def main() -> int:
    """Run the rows that were asked for."""
    args = _arguments()
    names = [name for name in args.rows.split(",") if name]
    if unknown := [name for name in names if name not in ROWS]:
        print(f"No such row: {', '.join(unknown)}. There are: {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    began = time.process_time()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _run(names, args, folder)
    print(f"\nSeed {args.seed}, {time.process_time() - began:.0f} CPU seconds in this process.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
