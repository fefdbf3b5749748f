"""The colour of held notes: how bright they are, and how far tone stands above noise in them. Described, not judged."""

from workers.analysis.timbre.colour import ColourReader
from workers.analysis.timbre.figures import measure
from workers.analysis.timbre.room import room_of

__all__ = ["ColourReader", "measure", "room_of"]
