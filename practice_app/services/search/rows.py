"""What was found, whatever it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

Kind = Literal["piece", "session", "post"]
PLACES: Final = {"piece": "/pieces", "session": "/sessions", "post": "/forum"}


@dataclass(frozen=True)
class FoundRow:
    """Something that was found; ``hit``: its lines in turns as they are and marked.

    ``said``: of a piece its composer, of a session its instrument, of a post its author. ``moment``: a moment of
    practice that stands where it was found.
    """

    kind: Kind
    id: UUID
    title: str
    said: str
    at: datetime
    hit: list[str]
    moment: UUID | None = None

    @property
    def path(self) -> str:
        """Where it is to be seen."""
        return f"{PLACES[self.kind]}/{self.id}"
