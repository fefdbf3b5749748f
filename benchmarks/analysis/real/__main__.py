"""Prints what is made of each real take, and the table; see the package."""

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.analysis.real import figures, rows
from benchmarks.analysis.real.rows import Shelf
from benchmarks.analysis.real.sources import FRESH, KEPT, LAST, LEARNED, MEASURED, SOURCES, TUNED, UNHEARD, Material
from benchmarks.analysis.real.takes import Take, alone, takes
from benchmarks.analysis.table import HEAD, SHOWN_FROM, Calibration, Line
from workers.analysis import analyse

_RIGHT_S, _RIGHT_PART = 2.0, 0.04  # as the tolerance of `played_s`
SPLITS = (TUNED, KEPT, LAST, FRESH, UNHEARD, LEARNED, MEASURED)
ROWS: dict[str, Callable[[Shelf, Path, int, Calibration], list[Line]]] = {
    "onsets": rows.onsets, "click": rows.click, "tempo": figures.tempo, "pitch": figures.pitch,
    "repeats": figures.repeats,
}  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """What was made of a take: seconds played, how sure, and the error in percent of the clock."""

    take: Take
    played_s: float
    confidence: float

    @property
    def off_s(self) -> float:
        """By how much it lies outside the truth."""
        return self.take.band.off_s(self.played_s)

    @property
    def error(self) -> float:
        """Of the clock, in percent."""
        return 100 * abs(self.off_s) / self.take.seconds

    @property
    def right(self) -> bool:
        """Whether it is within the tolerance of a shown figure."""
        return abs(self.off_s) <= max(_RIGHT_S, _RIGHT_PART * self.take.band.seconds[1])

    def text(self) -> str:
        """One line."""
        least, most = self.take.band.seconds
        return (
            f"{self.take.instrument:16} {self.take.way:10} {self.take.source[:24]:24} really {least / 60:5.2f}–"
            f"{most / 60:5.2f} min, heard {self.played_s / 60:5.2f}, "
            f"error {self.error:5.1f} %, sure {self.confidence:.2f}"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.analysis.real", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("WOODSHED_REAL"))
    parser.add_argument("--rows", default="playing", help="playing or, comma-separated, some of: " + ", ".join(ROWS))
    parser.add_argument("--split", choices=SPLITS, help="which sources: kept of takes, measured of notes, if not said")
    parser.add_argument("--unnamed", action="store_true", help="the instrument is not known")
    parser.add_argument("--each", action="store_true", help="a line for each take")
    parser.add_argument("--seed", type=int, default=2026)
    return parser.parse_args()


def listen(made: Iterable[Take], *, named: bool, each: bool) -> list[Heard]:
    """What is made of each take."""
    found = []
    for take in made:
        result = analyse(take.path, instrument=take.instrument if named and take.band.tails else None)
        found.append(Heard(take, result.played_s, result.metric("played_s").confidence))
        if each:
            print(found[-1].text(), flush=True)
    return found


def summary(what: str, found: list[Heard]) -> str:
    """Mean, median and 95th percentile of the error, how much was missed and added, and how often right when sure."""
    if not found:
        return f"{what:24} nothing could be got"
    errors, off = np.asarray([one.error for one in found]), np.asarray([one.off_s for one in found])
    clock = sum(one.take.seconds for one in found)
    missed, added = -100 * off[off < 0].sum() / clock, 100 * off[off > 0].sum() / clock
    sure = [one.right for one in found if one.confidence >= SHOWN_FROM]
    return (
        f"{what:24} {len(found):3} takes: mean {errors.mean():5.2f}, median {np.median(errors):5.2f}, 95th "
        f"{np.percentile(errors, 95):5.1f} %; missed {missed:4.1f}, added {added:4.1f} %; right when sure "
        f"{sum(sure)} of {len(sure)}"
    )


def _table(played: list[Heard], nobody: list[Heard]) -> None:
    print(summary("all", played))
    for key in ("way", "instrument"):
        groups = defaultdict(list)
        for one in played:
            groups[getattr(one.take, key)].append(one)
        for name in sorted(groups):
            print(summary(f"  {name}", groups[name]))
    for kind in ("only home", "only talk"):
        print(summary(kind, [one for one in nobody if one.take.way == kind]))


def main() -> int:
    """Put the takes together, listen, and print."""
    args = _arguments()
    if args.folder is None or not Path(args.folder).is_dir():
        places = ", ".join(source.place for source in SOURCES)
        print(f"Name a folder that holds some of: {places}.", file=sys.stderr)
        return 2
    names = [name for name in args.rows.split(",") if name]
    if unknown := [name for name in names if name not in (*ROWS, "playing")]:
        print(f"No such row: {', '.join(unknown)}. There are: playing, {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    began = time.process_time()
    with tempfile.TemporaryDirectory() as temporary:
        if "playing" in names:
            _playing(args, Path(temporary))
        if said := [name for name in names if name in ROWS]:
            _measured(said, args, Path(temporary))
    print(f"Seed {args.seed}, {time.process_time() - began:.0f} CPU seconds in this process.", file=sys.stderr)
    return 0


def _playing(args: argparse.Namespace, temporary: Path) -> None:
    material = Material(Path(args.folder), args.split or KEPT)
    for missing in material.missing:
        print(f"could not get {missing}")
    played = listen(takes(material, temporary, args.seed), named=not args.unnamed, each=args.each)
    nobody = listen(alone(material, temporary, args.seed), named=False, each=args.each)
    _table(played, nobody)


def _measured(names: list[str], args: argparse.Namespace, temporary: Path) -> None:
    """The rows on real notes, as the benchmark prints its own."""
    shelf, calibration = Shelf.of(Path(args.folder), args.split or MEASURED), Calibration()
    for missing in shelf.missing:
        print(f"could not get {missing}")
    if not shelf.pools or not shelf.rooms:
        print("There is nothing to measure on: neither notes nor rooms.")
        return
    print(HEAD)
    for name in names:
        for line in ROWS[name](shelf, temporary, args.seed, calibration):
            print(line.text(), flush=True)
    for line in calibration.lines():
        print(line.text())


if __name__ == "__main__":
    sys.exit(main())
