"""`python -m benchmarks.comparing [FOLDER]`: how exactly two recordings are laid side by side, and what that costs.

With FOLDER, the match files (`*.match`) of the Vienna 4x22 corpus lie there: the real timing and loudness of 22
pianists, sounded here. Nothing of it is kept.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.comparing import material, vienna
from benchmarks.comparing.material import KITCHEN, STUDIO, Player, Take
from tests import sounds
from workers.comparing import align, sound

WITHIN_S = 0.05


@dataclass(frozen=True)
class Row:
    """A pair, laid side by side: errors in ms at the notes' beginnings, and how many of them are within 50."""

    name: str
    stretches: int
    errors_ms: np.ndarray
    left_out: int

    def __str__(self) -> str:
        """As the table has it."""
        if not len(self.errors_ms):
            return f"| {self.name} | don't match | | | | {self.left_out} |"
        median, p95 = np.percentile(self.errors_ms, [50, 95])
        within = (self.errors_ms <= WITHIN_S * 1000).mean()
        return f"| {self.name} | {self.stretches} | {median:.0f} | {p95:.0f} | {within:.1%} | {self.left_out} |"


def judged(name: str, folder: Path, a: Take, b: Take, pairs: Sequence[tuple[int, int]]) -> Row:
    """Lay two takes side by side; ``pairs`` of notes that are the same one, by their numbers in both."""
    found = align.align(heard(a, folder), heard(b, folder))
    errors, left_out = [], 0
    for in_a, in_b in pairs:
        at, there = a.onsets_s[in_a], b.onsets_s[in_b]
        one = next((s for s in found.stretches if s.path[0, 0] - 0.1 <= at <= s.path[-1, 0] + 0.1), None)
        if one is None:
            left_out += 1
        else:
            errors.append(abs(float(np.interp(at, *one.path.T)) - there) * 1000)
    return Row(name, len(found.stretches), np.array(errors), left_out)


def heard(take: Take, folder: Path) -> sound.Sound:
    """Read a take through a file, as the job does."""
    return sound.read(take.written(folder / "take.wav"))


def made(folder: Path) -> Iterator[Row]:
    """Pairs made here, with their truth."""
    voices = {"piano": sounds.struck, "plucked": sounds.plucked, "bowed": sounds.bowed}
    for seed, (name, voice) in enumerate(voices.items()):
        for chords in (True, False):
            notes = material.score(20 + seed, 64, chords=chords)
            whole = [(n, n) for n in range(len(notes))]
            first = material.perform(notes, Player(1, 96, voice))
            other = material.perform(notes, Player(2, 76, voice), KITCHEN)
            what = f"{name}, {'with chords' if chords else 'alone'}, slower, in a kitchen"
            yield judged(what, folder, first, other, whole)
        flat = material.perform(notes, Player(3, 88, voice, -30))
        yield judged(f"{name}, tuned 30 cents lower", folder, first, flat, whole)
    yield judged("bowed, at half the tempo", folder, first, material.perform(notes, Player(4, 48, voice)), whole)


def cut(folder: Path) -> Iterator[Row]:
    """Takes that leave something out or play something twice."""
    notes = material.score(31, 72)
    first = material.perform(notes, Player(1))
    later = [n for n, note in enumerate(notes) if note[0] >= 16]
    opening = [(notes[n][0] - 16, *notes[n][1:]) for n in later]
    pairs = [(n, at) for at, n in enumerate(later)]
    yield judged("opening left out", folder, first, material.perform(opening, Player(2, 80)), pairs)
    half = [n for n, note in enumerate(notes) if note[0] < 40]
    take = material.perform([notes[n] for n in half], Player(3, 80))
    yield judged("broken off", folder, first, take, [(n, n) for n in half])
    again = sorted(
        [(note[0] + (8 if note[0] >= 24 else 0), *note[1:], n) for n, note in enumerate(notes)]
        + [(note[0] + 8, *note[1:], -1) for note in notes if 16 <= note[0] < 24]
    )
    take = material.perform([one[:3] for one in again], Player(4, 80))
    sure = [(one[3], at) for at, one in enumerate(again) if one[3] >= 0 and not 16 <= notes[one[3]][0] < 24]
    yield judged("two bars played twice (these left out of the count)", folder, first, take, sure)


def strangers(folder: Path) -> tuple[int, int]:
    """Pairs of other music in the same key on the same instrument: how many are taken for the same, and of how many."""
    found = []
    for voice in (sounds.struck, sounds.bowed):
        for chords in (True, False):
            scores = [material.score(seed, 56, chords=chords) for seed in range(60, 65)]
            takes = [heard(material.perform(s, Player(n, 90, voice)), folder) for n, s in enumerate(scores)]
            found += [bool(align.align(a, b).stretches) for a, b in combinations(takes, 2)]
    return sum(found), len(found)


COSTS = """
import json, resource, sys, time
from pathlib import Path
began = time.perf_counter()
from workers.comparing.compare import compare
loaded = time.perf_counter()
found = compare(Path(sys.argv[1]), Path(sys.argv[2]))
ended = time.perf_counter()
used = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"load_s": loaded - began, "compare_s": ended - loaded, "cpu_s": used.ru_utime + used.ru_stime,
                  "mb": int(peak) / 1024, "points": len(found["path"]), "bytes": len(json.dumps(found))}))
"""


def cost(folder: Path, minutes: float) -> dict[str, float]:
    """What it costs to compare two takes of so many minutes, in a process of its own."""
    beats = int(minutes * 96)
    notes = material.score(5, beats)
    for name, player in (("a", Player(1, 96, sounds.plucked)), ("b", Player(2, 94, sounds.plucked))):
        material.perform(notes, player).written(folder / f"{name}.wav")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", COSTS, folder / "a.wav", folder / "b.wav"], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return {"minutes": minutes, "whole_s": time.perf_counter() - began} | told


def main(arguments: list[str]) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        print("| pair | stretches | median ms | 95 % | within 50 ms | without a partner |\n|---|---|---|---|---|---|")
        for row in (*made(folder), *cut(folder)):
            print(row, flush=True)
        for name in arguments:
            for what, a, b, pairs in vienna.pairs(Path(name), STUDIO):
                print(judged(what, folder, a, b, pairs), flush=True)
        wrong, of = strangers(folder)
        print(f"\nOther music in the same key taken for the same: {wrong} of {of} pairs.")
        for minutes in (1.0, 5.0):
            print({name: round(value, 1) for name, value in cost(folder, minutes).items()}, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
