"""What `woodshed check` says."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Said:
    """A sentence of what was found, and whether it is well, worth knowing, or to be mended."""

    kind: Literal["well", "note", "wrong"]
    sentence: str
