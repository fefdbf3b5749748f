"""Real solos whose notes people annotated by ear and eye: what A. Holzapfel and others (2010) measured onsets with.

A person hears a soft note begin when it is there, a little after its sound sets in: 50 ms are narrow for these.
"""

from pathlib import Path

import numpy as np

from benchmarks.analysis.real.trios import Performance, apart

PLACE, LICENCE = "gosia4/note_detection", "Holzapfel 2010, none stated: measured only"
_SET = "FTIMSET/{}/AndreHolzapfel"
_KINDS = {
    "violin": ("bowed", "violin"), "cello": ("bowed", "cello"), "kemence": ("bowed", "kemence"),
    "clarinet": ("blown", "clarinet"), "ney": ("blown", "ney"), "sax": ("blown", "saxophone"),
    "trumpet": ("blown", "trumpet"), "guitar": ("plucked", "guitar"), "oud": ("plucked", "oud"),
    "tanburpluck": ("plucked", "tanbur"), "piano": ("piano", "piano"),
}  # fmt: skip


def performances(folder: Path) -> tuple[list[Performance], list[str]]:
    """What lies in the folder of what is called *test* there, and what could not be got."""
    found, missing = [], []
    for kind, (family, instrument) in _KINDS.items():
        files = sorted((folder / PLACE / _SET.format("wav")).glob(f"test_{kind}_*.wav"))
        missing += [] if files else [f"{PLACE}: {kind}"]
        for file in files:
            told = (folder / PLACE / _SET.format("ons") / f"{file.stem}.ons").read_text().split()
            found.append(Performance(file, family, instrument, apart(np.sort(np.asarray(told, float)))))
    return found, missing
