"""How fast the beat goes."""

from workers.analysis.tempo.figures import measure, prepared, reading, with_onsets
from workers.analysis.tempo.path import HARMONICS, STEP_S, Prepared

__all__ = ["HARMONICS", "STEP_S", "Prepared", "measure", "prepared", "reading", "with_onsets"]
