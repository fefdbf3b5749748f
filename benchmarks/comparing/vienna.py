"""Real performances with their truth: what pianists played, note by note, from match files (Vienna 4x22 corpus)."""

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.comparing.material import LEAD_S, Player, Room, Take, sounded
from tests import sounds

_NOTE = re.compile(r"snote\(([^,]{1,40}),.{1,200}\)-note\([^,]{1,20},(\d+),(\d+),(\d+),(\d+),")
_CLOCK = re.compile(r"midiClock(Units|Rate),(\d+)")
Played = dict[str, sounds.Note]


def pairs(folder: Path, room: Room) -> Iterator[tuple[str, Take, Take, list[tuple[int, int]]]]:
    """The first two pianists of each piece: their takes, and which notes of both are the same one of the score."""
    pieces: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*_p[0-9][0-9].match")):
        pieces.setdefault(path.stem[:-4], []).append(path)
    for piece, paths in pieces.items():
        for one, other in zip(paths[:4:2], paths[1:4:2], strict=False):
            a, b = read(one), read(other)
            at_a, at_b = ({name: n for n, name in enumerate(played)} for played in (a, b))
            same = [(at_a[name], at_b[name]) for name in a if name in b]
            takes = [sounded(list(played.values()), Player(n), room) for n, played in enumerate((a, b))]
            yield f"{piece}, {one.stem[-3:]} and {other.stem[-3:]}", takes[0], takes[1], same


def read(path: Path) -> Played:
    """The notes that were played, by the name each has in the score, in order."""
    text = path.read_text(errors="replace")
    told = {name: int(value) for name, value in _CLOCK.findall(text)}
    tick_s = told["Rate"] / 1e6 / told["Units"]
    found: Played = {}
    for line in text.splitlines():
        if note := _NOTE.match(line):
            number, on, off, velocity = (int(value) for value in note.groups()[1:])
            start, long = on * tick_s + LEAD_S, max(0.1, (off - on) * tick_s)
            found[note[1]] = sounds.Note(start, long, sounds.midi_hz(number), velocity / 127)
    return dict(sorted(found.items(), key=lambda one: one[1].start_s))
