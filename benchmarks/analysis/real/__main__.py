"""Prints what is made of each real take, and the table; see the package."""

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.analysis.real.sources import FRESH, KEPT, LAST, SOURCES, TUNED, Material
from benchmarks.analysis.real.takes import Take, alone, takes
from benchmarks.analysis.table import SHOWN_FROM
from workers.analysis import analyse

_RIGHT_S, _RIGHT_PART = 2.0, 0.04  # as the tolerance of `played_s`


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
    parser.add_argument("--split", choices=(TUNED, KEPT, LAST, FRESH), default=KEPT, help="which sources: %(default)s")
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
    material = Material(Path(args.folder), args.split)
    for missing in material.missing:
        print(f"could not get {missing}")
    began = time.process_time()
    with tempfile.TemporaryDirectory() as temporary:
        played = listen(takes(material, Path(temporary), args.seed), named=not args.unnamed, each=args.each)
        nobody = listen(alone(material, Path(temporary), args.seed), named=False, each=args.each)
    _table(played, nobody)
    print(f"Seed {args.seed}, {time.process_time() - began:.0f} CPU seconds in this process.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
